/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <espeak-ng/speak_lib.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/late.h"
#include "base/utf8.h"
#include "voice/ipa.h"
#include "voice/voice.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(espeak_GetCurrentVoice)                                                               \
	TAKE(espeak_Initialize)                                                                    \
	TAKE(espeak_ListVoices)                                                                    \
	TAKE(espeak_SetParameter)                                                                  \
	TAKE(espeak_SetPhonemeTrace)                                                               \
	TAKE(espeak_SetSynthCallback)                                                              \
	TAKE(espeak_SetVoiceByName)                                                                \
	TAKE(espeak_SetVoiceByProperties)                                                          \
	TAKE(espeak_Synth)
LATE_LIBRARY("espeak-ng", TAKEN)

/* Silence left at the ends, in milliseconds: enough to keep soft beginnings and endings. */
enum { LEAD = 10, TAIL = 30, NAME_MOST = 64, SAID_MOST = 400 };

/*
 * The library keeps its state at file scope, so this file does too. It is started once a
 * process: ending and starting it again deadlocks.
 */
static int samples_a_second; /* 0: not started */
static char chosen[NAME_MOST];
static struct pcm *sink;

static int
take(short *samples, int count, espeak_EVENT *events)
{
	(void)events;
	if (samples && count > 0 && sink)
		pcm_add(sink, samples, (size_t)count);
	return 0;
}

static int
start(struct diag *diag)
{
	if (samples_a_second > 0)
		return 0;
	samples_a_second =
	    lib()->espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
	if (samples_a_second <= 0) {
		samples_a_second = 0;
		return diag_say(diag, DIAG_NO_ENGINE, (struct where){0}, "espeak-ng");
	}
	lib()->espeak_SetSynthCallback(take);
	return 0;
}

/* The library reads the files of all its voices when it first looks for one. */
void
voice_espeak_start(void)
{
	struct diag silent = {.sink = diag_hush};

	if (start(&silent) == 0)
		lib()->espeak_ListVoices(NULL);
}

/* By its name, else the best one for it as a language: "es-419" and "es" both find one. */
static bool
find_plain(const char *name)
{
	espeak_VOICE wanted = {.languages = name};

	return lib()->espeak_SetVoiceByName(name) == EE_OK ||
	       lib()->espeak_SetVoiceByProperties(&wanted) == EE_OK;
}

static bool
has_variant(const char *name)
{
	espeak_VOICE wanted = {.languages = "variant"};

	for (const espeak_VOICE **v = lib()->espeak_ListVoices(&wanted); *v; v++) {
		const char *slash = strchr((*v)->identifier, '/');

		if (slash && strcmp(slash + 1, name) == 0)
			return true;
	}
	return false;
}

/* "en-gb+f3". The engine takes a variant only behind the file of a voice, not behind a language,
   and reads one that it does not have as some voice or other. */
static bool
find_voice(const char *name)
{
	const char *plus = strchr(name, '+');
	char plain[NAME_MOST], whole[2 * NAME_MOST];
	const espeak_VOICE *found;

	if (plus == NULL)
		return find_plain(name);
	if ((size_t)(plus - name) >= sizeof(plain) || !has_variant(plus + 1))
		return false;
	snprintf(plain, sizeof(plain), "%.*s", (int)(plus - name), name);
	found = find_plain(plain) ? lib()->espeak_GetCurrentVoice() : NULL;
	if (found == NULL || found->identifier == NULL)
		return false;
	snprintf(whole, sizeof(whole), "%s+%s", found->identifier, plus + 1);
	return lib()->espeak_SetVoiceByName(whole) == EE_OK;
}

/* What the library prints on standard error while it looks, such as that it has no full dictionary,
   is said as a warning, once a voice. */
static bool
find_voice_said(const char *name, struct diag *diag)
{
	static char said[NAME_MOST];
	char text[SAID_MOST];
	int own = dup(STDERR_FILENO), ends[2];
	ssize_t count = 0;
	bool good;

	if (own < 0 || pipe(ends) != 0) {
		if (own >= 0)
			close(own);
		return find_voice(name);
	}
	fflush(stderr);
	fcntl(ends[1], F_SETFL, O_NONBLOCK); /* too much of it is lost, but nothing waits */
	dup2(ends[1], STDERR_FILENO);
	close(ends[1]);
	good = find_voice(name);
	fflush(stderr);
	dup2(own, STDERR_FILENO);
	close(own);
	count = read(ends[0], text, sizeof(text));
	close(ends[0]);
	if (count > 0 && strcmp(said, name) != 0) {
		struct str line = str_trim((struct str){text, (size_t)count});

		snprintf(said, sizeof(said), "%s", name);
		diag_say(diag, DIAG_ENGINE_SAYS, (struct where){0}, "%.*s", STR_ARG(line));
	}
	return good;
}

