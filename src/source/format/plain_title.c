/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/plain.h"

/* Lines before the first prose that may be the title. */
enum { TITLE_LINES = 60 };

enum { STEM = 6, STEMS = 4096 };

/* How often the words of the article occur, by their beginnings. */
struct stems {
	unsigned short count[STEMS];
};

static size_t
stem_of(struct str word)
{
	unsigned hash = 2166136261u;

	for (size_t i = 0; i < word.len && i < STEM; i++)
		hash = (hash ^ (unsigned char)word.at[i]) * 16777619u;
	return hash % STEMS;
}

static void
count_stems(struct stems *stems, struct str text)
{
	struct buf folded = {0};
	struct str rest, word;

	words_fold(text, &folded);
	rest = buf_str(&folded);
	while (rest.len > 0 && str_cut(&rest, ' ', &word))
		if (word.len >= 3 && stems->count[stem_of(word)] < 60000)
			stems->count[stem_of(word)]++;
	buf_free(&folded);
}

/* From 0 to 1: how much the line's words are what the article is about. */
static double
recurrence(const struct stems *stems, struct str text)
{
	struct buf folded = {0};
	struct str rest, word;
	double sum = 0;
	unsigned words = 0;

	words_fold(text, &folded);
	rest = buf_str(&folded);
	while (rest.len > 0 && str_cut(&rest, ' ', &word)) {
		unsigned count = stems->count[stem_of(word)];

		if (word.len < 4)
			continue;
		words++;
		sum += count >= 6 ? 1 : count / 6.0;
	}
	buf_free(&folded);
	return words ? sum / words : 0;
}

static bool
may_be_title(const struct plain_line *line)
{
	return line->role == PLAIN_UNKNOWN && line->mark == PLAIN_UNMARKED && line->words <= 22 &&
	       !line->comma && !line->colon && !line->phone && (!line->stop || line->words <= 12);
}

static size_t
first_prose(const struct plain *p)
{
	size_t i;

	for (i = 0; i < p->count; i++) {
		const struct plain_line *line = &p->at[i];

		if (line->role == PLAIN_HELP || !plain_is_content(line))
			continue;
		if (plain_is_prose(line) && !plain_looks(line, WORDS_HELPLINE))
			break;
		if (plain_is_prose(line) && !line->phone)
			break;
		if (plain_is_marked(line) && i > 0 && p->at[i - 1].colon)
			break;
	}
	return i;
}

/* Short lines close together above and below: a menu. */
static bool
in_menu(const struct plain *p, size_t i)
{
	size_t from = i, to = i;

	while (from > 0 && p->at[from].blanks == 0 && p->at[from - 1].words <= 4 && i - from < 4)
		from--;
	while (to + 1 < p->count && p->at[to + 1].blanks == 0 && p->at[to + 1].words <= 4 &&
	       !plain_is_marked(&p->at[to + 1]) && to - i < 4)
		to++;
	return p->at[i].words <= 4 && to - from >= 3;
}

/* Whether another line before the article has the line as one piece: a path or a page title. */
static bool
is_piece_of_other(const struct plain *p, size_t i, size_t end)
{
	struct str text = p->at[i].text;

	if (text.len < 4)
		return false;
	for (size_t k = 0; k < end && k < TITLE_LINES * 4; k++) {
		struct str other = p->at[k].text;

		if (k != i && other.len > text.len && other.len < 300 &&
		    (str_starts_fold(other, text) ||
			str_equal_fold(str_sub(other, other.len - text.len, other.len), text)) &&
		    plain_separators(other) + (str_find(other, S(" - "), 0) != STR_NONE) > 0)
			return true;
	}
	return false;
}

static double
title_score(const struct plain *p, size_t i, size_t prose, const struct stems *stems)
{
	const struct plain_line *line = &p->at[i];
	double score = recurrence(stems, line->text);
	size_t next = i + 1;

	while (next < p->count && p->at[next].role == PLAIN_FURNITURE)
		next++;
	if (next < p->count && p->at[next].role == PLAIN_META)
		score += 0.5;
	if (i + 1 < next && p->at[i + 1].role == PLAIN_FURNITURE)
		score -= 0.1; /* the page's own head comes above its furniture */
	if (i > 0 && p->at[i - 1].role == PLAIN_HELP && line->blanks == 0)
		score -= 0.3; /* whose helpline it is */
	if (is_piece_of_other(p, i, prose))
		score += 0.4;
	if (plain_separators(line->text) > 0)
		score -= 0.4;
	if (in_menu(p, i))
		score -= 0.4;
	if (line->question)
		score -= 0.1;
	if (line->stop)
		score -= 0.2;
	if (line->words == 1)
		score -= 0.1;
	return score;
}

/* p->count: none. Of lines that are as good, the first is the title and the others head its
   sections. */
size_t
plain_find_title(const struct plain *p)
{
	size_t prose = first_prose(p), best = p->count, from;
	struct stems *stems = mem_get(sizeof(*stems));
	double most = -1, score;

	for (size_t i = prose; i < p->count && i < prose + 400; i++)
		if (p->at[i].role != PLAIN_FURNITURE)
			count_stems(stems, str_sub(p->at[i].text, 0, 4000));
	from = prose > TITLE_LINES ? prose - TITLE_LINES : 0;
	for (size_t i = from; i < prose && i < p->count; i++) {
		const struct plain_line *line = &p->at[i];

		/* a sentence begins the article: the headings behind it are its own */
		if (best < p->count && line->stop && line->words >= 3 && !line->phone &&
		    line->role == PLAIN_UNKNOWN)
			break;
		score = may_be_title(&p->at[i]) ? title_score(p, i, prose, stems) : -1;

		if (score > -1 && (best == p->count || score > most + 0.15)) {
			best = i;
			most = score;
		}
	}
	mem_free(stems);
	return best;
}
