/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/segments.h"

#include <stdint.h>
#include <string.h>

enum { SLOTS = 1 << 16, FILLED_MOST = SLOTS / 2, LONGEST = 96, CELLS_MOST = 255 };

struct segment {
	const struct louis *table;
	uint64_t hash;
	unsigned *key; /* character and form */
	unsigned char *dots, *from;
	unsigned char length, count;
};

struct segments {
	struct arena arena;
	struct segment **slots;
	size_t filled;
};

struct segments *
segments_new(void)
{
	struct segments *segments = mem_get(sizeof(*segments));

	segments->slots = mem_array(SLOTS, sizeof(struct segment *));
	return segments;
}

void
segments_free(struct segments *segments)
{
	if (!segments)
		return;
	arena_free(&segments->arena);
	mem_free(segments->slots);
	mem_free(segments);
}

bool
segments_serve(const struct louis *table)
{
	return strcmp(louis_name(table), "en-ueb-g2.ctb") == 0 ||
	       strcmp(louis_name(table), "en-ueb-g1.ctb") == 0;
}

/* ---- where to cut ---- */

enum word {
	WORD_ODD = 1,
	WORD_DIGIT = 2,
	WORD_LOWER = 4,
	WORD_CAPITAL = 8, /* one that no small letter follows, or the second */
};

static bool
is_mark(unsigned c)
{
	return (c < 0x80 && c && strchr(".,;:!?'()-/%", (int)c)) || (c >= 0x2018 && c <= 0x2019) ||
	       (c >= 0x201c && c <= 0x201d);
}

static bool
is_capital(unsigned c)
{
	return c >= 'A' && c <= 'Z';
}

static unsigned
kind_of(unsigned c, unsigned form)
{
	if (form & ~(unsigned)LOUIS_LETTERS)
		return WORD_ODD;
	if (c >= 'a' && c <= 'z')
		return WORD_LOWER;
	if (is_capital(c))
		return 0;
	if (c >= '0' && c <= '9')
		return WORD_DIGIT;
	return is_mark(c) ? 0 : WORD_ODD;
}

static size_t
word_end(struct louis_text text, size_t at, unsigned *kinds)
{
	size_t capitals = 0;

	*kinds = 0;
	for (; at < text.count && text.chars[at] != ' '; at++) {
		*kinds |= kind_of(text.chars[at], text.forms[at]);
		if (is_capital(text.chars[at]) &&
		    (capitals++ || at + 1 == text.count || text.chars[at + 1] < 'a' ||
			text.chars[at + 1] > 'z'))
			*kinds |= WORD_CAPITAL;
	}
	return at;
}

/* Words with a small letter, and no capitals but one before it: capitals do not go on over them. */
static bool
has_no_run(unsigned kinds)
{
	return kinds & WORD_LOWER && !(kinds & WORD_CAPITAL);
}

static bool
may_cut(unsigned left, unsigned right)
{
	return !((left | right) & WORD_ODD) && !(left & right & WORD_DIGIT) &&
	       (has_no_run(left) || has_no_run(right));
}

/* The end of the segment that begins with the word at `start`. */
static size_t
segment_end(struct louis_text text, size_t start)
{
	unsigned left, right;
	size_t end = word_end(text, start, &left);

	while (end < text.count) {
		size_t next = word_end(text, end + 1, &right);

		if (next > end + 1 && may_cut(left, right) &&
		    !(text.forms[end] & ~(unsigned)LOUIS_LETTERS))
			break;
		left = right;
		end = next;
	}
	return end;
}

/* ---- one segment ---- */

static uint64_t
hash_of(const unsigned *key, size_t length, const struct louis *table)
{
	uint64_t hash = 0xcbf29ce484222325 ^ (uint64_t)(uintptr_t)table;

	for (size_t i = 0; i < length; i++) {
		hash = (hash ^ key[i]) * 0x100000001b3;
		hash ^= hash >> 29;
	}
	return hash ^ hash >> 32;
}

static struct segment **
slot_of(struct segments *segments, const struct louis *table, const unsigned *key, size_t length,
    uint64_t hash)
{
	size_t at = hash % SLOTS;

	for (struct segment *s; (s = segments->slots[at]); at = (at + 1) % SLOTS)
		if (s->hash == hash && s->table == table && s->length == length &&
		    memcmp(s->key, key, length * sizeof(*key)) == 0)
			break;
	return &segments->slots[at];
}