bool
voice_espeak_has(const char *name, struct diag *diag)
{
	if (start(diag) != 0)
		return false;
	chosen[0] = '\0';
	return find_voice_said(name, diag);
}

/* Whether a voice has the name as its file's or as one of its languages, which stand one behind
   another, a byte of priority before each. */
static bool
is_named(const espeak_VOICE *voice, struct str name)
{
	const char *slash = strrchr(voice->identifier, '/');

	if (str_equal_fold(str_of(voice->identifier), name) ||
	    str_equal_fold(str_of(slash ? slash + 1 : voice->identifier), name))
		return true;
	for (const char *at = voice->languages; *at; at += strlen(at) + 1)
		if (str_equal_fold(str_of(at + 1), name))
			return true;
	return false;
}

bool
voice_espeak_lists(const char *name, struct diag *diag)
{
	struct str plain = {name, strcspn(name, "+")};

	if (start(diag) != 0)
		return false;
	for (const espeak_VOICE **v = lib()->espeak_ListVoices(NULL); *v; v++)
		if (is_named(*v, plain))
			return true;
	return str_starts(plain, S("mb")); /* MBROLA's are not listed */
}

static int
by_language(const void *a, const void *b)
{
	const struct voice_about *x = a, *y = b;

	return strcmp(x->language.at, y->language.at);
}

/* "English_(Great_Britain)" */
static struct str
readable(struct arena *arena, const char *name)
{
	struct str text = arena_str(arena, str_of(name));

	for (char *at = (char *)text.at; *at; at++)
		*at = *at == '_' ? ' ' : *at;
	return text;
}

size_t
voice_list(struct voice_about **list, struct arena *arena, struct diag *diag)
{
	const espeak_VOICE **voices;
	size_t count = 0, kept = 0;

	*list = NULL;
	if (start(diag) != 0)
		return 0;
	voices = lib()->espeak_ListVoices(NULL);
	while (voices[count])
		count++;
	*list = arena_array(arena, count, sizeof(**list));
	for (size_t i = 0; i < count; i++) {
		/* a byte of priority stands before the language; those of MBROLA need more than
		   is installed here */
		struct str language = arena_str(arena, str_of(voices[i]->languages + 1));

		if (strncmp(voices[i]->identifier, "mb/", 3) != 0)
			(*list)[kept++] =
			    (struct voice_about){language, readable(arena, voices[i]->name)};
	}
	qsort(*list, kept, sizeof(**list), by_language);
	return kept;
}

static bool
choose(struct str name, const struct profile *profile, unsigned words, struct diag *diag)
{
	if (name.len >= sizeof(chosen))
		return false;
	if (!str_equal(name, str_of(chosen))) {
		snprintf(chosen, sizeof(chosen), "%.*s", STR_ARG(name));
		if (!find_voice_said(chosen, diag)) {
			chosen[0] = '\0';
			return false;
		}
	}
	/* never range-checked there, so profile_read has */
	lib()->espeak_SetParameter(espeakRATE, (int)profile_engine_rate(profile, words), 0);
	lib()->espeak_SetParameter(espeakPITCH, (int)profile->pitch, 0);
	lib()->espeak_SetParameter(espeakRANGE, (int)profile->range, 0);
	lib()->espeak_SetParameter(espeakVOLUME, (int)profile->volume, 0);
	return true;
}

static bool
same_language(struct str a, struct str b)
{
	struct str x, y;

	return str_cut(&a, '-', &x) && str_cut(&b, '-', &y) && str_equal_fold(x, y);
}

/* The voice for words in another language than the profile's. When there is none, the
   profile's own reads them: badly is better than not at all, and it is said. */
