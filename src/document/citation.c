/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/citation.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "document/sentence.h"

/*
 * First every place that may hold a mark is noted with how much it says by itself; then the
 * whole document decides. CERTAIN ones count when their numbers hang together; the others need
 * certain ones around them, and a number those make likely.
 *
 * Never marks: a number that a word before it takes ("No. 5", "step 3.", "COVID-19", "pH 7.4"),
 * a unit or a counted thing behind it ("2 tablets", "3.5 Million"), powers and indices.
 */
enum strength {
	CERTAIN, /* "Asia.1 Heroin", "[1]", "tar¹" */
	LIKELY,  /* "include:6", "hepatitis C.3 People", "type 2.4 The" */
	ORDERED, /* "of 40.5 The": a decimal, unless it is the next number of a clear run */
	WEAK,    /* "morphine1 is" */
	BRACKET, /* "heroin (1)." */
	REFUSED, /* looks like one, is none: to be shown */
};

struct candidate {
	size_t leaf, start, end, word; /* word: start of the word in front */
	unsigned long low, high;       /* least and greatest number */
	enum strength strength;
};

struct candidates {
	struct candidate *at;
	size_t count, room;
	struct str language;
};

enum { NUMBER_MOST = 999, STEP_MOST = 25, WORD_MOST = 48 };

#define WORDS(name, words) static const struct str name = STR(words);
#include "document/citation.def"
#undef WORDS

static bool
listed(struct str list, struct str word)
{
	char key[WORD_MOST + 2 * UTF8_MOST];
	size_t len = 1;

	if (word.len == 0 || word.len > WORD_MOST)
		return false;
	key[0] = ' ';
	for (size_t at = 0; at < word.len && len <= WORD_MOST;)
		len += utf8_encode(char_to_lower(utf8_next(word, &at)), key + len);
	key[len++] = ' ';
	return str_find(list, (struct str){key, len}, 0) != STR_NONE;
}

static unsigned
peek(struct str text, size_t at)
{
	return at < text.len ? utf8_next(text, &at) : 0;
}

static unsigned
peek_before(struct str text, size_t at)
{
	return at > 0 ? utf8_before(text, &at) : 0;
}

static bool
digit(unsigned c)
{
	return c >= '0' && c <= '9';
}

static bool
caseless(unsigned c)
{
	return char_letter(c) && !char_upper(c) && !char_lower(c);
}

static bool
closing_quote(unsigned c)
{
	return c == '"' || c == '\'' || c == 0x201d || c == 0x2019 || c == 0xbb || c == 0x300d;
}

static bool
stop(unsigned c)
{
	return c == '.' || c == '?' || c == '!' || c == 0x2026 || c == 0x3002 || c == 0xff01 ||
	       c == 0xff1f || c == 0x0964 || c == 0x061f || c == 0x06d4;
}

/* The word that ends at `end`, hyphens and inner stops with it. */
static struct str
word_before(struct str text, size_t end)
{
	size_t start = end;

	while (start > 0 && end - start < WORD_MOST) {
		size_t at = start;
		unsigned c = utf8_before(text, &at);

		if (!char_word(c) && c != '-' && c != '/' && c != '@' && c != 0x2019 && c != '\'' &&
		    c != 0xb0 && !(c == '.' && start < end))
			break;
		start = at;
	}
	return str_sub(text, start, end);
}

/* The word in front of the word that starts at `start`. */
static struct str
word_in_front(struct str text, size_t start)
{
	while (start > 0 && (text.at[start - 1] == ' ' || text.at[start - 1] == '('))
		start--;
	return word_before(text, start);
}

static struct str
word_after(struct str text, size_t at)
{
	size_t end;

	while (at < text.len && !char_word(peek(text, at)) && text.at[at] != '\n')
		utf8_next(text, &at);
	for (end = at; end < text.len && end - at < WORD_MOST && char_word(peek(text, end));)
		utf8_next(text, &end);
	return str_sub(text, at, end);
}

