/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_TRAVEL_PATCH_H
#define LECTERN_TRAVEL_PATCH_H

#include "bundle/digest.h"

/*
 * What changed between two bundles, small enough for a thin link; lectern-bundle(5), "PATCHES",
 * is the specification. A patch is for one content, known by its digest, however that was
 * packed, and gives another one, whose digest is compared before anything is written.
 */
struct patch_report {
	size_t changed, renamed, added, removed; /* records */
	unsigned long long bytes;                /* of the patch */
	char before[HASH_TEXT], after[HASH_TEXT];
};

/* `label` says for whom the patch is: it is shown when the patch is used on another bundle. */
int patch_make(struct bundle *before, struct bundle *after, struct str label, struct output *,
    struct patch_report *, struct diag *);

/* 0 or -1, why said: a part of the patch is missing (how much is there, how much it needs), it is
   damaged, or it is for another bundle (which one). The result has the dictionary and the order
   of `before`: see bundle_rewrite. */
int patch_apply(struct bundle *before, const char *patch, struct output *, struct patch_report *,
    struct diag *);

#endif
