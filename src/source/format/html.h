/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_H
#define LECTERN_SOURCE_FORMAT_HTML_H

#include "document/build.h"
#include "source/format/html_tree.h"

/* What other formats need of HTML (html.c is the only file with <gumbo.h>). */

/* A piece of a page into the build, without looking for its main content. */
void html_fragment(struct str, unsigned line, const char *file, struct build *, struct diag *);

/* Appends what a character reference ("&eacute;", "&#233;") stands for; false when there is
   no such character, and nothing is appended. */
bool html_entity(struct str, struct buf *);

/* One tag as it stands in a text, with its attributes; NULL when it is none (an end tag, a
   comment, a declaration). All of it is in the arena. */
struct html_node *html_start_tag(struct str, struct arena *);

#endif
