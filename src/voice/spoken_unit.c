/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/utf8.h"
#include "voice/spoken_parts.h"

/* --- units ----------------------------------------------------------------------------------- */

static bool
unit_fits(const struct speech *s, size_t at, size_t end)
{
	char next = at_byte(s, end);

	if (next == '.' && end == at + 1 && ascii_alpha(at_byte(s, end + 1)))
		return false; /* "21 U.S.C." */
	if (word_end(s, end) == end || ascii_punct(at_byte(s, end - 1)))
		return true;
	/* "m2", "cm3" */
	return (next == '2' || next == '3') && word_end(s, end) == end + 1;
}

size_t
unit_at(const struct speech *s, size_t at, const struct unit **unit)
{
	size_t best = 0, from = at;

	if (at_byte(s, from) == ' ')
		from++;
	for (const struct unit *u = s->tongue->units; u->written; u++) {
		size_t len = strlen(u->written);

		if (!starts_at(s, from, u->written) || from + len <= best ||
		    !unit_fits(s, from, from + len))
			continue;
		if (str_equal(str_of(u->written), S("s")) && from == at && at > 0 &&
		    ascii_digit(at_byte(s, at - 1)))
			continue; /* "20s" are no seconds */
		best = from + len;
		*unit = u;
	}
	return best;
}

/* Raised 2 or 3 behind a length: its end and which. */
static size_t
raised_end(const struct speech *s, size_t at, unsigned *power)
{
	*power = 0;
	if (starts_at(s, at, "²") || starts_at(s, at, "^2"))
		*power = 2;
	else if (starts_at(s, at, "³") || starts_at(s, at, "^3"))
		*power = 3;
	else if (at_byte(s, at) == '2' || at_byte(s, at) == '3')
		*power = (unsigned)(at_byte(s, at) - '0');
	else
		return at;
	return ascii_digit(at_byte(s, at)) ? at + 1 : at + 2;
}

/* American "milliliter" is "millilitre" in Britain, "meter" likewise. */
static void
say_unit_word(struct speech *s, struct str word)
{
	struct buf british = {0};
	size_t at = str_find(word, S("liter"), 0);

	if (at == STR_NONE)
		at = str_find(word, S("meter"), 0);
	if (!s->british || at == STR_NONE) {
		say_str(s, word);
		return;
	}
	at += 3; /* behind "lit", "met" */
	buf_put(&british, str_sub(word, 0, at));
	buf_put(&british, S("re"));
	buf_put(&british, str_sub(word, at + 2, word.len));
	say_str(s, buf_str(&british));
	buf_free(&british);
}

size_t
say_unit(struct speech *s, const struct unit *unit, size_t end, bool one)
{
	unsigned power;
	size_t behind = raised_end(s, end, &power);

	if (power > 0 && s->tongue->unit_first)
		say_as(s, power == 2 ? SAID_SQUARE : SAID_CUBIC);
	say_unit_word(s, str_of(one ? unit->one : unit->many));
	if (power > 0 && !s->tongue->unit_first) {
		say_as(s, power == 2 ? SAID_SQUARE : SAID_CUBIC);
		if (!one)
			say_ending(s, "s");
	}
	return behind;
}

static bool
is_mass(const struct unit *unit)
{
	return str_ends(str_of(unit->one), S("gram")) || str_ends(str_of(unit->one), S("gramo")) ||
	       str_ends(str_of(unit->one), S("gramme"));
}

/* "/dL", "/kg/day", "/5 mL" behind a unit. A weight behind a weight is another ingredient:
   "8 mg/2 mg". */
static size_t
say_divisors(struct speech *s, size_t at, const struct unit *unit)
{
	const struct unit *lower;
	struct numeral n;
	size_t end;

	while (at_byte(s, at) == '/') {
		bool counted = ascii_digit(at_byte(s, at + 1)) && numeral_at(s, at + 1, &n);

		if (counted) {
			end = unit_at(s, n.end, &lower);
			if (end == 0)
				return at;
			if (unit == lower && str_ends(str_of(lower->written), S("Hg")))
				say_as(s, SAID_OVER);
			else if (unit && (unit == lower || (is_mass(unit) && is_mass(lower))))
				say_pause(s, ',');
			else
				say_as(s, SAID_PER);
			numeral_say(s, &n, lower->gender);
			at = say_unit(s, lower, end, numeral_is_one(&n));
			continue;
		}
		end = at_byte(s, at + 1) == ' ' ? 0 : unit_at(s, at + 1, &lower);
		if (end > 0) {
			say_as(s, SAID_PER);
			at = say_unit(s, lower, end, true);
			continue;
		}
		end = letters_end(s, at + 1);
		if (!word_in(str_sub(s->text, at + 1, end), s->tongue->per_word))
			return at;
		say_as(s, SAID_PER);
		say_str(s, str_sub(s->text, at + 1, end));
		at = end;
	}
	return at;
}

