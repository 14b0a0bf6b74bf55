/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_BUILD_H
#define LECTERN_DOCUMENT_BUILD_H

#include "document/document.h"

/*
 * The only way to make a document. A source format says what it saw, in order; build keeps
 * the promises of document.h: it bounds depth and size, cleans text (valid UTF-8, NFC, no
 * controls, white space folded except in code), closes what was left open, wraps stray text
 * into paragraphs, drops empty blocks, and in build_end finds, over the whole document, the
 * citations that are only digits glued to words (document/citation), phone numbers
 * (document/phone), abbreviations with their expansions (document/abbreviation) and sentences
 * (document/sentence).
 *
 * Nothing here fails: what had to be changed is said as a warning with file and line.
 */
struct build;

struct build *build_begin(const char *file, struct diag *);

/* The text it is made from, for the places in messages: a view, that the document keeps too. */
void build_source(struct build *, struct str text);
/* Where words stand, from a line on. */
struct where build_place(struct build *, unsigned line, struct str words);

/* Metadata; text is cleaned. Empty values change nothing. */
enum build_meta {
	BUILD_ID,
	BUILD_TITLE,
	BUILD_LANGUAGE,
	BUILD_TOPIC,
	BUILD_SUMMARY,
	BUILD_AUTHOR, /* one more author */
	BUILD_UPDATED,
	BUILD_SOURCE,   /* one more source */
	BUILD_HELPLINE, /* one more helpline: "label: number", or one of the two */
};
void build_meta(struct build *, enum build_meta, struct str value);
bool build_has_title(const struct build *);

/* Blocks nest; build_close ends the innermost. Where a block cannot stand where it is opened
   (a paragraph in a paragraph, an item outside a list), what is missing is opened and what is
   in the way is closed, as an HTML reader would. */
void build_open(struct build *, enum block_kind, unsigned level, unsigned line);
void build_close(struct build *);
void build_leaf(struct build *, enum block_kind, unsigned level, unsigned line, struct str text);
/* Of the block opened last and still open. */
void build_value(struct build *, struct str);
void build_number(struct build *, unsigned long);
void build_flag(struct build *, unsigned flags);

/* What is opened between the two, side by side in the article, stands in a box. Boxes in boxes, in
   items and in quotations are not told. */
void build_box_open(struct build *);
void build_box_close(struct build *);

/* Text of the open leaf (a paragraph is opened when there is none). */
void build_text(struct build *, struct str);
void build_line_break(struct build *);

/* Spans nest; build_span_close ends the innermost. One that is open at a leaf's end goes on
   in the next leaf; none outlives the document. */
void build_span_open(struct build *, enum span_kind, struct str value);
void build_span_close(struct build *);
/* A citation that the source itself marks as one: its text and its span. */
void build_citation(struct build *, struct str label);

/*
 * For sources that say all of a document, as lectern writes it itself. The open leaf's text and
 * spans: nothing else is looked for in it. Text that breaks a promise is taken as build_text
 * takes it, without the spans.
 */
void build_known(struct build *, struct str text, const struct span *, size_t count);
/* Forgets all metadata: what is not said from here on is not there. */
void build_meta_none(struct build *);
void build_helpline(struct build *, struct str label, struct str number);

/* Ends and frees the build. The document is the caller's. Never NULL. */
struct document *build_end(struct build *);
void build_abandon(struct build *); /* NULL is fine */

#endif
