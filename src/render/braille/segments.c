/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/segments.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "render/braille/emphasis.h"
#include "render/braille/learned.h"
#include "render/braille/letters.h"

enum {
	SLOTS_FIRST = 1 << 12,
	SLOTS_MOST = 1 << 19,
	CELLS_MOST = 255,
};

/* Its text; if it has any, its forms and marks; then what a struct segment points to. */
struct kept {
	uint64_t hash;
	unsigned char length, count, kind;
	bool plain;
	unsigned char bytes[];
};

struct segments {
	struct arena arena;
	struct kept **slots;
	size_t room, filled; /* half of the room at most */
};

bool
segments_serve(const struct louis *table)
{
	static const char *const names[] = {"en-ueb-g2.ctb", "en-ueb-g1.ctb"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(louis_name(table), names[i]) == 0)
			return true;
	return false;
}

/* ---- words ---- */

enum word {
	WORD_ODD = 1,
	WORD_DIGIT = 2,
	WORD_LOWER = 4,
	WORD_UPPER = 8,
	WORD_CAPITAL = 16, /* an upper one that no small letter follows, or the second */
	WORD_WIDE = 32,    /* bytes of other characters */
	WORD_QUERY = 64,
	WORD_CITED = 128, /* with what a reference says */
	WORD_FORM = 256,  /* with emphasis */
};

static unsigned char
told_kind(unsigned char c)
{
	/* a straight quotation mark that is not told apart keeps the whole text together */
	static const char usual[] = "!\"#$%&'()+,-./:;=[]";

	if (ascii_lower((char)c))
		return WORD_LOWER;
	if (ascii_upper((char)c))
		return WORD_UPPER;
	if (ascii_digit((char)c))
		return WORD_DIGIT;
	if (c >= 0x80)
		return WORD_WIDE;
	if (c == '?')
		return WORD_QUERY;
	return c && strchr(usual, c) ? 0 : WORD_ODD;
}

/* Of every byte. */
static const unsigned char *
kinds_told(void)
{
	static unsigned char kinds[256];

	for (unsigned c = 256; !kinds[0] && c-- > 0;)
		kinds[c] = told_kind((unsigned char)c);
	return kinds;
}

static unsigned
kind_of(char byte)
{
	return kinds_told()[(unsigned char)byte];
}

static bool
has_capital(struct str word)
{
	size_t count = 0;

	for (size_t i = 0; i < word.len; i++)
		if (kind_of(word.at[i]) == WORD_UPPER &&
		    (count++ || i + 1 == word.len || kind_of(word.at[i + 1]) != WORD_LOWER))
			return true;
	return false;
}

/* Quotation marks, dashes, the ellipsis and small letters with accents are usual. */
static bool
is_usual_wide(unsigned c)
{
	return c == 0x2013 || c == 0x2014 || c == 0x2018 || c == 0x2019 || c == 0x201c ||
	       c == 0x201d || c == 0x2026 || (c >= 0xe0 && c <= 0xff && c != 0xf7);
}

static bool
has_odd_wide(struct str word)
{
	for (size_t at = 0; at < word.len;) {
		unsigned c = utf8_next(word, &at);

		if (c >= 0x80 && !is_usual_wide(c))
			return true;
	}
	return false;
}

/* A question mark behind a hyphen or dash is written in its own way. */
static bool
has_odd_query(struct str word)
{
	for (size_t i = 1; i < word.len; i++)
		if (word.at[i] == '?' &&
		    (word.at[i - 1] == '-' || kind_of(word.at[i - 1]) == WORD_WIDE))
			return true;
	return false;
}

/* What the looks of bytes add to a word's kinds. */
static unsigned
looks_of(const struct print *print, size_t start, size_t end)
{
	const unsigned marks = MARK_HIGH | MARK_LOW | MARK_SINGLE | MARK_CITED;
	unsigned form = 0, mark = 0;

	for (size_t i = start; print->form && i < end; i++) {
		form |= print->form[i];
		mark |= print->mark[i];
	}
	return (mark & marks ? WORD_ODD : 0u) | (mark & MARK_CITED ? WORD_CITED : 0u) |
	       (form & ~(unsigned)LOUIS_LETTERS ? WORD_FORM : 0u);
}

