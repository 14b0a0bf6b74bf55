/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/citation.h"

#include "unit/marked.h"

enum { LEAVES_MOST = 8 };

/* Leaves are parted by '|'. Doubtful places are left unmarked, as they are in a document. */
static void
check(const char *language, const char *marked)
{
	struct buf plain = {0}, got = {0};
	struct citation_text texts[LEAVES_MOST];
	struct citation_mark *marks;
	struct str rest, part;
	size_t count = 0, found, next = 0;

	marked_plain(marked, &plain);
	rest = buf_str(&plain);
	while (count < LEAVES_MOST && str_cut(&rest, '|', &part))
		texts[count++] = (struct citation_text){part, false};
	marks = citation_find(texts, count, str_of(language), &found);
	for (size_t leaf = 0; leaf < count; leaf++) {
		size_t copied = 0;

		if (leaf > 0)
			buf_byte(&got, '|');
		for (; next < found && marks[next].leaf == leaf; next++)
			if (!marks[next].doubtful)
				marked_put(&got, texts[leaf].text, &copied, marks[next].start,
				    marks[next].end);
		buf_put(&got, str_sub(texts[leaf].text, copied, texts[leaf].text.len));
	}
	assert_str(buf_str(&got), marked);
	mem_free(marks);
	buf_free(&plain);
	buf_free(&got);
}

static void
taken(void **state)
{
	static const char *const cases[][2] = {
	    {"en", "It comes from Asia.{1} Heroin is black tar.{1}"},
	    {"en", "The number was around 902,000.{2} One of them."},
	    {"en", "A few signs to look out for include:{5}|Needle marks."},
	    {"en", "It is bad.{1,2} It is sold.{3-5} And more.{6, 7} Then."},
	    {"en", "It is bad.{[1]}{[2]} More.{[3,4]} The drug{[12]} is. Signs{[edit]}"},
	    {"en", "It grew.{[1],[2]} It fell.{[3]–[5]} Then."},
	    {"en", "Tar{¹} is bad. Tar.{²} It was 75%.{³} An (OUD){⁴,⁵} is."},
	    {"en", "It is 75%.{3} The (drug).{4} He said “no.”{5} Then “yes”.{6}"},
	    {"en", "In HIV.{3} People with OUD.{4} While others."},
	    {"en", "In the U.S.{1} In 2020.{2} The end of vitamin B12.{3} The rest is bad.{4}"},
	    {"en", "Adults ages 45 to 65.{2} Hemorrhoids are common."},
	    {"en", "It is bad.{1}|In some people,{2} but not in 75%{3} of them."},
	    {"en", "It is bad.{1} It is sold.{2} It is used.{3}|The morphine{4} is a drug."},
	    {"en", "The morphine{1} is bad, and cravings{2} come.|Then withdrawal{3}."},
	    {"en", "The drug is bad {(1)}. It is sold {(2)}. It is used {(3)}."},
	    {"en", "It is bad.{1}|They had a fever.{2}Then it went."},
	    {"en", "It hurts.{9} however it heals.{10}"},
	    {"es", "Es una droga.{1} ¿Qué es? Se vende.{2} “La gente” la usa."},
	    {"fr", "C’est une drogue.{1} « Oui. »{2} Les signes comprennent :{3}"},
	    {"fr", "C’est une drogue.{1} Est-ce grave ?{2} Oui !{3}"},
	    {"de", "So ist es.{1} Er sagte „ja.“{2} Es waren 1.234.567.{3} Die"},
	    {"pt", "É uma droga.{1} É vendida.{2,3} Ela é."},
	    {"zh", "海洛因是毒品。{1} 它很危险。{[2]}"},
	    {"hi", "यह एक दवा है।{1} हेरोइन है।{2}"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i][0], cases[i][1]);
}

static void
kept(void **state)
{
	static const char *const cases[] = {
	    "COVID-19 is a virus. Take vitamin B12. It is in H2O.",
	    "That is step 3. Then go on. PM2.5 is dust. It was in 2020. The year.",
	    "Call 116 123. The BMI was 24.9. It fell.|A BMI of 24.9",
	    "Take factor VIII (8) and factor IX (9) and factor X (10).",
	    "It cost 3.5 Million dollars. Use version 2.0 The.",
	    "See p. 12 and No. 5 The end. At pH 7.4 The cells. Fig.2 The chart. No.5 The",
	    "It was 38.5 Celsius. Windows 3.1 Microsoft. BA.2 Variant.",
	    "Take 2 tablets,3 times a day. Age:45|Score:5 points",
	    "It is 25 m². There are 10⁵ cells. x² + y². ¹³C. Ca²⁺ is. 30 kg/m².",
	    "Then caspase3, log10 and omega3. Take IL2 now.",
	    "Take one (1) tablet, then two (2), then three (3).",
	    "It may give (1) fever, (2) cough, and (3) rash.",
	    "The range was 95% CI [12, 34]. It was 1999-2000. B.1.1.7 Lineage.",
	    "On Jan.3 The day. In Sect.3 Of.",
	    "www.example.5 The a@b.c.1 The",
	};
	struct buf both = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		check("en", cases[i]);
		/* certain marks elsewhere change nothing */
		buf_clear(&both);
		buf_put(&both, S("It is bad.{1} It is sold.{2}|It is used.{3}|It ends.{4} Then.|"));
		buf_put(&both, str_of(cases[i]));
		buf_byte(&both, '\0');
		check("en", both.at);
	}
	buf_free(&both);
}

static void
doubt_is_shown(void **state)
{
	struct citation_text text = {
	    S("The pH was 7.4 The cells died. A number of pH 7.4 The"), false};
	struct citation_mark *marks;
	size_t count;

	(void)state;
	marks = citation_find(&text, 1, S("en"), &count);
	assert_int_equal(count, 2);
	assert_true(marks[0].doubtful && marks[1].doubtful);
	mem_free(marks);
	text.code = true;
	marks = citation_find(&text, 1, S("en"), &count);
	assert_int_equal(count, 0);
	mem_free(marks);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(taken),
	    cmocka_unit_test(kept),
	    cmocka_unit_test(doubt_is_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
