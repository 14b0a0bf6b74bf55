/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_LISTING_H
#define LECTERN_RENDER_PHONE_LISTING_H

#include "base/hash.h"
#include "render/phone/ids.h"

/* prompts.csv and prompts.txt. */
struct listing {
	struct output *csv, *list;
	const char *extension; /* of the files that are listed */
};

/* What is known of a prompt when its sound is there. */
struct written {
	const struct entry *entry;
	struct str folder, voice;
	double level;
	unsigned milliseconds;
	char sha256[HASH_TEXT]; /* of the first format */
};

struct listing listing_begin(struct output *tree, const char *extension);
/* A sound of a language, and the words in it. */
void listing_put(
    struct listing *, struct str language, const struct utterance *, const struct written *);
void listing_end(struct listing *);

#endif
