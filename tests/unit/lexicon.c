/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <stdlib.h>
#include <unistd.h>

#include "voice/lexicon.h"

static struct lexicon *
from_text(const char *text, struct heard *heard)
{
	struct lexicon *lexicon = lexicon_open(S("xx-none"), S(""), hear(heard));
	char path[] = "/tmp/lectern-lexicon-XXXXXX";
	int file = mkstemp(path);

	assert_true(file >= 0);
	assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
	close(file);
	assert_int_equal(lexicon_add(lexicon, path, &heard->diag), 0);
	unlink(path);
	return lexicon;
}

static void
test_find(void **state)
{
	struct heard heard;
	struct lexicon *lexicon = from_text("# a comment\n"
					    "naloxone\tespeak\tn@l'0ksoUn\t\tby ear\n"
					    "WHO\tspell\t\tcase\tusage\n"
					    "rx\talias\tprescription\n",
	    &heard);
	const struct lexicon_entry *entry;

	(void)state;
	assert_string_equal(heard.slugs, "");
	entry = lexicon_find(lexicon, S("Naloxone"));
	assert_non_null(entry);
	assert_int_equal(entry->kind, LEXICON_ESPEAK);
	assert_str(entry->value, "n@l'0ksoUn");
	assert_str(entry->source, "by ear");
	assert_non_null(lexicon_find(lexicon, S("WHO")));
	assert_null(lexicon_find(lexicon, S("who")));
	assert_null(lexicon_find(lexicon, S("nal")));
	assert_null(lexicon_find(lexicon, S("naloxones")));
	assert_str(lexicon_find(lexicon, S("RX"))->value, "prescription");
	lexicon_free(lexicon);
}

/* A later layer, and a later line of the same one, has the last word. */
static void
test_layers(void **state)
{
	struct heard heard;
	struct lexicon *lexicon = from_text("pet\talias\tanimal\nPET\tword\t\tcase\nABC\tspell\n"
					    "abc\talias\talphabet\n",
	    &heard);

	(void)state;
	assert_int_equal(lexicon_find(lexicon, S("PET"))->kind, LEXICON_WORD);
	assert_int_equal(lexicon_find(lexicon, S("pet"))->kind, LEXICON_ALIAS);
	assert_int_equal(lexicon_find(lexicon, S("ABC"))->kind, LEXICON_ALIAS);
	lexicon_free(lexicon);
}

/* What is said for an article stands over what is said for all, wherever it stands. */
static void
test_flags(void **state)
{
	static const char text[] = "dose\talias\tin one\tarticle=one\ndose\talias\tin all\n"
				   "dose\talias\ten espa\xc3\xb1ol\tlang=es\n"
				   "Dose\talias\twritten so\tcase, article=one\n";
	struct heard heard;
	struct lexicon *one = lexicon_open(S("en-GB"), S("one"), hear(&heard));
	struct lexicon *none = lexicon_open(S("en"), S(""), &heard.diag);
	struct lexicon *spanish = lexicon_open(S("es"), S("two"), &heard.diag);

	(void)state;
	lexicon_add_text(one, S(text), "x.tsv", &heard.diag);
	lexicon_add_text(none, S(text), "x.tsv", &heard.diag);
	lexicon_add_text(spanish, S(text), "x.tsv", &heard.diag);
	assert_string_equal(heard.slugs, "");
	assert_str(lexicon_find(one, S("dose"))->value, "in one");
	assert_str(lexicon_find(one, S("Dose"))->value, "written so");
	assert_str(lexicon_find(none, S("Dose"))->value, "in all");
	assert_str(lexicon_find(spanish, S("dose"))->value, "en espa\xc3\xb1ol");
	lexicon_add_text(one, S("dose\talias\tby the reader\n"), "y.tsv", &heard.diag);
	assert_str(lexicon_find(one, S("dose"))->value, "by the reader");
	lexicon_add_text(one, S("dose\talias\tx\tlanguage=es\n"), "z.tsv", &heard.diag);
	assert_string_equal(heard.slugs, "bad-lexicon");
	lexicon_free(one);
	lexicon_free(none);
	lexicon_free(spanish);
}

