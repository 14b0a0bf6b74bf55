/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/input.h"
#include "base/utf8.h"
#include "bundle/bundle.h"
#include "cli/cli.h"
#include "document/codec.h"
#include "document/phone.h"

enum { ABOUT_MOST = 64 * 1024 };

static const struct setting table[] = {
    {.name = "title", .type = SETTING_TEXT, .value = "TEXT", .help = "title of the bundle"},
    {.name = "helpline",
	.type = SETTING_TEXT,
	.value = "\"LABEL: NUMBER\"",
	.help = "the helpline that comes first in every rendering"},
    {.name = "fast",
	.type = SETTING_FLAG,
	.help = "pack in a moment: learn no words and phrases from the articles"},
    {.name = "best",
	.type = SETTING_FLAG,
	.help = "pack smallest: several times the time, one or two percent less"},
    {.name = NULL},
};

/* Lines that a folder among the operands has for the bundle as a whole. */
static int
read_about(const struct settings *settings, struct buf *lines, struct diag *diag)
{
	struct buf path = {0};
	int result = 0;

	for (size_t i = 0; i < settings_operands(settings) && result == 0; i++) {
		if (!input_is_folder(settings_operand(settings, i)))
			continue;
		buf_clear(&path);
		buf_print(&path, "%s/" CLI_ABOUT, settings_operand(settings, i));
		buf_byte(&path, '\0');
		if (!input_exists(path.at))
			continue;
		result = input_read(path.at, lines, diag);
		if (result == 0 && (!utf8_valid(buf_str(lines)) || lines->len > ABOUT_MOST))
			result = diag_say(diag, DIAG_NOT_TEXT, (struct where){path.at, 0, 0}, "");
		if (lines->len > 0 && lines->at[lines->len - 1] != '\n')
			buf_byte(lines, '\n');
	}
	buf_free(&path);
	return result;
}

/* "LABEL: NUMBER" as its record has it. */
static int
put_helpline(struct buf *out, struct str line, struct diag *diag)
{
	size_t colon = line.len;
	char dial[PHONE_DIAL_MOST];

	while (colon > 0 && line.at[colon - 1] != ':')
		colon--;
	if (!phone_dial(str_trim(str_sub(line, colon, line.len)), dial))
		return diag_say(diag, DIAG_BAD_VALUE, (struct where){0},
		    "--helpline takes \"LABEL: NUMBER\", not \"%.*s\"", STR_ARG(line));
	buf_put(out, S("helpline: "));
	buf_put(out, str_trim(str_sub(line, 0, colon ? colon - 1 : 0)));
	buf_byte(out, '\t');
	buf_put(out, str_trim(str_sub(line, colon, line.len)));
	buf_byte(out, '\n');
	return 0;
}

/* Record "about": "name: value" lines. Options stand instead of what a folder says. */
static int
put_about(struct buf *out, const struct settings *settings, struct diag *diag)
{
	struct str title = str_of(settings_text(settings, "title")), rest, line;
	struct str helpline = str_of(settings_text(settings, "helpline"));
	struct buf kept = {0}, lines = {0};
	int result = read_about(settings, &lines, diag);

	for (rest = buf_str(&lines); result == 0 && str_line(&rest, &line);) {
		if (str_starts(line, S("title:"))) {
			title = title.len ? title : str_trim(str_sub(line, 6, line.len));
		} else if (!str_starts(line, S("helpline:")) || helpline.len == 0) {
			buf_put(&kept, line);
			buf_byte(&kept, '\n');
		}
	}
	buf_put(out, S("title: "));
	buf_put(out, title);
	buf_byte(out, '\n');
	buf_put(out, buf_str(&kept));
	if (result == 0 && helpline.len)
		result = put_helpline(out, helpline, diag);
	buf_free(&kept);
	buf_free(&lines);
	return result;
}

static int
add_article(struct bundle_writer *writer, const struct document *doc, struct buf *catalogue,
    struct diag *diag)
{
	struct buf name = {0}, bytes = {0};
	int result;

	catalogue_put_document(catalogue, doc);
	buf_put(&name, S("article/"));
	buf_put(&name, doc->id);
	document_encode(doc, &bytes);
	result = bundle_add(writer, buf_str(&name), buf_str(&bytes), diag);
	buf_free(&name);
	buf_free(&bytes);
	return result;
}

static int
add_words(struct bundle_writer *writer, struct shelf *shelf, struct diag *diag)
{
	struct buf text = {0};
	int result = shelf_words(shelf, diag);

	for (size_t i = 0; i < shelf->word_count; i++) {
		buf_put(&text, shelf->words[i].text);
		if (text.len > 0 && text.at[text.len - 1] != '\n')
			buf_byte(&text, '\n');
	}
	if (result == 0 && text.len > 0)
		result = bundle_add(writer, S(CLI_LEXICON_RECORD), buf_str(&text), diag);
	buf_free(&text);
	return result;
}

static int
pack_all(struct shelf *shelf, const struct settings *settings, struct bundle_writer *writer,
    struct diag *diag)
{
	struct buf about = {0}, catalogue = {0};
	int result = put_about(&about, settings, diag);

	if (result == 0)
		result = bundle_add(writer, S("about"), buf_str(&about), diag);
	for (size_t i = 0; i < shelf->count && result == 0; i++) {
		struct document *doc = shelf_load(shelf, i, diag);

		result = doc ? add_article(writer, doc, &catalogue, diag) : -1;
		document_free(doc);
	}
	if (result == 0)
		result = bundle_add(writer, S("catalogue"), buf_str(&catalogue), diag);
	if (result == 0)
		result = add_words(writer, shelf, diag);
	buf_free(&about);
	buf_free(&catalogue);
	return result;
}

static enum bundle_effort
effort_of(const struct settings *settings)
{
	if (settings_flag(settings, "fast"))
		return BUNDLE_FAST;
	return settings_flag(settings, "best") ? BUNDLE_BEST : BUNDLE_NORMAL;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *path = settings_text(settings, "output");
	struct shelf *shelf;
	struct output *out;
	struct bundle_writer *writer;
	int result;

	if (path == NULL)
		return diag_say(diag, DIAG_NO_OUTPUT, (struct where){0}, "pack writes a bundle");
	if (settings_flag(settings, "fast") && settings_flag(settings, "best"))
		return diag_say(diag, DIAG_BAD_VALUE, (struct where){0},
		    "--fast and --best exclude each other");
	shelf = cli_shelf(settings, diag);
	if (shelf == NULL)
		return -1;
	if (settings_flag(settings, "strict") && diag_status(diag, true) != 0) {
		shelf_close(shelf);
		return -1;
	}
	out = output_file(path);
	writer = bundle_begin(out, effort_of(settings));
	result = pack_all(shelf, settings, writer, diag);
	shelf_close(shelf);
	if (result != 0) {
		bundle_writer_abandon(writer);
		output_abandon(out);
		return result;
	}
	bundle_end(writer);
	return cli_commit(out, settings, diag);
}

const struct command command_pack = {
    .name = "pack",
    .summary = "Pack articles into one bundle",
    .usage = "[options] SOURCE... -o BUNDLE",
    .example = "lectern pack corpus/ -o health.lectern",
    .settings = table,
    .reads_sources = true,
    .writes_output = true,
    .run = run,
};
