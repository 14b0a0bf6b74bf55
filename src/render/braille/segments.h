/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_SEGMENTS_H
#define LECTERN_RENDER_BRAILLE_SEGMENTS_H

#include "render/braille/louis.h"

/*
 * Cells of words met before: the table is asked for a word once, not each time it comes.
 *
 * A text is cut at blanks over which nothing in the table can look, and what lies between is
 * translated with a blank on both sides. There is no cut
 *	- between two words with figures in them: a number goes on behind a blank
 *	- unless a word beside it is in small letters, but for the first: capitals go on from
 *	  word to word
 *	- beside a word with emphasis or with any character but letters and usual marks
 *	- at more than one blank
 * That this gives the same cells is proved for the tables that segments_serve names, by
 * translating both ways (tests/property/braille.c). Others translate whole texts.
 */
struct segments; /* of one run; bounded: when it is full it begins anew */

struct segments *segments_new(void);
void segments_free(struct segments *); /* NULL is fine */

bool segments_serve(const struct louis *);

/* As louis_translate, and the same cells. `segments` may be NULL. */
int segments_translate(struct segments *, struct louis *, struct louis_text, struct arena *,
    struct louis_cells *, struct diag *);

#endif
