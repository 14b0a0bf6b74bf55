/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_MERGE_H
#define LECTERN_BUNDLE_MERGE_H

#include "bundle/words.h"

/*
 * Candidates for phrases: pairs of symbols that stand together often, pairs of those, and so
 * on. `symbols` is used up. SYMBOL_END stands between texts and in no pair.
 */
#define SYMBOL_END UINT32_MAX

struct merge {
	uint32_t left, right;
	uint32_t count; /* times, when it was found; repeats within a window count less */
};

struct merges {
	struct merge *at; /* number i makes the symbol `first` + i */
	size_t count, room;
	uint32_t first;
};

struct merge_options {
	size_t window;    /* symbols */
	uint32_t least;   /* the smallest count of a pair */
	size_t most;      /* candidates */
	unsigned eighths; /* how far the bar is lowered each round: to this many eighths */
};

void merge_pairs(struct symbols *, uint32_t first, const struct merge_options *, struct merges *);

#endif
