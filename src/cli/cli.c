/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

const struct setting cli_common[] = {
    {.name = "output",
	.letter = 'o',
	.type = SETTING_TEXT,
	.value = "PATH",
	.help = "where the result goes; - is standard output"},
    {.name = "strict", .type = SETTING_FLAG, .help = "warnings give exit status 1"},
    {.name = "progress",
	.type = SETTING_FLAG,
	.help = "say how far it is though standard error is no terminal"},
    {.name = "quiet", .letter = 'q', .type = SETTING_FLAG, .help = "say only what went wrong"},
    {.name = "help", .letter = 'h', .type = SETTING_FLAG, .help = "show this help"},
    {.name = NULL},
};

const struct setting cli_source[] = {
    {.name = "type",
	.type = SETTING_TEXT,
	.value = "NAME",
	.help = "format of the sources: plain, markdown or html; else found out"},
    {.name = "encoding",
	.type = SETTING_TEXT,
	.value = "NAME",
	.help = "encoding of the sources; else found out"},
    {.name = "lang",
	.type = SETTING_TEXT,
	.value = "TAG",
	.help = "language of sources that do not say theirs"},
    {.name = NULL},
};

struct source_options
cli_source_options(const struct settings *settings)
{
	return (struct source_options){.format = settings_text(settings, "type"),
	    .encoding = settings_text(settings, "encoding"),
	    .language = settings_text(settings, "lang")};
}

static const struct command *
find_command(const char *name)
{
	for (const struct command *const *c = commands; *c; c++)
		if (strcmp((*c)->name, name) == 0)
			return *c;
	return NULL;
}

static const struct renderer *
find_renderer(const char *name)
{
	for (const struct renderer *const *r = renderers; *r; r++)
		if (strcmp((*r)->name, name) == 0)
			return *r;
	return NULL;
}

/* --- help ---------------------------------------------------------------------------------- */

static void
help_all(struct output *out)
{
	output_put(
	    out, S("Usage: lectern VERB [options] INPUT... [-o OUTPUT]\n\n"
		   "Example:\n"
		   "  lectern text heroin.txt -o heroin-plain.txt\n\n"
		   "INPUT is a bundle (made by `lectern pack`), perhaps with ids of some of its\n"
		   "articles behind it, or files and folders of text, Markdown, HTML and EPUB.\n\n"
		   "Renderings:\n"));
	for (const struct renderer *const *r = renderers; *r; r++)
		output_print(out, "  %s: %s\n", (*r)->name, (*r)->summary);
	output_put(out, S("\nCommands:\n"));
	for (const struct command *const *c = commands; *c; c++)
		output_print(out, "  %s: %s\n", (*c)->name, (*c)->summary);
	output_put(out, S("\nMore:\n"
			  "  lectern help VERB: the options of one verb\n"
			  "  lectern --version: the version\n"
			  "  man lectern: the manual\n"));
}

static void
help_one(struct output *out, const char *name, const char *summary, const char *usage,
    const char *example, const struct setting *const *tables)
{
	output_print(out, "Usage: lectern %s %s\n\n%s.\n\nExample:\n  %s\n\nOptions:\n", name,
	    usage, summary, example);
	for (; *tables; tables++)
		settings_help(*tables, out);
}

void
cli_help(const char *name, struct output *out, struct diag *diag)
{
	const struct command *c = name ? find_command(name) : NULL;
	const struct renderer *r = name ? find_renderer(name) : NULL;
	static const struct setting none[] = {{.name = NULL}};

	if (r)
		help_one(out, r->name, r->summary, "[options] INPUT... [-o OUTPUT]", r->example,
		    (const struct setting *const[]){r->settings, cli_source, cli_common, NULL});
	else if (c)
		help_one(out, c->name, c->summary, c->usage, c->example,
		    (const struct setting *const[]){
			c->settings ? c->settings : none, cli_source, cli_common, NULL});
	else if (name)
		diag_say(diag, DIAG_BAD_VERB, (struct where){0}, "\"%s\"", name);
	else
		help_all(out);
}

