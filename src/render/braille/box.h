/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_BOX_H
#define LECTERN_RENDER_BRAILLE_BOX_H

#include "render/braille/compose.h"

/*
 * Around what print sets apart in a box: a line of cells above and below, a blank line outside
 * and none inside of them, and text on the page of either (Braille Formats 7). `*box` is 0 when
 * none is open.
 */
void box_open(struct compose *, size_t *box);
void box_close(struct compose *, size_t *box); /* none is open: does nothing */

#endif
