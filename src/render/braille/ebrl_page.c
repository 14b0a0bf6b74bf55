/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/ebrl_writer.h"

static const struct block *put_block(struct ebrl_writer *, const struct block *);
static void put_blocks(struct ebrl_writer *, const struct block *first);

/* ---- elements ---- */

static void
open_class(struct ebrl_writer *page, const char *name, const char *class)
{
	xml_open(&page->xml, name);
	xml_attribute(&page->xml, "class", str_of(class));
}

static void
put_leaf(struct ebrl_writer *page, const char *name, const char *class, const struct block *block)
{
	ebrl_element(page, name, class, block, compose_leaf(page->c, block, NULL));
}

/* Print may leave out levels; a page's structure must not. */
static unsigned
level_of(struct ebrl_writer *page, unsigned level)
{
	while (page->depth && page->above[page->depth - 1] >= level)
		page->depth--;
	if (page->depth < EBRL_LEVELS)
		page->above[page->depth++] = level;
	return page->depth;
}

static void
put_heading(struct ebrl_writer *page, const struct block *block, unsigned level, struct run run)
{
	static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
	struct ebrl_contents *to = page->contents;
	struct ebrl_entry *entry;
	unsigned number = page->headings++;

	if (!run_length(&run))
		return;
	level = level_of(page, level);
	to->at = mem_grow(to->at, to->count, &to->room, sizeof(*to->at));
	entry = &to->at[to->count++];
	*entry = (struct ebrl_entry){.level = level,
	    .address = arena_print(&to->arena, "%s#h%u", page->name, number),
	    .cells = ebrl_cells(&run, &to->arena)};
	xml_open(&page->xml, names[level - 1]);
	xml_attribute(&page->xml, "id", arena_print(page->arena, "h%u", number));
	ebrl_run(page, block, &run);
	xml_close(&page->xml);
}

static void
put_title(struct ebrl_writer *page, const char *phrase, const char *english)
{
	put_heading(
	    page, NULL, 2, compose_words(page->c, compose_phrase(page->c, phrase, english)));
}

/* The element of an item is open. What its first text is goes behind its mark. */
static void
put_marked(struct ebrl_writer *page, const struct block *first, struct run mark)
{
	struct run run = {0};
	const struct block *leaf = NULL;

	if (first && block_is_leaf(first->kind) && first->kind != BLOCK_CODE &&
	    first->kind != BLOCK_FIGURE) {
		leaf = first;
		run = compose_leaf(page->c, first, NULL);
		first = first->next;
	}
	compose_prefix(page->c, mark, &run);
	if (run_length(&run))
		ebrl_run(page, leaf, &run);
	put_blocks(page, first);
}

static void
put_list(struct ebrl_writer *page, const struct block *list)
{
	if (!list->child)
		return;
	open_class(page, list->number ? "ol" : "ul", "nomark");
	for (const struct block *item = list->child; item; item = item->next) {
		xml_open(&page->xml, "li");
		put_marked(page, item->child, compose_item_mark(page->c, item));
		xml_close(&page->xml);
	}
	xml_close(&page->xml);
}

static void
put_code(struct ebrl_writer *page, const struct block *code)
{
	struct str rest = code->text;
	struct run run;
	size_t blanks;
	bool begun = false;

	if (!rest.len)
		return;
	xml_open(&page->xml, "pre");
	while (compose_code_line(page->c, code, &rest, &run, &blanks)) {
		struct buf line = {0};

		if (begun)
			buf_byte(&line, '\n');
		for (begun = true; blanks; blanks--)
			buf_char(&line, 0xa0);
		buf_put(&line, ebrl_cells(&run, page->arena));
		xml_text(&page->xml, buf_str(&line));
		buf_free(&line);
	}
	xml_close(&page->xml);
}

/* ---- images, captions ---- */

static void
put_image(struct ebrl_writer *page, const struct block *figure)
{
	struct run run = compose_figure_run(page->c, figure);

	if (!run_length(&run))
		return;
	open_class(page, "div", "transcriber-note");
	ebrl_element(page, "p", NULL, NULL, run);
	xml_close(&page->xml);
}

