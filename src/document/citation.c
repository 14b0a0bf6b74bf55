/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/citation.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

/*
 * Where a reference mark stands when its superscript is lost. A place is a digit list and what
 * is round it; each rule says yes, no, or only if the document shows other marks:
 *
 *	[3] [3,4] [edit]        after a word or stop: always
 *	fever.3 The / "so."3    a stop, then digits, then a capital or the end: yes; after an
 *	                        abbreviation (Fig. No. p.): no
 *	include:6 / cravings,3  a clause mark between a word and the digits: yes
 *	902,000.2 One / 2020.3  behind a number that takes no decimals: yes
 *	at 5.3 The              behind any other number: only if the document has such marks
 *	morphine1 is            behind a word: only if the document has many
 *	fever (3).              numbers in brackets: only when they count up from 1
 *	fever\u00b3              raised digits: yes, but not behind a unit or a number
 *
 * Never: COVID-19, vitamin B12, PM2.5, H2O, 24.9., 116 123, version 2.0.
 */
enum {
	DIGITS_MOST = 3, /* of one reference number */
	PARTS_MOST = 8,  /* numbers in one mark */
	BRACKET_MOST = 40,
	SOME_MARKS = 2, /* evidence for marks behind plain numbers */
	MANY_MARKS = 5, /* evidence for marks behind bare words */
};

struct search {
	const struct citation_text *texts;
	size_t count;
	struct citation_mark *marks;
	size_t mark_count, mark_room;
	size_t sure; /* marks of the certain rules */
	unsigned long highest;
};

static void
add(struct search *s, size_t leaf, size_t start, size_t end, bool doubtful)
{
	s->marks = mem_grow(s->marks, s->mark_count, &s->mark_room, sizeof(*s->marks));
	s->marks[s->mark_count++] = (struct citation_mark){leaf, start, end, doubtful};
}

/* --- pieces -------------------------------------------------------------------------------- */

static size_t
dash_len(struct str s, size_t at)
{
	if (at < s.len && s.at[at] == '-')
		return 1;
	return at + 2 < s.len && s.at[at] == '\xe2' && s.at[at + 1] == '\x80' &&
		       (s.at[at + 2] == '\x93' || s.at[at + 2] == '\x91' || s.at[at + 2] == '\x90')
		   ? 3
		   : 0;
}

/* A list of numbers, "3", "3,4", "3-5", "3, 4": its end, or `at` when there is none. */
static size_t
numbers_end(struct str s, size_t at, bool blanks)
{
	size_t end = at, parts = 0;

	for (;;) {
		size_t digits = end, gap;

		while (digits < s.len && ascii_digit(s.at[digits]))
			digits++;
		if (digits == end || digits - end > DIGITS_MOST || s.at[end] == '0')
			return at;
		if (++parts > PARTS_MOST)
			return at;
		end = digits;
		gap = dash_len(s, end);
		if (end < s.len && (s.at[end] == ',' || s.at[end] == ';'))
			gap = blanks && end + 1 < s.len && s.at[end + 1] == ' ' ? 2 : 1;
		if (gap == 0 || end + gap >= s.len || !ascii_digit(s.at[end + gap]))
			return end;
		end += gap;
	}
}

static bool
closes(unsigned c)
{
	return c == '"' || c == '\'' || c == 0x201d || c == 0x2019 || c == 0xbb || c == ')' ||
	       c == ']';
}

/* After the mark: the end, or white space and something that begins a sentence. */
static bool
sentence_follows(struct str s, size_t at)
{
	unsigned c;

	if (at >= s.len || s.at[at] == '\n')
		return true;
	c = utf8_next(s, &at);
	if (!char_space(c))
		return false;
	while (at < s.len && char_space(c = utf8_next(s, &at)))
		;
	return char_upper(c) || c == '"' || c == 0x201c || c == 0xab || c == 0xbf || c == 0xa1 ||
	       c == '(' || c == '[' || (char_letter(c) && !char_lower(c));
}

static bool
gap_follows(struct str s, size_t at)
{
	return at >= s.len || s.at[at] == ' ' || s.at[at] == '\n' ||
	       (s.at[at] == '\xc2' && at + 1 < s.len && s.at[at + 1] == '\xa0');
}

/* The token (no white space in it) that ends at `end`. */
static struct str
token_before(struct str s, size_t end)
{
	size_t start = end;

	while (start > 0 && s.at[start - 1] != ' ' && s.at[start - 1] != '\n')
		start--;
	return str_sub(s, start, end);
}

static bool
one_of(struct str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal_fold(word, str_of(words[i])))
			return true;
	return false;
}

