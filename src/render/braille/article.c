/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "render/braille/compose.h"
#include "render/braille/notes.h"

enum { CONTENTS_RIGHT = 6 };

static void
find_levels(const struct block *block, bool *used)
{
	for (const struct block *b = block->child; b; b = b->next) {
		if (b->kind == BLOCK_HEADING)
			used[b->level < COMPOSE_LEVELS ? b->level : COMPOSE_LEVELS - 1] = true;
		find_levels(b, used);
	}
}

/* Three braille levels: the lowest print level is in cell 7 if there are three or more, the
   one above it in cell 5, all higher ones are centred. */
static void
set_levels(struct compose *c, const struct document *doc)
{
	bool used[COMPOSE_LEVELS] = {false};
	unsigned count = 0, rank = 0;

	used[1] = doc->title.len > 0;
	find_levels(doc->root, used);
	for (unsigned i = 1; i < COMPOSE_LEVELS; i++)
		count += used[i];
	for (unsigned i = 1; i < COMPOSE_LEVELS; i++) {
		unsigned place = count > 3 && rank > count - 3 ? rank - (count - 3) : 0;

		if (count <= 3)
			place = rank;
		c->level[i] = place == 0 ? ROLE_CENTRED : place == 1 ? ROLE_CELL_5 : ROLE_CELL_7;
		rank += used[i];
	}
}

static void
compose_note(struct compose *c, const struct block *note)
{
	const struct block *b = note->child;
	unsigned left;

	if (note->kind == BLOCK_REFERENCE) {
		compose_marked(c, note, note->value);
		return;
	}
	if (b && block_is_leaf(b->kind)) {
		compose_marked(c, b, note->value);
		b = b->next;
	}
	left = compose_right(c, 2);
	compose_blocks(c, b);
	c->left = left;
}

struct run
compose_helpline(struct compose *c, const struct document *doc, const struct helpline *line)
{
	struct str number = line->number, text;
	struct span phone = {.kind = SPAN_PHONE, .value = number};

	if (document_opens_with(doc, number))
		return (struct run){0}; /* its own line comes next */
	text = arena_print(c->leaf->arena, "%.*s%s%.*s", STR_ARG(line->label),
	    line->label.len && number.len ? ": " : "", STR_ARG(number));
	phone.start = text.len - number.len;
	phone.end = text.len;
	return compose_translate(c,
	    &(struct leaf_text){.text = text, .spans = &phone, .span_count = number.len ? 1 : 0});
}

static void
compose_helplines(struct compose *c, const struct shelf *shelf, const struct document *doc)
{
	struct helpline *lines = NULL;
	size_t count = shelf_helplines(shelf, doc, c->leaf->arena, &lines);
	size_t begin = c->pieces->count;

	for (size_t i = 0; i < count; i++) {
		struct run run = compose_helpline(c, doc, &lines[i]);
		struct piece *piece;

		if (!run.count)
			continue;
		piece = compose_add(c, ROLE_TEXT, NULL);
		piece->run = run;
		piece->lead = true;
		compose_indent(c, piece, 0, 2);
	}
	compose_blank_around(c, begin);
}

/* What the article names as its sources, where it has no list of references. */
static void
compose_sources(struct compose *c, const struct document *doc)
{
	if (c->last_kind == BLOCK_REFERENCE || !doc->source_count)
		return;
	compose_title(c, "sources", "Sources");
	for (size_t i = 0; i < doc->source_count; i++) {
		struct run run = compose_words(c, doc->sources[i]);
		struct piece *piece = compose_add(c, ROLE_TEXT, NULL);

		piece->run = run;
		compose_indent(c, piece, 0, 2);
	}
}

struct initials {
	struct str *at;
	size_t count, room;
};

