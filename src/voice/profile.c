/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/profile.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/input.h"

/* The engine's own bounds: below the first it goes no slower, above the second it only gets
   worse. */
enum { UP_MOST = 4, ENGINE_LEAST = 80, ENGINE_MOST = 700 };

/* --- where voices/ is ----------------------------------------------------------------------- */

static char *
text_of(struct buf *buf)
{
	buf_byte(buf, '\0');
	return buf->at;
}

/* FOLDER when FOLDER/en/voice can be read, else NULL and freed. */
static char *
if_voices(struct buf folder)
{
	struct buf probe = {0};
	bool there;

	buf_print(&probe, "%.*s/en/voice", STR_ARG(buf_str(&folder)));
	there = access(text_of(&probe), R_OK) == 0;
	buf_free(&probe);
	if (there)
		return text_of(&folder);
	buf_free(&folder);
	return NULL;
}

/* The folder that the program stands in, in `folder`; nothing where that cannot be known. */
static struct str
program_folder(char *folder, size_t room)
{
	ssize_t len = readlink("/proc/self/exe", folder, room);
	const char *slash = len > 0 ? memrchr(folder, '/', (size_t)len) : NULL;

	return (struct str){folder, slash ? (size_t)(slash - folder) : 0};
}

static char *
voices_folder(void)
{
	const char *set = getenv("LECTERN_VOICES");
	char room[4096], *found = NULL;
	struct str program = program_folder(room, sizeof(room));
	struct buf path;

	if (set && *set)
		return mem_text(str_of(set));
	for (unsigned up = 0; program.len > 0 && up <= UP_MOST && found == NULL; up++) {
		path = (struct buf){0};
		buf_put(&path, program);
		for (unsigned i = 0; i < up; i++)
			buf_put(&path, S("/.."));
		buf_put(&path, S("/voices"));
		found = if_voices(path);
	}
	if (found == NULL && program.len > 0) {
		path = (struct buf){0};
		buf_print(&path, "%.*s/../share/lectern/voices", STR_ARG(program));
		found = if_voices(path);
	}
	if (found == NULL) {
		path = (struct buf){0};
		buf_put(&path, S(LECTERN_PREFIX "/share/lectern/voices"));
		found = if_voices(path);
	}
	return found;
}

/* A tag that is a folder name: letters, digits, '-'. */
static bool
is_tag(struct str language)
{
	for (size_t i = 0; i < language.len; i++)
		if (!ascii_alnum(language.at[i]) && language.at[i] != '-')
			return false;
	return language.len > 0;
}

/* Folders are named as BCP 47 writes tags: "en-GB", whatever the case of the one given. */
static void
put_tag(struct buf *path, struct str language)
{
	struct str part;

	for (bool first = true; language.at && str_cut(&language, '-', &part); first = false) {
		if (!first)
			buf_byte(path, '-');
		for (size_t i = 0; i < part.len; i++) {
			char c = ascii_fold(part.at[i]);

			buf_byte(path,
			    !first && part.len == 2 && ascii_lower(c) ? (char)(c - 'a' + 'A') : c);
		}
	}
}

static char *
file_in(struct str language, const char *name)
{
	char *folder = is_tag(language) ? voices_folder() : NULL;
	struct buf path = {0};

	if (folder == NULL)
		return NULL;
	buf_print(&path, "%s/", folder);
	put_tag(&path, language);
	buf_print(&path, "/%s", name);
	mem_free(folder);
	if (access(text_of(&path), R_OK) == 0)
		return path.at;
	buf_free(&path);
	return NULL;
}

static struct str
shorter(struct str language)
{
	size_t dash = language.len;

	while (dash > 0 && language.at[dash - 1] != '-')
		dash--;
	return str_sub(language, 0, dash > 0 ? dash - 1 : 0);
}

char *
profile_file(struct str language, const char *name)
{
	char *path = NULL;

	for (; language.len > 0 && path == NULL; language = shorter(language))
		path = file_in(language, name);
	return path;
}

/* --- what the files say ----------------------------------------------------------------------- */

struct reader {
	struct profile *profile;
	const char *path;
	unsigned line;
	size_t room; /* of the phrases while they are collected */
	struct profile_phrase *phrases;
	struct diag *diag;
};

static void
complain(struct reader *r, const char *what, struct str about)
{
	diag_say(r->diag, DIAG_BAD_PROFILE, (struct where){r->path, r->line, 0}, "%s \"%.*s\"",
	    what, STR_ARG(about));
}

