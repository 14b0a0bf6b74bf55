/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SEARCH_SEARCH_H
#define LECTERN_SEARCH_SEARCH_H

#include "document/document.h"

/*
 * Articles that have some words, the best first. Where they come from is not known here: whoever
 * searches shows every article once, leaf by leaf, or says how often an index has seen the words.
 *
 * A query is words; words in quotes stand one behind the other, and so do the parts of one that
 * is written with signs ("24/7"); a star at a word's end stands for any ending. Plurals match
 * their singular in English, French, Spanish and Portuguese articles.
 *
 * Ranking is BM25 (k1 1.2, b 0.75, idf = ln(1 + (N - n + 0.5) / (n + 0.5))) over all units of the
 * query, a phrase being one; a word counts four times in a title and twice in a heading; an
 * article's length is the count of its words. Articles that have all units come alone; where none
 * has, those that have the most. Equal ones stand in the order of their ids.
 */
enum { SEARCH_UNITS_MOST = 32, SEARCH_WORDS_MOST = 16 /* in a unit */ };
enum { SEARCH_TITLE = 4, SEARCH_HEADING = 2, SEARCH_BODY = 1 };

struct query;
/* NULL: there is no word in it (nothing is said). What is over the most is left out. */
struct query *query_read(const struct str *arguments, size_t count);
void query_free(struct query *); /* NULL is fine */
size_t query_units(const struct query *);
size_t query_words(const struct query *, size_t unit);
/* Whether a folded word of a text is word `i` of a unit, by the rules of token_rules. */
bool query_fits(const struct query *, size_t unit, size_t i, char rules, struct str word);
/* What all words that fit begin with. */
struct str query_beginning(const struct query *, size_t unit, size_t i, char rules);

struct search *search_begin(const struct query *);
void search_free(struct search *);
/* The next article; its number is the count of those before. The id must live on. */
void search_article(struct search *, struct str id, struct str language);
/* A text of it: a title, a heading, a leaf. Phrases do not go over its ends. */
void search_text(struct search *, struct str text, unsigned weight);
/* Instead, from an index. */
void search_length(struct search *, unsigned long words);
void search_count(struct search *, size_t article, size_t unit, unsigned long times);
/* Its texts are shown now, for the phrases alone. */
void search_again(struct search *, size_t article, struct str language);

struct search_hit {
	size_t article;
	double score;
};
/* All that are found, the best first: the search's own array. */
size_t search_rank(struct search *, const struct search_hit **);

/* The sentence that has most of the query, or the first block's beginning. `text` is the
   caller's; `heading` a view of the document. */
struct search_place {
	struct str heading; /* empty: none stands above it */
	struct buf text;
};
void search_show(const struct query *, const struct document *, struct search_place *);

#endif
