/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "render/braille/ebrl.h"

enum { PATTERNS = 0x2800, INLINE_MOST = 16, HEADING_MOST = 6 };

/* Where the mark of a note or of a reference leads. */
struct target {
	struct str label;
	bool note;
	unsigned number;
};

/* Characters [start, end) of a leaf, and what a reader may do with them. */
struct inline_range {
	const struct span *span;
	size_t start, end;
};

struct ebrl_writer {
	struct compose *c;
	const struct document *doc;
	struct arena *arena;
	struct xml xml;
	const char *name;
	struct ebrl_contents *contents;
	unsigned headings;
	unsigned above[HEADING_MOST]; /* levels of the headings that the text stands under */
	unsigned depth;
	struct target *targets;
	size_t target_count, target_room;
	enum block_kind last; /* of the block before */
	bool noted;           /* there is a note */
};

static const struct block *put_block(struct ebrl_writer *, const struct block *);
static void put_blocks(struct ebrl_writer *, const struct block *first);

/* ---- cells ---- */

/* Two spaces in a row would be one, and a space at an end none. */
static void
put_cell(const struct run *run, size_t i, size_t count, struct buf *out)
{
	bool breaks = i + 1 < count && run->gap[i + 1] == GAP_FREE;

	if (run->dots[i])
		buf_char(out, PATTERNS + run->dots[i]);
	else if (breaks && i && run->dots[i - 1])
		buf_byte(out, ' ');
	else
		buf_char(out, 0xa0);
}

struct str
ebrl_cells(const struct run *run, struct arena *arena)
{
	size_t count = run_length(run);
	struct buf text = {0};
	struct str kept;

	for (size_t i = 0; i < count; i++)
		put_cell(run, i, count, &text);
	kept = arena_str(arena, buf_str(&text));
	buf_free(&text);
	return kept;
}

/* ---- what is within a leaf ---- */

static const struct target *
find_target(const struct ebrl_writer *page, struct str labels)
{
	struct str first = str_sub(labels, 0, str_find_byte(labels, ',', 0));

	for (size_t i = 0; i < page->target_count; i++)
		if (str_equal(page->targets[i].label, first))
			return &page->targets[i];
	return NULL;
}

static bool
is_inline(const struct ebrl_writer *page, const struct span *span)
{
	switch (span->kind) {
	case SPAN_EMPHASIS:
	case SPAN_STRONG:
	case SPAN_LANGUAGE:
		return true;
	case SPAN_CITATION:
		return page->c->leaf->references && find_target(page, span->value);
	case SPAN_SENTENCE:
	case SPAN_STRIKE:
	case SPAN_CODE:
	case SPAN_SUPERSCRIPT:
	case SPAN_SUBSCRIPT:
	case SPAN_LINK:
	case SPAN_IMAGE:
	case SPAN_PHONE:
	case SPAN_ABBREVIATION:
	case SPAN_KIND_COUNT:
		break;
	}
	return false;
}

static void
open_inline(struct ebrl_writer *page, const struct span *span)
{
	struct xml *xml = &page->xml;
	struct str language;

	if (span->kind == SPAN_CITATION) {
		const struct target *target = find_target(page, span->value);

		xml_open(xml, "a");
		xml_attribute(xml, "href", arena_print(page->arena, "#n%u", target->number));
		xml_attribute(xml, "role", target->note ? S("doc-noteref") : S("doc-biblioref"));
	} else if (span->kind == SPAN_LANGUAGE) {
		language = ebrl_language(span->value, page->arena);
		xml_open(xml, "span");
		xml_attribute(xml, "lang", language);
		xml_attribute(xml, "xml:lang", language);
	} else {
		xml_open(xml, span->kind == SPAN_STRONG ? "strong" : "em");
	}
}

