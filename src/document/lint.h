/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_LINT_H
#define LECTERN_DOCUMENT_LINT_H

#include "document/document.h"

/*
 * What a reader, listener or caller would stumble over, each said with its place: a telephone
 * number that is missing where the sentence expects one, a figure without a description, a
 * heading level left out, initials that are never explained, a table too wide for a braille
 * line, characters that some rendering cannot write, links that say nothing, very long
 * sentences, helplines that do not lead to a number. What reading the source found is said
 * when it is read; this adds what the whole document shows.
 */
void document_lint(const struct document *, struct diag *);

#endif