/* A table or an image, with its caption. Gives the last block of them. */
static const struct block *
put_figure(struct ebrl_writer *page, const struct block *block)
{
	const struct block *caption =
	    block->next && block->next->kind == BLOCK_CAPTION ? block->next : NULL;

	if (caption)
		xml_open(&page->xml, "figure");
	if (block->kind == BLOCK_TABLE)
		ebrl_table(page, block);
	else
		put_image(page, block);
	if (!caption)
		return block;
	put_leaf(page, "figcaption", NULL, caption);
	xml_close(&page->xml);
	return caption;
}

/* ---- definitions, notes, references ---- */

static void
put_definitions(struct ebrl_writer *page, const struct block *list)
{
	const struct block *first = list->child, *last = first;

	while (last && last->next)
		last = last->next;
	/* <dl> takes groups of terms with their details only */
	if (!first || first->kind != BLOCK_TERM || last->kind == BLOCK_TERM) {
		put_blocks(page, first);
		return;
	}
	xml_open(&page->xml, "dl");
	for (const struct block *b = first; b; b = b->next) {
		struct run run = {0};

		xml_open(&page->xml, b->kind == BLOCK_TERM ? "dt" : "dd");
		if (b->kind == BLOCK_TERM) {
			run = compose_leaf(page->c, b, NULL);
			ebrl_run(page, b, &run);
		} else {
			put_marked(page, b->child, run);
		}
		xml_close(&page->xml);
	}
	xml_close(&page->xml);
}

static void
open_target(struct ebrl_writer *page, const struct block *block)
{
	const struct ebrl_target *target = ebrl_target(page, block->value);

	xml_open(&page->xml, "li");
	/* of two with one label the first is the one that marks lead to */
	if (target && target->label.at == block->value.at)
		xml_attribute(&page->xml, "id", arena_print(page->arena, "n%u", target->number));
}

static void
put_reference(struct ebrl_writer *page, const struct block *block)
{
	struct run run = compose_leaf(page->c, block, NULL);

	compose_prefix(page->c, compose_mark(page->c, block->value), &run);
	open_target(page, block);
	ebrl_run(page, block, &run);
	xml_close(&page->xml);
}

static const struct block *
put_references(struct ebrl_writer *page, const struct block *block)
{
	if (page->last != BLOCK_REFERENCE && page->last != BLOCK_HEADING)
		put_title(page, "references", "References");
	open_class(page, "ol", "nomark");
	for (;; block = block->next) {
		put_reference(page, block);
		if (!block->next || block->next->kind != BLOCK_REFERENCE)
			break;
	}
	xml_close(&page->xml);
	return block;
}

static void
put_note(struct ebrl_writer *page, const struct block *note)
{
	if (!page->noted) {
		xml_open(&page->xml, "section");
		xml_attribute(&page->xml, "role", S("doc-endnotes"));
		put_title(page, "notes", "Notes");
		open_class(page, "ol", "nomark");
	}
	page->noted = true;
	if (note->kind == BLOCK_REFERENCE) {
		put_reference(page, note);
		return;
	}
	open_target(page, note);
	put_marked(page, note->child, compose_mark(page->c, note->value));
	xml_close(&page->xml);
}

static void
put_notes(struct ebrl_writer *page, const struct block *block)
{
	for (const struct block *b = block->child; b && !page->c->failed; b = b->next) {
		bool notes;
		const struct block *last = compose_row_of_notes(b, &notes);

		for (;; b = b->next) {
			if (notes)
				put_note(page, b);
			put_notes(page, b);
			if (b == last)
				break;
		}
	}
}

static void
put_sources(struct ebrl_writer *page)
{
	if (page->last == BLOCK_REFERENCE || !page->doc->source_count)
		return;
	put_title(page, "sources", "Sources");
	open_class(page, "ul", "nomark");
	for (size_t i = 0; i < page->doc->source_count; i++)
		ebrl_element(page, "li", NULL, NULL, compose_words(page->c, page->doc->sources[i]));
	xml_close(&page->xml);
}

/* ---- blocks ---- */

