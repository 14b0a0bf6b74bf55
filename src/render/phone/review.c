/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "render/phone/node.h"
#include "render/phone/route.h"

/* A menu, kept for the picture. */
struct review_menu {
	char id[FLOW_ID], above[FLOW_ID];
	struct str words, language;
	struct review_menu *parent, *child, *last, *next;
};

struct review {
	struct output *out;
	struct xml xml;
	const struct prompts_options *sound;
	struct routes *routes;
	struct arena arena;
	struct review_menu *menus;
	size_t count, room;
	unsigned row; /* of the picture */
};

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--link:#0b4590;--seen:#5a2a82}"
    "@media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161616;--link:#9ecaff;"
    "--seen:#d8b9ff}}"
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:0 auto;padding:1rem;"
    "color:var(--ink);background:var(--paper);overflow-wrap:anywhere}"
    "a{display:inline-block;min-height:1.5rem;color:var(--link)}a:visited{color:var(--seen)}"
    ":focus-visible{outline:3px solid;outline-offset:3px}"
    ".skip{position:absolute;left:-999em}.skip:focus{position:static}"
    "section{border-top:1px solid #767676;margin-top:1.5rem}"
    "ul,ol{padding-inline-start:1.5rem}li{margin:.5rem 0}"
    "audio{display:block;width:20rem;max-width:100%;height:2.75rem}"
    "input{width:1.5rem;height:1.5rem;vertical-align:middle;margin-inline-end:.5rem}"
    ".wide{overflow-x:auto}svg{display:block}path{fill:none;stroke:currentColor}"
    ".none{display:none}"
    "body:has(#only:checked) :is(.prompt,.menu,.menu li,.way):not(.new,:has(.new)){display:none}"
    "body:has(#only:checked):not(:has(.new)) .none{display:block}"
    "@supports not selector(:has(a)){.only{display:none}}"
    "@media print{.skip,nav,audio{display:none}}";

const struct codec *
review_sound(const struct prompts_options *sound)
{
	for (size_t i = 0; i < sound->format_count; i++)
		if (str_equal(str_of(sound->formats[i]->name), S("wav")) ||
		    str_equal(str_of(sound->formats[i]->name), S("flac")) ||
		    str_equal(str_of(sound->formats[i]->name), S("opus")))
			return sound->formats[i];
	return NULL;
}

static void
attribute(struct xml *xml, const char *name, const char *before, const char *value)
{
	struct buf text = {0};

	buf_print(&text, "%s%s", before, value);
	xml_attribute(xml, name, buf_str(&text));
	buf_free(&text);
}

static void
put_sound(struct review *r, const struct prompt *prompt)
{
	const struct codec *codec = review_sound(r->sound);
	struct buf name = {0};

	buf_print(&name, codec ? "sounds/%.*s/lectern/%s.%s" : "review/%.*s/%s.%s",
	    STR_ARG(prompt->language), prompt->id, codec ? codec->extension : "wav");
	xml_open(&r->xml, "audio");
	xml_attribute(&r->xml, "controls", S("controls"));
	xml_attribute(&r->xml, "preload", S("none"));
	xml_attribute(&r->xml, "src", buf_str(&name));
	attribute(&r->xml, "aria-label", "Prompt ", prompt->id);
	xml_close(&r->xml);
	buf_free(&name);
}

/* "Keys: 1, 3, #" */
static struct str
keys_of(struct route route, struct buf *words)
{
	struct buf keys = {0};

	route_print(&route, &keys);
	buf_print(words, keys.len ? "Keys: " : "No key");
	buf_put(words, buf_str(&keys));
	buf_free(&keys);
	return buf_str(words);
}

/* "s01234567, 12.5 seconds. Keys: 1, 3, #. Changed." and the words. */
static void
put_prompt(struct review *r, const char *element, struct str way, const struct prompt *prompt)
{
	struct buf line = {0};

	if (prompt->id[0] == '\0')
		return;
	xml_open(&r->xml, element);
	xml_attribute(&r->xml, "class", prompt->changed ? S("prompt new") : S("prompt"));
	buf_print(&line, "%s, %u.%u seconds. %.*s.%s", prompt->id, prompt->milliseconds / 1000,
	    prompt->milliseconds / 100 % 10, STR_ARG(way), prompt->changed ? " Changed." : "");
	xml_leaf(&r->xml, "p", buf_str(&line));
	xml_open(&r->xml, "p");
	xml_attribute(&r->xml, "lang", prompt->language);
	xml_text(&r->xml, prompt->text);
	xml_close(&r->xml);
	put_sound(r, prompt);
	xml_close(&r->xml);
	buf_free(&line);
}