static const char *const leads_to_number[] = {"no", "nos", "fig", "figs", "figure", "p", "pp",
    "pag", "p\xc3\xa1g", "vol", "ch", "chap", "sec", "art", "eq", "ref", "nr", "num", "n\xc3\xbam",
    "abb", "tab", "ver", "v", "vs", "approx", "ca", "ed", "op", "para"};

/* --- a stop, then digits ------------------------------------------------------------------- */

/* What stands before the stop is a word, a per cent sign or a bracket, and no abbreviation. */
static bool
word_ends(struct str s, size_t end)
{
	size_t at = end;
	struct str token;
	unsigned c;

	if (end == 0)
		return false;
	c = utf8_before(s, &at);
	while (closes(c) && at > 0 && c != ')')
		c = utf8_before(s, &at);
	if (c == '%' || c == ')' || c == ']')
		return true;
	if (!char_letter(c) && !char_mark(c))
		return false;
	token = token_before(s, end);
	while (token.len && !ascii_alnum(token.at[0]) && (unsigned char)token.at[0] < 0x80)
		token = str_sub(token, 1, token.len);
	if (one_of(token, leads_to_number, sizeof(leads_to_number) / sizeof(*leads_to_number)))
		return false;
	if (str_find(token, S("://"), 0) != STR_NONE || str_find_byte(token, '@', 0) != STR_NONE ||
	    str_starts_fold(token, S("www.")))
		return false;
	for (size_t i = 0; i < token.len; i++)
		if (ascii_digit(token.at[i])) /* PM2.5, v1.2 */
			return false;
	return token.len > 1; /* single letters are initials and labels */
}

/* A run of digits at `at` that follows a stop (and closing quotes); the mark's end or 0. */
static size_t
after_stop(struct str s, size_t at)
{
	size_t stop = at, end = numbers_end(s, at, true);
	unsigned c;

	if (end == at || stop == 0)
		return 0;
	c = utf8_before(s, &stop);
	while (closes(c) && stop > 0)
		c = utf8_before(s, &stop);
	if (c != '.' && c != '?' && c != '!' && c != 0x2026)
		return 0;
	if (!word_ends(s, stop))
		return 0;
	if (sentence_follows(s, end))
		return end;
	end = numbers_end(s, at, false);
	return end > at && sentence_follows(s, end) ? end : 0;
}

/* --- a clause mark, then digits ------------------------------------------------------------ */

static size_t
after_clause(struct str s, size_t at)
{
	size_t mark = at, end = numbers_end(s, at, false), before;
	unsigned c;

	if (end == at || mark == 0)
		return 0;
	c = utf8_before(s, &mark);
	if ((c != ':' && c != ',' && c != ';') || mark == 0 || !gap_follows(s, end))
		return 0;
	before = mark;
	c = utf8_before(s, &before);
	if (c == ')' || c == '%' || closes(c))
		return end;
	return char_lower(c) || (char_letter(c) && word_ends(s, mark)) ? end : 0;
}

/* --- a number, a dot, then digits ---------------------------------------------------------- */

enum answer { NO, MAYBE, YES };

static bool
grouped(struct str number)
{
	size_t comma = str_find_byte(number, ',', 0), last = number.len;

	if (comma == STR_NONE || comma == 0 || comma > 3)
		return false;
	for (size_t i = comma; i < last; i++)
		if ((number.at[i] == ',') != ((i - comma) % 4 == 0))
			return false;
	return (last - comma) % 4 == 0;
}

static bool
year(struct str number)
{
	unsigned long n;

	return number.len == 4 && str_number(number, 2099, &n) && n >= 1900;
}

static struct str
word_in_front(struct str s, size_t at)
{
	while (at > 0 && s.at[at - 1] == ' ')
		at--;
	return token_before(s, at);
}

/* "902,000.2 One": whether the last digits are a mark behind a number. `dot` is the dot. */
static enum answer
after_number(struct str s, size_t dot, size_t end)
{
	static const char *const whole[] = {"age", "ages", "aged", "type", "types", "stage", "day",
	    "days", "step", "figure", "table", "grade", "chapter", "edad", "tipo", "fase",
	    "\xc3\xa2ge", "stade"};
	static const char *const decimal[] = {"ph", "version", "v", "ver", "of", "approximately",
	    "about", "score", "ratio", "section", "windows", "android", "ios", "usb", "mean",
	    "average", "p", "or"};
	size_t start = dot;
	struct str number, front;

	while (start > 0 && (ascii_digit(s.at[start - 1]) || s.at[start - 1] == ','))
		start--;
	number = str_sub(s, start, dot);
	if (number.len == 0 || end - dot > 3 || s.at[dot + 1] == '0')
		return NO;
	if (start > 0 && s.at[start - 1] != ' ' && s.at[start - 1] != '(' && s.at[start - 1] != '-')
		return NO; /* $1,000.5, v2020.1, 3.14.15 */
	front = word_in_front(s, start);
	if (grouped(number))
		return YES;
	if (one_of(front, decimal, sizeof(decimal) / sizeof(*decimal)))
		return year(number) && str_equal_fold(front, S("of")) ? YES : NO;
	if (year(number))
		return YES;
	if (one_of(front, whole, sizeof(whole) / sizeof(*whole)))
		return YES;
	return end < s.len ? MAYBE : NO;
}

