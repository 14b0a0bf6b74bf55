/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/utf8.h"
#include "voice/spoken_parts.h"

/* --- abbreviations --------------------------------------------------------------------------- */

/* "St." is a saint in front of a name and a street behind one. */
static const char *
saint_or_street(const struct speech *s, size_t at, size_t end)
{
	struct str before = word_before(s, at), behind = word_behind(s, end);

	if (behind.len > 0 && ascii_upper(behind.at[0]) &&
	    !(before.len > 0 && ascii_upper(before.at[0])))
		return "saint";
	return before.len > 0 && (ascii_upper(before.at[0]) || ascii_digit(before.at[0]) ||
				     word_in(before, "st nd rd th"))
		   ? "street"
		   : "saint";
}

static const char *
number_or_no(const struct speech *s, size_t end, const char *spoken)
{
	size_t from = blanks_end(s, end), stop = digits_end(s, from);

	if (from == end && (at_byte(s, stop) == '_' || letters_end(s, stop) > stop))
		return NULL; /* "c.1521_1523delCTT": a place in a gene */
	return stop > from ? spoken : NULL;
}

size_t
rule_abbreviation(struct speech *s, size_t at)
{
	const struct pair *best = NULL;
	const char *spoken;
	size_t len = 0;

	if (!begins_word(s, at) || !ascii_alpha(at_byte(s, at)))
		return 0;
	for (const struct pair *p = s->tongue->abbreviations; p->written; p++) {
		size_t size = strlen(p->written);

		if (size > len && starts_at(s, at, p->written) &&
		    (at_byte(s, at + size - 1) == '.' || word_end(s, at + size) == at + size)) {
			best = p;
			len = size;
		}
	}
	if (best == NULL)
		return 0;
	spoken = best->spoken;
	if (spoken[0] == '!') {
		say_spelled(s, str_of(spoken + 1));
		return at + len;
	}
	if (spoken[0] == '#') /* only in front of a number */
		spoken = number_or_no(s, at + len, spoken + 1);
	else if (spoken[0] == '?')
		spoken = saint_or_street(s, at, at + len);
	if (spoken == NULL)
		return 0;
	say(s, spoken);
	if (at_byte(s, at + len - 1) == '.')
		say_stop_if_last(s, at + len);
	return at + len;
}

/* --- addresses of the net -------------------------------------------------------------------- */

static bool
address_char(char c)
{
	return ascii_alnum(c) || (c != 0 && strchr("-._~:/?#@!$&'*+,;=%", c));
}

bool
has_vowel(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (strchr("aeiouyAEIOUY", s.at[i]))
			return true;
	return false;
}

/* A part of an address: initials are spelled, the rest is a word. */
static void
say_part(struct speech *s, struct str part)
{
	char upper[8];
	const struct lexicon_entry *entry;

	if (part.len < sizeof(upper) && part.len > 1) {
		for (size_t i = 0; i < part.len; i++)
			upper[i] = (char)(ascii_lower(part.at[i]) ? part.at[i] - 32 : part.at[i]);
		entry = known(s, (struct str){upper, part.len});
		if ((entry && entry->kind == LEXICON_SPELL &&
			str_find(entry->flags, S("case"), 0) != STR_NONE &&
			!str_equal(part, S("us"))) ||
		    !has_vowel(part)) {
			say_spelled(s, part);
			return;
		}
	}
	if (part.len == 1)
		say_letter(s, (unsigned char)part.at[0]);
	else
		say_str(s, part);
}

/* What an address is joined by; other signs have their usual names. Always one byte. */
static size_t
say_mark(struct speech *s, struct str mark)
{
	static const struct {
		char mark;
		enum said said;
	} marks[] = {{'.', SAID_DOT}, {':', SAID_COLON}, {'/', SAID_SLASH}, {'-', SAID_DASH},
	    {'_', SAID_UNDERSCORE}, {'@', SAID_AT}};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (marks[i].mark == mark.at[0]) {
			say_as(s, marks[i].said);
			return 1;
		}
	for (const struct pair *p = s->tongue->signs; p->written; p++)
		if (str_equal(mark, str_of(p->written)) && p->spoken[0] != ',')
			say(s, p->spoken);
	return 1;
}

