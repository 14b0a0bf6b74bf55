/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "cli/cli.h"

static const struct setting table[] = {
    {.name = "json",
	.type = SETTING_FLAG,
	.help = "every block, one JSON object a line: the machine form of the structure"},
    {.name = NULL},
};

/* --- headings ------------------------------------------------------------------------------ */

static void
put_headings(const struct document *doc, struct output *out)
{
	unsigned number = 1;

	output_print(out, "1, level 1: %.*s\n", STR_ARG(doc->title.len ? doc->title : doc->id));
	for (const struct block *b = doc->root->child; b; b = b->next) {
		struct buf plain = {0};

		if (b->kind != BLOCK_HEADING)
			continue;
		block_plain(b, &plain);
		output_print(
		    out, "%u, level %u: %.*s\n", ++number, b->level, STR_ARG(buf_str(&plain)));
		buf_free(&plain);
	}
}

/* --- the machine form ---------------------------------------------------------------------- */

struct walk {
	struct output *out;
	unsigned list_depth;
	unsigned quotes, notes;
	struct buf row;
};

static void
put_refs(struct json *json, const struct block *b)
{
	json_array(json, "refs");
	for (size_t i = 0; i < b->span_count; i++)
		if (b->spans[i].kind == SPAN_CITATION)
			json_text(json, NULL, b->spans[i].value);
	json_close(json);
}

static void
put_object(struct output *out, const char *type, unsigned level, bool ordered, struct str text,
    const struct block *refs)
{
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_text(&json, "type", str_of(type));
	json_number(&json, "level", level);
	json_bool(&json, "ordered", ordered);
	json_text(&json, "text", text);
	if (refs)
		put_refs(&json, refs);
	json_end(&json);
}

static const char *
leaf_type(const struct walk *w, const struct block *b)
{
	if (b->kind == BLOCK_HEADING)
		return "heading";
	if (b->kind == BLOCK_HELPLINE)
		return "helpline";
	if (b->kind == BLOCK_BOILERPLATE)
		return "boilerplate";
	if (b->kind == BLOCK_REFERENCE)
		return "reference";
	if (w->notes)
		return "note";
	if (w->list_depth)
		return "list_item";
	return w->quotes ? "quote" : "paragraph";
}

static void
put_leaf(struct walk *w, const struct block *b)
{
	struct buf plain = {0};
	bool in_item = b->parent->kind == BLOCK_ITEM;
	unsigned level = b->kind == BLOCK_HEADING ? b->level : w->list_depth;
	bool ordered = in_item && b->parent->parent->number > 0;

	if (b->kind == BLOCK_BREAK)
		return;
	block_plain(b, &plain);
	put_object(w->out, leaf_type(w, b), level, ordered, buf_str(&plain), b);
	buf_free(&plain);
}

static int
visit_block(void *context, const struct block *b, enum visit visit)
{
	struct walk *w = context;
	int step = visit == VISIT_ENTER ? 1 : -1;

	if (b->kind == BLOCK_LIST)
		w->list_depth += (unsigned)step;
	else if (b->kind == BLOCK_QUOTE)
		w->quotes += (unsigned)step;
	else if (b->kind == BLOCK_NOTE)
		w->notes += (unsigned)step;
	else if (b->kind == BLOCK_ROW && visit == VISIT_ENTER)
		buf_clear(&w->row);
	else if (b->kind == BLOCK_ROW)
		put_object(w->out, "table_row", 0, false, buf_str(&w->row), NULL);
	else if (b->kind == BLOCK_CELL) {
		if (b != b->parent->child)
			buf_put(&w->row, S(" | "));
		block_plain(b, &w->row);
	} else if (block_is_leaf(b->kind))
		put_leaf(w, b);
	return 0;
}

static void
put_blocks(const struct document *doc, struct output *out)
{
	struct walk w = {.out = out};

	if (doc->title.len)
		put_object(out, "title", 1, false, doc->title, NULL);
	document_walk(doc, visit_block, &w);
	buf_free(&w.row);
}

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *path = settings_text(settings, "output");
	struct shelf *shelf = cli_shelf(settings, diag);
	struct output *out;
	int result = 0;

	if (shelf == NULL)
		return -1;
	out = output_file(path ? path : "-");
	for (size_t i = 0; i < shelf->count && result == 0; i++) {
		struct document *doc = shelf_load(shelf, i, diag);

		if (doc == NULL)
			result = -1;
		else if (settings_flag(settings, "json"))
			put_blocks(doc, out);
		else
			put_headings(doc, out);
		document_free(doc);
	}
	shelf_close(shelf);
	return cli_commit(out, settings, diag) != 0 ? -1 : result;
}

const struct command command_outline = {
    .name = "outline",
    .summary = "List the headings: number, level and words",
    .usage = "[--json] INPUT...",
    .example = "lectern outline heroin.txt",
    .settings = table,
    .reads_sources = true,
    .writes_output = true,
    .run = run,
};
