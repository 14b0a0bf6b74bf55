/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/token.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { SLOTS = 4096 };

struct token_cache {
	struct slot {
		char from[TOKEN_MOST], to[TOKEN_MOST];
		unsigned char from_len, to_len;
	} slots[SLOTS];
	struct buf folded;
};

struct token_cache *
token_cache_new(void)
{
	return mem_get(sizeof(struct token_cache));
}

void
token_cache_free(struct token_cache *cache)
{
	if (cache)
		buf_free(&cache->folded);
	mem_free(cache);
}

/* Scripts that are written without blanks. */
static bool
stands_alone(unsigned c)
{
	return c >= 0xe00 && ((c < 0xf00) || (c >= 0x1000 && c < 0x10a0) ||
				 (c >= 0x1780 && c < 0x1800) || (char_wide(c) && char_word(c)));
}

static size_t
cut(struct str s, size_t most)
{
	size_t len = s.len < most ? s.len : most;

	while (len < s.len && len > 0 && ((unsigned char)s.at[len] & 0xc0) == 0x80)
		len--;
	return len;
}

static size_t
fold(struct str raw, struct buf *scratch, char *to)
{
	size_t len;

	buf_clear(scratch);
	utf8_fold(raw, scratch);
	len = cut(buf_str(scratch), TOKEN_MOST);
	if (len > 0)
		memcpy(to, scratch->at, len);
	return len;
}

static size_t
fold_other(struct tokens *t, struct str raw)
{
	struct buf scratch = {0};
	struct slot *slot;
	unsigned hash = 5381;
	size_t len;

	raw.len = cut(raw, TOKEN_MOST);
	if (t->cache == NULL) {
		len = fold(raw, &scratch, t->word);
		buf_free(&scratch);
		return len;
	}
	for (size_t i = 0; i < raw.len; i++)
		hash = hash * 33 + (unsigned char)raw.at[i];
	slot = &t->cache->slots[hash % SLOTS];
	if (!str_equal(raw, (struct str){slot->from, slot->from_len})) {
		slot->to_len = (unsigned char)fold(raw, &t->cache->folded, slot->to);
		memcpy(slot->from, raw.at, raw.len);
		slot->from_len = (unsigned char)raw.len;
	}
	memcpy(t->word, slot->to, slot->to_len);
	return slot->to_len;
}

/* 0: no part of a word; else the small letter. */
static const char ascii_word[128] = {['0'] = '0',
    ['1'] = '1',
    ['2'] = '2',
    ['3'] = '3',
    ['4'] = '4',
    ['5'] = '5',
    ['6'] = '6',
    ['7'] = '7',
    ['8'] = '8',
    ['9'] = '9',
#define L(upper, lower) [upper] = lower, [lower] = lower
    L('A', 'a'),
    L('B', 'b'),
    L('C', 'c'),
    L('D', 'd'),
    L('E', 'e'),
    L('F', 'f'),
    L('G', 'g'),
    L('H', 'h'),
    L('I', 'i'),
    L('J', 'j'),
    L('K', 'k'),
    L('L', 'l'),
    L('M', 'm'),
    L('N', 'n'),
    L('O', 'o'),
    L('P', 'p'),
    L('Q', 'q'),
    L('R', 'r'),
    L('S', 's'),
    L('T', 't'),
    L('U', 'u'),
    L('V', 'v'),
    L('W', 'w'),
    L('X', 'x'),
    L('Y', 'y'),
    L('Z', 'z')};
#undef L

void
tokens_begin(struct tokens *t, struct str text, struct token_cache *cache)
{
	t->rest = text;
	t->begin = text.at;
	t->start = t->end = 0;
	t->cache = cache;
}

