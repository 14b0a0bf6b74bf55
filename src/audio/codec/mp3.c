/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <lame/lame.h>
#include <string.h>

#include "audio/id3.h"
#include "base/late.h"
#include "base/mem.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(lame_close)                                                                           \
	TAKE(lame_encode_buffer)                                                                   \
	TAKE(lame_encode_flush)                                                                    \
	TAKE(lame_get_lametag_frame)                                                               \
	TAKE(lame_init)                                                                            \
	TAKE(lame_init_params)                                                                     \
	TAKE(lame_set_bWriteVbrTag)                                                                \
	TAKE(lame_set_brate)                                                                       \
	TAKE(lame_set_debugf)                                                                      \
	TAKE(lame_set_errorf)                                                                      \
	TAKE(lame_set_in_samplerate)                                                               \
	TAKE(lame_set_mode)                                                                        \
	TAKE(lame_set_msgf)                                                                        \
	TAKE(lame_set_num_channels)                                                                \
	TAKE(lame_set_num_samples)                                                                 \
	TAKE(lame_set_quality)                                                                     \
	TAKE(lame_set_scale)                                                                       \
	TAKE(lame_set_write_id3tag_automatic)
LATE_LIBRARY("mp3lame", TAKEN)

/* The same rate all through, so that simple players can go to a time. At this one the sound
   of speech at 22 kHz has nothing to gain. */
enum { KILOBITS = 48, QUALITY = 2, BLOCK = 1 << 14, ROOM = BLOCK * 5 / 4 + 7200 };

static void
hush(const char *format, va_list arguments)
{
	(void)format;
	(void)arguments;
}

static bool
set_up(lame_t lame, const struct pcm *pcm)
{
	lib()->lame_set_errorf(lame, hush);
	lib()->lame_set_debugf(lame, hush);
	lib()->lame_set_msgf(lame, hush);
	lib()->lame_set_num_channels(lame, 1);
	lib()->lame_set_mode(lame, MONO);
	lib()->lame_set_in_samplerate(lame, (int)pcm->rate);
	lib()->lame_set_brate(lame, KILOBITS);
	lib()->lame_set_quality(lame, QUALITY);
	lib()->lame_set_scale(lame, (float)(1 / 0.95)); /* undoes what lame_init_params takes off */
	lib()->lame_set_num_samples(lame, pcm->count);
	lib()->lame_set_write_id3tag_automatic(lame, 0);
	/* the first frame says how long the sound is, and what decoders must cut off its ends */
	lib()->lame_set_bWriteVbrTag(lame, 1);
	return lib()->lame_init_params(lame) >= 0;
}

static bool
take(struct buf *out, const unsigned char *bytes, int count)
{
	if (count > 0)
		buf_put(out, (struct str){(const char *)bytes, (size_t)count});
	return count >= 0;
}

static bool
write_sound(lame_t lame, const struct pcm *pcm, struct buf *out)
{
	unsigned char *room = mem_array(ROOM, 1);
	size_t first = out->len, frame;
	bool good = true;

	for (size_t from = 0; from < pcm->count && good; from += BLOCK) {
		size_t count = pcm->count - from < BLOCK ? pcm->count - from : BLOCK;

		good = take(out, room,
		    lib()->lame_encode_buffer(lame, pcm->at + from, NULL, (int)count, room, ROOM));
	}
	good = good && take(out, room, lib()->lame_encode_flush(lame, room, ROOM));
	frame = good ? lib()->lame_get_lametag_frame(lame, room, ROOM) : 0;
	if (frame > 0 && frame <= ROOM && first + frame <= out->len)
		memcpy(out->at + first, room, frame);
	mem_free(room);
	return good;
}

static int
encode(const struct pcm *pcm, const struct tags *tags, struct output *out, struct diag *diag)
{
	lame_t lame = lib()->lame_init();
	struct buf bytes = {0};
	bool good = lame && set_up(lame, pcm);

	if (good) {
		id3_write(tags, pcm, &bytes);
		good = write_sound(lame, pcm, &bytes);
	}
	if (good)
		output_put(out, buf_str(&bytes));
	if (lame)
		lib()->lame_close(lame);
	buf_free(&bytes);
	return good ? 0 : diag_say(diag, DIAG_ENCODE_FAILED, (struct where){0}, "MP3");
}

static void
ready(void)
{
	lib();
}

const struct codec codec_mp3 = {
    .name = "mp3",
    .extension = "mp3",
    .overshoot = 1,
    .summary = "MP3 at 48 kbit/s, with ID3v2.3 tags: 22 MB an hour",
    .ready = ready,
    .encode = encode,
};
