/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/prompts.h"

#include <stdio.h>
#include <string.h>

#include "audio/level.h"
#include "base/hash.h"
#include "base/jobs.h"
#include "render/phone/forms.h"
#include "render/phone/ids.h"
#include "render/phone/kept.h"
#include "render/phone/listing.h"
#include "render/phone/part.h"
#include "render/phone/recordings.h"
#include "render/phone/utterances.h"

enum {
	RATE = PROMPT_RATE,
	WIDE = PROMPT_WIDE_RATE,
	FRAME = FORMS_FRAME,
	LEAD = 20,     /* milliseconds of silence before the first word */
	TAIL = 100,    /* and after the last one */
	BETWEEN = 250, /* between utterances that do not say */
};

struct prompts {
	struct output *tree;
	struct listing listing;
	struct kept *kept;
	struct part part;
	bool left_out; /* what is asked for now is in another part */
	struct forms forms;
	struct buf *settings; /* by language: a digest, then the language */
	size_t setting_count, setting_room;
	struct prompts_options options;
	struct recordings *recordings; /* may be NULL */
	bool low;                      /* one under its level was said */
	struct ids ids;
};

/* --- one prompt's files -------------------------------------------------------------------- */

/* A language's folder of sounds, of those said slower or faster its overlay. */
static struct str
folder_of(const struct speaker *speaker, enum prompt_speed speed, struct arena *arena)
{
	static const char *const suffixes[] = {"", "_slow", "_fast"};

	return arena_print(arena, "%.*s%s", STR_ARG(speaker->language), suffixes[speed]);
}

static void
put_sound(struct prompts *p, const struct form *form, const struct written *w, struct str bytes)
{
	struct buf name = {0};
	struct output *member =
	    output_member(p->tree, form_name(form, w->folder, w->entry->id, &name).at);

	output_put(member, bytes);
	output_close(member);
	buf_free(&name);
}

/* Once is enough: a loud line has thousands. */
static void
say_low(struct prompts *p, const struct written *w, struct diag *diag)
{
	if (w->level >= p->options.level - 0.5 || w->level <= -90 || p->low)
		return;
	p->low = true;
	diag_say(
	    diag, DIAG_LOW_PROMPT, (struct where){0}, "%s at %.1f dBov", w->entry->id, w->level);
}

/* Writes a sound, and the same in a wider band, in every form. The first one's sum and what is
   measured go to `w`, the files' digests to `digests`. */
static int
write_sounds(struct prompts *p, struct pcm *narrow, struct pcm *wide, struct written *w,
    struct buf *digests, struct diag *diag)
{
	struct buf bytes = {0};
	int result = 0;

	forms_level(&p->forms, narrow);
	if (p->forms.wide)
		forms_level(&p->forms, wide);
	w->level = level_active(narrow);
	w->milliseconds = (unsigned)(narrow->count * 1000 / RATE);
	say_low(p, w, diag);
	for (size_t i = 0; i < p->forms.count && result == 0; i++) {
		unsigned char digest[HASH_SIZE];

		buf_clear(&bytes);
		result =
		    form_encode(&p->forms.at[i], p->forms.at[i].wide ? wide : narrow, &bytes, diag);
		put_sound(p, &p->forms.at[i], w, buf_str(&bytes));
		if (i == 0)
			hash_sha256(buf_str(&bytes), w->sha256);
		hash_blake(buf_str(&bytes), digest);
		buf_put(digests, (struct str){(const char *)digest, HASH_SIZE});
	}
	buf_free(&bytes);
	return result;
}

/* --- many at once -------------------------------------------------------------------------- */

enum { BANDS = 2, TAKES = PROMPT_SPEEDS * BANDS }; /* narrow and wide, at each speed */

/* Samples of an utterance that came back, waiting for the rest of its request. */
struct piece {
	int16_t *at[TAKES];
	size_t count[TAKES];
};

