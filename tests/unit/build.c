/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "document/build.h"

/* What the tree looks like: "paragraph(text) list[item[paragraph(text)]]". */
static int
sketch(void *context, const struct block *b, enum visit visit)
{
	struct buf *out = context;

	if (b->kind == BLOCK_ARTICLE)
		return 0;
	if (visit == VISIT_LEAVE) {
		buf_byte(out, ']');
		return 0;
	}
	if (out->len && out->at[out->len - 1] != '[')
		buf_byte(out, ' ');
	buf_print(out, "%s%s%.*s%s", block_name(b->kind), block_is_leaf(b->kind) ? "(" : "[",
	    STR_ARG(b->text), block_is_leaf(b->kind) ? ")" : "");
	return 0;
}

static void
assert_tree(struct build *b, const char *expected)
{
	struct document *doc = build_end(b);
	struct buf out = {0};

	assert_null(document_check(doc));
	document_walk(doc, sketch, &out);
	assert_str(buf_str(&out), expected);
	buf_free(&out);
	document_free(doc);
}

static void
nesting(void **state)
{
	struct heard heard;
	struct build *b = build_begin("x", hear(&heard));

	(void)state;
	build_leaf(b, BLOCK_PARAGRAPH, 0, 1, S("One."));
	build_open(b, BLOCK_LIST, 0, 2);
	build_open(b, BLOCK_ITEM, 0, 2);
	build_text(b, S("Two."));
	build_open(b, BLOCK_LIST, 0, 3);
	build_open(b, BLOCK_ITEM, 0, 3);
	build_text(b, S("Three."));
	build_close(b);
	build_close(b);
	build_text(b, S("Four."));
	build_close(b);
	build_close(b);
	build_text(b, S("Five."));
	assert_tree(b, "paragraph(One.) list[item[paragraph(Two.) list[item[paragraph(Three.)]] "
		       "paragraph(Four.)]] paragraph(Five.)");
}

static void
repairs(void **state)
{
	struct heard heard;
	struct build *b = build_begin("x", hear(&heard));

	(void)state;
	build_open(b, BLOCK_ITEM, 0, 1); /* no list */
	build_text(b, S("a"));
	build_close(b);
	build_open(b, BLOCK_ITEM, 0, 1); /* goes into the same one */
	build_text(b, S("b"));
	build_close(b);
	build_open(b, BLOCK_PARAGRAPH, 0, 1);
	build_text(b, S("c"));
	build_open(b, BLOCK_QUOTE, 0, 1); /* a block ends the paragraph */
	build_text(b, S("d"));
	build_close(b);
	build_text(b, S("e"));
	build_close(b);
	build_close(b); /* one too many */
	build_open(b, BLOCK_HEADING, 2, 1);
	build_open(b, BLOCK_PARAGRAPH, 0, 1); /* inside a heading: its text is the heading's */
	build_text(b, S("f"));
	build_close(b);
	build_close(b);
	build_open(b, BLOCK_TABLE, 0, 1);
	build_open(b, BLOCK_CELL, 0, 1); /* no row */
	build_open(b, BLOCK_PARAGRAPH, 0, 1);
	build_text(b, S("g"));
	build_close(b);
	build_open(b, BLOCK_PARAGRAPH, 0, 1);
	build_text(b, S("h"));
	build_close(b);
	build_close(b);
	build_close(b);
	build_open(b, BLOCK_PARAGRAPH, 0, 1); /* empty: left out */
	build_close(b);
	build_text(b, S("  "));
	assert_tree(b, "list[item[paragraph(a)] item[paragraph(b)]] paragraph(c) "
		       "quote[paragraph(d)] paragraph(e) heading(f) table[row[cell(g\nh)]]");
}

