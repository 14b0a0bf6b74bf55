/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "voice/spoken_parts.h"

/* --- times of day ---------------------------------------------------------------------------- */

struct moment {
	unsigned long hour, minute;
	bool minutes; /* written */
	char half;    /* 'a', 'p' or 0 */
	size_t end;
	bool stop; /* ends in the stop of "p.m." */
};

/* "p.m.", "pm", "PM", "a.m" behind at most one blank: its end, or `at`. */
static size_t
half_at(const struct speech *s, size_t at, struct moment *m)
{
	size_t from = at_byte(s, at) == ' ' ? at + 1 : at;
	char half = ascii_fold(at_byte(s, from));

	if (half != 'a' && half != 'p')
		return at;
	from++;
	if (at_byte(s, from) == '.')
		from += at_byte(s, from + 1) == ' ' ? 2 : 1; /* "p. m." */
	if (ascii_fold(at_byte(s, from)) != 'm' || word_end(s, from) != from + 1)
		return at;
	/* "1 am" may be the verb, but then "I" or a capital "AM" would not stand there */
	m->half = half;
	from++;
	m->stop = at_byte(s, from) == '.' &&
		  ascii_punct(at_byte(s, from - 2 - (at_byte(s, from - 2) == ' ')));
	return m->stop ? from + 1 : from;
}

/* ":59", and "1.59" in front of "p.m.": the end of the minutes, or `at`. */
static size_t
minutes_at(const struct speech *s, size_t at, struct moment *m)
{
	struct moment half;

	if ((at_byte(s, at) != ':' && at_byte(s, at) != '.') || digits_end(s, at + 1) != at + 3 ||
	    !str_number(str_sub(s->text, at + 1, at + 3), 59, &m->minute))
		return at;
	return at_byte(s, at) == ':' || half_at(s, at + 3, &half) > at + 3 ? at + 3 : at;
}

static bool
moment_at(const struct speech *s, size_t at, struct moment *m)
{
	size_t end = digits_end(s, at), behind;

	*m = (struct moment){.end = end};
	if (end == at || end - at > 2 || !str_number(str_sub(s->text, at, end), 24, &m->hour))
		return false;
	m->end = minutes_at(s, end, m);
	m->minutes = m->end > end;
	if (m->minutes && s->tongue == &tongue_es && starts_at(s, m->end, " h") &&
	    word_end(s, m->end + 1) == m->end + 2)
		m->end += 2; /* "8:00 h" */
	behind = half_at(s, m->end, m);
	if (behind > m->end && m->hour > 0 && m->hour <= 12)
		m->end = behind;
	else
		m->half = 0;
	return true;
}

void
english_time(struct speech *s, unsigned long hour, unsigned long minute, char half)
{
	say_cardinal(s, hour, COUNTING);
	if (minute > 0 && minute < 60) {
		if (minute < 10)
			say(s, "oh");
		say_cardinal(s, minute, COUNTING);
	} else if (minute == 0 && !half) {
		say(s, hour <= 12 && hour > 0 ? "o'clock" : "hundred");
	}
	if (half) {
		say_letter(s, (unsigned char)half);
		say_letter(s, 'm');
	}
}

static void
say_moment(struct speech *s, const struct moment *m)
{
	s->tongue->time(s, m->hour, m->minutes ? m->minute : 60, m->half);
	if (m->stop)
		say_stop_if_last(s, m->end);
}

/* "1:10" after these words is no time. */
static const char ratio[] = "ratio dilution odds scale diluted proportion "
			    "frequency prevalence incidence rate risk";

/* "1:10,000": more figures than minutes have. */
static bool
is_grouped_behind(const struct speech *s, size_t at)
{
	size_t colon = digits_end(s, at);
	struct numeral n;

	return at_byte(s, colon) == ':' && ascii_digit(at_byte(s, colon + 1)) &&
	       numeral_at(s, colon + 1, &n) && n.grouped;
}

static bool
is_ratio(const struct speech *s, size_t at)
{
	struct str before = word_before(s, at);

	if (is_grouped_behind(s, at) || (at > 0 && strchr("~", at_byte(s, at - 1))))
		return true;

	if (word_in(before, "of at is a"))
		before = word_before(s, (size_t)(before.at - s->text.at));
	return word_in(before, ratio);
}

