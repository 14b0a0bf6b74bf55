/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/compose.h"

#include <string.h>

enum {
	COLUMNS_MOST = 64,
	BETWEEN = 2,    /* blanks between columns */
	DOTS_LEAST = 2, /* guide dots, else none */
	LINEAR_COLUMNS = 4,
	LINEAR_LINES = 2,
	HEADINGS_MOST = 16,
	KEPT_PART = 3, /* of a page: rows up to that are not divided */
	DOT_5 = 0x10,
	DOTS_2_5 = 0x12,
};

struct grid {
	const struct block *table;
	const struct block *head; /* the first row of headings; NULL: none */
	const struct block *body; /* the row behind the last of them */
	size_t columns;
	size_t width[COLUMNS_MOST];
	bool spans; /* a cell stands over several columns */
};

static size_t
row_columns(const struct block *row)
{
	size_t count = 0;

	for (const struct block *cell = row->child; cell; cell = cell->next)
		count++;
	return count;
}

static bool
is_head(const struct block *row)
{
	for (const struct block *cell = row->child; cell; cell = cell->next)
		if (!(cell->flags & BLOCK_HEADER))
			return false;
	return row->child != NULL;
}

/* Parts at the edges go: a cell's end is its last cell that is not blank. */
static struct run
entry(struct compose *c, const struct block *cell, const char *suffix)
{
	struct run run = {0};

	if (cell->text.len)
		run = compose_leaf(c, cell, suffix);
	run.count = run_length(&run);
	return run;
}

static void
measure(struct compose *c, const struct block *table, struct grid *grid)
{
	*grid = (struct grid){.table = table};
	for (const struct block *row = table->child; row; row = row->next) {
		size_t columns = row_columns(row), n = 0;

		grid->columns = columns > grid->columns ? columns : grid->columns;
		for (const struct block *cell = row->child; cell && n < COLUMNS_MOST;
		     cell = cell->next, n++) {
			size_t length = entry(c, cell, NULL).count;

			grid->spans |= cell_columns(cell) > 1;
			if (length > grid->width[n])
				grid->width[n] = length;
		}
	}
	grid->body = table->child;
	while (grid->body && grid->body->next && is_head(grid->body))
		grid->body = grid->body->next;
	if (grid->body != table->child)
		grid->head = table->child;
}

static bool
fits_simple(const struct compose *c, const struct grid *grid)
{
	size_t total = 0;

	if (grid->spans || grid->columns > COLUMNS_MOST)
		return false;
	for (size_t i = 0; i < grid->columns; i++)
		total += grid->width[i] + (i ? BETWEEN : 0);
	return total + c->left <= c->width;
}

static struct run
blank_row(struct compose *c, size_t count)
{
	return (struct run){.dots = arena_get(c->leaf->arena, count + 1),
	    .gap = arena_get(c->leaf->arena, count + 1),
	    .owner = arena_array(c->leaf->arena, count + 1, sizeof(unsigned)),
	    .from = arena_array(c->leaf->arena, count + 1, sizeof(size_t)),
	    .count = count};
}

static size_t
total_width(const struct grid *grid)
{
	size_t total = 0;

	for (size_t i = 0; i < grid->columns; i++)
		total += grid->width[i] + (i ? BETWEEN : 0);
	return total;
}

/* An entry and the dots that lead from it to the next column. */
static void
put_entry(struct run *row, size_t at, size_t width, const struct run *text, bool guide)
{
	size_t dots = text->count ? text->count + 1 : 0;

	if (text->count) {
		memcpy(row->dots + at, text->dots, text->count);
		memcpy(row->owner + at, text->owner, text->count * sizeof(*row->owner));
		memcpy(row->from + at, text->from, text->count * sizeof(*row->from));
	}
	if (guide && width >= dots + DOTS_LEAST)
		memset(row->dots + at + dots, DOT_5, width - dots);
}

static struct piece *
add_row(struct compose *c, const struct block *row, struct run run)
{
	struct piece *piece = compose_add(c, ROLE_TEXT, row);

	run.count = run_length(&run);
	piece->run = run;
	compose_indent(c, piece, 0, 0);
	piece->keep = c->keep;
	return piece;
}

static void
simple_row(struct compose *c, const struct grid *grid, const struct block *row)
{
	struct run run = blank_row(c, total_width(grid)), none = {0};
	const struct block *cell = row->child;
	bool head = row == grid->head;

	for (size_t i = 0, at = 0; i < grid->columns; at += grid->width[i++] + BETWEEN) {
		struct run text = cell ? entry(c, cell, NULL) : none;
		bool last = i + 1 == grid->columns;

		put_entry(&run, at, grid->width[i], &text, !head && (!last || !text.count));
		cell = cell ? cell->next : NULL;
	}
	add_row(c, row, run);
}

