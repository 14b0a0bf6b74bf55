/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/utf8.h"
#include "source/format/plain.h"

enum {
	HEADING_WORDS = 14,
	HELP_WORDS = 30,
	META_WORDS = 16,
	ITEM_WORDS = 12, /* of an unmarked item that ends in a stop */
	FLAT_LEAST = 3,
	NEAR = 100, /* lines of furniture that are looked over */
};

/* --- kinds of line, each alone ------------------------------------------------------------ */

static bool
is_open(const struct plain_line *line)
{
	return line->role == PLAIN_UNKNOWN;
}

/* May head a section or be one of a flat list: short, unmarked, no sentence. */
static bool
is_short(const struct plain_line *line)
{
	return is_open(line) && line->mark == PLAIN_UNMARKED && line->words <= HEADING_WORDS &&
	       !line->stop && !line->comma && !line->colon && !line->phone;
}

static bool
is_sentence(const struct plain_line *line)
{
	return line->mark == PLAIN_UNMARKED && line->role != PLAIN_FURNITURE &&
	       line->role != PLAIN_META && line->role != PLAIN_RULE &&
	       ((line->stop && line->words >= 4) || line->words > HEADING_WORDS);
}

/* Running text that an article has and its surroundings hardly ever. */
bool
plain_is_prose(const struct plain_line *line)
{
	return is_sentence(line) && ((line->stop && line->words >= 9) || line->words > 20);
}

bool
plain_is_marked(const struct plain_line *line)
{
	return line->mark == PLAIN_BULLET || line->mark == PLAIN_ORDERED;
}

/* "Home > Health > Heroin", "News | Topics | Contact": short pieces between signs. */
unsigned
plain_separators(struct str s)
{
	static const struct str signs[] = {STR(" > "), STR(" | "), STR(" \xc2\xbb "),
	    STR(" \xe2\x80\xba "), STR(" / "), STR(" \xc2\xb7 "), STR(" \xe2\x80\xa2 "),
	    STR(" \xe2\x86\x92 ")};
	unsigned most = 0;

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		unsigned count = 0;

		for (size_t at = 0; (at = str_find(s, signs[i], at)) != STR_NONE; at += 2)
			count++;
		if (count > most)
			most = count;
	}
	return most;
}

static bool
is_path(const struct plain_line *line)
{
	unsigned n = plain_separators(line->text);

	return n >= 2 && !line->stop && line->words <= 5 * (n + 1);
}

static unsigned
count_digits(struct str s)
{
	unsigned count = 0;

	for (size_t i = 0; i < s.len; i++)
		count += ascii_digit(s.at[i]);
	return count;
}

/* "12 March 2024", "2024-03-12", "03/12/2024" */
static bool
is_date(const struct plain_line *line)
{
	unsigned digits = count_digits(line->text);
	bool only = true;

	if (line->words > 6 || digits < 4 || digits > 12 || line->phone)
		return false;
	if (plain_looks(line, WORDS_MONTH))
		return true;
	for (size_t i = 0; i < line->text.len; i++)
		only = only && (ascii_digit(line->text.at[i]) || strchr("-./: ", line->text.at[i]));
	return only && digits >= 6;
}

/* A date all in figures as the first word: "20/10/2022 · 4 min". */
static bool
starts_date(const struct plain_line *line)
{
	size_t end = 0, digits = 0, signs = 0;
	struct str s = line->text;

	while (end < s.len && (ascii_digit(s.at[end]) || strchr("-./", s.at[end]))) {
		digits += ascii_digit(s.at[end]);
		signs += !ascii_digit(s.at[end]);
		end++;
	}
	return digits >= 6 && digits <= 8 && signs == 2 && line->words <= 8 && !line->phone &&
	       !line->stop;
}

static bool
names_follow(struct str s)
{
	struct str word;
	unsigned names = 0, others = 0;

	if (!str_cut(&s, ' ', &word))
		return false;
	while (s.len > 0 && str_cut(&s, ' ', &word)) {
		size_t at = 0;
		unsigned c = word.len ? utf8_next(word, &at) : 0;

		names += char_upper(c);
		others += char_lower(c) && word.len > 3;
	}
	return names >= 2 && others <= names / 2;
}

