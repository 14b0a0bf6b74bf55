/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "document/build.h"
#include "voice/pace.h"
#include "voice/script.h"

struct made {
	struct heard heard;
	struct arena arena;
	struct document *doc;
	struct profile *profile;
	struct script script;
};

static struct build *
begin(struct made *m, const char *language)
{
	struct build *b;

	memset(m, 0, sizeof(*m));
	b = build_begin("x", hear(&m->heard));
	build_meta(b, BUILD_LANGUAGE, str_of(language));
	return b;
}

static void
make(struct made *m, struct build *b, const struct script_options *options)
{
	static const struct script_options none;

	m->doc = build_end(b);
	m->profile = profile_read(m->doc->language, &m->heard.diag);
	m->script = script_of(
	    m->doc, m->profile, NULL, options ? options : &none, &m->arena, &m->heard.diag);
}

static void
drop(struct made *m)
{
	profile_free(m->profile);
	document_free(m->doc);
	arena_free(&m->arena);
}

/* "title:Heroin|heading:What it is|..." */
static void
assert_script(const struct made *m, const char *expected)
{
	struct buf text = {0};

	for (size_t i = 0; i < m->script.count; i++)
		buf_print(&text, "%s%s:%.*s", i ? "|" : "", utterance_name(m->script.at[i].kind),
		    STR_ARG(m->script.at[i].written));
	assert_str(buf_str(&text), expected);
	buf_free(&text);
}

static void
order_and_pauses(void **state)
{
	struct made m;
	struct build *b = begin(&m, "en");
	static const struct {
		unsigned before, after;
		size_t section;
	} expected[] = {{1000, 600, 0}, {0, 500, 0}, {0, 250, 0}, {0, 500, 0}, {1000, 600, 1},
	    {0, 500, 1}, {0, 300, 1}, {0, 250, 1}, {0, 500, 1}, {0, 500, 1}};

	(void)state;
	build_meta(b, BUILD_TITLE, S("Heroin"));
	build_meta(b, BUILD_HELPLINE, S("Help: 1-800-662-4357"));
	build_leaf(b, BLOCK_PARAGRAPH, 0, 1, S("One is here. Two is there."));
	build_leaf(b, BLOCK_HEADING, 2, 2, S("Signs"));
	build_leaf(b, BLOCK_PARAGRAPH, 0, 3, S("They are:"));
	build_open(b, BLOCK_LIST, 0, 4);
	build_open(b, BLOCK_ITEM, 0, 4);
	build_text(b, S("Sweating."));
	build_close(b);
	build_open(b, BLOCK_ITEM, 0, 5);
	build_text(b, S("Not sleeping. It passes."));
	build_close(b);
	build_close(b);
	build_leaf(b, BLOCK_PARAGRAPH, 0, 6, S("The end."));
	make(&m, b, NULL);
	assert_script(&m, "title:Heroin|helpline:Help: 1-800-662-4357.|sentence:One is here.|"
			  "sentence:Two is there.|heading:Signs|sentence:They are:|item:Sweating.|"
			  "item:Not sleeping.|sentence:It passes.|sentence:The end.");
	for (size_t i = 0; i < m.script.count; i++) {
		assert_int_equal(m.script.at[i].before, expected[i].before);
		assert_int_equal(m.script.at[i].after, expected[i].after);
		assert_int_equal(m.script.at[i].section, expected[i].section);
	}
	assert_int_equal(m.script.at[7].line, 5);
	assert_string_equal(m.heard.slugs, "");
	drop(&m);
}

static void
numbers_of_items_are_said(void **state)
{
	struct made m;
	struct build *b = begin(&m, "en");

	(void)state;
	build_open(b, BLOCK_LIST, 0, 1);
	for (unsigned long n = 2; n <= 3; n++) {
		build_open(b, BLOCK_ITEM, 0, 1);
		build_number(b, n);
		build_text(b, n == 2 ? S("Call first. Wait.") : S("Stay."));
		build_close(b);
	}
	build_open(b, BLOCK_ITEM, 0, 1);
	build_flag(b, BLOCK_TASK | BLOCK_TASK_DONE);
	build_text(b, S("Packed."));
	build_close(b);
	build_close(b);
	make(&m, b, NULL);
	assert_script(&m, "item:2. Call first.|sentence:Wait.|item:3. Stay.|item:Done. Packed.");
	drop(&m);
}

