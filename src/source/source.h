/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_SOURCE_H
#define LECTERN_SOURCE_SOURCE_H

#include "document/build.h"
#include "document/document.h"

/*
 * From the bytes of a file to a document: read (bounded), find the encoding
 * (source/charset), find the format (source/detect), parse (source/format/).
 */
struct source_options {
	const char *format;   /* name of a format; NULL: found out */
	const char *encoding; /* an IANA name; NULL: found out */
	const char *language; /* BCP 47; NULL: as the file says, or "" */
	bool keep_source;     /* the document keeps its source, for the places in messages */
};

/* "-" is standard input. NULL: said. An article without id gets one from its file's name. */
struct document *source_read(const char *path, const struct source_options *, struct diag *);

/* The same from memory; `path` only names it. */
struct document *source_parse(
    const char *path, struct str bytes, const struct source_options *, struct diag *);

/* Every article of a file, in order: an EPUB publication holds several, any other file one.
   `found` owns the document it is given; non-zero from it ends the run and is given back. -1:
   said. */
typedef int source_found(void *context, struct document *);
int source_each(
    const char *path, const struct source_options *, source_found *, void *context, struct diag *);

/* Whether lectern would take this file when it walks a folder (by its name's extension). */
bool source_takes(const char *path);

/*
 * A source format: one file, source/format/NAME.c, which defines `source_format_NAME`. The
 * Makefile makes the table of them from the folder's file names.
 */
struct source_format {
	const char *name;       /* "markdown" */
	const char *extensions; /* "md|markdown" */
	/* How sure, 0 to 100, that UTF-8 text of an unknown name is in this format. */
	unsigned (*looks_like)(struct str text);
	/* Text is valid UTF-8. Says into the build what it saw; faults are said as warnings. */
	void (*parse)(struct str text, const char *file, struct build *, struct diag *);
};

extern const struct source_format *const source_formats[]; /* ends with NULL */

/* Turns any text into an id: folded, [a-z0-9-], at most 64 bytes; "article" for nothing. */
void source_slug(struct str, struct buf *);

#endif
