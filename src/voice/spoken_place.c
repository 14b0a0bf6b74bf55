/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "voice/spoken_parts.h"

/*
 * Postal addresses, as they are written in the United States: "1428 N Elm St., Rockville,
 * MD 20852". What is short for "drive", "court", "north" or "Maryland" is short for something
 * else elsewhere, so all of it is asked for together with a house number or a code.
 */

enum { WORDS_MOST = 5, REACH = 96 };

static const struct pair ways[] = {{"Street", NULL}, {"St", "street"}, {"Avenue", NULL},
    {"Ave", "avenue"}, {"Av", "avenue"}, {"Road", NULL}, {"Rd", "road"}, {"Boulevard", NULL},
    {"Blvd", "boulevard"}, {"Drive", NULL}, {"Dr", "drive"}, {"Lane", NULL}, {"Ln", "lane"},
    {"Court", NULL}, {"Ct", "court"}, {"Place", NULL}, {"Pl", "place"}, {"Square", NULL},
    {"Sq", "square"}, {"Parkway", NULL}, {"Pkwy", "parkway"}, {"Highway", NULL}, {"Hwy", "highway"},
    {"Expressway", NULL}, {"Expy", "expressway"}, {"Terrace", NULL}, {"Ter", "terrace"},
    {"Circle", NULL}, {"Cir", "circle"}, {"Way", NULL}, {"Pike", NULL}, {"Plaza", NULL},
    {"Plz", "plaza"}, {"Turnpike", NULL}, {"Tpke", "turnpike"}, {"Trail", NULL}, {"Trl", "trail"},
    {"Broadway", NULL}, {NULL, NULL}};

static const struct pair directions[] = {{"N", "north"}, {"S", "south"}, {"E", "east"},
    {"W", "west"}, {"NE", "northeast"}, {"NW", "northwest"}, {"SE", "southeast"},
    {"SW", "southwest"}, {NULL, NULL}};

static const struct pair states[] = {{"AL", "alabama"}, {"AK", "alaska"}, {"AZ", "arizona"},
    {"AR", "arkansas"}, {"CA", "california"}, {"CO", "colorado"}, {"CT", "connecticut"},
    {"DE", "delaware"}, {"DC", "d c"}, {"FL", "florida"}, {"GA", "georgia"}, {"HI", "hawaii"},
    {"ID", "idaho"}, {"IL", "illinois"}, {"IN", "indiana"}, {"IA", "iowa"}, {"KS", "kansas"},
    {"KY", "kentucky"}, {"LA", "louisiana"}, {"ME", "maine"}, {"MD", "maryland"},
    {"MA", "massachusetts"}, {"MI", "michigan"}, {"MN", "minnesota"}, {"MS", "mississippi"},
    {"MO", "missouri"}, {"MT", "montana"}, {"NE", "nebraska"}, {"NV", "nevada"},
    {"NH", "new hampshire"}, {"NJ", "new jersey"}, {"NM", "new mexico"}, {"NY", "new york"},
    {"NC", "north carolina"}, {"ND", "north dakota"}, {"OH", "ohio"}, {"OK", "oklahoma"},
    {"OR", "oregon"}, {"PA", "pennsylvania"}, {"PR", "puerto rico"}, {"RI", "rhode island"},
    {"SC", "south carolina"}, {"SD", "south dakota"}, {"TN", "tennessee"}, {"TX", "texas"},
    {"UT", "utah"}, {"VT", "vermont"}, {"VA", "virginia"}, {"WA", "washington"},
    {"WV", "west virginia"}, {"WI", "wisconsin"}, {"WY", "wyoming"}, {NULL, NULL}};

static const struct pair *
find(const struct pair *table, struct str word, bool fold)
{
	for (; table->written; table++)
		if (fold ? str_equal_fold(word, str_of(table->written))
			 : str_equal(word, str_of(table->written)))
			return table;
	return NULL;
}

