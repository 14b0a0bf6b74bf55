/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_COMPOSE_H
#define LECTERN_RENDER_BRAILLE_COMPOSE_H

#include "render/braille/layout.h"
#include "render/braille/leaf.h"
#include "render/shelf.h"
#include "voice/profile.h"

/*
 * An article as pieces: which braille format each block gets (Braille Formats 2016: headings,
 * paragraphs, lists, tables, notes), before there are lines and pages. What stands in the
 * article is in the pieces, boilerplate apart.
 */
enum compose_role {
	ROLE_TEXT,
	ROLE_CENTRED,
	ROLE_CELL_5,
	ROLE_CELL_7,
	ROLE_LIST, /* the first item of a list */
};

/* In the order of the setting's words. */
enum compose_table_form { TABLE_AUTO, TABLE_SIMPLE, TABLE_LINEAR, TABLE_LISTED, TABLE_STAIRSTEP };

enum { COMPOSE_LEVELS = 7 };

struct compose_place {
	const struct block *block;
	unsigned owner; /* enum cell_owner */
};

struct compose {
	struct leaf_way *leaf;
	const struct profile *profile; /* for the renderer's own words; may be NULL */
	unsigned width, depth;
	bool decorative_marks;                   /* bullets in front of items */
	enum compose_table_form table_form;      /* where the table fits it */
	enum compose_role level[COMPOSE_LEVELS]; /* of the title (1) and the headings */
	struct pieces *pieces;
	enum compose_role last;
	enum block_kind last_kind; /* of the block before; BLOCK_ARTICLE: none */
	unsigned keep;             /* the number given out last */
	unsigned left;             /* cells everything is moved to the right: in quotes, details */
	int failed;
	unsigned plain;               /* emphasis that the table cannot show */
	struct compose_place *places; /* every block of the article, by address */
	size_t place_count;
};

/* 0 or -1 (said). */
int compose_article(struct compose *, const struct shelf *, const struct document *);

/* Notes and references in a row: the last one. With a note among them all of them are notes, which
   stand at the end of the article, in their order; references alone stay where they are. */
const struct block *compose_row_of_notes(const struct block *first, bool *notes);

/* Around the composing of an article's parts one by one: between the two, runs know whose
   cells they are. Close: 0 or -1 (said). */
void compose_open(struct compose *, const struct document *);
int compose_close(struct compose *);

/* The contents: the headings among laid out pieces, each with the number of its page. */
struct run compose_page_number(struct compose *, const char *prefix, unsigned page);
void compose_contents(struct compose *, const struct pieces *body, unsigned first_page);

/* The parts, for the files of this module. */
struct piece *compose_add(struct compose *, enum compose_role, const struct block *);
/* Its first line and its other lines, from where the text at hand begins. */
void compose_indent(const struct compose *, struct piece *, unsigned first, unsigned over);
struct run compose_leaf(struct compose *, const struct block *, const char *suffix);
/* A text of several lines, of which each is a run of its own. False: there is none. */
struct compose_lines {
	struct run run;
	struct str text;
	size_t character, cell; /* where the next one begins */
};
bool compose_next_line(struct compose_lines *, struct run *line);
struct run compose_value(struct compose *, const struct block *); /* a table's caption */
struct run compose_words(struct compose *, struct str);           /* plain text, no spans */
struct str compose_phrase(const struct compose *, const char *name, const char *english);
/* No cells where there is nothing to write. */
struct run compose_article_title(struct compose *, const struct document *);
struct run compose_helpline(struct compose *, const struct document *, const struct helpline *);
struct run compose_figure_run(struct compose *, const struct block *);
struct run compose_break_run(struct compose *); /* a change of theme */
struct run compose_item_mark(struct compose *, const struct block *item);
struct run compose_mark(struct compose *, struct str label);             /* of a note */
void compose_prefix(struct compose *, struct run mark, struct run *run); /* and a blank */
/* The next line of code, without the blanks it begins with; false: there is none. */
bool compose_code_line(
    struct compose *, const struct block *code, struct str *rest, struct run *, size_t *blanks);
void compose_title(struct compose *, const char *phrase, const char *english); /* centred */
struct run compose_note_run(struct compose *, struct run); /* between the signs of a TN */
void compose_table(struct compose *, const struct block *);
void compose_blocks(struct compose *, const struct block *first); /* and those behind it */
/* A text behind its mark: notes, references. */
void compose_marked(struct compose *, const struct block *leaf, struct str label);
struct run compose_translate(struct compose *, const struct leaf_text *);
/* Blank lines before piece `begin` and behind the last one. */
void compose_blank_around(struct compose *, size_t begin);
/* Keeps the pieces from `begin` on one page if they are short, but those that have a rule. */
void compose_keep_short(struct compose *, size_t begin);
/* Moves what follows to the right, but never so far that no room for words is left; what was
   before is in the answer. */
unsigned compose_right(struct compose *, unsigned cells);
void compose_places(struct compose *, const struct document *); /* mem_free them */

#endif
