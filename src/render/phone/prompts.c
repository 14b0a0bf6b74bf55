/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/prompts.h"

#include <stdio.h>
#include <string.h>

#include "audio/level.h"
#include "base/hash.h"
#include "base/jobs.h"
#include "base/utf8.h"
#include "render/phone/recordings.h"

enum {
	RATE = PROMPT_RATE,
	WIDE = PROMPT_WIDE_RATE,
	FRAME = 40,    /* milliseconds: two frames of 20 ms, which WAV of GSM puts into a block */
	LEAD = 20,     /* milliseconds of silence before the first word */
	TAIL = 100,    /* and after the last one */
	BETWEEN = 250, /* between utterances that do not say */
	DIGITS = PROMPT_ID - 2,
	DIGEST = 32, /* digits that tell two texts apart */
};

/* In dBFS: companding and coding afterwards move single samples by up to a few hundredths. */
static const double peak = -0.6;

/* A prompt that was made: found by its text's digest. */
struct entry {
	char digest[DIGEST], id[PROMPT_ID];
	unsigned milliseconds;
};

struct prompts {
	struct output *tree, *csv, *list;
	struct prompts_options options;
	struct recordings *recordings; /* may be NULL */
	bool wide;                     /* a format needs it */
	bool low;                      /* one under its level was said */
	struct entry *table;           /* by id, open addressing; room is a power of two */
	size_t count, room;
};

/* --- ids ----------------------------------------------------------------------------------- */

/* Where an id stands, or would. */
static struct entry *
slot_of(struct entry *table, size_t room, const char *id)
{
	size_t hash = 0;

	for (const char *c = id; *c; c++)
		hash = hash * 31 + (unsigned char)*c;
	for (hash &= room - 1; table[hash].id[0] && strcmp(table[hash].id, id) != 0;)
		hash = (hash + 1) & (room - 1);
	return &table[hash];
}

static void
grow(struct prompts *p)
{
	size_t room = p->room ? p->room * 2 : 1024;
	struct entry *table = mem_array(room, sizeof(*table));

	for (size_t i = 0; i < p->room; i++)
		if (p->table[i].id[0])
			*slot_of(table, room, p->table[i].id) = p->table[i];
	mem_free(p->table);
	p->table = table;
	p->room = room;
}

/* The prompt of these words; when they have none yet, a new one with no milliseconds. Other
   words whose digits are the same leave the next ones. NULL: all are taken. */
static struct entry *
entry_of(struct prompts *p, enum prompt_kind kind, struct str language, struct str spoken)
{
	struct buf key = {0};
	char digest[HASH_TEXT], id[PROMPT_ID];
	struct entry *entry;

	if (p->count * 2 >= p->room)
		grow(p);
	buf_print(&key, "%c\n%.*s\n", (char)kind, STR_ARG(language));
	buf_put(&key, spoken);
	hash_sha256(buf_str(&key), digest);
	buf_free(&key);
	for (size_t from = 0; from + DIGITS < HASH_TEXT; from += DIGITS) {
		snprintf(id, sizeof(id), "%c%.*s", (char)kind, (int)DIGITS, digest + from);
		entry = slot_of(p->table, p->room, id);
		if (entry->id[0] == '\0') {
			memcpy(entry->id, id, sizeof(id));
			memcpy(entry->digest, digest, DIGEST);
			p->count++;
			return entry;
		}
		if (memcmp(entry->digest, digest, DIGEST) == 0)
			return entry;
	}
	return NULL;
}

/* --- one prompt's files -------------------------------------------------------------------- */

/* A comma-separated field after RFC 4180. */
static void
put_field(struct output *csv, struct str field, char end)
{
	output_byte(csv, '"');
	for (size_t i = 0; i < field.len; i++) {
		if (field.at[i] == '"')
			output_byte(csv, '"');
		output_byte(csv, field.at[i]);
	}
	output_byte(csv, '"');
	if (end == '\n')
		output_byte(csv, '\r');
	output_byte(csv, end);
}

