/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "render/braille/back.h"

/* The proof is worth what it finds: faults are put into right cells, and it must tell of each. */
#define TEXT "Take it never more than twice, please do."

/* "never", and "twice, please do" */
static const struct span spans[] = {
    {.kind = SPAN_EMPHASIS, .start = 8, .end = 13}, {.kind = SPAN_STRONG, .start = 24, .end = 40}};

struct bench {
	struct arena arena;
	struct tables tables;
	struct leaf_way way;
	struct heard heard;
	struct run run;
	struct back back;
};

static void
erase(struct run *run, const char *cells, size_t from, size_t count)
{
	size_t length = strlen(cells), at = 0, i;

	for (i = 0; i < length; i++)
		if (run->dots[at + i] != cell_dots(cells[i])) {
			assert_true(++at + length <= run->count);
			i = (size_t)-1;
		}
	for (i = at + from; i + count < run->count; i++) {
		run->dots[i] = run->dots[i + count];
		run->from[i] = run->from[i + count];
	}
	run->count -= count;
}

/* What the proof says when `count` cells, from that one of `cells` on, are lost. */
static struct back
prove(const char *cells, size_t from, size_t count, const char *told)
{
	struct bench b = {.tables = {.name = "en-ueb-g2.ctb"}};
	struct leaf_text leaf = {
	    .text = S(TEXT), .spans = spans, .span_count = 2, .own = strlen(TEXT)};
	struct buf said = {0};
	struct output *out = output_memory(&said);
	struct back_text text = {
	    .back = &b.back, .leaf = &leaf, .article = S("a"), .line = 3, .block = 2, .out = out};
	struct diag *diag = hear(&b.heard);

	b.way = (struct leaf_way){.tables = &b.tables, .arena = &b.arena, .diag = diag};
	b.way.table = tables_main(&b.tables, S("en"), diag);
	assert_int_equal(leaf_run(&b.way, &leaf, &b.run), 0);
	if (cells)
		erase(&b.run, cells, from, count);
	assert_int_equal(back_text(&text, &b.way, &b.run), 0);
	output_commit(out, diag);
	assert_str(buf_str(&said), told);
	buf_free(&said);
	tables_end(&b.tables);
	arena_free(&b.arena);
	return b.back;
}

static void
right_cells_come_back(void **state)
{
	struct back back = prove(NULL, 0, 0, "");

	(void)state;
	assert_int_equal(back.words, 8);
	assert_int_equal(back.changed + back.marks + back.emphasis, 0);
}

static void
a_lost_word_is_told_of(void **state)
{
	struct back back =
	    prove("M ?AN", 0, 2, "a:3: block 2, character 14: words: \"more\" came back as \"\"\n");

	(void)state;
	assert_int_equal(back.changed, 1);
}

static void
a_lost_comma_is_told_of(void **state)
{
	struct back back = prove("1 PL1SE", 0, 1,
	    "a:3: block 2, character 24: punctuation: \"twice,\" came back as \"twice\"\n");

	(void)state;
	assert_int_equal(back.marks, 1);
	assert_int_equal(back.changed, 0);
}

static void
a_lost_sign_of_emphasis_is_told_of(void **state)
{
	struct back back = prove(".1N", 0, 2,
	    "a:3: block 2, character 8: emphasis: \"italic\" came back as \"plain\"\n");

	(void)state;
	assert_int_equal(back.emphasis, 1);
	assert_int_equal(back.changed + back.marks, 0);
	back = prove("^7TWICE", 0, 2,
	    "a:3: block 2, character 24: emphasis: \"bold\" came back as \"plain\"\n");
	assert_int_equal(back.emphasis, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(right_cells_come_back),
	    cmocka_unit_test(a_lost_word_is_told_of),
	    cmocka_unit_test(a_lost_comma_is_told_of),
	    cmocka_unit_test(a_lost_sign_of_emphasis_is_told_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
