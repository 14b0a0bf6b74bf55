/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "base/str.h"

static void
cutting(void **state)
{
	struct str rest = S("a,b,,c"), part;
	size_t parts = 0;

	(void)state;
	while (str_cut(&rest, ',', &part))
		parts++;
	assert_int_equal(parts, 4);
	assert_str(part, "c");
	rest = S("");
	assert_false(str_cut(&rest, ',', &part));
	rest = S("a,");
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "a");
	assert_false(str_cut(&rest, ',', &part) && part.len > 0);
}

static void
lines(void **state)
{
	struct str rest = S("one\ntwo\r\nthree\rfour\n\nsix"), line;
	const char *expected[] = {"one", "two", "three", "four", "", "six"};

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		assert_true(str_line(&rest, &line));
		assert_str(line, expected[i]);
	}
	assert_false(str_line(&rest, &line));
}

static void
numbers(void **state)
{
	unsigned long n;

	(void)state;
	assert_true(str_number(S("0"), 10, &n));
	assert_int_equal(n, 0);
	assert_true(str_number(S("123"), 123, &n));
	assert_int_equal(n, 123);
	assert_false(str_number(S("124"), 123, &n));
	assert_false(str_number(S(""), 123, &n));
	assert_false(str_number(S("12a"), 123, &n));
	assert_false(str_number(S("-1"), 123, &n));
	assert_false(str_number(S("99999999999999999999999"), ~0ul, &n));
}

static void
finding(void **state)
{
	(void)state;
	assert_int_equal(str_find(S("abcabc"), S("ca"), 0), 2);
	assert_int_equal(str_find(S("abcabc"), S("abc"), 1), 3);
	assert_true(str_find(S("abc"), S("abcd"), 0) == STR_NONE);
	assert_true(str_equal_fold(S("HeLp"), S("hElP")));
	assert_false(str_equal_fold(S("help"), S("helps")));
	assert_str(str_trim(S(" \t x y \r\n")), "x y");
	assert_true(str_compare(S("a"), S("ab")) < 0);
	assert_true(str_compare(S("b"), S("ab")) > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(cutting), cmocka_unit_test(lines),
	    cmocka_unit_test(numbers), cmocka_unit_test(finding)};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
