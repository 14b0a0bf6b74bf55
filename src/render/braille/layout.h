/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_LAYOUT_H
#define LECTERN_RENDER_BRAILLE_LAYOUT_H

#include "base/diag.h"
#include "render/braille/run.h"

/*
 * Pieces of text become lines, and lines become pages. One engine for every format: it knows
 * blank lines, indents, what must stay together, page numbers and running heads, and nothing
 * of articles.
 */
struct piece {
	struct run run;
	unsigned first, over; /* cells left blank: on the first line, on the others */
	unsigned right;       /* cells left blank at the right */
	bool before, after;   /* a blank line is wanted there; never more than one */
	unsigned level;       /* of a heading, from 1; 0: none, or the title */
	bool centred;         /* `first` and `over` say nothing */
	bool with_next;       /* not the last thing on a page */
	bool closed;          /* its last line has room for another one behind it */
	bool lead;            /* what is kept with this piece is kept with all of it */
	bool inner;           /* not the first of its table */
	bool whole;           /* not divided between pages, if a page can hold it */
	bool fill;            /* of its cells as many as the line has room for */
	unsigned keep;        /* pieces in a row with this number stay on one page ... */
	unsigned keep_lines;  /* ... when they have at most so many lines; 0: when a page does */
	size_t again;         /* this many pieces, from ... */
	size_t again_from;    /* ... there, are repeated when a page begins with this piece */
	struct run target;    /* the number of the page that it leads to, behind guide dots */
	size_t page;          /* what layout_pages tells: where it begins, from 0 */
	struct where where;   /* for messages */
};

struct pieces {
	struct piece *at; /* mem_free */
	size_t count, room;
};

struct layout {
	unsigned width, depth;
	unsigned heading_keep; /* lines of text that stay with a heading */
	bool numbers;          /* a page number at the right end of each page's last line */
	bool heads;            /* a running head on every page but the first ... */
	bool continued;        /* ... which has one too */
	struct run head;
	struct run (*number)(void *context, unsigned page); /* in the arena */
	void *context;
};

enum {
	LAYOUT_WIDTH_LEAST = 20,
	LAYOUT_WIDTH_MOST = 48,
	LAYOUT_DEPTH_LEAST = 9,
	LAYOUT_DEPTH_MOST = 40
};

struct line {
	unsigned char *dots; /* no blanks at the end */
	unsigned *owner;     /* as in a run */
	size_t *from;
	size_t count;
};

struct page {
	struct line *lines; /* those below the last text are not written, a number apart */
	size_t count;
};

struct pages {
	struct str article; /* its id; empty: pages of none or of several */
	struct page *at;    /* mem_free */
	size_t count, room;
};

/* Appends pages; the first one gets the number `first`. */
void layout_pages(const struct layout *, struct pieces *, unsigned first, struct arena *,
    struct pages *, struct diag *);

/* One line a piece, on one page without end: for displays that wrap by themselves. */
void layout_lines(const struct pieces *, struct arena *, struct pages *);

#endif
