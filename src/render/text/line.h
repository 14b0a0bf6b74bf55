/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_TEXT_LINE_H
#define LECTERN_RENDER_TEXT_LINE_H

#include "base/buf.h"
#include "document/document.h"

/* What happens to the words of one line before it is written. */

/* Appends a line without what is read out sign by sign: of three or more of one symbol one
   stays (of full stops an ellipsis), of several blanks one. Marks of writing direction that
   are not in pairs are left out, since they would turn what follows. */
void line_calm(struct buf *, struct str);

/* Where to cut a line of more than `most` characters: behind a blank, and if asked for at a
   clause mark in its second half. */
size_t line_cut(struct str, size_t most, bool at_clauses);

/* Puts the article's own words for an abbreviation at its first use, "opioid use disorder
   (OUD)", and ticks it in `done`, which has one flag for each of the article's expansions.
   Where the words stand already it is only ticked. */
void line_expand(const struct document *, bool *done, struct buf *);

#endif
