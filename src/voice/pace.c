/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/pace.h"

#include <string.h>

#include "base/jobs.h"
#include "base/utf8.h"

/* Longer words than this on the average are no words parted by blanks. */
enum { WORD_LONGEST = 12 };

/* What the engine's time goes by, measured over health articles in three languages: characters,
   of which an utterance's end saves some, and marks between clauses, which are waited at, the
   less the faster it speaks. */
enum { END_SAVES = 3, WAITS_BELOW = 320, WORDS_A_WAIT = 36, WAIT_MOST = 6 };

static size_t
count_words(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		if (!ascii_space(text.at[i]) && (i == 0 || ascii_space(text.at[i - 1])))
			count++;
	return count;
}

static double
wait_at(unsigned rate)
{
	double wait = rate < WAITS_BELOW ? (double)(WAITS_BELOW - rate) / WORDS_A_WAIT : 0;

	return wait < WAIT_MOST ? wait : WAIT_MOST;
}

/* In characters. */
static double
spoken_length(struct str spoken, double wait)
{
	double length = (double)utf8_count(spoken) + 1 - END_SAVES;

	for (size_t i = 0; i + 1 < spoken.len; i++)
		if (spoken.at[i] == ',' || spoken.at[i] == ';' || spoken.at[i] == ':')
			length += wait;
	return length > 1 ? length : 1;
}

unsigned
pace_rate(const struct script *script, const struct profile *profile)
{
	double words = 0, characters = 0, silence = 0, minutes, rate = profile->rate;

	for (size_t i = 0; i < script->count; i++) {
		const struct utterance *u = &script->at[i];
		unsigned before = i > 0 ? u->before : 0, last = i > 0 ? u[-1].after : 0;

		words += (double)count_words(u->written);
		characters += spoken_length(u->spoken, wait_at(profile->rate));
		silence += last > before ? last : before;
		silence += (double)u->group_count * profile->pause_phone_group;
	}
	if (script->count > 0)
		silence += script->at[script->count - 1].after;
	if (words < 1 || characters > WORD_LONGEST * words)
		return profile->rate;
	minutes = words / profile->rate - silence / 60000;
	if (minutes > 0)
		rate = characters * 10 / profile->pace_word / minutes;
	rate = minutes <= 0 || rate > 1.25 * profile->rate ? 1.25 * profile->rate : rate;
	rate = rate < 0.8 * profile->rate ? 0.8 * profile->rate : rate;
	return (unsigned)(rate + 0.5);
}

/* --- measured --------------------------------------------------------------------------------- */

enum { SAMPLE = 800, LAST_SAMPLE = 6000 /* characters */, TRIALS = 3 };
/* What the engine is told, in hundredths of the rate that is wanted: languages lie between. */
static const unsigned tries[TRIALS] = {75, 120, 200};

struct trial {
	struct voice *voice;
	const struct script *script;
	struct profile *profile;
	size_t step; /* every so many utterances are spoken */
	double wait;
	unsigned told[TRIALS + 1]; /* the engine */
};

/* As long as the profile names no pace, it is what the engine is told. */
static unsigned
told(const struct profile *profile, size_t n)
{
	const struct profile plain = {.rate = profile->rate};

	return profile_engine_rate(&plain, profile->rate * tries[n] / 100);
}

/* In a process of its own: gives its characters, in tenths, and the samples they take. */
static int
try_rate(void *context, size_t n, struct buf *result, struct diag *diag)
{
	const struct trial *trial = context;
	struct diag silent = {.sink = diag_hush};
	double characters = 0;
	struct pcm pcm = {.rate = trial->voice->rate};

	(void)diag;
	trial->profile->pace_count = 0; /* the engine is told this very rate */
	trial->profile->rate = trial->told[n];
	for (size_t i = 0; i < trial->script->count; i += trial->step) {
		const struct utterance *u = &trial->script->at[i];

		if (trial->voice->speak(trial->voice, u->spoken, u->language, &pcm, &silent) == 0)
			characters += spoken_length(u->spoken, trial->wait);
	}
	buf_varint(result, (unsigned long long)(characters * 10));
	buf_varint(result, pcm.count);
	pcm_free(&pcm);
	return 0;
}

/* Among the others in order, as far as more is told where more is said. */
static void
add_pace(struct profile *p, struct profile_pace pace)
{
	size_t i = p->pace_count;

	while (i > 0 && p->pace[i - 1].engine > pace.engine)
		i--;
	if ((i > 0 &&
		(p->pace[i - 1].engine == pace.engine || p->pace[i - 1].words >= pace.words)) ||
	    (i < p->pace_count && p->pace[i].words <= pace.words))
		return;
	memmove(&p->pace[i + 1], &p->pace[i], (p->pace_count - i) * sizeof(pace));
	p->pace[i] = pace;
	p->pace_count++;
}

static int
take_rate(void *context, size_t n, int status, struct str result, struct diag *diag)
{
	const struct trial *trial = context;
	unsigned long long characters, samples;
	double words;

	(void)diag;
	if (status != 0 || !str_take_varint(&result, &characters) ||
	    !str_take_varint(&result, &samples) || samples == 0)
		return 0;
	words = (double)characters / trial->profile->pace_word * 60 * trial->voice->rate /
		(double)samples;
	add_pace(trial->profile, (struct profile_pace){trial->told[n], (unsigned)(words + 0.5)});
	return 0;
}

static int
try_again(void *context, size_t n, struct buf *result, struct diag *diag)
{
	return try_rate(context, TRIALS + n, result, diag);
}

static int
take_again(void *context, size_t n, int status, struct str result, struct diag *diag)
{
	return take_rate(context, TRIALS + n, status, result, diag);
}

void
pace_measure(struct voice *voice, const struct script *script, struct profile *profile)
{
	struct diag silent = {.sink = diag_hush};
	struct trial trial = {voice, script, profile, 1, wait_at(profile->rate), {0}};
	double words = 0, characters = 0;

	for (size_t i = 0; i < script->count; i++) {
		words += (double)count_words(script->at[i].written);
		characters += spoken_length(script->at[i].spoken, trial.wait);
	}
	if (words < 1 || characters > WORD_LONGEST * words)
		return;
	profile->pace_word = (unsigned)(characters * 10 / words + 0.5);
	trial.step += (size_t)(characters / SAMPLE);
	for (size_t n = 0; n < TRIALS; n++)
		trial.told[n] = told(profile, n);
	if (jobs_run(1, TRIALS, try_rate, take_rate, &trial, &silent) != 0) {
		profile->pace_count = 0;
		return;
	}
	/* once more where it will be and on more of it: the pace does not grow evenly */
	trial.step = 1 + (size_t)(characters / LAST_SAMPLE);
	trial.told[TRIALS] = profile_engine_rate(profile, pace_rate(script, profile));
	if (profile->pace_count >= 2)
		jobs_run(1, 1, try_again, take_again, &trial, &silent);
}
