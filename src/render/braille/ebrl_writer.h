/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_EBRL_WRITER_H
#define LECTERN_RENDER_BRAILLE_EBRL_WRITER_H

#include "render/braille/ebrl.h"

/* A page of a publication while it is written: for the files that write one. */

enum { EBRL_LEVELS = 6 }; /* of headings in HTML */

/* Where the mark of a note or of a reference leads. */
struct ebrl_target {
	struct str label;
	bool note;
	unsigned number;
};

struct ebrl_writer {
	struct compose *c;
	const struct document *doc;
	struct arena *arena;
	struct xml xml;
	const char *name;
	struct ebrl_contents *contents;
	unsigned headings;
	unsigned above[EBRL_LEVELS]; /* levels of the headings that the text stands under */
	unsigned depth;
	struct ebrl_target *targets;
	size_t target_count, target_room;
	enum block_kind last; /* of the block before */
	bool noted;           /* there is a note */
};

/* Learns what marks may lead to. */
void ebrl_find_targets(struct ebrl_writer *);
/* What a label (the first of several) leads to, or NULL. */
const struct ebrl_target *ebrl_target(const struct ebrl_writer *, struct str labels);

/* Into an open element: the cells of a leaf, or (block NULL) of words. */
void ebrl_run(struct ebrl_writer *, const struct block *, const struct run *);
/* An element that holds them; none when there are no cells. `class` may be NULL. */
void ebrl_element(
    struct ebrl_writer *, const char *name, const char *class, const struct block *, struct run);
void ebrl_table(struct ebrl_writer *, const struct block *table);

#endif
