/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_XML_READ_H
#define LECTERN_BASE_XML_READ_H

#include "base/str.h"

/*
 * The one reader of XML (xml_read.c is the only file with <expat.h>). Names come without their
 * namespace prefixes; nothing outside the bytes is ever read. Texts may come in pieces.
 * Attributes are names and values in turn, ended by NULL.
 */
struct xml_events {
	void (*open)(void *context, const char *name, const char *const *attributes);
	void (*close)(void *context, const char *name); /* may be NULL */
	void (*text)(void *context, struct str);        /* may be NULL */
};

/* NULL, or why it is not well-formed (a literal). The line is that of an element's event while
   it is told, and in the end that of the fault. */
const char *xml_read(struct str bytes, const struct xml_events *, void *context, unsigned *line);

/* The value of an attribute, or "". A view that lives as long as the call of `open`. */
struct str xml_value(const char *const *attributes, const char *name);

#endif
