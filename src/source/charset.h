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
 * rest as a count. -1 when the encoding is not known (said).
 */
int charset_to_utf8(
    struct str bytes, const char *encoding, const char *file, struct buf *, struct diag *);

/* One character in an encoding, appended; false when the encoding cannot write it (or is not
   known). For output in old encodings. */
struct charset_writer *charset_writer(const char *encoding, struct diag *);
bool charset_write(struct charset_writer *, unsigned codepoint, struct buf *);
void charset_writer_free(struct charset_writer *);

#endif
