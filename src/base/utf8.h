/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_UTF8_H
#define LECTERN_BASE_UTF8_H

#include "base/buf.h"
#include "base/str.h"

/* Characters: UTF-8 and Unicode properties (utf8.c is the only file with <utf8proc.h>). */

enum { UTF8_MOST = 4 };      /* bytes in one character */
#define UTF8_BAD 0xffffffffu /* what utf8_next gives for bytes that are not UTF-8 */

/* The character at *at, *at moved behind it. Bad bytes are stepped over one by one. `*at`
   must be below s.len. Overlong forms, surrogates and values over 0x10ffff are bad. */
static inline unsigned utf8_next(struct str s, size_t *at);
/* The same where the byte is not ASCII: utf8_next's longer half. */
unsigned utf8_next_long(struct str s, size_t *at);
static inline unsigned
utf8_next(struct str s, size_t *at)
{
	unsigned char byte = (unsigned char)s.at[*at];

	if (byte >= 0x80)
		return utf8_next_long(s, at);
	++*at;
	return byte;
}
/* The end of the run of ASCII bytes from `at` on: what most text is made of. */
size_t utf8_ascii(struct str s, size_t at);
/* The character that ends at *at (> 0), *at moved to its start. */
unsigned utf8_before(struct str s, size_t *at);
size_t utf8_encode(unsigned codepoint, char bytes[UTF8_MOST]);
bool utf8_valid(struct str);
size_t utf8_count(struct str); /* characters, in valid text */

/* Normal form C (Unicode UAX 15) of valid text. */
void utf8_nfc(struct str, struct buf *);
/* For searching and comparing: compatibility form, case folded, accents removed. */
void utf8_fold(struct str, struct buf *);

bool char_letter(unsigned);
bool char_upper(unsigned); /* includes title case */
bool char_lower(unsigned);
bool char_digit(unsigned);   /* Nd: any script */
bool char_mark(unsigned);    /* combining */
bool char_space(unsigned);   /* any white space, no-break space too */
bool char_word(unsigned);    /* letter, digit or mark */
bool char_control(unsigned); /* Cc, and the surrogates and noncharacters */
bool char_wide(unsigned);    /* an ideograph or other character of East Asian full width */
unsigned char_to_lower(unsigned);
unsigned char_to_upper(unsigned);

#endif
