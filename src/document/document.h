/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_DOCUMENT_H
#define LECTERN_DOCUMENT_DOCUMENT_H

#include "base/diag.h"
#include "base/mem.h"
#include "base/output.h"
#include "base/str.h"

/*
 * An article: a tree of blocks; a leaf's text is one flat string with spans laid over it.
 *
 * Promises, made by document/build and document/codec and relied on everywhere else:
 * all text is valid UTF-8 in normal form C without controls; a leaf has no line ends but
 * '\n' for a line break that means something (verse, addresses, code); no white space at
 * the ends of a leaf (code apart); containers hold blocks and no text, leaves hold text and
 * no blocks; nesting is at most DOCUMENT_DEEPEST; a citation's marks stand in the text under
 * a SPAN_CITATION; sentences (SPAN_SENTENCE) of a leaf that has words cover all its text but
 * the white space between them, in order, without overlap.
 *
 * A document owns everything it points to, in one arena.
 */
enum { DOCUMENT_DEEPEST = 48, DOCUMENT_TEXT_MOST = 64 * 1024 * 1024 };

/* X(NAME, "name", LEAF or CONTAINER) */
#define BLOCK_KINDS(X)                                                                             \
	X(ARTICLE, "article", CONTAINER) /* the root */                                            \
	X(HEADING, "heading", LEAF)      /* level 2 to 6 (1: the title, in `title`) */             \
	X(PARAGRAPH, "paragraph", LEAF)                                                            \
	X(LIST, "list",                                                                            \
	    CONTAINER) /* of ITEM; number: the first, 0: bullets; value: see item_mark */          \
	X(ITEM, "item", CONTAINER) /* number: its own, 0: bullet; flags: task marks */             \
	X(QUOTE, "quote", CONTAINER)                                                               \
	X(CODE, "code", LEAF)        /* text as it stands; value: its language */                  \
	X(TABLE, "table", CONTAINER) /* of ROW; value: caption */                                  \
	X(ROW, "row", CONTAINER)     /* of CELL */                                                 \
	X(CELL, "cell", LEAF)        /* flags: BLOCK_HEADER; level: columns over one */            \
	X(FIGURE, "figure", LEAF)    /* text: alt text; value: source address */                   \
	X(CAPTION, "caption", LEAF)  /* of the figure or table before it */                        \
	X(DEFINITIONS, "definitions", CONTAINER) /* of TERM and DETAIL */                          \
	X(TERM, "term", LEAF)                                                                      \
	X(DETAIL, "detail", CONTAINER)                                                             \
	X(NOTE, "note", CONTAINER)          /* a footnote; value: its label */                     \
	X(REFERENCE, "reference", LEAF)     /* a numbered source; value: its label */              \
	X(HELPLINE, "helpline", LEAF)       /* a line that says where help is */                   \
	X(BOILERPLATE, "boilerplate", LEAF) /* page furniture: set apart, not deleted */           \
	X(BREAK, "break", LEAF)             /* a change of theme; no text */

enum block_kind {
#define X(NAME, name, SHAPE) BLOCK_##NAME,
	BLOCK_KINDS(X)
#undef X
	    BLOCK_KIND_COUNT
};

enum block_flag {
	BLOCK_HEADER = 1,     /* a header cell */
	BLOCK_TASK = 2,       /* an item with a box */
	BLOCK_TASK_DONE = 4,  /* and the box is ticked */
	BLOCK_DECORATIVE = 8, /* a figure that says nothing: empty alt text on purpose */
	BLOCK_WITH_HELP = 16, /* a helpline in front of the article, or a line that belongs to it */
	BLOCK_BOXED = 64,     /* print sets it apart in a box, with its neighbours that are */
	BLOCK_BOX_FIRST = 128, /* and it begins one */
	BLOCK_FLAGS = 223,     /* all of them */
};

/* X(NAME, "name"): what the span's value is */
#define SPAN_KINDS(X)                                                                              \
	X(SENTENCE, "sentence")                                                                    \
	X(EMPHASIS, "emphasis")                                                                    \
	X(STRONG, "strong")                                                                        \
	X(STRIKE, "strike")                                                                        \
	X(CODE, "code")                                                                            \
	X(SUPERSCRIPT, "superscript")                                                              \
	X(SUBSCRIPT, "subscript")                                                                  \
	X(LINK, "link")         /* the address */                                                  \
	X(LANGUAGE, "language") /* the BCP 47 tag */                                               \
	X(IMAGE, "image")       /* the source; the text under it is the alt text */                \
	X(CITATION, "citation") /* labels joined by ',': "1,3" */                                  \
	X(PHONE, "phone")       /* as dialled: digits, with '+' in front if it was there */        \
	X(ABBREVIATION, "abbreviation") /* its expansion */

enum span_kind {
#define X(NAME, name) SPAN_##NAME,
	SPAN_KINDS(X)
#undef X
	    SPAN_KIND_COUNT
};