static void
say_address(struct speech *s, struct str address)
{
	for (size_t at = 0; at < address.len;) {
		size_t end = at;

		while (end < address.len && ascii_alpha(address.at[end]))
			end++;
		if (end > at) {
			say_part(s, str_sub(address, at, end));
			at = end;
			continue;
		}
		while (end < address.len && ascii_digit(address.at[end]))
			end++;
		if (end > at) {
			say_digits(s, str_sub(address, at, end));
			at = end;
			continue;
		}
		at += say_mark(s, str_sub(address, at, at + 1));
	}
}

/* A name of a machine: parts with dots, the last one of letters that end addresses. */
static bool
is_host(struct str s)
{
	static const char ends[] = "com org net gov edu int mil info io co uk us ca au nz ie es fr "
				   "mx eu de ch be health app tv me";
	size_t dot = s.len;

	while (dot > 0 && s.at[dot - 1] != '.')
		dot--;
	for (size_t i = 0; i < s.len; i++)
		if (!ascii_alnum(s.at[i]) && s.at[i] != '.' && s.at[i] != '-' && s.at[i] != '_')
			return false;
	return dot > 1 && s.len - dot >= 2 && word_in(str_sub(s, dot, s.len), ends);
}

/* "https://www.cdc.gov/overdose", "cdc.gov", "info@cdc.gov". The protocol and "www" are noise
   to the ear. */
size_t
rule_address(struct speech *s, size_t at)
{
	size_t end = at, from = at, host, slash;
	struct str address;
	bool scheme = false;

	if (!begins_word(s, at) || !ascii_alnum(at_byte(s, at)))
		return 0;
	while (address_char(at_byte(s, end)))
		end++;
	while (end > at && strchr(".,;:!?'/", at_byte(s, end - 1)))
		end--;
	address = str_sub(s->text, at, end);
	for (size_t i = 0; i < 4; i++) {
		static const char *const noise[] = {"https://", "http://", "mailto:", "www."};

		if (str_starts_fold(str_sub(s->text, from, end), str_of(noise[i]))) {
			from += strlen(noise[i]);
			scheme = true;
		}
	}
	address = str_sub(s->text, from, end);
	scheme = scheme || str_find(address, S("://"), 0) != STR_NONE;
	host = str_find_byte(address, '@', 0);
	host = host == STR_NONE ? 0 : host + 1;
	slash = str_find_byte(address, '/', host);
	if (slash == STR_NONE)
		slash = address.len;
	if (!scheme && !is_host(str_sub(address, host, slash)))
		return 0;
	if (host == 1 || address.len == 0 || (host > 0 && slash <= host))
		return 0;
	say_address(s, address);
	return end;
}

/* --- inline respellings ---------------------------------------------------------------------- */

/* "ah-RITH-me-ah": small and capital syllables joined by hyphens. */
static bool
is_respelled(const struct speech *s, struct str word)
{
	struct str rest = word, part;
	unsigned upper = 0, lower = 0;

	while (rest.len > 0 && str_cut(&rest, '-', &part)) {
		size_t at = 0;
		bool high = false, low = false;

		if (part.len == 0 || part.len > 7)
			return false;
		while (at < part.len) {
			unsigned c = utf8_next(part, &at);

			high |= char_upper(c);
			low |= !char_upper(c);
			if (!char_letter(c) && c != '\'' && c != 0x2019)
				return false;
		}
		if (high && low)
			return false;
		if (high && part.len > 1 && known(s, part) != NULL)
			return false;
		upper += high;
		lower += low;
	}
	return upper > 0 && lower > 0;
}

static void
say_syllables(struct speech *s, size_t from, size_t end)
{
	while (from < end) {
		size_t stop = letters_end(s, from);

		if (stop == from)
			stop++;
		else
			say_str(s, str_sub(s->text, from, stop));
		from = stop;
	}
}

/* "hi-po-KREET-in" anywhere: three parts or more, the one in capitals could be a word. */
static size_t
say_respelled_word(struct speech *s, size_t at)
{
	size_t end = at, parts = 0, high = 0;

	for (size_t from = at, stop; (stop = letters_end(s, from)) > from; from = end + 1) {
		struct str part = str_sub(s->text, from, stop);

		parts++;
		if (char_upper((unsigned char)part.at[0]) && (part.len == 1 || all_upper(part)))
			high += has_vowel(part) ? 1 : 2;
		end = stop;
		if (at_byte(s, end) != '-')
			break;
	}
	if (parts < 3 || high != 1 || !begins_word(s, at) ||
	    (at > 0 && at_byte(s, at - 1) == '-') || word_end(s, end) != end ||
	    !is_respelled(s, str_sub(s->text, at, end)))
		return 0;
	say_syllables(s, at, end);
	return end;
}

