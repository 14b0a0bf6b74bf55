/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_RUN_H
#define LECTERN_RENDER_BRAILLE_RUN_H

#include "base/mem.h"

/*
 * One text as cells, and where a line may begin. A line begins at cell n only if gap[n]
 * allows it; blanks are cells of no dots, and those at a line's ends are not written.
 */
enum gap {
	GAP_TIED,  /* no line begins here */
	GAP_FREE,  /* one may */
	GAP_WORST, /* one may if nothing else helps; dot 5, or a hyphen, ends the line before it */
	GAP_CUT,   /* no rule allows it, but a word that is longer than the line is cut there */
};

/* What a cell stands for. */
enum cell_owner {
	CELL_ADDED,  /* a sign or words that no block of the article holds */
	CELL_NUMBER, /* a page number */
	CELL_HEAD,   /* the running head */
	CELL_BLOCK   /* this and above: block 0, 1, 2 ... of the article; 0 is the title */
};

struct run {
	unsigned char *dots;
	unsigned char *gap;
	unsigned *owner; /* enum cell_owner */
	size_t *from;    /* character in the block's text; never falls within a leaf */
	size_t count;
};

void run_own(struct run *, unsigned owner); /* gives it all its cells */

void run_append(struct run *, const struct run *, struct arena *);
/* Cells written as braille ASCII, upper case: for marks that are always the same. Blanks in it
   are tied unless `free`. */
struct run run_ascii(const char *text, bool free, struct arena *);

/* The cells of a line that begins at `from` and is at most `width` wide. */
struct run_line {
	size_t start, end; /* cells [start, end) are written */
	size_t next;       /* where the next line begins; count: nowhere */
	bool dot5;         /* and one more cell, dot 5, ends the line */
	bool cut;          /* divided where nothing allows it */
};
struct run_line run_line(const struct run *, size_t from, size_t width);

/* Cells up to the last one that is not blank. */
size_t run_length(const struct run *);

/* Braille ASCII of the signs around a transcriber's note (UEB 3.27). */
#define RUN_NOTE_OPEN  "@.<"
#define RUN_NOTE_CLOSE "@.>"

char cell_ascii(unsigned char dots); /* North American braille ASCII, upper case */
unsigned char cell_dots(char ascii);

#endif