static void
put_link(struct xml *xml, const char *to, const char *words)
{
	xml_open(xml, "a");
	attribute(xml, "href", "#", to);
	xml_text(xml, str_of(words));
	xml_close(xml);
}

/* --- the helpline ---------------------------------------------------------------------------- */

static void
put_sign_off(struct xml *xml, const char *id, struct str words)
{
	xml_open(xml, "p");
	xml_open(xml, "input");
	xml_attribute(xml, "type", S("checkbox"));
	xml_attribute(xml, "id", str_of(id));
	xml_close(xml);
	xml_open(xml, "label");
	xml_attribute(xml, "for", str_of(id));
	xml_text(xml, words);
	xml_close(xml);
	xml_close(xml);
}

static void
put_helpline(struct review *r, const struct flow_options *options)
{
	struct buf words = {0};

	xml_leaf(&r->xml, "h2", S("Helpline"));
	if (options->dial[0] == '\0') {
		xml_leaf(&r->xml, "p",
		    S("No helpline is known: key 0 reaches nobody. Make the line again with "
		      "--helpline."));
		return;
	}
	buf_print(&words, "Key 0 and silence lead to %.*s %.*s, dialled as %s.",
	    STR_ARG(options->helpline.label), STR_ARG(options->helpline.number), options->dial);
	xml_leaf(&r->xml, "p", buf_str(&words));
	put_sign_off(
	    &r->xml, "sign-number", S("I called this number and the right people answered."));
	put_sign_off(
	    &r->xml, "sign-said", S("I heard the line say this number, digit by digit, twice."));
	buf_free(&words);
}

static void
put_filter(struct review *r)
{
	xml_leaf(&r->xml, "h2", S("Prompts"));
	xml_leaf(&r->xml, "p",
	    S("Keys are those from the first menu on; a welcome goes on by itself, or at the key "
	      "that goes on."));
	xml_open(&r->xml, "div");
	xml_attribute(&r->xml, "class", S("only"));
	put_sign_off(&r->xml, "only",
	    S("Show only prompts that changed since the export that this one replaced."));
	xml_close(&r->xml);
	xml_open(&r->xml, "p");
	xml_attribute(&r->xml, "class", S("none"));
	xml_text(&r->xml, S("No prompt changed, or there was no export before."));
	xml_close(&r->xml);
}

/* The skip link, and the way to the picture, which stands at the end. */
static void
put_bar(struct review *r)
{
	xml_open(&r->xml, "a");
	xml_attribute(&r->xml, "class", S("skip"));
	xml_attribute(&r->xml, "href", S("#main"));
	xml_text(&r->xml, S("Skip to the review"));
	xml_close(&r->xml);
	xml_open(&r->xml, "nav");
	xml_attribute(&r->xml, "aria-label", S("Parts"));
	put_link(&r->xml, "tree", "The call as a tree");
	xml_close(&r->xml);
}

struct review *
review_begin(
    struct output *tree, const struct flow_options *options, const struct prompts_options *sound)
{
	struct review *r = mem_get(sizeof(*r));

	r->out = output_member(tree, "review.html");
	r->sound = sound;
	r->routes = routes_begin();
	r->xml.html = true;
	xml_begin(&r->xml, r->out, "<!DOCTYPE html>");
	r->xml.html = true;
	xml_open(&r->xml, "html");
	xml_attribute(&r->xml, "lang", S("en"));
	xml_open(&r->xml, "head");
	xml_open(&r->xml, "meta");
	xml_attribute(&r->xml, "charset", S("utf-8"));
	xml_close(&r->xml);
	xml_open(&r->xml, "meta");
	xml_attribute(&r->xml, "name", S("viewport"));
	xml_attribute(&r->xml, "content", S("width=device-width, initial-scale=1"));
	xml_close(&r->xml);
	xml_leaf(&r->xml, "title", S("Phone line: review"));
	xml_leaf(&r->xml, "style", str_of(style));
	xml_close(&r->xml);
	xml_open(&r->xml, "body");
	put_bar(r);
	xml_open(&r->xml, "main");
	xml_attribute(&r->xml, "id", S("main"));
	xml_leaf(&r->xml, "h1", S("Phone line: review"));
	if (options->title.len > 0)
		xml_leaf(&r->xml, "p", options->title);
	put_helpline(r, options);
	put_filter(r);
	return r;
}

