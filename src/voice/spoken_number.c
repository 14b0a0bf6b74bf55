/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/utf8.h"
#include "voice/spoken_parts.h"

/* Longer runs of digits are codes, not amounts: they are said one by one. */
enum { DIGITS_MOST = 15 };

/* --- saying ---------------------------------------------------------------------------------- */

void
say_cardinal(struct speech *s, unsigned long long n, enum gender gender)
{
	struct buf words = {0};

	s->tongue->cardinal(s, n, gender, &words);
	say_str(s, buf_str(&words));
	buf_free(&words);
}

void
say_year(struct speech *s, unsigned long long n)
{
	struct buf words = {0};

	s->tongue->year(s, n, &words);
	say_str(s, buf_str(&words));
	buf_free(&words);
}

static void
say_ordinal(struct speech *s, unsigned long long n)
{
	struct buf words = {0};

	english_ordinal(s, n, &words);
	say_str(s, buf_str(&words));
	buf_free(&words);
}

void
say_digits(struct speech *s, struct str digits)
{
	for (size_t i = 0; i < digits.len; i++)
		if (ascii_digit(digits.at[i]))
			say(s, s->tongue->digits[digits.at[i] - '0']);
}

/* "B12" twelve, "CA-125" one twenty-five, "H105" one oh five; long ones and those with a
   leading zero digit by digit. */
void
say_label(struct speech *s, struct str digits)
{
	unsigned long n = 0;

	if (digits.len == 4 && str_number(digits, 2099, &n) && n >= 1900) { /* "FY2021" */
		say_year(s, n);
		return;
	}
	if ((digits.at[0] == '0' && digits.len > 1) || digits.len > 3 ||
	    !str_number(digits, 999, &n)) {
		say_digits(s, digits);
		return;
	}
	if (n < 100 || n % 100 == 0 || s->tongue != &tongue_en) {
		say_cardinal(s, n, COUNTING);
		return;
	}
	say_cardinal(s, n / 100, COUNTING);
	if (n % 100 < 10)
		say(s, "oh");
	say_cardinal(s, n % 100, COUNTING);
}

/* --- reading --------------------------------------------------------------------------------- */

static const struct {
	unsigned sign, numerator, denominator;
} vulgar[] = {{0xbd, 1, 2}, {0xbc, 1, 4}, {0xbe, 3, 4}, {0x2153, 1, 3}, {0x2154, 2, 3},
    {0x2155, 1, 5}, {0x2156, 2, 5}, {0x2157, 3, 5}, {0x2158, 4, 5}, {0x2159, 1, 6}, {0x215a, 5, 6},
    {0x215b, 1, 8}, {0x215c, 3, 8}, {0x215d, 5, 8}, {0x215e, 7, 8}, {0x2150, 1, 7}, {0x2151, 1, 9},
    {0x2152, 1, 10}};

static size_t
vulgar_end(const struct speech *s, size_t at, struct numeral *n)
{
	size_t end = at;
	unsigned c;

	if (at >= s->text.len)
		return at;
	c = utf8_next(s->text, &end);
	for (size_t i = 0; i < sizeof(vulgar) / sizeof(*vulgar); i++)
		if (vulgar[i].sign == c) {
			n->numerator = vulgar[i].numerator;
			n->denominator = vulgar[i].denominator;
			return end;
		}
	return at;
}

/* Denominators that are said as parts of a whole; others are pairs of numbers ("24/7"). */
static bool
is_fraction(unsigned long numerator, unsigned long denominator)
{
	return numerator > 0 && denominator > 1 && numerator < denominator &&
	       (denominator <= 12 || denominator == 16 || denominator == 20 || denominator == 32 ||
		   denominator == 64 || denominator == 100 || denominator == 1000);
}

/* "10 000", "2 500 000": in English figures parted by a blank are mostly two numbers. */
static bool
is_one_number(const struct speech *s, size_t at)
{
	return starts_at(s, at + 1, "000") ||
	       (at_byte(s, at + 4) == ' ' && digits_end(s, at + 5) == at + 8);
}

