/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/phone.h"

#include "unit/marked.h"

/* The text with its numbers in braces, and what is dialled, joined by blanks. */
static void
check(const char *marked, const char *dialled)
{
	struct buf plain = {0}, got = {0}, dials = {0};
	struct phone phone;
	struct str text;
	size_t copied = 0;

	marked_plain(marked, &plain);
	text = buf_str(&plain);
	while (phone_find(text, copied, S("en"), &phone)) {
		marked_put(&got, text, &copied, phone.start, phone.end);
		buf_print(&dials, "%s%s", dials.len ? " " : "", phone.dial);
	}
	buf_put(&got, str_sub(text, copied, text.len));
	assert_str(buf_str(&got), marked);
	if (dialled)
		assert_str(buf_str(&dials), dialled);
	buf_free(&plain);
	buf_free(&got);
	buf_free(&dials);
}

static void
taken(void **state)
{
	static const char *const cases[][2] = {
	    {"Get help today {888-509-8965} or sign up for 24/7 text support.", "8885098965"},
	    {"Call {911}. Dial {988} or text HOME to {741741}.", "911 988 741741"},
	    {"Call {1-800-662-HELP (4357)} or {1-800-662-4357}. {(800) 662-4357}",
		"18006624357 18006624357 8006624357"},
	    {"{1.800.662.4357} or {800/662-4357 ext. 12}", "18006624357 8006624357"},
	    {"{1-800-QUIT-NOW}, {1-877-44U-QUIT}, {800-CDC-INFO}, {1-800-GAMBLER}",
		"18007848669 18774487848 8002324636 18004262537"},
	    {"Bethesda, MD 20892-3655 {301-496-5248}", "3014965248"},
	    {"{+44 20 7946 0018}, {+44 (0)20 7946 0018}, {020 7946 0018}",
		"+442079460018 +442079460018 02079460018"},
	    {"{01 48 05 55 55}, {01.48.05.55.55}, {+33148055555}",
		"0148055555 0148055555 +33148055555"},
	    {"Llame al {988} o al {911}. Llame al {900 161 515} o al {91 123 45 67}.", NULL},
	    {"Appelez le {15} ou le {112}. Wählen Sie {112}. Ligue {192} ou {188}.", NULL},
	    {"Tel. {030 1234567}, {030/1234567}, {0800-1110111}, {0800 111 0 111}", NULL},
	    {"Call {13 11 14} or {1800 250 015}. Call {116 123} (Samaritans).",
		"131114 1800250015 116123"},
	    {"The {988} Suicide & Crisis Lifeline. Dial {9-1-1}. Notruf: {112}.", "988 911 112"},
	    {"Call {8885098965}, {(11) 91234-5678}. In case of emergency, call {999}.", NULL},
	    {"Use a 24-hour line ({1-800-273-8255}). Text \"HELLO\" to {741741}.", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i][0], cases[i][1]);
}

static void
left(void **state)
{
	static const char *const cases[] = {
	    "On 2020-01-15 and 12/05/2021 and 01.02.2020 and 01/02/1980 10:30.",
	    "It was 1999-2000, 10-20 mg, 2.5-5 mg, 3-4 times, pages 112-118, p. 123-456.",
	    "ISBN 978-3-16-148410-0, ISSN 1234-5678, PMID: 12345678, NCT01234567",
	    "doi 10.1000/182-123-4567 and 10.1016/j.cell.2020.01.001",
	    "902,000 people, 1,234,567 of them, 555 people, 123-45-6789.",
	    "Bethesda, MD 20892-3655. A score of 120/80. 95% CI 1.2-3.4. 1-2-3.",
	    "Call 3 times a day. Call 20 people. Text 5 friends. Call within 24 hours.",
	    "116 123 cases were seen in room 112; over 911 cases. 100 200 300 mg.",
	    "200 300 4000 units; 123 456 7890 cells. Take 800 200 mg. 1-800-CALL",
	    "Se estima que 112 personas. Appelez 15 fois. Call 112 people.",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i], "");
}

static void
dialled(void **state)
{
	static const char *const cases[][2] = {
	    {"1-800-662-4357", "18006624357"},
	    {"tel:+1-800-662-4357", "+18006624357"},
	    {"1-800-662-HELP (4357)", "18006624357"},
	    {" 988 ", "988"},
	    {"(800) 662-4357 ext. 12", "8006624357"},
	    {"+44 (0)20 7946 0018", "+442079460018"},
	    {"01 48 05 55 55", "0148055555"},
	};
	static const char *const none[] = {"", "hello", "2020-01-15", "12 people", "call 911", "5"};
	char dial[PHONE_DIAL_MOST];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_true(phone_dial(str_of(cases[i][0]), dial));
		assert_string_equal(dial, cases[i][1]);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_false(phone_dial(str_of(none[i]), dial));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(taken),
	    cmocka_unit_test(left),
	    cmocka_unit_test(dialled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
