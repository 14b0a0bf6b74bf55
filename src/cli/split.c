/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "travel/parts.h"

static const struct setting table[] = {
    {.name = "size",
	.type = SETTING_TEXT,
	.fallback = "64K",
	.value = "BYTES",
	.help = "the most that a part may have: a number, with K for 1024 or M for 1048576"},
    {.name = "json", .type = SETTING_FLAG, .help = "what was made, as one JSON object"},
    {.name = NULL},
};

static int
take_size(const char *text, size_t *size, struct diag *diag)
{
	struct str s = str_of(text);
	unsigned long number, unit = 1;

	if (s.len && ascii_alpha(s.at[s.len - 1])) {
		char letter = ascii_fold(s.at[--s.len]);

		unit = letter == 'k' ? 1024 : letter == 'm' ? 1024 * 1024 : 0;
	}
	if (unit == 0 || !str_number(s, 1 << 30, &number) || number * unit > 1 << 30 ||
	    number * unit < PARTS_SIZE_LEAST)
		return diag_say(diag, DIAG_BAD_VALUE, (struct where){0},
		    "--size takes %d bytes to 1024M, not \"%s\"", PARTS_SIZE_LEAST, text);
	*size = number * unit;
	return 0;
}

static void
report(const struct parts_plan *plan, const struct settings *settings, struct diag *diag)
{
	struct output *out = output_stdout();
	struct json json;

	if (settings_flag(settings, "json")) {
		json_begin(&json, out);
		json_object(&json, NULL);
		json_number(&json, "parts", (long long)plan->parts);
		json_number(&json, "needed", (long long)plan->needed);
		json_number(&json, "bytes", (long long)plan->bytes);
		json_end(&json);
	} else if (!settings_flag(settings, "quiet")) {
		output_print(out,
		    "%zu part%s, %llu bytes; any %zu give their own articles, all of them the "
		    "bundle\n",
		    plan->parts, plan->parts == 1 ? "" : "s", plan->bytes, plan->needed);
	}
	output_commit(out, diag);
}

static int
run(const struct settings *settings, struct diag *diag)
{
	static const struct str keep[] = {STR("about"), STR(CLI_LEXICON_RECORD), STR("")};
	const char *path = settings_text(settings, "output");
	struct parts_plan plan;
	struct output *tree;
	size_t size = 0;
	int result;

	if (settings_operands(settings) != 1)
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "split takes one bundle");
	if (path == NULL)
		return diag_say(diag, DIAG_NO_OUTPUT, (struct where){0}, "split fills a folder");
	if (take_size(settings_text(settings, "size"), &size, diag) != 0)
		return -1;
	tree = output_tree(path);
	result = parts_make(settings_operand(settings, 0), size, keep, tree, &plan, diag);
	if (result != 0) {
		output_abandon(tree);
		return result;
	}
	result = cli_commit(tree, settings, diag);
	if (result == 0)
		report(&plan, settings, diag);
	return result;
}

const struct command command_split = {
    .name = "split",
    .summary = "Cut a bundle into parts of a set size",
    .usage = "[--size BYTES] BUNDLE -o FOLDER",
    .example = "lectern split health.lectern --size 64K -o parts/",
    .settings = table,
    .writes_output = true,
    .run = run,
};