/* --- temperatures ---------------------------------------------------------------------------- */

/* "°", "°F", "° C": its end, or 0. */
static size_t
degrees_end(const struct speech *s, size_t at, char *scale)
{
	size_t letter;

	*scale = 0;
	if (at_byte(s, at) == ' ')
		at++;
	if (starts_at(s, at, "º")) /* the ordinal sign in its place */
		letter = at + 2;
	else if (starts_at(s, at, "°"))
		letter = at + 2;
	else if (starts_at(s, at, "℃") || starts_at(s, at, "℉")) {
		*scale = at_byte(s, at + 2) == '\x83' ? 'C' : 'F';
		return at + 3;
	} else
		return 0;
	at = letter;
	if (at_byte(s, letter) == ' ')
		letter++;
	if ((at_byte(s, letter) == 'C' || at_byte(s, letter) == 'F') &&
	    word_end(s, letter) == letter + 1) {
		*scale = at_byte(s, letter);
		return letter + 1;
	}
	/* an ordinal sign without a scale is an ordinal: "1º" */
	return at_byte(s, at - 1) == '\xba' ? 0 : at;
}

static void
say_scale(struct speech *s, char scale)
{
	if (scale)
		say_as(s, scale == 'C' ? SAID_CELSIUS : SAID_FAHRENHEIT);
}

/* --- quantities ------------------------------------------------------------------------------ */

struct measure {
	size_t end;              /* 0: no unit */
	const struct unit *unit; /* NULL: degrees */
	char scale;
	bool joined; /* "10-mg": an adjective, in the singular */
};

static bool
measure_at(const struct speech *s, size_t at, struct measure *m)
{
	size_t dash;

	*m = (struct measure){0};
	m->end = degrees_end(s, at, &m->scale);
	if (m->end > 0)
		return true;
	m->end = unit_at(s, at, &m->unit);
	if (m->end > 0)
		return true;
	dash = dash_end(s, at);
	if (dash != at + 1 || at_byte(s, dash) == ' ')
		return false;
	m->end = unit_at(s, dash, &m->unit);
	m->joined = m->end > 0;
	return m->end > 0;
}

static bool
article_in_front(const struct speech *s, const struct numeral *n, const struct measure *m)
{
	return s->tongue == &tongue_en &&
	       word_in(word_before(s, n->start), "a an one each every") &&
	       word_in(word_behind(s, m->end),
		   "tablet dose pill capsule patch injection film vial strip bottle syringe spray "
		   "increase decrease weight");
}

static size_t
say_measure(struct speech *s, const struct numeral *n, const struct measure *m)
{
	bool one = numeral_is_one(n) || m->joined || article_in_front(s, n, m);

	if (m->unit) {
		size_t end = say_unit(s, m->unit, m->end, one);

		return say_divisors(s, end, m->unit);
	}
	say_as(s, one ? SAID_DEGREE : SAID_DEGREES);
	say_scale(s, m->scale);
	return m->end;
}

/* The other end of a range: behind a dash with blanks on both sides or on none. */
bool
range_at(const struct speech *s, size_t at, struct numeral *upper)
{
	bool blank = at_byte(s, at) == ' ';
	size_t dash = at + blank, end = dash_end(s, dash), next;

	if (end == dash || (at_byte(s, end) == ' ') != blank)
		return false;
	next = end + blank;
	if (is_equation(s, next))
		return false;
	if (!ascii_digit(at_byte(s, next)) && at_byte(s, next) != '.')
		return false;
	if (!numeral_at(s, next, upper))
		return false;
	/* a chain of numbers is a code */
	end = dash_end(s, upper->end);
	return !(end > upper->end && ascii_digit(at_byte(s, end)));
}

static bool
year_range(const struct numeral *a, const struct numeral *b)
{
	if (a->digits != 4 || a->grouped || a->has_decimals || a->whole < 1400 || a->whole > 2099)
		return false;
	if (b->digits == 4 && !b->grouped && !b->has_decimals)
		return b->whole >= a->whole && b->whole < 2100;
	return b->digits == 2 && !b->has_decimals && b->whole > a->whole % 100;
}

