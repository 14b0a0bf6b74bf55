/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_SPEECH_ARTICLE_H
#define LECTERN_RENDER_SPEECH_ARTICLE_H

#include "audio/codec.h"
#include "render/shelf.h"
#include "render/speech/timing.h"
#include "render/speech/track.h"

/* What is asked of the rendering. */
struct speech {
	struct shelf *shelf;
	const struct codec *codec;
	enum track_per per;
	enum timing timing;
	const char *voice;   /* as voice_profile takes it; NULL: the language's */
	unsigned rate;       /* words a minute; 0: the language's */
	const char *lexicon; /* a file over the language's; NULL: none */
	double level;        /* dBov, of every file's active speech */
	bool references;
	unsigned voice_workers; /* for the utterances of one file */
};

/* Speaks article n of the shelf. Its files are appended to `result`, to be taken out by
   article_file: so an article can be a job. 0, or -1 (said). */
int article_speak(const struct speech *, size_t n, struct buf *result, struct diag *);

/* Reads it out on the sound card. 0; 1, the listener wants to hear no more; or -1 (said). */
int article_play(const struct speech *, size_t n, struct diag *);

/* The next file: its name and its bytes, as views. False when there is none. */
bool article_file(struct str *result, struct str *name, struct str *bytes);

#endif
