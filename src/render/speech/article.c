/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/speech/article.h"

#include <math.h>

#include "audio/level.h"
#include "base/jobs.h"
#include "render/speech/listen.h"
#include "voice/pace.h"

static const double peak_most = -1.0; /* dBFS */
/* What a codec may take of the level unmended; more than the second is no loss any more.
 */
static const double lost_least = 0.1, lost_most = 3; /* dB */
enum { SHORT_SECONDS = 10 };                         /* longer sounds lose nothing of it */

struct article {
	const struct speech *speech;
	size_t n;
	const struct document *doc;
	struct voice *voice;
	struct script script;
	struct track *cuts;
	size_t tracks;
	bool fresh; /* this process is for one track and has spoken nothing */
	struct arena arena;
	struct buf *result;
};

/* A track while it is made. */
struct sound {
	const struct track *track;
	size_t n;
	const struct utterance *utterances;
	struct cue *cues;
	struct pcm pcm;
};

static void
put_file(struct buf *result, struct str name, struct str bytes)
{
	buf_varint(result, name.len);
	buf_put(result, name);
	buf_varint(result, bytes.len);
	buf_put(result, bytes);
}

bool
article_file(struct str *result, struct str *name, struct str *bytes)
{
	unsigned long long len;

	return str_take_varint(result, &len) && str_take(result, len, name) &&
	       str_take_varint(result, &len) && str_take(result, len, bytes);
}

/* "03-heroin-withdrawal.wav", in a folder of the article when it is one of several that
   are cut into tracks. `folder` gets the length of that part. */
static struct str
file_name(const struct article *a, const struct sound *s, const char *extension, size_t *folder,
    struct buf *name)
{
	const struct shelf *shelf = a->speech->shelf;
	struct str id = shelf->entries[a->n].id;
	bool cut = a->speech->per != TRACK_ARTICLE, folders = cut && shelf->count > 1;

	if (!cut || folders)
		track_name(a->n, shelf->count, id.len ? id : a->doc->title, name);
	if (folders)
		buf_byte(name, '/');
	*folder = folders ? name->len : 0;
	if (cut)
		track_name(s->n, a->tracks, s->track->title, name);
	buf_print(name, ".%s", extension);
	return buf_str(name);
}

/* Tags are of one line. */
static struct str
one_line(struct article *a, struct str text)
{
	char *at = arena_get(&a->arena, text.len + 1);

	for (size_t i = 0; i < text.len; i++)
		at[i] = text.at[i];
	for (size_t i = 0; i < text.len; i++)
		if (at[i] == '\n')
			at[i] = ' ';
	return (struct str){at, text.len};
}

/* The sections of a whole article; none where there is but one. */
static size_t
chapters_of(struct article *a, const struct sound *s, struct chapter **chapters)
{
	size_t count = 0;
	struct track *sections =
	    track_cut(a->doc, &a->script, a->voice->profile, TRACK_SECTION, &a->arena, &count);

	*chapters = arena_array(&a->arena, count, sizeof(**chapters));
	if (a->speech->per != TRACK_ARTICLE || count < 2)
		return 0;
	for (size_t i = 0; i < count; i++)
		(*chapters)[i] = (struct chapter){
		    i == 0 ? 0 : s->cues[sections[i].first].start, one_line(a, sections[i].title)};
	return count;
}

static struct tags
tags_of(struct article *a, const struct sound *s)
{
	struct chapter *chapters;
	size_t chapter_count = chapters_of(a, s, &chapters);
	const struct shelf *shelf = a->speech->shelf;
	const struct document *doc = a->doc;
	bool whole = a->speech->per == TRACK_ARTICLE;

	return (struct tags){
	    .title = one_line(a, s->track->title),
	    .album = one_line(a, whole && shelf->title.len ? shelf->title : doc->title),
	    .artist = arena_print(
		&a->arena, "%s, voice %.*s", a->voice->name, STR_ARG(a->voice->profile->espeak)),
	    .language = doc->language,
	    .date = doc->updated,
	    .source = one_line(a, doc->source_count > 0 ? doc->sources[0] : (struct str){"", 0}),
	    .track = (unsigned)(whole ? a->n : s->n) + 1,
	    .tracks = (unsigned)(whole ? shelf->count : a->tracks),
	    .chapters = chapters,
	    .chapter_count = chapter_count,
	};
}

static int
check(const struct sound *s, struct diag *diag)
{
	size_t which;
	const char *wrong =
	    voice_check(s->utterances, s->track->count, s->cues, s->track->count, &s->pcm, &which);

	if (wrong == NULL)
		return 0;
	return diag_say(diag, DIAG_BAD_CUES, (struct where){0}, "utterance %zu %s",
	    s->track->first + which + 1, wrong);
}

