/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_CLI_CORPUS_H
#define LECTERN_CLI_CORPUS_H

#include "bundle/bundle.h"
#include "cli/cli.h"

/*
 * The texts of many articles, for looking through them: a bundle's records are read as they
 * stand, which is fast; files become documents first. Articles are numbered from 0, those of a
 * bundle in the order of its records.
 */
struct corpus {
	struct bundle *bundle; /* NULL: the shelf */
	struct shelf *shelf;
	size_t *places; /* of each article: its record, or its place on the shelf */
	size_t count;
	struct buf record;
};

/* Of the first operand. 0, or -1: said. */
int corpus_open(struct corpus *, const struct settings *, struct diag *);
void corpus_close(struct corpus *);
struct str corpus_id(const struct corpus *, size_t i);
struct document *corpus_load(struct corpus *, size_t i, struct diag *);

/* What an article is searched by: title, summary, leaves; each with its weight (search.h). */
struct corpus_reader {
	void *context;
	void (*article)(void *context, size_t i, struct str id, struct str language);
	void (*text)(void *context, struct str text, unsigned weight);
};
int corpus_read(struct corpus *, size_t i, const struct corpus_reader *, struct diag *);

/* Where the index of a bundle stands: beside it. */
#define CORPUS_INDEX ".idx"

#endif
