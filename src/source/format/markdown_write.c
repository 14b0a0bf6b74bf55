/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/markdown_write.h"

#include "base/utf8.h"

#include "document/phone.h"
#include "source/format/html.h"
#include "source/format/link.h"

/* The source's own bytes for a run the parser gave: code and HTML hold no references. */
struct str
markdown_unmasked(const struct markdown *m, const char *text, size_t size)
{
	if (text < m->given.at || text + size > m->given.at + m->given.len)
		return (struct str){text, size};
	return (struct str){m->source.at + (text - m->given.at), size};
}

void
markdown_entity(struct markdown *m, struct str name, struct buf *out)
{
	struct entity_kept *kept;
	unsigned hash = 5381;
	size_t from = out->len;

	for (size_t i = 0; i < name.len; i++)
		hash = hash * 33 + (unsigned char)name.at[i];
	kept = &m->entities[hash % ENTITY_CACHE];
	if (str_equal(name, (struct str){kept->name, kept->name_len})) {
		buf_put(out, (struct str){kept->bytes, kept->len});
		return;
	}
	if (!html_entity(name, out))
		buf_put(out, name);
	kept->name_len = 0;
	if (name.len > sizeof(kept->name) || out->len - from > sizeof(kept->bytes))
		return;
	for (size_t i = 0; i < name.len; i++)
		kept->name[i] = name.at[i];
	for (size_t i = from; i < out->len; i++)
		kept->bytes[i - from] = out->at[i];
	kept->name_len = name.len;
	kept->len = out->len - from;
}

void
markdown_open_pending(struct markdown *m)
{
	for (size_t i = 0; i < m->pending_count; i++) {
		const struct pending *p = &m->pending[i];

		for (size_t n = 0; n < p->empty; n++) {
			build_open(m->build, p->kind, p->level, m->line);
			build_flag(m->build, p->flags);
			build_close(m->build);
		}
		build_open(m->build, p->kind, p->level, m->line);
		build_value(m->build, p->value);
		build_number(m->build, p->number);
		build_flag(m->build, p->flags);
	}
	m->pending_count = 0;
}

/* "[!WARNING]" alone in the first line of a quote, as many sites write it: "Warning:". */
bool
markdown_admonition(struct markdown *m, struct str text)
{
	struct str mark = str_trim(text);
	struct buf words = {0};
	bool quote = false;

	for (size_t i = 0; i < m->pending_count; i++)
		quote |= m->pending[i].kind == BLOCK_QUOTE;
	if (!quote || mark.len < 5 || !str_starts(mark, S("[!")) || !str_ends(mark, S("]")))
		return false;
	mark = str_sub(mark, 2, mark.len - 1);
	for (size_t i = 0; i < mark.len; i++) {
		if (!ascii_alpha(mark.at[i]))
			return false;
		buf_char(&words, i ? (unsigned char)ascii_fold(mark.at[i])
				   : char_to_upper((unsigned char)mark.at[i]));
	}
	buf_byte(&words, ':');
	markdown_open_pending(m);
	markdown_words(m, buf_str(&words));
	buf_free(&words);
	return true;
}

void
markdown_entity_words(struct markdown *m, struct str entity)
{
	struct buf words = {0};

	markdown_entity(m, entity, &words);
	markdown_words(m, buf_str(&words));
	buf_free(&words);
}

bool
markdown_paragraph_pending(const struct markdown *m)
{
	return m->pending_count > 0 && m->pending[m->pending_count - 1].kind == BLOCK_PARAGRAPH;
}

static void
say_no_alt(struct markdown *m)
{
	diag_say(m->diag, DIAG_NO_ALT, build_place(m->build, m->line, m->image_src), "\"%.*s\"",
	    STR_ARG(m->image_src));
}

/* An image that is a paragraph of its own is a figure; its title is what stands below it. */
void
markdown_figure(struct markdown *m)
{
	m->image_held = false;
	markdown_open_pending(m);
	build_open(m->build, BLOCK_FIGURE, 0, m->line);
	build_value(m->build, m->image_src);
	build_text(m->build, buf_str(&m->alt));
	build_close(m->build);
	if (m->image_title.len > 0)
		build_leaf(m->build, BLOCK_CAPTION, 0, m->line, m->image_title);
	if (m->alt.len == 0 && m->image_title.len == 0)
		say_no_alt(m);
}

void
markdown_image(struct markdown *m)
{
	struct str alt = m->alt.len > 0 ? buf_str(&m->alt) : m->image_title;

	m->image_held = false;
	markdown_open_pending(m);
	if (alt.len == 0)
		say_no_alt(m);
	build_span_open(m->build, SPAN_IMAGE, m->image_src);
	build_text(m->build, alt);
	build_span_close(m->build);
}

void
markdown_open_plain(struct markdown *m, struct inline_open open)
{
	m->open = mem_grow(m->open, m->open_count, &m->open_room, sizeof(*m->open));
	m->open[m->open_count++] = open;
}

