/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <unistd.h>

#include "voice/voice.h"

enum { LENGTH = 100, PAUSE = 800 /* samples in 100 ms */ };

/* An engine that says "x" well, dies at "die", refuses "no", and changes what it says with
   every word that its process has heard. */
static int16_t heard_words;

static int
speak(
    struct voice *voice, struct str spoken, struct str language, struct pcm *pcm, struct diag *diag)
{
	int16_t samples[LENGTH];

	(void)voice;
	(void)language;
	(void)diag;
	if (str_equal(spoken, S("die")))
		_exit(9);
	if (str_equal(spoken, S("no")))
		return -1;
	heard_words++;
	for (size_t i = 0; i < LENGTH; i++)
		samples[i] = heard_words;
	pcm_add(pcm, samples, LENGTH);
	return 0;
}

static struct voice fake = {.name = "fake", .rate = 8000, .forks = true, .speak = speak};

static void
fill(struct utterance *u, const char *words, unsigned before, unsigned after)
{
	*u = (struct utterance){.kind = UTTERANCE_SENTENCE,
	    .language = STR("en"),
	    .written = str_of(words),
	    .spoken = str_of(words),
	    .before = before,
	    .after = after};
}

static void
pauses_meet_in_the_longer_one(void **state)
{
	struct utterance u[3];
	struct pcm pcm = {0};
	struct cue cues[3];
	struct heard heard;
	size_t which;

	(void)state;
	fill(&u[0], "x", 300, 200);
	fill(&u[1], "x", 100, 100);
	fill(&u[2], "x", 300, 400);
	assert_int_equal(voice_read(&fake, u, 3, 2, &pcm, cues, hear(&heard)), 0);
	assert_int_equal(cues[0].start, 0);
	assert_int_equal(cues[1].start, LENGTH + 2 * PAUSE);
	assert_int_equal(cues[2].start, 2 * LENGTH + 5 * PAUSE);
	assert_int_equal(cues[2].end, 3 * LENGTH + 5 * PAUSE);
	assert_int_equal(pcm.count, 3 * LENGTH + 9 * PAUSE);
	for (size_t i = 0; i < 3; i++) /* each in a process that has said nothing */
		assert_int_equal(pcm.at[cues[i].start], 1);
	assert_null(voice_check(u, 3, cues, 3, &pcm, &which));
	pcm_free(&pcm);
	assert_int_equal(voice_say(&fake, &u[0], &pcm, &cues[0], &heard.diag), 0);
	assert_int_equal(cues[0].start, 3 * PAUSE);
	assert_int_equal(pcm.count, LENGTH + 5 * PAUSE);
	pcm_free(&pcm);
	assert_string_equal(heard.slugs, "");
}

static void
a_crash_costs_one_utterance_and_is_said(void **state)
{
	struct utterance u[4];
	struct pcm pcm = {0};
	struct cue cues[4];
	struct heard heard;
	size_t which;

	(void)state;
	fill(&u[0], "x", 0, 100);
	fill(&u[1], "die", 0, 100);
	fill(&u[2], "no", 0, 100);
	fill(&u[3], "x", 0, 100);
	assert_int_equal(voice_read(&fake, u, 4, 2, &pcm, cues, hear(&heard)), 2);
	assert_string_equal(heard.slugs, "worker-died lost-utterance lost-utterance");
	assert_int_equal(diag_status(&heard.diag, false), 4);
	assert_int_equal(pcm.count, 2 * LENGTH + 4 * PAUSE);
	assert_int_equal(cues[3].end - cues[3].start, LENGTH);
	assert_non_null(voice_check(u, 4, cues, 4, &pcm, &which));
	assert_int_equal(which, 1);
	pcm_free(&pcm);
	assert_int_equal(voice_say(&fake, &u[1], &pcm, NULL, &heard.diag), -1);
	pcm_free(&pcm);
}

static void
the_checker_sees_what_is_wrong(void **state)
{
	struct utterance u[3];
	struct cue cues[] = {{0, 100}, {150, 200}, {200, 300}}, broken[3];
	struct pcm pcm = {.rate = 8000};
	size_t which;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		fill(&u[i], "x", 0, 0);
	pcm_silence(&pcm, 50); /* 400 samples */
	assert_null(voice_check(u, 3, cues, 3, &pcm, &which));
	assert_non_null(voice_check(u, 3, cues, 2, &pcm, &which)); /* the last one dropped */
	assert_int_equal(which, 2);
	assert_non_null(voice_check(u, 2, cues, 3, &pcm, &which)); /* one said twice */
	memcpy(broken, cues, sizeof(cues));
	broken[1] = (struct cue){90, 200}; /* two at once */
	assert_non_null(voice_check(u, 3, broken, 3, &pcm, &which));
	assert_int_equal(which, 1);
	broken[1] = (struct cue){150, 150}; /* one without sound */
	assert_non_null(voice_check(u, 3, broken, 3, &pcm, &which));
	broken[1] = cues[1];
	broken[2] = (struct cue){200, 401}; /* behind the end */
	assert_non_null(voice_check(u, 3, broken, 3, &pcm, &which));
	u[1].spoken = (struct str){"", 0};
	assert_non_null(voice_check(u, 3, cues, 3, &pcm, &which));
	pcm_free(&pcm);
}

