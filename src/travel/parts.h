/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_TRAVEL_PARTS_H
#define LECTERN_TRAVEL_PARTS_H

#include "bundle/bundle.h"

/*
 * A bundle in parts of a set size, for links and media that take no more. Each holds clusters of
 * its own and a share of what all of them need (dictionary, names, index, and the records that
 * are named to `parts_make`), so that losing some costs the articles in those alone.
 * lectern-bundle(5), "PARTS", is the specification.
 */
enum { PARTS_SIZE_LEAST = 512, PARTS_MOST = 65535 };

struct parts_plan {
	size_t parts, needed;     /* any `needed` of the parts give what all of them need */
	unsigned long long bytes; /* of all parts */
};

/* Members of the tree, part-1-of-9 and so on. `keep`: names of small records that every set of
   `needed` parts gives back, ending with an empty one. */
int parts_make(const char *path, size_t size, const struct str *keep, struct output *tree,
    struct parts_plan *, struct diag *);

/* A bundle from parts, in any order, perhaps not all of them. Parts that are damaged are said and
   count as lost. */
struct joined {
	struct bundle *bundle; /* records of which parts are lost cannot be read */
	bool whole;
	struct buf bytes; /* of the bundle, when it is whole */
	size_t parts, here;
	bool *part_here; /* by number */
	bool *lost;      /* by record */
	struct buf kept; /* names and bytes of the records that are always there */
};

/* 0 or -1: said (parts of several bundles, too few parts, no part at all). */
int parts_join(const char *const *paths, size_t count, struct joined *, struct diag *);
/* The bytes of a record that was kept for all; false when there is none of the name. */
bool joined_kept(const struct joined *, struct str name, struct str *bytes);
void joined_free(struct joined *);

#endif
