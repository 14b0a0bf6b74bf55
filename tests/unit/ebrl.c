/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "render/braille/ebrl.h"

/* eBraille 1.0, 5.3.3.8, with the order of subtags of RFC 5646, 2.1. */
static void
languages_have_the_script(void **state)
{
	static const char *const cases[][2] = {
	    {"en", "en-Brai"},
	    {"en-US", "en-Brai-US"},
	    {"es-419", "es-Brai-419"},
	    {"zh-Hans-CN", "zh-Brai-CN"},
	    {"zh-Hant", "zh-Brai"},
	    {"zh-yue-HK", "zh-yue-Brai-HK"},
	    {"de-1901", "de-Brai-1901"},
	    {"sr-Latn-RS-ekavsk", "sr-Brai-RS-ekavsk"},
	    {"", "en-Brai"},
	    {"x y", "en-Brai"},
	    {"fr-", "fr-Brai"},
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_str(ebrl_language(str_of(cases[i][0]), &arena), cases[i][1]);
	arena_free(&arena);
}

/* A blank where a line may begin behind it is a space that a device may end a line at; every
   other blank is one that it may not: tied ones, the second of two, one in front. */
static void
blanks_are_spaces(void **state)
{
	struct arena arena = {0};
	struct run run = run_ascii(" AB C  D E ", true, &arena);

	(void)state;
	run.gap[9] = GAP_TIED;
	assert_str(ebrl_cells(&run, &arena), "\u00a0\u2801\u2803 \u2809 \u00a0\u2819\u00a0\u2811");
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(languages_have_the_script),
	    cmocka_unit_test(blanks_are_spaces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
