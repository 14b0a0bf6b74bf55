/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/correct.h"

#include "base/utf8.h"

enum {
	GRADE_1 = 0x30,
	CAPITAL = 0x20,
	CAPITALS_END = 0x04,
	ITALIC = 0x28,
	BOLD = 0x18,
	UNDERLINE = 0x38,
	EMPHASIS_WORD = 0x02,
	EMPHASIS_PASSAGE = 0x36,
	EMPHASIS_END = 0x04,
	PASSAGE_LEAST = 3,
};

/* The final groupsigns, and the same letters with what else may contract in them. */
static const struct groupsign {
	const char *letters, *sign, *plain; /* cells in braille ASCII */
} groupsigns[] = {
    {"ound", ".D", "\\ND"},
    {"ance", ".E", "ANCE"},
    {"sion", ".N", "SION"},
    {"less", ".S", "LESS"},
    {"ount", ".T", "\\NT"},
    {"ence", ";E", "5CE"},
    {"ong", ";G", "ONG"},
    {"ful", ";L", "FUL"},
    {"tion", ";N", "TION"},
    {"ness", ";S", "NESS"},
    {"ment", ";T", "M5T"},
    {"ity", ";Y", "ITY"},
};

static bool
spells(const struct letter *letters, size_t count, size_t i, const char *word)
{
	for (; *word; word++, i++)
		if (i >= count || letters[i].character >= 0x80 ||
		    ascii_fold((char)letters[i].character) != *word)
			return false;
	return true;
}

/* The groupsign at cell k that follows a capital sign or the end of capitals, or NULL. */
static const struct groupsign *
behind_capital(
    const struct letter *letters, size_t count, const struct louis_cells *cells, size_t k)
{
	bool capital = k && cells->dots[k - 1] == CAPITAL;
	bool ended = k > 1 && cells->dots[k - 1] == CAPITALS_END && cells->dots[k - 2] == CAPITAL;

	if ((!capital && !ended) || k + 1 >= cells->count)
		return NULL;
	for (size_t n = 0; n < sizeof(groupsigns) / sizeof(*groupsigns); n++)
		if (cells->dots[k] == cell_dots(groupsigns[n].sign[0]) &&
		    cells->dots[k + 1] == cell_dots(groupsigns[n].sign[1]) &&
		    spells(letters, count, cells->from[k], groupsigns[n].letters))
			return &groupsigns[n];
	return NULL;
}

static void
spell_groupsigns(
    const struct letter *letters, size_t count, struct arena *arena, struct louis_cells *cells)
{
	struct louis_cells out = {0};
	size_t found = 0;

	for (size_t k = 0; k < cells->count; k++)
		found += behind_capital(letters, count, cells, k) != NULL;
	if (!found)
		return;
	out.dots = arena_get(arena, cells->count + 2 * found + 1);
	out.from = arena_array(arena, cells->count + 2 * found + 1, sizeof(*out.from));
	for (size_t k = 0; k < cells->count; k++) {
		const struct groupsign *sign = behind_capital(letters, count, cells, k);

		for (const char *cell = sign ? sign->plain : ""; *cell; cell++) {
			out.dots[out.count] = cell_dots(*cell);
			out.from[out.count++] = cells->from[k];
		}
		if (sign) {
			k++;
			continue;
		}
		out.dots[out.count] = cells->dots[k];
		out.from[out.count++] = cells->from[k];
	}
	*cells = out;
}

static bool
reads_as_figure(const struct letter *letters, size_t i)
{
	return i && letters[i].character >= 'A' && letters[i].character <= 'J' &&
	       char_digit(letters[i - 1].character);
}

/* Where the letter's own cell follows the figure at once, without a sign. */
static bool
lacks_sign(const struct letter *letters, const struct louis_cells *cells, size_t k)
{
	static const unsigned char a_to_j[] = {
	    0x01, 0x03, 0x09, 0x19, 0x11, 0x0b, 0x1b, 0x13, 0x0a, 0x1a};
	size_t i = cells->from[k];

	return k && cells->from[k - 1] < i && reads_as_figure(letters, i) &&
	       cells->dots[k] == a_to_j[letters[i].character - 'A'];
}

static void
add_signs(
    const struct letter *letters, size_t count, struct arena *arena, struct louis_cells *cells)
{
	struct louis_cells out;
	size_t signs = 0;

	for (size_t i = 0; i < count; i++)
		signs += reads_as_figure(letters, i);
	if (!signs)
		return;
	out.dots = arena_get(arena, cells->count + signs + 1);
	out.from = arena_array(arena, cells->count + signs + 1, sizeof(*out.from));
	out.count = 0;
	for (size_t k = 0; k < cells->count; k++) {
		if (lacks_sign(letters, cells, k)) {
			out.dots[out.count] = GRADE_1;
			out.from[out.count++] = cells->from[k];
		}
		out.dots[out.count] = cells->dots[k];
		out.from[out.count++] = cells->from[k];
	}
	*cells = out;
}

static bool
is_pair(const struct louis_cells *cells, size_t k, unsigned char sign)
{
	return k + 1 < cells->count && cells->dots[k] == sign &&
	       (cells->dots[k + 1] == EMPHASIS_WORD || cells->dots[k + 1] == EMPHASIS_PASSAGE ||
		   cells->dots[k + 1] == EMPHASIS_END);
}

static size_t
first_from(const struct louis_cells *cells, size_t letter)
{
	size_t k = 0;

	while (k < cells->count && cells->from[k] < letter)
		k++;
	return k;
}

static void
drop_pair(struct louis_cells *cells, size_t k)
{
	for (; k + 2 < cells->count; k++) {
		cells->dots[k] = cells->dots[k + 2];
		cells->from[k] = cells->from[k + 2];
	}
	cells->count -= 2;
}

/* One passage: its first sign opens it, its last one ends it, those between go. */
static void
join_passage(struct louis_cells *cells, size_t begin, size_t end, unsigned char sign)
{
	size_t first = begin, last = end < cells->count ? end : cells->count;

	while (first < last && !is_pair(cells, first, sign))
		first++;
	while (last > first && !is_pair(cells, last, sign))
		last--;
	if (first == last || cells->dots[first + 1] == EMPHASIS_END ||
	    cells->dots[last + 1] != EMPHASIS_END)
		return;
	cells->dots[first + 1] = EMPHASIS_PASSAGE;
	for (size_t k = last; k-- > first + 2;)
		if (is_pair(cells, k, sign))
			drop_pair(cells, k);
}

static void
join_passages(const struct letter *letters, size_t count, struct louis_cells *cells,
    enum louis_form form, unsigned char sign)
{
	for (size_t i = 0, end; i < count; i = end + 1) {
		size_t words = 0;

		for (end = i; end < count && letters[end].form & form; end++)
			words += !char_space(letters[end].character) &&
				 (end == i || char_space(letters[end - 1].character));
		if (words >= PASSAGE_LEAST)
			join_passage(cells, first_from(cells, i), first_from(cells, end), sign);
	}
}

void
correct_cells(
    const struct letter *letters, size_t count, struct arena *arena, struct louis_cells *cells)
{
	spell_groupsigns(letters, count, arena, cells);
	add_signs(letters, count, arena, cells);
	join_passages(letters, count, cells, LOUIS_ITALIC, ITALIC);
	join_passages(letters, count, cells, LOUIS_BOLD, BOLD);
	join_passages(letters, count, cells, LOUIS_UNDERLINE, UNDERLINE);
}
