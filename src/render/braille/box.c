/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/box.h"

#include <string.h>

enum { BOX_TOP = '7', BOX_BOTTOM = 'G' };

static struct piece *
add_line(struct compose *c, char cell)
{
	struct piece *piece = compose_add(c, ROLE_TEXT, NULL);
	struct arena *arena = c->leaf->arena;
	char *cells = arena_get(arena, c->width + 1);

	memset(cells, cell, c->width);
	piece->run = run_ascii(cells, false, arena);
	piece->fill = true;
	return piece;
}

static bool
has_rules(const struct pieces *pieces, size_t begin)
{
	for (size_t i = begin; i < pieces->count; i++)
		if (pieces->at[i].keep)
			return true;
	return false;
}

/* The piece behind the upper line. */
void
box_open(struct compose *c, size_t *box)
{
	struct piece *top = add_line(c, BOX_TOP);

	top->before = top->with_next = true;
	*box = c->pieces->count;
}

void
box_close(struct compose *c, size_t *box)
{
	size_t first = *box, count = c->pieces->count;

	*box = 0;
	if (!first)
		return;
	if (count == first) { /* nothing in it is written */
		c->pieces->count--;
		return;
	}
	c->pieces->at[first].before = false;
	c->pieces->at[count - 1].after = false;
	c->pieces->at[count - 1].closed = true;
	add_line(c, BOX_BOTTOM)->after = true;
	if (!has_rules(c->pieces, first - 1))
		compose_keep_short(c, first - 1);
}