struct making {
	struct prompts *prompts;
	struct speaker *speaker;
	struct prompt_request *requests;
	size_t count;
	struct job {
		size_t request, utterance;
		enum prompt_speed speed;
	} * jobs;
	size_t job_count;
	struct piece *pieces; /* of the request at hand */
	size_t piece_count;
	struct str settings; /* a digest of all that is not in the words */
	size_t finished;     /* requests */
	bool *again;         /* whether a request's sounds are there already */
	struct arena *arena;
};

static bool
is_overlaid(const struct prompts *p, const struct prompt_request *r)
{
	return p->options.speeds && r->kind == PROMPT_PART;
}

/* Words a minute: a quarter faster or slower, numbers for writing down slower still. */
static unsigned
rate_of(unsigned words, enum prompt_kind kind, enum prompt_speed speed)
{
	if (kind == PROMPT_NUMBER)
		words = words * 7 / 10;
	words = speed == PROMPT_SLOW ? words * 4 / 5 : speed == PROMPT_FAST ? words * 5 / 4 : words;
	if (words < PROFILE_RATE_LEAST)
		return PROFILE_RATE_LEAST;
	return words > PROFILE_RATE_MOST ? PROFILE_RATE_MOST : words;
}

static void
put_samples(const struct pcm *pcm, struct buf *out)
{
	buf_u64(out, pcm->count);
	buf_put(out, (struct str){(const char *)pcm->at, pcm->count * sizeof(*pcm->at)});
}

/* What a job gives: the narrow sound and, if any format needs it, the wide one, each behind
   its length. */
static int
speak(void *context, size_t n, struct buf *result, struct diag *diag)
{
	struct making *m = context;
	const struct prompt_request *r = &m->requests[m->jobs[n].request];
	struct utterance u = r->utterances[m->jobs[n].utterance];
	unsigned usual = m->speaker->profile->rate;
	struct pcm pcm = {0}, narrow = {0}, wide = {0};
	int status;

	u.before = u.after = 0;
	m->speaker->profile->rate = rate_of(usual, r->kind, m->jobs[n].speed);
	status = voice_say_here(m->speaker->voice, &u, &pcm, NULL, diag);
	m->speaker->profile->rate = usual;
	forms_bands(&m->prompts->forms, &pcm, &narrow, &wide);
	put_samples(&narrow, result);
	if (m->prompts->forms.wide)
		put_samples(&wide, result);
	pcm_free(&pcm);
	pcm_free(&narrow);
	pcm_free(&wide);
	return status;
}

static unsigned
pause_between(const struct utterance *before, const struct utterance *after)
{
	unsigned pause = before->after > after->before ? before->after : after->before;

	return pause ? pause : BETWEEN;
}

static size_t
samples(unsigned milliseconds)
{
	return (size_t)milliseconds * (RATE / 1000);
}

/* How long utterances [from, to) last in one prompt. */
static size_t
length_of(const struct making *m, const struct prompt_request *r, size_t from, size_t to)
{
	size_t length = samples(LEAD + TAIL + FRAME);

	for (size_t i = from; i < to; i++) {
		length += m->pieces[i].count[0];
		if (i > from)
			length += samples(pause_between(&r->utterances[i - 1], &r->utterances[i]));
	}
	return length;
}

/* Where the prompt that begins at `from` ends: as near as can be to an even share of what is
   left, and never over the limit unless one utterance is. */
static size_t
cut(const struct making *m, const struct prompt_request *r, size_t from)
{
	size_t left = length_of(m, r, from, r->count), limit = samples(r->limit);
	size_t share, end = from + 1;

	if (r->limit == 0 || left <= limit)
		return r->count;
	share = left / ((left + limit - 1) / limit);
	while (end < r->count) {
		size_t now = length_of(m, r, from, end), next = length_of(m, r, from, end + 1);

		if (next > limit ||
		    (next > share && next - share > share - (now < share ? now : share)))
			break;
		end++;
	}
	return end;
}

