/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_HINT_H
#define LECTERN_SOURCE_FORMAT_HTML_HINT_H

#include "source/format/html_tree.h"

/* What an element says it is, by tag, role, class and id. Words of classes are taken whole
   ("nav" in "site-nav" and "siteNav", not in "navy"). */
enum html_hint {
	HINT_NONE,
	HINT_CONTENT,
	HINT_NAVIGATION, /* bars, menus, footers, promotion, sharing, dates and by-lines */
	HINT_ASIDE,      /* beside the article, sometimes part of it */
	HINT_COMMENTS    /* what readers wrote below */
};

enum html_hint html_hint(const struct html_node *);

/* Whether one of the words, or of pairs of words, is in a class or an id. */
bool html_holds(struct str names, const char *const *entries, size_t count);

#endif
