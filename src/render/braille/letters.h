/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_LETTERS_H
#define LECTERN_RENDER_BRAILLE_LETTERS_H

#include "render/braille/leaf.h"

/*
 * A leaf on its way to cells: the characters that a table is given, each with what it looks
 * like, where it came from, and whether a line may end behind it.
 */
struct letter {
	unsigned character;
	unsigned char form; /* enum louis_form */
	unsigned char cut;  /* enum gap: of the cell behind it */
	struct louis *table;
	size_t from;
};

struct letters {
	struct letter *at; /* mem_free */
	size_t count, room;
};

void letters_of(const struct leaf_way *, const struct leaf_text *, struct letters *);
void letters_mark(const struct leaf_way *, struct str label, struct letters *);

#endif
