/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/codec.h"
#include "audio/g711.h"

static int
encode(const struct pcm *pcm, const struct tags *tags, struct output *out, struct diag *diag)
{
	struct buf codes = {0};

	(void)tags;
	(void)diag;
	g711_pack(pcm, g711_alaw, &codes);
	output_put(out, buf_str(&codes));
	buf_free(&codes);
	return 0;
}

const struct codec codec_alaw = {
    .name = "alaw",
    .extension = "alaw",
    .summary = "G.711 A-law at 8000 samples a second, without a header",
    .rate = 8000,
    .encode = encode,
};