static bool
is_meta(const struct plain_line *line)
{
	if (line->mark != PLAIN_UNMARKED || line->words > META_WORDS || line->question)
		return false;
	return plain_looks(line, WORDS_BYLINE) || is_date(line) || starts_date(line) ||
	       (plain_looks(line, WORDS_AUTHOR) && !line->stop && names_follow(line->text));
}

/* "Call 112 if it bleeds." is advice inside the article; a line of a helpline is one by itself. */
static bool
is_help(const struct plain_line *line)
{
	return line->phone && !line->colon && !(line->emergency && line->stop) &&
	       line->mark == PLAIN_UNMARKED && line->words <= HELP_WORDS &&
	       plain_looks(line, WORDS_HELPLINE);
}

static void
give_own_roles(struct plain *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct plain_line *line = &p->at[i];

		if (line->role != PLAIN_UNKNOWN)
			continue;
		if (line->mark == PLAIN_HASH)
			line->role = PLAIN_HEADING;
		else if (line->phone)
			line->role = is_help(line) ? PLAIN_HELP : PLAIN_UNKNOWN;
		else if (plain_looks(line, WORDS_BOILERPLATE) || plain_looks(line, WORDS_SHARE) ||
			 (line->mark == PLAIN_UNMARKED && is_path(line)))
			line->role = PLAIN_FURNITURE;
		else if (is_meta(line))
			line->role = PLAIN_META;
	}
}

/* --- neighbours --------------------------------------------------------------------------- */

bool
plain_is_content(const struct plain_line *line)
{
	return line->role != PLAIN_FURNITURE && line->role != PLAIN_META &&
	       line->role != PLAIN_RULE;
}

/* The next line of the article; p->count when there is none near by. */
static size_t
next_content(const struct plain *p, size_t i)
{
	size_t far = i + NEAR < p->count ? i + NEAR : p->count;

	for (i++; i < far && !plain_is_content(&p->at[i]); i++)
		;
	return i < far ? i : p->count;
}

static size_t
content_before(const struct plain *p, size_t i)
{
	for (size_t far = i > NEAR ? i - NEAR : 0; i > far;)
		if (plain_is_content(&p->at[--i]))
			return i;
	return p->count;
}

/* --- marked lists ------------------------------------------------------------------------- */

static bool
is_certain_bullet(const struct plain_line *line)
{
	return line->sign != '-' && line->sign != '*' && line->sign != '+' && line->sign != 'o' &&
	       line->sign != 0x2013 && line->sign != 0x2014;
}

static bool
same_list(const struct plain_line *a, const struct plain_line *b)
{
	return a->mark == b->mark && a->sign == b->sign;
}

/* A dash or "o" is a bullet in company, indented, or below a lead-in. */
static bool
is_bullet(const struct plain *p, size_t i)
{
	const struct plain_line *line = &p->at[i];

	if (is_certain_bullet(line))
		return true;
	if ((i > 0 && same_list(line, line - 1)) || (i + 1 < p->count && same_list(line, line + 1)))
		return line->sign != 'o' || line->capital;
	if (i > 0 && ((line - 1)->colon || (line - 1)->mark == PLAIN_BULLET))
		return line->sign != 'o' || line->indent > (line - 1)->indent;
	return line->sign != 'o' && (line->indent >= 2 || line->sign == '*' || line->sign == '-');
}

/* What lies between two numbers of one list: items inside it, or running text. */
struct ordered {
	size_t last[8]; /* of one way of writing each; p->count: none */
};

static size_t *
last_of(struct ordered *open, const struct plain_line *line)
{
	static const char signs[] = "1aAiI";
	const char *sign = strchr(signs, (int)(line->sign & 0xff));

	return &open->last[sign ? sign - signs : 0];
}

static void
forget(struct ordered *open, size_t none)
{
	for (size_t i = 0; i < sizeof(open->last) / sizeof(open->last[0]); i++)
		open->last[i] = none;
}

/*
 * Numbers that follow each other without running text between are a list. With text between,
 * the numbered lines head it, and keep their number; so does a number alone. A numbered
 * sentence with text behind it is an item that goes on.
 */
