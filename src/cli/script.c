/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/script.h"
#include "base/json.h"
#include "base/xml.h"
#include "cli/cli.h"
#include "voice/exchange.h"
#include "voice/ipa.h"

struct writer {
	struct output *out;
	struct json json;
	bool as_json;
};

static void
write_lines(struct output *out, struct str id, const struct script *script, struct arena *arena)
{
	for (size_t i = 0; i < script->count; i++) {
		const struct utterance *u = &script->at[i];

		output_print(out, "%.*s\t%s\t%.*s\n", STR_ARG(utterance_id(arena, id, i)),
		    utterance_name(u->kind), STR_ARG(u->spoken));
	}
}

static void
write_json(struct json *json, struct str id, const struct script *script, struct arena *arena)
{
	for (size_t i = 0; i < script->count; i++) {
		const struct utterance *u = &script->at[i];

		json_object(json, NULL);
		json_text(json, "id", utterance_id(arena, id, i));
		json_text(json, "article", id);
		json_number(json, "section", (long long)u->section);
		json_text(json, "kind", str_of(utterance_name(u->kind)));
		json_text(json, "language", u->language);
		json_text(json, "written", u->written);
		json_text(json, "spoken", u->spoken);
		json_number(json, "before", u->before);
		json_number(json, "after", u->after);
		json_number(json, "line", u->line);
		json_close(json);
	}
}

static void
write_break(struct xml *xml, unsigned milliseconds, struct arena *arena)
{
	if (milliseconds == 0)
		return;
	xml_open(xml, "break");
	xml_attribute(xml, "time", arena_print(arena, "%ums", milliseconds));
	xml_close(xml);
}

/* What the lexicon gives as sounds: in IPA where that says the same, else as espeak-ng writes it.
 */
static void
write_sound(
    struct xml *xml, const struct lexicon_entry *entry, struct str language, struct str word)
{
	struct buf ipa = {0};
	bool exact = entry->kind == LEXICON_ESPEAK && ipa_for_espeak(language, entry->value, &ipa);

	xml_open(xml, "phoneme");
	xml_attribute(xml, "alphabet",
	    exact || entry->kind == LEXICON_IPA ? S("ipa") : S(EXCHANGE_ESPEAK_ALPHABET));
	xml_attribute(xml, "ph", exact ? buf_str(&ipa) : entry->value);
	xml_text(xml, word);
	xml_close(xml);
	buf_free(&ipa);
}

static void
write_words(struct xml *xml, struct str spoken, struct str language, const struct lexicon *lexicon)
{
	const struct lexicon_entry *entry;
	size_t done = 0, from = 0, at = 0;

	while (lexicon && (entry = lexicon_next_sound(lexicon, spoken, &from, &at)) != NULL) {
		xml_text(xml, str_sub(spoken, done, from));
		write_sound(xml, entry, language, str_sub(spoken, from, at));
		done = at;
	}
	xml_text(xml, str_sub(spoken, done, spoken.len));
}

/* Without a lexicon for words of another language. */
static void
write_sentence(struct xml *xml, const struct utterance *u, struct str own, unsigned group_pause,
    const struct lexicon *lexicon, struct arena *arena)
{
	size_t from = 0;

	xml_open(xml, "s");
	xml_tight(xml);
	if (!str_equal(u->language, own))
		xml_attribute(xml, "xml:lang", u->language);
	if (!str_equal_fold(str_primary(u->language), str_primary(own)))
		lexicon = NULL;
	for (size_t i = 0; i < u->group_count; i++) {
		write_words(xml, str_sub(u->spoken, from, u->groups[i]), own, lexicon);
		write_break(xml, group_pause, arena);
		from = u->groups[i];
	}
	write_words(xml, str_sub(u->spoken, from, u->spoken.len), own, lexicon);
	xml_close(xml);
}

