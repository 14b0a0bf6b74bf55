/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/outline_of.h"

extern const struct source_format source_format_html;

static void
check(const char *source, const char *expected)
{
	assert_outline(&source_format_html, source, expected, "");
}

static void
test_flow(void **state)
{
	(void)state;
	check("<p>a<p>b<div>c<p>d</div>e<br>f<br><br>g<hr><blockquote>q</blockquote>"
	      "<pre><code class=language-c>x\n  y</code></pre>",
	    "paragraph: a\nparagraph: b\nparagraph: c\nparagraph: d\nparagraph: e\nf\n"
	    "paragraph: g\nbreak\nquote\nquote/paragraph: q\ncode (c): x\n  y\n");
}

static void
test_lists(void **state)
{
	(void)state;
	check("<ol start=3><li>a<ul><li>b</ul><li value=9>c</ol><dl><dt>T<dd>D</dl>",
	    "list #3\nlist/item #3\nlist/item/paragraph: a\nlist/item/list\n"
	    "list/item/list/item\nlist/item/list/item/paragraph: b\nlist/item #9\n"
	    "list/item/paragraph: c\ndefinitions\ndefinitions/term: T\ndefinitions/detail\n"
	    "definitions/detail/paragraph: D\n");
}

static void
test_tables(void **state)
{
	(void)state;
	check("<table><caption>Doses</caption><tr><th>Form<th>Dose<tr><td rowspan=2>Shot<td>1 mg"
	      "<tr><td>2 mg</table>",
	    "table (Doses)\ntable/row\ntable/row/cell header: Form\ntable/row/cell header: Dose\n"
	    "table/row\ntable/row/cell: Shot\ntable/row/cell: 1 mg\n"
	    "table/row\ntable/row/cell: Shot\ntable/row/cell: 2 mg\n");
	check("<table role=presentation><tr><td>a<td>b</table>", "paragraph: a\nparagraph: b\n");
}

static void
test_raised(void **state)
{
	(void)state;
	check("<p>10<sup>3</sup> and 5 m<sup>2</sup>, in 2020<sup>2</sup> the 4<sup>th</sup> said"
	      "<sup>1,3</sup> so.<sup>[4]</sup>",
	    "paragraph: 103 and 5 m2, in 20202 the 4th said1,3 so.4 {superscript 3}"
	    " {superscript 2} {citation 2=2} {citation 1,3=1,3} {citation 4=4}\n");
}

static void
test_notes(void **state)
{
	(void)state;
	check("<p>Said.<sup><a href='#n1'>1</a></sup><ol><li id=n1>A source <a "
	      "href='#b1'>\xe2\x86\x91"
	      "</a><li>Another</ol>",
	    "paragraph: Said.1 {citation 1=1}\nreference (1): A source\nreference (2): Another\n");
}

static void
test_links(void **state)
{
	(void)state;
	check("<p><a href='javascript:x()'>a</a> <a href='#s'>b</a> <a href='/c'>c</a>"
	      " <a href='tel:988'>988</a> or <a href='tel:1-800-662-4357'>call</a> now",
	    "paragraph: a b c 988 or call (1-800-662-4357) now {link c=/c} {phone 988=988}"
	    " {phone 1-800-662-4357=18006624357}\n");
}

static void
test_hidden(void **state)
{
	(void)state;
	check("<p>a<span hidden>x</span><span style='display : none'>x</span><button>x</button>"
	      "<script>x</script><template>x</template><select><option>x</select>"
	      "<div aria-hidden=true>x</div><dialog>x</dialog><input value=x>",
	    "paragraph: a\n");
}

static void
test_images(void **state)
{
	(void)state;
	check("<figure><img src=a alt='A hand'><figcaption>Cap</figcaption></figure>"
	      "<p>in <img src=b alt=line> text<p><img src=c alt=''>",
	    "figure (a): A hand\ncaption: Cap\nparagraph: in line text {image line=b}\n");
	assert_outline(&source_format_html, "<p><img src=a>", "figure (a)\n", "no-alt");
}

static void
test_languages(void **state)
{
	(void)state;
	check("<html lang=en><p>Say <i lang=es>hola</i><p lang=fr>Bonjour<p lang=en>Hi",
	    "paragraph: Say hola {emphasis hola} {language hola=es}\n"
	    "paragraph: Bonjour {language Bonjour=fr}\nparagraph: Hi\n");
}