/* "1", "1,2", "1-3", "1, 2": where it ends; 0 when it is no list of such numbers. */
static size_t
number_list(struct str text, size_t at, struct candidate *c)
{
	unsigned long last = 0;
	size_t end = 0;

	c->low = NUMBER_MOST + 1;
	c->high = 0;
	while (at < text.len && text.at[at] >= '1' && text.at[at] <= '9') {
		unsigned long number = 0;
		size_t start = at, next;
		unsigned sign;

		while (at < text.len && digit((unsigned char)text.at[at]) && at - start < 5)
			number = number * 10 + (unsigned long)(text.at[at++] - '0');
		if (at - start > 3 || number <= last)
			return end;
		end = at;
		last = number;
		c->low = c->low < number ? c->low : number;
		c->high = number;
		if (at >= text.len)
			break;
		next = at;
		sign = utf8_next(text, &next);
		if (sign != ',' && sign != '-' && sign != 0x2013 && sign != ';' && sign != 0x2010 &&
		    sign != 0x2011)
			break;
		if (sign != '-' && next < text.len && text.at[next] == ' ')
			next++;
		at = next;
	}
	return end;
}

/* What stands behind a mark: the end of the line, a new sentence, or the same one going on. */
enum behind { BEHIND_END, BEHIND_NEW, BEHIND_MORE, BEHIND_GLUED };

static enum behind
look_behind(struct str text, size_t at)
{
	bool space = false;

	while (at < text.len) {
		size_t next = at;
		unsigned c = utf8_next(text, &next);

		if (c == '\n')
			return BEHIND_END;
		if (char_space(c)) {
			space = true;
		} else if (!space && (closing_quote(c) || c == ')' || c == ']')) {
			return BEHIND_MORE;
		} else if (!space) {
			return BEHIND_GLUED;
		} else if (c == '"' || c == '\'' || c == 0x201c || c == 0x2018 || c == 0xab ||
			   c == 0x201e || c == '(' || c == '[' || c == 0x201a) {
			;
		} else {
			return char_upper(c) || caseless(c) || c == 0xbf || c == 0xa1 || c == 0x2022
				   ? BEHIND_NEW
				   : BEHIND_MORE;
		}
		at = next;
	}
	return BEHIND_END;
}

static void
note(struct candidates *all, struct candidate c, enum strength strength)
{
	c.strength = strength;
	all->at = mem_grow(all->at, all->count, &all->room, sizeof(*all->at));
	all->at[all->count++] = c;
}

static bool
address(struct str word)
{
	return str_find_byte(word, '@', 0) != STR_NONE || str_find(word, S("//"), 0) != STR_NONE ||
	       str_starts_fold(word, S("www."));
}

/* The next word is one that opens sentences. */
static bool
opens(struct str text, size_t at, struct str language)
{
	return sentence_opener(language, word_after(text, at));
}

/* A unit, or what is counted, behind a number. */
static bool
counts(struct str text, size_t at, enum behind behind)
{
	struct str word = word_after(text, at);

	return (behind == BEHIND_NEW || behind == BEHIND_MORE) &&
	       (listed(counted, word) || (behind == BEHIND_MORE && listed(persons, word)));
}

/* How much a mark behind the stop of a word says: "Asia.1 Heroin", "(OUD).4 The". */
static enum strength
stop_strength(struct str word, unsigned before, bool quoted, enum behind behind)
{
	size_t letters = utf8_count(word);

	if (behind == BEHIND_MORE)
		return LIKELY;
	if (quoted || before == '%' || before == ')' || before == ']' || closing_quote(before))
		return CERTAIN;
	if (char_upper(before))
		return letters > 2                                  ? CERTAIN
		       : letters == 2 && !listed(short_names, word) ? REFUSED
								    : LIKELY;
	return letters > 2 || str_find_byte(word, '.', 0) == STR_NONE ? CERTAIN : LIKELY;
}

/* A stop between letters (or % or a bracket), perhaps a closing quote, and the number. */
static void
behind_stop(
    struct str text, size_t stop_at, bool quoted, struct candidate c, struct candidates *all)
{
	unsigned before = peek_before(text, stop_at);
	struct str word = word_before(text, stop_at);
	enum behind behind = look_behind(text, c.end);
	bool single = utf8_count(word) == 1 && char_upper(before);

	c.word = stop_at - word.len;
	if (address(word) || (!quoted && listed(takes_number, word)))
		return;
	if (behind == BEHIND_MORE && counts(text, c.end, behind))
		return;
	if (single && (c.word == 0 || listed(takes_number, word_in_front(text, c.word)) ||
			  !opens(text, c.end, all->language)))
		return;
	if (behind == BEHIND_GLUED) {
		if (char_upper(peek(text, c.end)) && char_lower(before) && utf8_count(word) > 3)
			note(all, c, LIKELY);
		return;
	}
	if (char_letter(before) || char_mark(before) || before == '%' || before == ')' ||
	    before == ']' || closing_quote(before))
		note(all, c, stop_strength(word, before, quoted, behind));
}