static void
put_row(struct build *b, unsigned header, const char *const *cells, unsigned first_spans)
{
	build_open(b, BLOCK_ROW, 0, 1);
	for (size_t i = 0; cells[i]; i++) {
		build_open(b, BLOCK_CELL, i == 0 ? first_spans : 0, 1);
		build_flag(b, header);
		build_text(b, str_of(cells[i]));
		build_close(b);
	}
	build_close(b);
}

static void
rows_name_their_columns(void **state)
{
	struct made m;
	struct build *b = begin(&m, "en");

	(void)state;
	build_open(b, BLOCK_TABLE, 0, 1);
	build_value(b, S("Doses"));
	put_row(b, BLOCK_HEADER, (const char *const[]){"Medicine", "Dose:", "How", NULL}, 0);
	put_row(b, 0, (const char *const[]){"Naloxone", "4 mg.", "Nasal", NULL}, 0);
	put_row(b, 0, (const char *const[]){"Methadone", "", "By mouth. Daily.", NULL}, 0);
	build_close(b);
	build_open(b, BLOCK_TABLE, 0, 1);
	put_row(b, 0, (const char *const[]){"a", "b", NULL}, 0);
	build_close(b);
	build_open(b, BLOCK_TABLE, 0, 1);
	put_row(b, BLOCK_HEADER, (const char *const[]){"Both", NULL}, 2);
	put_row(b, BLOCK_HEADER, (const char *const[]){"Left", "Right", NULL}, 0);
	put_row(b, 0, (const char *const[]){"c", "d", NULL}, 0);
	build_close(b);
	make(&m, b, NULL);
	assert_script(&m, "sentence:Table: Doses|row:Medicine: Naloxone. Dose: 4 mg. How: Nasal.|"
			  "row:Medicine: Methadone. How: By mouth. Daily.|row:a. b.|"
			  "row:Both.|row:Left: c. Right: d.");
	drop(&m);
}

static void
figures_notes_and_furniture(void **state)
{
	struct made m;
	struct script_options with = {.references = true};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct build *b = begin(&m, "en");

		build_leaf(b, BLOCK_FIGURE, 0, 1, S("A map of clinics."));
		build_leaf(b, BLOCK_CAPTION, 0, 2, S("Clinics in 2024."));
		build_leaf(b, BLOCK_BOILERPLATE, 0, 3, S("Was this page helpful?"));
		build_open(b, BLOCK_NOTE, 0, 4);
		build_text(b, S("A note."));
		build_close(b);
		build_leaf(b, BLOCK_REFERENCE, 0, 5, S("A source."));
		build_open(b, BLOCK_FIGURE, 0, 6);
		build_value(b, S("x.png"));
		build_close(b);
		make(&m, b, i ? &with : NULL);
		assert_script(&m, i ? "figure:Image: A map of clinics.|sentence:Clinics in 2024.|"
				      "sentence:A note.|sentence:A source.|"
				      "figure:Image without a description"
				    : "figure:Image: A map of clinics.|sentence:Clinics in 2024.|"
				      "figure:Image without a description");
		drop(&m);
	}
}

static struct build *
with_helplines(struct made *m)
{
	struct build *b = begin(m, "en");

	build_meta(b, BUILD_TITLE, S("T"));
	build_meta(b, BUILD_HELPLINE, S("Detox: 888-509-8965"));
	build_meta(b, BUILD_HELPLINE, S("Lifeline: 1-800-662-4357"));
	build_leaf(b, BLOCK_HELPLINE, 0, 1, S("Get help today 888-509-8965 or text us."));
	build_leaf(b, BLOCK_PARAGRAPH, 0, 2, S("Text."));
	build_leaf(b, BLOCK_HELPLINE, 0, 3, S("Or call 1-800-662-4357."));
	return b;
}

