/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_META_H
#define LECTERN_SOURCE_FORMAT_HTML_META_H

#include "document/build.h"
#include "source/format/html_tree.h"

/*
 * What a page says about itself, into the build: title, language, summary, date. The heading
 * that repeats the title is marked HTML_HIDDEN, as it is told already.
 */
void html_meta(struct html_node *root, struct build *);

#endif
