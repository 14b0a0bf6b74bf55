/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/review.h"

#include <stdio.h>

#include "base/xml.h"

struct review {
	struct output *out;
	struct xml xml;
	const struct prompts_options *sound;
};

static const char style[] =
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:0 auto;padding:1rem;"
    "color:#111;background:#fff}"
    "section{border-top:1px solid #767676;margin-top:1.5rem}"
    "audio{display:block;max-width:100%;min-height:2.5rem}"
    "input{width:1.5rem;height:1.5rem;vertical-align:middle}"
    "a{display:inline-block;min-height:1.5rem;color:#00458b}";

/* The format that browsers play, or NULL. */
static const char *
playable(const struct prompts_options *sound)
{
	for (size_t i = 0; i < sound->format_count; i++)
		if (str_equal(str_of(sound->formats[i]->name), S("wav")) ||
		    str_equal(str_of(sound->formats[i]->name), S("flac")))
			return sound->formats[i]->extension;
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
	const char *extension = playable(r->sound);
	struct buf name = {0};

	if (extension == NULL)
		return;
	buf_print(
	    &name, "sounds/%.*s/lectern/%s.%s", STR_ARG(prompt->language), prompt->id, extension);
	xml_open(&r->xml, "audio");
	xml_attribute(&r->xml, "controls", S("controls"));
	xml_attribute(&r->xml, "preload", S("none"));
	xml_attribute(&r->xml, "src", buf_str(&name));
	attribute(&r->xml, "aria-label", "Prompt ", prompt->id);
	xml_close(&r->xml);
	buf_free(&name);
}

/* "s0123456789, 12.5 seconds" and the words. */
static void
put_prompt(struct review *r, const char *element, const char *keys, const struct prompt *prompt)
{
	struct buf line = {0};

	if (prompt->id[0] == '\0')
		return;
	xml_open(&r->xml, element);
	buf_print(&line, "%s%s%s, %u.%u seconds", keys, keys[0] ? ": " : "", prompt->id,
	    prompt->milliseconds / 1000, prompt->milliseconds / 100 % 10);
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

struct review *
review_begin(
    struct output *tree, const struct flow_options *options, const struct prompts_options *sound)
{
	struct review *r = mem_get(sizeof(*r));

	r->out = output_member(tree, "review.html");
	r->sound = sound;
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
	xml_attribute(&r->xml, "content", S("width=device-width"));
	xml_close(&r->xml);
	xml_leaf(&r->xml, "title", S("Phone line: review"));
	xml_leaf(&r->xml, "style", str_of(style));
	xml_close(&r->xml);
	xml_open(&r->xml, "body");
	xml_open(&r->xml, "main");
	xml_leaf(&r->xml, "h1", S("Phone line: review"));
	if (options->title.len > 0)
		xml_leaf(&r->xml, "p", options->title);
	put_helpline(r, options);
	return r;
}

/* --- languages and pages --------------------------------------------------------------------- */

void
review_language(void *review, const struct flow_language *language)
{
	struct review *r = review;
	char id[FLOW_ID + 8], heading[64];

	snprintf(heading, sizeof(heading), "Language %.*s: the line's own words",
	    STR_ARG(language->tag));
	snprintf(id, sizeof(id), "w%.*s", STR_ARG(language->tag));
	xml_open(&r->xml, "section");
	xml_open(&r->xml, "h2");
	xml_attribute(&r->xml, "id", str_of(id));
	xml_text(&r->xml, str_of(heading));
	xml_close(&r->xml);
	xml_open(&r->xml, "p");
	put_link(&r->xml, language->start, "First menu");
	xml_close(&r->xml);
	xml_open(&r->xml, "ul");
	for (size_t i = 0; i < FLOW_PHRASE_COUNT; i++)
		put_prompt(r, "li", "", &language->phrases[i]);
	xml_close(&r->xml);
	xml_close(&r->xml);
}

static void
put_option(struct review *r, const struct flow_option *option, size_t n)
{
	char keys[32];

	snprintf(keys, sizeof(keys), "Key %zu", n + 1);
	xml_open(&r->xml, "li");
	put_prompt(r, "div", keys, &option->say);
	if (option->target[0]) {
		xml_open(&r->xml, "p");
		put_link(&r->xml, option->target, "Goes to");
		xml_text(&r->xml, S(" "));
		xml_text(&r->xml, str_of(option->target));
		xml_close(&r->xml);
	} else {
		xml_open(&r->xml, "ol");
		for (size_t i = 0; i < option->part.count; i++)
			put_prompt(r, "li", "", &option->part.prompts[i]);
		xml_close(&r->xml);
	}
	xml_close(&r->xml);
}

void
review_page(void *review, const struct flow_language *language, const struct flow_page *page)
{
	struct review *r = review;
	unsigned length = flow_page_length(language, page);
	char line[96];

	xml_open(&r->xml, "section");
	xml_open(&r->xml, "h2");
	xml_attribute(&r->xml, "id", str_of(page->id));
	xml_text(&r->xml, str_of("Menu "));
	xml_text(&r->xml, str_of(page->id));
	xml_close(&r->xml);
	snprintf(line, sizeof(line), "%u.%u seconds with its options. Key star: ", length / 1000,
	    length / 100 % 10);
	xml_open(&r->xml, "p");
	xml_text(&r->xml, str_of(line));
	put_link(&r->xml, page->before[0] ? page->before : page->up,
	    page->before[0] ? page->before : page->up);
	if (page->more[0]) {
		xml_text(&r->xml, S(". Key 8: "));
		put_link(&r->xml, page->more, page->more);
	}
	xml_text(&r->xml, S("."));
	xml_close(&r->xml);
	put_prompt(r, "div", "", &page->say);
	xml_open(&r->xml, "ul");
	for (size_t i = 0; i < page->count; i++)
		put_option(r, &page->options[i], i);
	xml_close(&r->xml);
	xml_close(&r->xml);
}

void
review_end(struct review *r)
{
	if (r == NULL)
		return;
	xml_end(&r->xml);
	output_close(r->out);
	mem_free(r);
}
