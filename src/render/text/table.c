/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/text/table.h"

static bool
heads_columns(const struct block *row)
{
	bool any = false;

	for (const struct block *cell = row->child; cell; cell = cell->next) {
		if (cell->text.len && !(cell->flags & BLOCK_HEADER))
			return false;
		any = any || cell->text.len;
	}
	return any;
}

static const struct block *
body_of(const struct block *table)
{
	const struct block *row = table->child;

	while (row && heads_columns(row))
		row = row->next;
	return row ? row : table->child;
}

enum table_row
table_row(const struct block *row)
{
	const struct block *table = row->parent, *body = body_of(table), *first = row->child;

	for (const struct block *head = table->child; head != body; head = head->next)
		if (head == row)
			return TABLE_HEAD;
	if (body != table->child)
		return TABLE_LABELLED;
	if (first && first->flags & BLOCK_HEADER && first->text.len && first->next &&
	    !heads_columns(row))
		return TABLE_OWN_HEAD;
	return TABLE_VALUES;
}

static void
add_label(const struct block *head, bool *any, struct buf *out)
{
	if (head == NULL || head->text.len == 0)
		return;
	if (*any)
		buf_put(out, S(", "));
	block_plain(head, out);
	*any = true;
}

void
table_label(const struct block *cell, struct buf *out)
{
	const struct block *row = cell->parent, *table = row->parent, *body = body_of(table);
	unsigned column = 0;
	bool any = false;

	for (const struct block *b = row->child; b != cell; b = b->next)
		column += cell_columns(b);
	if (table_row(row) == TABLE_OWN_HEAD)
		add_label(row->child, &any, out);
	for (const struct block *head = table->child; head != body; head = head->next)
		add_label(row_cell(head, column), &any, out);
	if (any)
		buf_put(out, S(": "));
}
