/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/input.h"
#include "cli/cli.h"
#include "voice/exchange.h"
#include "voice/voice.h"

/* Files named behind the deed are the lexicon; without one it is the language's own. */
static struct lexicon *
open_lexicon(const struct settings *settings, struct str language, struct diag *diag)
{
	struct lexicon *lexicon = settings_operands(settings) > 1
				      ? lexicon_empty()
				      : lexicon_open(language, (struct str){"", 0}, diag);

	for (size_t i = 1; i < settings_operands(settings); i++)
		if (lexicon_add(lexicon, settings_operand(settings, i), diag) != 0) {
			lexicon_free(lexicon);
			return NULL;
		}
	return lexicon;
}

static int
check(const struct settings *settings, struct str language, struct output *out, struct diag *diag)
{
	struct lexicon *lexicon = open_lexicon(settings, language, diag);
	struct profile *profile = profile_read(language, diag);
	struct voice *voice = voice_open(NULL, profile, diag);
	const struct lexicon_entry *entry;
	size_t count = 0, wrong = lexicon ? lexicon_unread(lexicon) : 0;

	for (; lexicon && voice && (entry = lexicon_at(lexicon, count)) != NULL; count++) {
		if (lexicon_repeats(lexicon, count))
			diag_say(diag, DIAG_LEXICON_TWICE,
			    (struct where){entry->file, entry->line, 0}, "\"%.*s\"",
			    STR_ARG(entry->word));
		if (voice_pronounces(voice, entry))
			continue;
		wrong++;
		diag_say(diag, DIAG_BAD_SOUND, (struct where){entry->file, entry->line, 0},
		    "\"%.*s\" of %.*s", STR_ARG(entry->value), STR_ARG(entry->word));
	}
	if (lexicon && voice)
		output_print(
		    out, "%zu %s, %zu wrong\n", count, count == 1 ? "entry" : "entries", wrong);
	wrong += !lexicon || !voice;
	voice_close(voice);
	profile_free(profile);
	lexicon_free(lexicon);
	return wrong ? -1 : 0;
}

/* XML begins with a tag, or it says by its first bytes that it is UTF-16. */
static bool
looks_like_xml(struct str bytes)
{
	if (str_starts(bytes, S("\xef\xbb\xbf")))
		bytes = str_sub(bytes, 3, bytes.len);
	return str_starts(bytes, S("\xff\xfe")) || str_starts(bytes, S("\xfe\xff")) ||
	       str_starts(str_trim(bytes), S("<"));
}

static int
import(const struct settings *settings, struct output *out, struct diag *diag)
{
	struct str language =
	    str_of(settings_given(settings, "lang") ? settings_text(settings, "lang") : "");
	int result = 0;

	if (settings_operands(settings) < 2)
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "import FILE");
	for (size_t i = 1; i < settings_operands(settings) && result == 0; i++) {
		const char *path = settings_operand(settings, i);
		struct buf bytes = {0};

		result = input_read(path, &bytes, diag);
		if (result == 0 && looks_like_xml(buf_str(&bytes)))
			result = pls_read(buf_str(&bytes), path, language, out, diag);
		else if (result == 0)
			result = nvda_read(buf_str(&bytes), path, out, diag);
		buf_free(&bytes);
	}
	return result;
}

static int export(
    const struct settings *settings, struct str language, struct output *out, struct diag *diag)
{
	struct lexicon *lexicon = open_lexicon(settings, language, diag);

	if (lexicon == NULL)
		return -1;
	pls_write(lexicon, language, out, diag);
	lexicon_free(lexicon);
	return 0;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *path = settings_text(settings, "output");
	struct str language = str_of(settings_text(settings, "lang"));
	struct str deed =
	    str_of(settings_operands(settings) > 0 ? settings_operand(settings, 0) : "");
	struct output *out = output_file(path ? path : "-");
	int result;

	if (str_equal(deed, S("check"))) {
		result = check(settings, language, out, diag);
		return output_commit(out, diag) == 0 ? result : -1;
	}
	if (str_equal(deed, S("import")))
		result = import(settings, out, diag);
	else if (str_equal(deed, S("export")))
		result = export(settings, language, out, diag);
	else
		result = diag_say(diag, DIAG_BAD_VALUE, (struct where){0},
		    "\"%.*s\" is not check, import or export", STR_ARG(deed));
	if (result != 0) {
		output_abandon(out);
		return -1;
	}
	return cli_commit(out, settings, diag);
}

static const struct setting table[] = {
    {.name = "lang",
	.type = SETTING_TEXT,
	.fallback = "en",
	.value = "TAG",
	.help = "the language whose pronunciations they are"},
    {.name = NULL},
};

const struct command command_lexicon = {
    .name = "lexicon",
    .summary = "Check pronunciations, read those of other programs, write them as PLS 1.0",
    .usage = "check|import|export [--lang TAG] [FILE...]",
    .example = "lectern lexicon check --lang en",
    .settings = table,
    .writes_output = true,
    .run = run,
};
