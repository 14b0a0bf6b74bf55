/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_RIFF_H
#define LECTERN_AUDIO_RIFF_H

#include "audio/codec.h"
#include "base/str.h"

/*
 * What a WAV file says about itself and libsndfile cannot write (Multimedia Programming
 * Interface and Data Specifications 1.0): the language, as "ILNG" of a LIST "INFO"; the
 * chapters, as a "cue " chunk of one point a chapter and a LIST "adtl" with a "labl" of its title
 * in UTF-8 for each. They go behind the samples, where a reader that does not know them has what
 * it wants already.
 */

/* `wav`: a whole RIFF file of up to 4 GB, whose size is set right. */
void riff_append(struct buf *wav, const struct tags *);

#endif
