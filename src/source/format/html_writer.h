/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_WRITER_H
#define LECTERN_SOURCE_FORMAT_HTML_WRITER_H

#include "document/build.h"
#include "source/format/html_tree.h"

/*
 * What the parts of html_write share. A run is a paragraph that text has opened and the next
 * block ends; inside a leaf (a heading, a cell) blocks are only line breaks.
 */
struct writer {
	struct build *build;
	struct diag *diag;
	const char *file;
	struct str language; /* of the page */
	struct str note;     /* inside a reference: its label */
	unsigned line, leaf; /* leaf: how many leaves are open in each other */
	bool run, broke;     /* broke: a line break was the last thing put */
	struct buf recent;   /* the end of the text so far in this run or leaf */
	size_t repeated;     /* bytes of cells told again in the rows they span */
};

void writer_node(struct writer *, const struct html_node *);
void writer_children(struct writer *, const struct html_node *);
void writer_end_run(struct writer *);
void writer_leaf(struct writer *, const struct html_node *, enum block_kind, unsigned level);
void writer_open_language(struct writer *, const struct html_node *);
void writer_close_language(struct writer *, const struct html_node *);

#endif
