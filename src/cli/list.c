/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "cli/cli.h"

static const struct setting table[] = {
    {.name = "json", .type = SETTING_FLAG, .help = "one JSON object an article"},
    {.name = NULL},
};

static void
put_json(struct output *out, const struct shelf_entry *entry)
{
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_text(&json, "id", entry->id);
	json_text(&json, "title", entry->title);
	json_text(&json, "language", entry->language);
	json_text(&json, "topic", entry->topic);
	json_text(&json, "summary", entry->summary);
	json_end(&json);
}

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *path = settings_text(settings, "output");
	struct shelf *shelf = cli_shelf(settings, diag);
	struct output *out;

	if (shelf == NULL)
		return -1;
	out = output_file(path ? path : "-");
	for (size_t i = 0; i < shelf->count; i++) {
		const struct shelf_entry *entry = &shelf->entries[i];

		if (settings_flag(settings, "json"))
			put_json(out, entry);
		else
			output_print(out, "%.*s: %.*s (%.*s)\n", STR_ARG(entry->id),
			    STR_ARG(entry->title.len ? entry->title : S("no title")),
			    STR_ARG(
				entry->language.len ? entry->language : S("language not known")));
	}
	shelf_close(shelf);
	return cli_commit(out, settings, diag);
}

const struct command command_list = {
    .name = "list",
    .summary = "List the articles: id, title, language",
    .usage = "[--json] INPUT...",
    .example = "lectern list health.lectern",
    .settings = table,
    .reads_sources = true,
    .writes_output = true,
    .run = run,
};
