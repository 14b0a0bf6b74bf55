/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_LEAF_H
#define LECTERN_RENDER_BRAILLE_LEAF_H

#include "document/document.h"
#include "render/braille/run.h"
#include "render/braille/tables.h"

/*
 * A leaf as cells: its characters vetted, its spans turned into typeforms, tables and
 * reference marks, and its lines' ends found by the rules for dividing.
 */
struct leaf_way {
	struct tables *tables;
	struct louis *table;        /* of the document */
	struct str language;        /* of the document */
	bool references;            /* write their marks */
	struct str image;           /* what a picture in a line is called; empty: it is not */
	const struct str *initials; /* capitals that this document expands somewhere */
	size_t initials_count;
	unsigned *plain; /* counts emphasis that the table cannot show; may be NULL */
	struct arena *arena;
	struct diag *diag;
	struct where where; /* for messages: file and line */
};

struct leaf_text {
	struct str text;
	const struct span *spans;
	size_t span_count;
	bool heading; /* emphasis says nothing in it */
	bool code;    /* no contractions */
	/* whose text it is: its first `own` bytes stand in a block from this character on */
	unsigned owner; /* enum cell_owner */
	size_t own, first;
};

/* 0 or -1 (said). A '\n' in the text becomes a blank. */
int leaf_run(const struct leaf_way *, const struct leaf_text *, struct run *);

/* The emphasis (enum louis_form) that a span of the text is shown with. It means something only
   where other words have none; what is struck out always does. */
unsigned leaf_emphasis(const struct leaf_text *, const struct span *);

/* The mark of a reference, to be put after a text or in front of a note. */
int leaf_mark(const struct leaf_way *, struct str label, struct run *);

#endif
