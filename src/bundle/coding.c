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
	struct str *bodies; /* of phrases; only while loading */
	struct buf text;
	struct pair *pairs;
	size_t pair_count;
};

static inline bool
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

static bool
take_byte(struct coding *c, struct entry *e, struct str *rest)
{
	struct str byte;

	if (!str_take(rest, 1, &byte))
		return false;
	e->at = (uint32_t)c->text.len;
	e->len = 1;
	buf_put(&c->text, byte);
	return true;
}

/* A byte below 32, which says how many bytes of the word before begin this one, and the rest of
   it, up to the next byte below 32. */
static bool
take_word(struct coding *c, struct entry *e, const struct entry *before, struct str *rest)
{
	size_t same, more = 1;
	char *to;

	if (rest->len == 0 || (same = (unsigned char)rest->at[0]) >= 32 || same > before->len)
		return false;
	while (more < rest->len && (unsigned char)rest->at[more] >= 32)
		more++;
	if (same + more - 1 == 0 || same + more - 1 > WORD_LONGEST)
		return false;
	e->at = (uint32_t)c->text.len;
	e->len = e->first = (uint16_t)(same + more - 1);
	e->ends_word = true;
	to = buf_room(&c->text, e->len);
	if (to == NULL)
		return false;
	memcpy(to, c->text.at + before->at, same);
	memcpy(to + same, rest->at + 1, more - 1);
	*rest = str_sub(*rest, more, rest->len);
	return utf8_valid((struct str){to, e->len});
}

static bool
take_phrase(struct coding *c, unsigned kind, struct str *body, struct str *rest)
{
	struct str from = *rest;
	unsigned code;

	if (kind < ENTRY_PHRASE + 2 || kind > ENTRY_PHRASE + PHRASE_MOST)
		return false;
	for (unsigned n = kind - ENTRY_PHRASE; n > 0; n--)
		if (!take_code(c, rest, &code))
			return false;
	*body = str_sub(from, 0, from.len - rest->len);
	return true;
}

static bool
take_words(struct coding *c, struct str *rest)
{
	const struct entry none = {0}, *before = &none;
	struct str end;

	for (unsigned i = 0; i < c->count; i++)
		if (c->entries[i].kind == ENTRY_WORD) {
			if (!take_word(c, &c->entries[i], before, rest))
				return false;
			before = &c->entries[i];
		}
	return str_take(rest, 1, &end) && end.at[0] == 0;
}

/* What stands behind the kinds: all words, then all bytes, then all phrases. */
static bool
take_bodies(struct coding *c, struct str *rest)
{
	if (!take_words(c, rest))
		return false;
	for (unsigned i = 0; i < c->count; i++)
		if (c->entries[i].kind == ENTRY_BYTE && !take_byte(c, &c->entries[i], rest))
			return false;
	for (unsigned i = 0; i < c->count; i++) {
		struct entry *e = &c->entries[i];

		if (e->kind > ENTRY_JOIN && !take_phrase(c, e->kind, &c->bodies[i], rest))
			return false;
		e->state = e->kind > ENTRY_JOIN ? UNKNOWN : DONE;
		e->nothing = e->own_case = e->kind == ENTRY_CAPITAL || e->kind == ENTRY_CAPITALS;
		if (e->nothing)
			e->pending = e->kind == ENTRY_CAPITAL ? CAPITALS_FIRST : CAPITALS_ALL;
	}
	return rest->len == 0;
}

/* Puts an entry, which lies in `text`, behind the phrase *e that `text` ends with. */
static void
append(struct coding *c, struct entry *e, const struct entry *more)
{
	size_t before;
	struct str text;

	if (more->nothing) {
		e->own_case |= e->nothing;
		e->pending = more->pending;
		return;
	}
	before = c->text.len; /* room for the most it can be, so that `text` does not move below */
	if (buf_room(&c->text, 1 + (size_t)more->len * UTF8_MOST) == NULL)
		return;
	c->text.len = before;
	text = (struct str){c->text.at + more->at, more->len};
	if (more->first && e->ends_word)
		c->text.at[c->text.len++] = ' ';
	before = c->text.len;
	if (more->first && e->pending && !more->own_case) {
		put_capitals(c, str_sub(text, 0, more->first), (enum capitals)e->pending, &c->text);
		if (e->nothing)
			e->first = (uint16_t)(c->text.len - before);
		text = (struct str){text.at + more->first, text.len - more->first};
	} else if (e->nothing) {
		e->first = more->first;
		e->own_case |= more->own_case;
	}
	memcpy(c->text.at + c->text.len, text.at, text.len);
	c->text.len += text.len;
	e->nothing = false;
	e->ends_word = more->ends_word;
	e->pending = more->pending;
}

/* Finds what phrase i stands for, and first what the phrases in it do. */
static const char *
spell(struct coding *c, unsigned i, unsigned depth)
{
	struct entry *e = &c->entries[i];
	const char *fault = NULL;
	struct str body;
	unsigned code = 0;

	if (e->state == OPEN || depth > PHRASE_DEEPEST)
		return "phrases of a dictionary stand in each other";
	e->state = OPEN;
	for (body = c->bodies[i]; fault == NULL && take_code(c, &body, &code);)
		if (c->entries[code].state != DONE)
			fault = spell(c, code, depth + 1);
	e->at = (uint32_t)c->text.len;
	e->nothing = true;
	for (body = c->bodies[i]; fault == NULL && take_code(c, &body, &code);) {
		append(c, e, &c->entries[code]);
		if (c->text.full || c->text.len > ENTRIES_MOST)
			fault = "the entries of a dictionary are too long";
		else if (c->text.len - e->at > ENTRY_LONGEST)
			fault = "an entry of a dictionary is too long";
	}
	e->len = (uint16_t)(c->text.len - e->at);
	e->state = DONE;
	return fault;
}

static const char *
load(struct coding *c, struct str rest)
{
	unsigned long long base, singles, count;
	const char *fault;
	struct str kinds;

	if (!str_take_varint(&rest, &base) || base != 0)
		return "a dictionary builds on one this program does not have";
	if (!str_take_varint(&rest, &singles) || singles > 256 || !str_take_varint(&rest, &count) ||
	    count > singles + (256 - singles) * 256 || count > rest.len)
		return "the counts of a dictionary cannot be true";
	c->singles = (unsigned)singles;
	c->count = (unsigned)count;
	c->text.ceiling = ENTRIES_MOST + 1 + ENTRY_LONGEST * UTF8_MOST; /* room for append */
	buf_byte(&c->text, 0); /* so that nothing, too, has a place in it */
	c->entries = mem_array(c->count, sizeof(*c->entries));
	c->bodies = mem_array(c->count, sizeof(*c->bodies));
	fault = take_pairs(c, &rest);
	if (fault)
		return fault;
	if (!str_take(&rest, count, &kinds))
		return "a dictionary ends too soon";
	for (unsigned i = 0; i < c->count; i++)
		c->entries[i].kind = (uint8_t)kinds.at[i];
	if (!take_bodies(c, &rest))
		return "an entry of a dictionary cannot be true";
	for (unsigned i = 0; i < c->count && fault == NULL; i++)
		if (c->entries[i].state != DONE)
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
	const char *left;
	char *to;

	if (length == 0 || codes->len == 0)
		return length == 0;
	to = buf_room(out, length + SLACK);
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
