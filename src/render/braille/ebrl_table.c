/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/ebrl_writer.h"

enum { COLUMNS_MOST = 64 };

/* The columns of a table in which a cell of some row begins. HTML has no others: a column that
   all rows only stand over is none. */
struct columns {
	bool begun[COLUMNS_MOST];
	unsigned width; /* of the widest row, as the source counts */
};

static unsigned
row_width(const struct block *row)
{
	unsigned width = 0;

	for (const struct block *cell = row->child; cell; cell = cell->next)
		width += cell_columns(cell);
	return width;
}

static struct columns
columns_of(const struct block *table)
{
	struct columns columns = {.width = 0};

	for (const struct block *row = table->child; row; row = row->next)
		if (row_width(row) > columns.width)
			columns.width = row_width(row);
	for (const struct block *row = table->child; row; row = row->next) {
		unsigned at = 0;

		for (const struct block *cell = row->child; cell; cell = cell->next) {
			if (at < COLUMNS_MOST)
				columns.begun[at] = true;
			at += cell_columns(cell);
		}
		for (; at < columns.width && at < COLUMNS_MOST; at++)
			columns.begun[at] = true; /* empty cells fill the row up */
	}
	return columns;
}

static unsigned
count_columns(const struct columns *columns, unsigned from, unsigned end)
{
	unsigned count = 0;

	for (unsigned i = from; i < end; i++)
		count += i >= COLUMNS_MOST || columns->begun[i];
	return count;
}

static void
put_table_cell(struct ebrl_writer *page, const struct block *cell, unsigned columns)
{
	bool heads = cell->flags & BLOCK_HEADER && cell->text.len;
	struct run run = compose_leaf(page->c, cell, NULL);

	xml_open(&page->xml, heads ? "th" : "td");
	if (heads)
		xml_attribute(&page->xml, "scope", row_is_head(cell->parent) ? S("col") : S("row"));
	if (columns > 1)
		xml_attribute(&page->xml, "colspan", arena_print(page->arena, "%u", columns));
	ebrl_run(page, cell, &run);
	xml_text(&page->xml, S(""));
	xml_close(&page->xml);
}

static void
put_row(struct ebrl_writer *page, const struct block *row, const struct columns *columns)
{
	unsigned at = 0, end;

	xml_open(&page->xml, "tr");
	for (const struct block *cell = row->child; cell; cell = cell->next, at = end) {
		end = at + cell_columns(cell);
		put_table_cell(page, cell, count_columns(columns, at, end));
	}
	for (unsigned i = count_columns(columns, at, columns->width); i; i--)
		xml_leaf(&page->xml, "td", S(""));
	xml_close(&page->xml);
}

void
ebrl_table(struct ebrl_writer *page, const struct block *table)
{
	/* eBraille Tagging Best Practices: the form that a device should give it */
	static const char *const forms[] = {
	    [TABLE_LINEAR] = "linear", [TABLE_LISTED] = "listed", [TABLE_STAIRSTEP] = "stairstep"};
	const struct block *row = table->child, *body = table_heads(table).body;
	struct columns columns = columns_of(table);

	if (!columns.width)
		return;
	xml_open(&page->xml, "table");
	if (forms[page->c->table_form])
		xml_attribute(&page->xml, "class", str_of(forms[page->c->table_form]));
	ebrl_element(page, "caption", NULL, NULL, compose_value(page->c, table));
	if (row != body) {
		xml_open(&page->xml, "thead");
		for (; row != body; row = row->next)
			put_row(page, row, &columns);
		xml_close(&page->xml);
	}
	if (row)
		xml_open(&page->xml, "tbody");
	for (const struct block *r = row; r; r = r->next)
		put_row(page, r, &columns);
	if (row)
		xml_close(&page->xml);
	xml_close(&page->xml);
}
