/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_CODEC_H
#define LECTERN_DOCUMENT_CODEC_H

#include "document/document.h"

/*
 * A document as bytes and back: what a bundle keeps of an article. The form is specified in
 * lectern-bundle(5). decode(encode(d)) equals d in everything but `file` and line numbers.
 * Sentences are not stored: they are found again, the same way.
 */
void document_encode(const struct document *, struct buf *);

/* Bounded in depth, counts and size; every promise of document.h is checked. NULL: said
   (BAD_DOCUMENT, with `where`). */
struct document *document_decode(struct str bytes, struct where where, struct diag *);

#endif
