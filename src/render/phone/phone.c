/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "document/phone.h"
#include "render/phone/dump.h"
#include "render/phone/recordings.h"
#include "render/phone/review.h"
#include "render/phone/target.h"
#include "render/render.h"

enum { TARGETS_MOST = 8, SINKS_MOST = TARGETS_MOST + 3 };

static const struct setting table[] = {
    {.name = "title",
	.type = SETTING_TEXT,
	.value = "WORDS",
	.help = "the name of the line, said first; else the title of the bundle"},
    {.name = "helpline",
	.type = SETTING_TEXT,
	.value = "NUMBER",
	.help = "where key 0 and silence lead, as tel:+1-800-662-4357; else the articles' first"},
    {.name = "emergency",
	.type = SETTING_TEXT,
	.value = "NUMBER",
	.help = "the emergency number that callers are told of"},
    {.name = "target",
	.type = SETTING_TEXT,
	.value = "NAMES",
	.fallback = "asterisk",
	.help = "switches to write for, joined by commas: asterisk, freeswitch, voicexml, json"},
    {.name = "format",
	.type = SETTING_TEXT,
	.value = "NAMES",
	.help = "sound formats, joined by commas; else ulaw and wav: ulaw, alaw, wav, sln, gsm, "
		"wav49, g722, sln16, wav16, opus, flac"},
    {.name = "menu",
	.type = SETTING_CHOICE,
	.value = "tree|linear",
	.fallback = "tree",
	.help = "menus, or all texts one behind the other with one key"},
    {.name = "max-options",
	.type = SETTING_NUMBER,
	.fallback = "4",
	.least = 2,
	.most = FLOW_OPTIONS_MOST,
	.help = "choices of a menu; more of them are on further pages"},
    {.name = "chunk",
	.type = SETTING_NUMBER,
	.fallback = "60",
	.least = 15,
	.most = 250,
	.help = "seconds that one prompt of a text lasts at most"},
    {.name = "feedback",
	.type = SETTING_CHOICE,
	.value = "on|off",
	.fallback = "on",
	.help = "asks whether a text was helpful; only counts are kept"},
    {.name = "speeds",
	.type = SETTING_CHOICE,
	.value = "on|off",
	.fallback = "off",
	.help = "writes texts slower and faster too, with keys to change between them"},
    {.name = "keys",
	.type = SETTING_TEXT,
	.value = "FILE",
	.help = "which key does what, lines such as \"pause: 7\""},
    {.name = "languages",
	.type = SETTING_TEXT,
	.value = "NAMES",
	.help = "which languages, in this order, joined by commas; else all of the articles'"},
    {.name = "human",
	.type = SETTING_TEXT,
	.value = "FOLDER",
	.help = "recordings named by prompt ids, in place of the synthetic voice"},
    {.name = "level",
	.type = SETTING_NUMBER,
	.fallback = "-22",
	.least = -40,
	.most = -10,
	.help = "active speech level in dBov"},
    {.name = "voice",
	.type = SETTING_CHOICE,
	.value = VOICE_ENGINES,
	.fallback = "espeak",
	.help = "the engine that speaks; clock is silence of exact length, for tests"},
    {.name = "lexicon",
	.type = SETTING_TEXT,
	.value = "FILE",
	.help = "pronunciations over those of the language, as in its lexicon.tsv"},
    {.name = "shard",
	.type = SETTING_TEXT,
	.value = "K/N",
	.help = "only the sounds of part K of N, for --join"},
    {.name = "join",
	.type = SETTING_TEXT,
	.value = "FOLDER",
	.help = "takes the sounds from the parts below a folder: all of them, of these articles"},
    {.name = "fresh",
	.type = SETTING_FLAG,
	.help = "makes every sound, though the folder that is replaced has it already"},
    {.name = "jobs",
	.letter = 'j',
	.type = SETTING_NUMBER,
	.least = 0,
	.most = 64,
	.help = "processes that speak at once; 0: one for each processor"},
    {.name = NULL},
};

