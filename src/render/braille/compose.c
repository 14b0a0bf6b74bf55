/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/compose.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "render/braille/box.h"

#define BREAK_CELLS "\"9 \"9 \"9"
#define BOX_EMPTY   "$#D"
#define BOX_FILLED  "$_#D"
#define ITEM_GAP    " "

enum { SHORT_PART = 4, CODE_INDENT = 12, SHORT_LINE = 2, NAME_MOST = 60 };

static void compose_one(struct compose *, const struct block *);

static bool
follows_low_heading(const struct compose *c)
{
	return c->last == ROLE_CELL_5 || c->last == ROLE_CELL_7;
}

struct piece *
compose_add(struct compose *c, enum compose_role role, const struct block *block)
{
	struct pieces *pieces = c->pieces;
	struct piece *piece;
	bool after_low = follows_low_heading(c);

	pieces->at = mem_grow(pieces->at, pieces->count, &pieces->room, sizeof(*pieces->at));
	piece = &pieces->at[pieces->count++];
	*piece = (struct piece){.where = c->leaf->where};
	if (block && block->line)
		piece->where.line = block->line;
	switch (role) {
	case ROLE_TEXT:
		break;
	case ROLE_CENTRED:
		piece->before = piece->after = piece->centred = piece->with_next = true;
		break;
	case ROLE_CELL_5:
		piece->before = c->last != ROLE_CELL_5;
		piece->first = piece->over = 4;
		piece->with_next = true;
		break;
	case ROLE_CELL_7:
		piece->before = !after_low;
		piece->first = piece->over = 6;
		piece->with_next = true;
		break;
	case ROLE_LIST:
		piece->before = !after_low;
		break;
	}
	c->last = role;
	return piece;
}

/* Moves what follows to the right, but never so far that no room for words is left. */
unsigned
compose_right(struct compose *c, unsigned cells)
{
	unsigned left = c->left;

	c->left = left + cells < c->width / 3 ? left + cells : c->width / 3;
	return left;
}

void
compose_indent(const struct compose *c, struct piece *piece, unsigned first, unsigned over)
{
	unsigned most = c->width / 2;

	piece->first = c->left + first < most ? c->left + first : most;
	piece->over = c->left + over < most ? c->left + over : most;
}

struct run
compose_translate(struct compose *c, const struct leaf_text *text)
{
	struct run run = {0};

	if (!c->failed)
		c->failed = leaf_run(c->leaf, text, &run);
	return run;
}

struct run
compose_words(struct compose *c, struct str words)
{
	return compose_translate(c, &(struct leaf_text){.text = words});
}

static int
by_address(const void *a, const void *b)
{
	const struct compose_place *x = a, *y = b;

	return x->block < y->block ? -1 : x->block > y->block;
}

struct places {
	struct compose_place *at;
	size_t count, room;
};

static int
find_place(void *context, const struct block *block, enum visit visit)
{
	struct places *places = context;

	if (visit != VISIT_ENTER || !block->parent)
		return 0;
	places->at = mem_grow(places->at, places->count, &places->room, sizeof(*places->at));
	places->at[places->count] =
	    (struct compose_place){block, CELL_BLOCK + 1 + (unsigned)places->count};
	places->count++;
	return 0;
}

void
compose_places(struct compose *c, const struct document *doc)
{
	struct places places = {0};

	document_walk(doc, find_place, &places);
	if (places.count > 0)
		qsort(places.at, places.count, sizeof(*places.at), by_address);
	c->places = places.at;
	c->place_count = places.count;
}

static unsigned
owner_of(const struct compose *c, const struct block *block)
{
	struct compose_place key = {.block = block};
	const struct compose_place *place =
	    bsearch(&key, c->places, c->place_count, sizeof(key), by_address);

	return place ? place->owner : CELL_ADDED;
}

