/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "search/lookup.h"
#include "search/token.h"

#define MAGIC "\x89LIDX\r\n\x1a"
enum { VERSION = 1, FIRST_SLOTS = 1024 };

struct term {
	struct str word;
	char rules;
	struct buf list;
	size_t last; /* the article that `times` are of */
	unsigned long times;
	size_t listed; /* the last article in the list */
};

struct lookup_writer {
	struct arena arena;
	struct token_cache *cache;
	struct term *terms;
	size_t term_count, term_room;
	uint32_t *slots; /* 1 + a term's number, by hash; a power of two of them */
	size_t slot_count;
	struct buf articles; /* as they are written, but for the last one's words */
	size_t article_count;
	unsigned long words;
	char rules;
};

struct lookup_writer *
lookup_begin(void)
{
	struct lookup_writer *w = mem_get(sizeof(*w));

	w->cache = token_cache_new();
	w->slot_count = FIRST_SLOTS;
	w->slots = mem_array(w->slot_count, sizeof(*w->slots));
	return w;
}

static size_t
hash_of(struct str word, char rules)
{
	uint32_t hash = 2166136261u ^ (unsigned char)rules;

	for (size_t i = 0; i < word.len; i++)
		hash = (hash ^ (unsigned char)word.at[i]) * 16777619u;
	return hash ^ hash >> 15;
}

static uint32_t *
slot_of(const struct lookup_writer *w, struct str word, char rules)
{
	size_t at = hash_of(word, rules) & (w->slot_count - 1);

	while (w->slots[at] != 0) {
		const struct term *term = &w->terms[w->slots[at] - 1];

		if (term->rules == rules && str_equal(term->word, word))
			break;
		at = (at + 1) & (w->slot_count - 1);
	}
	return &w->slots[at];
}

static void
grow(struct lookup_writer *w)
{
	mem_free(w->slots);
	w->slot_count *= 2;
	w->slots = mem_array(w->slot_count, sizeof(*w->slots));
	for (size_t i = 0; i < w->term_count; i++)
		*slot_of(w, w->terms[i].word, w->terms[i].rules) = (uint32_t)i + 1;
}

static struct term *
term_of(struct lookup_writer *w, struct str word)
{
	uint32_t *slot = slot_of(w, word, w->rules);

	if (*slot == 0) {
		w->terms = mem_grow(w->terms, w->term_count, &w->term_room, sizeof(*w->terms));
		w->terms[w->term_count] = (struct term){
		    .word = arena_str(&w->arena, word), .rules = w->rules, .last = STR_NONE};
		*slot = (uint32_t)++w->term_count;
		if (2 * w->term_count > w->slot_count) {
			grow(w);
			slot = slot_of(w, word, w->rules);
		}
	}
	return &w->terms[*slot - 1];
}

static void
end_times(struct term *term)
{
	if (term->times == 0)
		return;
	buf_varint(&term->list, term->last - term->listed);
	buf_varint(&term->list, term->times);
	term->listed = term->last;
	term->times = 0;
}

static void
end_article(struct lookup_writer *w)
{
	if (w->article_count > 0)
		buf_varint(&w->articles, w->words);
	w->words = 0;
}

static void
put_string(struct buf *out, struct str s)
{
	buf_varint(out, s.len);
	buf_put(out, s);
}

void
lookup_article(struct lookup_writer *w, struct str id, struct str language)
{
	end_article(w);
	w->rules = token_rules(language);
	put_string(&w->articles, id);
	buf_byte(&w->articles, w->rules);
	w->article_count++;
}

void
lookup_text(struct lookup_writer *w, struct str text, unsigned weight)
{
	size_t article = w->article_count - 1;
	struct tokens tokens;
	struct str word;

	tokens_begin(&tokens, text, w->cache);
	while (tokens_next(&tokens, &word)) {
		struct term *term = term_of(w, word);

		if (term->last != article)
			end_times(term);
		term->last = article;
		term->times += weight;
		w->words++;
	}
}

static int
by_word(const void *left, const void *right)
{
	const struct term *a = left, *b = right;

	if (a->rules != b->rules)
		return (unsigned char)a->rules < (unsigned char)b->rules ? -1 : 1;
	return str_compare(a->word, b->word);
}

static void
put_terms(struct lookup_writer *w, struct buf *out)
{
	struct str before = S("");

	if (w->term_count > 0)
		qsort(w->terms, w->term_count, sizeof(*w->terms), by_word);
	buf_varint(out, w->term_count);
	for (size_t i = 0; i < w->term_count; i++) {
		struct term *term = &w->terms[i];
		size_t shared = 0;

		end_times(term);
		while (shared < before.len && shared < term->word.len &&
		       before.at[shared] == term->word.at[shared])
			shared++;
		buf_byte(out, term->rules);
		buf_varint(out, shared);
		put_string(out, str_sub(term->word, shared, term->word.len));
		buf_varint(out, term->list.len);
		before = term->word;
	}
	for (size_t i = 0; i < w->term_count; i++)
		buf_put(out, buf_str(&w->terms[i].list));
}

void
lookup_end(struct lookup_writer *w, struct str key, struct buf *out)
{
	struct buf body = {0};
	char sum[HASH_TEXT];

	end_article(w);
	put_string(&body, key);
	buf_varint(&body, w->article_count);
	buf_put(&body, buf_str(&w->articles));
	put_terms(w, &body);
	hash_sha256(buf_str(&body), sum);
	buf_put(out, S(MAGIC));
	buf_u32(out, VERSION);
	buf_put(out, str_of(sum));
	buf_put(out, buf_str(&body));
	for (size_t i = 0; i < w->term_count; i++)
		buf_free(&w->terms[i].list);
	buf_free(&body);
	buf_free(&w->articles);
	mem_free(w->terms);
	mem_free(w->slots);
	token_cache_free(w->cache);
	arena_free(&w->arena);
	mem_free(w);
}
