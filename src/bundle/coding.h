/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_CODING_H
#define LECTERN_BUNDLE_CODING_H

#include "base/buf.h"

/*
 * Texts as codes of one or two bytes that stand for words, phrases and single bytes: what
 * makes text small before it is deflated. Any bytes can be coded. The codes are a bundle's own
 * and stand in its dictionary, which lectern-bundle(5) specifies.
 */
struct coding;

/* From the bytes of a dictionary: all references checked, all expansions bounded. NULL, and
 *fault says what is wrong. */
struct coding *coding_load(struct str dictionary, const char **fault);
void coding_free(struct coding *); /* NULL is fine */

/* Appends the text of exactly `length` bytes that begins the codes, which are used up. False:
   the codes do not give it; the buffer may then hold part of it. */
bool coding_decode(const struct coding *, struct str *codes, size_t length, struct buf *);

/*
 * A dictionary for these texts, appended; false (and nothing appended) when none would make
 * them smaller. `effort` is the bundle's. The same texts give the same dictionary.
 */
bool coding_train(const struct str *texts, size_t count, int effort, struct buf *dictionary);
/* Appends the codes of a text, chosen for being few after deflate. */
void coding_encode(struct coding *, struct str text, struct buf *);

#endif
