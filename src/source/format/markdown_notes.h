/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_MARKDOWN_NOTES_H
#define LECTERN_SOURCE_FORMAT_MARKDOWN_NOTES_H

#include "base/buf.h"
#include "base/mem.h"

/*
 * Footnotes, which CommonMark has not: "[^label]: text" at a line's start defines one, with
 * the lines that go on its paragraph and any indented ones behind; "[^label]" refers to it.
 * The Markdown parser reads a copy of the text, byte for byte as long, in which definitions
 * are blank and references are marks it lets pass; so offsets, and code, stay those of the
 * source. A label that nothing defines is no reference.
 */
struct footnote {
	struct str label;
	size_t start, end;    /* the whole definition in the source */
	struct str body;      /* its text with the indent taken off */
	unsigned line;        /* of the body's first line, counted from the text's first: 0 */
	unsigned long number; /* by first reference; 0: not referred to so far */
};

struct footnotes {
	struct arena arena;
	struct footnote *at; /* in order of the source */
	size_t count, room;
	size_t *order;           /* by label, for finding */
	struct footnote **cited; /* by number, from 1 */
	unsigned long numbered;
};

/* Bytes of the source that are code: no definition starts there. Sorted. */
struct code_range {
	size_t start, end;
};

/* Whether looking is worth the while. */
bool footnotes_likely(struct str text);
void footnotes_find(struct footnotes *, struct str text, const struct code_range *, size_t count);
void footnotes_free(struct footnotes *);

/* The copy: definitions blank (only in the text they were found in), references marked. */
struct str footnotes_mask(const struct footnotes *, struct str text, bool whole, struct arena *);
/* In masked text: the offset of the next reference's mark at or after `from`, or STR_NONE. */
size_t footnotes_next_mark(struct str masked, size_t from);
/* The footnote that the source refers to at this offset, or NULL; *end gets the offset
   behind. */
struct footnote *footnotes_at(const struct footnotes *, struct str source, size_t at, size_t *end);

/* The number of a footnote, given at its first reference. */
unsigned long footnotes_number(struct footnotes *, struct footnote *);

#endif
