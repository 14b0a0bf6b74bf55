/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_XML_H
#define LECTERN_BASE_XML_H

#include "base/mem.h"
#include "base/output.h"

/*
 * The one XML (and XHTML) writer: it escapes, and it closes what it opened. Element and
 * attribute names are literals of the caller. Characters that XML 1.0 section 2.2 forbids
 * are written as U+FFFD.
 */
struct xml {
	struct output *out;
	const char **open; /* names of the open elements */
	size_t depth, room;
	bool in_tag; /* a start tag that attributes may still be added to */
	bool tight;  /* no line ends or indents are added inside the innermost element */
};

void xml_begin(struct xml *, struct output *, const char *declaration); /* NULL: none */
void xml_open(struct xml *, const char *name);
void xml_attribute(struct xml *, const char *name, struct str value);
void xml_text(struct xml *, struct str);
void xml_close(struct xml *); /* the innermost */
void xml_leaf(struct xml *, const char *name, struct str text);
void xml_end(struct xml *); /* closes all that is open; frees */

void xml_escape(struct str, struct buf *);

#endif