/* "name: value" lines; '#' starts a comment line. */
static void
each_line(struct reader *r, void (*take)(struct reader *, struct str name, struct str value))
{
	struct buf bytes = {0};
	struct str rest, line;

	r->line = 0;
	if (r->path == NULL || input_read(r->path, &bytes, r->diag) != 0)
		return;
	rest = buf_str(&bytes);
	while (rest.len > 0 && str_line(&rest, &line)) {
		size_t colon = str_find_byte(line, ':', 0);

		r->line++;
		line = str_trim(line);
		if (line.len == 0 || line.at[0] == '#')
			continue;
		colon = str_find_byte(line, ':', 0);
		if (colon == STR_NONE)
			complain(r, "no \"name: value\" in", line);
		else
			take(r, str_trim(str_sub(line, 0, colon)),
			    str_trim(str_sub(line, colon + 1, line.len)));
	}
	buf_free(&bytes);
}

static const struct number {
	const char *name;
	size_t offset;
	unsigned least, most, fallback;
} numbers[] = {
#define N(name, field, least, most, fallback)                                                      \
	{                                                                                          \
		name, offsetof(struct profile, field), least, most, fallback                       \
	}
    N("rate", rate, PROFILE_RATE_LEAST, PROFILE_RATE_MOST, 160),
    N("pace-word", pace_word, 20, 200, 71),
    N("pitch", pitch, 0, 99, 50),
    N("range", range, 0, 99, 50),
    N("volume", volume, 0, 200, 100),
    N("pause-heading-before", pause_heading_before, 0, 10000, 1000),
    N("pause-heading-after", pause_heading_after, 0, 10000, 600),
    N("pause-paragraph", pause_paragraph, 0, 10000, 500),
    N("pause-item", pause_item, 0, 10000, 300),
    N("pause-sentence", pause_sentence, 0, 10000, 250),
    N("pause-phone-group", pause_phone_group, 0, 10000, 250),
#undef N
};

static const struct text {
	const char *name;
	size_t offset;
} texts[] = {
    {"espeak", offsetof(struct profile, espeak)},
    {"braille", offsetof(struct profile, braille_table)},
    {"braille-1", offsetof(struct profile, braille_table_1)},
};

static unsigned *
number_at(struct profile *profile, const struct number *number)
{
	return (unsigned *)(void *)((char *)profile + number->offset);
}

/* "80=70 175=151": both columns must rise. */
static void
take_pace(struct reader *r, struct str value)
{
	struct profile *p = r->profile;
	struct str rest = value, pair;

	p->pace_count = 0;
	while (str_cut(&rest, ' ', &pair)) {
		size_t equals = str_find_byte(pair, '=', 0);
		unsigned long engine, words;
		struct profile_pace *last = p->pace_count ? &p->pace[p->pace_count - 1] : NULL;

		if (pair.len == 0)
			continue;
		if (equals == STR_NONE || p->pace_count == PROFILE_PACE_MOST ||
		    !str_number(str_sub(pair, 0, equals), 1000, &engine) ||
		    !str_number(str_sub(pair, equals + 1, pair.len), 1000, &words) ||
		    (last && (engine <= last->engine || words <= last->words))) {
			complain(r, "no rising pair in", pair);
			continue;
		}
		p->pace[p->pace_count++] = (struct profile_pace){(unsigned)engine, (unsigned)words};
	}
}

static void
take_named(struct reader *r, struct str name, struct str value)
{
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		unsigned long number;

		if (!str_equal(name, str_of(numbers[i].name)))
			continue;
		if (!str_number(value, numbers[i].most, &number) || number < numbers[i].least)
			complain(r, "this number does not fit:", value);
		else
			*number_at(r->profile, &numbers[i]) = (unsigned)number;
		return;
	}
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (str_equal(name, str_of(texts[i].name))) {
			*(struct str *)(void *)((char *)r->profile + texts[i].offset) =
			    arena_str(&r->profile->arena, value);
			return;
		}
	if (str_equal(name, S("pace")))
		take_pace(r, value);
	else
		complain(r, "there is no setting", name);
}

#define PHONE "phone-"

static void
take_setting(struct reader *r, struct str name, struct str value)
{
	if (!str_starts(name, S(PHONE)))
		take_named(r, name, value);
}

static void
take_phone_setting(struct reader *r, struct str name, struct str value)
{
	if (str_starts(name, S(PHONE)))
		take_named(r, str_sub(name, sizeof(PHONE) - 1, name.len), value);
}

