/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/build.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "document/metadata.h"
#include "document/place.h"
#include "document/settle.h"
#include "document/text.h"

enum { SPANS_MOST = 32 };

/*
 * One frame for each build_open, plus implied ones. `block` is where text and blocks go:
 * NULL for a frame that only balances its close (a block inside a cell or heading, a level
 * too deep, a paragraph that something else has ended).
 */
struct frame {
	struct block *block;
	struct block *last; /* child of `block` so far */
	bool implied;
	bool absorbed; /* its text goes to the leaf below */
};

struct open_span {
	enum span_kind kind;
	struct str value;
	size_t start; /* in the open leaf's text */
	bool ignored;
};

struct build {
	struct document *doc;
	struct diag *diag;
	struct frame *frames;
	size_t frame_count, frame_room;
	unsigned depth; /* open containers, the root included */
	unsigned line;
	bool said_deep, said_bad;
	unsigned boxes; /* open */
	bool box_begins;
	const struct block *boxed; /* what the outermost one is in, or NULL: not the article */
	struct block *leaf;        /* open, or NULL */
	struct buf text;           /* of the open leaf */
	struct span *spans;
	size_t span_count, span_room;
	struct open_span open[SPANS_MOST];
	size_t open_count, open_over; /* over: opened beyond the most */
};

static void
said_bad(struct build *b)
{
	if (!b->said_bad)
		diag_say(b->diag, DIAG_BAD_TEXT, (struct where){b->doc->file.at, b->line, 0}, "");
	b->said_bad = true;
}

static struct str
clean_value(struct build *b, struct str s)
{
	if (!utf8_valid(s))
		said_bad(b);
	return text_value(&b->doc->arena, s);
}

/* --- frames ------------------------------------------------------------------------------- */

static struct frame *
top(struct build *b)
{
	return &b->frames[b->frame_count - 1];
}

/* The innermost open container; the root is always there. */
static struct frame *
container_frame(struct build *b)
{
	size_t i = b->frame_count - 1;

	while (b->frames[i].block == NULL || block_is_leaf(b->frames[i].block->kind))
		i--;
	return &b->frames[i];
}

static enum block_kind
container(struct build *b)
{
	return container_frame(b)->block->kind;
}

static void
push(struct build *b, struct block *block, bool implied, bool absorbed)
{
	b->frames = mem_grow(b->frames, b->frame_count, &b->frame_room, sizeof(*b->frames));
	b->frames[b->frame_count++] = (struct frame){block, NULL, implied, absorbed};
	if (block && !block_is_leaf(block->kind))
		b->depth++;
}

static void
append(struct frame *parent, struct block *block)
{
	block->parent = parent->block;
	if (parent->last == NULL)
		parent->block->child = block;
	else
		parent->last->next = block;
	parent->last = block;
}

static struct block *
new_block(struct build *b, enum block_kind kind, unsigned level)
{
	struct block *block = arena_get(&b->doc->arena, sizeof(*block));

	block->kind = kind;
	block->level = level;
	block->line = b->line;
	return block;
}

/* --- leaves ------------------------------------------------------------------------------- */

static void
note_span(struct build *b, enum span_kind kind, struct str value, size_t start, size_t end)
{
	b->spans = mem_grow(b->spans, b->span_count, &b->span_room, sizeof(*b->spans));
	b->spans[b->span_count++] = (struct span){kind, start, end, value};
}

/* Where a byte of the text goes when the whole text is composed anew. */
static size_t
moved(struct str before, struct str after, size_t at)
{
	struct buf prefix = {0};
	size_t to;

	utf8_nfc(str_sub(before, 0, at), &prefix);
	to = prefix.len < after.len ? prefix.len : after.len;
	buf_free(&prefix);
	while (to < after.len && ((unsigned char)after.at[to] & 0xc0) == 0x80)
		to++;
	return to;
}

/* Pieces were composed one by one; only where a mark began a piece is there more to do. */
static void
compose(struct build *b)
{
	struct buf whole = {0};

	utf8_nfc(buf_str(&b->text), &whole);
	if (!str_equal(buf_str(&whole), buf_str(&b->text))) {
		for (size_t i = 0; i < b->span_count; i++) {
			struct span *span = &b->spans[i];

			span->start = moved(buf_str(&b->text), buf_str(&whole), span->start);
			span->end = moved(buf_str(&b->text), buf_str(&whole), span->end);
		}
		buf_clear(&b->text);
		buf_put(&b->text, buf_str(&whole));
	}
	buf_free(&whole);
}

