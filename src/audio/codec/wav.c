/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sndfile.h>
#include <string.h>

#include "audio/codec.h"
#include "audio/g711.h"
#include "audio/riff.h"
#include "base/late.h"
#include "base/mem.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(sf_close)                                                                             \
	TAKE(sf_error)                                                                             \
	TAKE(sf_open_virtual)                                                                      \
	TAKE(sf_readf_short)                                                                       \
	TAKE(sf_set_string)                                                                        \
	TAKE(sf_strerror)                                                                          \
	TAKE(sf_write_raw)                                                                         \
	TAKE(sf_write_short)
LATE_LIBRARY("sndfile", TAKEN)

/* A file in memory, because the library goes back to fill in lengths and outputs cannot. */
struct memory {
	struct buf bytes;
	size_t at;
};

static sf_count_t
memory_length(void *context)
{
	struct memory *m = context;

	return (sf_count_t)m->bytes.len;
}

static sf_count_t
memory_seek(sf_count_t offset, int whence, void *context)
{
	struct memory *m = context;
	sf_count_t base =
	    whence == SEEK_SET ? 0 : (sf_count_t)(whence == SEEK_CUR ? m->at : m->bytes.len);

	if (base + offset < 0)
		return -1;
	m->at = (size_t)(base + offset);
	return base + offset;
}

static sf_count_t
memory_read(void *to, sf_count_t count, void *context)
{
	struct memory *m = context;
	struct str part = str_sub(buf_str(&m->bytes), m->at, m->at + (size_t)count);

	if (part.len > 0)
		memcpy(to, part.at, part.len);
	m->at += part.len;
	return (sf_count_t)part.len;
}

static sf_count_t
memory_write(const void *from, sf_count_t count, void *context)
{
	struct memory *m = context;

	if (m->at + (size_t)count > m->bytes.len)
		buf_fill(&m->bytes, '\0', m->at + (size_t)count - m->bytes.len);
	memcpy(m->bytes.at + m->at, from, (size_t)count);
	m->at += (size_t)count;
	return count;
}

static sf_count_t
memory_tell(void *context)
{
	struct memory *m = context;

	return (sf_count_t)m->at;
}

static void
tag(SNDFILE *file, int which, struct str value)
{
	if (value.len > 0) {
		char *text = mem_text(value);

		lib()->sf_set_string(file, which, text);
		mem_free(text);
	}
}

static void
put_tags(SNDFILE *file, const struct tags *tags)
{
	tag(file, SF_STR_TITLE, tags->title);
	tag(file, SF_STR_ALBUM, tags->album);
	tag(file, SF_STR_ARTIST, tags->artist);
	tag(file, SF_STR_DATE, tags->date);
	tag(file, SF_STR_COMMENT, tags->source);
	if (tags->track > 0) {
		char number[32];

		snprintf(number, sizeof(number), "%u/%u", tags->track, tags->tracks);
		tag(file, SF_STR_TRACKNUMBER, str_of(number));
	}
}

static bool
put_samples(SNDFILE *file, const struct pcm *pcm, int subtype)
{
	struct buf codes = {0};
	bool good;

	if (subtype != SF_FORMAT_ULAW)
		return lib()->sf_write_short(file, pcm->at, (sf_count_t)pcm->count) ==
		       (sf_count_t)pcm->count;
	/* the library's own companding differs from G.711's tables */
	g711_pack(pcm, g711_ulaw, &codes);
	good = lib()->sf_write_raw(file, codes.at, (sf_count_t)codes.len) == (sf_count_t)codes.len;
	buf_free(&codes);
	return good;
}

static int
encode_as(int format, const struct pcm *pcm, const struct tags *tags, struct output *out,
    struct diag *diag)
{
	SF_VIRTUAL_IO io = {memory_length, memory_seek, memory_read, memory_write, memory_tell};
	SF_INFO info = {.samplerate = (int)pcm->rate, .channels = 1, .format = format};
	struct memory memory = {0};
	SNDFILE *file = lib()->sf_open_virtual(&io, SFM_WRITE, &info, &memory);
	bool good = file != NULL;