/* --- languages and pages --------------------------------------------------------------------- */

/* When the line's own words are heard. */
static struct str
heard(const struct flow_language *language, enum flow_phrase phrase, struct buf *words)
{
	const char *keys = language->options->keys.at;

	switch (phrase) {
	case FLOW_WELCOME:
	case FLOW_EMERGENCY:
		return S("In the welcome");
	case FLOW_NUMBER:
		return S(
		    "In the welcome, at key 0, and at the key for numbers where a text has none");
	case FLOW_PRESS_1:
	case FLOW_PRESS_2:
	case FLOW_PRESS_3:
	case FLOW_PRESS_4:
	case FLOW_PRESS_5:
		buf_print(words, "In menus, at choice %d", (int)(phrase - FLOW_PRESS_1) + 1);
		return buf_str(words);
	case FLOW_LANGUAGE:
	case FLOW_LANGUAGES_MORE:
		return S("In the menu of languages");
	case FLOW_MORE:
		return S("In menus that go on");
	case FLOW_KEYS:
		return S("At the end of menus");
	case FLOW_RETRY:
		return S("In menus, after two silences");
	case FLOW_WRONG_KEY:
		return S("At keys that do nothing");
	case FLOW_LISTENING:
		return S("Before the first text of a call");
	case FLOW_PAUSE:
		buf_print(words, "After a text, and in it at key %c", keys[KEYS_HOLD]);
		return buf_str(words);
	case FLOW_PAUSE_SHORT:
		return S("Then, after a silence");
	case FLOW_PAUSE_SHORTEST:
		return S("Then, after one more");
	case FLOW_FEEDBACK:
		return S("At the end of a text");
	case FLOW_THANKS:
		return S("Then, at keys 1 and 2");
	case FLOW_CONNECTING:
		return S("At key 0, and after the last silence");
	case FLOW_HANG_UP:
		return S("At key 0, where nobody can be reached");
	case FLOW_PHRASE_COUNT:
		break;
	}
	return S("Never");
}

static void
open_section(struct review *r, const char *id, struct str heading)
{
	xml_open(&r->xml, "section");
	xml_attribute(&r->xml, "class", S("menu"));
	xml_open(&r->xml, "h2");
	xml_attribute(&r->xml, "id", str_of(id));
	xml_text(&r->xml, heading);
	xml_close(&r->xml);
	xml_open(&r->xml, "p");
	xml_attribute(&r->xml, "class", S("way"));
}

void
review_language(void *review, const struct flow_language *language)
{
	struct review *r = review;
	char id[FLOW_ID + 8], heading[64];

	snprintf(heading, sizeof(heading), "Language %.*s: the line's own words",
	    STR_ARG(language->tag));
	snprintf(id, sizeof(id), "w%.*s", STR_ARG(language->tag));
	open_section(r, id, str_of(heading));
	put_link(&r->xml, language->start, "First menu");
	xml_close(&r->xml);
	xml_open(&r->xml, "ul");
	for (size_t i = 0; i < FLOW_PHRASE_COUNT; i++) {
		struct buf words = {0};

		put_prompt(
		    r, "li", heard(language, (enum flow_phrase)i, &words), &language->phrases[i]);
		buf_free(&words);
	}
	xml_close(&r->xml);
	xml_close(&r->xml);
}

static void
put_at(struct review *r, const char *element, struct route route, const struct prompt *prompt)
{
	struct buf words = {0};

	put_prompt(r, element, keys_of(route, &words), prompt);
	buf_free(&words);
}

static void
put_part(struct review *r, const struct flow_language *language, const struct flow_page *page,
    size_t option)
{
	const struct flow_part *part = &page->options[option].part;

	xml_open(&r->xml, "ol");
	for (size_t i = 0; i < part->count; i++) {
		struct route route = routes_listen(r->routes, language, page, option, i);

		put_at(r, "li", route, &part->prompts[i]);
		put_at(r, "li",
		    route_then(r->routes, route, language->options->keys.at[KEYS_NUMBER], 1),
		    &part->numbers[i]);
	}
	xml_close(&r->xml);
}

static void
put_option(
    struct review *r, const struct flow_language *language, const struct flow_page *page, size_t n)
{
	const struct flow_option *option = &page->options[n];
	struct buf words = {0};