/* A leaf's cells on their way out: what is open, and what comes next. */
struct inlines {
	struct inline_range *at;
	size_t count, next;
	const struct inline_range *open[INLINE_MOST];
	size_t depth;
	bool *line_end; /* of the leaf's characters */
	size_t characters;
	struct buf text;
};

static void
find_inlines(struct ebrl_writer *page, const struct block *block, struct inlines *in)
{
	size_t *before = arena_array(page->arena, block->text.len + 1, sizeof(*before));

	in->at = arena_array(page->arena, block->span_count + 1, sizeof(*in->at));
	in->line_end = arena_get(page->arena, block->text.len + 1);
	for (size_t at = 0; at < block->text.len;) {
		size_t from = at;

		in->line_end[in->characters] = utf8_next(block->text, &at) == '\n';
		for (; from < at; from++)
			before[from] = in->characters;
		before[at] = ++in->characters;
	}
	for (size_t i = 0; i < block->span_count; i++) {
		const struct span *span = &block->spans[i];

		if (is_inline(page, span))
			in->at[in->count++] =
			    (struct inline_range){span, before[span->start], before[span->end]};
	}
}

static void
flush(struct ebrl_writer *page, struct inlines *in)
{
	if (in->text.len)
		xml_text(&page->xml, buf_str(&in->text));
	buf_clear(&in->text);
}

/* Closes what ends before this character and opens what begins; what crosses is cut. */
static void
move_to(struct ebrl_writer *page, struct inlines *in, size_t character)
{
	size_t keep = 0, kept, depth = in->depth;

	while (keep < depth && in->open[keep]->end > character)
		keep++;
	if (keep < depth)
		flush(page, in);
	for (size_t i = keep; i < depth; i++)
		xml_close(&page->xml);
	kept = keep;
	for (size_t i = keep; i < depth; i++)
		if (in->open[i]->end > character) {
			in->open[kept++] = in->open[i];
			open_inline(page, in->open[i]->span);
		}
	in->depth = kept;
	while (in->next < in->count && in->at[in->next].start <= character) {
		const struct inline_range *range = &in->at[in->next++];

		if (range->end <= character || in->depth == INLINE_MOST)
			continue;
		flush(page, in);
		open_inline(page, range->span);
		in->open[in->depth++] = range;
	}
}

static void
put_empty(struct ebrl_writer *page, struct inlines *in, const char *name)
{
	flush(page, in);
	xml_open(&page->xml, name);
	xml_close(&page->xml);
}

/* Into an open element: the cells of a leaf, or (block NULL) of words. */
static void
put_run(struct ebrl_writer *page, const struct block *block, const struct run *run)
{
	size_t count = run_length(run);
	struct inlines in = {0};

	if (block)
		find_inlines(page, block, &in);
	xml_tight(&page->xml);
	for (size_t i = 0; i < count; i++) {
		bool own = run->owner[i] >= CELL_BLOCK && run->from[i] < in.characters;

		if (i && run->gap[i] == GAP_FREE && run->dots[i] && run->dots[i - 1])
			put_empty(page, &in, "wbr");
		if (own)
			move_to(page, &in, run->from[i]);
		if (own && !run->dots[i] && in.line_end[run->from[i]])
			put_empty(page, &in, "br");
		else
			put_cell(run, i, count, &in.text);
	}
	move_to(page, &in, (size_t)-1);
	flush(page, &in);
	buf_free(&in.text);
}

/* ---- elements ---- */

static void
open_class(struct ebrl_writer *page, const char *name, const char *class)
{
	xml_open(&page->xml, name);
	xml_attribute(&page->xml, "class", str_of(class));
}

static void
put_element(struct ebrl_writer *page, const char *name, const char *class,
    const struct block *block, struct run run)
{
	if (!run_length(&run))
		return;
	xml_open(&page->xml, name);
	if (class)
		xml_attribute(&page->xml, "class", str_of(class));
	put_run(page, block, &run);
	xml_close(&page->xml);
}

