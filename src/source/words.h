/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_WORDS_H
#define LECTERN_SOURCE_WORDS_H

#include <stdint.h>

#include "base/buf.h"

/*
 * The word lists by which pages copied from the web are read: src/source/words/LANGUAGE.txt,
 * built in by src/words.sh. A phrase is words; case, accents and punctuation do not count, '#'
 * stands for any number and '*' for any other words. All languages are in force at once: pages
 * mix them.
 */
enum words_kind {
	WORDS_BOILERPLATE, /* a whole line of page furniture */
	WORDS_SHARE,       /* a line of nothing but these words is furniture too */
	WORDS_TAIL,        /* a heading over links to other pages */
	WORDS_CONTENTS,    /* a heading over the page's own contents */
	WORDS_REFERENCES,  /* a heading over the sources */
	WORDS_BYLINE,      /* who wrote, checked or changed the page, and when */
	WORDS_AUTHOR,      /* the word before a writer's name */
	WORDS_MONTH,
	WORDS_HELPLINE, /* where help is */
	WORDS_KINDS,
};

struct words_entry {
	const char *language;
	enum words_kind kind;
	const char *phrase;
};
extern const struct words_entry words_entries[]; /* ends with a NULL phrase */

/* [common] in a list: single words that every text of the language has, folded; in order. */
struct words_common {
	const char *word;
	unsigned languages; /* bits: the place in words_languages */
};
extern const struct words_common words_common[];
extern const size_t words_common_count;
extern const char *const words_languages[]; /* ends with NULL */

struct words;
struct words *words_new(void);
void words_free(struct words *);

/* Text as phrases are compared: folded words with one blank between, numbers as '#'. */
void words_fold(struct str, struct buf *);

/* Which kinds of phrase the folded line is: bits 1 << WORDS_... */
unsigned words_look(const struct words *, struct str folded);

/* The language whose common words the text has, "" unless it is clear. */
const char *words_language(struct str text);

#endif
