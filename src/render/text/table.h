/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_TEXT_TABLE_H
#define LECTERN_RENDER_TEXT_TABLE_H

#include "document/document.h"

/*
 * What to call the values of a table. Its columns' heads (table_heads) name them; where there
 * are none, a row's first cell heads the row if it is a header. What stands over all
 * columns has no name.
 */
enum table_row {
	TABLE_HEAD,     /* said with each value */
	TABLE_LABELLED, /* each value has the headers of its column */
	TABLE_OWN_HEAD, /* the first cell is the header of the others */
	TABLE_VALUES,   /* no headers */
};

enum table_row table_row(const struct block *row);

/* Appends "Adults, dose: " for a cell of a row; nothing when it has no header. */
void table_label(const struct block *cell, struct buf *);

#endif