static void
join_sound(const struct making *m, const struct prompt_request *r, size_t from, size_t to,
    size_t take, struct pcm *pcm)
{
	pcm->rate = take % BANDS ? WIDE : RATE;
	pcm_silence(pcm, LEAD);
	for (size_t i = from; i < to; i++) {
		if (i > from)
			pcm_silence(pcm, pause_between(&r->utterances[i - 1], &r->utterances[i]));
		pcm_add(pcm, m->pieces[i].at[take], m->pieces[i].count[take]);
	}
	pcm_silence(pcm, TAIL);
}

/* A human voice's recording instead of the sound: at every speed the same. */
static bool
take_recording(
    struct making *m, const char *id, struct pcm *narrow, struct pcm *wide, struct diag *diag)
{
	struct pcm found = {0};

	if (!recordings_take(m->prompts->recordings, id, &found, diag))
		return false;
	pcm_free(narrow);
	pcm_free(wide);
	forms_bands(&m->prompts->forms, &found, narrow, wide);
	pcm_free(&found);
	return true;
}

/* --- what the old tree has -------------------------------------------------------------------- */

/* Everything that decides how the words sound and in which files. What no setting says, the
   engine's version or a library's, is in the bytes that a few words become here. */
static void
put_settings(struct prompts *p, struct speaker *speaker, struct buf *key, struct diag *diag)
{
	struct utterance u = {.language = speaker->language,
	    .spoken = profile_phrase(speaker->profile, "phone-keys")};
	struct pcm narrow = {0}, wide = {0}, said = {.rate = speaker->voice->rate};

	buf_print(key, "%s %u %d %d %d %d %.2f %d\n", speaker->voice->name, speaker->profile->rate,
	    LEAD, TAIL, BETWEEN, FRAME, p->options.level, p->options.speeds);
	if (voice_say(speaker->voice, &u, &said, NULL, diag) == 0) {
		forms_bands(&p->forms, &said, &narrow, &wide);
		forms_level(&p->forms, &narrow);
		if (p->forms.wide)
			forms_level(&p->forms, &wide);
		for (size_t i = 0; i < p->forms.count; i++) {
			const struct form *form = &p->forms.at[i];

			buf_print(key, "\n%s%s\n", form->folder, form->codec->name);
			form_encode(form, form->wide ? &wide : &narrow, key, diag);
		}
	}
	pcm_free(&said);
	pcm_free(&narrow);
	pcm_free(&wide);
}

static struct str
settings_for(struct prompts *p, struct speaker *speaker, struct diag *diag)
{
	unsigned char digest[HASH_SIZE];
	struct buf key = {0}, *settings;

	for (size_t i = 0; i < p->setting_count; i++)
		if (str_equal(str_sub(buf_str(&p->settings[i]), HASH_SIZE, p->settings[i].len),
			speaker->language))
			return buf_str(&p->settings[i]);
	p->settings =
	    mem_grow(p->settings, p->setting_count, &p->setting_room, sizeof(*p->settings));
	settings = &p->settings[p->setting_count++];
	*settings = (struct buf){0};
	put_settings(p, speaker, &key, diag);
	hash_blake(buf_str(&key), digest);
	buf_put(settings, (struct str){(const char *)digest, HASH_SIZE});
	buf_put(settings, speaker->language);
	buf_free(&key);
	return buf_str(settings);
}

/* Of utterances [from, to) at a speed, or of how a request is cut. */
static struct kept_key
key_of(const struct making *m, const struct prompt_request *r, size_t from, size_t to,
    unsigned speed, unsigned limit)
{
	struct buf bytes = {0};
	struct kept_key key;

	buf_put(&bytes, m->settings);
	buf_put(&bytes, (struct str){(const char *)m->speaker->words, HASH_SIZE});
	buf_print(&bytes, "%c %u %u\n", (char)r->kind, speed, limit);
	for (size_t i = from; i < to; i++) {
		const struct utterance *u = &r->utterances[i];

		buf_print(&bytes, "%u %u %.*s %zu ", u->before, u->after, STR_ARG(u->language),
		    u->spoken.len);
		buf_put(&bytes, u->spoken);
	}
	hash_blake(buf_str(&bytes), key.at);
	buf_free(&bytes);
	return key;
}

