/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <spandsp.h>

#include "audio/codec.h"
#include "base/late.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(g722_encode)                                                                          \
	TAKE(g722_encode_free)                                                                     \
	TAKE(g722_encode_init)
LATE_LIBRARY("spandsp", TAKEN)

enum { RATE = 64000 }; /* bits a second */

/* The library takes an int of samples: by the second it never comes near. */
static int
encode(const struct pcm *pcm, const struct tags *tags, struct output *out, struct diag *diag)
{
	g722_encode_state_t *state = lib()->g722_encode_init(NULL, RATE, 0);
	struct buf codes = {0};

	(void)tags;
	if (state == NULL)
		return diag_say(diag, DIAG_ENCODE_FAILED, (struct where){0}, "G.722");
	for (size_t at = 0; at < pcm->count;) {
		size_t count = pcm->count - at < pcm->rate ? pcm->count - at : pcm->rate;
		uint8_t *room = (uint8_t *)buf_room(&codes, (count + 1) / 2);

		/* codes are of two samples: a last one alone has silence beside it */
		if (room == NULL)
			break;
		if (count > 1)
			lib()->g722_encode(state, room, pcm->at + at, (int)(count & ~(size_t)1));
		if (count % 2 == 1)
			lib()->g722_encode(
			    state, room + count / 2, (int16_t[]){pcm->at[at + count - 1], 0}, 2);
		at += count;
	}
	lib()->g722_encode_free(state);
	output_put(out, buf_str(&codes));
	buf_free(&codes);
	return 0;
}

static void
ready(void)
{
	lib();
}

const struct codec codec_g722 = {
    .name = "g722",
    .extension = "g722",
    .summary = "G.722 at 64 kbit/s and 16000 samples a second, without a header",
    .rate = 16000,
    .ready = ready,
    .encode = encode,
};
