/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "render/braille/layout.h"

/* Pages are small here, 20 cells by 10 lines, so that a case can be read. */
enum { WIDTH = 20, DEPTH = 10 };

struct bench {
	struct arena arena;
	struct pieces pieces;
	struct pages pages;
	struct layout layout;
	struct heard heard;
};

static struct run
number(void *context, unsigned page)
{
	struct bench *b = context;

	return run_ascii(page == 1 ? "#A" : page == 2 ? "#B" : "#C", false, &b->arena);
}

static void
bench_open(struct bench *b)
{
	*b = (struct bench){.layout = {.width = WIDTH, .depth = DEPTH, .number = number}};
	b->layout.context = b;
}

static struct piece *
add(struct bench *b, const char *text)
{
	struct pieces *p = &b->pieces;

	p->at = mem_grow(p->at, p->count, &p->room, sizeof(*p->at));
	p->at[p->count] = (struct piece){.run = run_ascii(text, true, &b->arena)};
	return &p->at[p->count++];
}

static void
add_lines(struct bench *b, unsigned count)
{
	while (count--)
		add(b, "X");
}

/* Lines joined by '/', pages by '|'; blank lines at a page's end left out. */
static void
expect(struct bench *b, const char *expected)
{
	struct buf got = {0};

	layout_pages(&b->layout, &b->pieces, 1, &b->arena, &b->pages, hear(&b->heard));
	for (size_t p = 0; p < b->pages.count; p++) {
		size_t count = b->pages.at[p].count;

		while (count && !b->pages.at[p].lines[count - 1].count)
			count--;
		if (p)
			buf_byte(&got, '|');
		for (size_t i = 0; i < count; i++) {
			const struct line *line = &b->pages.at[p].lines[i];

			if (i)
				buf_byte(&got, '/');
			for (size_t n = 0; n < line->count; n++)
				buf_byte(&got, cell_ascii(line->dots[n]));
		}
	}
	assert_str(buf_str(&got), expected);
	buf_free(&got);
	mem_free(b->pages.at);
	mem_free(b->pieces.at);
	arena_free(&b->arena);
}

static void
runover_lines_have_their_own_indent(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	*add(&b, "ONE TWO THREE FOUR FIVE SIX") = (struct piece){
	    .run = run_ascii("ONE TWO THREE FOUR FIVE SIX", true, &b.arena), .first = 2, .over = 4};
	expect(&b, "  ONE TWO THREE FOUR/    FIVE SIX");
}

static void
a_blank_line_never_comes_twice(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	add(&b, "A")->after = true;
	add(&b, "B")->before = true;
	add(&b, "C");
	expect(&b, "A//B/C");
}

static void
the_number_keeps_three_cells_free(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	b.layout.numbers = true;
	add_lines(&b, DEPTH - 1);
	add(&b, "ABCDEFGH IJKLMN O");
	expect(&b, "X/X/X/X/X/X/X/X/X/ABCDEFGH IJKLMN   #A|O/////////                  #B");
}

static void
a_centred_heading_is_balanced(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	add(&b, "AAAA BBBB CCCC DD")->centred = true;
	expect(&b, "     AAAA BBBB/      CCCC DD");
}

static void
a_heading_takes_a_line_of_its_text_along(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	add_lines(&b, DEPTH - 1);
	add(&b, "HEAD")->with_next = true;
	add(&b, "TEXT");
	expect(&b, "X/X/X/X/X/X/X/X/X|HEAD/TEXT");
}

/* The line stays blank only when the page before was full to its last two lines. */
static void
the_top_of_a_page_keeps_a_wanted_blank_line(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	add_lines(&b, DEPTH);
	add(&b, "H")->before = true;
	expect(&b, "X/X/X/X/X/X/X/X/X/X|/H");
	bench_open(&b);
	add_lines(&b, DEPTH - 3);
	*add(&b, "H") = (struct piece){
	    .run = run_ascii("H", true, &b.arena), .before = true, .with_next = true};
	add(&b, "LONG LONG LONG LONG LONG")->whole = true;
	expect(&b, "X/X/X/X/X/X/X|H/LONG LONG LONG LONG/LONG");
}

static void
groups_stay_together_if_a_page_holds_them(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	add_lines(&b, DEPTH - 2);
	for (int i = 0; i < 3; i++)
		add(&b, "ROW")->keep = 1;
	expect(&b, "X/X/X/X/X/X/X/X|ROW/ROW/ROW");
}

static void
a_divided_table_repeats_its_head(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	for (int i = 0; i < DEPTH + 2; i++) {
		struct piece *piece = add(&b, i ? "ROW" : "HEAD");

		piece->keep = 1;
		piece->again = i ? 1 : 0;
	}
	expect(&b, "HEAD/ROW/ROW/ROW/ROW/ROW/ROW/ROW/ROW/ROW|HEAD/ROW/ROW");
}

static void
running_heads_leave_the_first_page_alone(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	b.layout.heads = true;
	b.layout.head = run_ascii("A TITLE THAT IS TOO LONG", true, &b.arena);
	add_lines(&b, DEPTH + 1);
	expect(&b, "X/X/X/X/X/X/X/X/X/X|    A TITLE THAT/X");
}

static void
numbers_are_divided_behind_a_comma_with_dot_5(void **state)
{
	struct bench b;
	struct piece *piece;

	(void)state;
	bench_open(&b);
	piece = add(&b, "#A1BBB1CCC1DDD1EEE1FFF");
	for (size_t i = 3; i < 22; i += 4)
		piece->run.gap[i] = GAP_WORST;
	expect(&b, "#A1BBB1CCC1DDD1EEE1\"/FFF");
	assert_string_equal(b.heard.slugs, "");
}

static void
a_word_no_rule_divides_is_cut_and_said(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	add(&b, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	expect(&b, "ABCDEFGHIJKLMNOPQRS\"/TUVWXYZ");
	assert_string_equal(b.heard.slugs, "word-cut");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(runover_lines_have_their_own_indent),
	    cmocka_unit_test(a_blank_line_never_comes_twice),
	    cmocka_unit_test(the_number_keeps_three_cells_free),
	    cmocka_unit_test(a_centred_heading_is_balanced),
	    cmocka_unit_test(a_heading_takes_a_line_of_its_text_along),
	    cmocka_unit_test(the_top_of_a_page_keeps_a_wanted_blank_line),
	    cmocka_unit_test(groups_stay_together_if_a_page_holds_them),
	    cmocka_unit_test(a_divided_table_repeats_its_head),
	    cmocka_unit_test(running_heads_leave_the_first_page_alone),
	    cmocka_unit_test(numbers_are_divided_behind_a_comma_with_dot_5),
	    cmocka_unit_test(a_word_no_rule_divides_is_cut_and_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
