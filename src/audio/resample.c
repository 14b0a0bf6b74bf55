/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <soxr.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "audio/pcm.h"
#include "base/late.h"
#include "base/mem.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(soxr_io_spec)                                                                         \
	TAKE(soxr_oneshot)                                                                         \
	TAKE(soxr_quality_spec)                                                                    \
	TAKE(soxr_runtime_spec)
LATE_LIBRARY("soxr", TAKEN)

void
pcm_resample_ready(void)
{
	lib();
}

void
pcm_resample(struct pcm *pcm, unsigned rate)
{
	soxr_io_spec_t io = lib()->soxr_io_spec(SOXR_INT16_I, SOXR_INT16_I);
	soxr_quality_spec_t quality = lib()->soxr_quality_spec(SOXR_HQ, 0);
	soxr_runtime_spec_t runtime = lib()->soxr_runtime_spec(1);
	size_t room = (size_t)((double)pcm->count * rate / pcm->rate + 0.5), done = 0;
	struct pcm out = {.rate = rate};

	if (rate == pcm->rate || pcm->count == 0) {
		pcm->rate = rate;
		return;
	}
	io.flags = SOXR_NO_DITHER;
	/* the default, 0.91 of the new band, already rolls off what a telephone passes */
	quality.passband_end = 0.94;
	out.at = mem_array(room, sizeof(*out.at));
	out.room = room;
	if (lib()->soxr_oneshot(pcm->rate, rate, 1, pcm->at, pcm->count, NULL, out.at, room, &done,
		&io, &quality, &runtime) != NULL) {
		/* two positive rates and one channel: only memory can be missing */
		fputs("lectern: error: out of memory\n", stderr);
		exit(4);
	}
	out.count = room; /* what the filter's end did not reach is silence, and zeroed */
	pcm_free(pcm);
	*pcm = out;
}

/* One second-order section, transposed direct form II. */
struct section {
	double b0, b1, b2, a1, a2, z1, z2;
};

enum { ORDER = 4, SECTIONS = ORDER / 2 };

/* A Butterworth filter as sections, by the bilinear transform. */
static void
design(struct section at[SECTIONS], double corner, unsigned rate, bool high)
{
	const double pi = 3.14159265358979323846;
	double k = tan(pi * corner / rate);

	for (int i = 0; i < SECTIONS; i++) {
		double q = 1 / (2 * sin(pi * (2 * i + 1) / (2 * ORDER)));
		double norm = 1 / (1 + k / q + k * k);
		double b = (high ? 1 : k * k) * norm;

		at[i] = (struct section){b, high ? -2 * b : 2 * b, b, 2 * (k * k - 1) * norm,
		    (1 - k / q + k * k) * norm, 0, 0};
	}
}

static double
pass(struct section *s, double x)
{
	double y = s->b0 * x + s->z1;

	s->z1 = s->b1 * x - s->a1 * y + s->z2;
	s->z2 = s->b2 * x - s->a2 * y;
	return y;
}

static void
keep_band(struct pcm *pcm, double low, double high)
{
	struct section sections[2 * SECTIONS];
	size_t count = SECTIONS;

	design(sections, low, pcm->rate, true);
	if (pcm->rate > 2 * high) {
		design(sections + SECTIONS, high, pcm->rate, false);
		count += SECTIONS;
	}
	for (size_t i = 0; i < pcm->count; i++) {
		/* the offset, far under one step, keeps the states out of the slow denormals */
		double x = pcm->at[i] + 1e-9;

		for (size_t j = 0; j < count; j++)
			x = pass(&sections[j], x);
		x = x > 32767 ? 32767 : x < -32768 ? -32768 : x;
		pcm->at[i] = (int16_t)lrint(x);
	}
}

void
pcm_telephone(struct pcm *pcm)
{
	keep_band(pcm, 300, 3400);
}

void
pcm_wideband(struct pcm *pcm)
{
	keep_band(pcm, 50, 7000);
}
