/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "search/search.h"
#include "search/token.h"

static void
words_of(const char *text, const char *expected)
{
	struct token_cache *cache = token_cache_new();
	struct tokens tokens;
	struct str word;

	for (int cached = 0; cached < 2; cached++) {
		struct buf all = {0};

		tokens_begin(&tokens, str_of(text), cached ? cache : NULL);
		while (tokens_next(&tokens, &word)) {
			buf_put(&all, all.len ? S(" ") : S(""));
			buf_put(&all, word);
		}
		assert_str(buf_str(&all), expected);
		buf_free(&all);
	}
	token_cache_free(cache);
}

static void
words_are_folded(void **state)
{
	(void)state;
	words_of("Blood-pressure: 120/80 (B12).", "blood pressure 120 80 b12");
	words_of("\xc3\x89t\xc3\xa9 NA\xc3\x8fVE stra\xc3\x9f"
		 "e",
	    "ete naive strasse");
	words_of("e\xcc\x81t\xc3\xa9 it\xe2\x80\x99s", "ete it s");
	words_of(
	    "\xe7\xbe\x8e\xe6\xb2\x99\xe9\x85\xae IV", "\xe7\xbe\x8e \xe6\xb2\x99 \xe9\x85\xae iv");
	words_of("  \xe2\x80\xa6 \xe2\x82\xac ", "");
	words_of("\xff\xfe x", "x");
}

static void
plural(const char *language, const char *word, const char *expected)
{
	char stem[TOKEN_MOST];

	assert_str(token_stem(token_rules(str_of(language)), str_of(word), stem), expected);
}

static void
plurals_lose_their_endings(void **state)
{
	(void)state;
	plural("en", "overdoses", "overdose");
	plural("en-US", "therapies", "therapy");
	plural("en", "boxes", "box");
	plural("en", "virus", "virus");
	plural("en", "illness", "illness");
	plural("en", "gas", "gas");
	plural("fr", "hopitaux", "hopital");
	plural("fr", "doses", "dose");
	plural("es", "corazones", "corazon");
	plural("es", "dosis", "dosi");
	plural("de", "haus", "haus");
	plural("", "doses", "doses");
}

/* Ids of what is found, the best first. */
static void
finds(const char *query_text, const char *expected)
{
	static const struct {
		const char *id, *language, *title, *text;
	} articles[] = {
	    {"a", "en", "Overdose", "Give naloxone. Call for help."},
	    {"b", "en", "Withdrawal",
		"After an overdose, naloxone may start withdrawal. It is not dangerous."},
	    {"c", "en", "Naloxone", "A medicine for overdoses. The therapies help."},
	    {"d", "es", "Sobredosis", "Ll\xc3\xa1me al 988. Los corazones."},
	};
	struct str argument = str_of(query_text);
	struct query *query = query_read(&argument, 1);
	const struct search_hit *hits;
	struct search *search;
	struct buf ids = {0};
	size_t count;

	assert_non_null(query);
	search = search_begin(query);
	for (size_t i = 0; i < 4; i++) {
		search_article(search, str_of(articles[i].id), str_of(articles[i].language));
		search_text(search, str_of(articles[i].title), SEARCH_TITLE);
		search_text(search, str_of(articles[i].text), SEARCH_BODY);
	}
	count = search_rank(search, &hits);
	for (size_t i = 0; i < count; i++)
		buf_put(&ids, str_of(articles[hits[i].article].id));
	assert_str(buf_str(&ids), expected);
	buf_free(&ids);
	search_free(search);
	query_free(query);
}

static void
the_best_come_first(void **state)
{
	(void)state;
	finds("overdose", "acb"); /* the title; then the shorter text */
	finds("NALOXONE", "cab");
	finds("naloxone withdrawal", "b"); /* all words, where one article has all */
	finds("help zzz overdose", "ac");  /* none has all: those that have the most */
	finds("\"call for help\"", "a");
	finds("\"for call help\"", "");
	finds("\"naloxone. call\"", "a"); /* signs do not count */
	finds("thera*", "c");
	finds("therapy", "c");
	finds("corazon", "d");
	finds("llame", "d");
	finds("corazones", "d");
	finds("\"may start withdr*\"", "b");
	finds("zzz", "");
	finds("naloxone \"is not dangerous", "b");
}

static void
a_query_needs_a_word(void **state)
{
	const struct str none[] = {STR("  "), STR("\"\""), STR("*!")};
	struct str many =
	    S("a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5 6 7 8 9");
	struct query *query = query_read(&many, 1);

	(void)state;
	assert_null(query_read(none, 3));
	assert_int_equal(query_units(query), SEARCH_UNITS_MOST);
	query_free(query);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_folded),
	    cmocka_unit_test(plurals_lose_their_endings), cmocka_unit_test(the_best_come_first),
	    cmocka_unit_test(a_query_needs_a_word)};

	return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
