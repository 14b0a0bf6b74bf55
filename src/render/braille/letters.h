/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_LETTERS_H
#define LECTERN_RENDER_BRAILLE_LETTERS_H

#include "render/braille/leaf.h"
#include "render/braille/print.h"

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
	const struct leaf_way *way;
	const struct leaf_text *leaf;
	struct print print;
	struct letter *at; /* mem_free */
	size_t count, room;
	bool spelled; /* among the letters read last is a way around a character; it was said */
};

struct letters letters_of(const struct leaf_way *, const struct leaf_text *);

/* The letters of some bytes of the leaf, in place of those read before. */
void letters_read(struct letters *, size_t start, size_t end);
void letters_mark(struct letters *, struct str label);

/* No line begins behind this blank: it holds together what is one number, one measure ... */
bool letters_tied(const struct print *, struct str text, size_t blank);

#endif
