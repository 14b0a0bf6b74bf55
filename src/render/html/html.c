/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/phone.h"
#include "render/html/page.h"
#include "render/render.h"

static const struct setting table[] = {
    {.name = "fragment",
	.type = SETTING_FLAG,
	.help = "the article's blocks alone, without a page round them"},
    {.name = NULL},
};

/* Sizes are relative to the reader's own; colours have a contrast of at least 7 in both schemes,
   and give way to the reader's own. */
static const char style[] =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--link:#0b4590;--seen:#5a2a82;"
    "--line:#767676;--shade:#f2f2f2}"
    "@media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161616;--link:#9ecaff;"
    "--seen:#d8b9ff;--line:#8f8f8f;--shade:#242424}}"
    "body{font:1.125rem/1.6 sans-serif;max-width:40rem;margin:0 auto;padding:1rem;"
    "color:var(--ink);background:var(--paper);overflow-wrap:anywhere}"
    "a{color:var(--link)}a:visited{color:var(--seen)}"
    ":focus-visible,:target:is(li){outline:3px solid;outline-offset:3px}"
    "h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.6em 0 .5em}"
    ".skip{position:absolute;left:-999em}.skip:focus{position:static;margin-bottom:.5em}"
    ".skip,nav a,.help a,.list a{display:inline-block;padding:.25em 0}"
    ".help{border:2px solid;border-radius:.5em;padding:0 1em}"
    ".help p{margin:.4em 0}.help a{font-weight:bold}"
    "nav ul,.refs{list-style:none;padding:0}"
    "blockquote{border-inline-start:4px solid var(--line);margin:1em 0;padding-inline-start:1em}"
    "figure{border:1px solid var(--line);margin:1em 0;padding:0 1em}figcaption{margin:1em 0}"
    "pre,code{background:var(--shade)}pre{padding:.5em;white-space:pre-wrap}"
    "dt{font-weight:bold}"
    ".wide{overflow-x:auto;margin:1em 0}table{border-collapse:collapse;overflow-wrap:normal}"
    "caption{text-align:start;font-weight:bold;padding:.4em 0}"
    "th,td{border:1px solid var(--line);padding:.4em;text-align:start;vertical-align:top}"
    "th{background:var(--shade)}"
    "@media print{.skip,nav{display:none}body{max-width:none;padding:0;color:#000;background:#fff}"
    "a{color:inherit}.wide{overflow:visible}h1,h2,h3,h4,h5,h6{break-after:avoid}"
    "tr,li,figure,.help{break-inside:avoid}}";

struct str
page_phrase(const struct page *page, const char *name)
{
	return profile_phrase(page->profile, name);
}

static void
put_meta(struct xml *xml, const char *name, struct str content)
{
	if (content.len == 0)
		return;
	xml_open(xml, "meta");
	xml_attribute(xml, "name", str_of(name));
	xml_attribute(xml, "content", content);
	xml_close(xml);
}

/* Two or three letters, then parts of letters and digits. */
static bool
is_language(struct str tag)
{
	struct str part;
	bool first = true;

	while (str_cut(&tag, '-', &part)) {
		if (part.len < (first ? 2u : 1u) || part.len > (first ? 3u : 8u))
			return false;
		for (size_t i = 0; i < part.len; i++)
			if (first ? !ascii_alpha(part.at[i]) : !ascii_alnum(part.at[i]))
				return false;
		first = false;
	}
	return !first;
}

static bool
is_leftward(struct str tag)
{
	static const struct str languages[] = {STR("ar"), STR("ckb"), STR("dv"), STR("fa"),
	    STR("he"), STR("ps"), STR("sd"), STR("ug"), STR("ur"), STR("yi")};
	struct str language;

	str_cut(&tag, '-', &language);
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++)
		if (str_equal_fold(language, languages[i]))
			return !str_starts_fold(tag, S("Latn")) && !str_starts_fold(tag, S("Cyrl"));
	return str_starts_fold(tag, S("Arab")) || str_starts_fold(tag, S("Hebr"));
}

void
page_language(struct xml *xml, struct str tag)
{
	xml_attribute(xml, "lang", is_language(tag) ? tag : S("und"));
	if (is_leftward(tag))
		xml_attribute(xml, "dir", S("rtl"));
}

