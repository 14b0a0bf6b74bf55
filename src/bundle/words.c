/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/deflate.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "bundle/coding.h"

enum { CHOSEN_LONGEST = 60, CHOSEN_MOST = 24000 };

enum form { FORM_NONE, FORM_LOWER, FORM_CAPITAL, FORM_CAPITALS };

struct word {
	struct str text;
	unsigned count, windows; /* times it occurs; windows in which it does */
	size_t last;             /* the last such window + 1 */
	uint32_t symbol;         /* 0: not chosen */
	bool base;               /* costs no place */
};

struct pair {
	unsigned lower, upper;
};

struct words {
	struct arena arena;
	struct word *table; /* hashed */
	size_t room, used;
	struct str *chosen;
	size_t chosen_count;
	struct pair *pairs; /* in order of the small letters */
	size_t pair_count, pair_room;
};

/* --- one word ------------------------------------------------------------------------------ */

/* The run of letters that begins at *at, and *at behind it; empty when there is none. */
static struct str
take_run(struct str text, size_t *at)
{
	size_t from = *at, to = from;

	while (to < text.len) {
		size_t next = to + 1;
		char c = text.at[to];

		if (c >= 0 ? !ascii_alpha(c) : false)
			break;
		if (c < 0) {
			unsigned letter;

			next = to;
			letter = utf8_next(text, &next);
			if (letter == UTF8_BAD || char_wide(letter) ||
			    !(char_letter(letter) || (to > from && char_mark(letter))))
				break;
		}
		to = next;
	}
	*at = to;
	return str_sub(text, from, to);
}

/* How a run is written, and the run in small letters. FORM_NONE when a dictionary could not
   give it back: mixed capitals, letters without a way back. */
static enum form
form_of(struct str run, char small[CHOSEN_LONGEST + UTF8_MOST], size_t *len)
{
	size_t letters = 0, capitals = 0;
	bool first = false;

	*len = 0;
	if (run.len > CHOSEN_LONGEST)
		return FORM_NONE;
	for (size_t at = 0; at < run.len; letters++) {
		unsigned c = utf8_next(run, &at), lower = char_to_lower(c);

		if (lower != c) {
			if (char_to_upper(lower) != c)
				return FORM_NONE;
			capitals++;
			first |= letters == 0;
		} else if (capitals > first && char_to_upper(c) != c) {
			return FORM_NONE; /* a small letter behind two capitals */
		}
		if (*len + UTF8_MOST > CHOSEN_LONGEST)
			return FORM_NONE;
		*len += utf8_encode(lower, small + *len);
	}
	if (capitals == 0)
		return FORM_LOWER;
	if (capitals == 1 && first)
		return FORM_CAPITAL;
	if (!first)
		return FORM_NONE;
	for (size_t at = 0; at < run.len;) {
		unsigned c = utf8_next(run, &at);

		if (char_to_lower(c) == c && char_to_upper(c) != c)
			return FORM_NONE;
	}
	return FORM_CAPITALS;
}

/* --- the list ------------------------------------------------------------------------------ */

static struct word *
slot_of(const struct words *w, struct str text)
{
	size_t i = (deflate_crc(0, text) * 2654435761u) & (w->room - 1);

	while (w->table[i].text.at && !str_equal(w->table[i].text, text))
		i = (i + 1) & (w->room - 1);
	return &w->table[i];
}

static void
grow(struct words *w)
{
	struct word *old = w->table;
	size_t room = w->room;

	w->room = room ? room * 2 : 1024;
	w->table = mem_array(w->room, sizeof(*w->table));
	for (size_t i = 0; i < room; i++)
		if (old[i].text.at)
			*slot_of(w, old[i].text) = old[i];
	mem_free(old);
}

static void
count_word(struct words *w, struct str small, size_t window)
{
	struct word *slot;

	if (w->used * 2 >= w->room)
		grow(w);
	slot = slot_of(w, small);
	if (slot->text.at == NULL) {
		slot->text = arena_str(&w->arena, small);
		w->used++;
	}
	slot->count++;
	if (slot->last != window + 1)
		slot->windows++;
	slot->last = window + 1;
}

static void
add_pairs(struct words *w, struct str run)
{
	for (size_t at = 0; at < run.len;) {
		unsigned c = utf8_next(run, &at), lower = char_to_lower(c);
		size_t i = 0;

		if (lower == c || c < 0x80 || w->pair_count == PAIRS_MOST)
			continue;
		while (i < w->pair_count && w->pairs[i].lower < lower)
			i++;
		if (i < w->pair_count && w->pairs[i].lower == lower)
			continue;
		w->pairs = mem_grow(w->pairs, w->pair_count, &w->pair_room, sizeof(*w->pairs));
		memmove(w->pairs + i + 1, w->pairs + i, (w->pair_count - i) * sizeof(*w->pairs));
		w->pairs[i] = (struct pair){lower, c};
		w->pair_count++;
	}
}

static void
count_words(struct words *w, struct str text, size_t start, size_t window)
{
	char small[CHOSEN_LONGEST + UTF8_MOST];
	size_t len;

	for (size_t at = 0; at < text.len;) {
		struct str run = take_run(text, &at);
		enum form form;

		if (run.len == 0) {
			at++;
			continue;
		}
		form = form_of(run, small, &len);
		if (form == FORM_NONE)
			continue;
		if (form != FORM_LOWER)
			add_pairs(w, run);
		count_word(w, (struct str){small, len}, (start + at) / window);
	}
}

