/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/correct.h"

#include "base/utf8.h"

enum { GRADE_1 = 0x30 };

void
correct_letters(struct letter *letters, size_t count)
{
	for (size_t i = 1; i + 1 < count; i++)
		if (char_upper(letters[i].character) && char_lower(letters[i - 1].character) &&
		    char_lower(letters[i + 1].character))
			letters[i].form |= LOUIS_LETTERS;
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

void
correct_cells(
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
