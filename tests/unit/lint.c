/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "document/lint.h"
#include "source/source.h"

/* "slug LINE:COLUMN;" of every finding. */
static void
note(void *context, const struct diag_message *m)
{
	buf_print(context, "%s %u:%u;", m->slug, m->where.line, m->where.column);
}

/* Each place was counted by hand in the text. */
static void
findings_and_places(void **state)
{
	static const struct {
		const char *format, *text, *expected;
	} cases[] = {
	    /* the preposition that leads to nothing, on the paragraph's second line */
	    {"markdown", "# A\n\nPlease do\ncall our *hotline* at to speak to a nurse.\n",
		"missing-number 4:20;"},
	    {"plain", "Title here\n\nCall us on 116 123 at any time.\n", ""},
	    /* the second "here" is the link that says nothing of its goal */
	    {"markdown", "# A\n\nWe are here. Look [here](http://a.example).\n",
		"empty-link 3:20;"},
	    {"markdown", "# A\n\n## B\n\nText.\n\n#### C\n\nText.\n", "skipped-level 7:6;"},
	    /* columns count characters, not bytes */
	    {"markdown",
		"# A\n\n\xc3\x9c"
		"ber NSAID gilt es. NSAID!\n",
		"initials 3:6;"},
	    {"markdown", "# A\n\nNonsteroidal drugs (NSD) help. NSD are old.\n", ""},
	    {"markdown", "# A\n\nSay nal-TREX-own. The CUBN and AMN genes do.\n", ""},
	    {"markdown", "# A\n\nSay TREX. The CUBN and AMN do.\n",
		"initials 3:5;initials 3:15;initials 3:24;"},
	    {"markdown", "# A\n\nGood \xf0\x9f\x98\x80 day.\n", "unwritable 3:6;"},
	    {"markdown",
		"# A\n\n| a | b | c | d | e | f |\n| --- | --- | --- | --- | --- | --- |\n| 1 | 2 "
		"| 3 | 4 | 5 | 6 |\n",
		"wide-table 3:1;"},
	    /* a delimiter row of single dashes is one, too */
	    {"markdown", "# A\n\na|b|c|d|e|f\n-|:-|-:|:-:|--|-\n1|2|3|4|5|6\n", "wide-table 3:1;"},
	    {"markdown", "# A\n\nSee ![](pic.png) there.\n", "no-alt 3:9;"},
	    {"html", "<h1>A</h1>\n<p>See this:</p>\n<p><img src=pic.png></p>", "no-alt 3:13;"},
	    {"plain",
		"Title here\n\nWords that came\xef\xbf\xbd"
		"back to us.\n",
		"unwritable 3:16;"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct source_options options = {
		    .format = cases[i].format, .language = "en", .keep_source = true};
		struct buf found = {0};
		struct diag diag = {.sink = note, .context = &found};
		struct document *doc = source_parse("x", str_of(cases[i].text), &options, &diag);

		assert_non_null(doc);
		document_lint(doc, &diag);
		assert_str(buf_str(&found), cases[i].expected);
		document_free(doc);
		buf_free(&found);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(findings_and_places)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