static const struct block *
put_block(struct ebrl_writer *page, const struct block *block)
{
	if (block->line)
		page->c->leaf->where.line = block->line;
	switch (block->kind) {
	case BLOCK_HEADING:
		put_heading(page, block, block->level, compose_leaf(page->c, block, NULL));
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_HELPLINE:
	case BLOCK_TERM:
	case BLOCK_CELL:
		put_leaf(page, "p", NULL, block);
		break;
	case BLOCK_CAPTION:
		put_leaf(page, "p", "caption", block);
		break;
	case BLOCK_LIST:
		put_list(page, block);
		break;
	case BLOCK_QUOTE:
		xml_open(&page->xml, "blockquote");
		put_blocks(page, block->child);
		xml_close(&page->xml);
		break;
	case BLOCK_CODE:
		put_code(page, block);
		break;
	case BLOCK_TABLE:
	case BLOCK_FIGURE:
		return put_figure(page, block);
	case BLOCK_BOILERPLATE:
		if (block_is_help(block))
			put_leaf(page, "p", NULL, block);
		break;
	case BLOCK_DEFINITIONS:
		put_definitions(page, block);
		break;
	case BLOCK_REFERENCE:
		return put_references(page, block);
	case BLOCK_BREAK:
		if (block->text.len)
			put_leaf(page, "p", NULL, block);
		else
			ebrl_element(page, "p", "break", NULL, compose_break_run(page->c));
		break;
	case BLOCK_ARTICLE:
	case BLOCK_ITEM:
	case BLOCK_ROW:
	case BLOCK_DETAIL:
		put_blocks(page, block->child);
		break;
	case BLOCK_NOTE: /* at the end */
	case BLOCK_KIND_COUNT:
		break;
	}
	return block;
}

static void
put_blocks(struct ebrl_writer *page, const struct block *first)
{
	for (const struct block *b = first; b && !page->c->failed; b = b->next) {
		bool notes;
		const struct block *last = compose_row_of_notes(b, &notes);

		if (notes) {
			b = last;
			continue;
		}
		last = put_block(page, b);
		if (b->kind != BLOCK_BOILERPLATE || block_is_help(b))
			page->last = last->kind;
		b = last;
	}
}

static void
put_helplines(struct ebrl_writer *page, const struct shelf *shelf)
{
	struct helpline *lines = NULL;
	size_t count = shelf_helplines(shelf, page->doc, page->arena, &lines);

	for (size_t i = 0; i < count; i++)
		ebrl_element(
		    page, "p", "help", NULL, compose_helpline(page->c, page->doc, &lines[i]));
}

/* ---- the page ---- */

static void
put_link(struct xml *xml, const char *relation, const char *type, const char *address)
{
	xml_open(xml, "link");
	xml_attribute(xml, "rel", str_of(relation));
	xml_attribute(xml, "type", str_of(type));
	xml_attribute(xml, "href", str_of(address));
	xml_close(xml);
}

void
ebrl_head(struct xml *xml, struct output *out, struct str language, struct str title,
    const char *style, const char *package)
{
	xml_begin(xml, out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>");
	xml_open(xml, "html");
	xml_attribute(xml, "xmlns", S("http://www.w3.org/1999/xhtml"));
	xml_attribute(xml, "lang", language);
	xml_attribute(xml, "xml:lang", language);
	xml_open(xml, "head");
	xml_open(xml, "meta");
	xml_attribute(xml, "charset", S("UTF-8"));
	xml_close(xml);
	xml_leaf(xml, "title", title);
	put_link(xml, "stylesheet", "text/css", style);
	if (package)
		put_link(xml, "publication", EBRL_PACKAGE_TYPE, package);
	xml_close(xml);
	xml_open(xml, "body");
}

int
ebrl_page(struct press_text *text, const struct shelf *shelf, const char *name,
    struct ebrl_contents *contents, struct output *out)
{
	struct ebrl_writer page = {.c = &text->compose,
	    .doc = text->doc,
	    .arena = &text->arena,
	    .name = name,
	    .contents = contents,
	    .last = BLOCK_ARTICLE};
	struct run title;

	compose_open(page.c, page.doc);
	ebrl_find_targets(&page);
	title = page.doc->title.len
		    ? compose_article_title(page.c, page.doc)
		    : compose_words(page.c, page.doc->id.len ? page.doc->id : S("article"));
	ebrl_head(&page.xml, out, ebrl_language(page.doc->language, page.arena),
	    ebrl_cells(&title, page.arena), "style.css", NULL);
	put_heading(&page, NULL, 1, title);
	put_helplines(&page, shelf);
	put_blocks(&page, page.doc->root->child);
	put_notes(&page, page.doc->root);
	if (page.noted) {
		xml_close(&page.xml);
		xml_close(&page.xml);
	} else {
		put_sources(&page);
	}
	xml_end(&page.xml);
	mem_free(page.targets);
	return compose_close(page.c);
}
