/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_CITATION_H
#define LECTERN_DOCUMENT_CITATION_H

#include "base/str.h"

/*
 * Reference marks that lost their superscript: "Asia.1", "902,000.2 One", "include:6",
 * "found.[3,4]". The rules read the whole document first, because one certain mark makes the
 * doubtful ones likelier. In doubt a digit is a digit and the place is doubtful, for the
 * content lint to show. (Rules and counter-cases: citation.c.)
 */
struct citation_mark {
	size_t leaf;       /* which of the texts */
	size_t start, end; /* the bytes of the mark */
	bool doubtful;     /* not taken as a mark: the reader must look */
};

struct citation_text {
	struct str text;
	bool code; /* never holds marks */
};

/* All marks in order of leaf and start; a malloced array (mem_free) and its length. */
struct citation_mark *citation_find(
    const struct citation_text *, size_t count, struct str language, size_t *marks);

#endif