static int
show_help(const char *name, struct diag *diag)
{
	struct output *out = output_stdout();

	cli_help(name, out, diag);
	return output_commit(out, diag);
}

/* --- running ------------------------------------------------------------------------------- */

static int
run_command(const struct command *c, const struct settings *settings, struct diag *diag)
{
	if (settings_flag(settings, "help"))
		return show_help(c->name, diag);
	return c->run(settings, diag);
}

static int
run_renderer(const struct renderer *r, const struct settings *settings, struct diag *diag)
{
	if (settings_flag(settings, "help"))
		return show_help(r->name, diag);
	return cli_render(r, settings, diag);
}

static int
run_verb(int argc, char **argv, bool *strict, struct diag *diag)
{
	const struct command *c = find_command(argv[1]);
	const struct renderer *r = c ? NULL : find_renderer(argv[1]);
	static const struct setting none[] = {{.name = NULL}};
	const struct setting *own = c && c->settings ? c->settings : r ? r->settings : none;
	struct settings *settings;
	int result;

	if (!c && !r)
		return diag_say(diag, DIAG_BAD_VERB, (struct where){0}, "\"%s\"", argv[1]);
	settings =
	    settings_parse((const struct setting *const[]){own, cli_source, cli_common, NULL},
		argc - 2, argv + 2, diag);
	if (settings == NULL)
		return -1;
	*strict = settings_flag(settings, "strict");
	diag->progress = (settings_flag(settings, "progress") || isatty(STDERR_FILENO)) &&
			 !settings_flag(settings, "quiet");
	result = c ? run_command(c, settings, diag) : run_renderer(r, settings, diag);
	settings_free(settings);
	return result;
}

/* Notes are for `lectern check`; everything else is said as it comes. */
static void
say(void *context, const struct diag_message *message)
{
	struct buf line = {0};

	(void)context;
	if (message->level == DIAG_NOTE)
		return;
	diag_line(&line, message);
	fwrite(line.at, 1, line.len, stderr);
	buf_free(&line);
}

int
cli_run(int argc, char **argv)
{
	struct diag diag = {.sink = say};
	bool strict = false;
	int result, status;

	if (argc < 2) {
		show_help(NULL, &diag);
		return 2;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		result = show_help(NULL, &diag);
	else if (strcmp(argv[1], "--version") == 0)
		result =
		    printf("lectern %s\n", LECTERN_VERSION) < 0 || fflush(stdout) != 0
			? diag_say(&diag, DIAG_WRITE_FAILED, (struct where){0}, "standard output")
			: 0;
	else
		result = run_verb(argc, argv, &strict, &diag);
	status = diag_status(&diag, strict);
	return result != 0 && status == 0 ? 4 : status;
}

/* --- ends ---------------------------------------------------------------------------------- */

static void
put_size(struct buf *line, unsigned long long size)
{
	if (size < 10000)
		buf_print(line, "%llu bytes", size);
	else if (size < 1000000)
		buf_print(line, "%.0f kB", (double)size / 1e3);
	else
		buf_print(line, "%.1f MB", (double)size / 1e6);
}

int
cli_commit(struct output *out, const struct settings *settings, struct diag *diag)
{
	struct buf line = {0};
	bool quiet = settings_flag(settings, "quiet") ||
		     str_equal(str_of(output_path(out)), S("standard output"));
	int result;

	buf_print(
	    &line, "Wrote %zu file%s, ", output_count(out), output_count(out) == 1 ? "" : "s");
	put_size(&line, output_size(out));
	buf_print(&line, ", in %s\n", output_path(out));
	result = output_commit(out, diag);
	if (result == 0 && !quiet)
		fwrite(line.at, 1, line.len, stderr);
	buf_free(&line);
	return result;
}
