/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/input.h"
#include "base/json.h"
#include "bundle/digest.h"
#include "cli/corpus.h"
#include "search/lookup.h"

static const struct setting table[] = {
    {.name = "json", .type = SETTING_FLAG, .help = "one JSON object an article"},
    {.name = "limit",
	.type = SETTING_NUMBER,
	.fallback = "10",
	.least = 1,
	.most = 1000000,
	.help = "so many articles at most, the best first"},
    {.name = "index",
	.type = SETTING_TEXT,
	.value = "FILE",
	.help = "an index that stands elsewhere than beside the bundle"},
    {.name = "no-index", .type = SETTING_FLAG, .help = "read the articles themselves"},
    {.name = NULL},
};

/* --- searching ------------------------------------------------------------------------------ */

static void
enter_article(void *context, size_t i, struct str id, struct str language)
{
	(void)i;
	search_article(context, id, language);
}

static void
enter_again(void *context, size_t i, struct str id, struct str language)
{
	(void)id;
	search_again(context, i, language);
}

static void
take_text(void *context, struct str text, unsigned weight)
{
	search_text(context, text, weight);
}

static int
scan(struct corpus *c, struct search *search, struct diag *diag)
{
	const struct corpus_reader reader = {search, enter_article, take_text};
	int result = 0;

	for (size_t i = 0; i < c->count && result == 0; i++)
		result = corpus_read(c, i, &reader, diag);
	return result;
}

static bool
same_articles(const struct corpus *c, const struct lookup *lookup)
{
	bool same = c->count == lookup_count(lookup);

	for (size_t i = 0; i < c->count && same; i++)
		same = str_equal(corpus_id(c, i), lookup_id(lookup, i));
	return same;
}

/* The index beside the bundle, when there is one that can be used; `bytes` is what it views. */
static struct lookup *
find_lookup(struct corpus *c, const struct settings *settings, struct buf *bytes, struct diag *diag)
{
	const char *given = settings_text(settings, "index"), *fault = NULL;
	struct buf path = {0};
	struct lookup *lookup = NULL;
	char key[HASH_TEXT];

	if (c->bundle == NULL || settings_flag(settings, "no-index"))
		return NULL;
	buf_put(&path, str_of(given ? given : bundle_path(c->bundle)));
	buf_put(&path, given ? S("") : S(CORPUS_INDEX));
	buf_byte(&path, '\0');
	if ((given || input_exists(path.at)) && input_read(path.at, bytes, diag) == 0 &&
	    bundle_fingerprint(bundle_path(c->bundle), key, diag) == 0) {
		lookup = lookup_open(buf_str(bytes), str_of(key), &fault);
		if (lookup && !same_articles(c, lookup)) {
			lookup_free(lookup);
			lookup = NULL;
			fault = "it lists other articles";
		}
		if (fault)
			diag_say(diag, DIAG_BAD_INDEX, (struct where){path.at, 0, 0}, "%s", fault);
	}
	buf_free(&path);
	return lookup;
}

/* Only what may have a phrase is read. */
static int
look_up(struct corpus *c, const struct lookup *lookup, const struct query *query,
    struct search *search, struct diag *diag)
{
	const struct corpus_reader reader = {search, enter_again, take_text};
	char *again = mem_array(c->count, 1);
	int result = 0;

	lookup_search(lookup, query, search, again);
	for (size_t i = 0; i < c->count && result == 0; i++)
		if (again[i])
			result = corpus_read(c, i, &reader, diag);
	mem_free(again);
	return result;
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
		struct document *doc = corpus_load(c, hits[i].article, diag);

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
	struct buf bytes = {0};
	struct lookup *lookup = find_lookup(c, settings, &bytes, diag);
	int result = lookup ? look_up(c, lookup, query, search, diag) : scan(c, search, diag);

	lookup_free(lookup);
	if (result == 0) {
		struct output *out = output_file(path ? path : "-");

		result = show(c, search, query, settings, out, diag);
		if (result == 0)
			result = cli_commit(out, settings, diag);
		else
			output_abandon(out);
	}
	search_free(search);
	buf_free(&bytes);
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
	result = corpus_open(&corpus, settings, diag);
	if (result == 0) {
		result = search_corpus(&corpus, query, settings, diag);
		corpus_close(&corpus);
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
    .reads_sources = true,
    .writes_output = true,
    .run = run,
};