static void
put_leaf(struct ebrl_writer *page, const char *name, const char *class, const struct block *block)
{
	put_element(page, name, class, block, compose_leaf(page->c, block, NULL));
}

/* Print may leave out levels; a page's structure must not. */
static unsigned
level_of(struct ebrl_writer *page, unsigned level)
{
	while (page->depth && page->above[page->depth - 1] >= level)
		page->depth--;
	if (page->depth < HEADING_MOST)
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
	put_run(page, block, &run);
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
		put_run(page, leaf, &run);
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

/* ---- tables and figures ---- */

static unsigned
row_width(const struct block *row)
{
	unsigned width = 0;

	for (const struct block *cell = row->child; cell; cell = cell->next)
		width += cell_columns(cell);
	return width;
}

static bool
is_head(const struct block *row)
{
	for (const struct block *cell = row->child; cell; cell = cell->next)
		if (!(cell->flags & BLOCK_HEADER))
			return false;
	return row->child != NULL;
}

static void
put_table_cell(struct ebrl_writer *page, const struct block *cell, bool head)
{
	bool heads = cell->flags & BLOCK_HEADER;
	unsigned columns = cell_columns(cell);
	struct run run = compose_leaf(page->c, cell, NULL);

	xml_open(&page->xml, heads ? "th" : "td");
	if (heads)
		xml_attribute(&page->xml, "scope",
		    !head         ? S("row")
		    : columns > 1 ? S("colgroup")
				  : S("col"));
	if (columns > 1)
		xml_attribute(&page->xml, "colspan", arena_print(page->arena, "%u", columns));
	put_run(page, cell, &run);
	xml_text(&page->xml, S(""));
	xml_close(&page->xml);
}

static void
put_row(struct ebrl_writer *page, const struct block *row, bool head, unsigned width)
{
	xml_open(&page->xml, "tr");
	for (const struct block *cell = row->child; cell; cell = cell->next)
		put_table_cell(page, cell, head);
	for (unsigned i = row_width(row); i < width; i++)
		xml_leaf(&page->xml, "td", S(""));
	xml_close(&page->xml);
}

static void
put_table(struct ebrl_writer *page, const struct block *table)
{
	const struct block *row = table->child;
	unsigned width = 0;

	for (const struct block *r = row; r; r = r->next)
		width = row_width(r) > width ? row_width(r) : width;
	if (!width)
		return;
	xml_open(&page->xml, "table");
	put_element(page, "caption", NULL, NULL, compose_value(page->c, table));
	if (is_head(row)) {
		xml_open(&page->xml, "thead");
		for (; row && is_head(row); row = row->next)
			put_row(page, row, true, width);
		xml_close(&page->xml);
	}
	if (row)
		xml_open(&page->xml, "tbody");
	for (const struct block *r = row; r; r = r->next)
		put_row(page, r, false, width);
	if (row)
		xml_close(&page->xml);
	xml_close(&page->xml);
}

static void
put_image(struct ebrl_writer *page, const struct block *figure)
{
	struct run run = compose_figure_run(page->c, figure);

	if (!run_length(&run))
		return;
	open_class(page, "div", "transcriber-note");
	put_element(page, "p", NULL, NULL, run);
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
		put_table(page, block);
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
			put_run(page, b, &run);
		} else {
			put_marked(page, b->child, run);
		}
		xml_close(&page->xml);
	}
	xml_close(&page->xml);
}

static int
find_targets(void *context, const struct block *block, enum visit visit)
{
	struct ebrl_writer *page = context;

	if (visit != VISIT_ENTER || !block->value.len ||
	    (block->kind != BLOCK_NOTE && block->kind != BLOCK_REFERENCE))
		return 0;
	page->targets =
	    mem_grow(page->targets, page->target_count, &page->target_room, sizeof(*page->targets));
	page->targets[page->target_count] = (struct target){
	    block->value, block->kind == BLOCK_NOTE, (unsigned)page->target_count + 1};
	page->target_count++;
	return 0;
}

