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

/* Bounded in depth, counts and size; every promise of document.h is checked. The leaves have
   sentences if these are asked for: to find them takes as long as all the rest. NULL: said
   (BAD_DOCUMENT, with `where`). */
struct document *document_decode(
    struct str bytes, bool sentences, struct where where, struct diag *);

/*
 * What stands in an encoded document, without making it: fast, for looking through many. Views
 * of the bytes; `leaf` is called for every leaf that has text, its text without spans, a view
 * that dies with the call. False: the bytes are damaged; some leaves may have been given.
 */
struct document_outline {
	struct str id, title, language, topic, summary;
};
typedef void document_leaf(void *context, enum block_kind, struct str text);
bool document_skim(struct str bytes, struct document_outline *);
bool document_skim_leaves(struct str bytes, document_leaf *, void *context);

#endif
