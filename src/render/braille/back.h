/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_BACK_H
#define LECTERN_RENDER_BRAILLE_BACK_H

#include "base/output.h"
#include "render/braille/leaf.h"

/*
 * The proof: an article's texts as cells, translated back, and held against what was written.
 * Words are compared by their letters and digits, then by their other characters; case and
 * white space are not. Emphasis is compared letter by letter in Unified English Braille, from
 * the signs in the cells; elsewhere it is left out. Every difference is told of by its place.
 */
struct back {
	bool json; /* differences as one JSON object a line */
	size_t articles, words;
	size_t changed;  /* words whose letters or digits came back differently */
	size_t marks;    /* other words that came back with other punctuation */
	size_t emphasis; /* stretches of text that came back with other emphasis */
};

/* 0, or -1 (said). */
int back_document(struct back *, const struct leaf_way *, const struct document *, struct output *);
void back_summary(const struct back *, struct output *);

/* One text, of a block of its own, and the cells that are to be proved. */
struct back_text {
	struct back *back;
	const struct leaf_text *leaf;
	struct str article, file; /* where it stands, for the report */
	unsigned line;
	size_t block;
	struct output *out;
};
int back_text(struct back_text *, const struct leaf_way *, const struct run *);

#endif
