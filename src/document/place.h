/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_PLACE_H
#define LECTERN_DOCUMENT_PLACE_H

#include "document/document.h"

/*
 * Where words stand in the file that a document was read from, for messages. A block knows the
 * line it begins on; words inside it are looked for in the source from there. Where the source
 * is not at hand (a bundle, an EPUB publication) or writes the words in another way (markup
 * between them, character references), the block's line is all that is said.
 *
 * Looking forward through a file is quick; so ask in reading order.
 */
struct places {
	const struct document *doc;
	unsigned line; /* of the source, that `at` begins */
	size_t at;
};

struct places places_of(const struct document *);

/* Of bytes [start, end) of a leaf's text. */
struct where place_in(struct places *, const struct block *, size_t start, size_t end);
/* Of the first place from a line on where the words stand as they are. */
struct where place_words(struct places *, unsigned line, struct str words);
/* Of a block: its first word, or the first thing on its line. */
struct where place_block(struct places *, const struct block *);

#endif
