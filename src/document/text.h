/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_TEXT_H
#define LECTERN_DOCUMENT_TEXT_H

#include "base/buf.h"
#include "base/mem.h"

/*
 * Text as a document keeps it: valid UTF-8 in normal form C, no controls, no soft hyphens or
 * zero-width spaces, every run of white space one blank (a no-break space that stands alone is
 * kept: it binds numbers and marks).
 */

/* Appends `s` cleaned; a blank at its start is left out where the buffer is empty or ends in
   white space. `as_it_stands`: line ends and runs of blanks are kept, for code. False when
   bytes were no text and became U+FFFD. */
bool text_put(struct buf *, struct str s, bool as_it_stands);
/* Without white space at its end, no-break spaces too. */
struct str text_trim_end(struct str);
bool text_ends_white(const struct buf *); /* or is empty */

/* What a raised dot at this byte is between figures: the point of a decimal, as British journals
   print it ("3·5 mg"), or the sign of a product ("6·10²³"). */
enum text_dot { TEXT_DOT_OTHER, TEXT_DOT_POINT, TEXT_DOT_TIMES };
enum text_dot text_raised_dot(struct str, size_t at);

/* A cleaned copy on one line, trimmed. */
struct str text_value(struct arena *, struct str s);

#endif