	xml_open(&r->xml, "li");
	put_at(r, "div", routes_to(r->routes, page->id), &option->say);
	if (!node_passes(language, page)) {
		xml_open(&r->xml, "p");
		xml_attribute(&r->xml, "class", S("way"));
		buf_print(&words, "Key %zu", n + 1);
		xml_text(&r->xml, buf_str(&words));
		if (option->target[0]) {
			xml_text(&r->xml, S(": "));
			put_link(&r->xml, option->target, option->target);
		}
		xml_close(&r->xml);
	}
	if (option->target[0] == '\0')
		put_part(r, language, page, n);
	xml_close(&r->xml);
	buf_free(&words);
}

/* How long it is, what leads to it, and where it leads. */
static void
put_ways(struct review *r, const struct flow_language *language, const struct flow_page *page)
{
	const char *back = page->before[0] ? page->before : page->up;
	unsigned length = flow_page_length(language, page);
	struct buf words = {0};

	keys_of(routes_to(r->routes, page->id), &words);
	if (node_passes(language, page))
		buf_print(&words, ". It goes on at once");
	else
		buf_print(
		    &words, ". %u.%u seconds with its options", length / 1000, length / 100 % 10);
	buf_print(&words, ". Key %c: ", language->options->keys.at[KEYS_UP]);
	xml_text(&r->xml, buf_str(&words));
	put_link(&r->xml, back, back);
	if (page->more[0] && !node_passes(language, page)) {
		buf_clear(&words);
		buf_print(&words, ". Key %c: ", language->options->keys.at[KEYS_MORE]);
		xml_text(&r->xml, buf_str(&words));
		put_link(&r->xml, page->more, page->more);
	}
	xml_text(&r->xml, S("."));
	buf_free(&words);
}

static void
remember(struct review *r, struct review_menu *menu, const struct flow_language *language,
    const struct flow_page *page)
{
	struct str words = page->say.text;

	*menu = (struct review_menu){.language = arena_str(&r->arena, language->tag)};
	memcpy(menu->id, page->id, sizeof(menu->id));
	memcpy(menu->above, page->up, sizeof(menu->above));
	if (words.len == 0)
		words = page->article_id.len ? page->article_id : str_of(menu->id);
	menu->words = page->before[0] ? arena_print(&r->arena, "%.*s +", STR_ARG(words))
				      : arena_str(&r->arena, words);
}

void
review_page(void *review, const struct flow_language *language, const struct flow_page *page)
{
	struct review *r = review;
	struct buf heading = {0};

	r->menus = mem_grow(r->menus, r->count, &r->room, sizeof(*r->menus));
	remember(r, &r->menus[r->count++], language, page);
	routes_page(r->routes, language, page);
	buf_print(&heading, "Menu %s", page->id);
	open_section(r, page->id, buf_str(&heading));
	put_ways(r, language, page);
	xml_close(&r->xml);
	put_at(r, "div", routes_to(r->routes, page->id), &page->say);
	xml_open(&r->xml, "ul");
	for (size_t i = 0; i < page->count; i++)
		put_option(r, language, page, i);
	xml_close(&r->xml);
	xml_close(&r->xml);
	buf_free(&heading);
}

/* --- the picture ----------------------------------------------------------------------------- */

enum { ROW = 32, INDENT = 28, LETTERS_MOST = 70, ROWS_MOST = 500 };

static int
by_id(const void *a, const void *b)
{
	return strcmp(((const struct review_menu *)a)->id, ((const struct review_menu *)b)->id);
}

/* Hangs each menu below the one it is chosen from; the tops hang below `root`. */
static void
hang(struct review *r, struct review_menu *root)
{
	struct review_menu *order = mem_array(r->count + 1, sizeof(*order));

	for (size_t i = 0; i < r->count; i++) {
		order[i] = r->menus[i];
		order[i].next = &r->menus[i]; /* where it came from */
	}
	qsort(order, r->count, sizeof(*order), by_id);
	for (size_t i = 0; i < r->count; i++) {
		struct review_menu *menu = &r->menus[i], key = {.next = NULL}, *found;

		memcpy(key.id, menu->above, sizeof(key.id));
		found = bsearch(&key, order, r->count, sizeof(*order), by_id);
		menu->parent = found && found->next != menu ? found->next : root;
		if (menu->parent->last)
			menu->parent->last->next = menu;
		else
			menu->parent->child = menu;
		menu->parent->last = menu;
	}
	mem_free(order);
}

