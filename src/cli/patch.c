/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "travel/patch.h"
#include "cli/cli.h"

static const struct setting table[] = {
    {.name = "json", .type = SETTING_FLAG, .help = "what changed, as one JSON object"},
    {.name = NULL},
};

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *path = settings_text(settings, "output");
	struct patch_report report;
	struct bundle *before;
	struct output *out;
	int result;

	if (settings_operands(settings) != 2)
		return diag_say(
		    diag, DIAG_NO_INPUT, (struct where){0}, "patch takes a bundle and a patch");
	if (path == NULL)
		return diag_say(diag, DIAG_NO_OUTPUT, (struct where){0},
		    "patch writes a bundle; the old one may be named again");
	before = bundle_open(settings_operand(settings, 0), diag);
	if (before == NULL)
		return -1;
	out = output_file(path);
	result = patch_apply(before, settings_operand(settings, 1), out, &report, diag);
	if (result == 0)
		result = cli_commit(out, settings, diag);
	else
		output_abandon(out);
	bundle_close(before);
	if (result == 0)
		cli_patch_report(&report, settings);
	return result;
}

const struct command command_patch = {
    .name = "patch",
    .summary = "Bring a bundle up to date with a patch",
    .usage = "OLD PATCH -o NEW",
    .example = "lectern patch health.lectern june.patch -o health.lectern",
    .settings = table,
    .run = run,
};
