/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/coding.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "bundle/base.h"

/* Short entries are copied with as many bytes as this, which is faster than asking. */
enum {
	SLACK = 24,
	SHARED_MOST = 32, /* more bytes than a word has from the one before */
};

enum capitals { CAPITALS_NONE, CAPITALS_FIRST, CAPITALS_ALL };
enum state { UNKNOWN, OPEN, DONE };

/* What an entry stands for. Phrases are spelled out when they are first used. */
struct entry {
	uint32_t at;         /* in `text`; while UNKNOWN, of the phrase's codes in `bytes` */
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

/* The entries of one dictionary, and how its phrases write the numbers of entries. */
struct table {
	unsigned first, count; /* its entries; for a dictionary with a base, `count` is its own */
	unsigned singles, most;
	struct pair *pairs;
	size_t pair_count;
};

struct coding {
	unsigned singles, count;
	struct entry *entries;
	struct table own, base; /* the entries of the base follow its own */
	unsigned long long base_number;
	struct buf bytes, text;
	bool broken; /* a phrase that was used could not be spelled out */
};

static inline bool
take_code(const struct table *t, struct str *codes, unsigned *code)
{
	unsigned lead;

	if (codes->len == 0)
		return false;
	lead = (unsigned char)codes->at[0];
	if (lead < t->singles) {
		*code = lead;
		*codes = (struct str){codes->at + 1, codes->len - 1};
	} else {
		if (codes->len < 2)
			return false;
		*code = t->singles + (lead - t->singles) * 256 + (unsigned char)codes->at[1];
		*codes = (struct str){codes->at + 2, codes->len - 2};
	}
	*code += t->first;
	return *code < t->first + t->most;
}

/* --- capitals ------------------------------------------------------------------------------ */

static unsigned
upper_in(const struct table *t, unsigned letter)
{
	size_t low = 0, high = t->pair_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (t->pairs[middle].lower < letter)
			low = middle + 1;
		else
			high = middle;
	}
	return low < t->pair_count && t->pairs[low].lower == letter ? t->pairs[low].upper : letter;
}