static void
say_nothing(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

/* The table's cells between the blanks put around a part of the text. False: the blanks did not
   stay as they were, or the table failed; the whole text will show whether it does on that. */
static bool
translate_padded(
    struct louis *table, struct louis_text part, struct arena *arena, struct louis_cells *cells)
{
	unsigned *chars = arena_array(arena, part.count + 2, sizeof(*chars));
	unsigned char *forms = arena_get(arena, part.count + 2);
	struct diag unsaid = {.sink = say_nothing};

	chars[0] = chars[part.count + 1] = ' ';
	memcpy(chars + 1, part.chars, part.count * sizeof(*chars));
	memcpy(forms + 1, part.forms, part.count);
	if (louis_translate(table, (struct louis_text){chars, forms, part.count + 2}, arena, cells,
		&unsaid) < 0)
		return false;
	if (cells->count < 3 || cells->dots[0] || cells->from[1] != 1 ||
	    cells->dots[cells->count - 1] || cells->from[cells->count - 1] != part.count + 1)
		return false;
	cells->dots++;
	cells->from++;
	cells->count -= 2;
	for (size_t i = 0; i < cells->count; i++)
		cells->from[i]--;
	return true;
}

static void
forget_all(struct segments *segments)
{
	arena_free(&segments->arena);
	memset(segments->slots, 0, SLOTS * sizeof(struct segment *));
	segments->filled = 0;
}

static struct segment *
keep(struct segments *segments, const struct louis *table, const unsigned *key, size_t length,
    const struct louis_cells *cells)
{
	struct segment *segment = arena_get(&segments->arena, sizeof(*segment));

	segment->table = table;
	segment->key = arena_array(&segments->arena, length, sizeof(*key));
	segment->dots = arena_get(&segments->arena, 2 * cells->count);
	segment->from = segment->dots + cells->count;
	segment->length = (unsigned char)length;
	segment->count = (unsigned char)cells->count;
	memcpy(segment->key, key, length * sizeof(*key));
	memcpy(segment->dots, cells->dots, cells->count);
	for (size_t i = 0; i < cells->count; i++)
		segment->from[i] = (unsigned char)cells->from[i];
	return segment;
}

static const struct segment *
short_segment(
    struct segments *segments, struct louis *table, struct louis_text part, struct arena *scratch)
{
	unsigned key[LONGEST];
	struct louis_cells cells;
	struct segment **slot;
	uint64_t hash;

	for (size_t i = 0; i < part.count; i++)
		key[i] = part.chars[i] | (unsigned)part.forms[i] << 24;
	hash = hash_of(key, part.count, table);
	slot = slot_of(segments, table, key, part.count, hash);
	if (*slot)
		return *slot;
	if (!translate_padded(table, part, scratch, &cells) || cells.count > CELLS_MOST)
		return NULL;
	if (segments->filled == FILLED_MOST) {
		forget_all(segments);
		slot = slot_of(segments, table, key, part.count, hash);
	}
	*slot = keep(segments, table, key, part.count, &cells);
	(*slot)->hash = hash;
	segments->filled++;
	return *slot;
}

/* ---- a text ---- */

struct joining {
	struct arena *arena;
	struct louis_cells *cells;
	size_t room;
};

static void
make_room(struct joining *j, size_t more)
{
	struct louis_cells *cells = j->cells, old = *cells;

	if (cells->count + more <= j->room)
		return;
	j->room = 2 * (cells->count + more);
	cells->dots = arena_get(j->arena, j->room);
	cells->from = arena_array(j->arena, j->room, sizeof(*cells->from));
	if (old.count) {
		memcpy(cells->dots, old.dots, old.count);
		memcpy(cells->from, old.from, old.count * sizeof(*old.from));
	}
}

static void
put(struct joining *j, unsigned char dots, size_t from)
{
	j->cells->dots[j->cells->count] = dots;
	j->cells->from[j->cells->count++] = from;
}

static bool
join_segment(struct segments *segments, struct louis *table, struct louis_text part,
    struct joining *j, size_t start)
{
	struct louis_cells cells;
	const struct segment *segment;

	if (part.count > LONGEST) {
		if (!translate_padded(table, part, j->arena, &cells))
			return false;
		make_room(j, cells.count + 1);
		for (size_t i = 0; i < cells.count; i++)
			put(j, cells.dots[i], start + cells.from[i]);
		return true;
	}
	segment = short_segment(segments, table, part, j->arena);
	if (!segment)
		return false;
	make_room(j, (size_t)segment->count + 1);
	for (size_t i = 0; i < segment->count; i++)
		put(j, segment->dots[i], start + segment->from[i]);
	return true;
}

static bool
in_segments(
    struct segments *segments, struct louis *table, struct louis_text text, struct joining *j)
{
	make_room(j, text.count + text.count / 4 + 16);
	for (size_t start = 0, end; start < text.count; start = end + 1) {
		end = segment_end(text, start);
		if (!join_segment(segments, table,
			(struct louis_text){text.chars + start, text.forms + start, end - start}, j,
			start))
			return false;
		if (end < text.count)
			put(j, 0, end);
	}
	return true;
}

/* Whether a straight quote opens or closes is found by looking far to both sides. */
static bool
looks_far(struct louis_text text)
{
	for (size_t i = 0; i < text.count; i++)
		if (text.chars[i] == '"')
			return true;
	return false;
}

int
segments_translate(struct segments *segments, struct louis *table, struct louis_text text,
    struct arena *arena, struct louis_cells *cells, struct diag *diag)
{
	struct joining j = {.arena = arena, .cells = cells};

	*cells = (struct louis_cells){0};
	if (segments && text.forms && text.count && text.chars[0] != ' ' &&
	    text.chars[text.count - 1] != ' ' && segments_serve(table) && !looks_far(text) &&
	    in_segments(segments, table, text, &j))
		return 0;
	return louis_translate(table, text, arena, cells, diag);
}
