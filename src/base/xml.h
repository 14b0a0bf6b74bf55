/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_XML_H
#define LECTERN_BASE_XML_H

#include "base/mem.h"
#include "base/output.h"

/*
 * The one writer of XML and of HTML: it escapes, and it closes what it opened. Element and
 * attribute names are literals of the caller. Characters that XML 1.0 section 2.2 forbids are
 * written as U+FFFD. Elements stand on lines of their own, but inside an element that holds
 * text, and inside one that xml_tight was called for, nothing is added.
 */
struct xml {
	struct output *out;
	struct xml_element {
		const char *name;
		bool tight;
	} * open;
	size_t depth, room;
	bool in_tag; /* a start tag that attributes may still be added to */
	bool html;   /* set by the caller: empty elements get an end tag unless HTML has none */
};

void xml_begin(struct xml *, struct output *, const char *declaration); /* NULL: none */
void xml_open(struct xml *, const char *name);
void xml_attribute(struct xml *, const char *name, struct str value);
void xml_text(struct xml *, struct str);
void xml_close(struct xml *); /* the innermost */
void xml_tight(struct xml *);
void xml_leaf(struct xml *, const char *name, struct str text);
void xml_end(struct xml *); /* closes all that is open; frees */

void xml_escape(struct str, struct buf *);

#endif