static int
choose_for(struct voice *voice, struct str language, struct diag *diag)
{
	const struct profile *own = voice->profile;
	struct profile *other;
	bool good;

	if (language.len == 0 || same_language(language, own->language))
		return choose(own->espeak, own, own->rate, diag) ? 0 : -1;
	other = own->phone ? profile_read_phone(language, diag) : profile_read(language, diag);
	good = choose(other->espeak, other, own->rate, diag);
	profile_free(other);
	if (good)
		return 0;
	diag_say(diag, DIAG_OTHER_VOICE, (struct where){0}, "%.*s", STR_ARG(language));
	return choose(own->espeak, own, own->rate, diag) ? 0 : -1;
}

/* --- what the engine is given ------------------------------------------------------------- */

static bool
speaks_english(const struct voice *voice)
{
	return str_starts(voice->profile->espeak, S("en"));
}

/* The sound of "'s" in English behind the last sound of a word. */
static const char *
ending_behind(struct str mnemonics)
{
	size_t end = mnemonics.len;

	while (end > 0 && strchr("#2-|_", mnemonics.at[end - 1])) /* kinds of a sound */
		end--;
	if (end > 0 && strchr("szSZ", mnemonics.at[end - 1]))
		return "I#z";
	return end > 0 && strchr("ptkfT", mnemonics.at[end - 1]) ? "s" : "z";
}

static void
put_phonemes(struct str mnemonics, bool possessive, struct buf *text)
{
	buf_put(text, S("[["));
	buf_put(text, mnemonics);
	if (possessive)
		buf_put(text, str_of(ending_behind(mnemonics)));
	buf_put(text, S("]]"));
}

/* A pronunciation in IPA; when it cannot be said, the word is read as the engine reads it. */
static void
put_ipa(struct voice *voice, const struct lexicon_entry *entry, struct str word, bool possessive,
    struct buf *text, struct diag *diag)
{
	struct buf mnemonics = {0};

	if (speaks_english(voice) && ipa_to_espeak(entry->value, &mnemonics)) {
		put_phonemes(buf_str(&mnemonics), possessive, text);
	} else {
		diag_say(diag, DIAG_BAD_IPA, (struct where){0}, "\"%.*s\" of %.*s",
		    STR_ARG(entry->value), STR_ARG(entry->word));
		buf_put(text, word);
	}
	buf_free(&mnemonics);
}

static void
put_word(struct voice *voice, struct str word, bool own, struct buf *text, struct diag *diag)
{
	const struct lexicon_entry *entry =
	    own && voice->lexicon ? lexicon_find(voice->lexicon, word) : NULL;
	bool possessive = own && voice->lexicon && !entry && word.len > 2 &&
			  speaks_english(voice) && str_ends(word, S("'s"));

	if (possessive)
		entry = lexicon_find(voice->lexicon, str_sub(word, 0, word.len - 2));
	if (entry && entry->kind == LEXICON_ESPEAK)
		put_phonemes(entry->value, possessive, text);
	else if (entry && entry->kind == LEXICON_IPA)
		put_ipa(voice, entry, word, possessive, text, diag);
	else if (own && str_equal(word, S("A")) && speaks_english(voice))
		put_phonemes(S("eI"), false, text); /* alone it would be the article */
	else
		buf_put(text, word);
}

/* Whether the lexicon has a part of "buprenorphine-naloxone", but not the whole. */
static bool
has_known_part(struct voice *voice, struct str word)
{
	struct str part;

	if (voice->lexicon == NULL || str_find_byte(word, '-', 0) == STR_NONE ||
	    lexicon_find(voice->lexicon, word))
		return false;
	while (str_cut(&word, '-', &part))
		if (lexicon_find(voice->lexicon, part))
			return true;
	return false;
}

static void
put_compound(struct voice *voice, struct str word, bool own, struct buf *text, struct diag *diag)
{
	struct str part;

	if (!own || !has_known_part(voice, word)) {
		put_word(voice, word, own, text, diag);
		return;
	}
	while (str_cut(&word, '-', &part)) {
		put_word(voice, part, own, text, diag);
		if (word.at)
			buf_byte(text, ' ');
	}
}

/* The engine stops reading at a sound that it does not know: a hum behind the others is then
   missing in what it says it has read. */
#define HUM "mmm"