	if (good) {
		if (tags)
			put_tags(file, tags);
		good = put_samples(file, pcm, format & SF_FORMAT_SUBMASK);
		good = lib()->sf_close(file) == 0 && good;
	}
	if (good && tags)
		riff_append(&memory.bytes, tags);
	if (good)
		output_put(out, buf_str(&memory.bytes));
	buf_free(&memory.bytes);
	return good ? 0
		    : diag_say(diag, DIAG_ENCODE_FAILED, (struct where){0}, "%s",
			  lib()->sf_strerror(NULL));
}

static int
encode_wav(const struct pcm *pcm, const struct tags *tags, struct output *out, struct diag *diag)
{
	return encode_as(SF_FORMAT_WAV | SF_FORMAT_PCM_16, pcm, tags, out, diag);
}

static int
encode_ulaw(const struct pcm *pcm, const struct tags *tags, struct output *out, struct diag *diag)
{
	return encode_as(SF_FORMAT_WAV | SF_FORMAT_ULAW, pcm, tags, out, diag);
}

static int
encode_gsm(const struct pcm *pcm, const struct tags *tags, struct output *out, struct diag *diag)
{
	(void)tags;
	return encode_as(SF_FORMAT_RAW | SF_FORMAT_GSM610, pcm, NULL, out, diag);
}

/* Asterisk knows this form by an exact header, in which there is no room for tags. */
static int
encode_wav49(const struct pcm *pcm, const struct tags *tags, struct output *out, struct diag *diag)
{
	(void)tags;
	return encode_as(SF_FORMAT_WAV | SF_FORMAT_GSM610, pcm, NULL, out, diag);
}

enum { BLOCK = 4096, CHANNELS_MOST = 8, RATE_MOST = 192000, SECONDS_MOST = 3600 };

static bool
read_samples(SNDFILE *file, int channels, struct pcm *pcm)
{
	size_t most = (size_t)pcm->rate * SECONDS_MOST;
	int16_t block[BLOCK * CHANNELS_MOST];
	sf_count_t count;

	while ((count = lib()->sf_readf_short(file, block, BLOCK)) > 0) {
		if (pcm->count + (size_t)count > most)
			return false;
		for (sf_count_t i = 0; i < count; i++) {
			int sum = 0;

			for (int c = 0; c < channels; c++)
				sum += block[i * channels + c];
			pcm_add(pcm, &(int16_t){(int16_t)(sum / channels)}, 1);
		}
	}
	return lib()->sf_error(file) == 0;
}

bool
codec_read(struct str bytes, struct pcm *pcm)
{
	SF_VIRTUAL_IO io = {memory_length, memory_seek, memory_read, memory_write, memory_tell};
	SF_INFO info = {0};
	struct memory memory = {0};
	SNDFILE *file;
	bool good;

	buf_put(&memory.bytes, bytes);
	file = lib()->sf_open_virtual(&io, SFM_READ, &info, &memory);
	good = file && info.channels >= 1 && info.channels <= CHANNELS_MOST &&
	       info.samplerate >= 1 && info.samplerate <= RATE_MOST;
	if (good) {
		pcm->rate = (unsigned)info.samplerate;
		good = read_samples(file, info.channels, pcm);
	}
	if (file)
		lib()->sf_close(file);
	buf_free(&memory.bytes);
	return good;
}

static void
ready(void)
{
	lib();
}

const struct codec codec_wav = {
    .name = "wav",
    .extension = "wav",
    .summary = "WAV, 16-bit samples",
    .ready = ready,
    .encode = encode_wav,
};

const struct codec codec_wav16 = {
    .name = "wav16",
    .extension = "wav16",
    .summary = "WAV, 16-bit samples at 16000 a second, as Asterisk names it",
    .rate = 16000,
    .ready = ready,
    .encode = encode_wav,
};

const struct codec codec_gsm = {
    .name = "gsm",
    .extension = "gsm",
    .summary = "GSM 06.10 full rate at 8000 samples a second, without a header",
    .rate = 8000,
    .ready = ready,
    .encode = encode_gsm,
};

const struct codec codec_wav49 = {
    .name = "wav49",
    .extension = "WAV",
    .summary = "WAV of GSM 06.10 at 8000 samples a second, as Asterisk names it",
    .rate = 8000,
    .ready = ready,
    .encode = encode_wav49,
};

const struct codec codec_wav_ulaw = {
    .name = "wav_ulaw",
    .extension = "wav",
    .summary = "WAV of G.711 mu-law at 8000 samples a second",
    .rate = 8000,
    .ready = ready,
    .encode = encode_ulaw,
};