/* The digits and commas of the number that ends at `end`. */
static size_t
number_start(struct str text, size_t end)
{
	size_t at = end;

	while (at > 0 && end - at < 32 &&
	       (digit((unsigned char)text.at[at - 1]) ||
		   ((text.at[at - 1] == ',' || text.at[at - 1] == '.') && at > 1 && at < end &&
		       digit((unsigned char)text.at[at - 2]))))
		at--;
	return at;
}

static bool
thousands(struct str number)
{
	size_t since = 0;
	bool comma = false;

	for (size_t i = number.len; i-- > 0;) {
		if (number.at[i] == ',' || number.at[i] == '.') {
			if (since != 3)
				return false;
			comma = true;
			since = 0;
		} else if (++since > 3) {
			return false;
		}
	}
	return comma && since > 0;
}

static bool
year(struct str number)
{
	return number.len == 4 && (str_starts(number, S("19")) || str_starts(number, S("20")));
}

/* "aged 45 to 65": where the range's first number is whole, its second one is. */
static bool
whole_position(struct str text, struct str front)
{
	static const struct str between = STR(" to and through a y à et bis und e ");
	size_t start = (size_t)(front.at - text.at);
	struct str number;

	if (listed(whole_word, front))
		return true;
	if (!listed(between, front) || start == 0)
		return false;
	number = word_before(text, start - 1);
	for (size_t i = 0; i < number.len; i++)
		if (!ascii_digit(number.at[i]))
			return false;
	return number.len > 0;
}

/* How much a mark behind "NUMBER." says; `before` is the character before the number. */
static enum strength
number_strength(struct str text, struct str number, unsigned before, enum behind behind)
{
	struct str front = {"", 0};
	bool plain =
	    str_find_byte(number, ',', 0) == STR_NONE && str_find_byte(number, '.', 0) == STR_NONE;

	if (before == ' ')
		front = word_in_front(text, (size_t)(number.at - text.at));
	if (listed(decimal_word, front))
		return REFUSED;
	if (thousands(number) || (year(number) && before != '-' && before != '/'))
		return CERTAIN;
	if (str_equal_fold(front, S("of")))
		return REFUSED;
	if (plain && whole_position(text, front))
		return behind == BEHIND_NEW ? CERTAIN : LIKELY;
	return char_letter(before) || before == '-' ? LIKELY : ORDERED;
}

/* "902,000.2 One", "in 2020.3 The", "type 2.4 People", "COVID-19.3 The". */
static void
behind_number(struct str text, size_t stop_at, struct candidate c, struct candidates *all)
{
	size_t start = number_start(text, stop_at);
	struct str number = str_sub(text, start, stop_at);
	enum behind behind = look_behind(text, c.end);
	unsigned before = peek_before(text, start);
	enum strength strength;

	c.word = start;
	if (behind == BEHIND_MORE || behind == BEHIND_GLUED || start == 0 ||
	    counts(text, c.end, behind))
		return;
	if (before == '$' || before == 0x20ac || before == 0xa3 || before == '.' || before == '<' ||
	    before == '>' || before == '=')
		return;
	strength = number_strength(text, number, before, behind);
	/* where a decimal may stand, only a word that opens sentences speaks for a mark */
	if ((strength == LIKELY || strength == ORDERED) &&
	    !(behind == BEHIND_NEW && opens(text, c.end, all->language)))
		return;
	note(all, c, strength);
}

/* "include:6", "people,3 but": digits behind a sign inside a sentence. */
static void
behind_sign(struct str text, size_t sign_at, struct candidate c, struct candidates *all)
{
	struct str word = word_before(text, sign_at);
	enum behind behind = look_behind(text, c.end);
	unsigned before = peek_before(text, sign_at);
	size_t blanks = 0, line = sign_at;

	c.word = sign_at - word.len;
	if (behind == BEHIND_GLUED || counts(text, c.end, look_behind(text, c.end)) ||
	    address(word))
		return;
	if (!((char_letter(before) && utf8_count(word) > 1) || before == ')' || before == '%' ||
		closing_quote(before)))
		return;
	for (; line > 0 && text.at[line - 1] != '\n' && sign_at - line < 200 && blanks < 3; line--)
		blanks += text.at[line - 1] == ' ';
	if (text.at[c.start - 1] == ':' && blanks < 2)
		return; /* "Age:45" */
	if (listed(takes_number, word) || listed(whole_word, word) || listed(decimal_word, word))
		return;
	note(all, c,
	    text.at[c.start - 1] == ':' && behind == BEHIND_END && blanks > 2 ? CERTAIN : LIKELY);
}

