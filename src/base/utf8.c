/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

unsigned
utf8_next_long(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.at + *at;
	size_t left = s.len - *at, more = 0;
	unsigned c = p[0], least = 0;

	if (c >= 0xc2 && c < 0xe0)
		more = 1, c &= 0x1f, least = 0x80;
	else if (c >= 0xe0 && c < 0xf0)
		more = 2, c &= 0x0f, least = 0x800;
	else if (c >= 0xf0 && c < 0xf5)
		more = 3, c &= 0x07, least = 0x10000;
	++*at;
	if (more == 0 || left <= more)
		return UTF8_BAD;
	for (size_t i = 1; i <= more; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return UTF8_BAD;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < least || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return UTF8_BAD;
	*at += more;
	return c;
}

unsigned
utf8_before(struct str s, size_t *at)
{
	size_t end = *at, start = end, back = 0, again;
	unsigned c;

	do {
		start--;
		back++;
	} while (start > 0 && back < UTF8_MOST && ((unsigned char)s.at[start] & 0xc0) == 0x80);
	again = start;
	c = utf8_next((struct str){s.at, end}, &again);
	*at = again == end ? start : end - 1;
	return again == end ? c : UTF8_BAD;
}

size_t
utf8_encode(unsigned c, char bytes[UTF8_MOST])
{
	if (c < 0x80) {
		bytes[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		bytes[0] = (char)(0xc0 | c >> 6);
		bytes[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = 0xfffd;
	if (c < 0x10000) {
		bytes[0] = (char)(0xe0 | c >> 12);
		bytes[1] = (char)(0x80 | (c >> 6 & 0x3f));
		bytes[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	bytes[0] = (char)(0xf0 | c >> 18);
	bytes[1] = (char)(0x80 | (c >> 12 & 0x3f));
	bytes[2] = (char)(0x80 | (c >> 6 & 0x3f));
	bytes[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

size_t
utf8_ascii(struct str s, size_t at)
{
	const uint64_t high = 0x8080808080808080u;
	uint64_t eight;

	for (; at + sizeof(eight) <= s.len; at += sizeof(eight)) {
		memcpy(&eight, s.at + at, sizeof(eight));
		if (eight & high)
			break;
	}
	while (at < s.len && (unsigned char)s.at[at] < 0x80)
		at++;
	return at;
}

bool
utf8_valid(struct str s)
{
	for (size_t at = utf8_ascii(s, 0); at < s.len; at = utf8_ascii(s, at))
		if (utf8_next(s, &at) == UTF8_BAD)
			return false;
	return true;
}

size_t
utf8_count(struct str s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.len; i++)
		count += ((unsigned char)s.at[i] & 0xc0) != 0x80;
	return count;
}

static void
map(struct str s, struct buf *out, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t len = s.len == 0 ? 0
					  : utf8proc_map((const utf8proc_uint8_t *)s.at,
						(utf8proc_ssize_t)s.len, &mapped, options);

	if (len < 0) /* text that is not valid UTF-8 is the caller's fault: pass it on unchanged */
		buf_put(out, s);
	else
		buf_put(out, (struct str){(const char *)mapped, (size_t)len});
	free(mapped);
}

/* Characters that normal form C never changes and that never join the one before: what is in
   nearly all text, so that the library need not look. */
static bool
stays_composed(unsigned c)
{
	return c < 0x300 || (c >= 0x400 && c < 0x460) || (c >= 0x2010 && c < 0x2060) ||
	       (c >= 0x20a0 && c < 0x20c0) || (c >= 0x2190 && c < 0x2200) ||
	       (c >= 0x4e00 && c < 0xa000);
}

static bool
is_composed(struct str s)
{
	for (size_t at = utf8_ascii(s, 0); at < s.len; at = utf8_ascii(s, at))
		if (!stays_composed(utf8_next(s, &at)))
			return false;
	return true;
}

void
utf8_nfc(struct str s, struct buf *out)
{
	if (is_composed(s))
		buf_put(out, s);
	else
		map(s, out, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/* Runs of ASCII and of the rest by turns: marks are dropped, so nothing joins across. */
void
utf8_fold(struct str s, struct buf *out)
{
	for (size_t at = 0, end; at < s.len; at = end) {
		for (end = utf8_ascii(s, at); at < end; at++)
			buf_byte(out, ascii_fold(s.at[at]));
		while (end < s.len && (unsigned char)s.at[end] >= 0x80)
			end++;
		if (end > at)
			map(str_sub(s, at, end), out,
			    UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
				UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
	}
}

static utf8proc_category_t
category(unsigned c)
{
	return c > 0x10ffff ? UTF8PROC_CATEGORY_CN : utf8proc_category((utf8proc_int32_t)c);
}

bool
char_letter(unsigned c)
{
	utf8proc_category_t k;

	if (c < 0x80)
		return ascii_alpha((char)c);
	k = category(c);
	return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool
char_upper(unsigned c)
{
	utf8proc_category_t k;

	if (c < 0x80)
		return ascii_upper((char)c);
	k = category(c);
	return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool
char_lower(unsigned c)
{
	return c < 0x80 ? ascii_lower((char)c) : category(c) == UTF8PROC_CATEGORY_LL;
}

bool
char_digit(unsigned c)
{
	return c < 0x80 ? ascii_digit((char)c) : category(c) == UTF8PROC_CATEGORY_ND;
}

bool
char_mark(unsigned c)
{
	utf8proc_category_t k;

	if (c < 0x300)
		return false;
	k = category(c);
	return k >= UTF8PROC_CATEGORY_MN && k <= UTF8PROC_CATEGORY_ME;
}

bool
char_space(unsigned c)
{
	utf8proc_category_t k;

	if (c < 0x80)
		return ascii_space((char)c);
	k = category(c);
	return c == 0x85 || (k >= UTF8PROC_CATEGORY_ZS && k <= UTF8PROC_CATEGORY_ZP);
}

bool
char_word(unsigned c)
{
	return char_letter(c) || char_digit(c) || char_mark(c);
}

bool
char_control(unsigned c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0xd800 && c < 0xe000) ||
	       (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c < 0xfdf0) || c > 0x10ffff;
}

bool
char_wide(unsigned c)
{
	return c >= 0x1100 && c <= 0x10ffff && utf8proc_charwidth((utf8proc_int32_t)c) == 2;
}

unsigned
char_to_lower(unsigned c)
{
	if (c < 0x80)
		return (unsigned char)ascii_fold((char)c);
	return c > 0x10ffff ? c : (unsigned)utf8proc_tolower((utf8proc_int32_t)c);
}

unsigned
char_to_upper(unsigned c)
{
	return c > 0x10ffff ? c : (unsigned)utf8proc_toupper((utf8proc_int32_t)c);
}
