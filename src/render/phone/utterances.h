/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_UTTERANCES_H
#define LECTERN_RENDER_PHONE_UTTERANCES_H

#include "voice/script.h"

/* Adds an utterance; one of more than `most` characters, which would last too long for a prompt,
   as several, cut behind a comma or between words. */
struct utterances {
	struct utterance *at;
	size_t count, room;
};
void utterances_add(struct utterances *, const struct utterance *, size_t most);

/* The words of several utterances as those of one. */
struct utterance utterances_join(const struct utterance *, size_t count, struct arena *);

#endif
