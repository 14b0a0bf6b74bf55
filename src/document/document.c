/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/document.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "document/phone.h"
#include "document/sentence.h"

enum { ROMAN_MOST = 4000 };

enum shape { LEAF, CONTAINER };

static const struct {
	const char *name;
	enum shape shape;
} blocks[BLOCK_KIND_COUNT] = {
#define X(NAME, name, SHAPE) {name, SHAPE},
    BLOCK_KINDS(X)
#undef X
};

static const char *const spans[SPAN_KIND_COUNT] = {
#define X(NAME, name) name,
    SPAN_KINDS(X)
#undef X
};

void
document_free(struct document *doc)
{
	if (doc) {
		struct arena arena = doc->arena; /* the document lives in it */

		arena_free(&arena);
	}
}

bool
block_is_leaf(enum block_kind kind)
{
	return blocks[kind].shape == LEAF;
}

const char *
block_name(enum block_kind kind)
{
	return blocks[kind].name;
}

const char *
span_name(enum span_kind kind)
{
	return spans[kind];
}

int
document_walk(const struct document *doc, visit_fn *visit, void *context)
{
	const struct block *b = doc->root;
	int result;

	for (;;) {
		if ((result = visit(context, b, VISIT_ENTER)) != 0)
			return result;
		if (b->child) {
			b = b->child;
			continue;
		}
		if (!block_is_leaf(b->kind) && (result = visit(context, b, VISIT_LEAVE)) != 0)
			return result;
		while (b != doc->root && b->next == NULL) {
			b = b->parent;
			if ((result = visit(context, b, VISIT_LEAVE)) != 0)
				return result;
		}
		if (b == doc->root)
			return 0;
		b = b->next;
	}
}

bool
document_section(const struct document *doc, const struct section *after, struct section *section)
{
	const struct block *b = after ? after->end : doc->root->child;

	if (b == NULL)
		return false;
	*section = (struct section){.level = 1};
	if (b->kind == BLOCK_HEADING) {
		section->heading = b;
		section->level = b->level;
		b = b->next;
	}
	section->first = b && b->kind != BLOCK_HEADING ? b : NULL;
	while (b && b->kind != BLOCK_HEADING)
		b = b->next;
	section->end = b;
	return true;
}

void
block_plain_part(const struct block *b, size_t from, size_t end, struct buf *out)
{
	for (size_t i = 0; i < b->span_count && b->spans[i].start < end; i++) {
		const struct span *span = &b->spans[i];
		size_t before = out->len;

		if (span->start < from)
			continue;
		if (span->kind == SPAN_CITATION) {
			buf_put(out, str_sub(b->text, from, span->start));
			while (out->len > before && out->at[out->len - 1] == ' ')
				out->len--;
			from = span->end;
		} else if (span->kind == SPAN_SUPERSCRIPT && span->start > 0 &&
			   ascii_digit(b->text.at[span->start - 1])) {
			buf_put(out, str_sub(b->text, from, span->start));
			buf_byte(out, '^'); /* ten to the third is not 103 */
			from = span->start;
		}
	}
	if (from < end)
		buf_put(out, str_sub(b->text, from, end));
}

void
block_plain(const struct block *b, struct buf *out)
{
	block_plain_part(b, 0, b->text.len, out);
}

static void
put_letters(struct buf *out, unsigned long number, char a)
{
	if (number > 26)
		put_letters(out, (number - 1) / 26, a);
	buf_byte(out, (char)(a + (char)((number - 1) % 26)));
}

static void
put_roman(struct buf *out, unsigned long number, bool capital)
{
	static const struct {
		unsigned worth;
		const char *small, *capital;
	} signs[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"},
	    {100, "c", "C"}, {90, "xc", "XC"}, {50, "l", "L"}, {40, "xl", "XL"}, {10, "x", "X"},
	    {9, "ix", "IX"}, {5, "v", "V"}, {4, "iv", "IV"}, {1, "i", "I"}};

	for (size_t i = 0; number; number -= signs[i].worth) {
		while (signs[i].worth > number)
			i++;
		buf_put(out, str_of(capital ? signs[i].capital : signs[i].small));
	}
}

