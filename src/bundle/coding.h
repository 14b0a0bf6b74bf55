/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_CODING_H
#define LECTERN_BUNDLE_CODING_H

#include "base/buf.h"

/*
 * Texts as codes of one or two bytes that stand for bytes, words and phrases: what makes text
 * small before it is deflated. Any bytes can be coded. The codes are a bundle's own and stand
 * in its dictionary; lectern-bundle(5), "DICTIONARIES", is the specification.
 */
enum entry_kind {
	ENTRY_BYTE,      /* itself */
	ENTRY_WORD,      /* a text; a blank comes before it when a word came before it */
	ENTRY_CAPITAL,   /* the next entry, if a word, begins with a capital */
	ENTRY_CAPITALS,  /* the next entry, if a word, is all in capitals */
	ENTRY_JOIN,      /* nothing: keeps the blank between two words away */
	ENTRY_PHRASE = 6 /* + n: n entries one after another, one at least */
};

enum {
	CODES_MOST = 256 * 256,
	WORD_LONGEST = 255,
	PHRASE_MOST = 64,                /* entries in a phrase */
	PHRASE_DEEPEST = 32,             /* phrases within phrases */
	ENTRY_LONGEST = 4096,            /* bytes that an entry stands for */
	ENTRIES_MOST = 16 * 1024 * 1024, /* bytes that all entries stand for */
	PAIRS_MOST = 4096,               /* of a small letter and its capital */
};

struct coding;

/* From the bytes of a dictionary: all references checked, all expansions bounded. NULL, and
 *fault says what is wrong. */
struct coding *coding_load(struct str dictionary, const char **fault);
const char *coding_check(struct coding *);
void coding_free(struct coding *); /* NULL is fine */

size_t coding_own(const struct coding *);              /* entries that are not of a base */
unsigned long long coding_base(const struct coding *); /* its number, or 0 */

/* What a dictionary without phrases in phrases holds, for who codes with it. */
size_t coding_count(const struct coding *);
unsigned coding_kind(const struct coding *, size_t i);   /* entry_kind */
struct str coding_text(const struct coding *, size_t i); /* of a byte or a word */
/* The entries of a phrase, before it was spelled out; at most PHRASE_MOST. */
size_t coding_body(const struct coding *, size_t i, unsigned body[PHRASE_MOST]);

/* Appends the text of exactly `length` bytes that begins the codes, which are used up. False:
   the codes do not give it; the buffer may then hold part of it. */
bool coding_decode(struct coding *, struct str *codes, size_t length, struct buf *);

#endif
