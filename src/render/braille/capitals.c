/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/capitals.h"

#include <string.h>

#include "base/utf8.h"

enum { PASSAGE_LEAST = 3, SIGN = 3, END = 2, SINGLE_CLOSE = 0x2834, CAPITAL_CELL = 0x2820 };

/* Cells of the signs, and the letters between them. */
struct passage {
	size_t sign, end;
	size_t first, last;
};

static bool
is_sign(const struct mend *m, size_t cell)
{
	const unsigned char *dots = m->cells->dots + cell;

	return cell + SIGN < m->cells->count && dots[0] == CELL_CAPITAL &&
	       dots[1] == CELL_CAPITAL && dots[2] == CELL_CAPITAL &&
	       char_upper(mend_char(m, m->cells->from[cell + SIGN]));
}

static bool
is_end(const struct mend *m, size_t cell)
{
	const unsigned char *dots = m->cells->dots + cell;

	return cell + 1 < m->cells->count && dots[0] == CELL_CAPITAL && dots[1] == CELL_END;
}

/* The next passage at or behind a cell. */
static bool
find_passage(const struct mend *m, size_t cell, struct passage *p)
{
	const struct louis_cells *cells = m->cells;

	while (cell < cells->count && !is_sign(m, cell))
		cell++;
	for (p->sign = cell, p->end = cell + SIGN; p->end < cells->count; p->end++) {
		if (!is_end(m, p->end))
			continue;
		p->first = cells->from[p->sign + SIGN];
		p->last = p->end + END < cells->count ? cells->from[p->end + END] : m->count;
		return true;
	}
	return false;
}

/* ---- what is in it ---- */

static bool
is_closing(const struct mend *m, size_t i)
{
	unsigned c = mend_char(m, i);

	return c == ')' || c == ']' || c == '}' || c == 0x201d ||
	       (c == SINGLE_CLOSE && i && mend_char(m, i - 1) == CAPITAL_CELL);
}

static bool
is_opening(unsigned c)
{
	return c == '(' || c == '[' || c == '{' || c == 0x201c || c == 0x2018;
}

/* Between first and i as many marks close as open. */
static bool
is_balanced(const struct mend *m, size_t first, size_t i)
{
	size_t open = 0;

	while (first < i) {
		open += is_opening(mend_char(m, first));
		if (open && is_closing(m, first))
			open--;
		first++;
	}
	return open == 0;
}

/* Where the end of the letters is closing marks that nothing among them opens. */
static size_t
without_closing(const struct mend *m, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		if (is_closing(m, i) && is_balanced(m, first, i))
			return i - (mend_char(m, i) == SINGLE_CLOSE);
	return last;
}

static bool
ends_sentence(const struct mend *m, size_t blank)
{
	size_t i = blank;

	if (!char_space(mend_char(m, blank)))
		return false;
	while (i && is_closing(m, i - 1))
		i--;
	return i && (mend_char(m, i - 1) == '.' || mend_char(m, i - 1) == '?' ||
			mend_char(m, i - 1) == '!');
}

/* ---- signs anew ---- */

static size_t
run_of_capitals(const struct mend *m, size_t i, size_t last)
{
	size_t end = i;

	while (end < last && char_upper(mend_char(m, end)))
		end++;
	return end - i;
}

/* Sequences between blanks that have capitals; and the longest run of these. */
static size_t
count_sequences(const struct mend *m, size_t first, size_t last, size_t *longest)
{
	size_t sequences = 0;
	bool counted = false;

	*longest = 0;
	for (size_t i = first; i < last; i++) {
		size_t run = run_of_capitals(m, i, last);

		if (char_space(mend_char(m, i)))
			counted = false;
		if (!run)
			continue;
		sequences += !counted;
		counted = true;
		*longest = run > *longest ? run : *longest;
		i += run - 1;
	}
	return sequences;
}

static bool
is_passage(const struct mend *m, size_t first, size_t last)
{
	size_t longest;

	return count_sequences(m, first, last, &longest) >= PASSAGE_LEAST && longest > 1;
}

static void
sign_passage(struct mend *m, size_t first, size_t last)
{
	while (char_space(mend_char(m, last - 1)))
		last--;
	mend_close(m, last, ",'");
	mend_insert(m, mend_first_own(m, first), ",,,");
}

