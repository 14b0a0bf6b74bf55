/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_EBRL_H
#define LECTERN_RENDER_BRAILLE_EBRL_H

#include "base/xml.h"
#include "render/braille/press.h"

#define EBRL_PACKAGE_TYPE "application/oebps-package+xml"

/*
 * eBraille 1.0 (daisy.org/s/ebraille): a publication of all articles of the shelf, each an XHTML
 * page in Unicode braille whose lines and pages the reader's device makes. One zip, or with
 * --unpacked the same files in a folder; by the same articles, the same bytes.
 */
int ebrl_put(struct press *, struct shelf *, struct output *); /* 0 or -1 (said) */

/* What was put into the contents: an article (level 1) or a heading in it. */
struct ebrl_entry {
	unsigned level;
	struct str address, cells; /* cells: braille as UTF-8 */
};

struct ebrl_contents {
	struct arena arena;
	struct ebrl_entry *at; /* mem_free */
	size_t count, room;
};

/* One article as a page; `name` is the page's in the publication. 0 or -1 (said). */
int ebrl_page(struct press_text *, const struct shelf *, const char *name, struct ebrl_contents *,
    struct output *);

/* A page's start, up to its open body: for the contents too, which name the package document
   (else NULL). */
void ebrl_head(struct xml *, struct output *, struct str language, struct str title,
    const char *style, const char *package);

/* A language with the script of braille: "en-US" gives "en-Brai-US". */
struct str ebrl_language(struct str tag, struct arena *);

/* Cells without what is said about lines. A blank is a space, or, where no line may begin
   behind it, a no-break space: both stand for no dots. */
struct str ebrl_cells(const struct run *, struct arena *);

#endif