static int
find_initials(void *context, const struct block *block, enum visit visit)
{
	struct initials *found = context;

	for (size_t i = 0; visit == VISIT_ENTER && i < block->span_count; i++) {
		const struct span *span = &block->spans[i];

		if (span->kind != SPAN_ABBREVIATION)
			continue;
		found->at = mem_grow(found->at, found->count, &found->room, sizeof(*found->at));
		found->at[found->count++] = str_sub(block->text, span->start, span->end);
	}
	return 0;
}

static void
compose_notes(struct compose *c, const struct block *block, bool *begun)
{
	for (const struct block *b = block->child; b && !c->failed; b = b->next) {
		bool notes;
		const struct block *last = compose_row_of_notes(b, &notes);

		if (notes && !*begun)
			compose_title(c, "notes", "Notes");
		*begun |= notes;
		for (;; b = b->next) {
			if (notes)
				compose_note(c, b);
			compose_notes(c, b, begun);
			if (b == last)
				break;
		}
	}
}

struct run
compose_page_number(struct compose *c, const char *prefix, unsigned page)
{
	struct run run = run_ascii(prefix, false, c->leaf->arena);
	struct run number = compose_words(c, arena_print(c->leaf->arena, "%u", page));

	run_append(&run, &number, c->leaf->arena);
	run_own(&run, CELL_NUMBER);
	return run;
}

void
compose_contents(struct compose *c, const struct pieces *body, unsigned first_page)
{
	unsigned highest = COMPOSE_LEVELS, lowest = 0;

	for (size_t i = 0; i < body->count; i++) {
		unsigned level = body->at[i].level;

		if (level && level < highest)
			highest = level;
		lowest = level > lowest ? level : lowest;
	}
	if (lowest)
		compose_title(c, "contents", "Contents");
	for (size_t i = 0; i < body->count; i++) {
		struct piece *piece;

		if (!body->at[i].level)
			continue;
		piece = compose_add(c, ROLE_TEXT, NULL);
		piece->run = body->at[i].run;
		piece->right = CONTENTS_RIGHT;
		piece->whole = true;
		compose_indent(
		    c, piece, 2 * (body->at[i].level - highest), 2 * (lowest - highest + 1));
		piece->target = compose_page_number(c, "", first_page + (unsigned)body->at[i].page);
	}
}

struct run
compose_article_title(struct compose *c, const struct document *doc)
{
	return compose_translate(c,
	    &(struct leaf_text){
		.text = doc->title, .heading = true, .owner = CELL_BLOCK, .own = doc->title.len});
}

void
compose_open(struct compose *c, const struct document *doc)
{
	struct initials initials = {0};

	document_walk(doc, find_initials, &initials);
	compose_places(c, doc);
	c->leaf->initials = initials.at;
	c->leaf->initials_count = initials.count;
	c->leaf->plain = &c->plain;
	c->last = ROLE_TEXT;
	set_levels(c, doc);
}

int
compose_close(struct compose *c)
{
	if (c->plain)
		diag_say(c->leaf->diag, DIAG_NO_EMPHASIS,
		    (struct where){.file = c->leaf->where.file}, "%s, %u times",
		    louis_name(c->leaf->table), c->plain);
	mem_free(c->places);
	mem_free((void *)(size_t)c->leaf->initials);
	c->leaf->plain = NULL;
	c->leaf->initials = NULL;
	c->leaf->initials_count = 0;
	c->places = NULL;
	c->place_count = 0;
	return c->failed;
}

int
compose_article(struct compose *c, const struct shelf *shelf, const struct document *doc)
{
	bool notes = false;

	compose_open(c, doc);
	if (doc->title.len) {
		struct run run = compose_article_title(c, doc);

		compose_add(c, ROLE_CENTRED, NULL)->run = run;
	}
	compose_helplines(c, shelf, doc);
	notes_struck(c, doc);
	compose_blocks(c, doc->root->child);
	compose_notes(c, doc->root, &notes);
	if (!notes)
		compose_sources(c, doc);
	return compose_close(c);
}
