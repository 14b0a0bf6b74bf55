/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/input.h"
#include "base/utf8.h"
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

/* Entries of other languages are tried on the voices of those. */
struct trial {
	struct str language;
	struct profile *profile;
	struct voice *voice; /* NULL: there is none, which was said */
};

static void
trial_end(struct trial *t)
{
	voice_close(t->voice);
	profile_free(t->profile);
}

static void
trial_begin(struct trial *t, struct str language, struct diag *diag)
{
	t->language = language;
	t->profile = profile_read(language, diag);
	t->voice = voice_open(NULL, t->profile, diag);
}

static void
say_entry(enum diag_id id, const struct lexicon_entry *entry, struct diag *diag)
{
	diag_say(diag, id, (struct where){entry->file, entry->line, 0}, "\"%.*s\" of \"%.*s\"",
	    STR_ARG(entry->value), STR_ARG(entry->word));
}

/* Digits and signs, but those that join words or part them. */
static bool
has_figures(struct str value)
{
	for (size_t at = 0; at < value.len;) {
		unsigned c = utf8_next(value, &at);

		if (char_digit(c) || (c < 0x80 && strchr("#$%&*+/<=>@[]^_{|}~", (int)c)))
			return true;
	}
	return false;
}

static void
say_doubts(const struct lexicon *lexicon, size_t n, struct diag *diag)
{
	const struct lexicon_entry *entry = lexicon_at(lexicon, n);

	if (lexicon_repeats(lexicon, n))
		diag_say(diag, DIAG_LEXICON_TWICE, (struct where){entry->file, entry->line, 0},
		    "\"%.*s\"", STR_ARG(entry->word));
	if (entry->kind == LEXICON_ALIAS && has_figures(entry->value))
		say_entry(DIAG_LEXICON_FIGURES, entry, diag);
}

/* How many cannot be said. */
static size_t
try_all(const struct lexicon *lexicon, struct str language, struct diag *diag)
{
	const struct lexicon_entry *entry;
	struct trial t;
	size_t wrong;

	trial_begin(&t, language, diag);
	wrong = t.voice == NULL;
	for (size_t i = 0; (entry = lexicon_at(lexicon, i)) != NULL; i++) {
		struct str own = lexicon_language(entry);

		say_doubts(lexicon, i, diag);
		own = lexicon_concerns(entry, language, S("")) || own.len == 0 ? language : own;
		if (!str_equal(own, t.language)) {
			trial_end(&t);
			trial_begin(&t, own, diag);
			wrong += t.voice == NULL;
		}
		if (t.voice == NULL || voice_pronounces(t.voice, entry))
			continue;
		wrong++;
		say_entry(DIAG_BAD_SOUND, entry, diag);
	}
	trial_end(&t);
	return wrong;
}

static int
check(const struct settings *settings, struct str language, struct output *out, struct diag *diag)
{
	struct lexicon *lexicon = open_lexicon(settings, language, diag);
	size_t count = 0, wrong;

	if (lexicon == NULL)
		return -1;
	if (lexicon_unread(lexicon) > 0)
		diag_say(diag, DIAG_LEXICON_UNREAD, (struct where){0}, "%zu left out",
		    lexicon_unread(lexicon));
	wrong = lexicon_unread(lexicon) + try_all(lexicon, language, diag);
	while (lexicon_at(lexicon, count))
		count++;
	output_print(out, "%zu %s, %zu wrong\n", count, count == 1 ? "entry" : "entries", wrong);
	lexicon_free(lexicon);
	return wrong > 0 ? -1 : 0;
}

/* UTF-16 has a byte order mark or a NUL beside the first sign; a reader of XML finds out more. */
static bool
is_xml(struct str bytes)
{
	if (str_starts(bytes, S("\xef\xbb\xbf")))
		bytes = str_sub(bytes, 3, bytes.len);
	return str_starts(str_trim(bytes), S("<")) || str_starts(bytes, S("\xff\xfe<")) ||
	       str_starts(bytes, S("\xfe\xff\0<")) || str_starts(bytes, S("\0<"));
}

static int
import(const struct settings *settings, struct str language, struct output *out, struct diag *diag)
{
	int result = 0;

	if (settings_operands(settings) < 2)
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "import FILE");
	if (!settings_given(settings, "lang"))
		language = S("");
	for (size_t i = 1; i < settings_operands(settings) && result == 0; i++) {
		const char *path = settings_operand(settings, i);
		struct buf bytes = {0};

		result = input_read(path, &bytes, diag);
		if (result == 0 && is_xml(buf_str(&bytes)))
			result = pls_read(buf_str(&bytes), path, language, out, diag);
		else if (result == 0)
			result = nvda_read(buf_str(&bytes), path, language, out, diag);
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
		result = import(settings, language, out, diag);
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
