/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_DETECT_H
#define LECTERN_SOURCE_DETECT_H

#include "source/source.h"

/*
 * What bytes are. The encoding is found by certain checks first (BOM, UTF-8 validity, zero
 * bytes of UTF-16 and UTF-32, ISO-2022 escapes, what HTML declares), then by guessing;
 * detect.c is the only file with <uchardet.h>.
 */
struct detected {
	char encoding[32]; /* IANA name in upper case: "UTF-8", "WINDOWS-1252" */
	unsigned sure;     /* 0 to 100 */
	const char *how;   /* "bom", "valid", "zeros", "escape", "declared", "guess", "default" */
};

void detect_encoding(struct str bytes, struct detected *);

/* Never NULL: plain text when nothing else is likelier. `path` may be NULL. */
const struct source_format *detect_format(const char *path, struct str text);

#endif