/* "20 Capsules Dr Lee": a doctor, unless the number can only be that of a house. */
static bool
is_doctor(const struct speech *s, struct str word, size_t end, size_t digits)
{
	size_t next = end + (at_byte(s, end) == '.');
	struct str behind = word_behind(s, next);

	return str_equal(word, S("Dr")) && digits < 3 && behind.len > 1 &&
	       ascii_upper(behind.at[0]) && !find(directions, behind, false);
}

/* The way that a house number at `at` stands in front of: where its last word begins; 0: none. */
static size_t
way_behind(const struct speech *s, size_t at)
{
	size_t end = digits_end(s, at), from, stop;

	if (end == at || end - at > 5 || at_byte(s, at) == '0' || !begins_word(s, at) ||
	    at_byte(s, end) != ' ')
		return 0;
	from = end + 1;
	for (unsigned words = 0; words < WORDS_MOST; words++, from = stop + 1) {
		struct str word;
		bool name;

		stop = word_end(s, from);
		word = str_sub(s->text, from, stop);
		name = word.len > 0 && (ascii_upper(word.at[0]) || ascii_digit(word.at[0]));
		if (words > 0 && find(ways, word, true) && !is_doctor(s, word, stop, end - at) &&
		    (name || find(ways, word, true)->spoken != NULL))
			return from;
		if (!name)
			return 0;
		if (at_byte(s, stop) == '.' && find(directions, word, false))
			stop++;
		if (at_byte(s, stop) != ' ')
			return 0;
	}
	return 0;
}

/* The house number of the way that is named at `at`: where it begins; STR_NONE: none. */
static size_t
house_before(const struct speech *s, size_t at)
{
	size_t first = at > REACH ? at - REACH : 0;

	for (size_t from = at; from-- > first;)
		if (ascii_digit(at_byte(s, from)) && begins_word(s, from) &&
		    way_behind(s, from) == at)
			return from;
	return STR_NONE;
}

static bool
is_way(const struct speech *s, struct str word)
{
	return word.len > 0 && find(ways, word, true) &&
	       house_before(s, (size_t)(word.at - s->text.at)) != STR_NONE;
}

/* "1428 Elm": by tens, "fourteen twenty-eight"; "708": "seven oh eight". */
size_t
rule_house(struct speech *s, size_t at)
{
	size_t end = digits_end(s, at);
	struct str digits = str_sub(s->text, at, end);
	unsigned long number = 0;

	if (way_behind(s, at) == 0 || !str_number(digits, 99999, &number))
		return 0;
	if (digits.len == 3 && number % 100 > 0) {
		say_cardinal(s, number / 100, COUNTING);
		if (number % 100 < 10)
			say(s, s->british ? "zero" : "oh");
		say_cardinal(s, number % 100, COUNTING);
	} else if (digits.len == 4) {
		say_year(s, number);
	} else if (digits.len == 5 && number % 1000 > 0) {
		say_digits(s, digits);
	} else {
		say_cardinal(s, number, COUNTING);
	}
	return end;
}

/* "Elm St.", "N Elm", "Elm Ave NW" behind a house number. */
size_t
rule_way(struct speech *s, size_t at)
{
	size_t end = letters_end(s, at), stop = end + (at_byte(s, end) == '.');
	struct str word = str_sub(s->text, at, end);
	const struct pair *found;
	struct str before;

	if (word.len == 0 || word.len > 4 || !begins_word(s, at))
		return 0;
	before = word_before(s, at);
	found = find(directions, word, false);
	if (found && ((before.len > 0 && ascii_digit(before.at[0]) &&
			  way_behind(s, (size_t)(before.at - s->text.at)) > 0) ||
			 is_way(s, before) ||
			 (before.len == 0 && at > 2 && at_byte(s, at - 2) == '.' &&
			     is_way(s, word_before(s, at - 2))))) {
		say(s, found->spoken);
		if (stop > end)
			say_stop_if_last(s, stop);
		return stop;
	}
	found = find(ways, word, true);
	if (found == NULL || found->spoken == NULL || house_before(s, at) == STR_NONE)
		return 0;
	say(s, found->spoken);
	if (stop > end)
		say_stop_if_last(s, stop);
	return stop;
}