static size_t
word_end(const struct segments_walk *walk, size_t start, unsigned *found)
{
	struct str text = walk->text, word;
	const unsigned char *kinds = kinds_told();
	unsigned seen = 0;
	size_t end = start;

	for (; end < text.len && text.at[end] != ' '; end++)
		seen |= kinds[(unsigned char)text.at[end]];
	word = str_sub(text, start, end);
	if (seen & WORD_UPPER && has_capital(word))
		seen |= WORD_CAPITAL;
	if ((seen & WORD_WIDE && has_odd_wide(word)) || (seen & WORD_QUERY && has_odd_query(word)))
		seen |= WORD_ODD;
	*found = seen | looks_of(walk->print, start, end);
	return end;
}

/* ---- where to cut ---- */

/* Words with a small letter, and no capitals but one before it: capitals do not go on over them. */
static bool
has_no_run(unsigned word)
{
	return word & WORD_LOWER && !(word & WORD_CAPITAL);
}

static unsigned
emphasis_at(const struct segments_walk *walk, size_t at)
{
	return print_form(walk->print, at) & ~(unsigned)LOUIS_LETTERS;
}

/* The same emphasis on three words or more around a blank. */
static bool
in_passage(struct segments_walk *walk, size_t blank)
{
	unsigned form = emphasis_at(walk, blank);
	size_t start = blank, end = blank, words = 0;
	unsigned word;

	if (blank >= walk->passage_start && blank < walk->passage_end)
		return walk->passage;
	while (start && emphasis_at(walk, start - 1) == form)
		start--;
	for (; end < walk->text.len && emphasis_at(walk, end) == form; end++)
		;
	for (size_t i = start; i < end && words < EMPHASIS_PASSAGE; i++) {
		size_t next = word_end(walk, i, &word);

		words += next > i && next <= end && !(word & (WORD_ODD | WORD_CITED));
		i = next;
	}
	walk->passage_start = start;
	walk->passage_end = end;
	walk->passage = words >= EMPHASIS_PASSAGE &&
			(form == LOUIS_ITALIC || form == LOUIS_BOLD || form == LOUIS_UNDERLINE);
	return walk->passage;
}

static bool
may_cut(struct segments_walk *walk, unsigned left, size_t blank, size_t next_end)
{
	unsigned right = walk->next, looks;

	if (next_end <= blank + 1 || walk->text.at[blank - 1] == ' ' || (left | right) & WORD_ODD ||
	    left & right & WORD_DIGIT || !(has_no_run(left) || has_no_run(right)) ||
	    letters_tied(walk->print, walk->text, blank))
		return false;
	looks = looks_of(walk->print, blank, blank + 1);
	return !looks || (looks == WORD_FORM && in_passage(walk, blank));
}

void
segments_whole(struct segments_walk *walk, struct str text, const struct print *print)
{
	*walk =
	    (struct segments_walk){.text = text, .print = print, .end = text.len, .whole = true};
	walk->known = text.len > 0 && text.len <= SEGMENT_MOST && !print->table;
	for (size_t i = 0; walk->known && print->form && i < text.len; i++)
		walk->known = !(print->mark[i] & MARK_CITED);
}

bool
segments_begin(struct segments_walk *walk, struct str text, const struct print *print)
{
	*walk = (struct segments_walk){.text = text, .print = print, .end = STR_NONE};
	if (!text.len || text.at[0] == ' ' || text.at[text.len - 1] == ' ' || print->table)
		return false;
	/* whether a straight quote opens or closes is found by looking far to both sides */
	for (size_t at = 0; (at = str_find_byte(text, '"', at)) != STR_NONE; at++)
		if (print_mark(print, at) != MARK_OPENS && print_mark(print, at) != MARK_CLOSES)
			return false;
	walk->next_end = word_end(walk, 0, &walk->next);
	return true;
}

