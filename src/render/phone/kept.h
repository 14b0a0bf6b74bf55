/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_KEPT_H
#define LECTERN_RENDER_PHONE_KEPT_H

#include "base/hash.h"
#include "base/output.h"
#include "render/phone/prompts.h"

/*
 * What an export knows of its own sounds, so that the next one over it need not make them again:
 * the file ".index", records under keys that are digests of everything that decides what they are
 * about. Nothing here is trusted: an index that is not whole counts as none, and a file on disk
 * is used again only if the system says that nothing has touched it since the export was whole
 * (which rewriting, renaming, copying and unpacking do, whatever time they set), or if its bytes
 * have the digest that was written down for them.
 *
 * The file is a line, then records (a type, a key, the body's length as a varint, the body),
 * then the digest of all that.
 */
enum kept_type {
	KEPT_CUTS = 'c',  /* of a request: how many utterances each of its prompts takes */
	KEPT_SOUND = 's', /* of a prompt at one speed: what is known of it, its files' digests */
	KEPT_HEARD = 'h', /* of a prompt's folder and id: its sum, for what a next export changes */
};

struct kept_key {
	unsigned char at[HASH_SIZE];
};

struct kept;
/* Reads what the folder that `tree` will replace has; `fresh`: as if it had nothing. */
struct kept *kept_begin(struct output *tree, bool fresh);
/* One more folder to take sounds from. */
void kept_add(struct kept *, const char *folder);
/* The body of a record of the old index; a view that lives as long as `kept`. */
bool kept_find(const struct kept *, enum kept_type, const struct kept_key *, struct str *body);
/* A record of the new index. */
void kept_put(struct kept *, enum kept_type, const struct kept_key *, struct str body);

/* A record of a sound. */
struct kept_sound {
	const struct old *old; /* where it was found */
	char id[PROMPT_ID];
	unsigned milliseconds;
	double level;
	char sha256[HASH_TEXT]; /* of the first file */
	struct str digests;     /* of all files, HASH_SIZE bytes each */
};
bool kept_sound(const struct kept *, const struct kept_key *, size_t files, struct kept_sound *);
/* Whether one of its files is there as it was written, with this digest (hash_blake). */
bool kept_whole(const struct kept_sound *, const char *name, struct str digest);
/* That file, under a name of the new tree. */
void kept_again(struct kept *, const struct kept_sound *, const char *old, const char *name);
void kept_put_sound(struct kept *, const struct kept_key *, const struct kept_sound *);

/* Notes what is heard under a folder's id; whether the tree that is replaced is known and has
   something else there, or nothing. */
bool kept_changed(struct kept *, struct str folder, const char *id, const char *sha256);

void kept_end(struct kept *); /* before the tree is committed */

#endif