/* A code of five digits, perhaps of nine, at `at`: its end, or 0. */
static size_t
code_at(const struct speech *s, size_t at)
{
	size_t end = digits_end(s, at);

	return end == at + 5 && (word_end(s, end) == end) ? end : 0;
}

/* Whether a house number stands in the same sentence, in front. */
static bool
has_house_before(const struct speech *s, size_t at)
{
	size_t first = at > REACH ? at - REACH : 0;

	for (size_t from = at; from-- > first;)
		if (ascii_digit(at_byte(s, from)) && way_behind(s, from) > 0)
			return true;
	return false;
}

/* "Rockville, MD 20852", "123 Elm St, Rockville, MD": elsewhere two capitals are a degree. */
size_t
rule_state(struct speech *s, size_t at)
{
	size_t end = letters_end(s, at), code;
	struct str word = str_sub(s->text, at, end);
	const struct pair *state;

	if (word.len != 2 || at < 2 || !begins_word(s, at) ||
	    (state = find(states, word, false)) == NULL)
		return 0;
	code = blanks_end(s, end + (at_byte(s, end) == ','));
	if (code == end || code_at(s, code) == 0) {
		if (!starts_at(s, at - 2, ", ") || word_end(s, end) != end ||
		    (at_byte(s, end) != 0 && !strchr(",.;)", at_byte(s, end))) ||
		    !has_house_before(s, at))
			return 0;
	}
	say(s, state->spoken);
	return end;
}

/* The word before that one, with a stop behind it or not. */
static struct str
word_further(const struct speech *s, struct str word)
{
	size_t at = (size_t)(word.at - s->text.at);

	while (word.len > 0 && at > 0 && (at_byte(s, at - 1) == ' ' || at_byte(s, at - 1) == '.'))
		at--;
	return word.len > 0 ? word_before(s, at) : word;
}

/* Figures behind these are dialled, typed or compared: they are no amount. */
static bool
names_code(const struct speech *s, struct str word)
{
	struct str further = word_further(s, word);

	if (str_equal(word, S("Box")))
		return word_in(further, "o po");
	if (word_in(word, "in"))
		return word_in(further, "ending") &&
		       word_in(word_further(s, further), "card number account numbers phone");
	if (word_in(word, "code"))
		return word_in(further, "zip area postal pass access");
	return word_in(word, "ext extension passcode zip");
}

/* "P.O. Box 2345", "a card ending in 8876", "ext. 4410". */
size_t
rule_code(struct speech *s, size_t at)
{
	size_t end = digits_end(s, at), front = at;

	if (end - at < 3 || word_end(s, at) != end || !begins_word(s, at))
		return 0;
	if (at_byte(s, end) != 0 && strchr(",.-/:", at_byte(s, end)) &&
	    ascii_digit(at_byte(s, end + 1)))
		return 0;
	while (front > 0 && (at_byte(s, front - 1) == ' ' || at_byte(s, front - 1) == '.'))
		front--;
	if (!names_code(s, word_before(s, front)))
		return 0;
	say_digits(s, str_sub(s->text, at, end));
	return end;
}

/* "MD 20892", "FL, 33101", "D.C. 20001": five digits behind the letters of a state. */
size_t
rule_postal(struct speech *s, size_t at)
{
	size_t end = code_at(s, at), from = at;
	struct str state;

	if (end == 0 || at == 0 || at_byte(s, at - 1) != ' ')
		return 0;
	while (from > 0 && strchr(" .,", at_byte(s, from - 1)))
		from--;
	state = word_before(s, from);
	if (!(state.len == 2 && all_upper(state)) && !(at >= 5 && starts_at(s, at - 5, "D.C. ")))
		return 0;
	if (at_byte(s, at - 2) == ',' && !find(states, state, false))
		return 0;
	say_digits(s, str_sub(s->text, at, end));
	return end;
}