static void
text(void **state)
{
	struct heard heard;
	struct build *b = build_begin("x", hear(&heard));
	struct document *doc;

	(void)state;
	build_text(b, S("  a \n\t b\xc2\xad"
			"c \xc2\xa0 d\xe2\x80\x8b"));
	build_span_open(b, SPAN_STRONG, S(""));
	build_text(b, S(" e\x01 "));
	build_span_close(b);
	build_text(b, S("\xcc\x81")); /* an accent that begins a piece */
	build_text(b, S("\xff"
			" f  "));
	build_line_break(b);
	build_text(b, S(" g "));
	doc = build_end(b);
	assert_null(document_check(doc));
	assert_str(doc->root->child->text, "a bc d e \xcc\x81\xef\xbf\xbd f\ng");
	assert_string_equal(heard.slugs, "bad-text");
	assert_int_equal(doc->root->child->spans[1].kind, SPAN_STRONG);
	assert_str(str_sub(doc->root->child->text, doc->root->child->spans[1].start,
		       doc->root->child->spans[1].end),
	    "e");
	document_free(doc);
}

static void
depth(void **state)
{
	struct heard heard;
	struct build *b = build_begin("x", hear(&heard));
	struct document *doc;
	struct buf plain = {0};
	size_t count = 0, at = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		build_open(b, BLOCK_LIST, 0, 1);
		build_open(b, BLOCK_ITEM, 0, 1);
		build_text(b, S("w"));
	}
	doc = build_end(b);
	assert_null(document_check(doc));
	assert_string_equal(heard.slugs, "too-deep");
	document_walk(doc, sketch, &plain);
	while ((at = str_find(buf_str(&plain), S("w"), at)) != STR_NONE) {
		count += at > 0 && (plain.at[at - 1] == '(' || plain.at[at - 1] == '\n');
		at++;
	}
	assert_int_equal(count, 1000);
	buf_free(&plain);
	document_free(doc);
}

static void
titles(void **state)
{
	struct heard heard;
	struct build *b = build_begin("x", hear(&heard));
	struct document *doc;

	(void)state;
	build_leaf(b, BLOCK_HEADING, 1, 1, S("The Title"));
	build_leaf(b, BLOCK_HEADING, 2, 2, S("One"));
	build_leaf(b, BLOCK_PARAGRAPH, 0, 3, S("Text."));
	doc = build_end(b);
	assert_str(doc->title, "The Title");
	assert_str(doc->root->child->text, "One");
	assert_int_equal(doc->root->child->level, 2);
	document_free(doc);
	b = build_begin("x", hear(&heard));
	build_meta(b, BUILD_TITLE, S("the  title"));
	build_leaf(b, BLOCK_HEADING, 1, 1, S("The Title"));
	build_leaf(b, BLOCK_HEADING, 1, 2, S("Another"));
	build_leaf(b, BLOCK_HEADING, 2, 2, S("Below"));
	doc = build_end(b);
	assert_str(doc->root->child->text, "Another");
	assert_int_equal(doc->root->child->level, 2);
	assert_int_equal(doc->root->child->next->level, 3);
	document_free(doc);
}

static void
helplines(void **state)
{
	struct heard heard;
	struct build *b = build_begin("x", hear(&heard));
	struct document *doc;

	(void)state;
	build_leaf(b, BLOCK_HELPLINE, 0, 1, S("Get help today 888-509-8965 or write."));
	doc = build_end(b);
	assert_int_equal(doc->helpline_count, 1);
	assert_str(doc->helplines[0].label, "Get help today");
	assert_str(doc->helplines[0].number, "888-509-8965");
	document_free(doc);
	b = build_begin("x", hear(&heard));
	build_meta(b, BUILD_HELPLINE, S("SAMHSA: National: 1-800-662-4357"));
	build_meta(b, BUILD_HELPLINE, S("988"));
	doc = build_end(b);
	assert_int_equal(doc->helpline_count, 2);
	assert_str(doc->helplines[0].label, "SAMHSA: National");
	assert_str(doc->helplines[1].number, "988");
	assert_str(doc->helplines[1].label, "");
	document_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(nesting), cmocka_unit_test(repairs),
	    cmocka_unit_test(text), cmocka_unit_test(depth), cmocka_unit_test(titles),
	    cmocka_unit_test(helplines)};

	return cmocka_run_group_tests_name("build", tests, NULL, NULL);
}
