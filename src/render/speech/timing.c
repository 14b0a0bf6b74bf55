/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/speech/timing.h"

#include "base/json.h"
#include "base/xml.h"

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
	case TIMING_SMIL:
		return "smil";
	}
	return "";
}

static void
write_json(const struct timed *t, struct output *out)
{
	struct arena arena = {0};
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_text(&json, "file", t->file);
	json_fixed(&json, "seconds", pcm_seconds(t->pcm), 3);
	json_array(&json, "cues");
	for (size_t i = 0; i < t->count; i++) {
		const struct utterance *u = &t->utterances[i];

		json_object(&json, NULL);
		json_text(&json, "id", utterance_id(&arena, t->article, t->first + i));
		json_text(&json, "kind", str_of(utterance_name(u->kind)));
		json_fixed(&json, "start", (double)t->cues[i].start / t->pcm->rate, 3);
		json_fixed(&json, "end", (double)t->cues[i].end / t->pcm->rate, 3);
		json_text(&json, "language", u->language);
		json_text(&json, "text", u->written);
		json_close(&json);
	}
	json_end(&json);
	arena_free(&arena);
}

/* hh:mm:ss.mmm, with the mark that the format wants before the milliseconds. */
static void
put_time(struct buf *out, size_t samples, unsigned rate, char mark)
{
	unsigned long long ms = (unsigned long long)samples * 1000 / rate;

	buf_print(out, "%02llu:%02llu:%02llu%c%03llu", ms / 3600000, ms / 60000 % 60,
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
write_captions(bool vtt, const struct timed *t, struct output *out)
{
	char mark = vtt ? '.' : ',';

	if (vtt)
		output_put(out, S("WEBVTT\n\n"));
	for (size_t i = 0; i < t->count; i++) {
		struct buf line = {0};

		buf_print(&line, "%zu\n", i + 1);
		put_time(&line, t->cues[i].start, t->pcm->rate, mark);
		buf_put(&line, S(" --> "));
		put_time(&line, t->cues[i].end, t->pcm->rate, mark);
		buf_byte(&line, '\n');
		output_put(out, buf_str(&line));
		put_text(out, t->utterances[i].written, vtt);
		output_put(out, S("\n\n"));
		buf_free(&line);
	}
}

/* --- EPUB media overlay ------------------------------------------------------------------- */

/* "03-signs.opus" with another ending. */
static struct str
beside(struct arena *arena, struct str file, const char *extension)
{
	size_t dot = file.len;

	while (dot > 0 && file.at[dot - 1] != '.')
		dot--;
	return arena_print(arena, "%.*s%s", STR_ARG(str_sub(file, 0, dot)), extension);
}

static void
put_clip(struct xml *xml, const char *name, size_t samples, unsigned rate)
{
	struct buf time = {0};

	put_time(&time, samples, rate, '.');
	xml_attribute(xml, name, buf_str(&time));
	buf_free(&time);
}

static void
write_smil(const struct timed *t, struct output *out)
{
	struct arena arena = {0};
	struct str page = beside(&arena, t->file, "xhtml");
	struct xml xml;

	xml_begin(&xml, out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	xml_open(&xml, "smil");
	xml_attribute(&xml, "xmlns", S("http://www.w3.org/ns/SMIL"));
	xml_attribute(&xml, "version", S("3.0"));
	xml_open(&xml, "body");
	for (size_t i = 0; i < t->count; i++) {
		size_t n = t->first + i + 1;

		xml_open(&xml, "par");
		xml_attribute(&xml, "id", arena_print(&arena, "p%zu", n));
		xml_open(&xml, "text");
		xml_attribute(&xml, "src", arena_print(&arena, "%.*s#u%zu", STR_ARG(page), n));
		xml_close(&xml);
		xml_open(&xml, "audio");
		xml_attribute(&xml, "src", t->file);
		put_clip(&xml, "clipBegin", t->cues[i].start, t->pcm->rate);
		put_clip(&xml, "clipEnd", t->cues[i].end, t->pcm->rate);
		xml_close(&xml);
		xml_close(&xml);
	}
	xml_end(&xml);
	arena_free(&arena);
}

static const char *
element_of(enum utterance_kind kind)
{
	return kind == UTTERANCE_TITLE ? "h1" : kind == UTTERANCE_HEADING ? "h2" : "p";
}

static void
put_language(struct xml *xml, struct str language)
{
	xml_attribute(xml, "lang", language);
	xml_attribute(xml, "xml:lang", language);
}

void
timing_write_page(const struct timed *t, struct output *out)
{
	struct arena arena = {0};
	struct xml xml;

	xml_begin(&xml, out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>");
	xml_open(&xml, "html");
	xml_attribute(&xml, "xmlns", S("http://www.w3.org/1999/xhtml"));
	put_language(&xml, t->language);
	xml_open(&xml, "head");
	xml_leaf(&xml, "title", t->title);
	xml_close(&xml);
	xml_open(&xml, "body");
	for (size_t i = 0; i < t->count; i++) {
		const struct utterance *u = &t->utterances[i];

		xml_open(&xml, element_of(u->kind));
		xml_attribute(&xml, "id", arena_print(&arena, "u%zu", t->first + i + 1));
		if (!str_equal(u->language, t->language))
			put_language(&xml, u->language);
		xml_text(&xml, u->written);
		xml_close(&xml);
	}
	xml_end(&xml);
	arena_free(&arena);
}

void
timing_write(enum timing timing, const struct timed *t, struct output *out)
{
	switch (timing) {
	case TIMING_NONE:
		break;
	case TIMING_JSON:
		write_json(t, out);
		break;
	case TIMING_VTT:
	case TIMING_SRT:
		write_captions(timing == TIMING_VTT, t, out);
		break;
	case TIMING_SMIL:
		write_smil(t, out);
		break;
	}
}
