/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_SPEECH_TIMING_H
#define LECTERN_RENDER_SPEECH_TIMING_H

#include "base/output.h"
#include "voice/voice.h"

/* When each utterance of a sound file is heard: JSON, WebVTT or SubRip, with its written
   words. */
enum timing { TIMING_NONE, TIMING_JSON, TIMING_VTT, TIMING_SRT };

const char *timing_extension(enum timing);
void timing_write(enum timing, struct str sound, const struct pcm *, const struct utterance *,
    const struct cue *, size_t count, struct output *);

#endif
