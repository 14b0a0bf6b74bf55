/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/bare.h"

#include "base/utf8.h"
#include "render/braille/mend.h"

enum {
	OPEN_QUOTE = 0x201c,
	CLOSE_QUOTE = 0x201d,
	APOSTROPHE = 0x2019,
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

static unsigned char
figure_cell(char figure)
{
	static const unsigned char cells[] = {
	    0x1a, 0x01, 0x03, 0x09, 0x19, 0x11, 0x0b, 0x1b, 0x13, 0x0a};

	return cells[figure - '0'];
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

/* "'s"; but "afterwards's" has one shortform for both, and "en" is written otherwise alone. */
static size_t
possessive_end(const struct segments_walk *walk, const struct bare *bare)
{
	struct str text = walk->text;
	size_t at = bare->end, next = at;
	unsigned c = next < walk->end ? utf8_next(text, &next) : 0;

	if (text.at[at - 1] == 's' || at - bare->start < 3 || print_mark(walk->print, at) ||
	    (c != '\'' && c != APOSTROPHE) || next >= walk->end || text.at[next] != 's')
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

static bool
read_word(const struct segments_walk *walk, struct bare *bare)
{
	struct str text = walk->text;
	size_t at = bare->start;

	bare->figures = ascii_digit(text.at[at]);
	bare->capital = ascii_upper(text.at[at]);
	for (; at < walk->end && at - bare->start < BARE_MOST; at++) {
		char c = text.at[at];

		if (at == bare->start && bare->capital)
			c = ascii_fold(c);
		if (!(bare->figures ? ascii_digit(c) : ascii_lower(c)) ||
		    print_mark(walk->print, at))
			break;
		bare->word[at - bare->start] = c;
	}
	bare->end = at;
	return at < bare->start + BARE_MOST && (bare->figures || at > bare->start + 1);
}

bool
bare_of(const struct segments_walk *walk, struct bare *bare)
{
	size_t behind;

	if (!walk->known || !look_alike(walk) ||
	    ((walk->before || walk->behind) && !segments_inside(walk)))
		return false;
	bare->start = word_start(walk);
	if (bare->start == walk->end || !are_marks(walk, walk->start, bare->start, true) ||
	    !read_word(walk, bare))
		return false;
	behind = bare->figures ? bare->end : possessive_end(walk, bare);
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

size_t
bare_marks(struct str text, size_t at, size_t end, bool before, unsigned char *dots, size_t *from)
{
	size_t count = 0;

	while (at < end) {
		size_t start = at;
		size_t more = mark_cells(utf8_next(text, &at), before, dots + count);

		for (size_t i = 0; i < more; i++)
			from[count + i] = start;
		count += more;
	}
	return count;
}

size_t
bare_figures(struct str text, size_t at, size_t end, unsigned char *dots, size_t *from)
{
	size_t count = 0;

	dots[count] = NUMBER_SIGN;
	from[count++] = at;
	for (; at < end; at++) {
		dots[count] = figure_cell(text.at[at]);
		from[count++] = at;
	}
	return count;
}
