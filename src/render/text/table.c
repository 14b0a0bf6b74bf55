/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/text/table.h"

enum table_row
table_row(const struct block *row)
{
	struct table_heads heads = table_heads(row->parent);
	const struct block *first = row->child;

	if (row_heads_columns(row))
		return TABLE_HEAD;
	if (heads.body != heads.first)
		return TABLE_LABELLED;
	if (first && first->flags & BLOCK_HEADER && first->text.len && first->next &&
	    !row_is_head(row))
		return TABLE_OWN_HEAD;
	return TABLE_VALUES;
}

/* A heading over two rows stands in both, and is said once. */
static void
add_label(const struct block *head, const struct block **last, struct buf *out)
{
	if (head == NULL || head->text.len == 0 || (*last && str_equal((*last)->text, head->text)))
		return;
	if (*last)
		buf_put(out, S(", "));
	block_plain(head, out);
	*last = head;
}

void
table_label(const struct block *cell, struct buf *out)
{
	const struct block *row = cell->parent, *last = NULL;
	struct table_heads heads = table_heads(row->parent);
	unsigned column = 0;

	if (row_is_whole(row))
		return;
	for (const struct block *b = row->child; b != cell; b = b->next)
		column += cell_columns(b);
	if (table_row(row) == TABLE_OWN_HEAD)
		add_label(row->child, &last, out);
	for (const struct block *head = heads.first; head != heads.body; head = head->next)
		add_label(row_cell(head, column), &last, out);
	if (last)
		buf_put(out, S(": "));
}