static void
give_ordered(struct plain *p)
{
	struct ordered open;

	forget(&open, p->count);
	for (size_t i = 0; i < p->count; i++) {
		struct plain_line *line = &p->at[i], *before;
		size_t *last;

		if (line->mark == PLAIN_UNMARKED && plain_is_content(line) && line->indent == 0)
			forget(&open, p->count);
		if (line->mark != PLAIN_ORDERED || line->role != PLAIN_UNKNOWN)
			continue;
		last = last_of(&open, line);
		before = *last < p->count ? &p->at[*last] : NULL;
		if (before && same_list(before, line) && line->value == before->value + 1)
			line->role = before->role = PLAIN_ITEM;
		*last = i;
	}
}

static void
settle_ordered(struct plain *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct plain_line *line = &p->at[i];
		size_t next, before;
		bool below_lead;

		if (line->mark != PLAIN_ORDERED || line->role != PLAIN_UNKNOWN)
			continue;
		next = next_content(p, i);
		before = content_before(p, i);
		below_lead = before < p->count && p->at[before].colon;
		if (line->words <= HEADING_WORDS && !line->stop && !line->comma && !below_lead &&
		    !line->phone && line->capital && next < p->count &&
		    !same_list(line, &p->at[next])) {
			line->role = PLAIN_HEADING;
		} else if (below_lead || line->words <= 60)
			line->role = PLAIN_ITEM;
		else
			line->role = PLAIN_PROSE;
	}
}

static void
give_marked(struct plain *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct plain_line *line = &p->at[i];

		if (line->role == PLAIN_UNKNOWN && line->mark == PLAIN_BULLET && is_bullet(p, i))
			line->role = PLAIN_ITEM;
		else if (line->mark == PLAIN_BULLET && line->role == PLAIN_UNKNOWN) {
			line->mark = PLAIN_UNMARKED;
			line->body = line->text;
		}
	}
	give_ordered(p);
	settle_ordered(p);
}

/* --- title ------------------------------------------------------------------------------- */

static size_t
hash_title(const struct plain *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->at[i].mark == PLAIN_HASH)
			return p->at[i].level == 1 ? i : p->count;
	return p->count;
}

/* The line that is the title; what stands before the article begins is furniture. */
static size_t
give_title(struct plain *p, bool has_title)
{
	size_t title = hash_title(p), start;

	if (title == p->count && !has_title)
		title = plain_find_title(p);
	if (title == p->count)
		return 0;
	if (!has_title)
		p->at[title].role = PLAIN_TITLE;
	for (start = 0; start < title; start++) {
		struct plain_line *line = &p->at[start];

		if (line->phone)
			line->role = PLAIN_HELP;
		else if (line->role != PLAIN_META && line->role != PLAIN_RULE &&
			 !plain_is_prose(line) && !(line->stop && is_sentence(line)))
			line->role = PLAIN_FURNITURE;
	}
	return title + 1;
}

/* --- sources ------------------------------------------------------------------------------ */

static bool
has_year(struct str s)
{
	for (size_t i = 0; i + 4 <= s.len; i++)
		if ((str_starts(str_sub(s, i, s.len), S("19")) ||
			str_starts(str_sub(s, i, s.len), S("20"))) &&
		    ascii_digit(s.at[i + 2]) && ascii_digit(s.at[i + 3]) &&
		    (i == 0 || !ascii_digit(s.at[i - 1])) &&
		    (i + 4 == s.len || !ascii_digit(s.at[i + 4])))
			return true;
	return false;
}

static bool
has_address(struct str s)
{
	return str_find(s, S("http"), 0) != STR_NONE || str_find(s, S("www."), 0) != STR_NONE ||
	       str_find(s, S("doi"), 0) != STR_NONE;
}

static bool
is_entry(const struct plain_line *line)
{
	return line->mark == PLAIN_ORDERED || line->mark == PLAIN_BULLET || has_year(line->text) ||
	       has_address(line->text) || line->text.at[0] == '[' || line->text.at[0] == '^';
}

static bool
heads_sources(const struct plain *p, size_t i)
{
	const struct plain_line *line = &p->at[i];
	size_t next = next_content(p, i);

	return (line->role == PLAIN_UNKNOWN || line->role == PLAIN_HEADING) &&
	       plain_looks(line, WORDS_REFERENCES) && next < p->count && is_entry(&p->at[next]);
}