/* "morphine1 is", "75%3 of", "(OUD)4 is" */
static void
behind_word(struct str text, struct candidate c, struct candidates *all)
{
	unsigned before = peek_before(text, c.start), after = peek(text, c.end);
	struct str word = word_before(text, c.start);
	bool plain = true;

	if (!(after == 0 || char_space(after) ||
		((after == '.' || after == ',' || after == ';' || after == ':' || after == ')' ||
		     after == '?') &&
		    !char_word(peek(text, c.end + 1)))))
		return;
	c.word = c.start - word.len;
	if (before == '%' || closing_quote(before) || (before == ')' && c.start > 2)) {
		size_t at = c.start - 1;

		if (before == '\'' || before == '"' ||
		    counts(text, c.end, look_behind(text, c.end)))
			return;
		if (before == ')' && digit(peek_before(text, at)))
			return;
		note(all, c, LIKELY);
		return;
	}
	for (size_t at = 0; at < word.len && plain;)
		plain = char_lower(utf8_next(word, &at)) || at == 1;
	if (plain && word.len >= 4 && !listed(joins_number, word) && !listed(takes_number, word) &&
	    !counts(text, c.end, look_behind(text, c.end)))
		note(all, c, WEAK);
}

/* Before the blank that French puts in front of ? ! : ; and », or where it was. */
static size_t
before_blank(struct str text, size_t at)
{
	size_t front = at;
	unsigned c = front > 0 ? utf8_before(text, &front) : 0;

	return char_space(c) && c != '\n' && char_letter(peek_before(text, front)) ? front : at;
}

/* What the digits that start at `at` may be a mark of, by what stands in front of them. */
static size_t
digits_at(struct str text, size_t at, size_t leaf, struct candidates *all)
{
	struct candidate c = {.leaf = leaf, .start = at};
	bool german = str_starts_fold(all->language, S("de")); /* „so“, »so« */
	size_t end = at, front = at;
	unsigned before = peek_before(text, at);

	while (end < text.len && digit((unsigned char)text.at[end]))
		end++;
	if (before == 0 || before == ' ' || end - at > 3)
		return end;
	c.end = number_list(text, at, &c);
	if (c.end == 0)
		return end;
	if (digit(peek(text, c.end)))
		return end;
	while (front > 0 && (closing_quote(peek_before(text, front)) ||
				(german && (peek_before(text, front) == 0x201c ||
					       peek_before(text, front) == 0xab))))
		utf8_before(text, &front);
	if (front > 0 && stop(peek_before(text, front))) {
		size_t stop_at = front;
		unsigned in_front;

		do
			utf8_before(text, &stop_at);
		while (stop_at > 0 && stop(peek_before(text, stop_at)));
		if (text.at[stop_at] != '.')
			stop_at = before_blank(text, stop_at);
		in_front = peek_before(text, stop_at);
		if (in_front == 0 || char_space(in_front))
			return end;
		if (digit(in_front) && front == at && text.at[stop_at] == '.' &&
		    stop_at + 1 == front)
			behind_number(text, stop_at, c, all);
		else if (!(digit(in_front) && front == at))
			behind_stop(text, stop_at, front < at, c, all);
		else if (peek_before(text, front) != '.')
			note(all, c, LIKELY);
	} else if ((before == ',' || before == ':' || before == ';') && at > 1) {
		behind_sign(text, before == ',' ? at - 1 : before_blank(text, at - 1), c, all);
	} else if (char_letter(before) || before == '%' || before == ')' || closing_quote(before)) {
		behind_word(text, c, all);
	} else {
		return end;
	}
	return c.end > end ? c.end : end;
}

