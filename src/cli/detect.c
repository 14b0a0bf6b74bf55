/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/detect.h"

#include "base/input.h"
#include "base/json.h"
#include "cli/cli.h"
#include "source/charset.h"
#include "source/repair.h"

static const struct setting detect_settings[] = {
    {.name = "json", .type = SETTING_FLAG, .help = "print one JSON object a line"},
    {.name = "to-utf8", .type = SETTING_FLAG, .help = "print the file itself, as UTF-8"},
    {.name = "encoding",
	.type = SETTING_TEXT,
	.value = "NAME",
	.help = "encoding of the files; else found out"},
    {.name = NULL},
};

struct found {
	const char *path;
	struct detected encoding;
	const struct source_format *format;
	struct str language;
};

static void
say(const struct found *f, struct output *out)
{
	output_print(out, "%s: %s, %u of 100 sure (%s), ", f->path, f->encoding.encoding,
	    f->encoding.sure, f->encoding.how);
	if (f->language.len > 0)
		output_print(out, "language %.*s, ", STR_ARG(f->language));
	else
		output_print(out, "language unknown, ");
	output_print(out, "format %s\n", f->format->name);
}

static void
say_json(const struct found *f, struct output *out)
{
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_text(&json, "file", str_of(f->path));
	json_text(&json, "encoding", str_of(f->encoding.encoding));
	json_fixed(&json, "confidence", f->encoding.sure / 100.0, 2);
	json_text(&json, "how", str_of(f->encoding.how));
	json_text(&json, "language", f->language);
	json_text(&json, "format", str_of(f->format->name));
	json_end(&json);
}

static int
detect_one(const char *path, const struct settings *settings, struct output *out, struct diag *diag)
{
	const char *given = settings_text(settings, "encoding");
	bool whole = settings_flag(settings, "to-utf8");
	struct found f = {.path = path};
	struct buf bytes = {0}, text = {0};
	int status = input_read(path, &bytes, diag);

	if (status == 0) {
		detect_encoding(buf_str(&bytes), &f.encoding);
		status = charset_to_utf8(
		    buf_str(&bytes), given ? given : f.encoding.encoding, path, &text, diag);
	}
	if (status == 0) {
		repair_text(&text, path, diag);
		f.format = detect_format(path, buf_str(&text));
		f.language = detect_language(buf_str(&text));
		if (whole)
			output_put(out, buf_str(&text));
		else if (settings_flag(settings, "json"))
			say_json(&f, out);
		else
			say(&f, out);
	}
	buf_free(&bytes);
	buf_free(&text);
	return status;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	struct output *out = output_stdout();
	int status = 0;

	if (settings_operands(settings) == 0)
		status = diag_say(diag, DIAG_NO_INPUT, (struct where){NULL, 0, 0}, "");
	for (size_t i = 0; i < settings_operands(settings); i++)
		if (detect_one(settings_operand(settings, i), settings, out, diag) != 0)
			status = -1;
	if (output_commit(out, diag) != 0)
		status = -1;
	return status;
}

const struct command command_detect = {
    .name = "detect",
    .summary = "Say which encoding, language and format files are in",
    .usage = "[--json | --to-utf8] FILE...",
    .example = "lectern detect --to-utf8 old.txt > new.txt",
    .settings = detect_settings,
    .run = run,
};