/* A thousands mark at `at` with exactly three digits behind it. */
static bool
group_at(const struct speech *s, size_t at, size_t from)
{
	char mark = at_byte(s, at);
	bool english = s->tongue == &tongue_en;

	if (digits_end(s, at + 1) != at + 4 || at - from > 3 || at_byte(s, from) == '0')
		return false;
	if (mark == ' ') /* only three digits and three more: "10 000", never "in 2020 150 men" */
		return (!english || is_one_number(s, at)) && at_byte(s, at + 4) != '/';
	if (mark == ',')
		return english || s->tongue == &tongue_es;
	return mark == '.' && !english;
}

/* "1/2" at `at`, nothing glued behind it. */
static size_t
slash_fraction_end(const struct speech *s, size_t at, struct numeral *n)
{
	size_t slash = digits_end(s, at), end;
	unsigned long up, down;

	if (slash == at || at_byte(s, slash) != '/')
		return at;
	end = digits_end(s, slash + 1);
	if (!str_number(str_sub(s->text, at, slash), 99, &up) ||
	    !str_number(str_sub(s->text, slash + 1, end), 1000, &down) || !is_fraction(up, down) ||
	    at_byte(s, end) == '/' || at_byte(s, slash + 1) == '0' || group_at(s, end, slash + 1))
		return at;
	n->numerator = (unsigned)up;
	n->denominator = (unsigned)down;
	return end;
}

static size_t
integer_end(const struct speech *s, size_t at, struct numeral *n)
{
	size_t end = digits_end(s, at), group = at;
	char mark;

	n->digits = end - at;
	mark = at_byte(s, end);
	if (!group_at(s, end, group))
		return end;
	while (at_byte(s, end) == mark && digits_end(s, end + 1) == end + 4) {
		end += 4;
		n->digits += 3;
	}
	n->grouped = true;
	return end;
}

static unsigned long long
value_of(struct str digits, bool *fits)
{
	unsigned long long value = 0;
	size_t count = 0;

	for (size_t i = 0; i < digits.len; i++) {
		if (!ascii_digit(digits.at[i]))
			continue;
		if (++count <= DIGITS_MOST)
			value = value * 10 + (unsigned)(digits.at[i] - '0');
	}
	*fits = count <= DIGITS_MOST;
	return value;
}

/* "2,5 mg": the other language's mark, which a unit behind it gives away. A list ("pages 2,5")
   has none, and thousands have three digits. */
static bool
foreign_mark(const struct speech *s, size_t at)
{
	const struct unit *unit;
	size_t end = digits_end(s, at + 1);

	return end - at <= 3 &&
	       (unit_at(s, end, &unit) > end ||
		   (at_byte(s, end) == ' ' && unit_at(s, end + 1, &unit) > end + 1));
}

static bool
decimal_mark(const struct speech *s, size_t at)
{
	char mark = at_byte(s, at);

	if (!ascii_digit(at_byte(s, at + 1)))
		return false;
	return mark == '.' || (mark == ',' && (s->tongue->decimal == ',' || foreign_mark(s, at)));
}

/* A minus sign, or a hyphen or en dash that stands for one. */
size_t
minus_len(const struct speech *s, size_t at)
{
	if (at_byte(s, at) == '-')
		return 1;
	return starts_at(s, at, "−") || starts_at(s, at, "–") ? 3 : 0;
}

