/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_PLAIN_H
#define LECTERN_SOURCE_FORMAT_PLAIN_H

#include "base/diag.h"
#include "base/mem.h"
#include "source/words.h"

/*
 * Plain text is read in three steps: plain_lines.c cuts it into lines, joins the
 * wrapped ones and sees their marks; plain_roles.c (with plain_title.c) decides by the lines round
 * it what each one is; plain.c says that into the build. Lines without text are not kept, only
 * counted.
 */
enum plain_mark {
	PLAIN_UNMARKED,
	PLAIN_BULLET,  /* sign: the bullet */
	PLAIN_ORDERED, /* sign: how it is written; value: its number */
	PLAIN_HASH,    /* "## ": level */
};

enum plain_role {
	PLAIN_UNKNOWN,
	PLAIN_TITLE,
	PLAIN_HEADING,
	PLAIN_PROSE,
	PLAIN_ITEM,
	PLAIN_REFERENCE,
	PLAIN_HELP, /* a helpline */
	PLAIN_META, /* a date or by-line */
	PLAIN_FURNITURE,
	PLAIN_RULE, /* a line drawn with signs */
};

struct plain_line {
	struct str text; /* without white space at its ends */
	struct str body; /* the text without its mark */
	unsigned number; /* in the file, from 1 */
	unsigned indent; /* columns */
	unsigned blanks; /* empty lines before it */
	unsigned words;
	unsigned looks; /* words_look */
	unsigned sign;
	unsigned long value;
	unsigned level; /* of a heading */
	enum plain_mark mark;
	enum plain_role role;
	bool stop;     /* ends a sentence */
	bool colon;    /* ends in ':' */
	bool comma;    /* ends in ',' or ';' */
	bool question; /* ends in '?' */
	bool capital;  /* starts with a capital, a figure or an opening mark */
	bool caps;     /* has letters, all of them capitals */
	bool phone;
	bool emergency; /* and it is one like 112, not a line of its own like 988 */
};

struct plain {
	struct arena arena; /* of joined lines */
	struct words *words;
	struct str language;
	struct plain_line *at;
	size_t count, room;
	unsigned glued; /* lines that were several items */
};

void plain_read_lines(struct plain *, struct str text, unsigned first_line);
void plain_give_roles(struct plain *, bool has_title);

/* The line that is most likely the title; `count` when there is none. */
size_t plain_find_title(const struct plain *);

bool plain_is_prose(const struct plain_line *);   /* running text, as hardly any menu has it */
bool plain_is_content(const struct plain_line *); /* no furniture, date or rule */
bool plain_is_marked(const struct plain_line *);  /* with a bullet or number */
/* How many " > ", " | " and the like part the text. */
unsigned plain_separators(struct str);

static inline bool
plain_looks(const struct plain_line *line, enum words_kind kind)
{
	return line->looks >> kind & 1;
}

#endif