/* A number that the article's opening lines give is not said again; later lines stay. */
static void
helplines_come_first_and_once(void **state)
{
	struct script_options phone = {.no_helplines = true};
	struct made m;

	(void)state;
	make(&m, with_helplines(&m), NULL);
	assert_script(&m, "title:T|helpline:Get help today 888-509-8965 or text us.|"
			  "helpline:Lifeline: 1-800-662-4357.|sentence:Text.|"
			  "helpline:Or call 1-800-662-4357.");
	for (size_t i = 0; i < m.script.count; i++) {
		const struct utterance *u = &m.script.at[i];

		/* 888, 509, 8965 and 1, 800, 662, 4357: a pause behind each group but the last */
		assert_int_equal(u->group_count, i == 1 ? 2 : i == 2 || i == 4 ? 3 : 0);
		for (size_t j = 0; j < u->group_count; j++)
			assert_true(str_ends(str_sub(u->spoken, 0, u->groups[j]), S(", ")));
	}
	drop(&m);
	make(&m, with_helplines(&m), &phone);
	assert_script(&m, "title:T|helpline:Get help today 888-509-8965 or text us.|sentence:Text.|"
			  "helpline:Or call 1-800-662-4357.");
	drop(&m);
}

/* What the corpus calls a helpline's number is said digit by digit, with no other sign of it. */
static void
a_helpline_is_a_number(void **state)
{
	struct made m;
	struct build *b = begin(&m, "en");

	(void)state;
	build_meta(b, BUILD_HELPLINE, S("Suicide and crisis: 988"));
	build_meta(b, BUILD_HELPLINE, S("Line 211 of the county: 211"));
	build_leaf(b, BLOCK_PARAGRAPH, 0, 1, S("Text."));
	make(&m, b, NULL);
	assert_str(m.script.at[0].spoken, "suicide and crisis: nine eight eight.");
	assert_str(m.script.at[1].spoken, "line two one one of the county: two one one.");
	drop(&m);
}

static void
citations_are_silent(void **state)
{
	struct made m;
	struct build *b = begin(&m, "en");

	(void)state;
	build_open(b, BLOCK_PARAGRAPH, 0, 1);
	build_text(b, S("It is from Asia"));
	build_citation(b, S("1"));
	build_text(b, S(". "));
	build_citation(b, S("7"));
	build_text(b, S(" Next."));
	build_close(b);
	make(&m, b, NULL);
	for (size_t i = 0; i < m.script.count; i++) {
		assert_true(str_find_byte(m.script.at[i].written, '7', 0) == STR_NONE);
		assert_true(str_find(m.script.at[i].spoken, S("seven"), 0) == STR_NONE);
		assert_true(str_find_byte(m.script.at[i].spoken, '1', 0) == STR_NONE);
	}
	assert_int_equal(m.script.count, 2);
	drop(&m);
}

static void
a_language_is_an_utterance(void **state)
{
	struct made m;
	struct build *b = begin(&m, "en-US");

	(void)state;
	build_open(b, BLOCK_PARAGRAPH, 0, 1);
	build_text(b, S("Ask: "));
	build_span_open(b, SPAN_LANGUAGE, S("es"));
	build_text(b, S("no respira"));
	build_span_close(b);
	build_text(b, S(". And "));
	build_span_open(b, SPAN_LANGUAGE, S("en-GB"));
	build_text(b, S("colour"));
	build_span_close(b);
	build_text(b, S(" stays."));
	build_close(b);
	make(&m, b, NULL);
	assert_script(&m, "sentence:Ask:|sentence:no respira|sentence:And colour stays.");
	assert_str(m.script.at[0].language, "en-US");
	assert_str(m.script.at[1].language, "es");
	assert_str(m.script.at[2].language, "en-US");
	assert_int_equal(m.script.at[0].after, 0);
	assert_int_equal(m.script.at[1].after, 250);
	drop(&m);
}

