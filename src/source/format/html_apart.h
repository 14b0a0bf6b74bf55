/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_APART_H
#define LECTERN_SOURCE_FORMAT_HTML_APART_H

#include "source/format/html_writer.h"

/* An element outside the article, a block for each piece of its text: a helpline where a
   number stands with words of help, a paragraph where a number stands alone, else boilerplate. */
void html_put_apart(struct writer *, const struct html_node *);

#endif
