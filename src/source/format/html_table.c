/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/html_table.h"

enum { COLUMNS_MOST = 64, REPEATS_MOST = 100, REPEATED_CELL = 200, REPEATED_MOST = 1 << 20 };
enum { LAYOUT_CELL = 600 }; /* bytes of text in a cell: more is a page's part */

static bool
is_cell(const struct html_node *node)
{
	return node->tag == HTML_TD || node->tag == HTML_TH;
}

/* The next row of this table itself, or NULL. */
static const struct html_node *
next_row(const struct html_node *table, const struct html_node *at)
{
	bool inside = at->tag == HTML_TR || (at->tag == HTML_TABLE && at != table);

	while ((at = html_next(table, at, inside)) != NULL) {
		if (at->tag == HTML_TR && at->role == HTML_READ)
			return at;
		inside = at->tag == HTML_TABLE || at->tag == HTML_TR || at->tag == HTML_CAPTION ||
			 at->role == HTML_HIDDEN;
	}
	return NULL;
}

static bool
lays_out(const struct html_node *cell)
{
	if (cell->size.text > LAYOUT_CELL)
		return true;
	for (const struct html_node *at = cell->child; at; at = html_next(cell, at, false))
		if (at->tag == HTML_TABLE || html_heading(at->tag) || at->tag == HTML_ARTICLE ||
		    at->tag == HTML_SECTION || at->tag == HTML_FORM)
			return true;
	return false;
}

bool
html_is_data_table(const struct html_node *table)
{
	unsigned rows = 0, widest = 0;
	bool marked = false;

	if (html_is(table, S("role"), S("presentation")) || html_is(table, S("role"), S("none")))
		return false;
	for (const struct html_node *child = table->child; child; child = child->next)
		marked = marked || child->tag == HTML_CAPTION || child->tag == HTML_THEAD;
	for (const struct html_node *row = next_row(table, table); row;
	     row = next_row(table, row)) {
		unsigned cells = 0;

		rows++;
		for (const struct html_node *cell = row->child; cell; cell = cell->next) {
			cells += is_cell(cell);
			marked = marked || cell->tag == HTML_TH;
			if (!marked && is_cell(cell) && lays_out(cell))
				return false;
		}
		widest = cells > widest ? cells : widest;
	}
	return rows > 0 && (marked ? widest > 0 : rows > 1 && widest > 1);
}

/* --- cells -------------------------------------------------------------------------------- */

struct spanned {
	const struct html_node *cell;
	unsigned rows, columns; /* rows still to come */
};

struct table_state {
	struct spanned columns[COLUMNS_MOST];
	bool marked; /* the page says which cells are headers */
	bool first;  /* row */
};

static unsigned
span_of(const struct html_node *cell, struct str name)
{
	unsigned long span;

	if (!str_number(str_trim(html_value(cell, name)), 65534, &span) || span == 0)
		return 1;
	return (unsigned)span;
}

/* All its text is strong. */
static bool
is_strong(const struct html_node *cell)
{
	size_t strong = 0;

	for (const struct html_node *at = cell->child; at; at = html_next(cell, at, false))
		if ((at->tag == HTML_B || at->tag == HTML_STRONG) && at->parent->tag != HTML_B &&
		    at->parent->tag != HTML_STRONG)
			strong += at->size.text;
	return strong > 0 && strong >= cell->size.text;
}

static bool
is_header(const struct table_state *state, const struct html_node *cell)
{
	if (cell->tag == HTML_TH || cell->parent->parent->tag == HTML_THEAD)
		return true;
	return !state->marked && state->first && is_strong(cell);
}

static void
put_cell(struct writer *w, const struct table_state *state, const struct html_node *cell)
{
	build_open(w->build, BLOCK_CELL, span_of(cell, S("colspan")) - 1, cell->line);
	if (is_header(state, cell))
		build_flag(w->build, BLOCK_HEADER);
	w->leaf++;
	writer_open_language(w, cell);
	writer_children(w, cell);
	writer_close_language(w, cell);
	w->leaf--;
	build_close(w->build);
	buf_clear(&w->recent);
	w->broke = false;
}

static void
repeat_cell(struct writer *w, const struct table_state *state, struct spanned *spanned)
{
	const struct html_node *cell = spanned->cell;

	spanned->rows--;
	w->repeated += cell->size.text;
	if (cell->size.text <= REPEATED_CELL && w->repeated <= REPEATED_MOST) {
		put_cell(w, state, cell);
		return;
	}
	build_open(w->build, BLOCK_CELL, spanned->columns - 1, cell->line);
	build_close(w->build);
}

static size_t
put_spanned(struct writer *w, struct table_state *state, size_t column)
{
	while (column < COLUMNS_MOST && state->columns[column].rows > 0) {
		repeat_cell(w, state, &state->columns[column]);
		column += state->columns[column].columns;
	}
	return column;
}

static void
put_row(struct writer *w, struct table_state *state, const struct html_node *row)
{
	size_t column = 0;

	build_open(w->build, BLOCK_ROW, 0, row->line);
	for (const struct html_node *cell = row->child; cell; cell = cell->next) {
		unsigned rows = span_of(cell, S("rowspan")), columns = span_of(cell, S("colspan"));

		if (!is_cell(cell) || cell->role == HTML_HIDDEN)
			continue;
		column = put_spanned(w, state, column);
		put_cell(w, state, cell);
		if (column < COLUMNS_MOST && rows > 1)
			state->columns[column] = (struct spanned){
			    cell, rows - 1 < REPEATS_MOST ? rows - 1 : REPEATS_MOST, columns};
		column += columns;
	}
	put_spanned(w, state, column);
	build_close(w->build);
	state->first = false;
}

static bool
marks_headers(const struct html_node *table)
{
	for (const struct html_node *row = next_row(table, table); row;
	     row = next_row(table, row)) {
		if (row->parent->tag == HTML_THEAD)
			return true;
		for (const struct html_node *cell = row->child; cell; cell = cell->next)
			if (cell->tag == HTML_TH)
				return true;
	}
	return false;
}

void
html_put_table(struct writer *w, const struct html_node *table)
{
	struct table_state state = {.marked = marks_headers(table), .first = true};
	struct buf caption = {0};

	writer_end_run(w);
	for (const struct html_node *child = table->child; child; child = child->next)
		if (child->tag == HTML_CAPTION && child->role == HTML_READ)
			html_text(child, &caption);
	build_open(w->build, BLOCK_TABLE, 0, table->line);
	build_value(w->build, buf_str(&caption));
	for (const struct html_node *row = next_row(table, table); row;
	     row = next_row(table, row)) {
		bool cells = false;

		for (const struct html_node *cell = row->child; cell; cell = cell->next)
			cells = cells || is_cell(cell);
		if (cells)
			put_row(w, &state, row);
	}
	build_close(w->build);
	buf_free(&caption);
}