/* A language's folder of sounds, of those said slower or faster its overlay. */
static struct str
folder_of(const struct speaker *speaker, enum prompt_speed speed, struct arena *arena)
{
	static const char *const suffixes[] = {"", "_slow", "_fast"};

	return arena_print(arena, "%.*s%s", STR_ARG(speaker->language), suffixes[speed]);
}

/* What is known of a prompt when its sound is there. */
struct written {
	const struct entry *entry;
	struct str folder, voice;
	double level;
	unsigned milliseconds;
	char sha256[HASH_TEXT]; /* of the first format */
};

static void
put_line(struct prompts *p, const struct speaker *speaker, const struct utterance *joined,
    const struct written *w)
{
	const char *extension = p->options.formats[0]->extension;
	struct buf name = {0}, figures = {0};

	buf_print(&name, "sounds/%.*s/lectern/%s.%s", STR_ARG(w->folder), w->entry->id, extension);
	buf_print(
	    &figures, "%u.%03u,%.1f,", w->milliseconds / 1000, w->milliseconds % 1000, w->level);
	put_field(p->csv, str_of(w->entry->id), ',');
	put_field(p->csv, buf_str(&name), ',');
	put_field(p->csv, joined->written, ',');
	put_field(p->csv, joined->spoken, ',');
	put_field(p->csv, speaker->language, ',');
	put_field(p->csv, w->voice, ',');
	output_put(p->csv, buf_str(&figures));
	put_field(p->csv, str_of(w->sha256), '\n');
	output_print(p->list, "%.*s/lectern/%s: ", STR_ARG(w->folder), w->entry->id);
	for (size_t i = 0; i < joined->written.len; i++)
		output_byte(p->list, joined->written.at[i] == '\n' ? ' ' : joined->written.at[i]);
	output_byte(p->list, '\n');
	buf_free(&name);
	buf_free(&figures);
}

static void
put_member(struct prompts *p, struct str folder, const char *rate, const char *id,
    const char *extension, struct str bytes)
{
	struct buf name = {0};
	struct output *member;

	buf_print(&name, "sounds/%.*s/lectern/%s%s.%s", STR_ARG(folder), rate, id, extension);
	buf_byte(&name, '\0');
	member = output_member(p->tree, name.at);
	output_put(member, bytes);
	output_close(member);
	buf_free(&name);
}

static int
put_sound(struct prompts *p, const struct codec *codec, struct str folder, const char *rate,
    const char *id, const struct pcm *pcm, char sha256[HASH_TEXT], struct diag *diag)
{
	struct buf bytes = {0};
	struct output *memory = output_memory(&bytes);
	int result = codec->encode(pcm, NULL, memory, diag);

	if (output_commit(memory, diag) != 0)
		result = -1;
	hash_sha256(buf_str(&bytes), sha256);
	put_member(p, folder, rate, id, codec->extension, buf_str(&bytes));
	buf_free(&bytes);
	return result;
}

static void
level_and_fill(struct prompts *p, struct pcm *pcm)
{
	size_t frame = (size_t)pcm->rate / 1000 * FRAME;

	level_set(pcm, p->options.level, peak);
	while (pcm->count % frame != 0)
		pcm_add(pcm, &(int16_t){0}, 1);
}

/* Writes a sound, and the same in a wider band, in every format. The first one's sum and what
   is measured go to `w`. */
static int
write_sounds(
    struct prompts *p, struct pcm *narrow, struct pcm *wide, struct written *w, struct diag *diag)
{
	const struct codec *wav = codec_find(S("wav"));
	char other[HASH_TEXT];
	int result = 0;

	level_and_fill(p, narrow);
	if (p->wide)
		level_and_fill(p, wide);
	w->level = level_active(narrow);
	w->milliseconds = (unsigned)(narrow->count * 1000 / RATE);
	if (w->level < p->options.level - 0.5 && w->level > -90 && !p->low) {
		p->low = true;
		diag_say(diag, DIAG_LOW_PROMPT, (struct where){0}, "%s at %.1f dBov", w->entry->id,
		    w->level);
	}
	for (size_t i = 0; i < p->options.format_count && result == 0; i++) {
		const struct codec *codec = p->options.formats[i];

		result = put_sound(p, codec, w->folder, "", w->entry->id,
		    codec->rate == WIDE ? wide : narrow, i ? other : w->sha256, diag);
	}
	if (p->options.by_rate && result == 0)
		result = put_sound(p, wav, w->folder, "8000/", w->entry->id, narrow, other, diag);
	if (p->options.by_rate && result == 0)
		result = put_sound(p, wav, w->folder, "16000/", w->entry->id, wide, other, diag);
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
	struct pcm pcm = {0}, wide = {0};
	int status;