struct run
compose_value(struct compose *c, const struct block *block)
{
	return compose_translate(
	    c, &(struct leaf_text){
		   .text = block->value, .owner = owner_of(c, block), .own = block->value.len});
}

struct run
compose_leaf(struct compose *c, const struct block *block, const char *suffix)
{
	struct leaf_text leaf = {.text = block->text,
	    .spans = block->spans,
	    .span_count = block->span_count,
	    .heading = block->kind == BLOCK_HEADING || block->flags & BLOCK_HEADER,
	    .owner = owner_of(c, block),
	    .own = block->text.len};

	if (block->line)
		c->leaf->where.line = block->line;
	if (suffix && *suffix && !str_ends(block->text, str_of(suffix)))
		leaf.text = arena_print(c->leaf->arena, "%.*s%s", STR_ARG(block->text), suffix);
	return compose_translate(c, &leaf);
}

struct str
compose_phrase(const struct compose *c, const char *name, const char *english)
{
	struct str phrase = c->profile ? profile_phrase(c->profile, name) : (struct str){0};

	return phrase.len && !str_equal(phrase, str_of(name)) ? phrase : str_of(english);
}

struct run
compose_note_run(struct compose *c, struct run inner)
{
	struct run run = run_ascii(RUN_NOTE_OPEN, false, c->leaf->arena);
	struct run close = run_ascii(RUN_NOTE_CLOSE, false, c->leaf->arena);

	run_append(&run, &inner, c->leaf->arena);
	run_append(&run, &close, c->leaf->arena);
	return run;
}

void
compose_prefix(struct compose *c, struct run mark, struct run *run)
{
	struct run gap = run_ascii(ITEM_GAP, false, c->leaf->arena);

	if (!mark.count)
		return;
	run_append(&mark, &gap, c->leaf->arena);
	run_append(&mark, run, c->leaf->arena);
	*run = mark;
}

static void
add_text(
    struct compose *c, const struct block *block, struct run run, unsigned first, unsigned over)
{
	struct piece *piece;

	if (!run.count)
		return;
	piece = compose_add(c, ROLE_TEXT, block);
	piece->run = run;
	compose_indent(c, piece, first, over);
}

static void
compose_text(struct compose *c, const struct block *block, unsigned first, unsigned over)
{
	add_text(c, block, compose_leaf(c, block, NULL), first, over);
}

bool
compose_next_line(struct compose_lines *lines, struct run *line)
{
	const struct run *run = &lines->run;
	size_t start = lines->cell;
	struct str words;

	if (!lines->text.len)
		return false;
	str_line(&lines->text, &words);
	lines->character += utf8_count(words) + 1;
	if (!lines->text.len) /* and what is behind the text */
		lines->cell = run->count;
	while (lines->cell < run->count &&
	       (run->owner[lines->cell] < CELL_BLOCK || run->from[lines->cell] < lines->character))
		lines->cell++;
	*line = (struct run){run->dots + start, run->gap + start, run->owner + start,
	    run->from + start, lines->cell - start};
	line->count = run_length(line);
	return true;
}

static bool
lines_are_short(const struct compose *c, struct compose_lines lines)
{
	struct run line;

	while (compose_next_line(&lines, &line))
		if (line.count > SHORT_LINE * c->width)
			return false;
	return true;
}

/* As around a list: blank lines, but none behind a heading in cell 5 or 7. */
static void
blank_around_list(struct compose *c, size_t begin, bool after_low)
{
	compose_blank_around(c, begin);
	if (after_low && c->pieces->count > begin)
		c->pieces->at[begin].before = false;
}

/* Short lines, of verse or an address, are set off by blank lines and stand one by one in cells 1-3
   from where the text around begins; long ones are paragraphs. */
static void
compose_paragraph(
    struct compose *c, const struct block *block, unsigned left, unsigned first, unsigned over)
{
	struct compose_lines lines = {compose_leaf(c, block, NULL), block->text, 0, 0};
	size_t begin = c->pieces->count;
	struct run line;
	bool after_low = follows_low_heading(c), verse;

