/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SEARCH_TOKEN_H
#define LECTERN_SEARCH_TOKEN_H

#include "base/buf.h"

/*
 * The words of a text as they are searched for: case and accents folded, in compatibility form.
 * Runs of letters, digits and marks; where a script puts no blanks between words (Han, kana,
 * Thai and its neighbours) each character is a word. Words over TOKEN_MOST bytes are cut.
 */
enum { TOKEN_MOST = 64 };

struct tokens {
	struct str rest;
	size_t start, end; /* of the last word, from where `rest` began */
	const char *begin;
	char word[TOKEN_MOST];
	struct token_cache *cache;
};

/* `cache` may be NULL; with one, folding is fast. */
struct token_cache *token_cache_new(void);
void token_cache_free(struct token_cache *);

void tokens_begin(struct tokens *, struct str text, struct token_cache *);
/* The next word: a view that dies with the next call. */
bool tokens_next(struct tokens *, struct str *word);

/* Which rules for plurals a language has: 'n' English, 'r' French, 's' Spanish and Portuguese,
   '-' none. */
enum { TOKEN_RULES = 4 };
extern const char token_all_rules[TOKEN_RULES + 1];
char token_rules(struct str language);
/* A folded word without its plural ending, in `stem`. A word begins with its stem but for the
   stem's last letter. */
struct str token_stem(char rules, struct str word, char stem[TOKEN_MOST]);

#endif