static void
give_sources(struct plain *p, size_t start)
{
	for (size_t i = start; i < p->count; i++) {
		if (!heads_sources(p, i))
			continue;
		p->at[i].role = PLAIN_HEADING;
		for (i++; i < p->count && (is_entry(&p->at[i]) || !plain_is_content(&p->at[i]));
		     i++)
			if (p->at[i].role != PLAIN_FURNITURE && p->at[i].role != PLAIN_RULE &&
			    p->at[i].role != PLAIN_HELP)
				p->at[i].role = PLAIN_REFERENCE;
		i--;
	}
}

/* --- furniture round and in the article --------------------------------------------------- */

static bool
is_loose(const struct plain_line *line)
{
	return !line->phone &&
	       (plain_is_marked(line) || is_short(line) || line->role == PLAIN_FURNITURE);
}

/* A heading over links to other pages, and the links: short lines until the article goes on. */
static void
give_tails(struct plain *p, size_t start)
{
	for (size_t i = start; i < p->count; i++) {
		size_t end = i + 1;
		bool links = (p->at[i].role == PLAIN_UNKNOWN || p->at[i].role == PLAIN_FURNITURE ||
				 p->at[i].role == PLAIN_HEADING) &&
			     !p->at[i].phone && plain_looks(&p->at[i], WORDS_TAIL);

		while (links && end < p->count && is_loose(&p->at[end]) && !p->at[end].stop)
			end++;
		/* The last short line before running text heads it. */
		if (links && end < p->count && end > i + 1 && is_sentence(&p->at[end]) &&
		    is_short(&p->at[end - 1]))
			end--;
		if (!links || (end == i + 1 && end < p->count && is_sentence(&p->at[end])))
			continue;
		for (; i < end; i++)
			p->at[i].role = PLAIN_FURNITURE;
		i--;
	}
}

static bool
recurs_later(const struct plain *p, size_t i)
{
	for (size_t k = i + 1; k < p->count && k < i + 600; k++)
		if (str_equal_fold(p->at[k].body, p->at[i].body))
			return true;
	return false;
}

/* The page's own contents: a heading and lines that all come again as headings. */
static void
give_contents(struct plain *p, size_t start)
{
	unsigned found = 0;

	for (size_t i = start; i < p->count && found < 4; i++) {
		size_t end = i + 1;

		if (!plain_looks(&p->at[i], WORDS_CONTENTS) || p->at[i].phone)
			continue;
		found++;
		while (end < p->count && end < i + 60 && recurs_later(p, end))
			end++;
		if (end == i + 1)
			continue;
		for (; i < end; i++)
			p->at[i].role = PLAIN_FURNITURE;
		i--;
	}
}

/* Where the article ends: behind its last running text, list, source or telephone number. */
static size_t
find_end(const struct plain *p, size_t start)
{
	size_t end = p->count;

	while (end > start) {
		const struct plain_line *line = &p->at[end - 1];

		if (plain_is_content(line) &&
		    (is_sentence(line) || line->stop || plain_is_marked(line) || line->phone ||
			line->role == PLAIN_REFERENCE || line->role == PLAIN_ITEM))
			break;
		end--;
	}
	/* Nothing but short lines: then they are the article. */
	return end > start ? end : p->count;
}

/* --- flat lists and headings -------------------------------------------------------------- */

static bool
is_flat_item(const struct plain_line *line)
{
	return is_open(line) && line->mark == PLAIN_UNMARKED && !line->phone && !line->colon &&
	       line->words <= ITEM_WORDS;
}

/* What a heading stands over. */
static bool
begins_text(const struct plain_line *line)
{
	return is_sentence(line) || plain_is_marked(line) || line->colon || line->phone;
}

/* Below a lead-in, short lines of one kind (all sentences, or none) are its items. */
static void
give_led(struct plain *p, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++) {
		size_t from = i + 1, to = from;
		bool stops;

		if (!p->at[i].colon || p->at[i].role == PLAIN_FURNITURE || from >= end)
			continue;
		stops = p->at[from].stop;
		while (to < end && is_flat_item(&p->at[to]) &&
		       (p->at[to].stop == stops || (!stops && p->at[to - 1].comma)))
			to++;
		/* A heading may follow the items at once. */
		if (!stops && to < end && to > from + 1 && is_short(&p->at[to - 1]) &&
		    p->at[to - 1].capital && begins_text(&p->at[to]) &&
		    (p->at[to - 1].blanks > p->at[from + 1].blanks || !p->at[from].capital ||
			p->at[from].comma))
			to--;
		if (to - from < (stops ? 3u : 2u))
			continue;
		for (; from < to; from++)
			p->at[from].role = PLAIN_ITEM;
	}
}

