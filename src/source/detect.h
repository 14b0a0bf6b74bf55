/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_DETECT_H
#define LECTERN_SOURCE_DETECT_H

#include "source/source.h"

/*
 * What bytes are. The encoding is found by certain checks first (BOM, UTF-8 validity, zero
 * bytes of UTF-16 and UTF-32, ISO-2022 escapes, what HTML declares), then by guessing;
 * detect.c is the only file with <uchardet.h>.
 */
enum { DETECT_NAME = 32 };

struct detected {
	char encoding[DETECT_NAME]; /* IANA name in upper case: "UTF-8", "WINDOWS-1252" */
	unsigned sure;              /* 0 to 100 */
	/* "bom", "zeros", "escape", "valid", "declared", "mostly" (UTF-8 but for some bytes),
	   "guess" */
	const char *how;
};

/* Never without an answer; an empty file is UTF-8. */
void detect_encoding(struct str bytes, struct detected *);

/* Whether pages or XML say at their start which encoding they are in; "iso-8859-1" gives what
   browsers take it for. */
bool detect_declared(struct str bytes, char encoding[DETECT_NAME]);

/* The language that the words are in, as a BCP 47 tag; "" unless it is clear. */
struct str detect_language(struct str text);

/* Never NULL: plain text when nothing else is likelier. `path` may be NULL. */
const struct source_format *detect_format(const char *path, struct str text);

#endif
