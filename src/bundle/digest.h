/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_DIGEST_H
#define LECTERN_BUNDLE_DIGEST_H

#include "base/hash.h"
#include "bundle/bundle.h"

/*
 * What a bundle holds as one number, the same however the bundle was made: order, effort,
 * clusters and dictionaries do not count. For every record but the one named "catalogue", which
 * is made from the others: the SHA-256 of its name, a NUL and its bytes. The digest is the
 * SHA-256 of these, each in 64 hexadecimal digits and a line end, in byte order.
 */
int bundle_digest(struct bundle *, char digest[HASH_TEXT], struct diag *);

/*
 * What a bundle's file is, without reading it: the SHA-256 of its size (8 bytes) and its last
 * MiB, where its index stands with the checksums of all parts. For what is kept beside a bundle
 * to be known as stale; no proof against a forger.
 */
int bundle_fingerprint(const char *path, char text[HASH_TEXT], struct diag *);

/* The digest of records that are not in a bundle, or not yet. */
struct digest;
struct digest *digest_begin(void);
void digest_add(struct digest *, struct str name, struct str bytes);
void digest_end(struct digest *, char digest[HASH_TEXT]); /* frees */

#endif
