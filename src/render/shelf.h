/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_SHELF_H
#define LECTERN_RENDER_SHELF_H

#include "document/document.h"

/*
 * What there is to render: one article from a file or ten thousand from a bundle. What is
 * known of an article without loading it stands in its entry; documents are loaded one at a
 * time by whoever made the shelf.
 */
struct shelf_entry {
	struct str id, title, language, topic, summary;
};

struct shelf {
	struct arena arena;
	struct str title, language; /* of the whole; language: the commonest */
	struct helpline *helplines; /* of the whole: the corpus's own first, then the articles' */
	size_t helpline_count;
	struct shelf_entry *entries;
	size_t count;
	bool tree; /* the output is a folder: one member an article */
	/* The document of entry i, the caller's to free; NULL: said. */
	struct document *(*load)(struct shelf *, size_t i, struct diag *);
	void (*close)(struct shelf *);
	void *context; /* the maker's own */
};

struct document *shelf_load(struct shelf *, size_t i, struct diag *);
void shelf_close(struct shelf *); /* NULL is fine */

/*
 * The helplines to show with an article: its own first, then those of the shelf that it does
 * not have, by dialled number. In the arena.
 */
size_t shelf_helplines(
    const struct shelf *, const struct document *, struct arena *, struct helpline **);

#endif
