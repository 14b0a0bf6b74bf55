/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/input.h"
#include "cli/cli.h"
#include "document/build.h"
#include "voice/spoken.h"

static struct document *
paragraph(struct str text, struct str language, unsigned line, struct diag *diag)
{
	struct build *build = build_begin("-", diag);

	build_meta(build, BUILD_LANGUAGE, language);
	build_leaf(build, BLOCK_PARAGRAPH, 0, line, text);
	return build_end(build);
}

struct writer {
	struct output *out;
	const struct document *doc;
	struct spoken_options options;
	struct buf line;
	struct diag *diag;
};

static int
speak_leaf(void *context, const struct block *block, enum visit visit)
{
	struct writer *w = context;

	(void)visit;
	if (!block_is_leaf(block->kind) || block->text.len == 0)
		return 0;
	if (w->line.len > 0)
		buf_byte(&w->line, ' ');
	spoken_leaf(block, 0, block->text.len, &w->options, w->doc, &w->line, w->diag);
	return 0;
}

static int
list_sentences(void *context, const struct block *block, enum visit visit)
{
	struct writer *w = context;

	(void)visit;
	for (size_t i = 0; i < block->span_count; i++)
		if (block->spans[i].kind == SPAN_SENTENCE) {
			output_put(w->out,
			    str_sub(block->text, block->spans[i].start, block->spans[i].end));
			output_byte(w->out, '\n');
		}
	return 0;
}

static void
say_line(struct writer *w, struct str line, unsigned number)
{
	struct document *doc = paragraph(line, w->options.language, number, w->diag);

	w->doc = doc;
	buf_clear(&w->line);
	document_walk(doc, speak_leaf, w);
	output_put(w->out, buf_str(&w->line));
	output_byte(w->out, '\n');
	document_free(doc);
}

static void
each_line(struct writer *w, struct str text)
{
	struct str line;
	unsigned number = 0;

	while (text.len > 0 && str_line(&text, &line))
		say_line(w, line, ++number);
}

static void
split_paragraph(struct writer *w, struct buf *text, unsigned number)
{
	struct document *doc;

	if (text->len == 0)
		return;
	doc = paragraph(buf_str(text), w->options.language, number, w->diag);
	document_walk(doc, list_sentences, w);
	document_free(doc);
	buf_clear(text);
}

/* A line that ends in mid-sentence, the next one going on in small letters, was only too long. */
static bool
goes_on(const struct buf *text, struct str next)
{
	char last = text->len > 0 ? text->at[text->len - 1] : '.';

	return next.len > 0 && ascii_lower(next.at[0]) && !strchr(".?!:;", last);
}

static void
each_sentence(struct writer *w, struct str text)
{
	struct buf collected = {0};
	struct str line;
	unsigned number = 0, first = 1;

	while (text.len > 0 && str_line(&text, &line)) {
		number++;
		line = str_trim(line);
		if (goes_on(&collected, line)) {
			buf_byte(&collected, ' ');
		} else {
			split_paragraph(w, &collected, first);
			first = number;
		}
		buf_put(&collected, line);
	}
	split_paragraph(w, &collected, first);
	buf_free(&collected);
}

static int
run(const struct settings *settings, struct diag *diag)
{
	struct str language = str_of(settings_text(settings, "lang"));
	struct lexicon *lexicon;
	struct writer w = {.diag = diag};
	struct buf text = {0};

	if (input_read("-", &text, diag) != 0) {
		buf_free(&text);
		return -1;
	}
	lexicon = lexicon_open_with(
	    language.len ? language : S("en"), settings_text(settings, "lexicon"), diag);
	if (lexicon == NULL) {
		buf_free(&text);
		return -1;
	}
	w.out = output_stdout();
	w.options = (struct spoken_options){.language = language.len ? language : S("en"),
	    .lexicon = lexicon,
	    .plain_words = !settings_flag(settings, "marks")};
	if (settings_flag(settings, "sentences"))
		each_sentence(&w, buf_str(&text));
	else
		each_line(&w, buf_str(&text));
	buf_free(&w.line);
	buf_free(&text);
	lexicon_free(lexicon);
	return output_commit(w.out, diag);
}

static const struct setting table[] = {
    {.name = "lang",
	.type = SETTING_TEXT,
	.fallback = "en",
	.value = "TAG",
	.help = "the language of the lines"},
    {.name = "sentences",
	.type = SETTING_FLAG,
	.help = "split the text into sentences instead, one a line"},
    {.name = "marks",
	.type = SETTING_FLAG,
	.help = "keep the punctuation that makes pauses, as the voice gets it"},
    {.name = "lexicon",
	.type = SETTING_TEXT,
	.value = "FILE",
	.help = "pronunciations over those of the language, as in its lexicon.tsv"},
    {.name = NULL},
};

const struct command command_say_as = {
    .name = "say-as",
    .summary = "Say how written lines are read out: standard input to standard output",
    .usage = "[--lang TAG] [--sentences | --marks] [--lexicon FILE]",
    .example = "echo 'Take 5 mg/mL, 24/7.' | lectern say-as --lang en",
    .settings = table,
    .run = run,
};
