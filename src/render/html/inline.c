/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/html/address.h"
#include "render/html/page.h"

enum { OPEN_MOST = 64 };

/* Spans may cross and elements may not: what is in the way of a closing element is closed with
   it and opened again. */
struct inline_state {
	struct page *page;
	const struct block *block;
	const struct span *open[OPEN_MOST];
	size_t depth;
	size_t at; /* how far the text is written */
};

static bool
is_open(const struct inline_state *s, enum span_kind kind)
{
	for (size_t i = 0; i < s->depth; i++)
		if (s->open[i]->kind == kind)
			return true;
	return false;
}

const struct block *
page_next(const struct block *b)
{
	if (b->child)
		return b->child;
	while (b && b->next == NULL)
		b = b->parent;
	return b ? b->next : NULL;
}

size_t
page_reference(const struct document *doc, struct str label)
{
	size_t number = 0;

	for (const struct block *b = doc->root; b; b = page_next(b)) {
		if (b->kind != BLOCK_REFERENCE && b->kind != BLOCK_NOTE)
			continue;
		number++;
		if (str_equal(b->value, label))
			return number;
	}
	return 0;
}

/* "1,3": a raised link to each reference that the article lists. */
static void
put_citation(struct page *page, struct str labels)
{
	struct xml *xml = &page->xml;
	struct str label;
	bool first = true;

	xml_open(xml, "sup");
	for (; str_cut(&labels, ',', &label); first = false) {
		size_t number = page_reference(page->doc, label);
		struct buf address = {0};

		if (!first)
			xml_text(xml, S(", "));
		if (number == 0) {
			xml_text(xml, label);
			continue;
		}
		buf_print(&address, "#ref-%zu", number);
		xml_open(xml, "a");
		xml_attribute(xml, "href", buf_str(&address));
		if (!page->fragment)
			xml_attribute(xml, "role", S("doc-noteref"));
		xml_text(xml, label);
		xml_close(xml);
		buf_free(&address);
	}
	xml_close(xml);
}

void
page_image(struct page *page, struct str source, struct str alt)
{
	if (page->fragment) {
		xml_open(&page->xml, "img");
		xml_attribute(&page->xml, "src", source);
		xml_attribute(&page->xml, "alt", alt);
		xml_close(&page->xml);
	} else {
		xml_text(&page->xml, page_phrase(page, "image"));
		xml_text(&page->xml, S(": "));
		xml_text(&page->xml, alt);
	}
}

/* Opens the span's element; false when it has none here. */
static bool
open_element(struct inline_state *s, const struct span *span)
{
	struct xml *xml = &s->page->xml;
	struct buf address = {0};

	switch (span->kind) {
	case SPAN_EMPHASIS:
		xml_open(xml, "em");
		return true;
	case SPAN_STRONG:
		xml_open(xml, "strong");
		return true;
	case SPAN_STRIKE:
		xml_open(xml, s->page->fragment ? "del" : "s");
		return true;
	case SPAN_CODE:
		xml_open(xml, "code");
		return true;
	case SPAN_SUPERSCRIPT:
		xml_open(xml, "sup");
		return true;
	case SPAN_SUBSCRIPT:
		xml_open(xml, "sub");
		return true;
	case SPAN_LINK:
		if (is_open(s, SPAN_LINK) || is_open(s, SPAN_PHONE) || !address_good(span->value) ||
		    (!s->page->fragment && str_starts(span->value, S("#"))))
			return false;
		xml_open(xml, "a");
		address_escape(span->value, &address);
		xml_attribute(xml, "href", buf_str(&address));
		buf_free(&address);
		return true;
	case SPAN_PHONE:
		if (is_open(s, SPAN_LINK) || s->page->fragment)
			return false;
		buf_put(&address, S("tel:"));
		buf_put(&address, span->value);
		xml_open(xml, "a");
		xml_attribute(xml, "href", buf_str(&address));
		buf_free(&address);
		return true;
	case SPAN_LANGUAGE:
		xml_open(xml, "span");
		page_language(xml, span->value);
		return true;
	case SPAN_ABBREVIATION:
		if (s->page->fragment)
			return false;
		xml_open(xml, "abbr");
		xml_attribute(xml, "title", span->value);
		return true;
	case SPAN_SENTENCE:
	case SPAN_IMAGE: /* written whole */
	case SPAN_CITATION:
	case SPAN_KIND_COUNT:
		break;
	}
	return false;
}

static void
put_text(struct inline_state *s, size_t to)
{
	struct str rest = str_sub(s->block->text, s->at, to);

	while (rest.len > 0) {
		size_t end = str_find_byte(rest, '\n', 0);

		xml_text(&s->page->xml, str_sub(rest, 0, end == STR_NONE ? rest.len : end));
		if (end == STR_NONE)
			break;
		xml_open(&s->page->xml, "br");
		xml_close(&s->page->xml);
		xml_text(&s->page->xml, S("\n"));
		rest = str_sub(rest, end + 1, rest.len);
	}
	if (to > s->at)
		s->at = to;
}

static void
push(struct inline_state *s, const struct span *span)
{
	if (s->depth < OPEN_MOST && open_element(s, span))
		s->open[s->depth++] = span;
}

/* Closes the elements that end at `place`. */
static void
close_at(struct inline_state *s, size_t place)
{
	const struct span *again[OPEN_MOST];
	size_t keep = 0, count = 0;

	while (keep < s->depth && s->open[keep]->end > place)
		keep++;
	for (size_t i = keep; i < s->depth; i++)
		if (s->open[i]->end > place)
			again[count++] = s->open[i];
	while (s->depth > keep) {
		xml_close(&s->page->xml);
		s->depth--;
	}
	for (size_t i = 0; i < count; i++)
		push(s, again[i]);
}

static size_t
next_end(const struct inline_state *s)
{
	size_t end = STR_NONE;

	for (size_t i = 0; i < s->depth; i++)
		if (s->open[i]->end < end)
			end = s->open[i]->end;
	return end;
}

static void
close_until(struct inline_state *s, size_t place)
{
	for (size_t end = next_end(s); end <= place && s->depth > 0; end = next_end(s)) {
		put_text(s, end);
		close_at(s, end);
	}
}

void
page_inline(struct page *page, const struct block *b)
{
	struct inline_state s = {.page = page, .block = b};

	xml_tight(&page->xml);
	for (size_t i = 0; i < b->span_count; i++) {
		const struct span *span = &b->spans[i];

		if (span->start < s.at && (span->kind == SPAN_CITATION || span->kind == SPAN_IMAGE))
			continue;
		close_until(&s, span->start);
		put_text(&s, span->start);
		if (span->kind == SPAN_CITATION) {
			put_citation(page, span->value);
			s.at = span->end;
		} else if (span->kind == SPAN_IMAGE) {
			page_image(page, span->value, str_sub(b->text, span->start, span->end));
			s.at = span->end;
		} else {
			push(&s, span);
		}
	}
	close_until(&s, b->text.len);
	put_text(&s, b->text.len);
}