/* Behind an opening bracket, all words of it: at least one is respelled. */
size_t
rule_respelling(struct speech *s, size_t at)
{
	size_t end = at, from = at;
	bool respelled = false, short_parts = false;

	if (at == 0 || (at_byte(s, at - 1) != '(' && at_byte(s, at - 1) != '['))
		return say_respelled_word(s, at);
	while (end < s->text.len && end - at < 64 && !strchr(")],;:", at_byte(s, end)))
		end++;
	if (end >= s->text.len || !strchr(")],;", at_byte(s, end)))
		return 0;
	while (from < end) {
		size_t stop = from;

		while (stop < end && at_byte(s, stop) != ' ')
			stop++;
		if (is_respelled(s, str_sub(s->text, from, stop)))
			respelled = true;
		else if (letters_end(s, from) != stop)
			return 0;
		for (size_t i = from; i < stop; i++) /* "CT-guided" has a whole word behind it */
			short_parts |= at_byte(s, i) == '-';
		from = stop + 1;
	}
	if (!respelled || !short_parts)
		return 0;
	say_syllables(s, at, end);
	return end;
}

/* --- single letters -------------------------------------------------------------------------- */

static const char lettered[] =
    "vitamin vitamins hepatitis hep type types group groups grade influenza flu factor blood "
    "strain "
    "category class plan part protein hemophilia haemophilia level option section appendix "
    "subtype schedule stage table figure team bus gate letter cluster coenzyme immunoglobulin "
    "vitamina hepatitis tipo grupo vitamine hépatite groupe grippe";

static bool
is_lettered(const struct speech *s, size_t at)
{
	for (unsigned hops = 0; hops < 8; hops++) { /* "vitamins A, C and D", "hepatitis A or B" */
		struct str before;

		while (at > 0 && (at_byte(s, at - 1) == ' ' || at_byte(s, at - 1) == ',' ||
				     at_byte(s, at - 1) == '/' || at_byte(s, at - 1) == '-'))
			at--;
		before = word_before(s, at);
		if (word_in(before, lettered))
			return true;
		if (!word_in(before, "and or to y o et ou") &&
		    !(before.len == 1 && ascii_upper(before.at[0])))
			return false;
		at = (size_t)(before.at - s->text.at);
	}
	return false;
}

/* Whether a lone "A" is the letter and not the article. */
static bool
is_letter_a(const struct speech *s, size_t at)
{
	struct str before = word_before(s, at), behind = word_behind(s, at + 1);

	if (s->tongue != &tongue_en || is_lettered(s, at))
		return true;
	if (behind.len == 0) /* a mark or the end follows */
		return at_byte(s, at + 1) != '\'' && at_byte(s, at + 1) != '"' &&
		       !starts_at(s, at + 1, " \"") && !starts_at(s, at + 1, " (");
	return before.len > 0 && char_lower((unsigned char)before.at[0]) && !s->shouted &&
	       !char_upper((unsigned char)behind.at[0]);
}

size_t
rule_single_letter(struct speech *s, size_t at)
{
	size_t end = letters_end(s, at), from = at;
	unsigned c;

	if (end == at || !begins_word(s, at) || word_end(s, at) != end)
		return 0;
	c = utf8_next(s->text, &from);
	if (from != end || !char_upper(c) ||
	    (at_byte(s, end) == '\'' && letters_end(s, end + 1) > end + 1)) /* "L'OMS" */
		return 0;
	if (c == 'C' || c == 'F')
		if (word_in(word_before(s, at), "degrees degree grados degrés")) {
			say_as(s, c == 'C' ? SAID_CELSIUS : SAID_FAHRENHEIT);
			return end;
		}
	if (s->tongue == &tongue_en && c == 'I' && !is_lettered(s, at))
		return 0;
	if (c == 'A' && !is_letter_a(s, at))
		return 0;
	if (s->tongue != &tongue_en && strchr("AEOUY\xc3", (int)(c < 0x80 ? c : 0xc3)) &&
	    !is_lettered(s, at))
		return 0; /* "A", "Y", "O", "À" are words there */
	say_letter(s, c);
	/* a genus: "E. coli" */
	if (at_byte(s, end) == '.' && at_byte(s, end + 1) == ' ' &&
	    ascii_lower(at_byte(s, end + 2)) && !is_lettered(s, at))
		return end + 1;
	if (at_byte(s, end) == '.' && at_byte(s, end + 1) == ' ' &&
	    char_upper((unsigned char)at_byte(s, end + 2)) && word_before(s, at).len > 0 &&
	    char_upper((unsigned char)word_before(s, at).at[0]))
		return end + 1; /* an initial: "John F. Kennedy" */
	return end;
}

