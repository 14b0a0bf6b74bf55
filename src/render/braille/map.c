/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "render/braille/file.h"

/* Pages are counted through the file, so that one finds its object by its place. */
struct map {
	long long page;
};

static void
begin(struct file_book *book, struct output *out)
{
	(void)out;
	book->state = mem_get(sizeof(struct map));
}

static void
put_cell(struct json *json, const struct line *line, size_t i)
{
	if (line->owner[i] >= CELL_BLOCK) {
		json_array(json, NULL);
		json_number(json, NULL, line->owner[i] - CELL_BLOCK);
		json_number(json, NULL, (long long)line->from[i]);
		json_close(json);
	} else if (line->owner[i] == CELL_NUMBER)
		json_text(json, NULL, S("page-number"));
	else if (line->owner[i] == CELL_HEAD)
		json_text(json, NULL, S("running-head"));
	else
		json_text(json, NULL, line->dots[i] ? S("added") : S("blank"));
}

static void
put_page(struct map *map, struct str article, const struct page *page, struct output *out)
{
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_number(&json, "page", ++map->page);
	if (article.len)
		json_text(&json, "article", article);
	json_array(&json, "lines");
	for (size_t i = 0; i < page->count; i++) {
		json_array(&json, NULL);
		for (size_t n = 0; n < page->lines[i].count; n++)
			put_cell(&json, &page->lines[i], n);
		json_close(&json);
	}
	json_end(&json);
}

static void
put_pages(struct file_book *book, const struct pages *pages, struct output *out)
{
	for (size_t i = 0; i < pages->count; i++)
		put_page(book->state, pages->article, &pages->at[i], out);
}

static void
end(struct file_book *book, struct output *out)
{
	(void)out;
	mem_free(book->state);
	book->state = NULL;
}

const struct file_format file_map = {"map", ".jsonl", begin, put_pages, end};
