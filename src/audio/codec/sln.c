/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/codec.h"

static int
encode(const struct pcm *pcm, const struct tags *tags, struct output *out, struct diag *diag)
{
	struct buf bytes = {0};
	char *at = buf_room(&bytes, pcm->count * 2);

	(void)tags;
	(void)diag;
	for (size_t i = 0; at && i < pcm->count; i++) {
		at[2 * i] = (char)(pcm->at[i] & 0xff);
		at[2 * i + 1] = (char)(pcm->at[i] >> 8 & 0xff);
	}
	output_put(out, buf_str(&bytes));
	buf_free(&bytes);
	return 0;
}

const struct codec codec_sln = {
    .name = "sln",
    .extension = "sln",
    .summary = "16-bit samples, little-endian, at 8000 a second, without a header",
    .rate = 8000,
    .encode = encode,
};

const struct codec codec_sln16 = {
    .name = "sln16",
    .extension = "sln16",
    .summary = "16-bit samples, little-endian, at 16000 a second, without a header",
    .rate = 16000,
    .encode = encode,
};
