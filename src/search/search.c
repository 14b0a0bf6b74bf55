/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/search.h"

#include <math.h>
#include <stdlib.h>

#include "search/query.h"

static const double K1 = 1.2, B = 0.75;

struct article {
	struct str id;
	unsigned long words;
};

struct search {
	const struct query *query;
	struct token_cache *cache;
	struct article *articles;
	size_t count, room;
	uint32_t *times; /* by article, then unit */
	size_t times_room;
	size_t at;  /* the article at hand */
	char rules; /* its */
	bool again; /* only its phrases count */
	/* by the first two bytes of a word: whether it may fit anything; by rule */
	unsigned char first[TOKEN_RULES][65536 / 8];
	uint32_t state[SEARCH_UNITS_MOST];
	struct search_hit *hits;
};

/* --- which words may fit ------------------------------------------------------------------- */

static void
note_first(unsigned char *first, struct str beginning)
{
	unsigned a = (unsigned char)beginning.at[0];

	for (unsigned b = 0; b < 256; b++)
		if (beginning.len < 2 || b == (unsigned char)beginning.at[1])
			first[(a << 8 | b) / 8] |= (unsigned char)(1u << (b % 8));
}

struct search *
search_begin(const struct query *q)
{
	struct search *s = mem_get(sizeof(*s));

	s->query = q;
	s->cache = token_cache_new();
	for (size_t rule = 0; rule < TOKEN_RULES; rule++)
		for (size_t u = 0; u < q->count; u++)
			for (size_t i = 0; i < q->units[u].count; i++)
				note_first(s->first[rule],
				    query_beginning(q, u, i, token_all_rules[rule]));
	return s;
}

void
search_free(struct search *s)
{
	token_cache_free(s->cache);
	mem_free(s->articles);
	mem_free(s->times);
	mem_free(s->hits);
	mem_free(s);
}

/* --- looking -------------------------------------------------------------------------------- */

void
search_article(struct search *s, struct str id, struct str language)
{
	size_t units = s->query->count;

	s->articles = mem_grow(s->articles, s->count, &s->room, sizeof(*s->articles));
	s->articles[s->count++] = (struct article){id, 0};
	for (size_t u = 0; u < units; u++) {
		size_t at = (s->count - 1) * units + u;

		s->times = mem_grow(s->times, at, &s->times_room, sizeof(*s->times));
		s->times[at] = 0;
	}
	s->at = s->count - 1;
	s->again = false;
	s->rules = token_rules(language);
}

void
search_again(struct search *s, size_t article, struct str language)
{
	s->at = article;
	s->again = true;
	s->rules = token_rules(language);
}

void
search_length(struct search *s, unsigned long words)
{
	s->articles[s->at].words = words;
}

void
search_count(struct search *s, size_t article, size_t unit, unsigned long times)
{
	uint32_t *sum = &s->times[article * s->query->count + unit];
	unsigned long most = UINT32_MAX - *sum;

	*sum += (uint32_t)(times < most ? times : most);
}

void
search_text(struct search *s, struct str text, unsigned weight)
{
	const unsigned char *first = s->first[0];
	struct tokens tokens;
	struct str word;
	unsigned long words = 0;
	bool running = false;

	for (size_t rule = 0; rule < TOKEN_RULES; rule++)
		if (token_all_rules[rule] == s->rules)
			first = s->first[rule];
	for (size_t u = 0; u < s->query->count; u++)
		s->state[u] = 0;
	tokens_begin(&tokens, text, s->cache);
	while (tokens_next(&tokens, &word)) {
		unsigned two = (unsigned)(unsigned char)word.at[0] << 8 |
			       (word.len > 1 ? (unsigned char)word.at[1] : 0);
		bool may = first[two / 8] >> (two % 8) & 1;

		words++;
		for (size_t u = 0; u < s->query->count && (may || running); u++)
			if (query_step(s->query, u, s->rules, word, &s->state[u]) &&
			    !(s->again && s->query->units[u].count == 1))
				search_count(s, s->at, u, weight);
		running = may; /* else every state has just become 0 */
	}
	if (!s->again)
		s->articles[s->at].words += words;
}

/* --- ranking -------------------------------------------------------------------------------- */

static unsigned
units_in(const struct search *s, size_t article)
{
	unsigned in = 0;

	for (size_t u = 0; u < s->query->count; u++)
		in += s->times[article * s->query->count + u] > 0;
	return in;
}

static double
weight_of(const struct search *s, size_t unit)
{
	size_t with = 0;

	for (size_t i = 0; i < s->count; i++)
		with += s->times[i * s->query->count + unit] > 0;
	return log(1 + ((double)(s->count - with) + 0.5) / ((double)with + 0.5));
}

static int
by_score(const void *left, const void *right, void *context)
{
	const struct search_hit *a = left, *b = right;
	const struct search *s = context;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return str_compare(s->articles[a->article].id, s->articles[b->article].id);
}

size_t
search_rank(struct search *s, const struct search_hit **hits)
{
	double idf[SEARCH_UNITS_MOST], words = 0;
	unsigned most = 1;
	size_t found = 0;

	for (size_t i = 0; i < s->count; i++) {
		most = units_in(s, i) > most ? units_in(s, i) : most;
		words += (double)s->articles[i].words;
	}
	for (size_t u = 0; u < s->query->count; u++)
		idf[u] = weight_of(s, u);
	mem_free(s->hits);
	s->hits = mem_array(s->count, sizeof(*s->hits));
	for (size_t i = 0; i < s->count; i++) {
		double norm = K1 * (1 - B +
				       B * (double)s->articles[i].words * (double)s->count /
					   (words > 0 ? words : 1));
		double score = 0;

		if (units_in(s, i) < most)
			continue;
		for (size_t u = 0; u < s->query->count; u++) {
			double times = (double)s->times[i * s->query->count + u];

			score += idf[u] * times * (K1 + 1) / (times + norm);
		}
		s->hits[found++] = (struct search_hit){i, score};
	}
	qsort_r(s->hits, found, sizeof(*s->hits), by_score, s);
	*hits = s->hits;
	return found;
}