/* To another rate, the cues with it. */
static void
convert(struct sound *s, unsigned rate)
{
	for (size_t i = 0; i < s->track->count; i++) {
		s->cues[i].start =
		    (size_t)((unsigned long long)s->cues[i].start * rate / s->pcm.rate);
		s->cues[i].end = (size_t)((unsigned long long)s->cues[i].end * rate / s->pcm.rate);
	}
	pcm_resample(&s->pcm, rate);
}

/* The number of utterances that are lost, or -1. */
static int
speak_track(const struct article *a, struct sound *s, struct diag *diag)
{
	struct utterance alone = *s->utterances;

	if (!a->fresh || s->track->count > 1)
		return voice_read(a->voice, s->utterances, s->track->count,
		    a->fresh ? 1 : a->speech->voice_workers, &s->pcm, s->cues, diag);
	alone.before = 0;
	return voice_say_here(a->voice, &alone, &s->pcm, s->cues, diag);
}

static int
make_sound(const struct article *a, struct sound *s, struct diag *diag)
{
	const struct codec *codec = a->speech->codec;
	int lost = speak_track(a, s, diag);

	/* what the engine failed at is said already and left out; the rest is still of use */
	if (lost < 0 || (lost == 0 && check(s, diag) != 0))
		return -1;
	if (codec->rate > 0 && codec->rate != s->pcm.rate)
		convert(s, codec->rate);
	level_set(&s->pcm, a->speech->level, peak_most - codec->overshoot);
	return 0;
}

static int
encode(struct article *a, const struct sound *s, struct buf *bytes, struct diag *diag)
{
	struct output *memory = output_memory(bytes);
	struct tags tags = tags_of(a, s);
	int status = a->speech->codec->encode(&s->pcm, &tags, memory, diag);

	output_abandon(memory);
	return status;
}

/* How much lower a short sound of a codec that loses some of it is heard than it is, in dB. */
static double
level_lost(const struct codec *codec, const struct pcm *pcm, struct str bytes)
{
	struct pcm heard = {0};
	double lost = 0;

	if (codec->overshoot > 0 && pcm->count < (size_t)pcm->rate * SHORT_SECONDS &&
	    codec_read(bytes, &heard))
		lost = level_active(pcm) - level_active(&heard);
	pcm_free(&heard);
	return lost;
}

static int
put_sound(struct article *a, struct sound *s, struct diag *diag)
{
	const struct codec *codec = a->speech->codec;
	struct buf bytes = {0}, name = {0};
	size_t folder;
	int status = encode(a, s, &bytes, diag);
	double lost = status == 0 ? level_lost(codec, &s->pcm, buf_str(&bytes)) : 0;

	if (fabs(lost) > lost_least && fabs(lost) < lost_most) {
		level_set(&s->pcm, level_active(&s->pcm) + lost, peak_most - codec->overshoot);
		buf_clear(&bytes);
		status = encode(a, s, &bytes, diag);
	}
	if (status == 0)
		put_file(a->result, file_name(a, s, a->speech->codec->extension, &folder, &name),
		    buf_str(&bytes));
	buf_free(&bytes);
	buf_free(&name);
	return status;
}

/* A file beside the sound. */
static void
put_beside(struct article *a, const struct sound *s, const struct timed *timed,
    const char *extension, bool page)
{
	struct buf bytes = {0}, name = {0};
	struct output *memory = output_memory(&bytes);
	size_t folder;

	if (page)
		timing_write_page(timed, memory);
	else
		timing_write(a->speech->timing, timed, memory);
	put_file(a->result, file_name(a, s, extension, &folder, &name), buf_str(&bytes));
	output_abandon(memory);
	buf_free(&bytes);
	buf_free(&name);
}

static void
put_timing(struct article *a, const struct sound *s)
{
	struct buf name = {0};
	size_t folder;
	struct str sound = file_name(a, s, a->speech->codec->extension, &folder, &name);
	const struct timed timed = {
	    .file = str_sub(sound, folder, sound.len),
	    .article = a->speech->shelf->entries[a->n].id,
	    .title = s->track->title,
	    .language = a->doc->language.len ? a->doc->language : a->voice->profile->language,
	    .pcm = &s->pcm,
	    .utterances = s->utterances,
	    .cues = s->cues,
	    .count = s->track->count,
	    .first = s->track->first,
	};

	put_beside(a, s, &timed, timing_extension(a->speech->timing), false);
	if (a->speech->timing == TIMING_SMIL)
		put_beside(a, s, &timed, "xhtml", true);
	buf_free(&name);
}

