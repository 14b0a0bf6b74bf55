/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_CORRECT_H
#define LECTERN_RENDER_BRAILLE_CORRECT_H

#include "render/braille/letters.h"

/*
 * What the tables of Unified English Braille get wrong against its rulebook, put right: each
 * fault here, and nowhere else. There are six.
 *
 *   5.7.1   letters spelled out share one grade 1 sign: "s-p-e-l-l-i-n-g"
 *   5.7.2   letters that look like a shortform with an s take one too: "3 yrs" are not yours
 *   6.5.2   a letter from a to j behind a figure takes a grade 1 sign in running capitals too:
 *           "456G" would else read as 4567
 *   9.3     three or more emphasized words are one passage, also when the last of them ends
 *           inside a sequence: "**keep it near**, and"
 *   10.5.4  of signs without upper dots one is written out: "-in"
 *   10.8.2  a final groupsign does not follow a capital sign or the end of capitals: "MyLess"
 *           ends in l, e, s, s
 */

/* On the cells that these letters gave. */
void correct_cells(const struct letter *, size_t count, struct arena *, struct louis_cells *);

#endif
