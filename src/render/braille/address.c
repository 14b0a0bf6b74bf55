/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/address.h"

#include <string.h>

#include "base/utf8.h"

enum { ENDING = 2 /* cells of the sign that ends grade 1 mode */ };

static size_t
sequence_end(const struct mend *m, size_t i)
{
	while (i < m->count && !char_space(mend_char(m, i)))
		i++;
	return i;
}

static bool
reads(const struct mend *m, size_t i, const char *text)
{
	for (; *text; text++, i++)
		if (mend_char(m, i) != (unsigned char)*text)
			return false;
	return true;
}

static bool
is_address(const struct mend *m, size_t start, size_t end)
{
	bool at = false;

	for (size_t i = start; i < end; i++) {
		if (mend_spells(m, i, "www") && mend_char(m, i + 3) == '.')
			return true;
		if (i > start && (reads(m, i, "://") || reads(m, i, ":\\")))
			return true;
		if (at && mend_char(m, i) == '.')
			return true;
		at |= i > start && mend_char(m, i) == '@';
	}
	return false;
}

/* Figures begin grade 1 mode, which lasts to a hyphen, a dash or the end. */
static size_t
mode_end(const struct mend *m, size_t i, size_t end)
{
	for (; i < end; i++) {
		unsigned c = mend_char(m, i);

		if (c == '-' || (c >= 0x2010 && c <= 0x2015))
			return i;
	}
	return end;
}

/* Else there are signs of emphasis among the cells. */
static bool
looks_alike(const struct mend *m, size_t start, size_t end)
{
	const unsigned emphasis = (unsigned)~LOUIS_LETTERS;

	for (size_t i = start + 1; i < end; i++)
		if ((m->letters[i].form ^ m->letters[start].form) & emphasis)
			return false;
	return true;
}

/* A word behind a figure is contracted when that is shorter than to leave grade 1 mode on. */
static void
contract(struct mend *m, size_t i, size_t end)
{
	size_t first = mend_first(m, i), last = mend_end(m, end);
	struct louis_cells shorter;

	if (m->letters[i - 1].form & LOUIS_LETTERS || !looks_alike(m, i - 1, end) ||
	    !mend_translate(m, i, end, BEGINS_WORD, &shorter) ||
	    shorter.count + ENDING >= last - first)
		return;
	mend_replace(m, first, last - first, &shorter);
	mend_insert(m, first, ";'");
}

void
address_mend(struct mend *m)
{
	for (size_t start = 0, end; start < m->count; start = end + 1) {
		bool found = false;

		end = sequence_end(m, start);
		for (size_t i = start + 1; i < end; i++) {
			if (!char_letter(mend_char(m, i)) || !char_digit(mend_char(m, i - 1)))
				continue;
			found = found || is_address(m, start, end);
			if (!found)
				break;
			contract(m, i, mode_end(m, i, end));
		}
	}
}