bool
numeral_at(const struct speech *s, size_t at, struct numeral *n)
{
	size_t len = minus_len(s, at), next;

	*n = (struct numeral){.start = at, .fits = true};
	if (len > 0 && begins_word(s, at) &&
	    (ascii_digit(at_byte(s, at + len)) || decimal_mark(s, at + len))) {
		n->minus = true;
		at += len;
	}
	if ((next = vulgar_end(s, at, n)) > at || (next = slash_fraction_end(s, at, n)) > at) {
		n->no_whole = true;
		n->end = next;
		return true;
	}
	n->no_whole = !ascii_digit(at_byte(s, at));
	if (n->no_whole && !(at_byte(s, at) == '.' && decimal_mark(s, at) && begins_word(s, at)))
		return false;
	n->end = n->no_whole ? at : integer_end(s, at, n);
	n->integer = str_sub(s->text, at, n->end);
	n->whole = value_of(n->integer, &n->fits);
	if (decimal_mark(s, n->end)) {
		next = digits_end(s, n->end + 1);
		/* two marks are a version or a date, not a decimal */
		if (!(at_byte(s, next) == '.' && ascii_digit(at_byte(s, next + 1)))) {
			n->has_decimals = true;
			n->decimals = str_sub(s->text, n->end + 1, next);
			n->end = next;
			return true;
		}
	}
	next = vulgar_end(s, n->end, n);
	if (next == n->end && (at_byte(s, n->end) == ' ' || at_byte(s, n->end) == '-') &&
	    n->whole < 100) { /* "1 1/2", "1-1/2" */
		next = slash_fraction_end(s, n->end + 1, n);
		if (next == n->end + 1)
			next = vulgar_end(s, n->end + 1, n);
	}
	if (n->denominator > 0)
		n->end = next;
	return true;
}

bool
is_equation(const struct speech *s, size_t at)
{
	size_t start = blanks_end(s, at), end = digits_end(s, start);

	if (end == start && letters_end(s, start) == start + 1)
		end = start + 1;
	return end > start && at_byte(s, blanks_end(s, end)) == '=';
}

static bool
ends_in(struct str word, const char *list)
{
	struct str rest = str_of(list), ending;

	while (rest.len > 0 && str_cut(&rest, ' ', &ending))
		if (str_ends(word, ending))
			return true;
	return false;
}

enum gender
gender_behind(const struct speech *s, size_t end)
{
	static const char small_words[] = "a al como con de del e el en entre es la las los ni o "
					  "para por que se sin son u y";
	const struct tongue *tongue = s->tongue;
	struct str noun = word_behind(s, end);

	if (!tongue->feminine || noun.len == 0 || !ascii_lower(noun.at[0]) ||
	    word_in(noun, small_words))
		return COUNTING;
	if (word_in(noun, tongue->feminine) ||
	    (ends_in(noun, tongue->feminine_ends) && !word_in(noun, tongue->masculine)))
		return FEMININE;
	return MASCULINE;
}

bool
numeral_is_one(const struct numeral *n)
{
	if (n->denominator > 0)
		return n->no_whole;
	return n->whole == 1 && !n->has_decimals;
}

/* --- saying a numeral ------------------------------------------------------------------------ */

static void
say_parts(struct speech *s, unsigned numerator, unsigned denominator)
{
	struct buf part = {0};

	say_cardinal(s, numerator, COUNTING);
	if (denominator == 2)
		buf_put(&part, S("half"));
	else if (denominator == 4)
		buf_put(&part, S("quarter"));
	else
		english_ordinal(s, denominator, &part);
	if (numerator > 1)
		buf_byte(&part, 's');
	say_str(s, buf_str(&part));
	buf_free(&part);
}

static void
say_numeral_parts(struct speech *s, const struct numeral *n)
{
	if (s->tongue != &tongue_en) {
		static const struct {
			unsigned up, down;
			const char *es, *fr;
		} known_parts[] = {{1, 2, "medio", "un demi"}, {1, 3, "un tercio", "un tiers"},
		    {2, 3, "dos tercios", "deux tiers"}, {1, 4, "un cuarto", "un quart"},
		    {3, 4, "tres cuartos", "trois quarts"}};

		for (size_t i = 0; i < sizeof(known_parts) / sizeof(*known_parts); i++)
			if (known_parts[i].up == n->numerator &&
			    known_parts[i].down == n->denominator) {
				say(s, s->tongue == &tongue_es ? known_parts[i].es
							       : known_parts[i].fr);
				return;
			}
		say_cardinal(s, n->numerator, COUNTING);
		say_as(s, SAID_OVER);
		say_cardinal(s, n->denominator, COUNTING);
	} else if (!n->no_whole && n->numerator == 1 &&
		   (n->denominator == 2 || n->denominator == 4)) {
		say(s, n->denominator == 2 ? "a half" : "a quarter");
	} else {
		say_parts(s, n->numerator, n->denominator);
	}
}