static unsigned
upper_of(const struct coding *c, unsigned letter)
{
	unsigned upper = upper_in(&c->own, letter);

	if (letter >= 'a' && letter <= 'z')
		return letter - 'a' + 'A';
	return upper != letter ? upper : upper_in(&c->base, letter);
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
take_pairs(struct table *t, struct str *rest)
{
	unsigned long long count, step, upper, lower = 0;

	if (!str_take_varint(rest, &count) || count > PAIRS_MOST)
		return "a dictionary's list of capitals cannot be true";
	t->pair_count = (size_t)count;
	t->pairs = mem_array(t->pair_count, sizeof(*t->pairs));
	for (size_t i = 0; i < t->pair_count; i++) {
		if (!str_take_varint(rest, &step) || !str_take_varint(rest, &upper) || step == 0 ||
		    step > 0x10ffff || upper > 0x10ffff || (upper >= 0xd800 && upper < 0xe000) ||
		    (lower += step) > 0x10ffff)
			return "a dictionary's list of capitals cannot be true";
		t->pairs[i] = (struct pair){(unsigned)lower, (unsigned)upper};
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

/* Room behind the text for a word at least, whose bytes are then put there without asking. */
static char *
word_room(struct coding *c)
{
	size_t before = c->text.len;

	if (c->text.room - before < SHARED_MOST + WORD_LONGEST) {
		if (buf_room(&c->text, SHARED_MOST + WORD_LONGEST) == NULL)
			return NULL;
		c->text.len = before;
	}
	return c->text.at + before;
}

/* A byte below 32, which says how many bytes of the word before begin this one, and the rest of
   it, up to the next byte below 32. */
static bool
take_word(struct coding *c, struct entry *e, const struct entry *before, struct str *rest)
{
	char shared[SHARED_MOST], *begin = word_room(c), *to;
	const char *from = rest->at + 1, *end = rest->at + rest->len;
	unsigned char same, byte, all = 0;

	if (begin == NULL || rest->len == 0 || (same = (unsigned char)rest->at[0]) >= SHARED_MOST ||
	    same > before->len)
		return false;
	/* more than is shared, but always as much: that is fast */
	memcpy(shared, c->text.at + before->at, SHARED_MOST);
	memcpy(begin, shared, SHARED_MOST);
	for (to = begin + same; from < end && (byte = (unsigned char)*from) >= 32; from++) {
		if (to == begin + WORD_LONGEST)
			return false;
		all |= byte;
		*to++ = (char)byte;
	}
	if (to == begin)
		return false;
	e->at = (uint32_t)c->text.len;
	e->len = e->first = (uint16_t)(to - begin);
	e->ends_word = true;
	c->text.len += e->len;
	*rest = (struct str){from, (size_t)(end - from)};
	/* ASCII behind whole characters is UTF-8 without looking */
	if (all < 0x80 &&
	    (same == before->len || ((unsigned char)c->text.at[before->at + same] & 0xc0) != 0x80))
		return true;
	return utf8_valid((struct str){begin, e->len});
}

static bool
take_words(struct coding *c, const struct table *t, struct str *rest)
{
	const struct entry none = {0}, *before = &none;
	struct str end;

	for (struct entry *e = c->entries + t->first; e < c->entries + t->first + t->count; e++)
		if (e->kind == ENTRY_WORD) {
			if (!take_word(c, e, before, rest))
				return false;
			before = e;
		}
	return str_take(rest, 1, &end) && end.at[0] == 0;
}

static bool
take_phrase(struct coding *c, const struct table *t, struct entry *e, struct str *rest)
{
	struct str codes = *rest;
	unsigned code;

	if (e->kind < ENTRY_PHRASE + 1 || e->kind > ENTRY_PHRASE + PHRASE_MOST)
		return false;
	for (unsigned n = e->kind - ENTRY_PHRASE; n > 0; n--)
		if (!take_code(t, &codes, &code))
			return false;
	e->state = UNKNOWN;
	e->at = (uint32_t)(rest->at - c->bytes.at);
	e->len = (uint16_t)(rest->len - codes.len);
	*rest = codes;
	return true;
}

/* What stands behind the kinds: all words, then all bytes, then all phrases. */
static bool
take_bodies(struct coding *c, const struct table *t, struct str *rest)
{
	struct entry *first = c->entries + t->first, *end = first + t->count;

	if (!take_words(c, t, rest))
		return false;
	for (struct entry *e = first; e < end; e++)
		if (e->kind == ENTRY_BYTE && !take_byte(c, e, rest))
			return false;
	for (struct entry *e = first; e < end; e++) {
		e->state = DONE;
		e->nothing = e->own_case = e->kind == ENTRY_CAPITAL || e->kind == ENTRY_CAPITALS;
		if (e->nothing)
			e->pending = e->kind == ENTRY_CAPITAL ? CAPITALS_FIRST : CAPITALS_ALL;
		if (e->kind > ENTRY_JOIN && !take_phrase(c, t, e, rest))
			return false;
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

/* Finds what phrase *e stands for, and first what the phrases in it do. */
static const char *
spell(struct coding *c, struct entry *e, unsigned depth)
{
	const struct table *t = e < c->entries + c->own.count ? &c->own : &c->base;
	struct str codes, all = str_sub(buf_str(&c->bytes), e->at, e->at + e->len);
	const char *fault = NULL;
	unsigned code = 0;

	if (e->state == OPEN || depth > PHRASE_DEEPEST)
		return "phrases of a dictionary stand in each other";
	e->state = OPEN;
	for (codes = all; fault == NULL && take_code(t, &codes, &code);)
		if (c->entries[code].state != DONE)
			fault = spell(c, &c->entries[code], depth + 1);
	if (fault)
		return fault;
	e->at = (uint32_t)c->text.len;
	e->nothing = true;
	for (codes = all; fault == NULL && take_code(t, &codes, &code);) {
		append(c, e, &c->entries[code]);
		if (c->text.full || c->text.len > ENTRIES_MOST)
			fault = "the entries of a dictionary are too long";
		else if (c->text.len - e->at > ENTRY_LONGEST)
			fault = "an entry of a dictionary is too long";
	}
	if (fault)
		return fault;
	e->len = (uint16_t)(c->text.len - e->at);
	e->state = DONE;
	return NULL;
}

static const char *
take_counts(struct table *t, struct str *rest, unsigned long long *base)
{
	unsigned long long singles, count;

	if (!str_take_varint(rest, base) || !str_take_varint(rest, &singles) || singles > 256 ||
	    !str_take_varint(rest, &count) || count > rest->len || count > CODES_MOST)
		return "the counts of a dictionary cannot be true";
	t->singles = (unsigned)singles;
	t->count = t->most = (unsigned)count;
	return take_pairs(t, rest);
}

static const char *
take_entries(struct coding *c, const struct table *t, struct str rest)
{
	struct str kinds;

	if (t->most > t->singles + (256 - t->singles) * 256)
		return "the counts of a dictionary cannot be true";
	if (!str_take(&rest, t->count, &kinds))
		return "a dictionary ends too soon";
	for (unsigned i = 0; i < t->count; i++)
		c->entries[t->first + i].kind = (uint8_t)kinds.at[i];
	return take_bodies(c, t, &rest) ? NULL : "an entry of a dictionary cannot be true";
}

/* Behind the last text there are to be SLACK bytes that can be read. */
static bool
add_slack(struct coding *c)
{
	size_t len = c->text.len;
	bool room = buf_room(&c->text, SLACK) != NULL;

	c->text.len = len;
	return room;
}

/* The bytes of the dictionary and those of its base stand in `bytes`, one behind the other. */
static const char *
load(struct coding *c, struct str dictionary)
{
	unsigned long long base = 0, none = 0;
	struct str own, rest = {"", 0};
	const char *fault;

	buf_put(&c->bytes, dictionary);
	own = buf_str(&c->bytes);
	fault = take_counts(&c->own, &own, &base);
	if (fault == NULL && base && !base_dictionary(base, &rest))
		fault = "a dictionary builds on one that this program does not have";
	if (fault)
		return fault;
	buf_put(&c->bytes, rest);
	own = str_sub(buf_str(&c->bytes), dictionary.len - own.len, dictionary.len);
	rest = str_sub(buf_str(&c->bytes), dictionary.len, c->bytes.len);
	if (base)
		fault = take_counts(&c->base, &rest, &none);
	c->base.first = c->own.count;
	c->own.most += c->base.count;
	c->singles = c->own.singles;
	c->base_number = base;
	c->count = c->own.most;
	c->text.ceiling = ENTRIES_MOST + 1 + ENTRY_LONGEST * UTF8_MOST; /* room for append */
	buf_byte(&c->text, 0); /* so that nothing, too, has a place in it */
	c->entries = mem_array(c->count, sizeof(*c->entries));
	if (fault == NULL && base)
		fault = take_entries(c, &c->base, rest);
	if (fault == NULL)
		fault = take_entries(c, &c->own, own);
	return fault || add_slack(c) ? fault : "the entries of a dictionary are too long";
}

struct coding *
coding_load(struct str dictionary, const char **fault)
{
	struct coding *c = mem_get(sizeof(*c));

	*fault = load(c, dictionary);
	if (*fault) {
		coding_free(c);
		return NULL;
	}
	return c;
}

const char *
coding_check(struct coding *c)
{
	const char *fault = NULL;

	for (unsigned i = 0; i < c->own.count && fault == NULL; i++)
		if (c->entries[i].state != DONE)
			fault = spell(c, &c->entries[i], 0);
	return fault;
}

void
coding_free(struct coding *c)
{
	if (c == NULL)
		return;
	mem_free(c->entries);
	mem_free(c->own.pairs);
	mem_free(c->base.pairs);
	buf_free(&c->bytes);
	buf_free(&c->text);
	mem_free(c);
}

size_t
coding_own(const struct coding *c)
{
	return c->own.count;
}

unsigned long long
coding_base(const struct coding *c)
{
	return c->base_number;
}

size_t
coding_count(const struct coding *c)
{
	return c->count;
}

unsigned
coding_kind(const struct coding *c, size_t i)
{
	return c->entries[i].kind;
}

struct str
coding_text(const struct coding *c, size_t i)
{
	return (struct str){c->text.at + c->entries[i].at, c->entries[i].len};
}

size_t
coding_body(const struct coding *c, size_t i, unsigned body[PHRASE_MOST])
{
	const struct entry *e = &c->entries[i];
	struct str codes = {c->bytes.at + e->at, e->len};
	size_t count = 0;

	assert(e->state == UNKNOWN);
	while (count < PHRASE_MOST && take_code(&c->own, &codes, &body[count]))
		count++;
	return count;
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

/* Kept out of the loop below, which it seldom leaves. */
static bool __attribute__((noinline)) spell_out(struct coding *c, unsigned code)
{
	if (spell(c, &c->entries[code], 0) != NULL || !add_slack(c))
		c->broken = true;
	return !c->broken;
}

/* Codes from `from` become text from `to` to `end`, behind which SLACK bytes may be written.
   Gives where the codes that were not needed begin; NULL when they do not give the text. */
static const char *
decode(struct coding *c, const char *from, const char *codes_end, char *to, char *end)
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
		if (e->state != DONE && !spell_out(c, code))
			return NULL;
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
coding_decode(struct coding *c, struct str *codes, size_t length, struct buf *out)
{
	size_t before = out->len;
	const char *left;
	char *to;

	if (length == 0 || codes->len == 0 || c->broken)
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
