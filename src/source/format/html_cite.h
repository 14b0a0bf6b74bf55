/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_CITE_H
#define LECTERN_SOURCE_FORMAT_HTML_CITE_H

#include "base/buf.h"
#include "source/format/html_tree.h"

/*
 * Citations of a page: raised digits that lead to a source, as against exponents, ordinals and
 * footnote signs in formulas; and the blocks that they lead to.
 */

/* Gives `reference` to every block that a citation before it links to. */
void html_cite(struct html_node *root, struct arena *);

/* Whether a link leads into its own page. */
bool html_in_page(const struct html_node *link);
/* A citation by its link: "[1]" or "1" that leads to a note. The label is appended. */
bool html_cited_link(const struct html_node *link, struct buf *label);
/* A citation by its place: raised digits behind `before`, the text in front of them. */
bool html_cited_raised(const struct html_node *sup, struct str before, struct buf *label);
/* The label of a mark as it stands in a text: "[1]", "1, 3", "2-4" (given as "2,3,4"); false
   when it is no mark. */
bool html_mark(struct str text, bool letters, struct buf *label);

#endif
