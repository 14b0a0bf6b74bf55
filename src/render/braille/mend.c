/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/mend.h"

#include <string.h>

#include "base/utf8.h"

unsigned
mend_char(const struct mend *m, size_t letter)
{
	return letter < m->count ? m->letters[letter].character : ' ';
}

bool
mend_spells(const struct mend *m, size_t letter, const char *word)
{
	for (; *word; word++, letter++)
		if (letter >= m->count || m->letters[letter].character >= 0x80 ||
		    ascii_fold((char)m->letters[letter].character) != *word)
			return false;
	return true;
}

size_t
mend_first(const struct mend *m, size_t letter)
{
	size_t k = 0;

	while (k < m->cells->count && m->cells->from[k] < letter)
		k++;
	return k;
}

size_t
mend_first_own(const struct mend *m, size_t letter)
{
	size_t k = mend_first(m, letter);

	while (k < m->cells->count && (mend_is_sign(m, k) || m->cells->dots[k] == CELL_GRADE_1))
		k += mend_is_sign(m, k) ? 2 : 1;
	return k;
}

size_t
mend_end(const struct mend *m, size_t letter)
{
	const unsigned char *dots = m->cells->dots;
	size_t k = mend_first(m, letter);

	while (k >= 2 && dots[k - 1] == CELL_END &&
	       (dots[k - 2] == CELL_CAPITAL || mend_is_sign(m, k - 2)))
		k -= 2;
	return k;
}

static void
insert(struct mend *m, size_t cell, const char *ascii, size_t from)
{
	struct louis_cells *cells = m->cells;
	size_t length = strlen(ascii), count = cells->count + length;
	struct louis_cells out = {.dots = arena_get(m->arena, count + 1),
	    .from = arena_array(m->arena, count + 1, sizeof(*out.from)),
	    .count = count};

	for (size_t i = 0; i < count; i++) {
		bool before = i < cell, added = !before && i < cell + length;
		size_t at = before ? i : added ? cell : i - length;

		out.dots[i] = added ? cell_dots(ascii[i - cell]) : cells->dots[at];
		out.from[i] = added ? from : cells->from[at];
	}
	*cells = out;
}

void
mend_insert(struct mend *m, size_t cell, const char *ascii)
{
	struct louis_cells *cells = m->cells;

	insert(m, cell, ascii, cells->from[cell < cells->count ? cell : cells->count - 1]);
}

void
mend_close(struct mend *m, size_t letter, const char *ascii)
{
	insert(m, mend_first(m, letter), ascii, letter ? letter - 1 : 0);
}

void
mend_drop(struct mend *m, size_t cell, size_t length)
{
	struct louis_cells *cells = m->cells;

	for (; cell + length < cells->count; cell++) {
		cells->dots[cell] = cells->dots[cell + length];
		cells->from[cell] = cells->from[cell + length];
	}
	cells->count -= length;
}

bool
mend_translate(const struct mend *m, size_t start, size_t end, enum mend_place place,
    struct louis_cells *cells)
{
	size_t count = end - start, first = 0, last;
	unsigned *chars = arena_array(m->arena, count + 2, sizeof(*chars));
	unsigned char *forms = arena_get(m->arena, count + 2);

	chars[0] = place == BEGINS_WORD ? '/' : 'x'; /* which joins nothing */
	for (size_t i = 0; i <= count; i++)
		chars[i + 1] = place == WITHIN_WORD ? char_to_lower(mend_char(m, start + i))
						    : mend_char(m, start + i);
	if (louis_translate(m->letters->table, (struct louis_text){chars, forms, count + 2},
		m->arena, cells, &(struct diag){.sink = diag_hush}) < 0)
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

void
mend_replace(struct mend *m, size_t cell, size_t length, const struct louis_cells *with)
{
	for (size_t i = with->count; i-- > 0;) {
		const char one[] = {cell_ascii(with->dots[i]), 0};

		insert(m, cell, one, with->from[i]);
	}
	mend_drop(m, cell + with->count, length);
}

void
mend_spell(struct mend *m, size_t cell, size_t length, size_t letters)
{
	size_t from = m->cells->from[cell];

	for (size_t i = letters; i-- > 0;) {
		const char plain[] = {(char)m->letters[from + i].character, 0};

		insert(m, cell, plain, from + i);
	}
	mend_drop(m, cell + letters, length);
}

bool
mend_is_pair(const struct mend *m, size_t cell, unsigned char sign)
{
	const struct louis_cells *cells = m->cells;
	unsigned char purpose = cell + 1 < cells->count ? cells->dots[cell + 1] : 0;

	return purpose && cells->dots[cell] == sign &&
	       (purpose == CELL_EMPHASIS_SYMBOL || purpose == CELL_EMPHASIS_WORD ||
		   purpose == CELL_EMPHASIS_PASSAGE || purpose == CELL_END);
}

bool
mend_is_sign(const struct mend *m, size_t cell)
{
	return mend_is_pair(m, cell, CELL_ITALIC) || mend_is_pair(m, cell, CELL_BOLD) ||
	       mend_is_pair(m, cell, CELL_UNDERLINE);
}