/* --- raised digits, brackets --------------------------------------------------------------- */

static bool
raised(unsigned c)
{
	return c == 0xb9 || c == 0xb2 || c == 0xb3 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079);
}

static bool
unit_before(struct str s, size_t at)
{
	static const char *const units[] = {"m", "cm", "mm", "km", "dm", "um", "nm", "ft", "in",
	    "yd", "mi", "s", "kg/m", "mg/m", "g/m", "x", "y", "n", "r"};
	size_t back = at;
	struct str token = token_before(s, at);
	unsigned c = at ? utf8_before(s, &back) : ' ';

	if (char_digit(c) || c == '-' || c == 0x207b || c == 0x2212)
		return true;
	while (token.len && (ascii_digit(token.at[0]) || token.at[0] == '.' || token.at[0] == ','))
		token = str_sub(token, 1, token.len); /* "5m" */
	return one_of(token, units, sizeof(units) / sizeof(*units)) || str_ends(token, S("/m"));
}

static size_t
raised_end(struct str s, size_t at)
{
	size_t end = at;

	while (end < s.len) {
		size_t next = end, after;
		unsigned c = utf8_next(s, &next);

		after = next;
		if (!raised(c) && !((c == ',' || c == 0x2013) && end > at && after < s.len &&
				      raised(utf8_next(s, &after))))
			break;
		end = next;
	}
	return end;
}

/* "[3]", "[3, 4]", "[edit]" behind something: its end or 0. */
static size_t
bracket(struct str s, size_t at)
{
	static const char *const editing[] = {"edit", "citation needed", "clarification needed",
	    "update", "who?", "when?", "cita requerida",
	    "r\xc3\xa9"
	    "f. n\xc3\xa9"
	    "cessaire"};
	size_t close = str_find_byte(str_sub(s, 0, at + BRACKET_MOST), ']', at), end = at + 1;
	struct str inside;

	if (close == STR_NONE || at == 0)
		return 0;
	inside = str_sub(s, at + 1, close);
	if (one_of(inside, editing, sizeof(editing) / sizeof(*editing)))
		return close + 1;
	if (str_starts_fold(inside, S("note ")) || str_starts_fold(inside, S("nota ")))
		end = at + 6;
	end = numbers_end(s, end, true);
	if (end != close || close == at + 1)
		return 0;
	/* "[5] Smith" begins an entry; "a [2] b" alone could be a quantity: the word is close */
	return s.at[at - 1] != ' ' || gap_follows(s, close + 1) ||
		       (close + 1 < s.len && ascii_punct(s.at[close + 1]))
		   ? close + 1
		   : 0;
}

/* --- the certain rules --------------------------------------------------------------------- */

static void
sure_mark(struct search *s, size_t leaf, size_t start, size_t end)
{
	unsigned long number;
	struct str text = s->texts[leaf].text;
	size_t digits = start;

	add(s, leaf, start, end, false);
	s->sure++;
	while (digits < end && !ascii_digit(text.at[digits]))
		digits++;
	end = digits;
	while (end < text.len && ascii_digit(text.at[end]))
		end++;
	if (str_number(str_sub(text, digits, end), 999, &number) && number > s->highest)
		s->highest = number;
}

static size_t
sure_at(struct str text, size_t at)
{
	unsigned c = (unsigned char)text.at[at];
	size_t end, dot;

	if (c == '[')
		return bracket(text, at);
	if (c == 0xc2 || c == 0xe2) {
		end = raised_end(text, at);
		return end > at && at > 0 && text.at[at - 1] != ' ' && !unit_before(text, at) ? end
											      : 0;
	}
	if (!ascii_digit((char)c) || at == 0 || ascii_digit(text.at[at - 1]))
		return 0;
	if ((end = after_stop(text, at)) > 0 || (end = after_clause(text, at)) > 0)
		return end;
	dot = at - 1;
	if (text.at[dot] == '.' && dot > 0 && ascii_digit(text.at[dot - 1])) {
		end = numbers_end(text, at, false);
		if (end > at && sentence_follows(text, end) && after_number(text, dot, end) == YES)
			return end;
	}
	return 0;
}

