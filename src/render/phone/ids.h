/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_IDS_H
#define LECTERN_RENDER_PHONE_IDS_H

#include "render/phone/prompts.h"

/* Which words have which id: the digits of a digest, open addressing. */
enum { IDS_DIGEST = 32 }; /* digits that tell two texts apart */

/* A prompt that was made: found by its text's digest. */
struct entry {
	char digest[IDS_DIGEST], id[PROMPT_ID];
	unsigned milliseconds;
	bool changed; /* as of a struct prompt */
};

struct ids {
	struct entry *table; /* by id; room is a power of two; the owner's to free */
	size_t count, room;
};

/* The prompt of these words; when they have none yet, a new one with no milliseconds. Other
   words whose digits are the same leave the next ones. NULL: all are taken. */
struct entry *ids_find(struct ids *, char kind, struct str language, struct str spoken);

#endif