/* "[1]", "[1,2]–[4]", "[edit]" */
static size_t
square_at(struct str text, size_t at, size_t leaf, struct candidates *all)
{
	struct candidate c = {.leaf = leaf, .start = at}, more;
	size_t end = number_list(text, at + 1, &c), close = at + 1;
	unsigned before = peek_before(text, at);

	while (close < text.len && close - at < WORD_MOST && text.at[close] != ']' &&
	       text.at[close] != '[' && text.at[close] != '\n')
		close++;
	if (close >= text.len || text.at[close] != ']')
		return at + 1;
	c.end = close + 1;
	if (end != close) {
		struct str inside = str_sub(text, at + 1, close);
		char key[WORD_MOST + 3] = "|";
		size_t len = 1;

		for (size_t i = 0; i < inside.len; i++)
			key[len++] = inside.at[i] == (char)0xa0 ? ' ' : ascii_fold(inside.at[i]);
		key[len++] = '|';
		c.low = c.high = 0;
		if (str_find(bracket_words, (struct str){key, len}, 0) != STR_NONE)
			note(all, c, CERTAIN);
		else if ((inside.len == 1 && ascii_lower(inside.at[0]) && before != ' ' &&
			     before != 0 && !char_letter(before) &&
			     !char_word(peek(text, close + 1))) ||
			 (str_starts_fold(inside, S("note ")) &&
			     ascii_digit(inside.at[inside.len - 1])))
			note(all, c, CERTAIN);
		return close + 1;
	}
	if (before == 0 || before == '\n' || before == '=' || char_word(peek(text, c.end)) ||
	    listed(S(" ci iqr range "), word_in_front(text, at)))
		return close + 1;
	while (c.end < text.len) { /* "[1]–[3]", "[1],[2]" are one mark */
		size_t next = c.end;
		unsigned sign = utf8_next(text, &next);

		if ((sign != ',' && sign != '-' && sign != 0x2013) || peek(text, next) != '[')
			break;
		end = number_list(text, next + 1, &more);
		if (end == 0 || peek(text, end) != ']')
			break;
		c.high = more.high;
		c.end = end + 1;
	}
	note(all, c, CERTAIN);
	return c.end;
}

/* "heroin (1).", "fever.(2) The": whether they run up through the document is seen later. */
static void
bracket_at(struct str text, size_t at, size_t leaf, struct candidates *all)
{
	struct candidate c = {.leaf = leaf, .start = at};
	size_t end = number_list(text, at + 1, &c);
	unsigned before = peek_before(text, at), after;
	struct str word;

	if (end == 0 || peek(text, end) != ')' || before == 0 || before == '\n')
		return;
	c.end = end + 1;
	after = peek(text, c.end);
	word = word_in_front(text, at);
	if (before != ' ' && !stop(before) && !char_letter(before))
		return;
	if (after != 0 && after != '.' && after != ',' && after != ';' && after != '\n' &&
	    !(stop(before) && after == ' '))
		return;
	if (listed(number_words, word) || listed(takes_number, word) ||
	    (word.len > 0 && ascii_digit(word.at[word.len - 1])))
		return;
	c.word = at;
	note(all, c, BRACKET);
}

static unsigned
raised_digit(unsigned c)
{
	static const unsigned low[] = {0xb9, 0xb2, 0xb3};

	for (unsigned i = 0; i < 3; i++)
		if (c == low[i])
			return i + 1;
	return c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ? c - 0x2070 : 10;
}

/* "tar¹": raised digits, unless they are a power, a charge, an isotope or a fraction. */
static size_t
raised_at(struct str text, size_t at, size_t leaf, struct candidates *all)
{
	struct candidate c = {.leaf = leaf, .start = at, .low = NUMBER_MOST};
	unsigned long number = 0;
	unsigned before = peek_before(text, at), after = 0, first = raised_digit(peek(text, at));
	struct str word = word_before(text, at);
	size_t end = at;

	for (size_t next = at; next < text.len; end = next) {
		unsigned u = utf8_next(text, &next);
		size_t digits = next;

		if (raised_digit(u) < 10)
			number = number > NUMBER_MOST ? number : number * 10 + raised_digit(u);
		else if ((u == ',' || u == '-' || u == 0x2013 || u == 0x207b || u == 0x02d2) &&
			 next < text.len && raised_digit(peek(text, digits)) < 10)
			number = 0;
		else
			break;
		c.low = number > 0 && number < c.low ? number : c.low;
		c.high = number > c.high ? number : c.high;
	}
	c.end = end;
	after = peek(text, end);
	if (before == 0 || char_space(before) || number == 0 || number > NUMBER_MOST ||
	    first == 0 || after == 0x207a || after == 0x207b || after == '/' || after == 0x2044 ||
	    before == 0x207b || before == '-' || char_letter(after))
		return end;
	if (digit(before) && !year(str_sub(text, number_start(text, at), at)))
		return end;
	if (char_letter(before) && utf8_count(word) == 1)
		return end;
	if (end - at < 4 && (first == 2 || first == 3) && number < 10 && listed(units, word))
		return end;
	c.word = at - word.len;
	note(all, c, CERTAIN);
	return end;
}