static void
nothing_is_no_utterance(void **state)
{
	struct made m;
	struct build *b = begin(&m, "en");

	(void)state;
	build_leaf(b, BLOCK_PARAGRAPH, 0, 1, S("..."));
	build_leaf(b, BLOCK_CODE, 0, 2, S("one\n\ntwo"));
	build_leaf(b, BLOCK_PARAGRAPH, 0, 3, S("\xe2\x80\x94"));
	make(&m, b, NULL);
	assert_script(&m, "sentence:one|sentence:two");
	drop(&m);
}

/* Ten words of 4.4 letters, as the ends save some, in a rate of 60 should take ten seconds;
   silence takes its part, and so do commas. */
static void
the_rate_follows_the_words(void **state)
{
	struct profile profile = {.rate = 60, .pace_word = 44};
	struct utterance u[2] = {
	    {.written = STR("aaaa aaaa aaaa aaaa aaaa"), .spoken = STR("aaaa aaaa aaaa aaaa aaaa")},
	    {.written = STR("aaaa aaaa aaaa aaaa aaaa"),
		.spoken = STR("aaaa aaaa aaaa aaaa aaaa")}};
	struct script script = {u, 2};

	(void)state;
	assert_int_equal(pace_rate(&script, &profile), 60);
	u[0].after = 1000; /* nine seconds are left for the words */
	assert_int_equal(pace_rate(&script, &profile), 67);
	u[1].before = 9000; /* more than a quarter faster it never is */
	assert_int_equal(pace_rate(&script, &profile), 75);
	u[1].before = 0;
	u[0].after = 0;
	u[0].spoken = (struct str)STR("aaaa aaaa, aaaa aaaa aaa");
	assert_int_equal(pace_rate(&script, &profile), 68);
	profile.rate = 320; /* by then they are not waited at */
	assert_int_equal(pace_rate(&script, &profile), 320);
	profile.rate = 60;
	u[0].spoken = u[1].spoken = (struct str)STR("aaaa"); /* nor more than a fifth slower */
	assert_int_equal(pace_rate(&script, &profile), 48);
	u[0].written = u[1].written = (struct str)STR("aaaaaaaaaaaaaaaaaaaaaaaa");
	u[0].spoken = u[1].spoken = u[0].written; /* no blanks between words */
	assert_int_equal(pace_rate(&script, &profile), 60);
}

/* A stop inside a sentence would be a pause: "across the U. S and". */
static void
initials_with_stops(void **state)
{
	static const char *const cases[][2] = {
	    {"Made across the U.S. and the U.K. too.", "made across the U S and the U K too."},
	    {"It comes from the U.S.A. today.", "it comes from the U S A today."},
	    {"He lives in the U.S.", "he lives in the U S."},
	    {"It is E. coli.", "it is E coli."},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct made m;
		struct build *b = begin(&m, "en");

		build_leaf(b, BLOCK_PARAGRAPH, 0, 1, str_of(cases[i][0]));
		make(&m, b, NULL);
		assert_int_equal(m.script.count, 1);
		assert_str(m.script.at[0].spoken, cases[i][1]);
		drop(&m);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(initials_with_stops),
	    cmocka_unit_test(order_and_pauses), cmocka_unit_test(numbers_of_items_are_said),
	    cmocka_unit_test(rows_name_their_columns),
	    cmocka_unit_test(figures_notes_and_furniture),
	    cmocka_unit_test(helplines_come_first_and_once),
	    cmocka_unit_test(a_helpline_is_a_number), cmocka_unit_test(citations_are_silent),
	    cmocka_unit_test(a_language_is_an_utterance), cmocka_unit_test(nothing_is_no_utterance),
	    cmocka_unit_test(the_rate_follows_the_words)};

	return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
