/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/correct.h"

#include <string.h>

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
	SPELLED_LEAST = 3,
	LOWER_IN = 0x14,
	UPPER_DOTS = 0x09,
	SIGNS_LEAST = 2,
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

static size_t
first_from(const struct louis_cells *cells, size_t letter)
{
	size_t k = 0;

	while (k < cells->count && cells->from[k] < letter)
		k++;
	return k;
}

/* In front of cell k, as part of what that stands for. */
static void
insert(struct louis_cells *cells, size_t k, const char *ascii, struct arena *arena)
{
	size_t length = strlen(ascii), count = cells->count + length;
	struct louis_cells out = {.dots = arena_get(arena, count + 1),
	    .from = arena_array(arena, count + 1, sizeof(*out.from)),
	    .count = count};

	for (size_t i = 0; i < count; i++) {
		bool before = i < k, added = !before && i < k + length;
		size_t at = before ? i : added ? k : i - length;

		out.dots[i] = added ? cell_dots(ascii[i - k]) : cells->dots[at];
		out.from[i] = cells->from[at < cells->count ? at : cells->count - 1];
	}
	*cells = out;
}

static void
drop(struct louis_cells *cells, size_t k, size_t length)
{
	for (; k + length < cells->count; k++) {
		cells->dots[k] = cells->dots[k + length];
		cells->from[k] = cells->from[k + length];
	}
	cells->count -= length;
}

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
	for (size_t k = 0; k < cells->count; k++) {
		const struct groupsign *sign = behind_capital(letters, count, cells, k);

		if (!sign)
			continue;
		insert(cells, k, sign->plain, arena);
		drop(cells, k + strlen(sign->plain), 2);
	}
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
add_signs(const struct letter *letters, struct arena *arena, struct louis_cells *cells)
{
	for (size_t k = 0; k < cells->count; k++)
		if (lacks_sign(letters, cells, k))
			insert(cells, k++, ";", arena);
}

static bool
is_pair(const struct louis_cells *cells, size_t k, unsigned char sign)
{
	return k + 1 < cells->count && cells->dots[k] == sign &&
	       (cells->dots[k + 1] == EMPHASIS_WORD || cells->dots[k + 1] == EMPHASIS_PASSAGE ||
		   cells->dots[k + 1] == EMPHASIS_END);
}

static bool
is_sign(const struct louis_cells *cells, size_t k)
{
	return is_pair(cells, k, ITALIC) || is_pair(cells, k, BOLD) || is_pair(cells, k, UNDERLINE);
}

/* ---- lower signs without an upper one ---- */

/* The sign for "in" at cell k, which is no part of a word. */
static bool
is_in(const struct letter *letters, size_t count, const struct louis_cells *cells, size_t k)
{
	return cells->dots[k] == LOWER_IN && spells(letters, count, cells->from[k], "in") &&
	       (k + 1 == cells->count || cells->from[k + 1] >= cells->from[k] + 2);
}

/* Between blanks, signs with neither dot 1 nor dot 4 and "in" among them. */
static void
raise_in(const struct letter *letters, size_t count, struct arena *arena, struct louis_cells *cells)
{
	for (size_t start = 0, end; start < cells->count; start = end + 1) {
		size_t at = cells->count, others = 0;
		bool upper = false;

		for (end = start; end < cells->count && cells->dots[end]; end++) {
			upper |= (cells->dots[end] & UPPER_DOTS) != 0;
			if (is_in(letters, count, cells, end))
				at = end;
			else
				others += cells->dots[end] != CAPITAL;
		}
		if (upper || !others || at == cells->count)
			continue;
		insert(cells, at, "IN", arena);
		drop(cells, at + 2, 1);
		end++;
	}
}

/* ---- letters that would be read as shortforms ---- */

static bool
stands_apart(const struct letter *letters, size_t count, size_t start, size_t end)
{
	static const char inside[] = "/.@_'";
	unsigned before = start ? letters[start - 1].character : ' ';
	unsigned after = end < count ? letters[end].character : ' ';
	bool ends = end + 1 >= count || !char_word(letters[end + 1].character);

	return !char_word(before) && !char_word(after) &&
	       !(before < 0x80 && strchr(inside, (int)before)) &&
	       !(after < 0x80 && strchr(inside, (int)after) && !(ends && after != '/'));
}

static bool
reads_as_shortform(const struct letter *letters, size_t count, size_t i)
{
	/* what shortforms with an s look like */
	static const char *const words[] = {"afns", "bls", "brls", "dcls", "dcvs", "frs", "gds",
	    "grts", "lls", "lrs", "rcvs", "rjcs", "tds", "tms", "tns", "yrs"};

	for (size_t n = 0; n < sizeof(words) / sizeof(*words); n++)
		if (spells(letters, count, i, words[n]) &&
		    stands_apart(letters, count, i, i + strlen(words[n])))
			return true;
	return false;
}

static void
mark_shortforms(
    const struct letter *letters, size_t count, struct arena *arena, struct louis_cells *cells)
{
	for (size_t i = 0; i < count; i++) {
		size_t k;

		if (!reads_as_shortform(letters, count, i))
			continue;
		for (k = first_from(cells, i); is_sign(cells, k); k += 2)
			;
		if (k < cells->count && cells->dots[k] != GRADE_1)
			insert(cells, k, ";", arena);
	}
}

/* ---- words spelled out ---- */

/* Single letters with hyphens between them that begin at i: how many, and the letter behind
   the last one. */
static size_t
spelled(const struct letter *letters, size_t count, size_t i, size_t *end)
{
	size_t parts = 0;

	*end = i;
	if (i && (char_word(letters[i - 1].character) || letters[i - 1].character == '-' ||
		     letters[i - 1].character == '\''))
		return 0;
	for (; i < count && char_letter(letters[i].character) && !letters[i].form; i += 2) {
		if (i + 1 < count && char_word(letters[i + 1].character))
			break;
		parts++;
		*end = i + 1;
		if (i + 1 >= count || letters[i + 1].character != '-')
			break;
	}
	return parts;
}

/* One sign for all of the letters in place of one for each; it is ended before a word. */
static void
spell_letters(
    const struct letter *letters, size_t count, struct arena *arena, struct louis_cells *cells)
{
	for (size_t i = 0, end; i<count; i = end> i ? end : i + 1) {
		bool word;
		size_t first, last, signs = 0;

		if (spelled(letters, count, i, &end) < SPELLED_LEAST)
			continue;
		word = end + 1 < count && letters[end].character == '-' &&
		       char_word(letters[end + 1].character);
		first = first_from(cells, i);
		last = first_from(cells, end + word);
		for (size_t k = first; k < last; k++)
			signs += cells->dots[k] == GRADE_1;
		if (signs < SIGNS_LEAST)
			continue;
		if (word)
			insert(cells, last, ";'", arena);
		for (size_t k = last; k-- > first;)
			if (cells->dots[k] == GRADE_1)
				drop(cells, k, 1);
		insert(cells, first, ";;", arena);
	}
}

/* ---- emphasis ---- */

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
			drop(cells, k, 2);
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
	add_signs(letters, arena, cells);
	raise_in(letters, count, arena, cells);
	mark_shortforms(letters, count, arena, cells);
	spell_letters(letters, count, arena, cells);
	join_passages(letters, count, cells, LOUIS_ITALIC, ITALIC);
	join_passages(letters, count, cells, LOUIS_BOLD, BOLD);
	join_passages(letters, count, cells, LOUIS_UNDERLINE, UNDERLINE);
}