static struct kept_key
key_of_cuts(const struct making *m, const struct prompt_request *r)
{
	return key_of(m, r, 0, r->count, PROMPT_SPEEDS, r->limit);
}

/* Whether a sound's files are there as they were written, and no recording is in its place. */
static bool
is_whole(const struct making *m, const struct kept_key *key, enum prompt_speed speed)
{
	const struct prompts *p = m->prompts;
	struct str folder = folder_of(m->speaker, speed, m->arena);
	struct buf name = {0};
	struct kept_sound sound;
	bool whole = kept_sound(p->kept, key, p->forms.count, &sound) &&
		     !recordings_have(p->recordings, sound.id);

	for (size_t i = 0; whole && i < p->forms.count; i++) {
		form_name(&p->forms.at[i], folder, sound.id, &name);
		whole = kept_whole(
		    &sound, name.at, str_sub(sound.digests, i * HASH_SIZE, (i + 1) * HASH_SIZE));
	}
	buf_free(&name);
	return whole;
}

/* Whether all that a request becomes is in the old tree as it was written. */
static bool
is_again(const struct making *m, const struct prompt_request *r)
{
	const struct prompts *p = m->prompts;
	struct kept_key key = key_of_cuts(m, r);
	size_t speeds = is_overlaid(p, r) ? PROMPT_SPEEDS : 1, from = 0;
	struct str cuts;
	unsigned long long count;

	if (!kept_find(p->kept, KEPT_CUTS, &key, &cuts))
		return false;
	for (; from < r->count && str_take_varint(&cuts, &count); from += (size_t)count) {
		if (count == 0 || count > r->count - from)
			return false;
		for (size_t speed = 0; speed < speeds; speed++) {
			key = key_of(m, r, from, from + (size_t)count, (unsigned)speed, 0);
			if (!is_whole(m, &key, (enum prompt_speed)speed))
				return false;
		}
	}
	return from == r->count;
}

/* A sound of the old tree, where is_again said so. */
static int
take_again(struct making *m, const struct kept_key *key, struct written *w, struct buf *digests,
    struct diag *diag)
{
	struct prompts *p = m->prompts;
	struct buf old = {0}, new = {0};
	struct kept_sound sound;

	if (!kept_sound(p->kept, key, p->forms.count, &sound))
		return -1;
	w->level = sound.level;
	w->milliseconds = sound.milliseconds;
	memcpy(w->sha256, sound.sha256, sizeof(w->sha256));
	buf_put(digests, sound.digests);
	say_low(p, w, diag);
	for (size_t i = 0; i < p->forms.count; i++) {
		form_name(&p->forms.at[i], w->folder, sound.id, &old);
		form_name(&p->forms.at[i], w->folder, w->entry->id, &new);
		kept_again(p->kept, &sound, old.at, new.at);
	}
	buf_free(&old);
	buf_free(&new);
	return 0;
}

/* --- requests to prompts -----------------------------------------------------------------------
 */

static int
make_sound(struct making *m, struct prompt_request *r, size_t from, size_t to,
    enum prompt_speed speed, struct written *w, struct buf *digests, struct diag *diag)
{
	struct pcm narrow = {0}, wide = {0};
	int result;

	join_sound(m, r, from, to, speed * BANDS, &narrow);
	if (m->prompts->forms.wide)
		join_sound(m, r, from, to, speed * BANDS + 1, &wide);
	if (take_recording(m, w->entry->id, &narrow, &wide, diag))
		w->voice = S("human");
	result = write_sounds(m->prompts, &narrow, &wide, w, digests, diag);
	pcm_free(&narrow);
	pcm_free(&wide);
	return result;
}

static void
keep(struct prompts *p, const struct kept_key *key, const struct written *w, struct str digests)
{
	struct kept_sound sound = {
	    .milliseconds = w->milliseconds, .level = w->level, .digests = digests};

	memcpy(sound.id, w->entry->id, sizeof(sound.id));
	memcpy(sound.sha256, w->sha256, sizeof(sound.sha256));
	kept_put_sound(p->kept, key, &sound);
}

