/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_FOLD_H
#define LECTERN_SOURCE_FORMAT_HTML_FOLD_H

#include "source/format/html_tree.h"

/*
 * What a page folds away until somebody opens it: the panels of accordions and tabs (the
 * patterns "Accordion", "Disclosure" and "Tabs" of the W3C's ARIA Authoring Practices). Whoever
 * reads the page looks into them, so they are text, and the buttons that open them are their
 * headings. Menus, dialogs and thanks for feedback are folded away too; they have no prose, or
 * no button that belongs to the text.
 */

/* Marks what is to be read although it looks hidden or like a control: `open`. Buttons become
   headings; that of a tab goes in front of its panel. To be called before html_hide. */
void html_unfold(struct html_node *root);

#endif