static bool
white_at(struct str s, size_t at)
{
	return at < s.len && (s.at[at] == ' ' || s.at[at] == '\n');
}

static void
trim_span(struct str text, struct span *span)
{
	if (span->end > text.len)
		span->end = text.len;
	if (span->start > text.len)
		span->start = text.len;
	/* a blank that was taken back for another one may have left them inside a character */
	while (span->start < text.len && ((unsigned char)text.at[span->start] & 0xc0) == 0x80)
		span->start++;
	while (span->end < text.len && ((unsigned char)text.at[span->end] & 0xc0) == 0x80)
		span->end++;
	while (span->start < span->end && white_at(text, span->start))
		span->start++;
	while (span->end > span->start && white_at(text, span->end - 1))
		span->end--;
}

static int
by_place(const void *left, const void *right)
{
	const struct span *a = left, *b = right;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return (a->end < b->end) - (a->end > b->end);
}

/* For each kind, where the spans end that are open at a place: a new one must end in the
   innermost of them. */
struct nesting {
	size_t ends[SPAN_KIND_COUNT][SPANS_MOST];
	size_t depth[SPAN_KIND_COUNT];
};

static bool
nests(struct nesting *n, const struct span *span)
{
	size_t *ends = n->ends[span->kind], *depth = &n->depth[span->kind];

	while (*depth > 0 && ends[*depth - 1] <= span->start)
		--*depth;
	if (*depth == SPANS_MOST || (*depth > 0 && ends[*depth - 1] < span->end))
		return false;
	ends[(*depth)++] = span->end;
	return true;
}

/* Puts the noted spans that have text into the leaf. */
static void
keep_spans(struct build *b, struct block *leaf)
{
	struct nesting nesting = {.depth = {0}};
	size_t kept = 0;

	leaf->spans = arena_array(&b->doc->arena, b->span_count, sizeof(*leaf->spans));
	for (size_t i = 0; i < b->span_count; i++)
		trim_span(leaf->text, &b->spans[i]);
	if (b->span_count > 1)
		qsort(b->spans, b->span_count, sizeof(*b->spans), by_place);
	for (size_t i = 0; i < b->span_count; i++)
		if (b->spans[i].start < b->spans[i].end && nests(&nesting, &b->spans[i]))
			leaf->spans[kept++] = b->spans[i];
	leaf->span_count = kept;
	block_sort_spans(leaf);
}

static void
end_leaf(struct build *b)
{
	struct block *leaf = b->leaf;
	struct str text;

	if (leaf == NULL)
		return;
	for (size_t i = 0; i < b->open_count; i++) {
		struct open_span *open = &b->open[i];

		if (!open->ignored)
			note_span(b, open->kind, open->value, open->start, b->text.len);
		open->start = 0;
	}
	compose(b);
	text = buf_str(&b->text);
	if (leaf->kind == BLOCK_CODE)
		while (text.len > 0 && text.at[text.len - 1] == '\n')
			text.len--;
	else
		text = text_trim_end(text); /* blanks at the start were never put */
	leaf->text = arena_str(&b->doc->arena, text);
	if (!leaf->settled)
		keep_spans(b, leaf);
	b->leaf = NULL;
	buf_clear(&b->text);
	b->span_count = 0;
}

static void
begin_leaf(struct build *b, struct block *leaf)
{
	end_leaf(b);
	b->leaf = leaf;
	for (size_t i = 0; i < b->open_count; i++)
		b->open[i].start = 0;
}

/* --- opening and closing ------------------------------------------------------------------ */

static void
pop(struct build *b)
{
	struct frame *frame = top(b);

	if (frame->block) {
		if (frame->block == b->leaf)
			end_leaf(b);
		if (!block_is_leaf(frame->block->kind)) {
			end_leaf(b);
			b->depth--;
		}
	}
	b->frame_count--;
}

static void
pop_implied(struct build *b)
{
	while (b->frame_count > 1 && top(b)->implied)
		pop(b);
}

