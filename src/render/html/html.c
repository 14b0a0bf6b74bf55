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

/* Colours follow the reader's own; sizes are relative to the reader's own. */
static const char style[] =
    ":root{color-scheme:light dark}"
    "body{font:1.1em/1.6 sans-serif;max-width:42em;margin:0 auto;padding:0 1em;"
    "overflow-wrap:anywhere}"
    ".skip{position:absolute;left:-99em}.skip:focus{position:static}"
    "a{display:inline-block;min-height:1.5em}p a,li a,td a{display:inline}"
    "table{border-collapse:collapse}th,td{border:1px solid;padding:.3em;text-align:start;"
    "vertical-align:top}"
    ".help{border:2px solid;padding:0 1em}.refs{list-style:none;padding:0}"
    "@media print{.skip,nav{display:none}}";

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

void
page_head(struct page *page, struct str title, struct str language)
{
	struct xml *xml = &page->xml;

	xml_open(xml, "html");
	xml_attribute(xml, "lang", language.len ? language : S("und"));
	xml_open(xml, "head");
	xml_open(xml, "meta");
	xml_attribute(xml, "charset", S("utf-8"));
	xml_close(xml);
	put_meta(xml, "viewport", S("width=device-width, initial-scale=1"));
	if (page->doc)
		put_meta(xml, "description", page->doc->summary);
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

static void
put_helplines(struct page *page, const struct shelf *shelf)
{
	struct xml *xml = &page->xml;
	struct arena arena = {0};
	struct helpline *lines;
	size_t count = shelf_helplines(shelf, page->doc, &arena, &lines);

	xml_open(xml, "header");
	for (size_t i = 0; i < count; i++) {
		if (i == 0) {
			xml_open(xml, "div");
			xml_attribute(xml, "class", S("help"));
		}
		xml_open(xml, "p");
		xml_text(xml, lines[i].label.len ? lines[i].label : page_phrase(page, "helpline"));
		xml_text(xml, S(": "));
		put_number(xml, lines[i].number);
		xml_close(xml);
	}
	if (count)
		xml_close(xml);
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
put_contents(struct page *page)
{
	struct xml *xml = &page->xml;
	size_t number = 0;

	for (const struct block *b = page->doc->root->child; b; b = b->next)
		number += b->kind == BLOCK_HEADING;
	if (number < 2)
		return;
	xml_open(xml, "nav");
	xml_attribute(xml, "aria-label", page_phrase(page, "contents"));
	xml_open(xml, "ul");
	number = 0;
	for (const struct block *b = page->doc->root->child; b; b = b->next) {
		struct buf address = {0}, words = {0};

		if (b->kind != BLOCK_HEADING)
			continue;
		buf_print(&address, "#s%zu", ++number);
		block_plain(b, &words);
		xml_open(xml, "li");
		xml_open(xml, "a");
		xml_attribute(xml, "href", buf_str(&address));
		xml_text(xml, buf_str(&words));
		xml_close(xml);
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
	put_contents(page);
	xml_open(xml, "main");
	xml_attribute(xml, "id", S("main"));
	xml_leaf(xml, "h1", doc->title.len ? doc->title : doc->id);
	page_blocks(page);
	xml_end(xml);
}

static int
put_article(struct shelf *shelf, size_t i, bool fragment, struct output *out, struct diag *diag)
{
	struct document *doc = shelf_load(shelf, i, diag);
	struct page page = {.doc = doc, .fragment = fragment};

	if (doc == NULL)
		return -1;
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
		xml_attribute(xml, "lang", entry->language);
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
	for (size_t i = 0; i < shelf->helpline_count; i++) {
		xml_open(&page.xml, "p");
		xml_text(&page.xml, shelf->helplines[i].label);
		xml_text(&page.xml, S(": "));
		put_number(&page.xml, shelf->helplines[i].number);
		xml_close(&page.xml);
	}
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
	bool fragment = settings_flag(settings, "fragment");
	struct output *member;
	int result = 0;

	if (!output_is_tree(out))
		return put_article(shelf, 0, fragment, out, diag);
	for (size_t i = 0; i < shelf->count && result == 0; i++) {
		struct buf name = {0};

		buf_print(&name, "%.*s.html", STR_ARG(shelf->entries[i].id));
		buf_byte(&name, '\0');
		member = output_member(out, name.at);
		result = put_article(shelf, i, fragment, member, diag);
		output_close(member);
		buf_free(&name);
	}
	if (result == 0 && !fragment) {
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
