/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_LEVEL_H
#define LECTERN_AUDIO_LEVEL_H

#include "audio/pcm.h"

/* Active speech level, ITU-T P.56 (03/1993) method B, in dB relative to the overload point
   (dBov); -100 for silence. */
double level_active(const struct pcm *);
/* Brings the active level to `dbov` and keeps every sample under `peak_dbfs`: by gain alone, and
   where that is not enough by holding the highest peaks (audio/limit), but never by more than
   LIMIT_DEEPEST: a very spiky sound stays lower then. Silence stays as it is. */
void level_set(struct pcm *, double dbov, double peak_dbfs);
double level_peak(const struct pcm *); /* dBFS */

#endif