/* In a layer the narrower entry stands over the wider one, in whatever order they are written. */
static void
test_ranks(void **state)
{
	struct heard heard;
	struct lexicon *lexicon = lexicon_open(S("es"), S(""), hear(&heard));

	(void)state;
	lexicon_add_text(lexicon,
	    S("US\talias\tcountry\tcase\nus\talias\twe\n"
	      "sal\talias\tde aqu\xc3\xad\tlang=es\nsal\talias\tfor all\n"
	      "don\xe2\x80\x99t\talias\tdo not\ne\xcc\x81tat\talias\tstate\n"),
	    "x.tsv", &heard.diag);
	assert_string_equal(heard.slugs, "");
	assert_str(lexicon_find(lexicon, S("US"))->value, "country");
	assert_str(lexicon_find(lexicon, S("Us"))->value, "we");
	assert_str(lexicon_find(lexicon, S("sal"))->value, "de aqu\xc3\xad");
	assert_str(lexicon_find(lexicon, S("don't"))->value, "do not");
	assert_str(lexicon_find(lexicon, S("\xc3\x89TAT"))->value, "state");
	lexicon_free(lexicon);
}

static void
test_next_sound(void **state)
{
	struct heard heard;
	struct lexicon *lexicon = from_text(
	    "MO\tespeak\tm0\tcase\nbupe\tipa\tbju\nno-go\tespeak\tn\nsay\talias\tx\n", &heard);
	struct str spoken = S("say mo, MO no-go, bupe's bupe-mo-MO-no");
	static const char *const words[] = {"MO", "no-go", "bupe", "MO"};
	size_t from = 0, at = 0, count = 0;

	(void)state;
	for (; lexicon_next_sound(lexicon, spoken, &from, &at); count++) {
		assert_true(count < 4);
		assert_str(str_sub(spoken, from, at), words[count]);
	}
	assert_int_equal(count, 4);
	lexicon_free(lexicon);
}

static void
test_bad_lines(void **state)
{
	struct heard heard;
	struct lexicon *lexicon = from_text("word only\n"
					    "x\tshout\ty\n"
					    "y\talias\t\n"
					    "z\tespeak\ta]] [[b\n"
					    "good\talias\tfine\n",
	    &heard);

	(void)state;
	assert_string_equal(heard.slugs, "bad-lexicon bad-lexicon bad-lexicon bad-lexicon");
	assert_null(lexicon_find(lexicon, S("x")));
	assert_null(lexicon_find(lexicon, S("y")));
	assert_null(lexicon_find(lexicon, S("z")));
	assert_non_null(lexicon_find(lexicon, S("good")));
	lexicon_free(lexicon);
}

/* The lexicons that come with the program have no line that is not understood. */
static void
test_shipped(void **state)
{
	static const struct {
		const char *language, *word;
		enum lexicon_kind kind;
	} rows[] = {{"en", "buprenorphine", LEXICON_ESPEAK}, {"en-GB", "Naloxone", LEXICON_ESPEAK},
	    {"en", "AIDS", LEXICON_WORD}, {"es", "SIDA", LEXICON_WORD},
	    {"fr", "OMS", LEXICON_SPELL}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct heard heard;
		struct lexicon *lexicon =
		    lexicon_open(str_of(rows[i].language), S(""), hear(&heard));
		const struct lexicon_entry *entry = lexicon_find(lexicon, str_of(rows[i].word));

		assert_string_equal(heard.slugs, "");
		assert_non_null(entry);
		assert_int_equal(entry->kind, rows[i].kind);
		assert_true(entry->source.len > 0);
		lexicon_free(lexicon);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_find),
	    cmocka_unit_test(test_layers), cmocka_unit_test(test_flags),
	    cmocka_unit_test(test_ranks), cmocka_unit_test(test_next_sound),
	    cmocka_unit_test(test_bad_lines), cmocka_unit_test(test_shipped)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
