/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/train.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "bundle/base.h"
#include "bundle/codes.h"
#include "bundle/coding.h"
#include "bundle/merge.h"
#include "bundle/parse.h"

enum {
	SAMPLE_MOST = 32 * 1024 * 1024,
	SAMPLE_FAST = 1024 * 1024, /* to count by, when nothing is learnt */
	WINDOW = 128 * 1024,       /* bytes of text that deflate looks back on, about */
	WINDOW_SYMBOLS = 16384,    /* the same in symbols */
	WINDOW_CODES = 10000,      /* and in codes */
	SEEN_BITS = 18,            /* of the hash that finds repeats */
	RUN_MOST = 32,      /* symbols in a phrase: so none nests deeper than PHRASE_DEEPEST */
	UNIT_LONGEST = 255, /* bytes of a phrase: so all entries stay within ENTRIES_MOST */
	UNITS_MOST = 60000, /* bytes, signs, words and candidates: below CODES_MOST */
	ROUNDS = 5,         /* of choosing: more change little */

	/* found by trying, on prose of several hundred kilobytes to several megabytes */
	LEAST = 4,         /* times that a candidate is found */
	PRICE = 15,        /* tenths of its body's bits that a phrase costs in the dictionary */
	PRICE_OF_KIND = 3, /* and bits besides */
	REPEAT_SHARE = 70, /* percent of a first time's worth that a repeat is worth */
	LOWER_SHORT = 5,   /* eighths that the bar for candidates is lowered to each round */
	LOWER_LONG = 7,
	ALIAS_PRICE = 18, /* bits that a shorter code for an entry of the base costs */
};

#define NO_CODE UINT32_MAX
#define NO_BASE UINT32_MAX

/* What may become an entry: bytes, signs, words, and candidates for phrases. */
struct unit {
	const uint32_t *run; /* as symbols */
	uint32_t len, bytes;
	uint32_t count, fresh; /* uses in the parse at hand; those deflate cannot repeat */
	uint32_t code;
	uint32_t base; /* its number in the base dictionary, or NO_BASE */
	bool kept;
	bool own; /* has a place in the dictionary at hand, not only in the base */
};

struct trained {
	struct arena arena;
	struct words *words;
	struct unit *units;
	size_t count, first_phrase;
	bool learns;         /* or has nothing but the base */
	struct coding *base; /* or NULL; its entries are numbered behind the own ones */
	size_t base_count;
	struct parser *parser;
	uint32_t *costs;
	struct codes codes;
	uint32_t *by_code;
	size_t entries;
	struct symbols symbols, parsed; /* of the text at hand */
};

/* --- candidates ---------------------------------------------------------------------------- */

static void
put_symbol(struct symbols *s, uint32_t symbol)
{
	s->at = mem_grow(s->at, s->count, &s->room, sizeof(*s->at));
	s->at[s->count++] = symbol;
}

/* The symbols of the texts, SYMBOL_END behind each; a regular sample when they are many. */
static bool
sample(const struct words *words, const struct str *texts, size_t count, size_t most,
    struct symbols *s)
{
	unsigned long long total = 0, taken = 0, seen = 0;

	for (size_t i = 0; i < count; i++)
		total += texts[i].len;
	for (size_t i = 0; i < count; i++) {
		seen += texts[i].len;
		/* taken / seen never passes most / total */
		if (total > most &&
		    (taken + texts[i].len) * (total / 1024 + 1) > seen * (most / 1024))
			continue;
		taken += texts[i].len;
		words_symbols(words, texts[i], s);
		put_symbol(s, SYMBOL_END);
	}
	return taken == total;
}

static void
make_unit(struct trained *t, struct unit *unit, const uint32_t *left, size_t left_len,
    const uint32_t *right, size_t right_len)
{
	uint32_t *run = arena_array(&t->arena, left_len + right_len, sizeof(*run));

	memcpy(run, left, left_len * sizeof(*run));
	if (right_len)
		memcpy(run + left_len, right, right_len * sizeof(*run));
	unit->run = run;
	unit->len = (uint32_t)(left_len + right_len);
}