static enum gender
gender_of(const struct speech *s, const struct measure *m, size_t end)
{
	if (m->end == 0)
		return gender_behind(s, end);
	return m->unit ? m->unit->gender : MASCULINE;
}

static size_t
say_range(
    struct speech *s, const struct numeral *a, const struct measure *ma, const struct numeral *b)
{
	struct measure mb;
	bool years;

	measure_at(s, b->end, &mb);
	years = ma->end == 0 && mb.end == 0 && year_range(a, b);
	if (years)
		say_year(s, a->whole);
	else
		numeral_say(s, a, gender_of(s, mb.end ? &mb : ma, b->end));
	/* "10 mg-20 mg" names it twice, "20°-25°C" has the scale only once */
	if (ma->end > 0 && !(mb.end > 0 && (ma->unit == mb.unit) && ma->unit == NULL && !ma->scale))
		say_measure(s, a, ma);
	say_as(s, SAID_TO);
	if (years && b->digits == 4)
		say_year(s, b->whole);
	else
		numeral_say(s, b, gender_of(s, &mb, b->end));
	return mb.end > 0 ? say_measure(s, b, &mb) : b->end;
}

static bool
glued_letters(const struct speech *s, size_t at)
{
	return letters_end(s, at) > at;
}

/* Damage that must be looked at: six digits without a comma before a unit, "38.50 C". */
static void
doubt(struct speech *s, const struct numeral *n, const struct measure *m)
{
	size_t letter = n->end + 1;

	if (n->digits >= 6 && !n->grouped && n->denominator == 0 && m->unit &&
	    !str_equal(str_of(m->unit->written), S("%")))
		say_doubtful(s, str_sub(s->text, n->start, m->end));
	else if (n->has_decimals && n->whole >= 30 && n->whole < 110 && m->end == 0 &&
		 at_byte(s, n->end) == ' ' &&
		 (at_byte(s, letter) == 'C' || at_byte(s, letter) == 'F') &&
		 word_end(s, letter) == letter + 1)
		say_doubtful(s, str_sub(s->text, n->start, letter + 1));
}

size_t
rule_quantity(struct speech *s, size_t at)
{
	struct numeral a, b;
	struct measure m;

	if (!numeral_at(s, at, &a))
		return 0;
	if (at_byte(s, a.end) == '-' && range_at(s, a.end, &b) && b.whole < a.whole &&
	    a.whole < 100 && measure_at(s, b.end, &m) && m.unit &&
	    word_in(str_of(m.unit->written), "mg mcg µg")) { /* "8-2 mg": two amounts, no range */
		numeral_say(s, &a, COUNTING);
		say_pause(s, ',');
		return a.end + 1;
	}
	if (measure_at(s, a.end, &m) && m.unit == NULL && range_at(s, m.end, &b))
		return say_range(s, &a, &m, &b);
	if (m.end > 0 && !m.joined && range_at(s, m.end, &b)) {
		struct measure mb;

		if (measure_at(s, b.end, &mb))
			return say_range(s, &a, &m, &b);
	}
	if (m.end == 0 && range_at(s, a.end, &b) && !glued_letters(s, b.end))
		return say_range(s, &a, &m, &b);
	if (m.end == 0 && range_at(s, a.end, &b) && at_byte(s, b.end) == 'x' &&
	    word_end(s, b.end) == b.end + 1) { /* "3-4x" */
		say_range(s, &a, &m, &b);
		say_as(s, SAID_TIMES);
		return b.end + 1;
	}
	if (m.end == 0 && range_at(s, a.end, &b) && measure_at(s, b.end, &m))
		return say_range(s, &a, &(struct measure){0}, &b);
	measure_at(s, a.end, &m);
	doubt(s, &a, &m);
	if (m.end == 0 && at_byte(s, a.end) == '/' && ascii_alpha(at_byte(s, a.end + 1)) &&
	    unit_at(s, a.end + 1, &m.unit) > 0) { /* "12/kg" */
		numeral_say(s, &a, gender_behind(s, a.end));
		return say_divisors(s, a.end, NULL);
	}
	if (m.end == 0) {
		if (a.denominator == 0 || glued_letters(s, a.end))
			return 0;
		numeral_say(s, &a, gender_of(s, &m, a.end));
		return a.end;
	}
	numeral_say(s, &a, gender_of(s, &m, a.end));
	return say_measure(s, &a, &m);
}