/* An article is one <speak>: SSML 1.1 has no way to hold several. */
static void
write_ssml(struct output *out, const struct document *doc, const struct profile *profile,
    const struct script *script, const struct lexicon *lexicon, struct arena *arena)
{
	struct str own = doc->language.len ? doc->language : profile->language;
	struct xml xml;

	xml_begin(&xml, out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	xml_open(&xml, "speak");
	xml_attribute(&xml, "version", S("1.1"));
	xml_attribute(&xml, "xmlns", S("http://www.w3.org/2001/10/synthesis"));
	xml_attribute(&xml, "xml:lang", own);
	for (size_t i = 0; i < script->count; i++) {
		const struct utterance *u = &script->at[i];
		unsigned last = i > 0 ? script->at[i - 1].after : 0;

		if (i > 0)
			write_break(&xml, last > u->before ? last : u->before, arena);
		write_sentence(&xml, u, own, profile->pause_phone_group, lexicon, arena);
	}
	xml_end(&xml);
}

static int
write_article(struct writer *w, struct shelf *shelf, size_t i, const struct settings *settings,
    struct diag *diag)
{
	struct document *doc = shelf_load(shelf, i, diag);
	struct script_options options = {.references = settings_flag(settings, "refs")};
	struct arena arena = {0};
	struct helpline *lines;
	struct profile *profile;
	struct lexicon *lexicon;
	struct script script;
	int result = -1;

	if (doc == NULL)
		return -1;
	options.helpline_count = shelf_helplines(shelf, doc, &arena, &lines);
	options.helplines = lines;
	profile = profile_read(doc->language, diag);
	lexicon = shelf_lexicon(
	    shelf, profile->language, doc->id, settings_text(settings, "lexicon"), diag);
	if (lexicon == NULL)
		goto out;
	result = 0;
	script = script_of(doc, profile, lexicon, &options, &arena, diag);
	if (w->as_json)
		write_json(&w->json, shelf->entries[i].id, &script, &arena);
	else if (settings_flag(settings, "ssml"))
		write_ssml(w->out, doc, profile, &script, lexicon, &arena);
	else
		write_lines(w->out, shelf->entries[i].id, &script, &arena);
out:
	lexicon_free(lexicon);
	profile_free(profile);
	arena_free(&arena);
	document_free(doc);
	return result;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *path = settings_text(settings, "output");
	struct writer w = {.as_json = settings_flag(settings, "json")};
	struct shelf *shelf = cli_shelf(settings, diag);
	int result = 0;

	if (shelf == NULL)
		return -1;
	if (settings_flag(settings, "ssml") && shelf->count > 1) {
		shelf_close(shelf);
		return diag_say(diag, DIAG_BAD_VALUE, (struct where){0},
		    "--ssml takes one article, there are %zu", shelf->count);
	}
	w.out = output_file(path ? path : "-");
	if (w.as_json) {
		json_begin(&w.json, w.out);
		json_array(&w.json, NULL);
	}
	for (size_t i = 0; i < shelf->count && result == 0; i++)
		result = write_article(&w, shelf, i, settings, diag);
	if (w.as_json)
		json_end(&w.json);
	shelf_close(shelf);
	if (result != 0) {
		output_abandon(w.out);
		return -1;
	}
	return cli_commit(w.out, settings, diag);
}

static const struct setting script_settings[] = {
    {.name = "ssml", .type = SETTING_FLAG, .help = "SSML 1.1, for other speech engines"},
    {.name = "json", .type = SETTING_FLAG, .help = "all that is known of each utterance"},
    {.name = "lexicon",
	.type = SETTING_TEXT,
	.value = "FILE",
	.help = "pronunciations over those of the language, as in its lexicon.tsv"},
    {.name = "refs", .type = SETTING_FLAG, .help = "say references and footnotes"},
    {.name = NULL},
};

const struct command command_script = {
    .name = "script",
    .summary = "Print what speech will say, one utterance a line: id, kind, words",
    .usage = "[options] INPUT...",
    .example = "lectern script heroin.txt",
    .settings = script_settings,
    .reads_sources = true,
    .writes_output = true,
    .run = run,
};