/* --- names with numbers ---------------------------------------------------------------------- */

/* The letters of a name: spelled when they are capitals or no syllable, unless the lexicon says
   otherwise. */
static void
say_name_letters(struct speech *s, struct str letters)
{
	const struct lexicon_entry *entry = known(s, letters);
	bool upper = all_upper(letters) || letters.len == 1;

	if (entry && entry->kind == LEXICON_ALIAS)
		say_str(s, entry->value);
	else if (entry && (entry->kind == LEXICON_WORD || entry->kind == LEXICON_ESPEAK))
		say_str(s, letters);
	else if ((upper && !(entry == NULL && letters.len > 5 && has_vowel(letters))) ||
		 (entry && entry->kind == LEXICON_SPELL) || !has_vowel(letters))
		say_spelled(s, letters);
	else if (letters.len <= 3 && !char_lower((unsigned char)letters.at[letters.len - 1]))
		say_spelled(s, letters);
	else
		say_str(s, letters);
}

/* "B12", "H1N1", "CYP2D6", "HbA1c", "COVID-19", "GLP-1", "p53", "PM2.5". */
size_t
rule_name_number(struct speech *s, size_t at)
{
	size_t letters = letters_end(s, at), end, dash;
	struct str name = str_sub(s->text, at, letters);
	bool capital = false;

	if (letters == at || !begins_word(s, at))
		return 0;
	for (size_t i = 0; i < name.len; i++)
		capital |= ascii_upper(name.at[i]);
	end = word_end(s, at);
	if (end == letters) { /* joined by a hyphen */
		dash = at_byte(s, letters) == '-' ? letters + 1 : letters;
		if (dash == letters || !capital || digits_end(s, dash) == dash ||
		    (name.len > 2 && !all_upper(name) && known(s, name) == NULL &&
			char_lower((unsigned char)name.at[1])))
			return 0;
		end = word_end(s, dash);
		if (end > digits_end(s, dash) && at_byte(s, digits_end(s, dash)) == 's')
			return 0; /* a decade */
	} else if (!capital && letters - at > 2) {
		return 0; /* "morphine1": not a name */
	}
	for (size_t from = at; from < end;) {
		size_t stop = letters_end(s, from);

		if (stop > from) {
			say_name_letters(s, str_sub(s->text, from, stop));
			from = stop;
			continue;
		}
		stop = digits_end(s, from);
		if (stop > from)
			say_label(s, str_sub(s->text, from, stop));
		else
			utf8_next(s->text, &stop);
		from = stop;
	}
	while (at_byte(s, end) == '.' && ascii_digit(at_byte(s, end + 1))) { /* "PM2.5", "v2.0.1" */
		size_t stop = digits_end(s, end + 1);

		say_as(s, SAID_POINT);
		say_digits(s, str_sub(s->text, end + 1, stop));
		end = stop;
	}
	return end;
}

/* A raised figure at `at`, as in "10²³", or "^". */
static bool
is_power(const struct speech *s, size_t at)
{
	return at_byte(s, at) == '^' || starts_at(s, at, "\xe2\x81") ||
	       starts_at(s, at, "\xc2\xb2") || starts_at(s, at, "\xc2\xb3") ||
	       starts_at(s, at, "\xc2\xb9");
}