static void
find_sure(struct search *s)
{
	for (size_t leaf = 0; leaf < s->count; leaf++) {
		struct str text = s->texts[leaf].text;

		for (size_t at = 0; at < text.len && !s->texts[leaf].code;) {
			size_t end = sure_at(text, at);

			if (end > at)
				sure_mark(s, leaf, at, end);
			at = end > at ? end : at + 1;
		}
	}
}

/* --- the rules that need evidence ---------------------------------------------------------- */

/* Digits behind a bare word: lower-case, long, and no larger than the marks seen. */
static bool
after_word(const struct search *s, struct str text, size_t at, size_t end)
{
	static const char *const named[] = {"omega", "type", "vitamin", "covid", "alpha", "beta",
	    "gamma", "level", "phase", "group", "version", "step", "interleukin"};
	struct str token = token_before(text, at);
	unsigned long number;

	if (token.len < 4 || s->sure < MANY_MARKS)
		return false;
	for (size_t i = 0; i < token.len;) {
		if (!char_lower(utf8_next(token, &i)))
			return false;
	}
	if (one_of(token, named, sizeof(named) / sizeof(*named)))
		return false;
	if (end < text.len && !gap_follows(text, end) && !ascii_punct(text.at[end]))
		return false;
	return str_number(str_sub(text, at, end), 999, &number) && number <= s->highest + 3;
}

static void
find_likely_at(struct search *s, size_t leaf, size_t at)
{
	struct str text = s->texts[leaf].text;
	size_t end = numbers_end(text, at, false);

	if (end == at)
		return;
	if (text.at[at - 1] == '.' && at > 1 && ascii_digit(text.at[at - 2])) {
		if (sentence_follows(text, end) && after_number(text, at - 1, end) == MAYBE &&
		    s->sure > 0)
			add(s, leaf, at, end, s->sure < SOME_MARKS);
	} else if (after_word(s, text, at, end)) {
		add(s, leaf, at, end, false);
	}
}

static void
find_likely(struct search *s)
{
	size_t sure = s->mark_count, next = 0;

	if (s->sure == 0)
		return;
	for (size_t leaf = 0; leaf < s->count; leaf++) {
		struct str text = s->texts[leaf].text;

		while (next < sure && s->marks[next].leaf < leaf)
			next++;
		for (size_t at = 1; at < text.len && !s->texts[leaf].code; at++) {
			if (!ascii_digit(text.at[at]) || ascii_digit(text.at[at - 1]))
				continue;
			while (
			    next < sure && s->marks[next].leaf == leaf && s->marks[next].end <= at)
				next++;
			if (next < sure && s->marks[next].leaf == leaf &&
			    s->marks[next].start <= at)
				continue;
			find_likely_at(s, leaf, at);
		}
	}
}

/* "(3)" at the end of a phrase: its number, or 0. */
static unsigned long
round_bracket(struct str text, size_t at, size_t *end)
{
	size_t digits = numbers_end(text, at + 1, false);
	unsigned long number = 0;

	if (at < 2 || digits == at + 1 || digits >= text.len || text.at[digits] != ')')
		return 0;
	*end = digits + 1;
	if (*end < text.len && text.at[*end] != '.' && text.at[*end] != ',' && text.at[*end] != ';')
		return 0;
	return str_number(str_sub(text, at + 1, digits), 999, &number) ? number : 0;
}

/* Numbers in round brackets are marks when they stand at ends of phrases and count up from 1. */
static void
find_counting(struct search *s)
{
	for (int take = 0; take < 2; take++) {
		unsigned long highest = 0, found = 0;

		for (size_t leaf = 0; leaf < s->count; leaf++) {
			struct str text = s->texts[leaf].text;

			for (size_t at = str_find_byte(text, '(', 0);
			     at != STR_NONE && !s->texts[leaf].code;
			     at = str_find_byte(text, '(', at + 1)) {
				size_t end;
				unsigned long number = round_bracket(text, at, &end);

				if (number == 0)
					continue;
				if (number > highest + 1)
					return;
				highest = number > highest ? number : highest;
				found++;
				if (take)
					add(s, leaf, at, end, false);
			}
		}
		if (highest < 3 || found < 3)
			return;
	}
}

static int
by_place(const void *left, const void *right)
{
	const struct citation_mark *a = left, *b = right;

	if (a->leaf != b->leaf)
		return a->leaf < b->leaf ? -1 : 1;
	return (a->start > b->start) - (a->start < b->start);
}

struct citation_mark *
citation_find(const struct citation_text *texts, size_t count, struct str language, size_t *marks)
{
	struct search s = {.texts = texts, .count = count};

	(void)language; /* marks are set alike in the languages that were looked at */
	find_sure(&s);
	find_likely(&s);
	find_counting(&s);
	if (s.mark_count > 1)
		qsort(s.marks, s.mark_count, sizeof(*s.marks), by_place);
	*marks = s.mark_count;
	return s.marks;
}
