/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/level.h"

#include <math.h>
#include <stdlib.h>

#include "audio/limit.h"

/*
 * P.56 method B: a smoothed envelope is compared with thresholds an octave apart; at each one
 * the time above it, and 200 ms more each time it falls below, counts as speech. The level is
 * the energy over the time at the threshold that lies 15.9 dB under that very level.
 */
enum { THRESHOLDS = 15 }; /* 2^-15 to 2^-1 of full scale */
static const double time_constant = 0.03, hangover = 0.2, margin = 15.9, silence = -100;

struct activity {
	double energy;
	unsigned long long above[THRESHOLDS + 1]; /* samples with so many thresholds active */
};

static void
listen(const struct pcm *pcm, double gain, struct activity *found)
{
	const double g = exp(-1 / (time_constant * pcm->rate)), scale = gain / 32768;
	const size_t hold = (size_t)(hangover * pcm->rate + 0.5);
	double p = 0, q = 0, next[THRESHOLDS];
	size_t last[THRESHOLDS] = {0}; /* the sample that last reached a threshold, once it fell */
	int reached = 0, active = 0;

	for (int j = 0; j < THRESHOLDS; j++)
		next[j] = ldexp(1, j - THRESHOLDS);
	for (size_t i = 0; i < pcm->count; i++) {
		double x = pcm->at[i] * scale;

		found->energy += x * x;
		p = g * p + (1 - g) * fabs(x);
		q = g * q + (1 - g) * p;
		while (reached > 0 && q < next[reached - 1])
			last[--reached] = i - 1;
		while (reached < THRESHOLDS && q >= next[reached])
			reached++;
		if (reached > active)
			active = reached;
		while (active > reached && i - last[active - 1] > hold)
			active--;
		found->above[active]++;
	}
}

/* Of the sound made louder by a factor. */
static double
active(const struct pcm *pcm, double gain)
{
	struct activity found = {0};
	unsigned long long samples = 0;
	double before = 0, level_before = 0;

	listen(pcm, gain, &found);
	for (int j = THRESHOLDS; j > 0; j--)
		found.above[j - 1] += found.above[j]; /* now: samples with at least so many */
	for (int j = 0; j < THRESHOLDS; j++) {
		double level, over;

		samples = found.above[j + 1];
		if (samples == 0)
			return j == 0 ? silence : level_before;
		level = 10 * log10(found.energy / (double)samples);
		over = level - 20 * log10(ldexp(1, j - THRESHOLDS));
		if (over <= margin) {
			double part = j == 0 ? 1 : (before - margin) / (before - over);

			return j == 0 ? level : level_before + part * (level - level_before);
		}
		before = over;
		level_before = level;
	}
	return level_before;
}

double
level_active(const struct pcm *pcm)
{
	return active(pcm, 1);
}

static int
peak(const struct pcm *pcm)
{
	int most = 0;

	for (size_t i = 0; i < pcm->count; i++)
		if (abs(pcm->at[i]) > most)
			most = abs(pcm->at[i]);
	return most;
}

double
level_peak(const struct pcm *pcm)
{
	int most = peak(pcm);

	return most ? 20 * log10(most / 32768.0) : silence;
}

/* The thresholds stay where they are when a sound gets louder, so its level does not rise by
   just as much: the second look brings it within a tenth. A sound that is limited loses a
   little of its level with its peaks, and gets it back in a few more. */
enum { LOOKS = 2, LIMITED_LOOKS = 8 };

static double
towards(double dbov, double level)
{
	return pow(10, (dbov - level) / 20);
}

static double
plain_gain(const struct pcm *pcm, double dbov)
{
	double gain = 1;

	for (int i = 0; i < LOOKS; i++) {
		double level = active(pcm, gain);

		if (level <= silence)
			return 0;
		gain *= towards(dbov, level);
		if (fabs(dbov - level) < 0.02)
			break;
	}
	return gain;
}

/* Louder than plain gain allows: with the peaks held, until the level is there or as much as
   may be is held. */
static void
set_limited(struct pcm *pcm, double gain, double dbov, double most)
{
	double loudest = most * LIMIT_DEEPEST / peak(pcm);
	struct pcm out = {.rate = pcm->rate};

	for (int i = 0; i < LIMITED_LOOKS; i++) {
		double level;

		gain = gain < loudest ? gain : loudest;
		pcm_free(&out);
		limit_peaks(pcm, gain, most, &out);
		level = active(&out, 1);
		if (fabs(dbov - level) < 0.05 || (gain == loudest && level < dbov))
			break;
		gain *= towards(dbov, level);
	}
	pcm_free(pcm);
	*pcm = out;
}

void
level_set(struct pcm *pcm, double dbov, double peak_dbfs)
{
	double gain = plain_gain(pcm, dbov), most = pow(10, peak_dbfs / 20) * 32768 - 1;

	if (gain * peak(pcm) > most) {
		set_limited(pcm, gain, dbov, most);
		return;
	}
	for (size_t i = 0; gain > 0 && i < pcm->count; i++)
		pcm->at[i] = (int16_t)lrint(pcm->at[i] * gain);
}
