/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/voice.h"

#include <string.h>

#include "base/jobs.h"

static bool
is_engine(const char *name)
{
	return name == NULL || strcmp(name, "espeak") == 0 || strcmp(name, "clock") == 0;
}

bool
voice_known(const char *name, struct diag *diag)
{
	if (is_engine(name) || (voice_espeak_lists(name, diag) && voice_espeak_has(name, diag)))
		return true;
	diag_say(diag, DIAG_NO_VOICE, (struct where){0}, "\"%s\"", name);
	return false;
}

void
voice_start(const char *name)
{
	if (name == NULL || strcmp(name, "clock") != 0)
		voice_espeak_start();
}

/* Whether a voice's name begins with the language: "en-us+f3", "en". */
static bool
speaks(const char *name, struct str language)
{
	size_t main = strcspn(name, "-+"), dash = str_find_byte(language, '-', 0);

	return str_equal_fold(
	    (struct str){name, main}, str_sub(language, 0, dash == STR_NONE ? language.len : dash));
}

struct profile *
voice_profile(struct str language, const char *name, struct diag *diag)
{
	struct str tag = str_sub(str_of(name ? name : ""), 0, name ? strcspn(name, "+") : 0);
	struct profile *profile;
	char *own;

	language = language.len ? language : S("en");
	if (is_engine(name) || !speaks(name, language))
		return profile_read(language, diag);
	own = profile_file(tag, "voice");
	profile = profile_read(own ? tag : language, diag);
	profile->espeak = arena_str(&profile->arena, str_of(name));
	mem_free(own);
	return profile;
}

struct voice *
voice_open(const char *name, const struct profile *profile, struct diag *diag)
{
	return name && strcmp(name, "clock") == 0 ? voice_clock(profile, diag)
						  : voice_espeak(profile, diag);
}

bool
voice_serves(struct str language, struct buf *name)
{
	struct diag silent = {.sink = diag_hush};
	struct profile *profile = profile_read(language, &silent);
	char *voice = mem_text(profile->espeak);
	bool good = voice_espeak_has(voice, &silent);

	if (good && name)
		buf_put(name, profile->espeak);
	mem_free(voice);
	profile_free(profile);
	return good;
}

void
voice_close(struct voice *voice)
{
	if (voice)
		voice->close(voice);
}

/* The words, with silence behind each group of a phone number. */
static int
speak_groups(struct voice *voice, const struct utterance *u, struct pcm *pcm, struct diag *diag)
{
	size_t from = 0;

	for (size_t i = 0; i <= u->group_count; i++) {
		size_t to = i < u->group_count ? u->groups[i] : u->spoken.len;
		struct str words = str_trim(str_sub(u->spoken, from, to));

		if (i > 0)
			pcm_silence(pcm, voice->profile->pause_phone_group);
		if (words.len > 0 && voice->speak(voice, words, u->language, pcm, diag) != 0)
			return -1;
		from = to;
	}
	return 0;
}

struct reading {
	struct voice *voice;
	const struct utterance *utterances;
	size_t count;
	struct pcm *pcm;
	struct cue *cues;
	int lost;
};

static int
speak_one(void *context, size_t n, struct buf *result, struct diag *diag)
{
	struct reading *r = context;
	struct pcm pcm = {.rate = r->voice->rate};
	int status = speak_groups(r->voice, &r->utterances[n], &pcm, diag);

	buf_put(result, (struct str){(const char *)pcm.at, pcm.count * sizeof(*pcm.at)});
	pcm_free(&pcm);
	return status;
}

static int
take_one(void *context, size_t n, int status, struct str result, struct diag *diag)
{
	struct reading *r = context;
	const struct utterance *u = &r->utterances[n];
	unsigned last = n > 0 ? r->utterances[n - 1].after : 0;
	struct cue cue;

	diag_progress(diag, "sentence", n + 1, r->count);
	if (n > 0)
		pcm_silence(r->pcm, last > u->before ? last : u->before);
	cue.start = r->pcm->count;
	if (status == 0) {
		pcm_add(r->pcm, (const void *)result.at, result.len / sizeof(*r->pcm->at));
	} else {
		r->lost++;
		diag_say(diag, DIAG_LOST_UTTERANCE, (struct where){NULL, u->line, 0}, "\"%.*s\"",
		    STR_ARG(u->spoken));
	}
	cue.end = r->pcm->count;
	if (r->cues)
		r->cues[n] = cue;
	if (n + 1 == r->count)
		pcm_silence(r->pcm, u->after);
	return 0;
}

int
voice_read(struct voice *voice, const struct utterance *utterances, size_t count, unsigned workers,
    struct pcm *pcm, struct cue *cues, struct diag *diag)
{
	struct reading r = {voice, utterances, count, pcm, cues, 0};

	pcm->rate = voice->rate;
	if (voice->ready)
		voice->ready(voice);
	if (voice->forks && jobs_run(workers, count, speak_one, take_one, &r, diag) != 0)
		return -1;
	for (size_t n = 0; !voice->forks && n < count; n++) {
		struct buf result = {0};
		int status = speak_one(&r, n, &result, diag);

		take_one(&r, n, status, buf_str(&result), diag);
		buf_free(&result);
	}
	return r.lost;
}

int
voice_say(struct voice *voice, const struct utterance *u, struct pcm *pcm, struct cue *cue,
    struct diag *diag)
{
	struct cue own;

	pcm->rate = voice->rate;
	pcm_silence(pcm, u->before);
	if (voice_read(voice, u, 1, 1, pcm, &own, diag) != 0)
		return -1;
	if (cue)
		*cue = own;
	return 0;
}

int
voice_say_here(struct voice *voice, const struct utterance *u, struct pcm *pcm, struct cue *cue,
    struct diag *diag)
{
	struct cue own;

	pcm->rate = voice->rate;
	pcm_silence(pcm, u->before);
	own.start = pcm->count;
	if (speak_groups(voice, u, pcm, diag) != 0)
		return -1;
	own.end = pcm->count;
	pcm_silence(pcm, u->after);
	if (cue)
		*cue = own;
	return 0;
}

const char *
voice_check(const struct utterance *utterances, size_t count, const struct cue *cues,
    size_t cue_count, const struct pcm *pcm, size_t *which)
{
	size_t end = 0;

	for (*which = 0; *which < count; (*which)++) {
		const struct cue *cue = &cues[*which];

		if (*which >= cue_count)
			return "has no sound";
		if (utterances[*which].spoken.len == 0)
			return "has no words";
		if (cue->end <= cue->start)
			return "has an empty sound";
		if (cue->start < end)
			return "sounds before the last one has ended";
		if (cue->end > pcm->count)
			return "ends behind the sound's end";
		end = cue->end;
	}
	return cue_count > count ? "is one too many" : NULL;
}
