/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_PCM_H
#define LECTERN_AUDIO_PCM_H

#include <stddef.h>
#include <stdint.h>

/* Sound in one channel: signed 16-bit samples, full scale 32768. A zeroed struct is empty;
   the rate must be set before samples are added. pcm_free frees and keeps the rate. */
struct pcm {
	int16_t *at;
	size_t count, room;
	unsigned rate; /* samples a second */
};

void pcm_add(struct pcm *, const int16_t *, size_t count);
void pcm_silence(struct pcm *, unsigned milliseconds);
void pcm_join(struct pcm *, const struct pcm *); /* of the same rate */
double pcm_seconds(const struct pcm *);
void pcm_free(struct pcm *);

/* Cuts the silence (under -60 dBFS) at both ends down to `lead` and `tail` milliseconds at
   most; sound that is all silence becomes empty. */
void pcm_trim(struct pcm *, unsigned lead, unsigned tail);
/* The same of what stands behind the first `from` samples. */
void pcm_trim_from(struct pcm *, size_t from, unsigned lead, unsigned tail);

/* Band-limited conversion to another rate (audio/resample.c is the only file with <soxr.h>).
   Deterministic: no dither. The length is the old one times the ratio, rounded. */
void pcm_resample(struct pcm *, unsigned rate);
void pcm_resample_ready(void); /* opens that library, for all the processes forked later too */
/* What a telephone passes, 300 to 3400 Hz: Butterworth slopes, 3 dB down at both, flat within
   0.5 dB from 400 to 3000 Hz, 24 dB an octave below. The length stays. */
void pcm_telephone(struct pcm *);
/* What a wideband telephone passes, 50 to 7000 Hz, in the same way. */
void pcm_wideband(struct pcm *);

#endif