/* English reads decimals digit by digit; Spanish and French read two of them as a number. */
static void
say_decimals(struct speech *s, const struct numeral *n)
{
	struct str digits = n->decimals;
	unsigned long value;

	if (s->tongue == &tongue_es && digits.at[-1] == '.')
		say(s, "punto");
	else
		say_as(s, SAID_POINT);
	if (s->tongue != &tongue_en && digits.len == 2 && digits.at[0] != '0' &&
	    str_number(digits, 99, &value))
		say_cardinal(s, value, COUNTING);
	else
		say_digits(s, digits);
}

void
numeral_say(struct speech *s, const struct numeral *n, enum gender gender)
{
	if (n->minus)
		say_as(s, SAID_MINUS);
	if (!n->no_whole) {
		if (!n->fits || (n->integer.at[0] == '0' && n->digits > 1))
			say_digits(s, n->integer);
		else
			say_cardinal(s, n->whole, gender);
	}
	if (n->has_decimals)
		say_decimals(s, n);
	if (n->denominator > 0) {
		if (!n->no_whole)
			say_as(s, SAID_AND);
		say_numeral_parts(s, n);
	}
}

/* --- years ----------------------------------------------------------------------------------- */

static const char counted[] =
    "calories people patients steps units cases deaths women men children participants adults "
    "dollars milligrams micrograms grams words miles times babies persons infants births americans "
    "users students samples genes proteins hospitals doctors clinics hours minutes days weeks "
    "years months copies cells ml kcal individuals families volunteers subjects visits calls "
    "residents employees species";

static const char scores[] =
    "score scores scored scoring pain rated rating day question apgar frequency";

static const char heads[] =
    "patients people cases men women children participants adults persons infants subjects users";

static const char amounts[] =
    "about over approximately nearly than least most every almost roughly around exactly only "
    "another total";

static const char year_comes[] =
    "in since until till from between after before during by year early late mid and to through "
    "of circa ca c spring summer fall autumn winter fiscal copyright january february march april "
    "may "
    "june july august september october november december";

bool
numeral_is_year(const struct speech *s, const struct numeral *n)
{
	size_t blank = n->start > 0 && at_byte(s, n->start - 1) == ' ' ? n->start - 1 : n->start;
	bool stopped = blank > 0 && at_byte(s, blank - 1) == '.'; /* "ca. 1850" */
	struct str before = word_before(s, stopped ? blank - 1 : n->start);
	struct str behind = word_behind(s, n->end);

	if (n->minus || n->grouped || n->has_decimals || n->denominator > 0 || n->no_whole ||
	    n->digits != 4 || word_in(behind, counted) || at_byte(s, n->end) == '%')
		return false;
	if (n->whole >= 1900 && n->whole < 2100)
		return !word_in(before, amounts) || word_in(before, "around about");
	if (word_in(before, "year"))
		return n->whole >= 1000;
	return n->whole >= 1400 && n->whole < 1900 && word_in(before, year_comes);
}

size_t
rule_year(struct speech *s, size_t at)
{
	struct numeral n;

	if (!ascii_digit(at_byte(s, at)) || !numeral_at(s, at, &n) || !numeral_is_year(s, &n) ||
	    word_end(s, at) != n.end)
		return 0;
	say_year(s, n.whole);
	return n.end;
}

/* --- decades, ordinals ----------------------------------------------------------------------- */

