/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

const struct setting cli_output[] = {
    {.name = "output",
	.letter = 'o',
	.type = SETTING_TEXT,
	.value = "PATH",
	.help = "where the result goes; - is standard output"},
    {.name = NULL},
};

const struct setting cli_common[] = {
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

/* --- verbs --------------------------------------------------------------------------------- */

/* A command or a renderer, with every option it knows. */
struct verb {
	const struct command *command; /* either */
	const struct renderer *renderer;
	const char *name, *summary, *usage, *example;
	const struct setting *settings[5]; /* ends with NULL */
};

static void
add_settings(struct verb *verb, const struct setting *table)
{
	size_t n = 0;

	while (verb->settings[n])
		n++;
	verb->settings[n] = table;
}

static struct verb
verb_of_command(const struct command *c)
{
	struct verb verb = {.command = c,
	    .name = c->name,
	    .summary = c->summary,
	    .usage = c->usage,
	    .example = c->example};

	if (c->settings)
		add_settings(&verb, c->settings);
	if (c->reads_sources)
		add_settings(&verb, cli_source);
	if (c->writes_output)
		add_settings(&verb, cli_output);
	add_settings(&verb, cli_common);
	return verb;
}

static struct verb
verb_of_renderer(const struct renderer *r)
{
	return (struct verb){.renderer = r,
	    .name = r->name,
	    .summary = r->summary,
	    .usage = "[options] INPUT... [-o OUTPUT]",
	    .example = r->example,
	    .settings = {r->settings, cli_source, cli_output, cli_common}};
}

static int
find_verb(struct verb *verb, const char *name, struct diag *diag)
{
	for (const struct command *const *c = commands; *c; c++)
		if (strcmp((*c)->name, name) == 0) {
			*verb = verb_of_command(*c);
			return 0;
		}
	for (const struct renderer *const *r = renderers; *r; r++)
		if (strcmp((*r)->name, name) == 0) {
			*verb = verb_of_renderer(*r);
			return 0;
		}
	return diag_say(diag, DIAG_BAD_VERB, (struct where){0}, "\"%s\"", name);
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
help_one(struct output *out, const struct verb *verb)
{
	output_print(out, "Usage: lectern %s %s\n\n%s.\n\nExample:\n  %s\n\nOptions:\n", verb->name,
	    verb->usage, verb->summary, verb->example);
	for (const struct setting *const *table = verb->settings; *table; table++)
		settings_help(*table, out);
}

void
cli_help(const char *name, struct output *out, struct diag *diag)
{
	struct verb verb;

	if (name == NULL)
		help_all(out);
	else if (find_verb(&verb, name, diag) == 0)
		help_one(out, &verb);
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
run_verb(int argc, char **argv, bool *strict, struct diag *diag)
{
	struct verb verb;
	struct settings *settings;
	int result;

	if (find_verb(&verb, argv[1], diag) != 0)
		return -1;
	settings = settings_parse(verb.settings, argc - 2, argv + 2, diag);
	if (settings == NULL)
		return -1;
	*strict = settings_flag(settings, "strict");
	diag->progress = (settings_flag(settings, "progress") || isatty(STDERR_FILENO)) &&
			 !settings_flag(settings, "quiet");
	if (settings_flag(settings, "help"))
		result = show_help(verb.name, diag);
	else if (verb.command)
		result = verb.command->run(settings, diag);
	else
		result = cli_render(verb.renderer, settings, diag);
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
