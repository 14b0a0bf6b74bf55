/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <FLAC/metadata.h>
#include <FLAC/stream_encoder.h>
#include <string.h>

#include "audio/comment.h"
#include "base/late.h"
#include "base/mem.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(FLAC__metadata_object_delete)                                                         \
	TAKE(FLAC__metadata_object_new)                                                            \
	TAKE(FLAC__metadata_object_vorbiscomment_append_comment)                                   \
	TAKE(FLAC__metadata_object_vorbiscomment_entry_from_name_value_pair)                       \
	TAKE(FLAC__stream_encoder_delete)                                                          \
	TAKE(FLAC__stream_encoder_finish)                                                          \
	TAKE(FLAC__stream_encoder_get_resolved_state_string)                                       \
	TAKE(FLAC__stream_encoder_init_stream)                                                     \
	TAKE(FLAC__stream_encoder_new)                                                             \
	TAKE(FLAC__stream_encoder_process_interleaved)                                             \
	TAKE(FLAC__stream_encoder_set_bits_per_sample)                                             \
	TAKE(FLAC__stream_encoder_set_channels)                                                    \
	TAKE(FLAC__stream_encoder_set_compression_level)                                           \
	TAKE(FLAC__stream_encoder_set_metadata)                                                    \
	TAKE(FLAC__stream_encoder_set_sample_rate)                                                 \
	TAKE(FLAC__stream_encoder_set_total_samples_estimate)
LATE_LIBRARY("FLAC", TAKEN)

enum { BLOCK = 1 << 14, COMPRESSION = 8 };

/* A file in memory, because the library goes back to fill in lengths and outputs cannot. */
struct memory {
	struct buf bytes;
	size_t at;
};

static FLAC__StreamEncoderWriteStatus
take_bytes(const FLAC__StreamEncoder *encoder, const FLAC__byte from[], size_t count,
    unsigned samples, unsigned frame, void *context)
{
	struct memory *m = context;

	(void)encoder;
	(void)samples;
	(void)frame;
	if (m->at + count > m->bytes.len)
		buf_fill(&m->bytes, '\0', m->at + count - m->bytes.len);
	memcpy(m->bytes.at + m->at, from, count);
	m->at += count;
	return FLAC__STREAM_ENCODER_WRITE_STATUS_OK;
}

static FLAC__StreamEncoderSeekStatus
go_to(const FLAC__StreamEncoder *encoder, FLAC__uint64 offset, void *context)
{
	struct memory *m = context;

	(void)encoder;
	m->at = (size_t)offset;
	return FLAC__STREAM_ENCODER_SEEK_STATUS_OK;
}

static FLAC__StreamEncoderTellStatus
tell(const FLAC__StreamEncoder *encoder, FLAC__uint64 *offset, void *context)
{
	const struct memory *m = context;

	(void)encoder;
	*offset = m->at;
	return FLAC__STREAM_ENCODER_TELL_STATUS_OK;
}

static void
take_comment(void *context, const char *name, const char *value)
{
	FLAC__StreamMetadata *comments = context;
	FLAC__StreamMetadata_VorbisComment_Entry entry;

	if (lib()->FLAC__metadata_object_vorbiscomment_entry_from_name_value_pair(
		&entry, name, value))
		lib()->FLAC__metadata_object_vorbiscomment_append_comment(comments, entry, false);
}

static bool
write_sound(FLAC__StreamEncoder *encoder, const struct pcm *pcm)
{
	FLAC__int32 *block = mem_array(BLOCK, sizeof(*block));
	bool good = true;

	for (size_t from = 0; from < pcm->count && good; from += BLOCK) {
		size_t count = pcm->count - from < BLOCK ? pcm->count - from : BLOCK;

		for (size_t i = 0; i < count; i++)
			block[i] = pcm->at[from + i];
		good = lib()->FLAC__stream_encoder_process_interleaved(
		    encoder, block, (unsigned)count);
	}
	mem_free(block);
	return lib()->FLAC__stream_encoder_finish(encoder) && good;
}

static bool
encode_to(struct memory *memory, FLAC__StreamEncoder *encoder, FLAC__StreamMetadata *comments,
    const struct pcm *pcm)
{
	return lib()->FLAC__stream_encoder_set_channels(encoder, 1) &&
	       lib()->FLAC__stream_encoder_set_bits_per_sample(encoder, 16) &&
	       lib()->FLAC__stream_encoder_set_sample_rate(encoder, pcm->rate) &&
	       lib()->FLAC__stream_encoder_set_compression_level(encoder, COMPRESSION) &&
	       lib()->FLAC__stream_encoder_set_total_samples_estimate(encoder, pcm->count) &&
	       lib()->FLAC__stream_encoder_set_metadata(encoder, &comments, 1) &&
	       lib()->FLAC__stream_encoder_init_stream(encoder, take_bytes, go_to, tell, NULL,
		   memory) == FLAC__STREAM_ENCODER_INIT_STATUS_OK &&
	       write_sound(encoder, pcm);
}

static int
encode(const struct pcm *pcm, const struct tags *tags, struct output *out, struct diag *diag)
{
	FLAC__StreamEncoder *encoder = lib()->FLAC__stream_encoder_new();
	FLAC__StreamMetadata *comments =
	    lib()->FLAC__metadata_object_new(FLAC__METADATA_TYPE_VORBIS_COMMENT);
	struct memory memory = {0};
	bool good = encoder && comments;

	if (good) {
		comment_each(tags, pcm->rate, take_comment, comments);
		good = encode_to(&memory, encoder, comments, pcm);
	}
	if (good)
		output_put(out, buf_str(&memory.bytes));
	else
		diag_say(diag, DIAG_ENCODE_FAILED, (struct where){0}, "FLAC: %s",
		    encoder ? lib()->FLAC__stream_encoder_get_resolved_state_string(encoder)
			    : "out of memory");
	if (encoder)
		lib()->FLAC__stream_encoder_delete(encoder);
	if (comments)
		lib()->FLAC__metadata_object_delete(comments);
	buf_free(&memory.bytes);
	return good ? 0 : -1;
}

static void
ready(void)
{
	lib();
}

const struct codec codec_flac = {
    .name = "flac",
    .extension = "flac",
    .summary = "FLAC: the same samples in about half the bytes",
    .ready = ready,
    .encode = encode,
};
