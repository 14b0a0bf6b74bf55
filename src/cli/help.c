/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

static int
run(const struct settings *settings, struct diag *diag)
{
	struct output *out = output_stdout();

	cli_help(settings_operands(settings) ? settings_operand(settings, 0) : NULL, out, diag);
	return output_commit(out, diag);
}

const struct command command_help = {
    .name = "help",
    .summary = "Show what there is, or the options of one verb",
    .usage = "[VERB]",
    .example = "lectern help braille",
    .run = run,
};
