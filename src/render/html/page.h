/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_HTML_PAGE_H
#define LECTERN_RENDER_HTML_PAGE_H

#include "base/xml.h"
#include "render/shelf.h"
#include "voice/profile.h"

/*
 * One self-contained HTML page: landmarks, a skip link, headings in order, the language of every
 * part, table headers with their scope; no script, no image or style that a browser would fetch.
 * A page body is for reading; a fragment is the article's blocks alone, for other programs.
 */
struct page {
	struct xml xml;
	const struct document *doc;
	struct profile *profile; /* lectern's own words */
	bool fragment;
	bool indexed; /* an index page stands beside it */
	/* While it is written: headings of the article so far, and the levels that the present
	   one stands under, so that no level is left out. */
	size_t headings;
	unsigned outline[6];
	size_t outline_depth;
	const struct block *item; /* that ended last */
	/* Of the present table: whether a cell begins in a column (others are no columns of a
	   page), and where in its row the present cell stands. */
	bool *begins;
	unsigned columns, column;
};

/* Everything up to and including the opening of <body>, with the skip link. */
void page_head(struct page *, struct str title, struct str language);
struct str page_phrase(const struct page *, const char *name);

/* The article's blocks (references and notes at the end, boilerplate left out). */
void page_blocks(struct page *);
/* A leaf's text with its spans as elements. */
void page_inline(struct page *, const struct block *);
/* An image in a line: itself in a fragment, which may stand where the image can be had; else its
   description. */
void page_image(struct page *, struct str source, struct str alt);
/* The block after this one, as a walk over the whole article meets them; NULL at the end. */
const struct block *page_next(const struct block *);
/* The number of the first note or reference that has the label, from 1 in reading order;
   0: none has. Its id is "ref-" and that. */
size_t page_reference(const struct document *, struct str label);

/* lang, and dir where it is written from right to left; a tag that is none is "und". */
void page_language(struct xml *, struct str tag);

#endif