/* "3D", "2x", "5HT", "24h" without a unit: digits with letters glued behind. */
size_t
rule_digit_letters(struct speech *s, size_t at)
{
	size_t end = digits_end(s, at), stop;
	struct numeral n;
	struct str letters;

	if (end == at || !begins_word(s, at) || !numeral_at(s, at, &n))
		return 0;
	stop = letters_end(s, n.end);
	letters = str_sub(s->text, n.end, stop);
	if (letters.len == 0) {
		stop = n.end;
		if (starts_at(s, stop, "×"))
			stop += 2;
		else
			return 0;
		letters = S("x");
	}
	if (str_equal(letters, S("x")) || str_equal(letters, S("X"))) {
		numeral_say(s, &n, COUNTING);
		if (s->tongue == &tongue_en && ascii_digit(at_byte(s, stop)) &&
		    !is_power(s, digits_end(s, stop)))
			say(s, "by");
		else
			say_as(s, SAID_TIMES);
		if (at_byte(s, stop) == '/') {
			size_t word = letters_end(s, stop + 1);

			if (word_in(str_sub(s->text, stop + 1, word), s->tongue->per_word)) {
				say_as(s, SAID_PER);
				say_str(s, str_sub(s->text, stop + 1, word));
				return word;
			}
		}
		return stop;
	}
	if (letters.len > 4)
		return 0;
	if (n.has_decimals || n.denominator > 0)
		numeral_say(s, &n, COUNTING);
	else
		say_label(s, n.integer);
	for (size_t from = n.end; from < (stop = word_end(s, n.end));) {
		size_t next = letters_end(s, from);

		if (next > from)
			say_name_letters(s, str_sub(s->text, from, next));
		else if ((next = digits_end(s, from)) > from)
			say_label(s, str_sub(s->text, from, next));
		else
			utf8_next(s->text, &next);
		from = next;
	}
	if (letters.len == 1 && strchr("pq", letters.at[0]) && at_byte(s, stop) == '.' &&
	    ascii_digit(at_byte(s, stop + 1))) { /* "17p13.1": a band of a chromosome */
		size_t last = digits_end(s, stop + 1);

		say_as(s, SAID_POINT);
		say_digits(s, str_sub(s->text, stop + 1, last));
		stop = last;
	}
	return stop;
}

/* --- pairs of words -------------------------------------------------------------------------- */

/* "100 MME", "11.2 K": initials behind a figure. */
static bool
is_counted(const struct speech *s, struct str word)
{
	size_t at = (size_t)(word.at - s->text.at);

	return word.len > 0 && ascii_upper(word.at[0]) && at > 1 && at_byte(s, at - 1) == ' ' &&
	       ascii_digit(at_byte(s, at - 2));
}

/* "1-9 / 100 000" */
static bool
is_grouped(const struct speech *s, struct str figures)
{
	struct numeral n;

	return numeral_at(s, (size_t)(figures.at - s->text.at), &n) && n.grouped;
}

/* What things are counted by: no word and one of these is a choice of two. */
static const char spans[] = "day week month year hour minute night día semana mes año hora minuto "
			    "noche jour mois heure";

/* A time in figures: "24 h". */
static bool
lasts(const struct speech *s, size_t at)
{
	struct numeral n;

	return ascii_digit(at_byte(s, at)) && numeral_at(s, at, &n) &&
	       word_in(word_behind(s, n.end), "h hr hrs hour hours d day days wk week weeks min "
					      "hora horas día días heure heures jour jours");
}

/* At a slash: "and/or" loses it, "he/she" is a choice, "w/o" stands elsewhere. */
size_t
rule_pair(struct speech *s, size_t at)
{
	struct str before = word_before(s, at), behind = word_behind(s, at + 1);
	const struct unit *unit;
	size_t from = at;

	if (at_byte(s, at) != '/')
		return 0;
	if (from > 0 && at_byte(s, from - 1) == ' ')
		from--;
	if (word_in(before, "he she his her him yes mother either") &&
	    word_in(behind, "he she his her hers him no father") && s->tongue == &tongue_en)
		say(s, "or");
	else if (s->tongue == &tongue_fr && behind.len > 0 &&
		 ascii_digit(behind.at[0]) && /* "24 h/24" */
		 at > 0 && at_byte(s, at - 1) != ' ')
		say_as(s, SAID_OVER);
	else if (((before.len > 2 && str_ends(before, S("s"))) || is_counted(s, before)) &&
		 (unit_at(s, at + 1, &unit) > 0 || word_in(behind, s->tongue->per_word))) {
		say_as(s, SAID_PER);
		if (!word_in(behind, s->tongue->per_word)) {
			from = unit_at(s, at + 1, &unit);
			return say_unit(s, unit, from, true);
		}
	} else if (before.len > 3 && lasts(s, at + 1)) {
		say_as(s, SAID_PER); /* "8 tablets/24 h" */
	} else if (word_in(behind, spans) && !word_in(before, spans) &&
		   (before.len > 3 || (from > 0 && ascii_digit(at_byte(s, from - 1))))) {
		say_as(s, SAID_PER); /* "acetaminophen/day", "3/day" */
	} else if (at > 0 && behind.len > 0 && ascii_digit(behind.at[0]) &&
		   (ascii_digit(at_byte(s, at - 1)) || is_equation(s, at + 1) ||
		       (from > 0 && ascii_digit(at_byte(s, from - 1)) && is_grouped(s, behind)))) {
		if (s->tongue == &tongue_en && is_equation(s, at + 1))
			say(s, "divided by");
		else if (s->tongue == &tongue_en && is_grouped(s, behind))
			say(s, "in");
		else
			say_as(s, SAID_OVER);
	} else if (before.len == 0 && behind.len == 0) {
		say_as(s, SAID_SLASH);
	}
	return at + 1;
}

