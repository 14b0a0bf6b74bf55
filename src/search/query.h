/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SEARCH_QUERY_H
#define LECTERN_SEARCH_QUERY_H

#include <stdint.h>

#include "search/search.h"
#include "search/token.h"

/* A query as search.c sees it. */
struct query_word {
	struct str text;
	bool prefix;
	struct str stem[TOKEN_RULES]; /* in the order of token_all_rules */
};

struct unit {
	struct query_word words[SEARCH_WORDS_MOST];
	size_t count;
};

struct query {
	struct arena arena;
	struct unit units[SEARCH_UNITS_MOST];
	size_t count;
};

/* The next word of a text. Bit i of *state: the unit's first i + 1 words came last. True where
   the word ends the unit. */
bool query_step(const struct query *, size_t unit, char rules, struct str word, uint32_t *state);

#endif
