/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/press.h"

static struct run
number(void *compose, unsigned page)
{
	return compose_page_number(compose, "", page);
}

struct run
press_number_t(void *compose, unsigned page)
{
	return compose_page_number(compose, "T", page);
}

struct run
press_number_p(void *compose, unsigned page)
{
	return compose_page_number(compose, "P", page);
}

int
press_blank(struct press *press, struct str language, struct press_text *text)
{
	*text = (struct press_text){0};
	text->way = (struct leaf_way){.tables = &press->tables,
	    .table = tables_main(&press->tables, language, press->diag),
	    .language = language,
	    .references = settings_choice(press->settings, "refs") == 1,
	    .arena = &text->arena,
	    .diag = press->diag};
	text->compose = (struct compose){.leaf = &text->way,
	    .profile = tables_profile(&press->tables, language),
	    .width = press->book.width,
	    .depth = press->book.depth,
	    .table_form = (enum compose_table_form)settings_choice(press->settings, "table-form"),
	    .decorative_marks = press->bullets,
	    .pieces = &text->pieces};
	text->way.image = compose_phrase(&text->compose, "image", "Image");
	return text->way.table ? 0 : -1;
}

int
press_open(struct press *press, struct shelf *shelf, size_t i, struct press_text *text)
{
	struct document *doc = shelf_load(shelf, i, press->diag);

	*text = (struct press_text){0};
	if (!doc)
		return -1;
	if (press_blank(press, doc->language, text) < 0) {
		text->doc = doc;
		return -1;
	}
	text->doc = doc;
	text->way.where.file = doc->file.len ? doc->file.at : NULL;
	return 0;
}

int
press_article(struct press *press, struct shelf *shelf, size_t i, struct press_text *text)
{
	if (press_open(press, shelf, i, text) < 0)
		return -1;
	return compose_article(&text->compose, shelf, text->doc);
}

void
press_close(struct press_text *text)
{
	mem_free(text->pieces.at);
	arena_free(&text->arena);
	document_free(text->doc);
}

struct layout
press_layout(struct press *press, struct press_text *text)
{
	struct layout layout = {.width = press->book.width,
	    .depth = press->book.depth,
	    .heading_keep = (unsigned)settings_number(press->settings, "heading-keep"),
	    .numbers = press->numbers,
	    .heads = press->heads && text->doc && text->doc->title.len,
	    .number = number,
	    .context = &text->compose};

	if (layout.heads) {
		layout.head = compose_words(&text->compose, text->doc->title);
		run_own(&layout.head, CELL_HEAD);
	}
	return layout;
}
