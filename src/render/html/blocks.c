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

/* The level to show: one deeper than the heading that this one stands under, so that whoever
   goes by headings finds none missing. */
static unsigned
heading_level(struct page *page, unsigned level)
{
	if (page->fragment)
		return level;
	while (page->outline_depth > 0 && page->outline[page->outline_depth - 1] >= level)
		page->outline_depth--;
	page->outline[page->outline_depth++] = level;
	return (unsigned)page->outline_depth + 1;
}

/* Headings have the numbers by which the contents link to them. */
static void
put_heading(struct page *page, const struct block *b)
{
	struct buf id = {0};

	xml_open(&page->xml, heading_name(heading_level(page, b->level)));
	if (!page->fragment && b->parent == page->doc->root) {
		buf_print(&id, "s%zu", ++page->headings);
		xml_attribute(&page->xml, "id", buf_str(&id));
	}
	page_inline(page, b);
	xml_close(&page->xml);
	buf_free(&id);
}

static void
put_count(struct page *page, const char *attribute, unsigned long number)
{
	struct buf text = {0};

	buf_print(&text, "%lu", number);
	xml_attribute(&page->xml, attribute, buf_str(&text));
	buf_free(&text);
}

static void
open_list(struct page *page, const struct block *b)
{
	bool zero = str_equal(b->value, S("0"));

	xml_open(&page->xml, b->number ? "ol" : "ul");
	if (b->number && b->value.len && !zero)
		xml_attribute(&page->xml, "type", b->value);
	if (b->number > 1 || zero)
		put_count(page, "start", b->number - (b->number && zero));
}

/* The number that follows from the item before, or from the list. */
static unsigned long
usual_number(const struct page *page, const struct block *item)
{
	const struct block *before = page->item;

	return before && before->next == item ? before->number + 1 : item->parent->number;
}

static void
open_item(struct page *page, const struct block *b)
{
	xml_open(&page->xml, "li");
	if (b->number && b->number != usual_number(page, b))
		put_count(page, "value", item_figure(b));
	if (b->flags & BLOCK_TASK) {
		struct buf mark = {0};
		bool done = b->flags & BLOCK_TASK_DONE;

		buf_print(
		    &mark, "%.*s: ", STR_ARG(page_phrase(page, done ? "task-done" : "task-open")));
		xml_text(&page->xml, buf_str(&mark));
		buf_free(&mark);
	}
}

/* --- tables ---------------------------------------------------------------------------------- */

enum { COLUMNS_MOST = 1000 }; /* as HTML has it */

static unsigned
columns_of(const struct block *cell)
{
	return cell_columns(cell) > COLUMNS_MOST ? COLUMNS_MOST : cell_columns(cell);
}

/* Of the columns from `from` on, how many a cell begins in. */
static unsigned
columns_begun(const struct page *page, unsigned from, unsigned count)
{
	unsigned begun = 0;

	for (unsigned i = from; i < from + count && i < page->columns; i++)
		begun += page->begins[i];
	return begun;
}

static void
count_columns(struct page *page, const struct block *table)
{
	unsigned most = 0, column;

	for (const struct block *row = table->child; row; row = row->next) {
		column = 0;
		for (const struct block *cell = row->child; cell; cell = cell->next)
			column += columns_of(cell);
		most = column > most ? column : most;
	}
	page->columns = most;
	page->begins = mem_array(most + 1, sizeof(*page->begins));
	for (const struct block *row = table->child; row; row = row->next) {
		column = 0;
		for (const struct block *cell = row->child; cell; cell = cell->next) {
			page->begins[column] = true;
			column += columns_of(cell);
		}
	}
}

/* A table may be wider than the window: it is moved in a frame of its own, by keys too. */
static void
open_table(struct page *page, const struct block *b)
{
	count_columns(page, b);
	if (!page->fragment) {
		xml_open(&page->xml, "div");
		xml_attribute(&page->xml, "class", S("wide"));
		xml_attribute(&page->xml, "role", S("group"));
		xml_attribute(
		    &page->xml, "aria-label", b->value.len ? b->value : page_phrase(page, "table"));
		xml_attribute(&page->xml, "tabindex", S("0"));
	}
	xml_open(&page->xml, "table");
	if (b->value.len)
		xml_leaf(&page->xml, "caption", b->value);
}

static void
close_table(struct page *page)
{
	xml_close(&page->xml);
	if (!page->fragment)
		xml_close(&page->xml);
	mem_free(page->begins);
	page->begins = NULL;
}

/* A header cell heads its row, or the columns that it stands over down to the next as wide as it:
   "colgroup" would be for columns that the table has grouped. */
static void
put_cell(struct page *page, const struct block *b)
{
	bool head = (b->flags & BLOCK_HEADER) && b->text.len > 0;
	unsigned columns = columns_begun(page, page->column, columns_of(b));
	struct buf number = {0};

	xml_open(&page->xml, head ? "th" : "td");
	if (head)
		xml_attribute(&page->xml, "scope", row_is_head(b->parent) ? S("col") : S("row"));
	if (columns > 1) {
		buf_print(&number, "%u", columns);
		xml_attribute(&page->xml, "colspan", buf_str(&number));
	}
	page_inline(page, b);
	xml_close(&page->xml);
	page->column += columns_of(b);
	buf_free(&number);
}

/* Rows that end early are filled up. */
static void
close_row(struct page *page)
{
	for (unsigned missing = columns_begun(page, page->column, page->columns); missing > 0;
	     missing--)
		xml_leaf(&page->xml, "td", S(""));
	xml_close(&page->xml);
}

/* --- other blocks ---------------------------------------------------------------------------- */

