/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/speech/timing.h"

#include "base/json.h"

const char *
timing_extension(enum timing timing)
{
	switch (timing) {
	case TIMING_NONE:
		break;
	case TIMING_JSON:
		return "json";
	case TIMING_VTT:
		return "vtt";
	case TIMING_SRT:
		return "srt";
	}
	return "";
}

static void
write_json(struct str sound, const struct pcm *pcm, const struct utterance *utterances,
    const struct cue *cues, size_t count, struct output *out)
{
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_text(&json, "file", sound);
	json_fixed(&json, "seconds", pcm_seconds(pcm), 3);
	json_array(&json, "cues");
	for (size_t i = 0; i < count; i++) {
		json_object(&json, NULL);
		json_text(&json, "kind", str_of(utterance_name(utterances[i].kind)));
		json_fixed(&json, "start", (double)cues[i].start / pcm->rate, 3);
		json_fixed(&json, "end", (double)cues[i].end / pcm->rate, 3);
		json_text(&json, "language", utterances[i].language);
		json_text(&json, "text", utterances[i].written);
		json_close(&json);
	}
	json_end(&json);
}

/* hh:mm:ss.mmm, with the mark that the format wants before the milliseconds. */
static void
put_time(struct output *out, size_t samples, unsigned rate, char mark)
{
	unsigned long long ms = (unsigned long long)samples * 1000 / rate;

	output_print(out, "%02llu:%02llu:%02llu%c%03llu", ms / 3600000, ms / 60000 % 60,
	    ms / 1000 % 60, mark, ms % 1000);
}

/* A cue's text is one line in both formats, and WebVTT reads '&', '<' and '>' as markup. */
static void
put_text(struct output *out, struct str text, bool escape)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (escape && c == '&')
			output_put(out, S("&amp;"));
		else if (escape && c == '<')
			output_put(out, S("&lt;"));
		else if (escape && c == '>')
			output_put(out, S("&gt;"));
		else
			output_byte(out, c == '\n' ? ' ' : c);
	}
}

static void
write_captions(bool vtt, const struct pcm *pcm, const struct utterance *utterances,
    const struct cue *cues, size_t count, struct output *out)
{
	char mark = vtt ? '.' : ',';

	if (vtt)
		output_put(out, S("WEBVTT\n\n"));
	for (size_t i = 0; i < count; i++) {
		output_print(out, "%zu\n", i + 1);
		put_time(out, cues[i].start, pcm->rate, mark);
		output_put(out, S(" --> "));
		put_time(out, cues[i].end, pcm->rate, mark);
		output_byte(out, '\n');
		put_text(out, utterances[i].written, vtt);
		output_put(out, S("\n\n"));
	}
}

void
timing_write(enum timing timing, struct str sound, const struct pcm *pcm,
    const struct utterance *utterances, const struct cue *cues, size_t count, struct output *out)
{
	switch (timing) {
	case TIMING_NONE:
		break;
	case TIMING_JSON:
		write_json(sound, pcm, utterances, cues, count, out);
		break;
	case TIMING_VTT:
	case TIMING_SRT:
		write_captions(timing == TIMING_VTT, pcm, utterances, cues, count, out);
		break;
	}
}
