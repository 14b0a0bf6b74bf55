/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_CHARSET_H
#define LECTERN_SOURCE_CHARSET_H

#include "base/buf.h"
#include "base/diag.h"

/* Conversion between encodings; charset.c is the only file with <iconv.h>. Both libc's iconv
   and GNU libiconv serve. */

/*
 * Appends `bytes` as UTF-8 (a BOM left out). Each run of bytes that cannot be decoded becomes
 * one U+FFFD and is said (BAD_BYTES) with line and column, the first twenty singly and the
 * rest as a count. In UTF-8 a single stray byte is read as Windows-1252, which is where such
 * bytes come from, and said too (REPAIRED_BYTES). -1 when the encoding is not known (said).
 */
int charset_to_utf8(
    struct str bytes, const char *encoding, const char *file, struct buf *, struct diag *);

/* What a label in a web page means in practice, as browsers read it: "iso-8859-1" is
   WINDOWS-1252. NULL: nothing but itself. */
const char *charset_meant(struct str label);

/* The character a Windows-1252 byte stands for; 0: none. */
unsigned charset_1252(unsigned char byte);

/* One character in an encoding, appended; false when the encoding cannot write it (or is not
   known). For output in old encodings. */
struct charset_writer *charset_writer(const char *encoding, struct diag *);
bool charset_write(struct charset_writer *, unsigned codepoint, struct buf *);
void charset_writer_free(struct charset_writer *);

#endif
