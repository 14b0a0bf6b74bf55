/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/html/page.h"

static const char *
heading_name(unsigned level)
{
	static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};

	return names[level < 1 ? 0 : level > 6 ? 5 : level - 1];
}

static void
put_leaf(struct page *page, const char *name, const struct block *b)
{
	xml_open(&page->xml, name);
	page_inline(page, b);
	xml_close(&page->xml);
}

/* Numbers headings so that the contents can link to them. */
static void
put_heading(struct page *page, const struct block *b)
{
	struct buf id = {0};
	size_t number = 1;

	for (const struct block *other = page->doc->root->child; other && other != b;
	     other = other->next)
		number += other->kind == BLOCK_HEADING;
	xml_open(&page->xml, heading_name(b->level));
	if (!page->fragment && b->parent == page->doc->root) {
		buf_print(&id, "s%zu", number);
		xml_attribute(&page->xml, "id", buf_str(&id));
	}
	page_inline(page, b);
	xml_close(&page->xml);
	buf_free(&id);
}

static void
open_list(struct page *page, const struct block *b)
{
	struct buf start = {0};

	xml_open(&page->xml, b->number ? "ol" : "ul");
	if (b->number > 1) {
		buf_print(&start, "%lu", b->number);
		xml_attribute(&page->xml, "start", buf_str(&start));
	}
	buf_free(&start);
}

static void
open_item(struct page *page, const struct block *b)
{
	xml_open(&page->xml, "li");
	if (b->flags & BLOCK_TASK) {
		struct buf mark = {0};
		bool done = b->flags & BLOCK_TASK_DONE;

		buf_print(
		    &mark, "%.*s: ", STR_ARG(page_phrase(page, done ? "task-done" : "task-open")));
		xml_text(&page->xml, buf_str(&mark));
		buf_free(&mark);
	}
}

/* A cell; header cells say what they head: their column in the first row, else their row. */
static void
put_cell(struct page *page, const struct block *b)
{
	bool head = b->flags & BLOCK_HEADER;
	struct buf columns = {0};

	xml_open(&page->xml, head ? "th" : "td");
	if (head)
		xml_attribute(&page->xml, "scope",
		    b->parent == b->parent->parent->child ? S("col") : S("row"));
	if (cell_columns(b) > 1) {
		buf_print(&columns, "%u", cell_columns(b));
		xml_attribute(&page->xml, "colspan", buf_str(&columns));
	}
	page_inline(page, b);
	xml_close(&page->xml);
	buf_free(&columns);
}

static void
open_table(struct page *page, const struct block *b)
{
	xml_open(&page->xml, "table");
	if (b->value.len)
		xml_leaf(&page->xml, "caption", b->value);
}

static void
put_figure(struct page *page, const struct block *b)
{
	if (b->flags & BLOCK_DECORATIVE)
		return;
	xml_open(&page->xml, "p");
	xml_text(
	    &page->xml, page_phrase(page, b->text.len ? "image" : "image-without-description"));
	if (b->text.len) {
		xml_text(&page->xml, S(": "));
		page_inline(page, b);
	}
	xml_close(&page->xml);
}

static void
put_code(struct page *page, const struct block *b)
{
	xml_open(&page->xml, "pre");
	xml_tight(&page->xml);
	xml_open(&page->xml, "code");
	xml_text(&page->xml, b->text);
	xml_text(&page->xml, S("\n"));
	xml_close(&page->xml);
	xml_close(&page->xml);
}

/* The paragraph of an item that has no other one is written without an element. */
static bool
bare(const struct block *b)
{
	const struct block *item = b->parent;

	if (item->kind != BLOCK_ITEM && item->kind != BLOCK_DETAIL)
		return false;
	for (const struct block *other = item->child; other; other = other->next)
		if (other != b && other->kind != BLOCK_LIST)
			return false;
	return true;
}

static void
put_paragraph(struct page *page, const struct block *b)
{
	if (bare(b))
		page_inline(page, b);
	else
		put_leaf(page, "p", b);
}

static int
visit_block(void *context, const struct block *b, enum visit visit)
{
	struct page *page = context;
	struct xml *xml = &page->xml;
	bool leaving = visit == VISIT_LEAVE;

	switch (b->kind) {
	case BLOCK_ARTICLE:
	case BLOCK_NOTE: /* at the end, with the references */
	case BLOCK_REFERENCE:
	case BLOCK_BOILERPLATE:
	case BLOCK_KIND_COUNT:
		return 0;
	case BLOCK_HEADING:
		put_heading(page, b);
		return 0;
	case BLOCK_PARAGRAPH:
		if (b->parent->kind != BLOCK_NOTE)
			put_paragraph(page, b);
		return 0;
	case BLOCK_HELPLINE:
		if (!block_is_help(b) || page->fragment)
			put_leaf(page, "p", b);
		return 0;
	case BLOCK_CODE:
		put_code(page, b);
		return 0;
	case BLOCK_FIGURE:
		put_figure(page, b);
		return 0;
	case BLOCK_CAPTION:
		put_leaf(page, "p", b);
		return 0;
	case BLOCK_TERM:
		put_leaf(page, "dt", b);
		return 0;
	case BLOCK_BREAK:
		xml_open(xml, "hr");
		xml_close(xml);
		return 0;
	case BLOCK_CELL:
		put_cell(page, b);
		return 0;
	case BLOCK_LIST:
		if (!leaving)
			open_list(page, b);
		break;
	case BLOCK_ITEM:
		if (!leaving)
			open_item(page, b);
		break;
	case BLOCK_QUOTE:
		if (!leaving)
			xml_open(xml, "blockquote");
		break;
	case BLOCK_TABLE:
		if (!leaving)
			open_table(page, b);
		break;
	case BLOCK_ROW:
		if (!leaving)
			xml_open(xml, "tr");
		break;
	case BLOCK_DEFINITIONS:
		if (!leaving)
			xml_open(xml, "dl");
		break;
	case BLOCK_DETAIL:
		if (!leaving)
			xml_open(xml, "dd");
		break;
	}
	if (leaving)
		xml_close(xml);
	return 0;
}

static void
put_reference(struct page *page, const struct block *b)
{
	struct buf id = {0};

	page_reference_id(b->value, &id);
	xml_open(&page->xml, "li");
	xml_attribute(&page->xml, "id", buf_str(&id));
	if (b->value.len) {
		xml_text(&page->xml, b->value);
		xml_text(&page->xml, S(". "));
	}
	if (b->kind == BLOCK_REFERENCE)
		page_inline(page, b);
	for (const struct block *part = b->child; part; part = part->next)
		if (block_is_leaf(part->kind))
			page_inline(page, part);
	xml_close(&page->xml);
	buf_free(&id);
}

static void
put_references(struct page *page)
{
	bool open = false;

	for (const struct block *b = page->doc->root->child; b; b = b->next) {
		if (b->kind != BLOCK_REFERENCE && b->kind != BLOCK_NOTE)
			continue;
		if (!open) {
			if (!page->fragment)
				xml_leaf(&page->xml, "h2", page_phrase(page, "references"));
			xml_open(&page->xml, "ul");
			xml_attribute(&page->xml, "class", S("refs"));
			open = true;
		}
		put_reference(page, b);
	}
	if (open)
		xml_close(&page->xml);
}

void
page_blocks(struct page *page)
{
	document_walk(page->doc, visit_block, page);
	put_references(page);
}
