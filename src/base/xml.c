/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xml.h"

#include <string.h>

#include "base/utf8.h"

static void
finish_tag(struct xml *xml)
{
	if (xml->in_tag)
		output_byte(xml->out, '>');
	xml->in_tag = false;
}

void
xml_begin(struct xml *xml, struct output *out, const char *declaration)
{
	*xml = (struct xml){.out = out};
	if (declaration)
		output_print(out, "%s\n", declaration);
}

static bool
tight(const struct xml *xml)
{
	return xml->depth > 0 && xml->open[xml->depth - 1].tight;
}

static void
new_line(struct xml *xml)
{
	output_byte(xml->out, '\n');
	for (size_t i = 0; i < xml->depth; i++)
		output_byte(xml->out, ' ');
}

void
xml_tight(struct xml *xml)
{
	if (xml->depth > 0)
		xml->open[xml->depth - 1].tight = true;
}

void
xml_open(struct xml *xml, const char *name)
{
	bool inherited = tight(xml);

	finish_tag(xml);
	if (!inherited && xml->depth > 0)
		new_line(xml);
	output_print(xml->out, "<%s", name);
	xml->open = mem_grow(xml->open, xml->depth, &xml->room, sizeof(*xml->open));
	xml->open[xml->depth++] = (struct xml_element){name, inherited};
	xml->in_tag = true;
}

void
xml_attribute(struct xml *xml, const char *name, struct str value)
{
	struct buf escaped = {0};

	xml_escape(value, &escaped);
	output_print(xml->out, " %s=\"", name);
	output_put(xml->out, buf_str(&escaped));
	output_byte(xml->out, '"');
	buf_free(&escaped);
}

void
xml_text(struct xml *xml, struct str text)
{
	struct buf escaped = {0};

	finish_tag(xml);
	xml_escape(text, &escaped);
	output_put(xml->out, buf_str(&escaped));
	buf_free(&escaped);
	xml_tight(xml);
}

/* HTML's void elements (HTML standard 13.1.2) that are written here. */
static bool
has_no_end(const char *name)
{
	static const char *const names[] = {"br", "hr", "img", "link", "meta", "input", "source"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

void
xml_close(struct xml *xml)
{
	struct xml_element element = xml->open[--xml->depth];

	if (xml->in_tag && xml->html) {
		finish_tag(xml);
		if (!has_no_end(element.name))
			output_print(xml->out, "</%s>", element.name);
	} else if (xml->in_tag) {
		output_put(xml->out, S("/>"));
		xml->in_tag = false;
	} else {
		if (!element.tight)
			new_line(xml);
		output_print(xml->out, "</%s>", element.name);
	}
}

void
xml_leaf(struct xml *xml, const char *name, struct str text)
{
	xml_open(xml, name);
	xml_text(xml, text);
	xml_close(xml);
}

void
xml_end(struct xml *xml)
{
	while (xml->depth > 0)
		xml_close(xml);
	output_byte(xml->out, '\n');
	mem_free(xml->open);
	*xml = (struct xml){0};
}

static const char *
entity(unsigned c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

static bool
allowed(unsigned c)
{
	return c == '\t' || c == '\n' || (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) ||
	       (c >= 0x10000 && c <= 0x10ffff);
}

void
xml_escape(struct str text, struct buf *out)
{
	for (size_t at = 0; at < text.len;) {
		unsigned c = utf8_next(text, &at);
		const char *as = entity(c);

		if (as)
			buf_put(out, str_of(as));
		else
			buf_char(out, allowed(c) ? c : 0xfffd);
	}
}
