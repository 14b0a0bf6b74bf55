/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/spoken.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "document/place.h"
#include "voice/spoken_parts.h"

enum { GROUP_DIGITS = 3 };

/* --- saying ---------------------------------------------------------------------------------- */

static char
last_byte(const struct speech *s)
{
	return s->out->len > s->base ? s->out->at[s->out->len - 1] : ' ';
}

static void
part(struct speech *s)
{
	if (!s->glue && last_byte(s) != ' ' && last_byte(s) != '(')
		buf_byte(s->out, ' ');
	s->glue = false;
	s->plain = false;
}

/* What an ordinary word may hold; everything else would be a sign in the listener's ear. */
static void
put_lower(struct speech *s, struct str words)
{
	for (size_t at = 0; at < words.len;) {
		unsigned c = utf8_next(words, &at);

		if (s->options->plain_words && c == '-')
			c = ' ';
		buf_char(s->out, char_to_lower(c));
	}
}

void
say_str(struct speech *s, struct str words)
{
	if (words.len == 0)
		return;
	part(s);
	put_lower(s, words);
}

void
say_written(struct speech *s, struct str word)
{
	part(s);
	buf_put(s->out, word);
}

void
say(struct speech *s, const char *words)
{
	say_str(s, str_of(words));
}

void
say_as(struct speech *s, enum said said)
{
	say(s, s->tongue->said[said]);
}

void
say_letter(struct speech *s, unsigned letter)
{
	char bytes[UTF8_MOST];
	struct str written = {bytes, utf8_encode(letter, bytes)};

	for (const struct pair *p = s->tongue ? s->tongue->signs : NULL;
	     p && p->written && letter >= 0x80; p++)
		if (str_equal(written, str_of(p->written))) { /* a Greek one: "11-beta" */
			say(s, p->spoken);
			return;
		}
	part(s);
	buf_char(s->out, s->options->plain_words ? char_to_lower(letter) : char_to_upper(letter));
}

void
say_spelled(struct speech *s, struct str letters)
{
	for (size_t at = 0; at < letters.len;) {
		unsigned c = utf8_next(letters, &at);

		if (char_letter(c))
			say_letter(s, c);
		else if (c >= '0' && c <= '9' && s->tongue)
			say(s, s->tongue->digits[c - '0']);
	}
}

void
say_pause(struct speech *s, char mark)
{
	char last = last_byte(s);

	if (s->options->plain_words || s->out->len == s->base)
		return;
	if (last == ' ' || last == '(')
		return;
	if (strchr(",;:.?!", last)) { /* the stronger one stays */
		if (last == ',' && mark != ',')
			s->out->at[s->out->len - 1] = mark;
		return;
	}
	buf_byte(s->out, mark);
	s->plain = false;
}

void
say_ending(struct speech *s, const char *letters)
{
	buf_put(s->out, str_of(letters));
}

void
say_doubtful(struct speech *s, struct str written)
{
	struct where where = {NULL, s->line, 0};

	if (s->doc) {
		struct places places = places_of(s->doc);

		where = place_words(&places, s->line, written);
	}
	diag_say(s->diag, DIAG_DOUBTFUL_READING, where, "\"%.*s\"", STR_ARG(written));
}

void
say_stop_if_last(struct speech *s, size_t end)
{
	size_t next = blanks_end(s, end);

	if (next >= s->text.len || at_byte(s, next) == '\n')
		say_pause(s, '.');
}

/* --- looking --------------------------------------------------------------------------------- */

char
at_byte(const struct speech *s, size_t at)
{
	return at < s->text.len ? s->text.at[at] : '\0';
}

size_t
word_end(const struct speech *s, size_t at)
{
	while (at < s->text.len) {
		size_t next = at;

		if (!char_word(utf8_next(s->text, &next)))
			break;
		at = next;
	}
	return at;
}

size_t
letters_end(const struct speech *s, size_t at)
{
	while (at < s->text.len) {
		size_t next = at;
		unsigned c = utf8_next(s->text, &next);

		if (!char_word(c) || char_digit(c))
			break;
		at = next;
	}
	return at;
}

size_t
digits_end(const struct speech *s, size_t at)
{
	while (ascii_digit(at_byte(s, at)))
		at++;
	return at;
}

size_t
blanks_end(const struct speech *s, size_t at)
{
	while (at_byte(s, at) == ' ')
		at++;
	return at;
}

