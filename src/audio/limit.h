/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_LIMIT_H
#define LECTERN_AUDIO_LIMIT_H

#include "audio/pcm.h"

/*
 * A look-ahead limiter: the sound, made louder by `gain`, into the empty `out`, no sample over
 * `most`. Round every peak that would be, the gain sinks and rises again within 8 ms on either
 * side; everywhere else it is `gain` exactly.
 */
#define LIMIT_DEEPEST 2.5 /* how far peaks may stand over the limit and still be speech: 8 dB */
void limit_peaks(const struct pcm *, double gain, double most, struct pcm *out);

#endif
