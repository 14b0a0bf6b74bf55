/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <math.h>
#include <stdlib.h>

#include "audio/codec.h"
#include "audio/g711.h"
#include "audio/level.h"

static const double pi = 3.14159265358979323846;

static void
add_tone(struct pcm *pcm, double hertz, double amplitude, double seconds)
{
	size_t count = (size_t)(seconds * pcm->rate);

	for (size_t i = 0; i < count; i++) {
		int16_t x = (int16_t)lrint(amplitude * sin(2 * pi * hertz * (double)i / pcm->rate));

		pcm_add(pcm, &x, 1);
	}
}

/* Mean level of the middle half, in dB under a full-scale square wave. */
static double
middle_level(const struct pcm *pcm)
{
	double sum = 0;
	size_t quarter = pcm->count / 4;

	for (size_t i = quarter; i < 3 * quarter; i++)
		sum += (double)pcm->at[i] * pcm->at[i];
	return 10 * log10(sum / (2.0 * (double)quarter) / (32768.0 * 32768.0) + 1e-12);
}

static double
level_through(double hertz, unsigned from, unsigned to, bool telephone)
{
	struct pcm pcm = {.rate = from};
	double level;

	add_tone(&pcm, hertz, 10000, 1);
	pcm_resample(&pcm, to);
	assert_int_equal(pcm.rate, to);
	assert_int_equal(pcm.count, to);
	if (telephone)
		pcm_telephone(&pcm);
	level = middle_level(&pcm) - 20 * log10(10000 / sqrt(2) / 32768);
	pcm_free(&pcm);
	return level;
}

static void
resampling_keeps_the_band_and_nothing_else(void **state)
{
	(void)state;
	assert_true(fabs(level_through(1000, 22050, 8000, false)) < 0.05);
	assert_true(fabs(level_through(3400, 22050, 8000, false)) < 0.1);
	assert_true(level_through(4600, 22050, 8000, false) < -60); /* would fold to 3400 */
	assert_true(level_through(7000, 22050, 8000, false) < -60);
	assert_true(fabs(level_through(3000, 8000, 16000, false)) < 0.05);
}

static void
a_telephone_passes_speech(void **state)
{
	(void)state;
	assert_true(level_through(100, 8000, 8000, true) < -30);
	assert_true(level_through(50, 16000, 16000, true) < -50);
	assert_true(fabs(level_through(300, 8000, 8000, true) + 3) < 0.3);
	assert_true(fabs(level_through(1000, 8000, 8000, true)) < 0.2);
	assert_true(fabs(level_through(3000, 8000, 8000, true)) < 0.5);
	assert_true(fabs(level_through(3400, 8000, 8000, true) + 3) < 0.3);
	assert_true(level_through(6000, 16000, 16000, true) < -15);
}

static void
silence_has_its_length(void **state)
{
	struct pcm pcm = {.rate = 8000};

	(void)state;
	pcm_silence(&pcm, 1250);
	assert_int_equal(pcm.count, 10000);
	assert_true(pcm_seconds(&pcm) == 1.25);
	add_tone(&pcm, 1000, 8000, 0.5);
	pcm_silence(&pcm, 800);
	pcm_trim(&pcm, 10, 30);
	assert_in_range(pcm.count, 4000 + 80 + 240 - 8, 4000 + 80 + 240 + 8);
	pcm_free(&pcm);
	pcm_silence(&pcm, 100);
	pcm_trim(&pcm, 10, 30);
	assert_int_equal(pcm.count, 0);
	pcm_free(&pcm);
}

/* By the definition: pauses shorter than 200 ms are speech, longer ones are not. */
static void
active_level_leaves_pauses_out(void **state)
{
	struct pcm pcm = {.rate = 8000};
	double tone = 20 * log10(3000 / sqrt(2) / 32768);

	(void)state;
	assert_true(level_active(&pcm) <= -100);
	pcm_silence(&pcm, 2000);
	assert_true(level_active(&pcm) <= -100);
	assert_true(level_peak(&pcm) <= -100);
	pcm_free(&pcm);
	add_tone(&pcm, 500, 3000, 10);
	assert_true(fabs(level_active(&pcm) - tone) < 0.1);
	for (int i = 0; i < 5; i++) {
		pcm_silence(&pcm, 4000);
		add_tone(&pcm, 500, 3000, 4);
	}
	assert_true(fabs(level_active(&pcm) - tone) < 0.4);
	pcm_free(&pcm);
}

static void
levels_are_set(void **state)
{
	(void)state;
	for (double amplitude = 300; amplitude < 32000; amplitude *= 2.1) {
		struct pcm pcm = {.rate = 22050};

		add_tone(&pcm, 440, amplitude, 1);
		pcm_silence(&pcm, 900);
		add_tone(&pcm, 300, amplitude / 3, 2);
		level_set(&pcm, -22, -1);
		assert_true(fabs(level_active(&pcm) + 22) < 0.1);
		level_set(&pcm, -3, -1);
		assert_true(level_peak(&pcm) <= -1);
		assert_true(level_peak(&pcm) > -1.1);
		pcm_free(&pcm);
	}
}

