/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/compose.h"

#include <string.h>

enum {
	COLUMNS_MOST = 64,
	BETWEEN = 2,     /* blanks between columns */
	DOTS_LEAST = 2,  /* guide dots, else none */
	LINE_INDENT = 2, /* of the further lines of a cell */
	LINEAR_COLUMNS = 4,
	LINEAR_LINES = 2,
	HEADINGS_MOST = 16,
	KEPT_PART = 3, /* of a page: rows up to that are not divided */
	DOT_5 = 0x10,
	DOTS_2_5 = 0x12,
};

struct grid {
	const struct block *table;
	const struct block *head; /* the first row of the columns' headings; NULL: none */
	const struct block *body; /* the row behind the last of them */
	size_t columns;
	size_t width[COLUMNS_MOST];
	bool spans; /* a cell stands over several columns, but not over all */
	bool lines; /* a cell has several */
};

static size_t
row_columns(const struct block *row)
{
	size_t count = 0;

	for (const struct block *cell = row->child; cell; cell = cell->next)
		count++;
	return count;
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

/* The lines of a cell, one at least. */
static size_t
entry_lines(struct compose *c, const struct block *cell, struct run **at)
{
	struct compose_lines lines = {entry(c, cell, NULL), cell->text, 0, 0};
	size_t count = 0, most = 1;

	for (size_t i = 0; i < cell->text.len; i++)
		most += cell->text.at[i] == '\n';
	*at = arena_array(c->leaf->arena, most, sizeof(**at));
	while (count < most && compose_next_line(&lines, &(*at)[count]))
		count++;
	return count ? count : 1;
}

/* A cell's first line begins its row: the others do not look like rows. */
static size_t
line_indent(size_t line)
{
	return line ? LINE_INDENT : 0;
}

static void
measure_cell(struct compose *c, const struct block *cell, struct grid *grid, size_t column)
{
	struct run *lines;
	size_t count = entry_lines(c, cell, &lines);

	grid->spans |= cell_columns(cell) > 1;
	grid->lines |= count > 1;
	for (size_t i = 0; i < count; i++)
		if (lines[i].count + line_indent(i) > grid->width[column])
			grid->width[column] = lines[i].count + line_indent(i);
}

static void
measure(struct compose *c, const struct block *table, struct grid *grid)
{
	struct table_heads heads;

	*grid = (struct grid){.table = table};
	for (const struct block *row = table->child; row; row = row->next) {
		size_t columns = row_columns(row), n = 0;

		grid->columns = columns > grid->columns ? columns : grid->columns;
		if (row_is_whole(row))
			continue;
		for (const struct block *cell = row->child; cell && n < COLUMNS_MOST;
		     cell = cell->next)
			measure_cell(c, cell, grid, n++);
	}
	heads = table_heads(table);
	grid->body = heads.body;
	if (heads.first != heads.body)
		grid->head = heads.first;
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

/* A row's place is that of its first column, be this empty. */
static struct piece *
add_row(struct compose *c, const struct block *row, struct run run)
{
	struct piece *piece = compose_add(c, ROLE_TEXT, row);
	size_t blanks = 0;

	run.count = run_length(&run);
	while (blanks < run.count && !run.dots[blanks])
		blanks++;
	piece->run = (struct run){run.dots + blanks, run.gap + blanks, run.owner + blanks,
	    run.from + blanks, run.count - blanks};
	piece->first = piece->over = c->left + (unsigned)blanks;
	piece->keep = c->keep;
	return piece;
}

/* What is said of all columns, or of the rows below. */
static void
whole_row(struct compose *c, const struct block *row)
{
	struct compose_lines lines = {entry(c, row->child, NULL), row->child->text, 0, 0};
	struct piece *piece;
	struct run line;

	while (compose_next_line(&lines, &line)) {
		piece = compose_add(c, ROLE_TEXT, row);
		piece->run = line;
		piece->with_next = row->next && row_is_head(row);
		compose_indent(c, piece, 0, 2);
	}
}

struct entries {
	struct run *lines;
	size_t count;
};

static struct run
simple_line(
    struct compose *c, const struct grid *grid, const struct entries *cells, size_t line, bool head)
{
	struct run run = blank_row(c, total_width(grid)), none = {0};

	for (size_t i = 0, at = 0; i < grid->columns; at += grid->width[i++] + BETWEEN) {
		const struct run *text = line < cells[i].count ? &cells[i].lines[line] : &none;
		size_t indent = text->count ? line_indent(line) : 0;
		bool last = i + 1 == grid->columns;
		bool guide = text->count ? !last : line == 0;

		put_entry(&run, at + indent, grid->width[i] - indent, text, guide && !head);
	}
	return run;
}

static void
simple_row(struct compose *c, const struct grid *grid, const struct block *row, bool head)
{
	struct entries cells[COLUMNS_MOST] = {0};
	size_t lines = 1, i = 0, begin = c->pieces->count;

	if (row_is_whole(row)) {
		whole_row(c, row);
		for (; begin < c->pieces->count; begin++)
			c->pieces->at[begin].keep = c->keep;
		return;
	}
	for (const struct block *cell = row->child; cell; cell = cell->next, i++) {
		cells[i].count = entry_lines(c, cell, &cells[i].lines);
		lines = cells[i].count > lines ? cells[i].count : lines;
	}
	for (size_t line = 0; line < lines; line++) {
		struct run run = simple_line(c, grid, cells, line, head);

		if (run_length(&run))
			add_row(c, row, run)->with_next = line + 1 < lines;
	}
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
	const struct block *row = grid->table->child;
	size_t begin, heads;

	for (; grid->head && row != grid->head; row = row->next)
		simple_row(c, grid, row, true);
	begin = c->pieces->count;
	for (; row != grid->body; row = row->next)
		simple_row(c, grid, row, true);
	if (grid->head)
		separation_row(c, grid);
	heads = c->pieces->count - begin;
	for (size_t i = begin; i < c->pieces->count; i++)
		c->pieces->at[i].with_next = true;
	for (; row; row = row->next)
		simple_row(c, grid, row, false);
	for (size_t i = begin + heads; i < c->pieces->count; i++) {
		c->pieces->at[i].again = heads;
		c->pieces->at[i].again_from = begin;
	}
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
	if (grid->columns > LINEAR_COLUMNS || grid->columns < 2 || grid->spans || grid->lines ||
	    !grid->head || grid->head->next != grid->body)
		return false;
	for (const struct block *row = grid->table->child; row; row = row->next) {
		if (row_is_whole(row))
			continue;
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
		if (row_is_whole(row)) {
			whole_row(c, row);
			continue;
		}
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
headed_entry(
    struct compose *c, const struct grid *grid, unsigned column, unsigned end, struct run value)
{
	const struct block *headings[HEADINGS_MOST];
	size_t count = headings_over(grid, column, end, headings);
	struct run run = {0}, text = {0};

	for (size_t i = 0; i < count; i++) {
		text = entry(c, headings[i], i + 1 < count ? "," : ":");
		join(c, &run, run.count ? " " : "", &text);
	}
	if (!value.count)
		value = run_ascii("--", false, c->leaf->arena);
	if (!run.count)
		return value;
	join(c, &run, " ", &value);
	return run;
}

static struct piece *
listed_line(struct compose *c, const struct block *row, unsigned first, unsigned over)
{
	struct piece *piece = compose_add(c, ROLE_TEXT, row);

	piece->keep = c->keep;
	piece->keep_lines = c->depth / KEPT_PART;
	compose_indent(c, piece, first, over);
	return piece;
}

/* The lines of an entry are a list in it. */
static void
listed_entry(struct compose *c, const struct grid *grid, const struct block *row, unsigned column,
    const struct block *cell)
{
	unsigned first = column ? 0 : 4, end = column + (cell ? cell_columns(cell) : 1);
	struct run none = {0}, *lines = &none;
	size_t count = cell ? entry_lines(c, cell, &lines) : 1;
	unsigned over = count > 1 ? first + 4 : column ? 2 : 4;

	listed_line(c, row, first, over)->run = headed_entry(c, grid, column, end, lines[0]);
	for (size_t i = 1; i < count; i++)
		listed_line(c, row, first + 2, over)->run = lines[i];
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
	size_t begin = c->pieces->count;
	unsigned column = 0;

	if (row_is_whole(row)) {
		whole_row(c, row);
		if (c->pieces->count > begin)
			c->pieces->at[begin].before = true;
		return;
	}
	c->keep++;
	while (cell || is_headed(grid, column)) {
		listed_entry(c, grid, row, column, cell);
		if (!column && cell && cell->next)
			c->pieces->at[c->pieces->count - 1].with_next = true;
		column += cell ? cell_columns(cell) : 1;
		cell = cell ? cell->next : NULL;
	}
	if (c->pieces->count > begin)
		c->pieces->at[begin].before = true;
}

static void
compose_listed(struct compose *c, const struct grid *grid)
{
	if (grid->head)
		add_note(c, compose_words(c, compose_phrase(c, "table-listed",
						 "The table is listed row by row, each entry "
						 "behind the heading of its column.")));
	for (const struct block *row = grid->table->child; row; row = row->next)
		if (!row_heads_columns(row))
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