static char
kind_of_items(const struct block *list)
{
	return list && list->value.len == 1 ? list->value.at[0] : '1';
}

unsigned long
item_figure(const struct block *item)
{
	return item->number - (item->number && kind_of_items(item->parent) == '0');
}

void
item_mark(const struct block *item, struct buf *out)
{
	char letter = kind_of_items(item->parent);

	if (!item->number)
		return;
	if (letter == 'a' || letter == 'A')
		put_letters(out, item->number, letter);
	else if ((letter == 'i' || letter == 'I') && item->number < ROMAN_MOST)
		put_roman(out, item->number, letter == 'I');
	else
		buf_print(out, "%lu", item_figure(item));
}

unsigned
cell_columns(const struct block *cell)
{
	return cell->level + 1;
}

const struct block *
row_cell(const struct block *row, unsigned column)
{
	unsigned end = 0;

	for (const struct block *cell = row->child; cell; cell = cell->next) {
		end += cell_columns(cell);
		if (column < end)
			return cell;
	}
	return NULL;
}

bool
row_is_head(const struct block *row)
{
	bool any = false;

	for (const struct block *cell = row->child; cell; cell = cell->next) {
		if (cell->text.len && !(cell->flags & BLOCK_HEADER))
			return false;
		any = any || cell->text.len;
	}
	return any;
}

bool
row_is_whole(const struct block *row)
{
	return row->child && !row->child->next && cell_columns(row->child) > 1;
}

static const struct block *
skip_heads(const struct block *row)
{
	while (row && row_is_head(row) && !row_is_whole(row))
		row = row->next;
	return row;
}

/* Heads that no row is below would never be said. */
struct table_heads
table_heads(const struct block *table)
{
	struct table_heads heads = {table->child, table->child}, none = heads;
	const struct block *row;

	while (heads.first && row_is_whole(heads.first))
		heads.first = heads.first->next;
	heads.body = row = skip_heads(heads.first);
	while (row && row_is_whole(row))
		row = row->next;
	return row && heads.body != heads.first ? heads : none;
}

bool
row_heads_columns(const struct block *row)
{
	struct table_heads heads = table_heads(row->parent);

	while (heads.first != heads.body && heads.first != row)
		heads.first = heads.first->next;
	return heads.first != heads.body;
}

bool
block_is_help(const struct block *b)
{
	return (b->kind == BLOCK_HELPLINE || b->kind == BLOCK_BOILERPLATE) &&
	       (b->flags & BLOCK_WITH_HELP);
}

bool
document_opens_with(const struct document *doc, struct str number)
{
	char dial[PHONE_DIAL_MOST];

	if (!phone_dial(number, dial))
		return false;
	for (const struct block *b = doc->root->child; b; b = b->next)
		for (size_t i = 0; block_is_help(b) && i < b->span_count; i++)
			if (b->spans[i].kind == SPAN_PHONE &&
			    str_equal(b->spans[i].value, str_of(dial)))
				return true;
	return false;
}

struct str
document_expansion(const struct document *doc, struct str abbreviation)
{
	for (size_t i = 0; i < doc->expansion_count; i++)
		if (str_equal(doc->expansions[i].abbreviation, abbreviation))
			return doc->expansions[i].words;
	return (struct str){"", 0};
}

static int
by_place(const void *left, const void *right)
{
	const struct span *a = left, *b = right;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end > b->end ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return str_compare(a->value, b->value);
}

void
block_sort_spans(struct block *b)
{
	if (b->span_count > 1)
		qsort(b->spans, b->span_count, sizeof(*b->spans), by_place);
}

/* --- what is found again each time: expansions and sentences ----------------------------- */

struct finish {
	struct document *doc;
	bool sentences;
	size_t expansion_room;
	struct expansion *expansions;
	struct sentence_mark *marks;
	size_t mark_count, mark_room;
	struct span *found;
	size_t found_count, found_room;
};