/* "1960s", "the '90s", "her 20s", "1990's": the last word of the year in the plural. */
size_t
rule_decade(struct speech *s, size_t at)
{
	size_t from = at_byte(s, at) == '\'' ? at + 1 : at, end = digits_end(s, from), tail = end;
	struct buf words = {0};
	unsigned long n;

	if (at_byte(s, tail) == '\'')
		tail++;
	if (at_byte(s, tail) != 's' || word_end(s, tail) != tail + 1 ||
	    (end - from != 2 && end - from != 4) ||
	    !str_number(str_sub(s->text, from, end), 9999, &n))
		return 0;
	if (n % 10 != 0 || n == 0 || (end - from == 4 && (n < 1000 || at != from)))
		return 0;
	if (end - from == 4)
		english_year(s, n, &words);
	else
		english_cardinal(s, n, COUNTING, &words);
	if (words.at[words.len - 1] == 'y') {
		words.len--;
		buf_put(&words, S("ie"));
	}
	buf_byte(&words, 's');
	say_str(s, buf_str(&words));
	buf_free(&words);
	return tail + 1;
}

size_t
rule_ordinal(struct speech *s, size_t at)
{
	size_t end = digits_end(s, at), tail;
	struct numeral n;
	struct str suffix;

	if (end == at || !numeral_at(s, at, &n) || n.has_decimals || n.denominator || !n.fits)
		return 0;
	tail = word_end(s, n.end);
	suffix = str_sub(s->text, n.end, tail);
	if (!word_in(suffix, "st nd rd th"))
		return 0;
	say_ordinal(s, n.whole);
	return tail;
}

/* --- slashes between numbers ----------------------------------------------------------------- */

static unsigned long
value_at(const struct speech *s, size_t from, size_t to)
{
	unsigned long value = 0;

	str_number(str_sub(s->text, from, to), 9999, &value);
	return value;
}

/* "1/250" is neither a day, nor a rate such as "24/7", nor how well an eye sees, "20/40". */
static bool
is_measured(unsigned long long upper, unsigned long long lower)
{
	return lower > 31 && upper != lower && upper != 20;
}

/* "24/7/365". */
static size_t
say_three(struct speech *s, size_t first, size_t second, size_t third)
{
	size_t end = digits_end(s, third);

	if (end == third || end - third > 4 || word_end(s, third) != end || at_byte(s, end) == '/')
		return 0;
	say_label(s, str_sub(s->text, first, digits_end(s, first)));
	say_label(s, str_sub(s->text, second, digits_end(s, second)));
	say_pause(s, ',');
	say_label(s, str_sub(s->text, third, end));
	return end;
}

/* "1/10,000": one in so many. */
static void
say_rate(struct speech *s, struct str upper, const struct numeral *lower)
{
	unsigned long count;

	if (str_number(upper, 9999, &count))
		say_cardinal(s, count, COUNTING);
	else
		say_digits(s, upper);
	if (s->tongue == &tongue_fr)
		say_as(s, SAID_OVER);
	else
		say(s, s->tongue == &tongue_en ? "in" : "de cada");
	numeral_say(s, lower, COUNTING);
}

/* "a score of 8/10" */
static bool
is_score(const struct speech *s, size_t at)
{
	struct str before = word_before(s, at);

	if (word_in(before, "of is was at"))
		before = word_before(s, (size_t)(before.at - s->text.at));
	return word_in(before, scores);
}

