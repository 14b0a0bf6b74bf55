/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_SPEECH_TIMING_H
#define LECTERN_RENDER_SPEECH_TIMING_H

#include "base/output.h"
#include "voice/voice.h"

/*
 * When each utterance of a sound file is heard, with its written words: JSON, WebVTT, SubRip, or
 * an EPUB 3 media overlay (SMIL) with the page of words that it points into.
 */
enum timing { TIMING_NONE, TIMING_JSON, TIMING_VTT, TIMING_SRT, TIMING_SMIL };

/* A sound file and what is heard in it. */
struct timed {
	struct str file;           /* its name, beside which the timing stands */
	struct str article, title; /* id of the article; title of the file */
	struct str language;       /* of the article */
	const struct pcm *pcm;
	const struct utterance *utterances; /* as many as cues */
	const struct cue *cues;
	size_t count, first; /* `first`: the place in the article's script of the first one */
};

const char *timing_extension(enum timing);
void timing_write(enum timing, const struct timed *, struct output *);

/* The page of words that a media overlay points into: beside the sound, with its name, but
   ".xhtml". */
void timing_write_page(const struct timed *, struct output *);

#endif
