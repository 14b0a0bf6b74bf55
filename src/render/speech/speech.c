/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/jobs.h"
#include "render/render.h"
#include "render/speech/article.h"

struct run {
	struct speech speech;
	struct output *out;
	size_t failed; /* articles that have no sound, which is said */
};

static int
speak(void *context, size_t n, struct buf *result, struct diag *diag)
{
	const struct run *run = context;

	return article_speak(&run->speech, n, result, diag);
}

static int
write_files(void *context, size_t n, int status, struct str result, struct diag *diag)
{
	struct run *run = context;
	struct str name, bytes;

	diag_progress(diag, "article", n + 1, run->speech.shelf->count);
	if (status != 0) { /* the others are of use without it; the exit status says it */
		run->failed++;
		return 0;
	}
	while (article_file(&result, &name, &bytes)) {
		char *path = mem_text(name);
		struct output *member = output_member(run->out, path);

		output_put(member, bytes);
		output_close(member);
		mem_free(path);
	}
	return 0;
}

/* The one file of the one article, to an output that is no folder. */
static int
write_one(struct run *run, struct diag *diag)
{
	struct buf result = {0};
	struct str rest, name, bytes;
	int status = article_speak(&run->speech, 0, &result, diag);

	rest = buf_str(&result);
	if (status == 0 && article_file(&rest, &name, &bytes))
		output_put(run->out, bytes);
	buf_free(&result);
	return status;
}

static bool
plays(const struct settings *settings)
{
	return settings_flag(settings, "play");
}

/* In turn, until the listener ends it. */
static int
play_all(const struct speech *speech, struct diag *diag)
{
	int result = 0;

	for (size_t n = 0; n < speech->shelf->count && result == 0; n++)
		result = article_play(speech, n, diag);
	return result < 0 ? -1 : 0;
}

/* The one asked for, else the one that the output's name ends in: never WAV in "x.mp3". */
static const struct codec *
codec_of(const struct settings *settings, const struct output *out)
{
	static const char *const names[] = {"wav", "flac", "opus", "mp3"};
	const char *asked = settings_text(settings, "format");
	size_t n = 0;

	for (size_t i = 0; asked == NULL && i < sizeof(names) / sizeof(*names); i++) {
		const char *dot = strrchr(output_path(out), '.');

		if (dot && str_equal_fold(str_of(dot + 1), str_of(names[i])))
			n = i;
	}
	return codec_find(str_of(asked ? asked : names[n]));
}

static int
render(struct shelf *shelf, const struct settings *settings, struct output *out, struct diag *diag)
{
	struct run run = {.out = out};
	unsigned workers = (unsigned)settings_number(settings, "jobs");

	run.speech = (struct speech){
	    .shelf = shelf,
	    .codec = out ? codec_of(settings, out) : NULL,
	    .per = (enum track_per)settings_choice(settings, "per"),
	    .timing = (enum timing)settings_choice(settings, "timing"),
	    .voice = settings_text(settings, "voice"),
	    .rate = (unsigned)settings_number(settings, "rate"),
	    .lexicon = settings_text(settings, "lexicon"),
	    .level = (double)-settings_number(settings, "level"),
	    .references = settings_flag(settings, "refs"),
	    .voice_workers = 1,
	};
	if (!voice_known(run.speech.voice, diag))
		return -1;
	if (plays(settings))
		return play_all(&run.speech, diag);
	if (!output_is_tree(out) &&
	    (run.speech.per != TRACK_ARTICLE || run.speech.timing != TIMING_NONE))
		return diag_say(diag, DIAG_BAD_VALUE, (struct where){0},
		    "several files need a folder: -o %s/", output_path(out));
	/* with one article its utterances are the jobs, else its articles */
	if (shelf->count == 1)
		run.speech.voice_workers = workers;
	if (!output_is_tree(out))
		return write_one(&run, diag);
	voice_start(run.speech.voice);
	if (jobs_run(
		shelf->count == 1 ? 1 : workers, shelf->count, speak, write_files, &run, diag) != 0)
		return -1;
	return run.failed == shelf->count ? -1 : 0;
}

static const struct setting settings[] = {
    {.name = "format",
	.type = SETTING_CHOICE,
	.value = "wav|flac|opus|mp3",
	.help = "form of the sound files; else as the output's name ends, or wav"},
    {.name = "per",
	.type = SETTING_CHOICE,
	.fallback = "article",
	.value = "article|section|sentence",
	.help = "what a file holds"},
    {.name = "timing",
	.type = SETTING_CHOICE,
	.fallback = "none",
	.value = "none|json|vtt|srt|smil",
	.help = "when each sentence is heard, in a file beside the sound"},
    {.name = "voice",
	.type = SETTING_TEXT,
	.value = "NAME",
	.help =
	    "who speaks: a voice like en-gb or en-us+f3, for the articles in its language; clock "
	    "is silence of a fixed length, for tests"},
    {.name = "rate",
	.type = SETTING_NUMBER,
	.least = PROFILE_RATE_LEAST,
	.most = PROFILE_RATE_MOST,
	.help = "words a minute; else as the language's voice says"},
    {.name = "lexicon",
	.type = SETTING_TEXT,
	.value = "FILE",
	.help = "pronunciations over those of the language, as in its lexicon.tsv"},
    {.name = "level",
	.type = SETTING_NUMBER,
	.fallback = "22",
	.least = 6,
	.most = 40,
	.help = "loudness of the speech (ITU-T P.56) in dB below full scale"},
    {.name = "play",
	.type = SETTING_FLAG,
	.help = "read out on the sound card, with keys to pause and to go elsewhere"},
    {.name = "refs", .type = SETTING_FLAG, .help = "say references and footnotes"},
    {.name = "jobs",
	.letter = 'j',
	.type = SETTING_NUMBER,
	.least = 0,
	.most = 64,
	.help = "worker processes; 0 is one for each processor"},
    {.name = NULL},
};

static bool
many(const struct settings *given)
{
	return settings_choice(given, "per") != TRACK_ARTICLE ||
	       settings_choice(given, "timing") != TIMING_NONE;
}

const struct renderer render_speech = {
    .name = "speech",
    .summary = "Sound files that read the articles out",
    .example = "lectern speech heroin.txt -o heroin.wav",
    .shape = OUTPUT_FILES,
    .suffix = ".wav",
    .settings = settings,
    .render = render,
    .many = many,
    .writes_nothing = plays,
    .serves = voice_serves,
};
