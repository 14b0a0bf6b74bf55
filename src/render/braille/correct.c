/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/correct.h"

#include <string.h>

#include "base/utf8.h"
#include "render/braille/address.h"
#include "render/braille/capitals.h"
#include "render/braille/emphasis.h"
#include "render/braille/words.h"

enum {
	SPELLED_LEAST = 3,
	LOWER_IN = 0x14,
	CELL_ING = 0x2c,
	CELLS_FIRST = 0x2800, /* of braille patterns among the letters */
	UPPER_DOTS = 0x09,
	WORD_SIGN = 2, /* cells of the sign for grade 1 up to a blank, and of its end */
	WORD_END = 2,
};

/* ---- final groupsigns ---- */

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

/* The groupsign at a cell that follows a capital sign or the end of capitals, or NULL. */
static const struct groupsign *
behind_capital(const struct mend *m, size_t k)
{
	const struct louis_cells *cells = m->cells;
	bool capital = k && cells->dots[k - 1] == CELL_CAPITAL;
	bool ended = k > 1 && cells->dots[k - 1] == CELL_END && cells->dots[k - 2] == CELL_CAPITAL;

	if ((!capital && !ended) || k + 1 >= cells->count)
		return NULL;
	for (size_t n = 0; n < sizeof(groupsigns) / sizeof(*groupsigns); n++)
		if (cells->dots[k] == cell_dots(groupsigns[n].sign[0]) &&
		    cells->dots[k + 1] == cell_dots(groupsigns[n].sign[1]) &&
		    mend_spells(m, cells->from[k], groupsigns[n].letters))
			return &groupsigns[n];
	return NULL;
}

static void
spell_groupsigns(struct mend *m)
{
	for (size_t k = 0; k < m->cells->count; k++) {
		const struct groupsign *sign = behind_capital(m, k);

		if (!sign)
			continue;
		mend_insert(m, k, sign->plain);
		mend_drop(m, k + strlen(sign->plain), 2);
	}
}

/* ---- letters behind figures ---- */

static bool
reads_as_figure(const struct letter *letters, size_t i)
{
	return i && letters[i].character >= 'A' && letters[i].character <= 'J' &&
	       char_digit(letters[i - 1].character);
}

/* Where the letter's own cell follows the figure at once, without a sign. */
static bool
lacks_sign(const struct mend *m, size_t k)
{
	static const unsigned char a_to_j[] = {
	    0x01, 0x03, 0x09, 0x19, 0x11, 0x0b, 0x1b, 0x13, 0x0a, 0x1a};
	const struct louis_cells *cells = m->cells;
	size_t i = cells->from[k];

	return k && cells->from[k - 1] < i && reads_as_figure(m->letters, i) &&
	       cells->dots[k] == a_to_j[m->letters[i].character - 'A'];
}

static void
add_signs(struct mend *m)
{
	for (size_t k = 0; k < m->cells->count; k++)
		if (lacks_sign(m, k))
			mend_insert(m, k++, ";");
}

/* ---- lower signs without an upper one ---- */

/* The sign for "in" at a cell, which is no part of a word. */
static bool
is_in(const struct mend *m, size_t k)
{
	const struct louis_cells *cells = m->cells;

	return cells->dots[k] == LOWER_IN && mend_spells(m, cells->from[k], "in") &&
	       (k + 1 == cells->count || cells->from[k + 1] >= cells->from[k] + 2);
}

/* "enough" at a cell, written "en-ou-gh" because it seemed to have no upper dots beside it. */
static bool
is_enough(const struct mend *m, size_t k)
{
	const struct louis_cells *cells = m->cells;

	return k + 2 < cells->count && cells->dots[k] == cell_dots('5') &&
	       cells->dots[k + 1] == cell_dots('\\') && cells->dots[k + 2] == cell_dots('<') &&
	       mend_spells(m, cells->from[k], "enough");
}

/* Between blanks, signs with neither dot 1 nor dot 4, and "in" among them: the last one is
   written out, which gives upper dots to an "enough" before it. */