static void
list_menus(struct review *r, const struct review_menu *first)
{
	if (first == NULL)
		return;
	xml_open(&r->xml, "ul");
	for (const struct review_menu *menu = first; menu; menu = menu->next) {
		xml_open(&r->xml, "li");
		put_link(&r->xml, menu->id, menu->id);
		xml_text(&r->xml, S(" "));
		xml_open(&r->xml, "span");
		xml_attribute(&r->xml, "lang", menu->language);
		xml_text(&r->xml, menu->words);
		xml_close(&r->xml);
		list_menus(r, menu->child);
		xml_close(&r->xml);
	}
	xml_close(&r->xml);
}

static void
number_attribute(struct xml *xml, const char *name, unsigned number)
{
	char text[16];

	snprintf(text, sizeof(text), "%u", number);
	xml_attribute(xml, name, str_of(text));
}

/* The words of a row, cut where the picture ends. */
static void
draw_words(struct review *r, const struct review_menu *menu, unsigned x, unsigned y)
{
	size_t end = 0, letters = 0;

	while (end < menu->words.len && letters++ < LETTERS_MOST)
		utf8_next(menu->words, &end);
	xml_open(&r->xml, "text");
	xml_attribute(&r->xml, "lang", menu->language);
	number_attribute(&r->xml, "x", x);
	number_attribute(&r->xml, "y", y);
	xml_text(&r->xml, str_sub(menu->words, 0, end));
	if (end < menu->words.len)
		xml_text(&r->xml, S("\xe2\x80\xa6"));
	xml_close(&r->xml);
}

/* Menus below one another, each with a dot and a line from the menu that leads to it. */
static void
draw_menus(struct review *r, const struct review_menu *first, unsigned depth, unsigned above)
{
	for (const struct review_menu *menu = first; menu && r->row < ROWS_MOST;
	     menu = menu->next) {
		unsigned x = depth * INDENT + 12, y = r->row++ * ROW + ROW / 2;
		char line[80];

		if (depth > 0) {
			snprintf(line, sizeof(line), "M%u %uV%uH%u", x - INDENT, above, y, x);
			xml_open(&r->xml, "path");
			xml_attribute(&r->xml, "d", str_of(line));
			xml_close(&r->xml);
		}
		xml_open(&r->xml, "circle");
		number_attribute(&r->xml, "cx", x);
		number_attribute(&r->xml, "cy", y);
		number_attribute(&r->xml, "r", 6);
		xml_close(&r->xml);
		draw_words(r, menu, x + 14, y + 5);
		draw_menus(r, menu->child, depth + 1, y);
	}
}

static void
put_picture(struct review *r, const struct review_menu *root)
{
	struct xml *xml = &r->xml;
	unsigned rows = r->count < ROWS_MOST ? (unsigned)r->count : ROWS_MOST;

	xml_open(xml, "div");
	xml_attribute(xml, "class", S("wide"));
	xml_attribute(xml, "role", S("group"));
	xml_attribute(xml, "aria-label", S("The call as a picture"));
	xml_attribute(xml, "tabindex", S("0"));
	xml_open(xml, "svg");
	xml_attribute(xml, "role", S("img"));
	xml_attribute(
	    xml, "aria-label", S("Menus as dots, joined by lines; the list below says the same."));
	number_attribute(xml, "width", 720);
	number_attribute(xml, "height", rows * ROW);
	xml_attribute(xml, "fill", S("currentColor"));
	xml_open(xml, "g");
	xml_attribute(xml, "style", S("stroke-width:2;font-size:16px"));
	draw_menus(r, root->child, 0, 0);
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
	if (r->count > ROWS_MOST)
		xml_leaf(xml, "p", S("The picture shows the first 500 menus; the list shows all."));
}

static void
put_tree(struct review *r)
{
	struct review_menu root = {.next = NULL};

	hang(r, &root);
	xml_open(&r->xml, "section");
	xml_open(&r->xml, "h2");
	xml_attribute(&r->xml, "id", S("tree"));
	xml_text(&r->xml, S("The call as a tree"));
	xml_close(&r->xml);
	xml_leaf(&r->xml, "p", S("A menu with + goes on with the one before it."));
	put_picture(r, &root);
	list_menus(r, root.child);
	xml_close(&r->xml);
}

void
review_end(struct review *r)
{
	if (r == NULL)
		return;
	put_tree(r);
	xml_end(&r->xml);
	output_close(r->out);
	routes_end(r->routes);
	arena_free(&r->arena);
	mem_free(r->menus);
	mem_free(r);
}
