/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "cli/cli.h"
#include "document/lint.h"
#include "voice/script.h"

static const struct setting table[] = {
    {.name = "json", .type = SETTING_FLAG, .help = "one JSON object a finding"},
    {.name = NULL},
};

struct report {
	struct output *out;
	struct diag *outer; /* faults of the run itself, not of the content */
	bool json;
};

static void
put_json(struct output *out, const struct diag_message *m)
{
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_text(&json, "id", str_of(m->slug));
	json_text(&json, "level", str_of(diag_level_name(m->level)));
	json_text(&json, "file", str_of(m->where.file));
	json_number(&json, "line", m->where.line);
	json_number(&json, "column", m->where.column);
	json_text(&json, "what", str_of(m->what));
	json_text(&json, "detail", m->detail);
	json_text(&json, "advice", str_of(m->advice));
	json_end(&json);
}

/* Findings go to the report; they count for --strict, but are not said a second time. */
static void
put_finding(void *context, const struct diag_message *m)
{
	struct report *report = context;
	struct buf line = {0};

	if (m->level >= DIAG_USAGE) {
		diag_pass(report->outer, m);
		return;
	}
	report->outer->count[m->level]++;
	if (report->json) {
		put_json(report->out, m);
		return;
	}
	diag_report_line(&line, m);
	output_put(report->out, buf_str(&line));
	buf_free(&line);
}

/* What a voice would be in doubt about is said when its script is written. */
static void
check_reading(struct shelf *shelf, const struct document *doc, struct diag *diag)
{
	const struct script_options options = {.references = true};
	struct profile *profile = profile_read(doc->language, diag);
	struct lexicon *lexicon = shelf_lexicon(shelf, profile->language, doc->id, NULL, diag);
	struct arena arena = {0};

	if (lexicon)
		script_of(doc, profile, lexicon, &options, &arena, diag);
	arena_free(&arena);
	lexicon_free(lexicon);
	profile_free(profile);
}

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *path = settings_text(settings, "output");
	struct output *out = output_file(path ? path : "-");
	struct report report = {out, diag, settings_flag(settings, "json")};
	struct diag inner = {.sink = put_finding, .context = &report};
	struct shelf *shelf = cli_shelf_with_sources(settings, &inner);
	int result = shelf ? 0 : -1;

	for (size_t i = 0; shelf && i < shelf->count && result == 0; i++) {
		struct document *doc = shelf_load(shelf, i, &inner);

		if (doc) {
			document_lint(doc, &inner);
			check_reading(shelf, doc, &inner);
		} else {
			result = -1;
		}
		document_free(doc);
	}
	shelf_close(shelf);
	return cli_commit(out, settings, diag) != 0 ? -1 : result;
}

const struct command command_check = {
    .name = "check",
    .summary = "Say what a reader, listener or caller would stumble over",
    .usage = "[--json] [--strict] INPUT...",
    .example = "lectern check heroin.txt",
    .settings = table,
    .reads_sources = true,
    .writes_output = true,
    .run = run,
};