static bool
divisor_at(const struct speech *s, size_t at)
{
	const struct unit *unit;

	return unit_at(s, at, &unit) > 0 ||
	       word_in(str_sub(s->text, at, letters_end(s, at)), s->tongue->per_word);
}

/* "mg/dL", "mcg" without a number: "measured in mg/dL". */
size_t
rule_bare_unit(struct speech *s, size_t at)
{
	static const char sure[] = "mg mcg ug µg μg ml dl µl μl kg mmhg "
				   "mmol meq iu kcal km cm mm mcl tsp tbsp lbs";
	const struct unit *unit = NULL;
	size_t end, slash;
	struct str written;

	if (!begins_word(s, at) || at_byte(s, at) == ' ')
		return 0;
	end = unit_at(s, at, &unit);
	if (end == 0)
		return 0;
	written = str_sub(s->text, at, end);
	slash = end;
	if (at_byte(s, slash) == '/' && written.len <= 5 && divisor_at(s, slash + 1) &&
	    at_byte(s, slash + 1) != ' ' &&
	    (word_in(written, sure) || word_in(written, "g u l m ng pg"))) {
		size_t behind = say_unit(s, unit, end, false);

		return say_divisors(s, behind, unit);
	}
	if (!word_in(written, sure) || s->shouted)
		return 0;
	return say_unit(s, unit, end, false);
}

/* --- blood pressure -------------------------------------------------------------------------- */

size_t
rule_pressure(struct speech *s, size_t at)
{
	size_t slash = digits_end(s, at), end;
	unsigned long upper, lower;
	const struct unit *unit;
	struct numeral n = {.whole = 2};

	if (slash == at || at_byte(s, slash) != '/' || !begins_word(s, at))
		return 0;
	end = digits_end(s, slash + 1);
	if (!str_number(str_sub(s->text, at, slash), 260, &upper) ||
	    !str_number(str_sub(s->text, slash + 1, end), 160, &lower) || upper < 70 ||
	    lower < 30 || upper <= lower || at_byte(s, end) == '/' || ascii_alpha(at_byte(s, end)))
		return 0;
	say_cardinal(s, upper, COUNTING);
	say_as(s, SAID_OVER);
	say_cardinal(s, lower, COUNTING);
	slash = unit_at(s, end, &unit);
	return slash > 0 ? say_unit(s, unit, slash, numeral_is_one(&n)) : end;
}

/* --- money ----------------------------------------------------------------------------------- */

/* The coin written at `at`, its length; the next entry in the table is its hundredth. */
static const struct unit *
coin_at(const struct speech *s, size_t at, size_t *len)
{
	for (const struct unit *coin = s->tongue->coins; coin->written; coin += 2)
		if (starts_at(s, at, coin->written)) {
			*len = strlen(coin->written);
			return coin;
		}
	return NULL;
}

/* "million", "K" behind an amount: what it means and its end. */
static struct str
scale_at(const struct speech *s, size_t at, size_t *end)
{
	static const struct pair letters[] = {{"K", "thousand"}, {"k", "thousand"},
	    {"M", "million"}, {"B", "billion"}, {"b", "billion"}, {"bn", "billion"},
	    {"m", "million"}, {"mn", "million"}};
	struct str word = word_behind(s, at);

	if (s->tongue == &tongue_en)
		for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
			if (str_equal(str_sub(s->text, at, word_end(s, at)),
				str_of(letters[i].written))) {
				*end = at + strlen(letters[i].written);
				return str_of(letters[i].spoken);
			}
	if (word.len > 0 && word_in(word, s->tongue->scales)) {
		*end = (size_t)(word.at - s->text.at) + word.len;
		return word;
	}
	*end = at;
	return (struct str){"", 0};
}

/* "$20.5", "$20.50", "$20.500". */
static bool
hundredths_of(const struct numeral *n, unsigned long *hundredths)
{
	struct str written = n->decimals;

	while (written.len > 2 && written.at[written.len - 1] == '0')
		written.len--;
	if (!n->has_decimals || written.len > 2 || !str_number(written, 99, hundredths))
		return false;
	if (written.len == 1)
		*hundredths *= 10;
	return true;
}

static void
say_coins(struct speech *s, const struct numeral *n, const struct unit *coin)
{
	unsigned long hundredths = 0;

	if (hundredths_of(n, &hundredths)) {
		if (n->whole > 0 || hundredths == 0) {
			say_cardinal(s, n->whole, coin->gender);
			say(s, n->whole == 1 ? coin->one : coin->many);
		}
		if (hundredths > 0) {
			if (n->whole > 0)
				say_as(s, SAID_AND);
			say_cardinal(s, hundredths, coin[1].gender);
			say(s, hundredths == 1 ? coin[1].one : coin[1].many);
		}
		return;
	}
	numeral_say(s, n, coin->gender);
	say(s, numeral_is_one(n) ? coin->one : coin->many);
}

