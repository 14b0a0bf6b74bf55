/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/words.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { PHRASE_WORDS = 12, LANGUAGES_MOST = 16 };

/* How the ends of a phrase stand in the line. */
enum { WHOLE, OPEN_END, OPEN_START, OPEN_BOTH, ENDS };

/* Phrases as a tree over their words, kept as a hash of every beginning of a phrase: reading
   a line stops at the first word that leads nowhere. */
struct node {
	uint64_t hash; /* 0: free */
	unsigned kinds[ENDS];
};

/* A phrase with other words in its middle. */
struct gapped {
	struct str before, after;
	bool open_start, open_end;
	enum words_kind kind;
};

struct words {
	struct arena arena;
	struct gapped *gapped;
	size_t gapped_count, gapped_room;
	struct node *nodes;
	size_t mask;
};

static uint64_t
hash_word(uint64_t hash, struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		hash = (hash ^ (unsigned char)word.at[i]) * 0x100000001b3u;
	hash = (hash ^ ' ') * 0x100000001b3u;
	return hash ? hash : 1;
}

static const uint64_t hash_start = 0xcbf29ce484222325u;

static struct node *
node_at(const struct words *w, uint64_t hash)
{
	size_t i = (size_t)(hash ^ hash >> 29) & w->mask;

	while (w->nodes[i].hash != 0 && w->nodes[i].hash != hash)
		i = (i + 1) & w->mask;
	return &w->nodes[i];
}

static const struct node *
find_node(const struct words *w, uint64_t hash)
{
	const struct node *node = node_at(w, hash);

	return node->hash ? node : NULL;
}

/* --- folding ------------------------------------------------------------------------------ */

static void
put_folded(unsigned c, struct buf *out)
{
	bool spaced = out->len == 0 || out->at[out->len - 1] == ' ';

	if (char_digit(c)) {
		if (out->len == 0 || out->at[out->len - 1] != '#')
			buf_byte(out, '#');
	} else if (char_letter(c) || c == 0xa9)
		buf_char(out, char_to_lower(c));
	else if (!spaced && !char_mark(c) && c != '\'' && c != 0x2019)
		buf_byte(out, ' ');
}

void
words_fold(struct str s, struct buf *out)
{
	struct buf folded = {0};
	bool ascii = true;

	for (size_t i = 0; i < s.len && ascii; i++)
		ascii = (unsigned char)s.at[i] < 0x80;
	if (!ascii) {
		utf8_fold(s, &folded);
		s = buf_str(&folded);
	}
	for (size_t at = 0; at < s.len;)
		put_folded(utf8_next(s, &at), out);
	while (out->len > 0 && out->at[out->len - 1] == ' ')
		out->len--;
	buf_free(&folded);
}

/* --- the tree ----------------------------------------------------------------------------- */

static struct str
keep_folded(struct words *w, struct str phrase)
{
	struct buf folded = {0};
	struct str kept;

	words_fold(phrase, &folded);
	kept = arena_str(&w->arena, buf_str(&folded));
	buf_free(&folded);
	return kept;
}

/* False when the phrase has no gap. */
static bool
add_gapped(struct words *w, const struct words_entry *entry)
{
	struct str phrase = str_of(entry->phrase);
	size_t gap = str_find_byte(phrase, '*', 1);

	if (gap == STR_NONE || gap + 1 == phrase.len)
		return false;
	w->gapped = mem_grow(w->gapped, w->gapped_count, &w->gapped_room, sizeof(*w->gapped));
	w->gapped[w->gapped_count++] = (struct gapped){keep_folded(w, str_sub(phrase, 0, gap)),
	    keep_folded(w, str_sub(phrase, gap + 1, phrase.len)), str_starts(phrase, S("*")),
	    str_ends(phrase, S("*")), entry->kind};
	return true;
}

static bool
is_gapped(const struct gapped *g, struct str line)
{
	size_t from = g->open_start ? str_find(line, g->before, 0) : 0;

	if (from == STR_NONE || !str_starts(str_sub(line, from, line.len), g->before))
		return false;
	line = str_sub(line, from + g->before.len, line.len);
	if (!str_starts(line, S(" ")))
		return false;
	return g->open_end ? str_find(line, g->after, 0) != STR_NONE : str_ends(line, g->after);
}

