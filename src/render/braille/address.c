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

/* The cells of some letters as if a slash were before them. */
static bool
translate(const struct mend *m, size_t start, size_t end, struct louis_cells *cells)
{
	size_t count = end - start;
	unsigned *chars = arena_array(m->arena, count + 2, sizeof(*chars));
	unsigned char *forms = arena_get(m->arena, count + 2);
	size_t first = 0, last;

	chars[0] = '/';
	for (size_t i = 0; i <= count; i++) {
		chars[i + 1] = mend_char(m, start + i);
		if (i < count && m->letters[start + i].form & (unsigned)~LOUIS_LETTERS)
			return false;
	}
	if (louis_translate(m->letters->table, (struct louis_text){chars, forms, count + 2},
		m->arena, cells, NULL) < 0)
		return false;
	while (first < cells->count && cells->from[first] < 1)
		first++;
	for (last = cells->count; last > first && cells->from[last - 1] > count;)
		last--;
	cells->dots += first;
	cells->from += first;
	cells->count = last - first;
	for (size_t i = 0; i < cells->count; i++)
		cells->from[i] += start - 1;
	return true;
}

/* A word behind a figure is contracted when that is shorter than to leave grade 1 mode on. */
static void
contract(struct mend *m, size_t i, size_t end)
{
	size_t first = mend_first(m, i), last = mend_first(m, end);
	struct louis_cells shorter;

	if (m->letters[i - 1].form || !translate(m, i, end, &shorter) ||
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
