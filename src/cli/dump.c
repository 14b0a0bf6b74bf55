/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

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

		if (doc)
			document_dump(doc, out);
		else
			result = -1;
		document_free(doc);
	}
	shelf_close(shelf);
	return cli_commit(out, settings, diag) != 0 ? -1 : result;
}

const struct command command_dump = {
    .name = "dump",
    .summary = "Print the tree of an article as text",
    .usage = "INPUT...",
    .example = "lectern dump heroin.txt",
    .reads_sources = true,
    .writes_output = true,
    .run = run,
};
