/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_TABLE_H
#define LECTERN_SOURCE_FORMAT_HTML_TABLE_H

#include "source/format/html_writer.h"

/* Whether a table holds data; one that only lays a page out is read as what is in it. */
bool html_is_data_table(const struct html_node *);

/* A cell that spans rows is told in each of them, so that every row is whole. */
void html_put_table(struct writer *, const struct html_node *);

#endif
