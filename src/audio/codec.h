/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_CODEC_H
#define LECTERN_AUDIO_CODEC_H

#include "audio/pcm.h"
#include "base/diag.h"
#include "base/output.h"

/* A part of a sound that a listener can go to. */
struct chapter {
	size_t start; /* samples from the beginning */
	struct str title;
};

/* What a file says about itself; empty fields are left out. Every text is one line. */
struct tags {
	struct str title, album;
	struct str artist; /* who speaks */
	struct str language, date, source;
	unsigned track, tracks;
	const struct chapter *chapters; /* rising */
	size_t chapter_count;
};

/*
 * A way to write sound to a file: one file, audio/codec/NAME.c, which defines `codec_NAME`
 * and owns one library. The Makefile makes the table from the folder's file names.
 */
struct codec {
	const char *name;      /* "wav", "ulaw" */
	const char *extension; /* without the dot */
	const char *summary;
	unsigned rate;    /* samples a second it needs; 0: any */
	double overshoot; /* dB that a peak may grow by when it is decoded; 0: samples are kept */
	void (*ready)(void); /* opens its library; NULL: it has none */
	int (*encode)(const struct pcm *, const struct tags *, struct output *, struct diag *);
};

extern const struct codec *const codecs[]; /* ends with NULL */
/* A codec that is ready, for all the processes that are forked later too. NULL: none of that
   name. */
const struct codec *codec_find(struct str name);

/* Reads a sound that libsndfile knows (WAV, FLAC, Ogg, AIFF and others), its channels mixed into
   one, of at most an hour. False: it is none, or broken. */
bool codec_read(struct str bytes, struct pcm *);

#endif