/* "3:1", "1:1000": two numbers that are no time. */
static size_t
say_ratio(struct speech *s, size_t at)
{
	struct numeral a, b;
	size_t colon;

	if (!numeral_at(s, at, &a) || at_byte(s, a.end) != ':' || !begins_word(s, at))
		return 0;
	colon = a.end;
	if (!ascii_digit(at_byte(s, colon + 1)) || !numeral_at(s, colon + 1, &b) ||
	    at_byte(s, b.end) == ':')
		return 0;
	numeral_say(s, &a, COUNTING);
	say_as(s, SAID_TO);
	numeral_say(s, &b, COUNTING);
	return b.end;
}

static void
say_counted(struct speech *s, unsigned long n, const char *one, const char *many)
{
	say_cardinal(s, n, COUNTING);
	say(s, n == 1 ? one : many);
}

/* "1:05:30": hours, minutes and seconds. */
static size_t
say_length(struct speech *s, const struct moment *m)
{
	size_t end = digits_end(s, m->end + 1);
	unsigned long second;

	if (s->tongue != &tongue_en || end != m->end + 3 || at_byte(s, end) == ':' ||
	    !str_number(str_sub(s->text, m->end + 1, end), 59, &second))
		return 0;
	if (m->hour > 0)
		say_counted(s, m->hour, "hour", "hours");
	say_counted(s, m->minute, "minute", "minutes");
	say_as(s, SAID_AND);
	say_counted(s, second, "second", "seconds");
	return end;
}

size_t
rule_time(struct speech *s, size_t at)
{
	struct moment a, b;
	size_t dash, next;

	if (!begins_word(s, at) || !ascii_digit(at_byte(s, at)))
		return 0;
	if (!moment_at(s, at, &a) || is_ratio(s, at))
		return say_ratio(s, at);
	next = a.end + (at_byte(s, a.end) == ' ');
	dash = dash_end(s, next);
	if (dash > next) {
		size_t from = dash + (at_byte(s, dash) == ' ');

		if (moment_at(s, from, &b) && (a.half || b.half || (a.minutes && b.minutes)) &&
		    word_end(s, b.end) == b.end) {
			say_moment(s, &a);
			say_as(s, SAID_TO);
			say_moment(s, &b);
			return b.end;
		}
	}
	if (!a.minutes && !a.half)
		return say_ratio(s, at);
	if (at_byte(s, a.end) == ':' && ascii_digit(at_byte(s, a.end + 1)))
		return say_length(s, &a);
	if (a.half && !a.minutes && at_byte(s, a.end - 1) == 'm' && a.half == 'a' &&
	    word_in(word_before(s, at), "i"))
		return 0;
	say_moment(s, &a);
	return a.end;
}

/* --- dates in words -------------------------------------------------------------------------- */

unsigned
month_at(const struct speech *s, size_t at, size_t *end)
{
	static const struct {
		const char *written;
		unsigned month;
	} shorts[] = {{"Jan", 1}, {"Feb", 2}, {"Mar", 3}, {"Apr", 4}, {"Jun", 6}, {"Jul", 7},
	    {"Aug", 8}, {"Sept", 9}, {"Sep", 9}, {"Oct", 10}, {"Nov", 11}, {"Dec", 12}};
	size_t stop = letters_end(s, at);
	struct str word = str_sub(s->text, at, stop);

	*end = stop;
	if (word.len < 3 || !begins_word(s, at))
		return 0;
	if (s->tongue == &tongue_en && !ascii_upper(word.at[0]) &&
	    word_in(word, "may march mar sep dec"))
		return 0; /* words too; the others are at least not words that figures stand by */
	for (unsigned i = 0; i < 12; i++)
		if (str_equal_fold(word, str_of(s->tongue->months[i])))
			return i + 1;
	if (s->tongue != &tongue_en)
		return 0;
	for (size_t i = 0; i < sizeof(shorts) / sizeof(*shorts); i++)
		if (str_equal_fold(word, str_of(shorts[i].written))) {
			if (at_byte(s, stop) == '.')
				*end = stop + 1;
			return shorts[i].month;
		}
	return 0;
}

/* A year at `at`: four digits with nothing glued behind; 0: none. */
static unsigned long
year_at(const struct speech *s, size_t at, size_t *end)
{
	size_t stop = digits_end(s, at);
	unsigned long year;

	if (stop != at + 4 || word_end(s, stop) != stop ||
	    !str_number(str_sub(s->text, at, stop), 2199, &year) || year < 1000)
		return 0;
	*end = stop;
	return year;
}

