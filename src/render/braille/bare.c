/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/bare.h"

#include "base/utf8.h"
#include "render/braille/mend.h"

enum {
	OPEN_QUOTE = 0x201c,
	CLOSE_QUOTE = 0x201d,
	APOSTROPHE = 0x2019,
	EN_DASH = 0x2013,
	UPPER_DOTS = 0x09,
	NUMBER_SIGN = 0x3c
};

/* The cells of a mark in front of a word, or behind one; 0: it is not among them. */
static size_t
mark_cells(unsigned mark, bool before, unsigned char cells[2])
{
	static const struct {
		unsigned mark;
		bool before;
		unsigned char count, cells[2];
	} marks[] = {
	    {',', false, 1, {0x02}},
	    {'.', false, 1, {0x32}},
	    {')', false, 2, {0x10, 0x1c}},
	    {'"', false, 1, {0x34}},
	    {CLOSE_QUOTE, false, 1, {0x34}},
	    {':', false, 1, {0x12}},
	    {';', false, 1, {0x06}},
	    {'?', false, 1, {0x26}},
	    {'!', false, 1, {0x16}},
	    {']', false, 2, {0x28, 0x1c}},
	    {'\'', false, 1, {0x04}},
	    {APOSTROPHE, false, 1, {0x04}},
	    {'s', false, 1, {0x0e}},
	    {'(', true, 2, {0x10, 0x23}},
	    {'"', true, 1, {0x26}},
	    {OPEN_QUOTE, true, 1, {0x26}},
	    {'[', true, 2, {0x28, 0x23}},
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (marks[i].mark == mark && marks[i].before == before) {
			cells[0] = marks[i].cells[0];
			cells[1] = marks[i].cells[1];
			return marks[i].count;
		}
	return 0;
}

/* Nothing but usual marks, and straight quotation marks that do what they do here. */
static bool
are_marks(const struct segments_walk *walk, size_t at, size_t end, bool before)
{
	unsigned last = 0;

	while (at < end) {
		unsigned char cells[2];
		unsigned looks = print_mark(walk->print, at);
		unsigned c = utf8_next(walk->text, &at);

		if (c == 's' || !mark_cells(c, before, cells) || (c == '?' && last >= 0x80) ||
		    looks != (c != '"'    ? 0
				 : before ? MARK_OPENS
					  : MARK_CLOSES))
			return false;
		last = c;
	}
	return true;
}

/* All have the looks of the passage around them, or none. */
static bool
look_alike(const struct segments_walk *walk)
{
	unsigned inside = segments_inside(walk);

	for (size_t i = walk->start; walk->print->form && i < walk->end; i++)
		if (walk->print->form[i] != inside)
			return false;
	return true;
}

/* "afterwards's" has one shortform for both, "afterload's" none, and "en" is written otherwise
   alone. */
static bool
takes_possessive(struct str word)
{
	size_t part = word.len;

	while (part && word.at[part - 1] != '-')
		part--;
	return word.len - part > 2 && !str_ends(word, S("s")) &&
	       str_find(word, S("fter"), 0) == STR_NONE &&
	       str_find(word, S("lind"), 0) == STR_NONE && str_find_byte(word, '\'', 0) == STR_NONE;
}

static size_t
possessive_end(const struct segments_walk *walk, const struct bare *bare)
{
	struct str text = walk->text;
	size_t at = bare->end, next = at;
	unsigned c = next < walk->end ? utf8_next(text, &next) : 0;

	if ((c != '\'' && c != APOSTROPHE) || next >= walk->end || text.at[next] != 's' ||
	    print_mark(walk->print, at) || !takes_possessive(str_sub(text, bare->start, at)))
		return at;
	return next + 1;
}

/* Where the letters or figures begin. */
static size_t
word_start(const struct segments_walk *walk)
{
	size_t at = walk->start;

	while (at < walk->end && !ascii_alnum(walk->text.at[at]))
		at++;
	return at;
}

/* A hyphen or an apostrophe with letters on both sides, which is no possessive. */
static bool
joins_letters(const struct segments_walk *walk, const struct bare *bare, size_t at)
{
	struct str text = walk->text;
	char c = text.at[at];

	if ((c != '-' && c != '\'') || at + 1 >= walk->end || !ascii_lower(text.at[at + 1]))
		return false;
	return c == '-' ||
	       possessive_end(walk, &(struct bare){.start = bare->start, .end = at}) == at;
}

static void
read_word(const struct segments_walk *walk, struct bare *bare)
{
	size_t at = bare->start, most = bare->start + BARE_MOST;

	bare->capital = ascii_upper(walk->text.at[at]);
	for (; at < walk->end && at < most && !print_mark(walk->print, at); at++) {
		char c = walk->text.at[at];

		if (at == bare->start && bare->capital)
			c = ascii_fold(c);
		if (!ascii_lower(c) && (at == bare->start || !joins_letters(walk, bare, at)))
			break;
		bare->word[at - bare->start] = c;
	}
	bare->end = at;
}

/* Initials, or a word all in capitals. */
static void
read_capitals(const struct segments_walk *walk, struct bare *bare)
{
	size_t at = bare->start, most = bare->start + BARE_MOST;

	for (; at < walk->end && at < most && ascii_upper(walk->text.at[at]) &&
	       !print_mark(walk->print, at);
	     at++)
		bare->word[at - bare->start] = walk->text.at[at];
	bare->end = at;
}

static bool
is_figure(const struct segments_walk *walk, size_t at)
{
	return at < walk->end && ascii_digit(walk->text.at[at]) && !print_mark(walk->print, at);
}

/* With what goes on in a number, and joins two. */
static void
read_figures(const struct segments_walk *walk, struct bare *bare)
{
	struct str text = walk->text;
	size_t at = bare->start;

	while (is_figure(walk, at)) {
		size_t next = ++at;
		unsigned c = next < walk->end ? utf8_next(text, &next) : 0;

		if ((c == ',' || c == '.' || c == '-' || c == EN_DASH) && is_figure(walk, next))
			at = next;
	}
	bare->end = at + (at < walk->end && text.at[at] == '%');
}

/* The signs of "well-enough" are others between marks. */
static bool
has_enough(struct str word)
{
	return word.len > 6 && str_find(word, S("enough"), 0) != STR_NONE;
}

bool
bare_of(const struct segments_walk *walk, struct bare *bare)
{
	size_t behind, length;

	if (!walk->known || !look_alike(walk) ||
	    ((walk->before || walk->behind) && !segments_inside(walk)))
		return false;
	bare->start = word_start(walk);
	if (bare->start == walk->end || !are_marks(walk, walk->start, bare->start, true))
		return false;
	bare->capital = false;
	bare->figures = is_figure(walk, bare->start);
	if (bare->figures)
		read_figures(walk, bare);
	else if (bare->start + 1 < walk->end && ascii_upper(walk->text.at[bare->start + 1]))
		read_capitals(walk, bare);
	else
		read_word(walk, bare);
	length = bare->end - bare->start;
	if (!bare->figures &&
	    (length < 2 || length == BARE_MOST || has_enough((struct str){bare->word, length})))
		return false;
	behind = bare->end;
	if (ascii_lower(walk->text.at[behind - 1]))
		behind = possessive_end(walk, bare);
	return are_marks(walk, behind, walk->end, false);
}

bool
bare_stands(const struct segment *segment)
{
	if (segment->count && segment->dots[0] == CELL_GRADE_1)
		return false;
	for (size_t i = 0; i < segment->count; i++)
		if (segment->dots[i] & UPPER_DOTS)
			return true;
	return false;
}

static void
put_cells(struct run *run, const unsigned char *dots, size_t count, size_t from)
{
	for (size_t i = 0; i < count; i++) {
		run->dots[run->count] = dots[i];
		run->gap[run->count] = GAP_TIED;
		run->from[run->count++] = from;
	}
}

void
bare_marks(struct str text, size_t at, size_t end, bool before, struct run *run)
{
	while (at < end) {
		unsigned char cells[2];
		size_t start = at, count = mark_cells(utf8_next(text, &at), before, cells);

		put_cells(run, cells, count, start);
	}
}

void
bare_capital(size_t at, struct run *run)
{
	put_cells(run, &(unsigned char){CELL_CAPITAL}, 1, at);
}

/* Of a figure, or of what stands between two; how many. A number goes on behind commas and points
   only, and then has no sign again. */
static size_t
figure_cells(unsigned c, bool *number, unsigned char *dots)
{
	static const unsigned char figures[] = {
	    0x1a, 0x01, 0x03, 0x09, 0x19, 0x11, 0x0b, 0x1b, 0x13, 0x0a};
	size_t count = 0;

	if (c < 0x80 && ascii_digit((char)c)) {
		if (!*number)
			dots[count++] = NUMBER_SIGN;
		*number = true;
		dots[count++] = figures[c - '0'];
		return count;
	}
	if (c == ',' || c == '.') {
		dots[count++] = c == ',' ? 0x02 : 0x32;
		return count;
	}
	*number = false;
	if (c == EN_DASH)
		dots[count++] = 0x20;
	if (c == '%')
		dots[count++] = 0x28;
	dots[count++] = c == '%' ? 0x34 : CELL_HYPHEN;
	return count;
}

void
bare_figures(struct str text, size_t at, size_t end, struct run *run)
{
	bool number = false;

	while (at < end) {
		unsigned char cells[2];
		size_t start = at, first = run->count;
		size_t count = figure_cells(utf8_next(text, &at), &number, cells);

		put_cells(run, cells, count, start);
		if (start && text.at[start - 1] == ',')
			run->gap[first] = GAP_WORST;
	}
}
