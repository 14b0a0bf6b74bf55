/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "cli/cli.h"
#include "travel/patch.h"

static const struct setting table[] = {
    {.name = "json", .type = SETTING_FLAG, .help = "what changed, as one JSON object"},
    {.name = NULL},
};

/* Of a bundle that has no title the name of its file. */
static int
label_of(struct bundle *b, struct buf *label, struct diag *diag)
{
	size_t at = bundle_find(b, S("about"));
	struct buf about = {0};
	struct str rest, line;

	if (at != STR_NONE && bundle_read(b, at, &about, diag) != 0) {
		buf_free(&about);
		return -1;
	}
	rest = buf_str(&about);
	while (rest.len && str_line(&rest, &line))
		if (str_starts(line, S("title: ")) && label->len == 0)
			buf_put(label, str_sub(line, 7, line.len));
	if (label->len == 0)
		buf_put(label, str_of(bundle_path(b)));
	buf_free(&about);
	return 0;
}

void
cli_patch_report(const struct patch_report *report, const struct settings *settings)
{
	struct output *out;
	struct diag diag = {0};
	struct json json;

	if (strcmp(settings_text(settings, "output"), "-") == 0)
		return; /* the result itself goes there */
	out = output_stdout();
	if (settings_flag(settings, "json")) {
		json_begin(&json, out);
		json_object(&json, NULL);
		json_number(&json, "bytes", (long long)report->bytes);
		json_text(&json, "before", str_of(report->before));
		json_text(&json, "after", str_of(report->after));
		json_number(&json, "changed", (long long)report->changed);
		json_number(&json, "renamed", (long long)report->renamed);
		json_number(&json, "added", (long long)report->added);
		json_number(&json, "removed", (long long)report->removed);
		json_end(&json);
	} else if (!settings_flag(settings, "quiet")) {
		output_print(out,
		    "Records changed %zu, renamed %zu, added %zu, removed %zu; patch %llu bytes\n",
		    report->changed, report->renamed, report->added, report->removed,
		    report->bytes);
		output_print(
		    out, "From content %s\nto content %s\n", report->before, report->after);
	}
	output_commit(out, &diag);
}

static int
diff(
    struct bundle *before, struct bundle *after, const struct settings *settings, struct diag *diag)
{
	struct output *out = output_file(settings_text(settings, "output"));
	struct patch_report report;
	struct buf label = {0};
	int result = label_of(before, &label, diag);

	if (result == 0)
		result = patch_make(before, after, buf_str(&label), out, &report, diag);
	buf_free(&label);
	if (result != 0) {
		output_abandon(out);
		return result;
	}
	result = cli_commit(out, settings, diag);
	if (result == 0)
		cli_patch_report(&report, settings);
	return result;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	struct bundle *before, *after = NULL;
	int result = -1;

	if (settings_operands(settings) != 2)
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "diff takes two bundles");
	if (settings_text(settings, "output") == NULL)
		return diag_say(diag, DIAG_NO_OUTPUT, (struct where){0}, "diff writes a patch");
	before = bundle_open(settings_operand(settings, 0), diag);
	if (before)
		after = bundle_open(settings_operand(settings, 1), diag);
	if (after)
		result = diff(before, after, settings, diag);
	bundle_close(before);
	bundle_close(after);
	return result;
}

const struct command command_diff = {
    .name = "diff",
    .summary = "Make a patch: what changed between two bundles",
    .usage = "OLD NEW -o PATCH",
    .example = "lectern diff may.lectern june.lectern -o june.patch",
    .settings = table,
    .writes_output = true,
    .run = run,
};
