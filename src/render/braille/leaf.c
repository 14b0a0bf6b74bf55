/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/leaf.h"

#include "base/utf8.h"
#include "render/braille/correct.h"
#include "render/braille/letters.h"

/* The gaps of a translated stretch: after each blank, and where the letters say so. */
static void
set_gaps(const struct letter *letters, size_t count, struct run *run, const size_t *from)
{
	size_t cell = 0;

	for (size_t i = 0; i < run->count; i++) {
		const struct letter *letter = &letters[from[i]];

		if (!run->dots[i] && i + 1 < run->count &&
		    !(letter->character == ' ' && letter->cut == GAP_TIED))
			run->gap[i + 1] = GAP_FREE;
	}
	for (size_t i = 0; i + 1 < count; i++) {
		if (letters[i].cut == GAP_TIED || letters[i].character == ' ')
			continue;
		while (cell < run->count && from[cell] <= i)
			cell++;
		if (cell && cell < run->count && run->gap[cell] == GAP_TIED)
			run->gap[cell] = letters[i].cut;
	}
}

static int
translate(const struct leaf_way *way, const struct letter *letters, size_t count, struct run *run)
{
	unsigned *chars = arena_array(way->arena, count, sizeof(*chars));
	unsigned char *forms = arena_get(way->arena, count);
	struct louis_cells cells;
	struct run part;

	for (size_t i = 0; i < count; i++) {
		chars[i] = letters[i].character;
		forms[i] = letters[i].form;
	}
	if (!way->tables->segments)
		way->tables->segments = segments_new();
	if (segments_translate(way->tables->segments, letters->table,
		(struct louis_text){chars, forms, count}, way->arena, &cells, way->diag) < 0)
		return -1;
	if (louis_ueb(letters->table))
		correct_cells(letters, count, way->arena, &cells);
	part = (struct run){.dots = cells.dots,
	    .gap = arena_get(way->arena, cells.count + 1),
	    .owner = arena_array(way->arena, cells.count + 1, sizeof(unsigned)),
	    .from = arena_array(way->arena, cells.count + 1, sizeof(size_t)),
	    .count = cells.count};
	set_gaps(letters, count, &part, cells.from);
	for (size_t i = 0; i < cells.count; i++)
		part.from[i] = letters[cells.from[i]].from;
	if (run->count && part.count && !run->dots[run->count - 1])
		part.gap[0] = GAP_FREE;
	run_append(run, &part, way->arena);
	return 0;
}

static int
letters_run(const struct leaf_way *way, struct letters *letters, struct run *run)
{
	int done = 0;

	*run = (struct run){0};
	for (size_t i = 0, end; !done && i < letters->count; i = end) {
		for (end = i + 1;
		     end < letters->count && letters->at[end].table == letters->at[i].table; end++)
			;
		done = translate(way, letters->at + i, end - i, run);
	}
	mem_free(letters->at);
	return done;
}

/* From bytes of this text to characters of the block's. */
static void
own_cells(const struct leaf_text *leaf, struct run *run)
{
	size_t at = 0, character = leaf->first;

	for (size_t i = 0; i < run->count; i++) {
		bool own = leaf->own && run->from[i] < leaf->own;

		while (at < run->from[i] && at < leaf->text.len) {
			utf8_next(leaf->text, &at);
			character++;
		}
		run->owner[i] = own ? leaf->owner : CELL_ADDED;
		run->from[i] = own ? character : 0;
	}
}

int
leaf_run(const struct leaf_way *way, const struct leaf_text *leaf, struct run *run)
{
	struct letters letters = {0};
	int done;

	letters_of(way, leaf, &letters);
	done = letters_run(way, &letters, run);
	if (done == 0)
		own_cells(leaf, run);
	return done;
}

int
leaf_mark(const struct leaf_way *way, struct str label, struct run *run)
{
	struct letters letters = {0};

	letters_mark(way, label, &letters);
	return letters_run(way, &letters, run);
}