/* Entry `number` of the base as a symbol; SYMBOL_END when these texts do not have it. */
static uint32_t
base_symbol(const struct trained *t, size_t number)
{
	struct str text = coding_text(t->base, number);
	uint32_t symbol;

	switch (coding_kind(t->base, number)) {
	case ENTRY_BYTE:
		return (unsigned char)text.at[0];
	case ENTRY_CAPITAL:
		return SYMBOL_CAPITAL;
	case ENTRY_CAPITALS:
		return SYMBOL_CAPITALS;
	case ENTRY_JOIN:
		return SYMBOL_JOIN;
	default:
		symbol = word_symbol(t->words, text);
		return symbol ? symbol : SYMBOL_END;
	}
}

static void
make_base_phrase(struct trained *t, struct unit *unit, size_t number)
{
	unsigned body[PHRASE_MOST];
	uint32_t run[PHRASE_MOST];
	size_t len = coding_body(t->base, number, body);

	for (size_t i = 0; i < len; i++) {
		run[i] = base_symbol(t, body[i]);
		if (run[i] == SYMBOL_END)
			return;
		unit->bytes += t->units[run[i]].bytes;
	}
	make_unit(t, unit, run, len, NULL, 0);
	unit->base = (uint32_t)number;
	unit->fresh = 1;
	unit->kept = true;
}

static void
make_base_units(struct trained *t, size_t first)
{
	for (size_t i = 0; t->base && i < t->base_count; i++) {
		if (coding_kind(t->base, i) > ENTRY_JOIN) {
			make_base_phrase(t, &t->units[first++], i);
		} else {
			uint32_t symbol = base_symbol(t, i);

			if (symbol != SYMBOL_END)
				t->units[symbol].base = (uint32_t)i;
		}
	}
}

static void
make_units(struct trained *t, const struct merges *merges)
{
	t->first_phrase = merges->first;
	t->count = merges->first + merges->count + t->base_count;
	t->units = mem_array(t->count, sizeof(*t->units));
	for (size_t i = 0; i < t->count; i++)
		t->units[i].base = NO_BASE;
	for (size_t i = 0; i < t->first_phrase; i++) {
		uint32_t symbol = (uint32_t)i;

		make_unit(t, &t->units[i], &symbol, 1, NULL, 0);
		t->units[i].bytes =
		    i < SYMBOL_WORD ? 1 : (uint32_t)word_text(t->words, i - SYMBOL_WORD).len + 1;
	}
	for (size_t i = 0; i < merges->count; i++) {
		struct unit *unit = &t->units[t->first_phrase + i];
		const struct unit *left = &t->units[merges->at[i].left];
		const struct unit *right = &t->units[merges->at[i].right];

		if (left->len + right->len > RUN_MOST || left->len == 0 || right->len == 0 ||
		    left->bytes + right->bytes > UNIT_LONGEST)
			continue;
		make_unit(t, unit, left->run, left->len, right->run, right->len);
		unit->bytes = left->bytes + right->bytes;
		unit->fresh = merges->at[i].count;
		unit->kept = true;
	}
	make_base_units(t, merges->first + merges->count);
}

static bool
is_own(const struct unit *unit)
{
	return unit->base == NO_BASE || unit->own;
}

/* --- choosing ------------------------------------------------------------------------------ */

static void
set_costs(struct trained *t)
{
	uint64_t whole = 0;

	for (size_t i = 0; i < t->count; i++)
		whole += t->units[i].fresh;
	for (size_t i = 0; i < t->count; i++)
		t->costs[i] = bits_of(t->units[i].fresh, whole);
}