static int
put_track(struct article *a, const struct track *track, size_t n, struct diag *diag)
{
	struct sound s = {.track = track, .n = n, .utterances = a->script.at + track->first};
	int status;

	s.cues = mem_array(track->count, sizeof(*s.cues));
	status = make_sound(a, &s, diag);
	if (status == 0)
		status = put_sound(a, &s, diag);
	if (status == 0 && a->speech->timing != TIMING_NONE)
		put_timing(a, &s);
	pcm_free(&s.pcm);
	mem_free(s.cues);
	return status;
}

static int
track_work(void *context, size_t n, struct buf *result, struct diag *diag)
{
	struct article *a = context;

	a->result = result;
	a->fresh = true;
	return put_track(a, &a->cuts[n], n, diag);
}

static int
track_done(void *context, size_t n, int status, struct str result, struct diag *diag)
{
	struct article *a = context;
	const struct utterance *u = &a->script.at[a->cuts[n].first];

	diag_progress(diag, "file", n + 1, a->tracks);
	buf_put(a->result, result);
	if (status == 0 || a->cuts[n].count > 1)
		return status;
	diag_say(diag, DIAG_LOST_UTTERANCE, (struct where){NULL, u->line, 0}, "\"%.*s\"",
	    STR_ARG(u->spoken));
	return 0; /* the others are of use without it */
}

static int
put_tracks(struct article *a, struct profile *profile, struct diag *diag)
{
	int status = 0;

	profile->rate = pace_rate(&a->script, profile);
	a->cuts = track_cut(a->doc, &a->script, profile, a->speech->per, &a->arena, &a->tracks);
	if (a->tracks == 0)
		diag_say(diag, DIAG_NOTHING_TO_SAY, (struct where){0}, "%.*s",
		    STR_ARG(a->speech->shelf->entries[a->n].id));
	if (a->tracks > 1 && a->voice->forks)
		return jobs_run(
		    a->speech->voice_workers, a->tracks, track_work, track_done, a, diag);
	for (size_t i = 0; i < a->tracks && status == 0; i++)
		status = put_track(a, &a->cuts[i], i, diag);
	return status;
}

static int
play(struct article *a, struct profile *profile, struct diag *diag)
{
	struct listening listening = {a->doc, &a->script, profile, a->voice, a->speech->level};

	switch (listen_to(&listening, diag)) {
	case LISTEN_DONE:
		return 0;
	case LISTEN_QUIT:
		return 1;
	case LISTEN_FAILED:
		break;
	}
	return -1;
}

/* `deed` does what is wanted with the voice and the script of an article. */
static int
with_article(struct article *a, int (*deed)(struct article *, struct profile *, struct diag *),
    struct diag *diag)
{
	const struct speech *speech = a->speech;
	struct script_options options = {.references = speech->references};
	struct document *doc = shelf_load(speech->shelf, a->n, diag);
	struct helpline *lines;
	struct profile *profile;
	struct lexicon *lexicon;
	int status = -1;

	if (doc == NULL)
		return -1;
	a->doc = doc;
	options.helpline_count = shelf_helplines(speech->shelf, doc, &a->arena, &lines);
	options.helplines = lines;
	profile = voice_profile(doc->language, speech->voice, diag);
	if (speech->rate > 0)
		profile_set_rate(profile, speech->rate);
	lexicon = shelf_lexicon(speech->shelf, profile->language, doc->id, speech->lexicon, diag);
	if (lexicon)
		a->voice = voice_open(speech->voice, profile, diag);
	if (a->voice) {
		a->voice->lexicon = lexicon;
		a->script = script_of(doc, profile, lexicon, &options, &a->arena, diag);
		if (profile->pace_count == 0 && a->voice->forks)
			pace_measure(a->voice, &a->script, profile);
		status = deed(a, profile, diag);
	}
	voice_close(a->voice);
	lexicon_free(lexicon);
	profile_free(profile);
	arena_free(&a->arena);
	document_free(doc);
	return status;
}

int
article_speak(const struct speech *speech, size_t n, struct buf *result, struct diag *diag)
{
	struct article a = {.speech = speech, .n = n, .result = result};

	return with_article(&a, put_tracks, diag);
}

int
article_play(const struct speech *speech, size_t n, struct diag *diag)
{
	struct article a = {.speech = speech, .n = n};

	return with_article(&a, play, diag);
}