	u.before = u.after = 0;
	m->speaker->profile->rate = rate_of(usual, r->kind, m->jobs[n].speed);
	status = voice_say_here(m->speaker->voice, &u, &pcm, NULL, diag);
	m->speaker->profile->rate = usual;
	if (m->prompts->wide) {
		wide.rate = pcm.rate;
		pcm_join(&wide, &pcm);
		pcm_resample(&wide, WIDE);
		pcm_wideband(&wide);
	}
	pcm_resample(&pcm, RATE);
	pcm_telephone(&pcm);
	put_samples(&pcm, result);
	if (m->prompts->wide)
		put_samples(&wide, result);
	pcm_free(&pcm);
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

/* Headings and items often have no mark at their end: joined words need one. */
static void
add_words(struct buf *joined, struct str words)
{
	if (joined->len > 0 && !strchr(".:;,!?", joined->at[joined->len - 1]))
		buf_byte(joined, '.');
	if (joined->len > 0)
		buf_byte(joined, ' ');
	buf_put(joined, words);
}

/* The words of several utterances as those of one. */
static struct utterance
join(const struct utterance *u, size_t count, struct arena *arena)
{
	struct utterance joined = u[0];
	struct buf written = {0}, spoken = {0};

	for (size_t i = 0; i < count; i++) {
		add_words(&written, u[i].written);
		add_words(&spoken, u[i].spoken);
	}
	joined.written = arena_str(arena, buf_str(&written));
	joined.spoken = arena_str(arena, buf_str(&spoken));
	buf_free(&written);
	buf_free(&spoken);
	return joined;
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
	narrow->rate = wide->rate = found.rate;
	pcm_join(narrow, &found);
	pcm_resample(narrow, RATE);
	pcm_telephone(narrow);
	if (m->prompts->wide) {
		pcm_join(wide, &found);
		pcm_resample(wide, WIDE);
		pcm_wideband(wide);
	}
	pcm_free(&found);
	return true;
}

static int
write_prompt(struct making *m, struct prompt_request *r, size_t from, size_t to,
    struct entry *entry, const struct utterance *joined, struct diag *diag)
{
	struct prompts *p = m->prompts;
	size_t speeds = is_overlaid(p, r) ? PROMPT_SPEEDS : 1;
	int result = 0;

