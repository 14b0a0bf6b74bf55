/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_SENTENCE_H
#define LECTERN_DOCUMENT_SENTENCE_H

#include "base/str.h"

/*
 * Where sentences end, by language (BCP 47 tag; unknown ones get the common rules). Given
 * text that follows the promises of document.h and the offset of a sentence's first byte,
 * the end of that sentence: behind its closing marks, quotes, brackets and the citation
 * marks that belong to it. The next one starts after the white space that follows; "fever.The"
 * is two sentences with none between.
 *
 * `quiet` tells which bytes are citation marks: sorted, not overlapping [start, end) pairs, so
 * that "Asia.1 Heroin" ends behind the mark.
 */
struct sentence_mark {
	size_t start, end;
};

size_t sentence_end(struct str language, struct str text, size_t from,
    const struct sentence_mark *quiet, size_t quiet_count);

/* A word that opens sentences and names nothing: "The", "However", "Wenn". */
bool sentence_opener(struct str language, struct str word);

#endif