/* "24/7", "9/11", "50/50", "20/20" and other pairs that are no parts of a whole. */
size_t
rule_fraction(struct speech *s, size_t at)
{
	size_t slash = digits_end(s, at), end;
	struct numeral n;

	if (slash == at || at_byte(s, slash) != '/' || !begins_word(s, at))
		return 0;
	end = digits_end(s, slash + 1);
	if (end > slash + 1 && group_at(s, end, slash + 1) && numeral_at(s, slash + 1, &n)) {
		say_rate(s, str_sub(s->text, at, slash), &n); /* "1/10,000" */
		return n.end;
	}
	if (end == slash + 1 || slash - at > 3 || end - slash > 4 || ascii_alpha(at_byte(s, end)))
		return 0;
	if (at_byte(s, end) == '/')
		return say_three(s, at, slash + 1, end + 1);
	if (word_in(word_behind(s, end), heads) || is_score(s, at)) {
		/* "4/5 patients", "a score of 8/10" */
		say_cardinal(s, value_at(s, at, slash), COUNTING);
		say(s, "out of");
		say_cardinal(s, value_at(s, slash + 1, end), COUNTING);
		return end;
	}
	if (numeral_at(s, at, &n) && n.denominator > 0 && !starts_at(s, at, "9/11")) {
		return 0; /* a fraction: with its unit, elsewhere */
	}
	if (is_measured(value_at(s, at, slash), value_at(s, slash + 1, end))) {
		say_cardinal(s, value_at(s, at, slash), COUNTING);
		say_as(s, SAID_OVER);
		say_cardinal(s, value_at(s, slash + 1, end), COUNTING);
		return end;
	}
	say_label(s, str_sub(s->text, at, slash));
	say_label(s, str_sub(s->text, slash + 1, end));
	return end;
}

/* "9-1-1", "5-4-3": digits in a chain; "20892-2190": a postal code. */
size_t
rule_digit_chain(struct speech *s, size_t at)
{
	size_t end = digits_end(s, at), links = 0;
	struct numeral n;
	char mark;

	if (end == at || !begins_word(s, at))
		return 0;
	if (end - at == 3 && at_byte(s, end) == '-' && digits_end(s, end + 1) == end + 5 &&
	    word_end(s, end + 5) == end + 5 && at_byte(s, end + 5) != '-') { /* "555-1234" */
		say_digits(s, str_sub(s->text, at, end));
		say_pause(s, ',');
		say_digits(s, str_sub(s->text, end + 1, end + 5));
		return end + 5;
	}
	if (end - at == 5 && at_byte(s, end) == '-' && digits_end(s, end + 1) == end + 5) {
		say_digits(s, str_sub(s->text, at, end));
		say_pause(s, ',');
		say_digits(s, str_sub(s->text, end + 1, end + 5));
		return end + 5;
	}
	mark = at_byte(s, end);
	while ((mark == '-' || mark == '.') && at_byte(s, end) == mark &&
	       ascii_digit(at_byte(s, end + 1))) {
		links++;
		end = digits_end(s, end + 1);
	}
	if (links < 2 || ascii_alpha(at_byte(s, end)))
		return 0;
	if (numeral_at(s, at, &n) && n.grouped && n.end >= end)
		return 0; /* "1.000.000" */
	for (size_t from = at; from < end;) {
		size_t stop = digits_end(s, from);

		if (mark == '.')
			say_label(s, str_sub(s->text, from, stop));
		else
			say_digits(s, str_sub(s->text, from, stop));
		if (stop < end && mark == '.')
			say_as(s, SAID_POINT);
		else if (stop < end && stop - from > 1)
			say_pause(s, ',');
		from = stop + 1;
	}
	return end;
}

/* 911, 988 and 112 are numbers to dial even where no word says so ("988 can help"), unless
   they count or measure something. */
size_t
rule_help_code(struct speech *s, size_t at)
{
	size_t end = digits_end(s, at), dash = dash_end(s, end);
	struct str before = word_before(s, at);
	const struct unit *unit;

	if (end != at + 3 || word_end(s, at) != end || !begins_word(s, at) ||
	    !word_in(str_sub(s->text, at, end), "911 988 112"))
		return 0;
	if (starts_at(s, at, "112") && s->tongue == &tongue_en)
		return 0;
	if ((strchr(".,:/", at_byte(s, end)) && ascii_digit(at_byte(s, end + 1))) ||
	    (dash > end && ascii_digit(at_byte(s, dash))) || unit_at(s, end, &unit) > 0)
		return 0;
	if (at > 1 && strchr(".,:/-", at_byte(s, at - 1)) && ascii_digit(at_byte(s, at - 2)))
		return 0;
	if (word_in(word_behind(s, end), counted) || word_in(before, amounts) ||
	    word_in(before, "of page room step million thousand"))
		return 0;
	say_digits(s, str_sub(s->text, at, end));
	return end;
}

