/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/coding.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Short entries are copied with as many bytes as this, which is faster than asking. */
enum { SLACK = 24 };

enum capitals { CAPITALS_NONE, CAPITALS_FIRST, CAPITALS_ALL };
enum state { UNKNOWN, OPEN, DONE };

/* What an entry stands for, phrases already spelled out. */
struct entry {
	uint32_t at;         /* in `text` */
	uint16_t len, first; /* bytes; those of the word it begins with, or 0 */
	uint8_t kind, state;
	bool nothing;    /* only says how the next word is written */
	bool own_case;   /* says itself how its first word is written */
	bool ends_word;  /* a blank may follow */
	uint8_t pending; /* how the next word is written */
};

struct pair {
	unsigned lower, upper;
};

struct coding {
	unsigned singles, count;
	struct entry *entries;
	struct str *bodies; /* of words and phrases; only while loading */
	struct buf text;
	struct arena words; /* only while loading */
	struct buf word;    /* the last one */
	struct pair *pairs;
	size_t pair_count;
};

static bool
take_code(const struct coding *c, struct str *codes, unsigned *code)
{
	unsigned lead;

	if (codes->len == 0)
		return false;
	lead = (unsigned char)codes->at[0];
	if (lead < c->singles) {
		*code = lead;
		*codes = (struct str){codes->at + 1, codes->len - 1};
	} else {
		if (codes->len < 2)
			return false;
		*code = c->singles + (lead - c->singles) * 256 + (unsigned char)codes->at[1];
		*codes = (struct str){codes->at + 2, codes->len - 2};
	}
	return *code < c->count;
}

/* --- capitals ------------------------------------------------------------------------------ */

static unsigned
upper_of(const struct coding *c, unsigned letter)
{
	size_t low = 0, high = c->pair_count;

	if (letter >= 'a' && letter <= 'z')
		return letter - 'a' + 'A';
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c->pairs[middle].lower < letter)
			low = middle + 1;
		else
			high = middle;
	}
	return low < c->pair_count && c->pairs[low].lower == letter ? c->pairs[low].upper : letter;
}

static void
put_capitals(const struct coding *c, struct str word, enum capitals how, struct buf *out)
{
	size_t at = 0;

	while (at < word.len && (at == 0 || how == CAPITALS_ALL)) {
		buf_char(out, upper_of(c, utf8_next(word, &at)));
	}
	buf_put(out, str_sub(word, at, word.len));
}

/* --- loading ------------------------------------------------------------------------------- */

static const char *
take_pairs(struct coding *c, struct str *rest)
{
	unsigned long long count, step, upper, lower = 0;

	if (!str_take_varint(rest, &count) || count > PAIRS_MOST)
		return "a dictionary's list of capitals cannot be true";
	c->pair_count = (size_t)count;
	c->pairs = mem_array(c->pair_count, sizeof(*c->pairs));
	for (size_t i = 0; i < c->pair_count; i++) {
		if (!str_take_varint(rest, &step) || !str_take_varint(rest, &upper) || step == 0 ||
		    step > 0x10ffff || upper > 0x10ffff || (upper >= 0xd800 && upper < 0xe000) ||
		    (lower += step) > 0x10ffff)
			return "a dictionary's list of capitals cannot be true";
		c->pairs[i] = (struct pair){(unsigned)lower, (unsigned)upper};
	}
	return NULL;
}

/* A byte below 32, which says how many bytes of the word before begin this one, and the rest of
   it, up to the next byte below 32. */
static bool
take_word(struct coding *c, struct str *rest, struct str *word)
{
	size_t same, len = 1;

	if (rest->len == 0 || (same = (unsigned char)rest->at[0]) > c->word.len || same >= 32)
		return false;
	while (len < rest->len && (unsigned char)rest->at[len] >= 32)
		len++;
	c->word.len = same;
	buf_put(&c->word, str_sub(*rest, 1, len));
	*rest = str_sub(*rest, len, rest->len);
	*word = arena_str(&c->words, buf_str(&c->word));
	return word->len > 0 && word->len <= WORD_LONGEST && utf8_valid(*word);
}

