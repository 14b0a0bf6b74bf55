/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/sentence.h"

#include "unit/marked.h"

/* A case's sentences are parted by '|'. */
static void
check(const char *language, const char *parted)
{
	struct buf plain = {0}, got = {0};
	struct str text;

	for (const char *p = parted; *p; p++)
		if (*p != '|')
			buf_byte(&plain, *p);
	text = buf_str(&plain);
	for (size_t at = 0, end; at < text.len;) {
		end = sentence_end(str_of(language), text, at, NULL, 0);
		assert_true(end > at && end <= text.len);
		buf_put(&got, str_sub(text, at, end));
		for (at = end; at < text.len && text.at[at] == '\n'; at++)
			buf_byte(&got, '\n');
		if (at < text.len)
			buf_byte(&got, '|');
		for (; at < text.len && text.at[at] == ' '; at++)
			buf_byte(&got, ' ');
	}
	assert_str(buf_str(&got), parted);
	buf_free(&plain);
	buf_free(&got);
}

static void
parted(void **state)
{
	static const char *const cases[][2] = {
	    {"en", "Hello World.| My name is Jonas."},
	    {"en", "What is your name?| My name is Jonas."},
	    {"en", "My name is Jonas E. Smith."},
	    {"en", "Were Jane and co. at the party?"},
	    {"en", "Let's ask Jane and co.| They should know."},
	    {"en", "I can see Mt. Fuji from here.| It is tall."},
	    {"en", "St. Michael's Church is on 5th st. near the light."},
	    {"en", "I live in the U.S.| How about you?"},
	    {"en", "I work for the U.S. Government in Virginia."},
	    {"en", "At 5 a.m. Mr. Smith went to the bank.| He left at 6 P.M.| Mr. Smith then went "
		   "home."},
	    {"en", "Come at 3 p.m. Eastern time.| Come at 5 p.m.| I will."},
	    {"en", "She has $100.00.| It is in her bag."},
	    {"en", "He teaches (He worked for 5 years as an engineer.) at the University."},
	    {"en", "Her email is Jane.Doe@example.com.| I sent her an email."},
	    {"en", "It is at https://www.example.50.com/new-site/content.html.| Please look."},
	    {"en", "She turned to him, \"This is great.\" she said."},
	    {"en", "She turned to him, \"This is great.\"| She held the book out."},
	    {"en", "Hello?!| Is that you?"},
	    {"en", "1.) The first item| 2.) The second item"},
	    {"en", "1. The first item.| 2. The second item."},
	    {"en", "• 9. The first item| • 10. The second item"},
	    {"en", "a. The first item| b. The second item| c. The third list item"},
	    {"en", "This is a sentence\ncut off in the middle."},
	    {"en", "features\n|contact manager\n|events, activities"},
	    {"en", "Find it at N°. 1026.253.553.| That is where it is."},
	    {"en", "She works at Yahoo! in the accounting department."},
	    {"en", "You and I.| Did you see Albert I. Jones yesterday?"},
	    {"en", "\"Bohr [...] used the analogy [...]\" (Smith 55)."},
	    {"en", "I never meant that....| She left the store."},
	    {"en", "I wasn’t really ... well, the thing is . . . I didn’t mean it."},
	    {"en", "He had a fever.|The doctor came.| Dr. Smith gave 5 mg.| Then E. coli and S. "
		   "aureus grew."},
	    {"en", "It was vitamin D.| Fish has it.| See Fig. 2 and No. 5 here.| It was 0.5 "
		   "mg/dL.| Then it rose."},
	    {"en", "Use drugs, e.g. Naloxone, i.e. Narcan, approx. 5 mg.| Was it?| Yes... no."},
	    {"en", "It was bad (very bad.)| Then came 2020.| The end.| 20 people died."},
	    {"en", "mRNA is here.| mRNA vaccines work."},
	    {"es", "El Sr. Pérez y la Dra. Gil viven en EE. UU. desde 2010.| ¿Cómo está?| ¡Bien!| "
		   "Tome p. ej. Naloxona."},
	    {"es", "Vive en EE. UU.| La ley cambia.| «Sí.»| Dijo."},
	    {"fr", "M. Dupont et Mme Curie vont bien.| Que faire ?| Appelez le 15 !| « Oui. »| Il "
		   "dit p. ex. Naloxone, etc.| Le reste."},
	    {"de", "Nehmen Sie z. B. Naloxon, d. h. ein Mittel.| Am 3. Mai kam Dr. Braun.| Er "
		   "sagte „Nein.“| Dann ging er.| Nr. 5 ist da.| Es war 2020.| Der Mann."},
	    {"pt", "O Sr. Silva e a Dra. Lima vieram.| Por quê?| Não sei."},
	    {"hi", "यह एक दवा है।| डॉ. शर्मा आए।| क्या?"},
	    {"ar", "ما هو؟| هذا دواء.| نعم."},
	    {"zh", "海洛因是毒品。|它很危险！|为什么？|他说：「好。不好！」然后走了。"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i][0], cases[i][1]);
}

static void
marks_belong_to_what_they_follow(void **state)
{
	const struct str text = S("Asia.1 Heroin is “bad.”2 It is.[3] [4] Then 902,000.5 One.");
	const struct sentence_mark marks[] = {{5, 6}, {27, 28}, {35, 38}, {39, 42}, {56, 57}};
	const char *const ends[] = {
	    "Asia.1", "Heroin is “bad.”2", "It is.[3] [4]", "Then 902,000.5", "One."};
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		size_t end = sentence_end(S("en"), text, at, marks, 5);

		assert_str(str_sub(text, at, end), ends[i]);
		at = end + 1;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(parted),
	    cmocka_unit_test(marks_belong_to_what_they_follow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
