/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_CLI_CLI_H
#define LECTERN_CLI_CLI_H

#include "base/settings.h"
#include "render/render.h"
#include "source/source.h"

/*
 * A command: one file, cli/NAME.c, which defines `command_NAME`; the Makefile makes the table.
 * Renderers are commands too, all of them through cli/render.c.
 */
struct command {
	const char *name, *summary;
	const char *usage;              /* behind "lectern NAME " */
	const char *example;            /* a whole command line */
	const struct setting *settings; /* its own; may be NULL */
	bool reads_sources;             /* knows cli_source too */
	bool writes_output;             /* knows cli_output too */
	/* 0 or -1, what went wrong said. */
	int (*run)(const struct settings *, struct diag *);
};

extern const struct command *const commands[]; /* ends with NULL */

extern const struct setting cli_common[]; /* of every verb: --strict --progress --quiet --help */
extern const struct setting cli_output[]; /* --output */
extern const struct setting cli_source[]; /* --type --encoding --lang: how sources are read */

/* Finds and runs argv[1]; the exit status. */
int cli_run(int argc, char **argv);

/* Help of one command or renderer, or of the whole program (NULL), on the output. */
void cli_help(const char *name, struct output *, struct diag *);

struct source_options cli_source_options(const struct settings *);

struct bundle;

/* The article in a record of a bundle. Messages say "BUNDLE (ID)". NULL: said. */
struct document *cli_document(struct bundle *, size_t record, bool sentences, struct diag *);

/* A shelf of what the operands name: a bundle with all or some (by id) of its articles, or
   files and folders. NULL: said. The settings hold cli_source. */
struct shelf *cli_shelf(const struct settings *, struct diag *);
/* The same of the first `count` operands alone. */
struct shelf *cli_shelf_of(const struct settings *, size_t count, struct diag *);
/* The same; documents from files keep their source (document/place). */
struct shelf *cli_shelf_with_sources(const struct settings *, struct diag *);

/* The file in a folder of articles that says what a bundle of them has of its own: the lines of
   the record "about". `extract` writes it and `pack` reads it. */
#define CLI_ABOUT "bundle.about"

/* The file beside articles, and the record of a bundle, that say how their words are pronounced. */
#define CLI_LEXICON_FILE   "lexicon.tsv"
#define CLI_LEXICON_RECORD "lexicon"

/* What pack keeps of an article beside its record, and list shows: cli/catalogue.c. */
struct catalogue_entry {
	struct shelf_entry about;
	struct helpline helpline; /* the first one */
};
void catalogue_put(struct buf *, const struct catalogue_entry *);
void catalogue_put_document(struct buf *, const struct document *);
/* Whether two catalogues have the same lines, in whatever order. */
bool catalogue_same(struct str, struct str);
/* Views of the text; false at its end or where it is damaged. */
bool catalogue_next(struct str *text, struct catalogue_entry *);

/* Runs a renderer: reads the operands, makes the output that its shape and -o ask for. */
int cli_render(const struct renderer *, const struct settings *, struct diag *);

/* What a patch does, on standard output: cli/diff.c. */
struct patch_report;
void cli_patch_report(const struct patch_report *, const struct settings *);

/* Commits, and says "Wrote 7 files, 3.1 MB, in out/" on standard error, unless --quiet or the
   output was standard output. 0 or -1. */
int cli_commit(struct output *, const struct settings *, struct diag *);

#endif