#define PROSE                                                                                      \
	"<p>The river rose in the night, and by morning the lower fields were under water.</p>"    \
	"<p>Nobody was hurt, said the mayor, but the bridge will be closed for a week.</p>"
#define PROSE_OUTLINE                                                                              \
	"paragraph: The river rose in the night, and by morning the lower fields were under"       \
	" water.\nparagraph: Nobody was hurt, said the mayor, but the bridge will be closed for a" \
	" week.\n"

static void
test_main_content(void **state)
{
	(void)state;
	check("<title>Flood - Paper</title><nav><a href=/>Home</a></nav><div "
	      "id=w><h1>Flood</h1>" PROSE "<ul class=share-links><li><a href=f>F</a></ul></div>"
	      "<div class=sidebar><a href=1>One</a> <a href=2>Two</a></div>"
	      "<footer>Paper</footer>",
	    "boilerplate: Home\n" PROSE_OUTLINE "boilerplate: F\nboilerplate: One Two\n"
	    "boilerplate: Paper\n");
}

/* Whatever the rules set apart, a number of help stays. */
static void
test_help_stays(void **state)
{
	(void)state;
	check(
	    "<div class=banner>In danger? Call 911.</div><article>" PROSE "</article>"
	    "<div class=sidebar><h3>Crisis line</h3><p><a href='tel:988'>988</a></div>"
	    "<footer><p>Text HOME to 741741</p><p>Imprint</p><p>Office: 212-555-0123</p></footer>",
	    "helpline: In danger? Call 911. {phone 911=911}\n" PROSE_OUTLINE
	    "helpline: Crisis line 988 {phone 988=988}\n"
	    "helpline: Text HOME to 741741 {phone 741741=741741}\nboilerplate: Imprint\n"
	    "paragraph: Office: 212-555-0123 {phone 212-555-0123=2125550123}\n");
}

static void
test_meta(void **state)
{
	struct heard heard;
	struct diag *diag = hear(&heard);
	struct build *build = build_begin("test", diag);
	struct document *doc;

	(void)state;
	source_format_html.parse(
	    S("<html lang=en_US><title>The flood | The Paper</title>"
	      "<meta name=description content='Short.'><meta name=author content='A. Writer'>"
	      "<meta property=article:published_time content=2024-05-06T01:02:03Z><p>x"),
	    "test", build, diag);
	doc = build_end(build);
	assert_str(doc->title, "The flood");
	assert_str(doc->language, "en-US");
	assert_str(doc->summary, "Short.");
	assert_str(doc->author, "A. Writer");
	assert_str(doc->updated, "2024-05-06");
	document_free(doc);
}

static void
repeat(struct buf *out, const char *piece, unsigned times)
{
	for (unsigned i = 0; i < times; i++)
		buf_put(out, str_of(piece));
}

/* The guard takes tags out, never text, and says so. */
static void
test_guard(void **state)
{
	struct buf page = {0};

	(void)state;
	repeat(&page, "<div>", 20000);
	buf_put(&page, S("deep"));
	repeat(&page, "</div>", 20000);
	buf_put(&page, S("<p>after"));
	buf_byte(&page, '\0');
	assert_outline(
	    &source_format_html, page.at, "paragraph: deep\nparagraph: after\n", "too-deep");
	buf_clear(&page);
	buf_put(&page, S("<p"));
	for (unsigned i = 0; i < 2000; i++)
		buf_print(&page, " a%u='>'", i);
	buf_put(&page, S(">text"));
	buf_byte(&page, '\0');
	assert_outline(&source_format_html, page.at, "paragraph: text\n", "html-attributes");
	buf_free(&page);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_flow),
	    cmocka_unit_test(test_lists), cmocka_unit_test(test_tables),
	    cmocka_unit_test(test_raised), cmocka_unit_test(test_notes),
	    cmocka_unit_test(test_links), cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_images), cmocka_unit_test(test_languages),
	    cmocka_unit_test(test_main_content), cmocka_unit_test(test_help_stays),
	    cmocka_unit_test(test_meta), cmocka_unit_test(test_guard)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
