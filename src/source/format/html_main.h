/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_MAIN_H
#define LECTERN_SOURCE_FORMAT_HTML_MAIN_H

#include "source/format/html_tree.h"

/*
 * Which part of a page is the article. Every element gets its role; the rules stand in
 * html_main.c in the order they are applied. html_main includes html_hide and html_measure.
 */

/* Marks what nobody sees and what only does something (controls): HTML_HIDDEN. */
void html_hide(struct html_node *root);
/* Fills `size` and `has_block`. */
void html_measure(struct html_node *root);
void html_main(struct html_node *root);

#endif
