/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "cli/cli.h"
#include "voice/voice.h"

struct writer {
	struct output *out;
	bool as_json;
};

static void
put_line(struct writer *w, const struct voice_about *about)
{
	struct buf name = {0};
	const char *mark = ":";

	output_print(w->out, "%.*s (%.*s)", STR_ARG(about->language), STR_ARG(about->name));
	for (const struct renderer *const *r = renderers; *r; r++) {
		buf_clear(&name);
		if ((*r)->serves && !(*r)->serves(about->language, &name))
			continue;
		output_print(w->out, "%s %s", mark, (*r)->name);
		if (name.len > 0)
			output_print(w->out, " %.*s", STR_ARG(buf_str(&name)));
		mark = ",";
	}
	output_byte(w->out, '\n');
	buf_free(&name);
}

static void
put_json(struct writer *w, const struct voice_about *about)
{
	struct buf name = {0};
	struct json json;

	json_begin(&json, w->out);
	json_object(&json, NULL);
	json_text(&json, "language", about->language);
	json_text(&json, "name", about->name);
	for (const struct renderer *const *r = renderers; *r; r++) {
		bool serves;

		buf_clear(&name);
		serves = (*r)->serves == NULL || (*r)->serves(about->language, &name);
		if (serves && name.len > 0)
			json_text(&json, (*r)->name, buf_str(&name));
		else
			json_bool(&json, (*r)->name, serves);
	}
	json_end(&json);
	buf_free(&name);
}

/* A tag and those that begin with it: "en" is "en-gb" too. */
static bool
wanted(const struct settings *settings, struct str language)
{
	for (size_t i = 0; i < settings_operands(settings); i++) {
		struct str tag = str_of(settings_operand(settings, i));

		if (str_equal_fold(str_sub(language, 0, tag.len), tag) &&
		    (language.len == tag.len || language.at[tag.len] == '-'))
			return true;
	}
	return settings_operands(settings) == 0;
}

static int
say_missing(const struct settings *settings, struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; i < settings_operands(settings); i++) {
		const char *tag = settings_operand(settings, i);

		if (!voice_serves(str_of(tag), NULL))
			result = diag_say(diag, DIAG_NO_VOICE, (struct where){0}, "%s", tag);
	}
	return result;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *path = settings_text(settings, "output");
	struct writer w = {.as_json = settings_flag(settings, "json")};
	struct arena arena = {0};
	struct voice_about *list;
	size_t count = voice_list(&list, &arena, diag);
	int result = count > 0 ? 0 : -1;

	w.out = output_file(path ? path : "-");
	for (size_t i = 0; i < count; i++) {
		if (!wanted(settings, list[i].language))
			continue;
		if (w.as_json)
			put_json(&w, &list[i]);
		else
			put_line(&w, &list[i]);
	}
	if (say_missing(settings, diag) != 0)
		result = -1;
	arena_free(&arena);
	return cli_commit(w.out, settings, diag) == 0 ? result : -1;
}

static const struct setting table[] = {
    {.name = "json", .type = SETTING_FLAG, .help = "one JSON object a line"},
    {.name = NULL},
};

const struct command command_voices = {
    .name = "voices",
    .summary = "List the voices that are installed, and which renderings have what they need",
    .usage = "[--json] [LANG...]",
    .example = "lectern voices es",
    .settings = table,
    .writes_output = true,
    .run = run,
};