static void
read_leaf(struct str text, size_t leaf, struct candidates *all)
{
	for (size_t at = 0; at < text.len;) {
		unsigned char byte = (unsigned char)text.at[at];

		if (digit(byte)) {
			at = digits_at(text, at, leaf, all);
		} else if (byte == '[') {
			at = square_at(text, at, leaf, all);
		} else if (byte == '(') {
			bracket_at(text, at++, leaf, all);
		} else if (byte == 0xc2 || byte == 0xe2) {
			size_t next = at;

			if (raised_digit(utf8_next(text, &next)) < 10)
				next = raised_at(text, at, leaf, all);
			at = next;
		} else {
			at++;
		}
	}
}

/* Numbers that hang together: each at most STEP_MOST above the next lower one. */
struct evidence {
	bool number[NUMBER_MOST + 1];
	size_t marks, different;
	unsigned long highest;
};

static void
weigh(struct candidates *all, enum strength strength, struct evidence *e)
{
	bool seen[NUMBER_MOST + 1] = {false};
	unsigned long reach = STEP_MOST;

	for (size_t i = 0; i < all->count; i++)
		if (all->at[i].strength == strength)
			seen[all->at[i].low] = seen[all->at[i].high] = true;
	for (unsigned long n = 1; n <= NUMBER_MOST && n <= reach; n++) {
		if (!seen[n])
			continue;
		reach = n + STEP_MOST;
		e->number[n] = true;
		e->different++;
		e->highest = n;
	}
	for (size_t i = 0; i < all->count; i++)
		e->marks += all->at[i].strength == strength && all->at[i].high > 0 &&
			    all->at[i].high <= e->highest;
}

/* Whether those of one strength run up from 1 through the document, at least three of them. */
static bool
runs_up(const struct candidates *all, const struct citation_text *texts, enum strength strength)
{
	unsigned long highest = 0;
	size_t steps = 0;
	struct str last = {"", 0};

	for (size_t i = 0; i < all->count; i++) {
		const struct candidate *c = &all->at[i];
		struct str word;

		if (c->strength != strength)
			continue;
		if (c->low > highest + 1)
			return false;
		if (c->high <= highest)
			continue;
		word = str_sub(texts[c->leaf].text, c->word, c->start);
		if (strength == WEAK && str_equal(word, last))
			return false;
		last = word;
		highest = c->high;
		steps++;
	}
	return steps >= 3;
}

static bool
taken(const struct candidate *c, const struct evidence *e, unsigned long last, bool weak_runs,
    bool brackets_run)
{
	switch (c->strength) {
	case CERTAIN:
		return c->high <= e->highest;
	case LIKELY:
		return e->marks > 0 && c->high <= e->highest + 5;
	case ORDERED:
		return e->different >= 3 && (c->low == last || c->low == last + 1);
	case WEAK:
		return weak_runs || (e->different >= 3 && c->high <= e->highest + 1);
	case BRACKET:
		return brackets_run;
	case REFUSED:
		break;
	}
	return false;
}

struct citation_mark *
citation_find(const struct citation_text *texts, size_t count, struct str language, size_t *marks)
{
	struct candidates all = {.language = language};
	struct evidence evidence = {.marks = 0};
	struct citation_mark *found;
	unsigned long last = 0;
	bool weak_runs, brackets_run;

	for (size_t i = 0; i < count; i++)
		if (!texts[i].code)
			read_leaf(texts[i].text, i, &all);
	weigh(&all, CERTAIN, &evidence);
	weak_runs = runs_up(&all, texts, WEAK);
	brackets_run = runs_up(&all, texts, BRACKET);
	found = mem_array(all.count + 1, sizeof(*found));
	*marks = 0;
	for (size_t i = 0; i < all.count; i++) {
		const struct candidate *c = &all.at[i];
		bool take = taken(c, &evidence, last, weak_runs, brackets_run);

		last = take && c->high > 0 ? c->high : last;
		if (take || (c->strength != WEAK && c->strength != BRACKET))
			found[(*marks)++] =
			    (struct citation_mark){c->leaf, c->start, c->end, !take};
	}
	mem_free(all.at);
	return found;
}