static int
by_use(const void *left, const void *right, void *context)
{
	const struct trained *t = context;
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	if (t->units[a].fresh != t->units[b].fresh)
		return t->units[a].fresh > t->units[b].fresh ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* Words before all others, in the order of their texts: like beside like packs best. */
static int
by_text(const void *left, const void *right, void *context)
{
	const struct trained *t = context;
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	bool word_a = t->units[a].len == 1, word_b = t->units[b].len == 1;

	if (word_a != word_b)
		return word_a ? -1 : 1;
	for (size_t i = 0; i < t->units[a].len && i < t->units[b].len; i++)
		if (t->units[a].run[i] != t->units[b].run[i])
			return t->units[a].run[i] < t->units[b].run[i] ? -1 : 1;
	return a < b ? -1 : a > b;
}

static bool
in_use(const struct trained *t, size_t i)
{
	return t->units[i].kept || i < t->first_phrase;
}

/* Puts the units of by_code where their codes say; those whose codes cost the same by text. */
static void
place_units(struct trained *t, const uint32_t *numbers)
{
	uint32_t *sorted = mem_array(t->entries, sizeof(*sorted));

	if (t->entries)
		memcpy(sorted, t->by_code, t->entries * sizeof(*sorted));
	for (size_t from = 0, end; from < t->entries; from = end) {
		unsigned class = codes_class(&t->codes, numbers[from]);

		for (end = from + 1; end < t->entries; end++)
			if (codes_class(&t->codes, numbers[end]) != class)
				break;
		qsort_r(sorted + from, end - from, sizeof(*sorted), by_text, t);
	}
	for (size_t i = 0; i < t->entries; i++) {
		t->by_code[numbers[i]] = sorted[i];
		t->units[sorted[i]].code = numbers[i];
	}
	mem_free(sorted);
}

/* Gives the units of by_code their codes, and those of the base theirs. */
static void
number_units(struct trained *t)
{
	uint32_t *uses = mem_array(t->entries + t->base_count, sizeof(*uses));
	uint32_t *numbers = mem_array(t->entries, sizeof(*numbers));

	qsort_r(t->by_code, t->entries, sizeof(*t->by_code), by_use, t);
	for (size_t i = 0; i < t->entries; i++)
		uses[i] = t->units[t->by_code[i]].fresh;
	for (size_t i = 0; i < t->count; i++) {
		struct unit *unit = &t->units[i];

		if (is_own(unit))
			continue;
		unit->code = (uint32_t)t->entries + unit->base;
		if (in_use(t, i))
			uses[unit->code] = unit->fresh;
	}
	t->codes.own = t->entries;
	t->codes.base = t->base_count;
	codes_give(&t->codes, uses, uses + t->entries, numbers);
	place_units(t, numbers);
	mem_free(numbers);
	mem_free(uses);
}

/* Entries of the base get a code of their own when that saves more than it costs. */
static void
choose_own(struct trained *t, uint64_t whole)
{
	for (size_t i = 0; i < t->count; i++) {
		struct unit *unit = &t->units[i];
		uint32_t near = bits_of(unit->fresh, whole), far;

		if (unit->base == NO_BASE)
			continue;
		far = codes_cost(&t->codes, t->entries + unit->base);
		unit->own = t->learns && far > near &&
			    (uint64_t)unit->fresh * (far - near) > ALIAS_PRICE * BIT;
	}
}

/* What the codes of the units would cost. */
static void
set_byte_costs(struct trained *t)
{
	uint64_t uses = 0;

	t->entries = 0;
	for (size_t i = 0; i < t->count; i++)
		if (in_use(t, i) && is_own(&t->units[i]))
			t->by_code[t->entries++] = (uint32_t)i;
	number_units(t);
	for (size_t i = 0; i < t->count; i++) {
		if (!in_use(t, i))
			continue;
		uses += t->units[i].fresh;
		t->costs[i] = codes_cost(&t->codes, t->units[i].code);
	}
	choose_own(t, uses);
}

static void
set_parser(struct trained *t)
{
	parser_free(t->parser);
	t->parser = parser_begin();
	for (size_t i = 0; i < t->count; i++)
		if (t->units[i].kept || i < t->first_phrase)
			parser_add(t->parser, t->units[i].run, t->units[i].len, (uint32_t)i);
}

/*
 * Marks which entries of a run deflate will not write, because they repeat three that it can
 * still see. `seen` remembers, by hash, where three last began; positions count from 1.
 */
static void
mark_repeats(const struct symbols *run, uint32_t *seen, uint32_t position, bool *repeats)
{
	memset(repeats, 0, run->count);
	for (size_t i = 0; i + 2 < run->count; i++) {
		uint64_t key = ((uint64_t)run->at[i] * 0x9e3779b97f4a7c15u + run->at[i + 1]) *
				   0x9e3779b97f4a7c15u +
			       run->at[i + 2];
		uint32_t *slot = &seen[(key * 0x9e3779b97f4a7c15u) >> (64 - SEEN_BITS)];
		uint32_t now = position + (uint32_t)i;

		if (*slot && now - *slot < WINDOW_CODES)
			memset(repeats + i, 1, 3);
		*slot = now;
	}
}

/* Counts how often each unit is used when all symbols are written as cheaply as can be. */
static void
count_uses(struct trained *t, const struct symbols *s)
{
	uint32_t *seen = mem_array((size_t)1 << SEEN_BITS, sizeof(*seen)), position = 1;

	for (size_t i = 0; i < t->count; i++)
		t->units[i].count = t->units[i].fresh = 0;
	for (size_t from = 0, end; from < s->count; from = end + 1) {
		bool *repeats;

		for (end = from; s->at[end] != SYMBOL_END;)
			end++;
		t->parsed.count = 0;
		parser_parse(t->parser, s->at + from, end - from, t->costs, UINT32_MAX, &t->parsed);
		repeats = mem_array(t->parsed.count, sizeof(*repeats));
		mark_repeats(&t->parsed, seen, position, repeats);
		for (size_t i = 0; i < t->parsed.count; i++) {
			t->units[t->parsed.at[i]].count++;
			t->units[t->parsed.at[i]].fresh += !repeats[i];
		}
		position += (uint32_t)t->parsed.count;
		mem_free(repeats);
	}
	mem_free(seen);
}

/* What all uses of a phrase save, less what its place in the dictionary costs. */
static int64_t
gain_of(struct trained *t, size_t i)
{
	const struct unit *unit = &t->units[i];
	uint64_t uses = unit->fresh * 100ull + (unit->count - unit->fresh) * (uint64_t)REPEAT_SHARE;
	uint32_t otherwise;

	t->parsed.count = 0;
	otherwise =
	    parser_parse(t->parser, unit->run, unit->len, t->costs, (uint32_t)i, &t->parsed);
	if (otherwise <= t->costs[i])
		return INT64_MIN;
	return (int64_t)(uses * (otherwise - t->costs[i]) / 100) - (int64_t)otherwise * PRICE / 10 -
	       PRICE_OF_KIND * BIT;
}

struct gain {
	int64_t gain;
	size_t unit;
};

static int
by_gain(const void *left, const void *right)
{
	const struct gain *a = left, *b = right;

	if (a->gain != b->gain)
		return a->gain > b->gain ? -1 : 1;
	return a->unit < b->unit ? -1 : 1;
}

static void
drop_worst(struct trained *t)
{
	struct gain *gains = mem_array(t->count, sizeof(*gains));
	size_t count = 0;

	for (size_t i = t->first_phrase; i < t->count; i++)
		if (t->units[i].kept && t->units[i].base == NO_BASE)
			gains[count++] = (struct gain){gain_of(t, i), i};
	qsort(gains, count, sizeof(*gains), by_gain);
	for (size_t i = 0; i < count; i++)
		if (gains[i].gain <= 0)
			t->units[gains[i].unit].kept = false;
	mem_free(gains);
}

static void
choose(struct trained *t, const struct symbols *s, unsigned rounds)
{
	set_costs(t);
	for (unsigned round = 0; round < rounds; round++) {
		set_parser(t);
		count_uses(t, s);
		set_byte_costs(t);
		drop_worst(t);
	}
	set_byte_costs(t);
	set_parser(t);
	count_uses(t, s);
}

/* --- codes --------------------------------------------------------------------------------- */

/* The entries that make up a phrase: shorter ones, as cheap as can be. */
static void
body_of(struct trained *t, size_t i, struct symbols *body)
{
	body->count = 0;
	parser_parse(t->parser, t->units[i].run, t->units[i].len, t->costs, (uint32_t)i, body);
}

static void
need(struct trained *t, size_t i, bool *needed)
{
	struct symbols body = {0};

	if (needed[i])
		return;
	needed[i] = true;
	if (i < t->first_phrase || t->units[i].base != NO_BASE)
		return;
	body_of(t, i, &body);
	for (size_t n = 0; n < body.count; n++)
		need(t, body.at[n], needed);
	mem_free(body.at);
}

/* All units that are used or stand in a phrase that is; all there are, when there are texts that
   were not looked at, since any may be used there. */
static void
assign_codes(struct trained *t, bool all_seen)
{
	bool *needed = mem_array(t->count, sizeof(*needed));

	for (size_t i = 0; i < t->count; i++)
		if (t->units[i].count > 0 ||
		    (!all_seen && (i < t->first_phrase || t->units[i].kept)))
			need(t, i, needed);
	t->entries = 0;
	for (size_t i = 0; i < t->count; i++) {
		t->units[i].code = NO_CODE;
		if (needed[i] && is_own(&t->units[i]))
			t->by_code[t->entries++] = (uint32_t)i;
	}
	number_units(t);
	mem_free(needed);
}

static void
put_code(const struct trained *t, uint32_t code, struct buf *out)
{
	assert(code < t->entries + t->base_count);
	if (code >= t->codes.singles) {
		code -= t->codes.singles;
		buf_byte(out, (char)(t->codes.singles + code / 256));
		code %= 256;
	}
	buf_byte(out, (char)code);
}

static unsigned
kind_of(struct trained *t, size_t i, struct symbols *body)
{
	if (t->units[i].base != NO_BASE)
		return ENTRY_PHRASE + 1; /* it stands for the entry of the base */
	if (i < SYMBOL_CAPITAL)
		return ENTRY_BYTE;
	if (i == SYMBOL_CAPITAL)
		return ENTRY_CAPITAL;
	if (i == SYMBOL_CAPITALS)
		return ENTRY_CAPITALS;
	if (i == SYMBOL_JOIN)
		return ENTRY_JOIN;
	if (i < t->first_phrase)
		return ENTRY_WORD;
	body_of(t, i, body);
	return ENTRY_PHRASE + (unsigned)body->count;
}

void
trained_dictionary(struct trained *t, struct buf *out)
{
	struct symbols body = {0};
	struct str before = {"", 0};
	struct buf words = {0}, bytes = {0}, phrases = {0};

	buf_varint(out, t->base ? BASE_NEWEST : 0);
	buf_varint(out, t->codes.singles);
	buf_varint(out, t->entries);
	words_pairs(t->words, out);
	for (size_t n = 0; n < t->entries; n++) {
		size_t i = t->by_code[n];
		unsigned kind = kind_of(t, i, &body);

		buf_byte(out, (char)kind);
		if (kind == ENTRY_BYTE) {
			buf_byte(&bytes, (char)i);
		} else if (kind == ENTRY_WORD) {
			struct str word = word_text(t->words, i - SYMBOL_WORD);
			size_t same = 0;

			while (same < 31 && same < word.len && same < before.len &&
			       word.at[same] == before.at[same])
				same++;
			buf_byte(&words, (char)same);
			buf_put(&words, str_sub(word, same, word.len));
			before = word;
		} else if (kind == ENTRY_PHRASE + 1) {
			put_code(t, (uint32_t)t->entries + t->units[i].base, &phrases);
		} else if (kind >= ENTRY_PHRASE) {
			for (size_t b = 0; b < body.count; b++)
				put_code(t, t->units[body.at[b]].code, &phrases);
		}
	}
	buf_byte(&words, 0);
	buf_put(out, buf_str(&words));
	buf_put(out, buf_str(&bytes));
	buf_put(out, buf_str(&phrases));
	buf_free(&words);
	buf_free(&bytes);
	buf_free(&phrases);
	mem_free(body.at);
}

/* --- all of it ----------------------------------------------------------------------------- */

static void
take_base(struct trained *t)
{
	struct str dictionary = {"", 0};
	const char *fault;

	base_dictionary(BASE_NEWEST, &dictionary);
	t->base = coding_load(dictionary, &fault);
	t->base_count = coding_count(t->base);
}

struct trained *
train(const struct str *texts, size_t count, unsigned training)
{
	struct trained *t = mem_get(sizeof(*t));
	struct symbols all = {0}, merged = {0};
	struct merges merges = {0};
	struct merge_options options = {
	    WINDOW_SYMBOLS, LEAST, 0, training & TRAIN_LONG ? LOWER_LONG : LOWER_SHORT};
	uint32_t first;
	bool all_seen;

	t->learns = training & (TRAIN_SHORT | TRAIN_LONG);
	if (training & TRAIN_BASE)
		take_base(t);
	t->words = words_choose(texts, count, WINDOW, t->base, !t->learns);
	all_seen = sample(t->words, texts, count, t->learns ? SAMPLE_MOST : SAMPLE_FAST, &all);
	merged.at = mem_array(all.count, sizeof(*merged.at));
	merged.count = merged.room = all.count;
	if (all.count)
		memcpy(merged.at, all.at, all.count * sizeof(*all.at));
	first = (uint32_t)(SYMBOL_WORD + words_count(t->words));
	if (UNITS_MOST > first + t->base_count)
		options.most = UNITS_MOST - first - t->base_count;
	merges.first = first;
	if (t->learns)
		merge_pairs(&merged, first, &options, &merges);
	make_units(t, &merges);
	for (size_t i = 0; i < merged.count; i++)
		if (merged.at[i] != SYMBOL_END && merged.at[i] < t->first_phrase)
			t->units[merged.at[i]].fresh++;
	t->costs = mem_array(t->count, sizeof(*t->costs));
	t->by_code = mem_array(t->count, sizeof(*t->by_code));
	choose(t, &all, t->learns ? ROUNDS : 2);
	assign_codes(t, all_seen);
	mem_free(merged.at);
	mem_free(merges.at);
	mem_free(all.at);
	return t;
}

void
trained_encode(struct trained *t, struct str text, struct buf *out)
{
	t->symbols.count = t->parsed.count = 0;
	words_symbols(t->words, text, &t->symbols);
	parser_parse(t->parser, t->symbols.at, t->symbols.count, t->costs, UINT32_MAX, &t->parsed);
	for (size_t i = 0; i < t->parsed.count; i++)
		put_code(t, t->units[t->parsed.at[i]].code, out);
}

void
trained_free(struct trained *t)
{
	if (t == NULL)
		return;
	words_forget(t->words);
	coding_free(t->base);
	parser_free(t->parser);
	mem_free(t->units);
	mem_free(t->costs);
	mem_free(t->by_code);
	mem_free(t->symbols.at);
	mem_free(t->parsed.at);
	arena_free(&t->arena);
	mem_free(t);
}