static void
head(struct plain *p, size_t i, size_t end)
{
	p->at[i].role = p->at[i].capital && next_content(p, i) < end ? PLAIN_HEADING : PLAIN_PROSE;
}

/* A run of short lines that no lead-in announces: one or two are headings; of more, the first
   heads a flat list, and the last one heads what follows when it stands apart or closes the
   run before running text. */
static void
give_run(struct plain *p, size_t from, size_t to, size_t end)
{
	size_t first = from, last = to, next = to;
	bool follows;

	while (next < end && next < to + 8 && !plain_is_content(&p->at[next]))
		next++;
	follows = next < end && begins_text(&p->at[next]);

	if (to - from < FLAT_LEAST) {
		for (; from < to; from++)
			head(p, from, end);
		return;
	}
	head(p, first++, end);
	if (follows && p->at[last - 1].capital)
		head(p, --last, end);
	if (last - first == 1)
		head(p, first, end);
	else
		for (; first < last; first++)
			p->at[first].role = PLAIN_ITEM;
}

static void
give_headings(struct plain *p, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++) {
		size_t to = i;

		while (to < end && is_short(&p->at[to]))
			to++;
		if (to > i) {
			give_run(p, i, to, end);
			i = to - 1;
		} else if (is_open(&p->at[i]) && p->at[i].colon && p->at[i].words <= 8 &&
			   p->at[i].mark == PLAIN_UNMARKED && p->at[i].capital && i + 1 < end &&
			   plain_is_prose(&p->at[i + 1]) && p->at[i].blanks > 0 && !p->at[i].phone)
			p->at[i].role = PLAIN_HEADING;
	}
}

/* --- levels ------------------------------------------------------------------------------- */

/* "2.1 Dose" is one level below "2 Dose". */
static unsigned
number_depth(struct str s)
{
	unsigned depth = 0;
	size_t at = 0;

	while (at < s.len && ascii_digit(s.at[at])) {
		depth++;
		while (at < s.len && ascii_digit(s.at[at]))
			at++;
		if (at < s.len && s.at[at] == '.')
			at++;
	}
	return at < s.len && ascii_space(s.at[at]) ? depth : 0;
}

/* Levels only where the text shows them: its own "#", numbers with points, capitals over
   ordinary headings. */
static void
give_levels(struct plain *p)
{
	bool caps = false, plain = false;

	for (size_t i = 0; i < p->count; i++)
		if (p->at[i].role == PLAIN_HEADING && p->at[i].mark != PLAIN_HASH) {
			caps = caps || p->at[i].caps;
			plain = plain || !p->at[i].caps;
		}
	for (size_t i = 0; i < p->count; i++) {
		struct plain_line *line = &p->at[i];
		unsigned depth = number_depth(line->text);

		if (line->role != PLAIN_HEADING)
			continue;
		if (line->mark != PLAIN_HASH)
			line->level =
			    depth > 1 ? depth + 1
			    : caps && plain && !line->caps && !plain_looks(line, WORDS_REFERENCES)
				? 3
				: 2;
		if (line->level < 2)
			line->level = 2;
		if (line->level > 6)
			line->level = 6;
	}
}

void
plain_give_roles(struct plain *p, bool has_title)
{
	size_t start, end;

	give_own_roles(p);
	start = give_title(p, has_title);
	give_sources(p, start);
	give_tails(p, start);
	give_contents(p, start);
	give_marked(p);
	/* Who marks headings has no page round the article. */
	end = hash_title(p) < p->count ? p->count : find_end(p, start);
	for (size_t i = end; i < p->count; i++)
		if (p->at[i].role == PLAIN_UNKNOWN || p->at[i].role == PLAIN_HEADING)
			p->at[i].role = PLAIN_FURNITURE;
	give_led(p, start, end);
	give_headings(p, start, end);
	for (size_t i = 0; i < p->count; i++)
		if (p->at[i].role == PLAIN_UNKNOWN)
			p->at[i].role = PLAIN_PROSE;
	give_levels(p);
}
