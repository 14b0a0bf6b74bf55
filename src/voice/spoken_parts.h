/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_VOICE_SPOKEN_PARTS_H
#define LECTERN_VOICE_SPOKEN_PARTS_H

#include "voice/spoken.h"

/*
 * Inside of the spoken form. spoken.c lays a stretch of text flat (citations out, telephone
 * numbers marked) and goes through it from left to right; at each place where a word, number
 * or sign begins it asks the language's rules in order. A rule looks at the text from `at`,
 * says what it stands for, and gives the end of what it has used up; 0: not mine, and then
 * it has said nothing. What no rule takes is an ordinary word, a pause, or a sign from the
 * language's table.
 */
struct speech;
typedef size_t spoken_rule(struct speech *, size_t at);

/* Of the noun that a numeral counts, for Spanish and French; without one: counting. */
enum gender { COUNTING, MASCULINE, FEMININE };

struct pair {
	const char *written, *spoken;
};

struct unit {
	const char *written, *one, *many;
	enum gender gender;
};

/* The language's own words for what is written as a sign. */
enum said {
	SAID_POINT,
	SAID_MINUS,
	SAID_PLUS,
	SAID_TO, /* between the ends of a range */
	SAID_PER,
	SAID_PERCENT,
	SAID_AND,
	SAID_OVER, /* blood pressure */
	SAID_DEGREE,
	SAID_DEGREES,
	SAID_CELSIUS,
	SAID_FAHRENHEIT,
	SAID_SQUARE, /* "square %s", "%s cuadrado": before or after */
	SAID_CUBIC,
	SAID_POWER, /* "to the power of", when the language has no better way */
	SAID_TIMES,
	SAID_AT,
	SAID_DOT,
	SAID_SLASH,
	SAID_DASH,
	SAID_UNDERSCORE,
	SAID_COLON,
	SAID_NUMBER,
	SAID_REFERENCE,
	SAID_STRUCK_OUT,
	SAID_COUNT
};

struct tongue {
	const char *tag;
	void (*cardinal)(const struct speech *, unsigned long long, enum gender, struct buf *);
	void (*year)(const struct speech *, unsigned long long, struct buf *);
	void (*date)(struct speech *, unsigned long day, unsigned month, unsigned long year);
	/* minute 60: only the hour is written; half: 'a', 'p' or 0 */
	void (*time)(struct speech *, unsigned long hour, unsigned long minute, char half);
	const char *digits[10];
	const char *said[SAID_COUNT];
	const char *months[12];
	const struct unit *units;         /* ends with a NULL `written` */
	const struct unit *coins;         /* "$": dollar, dollars; written before or behind */
	const struct pair *abbreviations; /* "e.g." */
	const struct pair *signs;         /* "&" */
	const char *scales;               /* "million billion": follow a number with its coin */
	const char *roman_after;          /* words that a Roman numeral follows */
	const char *per_word;             /* words that "/" before means "per": "5/day" */
	/* nouns that numerals agree with; NULL: they agree with none */
	const char *feminine, *feminine_ends, *masculine; /* masculine: in spite of its ending */
	spoken_rule *const *rules;                        /* ends with NULL */
	char decimal;                                     /* the mark before decimals, '.' or ',' */
	bool unit_first;                                  /* "square meter", not "metro cuadrado" */
};

struct speech {
	const struct spoken_options *options;
	const struct tongue *tongue; /* NULL: a language without rules */
	const struct document *doc;
	struct str text; /* laid flat */
	struct spoken_phone {
		size_t start, end; /* in `text` */
		bool whole;
	} * phones;
	size_t phone_count, phone_room;
	bool british;
	bool shouted; /* capitals throughout: only known initials are spelled */
	bool glue;    /* what comes next follows without a blank */
	bool plain;   /* the last thing said was an ordinary word */
	size_t base;  /* where this stretch begins in `out` */
	struct buf *out;
	struct diag *diag;
	unsigned line; /* in the source */
};

/* --- saying (spoken.c) --------------------------------------------------------------------- */

void say(struct speech *, const char *words);
void say_str(struct speech *, struct str words);    /* made lower case */
void say_written(struct speech *, struct str word); /* capitals and all */
void say_as(struct speech *, enum said);
void say_letter(struct speech *, unsigned letter);
void say_spelled(struct speech *, struct str letters); /* letters and digits one by one */
void say_pause(struct speech *, char mark);            /* nothing in plain words */
void say_ending(struct speech *, const char *letters); /* glued to the last word: "'s" */
void say_doubtful(struct speech *, struct str written);
/* The stop that an abbreviation has used up ends the sentence too. */
void say_stop_if_last(struct speech *, size_t end);

/* --- looking (spoken.c) -------------------------------------------------------------------- */