static int
write_prompt(struct making *m, struct prompt_request *r, size_t from, size_t to,
    struct entry *entry, const struct utterance *joined, struct diag *diag)
{
	size_t speeds = is_overlaid(m->prompts, r) ? PROMPT_SPEEDS : 1;
	struct buf digests = {0};
	int result = 0;

	for (size_t speed = 0; speed < speeds && result == 0; speed++) {
		struct kept_key key = key_of(m, r, from, to, (unsigned)speed, 0);
		struct written w = {.entry = entry,
		    .folder = folder_of(m->speaker, (enum prompt_speed)speed, m->arena),
		    .voice = str_of(m->speaker->voice->name)};

		buf_clear(&digests);
		if (m->again[r - m->requests])
			result = take_again(m, &key, &w, &digests, diag);
		else
			result = make_sound(
			    m, r, from, to, (enum prompt_speed)speed, &w, &digests, diag);
		if (result == 0) {
			listing_put(&m->prompts->listing, m->speaker->language, joined, &w);
			if (kept_changed(m->prompts->kept, w.folder, entry->id, w.sha256))
				entry->changed = true;
			if (!str_equal(w.voice, S("human")))
				keep(m->prompts, &key, &w, buf_str(&digests));
		}
		if (speed == PROMPT_USUAL)
			entry->milliseconds = w.milliseconds;
	}
	buf_free(&digests);
	return result;
}

static int
make_one(struct making *m, struct prompt_request *r, size_t from, size_t to, struct diag *diag)
{
	struct utterance joined = utterances_join(&r->utterances[from], to - from, m->arena);
	struct entry *entry =
	    ids_find(&m->prompts->ids, (char)r->kind, m->speaker->language, joined.spoken);
	int result = 0;

	if (entry == NULL)
		return diag_say(
		    diag, DIAG_SAME_PROMPT, (struct where){0}, "\"%.*s\"", STR_ARG(joined.written));
	if (entry->milliseconds == 0)
		result = write_prompt(m, r, from, to, entry, &joined, diag);
	r->made[r->made_count] = (struct prompt){.language = m->speaker->language,
	    .text = joined.written,
	    .milliseconds = entry->milliseconds,
	    .changed = entry->changed};
	memcpy(r->made[r->made_count++].id, entry->id, PROMPT_ID);
	return result;
}

static void
drop_pieces(struct making *m)
{
	for (size_t i = 0; i < m->piece_count; i++)
		for (size_t take = 0; take < TAKES; take++)
			mem_free(m->pieces[i].at[take]);
	mem_free(m->pieces);
	m->pieces = NULL;
	m->piece_count = 0;
}

/* All of a request is there: cut, level and write; or take what the old tree has. */
static int
finish(struct making *m, struct prompt_request *r, struct diag *diag)
{
	struct kept_key key = key_of_cuts(m, r);
	bool again = m->again[r - m->requests];
	struct str old = {0};
	struct buf cuts = {0};
	int result = 0;

	if (again)
		kept_find(m->prompts->kept, KEPT_CUTS, &key, &old);
	r->made = arena_array(m->arena, r->count, sizeof(*r->made));
	for (size_t from = 0, to; from < r->count && result == 0; from = to) {
		unsigned long long count = 0;

		to =
		    again && str_take_varint(&old, &count) ? from + (size_t)count : cut(m, r, from);
		buf_varint(&cuts, to - from);
		result = make_one(m, r, from, to, diag);
	}
	kept_put(m->prompts->kept, KEPT_CUTS, &key, buf_str(&cuts));
	buf_free(&cuts);
	drop_pieces(m);
	return result;
}

/* Requests before this one that need no work have their turn. */
static int
finish_before(struct making *m, size_t request, struct diag *diag)
{
	int result = 0;

	for (; m->finished < request && result == 0; m->finished++)
		if (m->again[m->finished])
			result = finish(m, &m->requests[m->finished], diag);
	return result;
}

