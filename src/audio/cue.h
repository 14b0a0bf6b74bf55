/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_CUE_H
#define LECTERN_AUDIO_CUE_H

#include "audio/codec.h"
#include "base/str.h"

/*
 * The chapters of a WAV file: a "cue " chunk of one point a chapter, and a LIST "adtl" with a
 * "labl" of its title in UTF-8 for each (Multimedia Programming Interface and Data
 * Specifications 1.0, "Cue-Points Chunk" and "Associated Data Chunk"). They go behind the
 * samples, where a reader that does not know them has what it wants already.
 */

/* `wav`: a whole RIFF file of up to 4 GB, whose size is set right. Without chapters it stays. */
void cue_append(struct buf *wav, const struct tags *);

#endif