	for (size_t speed = 0; speed < speeds && result == 0; speed++) {
		struct pcm narrow = {0}, wide = {0};
		struct written w = {.entry = entry,
		    .folder = folder_of(m->speaker, (enum prompt_speed)speed, m->arena),
		    .voice = str_of(m->speaker->voice->name)};

		join_sound(m, r, from, to, speed * BANDS, &narrow);
		if (p->wide)
			join_sound(m, r, from, to, speed * BANDS + 1, &wide);
		if (take_recording(m, entry->id, &narrow, &wide, diag))
			w.voice = S("human");
		result = write_sounds(p, &narrow, &wide, &w, diag);
		if (result == 0)
			put_line(p, m->speaker, joined, &w);
		if (speed == PROMPT_USUAL)
			entry->milliseconds = w.milliseconds;
		pcm_free(&narrow);
		pcm_free(&wide);
	}
	return result;
}

static int
make_one(struct making *m, struct prompt_request *r, size_t from, size_t to, struct diag *diag)
{
	struct utterance joined = join(&r->utterances[from], to - from, m->arena);
	struct entry *entry = entry_of(m->prompts, r->kind, m->speaker->language, joined.spoken);
	int result = 0;

	if (entry == NULL)
		return diag_say(
		    diag, DIAG_SAME_PROMPT, (struct where){0}, "\"%.*s\"", STR_ARG(joined.written));
	if (entry->milliseconds == 0)
		result = write_prompt(m, r, from, to, entry, &joined, diag);
	r->made[r->made_count] = (struct prompt){.language = m->speaker->language,
	    .text = joined.written,
	    .milliseconds = entry->milliseconds};
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

/* All of a request is there: cut, level and write. */
static int
finish(struct making *m, struct prompt_request *r, struct diag *diag)
{
	int result = 0;

	r->made = arena_array(m->arena, r->count, sizeof(*r->made));
	for (size_t from = 0, to; from < r->count && result == 0; from = to) {
		to = cut(m, r, from);
		result = make_one(m, r, from, to, diag);
	}
	drop_pieces(m);
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
	joined = join(r->utterances, r->count, m->arena);
	entry = entry_of(m->prompts, r->kind, m->speaker->language, joined.spoken);
	if (entry == NULL || entry->milliseconds == 0)
		return false;
	r->made = arena_get(m->arena, sizeof(*r->made));
	r->made_count = 1;
	*r->made = (struct prompt){.language = m->speaker->language,
	    .text = joined.written,
	    .milliseconds = entry->milliseconds};
	memcpy(r->made->id, entry->id, PROMPT_ID);
	return true;
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
		for (size_t n = 0; n < m->requests[i].count; n++)
			add_job(m, i, n);
	}
}

int
prompts_make(struct prompts *p, struct speaker *speaker, struct prompt_request *requests,
    size_t count, struct arena *arena, struct diag *diag)
{
	struct making m = {
	    .prompts = p, .speaker = speaker, .requests = requests, .count = count, .arena = arena};
	int result;

	add_jobs(&m);
	result = jobs_run(p->options.workers, m.job_count, speak, take, &m, diag);
	drop_pieces(&m);
	mem_free(m.jobs);
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

struct prompts *
prompts_begin(struct output *tree, const struct prompts_options *options)
{
	struct prompts *p = mem_get(sizeof(*p));

	p->tree = tree;
	p->options = *options;
	p->recordings = options->recordings;
	p->wide = options->by_rate;
	for (size_t i = 0; i < options->format_count; i++)
		p->wide = p->wide || options->formats[i]->rate == WIDE;
	p->csv = output_member(tree, "prompts.csv");
	p->list = output_member(tree, "prompts.txt");
	output_put(p->csv, S("id,file,text,spoken,language,voice,seconds,level,sha256\r\n"));
	return p;
}

size_t
prompts_count(const struct prompts *p)
{
	return p->count;
}

void
prompts_end(struct prompts *p)
{
	if (p == NULL)
		return;
	output_close(p->csv);
	output_close(p->list);
	mem_free(p->table);
	mem_free(p);
}

/* --- long utterances ----------------------------------------------------------------------- */

/* Where to cut words that are too long for one prompt: behind the last comma or semicolon,
   else the last blank, else between characters. */
static size_t
cut_words(struct str spoken, size_t most)
{
	size_t blank = 0, comma = 0, at = 0;

	while (at < spoken.len && at < most) {
		if (spoken.at[at] == ' ') {
			blank = at + 1;
			if (at > 0 && (spoken.at[at - 1] == ',' || spoken.at[at - 1] == ';'))
				comma = at + 1;
		}
		utf8_next(spoken, &at);
	}
	return comma > most / 2 ? comma : blank ? blank : at;
}

void
utterances_add(struct utterances *list, const struct utterance *u, size_t most)
{
	struct utterance part = *u;
	struct str left = u->spoken;

	while (left.len > 0) {
		size_t end = left.len > most ? cut_words(left, most) : left.len;
		bool whole = end == u->spoken.len;

		part.spoken = str_sub(left, 0, end);
		part.written = whole ? u->written : part.spoken;
		part.after = end == left.len ? u->after : 0;
		list->at = mem_grow(list->at, list->count, &list->room, sizeof(*list->at));
		list->at[list->count++] = part;
		part.before = 0;
		left = str_sub(left, end, left.len);
	}
}