static void
find_expansions(struct finish *f, const struct block *b)
{
	for (size_t i = 0; i < b->span_count; i++) {
		struct str word = str_sub(b->text, b->spans[i].start, b->spans[i].end);

		if (b->spans[i].kind != SPAN_ABBREVIATION ||
		    document_expansion(f->doc, word).len > 0)
			continue;
		f->expansions = mem_grow(f->expansions, f->doc->expansion_count, &f->expansion_room,
		    sizeof(*f->expansions));
		f->expansions[f->doc->expansion_count++] =
		    (struct expansion){word, b->spans[i].value};
		f->doc->expansions = f->expansions;
	}
}

/* The spans but sentences go to `found`, the citations to `marks`. */
static void
sort_out(struct finish *f, const struct block *b)
{
	f->found_count = f->mark_count = 0;
	for (size_t i = 0; i < b->span_count; i++) {
		const struct span *span = &b->spans[i];

		if (span->kind == SPAN_SENTENCE)
			continue;
		f->found = mem_grow(f->found, f->found_count, &f->found_room, sizeof(*f->found));
		f->found[f->found_count++] = *span;
		if (span->kind != SPAN_CITATION)
			continue;
		f->marks = mem_grow(f->marks, f->mark_count, &f->mark_room, sizeof(*f->marks));
		f->marks[f->mark_count++] = (struct sentence_mark){span->start, span->end};
	}
}

static bool
white(struct str s, size_t at)
{
	return s.at[at] == ' ' || s.at[at] == '\n' ||
	       (at + 1 < s.len && (unsigned char)s.at[at] == 0xc2 &&
		   (unsigned char)s.at[at + 1] == 0xa0);
}

static bool
only_white(struct str s, size_t from)
{
	while (from < s.len && white(s, from))
		from += s.at[from] == ' ' || s.at[from] == '\n' ? 1 : 2;
	return from >= s.len;
}

static void
find_sentences(struct finish *f, struct block *b)
{
	size_t from = 0;

	sort_out(f, b);
	while (b->kind != BLOCK_CODE && from < b->text.len) {
		size_t end = sentence_end(f->doc->language, b->text, from, f->marks, f->mark_count);

		if (end <= from || end > b->text.len)
			end = b->text.len;
		f->found = mem_grow(f->found, f->found_count, &f->found_room, sizeof(*f->found));
		f->found[f->found_count++] = (struct span){SPAN_SENTENCE, from, end, {"", 0}};
		if (only_white(b->text, end))
			f->found[f->found_count - 1].end = end = b->text.len;
		for (from = end; from < b->text.len && white(b->text, from);)
			from += b->text.at[from] == ' ' || b->text.at[from] == '\n' ? 1 : 2;
	}
	b->spans = arena_array(&f->doc->arena, f->found_count, sizeof(*f->found));
	b->span_count = f->found_count;
	for (size_t i = 0; i < f->found_count; i++)
		b->spans[i] = f->found[i];
	block_sort_spans(b);
}

static int
finish_block(void *context, const struct block *b, enum visit visit)
{
	struct finish *f = context;

	if (visit == VISIT_ENTER && block_is_leaf(b->kind) && b->text.len > 0) {
		find_expansions(f, b);
		if (f->sentences) /* the walk is const, the tree is ours */
			find_sentences(f, (struct block *)b);
	}
	return 0;
}

void
document_finish(struct document *doc, bool sentences)
{
	struct finish f = {.doc = doc, .sentences = sentences};

	doc->expansion_count = 0;
	document_walk(doc, finish_block, &f);
	doc->expansions = arena_array(&doc->arena, doc->expansion_count, sizeof(*doc->expansions));
	for (size_t i = 0; i < doc->expansion_count; i++)
		doc->expansions[i] = f.expansions[i];
	mem_free(f.expansions);
	mem_free(f.marks);
	mem_free(f.found);
}