/* One sound of a job's result; what the child did not write is silence. */
static void
keep_samples(struct piece *piece, size_t take, struct str *result)
{
	unsigned long long count = 0;

	if (result->len < 8)
		return;
	for (size_t i = 0; i < 8; i++)
		count |= (unsigned long long)(unsigned char)result->at[i] << (8 * i);
	*result = str_sub(*result, 8, result->len);
	count = count < result->len / sizeof(int16_t) ? count : result->len / sizeof(int16_t);
	piece->count[take] = (size_t)count;
	piece->at[take] = mem_array((size_t)count, sizeof(int16_t));
	if (count > 0)
		memcpy(piece->at[take], result->at, (size_t)count * sizeof(int16_t));
	*result = str_sub(*result, (size_t)count * sizeof(int16_t), result->len);
}

static int
take(void *context, size_t n, int status, struct str result, struct diag *diag)
{
	struct making *m = context;
	const struct job *job = &m->jobs[n];
	struct prompt_request *r = &m->requests[job->request];

	if (status != 0)
		return diag_say(diag, DIAG_LOST_PROMPT, (struct where){0}, "\"%.*s\"",
		    STR_ARG(r->utterances[job->utterance].spoken));
	if (finish_before(m, job->request, diag) != 0)
		return -1;
	if (m->pieces == NULL) {
		m->pieces = mem_array(r->count, sizeof(*m->pieces));
		m->piece_count = r->count;
	}
	for (size_t band = 0; band < BANDS; band++)
		keep_samples(&m->pieces[job->utterance], job->speed * BANDS + band, &result);
	if (n + 1 < m->job_count && m->jobs[n + 1].request == job->request)
		return 0;
	return finish(m, r, diag);
}

/* Whole prompts whose words have been said before need no work. */
static bool
is_there(struct making *m, struct prompt_request *r)
{
	struct utterance joined;
	struct entry *entry;

	if (r->limit != 0)
		return false;
	joined = utterances_join(r->utterances, r->count, m->arena);
	entry = ids_find(&m->prompts->ids, (char)r->kind, m->speaker->language, joined.spoken);
	if (entry == NULL || entry->milliseconds == 0)
		return false;
	r->made = arena_get(m->arena, sizeof(*r->made));
	r->made_count = 1;
	*r->made = (struct prompt){.language = m->speaker->language,
	    .text = joined.written,
	    .milliseconds = entry->milliseconds,
	    .changed = entry->changed};
	memcpy(r->made->id, entry->id, PROMPT_ID);
	return true;
}

/* In processes of their own, or here, for a voice whose sound depends on nothing before it. */
static int
run_jobs(struct making *m, struct diag *diag)
{
	int result = 0;

	if (m->job_count > 0 && m->speaker->voice->ready)
		m->speaker->voice->ready(m->speaker->voice);
	if (m->job_count > 0 && m->speaker->voice->forks)
		return jobs_run(m->prompts->options.workers, m->job_count, speak, take, m, diag);
	for (size_t n = 0; n < m->job_count && result == 0; n++) {
		struct buf sound = {0};
		int status = speak(m, n, &sound, diag);

		result = take(m, n, status, buf_str(&sound), diag);
		buf_free(&sound);
	}
	return result;
}

static void
add_job(struct making *m, size_t request, size_t utterance)
{
	size_t speeds = is_overlaid(m->prompts, &m->requests[request]) ? PROMPT_SPEEDS : 1;

	for (size_t speed = 0; speed < speeds; speed++)
		m->jobs[m->job_count++] =
		    (struct job){request, utterance, (enum prompt_speed)speed};
}

static void
add_jobs(struct making *m)
{
	size_t most = 0;

	for (size_t i = 0; i < m->count; i++)
		most += m->requests[i].count * PROMPT_SPEEDS;
	m->jobs = mem_array(most, sizeof(*m->jobs));
	for (size_t i = 0; i < m->count; i++) {
		m->requests[i].made_count = 0;
		if (m->requests[i].count == 0 || is_there(m, &m->requests[i]))
			continue;
		m->again[i] = is_again(m, &m->requests[i]);
		for (size_t n = 0; !m->again[i] && n < m->requests[i].count; n++)
			add_job(m, i, n);
	}
}