	if (str_find_byte(block->text, '\n', 0) == STR_NONE) {
		add_text(c, block, lines.run, first, over);
		return;
	}
	verse = lines_are_short(c, lines);
	while (compose_next_line(&lines, &line))
		add_text(c, block, line, verse ? left : first, verse ? left + 2 : over);
	if (!verse || left)
		return; /* in an item of a list nothing is */
	blank_around_list(c, begin, after_low);
}

static void
compose_heading(struct compose *c, const struct block *block)
{
	unsigned level = block->level < COMPOSE_LEVELS ? block->level : COMPOSE_LEVELS - 1;
	struct run run = compose_leaf(c, block, NULL);

	struct piece *piece;

	if (!run.count)
		return;
	piece = compose_add(c, c->level[level], block);
	piece->run = run;
	piece->level = level > 1 ? level - 1 : 1;
}

/* ---- lists ---- */

static unsigned
list_depth(const struct block *list)
{
	unsigned deepest = 0;

	for (const struct block *item = list->child; item; item = item->next)
		for (const struct block *b = item->child; b; b = b->next)
			if (b->kind == BLOCK_LIST) {
				unsigned depth = list_depth(b);

				deepest = depth > deepest ? depth : deepest;
			}
	return deepest + 1;
}

struct run
compose_item_mark(struct compose *c, const struct block *item)
{
	struct arena *arena = c->leaf->arena;

	if (item->flags & BLOCK_TASK && louis_ueb(c->leaf->table))
		return run_ascii(
		    item->flags & BLOCK_TASK_DONE ? BOX_FILLED : BOX_EMPTY, false, arena);
	if (item->flags & BLOCK_TASK)
		return compose_words(c, str_of(item->flags & BLOCK_TASK_DONE ? "[x]" : "[-]"));
	if (item->number) {
		struct buf mark = {0};
		struct run run;

		item_mark(item, &mark);
		buf_byte(&mark, '.');
		run = compose_words(c, buf_str(&mark));
		buf_free(&mark);
		return run;
	}
	if (!c->decorative_marks)
		return (struct run){0};
	return compose_words(c, S("\xe2\x80\xa2"));
}

static void compose_list(
    struct compose *c, const struct block *list, unsigned level, unsigned deepest);

static void
compose_item(struct compose *c, const struct block *item, unsigned level, unsigned deepest)
{
	const struct block *b = item->child;
	struct compose_lines lines = {0};
	struct run mark = compose_item_mark(c, item), line;
	size_t begin = c->pieces->count;
	unsigned first = 2 * level - 2, over = 2 * deepest;

	if (b && block_is_leaf(b->kind) && b->kind != BLOCK_CODE && b->kind != BLOCK_FIGURE) {
		lines = (struct compose_lines){compose_leaf(c, b, NULL), b->text, 0, 0};
		b = b->next;
	}
	compose_prefix(c, mark, &lines.run);
	if (!compose_next_line(&lines, &line))
		line = lines.run;
	add_text(c, item, line, first, over);
	if (c->pieces->count > begin)
		c->pieces->at[begin].lead = true;
	while (compose_next_line(&lines, &line))
		add_text(c, item, line, first + 2, over);
	for (; b; b = b->next) {
		if (b->kind == BLOCK_LIST)
			compose_list(c, b, level + 1, deepest);
		else if (b->kind == BLOCK_PARAGRAPH)
			compose_paragraph(c, b, first + 2, first + 2, over);
		else {
			unsigned left = compose_right(c, first + 2);

			compose_one(c, b);
			c->left = left;
		}
	}
}

static void
compose_list(struct compose *c, const struct block *list, unsigned level, unsigned deepest)
{
	for (const struct block *item = list->child; item; item = item->next)
		compose_item(c, item, level, deepest);
}

