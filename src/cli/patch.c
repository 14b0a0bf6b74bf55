/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "travel/patch.h"
#include "cli/cli.h"

static const struct setting table[] = {
    {.name = "fast",
	.type = SETTING_FLAG,
	.help = "keep the old dictionary and order: at once, but the bundle is larger"},
    {.name = "json", .type = SETTING_FLAG, .help = "what changed, as one JSON object"},
    {.name = NULL},
};

static int
pack_record(struct bundle *from, struct str name, struct bundle_writer *to, struct diag *diag)
{
	size_t at = bundle_find(from, name);
	struct buf record = {0};
	int result = 0;

	if (at != STR_NONE)
		result = bundle_read(from, at, &record, diag);
	if (at != STR_NONE && result == 0)
		result = bundle_add(to, name, buf_str(&record), diag);
	buf_free(&record);
	return result;
}

/* As `pack` would have packed it: the catalogue tells in which order. */
static int
pack_all(struct bundle *from, struct bundle_writer *to, struct diag *diag)
{
	size_t at = bundle_find(from, S("catalogue")), added = 1;
	struct buf catalogue = {0}, name = {0};
	struct catalogue_entry entry;
	struct str rest;
	int result = pack_record(from, S("about"), to, diag);

	if (result == 0 && at != STR_NONE)
		result = bundle_read(from, at, &catalogue, diag);
	rest = buf_str(&catalogue);
	while (result == 0 && rest.at && catalogue_next(&rest, &entry)) {
		buf_clear(&name);
		buf_print(&name, "article/%.*s", STR_ARG(entry.about.id));
		result = pack_record(from, buf_str(&name), to, diag);
		added++;
	}
	if (result == 0)
		result = pack_record(from, S("catalogue"), to, diag);
	if (result == 0 && bundle_find(from, S(CLI_LEXICON_RECORD)) != STR_NONE) {
		result = pack_record(from, S(CLI_LEXICON_RECORD), to, diag);
		added++;
	}
	buf_free(&catalogue);
	buf_free(&name);
	if (result == 0 && added + 1 != bundle_count(from))
		return diag_say(diag, DIAG_BAD_BUNDLE, (struct where){bundle_path(from), 0, 0},
		    "its catalogue does not say what is in it; --fast patches it all the same");
	return result;
}

static int
pack_again(struct str bytes, const char *path, struct output *out, struct diag *diag)
{
	struct bundle *from = bundle_open_bytes(bytes, path, diag);
	struct bundle_writer *to;
	int result;

	if (from == NULL)
		return -1;
	to = bundle_begin(out, bundle_effort(from));
	result = pack_all(from, to, diag);
	if (result == 0)
		bundle_end(to);
	else
		bundle_writer_abandon(to);
	bundle_close(from);
	return result;
}

static int
apply(struct bundle *before, const struct settings *settings, struct output *out,
    struct patch_report *report, struct diag *diag)
{
	const char *patch = settings_operand(settings, 1);
	struct buf bytes = {0};
	struct output *memory;
	int result;

	if (settings_flag(settings, "fast"))
		return patch_apply(before, patch, out, report, diag);
	memory = output_memory(&bytes);
	result = patch_apply(before, patch, memory, report, diag);
	if (result == 0)
		result = output_commit(memory, diag);
	else
		output_abandon(memory);
	if (result == 0)
		result = pack_again(buf_str(&bytes), patch, out, diag);
	buf_free(&bytes);
	return result;
}

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
	result = apply(before, settings, out, &report, diag);
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
    .usage = "[--fast] OLD PATCH -o NEW",
    .example = "lectern patch health.lectern june.patch -o health.lectern",
    .settings = table,
    .writes_output = true,
    .run = run,
};