size_t
dash_end(const struct speech *s, size_t at)
{
	if (at_byte(s, at) == '-')
		return at + 1;
	if (starts_at(s, at, "\xe2\x80\x90") || starts_at(s, at, "\xe2\x80\x91") ||
	    starts_at(s, at, "\xe2\x80\x92") || starts_at(s, at, "\xe2\x80\x93") ||
	    starts_at(s, at, "\xe2\x80\x94") || starts_at(s, at, "\xe2\x88\x92"))
		return at + 3;
	return at;
}

struct str
word_before(const struct speech *s, size_t at)
{
	size_t end, start;

	while (at > 0 && at_byte(s, at - 1) == ' ')
		at--;
	for (start = end = at; start > 0;) {
		size_t before = start;
		unsigned c = utf8_before(s->text, &before);

		if (!char_word(c) && c != '\'')
			break;
		start = before;
	}
	return str_sub(s->text, start, end);
}

struct str
word_behind(const struct speech *s, size_t at)
{
	at = blanks_end(s, at);
	return str_sub(s->text, at, word_end(s, at));
}

bool
begins_word(const struct speech *s, size_t at)
{
	return at == 0 || !char_word(utf8_before(s->text, &at));
}

bool
starts_at(const struct speech *s, size_t at, const char *what)
{
	return at <= s->text.len && str_starts(str_sub(s->text, at, s->text.len), str_of(what));
}

bool
word_in(struct str word, const char *list)
{
	struct str rest = str_of(list), one;

	while (word.len > 0 && rest.len > 0 && str_cut(&rest, ' ', &one))
		if (str_equal_fold(word, one))
			return true;
	return false;
}

bool
all_upper(struct str word)
{
	size_t count = 0;

	for (size_t at = 0; at < word.len; count++)
		if (!char_upper(utf8_next(word, &at)))
			return false;
	return count >= 2;
}

const struct lexicon_entry *
known(const struct speech *s, struct str word)
{
	return s->options->lexicon ? lexicon_find(s->options->lexicon, word) : NULL;
}

/* --- telephone numbers ----------------------------------------------------------------------- */

static const struct spoken_phone *
phone_from(const struct speech *s, size_t at)
{
	for (size_t i = 0; i < s->phone_count; i++)
		if (s->phones[i].start == at)
			return &s->phones[i];
	return NULL;
}

static void
say_phone_digit(struct speech *s, char digit)
{
	if (s->tongue) {
		say(s, s->tongue->digits[digit - '0']);
		return;
	}
	part(s); /* the voice knows the name of a digit, this program does not */
	buf_byte(s->out, digit);
}

/* Digit by digit, a short pause where the writer parted the groups, and in long ones. */
static void
say_phone(struct speech *s, struct str number)
{
	bool fresh = true;
	size_t run = 0, left;

	for (size_t i = 0; i < number.len; i++) {
		char c = number.at[i];

		if (ascii_lower(c)) { /* "ext. 12", "x12" */
			say_pause(s, ',');
			if (s->tongue == &tongue_en)
				say(s, "extension");
			while (i + 1 < number.len && ascii_lower(number.at[i + 1]))
				i++;
			fresh = true;
			continue;
		}
		if (!ascii_digit(c) && !ascii_upper(c) && c != '+') {
			run = 0;
			if (!fresh && number.len - i > 1)
				say_pause(s, ',');
			continue;
		}
		fresh = false;
		if (c == '+') {
			if (s->tongue)
				say_as(s, SAID_PLUS);
			else {
				part(s);
				buf_byte(s->out, '+');
			}
			continue;
		}
		for (left = i; left < number.len && ascii_digit(number.at[left]);)
			left++;
		left -= i;
		if (run > 0 && run % GROUP_DIGITS == 0 && left >= GROUP_DIGITS)
			say_pause(s, ',');
		run++;
		if (ascii_digit(c))
			say_phone_digit(s, c);
		else
			say_letter(s, (unsigned char)c);
	}
}

/* "9-1-1" has no groups. */
static struct str
without_dashes(struct str number, char *room, size_t size)
{
	size_t len = 0;

	for (size_t i = 0; i < number.len && len < size; i++)
		if (number.at[i] != '-')
			room[len++] = number.at[i];
	return (struct str){room, len};
}