static size_t
say_amount(struct speech *s, const struct numeral *n, const struct unit *coin)
{
	size_t end;
	struct str scale = scale_at(s, n->end, &end);

	if (scale.len == 0) {
		say_coins(s, n, coin);
		return n->end;
	}
	numeral_say(s, n, MASCULINE);
	say_str(s, scale);
	if (s->tongue != &tongue_en)
		say(s, "de");
	say(s, coin->many);
	return end;
}

static size_t
amount_divisor(struct speech *s, size_t at)
{
	size_t end = letters_end(s, at + 1);

	if (at_byte(s, at) != '/' || end == at + 1 ||
	    !word_in(str_sub(s->text, at + 1, end), s->tongue->per_word))
		return at;
	say_as(s, SAID_PER);
	say_str(s, str_sub(s->text, at + 1, end));
	return end;
}

static size_t
money_in_front(struct speech *s, size_t at, const struct unit *coin, size_t len)
{
	struct numeral n, upper;
	size_t dash, second = 0, start = at + len, end;
	struct str scale;

	if (at_byte(s, start) == ' ')
		start++;
	if (!ascii_digit(at_byte(s, start + (at_byte(s, start) == '.'))) ||
	    !numeral_at(s, start, &n))
		return 0;
	dash = dash_end(s, n.end);
	if (dash > n.end && coin_at(s, dash, &second) == coin)
		dash += second;
	if (dash > n.end && ascii_digit(at_byte(s, dash)) && numeral_at(s, dash, &upper)) {
		scale = scale_at(s, upper.end, &end);
		if (scale.len == 0 && (second > 0 || n.has_decimals))
			say_coins(s, &n, coin);
		else
			numeral_say(s, &n, coin->gender);
		say_as(s, SAID_TO);
		return amount_divisor(s, say_amount(s, &upper, coin));
	}
	return amount_divisor(s, say_amount(s, &n, coin));
}

size_t
rule_money(struct speech *s, size_t at)
{
	const struct unit *coin;
	struct numeral n;
	size_t len, behind;

	if ((coin = coin_at(s, at, &len)) != NULL)
		return begins_word(s, at) ? money_in_front(s, at, coin, len) : 0;
	if (at_byte(s, at) == '-' && begins_word(s, at) &&
	    (coin = coin_at(s, at + 1, &len)) != NULL && ascii_digit(at_byte(s, at + 1 + len))) {
		say_as(s, SAID_MINUS);
		return money_in_front(s, at + 1, coin, len);
	}
	if (!ascii_digit(at_byte(s, at)) || !numeral_at(s, at, &n))
		return 0;
	behind = n.end + (at_byte(s, n.end) == ' ');
	if ((coin = coin_at(s, behind, &len)) == NULL || ascii_digit(at_byte(s, behind + len)))
		return 0;
	say_coins(s, &n, coin);
	return behind + len;
}

/* --- powers ---------------------------------------------------------------------------------- */

static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

/* Raised digits from `at`, or digits behind "^". */
static size_t
exponent_at(const struct speech *s, size_t at, unsigned *value, bool *minus)
{
	bool caret = at_byte(s, at) == '^';
	size_t end = at + caret, start;

	*minus = starts_at(s, end, caret ? "-" : "⁻");
	if (*minus)
		end += caret ? 1 : 3;
	else if (caret && starts_at(s, end, "−")) {
		*minus = true;
		end += 3;
	}
	start = end;
	*value = 0;
	for (bool more = true; more && end - start < 12 && *value < 1000;) {
		more = false;
		if (caret && ascii_digit(at_byte(s, end))) {
			*value = *value * 10 + (unsigned)(at_byte(s, end++) - '0');
			more = true;
		}
		for (unsigned d = 0; !caret && d < 10 && !more; d++)
			if (starts_at(s, end, raised[d])) {
				*value = *value * 10 + d;
				end += strlen(raised[d]);
				more = true;
			}
	}
	return end > start ? end : 0;
}