/* A paragraph or code that something else ends: its frame stays, for its close. */
static void
end_paragraph(struct build *b)
{
	for (size_t i = b->frame_count; b->leaf && i > 0; i--)
		if (b->frames[i - 1].block == b->leaf) {
			b->frames[i - 1].block = NULL;
			end_leaf(b);
		}
}

static bool
absorbs(enum block_kind kind)
{
	return kind != BLOCK_PARAGRAPH && kind != BLOCK_CODE;
}

/* The container a kind needs; ARTICLE stands for any that takes running blocks. */
static enum block_kind
needed(enum block_kind kind)
{
	switch (kind) {
	case BLOCK_ITEM:
		return BLOCK_LIST;
	case BLOCK_ROW:
		return BLOCK_TABLE;
	case BLOCK_CELL:
		return BLOCK_ROW;
	case BLOCK_TERM:
	case BLOCK_DETAIL:
		return BLOCK_DEFINITIONS;
	case BLOCK_ARTICLE:
	case BLOCK_HEADING:
	case BLOCK_PARAGRAPH:
	case BLOCK_LIST:
	case BLOCK_QUOTE:
	case BLOCK_CODE:
	case BLOCK_TABLE:
	case BLOCK_FIGURE:
	case BLOCK_CAPTION:
	case BLOCK_DEFINITIONS:
	case BLOCK_NOTE:
	case BLOCK_REFERENCE:
	case BLOCK_HELPLINE:
	case BLOCK_BOILERPLATE:
	case BLOCK_BREAK:
	case BLOCK_KIND_COUNT:
		break;
	}
	return BLOCK_ARTICLE;
}

/* What a container holds when something else comes into it; ARTICLE: anything running. */
static enum block_kind
held(enum block_kind kind)
{
	if (kind == BLOCK_LIST)
		return BLOCK_ITEM;
	if (kind == BLOCK_TABLE)
		return BLOCK_ROW;
	if (kind == BLOCK_ROW)
		return BLOCK_CELL;
	if (kind == BLOCK_DEFINITIONS)
		return BLOCK_DETAIL;
	return BLOCK_ARTICLE;
}

static bool
too_deep(struct build *b)
{
	if (b->depth + 4 < DOCUMENT_DEEPEST) /* room for what may be implied */
		return false;
	if (!b->said_deep)
		diag_say(b->diag, DIAG_TOO_DEEP, (struct where){b->doc->file.at, b->line, 0}, "");
	b->said_deep = true;
	return true;
}

static void
place(struct build *b, enum block_kind kind, unsigned level, bool implied)
{
	struct block *block = new_block(b, kind, level);

	append(container_frame(b), block);
	if (b->boxes && block->parent == b->boxed) {
		block->flags |= BLOCK_BOXED | (b->box_begins ? BLOCK_BOX_FIRST : 0);
		b->box_begins = false;
	}
	push(b, block, implied, false);
	if (block_is_leaf(kind))
		begin_leaf(b, block);
}

/* Ends implied containers that are in the way of `kind`. */
static void
end_implied(struct build *b, enum block_kind kind)
{
	enum block_kind need = needed(kind);
	size_t keep = b->frame_count;

	while (keep > 1 && b->frames[keep - 1].implied && need != BLOCK_ARTICLE &&
	       b->frames[keep - 1].block && b->frames[keep - 1].block->kind != need)
		keep--;
	if (need != BLOCK_ARTICLE &&
	    (b->frames[keep - 1].block == NULL || b->frames[keep - 1].block->kind != need))
		return; /* none of them is what is needed: they stay */
	while (b->frame_count > keep)
		pop(b);
	while (need == BLOCK_ARTICLE && top(b)->implied && top(b)->block &&
	       held(top(b)->block->kind) != BLOCK_ARTICLE)
		pop(b);
}

/* Opens implied containers until `kind` may stand; false when an implied cell was opened, which
   takes its text instead. */
static bool
open_implied(struct build *b, enum block_kind kind)
{
	enum block_kind need = needed(kind);

	if (need != BLOCK_ARTICLE) {
		if (container(b) == need)
			return true;
		if (!open_implied(b, need))
			return false;
		place(b, need, 0, true);
		return true;
	}
	while (held(container(b)) != BLOCK_ARTICLE) {
		enum block_kind between = held(container(b));

		place(b, between, 0, true);
		if (between == BLOCK_CELL)
			return false;
	}
	return true;
}

