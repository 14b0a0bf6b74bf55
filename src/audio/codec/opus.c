/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <opusenc.h>
#include <stdlib.h>

#include "audio/comment.h"
#include "base/hash.h"
#include "base/late.h"
#include "base/mem.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(ope_comments_add)                                                                     \
	TAKE(ope_comments_create)                                                                  \
	TAKE(ope_comments_destroy)                                                                 \
	TAKE(ope_encoder_create_callbacks)                                                         \
	TAKE(ope_encoder_ctl)                                                                      \
	TAKE(ope_encoder_destroy)                                                                  \
	TAKE(ope_encoder_drain)                                                                    \
	TAKE(ope_encoder_write)                                                                    \
	TAKE(ope_strerror)
LATE_LIBRARY("opusenc", TAKEN)

/* Plain for speech in one voice; frames of 60 ms cost the least for their packets. */
enum { BITRATE = 12000, BLOCK = 1 << 16 };

/* At this rate the highest band is left out, which takes half a dB of speech's energy: decoders
   are told to give it back. In 256ths of a dB. */
enum { LOST = 128 };

struct sink {
	OggOpusComments *comments;
	struct buf bytes;
	int error;
};

static int
take_bytes(void *context, const unsigned char *bytes, opus_int32 count)
{
	struct sink *sink = context;

	buf_put(&sink->bytes, (struct str){(const char *)bytes, (size_t)count});
	return 0;
}

static int
take_end(void *context)
{
	(void)context;
	return 0;
}

static void
take_comment(void *context, const char *name, const char *value)
{
	struct sink *sink = context;
	int error = lib()->ope_comments_add(sink->comments, name, value);

	if (error != OPE_OK)
		sink->error = error;
}

static void
mix(void *context, const char *name, const char *value)
{
	struct buf *all = context;

	buf_print(all, "%s=%s\n", name, value);
}

/* What tells one Ogg stream from another where several are joined: the library would roll
   dice, but the same sound must be the same bytes. */
static opus_int32
serial_of(const struct pcm *pcm, const struct tags *tags)
{
	char digest[HASH_TEXT];
	struct buf all = {0};

	comment_each(tags, pcm->rate, mix, &all);
	buf_put(&all, (struct str){(const char *)pcm->at, pcm->count * sizeof(*pcm->at)});
	hash_sha256(buf_str(&all), digest);
	buf_free(&all);
	digest[7] = '\0'; /* 28 bits: never negative */
	return (opus_int32)strtoul(digest, NULL, 16);
}

static int
set_up(OggOpusEnc *encoder, opus_int32 serial)
{
	const struct {
		int request;
		opus_int32 value;
	} wanted[] = {
	    {OPE_SET_SERIALNO_REQUEST, serial},
	    {OPE_SET_COMMENT_PADDING_REQUEST, 0},
	    {OPE_SET_HEADER_GAIN_REQUEST, LOST},
	    {OPUS_SET_SIGNAL_REQUEST, OPUS_SIGNAL_VOICE},
	    {OPUS_SET_BITRATE_REQUEST, BITRATE},
	    {OPUS_SET_COMPLEXITY_REQUEST, 10},
	    {OPUS_SET_EXPERT_FRAME_DURATION_REQUEST, OPUS_FRAMESIZE_60_MS},
	};
	int error = OPE_OK;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted) && error == OPE_OK; i++)
		error = lib()->ope_encoder_ctl(encoder, wanted[i].request, wanted[i].value);
	return error;
}

static int
write_sound(OggOpusEnc *encoder, const struct pcm *pcm)
{
	static const int16_t nothing;
	/* the library cannot end a file that has no sample at all */
	int error = pcm->count > 0 ? OPE_OK : lib()->ope_encoder_write(encoder, &nothing, 1);

	for (size_t from = 0; from < pcm->count && error == OPE_OK; from += BLOCK) {
		size_t left = pcm->count - from;

		error = lib()->ope_encoder_write(
		    encoder, pcm->at + from, (int)(left < BLOCK ? left : BLOCK));
	}
	return error == OPE_OK ? lib()->ope_encoder_drain(encoder) : error;
}

static int
encode(const struct pcm *pcm, const struct tags *tags, struct output *out, struct diag *diag)
{
	static const OpusEncCallbacks callbacks = {take_bytes, take_end};
	struct sink sink = {.comments = lib()->ope_comments_create(), .error = OPE_ALLOC_FAIL};
	OggOpusEnc *encoder = NULL;

	if (sink.comments) {
		sink.error = OPE_OK;
		comment_each(tags, pcm->rate, take_comment, &sink);
	}
	if (sink.error == OPE_OK)
		encoder = lib()->ope_encoder_create_callbacks(
		    &callbacks, &sink, sink.comments, (opus_int32)pcm->rate, 1, 0, &sink.error);
	if (sink.error == OPE_OK)
		sink.error = set_up(encoder, serial_of(pcm, tags));
	if (sink.error == OPE_OK)
		sink.error = write_sound(encoder, pcm);
	if (encoder)
		lib()->ope_encoder_destroy(encoder);
	if (sink.comments)
		lib()->ope_comments_destroy(sink.comments);
	if (sink.error == OPE_OK)
		output_put(out, buf_str(&sink.bytes));
	buf_free(&sink.bytes);
	return sink.error == OPE_OK ? 0
				    : diag_say(diag, DIAG_ENCODE_FAILED, (struct where){0},
					  "Opus: %s", lib()->ope_strerror(sink.error));
}

static void
ready(void)
{
	lib();
}

const struct codec codec_opus = {
    .name = "opus",
    .extension = "opus",
    .overshoot = 2,
    .summary = "Ogg Opus at 12 kbit/s: 5 MB an hour",
    .ready = ready,
    .encode = encode,
};