static void
say_power(struct speech *s, unsigned value, bool minus, bool of_ten)
{
	struct buf words = {0};

	if (s->tongue != &tongue_en) {
		say_as(s, SAID_POWER);
		if (minus)
			say_as(s, SAID_MINUS);
		say_cardinal(s, value, COUNTING);
		return;
	}
	if (!minus && (value == 2 || (value == 3 && !of_ten))) {
		say(s, value == 2 ? "squared" : "cubed");
		return;
	}
	say(s, "to the");
	if (minus) {
		say_as(s, SAID_MINUS);
		say_cardinal(s, value, COUNTING);
	} else {
		english_ordinal(s, value, &words);
		say_str(s, buf_str(&words));
		say(s, "power");
	}
	buf_free(&words);
}

/* "1e-5", "2.5E6": behind the power of ten; 0: it is none. */
static size_t
say_scientific(struct speech *s, const struct numeral *n)
{
	size_t from = n->end + 1, end;
	bool minus = minus_len(s, from) > 0;
	unsigned long value;

	if (ascii_fold(at_byte(s, n->end)) != 'e')
		return 0;
	from += minus ? minus_len(s, from) : at_byte(s, from) == '+';
	end = digits_end(s, from);
	if (!str_number(str_sub(s->text, from, end), 99, &value) || word_end(s, end) != end ||
	    !(minus || n->has_decimals))
		return 0;
	numeral_say(s, n, COUNTING);
	say_as(s, SAID_TIMES);
	say_cardinal(s, 10, COUNTING);
	say_power(s, (unsigned)value, minus, true);
	return end;
}

size_t
rule_power(struct speech *s, size_t at)
{
	size_t end, next;
	struct numeral n;
	unsigned value;
	bool minus, letter = ascii_alpha(at_byte(s, at)) && begins_word(s, at) &&
			     letters_end(s, at) == at + 1;

	if (letter) {
		end = at + 1;
	} else {
		if (!ascii_digit(at_byte(s, at)) || !numeral_at(s, at, &n))
			return 0;
		end = n.end;
		if ((next = say_scientific(s, &n)) > 0)
			return next;
	}
	next = exponent_at(s, end, &value, &minus);
	if (next == 0)
		return 0;
	if (letter)
		say_letter(s, (unsigned char)at_byte(s, at));
	else
		numeral_say(s, &n, COUNTING);
	say_power(s, value, minus, !letter && n.whole == 10);
	return say_divisors(s, next, NULL);
}

/* --- heights --------------------------------------------------------------------------------- */

static void
say_counted(struct speech *s, struct str digits, const char *one, const char *many)
{
	unsigned long n = 0;

	str_number(digits, 999, &n);
	say_cardinal(s, n, COUNTING);
	say(s, n == 1 ? one : many);
}

/* 12": inches, where no quotation is open that it could close. */
static size_t
inches_alone(struct speech *s, size_t at, size_t end)
{
	char next = at_byte(s, end + 1);
	size_t quotes = 0;

	if (at_byte(s, end) != '"' || (next != 0 && !strchr(" ,.;)", next)))
		return 0;
	for (size_t i = 0; i < at; i++)
		quotes += at_byte(s, i) == '"' && !(i > 0 && ascii_digit(at_byte(s, i - 1)));
	if (quotes % 2)
		return 0;
	say_counted(s, str_sub(s->text, at, end), "inch", "inches");
	return end + 1;
}

/* 5'10", 6 ft 2 in., 12" */
size_t
rule_feet(struct speech *s, size_t at)
{
	size_t feet = digits_end(s, at), mark, from, inches, end;
	const struct unit *unit = NULL;

	if (feet == at || feet - at > 2 || !begins_word(s, at))
		return 0;
	if (at_byte(s, feet) == '"')
		return inches_alone(s, at, feet);
	mark = at_byte(s, feet) == '\'' ? feet + 1 : unit_at(s, feet, &unit);
	if (mark == 0 || (at_byte(s, feet) != '\'' && !str_equal(str_of(unit->one), S("foot"))))
		return 0;
	from = blanks_end(s, mark);
	inches = digits_end(s, from);
	end = inches + 1;
	if (at_byte(s, feet) != '\'') /* "6 ft 2 in" */
		end = starts_at(s, inches, " in") && word_end(s, inches + 1) == inches + 3
			  ? inches + 3 + (at_byte(s, inches + 3) == '.')
			  : 0;
	else if (at_byte(s, inches) != '"')
		end = 0;
	if (end == 0 || inches == from || inches - from > 2)
		return 0;
	say_counted(s, str_sub(s->text, at, feet), "foot", "feet");
	say_counted(s, str_sub(s->text, from, inches), "inch", "inches");
	return end;
}
