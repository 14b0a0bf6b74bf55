/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_AUDIO_PCM_H
#define LECTERN_AUDIO_PCM_H

#include <stddef.h>
#include <stdint.h>

/* Sound in one channel: signed 16-bit samples, full scale 32768. A zeroed struct is empty;
   the rate must be set before samples are added. pcm_free frees. */
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

/* Band-limited conversion to another rate (audio/resample.c is the only file with <soxr.h>).
   Deterministic: no dither. */
void pcm_resample(struct pcm *, unsigned rate);
/* What a telephone passes: 300 to 3400 Hz. */
void pcm_telephone(struct pcm *);

#endif
