/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short messages: places counted by hand. */
#include "unit/test.h"

#include "render/text/sms.h"

static struct diag quiet = {.sink = diag_pack};

static void
assert_form(const char *text, enum sms_alphabet alphabet, const char *expected)
{
	struct plain_changes changes = {0};
	struct buf form = {0};

	assert_int_equal(sms_form(str_of(text), &form, &changes), alphabet);
	buf_byte(&form, '\0');
	assert_string_equal(form.at, expected);
	buf_free(&form);
	plain_changes_free(&changes);
}

static void
assert_messages(struct str text, enum sms_alphabet alphabet, size_t count, const char *expected)
{
	struct buf out = {0}, said = {0};

	quiet.context = &said;
	assert_int_equal(sms_put(text, alphabet, &out, &quiet), count);
	buf_byte(&out, '\0');
	if (expected)
		assert_string_equal(out.at, expected);
	buf_free(&out);
	buf_free(&said);
}

static void
test_places(void **state)
{
	(void)state;
	assert_int_equal(sms_places(SMS_GSM7, '@'), 1);
	assert_int_equal(sms_places(SMS_GSM7, '{'), 2);
	assert_int_equal(sms_places(SMS_GSM7, '|'), 2);
	assert_int_equal(sms_places(SMS_GSM7, 0x20ac), 2); /* euro */
	assert_int_equal(sms_places(SMS_GSM7, 0xe9), 1);   /* e acute */
	assert_int_equal(sms_places(SMS_GSM7, 0xe7), 0);   /* c cedilla: only the capital */
	assert_int_equal(sms_places(SMS_GSM7, 0xc7), 1);
	assert_int_equal(sms_places(SMS_GSM7, 0x3a9), 1); /* Omega */
	assert_int_equal(sms_places(SMS_GSM7, '`'), 0);
	assert_int_equal(sms_places(SMS_GSM7, '\t'), 0);
	assert_int_equal(sms_places(SMS_UCS2, 0x928), 1);
	assert_int_equal(sms_places(SMS_UCS2, 0x1f600), 2); /* two UTF-16 units */
}

static void
test_forms(void **state)
{
	(void)state;
	assert_form("don’t", SMS_GSM7, "don't");
	assert_form("4 µg", SMS_GSM7, "4 mcg");
	assert_form("4 μg/mL", SMS_GSM7, "4 mcg/mL");
	assert_form("2½ mg", SMS_GSM7, "2 1/2 mg");
	assert_form("½ tablet", SMS_GSM7, "1/2 tablet");
	assert_form("10³ and 10⁻³", SMS_GSM7, "10^3 and 10^-3");
	assert_form("CO₂", SMS_GSM7, "CO2");
	assert_form("≥5 and ≤ 9", SMS_GSM7, ">=5 and <= 9");
	assert_form("37°C, 5° ok", SMS_GSM7, "37 degrees C, 5 degrees ok");
	assert_form("naïve garçon, Łódź", SMS_GSM7, "naive garcon, Lodz");
	assert_form("a β-blocker", SMS_GSM7, "a beta-blocker");
	assert_form("٣ mg", SMS_GSM7, "3 mg");
	assert_form("Title\n\n\nFirst.\nSecond", SMS_GSM7, "Title; First. Second");
	assert_form("न लें", SMS_UCS2, "न लें");
	assert_form("لا", SMS_UCS2, "لا");
}

static void
test_limits(void **state)
{
	struct buf text = {0};

	(void)state;
	buf_fill(&text, 'a', 158);
	buf_put(&text, S("{"));
	assert_messages(buf_str(&text), SMS_GSM7, 1, NULL); /* 158 + 2 */
	buf_clear(&text);
	buf_fill(&text, 'a', 79);
	buf_byte(&text, ' ');
	buf_fill(&text, 'b', 79);
	buf_put(&text, S("€"));
	assert_messages(buf_str(&text), SMS_GSM7, 2, NULL); /* 79 + 1 + 79 + 2 = 161 */
	buf_clear(&text);
	for (int i = 0; i < 70; i++)
		buf_put(&text, S("न"));
	assert_messages(buf_str(&text), SMS_UCS2, 1, NULL);
	assert_messages(S(""), SMS_GSM7, 0, "");
	buf_free(&text);
}

/* 149 places are left beside "1/2 ". */
static void
test_part_is_filled_to_the_last_place(void **state)
{
	struct buf text = {0}, expected = {0};

	(void)state;
	buf_fill(&text, 'a', 149);
	buf_put(&text, S(" bbbbbbbbbbbbbbb"));
	buf_put(&expected, S("1/2 "));
	buf_fill(&expected, 'a', 149);
	buf_put(&expected, S("\n2/2 bbbbbbbbbbbbbbb\n"));
	buf_byte(&expected, '\0');
	assert_messages(buf_str(&text), SMS_GSM7, 2, expected.at);
	buf_free(&text);
	buf_free(&expected);
}

static void
test_number_stays_with_its_unit(void **state)
{
	struct buf text = {0}, expected = {0};

	(void)state;
	buf_fill(&text, 'a', 147);
	buf_put(&text, S(" 4 mg of the medicine")); /* "4" would be the 149th */
	buf_put(&expected, S("1/2 "));
	buf_fill(&expected, 'a', 147);
	buf_put(&expected, S("\n2/2 4 mg of the medicine\n"));
	buf_byte(&expected, '\0');
	assert_messages(buf_str(&text), SMS_GSM7, 2, expected.at);
	buf_free(&text);
	buf_free(&expected);
}

/* A word of 150 '[' is 300 places: 149 hold 74 of them, not 74 and a half. */
static void
test_escape_pair_is_whole(void **state)
{
	struct buf text = {0}, out = {0}, said = {0};
	struct str rest, line;
	size_t sizes[3], count = 0;

	(void)state;
	quiet.context = &said;
	buf_fill(&text, '[', 150);
	assert_int_equal(sms_put(buf_str(&text), SMS_GSM7, &out, &quiet), 3);
	assert_true(said.len > 0); /* that a word was cut */
	for (rest = buf_str(&out); rest.len && str_line(&rest, &line); count++)
		sizes[count] = line.len;
	assert_int_equal(sizes[0], 4 + 74);
	assert_int_equal(sizes[1], 4 + 74);
	assert_int_equal(sizes[2], 4 + 2);
	buf_free(&text);
	buf_free(&out);
	buf_free(&said);
}

/* Ten parts need two digits in the total: "1/10 " leaves 148 places. */
static void
test_ten_parts(void **state)
{
	struct buf text = {0}, out = {0}, said = {0};
	struct str rest, line;

	(void)state;
	quiet.context = &said;
	for (int i = 0; i < 10; i++) {
		buf_fill(&text, 'a' + (char)i, 147);
		buf_byte(&text, ' ');
	}
	assert_int_equal(sms_put(buf_str(&text), SMS_GSM7, &out, &quiet), 10);
	rest = buf_str(&out);
	while (rest.len && str_line(&rest, &line))
		assert_true(line.len <= 153);
	assert_true(str_starts(buf_str(&out), S("1/10 a")));
	assert_true(str_find(buf_str(&out), S("\n10/10 j"), 0) != STR_NONE);
	buf_free(&text);
	buf_free(&out);
	buf_free(&said);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_places),
	    cmocka_unit_test(test_forms),
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_part_is_filled_to_the_last_place),
	    cmocka_unit_test(test_number_stays_with_its_unit),
	    cmocka_unit_test(test_escape_pair_is_whole),
	    cmocka_unit_test(test_ten_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
