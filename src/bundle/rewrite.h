/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_REWRITE_H
#define LECTERN_BUNDLE_REWRITE_H

#include "bundle/bundle.h"

/*
 * A bundle made from an open one without packing it again: its dictionary and its order stay,
 * clusters that no edit touches are copied as they are, the others are deflated without the
 * dictionary. The same edits give the same bytes.
 */
struct edit {
	size_t record;    /* of the open bundle; STR_NONE: a new one, put behind all others */
	bool drop;        /* it is left out, */
	struct str name;  /* or named so */
	struct str bytes; /* and holds this */
};

/* The edits stand in the order of the records, each once, new ones last; no two names of the
   result are alike. 0 or -1 (said); the output is the caller's to commit. */
int bundle_rewrite(
    struct bundle *, const struct edit *, size_t count, struct output *, struct diag *);

#endif
