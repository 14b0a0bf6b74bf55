/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/query.h"

#include <string.h>

#include "base/mem.h"

static void
add_word(struct query *q, struct unit *unit, struct str word)
{
	struct query_word *w = &unit->words[unit->count++];
	char stem[TOKEN_MOST];

	w->text = arena_str(&q->arena, word);
	w->prefix = false;
	for (size_t i = 0; i < TOKEN_RULES; i++)
		w->stem[i] = arena_str(&q->arena, token_stem(token_all_rules[i], w->text, stem));
}

static void
add_unit(struct query *q, struct str text)
{
	struct tokens tokens;
	struct unit *unit = &q->units[q->count];
	struct str word;

	if (q->count == SEARCH_UNITS_MOST)
		return;
	unit->count = 0;
	tokens_begin(&tokens, text, NULL);
	while (unit->count < SEARCH_WORDS_MOST && tokens_next(&tokens, &word)) {
		add_word(q, unit, word);
		unit->words[unit->count - 1].prefix =
		    tokens.end < text.len && text.at[tokens.end] == '*';
	}
	q->count += unit->count > 0;
}

/* One argument: words with blanks between, and phrases in quotes. An argument with blanks that a
   shell has kept together is words all the same, unless the quotes are its own. */
static void
read_argument(struct query *q, struct str s)
{
	while (s.len > 0) {
		size_t end;

		if (s.at[0] == '"') {
			end = str_find_byte(s, '"', 1);
			end = end == STR_NONE ? s.len : end;
			add_unit(q, str_sub(s, 1, end));
			end = end < s.len ? end + 1 : end;
		} else {
			for (end = 0; end < s.len && !ascii_space(s.at[end]) && s.at[end] != '"';)
				end++;
			add_unit(q, str_sub(s, 0, end));
			end += end == 0 || (end < s.len && s.at[end] != '"');
		}
		s = str_sub(s, end, s.len);
	}
}

struct query *
query_read(const struct str *arguments, size_t count)
{
	struct query *q = mem_get(sizeof(*q));

	for (size_t i = 0; i < count; i++)
		read_argument(q, arguments[i]);
	if (q->count == 0) {
		query_free(q);
		return NULL;
	}
	return q;
}

void
query_free(struct query *q)
{
	if (q)
		arena_free(&q->arena);
	mem_free(q);
}

size_t
query_units(const struct query *q)
{
	return q->count;
}

size_t
query_words(const struct query *q, size_t unit)
{
	return q->units[unit].count;
}

static size_t
rule_of(char rules)
{
	return (size_t)(strchr(token_all_rules, rules) - token_all_rules);
}

bool
query_fits(const struct query *q, size_t unit, size_t i, char rules, struct str word)
{
	const struct query_word *w = &q->units[unit].words[i];
	char stem[TOKEN_MOST];

	return w->prefix ? str_starts(word, w->text)
			 : str_equal(token_stem(rules, word, stem), w->stem[rule_of(rules)]);
}

struct str
query_beginning(const struct query *q, size_t unit, size_t i, char rules)
{
	const struct query_word *w = &q->units[unit].words[i];
	struct str stem = w->stem[rule_of(rules)];

	return w->prefix ? w->text : str_sub(stem, 0, stem.len > 1 ? stem.len - 1 : stem.len);
}

bool
query_step(const struct query *q, size_t u, char rules, struct str word, uint32_t *state)
{
	size_t count = q->units[u].count;
	uint32_t may = (*state << 1 | 1) & ((1u << count) - 1), now = 0;

	for (size_t i = 0; may >> i; i++)
		if (may >> i & 1 && query_fits(q, u, i, rules, word))
			now |= 1u << i;
	*state = now;
	return now >> (count - 1) & 1;
}