/* "1-800-662-HELP (4357)": the digits that the letters stand for. */
static size_t
take_vanity(struct speech *s, size_t end, struct str number)
{
	size_t from = blanks_end(s, end), stop;
	bool letters = false;

	for (size_t i = 0; i < number.len; i++)
		letters |= ascii_upper(number.at[i]);
	if (!letters || at_byte(s, from) != '(')
		return end;
	for (stop = from + 1; ascii_digit(at_byte(s, stop)) || at_byte(s, stop) == '-';)
		stop++;
	if (stop == from + 1 || at_byte(s, stop) != ')')
		return end;
	say_pause(s, ',');
	say_phone(s, str_sub(s->text, from + 1, stop));
	return stop + 1;
}

static size_t
take_phone(struct speech *s, size_t at)
{
	const struct spoken_phone *phone = phone_from(s, at);
	struct str number;
	char room[8];

	if (phone == NULL)
		return 0;
	number = str_sub(s->text, phone->start, phone->end);
	say_phone(s, number.len <= 5 ? without_dashes(number, room, sizeof(room)) : number);
	return take_vanity(s, phone->end, number);
}

/* --- the walk -------------------------------------------------------------------------------- */

static size_t
take_rule(struct speech *s, size_t at)
{
	size_t end = 0;

	for (spoken_rule *const *rule = s->tongue->rules; *rule && end <= at; rule++)
		end = (*rule)(s, at);
	return end > at ? end : 0;
}

static size_t
take_sign(struct speech *s, size_t at)
{
	const struct pair *best = NULL;
	size_t len = 0;

	for (const struct pair *p = s->tongue->signs; p->written; p++) {
		size_t size = strlen(p->written);

		if (size > len && starts_at(s, at, p->written)) {
			best = p;
			len = size;
		}
	}
	/* a Greek letter is a sign only when it stands alone */
	if (best == NULL || letters_end(s, at) > at + len)
		return 0;
	if (best->spoken[0] == ',')
		say_pause(s, ',');
	else
		say(s, best->spoken);
	return at + len;
}

/* Initials behind an apostrophe are no part of the word: "l'OMS". */
static bool
goes_on(const struct speech *s, size_t at)
{
	size_t end = letters_end(s, at + 1);

	return at_byte(s, at) == '\'' && end > at + 1 &&
	       !all_upper(str_sub(s->text, at + 1, end)) && word_end(s, end) == end;
}

/* An apostrophe between letters belongs to the word. */
static size_t
ordinary_end(const struct speech *s, size_t at)
{
	size_t end = letters_end(s, at);

	while (end > at && goes_on(s, end))
		end = letters_end(s, end + 1);
	return end;
}

static size_t
take_word(struct speech *s, size_t at)
{
	size_t end = ordinary_end(s, at);

	if (end == at)
		return 0;
	say_str(s, str_sub(s->text, at, end));
	s->plain = true;
	if (at_byte(s, end) == '\'' && end - at <= 2 && word_end(s, end + 1) > end + 1) {
		say_ending(s, "'");
		s->glue = true;
		end++;
	}
	return end;
}

/* A hyphen inside a word of ordinary parts stays in it; next to figures and initials it parts. */
static size_t
take_dash(struct speech *s, size_t at)
{
	size_t end = dash_end(s, at), next;
	bool inside;

	if (end == at)
		return 0;
	if (end - at == 1 && at_byte(s, end) == ' ' && is_equation(s, end)) { /* "1- 2 = 5" */
		say_as(s, SAID_MINUS);
		return end;
	}
	inside = at > 0 && at_byte(s, at - 1) != ' ' && at_byte(s, end) != ' ' && end < s->text.len;
	if (!inside || end - at == 3) {
		if (blanks_end(s, end) < s->text.len)
			say_pause(s, ',');
		return end;
	}
	next = ordinary_end(s, end);
	if (next > end && s->plain && !char_upper((unsigned char)at_byte(s, end)) &&
	    !s->options->plain_words) {
		buf_byte(s->out, '-');
		s->glue = true;
	}
	return end;
}