static int
bad_value(struct diag *diag, const char *option, struct str name, const char *why)
{
	return diag_say(diag, DIAG_BAD_VALUE, (struct where){0}, "--%s: \"%.*s\" %s", option,
	    STR_ARG(name), why);
}

/* --- what was asked for ---------------------------------------------------------------------- */

static int
add_format(struct prompts_options *options, struct str name, struct diag *diag)
{
	const struct codec *codec = codec_find(name);

	if (codec == NULL)
		return bad_value(diag, "format", name, "is no sound format");
	/* a switch takes .wav for 16-bit samples */
	if ((codec->rate != 0 && codec->rate != PROMPT_RATE && codec->rate != PROMPT_WIDE_RATE) ||
	    str_equal(name, S("wav_ulaw")))
		return bad_value(diag, "format", name, "is not for telephone prompts");
	for (size_t i = 0; i < options->format_count; i++)
		if (options->formats[i] == codec)
			return 0;
	if (options->format_count == PROMPT_FORMATS_MOST)
		return bad_value(diag, "format", name, "is one too many");
	options->formats[options->format_count++] = codec;
	return 0;
}

static int
read_targets(const char *names, const struct target *chosen[TARGETS_MOST + 1], struct diag *diag)
{
	struct str rest = str_of(names), name;
	size_t count = 0;

	while (str_cut(&rest, ',', &name)) {
		size_t i = 0;

		while (targets[i] && !str_equal(str_of(targets[i]->name), str_trim(name)))
			i++;
		if (targets[i] == NULL)
			return bad_value(diag, "target", name, "is no switch that is known");
		if (count == TARGETS_MOST)
			return bad_value(diag, "target", name, "is one too many");
		chosen[count++] = targets[i];
	}
	chosen[count] = NULL;
	return 0;
}

/* What was asked for, else what the switches like best; WAV where one of them needs it. */
static int
read_formats(const struct settings *settings, const struct target *const *chosen,
    struct prompts_options *options, struct diag *diag)
{
	const char *asked = settings_text(settings, "format");
	struct str rest = str_of(asked ? asked : "wav"), name;

	for (size_t i = 0; chosen[i]; i++) {
		options->by_rate = options->by_rate || chosen[i]->by_rate;
		if (asked == NULL && str_equal(str_of(chosen[i]->name), S("asterisk")))
			rest = S("ulaw,wav");
	}
	while (str_cut(&rest, ',', &name))
		if (add_format(options, str_trim(name), diag) != 0)
			return -1;
	if (options->format_count == 0)
		return bad_value(diag, "format", str_of(asked), "is empty");
	for (size_t i = 0; chosen[i]; i++)
		if (chosen[i]->wav && add_format(options, S("wav"), diag) != 0)
			return -1;
	options->review = review_sound(options) == NULL;
	return 0;
}

/* "tel:+1-800-662-4357" as people write it. */
static struct str
without_scheme(struct str number)
{
	return str_starts_fold(number, S("tel:")) ? str_sub(number, 4, number.len) : number;
}

/* Numbers that must not be called because a caller was silent or pressed a key. */
static bool
is_emergency(const char *dial)
{
	static const char *const numbers[] = {
	    "911", "112", "999", "000", "110", "119", "15", "17", "18", "190", "192"};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		if (strcmp(numbers[i], dial) == 0)
			return true;
	return false;
}

/* The number that was asked for; the shelf's own words for it where they name the same. */
static int
read_helpline(const struct shelf *shelf, const struct settings *settings,
    struct flow_options *options, struct diag *diag)
{
	const char *asked = settings_text(settings, "helpline");
	char dial[PHONE_DIAL_MOST];