/* A day of the month at `at`, "5", "5th"; 0: none. */
static unsigned long
day_at(const struct speech *s, size_t at, size_t *end)
{
	size_t stop = digits_end(s, at), tail = word_end(s, at);
	unsigned long day;
	const struct unit *unit;

	if (stop == at || stop - at > 2 || !str_number(str_sub(s->text, at, stop), 31, &day))
		return 0;
	if (tail != stop && !word_in(str_sub(s->text, stop, tail), "st nd rd th"))
		return 0;
	if (tail == stop && (unit_at(s, stop, &unit) > 0 || at_byte(s, stop) == '/' ||
				(at_byte(s, stop) == '.' && ascii_digit(at_byte(s, stop + 1)))))
		return 0;
	*end = tail;
	return day;
}

static void
say_day(struct speech *s, unsigned long day)
{
	struct buf words = {0};

	english_ordinal(s, day, &words);
	say_str(s, buf_str(&words));
	buf_free(&words);
}

/* ", 2020" or " 2020" behind a date. */
static size_t
say_year_behind(struct speech *s, size_t at)
{
	size_t from = at, end;
	unsigned long year;

	if (at_byte(s, from) == ',')
		from++;
	if (at_byte(s, from) != ' ' || (year = year_at(s, from + 1, &end)) == 0)
		return at;
	say_pause(s, ',');
	say_year(s, year);
	return end;
}

/* "-2020" or what say_year_behind knows. */
static size_t
say_year_joined(struct speech *s, size_t at)
{
	unsigned long year;
	size_t end;

	if (at_byte(s, at) != '-' || (year = year_at(s, at + 1, &end)) == 0)
		return say_year_behind(s, at);
	say_pause(s, ',');
	say_year(s, year);
	return end;
}

/* "January 5, 2020", "Jan. 5-7", "Jan-05-2020", "May 2020", "Sept." */
static size_t
month_first(struct speech *s, size_t at)
{
	size_t end, from, to;
	unsigned month = month_at(s, at, &end);
	unsigned long day, last, year;
	const char *name;

	if (month == 0)
		return 0;
	name = s->tongue->months[month - 1];
	from = end + (at_byte(s, end) == ' ' || at_byte(s, end) == '-');
	day = from > end ? day_at(s, from, &to) : 0;
	if (day == 0) {
		if (at_byte(s, end) == '-')
			from = end;
		if ((at_byte(s, end - 1) != '.' || ascii_lower(at_byte(s, at))) &&
		    !(from > end && year_at(s, from, &to)))
			return 0; /* an ordinary word: "May" */
		say(s, name);
		if (from > end && (year = year_at(s, from, &to)) > 0) {
			say_year(s, year);
			return to;
		}
		say_stop_if_last(s, end);
		return end;
	}
	say(s, name);
	say_day(s, day);
	from = dash_end(s, to);
	if (from > to && (last = day_at(s, from, &end)) > 0) {
		say_as(s, SAID_TO);
		say_day(s, last);
		to = end;
	}
	return say_year_joined(s, to);
}

static void
say_day_of(struct speech *s, unsigned long day, unsigned month)
{
	say_day(s, day);
	say(s, "of");
	say(s, s->tongue->months[month - 1]);
}

/* "5 January 2020", "the 5th January", "05-Jan-2020": the day leads. */
static size_t
day_first(struct speech *s, size_t at)
{
	size_t end, stop;
	unsigned long day = day_at(s, at, &end);
	unsigned month;
	bool joined = at_byte(s, end) == '-';

	if (day == 0 || (at_byte(s, end) != ' ' && !joined) || !begins_word(s, at))
		return 0;
	month = month_at(s, end + 1, &stop);
	if (month == 0 || (joined && (at_byte(s, stop) != '-' || !year_at(s, stop + 1, &end))))
		return 0;
	if (!word_in(word_before(s, at), "the"))
		say(s, "the");
	say_day_of(s, day, month);
	return say_year_joined(s, stop);
}

size_t
rule_date_words(struct speech *s, size_t at)
{
	return ascii_digit(at_byte(s, at)) ? day_first(s, at) : month_first(s, at);
}

/* --- dates in digits ------------------------------------------------------------------------- */

void
english_date(struct speech *s, unsigned long day, unsigned month, unsigned long year)
{
	if (s->british) {
		say(s, "the");
		say_day_of(s, day, month);
	} else {
		say(s, s->tongue->months[month - 1]);
		say_day(s, day);
	}
	say_pause(s, ',');
	say_year(s, year);
}

static unsigned long
full_year(struct str written, unsigned long year)
{
	if (written.len == 4)
		return year;
	return year < 50 ? 2000 + year : 1900 + year;
}

