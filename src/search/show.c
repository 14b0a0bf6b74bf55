/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "search/query.h"

enum { SHOWN_MOST = 240, BEFORE_MOST = 80 };

struct showing {
	const struct query *query;
	struct token_cache *cache;
	char rules;
	struct str heading;
	unsigned best;
	struct search_place *place;
};

/* How many units a text has, and where the first of them starts. */
static unsigned
units_of(const struct showing *s, struct str text, size_t *start)
{
	uint32_t state[SEARCH_UNITS_MOST] = {0}, found = 0;
	struct tokens tokens;
	struct str word;
	unsigned count = 0;

	*start = 0;
	tokens_begin(&tokens, text, s->cache);
	while (tokens_next(&tokens, &word))
		for (size_t u = 0; u < s->query->count; u++) {
			if (!query_step(s->query, u, s->rules, word, &state[u]) || found >> u & 1)
				continue;
			*start = found ? *start : tokens.start;
			found |= 1u << u;
			count++;
		}
	return count;
}

/* The sentence, or the part of a long one that the words stand in. */
static void
keep(struct search_place *place, struct str text, size_t start)
{
	size_t from = 0, to = text.len;

	if (text.len > SHOWN_MOST) {
		from = start > BEFORE_MOST ? start - BEFORE_MOST : 0;
		while (from > 0 && from < start && text.at[from - 1] != ' ')
			from++;
		to = from + SHOWN_MOST < text.len ? from + SHOWN_MOST : text.len;
		while (to < text.len && to > start && text.at[to] != ' ')
			to--;
		while (from < text.len && ((unsigned char)text.at[from] & 0xc0) == 0x80)
			from++;
		while (to < text.len && ((unsigned char)text.at[to] & 0xc0) == 0x80)
			to++;
	}
	buf_clear(&place->text);
	buf_put(&place->text, from ? S("... ") : S(""));
	for (size_t i = from; i < to; i++)
		buf_byte(&place->text, text.at[i] == '\n' ? ' ' : text.at[i]);
	buf_put(&place->text, to < text.len ? S(" ...") : S(""));
}

static void
look_at(struct showing *s, struct str text)
{
	size_t start;
	unsigned units = units_of(s, text, &start);

	if (units <= s->best && s->place->text.len > 0)
		return;
	s->best = units;
	s->place->heading = s->heading;
	keep(s->place, text, start);
}

static int
visit(void *context, const struct block *b, enum visit visit)
{
	struct showing *s = context;
	bool sentences = false;

	(void)visit;
	if (!block_is_leaf(b->kind) || b->kind == BLOCK_BOILERPLATE || b->text.len == 0)
		return 0;
	if (b->kind == BLOCK_HEADING) {
		s->heading = b->text;
		return 0;
	}
	for (size_t i = 0; i < b->span_count; i++)
		if (b->spans[i].kind == SPAN_SENTENCE) {
			look_at(s, str_sub(b->text, b->spans[i].start, b->spans[i].end));
			sentences = true;
		}
	if (!sentences)
		look_at(s, b->text);
	return 0;
}

void
search_show(const struct query *query, const struct document *doc, struct search_place *place)
{
	struct showing s = {.query = query,
	    .cache = token_cache_new(),
	    .rules = token_rules(doc->language),
	    .heading = S(""),
	    .place = place};

	place->heading = S("");
	buf_clear(&place->text);
	document_walk(doc, visit, &s);
	token_cache_free(s.cache);
}
