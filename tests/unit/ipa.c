/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "voice/ipa.h"

static void
assert_ipa(const char *ipa, const char *expected)
{
	struct buf got = {0};

	buf_byte(&got, '=');
	assert_true(ipa_to_espeak(str_of(ipa), &got));
	assert_str(str_sub(buf_str(&got), 1, got.len), expected);
	buf_free(&got);
}

/* Against what the engine itself writes for the same words. */
static void
words(void **state)
{
	(void)state;
	assert_ipa("nˈiːd", "n'i:d");
	assert_ipa("ɪnfˈɛkʃən", "Inf'EkS@n");
	assert_ipa("tʃˈeɪndʒɪŋ", "tS'eIndZIN");
	assert_ipa("mˈʌtʃ", "m'VtS");
	assert_ipa("ˈɛɹiəz", "'e@ri@z");
	assert_ipa("mˈɛmbɚz", "m'Emb3z");
	assert_ipa("ɐbˌaʊt", "a#b,aUt");
	assert_ipa("/nəˈlɒksəʊn/", "n@'l0ksoUn");
	assert_ipa("ˌbjuː.prəˈnɔːr.fiːn", ",bju:pr@'nO@fi:n");
	assert_ipa("ˈbʌt.n̩", "'bVt@n");
}

static void
what_english_has_not_is_refused(void **state)
{
	struct buf got = {0};

	(void)state;
	buf_put(&got, S("before"));
	assert_false(ipa_to_espeak(S("ʁy"), &got));
	assert_false(ipa_to_espeak(S(""), &got));
	assert_false(ipa_to_espeak(S("n]]x"), &got));
	assert_str(buf_str(&got), "before");
	buf_free(&got);
}

static void
assert_back(const char *mnemonics, const char *expected)
{
	struct buf ipa = {0}, again = {0};

	assert_true(ipa_from_espeak(str_of(mnemonics), &ipa));
	assert_str(buf_str(&ipa), expected);
	assert_true(ipa_to_espeak(buf_str(&ipa), &again));
	assert_str(buf_str(&again), mnemonics);
	buf_free(&ipa);
	buf_free(&again);
}

static void
the_way_back_gives_the_same_sounds(void **state)
{
	struct buf ipa = {0};

	(void)state;
	assert_back("n@l'0ksoUn", "nəlˈɒksoʊn");
	assert_back("bj,u:pr@n'o@fi:n", "bjˌuːpɹənˈoːɹfiːn");
	assert_back("'bVt@n", "ˈbʌtən");
	assert_back("albj'u:t@r,0l", "ælbjˈuːtə.ɹˌɒl"); /* no "ɚ" */
	assert_back("'O@r@l", "ˈɔːɹəl");
	assert_false(ipa_from_espeak(S("n@X"), &ipa));
	assert_false(ipa_from_espeak(S(""), &ipa));
	assert_int_equal(ipa.len, 0);
	buf_free(&ipa);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(words),
	    cmocka_unit_test(what_english_has_not_is_refused),
	    cmocka_unit_test(the_way_back_gives_the_same_sounds)};

	return cmocka_run_group_tests_name("ipa", tests, NULL, NULL);
}
