/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_MARKDOWN_DELIMITER_H
#define LECTERN_SOURCE_FORMAT_MARKDOWN_DELIMITER_H

#include "base/mem.h"
#include "base/str.h"

/*
 * The delimiter row of a table may have cells of one dash (GFM, section 4.10); md4c before
 * 0.5 wants three, and would leave the table as a paragraph of bars. The text with such cells
 * made wider, line for line the same; the text itself when it has none.
 */
struct str delimiters_widen(struct str text, struct arena *);

#endif