static void
the_clock_is_exact(void **state)
{
	struct heard heard;
	struct profile *profile = profile_read(S("en"), hear(&heard));
	struct voice *clock = voice_open("clock", profile, &heard.diag);
	struct utterance u;
	struct pcm pcm = {0};

	(void)state;
	fill(&u, "\xc3\xa9t\xc3\xa9", 1000, 500);
	assert_int_equal(voice_say(clock, &u, &pcm, NULL, &heard.diag), 0);
	assert_int_equal(pcm.rate, 8000);
	assert_int_equal(pcm.count, 8 * (1000 + 3 * 64 + 500));
	/* behind the groups of a phone number 250 ms */
	fill(&u, "call one, two, now", 0, 0);
	u.groups = (size_t[]){10, 15};
	u.group_count = 2;
	pcm_free(&pcm);
	assert_int_equal(voice_say(clock, &u, &pcm, NULL, &heard.diag), 0);
	assert_int_equal(pcm.count, 8 * ((9 + 4 + 3) * 64 + 2 * 250));
	voice_close(clock);
	profile_free(profile);
	pcm_free(&pcm);
}

static void
say(struct voice *voice, const char *words, const char *language, struct pcm *pcm)
{
	struct utterance u;
	struct heard heard;

	fill(&u, words, 0, 0);
	u.language = str_of(language);
	*pcm = (struct pcm){0};
	assert_int_equal(voice_say(voice, &u, pcm, NULL, hear(&heard)), 0);
}

static bool
same(const struct pcm *a, const struct pcm *b)
{
	return a->count == b->count && memcmp(a->at, b->at, a->count * sizeof(*a->at)) == 0;
}

static void
the_engine_forgets_what_it_said(void **state)
{
	struct heard heard;
	struct profile *english = profile_read(S("en"), hear(&heard));
	struct profile *french = profile_read(S("fr"), &heard.diag);
	struct voice *en = voice_open("espeak", english, &heard.diag);
	struct voice *fr = voice_open("espeak", french, &heard.diag);
	struct pcm first, other, again;

	(void)state;
	assert_non_null(en);
	assert_non_null(fr);
	say(en, "give a second dose after two to three minutes.", "en", &first);
	assert_true(pcm_seconds(&first) > 1);
	say(en, "she sells sea shells.", "en", &other);
	assert_false(same(&first, &other));
	pcm_free(&other);
	say(fr, "appelez les secours.", "fr", &other);
	say(en, "give a second dose after two to three minutes.", "en", &again);
	assert_true(same(&first, &again));
	pcm_free(&again);
	/* another language by the way is that language's voice */
	say(en, "appelez les secours.", "fr", &again);
	assert_true(same(&other, &again));
	pcm_free(&again);
	say(en, "appelez les secours.", "en", &again);
	assert_false(same(&other, &again));
	pcm_free(&first);
	pcm_free(&other);
	pcm_free(&again);
	voice_close(en);
	voice_close(fr);
	profile_free(english);
	profile_free(french);
}

/* Text is never taken for the engine's markup. */
static void
text_is_only_text(void **state)
{
	struct heard heard;
	struct profile *profile = profile_read(S("en"), hear(&heard));
	struct voice *voice = voice_open("espeak", profile, &heard.diag);
	struct pcm plain, marked;

	(void)state;
	say(voice, "abel h2so", "en", &plain);
	say(voice, "[[abel h2so]]", "en", &marked);
	assert_true(same(&plain, &marked));
	pcm_free(&plain);
	pcm_free(&marked);
	/* <audio src> would read a file, and <break> would be silence */
	say(voice, "stop <break time='3s'/> go", "en", &marked);
	assert_true(pcm_seconds(&marked) > 1);
	for (size_t i = 0, quiet = 0; i < marked.count; i++) {
		quiet = marked.at[i] == 0 ? quiet + 1 : 0;
		assert_true(quiet < marked.rate); /* no second without a sound */
	}
	pcm_free(&marked);
	voice_close(voice);
	profile_free(profile);
}