void
page_head(struct page *page, struct str title, struct str language)
{
	struct xml *xml = &page->xml;

	xml_open(xml, "html");
	page_language(xml, language);
	xml_open(xml, "head");
	xml_open(xml, "meta");
	xml_attribute(xml, "charset", S("utf-8"));
	xml_close(xml);
	put_meta(xml, "viewport", S("width=device-width, initial-scale=1"));
	if (page->doc) {
		put_meta(xml, "description", page->doc->summary);
		put_meta(xml, "author", page->doc->author);
	}
	xml_leaf(xml, "title", title);
	xml_leaf(xml, "style", str_of(style));
	xml_close(xml);
	xml_open(xml, "body");
	xml_open(xml, "a");
	xml_attribute(xml, "class", S("skip"));
	xml_attribute(xml, "href", S("#main"));
	xml_text(xml, page_phrase(page, "skip"));
	xml_close(xml);
}

static void
begin(struct page *page, struct output *out, bool whole)
{
	xml_begin(&page->xml, out, whole ? "<!DOCTYPE html>" : NULL);
	page->xml.html = true;
}

static void
put_number(struct xml *xml, struct str number)
{
	struct buf address = {0};
	char dial[PHONE_DIAL_MOST];

	if (!phone_dial(number, dial)) {
		xml_text(xml, number);
		return;
	}
	buf_print(&address, "tel:%s", dial);
	xml_open(xml, "a");
	xml_attribute(xml, "href", buf_str(&address));
	xml_text(xml, number);
	xml_close(xml);
	buf_free(&address);
}

/* The numbers to call, in a frame. */
static void
put_numbers(struct page *page, const struct helpline *lines, size_t count)
{
	struct xml *xml = &page->xml;

	if (count == 0)
		return;
	xml_open(xml, "div");
	xml_attribute(xml, "class", S("help"));
	for (size_t i = 0; i < count; i++) {
		xml_open(xml, "p");
		xml_text(xml, lines[i].label.len ? lines[i].label : page_phrase(page, "helpline"));
		xml_text(xml, S(": "));
		put_number(xml, lines[i].number);
		xml_close(xml);
	}
	xml_close(xml);
}

static void
put_helplines(struct page *page, const struct shelf *shelf)
{
	struct xml *xml = &page->xml;
	struct arena arena = {0};
	struct helpline *lines;
	size_t count = shelf_helplines(shelf, page->doc, &arena, &lines);

	xml_open(xml, "header");
	put_numbers(page, lines, count);
	for (const struct block *b = page->doc->root->child; b; b = b->next)
		if (block_is_help(b)) {
			xml_open(xml, "p");
			page_inline(page, b);
			xml_close(xml);
		}
	xml_close(xml);
	arena_free(&arena);
}

static void
put_link(struct xml *xml, struct str address, struct str words)
{
	xml_open(xml, "a");
	xml_attribute(xml, "href", address);
	xml_text(xml, words);
	xml_close(xml);
}

/* To the index, where there is one, and to the headings, where there are several. */
static void
put_contents(struct page *page, const struct shelf *shelf)
{
	struct xml *xml = &page->xml;
	struct str contents = page_phrase(page, "contents");
	size_t count = 0, number = 0;

	for (const struct block *b = page->doc->root->child; b; b = b->next)
		count += b->kind == BLOCK_HEADING;
	if (count < 2 && !page->indexed)
		return;
	xml_open(xml, "nav");
	xml_attribute(xml, "aria-label", contents);
	xml_open(xml, "ul");
	if (page->indexed) {
		xml_open(xml, "li");
		put_link(xml, S("index.html"), shelf->title.len ? shelf->title : contents);
		xml_close(xml);
	}
	for (const struct block *b = page->doc->root->child; b && count > 1; b = b->next) {
		struct buf address = {0}, words = {0};

		if (b->kind != BLOCK_HEADING)
			continue;
		buf_print(&address, "#s%zu", ++number);
		block_plain(b, &words);
		xml_open(xml, "li");
		put_link(xml, buf_str(&address), buf_str(&words));
		xml_close(xml);
		buf_free(&address);
		buf_free(&words);
	}
	xml_close(xml);
	xml_close(xml);
}