static void
raise_in(struct mend *m)
{
	const struct louis_cells *cells = m->cells;

	for (size_t start = 0, end; start < cells->count; start = end + 1) {
		size_t at = cells->count, enough = cells->count, others = 0;
		bool upper = false;

		for (end = start; end < cells->count && cells->dots[end]; end++) {
			if (is_enough(m, end)) {
				enough = end;
				end += 2;
				others++;
				continue;
			}
			upper |= (cells->dots[end] & UPPER_DOTS) != 0;
			if (is_in(m, end))
				at = end;
			else
				others += cells->dots[end] != CELL_CAPITAL;
		}
		if (upper || !others || at == cells->count)
			continue;
		mend_insert(m, at, "IN");
		mend_drop(m, at + 2, 1);
		end++;
		if (enough < at) {
			mend_drop(m, enough + 1, 2);
			end -= 2;
		}
	}
}

/* ---- letters that would be read as shortforms ---- */

static bool
stands_apart(const struct mend *m, size_t start, size_t end)
{
	static const char inside[] = "/.@_'";
	unsigned before = start ? mend_char(m, start - 1) : ' ', after = mend_char(m, end);
	bool ends = !char_word(mend_char(m, end + 1));

	return !char_word(before) && !char_word(after) &&
	       !(before < 0x80 && strchr(inside, (int)before)) &&
	       !(after < 0x80 && strchr(inside, (int)after) && !(ends && after != '/'));
}

static bool
reads_as_shortform(const struct mend *m, size_t i)
{
	/* what shortforms with an s look like */
	static const char *const words[] = {"afns", "bls", "brls", "dcls", "dcvs", "frs", "gds",
	    "grts", "lls", "lrs", "rcvs", "rjcs", "tds", "tms", "tns", "yrs"};

	for (size_t n = 0; n < sizeof(words) / sizeof(*words); n++)
		if (mend_spells(m, i, words[n]) && stands_apart(m, i, i + strlen(words[n])))
			return true;
	return false;
}

static void
mark_shortforms(struct mend *m)
{
	for (size_t i = 0; i < m->count; i++) {
		size_t k;

		if (!reads_as_shortform(m, i))
			continue;
		for (k = mend_first(m, i); mend_is_sign(m, k); k += 2)
			;
		if (k < m->cells->count && m->cells->dots[k] != CELL_GRADE_1)
			mend_insert(m, k, ";");
	}
}

/* ---- words spelled out and stammered ---- */

struct spelled {
	size_t start, end; /* of single letters with hyphens between them */
	size_t begin;      /* of what is before them up to a blank, if that can be in grade 1 too */
	size_t first, last; /* cells from there on; to the word behind, or the end */
	bool word;          /* behind a hyphen one follows */
	bool contracts;     /* which is contracted */
};

static bool
is_hyphen(unsigned c)
{
	return c == '-';
}

/* The cells of these letters are the letters' own and signs in front of them. */
static bool
is_plain(const struct mend *m, size_t start, size_t end)
{
	const struct louis_cells *cells = m->cells;
	size_t k = mend_first(m, start);

	for (size_t i = start; i < end; i++) {
		unsigned c = mend_char(m, i);

		while (k < cells->count && cells->from[k] <= i &&
		       (cells->dots[k] == CELL_GRADE_1 || cells->dots[k] == CELL_CAPITAL))
			k++;
		if (k >= cells->count || cells->from[k] != i || c >= 0x80 ||
		    (char_letter(c) && cells->dots[k] != cell_dots((char)c)))
			return false;
		k++;
	}
	return true;
}

static size_t
word_start(const struct mend *m, size_t i)
{
	while (i && (char_word(mend_char(m, i - 1)) || is_hyphen(mend_char(m, i - 1)) ||
			mend_char(m, i - 1) == '\''))
		i--;
	return i;
}

static size_t
word_end(const struct mend *m, size_t i)
{
	while (char_word(mend_char(m, i)) || is_hyphen(mend_char(m, i)) || mend_char(m, i) == '\'')
		i++;
	return i;
}

