/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_EPUB_H
#define LECTERN_SOURCE_EPUB_H

#include "source/source.h"

/*
 * EPUB publications (EPUB 3.3, and 2): a zip whose package document names the chapters in
 * reading order. Each item of the spine is an article; its topic is the publication's title.
 */
bool epub_is(struct str bytes);

/* Calls `found` for each article; stops when it gives non-zero, and gives that. -1: said. */
int epub_each(const char *path, struct str bytes, const struct source_options *, source_found *,
    void *context, struct diag *);

#endif
