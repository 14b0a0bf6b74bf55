/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_WORDS_H
#define LECTERN_BUNDLE_WORDS_H

#include <stdint.h>

#include "base/buf.h"

/*
 * Texts as symbols: bytes, words without their capitals, and signs for capitals and for a
 * blank that is not there, so that a blank between two words need not be written. What a
 * symbol stands for is what the entry of its kind does in a dictionary (coding.h).
 */
enum {
	SYMBOL_CAPITAL = 256,
	SYMBOL_CAPITALS = 257,
	SYMBOL_JOIN = 258,
	SYMBOL_WORD = 259, /* and up: the words of the list */
};

struct symbols {
	uint32_t *at;
	size_t count, room;
};

struct words;
struct coding;

/* The words of these texts that are in `base` (or NULL) or else worth a place in a dictionary,
   or, when `only_base`, none of those. A window is that many bytes of text, in which repeating
   a word costs little. */
struct words *words_choose(const struct str *texts, size_t count, size_t window,
    const struct coding *base, bool only_base);
void words_forget(struct words *);
size_t words_count(const struct words *);
struct str word_text(const struct words *, size_t i);
uint32_t word_symbol(const struct words *, struct str text); /* 0: not in the list */
/* Appends to the list of capitals: pairs of varints as a dictionary has them. */
void words_pairs(const struct words *, struct buf *);
/* Appends the symbols of a text. */
void words_symbols(const struct words *, struct str text, struct symbols *);

#endif