static void
open_target(struct ebrl_writer *page, const struct block *block)
{
	const struct target *target = find_target(page, block->value);

	xml_open(&page->xml, "li");
	/* of two with one label the first is the one that marks lead to */
	if (target && target->label.at == block->value.at)
		xml_attribute(&page->xml, "id", arena_print(page->arena, "n%u", target->number));
}

static const struct block *
put_references(struct ebrl_writer *page, const struct block *block)
{
	if (page->last != BLOCK_REFERENCE && page->last != BLOCK_HEADING)
		put_title(page, "references", "References");
	open_class(page, "ol", "nomark");
	for (;; block = block->next) {
		struct run run = compose_leaf(page->c, block, NULL);

		compose_prefix(page->c, compose_mark(page->c, block->value), &run);
		open_target(page, block);
		put_run(page, block, &run);
		xml_close(&page->xml);
		if (!block->next || block->next->kind != BLOCK_REFERENCE)
			break;
	}
	xml_close(&page->xml);
	return block;
}

static void
put_notes(struct ebrl_writer *page, const struct block *block)
{
	for (const struct block *b = block->child; b && !page->c->failed; b = b->next) {
		if (b->kind == BLOCK_NOTE) {
			if (!page->noted) {
				xml_open(&page->xml, "section");
				xml_attribute(&page->xml, "role", S("doc-endnotes"));
				put_title(page, "notes", "Notes");
				open_class(page, "ol", "nomark");
			}
			page->noted = true;
			open_target(page, b);
			put_marked(page, b->child, compose_mark(page->c, b->value));
			xml_close(&page->xml);
		}
		put_notes(page, b);
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
		put_element(page, "li", NULL, NULL, compose_words(page->c, page->doc->sources[i]));
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
			put_element(page, "p", "break", NULL, compose_break_run(page->c));
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
		const struct block *last = put_block(page, b);

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
		put_element(
		    page, "p", "help", NULL, compose_helpline(page->c, page->doc, &lines[i]));
}

/* ---- the page ---- */

struct str
ebrl_language(struct str tag, struct arena *arena)
{
	struct buf out = {0};
	struct str part, kept;
	bool script = false;

	for (bool first = true; str_cut(&tag, '-', &part); first = false) {
		bool letters = part.len > 0, plain = part.len > 0 && part.len <= 8;

		for (size_t i = 0; i < part.len; i++) {
			letters &= ascii_alpha(part.at[i]);
			plain &= ascii_alnum(part.at[i]);
		}
		if (!plain || (first && (!letters || part.len < 2)))
			break;
		/* RFC 5646, 2.1: three letters may extend the language, four are its script */
		if (!first && !script && !(letters && part.len == 3)) {
			buf_put(&out, S("-Brai"));
			script = true;
			if (letters && part.len == 4)
				continue;
		}
		buf_print(&out, "%s%.*s", first ? "" : "-", STR_ARG(part));
	}
	if (!out.len)
		buf_put(&out, S("en")); /* as the tables have it */
	if (!script)
		buf_put(&out, S("-Brai"));
	kept = arena_str(arena, buf_str(&out));
	buf_free(&out);
	return kept;
}

void
ebrl_head(
    struct xml *xml, struct output *out, struct str language, struct str title, const char *style)
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
	xml_open(xml, "link");
	xml_attribute(xml, "rel", S("stylesheet"));
	xml_attribute(xml, "type", S("text/css"));
	xml_attribute(xml, "href", str_of(style));
	xml_close(xml);
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
	document_walk(page.doc, find_targets, &page);
	title = page.doc->title.len
		    ? compose_article_title(page.c, page.doc)
		    : compose_words(page.c, page.doc->id.len ? page.doc->id : S("article"));
	ebrl_head(&page.xml, out, ebrl_language(page.doc->language, page.arena),
	    ebrl_cells(&title, page.arena), "style.css");
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