void
compose_keep_short(struct compose *c, size_t begin)
{
	c->keep++;
	for (size_t i = begin; i < c->pieces->count; i++) {
		struct piece *piece = &c->pieces->at[i];

		if (piece->keep)
			continue;
		piece->keep = c->keep;
		piece->keep_lines = c->depth / SHORT_PART;
	}
}

/* A short list stays on one page; of a longer one the first two items do, or one after a
   heading. */
static void
compose_whole_list(struct compose *c, const struct block *list)
{
	size_t begin = c->pieces->count;
	bool headed = c->last != ROLE_TEXT && c->last != ROLE_LIST;
	bool after_low = follows_low_heading(c);

	compose_list(c, list, 1, list_depth(list));
	if (c->pieces->count == begin)
		return;
	compose_keep_short(c, begin);
	for (size_t i = begin; !headed && i + 1 < c->pieces->count; i++) {
		c->pieces->at[i].with_next |= !c->pieces->at[i].inner; /* tables divide */
		if (c->pieces->at[i + 1].lead)
			break;
	}
	blank_around_list(c, begin, after_low);
}

/* ---- other containers ---- */

void
compose_blank_around(struct compose *c, size_t begin)
{
	if (c->pieces->count == begin)
		return;
	c->pieces->at[begin].before = true;
	c->pieces->at[c->pieces->count - 1].after = true;
	c->last = ROLE_TEXT;
}

static bool
ends_sentence(struct str text)
{
	static const struct str marks[] = {STR("."), STR("!"), STR("?"), STR(":"), STR("\u2026"),
	    STR("\""), STR("\u201d"), STR("\u2019"), STR("\u00bb"), STR("\u201c")};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_ends(text, marks[i]))
			return true;
	return false;
}

/* Who said it: a last paragraph that begins with a dash, or a short one that is no sentence
   behind one that is. */
static bool
is_attribution(const struct block *block)
{
	const struct block *before = block->parent->child;

	if (block->kind != BLOCK_PARAGRAPH || block == before || block->next)
		return false;
	if (str_starts(block->text, S("\u2014")) || str_starts(block->text, S("\u2013")) ||
	    str_starts(block->text, S("--")))
		return true;
	while (before->next != block)
		before = before->next;
	return block->text.len <= NAME_MOST && !ends_sentence(block->text) &&
	       before->kind == BLOCK_PARAGRAPH && ends_sentence(before->text);
}

static void
compose_attribution(struct compose *c, const struct block *block, size_t begin)
{
	if (c->pieces->count > begin) {
		c->pieces->at[c->pieces->count - 1].with_next = true;
		c->pieces->at[c->pieces->count - 1].after = false;
	}
	compose_text(c, block, 2, 2);
}

/* Blocked, in cell 3; when it has several paragraphs, these are told apart by their indent. */
static void
compose_quote(struct compose *c, const struct block *quote)
{
	size_t begin = c->pieces->count;
	unsigned left = compose_right(c, 2), paragraphs = 0;
	bool several;

	for (const struct block *b = quote->child; b; b = b->next)
		paragraphs += b->kind == BLOCK_PARAGRAPH && !is_attribution(b);
	several = paragraphs > 1;
	for (const struct block *b = quote->child; b; b = b->next) {
		if (is_attribution(b))
			compose_attribution(c, b, begin);
		else if (b->kind == BLOCK_PARAGRAPH)
			compose_paragraph(c, b, 0, several ? 2 : 0, 0);
		else
			compose_one(c, b);
	}
	if (quote->next && quote->next->kind == BLOCK_CAPTION)
		compose_attribution(c, quote->next, begin);
	c->left = left;
	compose_blank_around(c, begin);
}

bool
compose_code_line(
    struct compose *c, const struct block *code, struct str *rest, struct run *run, size_t *blanks)
{
	struct leaf_text part = {.code = true, .owner = owner_of(c, code)};
	struct str line;

