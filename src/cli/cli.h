/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_CLI_CLI_H
#define LECTERN_CLI_CLI_H

#include "base/settings.h"
#include "render/render.h"

/*
 * A command: one file, cli/NAME.c, which defines `command_NAME`; the Makefile makes the table.
 * Renderers are commands too, all of them through cli/render.c.
 */
struct command {
	const char *name, *summary;
	const char *usage;              /* behind "lectern NAME " */
	const char *example;            /* a whole command line */
	const struct setting *settings; /* may be NULL */
	/* 0 or -1, what went wrong said. */
	int (*run)(const struct settings *, struct diag *);
};

extern const struct command *const commands[]; /* ends with NULL */

extern const struct setting cli_common[];          /* --strict --quiet --help */
extern const struct setting cli_source_settings[]; /* --format --encoding --lang */

/* Finds and runs argv[1]; the exit status. */
int cli_run(int argc, char **argv);

/* A shelf of what the operands name: one bundle with some of its articles by id, or files and
   folders. NULL: said. */
struct shelf *cli_shelf(const struct settings *, struct diag *);

int cli_render(const struct renderer *, int argc, char **argv, struct diag *);

/* "Wrote 7 files, 3.1 MB, in out/" on standard error, unless --quiet or the output was standard
   output. */
void cli_wrote(const struct output *, const struct settings *);

#endif