bool
segments_next(struct segments_walk *walk)
{
	unsigned left = walk->next;

	if (walk->end == walk->text.len)
		return false;
	walk->start = walk->end == STR_NONE ? 0 : walk->end + 1;
	walk->end = walk->next_end;
	walk->before = walk->start ? (unsigned char)emphasis_at(walk, walk->start - 1) : 0;
	walk->known = !(left & WORD_CITED);
	while (walk->end < walk->text.len) {
		walk->next_end = word_end(walk, walk->end + 1, &walk->next);
		if (may_cut(walk, left, walk->end, walk->next_end))
			break;
		left = walk->next;
		walk->end = walk->next_end;
		walk->known = walk->known && !(left & WORD_CITED);
	}
	walk->behind = walk->end < walk->text.len ? (unsigned char)emphasis_at(walk, walk->end) : 0;
	walk->known = walk->known && walk->end - walk->start <= SEGMENT_MOST;
	return true;
}

unsigned
segments_inside(const struct segments_walk *walk)
{
	return walk->before && walk->behind && walk->end < walk->passage_end &&
		       walk->start > walk->passage_start
		   ? walk->before
		   : 0;
}

/* ---- words met before ---- */

struct key {
	const unsigned char *text, *form, *mark;
	size_t length;
	unsigned char kind; /* a whole text, or the emphasis beside it */
	bool plain;
	uint64_t hash;
};

enum { KIND_WHOLE = 0xff, KIND_BEFORE = 8 /* times */ };

static uint64_t
hash_of(const unsigned char *bytes, size_t length)
{
	return learned_hash((struct str){(const char *)bytes, length});
}

static struct key
hashed(struct key key)
{
	key.hash = hash_of(key.text, key.length) + key.kind;
	if (!key.plain)
		key.hash += 3 * hash_of(key.form, key.length) + 5 * hash_of(key.mark, key.length);
	return key;
}

static struct key
key_of(const struct segments_walk *walk)
{
	size_t start = walk->start;
	unsigned inside = segments_inside(walk);
	struct key key = {.text = (const unsigned char *)walk->text.at + start,
	    .length = walk->end - start,
	    .plain = true};

	if (walk->print->form) {
		key.form = walk->print->form + start;
		key.mark = walk->print->mark + start;
	}
	for (size_t i = 0; key.form && key.plain && i < key.length; i++)
		key.plain = key.form[i] == inside && !key.mark[i];
	if (walk->whole)
		key.kind = KIND_WHOLE;
	else if (!inside || !key.plain)
		key.kind = (unsigned char)(walk->before * KIND_BEFORE + walk->behind);
	return hashed(key);
}

static bool
is_key(const struct kept *kept, const struct key *key)
{
	size_t length = key->length;

	return kept->hash == key->hash && kept->length == length && kept->plain == key->plain &&
	       kept->kind == key->kind && memcmp(kept->bytes, key->text, length) == 0 &&
	       (key->plain || (memcmp(kept->bytes + length, key->form, length) == 0 &&
				  memcmp(kept->bytes + 2 * length, key->mark, length) == 0));
}

static struct kept **
slot_of(const struct segments *segments, const struct key *key)
{
	size_t at = key->hash & (segments->room - 1);

	for (struct kept *kept; (kept = segments->slots[at]); at = (at + 1) & (segments->room - 1))
		if (is_key(kept, key))
			break;
	return &segments->slots[at];
}

static struct segment
find_kept(const struct segments *segments, const struct key *key)
{
	const struct kept *kept = segments ? *slot_of(segments, key) : NULL;
	const unsigned char *cells;

	if (!kept)
		return (struct segment){0};
	cells = kept->bytes + (kept->plain ? 1 : 3) * kept->length;
	return (struct segment){cells, cells + kept->count, kept->count};
}

