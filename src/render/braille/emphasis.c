/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/emphasis.h"

#include <string.h>

#include "base/utf8.h"

enum { NUMBER = 0x3c, SINGLE_CLOSE_1 = 0x2820, SINGLE_CLOSE_2 = 0x2834, EMPTY_CELL = 0x2800 };

/* The sign that ends this emphasis at a letter, before or behind those that end another there. */
static size_t
end_sign(const struct mend *m, size_t end, unsigned char sign)
{
	size_t k = mend_first(m, end);

	while (k >= 2 && mend_is_sign(m, k - 2) && m->cells->dots[k - 1] == CELL_END) {
		k -= 2;
		if (m->cells->dots[k] == sign)
			return k;
	}
	return STR_NONE;
}

/* One passage: its first sign opens it, those between go, and one ends it. */
static void
join_passage(struct mend *m, size_t begin, size_t end, unsigned char sign)
{
	struct louis_cells *cells = m->cells;
	const char closing[] = {cell_ascii(sign), '\'', 0};
	size_t first = mend_first(m, begin), k = mend_first(m, end);

	while (first < k && !mend_is_pair(m, first, sign))
		first++;
	if (first == k || cells->dots[first + 1] == CELL_END)
		return;
	cells->dots[first + 1] = CELL_EMPHASIS_PASSAGE;
	if (end_sign(m, end, sign) == STR_NONE)
		mend_close(m, end, closing);
	else
		k = end_sign(m, end, sign);
	while (k-- > first + 2)
		if (mend_is_pair(m, k, sign))
			mend_drop(m, k, 2);
}

/* The one between figures too, which is given to the table as a cell. */
static bool
is_blank(unsigned c)
{
	return char_space(c) || c == EMPTY_CELL;
}

static void
join_passages(struct mend *m, enum louis_form form, unsigned char sign)
{
	const struct letter *letters = m->letters;

	for (size_t i = 0, end; i < m->count; i = end + 1) {
		size_t words = 0;

		for (end = i; end < m->count && letters[end].form & form; end++)
			words += !is_blank(letters[end].character) &&
				 (end == i || is_blank(letters[end - 1].character));
		if (words >= EMPHASIS_PASSAGE)
			join_passage(m, i, end, sign);
	}
}

static bool
is_ellipsis(const struct mend *m, size_t i)
{
	return mend_char(m, i) == 0x2026 || (mend_char(m, i) == '.' && mend_char(m, i + 1) == '.');
}

/* From here to a blank there are only marks that close. */
static bool
only_closes(const struct mend *m, size_t i)
{
	static const char closing[] = ".,;:!?)]}";

	for (; !char_space(mend_char(m, i)); i++) {
		unsigned c = mend_char(m, i);

		if (is_ellipsis(m, i) ||
		    !((c < 0x80 && c && strchr(closing, (int)c)) || c == 0x201d || c == 0x2019 ||
			c == SINGLE_CLOSE_1 || c == SINGLE_CLOSE_2))
			return false;
	}
	return true;
}

/* The end of an emphasized word's emphasis at a cell, behind which are only marks that close. */
static bool
ends_before_marks(const struct mend *m, size_t k, unsigned char sign, bool word)
{
	const struct louis_cells *cells = m->cells;

	return word && mend_is_pair(m, k, sign) && cells->dots[k + 1] == CELL_END &&
	       k + 2 < cells->count && only_closes(m, cells->from[k + 2]);
}

static void
include_marks(struct mend *m, unsigned char sign)
{
	bool word = false;

	for (size_t k = 0; k < m->cells->count; k++) {
		if (!m->cells->dots[k])
			word = false;
		if (ends_before_marks(m, k, sign, word))
			mend_drop(m, k, 2);
		else if (mend_is_pair(m, k, sign)) {
			word = m->cells->dots[k + 1] == CELL_EMPHASIS_WORD;
			k++;
		}
	}
}

/* A sign of emphasis within a number ends numeric mode. */
static void
begin_numbers(struct mend *m)
{
	const struct louis_cells *cells = m->cells;

	for (size_t k = 0; k + 2 < cells->count; k++) {
		size_t i, first;

		if (!mend_is_sign(m, k))
			continue;
		for (i = cells->from[k + 2]; mend_char(m, i) == '.' || mend_char(m, i) == ',';)
			i++;
		first = mend_first(m, i);
		while (mend_is_sign(m, first))
			first += 2;
		if (char_digit(mend_char(m, i)) && first < cells->count &&
		    cells->from[first] == i && cells->dots[first] != NUMBER)
			mend_insert(m, first, "#");
	}
}

void
emphasis_mend(struct mend *m)
{
	static const struct {
		enum louis_form form;
		unsigned char sign;
	} kinds[] = {{LOUIS_ITALIC, CELL_ITALIC}, {LOUIS_BOLD, CELL_BOLD},
	    {LOUIS_UNDERLINE, CELL_UNDERLINE}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		join_passages(m, kinds[i].form, kinds[i].sign);
		include_marks(m, kinds[i].sign);
	}
	begin_numbers(m);
}
