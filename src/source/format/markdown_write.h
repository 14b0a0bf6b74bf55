/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_MARKDOWN_WRITE_H
#define LECTERN_SOURCE_FORMAT_MARKDOWN_WRITE_H

#include "source/format/html_tree.h"
#include "source/format/markdown_notes.h"

#include "document/build.h"

/*
 * From what the Markdown parser says to the build. The parser tells of blocks without their
 * place, of links before their words and of images before what stands beside them; so blocks,
 * links and images are held until the next text decides.
 */
enum { ENTITY_CACHE = 64, ENTITY_MOST = 40 };

/* A block the parser has entered, to be opened when its line is known: at its first text. */
struct pending {
	enum block_kind kind;
	unsigned level, flags;
	unsigned long number;
	struct str value;
	size_t empty; /* cells without text in front of this one */
};

/* An inline element that is open: one of Markdown's own, or a raw HTML tag. */
struct inline_open {
	enum html_tag tag; /* HTML_OTHER: Markdown's own */
	bool span;         /* has a span in the build */
	struct str number; /* of a telephone link */
	size_t words;      /* where its words start in `words` */
};

struct entity_kept {
	char name[ENTITY_MOST], bytes[8];
	size_t name_len, len;
};

struct link {
	struct str label, href, title;
};

struct markdown {
	struct build *build;
	struct diag *diag;
	const char *file;
	struct footnotes *notes;
	struct arena *arena;

	struct str given;  /* what the parser reads */
	struct str source; /* the same, references and definitions not masked */
	unsigned line;     /* of given.at[line_at] */
	size_t line_at, skip_to;

	struct pending *pending;
	size_t pending_count, pending_room;
	size_t empty_cells;   /* since the last one of the row that has text */
	bool empty_header;    /* and they are header cells */
	unsigned long *lists; /* next number of each open list; 0: bullets */
	size_t list_count, list_room;
	struct inline_open *open;
	size_t open_count, open_room;
	struct buf words; /* the text of this leaf, while a telephone link is open */
	unsigned phone_links;

	unsigned images; /* depth */
	struct buf alt;
	struct str image_src, image_title;
	bool image_held; /* it may be alone in its paragraph */
	bool link_held;
	struct link link;
	struct link *cited; /* "[1]" defined as a link */
	size_t cited_count, cited_room;

	bool exact; /* in a block of markdown_exact.h: its lines are kept in `html` */
	bool code, html_block, reference, fresh; /* fresh: at a line's start in a paragraph */
	enum block_kind paragraph;
	struct str paragraph_value;
	struct buf html;
	unsigned html_line;
	struct entity_kept *entities;
};

/* The source's own bytes for a run the parser gave: code and HTML hold no references. */
struct str markdown_unmasked(const struct markdown *, const char *text, size_t size);
/* Appends what a character reference stands for, or itself. */
void markdown_entity(struct markdown *, struct str name, struct buf *);

void markdown_open_pending(struct markdown *);
/* Whether a text was the mark of a quote that warns or advises; it is then written as a word. */
bool markdown_admonition(struct markdown *, struct str text);
void markdown_entity_words(struct markdown *, struct str entity);
bool markdown_paragraph_pending(const struct markdown *);

/* The image in image_src, image_title and alt: a block of its own, or in the line. */
void markdown_figure(struct markdown *);
void markdown_image(struct markdown *);

void markdown_open_span(struct markdown *, enum html_tag, enum span_kind, struct str value);
void markdown_open_plain(struct markdown *, struct inline_open);
void markdown_close_innermost(struct markdown *);
void markdown_end_inlines(struct markdown *);
/* Opens a held link as what it is; `words` are its words where they are known. */
void markdown_settle_link(struct markdown *, struct str words);
/* A raw tag in a line. */
void markdown_tag(struct markdown *, struct str tag);

void markdown_words(struct markdown *, struct str);
/* Text of the parser's copy: words, and citations where references were. */
void markdown_text(struct markdown *, struct str);

#endif
