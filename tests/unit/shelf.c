/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/shelf.h"

#include "unit/test.h"

static struct shelf *
surveyed(unsigned with, unsigned without)
{
	const struct helpline line = {S("Help"), S("1-800-662-4357")}, none = {S(""), S("")};
	struct shelf_survey *survey = shelf_survey_begin();
	struct shelf *shelf = mem_get(sizeof(*shelf));

	for (unsigned i = 0; i < with; i++)
		shelf_survey_add(survey, S("en"), line);
	for (unsigned i = 0; i < without; i++)
		shelf_survey_add(survey, S("es"), none);
	shelf_survey_end(survey, shelf);
	return shelf;
}

static size_t
lines_of_article_without(struct shelf *shelf)
{
	struct document doc = {.language = S("es")};
	struct arena arena = {0};
	struct helpline *lines;
	size_t count = shelf_helplines(shelf, &doc, &arena, &lines);

	arena_free(&arena);
	return count;
}

/* A helpline for one thing is not shown with articles on all others; a line has it all the same. */
static void
test_shared_helpline(void **state)
{
	struct shelf *half = surveyed(2, 2), *few = surveyed(2, 3);

	(void)state;
	assert_int_equal(half->helpline_count, 1);
	assert_int_equal(lines_of_article_without(half), 1);
	assert_int_equal(few->helpline_count, 1);
	assert_str(few->helplines[0].number, "1-800-662-4357");
	assert_int_equal(lines_of_article_without(few), 0);
	few->helplines_set = true;
	assert_int_equal(lines_of_article_without(few), 1);
	assert_str(half->language, "en");
	assert_str(few->language, "es");
	shelf_close(half);
	shelf_close(few);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_shared_helpline)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