static void
sign_words(struct mend *m, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++) {
		size_t run = run_of_capitals(m, i, last);

		if (!run)
			continue;
		mend_insert(m, mend_first_own(m, i), run > 1 ? ",," : ",");
		i += run - 1;
	}
}

/* What is behind marks that close more than is open is no part of a passage. */
static void
sign(struct mend *m, size_t first, size_t last)
{
	while (first < last) {
		size_t end;

		while (first < last && !char_upper(mend_char(m, first)))
			first++;
		end = without_closing(m, first, last);
		if (is_passage(m, first, end))
			sign_passage(m, first, end);
		else
			sign_words(m, first, end);
		first = end + (end < last);
	}
}

/* "A." of "J. R.", or of "A.A.": names are shortened so. */
static bool
is_initials(const struct mend *m, size_t blank)
{
	return (blank > 2 && mend_char(m, blank - 1) == '.' && mend_char(m, blank - 3) == '.') ||
	       mend_char(m, blank + 2) == '.';
}

/* A single word at an end of the passage that is a sentence, or the start or end of one in
   small letters, is not part of it. */
static void
narrow(const struct mend *m, const struct passage *p, size_t *begin, size_t *end)
{
	size_t longest;

	*begin = p->first;
	*end = p->last;
	for (size_t i = p->last; i-- > p->first;)
		if (ends_sentence(m, i) && !is_initials(m, i) &&
		    count_sequences(m, p->first, i, &longest) == 1)
			*begin = i + 1;
	for (size_t i = *begin; i < p->last; i++)
		if (ends_sentence(m, i) && count_sequences(m, i, p->last, &longest) == 1)
			*end = i + 1;
}

static void
mend_passage(struct mend *m, const struct passage *p)
{
	size_t begin, end;

	narrow(m, p, &begin, &end);
	if (begin == p->first && end == p->last && is_passage(m, p->first, p->last) &&
	    without_closing(m, p->first, p->last) == p->last)
		return;
	mend_drop(m, p->end, END);
	mend_drop(m, p->sign, SIGN);
	sign(m, p->first, begin);
	sign(m, begin, end);
	sign(m, end, p->last);
}

void
capitals_mend(struct mend *m)
{
	struct passage p;

	for (size_t cell = 0; find_passage(m, cell, &p);) {
		size_t behind = m->cells->count - p.end - END;

		mend_passage(m, &p);
		cell = m->cells->count - behind;
	}
}

/* ---- words of parts ---- */

static char
byte_at(struct str text, size_t at)
{
	return at < text.len ? text.at[at] : ' ';
}

static bool
is_vowel(char c)
{
	return c && strchr("aeiouyAEIOUY", c) != NULL;
}

/* Figures with a letter behind them, "IVa", are no parts. */
static bool
is_roman(char c)
{
	return c && strchr("IVXLC", c) != NULL;
}

static bool
is_ending(struct str tail)
{
	static const char *const endings[] = {"s", "d", "n", "st", "nd", "rd", "th"};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (str_equal(tail, str_of(endings[i])))
			return true;
	return false;
}

/* "Ch" and "Sc" of degrees, behind however many capitals: "MBChB", "BDSc". */
static bool
is_degree(struct str part)
{
	return str_equal(part, S("Ch")) || str_equal(part, S("Sc"));
}

bool
capitals_begin_part(struct str text, size_t at)
{
	char first = at ? text.at[at - 1] : ' ', second = byte_at(text, at);
	size_t end = at + 1;
	bool vowel = false;

	if (!ascii_upper(first) || !ascii_upper(second) || !ascii_lower(byte_at(text, end)))
		return false;
	for (; ascii_lower(byte_at(text, end)); end++)
		vowel |= is_vowel(text.at[end]);
	if (at > 1 && (text.at[at - 2] & 0x80 || ascii_alpha(text.at[at - 2])))
		return is_degree(str_sub(text, at, end));
	if (byte_at(text, end) & 0x80)
		return false;
	if (second == 'E' && !is_vowel(first) && str_equal(str_sub(text, at + 1, end), S("d")))
		return true; /* BEd, MEd */
	if (vowel)
		return first == 'E' && !is_vowel(second);
	return !is_ending(str_sub(text, at + 1, end)) &&
	       !(end == at + 2 && is_roman(first) && is_roman(second));
}