/* "2*8": behind a star or dot glued between two figures; else `at`. */
static size_t
product_end(const struct speech *s, size_t at)
{
	static const char *const signs[] = {"*", "∗", "∙", "⋅"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t end = at + strlen(signs[i]);

		if (starts_at(s, at, signs[i]) && ascii_digit(at_byte(s, end)))
			return end;
	}
	return at;
}

/* "5 x 10", "3 × 10^5": at the sign between two numbers. */
size_t
rule_times(struct speech *s, size_t at)
{
	size_t end = at + 1, next;
	struct str before;

	if (at > 0 && ascii_digit(at_byte(s, at - 1)) && product_end(s, at) > at) {
		say_as(s, SAID_TIMES);
		return product_end(s, at);
	}
	if (starts_at(s, at, "×"))
		end = at + 2;
	else if (at_byte(s, at) != 'x' || word_end(s, at) != at + 1 || !begins_word(s, at))
		return 0;
	before = word_before(s, at);
	next = blanks_end(s, end);
	if (before.len == 0 || !ascii_digit(at_byte(s, next)))
		return 0;
	end = digits_end(s, next);
	if (is_power(s, end) || is_equation(s, next))
		say_as(s, SAID_TIMES);
	else
		say(s, s->tongue == &tongue_en ? "by" : s->tongue->said[SAID_TIMES]);
	return next;
}

/* "# or" */
static bool
follows_key(const struct speech *s, struct str join)
{
	size_t at = (size_t)(join.at - s->text.at);

	while (at > 0 && at_byte(s, at - 1) == ' ')
		at--;
	return at > 0 && strchr("#*", at_byte(s, at - 1));
}

static bool
blank_before(const struct speech *s, size_t at)
{
	return at > 0 && strchr(" (\"", at_byte(s, at - 1));
}

/* "press #", "dial *67", "the * key": keys of a telephone. */
size_t
rule_key(struct speech *s, size_t at)
{
	static const char verbs[] = "press pressing dial dialing dialling hit enter pulse presione "
				    "oprima marque tecla appuyez composez tapez sur touche el la";
	static const char joins[] = "or and then o y ou et puis";
	bool star = at_byte(s, at) == '*', english = s->tongue == &tongue_en;
	size_t digits = digits_end(s, at + 1);
	struct str before = word_before(s, at);

	if ((!star && at_byte(s, at) != '#') || (!star && digits > at + 1) ||
	    letters_end(s, at + 1) > at + 1 || digits - at > 4 || !blank_before(s, at))
		return 0;
	if (!word_in(word_behind(s, at + 1), "key button sign") && !word_in(before, verbs) &&
	    !(word_in(before, joins) && word_end(s, at + 1) == at + 1 &&
		(!star || follows_key(s, before))))
		return 0;
	if (english)
		say(s, star ? "star" : s->british ? "hash" : "pound");
	else if (s->tongue == &tongue_fr)
		say(s, star ? "étoile" : "dièse");
	else
		say(s, star ? "asterisco" : "numeral");
	say_digits(s, str_sub(s->text, at + 1, digits));
	return digits;
}

/* "#1" is a number, "#recovery" a hashtag, a lone "#" nothing to the ear. */
size_t
rule_hash(struct speech *s, size_t at)
{
	if (at_byte(s, at) != '#')
		return 0;
	if (ascii_digit(at_byte(s, at + 1)))
		say_as(s, SAID_NUMBER);
	else if (ascii_upper(at_byte(s, at + 1)) && letters_end(s, at + 1) < word_end(s, at + 1))
		say_as(s, SAID_NUMBER); /* "Lot #A123" */
	else if (ascii_alpha(at_byte(s, at + 1)))
		say(s, "hashtag");
	else
		say_pause(s, ',');
	return at + 1;
}
