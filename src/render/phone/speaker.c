/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/speaker.h"

#include "document/phone.h"

enum { PHONES_MOST = 16, SUBTAG_MOST = 8 };

struct str
speaker_folder(struct str language, struct arena *arena)
{
	struct buf name = {0};
	struct str folder;

	for (size_t i = 0; i < language.len && ascii_alpha(language.at[i]); i++)
		buf_byte(&name, ascii_fold(language.at[i]));
	if (name.len < 2 || name.len > SUBTAG_MOST) {
		buf_clear(&name);
		buf_put(&name, S("en"));
	}
	folder = arena_str(arena, buf_str(&name));
	buf_free(&name);
	return folder;
}

struct speaker *
speaker_open(const char *engine, struct lexicon *lexicon, struct str language, struct diag *diag)
{
	struct speaker *speaker = mem_get(sizeof(*speaker));

	speaker->profile = profile_read_phone(language, diag);
	speaker->language = arena_str(&speaker->profile->arena, language);
	speaker->voice = voice_open(engine, speaker->profile, diag);
	if (speaker->voice == NULL) {
		lexicon_free(lexicon);
		speaker_close(speaker);
		return NULL;
	}
	speaker_learn(speaker, lexicon);
	return speaker;
}

void
speaker_learn(struct speaker *speaker, struct lexicon *lexicon)
{
	const struct lexicon_entry *e;
	struct buf all = {0};

	for (size_t i = 0; (e = lexicon_at(lexicon, i)) != NULL; i++)
		buf_print(&all, "%.*s\t%s\t%.*s\t%.*s\n", STR_ARG(e->word),
		    lexicon_kind_name(e->kind), STR_ARG(e->value), STR_ARG(e->flags));
	hash_blake(buf_str(&all), speaker->words);
	buf_free(&all);
	lexicon_free(speaker->lexicon);
	speaker->lexicon = lexicon;
	speaker->voice->lexicon = lexicon;
}

void
speaker_close(struct speaker *speaker)
{
	if (speaker == NULL)
		return;
	voice_close(speaker->voice);
	lexicon_free(speaker->lexicon);
	profile_free(speaker->profile);
	mem_free(speaker);
}

/* The filling whose "{place}" stands at the beginning of the text, or NULL. */
static const struct filling *
place_at(struct str text, const struct filling *fillings)
{
	for (; fillings && fillings->place; fillings++) {
		struct str place = str_of(fillings->place);

		if (text.len >= place.len + 2 && text.at[0] == '{' &&
		    text.at[place.len + 1] == '}' &&
		    str_equal(str_sub(text, 1, place.len + 1), place))
			return fillings;
	}
	return NULL;
}

struct str
speaker_phrase(const struct speaker *speaker, const char *name, const struct filling *fillings,
    struct arena *arena)
{
	struct str text = profile_phrase(speaker->profile, name), filled;
	struct buf out = {0};

	for (size_t i = 0; i < text.len; i++) {
		const struct filling *f = place_at(str_sub(text, i, text.len), fillings);

		if (f) {
			buf_put(&out, f->text);
			i += str_of(f->place).len + 1;
		} else {
			buf_byte(&out, text.at[i]);
		}
	}
	filled = arena_str(arena, buf_str(&out));
	buf_free(&out);
	return filled;
}

/* The next phone number: the one that is known, or one that looks like it. */
static bool
next_number(const struct speaker *speaker, struct str text, size_t from, struct str number,
    struct phone *phone)
{
	size_t at = number.len ? str_find(text, number, from) : STR_NONE;
	bool found = phone_find(text, from, speaker->language, phone);

	if (at == STR_NONE || (found && phone->end <= at))
		return found;
	phone->start = at;
	phone->end = at + number.len;
	return phone_dial(number, phone->dial);
}

struct utterance
speaker_utterance(const struct speaker *speaker, struct str text, struct str number,
    struct arena *arena, struct diag *diag)
{
	struct span spans[PHONES_MOST + 1] = {{SPAN_SENTENCE, 0, text.len, {"", 0}}};
	struct block leaf = {
	    .kind = BLOCK_PARAGRAPH, .text = text, .spans = spans, .span_count = 1};
	struct document nothing = {.language = speaker->language};
	struct spoken_options options = {
	    .language = speaker->language, .lexicon = speaker->lexicon};
	struct phone phones[PHONES_MOST];
	struct buf spoken = {0};
	struct utterance u = {.kind = UTTERANCE_PROMPT, .language = speaker->language};

	for (size_t i = 0, from = 0;
	     i < PHONES_MOST && next_number(speaker, text, from, number, &phones[i]); i++) {
		spans[leaf.span_count++] = (struct span){
		    SPAN_PHONE, phones[i].start, phones[i].end, str_of(phones[i].dial)};
		from = phones[i].end;
	}
	spoken_leaf(&leaf, 0, text.len, &options, &nothing, &spoken, diag);
	u.written = arena_str(arena, text);
	u.spoken = spoken.len ? arena_str(arena, buf_str(&spoken)) : u.written;
	buf_free(&spoken);
	return u;
}

struct utterance
speaker_helpline(
    const struct speaker *speaker, struct helpline line, struct arena *arena, struct diag *diag)
{
	struct str label =
	    line.label.len ? line.label : speaker_phrase(speaker, "phone-helpline", NULL, arena);
	struct filling fillings[] = {{"label", label}, {"number", line.number}, {NULL, {NULL, 0}}};

	return speaker_utterance(speaker,
	    line.number.len ? speaker_phrase(speaker, "phone-number", fillings, arena) : label,
	    line.number, arena, diag);
}
