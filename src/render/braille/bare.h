/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_BARE_H
#define LECTERN_RENDER_BRAILLE_BARE_H

#include "render/braille/segments.h"

/*
 * A word without what is around it: of "(“Naloxone’s”)," that is naloxone. The marks, the capital
 * sign and figures are written in Unified English Braille as they always are (Rules 6.2, 7.1, 8.3),
 * so a table has to be asked for the bare word alone, and once.
 */
enum { BARE_MOST = 48 };

struct bare {
	size_t start, end;    /* of the word or number; marks may be before and behind */
	bool capital;         /* the first letter, of a word in small ones */
	bool figures;         /* a number: "1,000", "7.5%", "5-10" */
	char word[BARE_MOST]; /* small letters, hyphens and apostrophes between them; or capitals */
};

/* False: the segment at hand is no such word. */
bool bare_of(const struct segments_walk *, struct bare *);
/* The word's cells may have marks and the capital sign beside them: not those of "in" and "was",
   which have signs without upper dots, nor "Al" and "yrs", whose grade 1 sign is before the capital
   one. */
bool bare_stands(const struct segment *);

/* Appended to a run that has room for two cells a byte and one more: marks before a word or behind
   it, a capital sign, and a number. */
void bare_marks(struct str text, size_t start, size_t end, bool before, struct run *);
void bare_capital(size_t at, struct run *);
void bare_figures(struct str text, size_t start, size_t end, struct run *);

#endif