	*run = (struct run){0};
	*blanks = 0;
	if (!rest->len || !str_line(rest, &line))
		return false;
	while (*blanks < line.len && line.at[*blanks] == ' ')
		++*blanks;
	part.text = str_sub(line, *blanks, line.len);
	part.own = part.text.len;
	part.first = utf8_count(str_sub(code->text, 0, (size_t)(part.text.at - code->text.at)));
	if (part.text.len)
		*run = compose_translate(c, &part);
	return true;
}

static void
compose_code(struct compose *c, const struct block *code)
{
	size_t begin = c->pieces->count, blanks;
	struct str rest = code->text;
	struct run run;
	bool apart = false; /* behind an empty line */

	if (code->line)
		c->leaf->where.line = code->line;
	while (compose_code_line(c, code, &rest, &run, &blanks)) {
		size_t count = c->pieces->count;

		add_text(c, code, run, (unsigned)(blanks < CODE_INDENT ? blanks : CODE_INDENT), 4);
		if (c->pieces->count > count)
			c->pieces->at[count].before = apart;
		apart = c->pieces->count == count;
	}
	compose_blank_around(c, begin);
}

struct run
compose_figure_run(struct compose *c, const struct block *figure)
{
	struct run inner, label;

	if (!figure->text.len && figure->flags & BLOCK_DECORATIVE)
		return (struct run){0};
	inner = compose_leaf(c, figure, NULL);
	if (inner.count) {
		label =
		    compose_words(c, arena_print(c->leaf->arena,
					 "%.*s:", STR_ARG(compose_phrase(c, "image", "Image"))));
		compose_prefix(c, label, &inner);
		inner.gap[label.count + 1] = GAP_FREE;
	} else {
		inner = compose_words(c,
		    compose_phrase(c, "image-without-description", "Image without a description"));
	}
	return compose_note_run(c, inner);
}

static void
compose_figure(struct compose *c, const struct block *figure)
{
	add_text(c, figure, compose_figure_run(c, figure), 6, 4);
}

/* A list in it is one of its levels, without blank lines. */
static void
compose_detail(struct compose *c, const struct block *detail)
{
	for (const struct block *b = detail->child; b; b = b->next) {
		size_t begin = c->pieces->count;
		unsigned left;

		if (b->kind == BLOCK_PARAGRAPH) {
			compose_paragraph(c, b, 2, 2, 4);
			continue;
		}
		if (block_is_leaf(b->kind) && b->kind != BLOCK_CODE) {
			compose_text(c, b, 2, 4);
			continue;
		}
		left = compose_right(c, 2);
		compose_one(c, b);
		c->left = left;
		if (b->kind == BLOCK_LIST && c->pieces->count > begin) {
			c->pieces->at[begin].before = false;
			c->pieces->at[c->pieces->count - 1].after = false;
		}
	}
}

static void
compose_definitions(struct compose *c, const struct block *list)
{
	size_t begin = c->pieces->count;
	bool after_low = follows_low_heading(c);

	for (const struct block *b = list->child; b; b = b->next) {
		if (b->kind != BLOCK_TERM) {
			compose_detail(c, b);
			continue;
		}
		compose_text(c, b, 0, 4);
		c->pieces->at[c->pieces->count - 1].with_next = b->next != NULL;
	}
	blank_around_list(c, begin, after_low);
}

struct run
compose_break_run(struct compose *c)
{
	return run_ascii(BREAK_CELLS, false, c->leaf->arena);
}

static void
compose_break(struct compose *c, const struct block *block)
{
	struct piece *piece;

	if (block->text.len) {
		compose_text(c, block, 2, 0);
		return;
	}
	piece = compose_add(c, ROLE_CENTRED, NULL);
	piece->run = compose_break_run(c);
	piece->with_next = false;
	c->last = ROLE_TEXT;
}

