/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_GUARD_H
#define LECTERN_SOURCE_FORMAT_HTML_GUARD_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * What stands in front of the HTML parser, whose time and memory grow with the square of some
 * things in a page: nesting, attributes of one element, formatting that is never closed. One
 * pass over the tags bounds them. Tags are taken out, text never; what was done is said.
 */
enum { GUARD_DEEPEST = 512, GUARD_ATTRIBUTES = 128, GUARD_HTML_MOST = 64 * 1024 * 1024 };

/* The text to parse: the one given, or a changed copy in `changed` with the same line ends up
   to the first change. Text of more than GUARD_HTML_MOST bytes is refused: the empty string. */
struct str guard_html(struct str text, struct where, struct buf *changed, struct diag *);

#endif