void
markdown_open_span(struct markdown *m, enum html_tag tag, enum span_kind kind, struct str value)
{
	build_span_open(m->build, kind, value);
	markdown_open_plain(m, (struct inline_open){.tag = tag, .span = true});
}

void
markdown_words(struct markdown *m, struct str s)
{
	build_text(m->build, s);
	if (m->phone_links > 0)
		buf_put(&m->words, s);
}

static void
open_link(struct markdown *m, enum html_tag tag, struct str href, struct str words)
{
	struct inline_open open = {.tag = tag, .words = m->words.len};
	char dial[PHONE_DIAL_MOST];
	enum link_kind kind = link_kind(href, &open.number);

	if (kind == LINK_ADDRESS) {
		build_span_open(m->build, SPAN_LINK, href);
		open.span = true;
	} else if (kind == LINK_PHONE) {
		m->phone_links++;
		open.span = phone_dial(words, dial);
		if (open.span)
			build_span_open(m->build, SPAN_PHONE, str_of(dial));
	}
	markdown_open_plain(m, open);
}

void
markdown_close_innermost(struct markdown *m)
{
	struct inline_open open = m->open[--m->open_count];

	if (open.span)
		build_span_close(m->build);
	if (open.number.len == 0)
		return;
	if (!link_shows_number(
		str_sub(buf_str(&m->words), open.words, m->words.len), open.number)) {
		build_text(m->build, S(" ("));
		build_text(m->build, open.number);
		build_text(m->build, S(")"));
	}
	if (--m->phone_links == 0)
		buf_clear(&m->words);
}

void
markdown_end_inlines(struct markdown *m)
{
	while (m->open_count > 0)
		markdown_close_innermost(m);
}

/* A held link is opened as what it is, now that its words are no reference number. */
void
markdown_settle_link(struct markdown *m, struct str words)
{
	if (m->link_held) {
		m->link_held = false;
		open_link(m, HTML_OTHER, m->link.href, words);
	}
}

static void
close_tag(struct markdown *m, enum html_tag tag)
{
	size_t i = m->open_count;

	while (i > 0 && m->open[i - 1].tag != HTML_OTHER && m->open[i - 1].tag != tag)
		i--;
	if (i == 0 || m->open[i - 1].tag != tag || tag == HTML_OTHER)
		return;
	while (m->open_count >= i)
		markdown_close_innermost(m);
}

static void
open_tag(struct markdown *m, const struct html_node *node)
{
	enum span_kind kind;

	if (node->tag == HTML_BR) {
		build_line_break(m->build);
	} else if (node->tag == HTML_IMG) {
		m->image_src = html_value(node, S("src"));
		m->image_title = html_value(node, S("title"));
		buf_clear(&m->alt);
		buf_put(&m->alt, html_value(node, S("alt")));
		markdown_image(m);
	} else if (node->tag == HTML_A) {
		open_link(m, HTML_A, html_value(node, S("href")), S(""));
	} else if (html_value(node, S("data-citation")).len > 0) {
		markdown_open_span(
		    m, node->tag, SPAN_CITATION, html_value(node, S("data-citation")));
	} else if (html_span(node->tag, &kind)) {
		markdown_open_span(m, node->tag, kind, S(""));
	} else if (html_value(node, S("lang")).len > 0) {
		markdown_open_span(m, node->tag, SPAN_LANGUAGE, html_value(node, S("lang")));
	}
}

void
markdown_tag(struct markdown *m, struct str tag)
{
	struct html_node *node;

	if (str_starts(tag, S("</"))) {
		size_t end = 2;

		while (end < tag.len && ascii_alnum(tag.at[end]))
			end++;
		close_tag(m, html_tag_named(str_sub(tag, 2, end)));
		return;
	}
	node = html_start_tag(tag, m->arena);
	if (node)
		open_tag(m, node);
}

static void
cite(struct markdown *m, struct footnote *note)
{
	struct buf number = {0};

	buf_print(&number, "%lu", footnotes_number(m->notes, note));
	build_citation(m->build, buf_str(&number));
	buf_free(&number);
}

void
markdown_text(struct markdown *m, struct str s)
{
	size_t base = (size_t)(s.at - m->given.at), from = 0, end;

	if (m->notes == NULL || s.at < m->given.at || base + s.len > m->given.len) {
		markdown_words(m, s);
		return;
	}
	for (size_t at = footnotes_next_mark(s, 0); at != STR_NONE;
	     at = footnotes_next_mark(s, from)) {
		struct footnote *note = footnotes_at(m->notes, m->source, base + at, &end);

		markdown_words(m, str_sub(s, from, at));
		if (note == NULL)
			break;
		cite(m, note);
		from = end - base;
	}
	markdown_words(m, str_sub(s, from, s.len));
}