static void
take_phrase(struct reader *r, struct str name, struct str value)
{
	struct profile *p = r->profile;

	r->phrases = mem_grow(r->phrases, p->phrase_count, &r->room, sizeof(*r->phrases));
	r->phrases[p->phrase_count++] =
	    (struct profile_phrase){arena_str(&p->arena, name), arena_str(&p->arena, value)};
}

static void
read_file(struct reader *r, struct str language, const char *name,
    void (*take)(struct reader *, struct str, struct str))
{
	char *path = profile_file(language, name);

	r->path = path;
	each_line(r, take);
	mem_free(path);
}

static void
set_defaults(struct profile *p)
{
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		*number_at(p, &numbers[i]) = numbers[i].fallback;
	p->espeak = p->language;
}

/* One language may lack a folder; when English does, it is the whole of voices/ that lacks. */
static void
say_missing(struct str language, struct diag *diag)
{
	char *english = profile_file(S("en"), "voice");
	const char *set = getenv("LECTERN_VOICES");

	if (english)
		diag_say(diag, DIAG_NO_PROFILE, (struct where){0}, "%.*s", STR_ARG(language));
	else
		diag_say(diag, DIAG_NO_VOICES, (struct where){set, 0, 0}, "");
	mem_free(english);
}

static struct profile *
read_profile(struct str language, bool phone, struct diag *diag)
{
	struct profile *p = mem_get(sizeof(*p));
	struct reader reader = {.profile = p, .diag = diag};
	char *voice;

	p->phone = phone;
	p->language = arena_str(&p->arena, language.len ? language : S("en"));
	voice = profile_file(p->language, "voice");
	for (struct str l = p->language; voice && l.len > 0; l = shorter(l)) {
		char *own = file_in(l, "voice");

		if (own) {
			p->language = arena_str(&p->arena, l);
			mem_free(own);
			break;
		}
	}
	set_defaults(p);
	if (voice == NULL)
		say_missing(p->language, diag);
	mem_free(voice);
	read_file(&reader, p->language, "voice", take_setting);
	if (phone)
		read_file(&reader, p->language, "voice", take_phone_setting);
	read_file(&reader, p->language, "braille", take_setting);
	read_file(&reader, p->language, "phrases", take_phrase);
	if (!str_equal(p->language, S("en"))) /* behind its own: what it lacks */
		read_file(&reader, S("en"), "phrases", take_phrase);
	p->phrases = arena_array(&p->arena, p->phrase_count, sizeof(*p->phrases));
	if (p->phrase_count > 0)
		memcpy(p->phrases, reader.phrases, p->phrase_count * sizeof(*p->phrases));
	mem_free(reader.phrases);
	return p;
}

struct profile *
profile_read(struct str language, struct diag *diag)
{
	return read_profile(language, false, diag);
}

struct profile *
profile_read_phone(struct str language, struct diag *diag)
{
	return read_profile(language, true, diag);
}

void
profile_free(struct profile *profile)
{
	if (profile) {
		arena_free(&profile->arena);
		mem_free(profile);
	}
}

struct str
profile_phrase(const struct profile *profile, const char *name)
{
	for (size_t i = 0; i < profile->phrase_count; i++)
		if (str_equal(profile->phrases[i].name, str_of(name)))
			return profile->phrases[i].text;
	return str_of(name);
}

void
profile_set_rate(struct profile *p, unsigned words)
{
	unsigned *const flowing[] = {&p->pause_sentence, &p->pause_item, &p->pause_paragraph};

	for (size_t i = 0; words > p->rate && i < sizeof(flowing) / sizeof(*flowing); i++)
		*flowing[i] = *flowing[i] * p->rate / words;
	p->rate = words;
}

unsigned
profile_engine_rate(const struct profile *p, unsigned words)
{
	size_t i = 1;
	double slope, engine = words;

	while (i + 1 < p->pace_count && p->pace[i].words < words)
		i++;
	if (p->pace_count >= 2) {
		slope = (double)(p->pace[i].engine - p->pace[i - 1].engine) /
			(p->pace[i].words - p->pace[i - 1].words);
		engine = p->pace[i].engine + slope * ((double)words - p->pace[i].words) + 0.5;
	}
	return engine < ENGINE_LEAST  ? ENGINE_LEAST
	       : engine > ENGINE_MOST ? ENGINE_MOST
				      : (unsigned)engine;
}
