/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_WRITE_H
#define LECTERN_SOURCE_FORMAT_HTML_WRITE_H

#include "document/build.h"
#include "source/format/html_tree.h"

/*
 * A tree with roles into the build, in document order: what is read as the blocks it is, what
 * is set apart as boilerplate, a line of text a block. A line with a telephone number is never
 * boilerplate: it is a helpline when it speaks of help, else a paragraph.
 */
void html_write(struct html_node *root, const char *file, struct build *, struct diag *);

#endif