	if (asked) {
		options->helpline = (struct helpline){{"", 0}, without_scheme(str_of(asked))};
		if (!phone_dial(options->helpline.number, options->dial))
			return diag_say(
			    diag, DIAG_BAD_DIAL, (struct where){0}, "--helpline \"%s\"", asked);
	}
	for (size_t i = 0; i < shelf->helpline_count; i++) {
		if (!phone_dial(shelf->helplines[i].number, dial) || is_emergency(dial))
			continue;
		if (options->dial[0] && strcmp(dial, options->dial) != 0)
			continue;
		options->helpline = shelf->helplines[i];
		memcpy(options->dial, dial, sizeof(dial));
		return 0;
	}
	if (options->dial[0] == '\0')
		diag_say(diag, DIAG_NO_HELPLINE, (struct where){0}, "");
	return 0;
}

static int
read_emergency(const struct shelf *shelf, const struct settings *settings,
    struct flow_options *options, struct diag *diag)
{
	struct str number = without_scheme(str_of(settings_text(settings, "emergency")));
	char dial[PHONE_DIAL_MOST];

	for (size_t i = 0; number.len == 0 && i < shelf->helpline_count; i++)
		if (phone_dial(shelf->helplines[i].number, dial) && is_emergency(dial))
			number = shelf->helplines[i].number;

	if (number.len > 0 && !phone_dial(number, dial))
		return diag_say(diag, DIAG_BAD_DIAL, (struct where){0}, "--emergency \"%.*s\"",
		    STR_ARG(number));
	options->emergency = number;
	return 0;
}

/* A line of one article has its name. */
static struct str
title_of(const struct shelf *shelf, const struct settings *settings)
{
	const char *asked = settings_text(settings, "title");

	if (asked)
		return str_of(asked);
	return shelf->title.len || shelf->count != 1 ? shelf->title : shelf->entries[0].title;
}

/* --- writing -----------------------------------------------------------------------------------
 */

static int
write_all(struct shelf *shelf, const struct flow_options *options,
    const struct prompts_options *sound, const struct target *const *chosen, const char *parts,
    struct output *out, struct diag *diag)
{
	struct flow_sink sinks[SINKS_MOST] = {{NULL, NULL, NULL}};
	struct prompts *prompts = prompts_begin(out, sound);
	struct dump *dump = dump_begin(out, options);
	struct review *review = review_begin(out, options, sound);
	size_t count = 0;
	int result;

	sinks[count++] = (struct flow_sink){dump, dump_language, dump_page};
	sinks[count++] = (struct flow_sink){review, review_language, review_page};
	for (size_t i = 0; chosen[i]; i++)
		if (chosen[i]->begin)
			sinks[count++] = (struct flow_sink){
			    chosen[i]->begin(out, options), chosen[i]->language, chosen[i]->page};
	result = parts ? prompts_join(prompts, parts, diag) : 0;
	if (result == 0)
		result = flow_make(shelf, options, prompts, sinks, diag);
	count = 2;
	for (size_t i = 0; chosen[i]; i++)
		if (chosen[i]->begin)
			chosen[i]->end(sinks[count++].context);
	review_end(review);
	dump_end(dump);
	result = prompts_end(prompts, result, diag);
	if (result == 0)
		recordings_end(sound->recordings, diag);
	return result;
}

/* The sounds alone: what is around them needs the lengths of all. */
static int
write_part(struct shelf *shelf, const struct flow_options *options,
    const struct prompts_options *sound, struct output *out, struct diag *diag)
{
	struct flow_sink none = {NULL, NULL, NULL};
	struct prompts *prompts = prompts_begin(out, sound);
	int result = flow_make(shelf, options, prompts, &none, diag);

	return prompts_end(prompts, result, diag);
}

static int
read_keys(const struct settings *settings, struct flow_options *options, struct diag *diag)
{
	const char *path = settings_text(settings, "keys");

	keys_usual(&options->keys);
	return path ? keys_read(&options->keys, path, options->speeds, diag) : 0;
}

/* Every language that is asked for must be that of an article. */
static int
read_languages(const struct shelf *shelf, const struct settings *settings,
    struct flow_options *options, struct diag *diag)
{
	const char *asked = settings_text(settings, "languages");
	struct str rest, name;
	struct arena arena = {0};
	int result = 0;