static void
separation_row(struct compose *c, const struct grid *grid)
{
	struct run run = blank_row(c, total_width(grid));

	for (size_t i = 0, at = 0; i < grid->columns; at += grid->width[i++] + BETWEEN) {
		if (!grid->width[i])
			continue;
		run.dots[at] = DOT_5;
		memset(run.dots + at + 1, DOTS_2_5, grid->width[i] - 1);
	}
	add_row(c, grid->head, run);
}

static void
compose_simple(struct compose *c, const struct grid *grid)
{
	size_t begin = c->pieces->count;

	for (const struct block *row = grid->table->child; row; row = row->next) {
		bool body = row != grid->head;

		simple_row(c, grid, row);
		if (!body)
			separation_row(c, grid);
		else if (grid->head) {
			struct piece *piece = &c->pieces->at[c->pieces->count - 1];

			piece->again = 2;
			piece->again_from = begin;
		}
	}
	if (grid->head && c->pieces->count > begin + 2)
		c->pieces->at[begin].with_next = c->pieces->at[begin + 1].with_next = true;
}

static void
join(struct compose *c, struct run *run, const char *cells, const struct run *more)
{
	struct run between = run_ascii(cells, false, c->leaf->arena);
	size_t at;

	run_append(run, &between, c->leaf->arena);
	at = run->count;
	run_append(run, more, c->leaf->arena);
	if (at && at < run->count && !run->dots[at - 1])
		run->gap[at] = GAP_FREE;
}

static struct piece *
add_note(struct compose *c, struct run inner)
{
	struct piece *piece = compose_add(c, ROLE_TEXT, NULL);

	piece->run = compose_note_run(c, inner);
	compose_indent(c, piece, 6, 4);
	piece->after = piece->with_next = true;
	return piece;
}

static const char *
linear_suffix(size_t column, const struct block *cell)
{
	if (!cell->next)
		return NULL;
	return column ? ";" : ":";
}

static struct run
no_entry(struct compose *c, const char *suffix)
{
	struct run run = run_ascii("--", false, c->leaf->arena), sign = {0};

	if (suffix)
		sign = compose_words(c, str_of(suffix));
	run_append(&run, &sign, c->leaf->arena);
	return run;
}

static struct run
linear_row(struct compose *c, const struct block *row)
{
	struct run run = {0};
	size_t column = 0;

	for (const struct block *cell = row->child; cell; cell = cell->next, column++) {
		struct run text = entry(c, cell, linear_suffix(column, cell));

		if (!text.count)
			text = no_entry(c, linear_suffix(column, cell));
		join(c, &run, column ? " " : "", &text);
	}
	return run;
}

static bool
fits_linear(struct compose *c, const struct grid *grid)
{
	if (grid->columns > LINEAR_COLUMNS || grid->columns < 2 || grid->spans || !grid->head ||
	    grid->head->next != grid->body)
		return false;
	for (const struct block *row = grid->table->child; row; row = row->next) {
		if (linear_row(c, row).count > LINEAR_LINES * c->width)
			return false;
		for (const struct block *cell = row->child; cell; cell = cell->next)
			if (str_find_byte(cell->text, ';', 0) != STR_NONE)
				return false;
	}
	return true;
}

static void
compose_linear(struct compose *c, const struct grid *grid)
{
	struct str words =
	    compose_phrase(c, "table-order", "Table columns follow one another in this order:");
	struct run note = compose_words(c, words), heads = linear_row(c, grid->head);

	join(c, &note, " ", &heads);
	add_note(c, note);
	for (const struct block *row = grid->table->child; row; row = row->next) {
		struct piece *piece;

		if (row == grid->head)
			continue;
		piece = compose_add(c, ROLE_TEXT, row);
		piece->run = linear_row(c, row);
		piece->whole = true;
		compose_indent(c, piece, 0, 2);
	}
}

/* The headings over columns [column, end), from the top down, each once. */
static size_t
headings_over(const struct grid *grid, unsigned column, unsigned end,
    const struct block *headings[HEADINGS_MOST])
{
	size_t count = 0;

	for (; column < end; column++)
		for (const struct block *row = grid->head; row && row != grid->body;
		     row = row->next) {
			const struct block *heading = row_cell(row, column);
			bool known = !heading || !heading->text.len;

			for (size_t i = 0; !known && i < count; i++)
				known = str_equal(headings[i]->text, heading->text);
			if (!known && count < HEADINGS_MOST)
				headings[count++] = heading;
		}
	return count;
}

/* "Heading, heading: value". */
static struct run
headed_entry(struct compose *c, const struct grid *grid, unsigned column, const struct block *cell)
{
	const struct block *headings[HEADINGS_MOST];
	size_t count =
	    headings_over(grid, column, column + (cell ? cell_columns(cell) : 1), headings);
	struct run run = {0}, text = {0};

	for (size_t i = 0; i < count; i++) {
		text = entry(c, headings[i], i + 1 < count ? "," : ":");
		join(c, &run, run.count ? " " : "", &text);
	}
	text = (struct run){0};
	if (cell)
		text = entry(c, cell, NULL);
	if (!text.count)
		text = run_ascii("--", false, c->leaf->arena);
	if (!run.count)
		return text;
	join(c, &run, " ", &text);
	return run;
}

