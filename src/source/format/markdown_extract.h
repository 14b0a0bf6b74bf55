/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_MARKDOWN_EXTRACT_H
#define LECTERN_SOURCE_FORMAT_MARKDOWN_EXTRACT_H

#include "document/document.h"

/*
 * A document as Markdown that reads back as the same document, to the byte of its encoding. What
 * is written is read again here: each block that does not come back as it was is said outright
 * (markdown_exact.h) instead, and what Markdown has no form for as well. -1: it cannot be done
 * (said); no document that build has made is such a one.
 */
int markdown_extract(const struct document *, struct buf *, struct diag *);

/* One block as Markdown, without the blank line behind it; false when there is no form for it,
   and `out` may then hold part of one. `before`: the block in front of it, or NULL. `ascii`:
   other characters by their numbers. */
bool markdown_put_block(
    const struct block *, const struct block *before, bool ascii, struct buf *out);

#endif