	if (asked == NULL)
		return 0;
	options->languages = rest = str_of(asked);
	while (result == 0 && str_cut(&rest, ',', &name)) {
		struct str tag = speaker_folder(str_trim(name), &arena);
		size_t i = 0;

		while (
		    i < shelf->count && !str_equal(speaker_folder(shelf->entries[i].language.len
								      ? shelf->entries[i].language
								      : shelf->language,
						       &arena),
					    tag))
			i++;
		if (i == shelf->count)
			result = bad_value(diag, "languages", name, "is in no article");
	}
	arena_free(&arena);
	return result;
}

static int
read_shard(const struct settings *settings, struct prompts_options *sound, struct diag *diag)
{
	const char *asked = settings_text(settings, "shard");
	char end;

	if (asked && (sscanf(asked, "%5u/%5u%c", &sound->part, &sound->parts, &end) != 2 ||
			 sound->part == 0 || sound->part > sound->parts))
		return bad_value(diag, "shard", str_of(asked), "is no part as 2/5");
	if (asked && settings_given(settings, "join"))
		return bad_value(diag, "shard", str_of(asked), "cannot be with --join");
	return 0;
}

static int
read_recordings(const struct settings *settings, struct prompts_options *sound, struct diag *diag)
{
	const char *folder = settings_text(settings, "human");

	if (folder)
		sound->recordings = recordings_open(folder, diag);
	return folder && sound->recordings == NULL ? -1 : 0;
}

static int
render(struct shelf *shelf, const struct settings *settings, struct output *out, struct diag *diag)
{
	const struct target *chosen[TARGETS_MOST + 1];
	struct prompts_options sound = {.workers = (unsigned)settings_number(settings, "jobs"),
	    .level = (double)settings_number(settings, "level"),
	    .speeds = settings_choice(settings, "speeds") == 0,
	    .fresh = settings_flag(settings, "fresh")};
	struct flow_options options = {
	    .title = title_of(shelf, settings),
	    .engine = settings_text(settings, "voice"),
	    .lexicon = settings_text(settings, "lexicon"),
	    .most = (unsigned)settings_number(settings, "max-options"),
	    .menu = 20000,
	    .chunk = (unsigned)settings_number(settings, "chunk") * 1000,
	    .linear = settings_choice(settings, "menu") == 1,
	    .feedback = settings_choice(settings, "feedback") == 0,
	    .speeds = sound.speeds,
	};
	int result;

	if (read_targets(settings_text(settings, "target"), chosen, diag) != 0 ||
	    read_formats(settings, chosen, &sound, diag) != 0 ||
	    read_helpline(shelf, settings, &options, diag) != 0 ||
	    read_emergency(shelf, settings, &options, diag) != 0 ||
	    read_shard(settings, &sound, diag) != 0 || read_keys(settings, &options, diag) != 0 ||
	    read_languages(shelf, settings, &options, diag) != 0)
		return -1;
	result = read_recordings(settings, &sound, diag);
	if (result == 0)
		result = sound.parts ? write_part(shelf, &options, &sound, out, diag)
				     : write_all(shelf, &options, &sound, chosen,
					   settings_text(settings, "join"), out, diag);
	recordings_free(sound.recordings);
	return result;
}

/* Callers must hear its own words: those of voices/LANG/phrases, in a voice that can say them. */
static bool
serves(struct str language, struct buf *name)
{
	char *phrases = profile_file(language, "phrases");
	bool good = phrases && voice_serves(language, NULL);

	(void)name;
	mem_free(phrases);
	return good;
}

const struct renderer render_phone = {
    .name = "phone",
    .summary = "A phone line: prompts, call flow and dialplan",
    .example = "lectern phone health.lectern -o line/",
    .shape = OUTPUT_TREE,
    .suffix = "",
    .settings = table,
    .render = render,
    .serves = serves,
};
