/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "bundle/rewrite.h"
#include "cli/cli.h"
#include "document/codec.h"
#include "travel/parts.h"

static const struct setting table[] = {
    {.name = "json", .type = SETTING_FLAG, .help = "what is there, as one JSON object"},
    {.name = NULL},
};

#define ARTICLE "article/"

enum { NAMED_MOST = 8 }; /* in a message */

static bool
is_article(struct str name)
{
	return str_starts(name, S(ARTICLE));
}

static struct str
id_of(struct str name)
{
	return str_sub(name, sizeof(ARTICLE) - 1, name.len);
}

/* Which parts are missing, and which articles with them. */
static void
say_lost(const struct joined *joined, struct diag *diag)
{
	size_t lost = 0, named = 0, away = joined->parts - joined->here;
	struct buf text = {0};

	buf_print(&text, "%zu of %zu parts are here, not", joined->here, joined->parts);
	for (size_t i = 0; i < joined->parts; i++)
		if (!joined->part_here[i] && named++ < NAMED_MOST)
			buf_print(&text, "%s %zu", named > 1 ? "," : "", i + 1);
	if (named > NAMED_MOST)
		buf_print(&text, " and %zu more", away - NAMED_MOST);
	for (size_t i = 0; i < bundle_count(joined->bundle); i++)
		lost += joined->lost[i] && is_article(bundle_name(joined->bundle, i));
	buf_print(&text, "; %zu article%s lost", lost, lost == 1 ? "" : "s");
	named = 0;
	for (size_t i = 0; i < bundle_count(joined->bundle); i++)
		if (joined->lost[i] && is_article(bundle_name(joined->bundle, i)) &&
		    named++ < NAMED_MOST)
			buf_print(&text, "%s%.*s", named > 1 ? ", " : ": ",
			    STR_ARG(id_of(bundle_name(joined->bundle, i))));
	if (lost > NAMED_MOST)
		buf_print(&text, " and %zu more, which --json lists", lost - NAMED_MOST);
	diag_say(diag, DIAG_LOST_PARTS, (struct where){0}, "%.*s", STR_ARG(buf_str(&text)));
	buf_free(&text);
}

/* The catalogue of the articles that are here: their lines of the old one, in its order, or,
   where that is lost, what they say themselves. */
static int
old_lines(const struct joined *joined, size_t at, struct buf *out, struct diag *diag)
{
	struct catalogue_entry entry;
	struct buf old = {0}, name = {0};
	struct str rest;

	if (bundle_read(joined->bundle, at, &old, diag) != 0)
		return -1;
	rest = buf_str(&old);
	while (catalogue_next(&rest, &entry)) {
		size_t i;

		buf_clear(&name);
		buf_print(&name, ARTICLE "%.*s", STR_ARG(entry.about.id));
		i = bundle_find(joined->bundle, buf_str(&name));
		if (i != STR_NONE && !joined->lost[i])
			catalogue_put(out, &entry);
	}
	buf_free(&old);
	buf_free(&name);
	return 0;
}

static int
new_lines(const struct joined *joined, struct buf *out, struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; i < bundle_count(joined->bundle) && result == 0; i++) {
		struct document *doc;

		if (joined->lost[i] || !is_article(bundle_name(joined->bundle, i)))
			continue;
		doc = cli_document(joined->bundle, i, true, diag);
		if (doc)
			catalogue_put_document(out, doc);
		result = doc ? 0 : -1;
		document_free(doc);
	}
	return result;
}

/* What is lost is left out; records that every part helps to keep stay, and the catalogue says
   what is there. */
static int
write_rest(const struct joined *joined, struct output *out, struct diag *diag)
{
	size_t count = bundle_count(joined->bundle), edits = 0;
	size_t at = bundle_find(joined->bundle, S("catalogue"));
	struct edit *list = mem_array(count, sizeof(*list));
	struct buf catalogue = {0};
	int result = 0;

	if (at != STR_NONE)
		result = joined->lost[at] ? new_lines(joined, &catalogue, diag)
					  : old_lines(joined, at, &catalogue, diag);
	for (size_t i = 0; i < count; i++) {
		struct edit edit = {.record = i, .name = bundle_name(joined->bundle, i)};

		if (i == at)
			edit.bytes = buf_str(&catalogue);
		else if (!joined->lost[i])
			continue;
		else if (!joined_kept(joined, edit.name, &edit.bytes))
			edit.drop = true;
		list[edits++] = edit;
	}
	if (result == 0)
		result = bundle_rewrite(joined->bundle, list, edits, out, diag);
	mem_free(list);
	buf_free(&catalogue);
	return result;
}

static int
report(const struct joined *joined, struct diag *diag)
{
	struct output *out = output_stdout();
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_bool(&json, "whole", joined->whole);
	json_number(&json, "parts", (long long)joined->parts);
	json_number(&json, "here", (long long)joined->here);
	json_array(&json, "missing");
	for (size_t i = 0; i < joined->parts; i++)
		if (!joined->part_here[i])
			json_number(&json, NULL, (long long)i + 1);
	json_close(&json);
	json_array(&json, "lost");
	for (size_t i = 0; i < bundle_count(joined->bundle); i++)
		if (joined->lost[i] && is_article(bundle_name(joined->bundle, i)))
			json_text(&json, NULL, id_of(bundle_name(joined->bundle, i)));
	json_end(&json);
	return output_commit(out, diag);
}

static int
join(const struct joined *joined, const struct settings *settings, struct diag *diag)
{
	const char *path = settings_text(settings, "output");
	struct output *out;
	int result = 0;

	if (!joined->whole)
		say_lost(joined, diag);
	if (!joined->whole && settings_flag(settings, "strict")) {
		if (settings_flag(settings, "json"))
			report(joined, diag);
		return -1; /* nothing is written */
	}
	out = output_file(path);
	if (joined->whole)
		output_put(out, buf_str(&joined->bytes));
	else
		result = write_rest(joined, out, diag);
	if (result != 0) {
		output_abandon(out);
		return result;
	}
	result = cli_commit(out, settings, diag);
	if (result == 0 && settings_flag(settings, "json") && strcmp(path, "-") != 0)
		result = report(joined, diag);
	return result;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	size_t count = settings_operands(settings);
	const char **paths;
	struct joined joined;
	int result;

	if (count == 0)
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "join takes parts");
	if (settings_text(settings, "output") == NULL)
		return diag_say(diag, DIAG_NO_OUTPUT, (struct where){0}, "join writes a bundle");
	paths = mem_array(count, sizeof(*paths));
	for (size_t i = 0; i < count; i++)
		paths[i] = settings_operand(settings, i);
	result = parts_join(paths, count, &joined, diag);
	if (result == 0)
		result = join(&joined, settings, diag);
	joined_free(&joined);
	mem_free(paths);
	return result;
}

const struct command command_join = {
    .name = "join",
    .summary = "Make a bundle of its parts, or of those that are here",
    .usage = "PART... -o BUNDLE",
    .example = "lectern join parts/part-* -o health.lectern",
    .settings = table,
    .writes_output = true,
    .run = run,
};