static bool
make_room(struct build *b, enum block_kind kind)
{
	end_implied(b, kind);
	return open_implied(b, kind);
}

static bool
in_absorbing_leaf(const struct build *b)
{
	return b->leaf && absorbs(b->leaf->kind);
}

static void
absorb(struct build *b)
{
	build_line_break(b);
	push(b, NULL, false, true);
}

void
build_open(struct build *b, enum block_kind kind, unsigned level, unsigned line)
{
	if (line)
		b->line = line;
	if (in_absorbing_leaf(b)) {
		absorb(b);
		return;
	}
	end_paragraph(b);
	if (kind == BLOCK_ARTICLE ||
	    ((needed(kind) == BLOCK_ARTICLE || container(b) != needed(kind)) &&
		!block_is_leaf(kind) && too_deep(b))) {
		push(b, NULL, false, false);
		return;
	}
	if (needed(kind) != BLOCK_ARTICLE && container(b) != needed(kind) && too_deep(b))
		kind = BLOCK_PARAGRAPH;
	if (!make_room(b, kind))
		absorb(b);
	else
		place(b, kind, level, false);
}

void
build_close(struct build *b)
{
	pop_implied(b);
	if (b->frame_count > 1) {
		if (top(b)->absorbed)
			build_line_break(b);
		pop(b);
	}
}

void
build_leaf(struct build *b, enum block_kind kind, unsigned level, unsigned line, struct str text)
{
	build_open(b, kind, level, line);
	build_text(b, text);
	build_close(b);
}

static struct block *
open_block(struct build *b)
{
	return top(b)->block && b->frame_count > 1 ? top(b)->block : NULL;
}

void
build_value(struct build *b, struct str value)
{
	struct block *block = open_block(b);

	if (block)
		block->value = clean_value(b, value);
}

void
build_number(struct build *b, unsigned long number)
{
	struct block *block = open_block(b);

	if (block)
		block->number = number > 999999999 ? 999999999 : number;
}

void
build_flag(struct build *b, unsigned flags)
{
	struct block *block = open_block(b);

	if (block)
		block->flags |= flags & BLOCK_FLAGS;
}

void
build_box_open(struct build *b)
{
	const struct block *inside;

	if (b->boxes++)
		return;
	pop_implied(b);
	inside = container_frame(b)->block;
	b->boxed = inside->kind == BLOCK_ARTICLE ? inside : NULL;
	b->box_begins = true;
}

void
build_box_close(struct build *b)
{
	if (b->boxes)
		b->boxes--;
}

static bool
only_white(struct str s)
{
	return str_trim(s).len == 0;
}

void
build_text(struct build *b, struct str s)
{
	if (s.len == 0)
		return;
	if (b->leaf == NULL) {
		if (only_white(s))
			return;
		if (make_room(b, BLOCK_PARAGRAPH))
			place(b, BLOCK_PARAGRAPH, 0, true);
	}
	if (b->text.len > DOCUMENT_TEXT_MOST) {
		said_bad(b);
		return;
	}
	if (!text_put(&b->text, s, b->leaf->kind == BLOCK_CODE))
		said_bad(b);
}

void
build_line_break(struct build *b)
{
	if (b->leaf == NULL || b->text.len == 0)
		return;
	while (b->leaf->kind != BLOCK_CODE && b->text.len > 0 && text_ends_white(&b->text))
		b->text.len--;
	if (b->text.len > 0)
		buf_byte(&b->text, '\n');
}

void
build_span_open(struct build *b, enum span_kind kind, struct str value)
{
	if (b->open_count == SPANS_MOST) {
		b->open_over++;
		return;
	}
	b->open[b->open_count++] = (struct open_span){kind, clean_value(b, value),
	    b->leaf ? b->text.len : 0, b->leaf && b->leaf->kind == BLOCK_CODE};
}

void
build_span_close(struct build *b)
{
	struct open_span *open;

	if (b->open_over > 0) {
		b->open_over--;
		return;
	}
	if (b->open_count == 0)
		return;
	open = &b->open[--b->open_count];
	if (b->leaf && !open->ignored)
		note_span(b, open->kind, open->value, open->start, b->text.len);
}