/* Whether a heading stands over the column. */
static bool
is_headed(const struct grid *grid, unsigned column)
{
	for (const struct block *row = grid->head; row && row != grid->body; row = row->next)
		if (row_cell(row, column))
			return true;
	return false;
}

static void
listed_row(struct compose *c, const struct grid *grid, const struct block *row)
{
	const struct block *cell = row->child;
	unsigned column = 0;

	c->keep++;
	while (cell || is_headed(grid, column)) {
		struct piece *piece = compose_add(c, ROLE_TEXT, row);

		piece->keep = c->keep;
		piece->keep_lines = c->depth / KEPT_PART;
		piece->run = headed_entry(c, grid, column, cell);
		compose_indent(c, piece, column ? 0 : 4, column ? 2 : 4);
		piece->before = column == 0;
		piece->with_next = column == 0 && cell && cell->next;
		column += cell ? cell_columns(cell) : 1;
		cell = cell ? cell->next : NULL;
	}
}

static void
compose_listed(struct compose *c, const struct grid *grid)
{
	if (grid->head)
		add_note(c, compose_words(c, compose_phrase(c, "table-listed",
						 "The table is listed row by row, each entry "
						 "behind the heading of its column.")));
	for (const struct block *row = grid->body; row; row = row->next)
		listed_row(c, grid, row);
}

/* Columns are told apart by their indents: there must be room for these. */
static bool
fits_stairstep(const struct compose *c, const struct grid *grid)
{
	return grid->columns > 1 && c->left + 2 * grid->columns <= c->width / 2;
}

static void
stairstep_row(struct compose *c, const struct grid *grid, const struct block *row)
{
	unsigned column = 0;

	c->keep++;
	for (const struct block *cell = row->child; cell; cell = cell->next) {
		struct piece *piece = compose_add(c, ROLE_TEXT, row);

		piece->run = entry(c, cell, NULL);
		if (!piece->run.count)
			piece->run = run_ascii("--", false, c->leaf->arena);
		compose_indent(c, piece, 2 * column, 2 * (unsigned)grid->columns);
		piece->keep = c->keep;
		column += cell_columns(cell);
	}
}

static void
compose_stairstep(struct compose *c, const struct grid *grid)
{
	struct str words = compose_phrase(c, "table-stairs",
	    "The columns of the table are stairs: each begins two cells to the right of the one "
	    "before.");

	add_note(c, compose_words(c, words))->after = false;
	for (const struct block *row = grid->table->child; row; row = row->next) {
		size_t begin = c->pieces->count;

		stairstep_row(c, grid, row);
		if (row != grid->head || c->pieces->count == begin)
			continue;
		for (size_t i = begin; i < c->pieces->count; i++)
			c->pieces->at[i].with_next = true;
		c->pieces->at[c->pieces->count - 1].after = true;
	}
}

/* What is asked for, if it fits; else the first one that does. Without headings nothing but
   the indents of stairs tells columns apart. */
static enum compose_table_form
choose(struct compose *c, const struct grid *grid)
{
	bool stairs = fits_stairstep(c, grid);

	if (c->table_form == TABLE_LISTED || (c->table_form == TABLE_STAIRSTEP && stairs))
		return c->table_form;
	if (c->table_form == TABLE_LINEAR && fits_linear(c, grid))
		return TABLE_LINEAR;
	if (fits_simple(c, grid))
		return TABLE_SIMPLE;
	if (fits_linear(c, grid))
		return TABLE_LINEAR;
	return !grid->head && stairs ? TABLE_STAIRSTEP : TABLE_LISTED;
}

static void
add_caption(struct compose *c, const struct block *table)
{
	struct piece *piece;

	if (!table->value.len)
		return;
	piece = compose_add(c, ROLE_TEXT, table);
	piece->run = compose_value(c, table);
	compose_indent(c, piece, 6, 4);
	piece->with_next = true;
}

void
compose_table(struct compose *c, const struct block *table)
{
	size_t begin = c->pieces->count;
	struct grid grid;

	measure(c, table, &grid);
	if (!grid.columns || c->failed)
		return;
	c->keep++;
	add_caption(c, table);
	switch (choose(c, &grid)) {
	case TABLE_AUTO:
	case TABLE_SIMPLE:
		compose_simple(c, &grid);
		break;
	case TABLE_LINEAR:
		compose_linear(c, &grid);
		break;
	case TABLE_LISTED:
		compose_listed(c, &grid);
		break;
	case TABLE_STAIRSTEP:
		compose_stairstep(c, &grid);
		break;
	}
	if (c->pieces->count == begin)
		return;
	for (size_t i = begin + 1; i < c->pieces->count; i++)
		c->pieces->at[i].inner = true;
	c->pieces->at[begin].before = true;
	c->pieces->at[c->pieces->count - 1].after = true;
	c->last = ROLE_TEXT;
}