/*
 * In tenths of a bit, about: what a word saves where it is not repeated within reach of deflate,
 * against what its place in the dictionary costs; `bar` raises that when words are too many.
 */
static bool
worth_it(const struct word *word, unsigned bar)
{
	long tenths = 10L * word->windows + 3L * (word->count - word->windows);
	long len = (long)word->text.len;

	return word->count > 1 && tenths * (26 * len - 10) / 10 > (22 * len + 60) * (long)bar;
}

static void
mark_base(struct words *w, const struct coding *base)
{
	for (size_t i = 0; base && i < coding_count(base); i++)
		if (coding_kind(base, i) == ENTRY_WORD)
			slot_of(w, coding_text(base, i))->base = true; /* a free slot, too */
}

static size_t
count_worth(const struct words *w, unsigned bar)
{
	size_t count = 0;

	for (size_t i = 0; i < w->room; i++)
		count += w->table[i].text.at && worth_it(&w->table[i], bar);
	return count;
}

static int
by_text(const void *left, const void *right)
{
	const struct word *const *a = left, *const *b = right;

	return str_compare((*a)->text, (*b)->text);
}

struct words *
words_choose(
    const struct str *texts, size_t count, size_t window, const struct coding *base, bool only_base)
{
	struct words *w = mem_get(sizeof(*w));
	struct word **list;
	size_t start = 0, found = 0;
	unsigned bar = 1;

	grow(w);
	for (size_t i = 0; i < count; i++) {
		count_words(w, texts[i], start, window);
		start += texts[i].len;
	}
	mark_base(w, base);
	while (count_worth(w, bar) > CHOSEN_MOST)
		bar++;
	list = mem_array(w->used, sizeof(struct word *));
	for (size_t i = 0; i < w->room; i++)
		if (w->table[i].text.at &&
		    (w->table[i].base || (!only_base && worth_it(&w->table[i], bar))))
			list[found++] = &w->table[i];
	qsort(list, found, sizeof(struct word *), by_text);
	w->chosen = mem_array(found, sizeof(*w->chosen));
	for (size_t i = 0; i < found; i++) {
		w->chosen[i] = list[i]->text;
		list[i]->symbol = (uint32_t)(SYMBOL_WORD + i);
	}
	w->chosen_count = found;
	mem_free(list);
	return w;
}

void
words_forget(struct words *w)
{
	if (w == NULL)
		return;
	arena_free(&w->arena);
	mem_free(w->table);
	mem_free(w->chosen);
	mem_free(w->pairs);
	mem_free(w);
}

size_t
words_count(const struct words *w)
{
	return w->chosen_count;
}

uint32_t
word_symbol(const struct words *w, struct str text)
{
	return slot_of(w, text)->symbol;
}

struct str
word_text(const struct words *w, size_t i)
{
	return w->chosen[i];
}

void
words_pairs(const struct words *w, struct buf *out)
{
	unsigned before = 0;

	buf_varint(out, w->pair_count);
	for (size_t i = 0; i < w->pair_count; i++) {
		buf_varint(out, w->pairs[i].lower - before);
		buf_varint(out, w->pairs[i].upper);
		before = w->pairs[i].lower;
	}
}

/* --- symbols ------------------------------------------------------------------------------- */

static void
put(struct symbols *s, uint32_t symbol)
{
	s->at = mem_grow(s->at, s->count, &s->room, sizeof(*s->at));
	s->at[s->count++] = symbol;
}

/* Whether the capitals of a run are those that the list of pairs gives back. */
static bool
gives_back(const struct words *w, struct str run)
{
	for (size_t at = 0; at < run.len;) {
		unsigned c = utf8_next(run, &at), lower = char_to_lower(c);
		size_t i = 0;

		if (lower == c || c < 0x80)
			continue;
		while (i < w->pair_count && w->pairs[i].lower != lower)
			i++;
		if (i == w->pair_count || w->pairs[i].upper != c)
			return false;
	}
	return true;
}

static bool
put_word(const struct words *w, struct str run, bool adjacent, struct symbols *s)
{
	char small[CHOSEN_LONGEST + UTF8_MOST];
	size_t len;
	enum form form = form_of(run, small, &len);
	const struct word *slot;

	if (form == FORM_NONE)
		return false;
	slot = slot_of(w, (struct str){small, len});
	if (slot->symbol == 0 || (form != FORM_LOWER && !gives_back(w, run)))
		return false;
	if (adjacent)
		put(s, SYMBOL_JOIN);
	if (form != FORM_LOWER)
		put(s, form == FORM_CAPITAL ? SYMBOL_CAPITAL : SYMBOL_CAPITALS);
	put(s, slot->symbol);
	return true;
}

void
words_symbols(const struct words *w, struct str text, struct symbols *s)
{
	bool after_word = false, blank = false; /* a word, and perhaps one blank, came before */

	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		struct str run = take_run(text, &at);

		if (run.len > 0 && put_word(w, run, after_word && !blank, s)) {
			after_word = true;
			blank = false;
			continue;
		}
		if (run.len == 0)
			at++;
		if (after_word && !blank && text.at[from] == ' ') {
			blank = true; /* written below unless a word follows */
			continue;
		}
		if (blank)
			put(s, ' ');
		after_word = blank = false;
		for (; from < at; from++)
			put(s, (unsigned char)text.at[from]);
	}
	if (blank)
		put(s, ' ');
}
