/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_BACK_H
#define LECTERN_RENDER_BRAILLE_BACK_H

#include "base/output.h"
#include "render/braille/leaf.h"

/*
 * The proof: an article's texts as cells, translated back, and held against what was written,
 * word by word. Case, white space and emphasis are not
 * compared. Words whose letters and digits come back
 * but whose other characters do not are only counted: the way back loses those easily.
 */
struct back {
	bool json; /* differences as one JSON object a line */
	size_t articles, words;
	size_t changed; /* words whose letters or digits came back differently; each was told of */
	size_t marks;   /* words that came back with other punctuation */
};

/* 0, or -1 (said). */
int back_document(struct back *, const struct leaf_way *, const struct document *, struct output *);
void back_summary(const struct back *, struct output *);

#endif