struct run
compose_mark(struct compose *c, struct str label)
{
	struct run mark = {0};

	if (!c->failed)
		c->failed = leaf_mark(c->leaf, label, &mark);
	return mark;
}

void
compose_title(struct compose *c, const char *phrase, const char *english)
{
	struct run run = compose_words(c, compose_phrase(c, phrase, english));

	compose_add(c, ROLE_CENTRED, NULL)->run = run;
}

void
compose_marked(struct compose *c, const struct block *leaf, struct str label)
{
	struct run run = compose_leaf(c, leaf, NULL);
	struct piece *piece;

	compose_prefix(c, compose_mark(c, label), &run);
	if (!run.count)
		return;
	piece = compose_add(c, ROLE_TEXT, leaf);
	piece->run = run;
	compose_indent(c, piece, 0, 2);
}

/* ---- any block ---- */

static void
compose_block(struct compose *c, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		compose_heading(c, block);
		break;
	case BLOCK_PARAGRAPH:
		compose_paragraph(c, block, 0, 2, 0);
		break;
	case BLOCK_HELPLINE:
	case BLOCK_TERM:
	case BLOCK_CELL:
		compose_text(c, block, 2, 0);
		break;
	case BLOCK_LIST:
		compose_whole_list(c, block);
		break;
	case BLOCK_QUOTE:
		compose_quote(c, block);
		break;
	case BLOCK_CODE:
		compose_code(c, block);
		break;
	case BLOCK_TABLE:
		compose_table(c, block);
		break;
	case BLOCK_FIGURE:
		compose_figure(c, block);
		break;
	case BLOCK_BOILERPLATE:
		if (block_is_help(block))
			compose_text(c, block, 2, 0);
		break;
	case BLOCK_CAPTION:
		if (c->last_kind != BLOCK_QUOTE) /* else it says who said it, and is there */
			compose_text(c, block, 6, 4);
		break;
	case BLOCK_DEFINITIONS:
		compose_definitions(c, block);
		break;
	case BLOCK_REFERENCE:
		if (c->last_kind != BLOCK_REFERENCE && c->last_kind != BLOCK_HEADING)
			compose_title(c, "references", "References");
		compose_marked(c, block, block->value);
		break;
	case BLOCK_BREAK:
		compose_break(c, block);
		break;
	case BLOCK_ARTICLE:
	case BLOCK_ITEM:
	case BLOCK_ROW:
	case BLOCK_DETAIL:
		compose_blocks(c, block->child);
		break;
	case BLOCK_NOTE: /* at the end */
	case BLOCK_KIND_COUNT:
		break;
	}
}

static void
compose_one(struct compose *c, const struct block *block)
{
	compose_block(c, block);
	if (block->kind != BLOCK_BOILERPLATE || block_is_help(block))
		c->last_kind = block->kind;
}

static bool
is_note(const struct block *b)
{
	return b && (b->kind == BLOCK_NOTE || b->kind == BLOCK_REFERENCE);
}

const struct block *
compose_row_of_notes(const struct block *first, bool *notes)
{
	const struct block *last = first;

	*notes = false;
	for (const struct block *b = first; is_note(b); b = b->next) {
		*notes |= b->kind == BLOCK_NOTE;
		last = b;
	}
	return last;
}

void
compose_blocks(struct compose *c, const struct block *first)
{
	bool notes = false;
	size_t box = 0;

	for (const struct block *b = first; b && !c->failed; b = b->next) {
		const struct block *last = compose_row_of_notes(b, &notes);

		if (notes) {
			b = last;
			continue;
		}
		if (!(b->flags & BLOCK_BOXED) || b->flags & BLOCK_BOX_FIRST)
			box_close(c, &box);
		if (b->flags & BLOCK_BOXED && !box)
			box_open(c, &box);
		for (compose_one(c, b); b != last; compose_one(c, b))
			b = b->next;
	}
	box_close(c, &box);
}