static struct key
key_of_text(struct str text)
{
	return hashed((struct key){
	    .text = (const unsigned char *)text.at, .length = text.len, .plain = true});
}

static void
put_again(struct segments *segments, struct kept **old, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t at;

		if (!old[i])
			continue;
		at = old[i]->hash & (segments->room - 1);
		while (segments->slots[at])
			at = (at + 1) & (segments->room - 1);
		segments->slots[at] = old[i];
	}
}

static void
make_room(struct segments *segments)
{
	struct kept **old = segments->slots;
	size_t room = segments->room;

	if (segments->filled < room / 2)
		return;
	if (room == SLOTS_MOST) {
		arena_free(&segments->arena);
		memset(old, 0, room * sizeof(struct kept *));
		segments->filled = 0;
		return;
	}
	segments->room = room ? 2 * room : SLOTS_FIRST;
	segments->slots = mem_array(segments->room, sizeof(struct kept *));
	put_again(segments, old, room);
	mem_free(old);
}

/* Room for the cells of a text; the caller fills it in. NULL: they are too many. */
static unsigned char *
add(struct louis *table, const struct key *key, size_t count)
{
	struct segments **segments = louis_segments(table);
	size_t length = key->length, keys = key->plain ? length : 3 * length;
	struct kept *kept;

	if (!count || count > CELLS_MOST)
		return NULL;
	if (!*segments)
		*segments = mem_get(sizeof(**segments));
	make_room(*segments);
	kept = arena_get(&(*segments)->arena, sizeof(*kept) + keys + 2 * count);
	kept->hash = key->hash;
	kept->length = (unsigned char)length;
	kept->count = (unsigned char)count;
	kept->plain = key->plain;
	kept->kind = key->kind;
	memcpy(kept->bytes, key->text, length);
	if (!key->plain) {
		memcpy(kept->bytes + length, key->form, length);
		memcpy(kept->bytes + 2 * length, key->mark, length);
	}
	*slot_of(*segments, key) = kept;
	(*segments)->filled++;
	return kept->bytes + keys;
}

static void
keep(struct louis *table, const struct key *key, size_t start, const struct run *run)
{
	size_t count = run->count;
	unsigned char *cells = add(table, key, count);

	if (!cells)
		return;
	memcpy(cells, run->dots, count);
	for (size_t i = 0; i < count; i++)
		cells[count + i] =
		    (unsigned char)((run->from[i] - start) * SEGMENT_FROM + run->gap[i]);
}

/* What was learned is put with what was met, where it is found faster. */
static void
recall(struct louis *table, const struct key *key)
{
	struct segment learned =
	    learned_find((struct str){(const char *)key->text, key->length}, key->hash);
	unsigned char *cells = add(table, key, learned.count);

	if (!cells)
		return;
	memcpy(cells, learned.dots, learned.count);
	memcpy(cells + learned.count, learned.place, learned.count);
}

static struct segment
find(struct louis *table, const struct key *key)
{
	struct segment found = find_kept(*louis_segments(table), key);

	if (found.count || !key->plain || key->kind || !louis_learned(table))
		return found;
	recall(table, key);
	return find_kept(*louis_segments(table), key);
}

struct segment
segments_find(struct louis *table, const struct segments_walk *walk)
{
	struct key key;

	if (!walk->known)
		return (struct segment){0};
	key = key_of(walk);
	return find(table, &key);
}

struct segment
segments_find_text(struct louis *table, struct str text)
{
	struct key key = key_of_text(text);

	return find(table, &key);
}

void
segments_keep(struct louis *table, const struct segments_walk *walk, const struct run *run)
{
	struct key key;

	if (!walk->known)
		return;
	key = key_of(walk);
	keep(table, &key, walk->start, run);
}

void
segments_keep_text(struct louis *table, struct str text, size_t start, const struct run *run)
{
	struct key key = key_of_text(text);

	keep(table, &key, start, run);
}
