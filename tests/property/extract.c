/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "document/codec.h"
#include "random.h"
#include "source/format/markdown_extract.h"
#include "source/source.h"

enum { DOCUMENTS = 400 };

static void
comes_back(const struct document *doc, int seed)
{
	struct heard heard;
	struct buf text = {0}, before = {0}, after = {0};
	struct document *again;

	if (markdown_extract(doc, &text, hear(&heard)) != 0) {
		document_encode(doc, &before);
		fail_msg("seed %d is refused", seed);
	}
	again = source_parse("other-name.md", buf_str(&text), NULL, hear(&heard));
	assert_non_null(again);
	document_encode(doc, &before);
	document_encode(again, &after);
	if (!str_equal(buf_str(&before), buf_str(&after)))
		fail_msg("seed %d:\n%.*s", seed, STR_ARG(buf_str(&text)));
	document_free(again);
	buf_free(&text);
	buf_free(&before);
	buf_free(&after);
}

static void
random_documents_come_back(void **state)
{
	struct heard heard;

	(void)state;
	for (int seed = 1; seed <= DOCUMENTS; seed++) {
		struct document *doc = random_document((uint64_t)seed, hear(&heard));

		comes_back(doc, seed);
		document_free(doc);
	}
}

/* Text in which everything could be a mark, or a fault to be mended. */
static void
hostile_text(struct build *b, struct dice *d)
{
	static const char *const pieces[] = {"*", "**", "_", "`", "``", "[", "]", "](", "<b>",
	    "</em>", "&amp;", "&#35;", "#", "---", "1. ", "2) ", "- ", "> ", "|", "| --- |", "\\",
	    "\xc3\x83\xc2\xa9", "\xc3\xa2\xe2\x82\xac\xe2\x84\xa2", "[^1]: ", "[^1]", "```", "~~~",
	    "~~", "http://x.org", "{", "}", "$", "!", "![", "=", "===", "word", " ", "  ", "\"",
	    "'", ":", "[3] ", "Asia.1", "988", "call 988", "lectern", "<!--", "-->", "<?", "+ ",
	    "\xc2\xa0", "\xe2\x80\x8d", "e\xcc\x81", "[x] ", "a@b.org", "<p>", "end", "www.x.org",
	    "\\n", "1-800-662-4357", "https://x.org/1", "\t", "(OUD)", "%", "title: x"};
	unsigned count = 1 + dice_roll(d, 8);

	while (count-- > 0) {
		unsigned kind = dice_roll(d, SPAN_KIND_COUNT * 3);
		bool span = kind > SPAN_SENTENCE && kind < SPAN_KIND_COUNT;

		if (span)
			build_span_open(b, (enum span_kind)kind,
			    kind == SPAN_LINK ? S("https://x.org/<a>?b&c=\"d\\") : S(""));
		for (unsigned n = 1 + dice_roll(d, 4); n > 0; n--)
			build_text(
			    b, str_of(pieces[dice_roll(d, sizeof(pieces) / sizeof(*pieces))]));
		if (span)
			build_span_close(b);
		if (dice_roll(d, 9) == 0)
			build_line_break(b);
	}
}

static void
hostile_blocks(struct build *b, struct dice *d, unsigned depth)
{
	static const enum block_kind kinds[] = {BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_PARAGRAPH,
	    BLOCK_PARAGRAPH, BLOCK_LIST, BLOCK_QUOTE, BLOCK_CODE, BLOCK_TABLE, BLOCK_FIGURE,
	    BLOCK_REFERENCE, BLOCK_BREAK, BLOCK_DEFINITIONS, BLOCK_HELPLINE, BLOCK_NOTE};

	for (unsigned n = 1 + dice_roll(d, 4); n > 0; n--) {
		enum block_kind kind = kinds[dice_roll(d, sizeof(kinds) / sizeof(*kinds))];
		unsigned number = kind == BLOCK_LIST ? dice_roll(d, 3) : 0;

		build_open(b, kind, kind == BLOCK_HEADING ? 2 + dice_roll(d, 3) : 0, 0);
		if (kind == BLOCK_REFERENCE)
			build_value(b, S("3"));
		build_number(b, number);
		for (unsigned i = 0; kind == BLOCK_LIST && i < 3; i++) {
			build_open(b, BLOCK_ITEM, 0, 0);
			build_number(b, number ? number + i : 0);
			hostile_blocks(b, d, depth ? depth - 1 : 0);
			build_close(b);
		}
		for (unsigned i = 0; kind == BLOCK_TABLE && i < 4; i++) {
			if (i % 2 == 0)
				build_open(b, BLOCK_ROW, 0, 0);
			build_open(b, BLOCK_CELL, 0, 0);
			build_flag(b, i < 2 ? BLOCK_HEADER : 0);
			hostile_text(b, d);
			build_close(b);
			if (i % 2 == 1)
				build_close(b);
		}
		if (block_is_leaf(kind))
			hostile_text(b, d);
		else if (kind == BLOCK_QUOTE && depth > 0)
			hostile_blocks(b, d, depth - 1);
		build_close(b);
	}
}

static void
hostile_text_comes_back(void **state)
{
	struct heard heard;

	(void)state;
	for (int seed = 1; seed <= DOCUMENTS; seed++) {
		struct dice d = {(uint64_t)seed * 2654435761u + 88172645463325252u};
		struct build *b = build_begin("hostile", hear(&heard));
		struct document *doc;

		build_meta(b, BUILD_ID, S("hostile"));
		if (dice_roll(&d, 3))
			build_meta(b, BUILD_LANGUAGE, dice_roll(&d, 2) ? S("en") : S("x_y"));
		build_meta(b, BUILD_TITLE, dice_roll(&d, 2) ? S("\"A\" \\ - [b]: # '") : S(""));
		build_meta(b, BUILD_HELPLINE, dice_roll(&d, 2) ? S("a: b: 988") : S(""));
		build_meta(b, BUILD_AUTHOR, dice_roll(&d, 2) ? S("A: [\"B\"], C; - D") : S(""));
		hostile_blocks(b, &d, 2);
		doc = build_end(b);
		comes_back(doc, seed);
		document_free(doc);
	}
}

/* Blocks that can be edited as Markdown are written as Markdown. */
static void
usual_text_is_plain_markdown(void **state)
{
	static const char source[] =
	    "---\nid: \"a\"\ntitle: \"T\"\nlanguage: \"en\"\nhelplines:\n"
	    "  - \"Help: 988\"\n---\n\n"
	    "## Doses\n\nDo *not* take more than **5 mg**; see [here](<https://x.org/a>).[1]\n\n"
	    "Not "
	    "alone.<sup data-citation=\"1,2\">1,2</sup> Call 988.\n\n"
	    "- One\n- Two\n  1. Deep\n\n| A | B |\n| --- | --- |\n| 1 | 2 \\| 3 |\n\n"
	    "> Said.\n\n```sh\nls *\n```\n\n***\n\n![A spoon](<spoon.png>)\n\n[1] A book.\n";
	struct heard heard;
	struct document *doc = source_parse("a.md", str_of(source), NULL, hear(&heard));
	struct buf text = {0};

	(void)state;
	assert_int_equal(markdown_extract(doc, &text, &heard.diag), 0);
	buf_byte(&text, '\0');
	assert_string_equal(text.at, source);
	document_free(doc);
	buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(random_documents_come_back),
	    cmocka_unit_test(hostile_text_comes_back),
	    cmocka_unit_test(usual_text_is_plain_markdown)};

	return cmocka_run_group_tests_name("extract", tests, NULL, NULL);
}