static size_t
take_mark(struct speech *s, size_t at)
{
	size_t end = at;
	unsigned c = utf8_next(s->text, &end);

	switch (c) {
	case ' ':
		s->plain = false;
		return end;
	case ',':
	case ';':
	case ':':
	case '?':
	case '!':
		say_pause(s, (char)c);
		return end;
	case '.':
		while (at_byte(s, end) == '.')
			end++;
		say_pause(s, end - at > 1 ? ',' : '.');
		return end;
	case '(':
	case ')':
	case '[':
	case ']':
	case '{':
	case '}':
	case '|':
	case '\n':
	case 0x2026:
		if (end < s->text.len)
			say_pause(s, ',');
		return end;
	default:
		s->plain = false;
		/* what the voice may have a name for; never the marks it takes orders in */
		if (!s->options->plain_words && c >= 0x80) {
			part(s);
			buf_char(s->out, c);
		}
		return end;
	}
}

static void
speak(struct speech *s)
{
	for (size_t at = 0; at < s->text.len;) {
		size_t end = take_phone(s, at);

		if (end == 0)
			end = take_composed(s, at);
		if (end == 0)
			end = take_rule(s, at);
		if (end == 0)
			end = take_sign(s, at);
		if (end == 0)
			end = take_word(s, at);
		if (end == 0)
			end = take_dash(s, at);
		at = end > 0 ? end : take_mark(s, at);
	}
	while (s->out->len > s->base && last_byte(s) == ' ')
		s->out->len--;
}

/* Another word in its place; what has phonemes the voice finds by itself. */
static size_t
take_alias(struct speech *s, size_t at)
{
	size_t end = word_end(s, at);
	const struct lexicon_entry *entry = NULL;

	if (end > at && begins_word(s, at) && s->options->lexicon) {
		entry = lexicon_leading(s->options->lexicon, str_sub(s->text, at, s->text.len));
		if (entry == NULL)
			entry = known(s, str_sub(s->text, at, end));
	}
	if (entry == NULL || entry->kind != LEXICON_ALIAS)
		return 0;
	buf_put(s->out, entry->value);
	return at + entry->word.len;
}

/* A language without rules: its own text, telephone numbers apart. */
static void
speak_unknown(struct speech *s)
{
	for (size_t at = 0; at < s->text.len;) {
		size_t end = take_phone(s, at);

		if (end == 0)
			end = take_alias(s, at);
		if (end == 0) {
			end = at + 1;
			buf_byte(s->out,
			    at_byte(s, at) == '[' || at_byte(s, at) == ']' ? ' ' : at_byte(s, at));
		}
		at = end;
	}
}

/* --- the whole ------------------------------------------------------------------------------- */

static const struct tongue *
tongue_of(struct str language)
{
	static const struct tongue *const tongues[] = {&tongue_en, &tongue_es, &tongue_fr};
	struct str base;

	if (!str_cut(&language, '-', &base) || base.len == 0)
		return &tongue_en;
	for (size_t i = 0; i < sizeof(tongues) / sizeof(*tongues); i++)
		if (str_equal_fold(base, str_of(tongues[i]->tag)))
			return tongues[i];
	return NULL;
}

static bool
is_british(struct str language)
{
	static const char *const tags[] = {"en-GB", "en-IE", "en-AU", "en-NZ", "en-ZA", "en-IN"};

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (str_starts_fold(language, str_of(tags[i])))
			return true;
	return false;
}

/* Capitals throughout, in more than one word or in one that is no initials. */
static bool
is_shouted(struct str text)
{
	size_t upper = 0, words = 0;
	bool inside = false;

	for (size_t at = 0; at < text.len;) {
		unsigned c = utf8_next(text, &at);

		if (char_lower(c))
			return false;
		upper += char_upper(c);
		words += char_word(c) && !inside && !char_digit(c);
		inside = char_word(c);
	}
	return (words > 1 && upper > 6) || upper > 5;
}

void
spoken_leaf(const struct block *leaf, size_t start, size_t end,
    const struct spoken_options *options, const struct document *doc, struct buf *out,
    struct diag *diag)
{
	struct speech s = {.options = options,
	    .tongue = tongue_of(options->language),
	    .doc = doc,
	    .british = is_british(options->language),
	    .base = out->len,
	    .out = out,
	    .diag = diag,
	    .line = leaf->line};
	struct buf flat = {0};

	lay_flat(&s, leaf, start, end < leaf->text.len ? end : leaf->text.len, &flat);
	s.text = buf_str(&flat);
	s.shouted = is_shouted(s.text);
	if (s.tongue)
		speak(&s);
	else
		speak_unknown(&s);
	mem_free(s.phones);
	buf_free(&flat);
}