char at_byte(const struct speech *, size_t at);                 /* 0 past the end */
size_t word_end(const struct speech *, size_t at);              /* letters, marks, digits */
size_t letters_end(const struct speech *, size_t at);           /* letters and marks */
size_t digits_end(const struct speech *, size_t at);            /* ASCII digits */
size_t blanks_end(const struct speech *, size_t at);            /* blanks */
size_t dash_end(const struct speech *, size_t at);              /* a hyphen or dash, or `at` */
struct str word_before(const struct speech *, size_t at);       /* with only blanks between */
struct str word_behind(const struct speech *, size_t at);       /* the same, the other way */
bool begins_word(const struct speech *, size_t at);             /* no letter or digit in front */
bool starts_at(const struct speech *, size_t at, const char *); /* as written */
bool word_in(struct str word, const char *list);                /* list: lower case, blanks */
bool has_vowel(struct str);                                     /* could be a word */
bool all_upper(struct str);                                     /* two capitals or more, only */
const struct lexicon_entry *known(const struct speech *, struct str word);

/* --- before the rules (spoken_flat.c) ------------------------------------------------------ */

/* The text of a leaf's bytes [at, end), appended: citations left out or said, raised figures as
   characters, signs in their plainest form; telephone numbers are noted. */
void lay_flat(struct speech *, const struct block *, size_t at, size_t end, struct buf *);

/* --- numbers (spoken_number.c) ------------------------------------------------------------- */

struct numeral {
	size_t start, end;
	bool minus, grouped, has_decimals, fits;
	unsigned long long whole;
	size_t digits;                   /* written in the whole part */
	struct str integer;              /* as written */
	struct str decimals;             /* behind the mark */
	unsigned numerator, denominator; /* of "2½", "1/2"; 0: none */
	bool no_whole;                   /* ".5", "½" */
};

bool numeral_at(const struct speech *, size_t at, struct numeral *);
size_t minus_len(const struct speech *, size_t at); /* of a minus sign at `at`, or 0 */
void numeral_say(struct speech *, const struct numeral *, enum gender);
/* A number at `at`, and "=" behind it. */
bool is_equation(const struct speech *, size_t at);
/* Of the noun behind a numeral, as far as its ending shows. */
enum gender gender_behind(const struct speech *, size_t end);
bool numeral_is_one(const struct numeral *);
bool numeral_is_year(const struct speech *, const struct numeral *);
void say_cardinal(struct speech *, unsigned long long, enum gender);
void say_year(struct speech *, unsigned long long);
void say_digits(struct speech *, struct str digits); /* one by one */
void say_label(struct speech *, struct str digits);  /* the number of a name: B12, CA-125 */
unsigned roman_value(struct str);                    /* 0: none */
unsigned roman_part_value(struct str);               /* "IIB" likewise */
spoken_rule rule_decade, rule_ordinal, rule_fraction, rule_year, rule_roman, rule_number,
    rule_digit_chain;

/* --- quantities (spoken_unit.c) ------------------------------------------------------------ */

spoken_rule rule_quantity, rule_millions, rule_every, rule_money, rule_pressure, rule_bare_unit,
    rule_power, rule_feet;
/* A dash or word and the upper end of a range. */
bool range_at(const struct speech *, size_t at, struct numeral *upper);
/* A unit at `at` (behind blanks): its end, or 0. */
size_t unit_at(const struct speech *, size_t at, const struct unit **);
/* Says the unit that ends at `end` and what it is raised to there; the end of both. */
size_t say_unit(struct speech *, const struct unit *, size_t end, bool one);

/* --- dates and times (spoken_time.c) ------------------------------------------------------- */

spoken_rule rule_time, rule_date_words, rule_date_digits, rule_range_dash, rule_day_name,
    rule_help_code;
unsigned month_at(const struct speech *, size_t at, size_t *end); /* 1 to 12; 0: none */

/* --- postal addresses (spoken_place.c) ----------------------------------------------------- */

spoken_rule rule_house, rule_way, rule_state, rule_postal, rule_code;

/* --- words and names (spoken_token.c) ------------------------------------------------------ */

spoken_rule rule_abbreviation, rule_address, rule_respelling, rule_single_letter, rule_name_number,
    rule_dotted, rule_initials, rule_mixed_case, rule_pair, rule_hash, rule_times, rule_lexicon,
    rule_digit_letters, rule_key;
size_t take_composed(struct speech *, size_t at); /* before all rules */

/* --- languages ----------------------------------------------------------------------------- */

/* English, where other rules need it. */
void english_cardinal(const struct speech *, unsigned long long, enum gender, struct buf *);
void english_ordinal(const struct speech *, unsigned long long, struct buf *);
void english_year(const struct speech *, unsigned long long, struct buf *);
void english_time(struct speech *, unsigned long hour, unsigned long minute, char half);
void english_date(struct speech *, unsigned long day, unsigned month, unsigned long year);

extern const struct tongue tongue_en, tongue_es, tongue_fr;

#endif
