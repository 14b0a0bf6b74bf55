/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_ABBREVIATION_H
#define LECTERN_DOCUMENT_ABBREVIATION_H

#include "base/str.h"

/*
 * "opioid use disorder (OUD)": an abbreviation that the text itself expands, in brackets
 * behind its words (or the words in brackets behind it), each letter matched to a word in
 * order. The first one at or after `from`; false when there is none.
 */
struct abbreviation {
	size_t start, end;    /* the abbreviation's bytes */
	struct str expansion; /* a view of the text */
};

bool abbreviation_find(struct str text, size_t from, struct abbreviation *);

#endif