/* Bytes [start, end) of the leaf's text, on character borders, start < end. Spans are sorted
   by start, then longer first, then kind; spans of different kinds may cross, spans of one
   kind nest or stand apart. ABBREVIATION stands where the text expands it, not at each use. */
struct span {
	enum span_kind kind;
	size_t start, end;
	struct str value;
};

struct block {
	enum block_kind kind;
	unsigned level, flags;
	unsigned long number;
	unsigned line; /* in the source file; 0: not known */
	struct str text, value;
	struct span *spans;
	size_t span_count;
	bool settled; /* while it is made: its spans are known, none is looked for */
	struct block *parent, *child, *next; /* child: the first one */
};

/* "SAMHSA National Helpline" and "1-800-662-4357"; either may be empty, not both. */
struct helpline {
	struct str label, number;
};

/* "OUD", "opioid use disorder" */
struct expansion {
	struct str abbreviation, words;
};

struct document {
	struct arena arena;
	struct str file;   /* where it came from, for messages */
	struct str source; /* its text there, as UTF-8; empty: not kept (see document/place) */
	struct str id;     /* [a-z0-9-], at most 64 bytes; may be empty until it is packed */
	struct str title, language /* BCP 47; "" unknown */, topic, summary,
	    author /* several parted by "; " */, updated /* yyyy-mm-dd */;
	struct str *sources;
	size_t source_count;
	struct helpline *helplines; /* the first is the one callers are sent to */
	size_t helpline_count;
	struct expansion *expansions; /* abbreviations that the article itself expands */
	size_t expansion_count;
	struct block *root; /* BLOCK_ARTICLE */
};

void document_free(struct document *); /* NULL is fine */

bool block_is_leaf(enum block_kind);
const char *block_name(enum block_kind);
const char *span_name(enum span_kind);

enum visit { VISIT_ENTER, VISIT_LEAVE };
/* Every block in reading order, the root included; leaves get ENTER only. Non-zero from the
   visitor ends the walk and is given back. */
typedef int visit_fn(void *context, const struct block *, enum visit);
int document_walk(const struct document *, visit_fn *, void *context);

/*
 * Sections: what stands under one heading. Section 0 is what comes before the first heading
 * (its heading is NULL). Only headings that are children of the root count.
 */
struct section {
	const struct block *heading; /* NULL: the introduction */
	const struct block *first;   /* first block of the body; may be NULL */
	const struct block *end;     /* the block after the last one; NULL: to the end */
	unsigned level;              /* of the heading; 1 for the introduction */
};
/* The first section (`after` NULL) or the next one; false when there is none. An introduction
   without a block is left out. */
bool document_section(const struct document *, const struct section *after, struct section *);

/*
 * A leaf's text, or bytes [from, end) of it, without its citation marks (and the white space in
 * front of them), appended; raised digits behind a digit as "10^3".
 * For renderings in which a reference would run into the words.
 */
void block_plain(const struct block *, struct buf *);
void block_plain_part(const struct block *, size_t from, size_t end, struct buf *);

/* What an item is counted by, appended: "3"; nothing for a bullet. Its list's value says that it
   is not figures: "a" or "A" letters, "i" or "I" Roman numerals; or "0": figures that begin with
   0, each one less than the item's number. */
void item_mark(const struct block *item, struct buf *);
unsigned long item_figure(const struct block *item); /* the number, or one less */

/* How many columns a cell stands in, and the cell of a row that stands in a column (from 0);
   NULL when the row ends before it. */
unsigned cell_columns(const struct block *cell);
const struct block *row_cell(const struct block *row, unsigned column);

/* A row in which all that is said are headers, and one of a single cell over several columns: it
   says something of the rows below, up to the next of its kind, and heads no column. */
bool row_is_head(const struct block *row);
bool row_is_whole(const struct block *row);

/* The rows that head a table's columns: from the first, above which only whole rows stand, up to
   the first of the body. Both are the table's first row where there are none, or nothing below. */
struct table_heads {
	const struct block *first, *body;
};

struct table_heads table_heads(const struct block *table);
bool row_heads_columns(const struct block *row); /* is one of them */

/* Whether a block is shown with the helplines, in front of the article. Helplines that stand
   further down are shown where they stand, too: what leads into a list stays in front of it. */
bool block_is_help(const struct block *);

/* Whether one of the helplines in front of the article has the number: it need not be said
   again. */
bool document_opens_with(const struct document *, struct str number);

/* The expansion of an abbreviation, or the empty string. */
struct str document_expansion(const struct document *, struct str abbreviation);
/* Fills `expansions` from what the tree holds and, if they are asked for, every leaf's sentences:
   the last step of making a document, for build and codec. Sentences that are there already are
   replaced. */
void document_finish(struct document *, bool sentences);
/* Puts a leaf's spans into the order that is promised. */
void block_sort_spans(struct block *);

/* Checks every promise above; NULL, or what is broken (a literal). For tests and decoders. */
const char *document_check(const struct document *);

/* The tree as text, one block a line, spans on lines of their own: `lectern dump`. */
void document_dump(const struct document *, struct output *);

#endif
