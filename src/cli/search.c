/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search/search.h"
#include "base/json.h"
#include "bundle/bundle.h"
#include "cli/cli.h"
#include "document/codec.h"

static const struct setting table[] = {
    {.name = "json", .type = SETTING_FLAG, .help = "one JSON object an article"},
    {.name = "limit",
	.type = SETTING_NUMBER,
	.fallback = "10",
	.least = 1,
	.most = 1000000,
	.help = "so many articles at most, the best first"},
    {.name = NULL},
};

/* --- what is searched: a bundle's records as they stand, or documents ------------------------ */

struct corpus {
	struct bundle *bundle; /* NULL: the shelf */
	struct shelf *shelf;
	size_t *places; /* of each article: its record, or its place on the shelf */
	size_t count;
	struct buf record;
};

static int
open_corpus(struct corpus *c, const struct settings *settings, struct diag *diag)
{
	const char *path = settings_operand(settings, 0);
	size_t most;

	*c = (struct corpus){.count = 0};
	if (bundle_is(path))
		c->bundle = bundle_open(path, diag);
	else
		c->shelf = cli_shelf_of(settings, 1, diag);
	if (c->bundle == NULL && c->shelf == NULL)
		return -1;
	most = c->bundle ? bundle_count(c->bundle) : c->shelf->count;
	c->places = mem_array(most, sizeof(*c->places));
	for (size_t i = 0; i < most; i++)
		if (c->shelf || str_starts(bundle_name(c->bundle, i), S("article/")))
			c->places[c->count++] = i;
	return 0;
}

static void
close_corpus(struct corpus *c)
{
	bundle_close(c->bundle);
	shelf_close(c->shelf);
	mem_free(c->places);
	buf_free(&c->record);
}

/* Article i as an encoded document, in c->record. */
static int
read_record(struct corpus *c, size_t i, struct diag *diag)
{
	struct document *doc;

	buf_clear(&c->record);
	if (c->bundle)
		return bundle_read(c->bundle, c->places[i], &c->record, diag);
	doc = shelf_load(c->shelf, c->places[i], diag);
	if (doc == NULL)
		return -1;
	document_encode(doc, &c->record);
	document_free(doc);
	return 0;
}

static struct str
id_of(const struct corpus *c, size_t i)
{
	struct str name;

	if (c->shelf)
		return c->shelf->entries[c->places[i]].id;
	name = bundle_name(c->bundle, c->places[i]);
	return str_sub(name, S("article/").len, name.len);
}

static struct document *
load(struct corpus *c, size_t i, struct diag *diag)
{
	struct where where = {c->bundle ? bundle_path(c->bundle) : NULL, 0, 0};

	if (c->shelf)
		return shelf_load(c->shelf, c->places[i], diag);
	return read_record(c, i, diag) == 0 ? document_decode(buf_str(&c->record), where, diag)
					    : NULL;
}

/* --- searching ------------------------------------------------------------------------------ */

static void
search_leaf(void *context, enum block_kind kind, struct str text)
{
	if (kind != BLOCK_BOILERPLATE)
		search_text(context, text, kind == BLOCK_HEADING ? SEARCH_HEADING : SEARCH_BODY);
}

static int
scan(struct corpus *c, struct search *search, struct diag *diag)
{
	for (size_t i = 0; i < c->count; i++) {
		struct document_outline outline;

		if (read_record(c, i, diag) != 0)
			return -1;
		if (!document_skim(buf_str(&c->record), &outline))
			return diag_say(diag, DIAG_BAD_DOCUMENT,
			    (struct where){bundle_path(c->bundle), 0, 0}, "\"%.*s\"",
			    STR_ARG(id_of(c, i)));
		search_article(search, id_of(c, i), outline.language);
		search_text(search, outline.title, SEARCH_TITLE);
		search_text(search, outline.summary, SEARCH_BODY);
		document_skim_leaves(buf_str(&c->record), search_leaf, search);
	}
	return 0;
}

static void
put_text(struct output *out, const struct document *doc, const struct search_place *place)
{
	output_print(out, "%.*s: %.*s", STR_ARG(doc->id),
	    STR_ARG(doc->title.len ? doc->title : S("no title")));
	if (place->heading.len)
		output_print(out, ", under \"%.*s\"", STR_ARG(place->heading));
	output_print(out, ": %.*s\n", STR_ARG(buf_str(&place->text)));
}

static void
put_json(
    struct output *out, const struct document *doc, const struct search_place *place, double score)
{
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_text(&json, "id", doc->id);
	json_text(&json, "title", doc->title);
	json_text(&json, "language", doc->language);
	json_text(&json, "heading", place->heading);
	json_text(&json, "text", buf_str(&place->text));
	json_fixed(&json, "score", score, 4);
	json_end(&json);
}

static int
show(struct corpus *c, struct search *search, const struct query *query,
    const struct settings *settings, struct output *out, struct diag *diag)
{
	const struct search_hit *hits;
	size_t count = search_rank(search, &hits);
	size_t most = (size_t)settings_number(settings, "limit");
	struct search_place place = {.text = {0}};
	int result = 0;

	if (count == 0)
		diag_say(diag, DIAG_NOT_FOUND, (struct where){0}, "");
	for (size_t i = 0; i < count && i < most && result == 0; i++) {
		struct document *doc = load(c, hits[i].article, diag);

		if (doc) {
			search_show(query, doc, &place);
			if (settings_flag(settings, "json"))
				put_json(out, doc, &place, hits[i].score);
			else
				put_text(out, doc, &place);
		} else {
			result = -1;
		}
		document_free(doc);
	}
	buf_free(&place.text);
	return result;
}

static struct query *
read_query(const struct settings *settings, struct diag *diag)
{
	size_t count = settings_operands(settings) - 1;
	struct str *words = mem_array(count, sizeof(*words));
	struct query *query;

	for (size_t i = 0; i < count; i++)
		words[i] = str_of(settings_operand(settings, i + 1));
	query = query_read(words, count);
	if (query == NULL)
		diag_say(diag, DIAG_BAD_QUERY, (struct where){0}, "");
	mem_free(words);
	return query;
}

static int
search_corpus(
    struct corpus *c, const struct query *query, const struct settings *settings, struct diag *diag)
{
	const char *path = settings_text(settings, "output");
	struct search *search = search_begin(query);
	int result = scan(c, search, diag);

	if (result == 0) {
		struct output *out = output_file(path ? path : "-");

		result = show(c, search, query, settings, out, diag);
		if (result == 0)
			result = cli_commit(out, settings, diag);
		else
			output_abandon(out);
	}
	search_free(search);
	return result;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	struct query *query;
	struct corpus corpus;
	int result;

	if (settings_operands(settings) == 0)
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "");
	query = read_query(settings, diag);
	if (query == NULL)
		return -1;
	result = open_corpus(&corpus, settings, diag);
	if (result == 0) {
		result = search_corpus(&corpus, query, settings, diag);
		close_corpus(&corpus);
	}
	query_free(query);
	return result;
}

const struct command command_search = {
    .name = "search",
    .summary = "Find articles by their words, the best first",
    .usage = "[--json] [--limit N] INPUT WORD...",
    .example = "lectern search health.lectern overdose naloxon*",
    .settings = table,
    .run = run,
};