/* The run that starts at `at`, which holds something else than ASCII. */
static size_t
end_of_other(struct str s, size_t at)
{
	size_t end = at;

	while (end < s.len) {
		size_t next = end;
		unsigned c = utf8_next(s, &next);

		if (!char_word(c) || (stands_alone(c) && end > at))
			return end;
		end = next;
		if (stands_alone(c)) {
			while (end < s.len) { /* marks stay with it */
				next = end;
				if (!char_mark(utf8_next(s, &next)))
					break;
				end = next;
			}
			return end;
		}
	}
	return end;
}

bool
tokens_next(struct tokens *t, struct str *word)
{
	struct str s = {t->begin, t->rest.len + (size_t)(t->rest.at - t->begin)};
	size_t at = t->end, len;

	for (;;) {
		size_t from;

		while (at < s.len && (unsigned char)s.at[at] < 0x80 &&
		       !ascii_word[(unsigned char)s.at[at]])
			at++;
		if (at == s.len)
			return false;
		for (from = at, len = 0; at < s.len && (unsigned char)s.at[at] < 0x80 &&
					 ascii_word[(unsigned char)s.at[at]];
		     at++)
			if (len < TOKEN_MOST)
				t->word[len++] = ascii_word[(unsigned char)s.at[at]];
		if (at < s.len && (unsigned char)s.at[at] >= 0x80) {
			size_t end = end_of_other(s, from);

			if (end == from) { /* a sign */
				utf8_next(s, &at);
				continue;
			}
			if (end > at) {
				len = fold_other(t, str_sub(s, from, end));
				at = end;
			}
		}
		if (len == 0)
			continue;
		t->start = from;
		t->end = at;
		*word = (struct str){t->word, len};
		return true;
	}
}

/* --- endings ------------------------------------------------------------------------------ */

const char token_all_rules[TOKEN_RULES + 1] = "-nrs";

char
token_rules(struct str language)
{
	static const struct {
		struct str tag;
		char rules;
	} known[] = {{STR("en"), 'n'}, {STR("fr"), 'r'}, {STR("es"), 's'}, {STR("pt"), 's'}};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_starts_fold(language, known[i].tag) &&
		    (language.len == 2 || language.at[2] == '-'))
			return known[i].rules;
	return '-';
}

static bool
is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* How many bytes go, and what comes instead. */
static size_t
english(struct str w, struct str *instead)
{
	char before = w.at[w.len - 2];

	if (w.at[w.len - 1] != 's' || before == 's' || before == 'u' || before == 'i')
		return 0;
	if (w.len > 4 && str_ends(w, S("ies"))) {
		*instead = S("y");
		return 3;
	}
	return w.len > 4 && (str_ends(w, S("sses")) || str_ends(w, S("xes")) ||
				str_ends(w, S("ches")) || str_ends(w, S("shes")))
		   ? 2
		   : 1;
}

static size_t
french(struct str w, struct str *instead)
{
	char last = w.at[w.len - 1];

	if (w.len > 4 && str_ends(w, S("aux"))) {
		*instead = S("l");
		return 2;
	}
	return (last == 's' || last == 'x') && w.at[w.len - 2] != 's';
}

static size_t
spanish(struct str w)
{
	if (w.at[w.len - 1] != 's')
		return 0;
	if (w.len > 4 && w.at[w.len - 2] == 'e' && !is_vowel(w.at[w.len - 3]))
		return 2;
	return is_vowel(w.at[w.len - 2]);
}

struct str
token_stem(char rules, struct str w, char stem[TOKEN_MOST])
{
	struct str instead = S("");
	size_t less = 0;

	if (w.len > TOKEN_MOST)
		w.len = TOKEN_MOST;
	if (w.len >= 4)
		less = rules == 'n'   ? english(w, &instead)
		       : rules == 'r' ? french(w, &instead)
		       : rules == 's' ? spanish(w)
				      : 0;
	memcpy(stem, w.at, w.len - less);
	memcpy(stem + w.len - less, instead.at, instead.len);
	return (struct str){stem, w.len - less + instead.len};
}
