/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_FORMS_H
#define LECTERN_RENDER_BRAILLE_FORMS_H

#include "render/braille/run.h"

/*
 * The signs of emphasis in Unified English Braille, read as a reader does (rulebook, section
 * 9): what cells are left without them, and how each of these is emphasized.
 */
struct forms {
	unsigned char *dots; /* in the arena */
	unsigned char *form; /* enum louis_form */
	size_t *cell;        /* the cell of the run */
	size_t count;
};

struct forms forms_read(const struct run *, struct arena *);

#endif