/* Day and month as the language orders them; the other way round when only that can be. */
static bool
put_in_order(const struct speech *s, unsigned long a, unsigned long b, unsigned long *day,
    unsigned long *month)
{
	bool month_leads = s->tongue == &tongue_en && !s->british;

	*day = month_leads ? b : a;
	*month = month_leads ? a : b;
	if (*month > 12) {
		unsigned long swap = *day;

		*day = *month;
		*month = swap;
	}
	return *month >= 1 && *month <= 12 && *day >= 1 && *day <= 31;
}

/* "05/2021" */
static size_t
month_year(struct speech *s, size_t at, size_t slash)
{
	unsigned long month, y;
	size_t end;

	if (!str_number(str_sub(s->text, at, slash), 12, &month) || month == 0 ||
	    (y = year_at(s, slash + 1, &end)) < 1900)
		return 0;
	say(s, s->tongue->months[month - 1]);
	say_year(s, y);
	return end;
}

/* "1/5/2020", "05.01.2020", "2020-01-05". */
size_t
rule_date_digits(struct speech *s, size_t at)
{
	size_t first = digits_end(s, at), second, third;
	unsigned long a, b, c, day, month;
	char mark = at_byte(s, first);
	struct str last;

	if (first == at || !begins_word(s, at) || mark == 0 || !strchr("/.-", mark))
		return 0;
	second = digits_end(s, first + 1);
	if (mark == '/' && second - first == 5 && word_end(s, second) == second &&
	    at_byte(s, second) != '/')
		return month_year(s, at, first);
	if (second == first + 1 || second - first > 3 || at_byte(s, second) != mark)
		return 0;
	third = digits_end(s, second + 1);
	last = str_sub(s->text, second + 1, third);
	if (word_end(s, third) != third || at_byte(s, third) == '/' ||
	    !str_number(str_sub(s->text, at, first), 9999, &a) ||
	    !str_number(str_sub(s->text, first + 1, second), 99, &b) || !str_number(last, 9999, &c))
		return 0;
	if (first - at == 4 && mark != '.' && last.len <= 2) {
		if (b < 1 || b > 12 || c < 1 || c > 31 || a < 1000)
			return 0;
		s->tongue->date(s, c, (unsigned)b, a);
		return third;
	}
	if (first - at > 2 || (last.len != 4 && !(last.len == 2 && mark == '/')) ||
	    !put_in_order(s, a, b, &day, &month))
		return 0;
	if (s->tongue == &tongue_en && a > 12) { /* the day leads */
		say(s, "the");
		say_day_of(s, day, (unsigned)month);
		say_pause(s, ',');
		say_year(s, full_year(last, c));
	} else {
		s->tongue->date(s, day, (unsigned)month, full_year(last, c));
	}
	return third;
}

/* --- dashes between the ends of a range ------------------------------------------------------ */

static bool
is_day_name(struct str word)
{
	return word_in(word,
	    "monday tuesday wednesday thursday friday saturday sunday mon tue tues "
	    "wed thu thur thurs fri sat sun lunes martes miércoles jueves "
	    "viernes sábado domingo lundi mardi mercredi jeudi vendredi samedi "
	    "dimanche");
}

/* What stands before the dash, up to a blank: "3rd", "1990s", "5%". */
static struct str
token_before(const struct speech *s, size_t at)
{
	size_t from;

	while (at > 0 && at_byte(s, at - 1) == ' ')
		at--;
	for (from = at; from > 0 && !strchr(" (,;:/", at_byte(s, from - 1));)
		from--;
	return str_sub(s->text, from, at);
}

/* "12/31/2020" in front of `at`. */
static bool
is_date_at_end(const struct speech *s, size_t at)
{
	size_t from = at;
	unsigned slashes = 0;

	for (; from > 0 && (ascii_digit(at_byte(s, from - 1)) || at_byte(s, from - 1) == '/');
	     from--)
		slashes += at_byte(s, from - 1) == '/';
	return slashes == 2 && at - from >= 6;
}

