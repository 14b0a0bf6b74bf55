/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_LOUIS_H
#define LECTERN_RENDER_BRAILLE_LOUIS_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/mem.h"

/*
 * Braille tables: louis.c is the only file with <liblouis.h>, and holds the library's state.
 * A table is loaded once and lives until the process ends. Tables for eight dots are none.
 */
struct louis;
struct segments;

/* A table by file name ("en-ueb-g2.ctb"), or several joined by ','. NULL: said (unless `diag`
   is NULL), with the tables there are for the language that the name starts with. */
struct louis *louis_open(const char *name, struct diag *);

/* The name of the library's own choice for a language and grade, or NULL. malloced. */
char *louis_find(struct str language, unsigned grade);
/* Says that there is no table for this language or of this name, and which there are. */
int louis_missing(struct str wanted, struct diag *);
const char *louis_name(const struct louis *);
/* What the table says of itself, such as "display-name". Empty: nothing. In the arena. */
struct str louis_says(const struct louis *, const char *key, struct arena *);
bool louis_ueb(const struct louis *);     /* the table is of Unified English Braille */
bool louis_english(const struct louis *); /* of any English braille */
bool louis_contracts(const struct louis *);
bool louis_is_for(const struct louis *, const char *language);
bool louis_emphasis(const struct louis *); /* it has signs for emphasis */
/* The words met before in this table; NULL until one is kept there. They live as long as it. */
struct segments **louis_segments(struct louis *);

/* Whether the words learned when the program was built are this table's (learned.h). */
bool louis_learned(const struct louis *);
/* Of the table with this name and of the library; false: it cannot be told (tablefile.h). */
bool louis_digest(const char *name, unsigned char digest[HASH_LONG]);

/* Whether the table has a sign for this character. */
bool louis_knows(struct louis *, unsigned character);

/* What a character looks like in print, or how it must be written. */
enum louis_form {
	LOUIS_ITALIC = 1,
	LOUIS_BOLD = 2,
	LOUIS_UNDERLINE = 4,
	LOUIS_STRIKE = 8,
	LOUIS_LETTERS = 16, /* without contractions */
};

struct louis_text {
	const unsigned
	    *chars; /* known ones only; braille patterns (U+2800..) stand for themselves */
	const unsigned char *forms;
	size_t count;
};

/* Bit n of a cell is dot n + 1. */
struct louis_cells {
	unsigned char *dots;
	size_t *from; /* the character each cell comes from; never falls */
	size_t count;
};

/* In the arena. 0, or -1 (said). */
int louis_translate(
    struct louis *, struct louis_text, struct arena *, struct louis_cells *, struct diag *);

/* The other way, as UTF-8, appended. 0, or -1 (said). */
int louis_back(
    struct louis *, const unsigned char *dots, size_t count, struct buf *, struct diag *);

/* The characters that a display table, by file name, writes the 64 cells as. 0, or -1 (said)
   when there is no such table or two cells get the same. */
enum { LOUIS_CELLS = 64 };
int louis_display(const char *name, unsigned characters[LOUIS_CELLS], struct diag *);

/* Calls `each` for every table of six dots that the library has for people to read, by language
   and name. */
struct louis_listed {
	const char *table, *language, *grade, *kind, *label; /* "" where it is not told */
};
typedef void louis_each(void *context, const struct louis_listed *);
void louis_list(louis_each *, void *context);

#endif