/* --- Roman numerals -------------------------------------------------------------------------- */

/* Those that stand in medicine and history: I to XXXIX, in the one right way of writing. */
unsigned
roman_value(struct str s)
{
	static const char *const units[] = {
	    "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
	unsigned high = 0;

	while (s.len > 0 && s.at[0] == 'X' && high < 3) {
		high++;
		s = str_sub(s, 1, s.len);
	}
	for (unsigned i = 0; i < 10; i++)
		if (str_equal(s, str_of(units[i])))
			return high * 10 + i;
	return 0;
}

/* Words behind "I" that make it the speaker: "this type I have". */
static const char speaker[] =
    "am was have had do did will would can could should may might must think know take need want "
    "feel get got see saw use used like love hope believe";

static const char rulers[] =
    "henry elizabeth charles george louis edward james john paul francis benedict philip william "
    "richard catherine pius leo frederick nicholas alexander napoleon gregory";

/* "IIB" without its letter. */
static struct str
without_letter(struct str word)
{
	bool lettered =
	    word.len > 1 && word.at[word.len - 1] >= 'A' && (word.at[word.len - 1] | ' ') <= 'd';

	return lettered ? str_sub(word, 0, word.len - 1) : word;
}

unsigned
roman_part_value(struct str word)
{
	return roman_value(without_letter(word));
}

/* Names a Roman numeral; a list passes it on: "types I and II", "stage III or IV". */
static bool
roman_follows(const struct speech *s, size_t at)
{
	for (unsigned hops = 0; hops < 6; hops++) {
		struct str before = word_before(s, at);

		if (word_in(before, s->tongue->roman_after))
			return true;
		if (before.len == 0) {
			while (
			    at > 0 && (at_byte(s, at - 1) == ' ' || at_byte(s, at - 1) == ',' ||
					  at_byte(s, at - 1) == '-' || at_byte(s, at - 1) == '/'))
				at--;
			if (at >= 3 && starts_at(s, at - 3, "–"))
				at -= 3;
			before = word_before(s, at);
			if (before.len == 0)
				return false;
		}
		if (!word_in(before, "and or to through y o a et ou à") &&
		    roman_part_value(before) == 0)
			return word_in(before, s->tongue->roman_after);
		at = (size_t)(before.at - s->text.at);
	}
	return false;
}

size_t
rule_roman(struct speech *s, size_t at)
{
	size_t end = at, tail;
	struct str word;
	unsigned value;
	bool letter = false;

	while (at_byte(s, end) == 'I' || at_byte(s, end) == 'V' || at_byte(s, end) == 'X')
		end++;
	tail = word_end(s, at);
	word = str_sub(s->text, at, end);
	if (end == at || (value = roman_value(word)) == 0)
		return 0;
	if (tail == end + 1 && at_byte(s, end) >= 'A' && (at_byte(s, end) | ' ') <= 'd')
		letter = true; /* "stage IIIB", "type IIa" */
	else if (tail != end)
		return 0;
	if (word_in(word_before(s, at), rulers) && !letter && s->tongue == &tongue_en) {
		say(s, "the");
		say_ordinal(s, value);
		return tail;
	}
	if (!roman_follows(s, at)) {
		/* alone, only what is never initials */
		if (letter || word.len < 2 || word_in(word, "iv vi xi xx xxx xv ix xxi xxv"))
			return 0;
	} else if (word_in(word, "i") && word_in(word_behind(s, end), speaker)) {
		return 0;
	}
	say_cardinal(s, value, COUNTING);
	if (letter)
		say_letter(s, (unsigned char)at_byte(s, end));
	return tail;
}

/* --- what is left ---------------------------------------------------------------------------- */

size_t
rule_number(struct speech *s, size_t at)
{
	struct numeral n;

	if (!numeral_at(s, at, &n))
		return 0;
	numeral_say(s, &n, gender_behind(s, n.end));
	return n.end;
}