static bool
reads_whole(struct str mnemonics)
{
	struct buf text = {0};
	char *read = NULL;
	size_t len = 0;
	FILE *trace = open_memstream(&read, &len);
	struct str got;
	bool good;

	if (trace == NULL)
		return false;
	buf_put(&text, S("[["));
	buf_put(&text, mnemonics);
	buf_put(&text, S("||" HUM "]]"));
	buf_byte(&text, '\0');
	lib()->espeak_SetPhonemeTrace(espeakPHONEMES_SHOW, trace);
	lib()->espeak_Synth(
	    text.at, text.len, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakPHONEMES, NULL, NULL);
	lib()->espeak_SetPhonemeTrace(0, NULL);
	fclose(trace);
	got = str_trim((struct str){read, len});
	good = str_ends(got, S(HUM)) && got.len > sizeof(HUM);
	free(read);
	buf_free(&text);
	return good;
}

bool
voice_pronounces(struct voice *voice, const struct lexicon_entry *entry)
{
	struct buf mnemonics = {0};
	bool good = true;

	if (entry->kind == LEXICON_ESPEAK)
		good = reads_whole(entry->value);
	else if (entry->kind == LEXICON_IPA)
		good = speaks_english(voice) && ipa_to_espeak(entry->value, &mnemonics) &&
		       reads_whole(buf_str(&mnemonics));
	buf_free(&mnemonics);
	return good;
}

static bool
in_word(struct str s, size_t at)
{
	unsigned c = utf8_next(s, &at);

	/* a hyphen or apostrophe belongs to the word that goes on behind it */
	return char_word(c) || ((c == '-' || c == '\'' || c == 0x2019) && at < s.len &&
				   char_word(utf8_next(s, &at)));
}

/* Square brackets are how phonemes are written to the engine: from an article they are left
   out, so only the lexicon can write them. */
static void
prepare(struct voice *voice, struct str spoken, struct str language, struct buf *text,
    struct diag *diag)
{
	bool own = language.len == 0 || same_language(language, voice->profile->language);
	size_t at = 0;

	while (at < spoken.len) {
		size_t from = at;

		while (at < spoken.len && in_word(spoken, at))
			utf8_next(spoken, &at);
		if (at > from) {
			put_compound(voice, str_sub(spoken, from, at), own, text, diag);
			continue;
		}
		utf8_next(spoken, &at);
		if (spoken.at[from] != '[' && spoken.at[from] != ']')
			buf_put(text, str_sub(spoken, from, at));
	}
	buf_byte(text, '\0');
}

static int
speak(
    struct voice *voice, struct str spoken, struct str language, struct pcm *pcm, struct diag *diag)
{
	size_t before = pcm->count;
	struct buf text = {0};
	espeak_ERROR error;

	if (choose_for(voice, language, diag) != 0)
		return diag_say(diag, DIAG_NO_VOICE, (struct where){0}, "%.*s",
		    STR_ARG(voice->profile->espeak));
	prepare(voice, spoken, language, &text, diag);
	srand(1); /* the engine's noise is made of rand() */
	sink = pcm;
	error = lib()->espeak_Synth(
	    text.at, text.len, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakPHONEMES, NULL, NULL);
	sink = NULL;
	buf_free(&text);
	pcm_trim_from(pcm, before, LEAD, TAIL);
	if (error == EE_OK && pcm->count == before)
		diag_say(diag, DIAG_NO_SOUND, (struct where){0}, "\"%.*s\"", STR_ARG(spoken));
	return error == EE_OK && pcm->count > before ? 0 : -1;
}

static void
ready(struct voice *voice)
{
	struct diag silent = {.sink = diag_hush}; /* it was said when it was opened */

	choose(voice->profile->espeak, voice->profile, voice->profile->rate, &silent);
}

static void
close_espeak(struct voice *voice)
{
	mem_free(voice); /* the library stays for the next one */
}

struct voice *
voice_espeak(const struct profile *profile, struct diag *diag)
{
	struct voice *voice;

	if (start(diag) != 0)
		return NULL;
	if (!choose(profile->espeak, profile, profile->rate, diag)) {
		diag_say(diag, DIAG_NO_VOICE, (struct where){0}, "%.*s (espeak-ng \"%.*s\")",
		    STR_ARG(profile->language), STR_ARG(profile->espeak));
		return NULL;
	}
	voice = mem_get(sizeof(*voice));
	*voice = (struct voice){
	    "espeak", (unsigned)samples_a_second, profile, NULL, true, ready, speak, close_espeak};
	return voice;
}
