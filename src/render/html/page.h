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
};

/* Everything up to and including the opening of <body>, with the skip link. */
void page_head(struct page *, struct str title, struct str language);
struct str page_phrase(const struct page *, const char *name);

/* The article's blocks (references and notes at the end, boilerplate left out). */
void page_blocks(struct page *);
/* A leaf's text with its spans as elements. */
void page_inline(struct page *, const struct block *);
/* "ref-" and a label made fit for an id, appended. */
void page_reference_id(struct str label, struct buf *);

#endif
