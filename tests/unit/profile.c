/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "voice/profile.h"

static char folder[] = "/tmp/lectern-profile-XXXXXX";

static void
put(const char *name, const char *text)
{
	char path[200];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void
make_folder(const char *name)
{
	char path[200];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

static int
set_up(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(folder));
	make_folder("en");
	make_folder("xx");
	put("en/voice", "phone-espeak: en-us+f1\nphone-pitch: 61\nespeak: en-us\nrate: 150\npace: "
			"100=90 200=190 400=290\n");
	put("en/phrases", "image: Image\nhello: Good day\n");
	put("xx/voice", "# a comment\n\nespeak:  yy+f2 \nrate: 9999\nno colon\nvelocity: 3\n"
			"pause-item: 444\npace: 100=90 90=95 x=3\n");
	put("xx/phrases", "image: Imago: prima\n");
	put("xx/braille", "braille: xx-g1.ctb\n");
	setenv("LECTERN_VOICES", folder, 1);
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const names[] = {
	    "en/voice", "en/phrases", "xx/voice", "xx/phrases", "xx/braille", "en", "xx", ""};
	char path[200];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		remove(path);
	}
	return 0;
}

static void
lines_are_read_and_wrong_ones_said(void **state)
{
	struct heard heard;
	struct profile *p = profile_read(S("xx-Latn-ZZ"), hear(&heard));

	(void)state;
	assert_str(p->language, "xx");
	assert_str(p->espeak, "yy+f2");
	assert_str(p->braille_table, "xx-g1.ctb");
	assert_int_equal(p->rate, 160); /* the usual one: its own does not fit */
	assert_int_equal(p->pause_item, 444);
	assert_int_equal(p->pause_heading_before, 1000);
	assert_string_equal(
	    heard.slugs, "bad-profile bad-profile bad-profile bad-profile bad-profile");
	assert_str(profile_phrase(p, "image"), "Imago: prima");
	assert_str(profile_phrase(p, "hello"), "Good day"); /* English when it has none */
	assert_str(profile_phrase(p, "neither"), "neither");
	profile_free(p);
}

static void
a_language_without_a_folder_is_said(void **state)
{
	struct heard heard;
	struct profile *p = profile_read(S("qq"), hear(&heard));

	(void)state;
	assert_string_equal(heard.slugs, "no-profile");
	assert_str(p->espeak, "qq");
	assert_str(profile_phrase(p, "image"), "Image");
	profile_free(p);
	p = profile_read(S(""), hear(&heard));
	assert_string_equal(heard.slugs, "");
	assert_str(p->language, "en");
	profile_free(p);
	setenv("LECTERN_VOICES", "/nowhere", 1);
	p = profile_read(S("en"), hear(&heard));
	assert_string_equal(heard.slugs, "no-voices");
	profile_free(p);
	setenv("LECTERN_VOICES", folder, 1);
	assert_null(profile_file(S("qq"), "voice"));
	assert_null(profile_file(S("../en"), "voice"));
	assert_null(profile_file(S(""), "voice"));
}

static void
a_phone_line_has_settings_of_its_own(void **state)
{
	struct heard heard;
	struct profile *p = profile_read(S("en"), hear(&heard)),
		       *phone = profile_read_phone(S("en"), hear(&heard));

	(void)state;
	assert_string_equal(heard.slugs, "");
	assert_str(p->espeak, "en-us");
	assert_int_equal(p->pitch, 50);
	assert_str(phone->espeak, "en-us+f1"); /* though its line stands first */
	assert_int_equal(phone->pitch, 61);
	assert_int_equal(phone->rate, 150);
	profile_free(p);
	profile_free(phone);
}

static void
rates_follow_the_pace(void **state)
{
	struct heard heard;
	struct profile *p = profile_read(S("en"), hear(&heard));

	(void)state;
	assert_int_equal(p->rate, 150);
	assert_int_equal(profile_engine_rate(p, 90), 100);
	assert_int_equal(profile_engine_rate(p, 140), 150);
	assert_int_equal(profile_engine_rate(p, 240), 300);
	assert_int_equal(profile_engine_rate(p, 340), 500); /* goes on as the last two */
	assert_int_equal(profile_engine_rate(p, 20), 80);
	profile_set_rate(p, 300);
	assert_int_equal(p->rate, 300);
	assert_int_equal(p->pause_sentence, 125); /* half of the usual 250 */
	assert_int_equal(p->pause_paragraph, 250);
	assert_int_equal(p->pause_heading_before, 1000);
	assert_string_equal(heard.slugs, "");
	profile_free(p);
}

/* The languages that come with the program, found beside it, have no line that is wrong, and
   their phrases are the same ones. */
static void
own_languages_are_whole(void **state)
{
	static const char *const languages[] = {"en", "es", "fr"};
	struct heard heard;
	struct profile *english;

	(void)state;
	unsetenv("LECTERN_VOICES");
	english = profile_read(S("en"), hear(&heard));
	assert_true(english->phrase_count > 0);
	for (size_t i = 0; i < 3; i++) {
		struct profile *p = profile_read(str_of(languages[i]), hear(&heard));
		struct profile *phone = profile_read_phone(str_of(languages[i]), &heard.diag);
		size_t own = i == 0 ? p->phrase_count : p->phrase_count - english->phrase_count;

		assert_true(
		    str_starts(phone->espeak, p->espeak) && phone->espeak.len > p->espeak.len);
		profile_free(phone);
		assert_string_equal(heard.slugs, "");
		assert_str(p->language, languages[i]);
		assert_true(p->pace_count >= 2);
		assert_true(p->pause_heading_before >= 1000);
		assert_true(p->pause_heading_after >= 600);
		for (size_t j = 0; j < english->phrase_count; j++) {
			bool found = false;

			for (size_t k = 0; k < own; k++)
				found |= str_equal(p->phrases[k].name, english->phrases[j].name);
			if (!found)
				fail_msg("%s lacks the phrase %.*s", languages[i],
				    STR_ARG(english->phrases[j].name));
		}
		profile_free(p);
	}
	profile_free(english);
	setenv("LECTERN_VOICES", folder, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(lines_are_read_and_wrong_ones_said),
	    cmocka_unit_test(a_language_without_a_folder_is_said),
	    cmocka_unit_test(a_phone_line_has_settings_of_its_own),
	    cmocka_unit_test(rates_follow_the_pace), cmocka_unit_test(own_languages_are_whole)};

	return cmocka_run_group_tests_name("profile", tests, set_up, tear_down);
}