/* Speech whose clicks stand 26 dB over it: they are held, everything else is as loud as asked. */
static void
peaks_are_held(void **state)
{
	struct pcm pcm = {.rate = 8000}, before = {.rate = 8000};
	double ratio = 0;

	(void)state;
	add_tone(&pcm, 440, 1200, 3);
	for (size_t i = 4000; i < pcm.count; i += 6000)
		pcm.at[i] = 16000;
	pcm_join(&before, &pcm);
	level_set(&pcm, -22, -0.5);
	assert_true(fabs(level_active(&pcm) + 22) < 0.2);
	assert_true(level_peak(&pcm) <= -0.5);
	/* 20 ms from any click the sound has one gain */
	for (size_t i = 4200; i < 9800; i++)
		if (abs(before.at[i]) > 1000) {
			double now = (double)pcm.at[i] / before.at[i];

			assert_true(ratio == 0 || fabs(now - ratio) < 0.002);
			ratio = now;
		}
	pcm_free(&pcm);
	pcm_free(&before);
}

/* Any sound that is one: what was written is read again, to the sample. */
static void
recordings_are_read(void **state)
{
	struct pcm pcm = {.rate = 16000}, read = {0};
	struct buf bytes = {0};
	struct output *out = output_memory(&bytes);
	struct heard heard;

	(void)state;
	add_tone(&pcm, 700, 9000, 0.3);
	assert_int_equal(codec_find(S("wav"))->encode(&pcm, NULL, out, hear(&heard)), 0);
	assert_int_equal(output_commit(out, &heard.diag), 0);
	assert_true(codec_read(buf_str(&bytes), &read));
	assert_int_equal(read.rate, 16000);
	assert_int_equal(read.count, pcm.count);
	assert_memory_equal(read.at, pcm.at, pcm.count * sizeof(*pcm.at));
	pcm_free(&read);
	assert_false(codec_read(S("RIFF, or so it says"), &read));
	pcm_free(&read);
	pcm_free(&pcm);
	buf_free(&bytes);
}

static struct buf
encoded(const char *name, const struct pcm *pcm, const struct tags *tags)
{
	const struct codec *codec = codec_find(str_of(name));
	struct buf bytes = {0};
	struct output *out = output_memory(&bytes);
	struct heard heard;

	assert_non_null(codec);
	assert_int_equal(codec->encode(pcm, tags, out, hear(&heard)), 0);
	assert_int_equal(output_commit(out, &heard.diag), 0);
	return bytes;
}

static void
codecs_write_what_they_say(void **state)
{
	struct tags tags = {.title = STR("A title"), .track = 3, .tracks = 9};
	struct pcm pcm = {.rate = 8000};
	struct buf ulaw, alaw, sln, wav, again, tagged;

	(void)state;
	add_tone(&pcm, 440, 9000, 0.25);
	ulaw = encoded("ulaw", &pcm, NULL);
	alaw = encoded("alaw", &pcm, NULL);
	sln = encoded("sln", &pcm, NULL);
	assert_int_equal(ulaw.len, 2000);
	assert_int_equal(alaw.len, 2000);
	assert_int_equal(sln.len, 4000);
	for (size_t i = 0; i < 2000; i++) {
		assert_int_equal((uint8_t)ulaw.at[i], g711_ulaw(pcm.at[i]));
		assert_int_equal((uint8_t)alaw.at[i], g711_alaw(pcm.at[i]));
		assert_int_equal(
		    (int16_t)((uint8_t)sln.at[2 * i] | (uint8_t)sln.at[2 * i + 1] << 8), pcm.at[i]);
	}
	wav = encoded("wav", &pcm, NULL);
	assert_int_equal(wav.len, 44 + 4000);
	assert_memory_equal(wav.at, "RIFF", 4);
	assert_memory_equal(wav.at + 44, sln.at, 4000);
	buf_free(&wav);
	wav = encoded("wav_ulaw", &pcm, NULL);
	assert_true(str_find(buf_str(&wav), buf_str(&ulaw), 0) != STR_NONE);
	tagged = encoded("wav", &pcm, &tags);
	again = encoded("wav", &pcm, &tags);
	assert_true(str_find(buf_str(&tagged), S("A title"), 0) != STR_NONE);
	assert_true(str_equal(buf_str(&tagged), buf_str(&again)));
	assert_null(codec_find(S("nonsense")));
	buf_free(&ulaw);
	buf_free(&alaw);
	buf_free(&sln);
	buf_free(&wav);
	buf_free(&again);
	buf_free(&tagged);
	pcm_free(&pcm);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(resampling_keeps_the_band_and_nothing_else),
	    cmocka_unit_test(a_telephone_passes_speech), cmocka_unit_test(silence_has_its_length),
	    cmocka_unit_test(active_level_leaves_pauses_out), cmocka_unit_test(levels_are_set),
	    cmocka_unit_test(peaks_are_held), cmocka_unit_test(recordings_are_read),
	    cmocka_unit_test(codecs_write_what_they_say)};

	return cmocka_run_group_tests_name("audio", tests, NULL, NULL);
}
