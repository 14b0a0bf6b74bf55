/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_LEVEL_H
#define LECTERN_AUDIO_LEVEL_H

#include "audio/pcm.h"

/* Active speech level, ITU-T P.56 (03/1993) method B, in dB relative to the overload point
   (dBov); -100 for silence. */
double level_active(const struct pcm *);
/* Brings the active level to `dbov` and keeps every sample under `peak_dbfs`: round a peak that
   would rise above it the sound gets softer and louder again within some milliseconds, which
   nobody hears, by 6 dB at most (so a very spiky sound may stay lower). Silence stays as it is. */
void level_set(struct pcm *, double dbov, double peak_dbfs);
double level_peak(const struct pcm *); /* dBFS */

#endif
