/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_FILE_H
#define LECTERN_RENDER_BRAILLE_FILE_H

#include "base/output.h"
#include "render/braille/layout.h"

/*
 * Ways to write pages down. A format is begun once, gets the pages of each article, and is
 * ended once.
 */
enum file_feed {
	FEED_AFTER,   /* a form feed behind the last line's end */
	FEED_REPLACE, /* in place of it */
	FEED_NONE,    /* pages are filled up with empty lines */
};

struct file_book {
	struct str id, title, language;
	struct str creator, date /* yyyy-mm-dd */; /* perhaps empty */
	unsigned width, depth;
	bool crlf;
	bool endless; /* lines without pages */
	enum file_feed feed;
	unsigned cells[64]; /* the character for each: brf */
	bool wide;          /* in UTF-8; else a byte each */
	void *state;        /* the format's own, from begin to end */
};

struct file_format {
	const char *name, *suffix;
	void (*begin)(struct file_book *, struct output *);
	void (*pages)(struct file_book *, const struct pages *, struct output *);
	void (*end)(struct file_book *, struct output *);
};

extern const struct file_format file_brf, file_unicode, file_pef, file_ebrl;

/* For every cell what it stands for: JSON, an object a page. */
extern const struct file_format file_map;

/* Lines and form feeds around cells that `put` writes. */
typedef void file_cells(const struct file_book *, const struct line *, struct buf *);
void file_lines(const struct file_book *, const struct pages *, file_cells *, struct output *);

file_cells file_cells_brf, file_cells_unicode;

#endif