static void
add(struct words *w, const struct words_entry *entry)
{
	struct str phrase = str_of(entry->phrase), rest, word;
	bool month = entry->kind == WORDS_MONTH; /* stands anywhere in a date */
	bool open_start = month || str_starts(phrase, S("*")),
	     open_end = month || str_ends(phrase, S("*"));
	unsigned ends = (open_end ? OPEN_END : WHOLE) | (open_start ? OPEN_START : WHOLE);
	struct buf folded = {0};
	uint64_t hash = hash_start;
	struct node *node = NULL;

	if (add_gapped(w, entry))
		return;
	words_fold(phrase, &folded);
	rest = buf_str(&folded);
	while (rest.len > 0 && str_cut(&rest, ' ', &word)) {
		hash = hash_word(hash, word);
		node = node_at(w, hash);
		node->hash = hash;
	}
	if (node)
		node->kinds[ends] |= 1u << entry->kind;
	buf_free(&folded);
}

struct words *
words_new(void)
{
	struct words *w = mem_get(sizeof(*w));
	size_t count = 0, room = 64;

	while (words_entries[count].phrase)
		count++;
	while (room < count * 8) /* a phrase has some four words */
		room *= 2;
	w->nodes = mem_array(room, sizeof(*w->nodes));
	w->mask = room - 1;
	for (size_t i = 0; i < count; i++)
		add(w, &words_entries[i]);
	return w;
}

void
words_free(struct words *w)
{
	if (w == NULL)
		return;
	mem_free(w->nodes);
	mem_free(w->gapped);
	arena_free(&w->arena);
	mem_free(w);
}

/* --- looking ------------------------------------------------------------------------------ */

/* Phrases that begin at the start of `rest`. */
static unsigned
look_from(const struct words *w, struct str rest, bool at_start)
{
	uint64_t hash = hash_start;
	unsigned kinds = 0;
	struct str word;

	for (int n = 0; n < PHRASE_WORDS && rest.len > 0 && str_cut(&rest, ' ', &word); n++) {
		const struct node *node = find_node(w, hash = hash_word(hash, word));

		if (node == NULL)
			break;
		kinds |= node->kinds[OPEN_BOTH];
		if (at_start)
			kinds |= node->kinds[OPEN_END];
		if (rest.len == 0)
			kinds |= node->kinds[OPEN_START];
		if (at_start && rest.len == 0)
			kinds |= node->kinds[WHOLE];
	}
	return kinds;
}

static bool
is_share(const struct words *w, struct str word)
{
	const struct node *node = find_node(w, hash_word(hash_start, word));

	return node && (node->kinds[WHOLE] & 1u << WORDS_SHARE);
}

unsigned
words_look(const struct words *w, struct str folded)
{
	struct str rest = folded, word;
	bool share = folded.len > 0;
	unsigned kinds = 0;

	while (rest.len > 0) {
		kinds |= look_from(w, rest, rest.at == folded.at);
		str_cut(&rest, ' ', &word);
		share = share && is_share(w, word);
	}
	for (size_t i = 0; i < w->gapped_count; i++)
		if (is_gapped(&w->gapped[i], folded))
			kinds |= 1u << w->gapped[i].kind;
	kinds &= ~(1u << WORDS_SHARE);
	return share ? kinds | 1u << WORDS_SHARE : kinds;
}

/* The languages that have the word in common use. */
static unsigned
languages_of(struct str word)
{
	size_t from = 0, to = words_common_count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = str_compare(str_of(words_common[middle].word), word);

		if (order == 0)
			return words_common[middle].languages;
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return 0;
}

const char *
words_language(struct str text)
{
	size_t counts[LANGUAGES_MOST] = {0}, all = 0, best = 0, second = 0;
	struct buf folded = {0};
	struct str rest, word;

	words_fold(text, &folded);
	rest = buf_str(&folded);
	while (rest.len > 0 && str_cut(&rest, ' ', &word)) {
		unsigned languages = languages_of(word);

		all++;
		for (unsigned i = 0; languages >> i && i < LANGUAGES_MOST; i++)
			counts[i] += languages >> i & 1;
	}
	for (unsigned i = 0; i < LANGUAGES_MOST; i++)
		if (counts[i] > counts[best])
			best = i;
	for (unsigned i = 0; i < LANGUAGES_MOST; i++)
		if (i != best && counts[i] > second)
			second = counts[i];
	buf_free(&folded);
	/* A fifth to a half of a text are such words; a tenth, and far ahead, is clear. */
	return counts[best] >= 4 && counts[best] * 10 >= all && counts[best] >= 2 * second
		   ? words_languages[best]
		   : "";
}