static bool
ends_of_range(const struct speech *s, size_t at, size_t from, bool long_dash)
{
	size_t stopped = at > 0 && at_byte(s, at - 1) == '.' ? at - 1 : at; /* "Mon.–Fri." */
	struct str before = token_before(s, at), behind, word = word_before(s, stopped);
	size_t stop;

	behind = str_sub(s->text, from, letters_end(s, from));
	if (before.len > 0 && ascii_digit(before.at[0]) && month_at(s, from, &stop) > 0) {
		/* "Apr 1-Jun 30" */
		word = word_before(s, (size_t)(before.at - s->text.at));
		return word.len > 0 && month_at(s, (size_t)(word.at - s->text.at), &stop) > 0;
	}
	if (is_date_at_end(s, at) && at_byte(s, digits_end(s, from)) == '/')
		return true; /* "1/1/2020-12/31/2020" */
	if (before.len > 0 && ascii_digit(before.at[0]) && ascii_digit(at_byte(s, from)) &&
	    str_find_byte(before, '-', 0) == STR_NONE)
		return long_dash || !ascii_digit(before.at[before.len - 1]);
	if ((word_in(word, "noon midnight") && ascii_digit(at_byte(s, from))) ||
	    (word_in(behind, "noon midnight") && before.len > 0 &&
		(ascii_digit(before.at[0]) || word_in(before, "a.m. p.m. a.m p.m am pm"))))
		return true;
	if (word.len == 0 || behind.len == 0)
		return false;
	if (is_day_name(word) && is_day_name(behind))
		return true;
	if (month_at(s, from, &stop) && month_at(s, (size_t)(word.at - s->text.at), &stop))
		return true;
	if (!long_dash)
		return false;
	return (word.len == 1 && behind.len == 1 && ascii_upper(word.at[0]) &&
		   ascii_upper(behind.at[0])) ||
	       (roman_part_value(word) > 0 && roman_part_value(behind) >= roman_part_value(word));
}

/* The word in front of the dash in front of `at`; nothing when there is no dash. */
static struct str
word_before_dash(const struct speech *s, size_t at)
{
	while (at > 0 && at_byte(s, at - 1) == ' ')
		at--;
	if (at > 0 && at_byte(s, at - 1) == '-')
		at -= 1;
	else if (at >= 3 && starts_at(s, at - 3, "–"))
		at -= 3;
	else
		return (struct str){"", 0};
	while (at > 0 && (at_byte(s, at - 1) == ' ' || at_byte(s, at - 1) == '.'))
		at--;
	return word_before(s, at);
}

/* The word behind the dash behind `at`, likewise. */
static struct str
word_behind_dash(const struct speech *s, size_t at)
{
	size_t gap = blanks_end(s, at), dash = dash_end(s, gap), next = blanks_end(s, dash);

	if (dash == gap)
		return (struct str){"", 0};
	return str_sub(s->text, next, letters_end(s, next));
}

/* "Mon-Fri": the short names are names of days only in a range. */
size_t
rule_day_name(struct speech *s, size_t at)
{
	static const struct pair names[] = {{"Mon", "monday"}, {"Tue", "tuesday"},
	    {"Tues", "tuesday"}, {"Wed", "wednesday"}, {"Thu", "thursday"}, {"Thur", "thursday"},
	    {"Thurs", "thursday"}, {"Fri", "friday"}, {"Sat", "saturday"}, {"Sun", "sunday"}};
	size_t end = letters_end(s, at), stop = end + (at_byte(s, end) == '.');
	struct str word = str_sub(s->text, at, end);
	size_t behind;
	bool leads, dated;

	if (word.len < 3 || word.len > 5 || !begins_word(s, at))
		return 0;
	leads = is_day_name(word_behind_dash(s, stop));
	/* "Mon, Jan 3" */
	dated = at_byte(s, stop) == ',' && month_at(s, blanks_end(s, stop + 1), &behind) > 0;
	if (!leads && !dated && !is_day_name(word_before_dash(s, at)))
		return 0;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_equal(word, str_of(names[i].written))) {
			say(s, names[i].spoken);
			return leads ? stop : end;
		}
	return 0;
}

/* "Monday-Friday", "3rd-5th", "A–Z", "II–V": the same blanks, or none, on both sides. */
size_t
rule_range_dash(struct speech *s, size_t at)
{
	size_t end = dash_end(s, at), from;

	if (end == at || at == 0 || (at_byte(s, at - 1) == ' ') != (at_byte(s, end) == ' '))
		return 0;
	from = end + (at_byte(s, end) == ' ');
	if (is_equation(s, from) && word_end(s, from) > from &&
	    (ascii_digit(at_byte(s, at - 1)) || at_byte(s, at - 1) == ' ')) {
		say_as(s, SAID_MINUS);
		return from;
	}
	if (!ends_of_range(s, at, from, end - at == 3 && !starts_at(s, at, "—")))
		return 0;
	say_as(s, SAID_TO);
	return from;
}