static void
put_figure(struct page *page, const struct block *b)
{
	bool captioned = b->next && b->next->kind == BLOCK_CAPTION;

	if (b->flags & BLOCK_DECORATIVE && !captioned)
		return;
	xml_open(&page->xml, "figure");
	if (page->fragment) {
		page_image(page, b->value, b->text);
	} else if (!(b->flags & BLOCK_DECORATIVE)) {
		xml_open(&page->xml, "p");
		xml_text(&page->xml,
		    page_phrase(page, b->text.len ? "image" : "image-without-description"));
		if (b->text.len) {
			xml_text(&page->xml, S(": "));
			page_inline(page, b);
		}
		xml_close(&page->xml);
	}
	if (captioned)
		put_leaf(page, "figcaption", b->next);
	xml_close(&page->xml);
}

static bool
follows(const struct block *b, enum block_kind kind)
{
	const struct block *before = b->parent->child;

	while (before != b && before->next != b)
		before = before->next;
	return before != b && before->kind == kind;
}

/* Every group of a definition list has a term and a detail, if an empty one. */
static void
put_term(struct page *page, const struct block *b)
{
	put_leaf(page, "dt", b);
	if (b->next == NULL)
		xml_leaf(&page->xml, "dd", S(""));
}

static void
open_detail(struct page *page, const struct block *b)
{
	if (b == b->parent->child)
		xml_leaf(&page->xml, "dt", S(""));
	xml_open(&page->xml, "dd");
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

	if (item->kind != BLOCK_ITEM && item->kind != BLOCK_DETAIL && item->kind != BLOCK_NOTE)
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

static void put_blocks(struct page *, const struct block *first);

static void
put_container(struct page *page, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_LIST:
		open_list(page, b);
		break;
	case BLOCK_ITEM:
		open_item(page, b);
		break;
	case BLOCK_QUOTE:
		xml_open(&page->xml, "blockquote");
		break;
	case BLOCK_DEFINITIONS:
		xml_open(&page->xml, "dl");
		break;
	case BLOCK_DETAIL:
		open_detail(page, b);
		break;
	case BLOCK_TABLE:
		open_table(page, b);
		put_blocks(page, b->child);
		close_table(page);
		return;
	case BLOCK_ROW:
		xml_open(&page->xml, "tr");
		page->column = 0;
		put_blocks(page, b->child);
		close_row(page);
		return;
	default: /* notes come at the end */
		return;
	}
	put_blocks(page, b->child);
	xml_close(&page->xml);
	if (b->kind == BLOCK_ITEM)
		page->item = b;
}

static void
put_block(struct page *page, const struct block *b)
{
	struct xml *xml = &page->xml;

	switch (b->kind) {
	case BLOCK_ARTICLE:
	case BLOCK_LIST:
	case BLOCK_ITEM:
	case BLOCK_QUOTE:
	case BLOCK_TABLE:
	case BLOCK_ROW:
	case BLOCK_DEFINITIONS:
	case BLOCK_DETAIL:
	case BLOCK_NOTE:
		put_container(page, b);
		break;
	case BLOCK_REFERENCE:
	case BLOCK_BOILERPLATE:
	case BLOCK_KIND_COUNT:
		break;
	case BLOCK_HEADING:
		put_heading(page, b);
		break;
	case BLOCK_PARAGRAPH:
		put_paragraph(page, b);
		break;
	case BLOCK_HELPLINE:
		if (!block_is_help(b) || page->fragment)
			put_leaf(page, "p", b);
		break;
	case BLOCK_CODE:
		put_code(page, b);
		break;
	case BLOCK_FIGURE:
		put_figure(page, b);
		break;
	case BLOCK_CAPTION:
		if (!follows(b, BLOCK_FIGURE))
			put_leaf(page, "p", b);
		break;
	case BLOCK_TERM:
		put_term(page, b);
		break;
	case BLOCK_BREAK:
		xml_open(xml, "hr");
		xml_close(xml);
		break;
	case BLOCK_CELL:
		put_cell(page, b);
		break;
	}
}

static void
put_blocks(struct page *page, const struct block *first)
{
	for (const struct block *b = first; b; b = b->next)
		put_block(page, b);
}

static void
put_reference(struct page *page, const struct block *b, size_t number)
{
	struct buf id = {0};

	buf_print(&id, "ref-%zu", number);
	xml_open(&page->xml, "li");
	xml_attribute(&page->xml, "id", buf_str(&id));
	if (b->value.len) {
		xml_text(&page->xml, b->value);
		xml_text(&page->xml, S(". "));
	}
	if (b->kind == BLOCK_REFERENCE)
		page_inline(page, b);
	put_blocks(page, b->child);
	xml_close(&page->xml);
	buf_free(&id);
}

/* Whether the article's last words are a heading: then that is the references' own. */
static bool
headed(const struct document *doc)
{
	const struct block *last = NULL;

	for (const struct block *b = doc->root->child; b; b = b->next)
		if (b->kind != BLOCK_REFERENCE && b->kind != BLOCK_NOTE &&
		    b->kind != BLOCK_BOILERPLATE)
			last = b;
	return last && last->kind == BLOCK_HEADING;
}

static void
put_references(struct page *page)
{
	size_t number = 0;

	for (const struct block *b = page->doc->root; b; b = page_next(b)) {
		if (b->kind != BLOCK_REFERENCE && b->kind != BLOCK_NOTE)
			continue;
		if (number++ == 0) {
			if (!page->fragment && !headed(page->doc))
				xml_leaf(&page->xml, "h2", page_phrase(page, "references"));
			xml_open(&page->xml, "ul");
			xml_attribute(&page->xml, "class", S("refs"));
		}
		put_reference(page, b, number);
	}
	if (number > 0)
		xml_close(&page->xml);
}

void
page_blocks(struct page *page)
{
	put_blocks(page, page->doc->root->child);
	put_references(page);
}
