/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/shelf.h"

#include <string.h>

#include "document/phone.h"

struct document *
shelf_load(struct shelf *shelf, size_t i, struct diag *diag)
{
	diag_progress(diag, "article", i + 1, shelf->count);
	return shelf->load(shelf, i, diag);
}

int
shelf_words(struct shelf *shelf, struct diag *diag)
{
	int (*read_words)(struct shelf *, struct diag *) = shelf->read_words;

	shelf->read_words = NULL;
	return read_words ? read_words(shelf, diag) : 0;
}

/* What is wrong in them was said when the shelf was made or its bundle packed. */
static void
ignore(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

struct lexicon *
shelf_lexicon(struct shelf *shelf, struct str language, struct str article, const char *own,
    struct diag *diag)
{
	struct lexicon *lexicon = lexicon_open(language, article, diag);
	struct diag silent = {.sink = ignore};
	int result = shelf_words(shelf, diag);

	for (size_t i = 0; i < shelf->word_count; i++)
		lexicon_add_text(lexicon, shelf->words[i].text, shelf->words[i].file, &silent);
	if (result == 0 && own)
		result = lexicon_add(lexicon, own, diag);
	if (result == 0)
		return lexicon;
	lexicon_free(lexicon);
	return NULL;
}

void
shelf_close(struct shelf *shelf)
{
	if (shelf == NULL)
		return;
	if (shelf->close)
		shelf->close(shelf);
	arena_free(&shelf->arena);
	mem_free(shelf);
}

static bool
same_number(struct helpline a, struct helpline b)
{
	char left[PHONE_DIAL_MOST], right[PHONE_DIAL_MOST];

	if (phone_dial(a.number, left) && phone_dial(b.number, right))
		return strcmp(left, right) == 0;
	return str_equal(a.number, b.number) && str_equal(a.label, b.label);
}

static const struct helpline *
find_number(const struct helpline *lines, size_t count, struct helpline wanted)
{
	for (size_t i = 0; i < count; i++)
		if (same_number(lines[i], wanted))
			return &lines[i];
	return NULL;
}

size_t
shelf_helplines(const struct shelf *shelf, const struct document *doc, struct arena *arena,
    struct helpline **lines)
{
	size_t count = 0, most = shelf->helpline_count + doc->helpline_count;
	bool from_shelf =
	    shelf->helplines_set || (shelf->helplines_shared && doc->helpline_count == 0);

	*lines = arena_array(arena, most, sizeof(**lines));
	for (size_t i = 0; from_shelf && i < shelf->helpline_count; i++) {
		const struct helpline *own =
		    find_number(doc->helplines, doc->helpline_count, shelf->helplines[i]);

		(*lines)[count++] = own ? *own : shelf->helplines[i];
	}
	for (size_t i = 0; i < doc->helpline_count; i++)
		if (!find_number(*lines, count, doc->helplines[i]))
			(*lines)[count++] = doc->helplines[i];
	return count;
}

/* --- the commonest language and helpline --------------------------------------------------- */

struct tally {
	struct str language;
	struct helpline line;
	size_t count;
};

struct tallies {
	struct tally *at;
	size_t count, room;
};

struct shelf_survey {
	struct arena arena;
	struct tallies languages, lines;
};

struct shelf_survey *
shelf_survey_begin(void)
{
	return mem_get(sizeof(struct shelf_survey));
}

static struct tally *
new_tally(struct tallies *tallies)
{
	tallies->at = mem_grow(tallies->at, tallies->count, &tallies->room, sizeof(*tallies->at));
	tallies->at[tallies->count] = (struct tally){.count = 0};
	return &tallies->at[tallies->count++];
}

void
shelf_survey_add(struct shelf_survey *survey, struct str language, struct helpline first)
{
	struct tally *tally = NULL;

	for (size_t i = 0; i < survey->languages.count; i++)
		if (str_equal(survey->languages.at[i].language, language))
			tally = &survey->languages.at[i];
	if (!tally) {
		tally = new_tally(&survey->languages);
		tally->language = arena_str(&survey->arena, language);
	}
	tally->count++;
	if (first.label.len == 0 && first.number.len == 0)
		return;
	tally = NULL;
	for (size_t i = 0; i < survey->lines.count; i++)
		if (same_number(survey->lines.at[i].line, first))
			tally = &survey->lines.at[i];
	if (!tally) {
		tally = new_tally(&survey->lines);
		tally->line.label = arena_str(&survey->arena, first.label);
		tally->line.number = arena_str(&survey->arena, first.number);
	}
	tally->count++;
}

static const struct tally *
commonest(const struct tallies *tallies)
{
	const struct tally *best = NULL;

	for (size_t i = 0; i < tallies->count; i++)
		if (best == NULL || tallies->at[i].count > best->count)
			best = &tallies->at[i];
	return best;
}

void
shelf_survey_end(struct shelf_survey *survey, struct shelf *shelf)
{
	const struct tally *language = commonest(&survey->languages);
	const struct tally *line = commonest(&survey->lines);
	size_t articles = 0;

	for (size_t i = 0; i < survey->languages.count; i++)
		articles += survey->languages.at[i].count;
	if (shelf->language.len == 0 && language)
		shelf->language = arena_str(&shelf->arena, language->language);
	if (shelf->helpline_count == 0 && line) {
		shelf->helplines = arena_get(&shelf->arena, sizeof(*shelf->helplines));
		shelf->helplines->label = arena_str(&shelf->arena, line->line.label);
		shelf->helplines->number = arena_str(&shelf->arena, line->line.number);
		shelf->helpline_count = 1;
		shelf->helplines_shared = 2 * line->count >= articles;
	}
	mem_free(survey->languages.at);
	mem_free(survey->lines.at);
	arena_free(&survey->arena);
	mem_free(survey);
}
