/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_SETTLE_H
#define LECTERN_DOCUMENT_SETTLE_H

#include "document/document.h"

/*
 * What can only be known of a whole document, once its tree is built: which heading is the
 * title, which blocks are empty, which digits are reference marks; telephone numbers,
 * abbreviations with their words, helplines, sentences. The last step of build_end.
 */
void document_settle(struct document *, struct diag *);

/* One more helpline, while the document is built; one without label and number changes nothing. */
void document_add_helpline(struct document *, struct helpline);

#endif