static void
put_page(struct page *page, const struct shelf *shelf, struct output *out)
{
	struct xml *xml = &page->xml;
	const struct document *doc = page->doc;

	begin(page, out, !page->fragment);
	if (page->fragment) {
		if (doc->title.len)
			xml_leaf(xml, "h1", doc->title);
		page_blocks(page);
		xml_end(xml);
		return;
	}
	page_head(page, doc->title.len ? doc->title : doc->id, doc->language);
	put_helplines(page, shelf);
	put_contents(page, shelf);
	xml_open(xml, "main");
	xml_attribute(xml, "id", S("main"));
	xml_leaf(xml, "h1", doc->title.len ? doc->title : doc->id);
	page_blocks(page);
	xml_end(xml);
}

static int
put_article(struct shelf *shelf, size_t i, struct page page, struct output *out, struct diag *diag)
{
	struct document *doc = shelf_load(shelf, i, diag);

	if (doc == NULL)
		return -1;
	page.doc = doc;
	page.profile = profile_read(doc->language, diag);
	put_page(&page, shelf, out);
	profile_free(page.profile);
	document_free(doc);
	return 0;
}

static void
put_entry(struct xml *xml, const struct shelf_entry *entry)
{
	struct buf address = {0};

	buf_put(&address, entry->id);
	buf_put(&address, S(".html"));
	xml_open(xml, "li");
	xml_open(xml, "a");
	xml_attribute(xml, "href", buf_str(&address));
	if (entry->language.len)
		page_language(xml, entry->language);
	xml_text(xml, entry->title.len ? entry->title : entry->id);
	xml_close(xml);
	xml_close(xml);
	buf_free(&address);
}

/* The articles under their topics, in the order in which topics first come. */
static void
put_index(const struct shelf *shelf, struct output *out, struct diag *diag)
{
	struct page page = {.profile = profile_read(shelf->language, diag)};
	struct str title = shelf->title.len ? shelf->title : page_phrase(&page, "contents");
	bool *done = mem_array(shelf->count, sizeof(*done));

	begin(&page, out, true);
	page_head(&page, title, shelf->language);
	xml_open(&page.xml, "header");
	put_numbers(&page, shelf->helplines, shelf->helpline_count);
	xml_close(&page.xml);
	xml_open(&page.xml, "main");
	xml_attribute(&page.xml, "id", S("main"));
	xml_leaf(&page.xml, "h1", title);
	for (size_t i = 0; i < shelf->count; i++) {
		struct str topic = shelf->entries[i].topic;

		if (done[i])
			continue;
		if (topic.len)
			xml_leaf(&page.xml, "h2", topic);
		xml_open(&page.xml, "ul");
		xml_attribute(&page.xml, "class", S("list"));
		for (size_t j = i; j < shelf->count; j++)
			if (!done[j] && str_equal(shelf->entries[j].topic, topic)) {
				put_entry(&page.xml, &shelf->entries[j]);
				done[j] = true;
			}
		xml_close(&page.xml);
	}
	xml_end(&page.xml);
	mem_free(done);
	profile_free(page.profile);
}

static int
render(struct shelf *shelf, const struct settings *settings, struct output *out, struct diag *diag)
{
	struct page page = {
	    .fragment = settings_flag(settings, "fragment"), .indexed = output_is_tree(out)};
	struct output *member;
	int result = 0;

	if (!page.indexed)
		return put_article(shelf, 0, page, out, diag);
	for (size_t i = 0; i < shelf->count && result == 0; i++) {
		struct buf name = {0};

		buf_print(&name, "%.*s.html", STR_ARG(shelf->entries[i].id));
		buf_byte(&name, '\0');
		member = output_member(out, name.at);
		result = put_article(shelf, i, page, member, diag);
		output_close(member);
		buf_free(&name);
	}
	if (result == 0 && !page.fragment) {
		member = output_member(out, "index.html");
		put_index(shelf, member, diag);
		output_close(member);
	}
	return result;
}

const struct renderer render_html = {
    .name = "html",
    .summary = "Web pages that need no network, script or style of anybody else",
    .example = "lectern html heroin.txt -o heroin.html",
    .shape = OUTPUT_FILES,
    .suffix = ".html",
    .settings = table,
    .render = render,
};
