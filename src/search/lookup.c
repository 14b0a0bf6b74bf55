/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/lookup.h"

#include <string.h>

#include "base/hash.h"
#include "search/query.h"

#define MAGIC "\x89LIDX\r\n\x1a"
enum { VERSION = 1, HEAD = 8 + 4 + HASH_TEXT - 1, ARTICLES_MOST = 1 << 20 };

struct article {
	struct str id;
	char rules;
	unsigned long long words;
};

struct lookup {
	struct article *articles;
	size_t count;
	struct str terms, lists;
	unsigned long long term_count;
};

static bool
take_string(struct str *rest, struct str *s)
{
	unsigned long long len;

	return str_take_varint(rest, &len) && str_take(rest, len, s);
}

struct term {
	char rules, word[TOKEN_MOST];
	size_t len;
	unsigned long long list;
};

/* The term behind the one that *term holds. */
static bool
take_term(struct str *rest, struct term *term)
{
	unsigned long long shared;
	struct str head, tail;

	if (!str_take(rest, 1, &head) || !str_take_varint(rest, &shared) ||
	    !take_string(rest, &tail) || shared > term->len || shared + tail.len > TOKEN_MOST ||
	    !str_take_varint(rest, &term->list))
		return false;
	term->rules = head.at[0];
	memcpy(term->word + shared, tail.at, tail.len);
	term->len = (size_t)shared + tail.len;
	return strchr(token_all_rules, term->rules) != NULL && term->rules != 0;
}

/* Walks over all terms once, so that later walks need not doubt. */
static const char *
check_terms(struct lookup *l, struct str rest)
{
	unsigned long long sum = 0;
	struct term term = {.len = 0};

	l->terms = rest;
	for (unsigned long long i = 0; i < l->term_count; i++) {
		if (!take_term(&rest, &term) || term.list > rest.len)
			return "a word is damaged";
		sum += term.list;
	}
	l->lists = rest;
	return sum == rest.len ? NULL : "its lists have another length";
}

static const char *
take_articles(struct lookup *l, struct str *rest)
{
	unsigned long long count;

	if (!str_take_varint(rest, &count) || count > ARTICLES_MOST || count > rest->len)
		return "a count is out of bounds";
	l->articles = mem_array((size_t)count, sizeof(*l->articles));
	for (; l->count < count; l->count++) {
		struct article *a = &l->articles[l->count];
		struct str rules;

		if (!take_string(rest, &a->id) || !str_take(rest, 1, &rules) ||
		    !str_take_varint(rest, &a->words))
			return "an article is damaged";
		a->rules = rules.at[0];
	}
	return str_take_varint(rest, &l->term_count) ? NULL : "it ends too early";
}

static const char *
read_all(struct lookup *l, struct str rest, struct str key)
{
	char sum[HASH_TEXT];
	struct str head, expected, own;
	const char *fault;
	unsigned version;

	if (rest.len < HEAD || !str_take(&rest, 8, &head) || !str_equal(head, S(MAGIC)))
		return "it is no index";
	if (!str_take_u32(&rest, &version) || version != VERSION)
		return "it has an unknown version";
	str_take(&rest, HASH_TEXT - 1, &expected);
	hash_sha256(rest, sum);
#ifndef LECTERN_FUZZ
	if (!str_equal(str_of(sum), expected))
		return "it is damaged";
#endif
	if (!take_string(&rest, &own) || !str_equal(own, key))
		return "it was made for another bundle, or an older one";
	fault = take_articles(l, &rest);
	return fault ? fault : check_terms(l, rest);
}

struct lookup *
lookup_open(struct str bytes, struct str key, const char **fault)
{
	struct lookup *l = mem_get(sizeof(*l));

	*fault = read_all(l, bytes, key);
	if (*fault) {
		lookup_free(l);
		return NULL;
	}
	return l;
}

void
lookup_free(struct lookup *l)
{
	if (l)
		mem_free(l->articles);
	mem_free(l);
}

size_t
lookup_count(const struct lookup *l)
{
	return l->count;
}

struct str
lookup_id(const struct lookup *l, size_t article)
{
	return l->articles[article].id;
}

/* --- searching ------------------------------------------------------------------------------ */

typedef void listed(void *context, size_t article, unsigned long times);

/* Every article of a list that is one. */
static void
walk_list(const struct lookup *l, struct str list, listed *found, void *context)
{
	unsigned long long at = 0, steps, times;

	while (str_take_varint(&list, &steps) && str_take_varint(&list, &times)) {
		if (steps >= l->count || (at += steps) >= l->count)
			return;
		found(context, (size_t)at, times < UINT32_MAX ? (unsigned long)times : UINT32_MAX);
	}
}

/* Every article that has a word that fits. */
static void
walk_word(const struct lookup *l, const struct query *q, size_t unit, size_t i, listed *found,
    void *context)
{
	struct str rest = l->terms, lists = l->lists, list;
	struct term term = {.len = 0};

	for (unsigned long long n = 0; n < l->term_count; n++) {
		struct str word;

		if (!take_term(&rest, &term) || !str_take(&lists, term.list, &list))
			return;
		word = (struct str){term.word, term.len};
		if (str_starts(word, query_beginning(q, unit, i, term.rules)) &&
		    query_fits(q, unit, i, term.rules, word))
			walk_list(l, list, found, context);
	}
}

struct counting {
	struct search *search;
	size_t unit;
};

static void
count(void *context, size_t article, unsigned long times)
{
	struct counting *c = context;

	search_count(c->search, article, c->unit, times);
}

/* How many words of a phrase an article has: each but the first only where it had those before. */
struct phrase {
	unsigned char *have;
	unsigned char word;
};

static void
note(void *context, size_t article, unsigned long times)
{
	struct phrase *p = context;

	(void)times;
	if (p->have[article] == p->word)
		p->have[article]++;
}

static void
find_phrase(const struct lookup *l, const struct query *q, size_t unit, char *scan)
{
	size_t words = query_words(q, unit);
	struct phrase p = {mem_array(l->count, 1), 0};

	for (; p.word < words; p.word++)
		walk_word(l, q, unit, p.word, note, &p);
	for (size_t i = 0; i < l->count; i++)
		scan[i] = scan[i] || p.have[i] == words;
	mem_free(p.have);
}

void
lookup_search(const struct lookup *l, const struct query *q, struct search *search, char *scan)
{
	for (size_t i = 0; i < l->count; i++) {
		search_article(search, l->articles[i].id, S(""));
		search_length(search, (unsigned long)l->articles[i].words);
	}
	for (size_t u = 0; u < query_units(q); u++) {
		struct counting counting = {search, u};

		if (query_words(q, u) == 1)
			walk_word(l, q, u, 0, count, &counting);
		else
			find_phrase(l, q, u, scan);
	}
}