static void
a_voice_is_for_its_own_language(void **state)
{
	static const struct {
		const char *language, *name, *folder, *espeak;
	} rows[] = {{"en", NULL, "en", "en-us"}, {"en", "espeak", "en", "en-us"},
	    {"en-GB", NULL, "en-GB", "en-gb"}, {"EN-gb", NULL, "EN-gb", "en-gb"},
	    {"en", "en-gb", "en-gb", "en-gb"}, {"en", "en-us+f3", "en", "en-us+f3"},
	    {"es", "en-gb", "es", "es-419"}, {"es-MX", "es", "es", "es"}};
	struct heard heard;

	(void)state;
	hear(&heard);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct profile *p =
		    voice_profile(str_of(rows[i].language), rows[i].name, &heard.diag);

		assert_str(p->language, rows[i].folder);
		assert_str(p->espeak, rows[i].espeak);
		profile_free(p);
	}
	assert_string_equal(heard.slugs, "");
	assert_true(voice_known("en-us+f3", &heard.diag));
	assert_true(voice_known("EN-gb", &heard.diag));
	assert_true(voice_known("zh", &heard.diag)); /* another name of cmn */
	assert_true(voice_known("clock", &heard.diag));
	assert_false(voice_known("parrot", &heard.diag));
	assert_false(voice_known("en-us+parrot", &heard.diag));
	assert_false(voice_known("en-us+", &heard.diag));
	assert_string_equal(heard.slugs, "no-voice no-voice no-voice");
	/* the engine would read these in some voice or other */
	assert_false(voice_known("en-uk", hear(&heard)));
	assert_false(voice_known("f3", &heard.diag));
	assert_false(voice_known("", &heard.diag));
	assert_string_equal(heard.slugs, "no-voice no-voice no-voice");
}

/* en-gb is a language of the file "en", fr-fr of "fr": with a variant they are that voice with
   that variant. */
static void
a_language_has_variants_as_its_voice_has(void **state)
{
	static const char *const same[][2] = {{"en-gb+f3", "en+f3"}, {"fr-fr+f3", "fr+f3"}};
	struct heard heard;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct pcm sounds[2] = {0};

		for (size_t n = 0; n < 2; n++) {
			struct profile *p = profile_read(i ? S("fr") : S("en"), hear(&heard));
			struct voice *voice;

			p->espeak = str_of(same[i][n]);
			voice = voice_open(NULL, p, &heard.diag);
			assert_non_null(voice);
			say(voice, "message six", i ? "fr" : "en", &sounds[n]);
			voice_close(voice);
			profile_free(p);
		}
		assert_string_equal(heard.slugs, "");
		assert_int_equal(sounds[0].count, sounds[1].count);
		assert_memory_equal(
		    sounds[0].at, sounds[1].at, sounds[0].count * sizeof(*sounds[0].at));
		pcm_free(&sounds[0]);
		pcm_free(&sounds[1]);
	}
}

/* A word that American and British voices say differently, in a lexicon that both have. */
static void
america_and_britain_differ(void **state)
{
	struct heard heard;
	struct profile *us = voice_profile(S("en"), NULL, hear(&heard)),
		       *gb = voice_profile(S("en"), "en-gb", &heard.diag);
	struct voice *american = voice_open(NULL, us, &heard.diag),
		     *british = voice_open(NULL, gb, &heard.diag);
	struct pcm one, two;

	(void)state;
	say(american, "take your vitamin tomatoes", "en", &one);
	say(british, "take your vitamin tomatoes", "en", &two);
	assert_false(same(&one, &two));
	pcm_free(&one);
	pcm_free(&two);
	voice_close(american);
	voice_close(british);
	profile_free(us);
	profile_free(gb);
}

static void
a_missing_voice_is_said(void **state)
{
	struct heard heard;
	struct profile *profile = profile_read(S("en"), hear(&heard));

	(void)state;
	profile->espeak = (struct str)STR("xx-none");
	assert_null(voice_open("espeak", profile, &heard.diag));
	assert_string_equal(heard.slugs, "no-voice");
	profile_free(profile);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(pauses_meet_in_the_longer_one),
	    cmocka_unit_test(a_crash_costs_one_utterance_and_is_said),
	    cmocka_unit_test(the_checker_sees_what_is_wrong), cmocka_unit_test(the_clock_is_exact),
	    cmocka_unit_test(the_engine_forgets_what_it_said), cmocka_unit_test(text_is_only_text),
	    cmocka_unit_test(a_voice_is_for_its_own_language),
	    cmocka_unit_test(a_language_has_variants_as_its_voice_has),
	    cmocka_unit_test(america_and_britain_differ),
	    cmocka_unit_test(a_missing_voice_is_said)};

	return cmocka_run_group_tests_name("voice", tests, NULL, NULL);
}