static bool
take_body(struct coding *c, struct entry *e, struct str *body, struct str *rest)
{
	struct str from = *rest;
	unsigned code;

	switch (e->kind) {
	case ENTRY_BYTE:
		return str_take(rest, 1, body);
	case ENTRY_WORD:
		return take_word(c, rest, body);
	case ENTRY_CAPITAL:
	case ENTRY_CAPITALS:
	case ENTRY_JOIN:
		return true;
	default:
		if (e->kind < ENTRY_PHRASE + 2 || e->kind > ENTRY_PHRASE + PHRASE_MOST)
			return false;
		for (unsigned n = e->kind - ENTRY_PHRASE; n > 0; n--)
			if (!take_code(c, rest, &code))
				return false;
		*body = str_sub(from, 0, from.len - rest->len);
		return true;
	}
}

/* The bodies stand by kind: all words, then all bytes, then all phrases. */
static bool
take_bodies(struct coding *c, struct str *rest)
{
	for (int pass = 0; pass < 3; pass++) {
		for (unsigned i = 0; i < c->count; i++) {
			unsigned kind = c->entries[i].kind;
			int place = kind == ENTRY_WORD ? 0 : kind >= ENTRY_PHRASE ? 2 : 1;

			if (place == pass && !take_body(c, &c->entries[i], &c->bodies[i], rest))
				return false;
		}
		if (pass == 0 && !(rest->len && rest->at[0] == 0))
			return false;
		if (pass == 0)
			*rest = str_sub(*rest, 1, rest->len);
	}
	return rest->len == 0;
}

/* Puts one entry behind another: what a phrase stands for so far is in *e and in `out`. */
static void
append(const struct coding *c, struct entry *e, const struct entry *more, struct buf *out)
{
	struct str text = {c->text.at + more->at, more->len};
	size_t before;

	if (more->nothing) {
		e->own_case |= e->nothing;
		e->pending = more->pending;
		return;
	}
	if (more->first && e->ends_word)
		buf_byte(out, ' ');
	before = out->len;
	if (more->first && e->pending && !more->own_case) {
		put_capitals(c, str_sub(text, 0, more->first), (enum capitals)e->pending, out);
		if (e->nothing)
			e->first = (uint16_t)(out->len - before);
		buf_put(out, str_sub(text, more->first, text.len));
	} else {
		if (e->nothing) {
			e->first = more->first;
			e->own_case |= more->own_case;
		}
		buf_put(out, text);
	}
	e->nothing = false;
	e->ends_word = more->ends_word;
	e->pending = more->pending;
}

static const char *spell(struct coding *, unsigned i, unsigned depth);

static const char *
spell_phrase(struct coding *c, struct entry *e, struct str body, unsigned depth)
{
	struct buf text = {.ceiling = ENTRY_LONGEST};
	const char *fault = NULL;
	unsigned code;

	e->nothing = true;
	while (fault == NULL && body.len > 0 && take_code(c, &body, &code)) {
		fault = spell(c, code, depth + 1);
		if (fault == NULL)
			append(c, e, &c->entries[code], &text);
	}
	if (text.full)
		fault = "an entry of a dictionary is too long";
	e->at = (uint32_t)c->text.len;
	e->len = (uint16_t)text.len;
	buf_put(&c->text, buf_str(&text));
	buf_free(&text);
	return fault;
}

/* Finds what entry i stands for, and first what the entries in it do. */
static const char *
spell(struct coding *c, unsigned i, unsigned depth)
{
	struct entry *e = &c->entries[i];
	const char *fault = NULL;

	if (e->state == DONE)
		return NULL;
	if (e->state == OPEN || depth > PHRASE_DEEPEST)
		return "phrases of a dictionary stand in each other";
	e->state = OPEN;
	switch (e->kind) {
	case ENTRY_CAPITAL:
	case ENTRY_CAPITALS:
		e->nothing = e->own_case = true;
		e->pending = e->kind == ENTRY_CAPITAL ? CAPITALS_FIRST : CAPITALS_ALL;
		break;
	case ENTRY_BYTE:
	case ENTRY_WORD:
	case ENTRY_JOIN:
		e->at = (uint32_t)c->text.len;
		e->len = (uint16_t)c->bodies[i].len;
		e->ends_word = e->kind == ENTRY_WORD;
		e->first = e->ends_word ? e->len : 0;
		buf_put(&c->text, c->bodies[i]);
		break;
	default:
		fault = spell_phrase(c, e, c->bodies[i], depth);
	}
	e->state = DONE;
	return c->text.full ? "the entries of a dictionary are too long" : fault;
}