/* No sign of emphasis stands at this letter: it has none, or is inside of a passage. */
static bool
has_no_sign(const struct mend *m, size_t i)
{
	unsigned form = m->letters[i].form;

	return !form || (!(form & LOUIS_LETTERS) && i && i + 1 < m->count &&
			    m->letters[i - 1].form == form && m->letters[i + 1].form == form);
}

/* The letters that begin at i; how many. */
static size_t
find_spelled(const struct mend *m, size_t i, struct spelled *s)
{
	size_t parts = 0;

	*s = (struct spelled){.start = i, .end = i};
	if (i && (char_word(mend_char(m, i - 1)) || mend_char(m, i - 1) == '\''))
		return 0;
	for (; i < m->count && char_letter(m->letters[i].character); i += 2) {
		if (!has_no_sign(m, i))
			return 0;
		if (char_word(mend_char(m, i + 1)))
			break;
		parts++;
		s->end = i + 1;
		if (!is_hyphen(mend_char(m, i + 1)))
			break;
	}
	return parts;
}

/* Whether one sign for all letters is shorter than a sign for each of them. */
static bool
is_shorter(const struct mend *m, struct spelled *s)
{
	size_t signs = 0, cost = WORD_SIGN;

	s->begin = word_start(m, s->start);
	if (!is_plain(m, s->begin, s->start))
		s->begin = s->start;
	s->word = is_hyphen(mend_char(m, s->end)) && char_word(mend_char(m, s->end + 1));
	s->contracts = s->word && !is_plain(m, s->end + 1, word_end(m, s->end + 1));
	s->first = mend_first(m, s->begin);
	s->last = mend_first(m, s->end + s->word);
	for (size_t k = s->first; k < s->last; k++)
		signs += m->cells->dots[k] == CELL_GRADE_1;
	if (s->contracts)
		cost += WORD_END;
	return signs > cost || (signs == cost && s->contracts);
}

/* One sign for all of the letters in place of one for each; it is ended before a word that is
   contracted. */
static void
spell_letters(struct mend *m)
{
	struct spelled s;

	for (size_t i = 0; i<m->count; i = s.end> i ? s.end : i + 1) {
		if (find_spelled(m, i, &s) < SPELLED_LEAST || !is_shorter(m, &s))
			continue;
		if (s.contracts)
			mend_insert(m, s.last, ";'");
		for (size_t k = s.last; k-- > s.first;)
			if (m->cells->dots[k] == CELL_GRADE_1)
				mend_drop(m, k, 1);
		mend_insert(m, s.first, ";;");
	}
}

/* Nothing but marks is between a letter and the blank before it, and no hyphen or dash. */
static bool
begins_behind_marks(const struct mend *m, size_t i)
{
	size_t start = i;

	for (; start && !char_space(mend_char(m, start - 1)); start--) {
		unsigned c = mend_char(m, start - 1);

		if (char_word(c) || is_hyphen(c) || (c >= 0x2010 && c <= 0x2015) ||
		    c >= CELLS_FIRST)
			return false;
	}
	return start < i;
}

/* "ing" is no sign at the beginning of a word, whatever marks are in front of it. */
static void
spell_ing(struct mend *m)
{
	for (size_t k = 0; k < m->cells->count; k++) {
		size_t i = m->cells->from[k];

		if (m->cells->dots[k] != CELL_ING || !mend_spells(m, i, "ing") ||
		    !begins_behind_marks(m, i))
			continue;
		mend_insert(m, k, "9G");
		m->cells->from[k + 1] = i + 2;
		mend_drop(m, k + 2, 1);
	}
}

void
correct_cells(
    const struct letter *letters, size_t count, struct arena *arena, struct louis_cells *cells)
{
	struct mend m = {letters, count, arena, cells};

	if (count && louis_contracts(letters->table))
		address_mend(&m);
	capitals_mend(&m);
	spell_groupsigns(&m);
	words_mend(&m);
	spell_ing(&m);
	add_signs(&m);
	raise_in(&m);
	if (count && louis_contracts(letters->table))
		mark_shortforms(&m);
	spell_letters(&m);
	emphasis_mend(&m);
}