void
build_citation(struct build *b, struct str label)
{
	build_span_open(b, SPAN_CITATION, label);
	build_text(b, label);
	build_span_close(b);
}

/* Whether text is as document.h promises it. */
static bool
is_clean(struct str text, bool code)
{
	struct buf composed = {0};
	bool clean = utf8_valid(text) && (code || str_trim(text).len == text.len);

	for (size_t at = 0; clean && at < text.len;) {
		unsigned c = utf8_next(text, &at);

		clean = !char_control(c) || c == '\n';
	}
	if (clean)
		utf8_nfc(text, &composed);
	clean = clean && str_equal(text, buf_str(&composed));
	buf_free(&composed);
	return clean;
}

static bool
on_border(struct str s, size_t at)
{
	return at == s.len || ((unsigned char)s.at[at] & 0xc0) != 0x80;
}

void
build_known(struct build *b, struct str text, const struct span *spans, size_t count)
{
	struct block *leaf = b->leaf;
	struct nesting nesting = {.depth = {0}};

	if (leaf == NULL || b->text.len > 0 || b->open_count > 0 ||
	    !is_clean(text, leaf->kind == BLOCK_CODE)) {
		build_text(b, text);
		return;
	}
	buf_put(&b->text, text);
	leaf->settled = true;
	leaf->spans = arena_array(&b->doc->arena, count, sizeof(*leaf->spans));
	for (size_t i = 0; i < count; i++)
		if (spans[i].start < spans[i].end && spans[i].end <= text.len &&
		    on_border(text, spans[i].start) && on_border(text, spans[i].end)) {
			leaf->spans[leaf->span_count] = spans[i];
			leaf->spans[leaf->span_count++].value = clean_value(b, spans[i].value);
		}
	block_sort_spans(leaf);
	count = leaf->span_count;
	leaf->span_count = 0;
	for (size_t i = 0; i < count; i++)
		if (nests(&nesting, &leaf->spans[i]))
			leaf->spans[leaf->span_count++] = leaf->spans[i];
}

/* --- metadata ------------------------------------------------------------------------------ */

void
build_meta(struct build *b, enum build_meta what, struct str value)
{
	value = clean_value(b, value);
	if (value.len > 0)
		document_set(b->doc, what, value);
}

void
build_meta_none(struct build *b)
{
	struct document *doc = b->doc;
	const struct str none = {"", 0};

	doc->id = doc->title = doc->language = none;
	doc->topic = doc->summary = doc->author = doc->updated = none;
	doc->source_count = doc->helpline_count = 0;
}

void
build_helpline(struct build *b, struct str label, struct str number)
{
	document_add_helpline(
	    b->doc, (struct helpline){clean_value(b, label), clean_value(b, number)});
}

bool
build_has_title(const struct build *b)
{
	return b->doc->title.len > 0;
}

/* --- the whole ----------------------------------------------------------------------------- */

struct build *
build_begin(const char *file, struct diag *diag)
{
	struct build *b = mem_get(sizeof(*b));
	struct arena arena = {0};
	const struct str none = {"", 0};

	b->diag = diag;
	b->doc = arena_get(&arena, sizeof(*b->doc));
	b->doc->arena = arena;
	b->doc->file = arena_str(&b->doc->arena, str_of(file));
	b->doc->source = b->doc->id = b->doc->title = b->doc->language = none;
	b->doc->topic = b->doc->summary = b->doc->author = b->doc->updated = none;
	b->doc->root = new_block(b, BLOCK_ARTICLE, 0);
	push(b, b->doc->root, false, false);
	return b;
}

void
build_source(struct build *b, struct str text)
{
	b->doc->source = text;
}

struct where
build_place(struct build *b, unsigned line, struct str words)
{
	struct places places = places_of(b->doc);

	return place_words(&places, line, words);
}

static void
free_build(struct build *b)
{
	mem_free(b->frames);
	mem_free(b->spans);
	buf_free(&b->text);
	mem_free(b);
}

void
build_abandon(struct build *b)
{
	if (b) {
		document_free(b->doc);
		free_build(b);
	}
}

struct document *
build_end(struct build *b)
{
	struct document *doc = b->doc;
	struct diag *diag = b->diag;

	end_leaf(b);
	while (b->frame_count > 0)
		pop(b);
	free_build(b);
	document_settle(doc, diag);
	return doc;
}