static const char *
load(struct coding *c, struct str rest)
{
	unsigned long long base, singles, count;
	const char *fault;

	if (!str_take_varint(&rest, &base) || base != 0)
		return "a dictionary builds on one this program does not have";
	if (!str_take_varint(&rest, &singles) || singles > 256 || !str_take_varint(&rest, &count) ||
	    count > singles + (256 - singles) * 256 || count > rest.len)
		return "the counts of a dictionary cannot be true";
	c->singles = (unsigned)singles;
	c->count = (unsigned)count;
	c->text.ceiling = ENTRIES_MOST;
	c->entries = mem_array(c->count, sizeof(*c->entries));
	c->bodies = mem_array(c->count, sizeof(*c->bodies));
	fault = take_pairs(c, &rest);
	if (fault)
		return fault;
	for (unsigned i = 0; i < c->count; i++) {
		if (rest.len == 0)
			return "a dictionary ends too soon";
		c->entries[i].kind = (uint8_t)rest.at[0];
		rest = str_sub(rest, 1, rest.len);
	}
	if (!take_bodies(c, &rest))
		return "an entry of a dictionary cannot be true";
	for (unsigned i = 0; i < c->count && fault == NULL; i++)
		fault = spell(c, i, 0);
	c->text.ceiling = 0;
	buf_fill(&c->text, 0, SLACK);
	return fault;
}

struct coding *
coding_load(struct str dictionary, const char **fault)
{
	struct coding *c = mem_get(sizeof(*c));

	*fault = load(c, dictionary);
	mem_free(c->bodies);
	buf_free(&c->word);
	arena_free(&c->words);
	c->bodies = NULL;
	if (*fault) {
		coding_free(c);
		return NULL;
	}
	return c;
}

void
coding_free(struct coding *c)
{
	if (c == NULL)
		return;
	mem_free(c->entries);
	mem_free(c->bodies);
	mem_free(c->pairs);
	buf_free(&c->text);
	mem_free(c);
}

/* --- decoding ------------------------------------------------------------------------------ */

/* A word with capitals, and what stands behind it in its entry. NULL when it is too long. */
static char *
put_capitals_at(
    const struct coding *c, const struct entry *e, enum capitals how, char *to, char *end)
{
	struct str text = {c->text.at + e->at, e->len};
	struct buf word = {0};

	put_capitals(c, str_sub(text, 0, e->first), how, &word);
	buf_put(&word, str_sub(text, e->first, text.len));
	if (word.len <= (size_t)(end - to)) {
		memcpy(to, word.at, word.len);
		to += word.len;
	} else {
		to = NULL;
	}
	buf_free(&word);
	return to;
}

/* Codes from `from` become text from `to` to `end`, behind which SLACK bytes may be written.
   Gives where the codes that were not needed begin; NULL when they do not give the text. */
static const char *
decode(const struct coding *c, const char *from, const char *codes_end, char *to, char *end)
{
	unsigned pending = CAPITALS_NONE;
	bool after_word = false;

	while (to < end) {
		const struct entry *e;
		unsigned code;

		if (from == codes_end)
			return NULL;
		code = (unsigned char)*from++;
		if (code >= c->singles) {
			if (from == codes_end)
				return NULL;
			code = c->singles + (code - c->singles) * 256 + (unsigned char)*from++;
		}
		if (code >= c->count)
			return NULL;
		e = &c->entries[code];
		if (e->nothing) {
			pending = e->pending;
			continue;
		}
		if (after_word && e->first)
			*to++ = ' ';
		if (e->len > end - to)
			return NULL;
		if (e->len <= SLACK)
			memcpy(to, c->text.at + e->at, SLACK);
		else
			memcpy(to, c->text.at + e->at, e->len);
		if (!pending || !e->first || e->own_case) {
			to += e->len;
		} else if (pending == CAPITALS_FIRST && ascii_lower(*to)) {
			*to = (char)(*to - 'a' + 'A');
			to += e->len;
		} else {
			to = put_capitals_at(c, e, (enum capitals)pending, to, end);
			if (to == NULL)
				return NULL;
		}
		after_word = e->ends_word;
		pending = e->pending;
	}
	return from;
}

bool
coding_decode(const struct coding *c, struct str *codes, size_t length, struct buf *out)
{
	size_t before = out->len;
	char *to = buf_room(out, length + SLACK);
	const char *left;

	out->len = before;
	if (to == NULL)
		return false;
	left = decode(c, codes->at, codes->at + codes->len, to, to + length);
	if (left == NULL)
		return false;
	out->len = before + length;
	*codes = (struct str){left, codes->len - (size_t)(left - codes->at)};
	return true;
}
