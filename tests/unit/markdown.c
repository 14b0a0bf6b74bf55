/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/outline_of.h"

extern const struct source_format source_format_markdown;

static void
check(const char *source, const char *expected)
{
	assert_outline(&source_format_markdown, source, expected, "");
}

static void
test_blocks(void **state)
{
	(void)state;
	check("## A *b*\n\npara\nmore  \nline\n\n> q\n\n```py\nx = 1\n\n  y\n```\n\n***\n",
	    "heading 2: A b {emphasis b}\nparagraph: para more\nline\nquote\n"
	    "quote/paragraph: q\ncode (py): x = 1\n\n  y\nbreak\n");
}

static void
test_admonitions(void **state)
{
	(void)state;
	check("> [!WARNING]\n> Do *not*.\n\n> [!NOTE] in a line\n",
	    "quote\nquote/paragraph: Warning: Do not. {emphasis not}\nquote\n"
	    "quote/paragraph: [!NOTE] in a line\n");
	check("[!TIP]\n\n> said [!TIP]\n",
	    "paragraph: [!TIP]\nquote\nquote/paragraph: said [!TIP]\n");
}

static void
test_lists(void **state)
{
	(void)state;
	check("3. three\n4. four\n   - in\n\n     loose\n",
	    "list #3\nlist/item #3\nlist/item/paragraph: three\nlist/item #4\n"
	    "list/item/paragraph: four\nlist/item/list\nlist/item/list/item\n"
	    "list/item/list/item/paragraph: in\nlist/item/list/item/paragraph: loose\n");
	check("- [x] a\n- [ ] b\n",
	    "list\nlist/item task done\nlist/item/paragraph: a\nlist/item task\n"
	    "list/item/paragraph: b\n");
}

static void
test_tables(void **state)
{
	(void)state;
	check("| A | B |\n|---|---|\n| 1 | `x` |\n",
	    "table\ntable/row\ntable/row/cell header: A\ntable/row/cell header: B\n"
	    "table/row\ntable/row/cell: 1\ntable/row/cell: x {code x}\n");
}

static void
test_entities(void **state)
{
	(void)state;
	check("&eacute; &bne; &CounterClockwiseContourIntegral; &#x41;&#66; &amp; &semi; &nosuch; "
	      "&ampx;\n",
	    "paragraph: \xc3\xa9 =\xe2\x83\xa5 \xe2\x88\xb3 AB & ; &nosuch; &ampx;\n");
}

static void
test_footnotes(void **state)
{
	(void)state;
	check("A **b.**[^x] C[^long] A[^X] none[^no]\n\n[^long]: Two\n\n    paragraphs[^in]\n"
	      "[^x]: One\n  goes on\n[^in]: inner\n[^un]: uncited\n",
	    "paragraph: A b.1 C2 A1 none[^no] {strong b.} {citation 1=1} {citation 2=2} {citation "
	    "1=1}\n"
	    "reference (1): One goes on\nnote (2)\nnote/paragraph: Two\n"
	    "note/paragraph: paragraphs3 {citation 3=3}\nreference (3): inner\n"
	    "reference (4): uncited\n");
	check("`[^a]` [^a]\n\n    [^a]: code\n\n[^a]: text\n",
	    "paragraph: [^a] 1 {code [^a]} {citation 1=1}\ncode: [^a]: code\n"
	    "reference (1): text\n");
}

static void
test_references(void **state)
{
	(void)state;
	check("So it is [1].\n\n[1]: https://who.int \"WHO\"\n",
	    "paragraph: So it is 1. {citation 1=1}\n"
	    "reference (1): WHO {link WHO=https://who.int}\n");
	check("[1] One\n[2] Two\n", "reference (1): One\nreference (2): Two\n");
}

/* A number that only looks like a citation is kept as it stands. */
static void
test_numbers_stay(void **state)
{
	(void)state;
	check("Call [15](https://samu.fr) now.\n",
	    "paragraph: Call 15 now. {link 15=https://samu.fr}\n");
	check("Please [call us](tel:+1-800-662-4357) or [1-800-662-HELP](tel:18006624357).\n",
	    "paragraph: Please call us (+1-800-662-4357) or 1-800-662-HELP."
	    " {phone +1-800-662-4357=+18006624357} {phone 1-800-662-HELP=18006624357}\n");
}

static void
test_tildes(void **state)
{
	(void)state;
	check("H~2~O, CO~2~, ~~old~~, ~x~ and ~5~\n",
	    "paragraph: H2O, CO2, old, x and 5 {subscript 2} {subscript 2} {strike old} "
	    "{strike x} {strike 5}\n");
}

static void
test_images(void **state)
{
	(void)state;
	check("![Alt *x*](a.png \"Cap\")\n\ntext ![in](b.png) line\n",
	    "figure (a.png): Alt x\ncaption: Cap\nparagraph: text in line {image in=b.png}\n");
	assert_outline(&source_format_markdown, "![](a.png)\n", "figure (a.png)\n", "no-alt");
}

static void
test_raw_html(void **state)
{
	(void)state;
	check("10<sup>3</sup> <b>x *y* z</b> <!-- no --> <span lang=\"es\">hola</span>\n",
	    "paragraph: 103 x y z hola {superscript 3} {strong x y z} {emphasis y}"
	    " {language hola=es}\n");
	check("<div>\n<p>in <em>html</em></p>\n</div>\n\n<!-- gone -->\n\nout\n",
	    "paragraph: in html {emphasis html}\nparagraph: out\n");
}

static void
test_lines(void **state)
{
	struct heard heard;
	struct diag *diag = hear(&heard);
	struct build *build = build_begin("test", diag);
	struct document *doc;

	(void)state;
	source_format_markdown.parse(
	    S("---\ntitle: T\n---\n\nfirst\n\n## second\n\n[^a]: note\n\nx[^a]\n"), "test", build,
	    diag);
	doc = build_end(build);
	assert_int_equal(doc->root->child->line, 5);
	assert_int_equal(doc->root->child->next->line, 7);
	assert_int_equal(doc->root->child->next->next->line, 11);
	assert_int_equal(doc->root->child->next->next->next->line, 9);
	document_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_blocks),
	    cmocka_unit_test(test_admonitions), cmocka_unit_test(test_lists),
	    cmocka_unit_test(test_tables), cmocka_unit_test(test_entities),
	    cmocka_unit_test(test_footnotes), cmocka_unit_test(test_references),
	    cmocka_unit_test(test_numbers_stay), cmocka_unit_test(test_tildes),
	    cmocka_unit_test(test_images), cmocka_unit_test(test_raw_html),
	    cmocka_unit_test(test_lines)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
