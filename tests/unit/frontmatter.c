/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "source/frontmatter.h"

static struct document *
front(struct heard *heard, struct str text, size_t *end)
{
	struct build *build;

	*heard = (struct heard){.diag = {.sink = heard_slug, .context = heard}};
	build = build_begin("a.md", &heard->diag);
	*end = frontmatter_read(text, "a.md", build, &heard->diag);
	return build_end(build);
}

static void
all_keys(void **state)
{
	struct str text = S("---\r\n"
			    "title: \"Say \\\"no\\\": a guide\"\r\n"
			    "# a comment\r\n"
			    "id: say-no\n"
			    "language: pt-BR\n"
			    "topic: 'Don''t'\n"
			    "summary: >\n"
			    "  First part\n"
			    "  and more.\n"
			    "authors: [Ann Other, \"Writer, B.\"]\n"
			    "updated: 2026-02-28\n"
			    "sources: [One, 'Two, again']\n"
			    "helplines:\n"
			    "  - Line A: 1-800-555-0100\n"
			    "- 988\n"
			    "---\n"
			    "Body");
	struct heard heard;
	size_t end;
	struct document *doc = front(&heard, text, &end);

	(void)state;
	assert_string_equal(heard.slugs, "");
	assert_str(str_sub(text, end, text.len), "Body");
	assert_str(doc->title, "Say \"no\": a guide");
	assert_str(doc->id, "say-no");
	assert_str(doc->language, "pt-BR");
	assert_str(doc->topic, "Don't");
	assert_str(doc->summary, "First part and more.");
	assert_str(doc->author, "Ann Other; Writer, B.");
	assert_str(doc->updated, "2026-02-28");
	assert_int_equal(doc->source_count, 2);
	assert_str(doc->sources[1], "Two, again");
	assert_int_equal(doc->helpline_count, 2);
	assert_str(doc->helplines[0].label, "Line A");
	assert_str(doc->helplines[0].number, "1-800-555-0100");
	assert_str(doc->helplines[1].number, "988");
	document_free(doc);
}

static void
faults(void **state)
{
	static const struct {
		const char *text, *slugs;
		bool read;
	} cases[] = {
	    {"", "", false},
	    {"No metadata\n", "", false},
	    {"---\n\nA rule, then text\n---\n", "", false},
	    {"---\ntitle: x\n", "front-matter-open", false},
	    {"---\ntitle: x\neditor: y\n---\n", "front-matter-key", true},
	    {"---\nupdated: March 3\n---\n", "front-matter", true},
	    {"---\nupdated: 2026-13-01\n---\n", "front-matter", true},
	    {"---\nid: Not An Id\n---\n", "front-matter", true},
	    {"---\ntitle: x\nnot a key\n---\n", "front-matter", true},
	    {"---\ntitle:\n  - a\n  - b\n---\n", "front-matter", true},
	    {"---\nTITLE: x\nsources:\n---\n", "", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct heard heard;
		size_t end;
		struct str text = str_of(cases[i].text);
		struct document *doc = front(&heard, text, &end);

		assert_string_equal(heard.slugs, cases[i].slugs);
		assert_int_equal(end, cases[i].read ? text.len : 0);
		document_free(doc);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(all_keys), cmocka_unit_test(faults)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
