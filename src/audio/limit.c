/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/limit.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

enum { REACH = 8, REACH_MOST = 8 * 192 }; /* milliseconds; samples at the highest rate */

/* A dip of the gain: 1 at its middle, nothing at its end. */
static void
shape_dip(float dip[REACH_MOST], size_t reach)
{
	const double pi = 3.14159265358979323846;

	for (size_t i = 0; i < reach; i++)
		dip[i] = (float)(0.5 + 0.5 * cos(pi * (double)i / (double)reach));
}

static void
lower(float *at, float depth)
{
	if (*at > 1 - depth)
		*at = 1 - depth;
}

/* The gain's course: 1, and less round what would be too loud. */
static float *
course_of(const struct pcm *pcm, double gain, double most)
{
	float *course = mem_array(pcm->count, sizeof(*course)), dip[REACH_MOST];
	size_t reach = (size_t)REACH * pcm->rate / 1000;

	reach = reach < REACH_MOST ? reach : REACH_MOST;
	shape_dip(dip, reach);
	for (size_t i = 0; i < pcm->count; i++)
		course[i] = 1;
	for (size_t i = 0; i < pcm->count; i++) {
		double loud = abs(pcm->at[i]) * gain;
		float depth = (float)(1 - most / loud);

		if (loud <= most)
			continue;
		for (size_t d = 0; d < reach; d++) {
			if (d <= i)
				lower(&course[i - d], depth * dip[d]);
			if (i + d < pcm->count)
				lower(&course[i + d], depth * dip[d]);
		}
	}
	return course;
}

void
limit_peaks(const struct pcm *pcm, double gain, double most, struct pcm *out)
{
	float *course = course_of(pcm, gain, most);

	pcm_add(out, pcm->at, pcm->count);
	for (size_t i = 0; i < pcm->count; i++) {
		double x = pcm->at[i] * gain * (double)course[i];

		x = x > most ? most : x < -most ? -most : x;
		out->at[i] = (int16_t)x; /* towards zero: never over */
	}
	mem_free(course);
}