void
prompts_turn(struct prompts *p, size_t n)
{
	p->left_out = !part_has(&p->part, n);
}

/* What another part makes: a prompt that has words and an id, and no sound or length. */
static void
leave_out(struct making *m, struct prompt_request *r)
{
	struct utterance joined = utterances_join(r->utterances, r->count, m->arena);

	r->made = arena_get(m->arena, sizeof(*r->made));
	r->made_count = 1;
	*r->made = (struct prompt){
	    .id = "p00000000", .language = m->speaker->language, .text = joined.written};
}

/* Parts of one line were made from the same requests in the same order. How a text is cut is
   known only to who makes it, and so are the numbers in its pieces. */
static void
note_requests(struct making *m)
{
	for (size_t i = 0; i < m->count; i++)
		if (m->requests[i].kind != PROMPT_NUMBER && m->requests[i].count > 0)
			part_note(&m->prompts->part, key_of_cuts(m, &m->requests[i]));
}

int
prompts_make(struct prompts *p, struct speaker *speaker, struct prompt_request *requests,
    size_t count, struct arena *arena, struct diag *diag)
{
	struct making m = {
	    .prompts = p, .speaker = speaker, .requests = requests, .count = count, .arena = arena};
	int result;

	m.settings = settings_for(p, speaker, diag);
	note_requests(&m);
	if (p->left_out) {
		for (size_t i = 0; i < count; i++)
			if (requests[i].count > 0)
				leave_out(&m, &requests[i]);
		return 0;
	}
	m.again = mem_array(count, sizeof(*m.again));
	add_jobs(&m);
	result = run_jobs(&m, diag);
	if (result == 0)
		result = finish_before(&m, count, diag);
	drop_pieces(&m);
	mem_free(m.jobs);
	mem_free(m.again);
	return result;
}

int
prompts_text(struct prompts *p, struct speaker *speaker, enum prompt_kind kind, struct str text,
    struct prompt *made, struct arena *arena, struct diag *diag)
{
	struct utterance u = speaker_utterance(speaker, text, (struct str){"", 0}, arena, diag);
	struct prompt_request request = {.kind = kind, .utterances = &u, .count = 1};

	if (prompts_make(p, speaker, &request, 1, arena, diag) != 0)
		return -1;
	*made = request.made[0];
	return 0;
}

/* --- beginning and end --------------------------------------------------------------------- */

int
prompts_join(struct prompts *p, const char *folder, struct diag *diag)
{
	return part_join(&p->part, folder, p->kept, diag);
}

struct prompts *
prompts_begin(struct output *tree, const struct prompts_options *options)
{
	struct prompts *p = mem_get(sizeof(*p));

	p->tree = tree;
	p->options = *options;
	p->recordings = options->recordings;
	p->forms.level = options->level;
	p->part.number = options->part;
	p->part.count = options->parts;
	p->kept = kept_begin(tree, options->fresh);
	for (size_t i = 0; i < options->format_count; i++)
		forms_add(&p->forms, options->formats[i], "", options->formats[i]->rate == WIDE);
	if (options->by_rate) {
		forms_add(&p->forms, codec_find(S("wav")), "8000/", false);
		forms_add(&p->forms, codec_find(S("wav")), "16000/", true);
	}
	if (options->review)
		forms_add_review(&p->forms);
	p->listing = listing_begin(tree, options->formats[0]->extension);
	return p;
}

size_t
prompts_count(const struct prompts *p)
{
	return p->ids.count;
}

int
prompts_end(struct prompts *p, int result, struct diag *diag)
{
	result = part_end(&p->part, result, p->tree, diag);
	listing_end(&p->listing);
	kept_end(p->kept);
	for (size_t i = 0; i < p->setting_count; i++)
		buf_free(&p->settings[i]);
	mem_free(p->settings);
	mem_free(p->ids.table);
	mem_free(p);
	return result;
}
