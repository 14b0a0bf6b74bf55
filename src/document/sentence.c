/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/sentence.h"

#include "base/utf8.h"

enum word_class { NEVER, NUMBER, MIDDLE, OPENER, MONTH, LETTERED, CLOCK };

static const struct {
	const char *language;
	enum word_class kind;
	struct str words;
} word_lists[] = {
#define WORDS(language, kind, words) {language, kind, STR(words)},
#include "document/sentence.def"
#undef WORDS
};

enum { WORD_MOST = 32, TOKEN_MOST = 80, QUOTE_MOST = 400 };

struct place {
	struct str language, text;
	size_t from;
	const struct sentence_mark *quiet;
	size_t quiet_count;
};

static bool
same_language(struct str tag, const char *language)
{
	struct str want = str_of(language);

	if (language[0] == '*')
		return true;
	if (tag.len == 0)
		return str_equal(want, S("en"));
	return str_starts_fold(tag, want) && (tag.len == want.len || tag.at[want.len] == '-');
}

static bool
in_class(const struct place *p, struct str word, enum word_class kind)
{
	char key[WORD_MOST + 2 * UTF8_MOST];
	size_t len = 1;

	if (word.len == 0 || word.len > WORD_MOST)
		return false;
	key[0] = ' ';
	for (size_t at = 0; at < word.len;) {
		unsigned c = utf8_next(word, &at);

		if (len > WORD_MOST || c == ' ')
			return false;
		len += utf8_encode(c == 0x2019 ? '\'' : char_to_lower(c), key + len);
	}
	key[len++] = ' ';
	for (size_t i = 0; i < sizeof(word_lists) / sizeof(*word_lists); i++)
		if (word_lists[i].kind == kind &&
		    same_language(p->language, word_lists[i].language) &&
		    str_find(word_lists[i].words, (struct str){key, len}, 0) != STR_NONE)
			return true;
	return false;
}

bool
sentence_opener(struct str language, struct str word)
{
	const struct place p = {.language = language};

	return in_class(&p, word, OPENER);
}

/* Stops that need no white space behind them. */
static bool
full_stop(unsigned c)
{
	return c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0xff0e || c == 0xff61 ||
	       c == 0x0964 || c == 0x0965 || c == 0x061f || c == 0x06d4 || c == 0x1362 ||
	       c == 0x1367 || c == 0x0589;
}

static bool
stop(unsigned c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026 || full_stop(c) ||
	       (c >= 0x203c && c <= 0x2049 && c != 0x2044 && (c == 0x203c || c >= 0x2047));
}

static bool
closer(unsigned c)
{
	return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}' || c == 0xbb ||
	       c == 0x2019 || c == 0x201d || c == 0x201c || c == 0x203a || c == 0x300d ||
	       c == 0x300f || c == 0xff09 || c == 0x3011 || c == 0x300b || c == '*' || c == '_';
}

static bool
opener(unsigned c)
{
	return c == '"' || c == '\'' || c == '(' || c == '[' || c == '{' || c == 0xab ||
	       c == 0x2018 || c == 0x201c || c == 0x201e || c == 0x201a || c == 0x2039 ||
	       c == 0x300c || c == 0x300e || c == 0xff08 || c == '*' || c == '_';
}

/* A letter of a script without capitals: any letter may open a sentence. */
static bool
caseless(unsigned c)
{
	return char_letter(c) && !char_upper(c) && !char_lower(c);
}

static unsigned
peek(struct str text, size_t at)
{
	return at < text.len ? utf8_next(text, &at) : 0;
}

static size_t
skip_space(struct str text, size_t at)
{
	while (at < text.len) {
		size_t next = at;
		unsigned c = utf8_next(text, &next);

		if (c == '\n' || !char_space(c))
			break;
		at = next;
	}
	return at;
}

/* The end of the citation mark that starts at `at`, or `at`. */
static size_t
skip_mark(const struct place *p, size_t at)
{
	size_t low = 0, high = p->quiet_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (p->quiet[middle].start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < p->quiet_count && p->quiet[low].start == at ? p->quiet[low].end : at;
}

/* A mark at `at` or behind white space: "Asia. [1] Heroin". */
static size_t
skip_spaced_mark(const struct place *p, size_t at)
{
	size_t behind = skip_space(p->text, at), end;

	if (behind >= p->text.len)
		return at;
	end = skip_mark(p, behind);
	return end > behind ? end : at;
}

/* Behind further stops, closing quotes and brackets, and marks. "« Oui. »" has a blank there. */
static size_t
skip_closers(const struct place *p, size_t at, bool *closed)
{
	struct str text = p->text;

	for (;;) {
		size_t next = at, end = skip_spaced_mark(p, at);
		unsigned c;

		if (end > at) {
			at = end;
			continue;
		}
		if (at >= text.len)
			return at;
		c = utf8_next(text, &next);
		if (char_space(c) && c != '\n' && peek(text, next) == 0xbb) {
			utf8_next(text, &next);
			c = 0xbb;
		}
		if (!closer(c) && !(stop(c) && c != 0x2026 && *closed))
			return at;
		/* A low-high pair opens with what closes elsewhere: "Nein. “Doch" */
		if (c == 0x201c && !same_language(p->language, "de"))
			return at;
		*closed = true;
		at = next;
	}
}

/* The word that ends at `end`: letters, digits, and stops, hyphens and apostrophes between. */
static struct str
word_before(const struct place *p, size_t end)
{
	size_t at = end;

	while (at > p->from && end - at < TOKEN_MOST) {
		size_t here = at;
		unsigned c = utf8_before(p->text, &at);

		if (!char_word(c) && c != '.' && c != '-' && c != 0x2019 && c != '\'' &&
		    c != 0xb0) {
			at = here;
			break;
		}
	}
	while (at < end && !char_word(peek(p->text, at)))
		utf8_next(p->text, &at);
	return str_sub(p->text, at, end);
}

static struct str
word_after(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.len && end - at < TOKEN_MOST) {
		size_t next = end;
		unsigned c = utf8_next(text, &next);

		if (!char_word(c) && c != 0x2019 && c != '\'' && c != '.' && c != '-')
			break;
		end = next;
	}
	return str_sub(text, at, end);
}

static bool
all_digits(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!ascii_digit(word.at[i]))
			return false;
	return word.len > 0;
}

/* The whole run without blanks around `at` is an address: "https://...", "a@b.org". */
static bool
in_address(const struct place *p, size_t at)
{
	size_t start = at, end = at;
	struct str run;

	while (start > p->from && at - start < TOKEN_MOST && !ascii_space(p->text.at[start - 1]))
		start--;
	while (end < p->text.len && end - at < TOKEN_MOST && !ascii_space(p->text.at[end]))
		end++;
	run = str_sub(p->text, start, end);
	return str_find(run, S("://"), 0) != STR_NONE || str_find_byte(run, '@', 0) != STR_NONE ||
	       str_starts_fold(run, S("www."));
}

/* "fever.The": a stop between a word and a capitalised one, in no address or file name. */
static bool
glued(const struct place *p, struct str before, size_t after)
{
	static const char *const domains[] = {"com", "org", "net", "gov", "edu", "js", "io"};
	struct str next = word_after(p->text, after);
	size_t second = after;
	unsigned c = peek(p->text, after), d;
	bool lower = true;

	if (!char_upper(c) || before.len < 3)
		return false;
	utf8_next(p->text, &second);
	d = peek(p->text, second);
	if (!char_lower(d) && d != ' ' && !char_space(d) && d != '\'' && d != 0x2019)
		return false;
	for (size_t at = 0; at < before.len;) {
		unsigned b = utf8_next(before, &at);

		lower = b != '.' && (at < before.len || char_lower(b) || ascii_digit((char)b));
		if (!lower)
			return false;
	}
	if (all_digits(before) && before.len < 4)
		return false;
	for (size_t i = 0; i < sizeof(domains) / sizeof(*domains); i++)
		if (str_equal_fold(next, str_of(domains[i])))
			return false;
	return str_find_byte(str_trim_end(next), '.', 0) >= next.len - 1 && !in_address(p, after);
}

static bool
opens(const struct place *p, struct str next)
{
	while (next.len > 0 && (next.at[next.len - 1] == '.' || next.at[next.len - 1] == '\''))
		next.len--;
	return in_class(p, next, OPENER);
}

/* "mRNA", "iPhone": a small letter that may open a sentence. */
static bool
camel(struct str text, size_t at)
{
	size_t second = at;

	utf8_next(text, &second);
	return char_upper(peek(text, second));
}

/* A single letter with a stop: an initial, unless the word before it makes it a name
   ("vitamin D.") or the next word can only open a sentence. */
static bool
initial_ends(const struct place *p, struct str letter, struct str next, bool dotted)
{
	size_t start = (size_t)(letter.at - p->text.at);
	struct str before;

	while (start > p->from && p->text.at[start - 1] == ' ')
		start--;
	before = word_before(p, start);
	if (in_class(p, before, LETTERED))
		return true;
	if (dotted && next.len <= 2)
		return false;
	return opens(p, next) && !(before.len > 0 && before.at[before.len - 1] == '.');
}

static bool
letters_with_stops(struct str word)
{
	size_t letters = 0;

	for (size_t at = 0; at < word.len;) {
		unsigned c = utf8_next(word, &at);

		if (c == '.') {
			if (letters == 0 || letters > 3)
				return false;
			letters = 0;
		} else if (char_letter(c)) {
			letters++;
		} else {
			return false;
		}
	}
	return str_find_byte(word, '.', 0) != STR_NONE && letters > 0 && letters <= 2;
}

static bool
clock_word(struct str word)
{
	return str_equal_fold(word, S("a.m")) || str_equal_fold(word, S("p.m")) ||
	       str_equal_fold(word, S("am")) || str_equal_fold(word, S("pm"));
}

/* "At 5 a.m. Mr. Smith": the time opens the sentence, so the sentence goes on. */
static bool
clock_ends(const struct place *p, struct str word, struct str next)
{
	size_t start = (size_t)(word.at - p->text.at), blanks = 0;

	while (next.len > 0 && next.at[next.len - 1] == '.')
		next.len--;
	if (start - p->from > TOKEN_MOST)
		blanks = 4;
	for (size_t i = p->from; i < start && blanks < 4; i++)
		blanks += p->text.at[i] == ' ';
	return blanks > 2 && !in_class(p, next, CLOCK);
}

/* "am 3. Mai", "im 19. Jahrhundert" */
static bool
ordinal(const struct place *p, struct str number, struct str next)
{
	static const char *const before[] = {"der", "die", "das", "dem", "den", "des", "am", "im",
	    "vom", "zum", "zur", "bis", "ab", "seit"};
	size_t start = (size_t)(number.at - p->text.at);
	struct str word;

	if (number.len > 2 || !same_language(p->language, "de"))
		return false;
	while (start > p->from && p->text.at[start - 1] == ' ')
		start--;
	word = word_before(p, start);
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++)
		if (str_equal_fold(word, str_of(before[i])))
			return true;
	while (next.len > 0 && next.at[next.len - 1] == '.')
		next.len--;
	return in_class(p, next, MONTH);
}

/* Whether "WORD." ends a sentence when `next`, at `after`, follows behind white space. */
static bool
word_ends(const struct place *p, struct str word, size_t after)
{
	struct str text = p->text, next = word_after(text, after);
	unsigned c = peek(text, after);
	bool digit = c < 0x80 && ascii_digit((char)c);
	size_t start = (size_t)(word.at - text.at), lead = p->from, letters = utf8_count(word);

	if (word.len == 0)
		return true;
	while (lead < start && lead - p->from < TOKEN_MOST && !char_word(peek(text, lead)))
		utf8_next(text, &lead);
	if (lead == start && letters <= 3 && (all_digits(word) || letters == 1))
		return false; /* the number of a list item */
	if (clock_word(word))
		return clock_ends(p, word, next);
	if (in_class(p, word, NEVER))
		return false;
	if (in_class(p, word, NUMBER) && (digit || (char_upper(c) && next.len == 1)))
		return false;
	if (in_class(p, word, MIDDLE))
		return !digit && opens(p, next);
	if (letters == 1 && char_letter(peek(word, 0)))
		return (char_upper(peek(word, 0)) || caseless(c)) &&
		       initial_ends(p, word, next, false);
	if (letters_with_stops(word))
		return opens(p, next);
	return !(all_digits(word) && ordinal(p, word, next));
}

/* What follows at `after` can open a sentence. `strict`: behind an ellipsis. */
static bool
can_open(const struct place *p, size_t after, bool strict)
{
	struct str text = p->text;

	for (size_t at = after; at < text.len && at - after < 16;) {
		size_t here = at;
		unsigned c = utf8_next(text, &at);

		if (char_upper(c))
			return !strict || !str_equal(word_after(text, here), S("I"));
		if (char_lower(c))
			return camel(text, here);
		if (char_letter(c) || c == 0xbf || c == 0xa1)
			return true;
		if (char_digit(c))
			return !strict;
		if (c == ',' || c == ';' || c == ':' || c == '&' || c == '\n')
			return c == '\n';
		if (c == '[' && peek(text, at) == '.')
			return false;
		if (!opener(c) && !char_space(c) && c != '-' && c != 0x2013 && c != 0x2014)
			return true;
	}
	return true;
}

/* "$7 . . . and": the dots of an ellipsis, blanks between them or none. */
static size_t
skip_dots(struct str text, size_t at, size_t *dots)
{
	for (*dots = 1; at < text.len;) {
		if (text.at[at] == '.')
			at++;
		else if (at + 1 < text.len && text.at[at] == ' ' && text.at[at + 1] == '.' &&
			 !(at + 2 < text.len && ascii_alnum(text.at[at + 2])))
			at += 2;
		else
			break;
		++*dots;
	}
	return at;
}

/* The end of the sentence when the stop `c` at [at, next) ends one; 0 when it does not. */
static size_t
stop_ends(const struct place *p, unsigned c, size_t at, size_t next, size_t *resume)
{
	struct str text = p->text, word = word_before(p, at);
	size_t dots = c == 0x2026 ? 3 : 1, end = next, after;
	bool mixed = c != '.' && c != 0x2026, closed = false, sure = full_stop(c);

	if (c == '.')
		end = skip_dots(text, end, &dots);
	while (end < text.len && stop(peek(text, end))) {
		unsigned more = utf8_next(text, &end);

		mixed = mixed || (more != '.' && more != 0x2026);
		sure = sure || full_stop(more);
	}
	*resume = end;
	if (at > p->from && (text.at[at - 1] == '[' || text.at[at - 1] == '(') && dots > 1 &&
	    (peek(text, end) == ']' || peek(text, end) == ')'))
		return 0;
	next = end;
	end = skip_closers(p, end, &closed);
	after = skip_space(text, end);
	if (after >= text.len || text.at[after] == '\n')
		return end;
	if (after == end) {
		bool marked = end > next && !closed;

		if (sure && !closed)
			return end;
		if (sure)
			return caseless(peek(text, end)) && peek(text, end) != 0x3068 &&
				       peek(text, end) != 0x3063
				   ? end
				   : 0;
		if (marked && char_upper(peek(text, end)))
			return end;
		return dots == 1 && glued(p, word, end) ? end : 0;
	}
	if (!sure && !can_open(p, after, dots > 2 && !mixed))
		return 0;
	if (mixed || sure || dots > 1 || closed || end > next)
		return end;
	return word_ends(p, word, after) ? end : 0;
}

/* A list in running text: "1.) one 2.) two", "a. one b. two". */
struct label {
	bool numbers;
	unsigned long value; /* or the letter */
	char close[3];
};

static size_t
label_at(struct str text, size_t at, struct label *label)
{
	size_t start = at, n = 0;

	label->value = 0;
	while (at < text.len && at - start < 3 && ascii_digit(text.at[at]))
		label->value = label->value * 10 + (unsigned long)(text.at[at++] - '0');
	label->numbers = at > start;
	if (at == start && at < text.len && ascii_lower(text.at[at]))
		label->value = (unsigned char)text.at[at++];
	if (at == start)
		return 0;
	while (at < text.len && n < 2 && (text.at[at] == '.' || text.at[at] == ')'))
		label->close[n++] = text.at[at++];
	label->close[n] = '\0';
	if (n == 0 || at >= text.len || text.at[at] != ' ' ||
	    str_equal(str_of(label->close), S("..")))
		return 0;
	return at;
}

static size_t
skip_bullet(struct str text, size_t at)
{
	size_t next = at;

	if (at < text.len) {
		unsigned c = utf8_next(text, &next);

		if (c == 0x2022 || c == 0x2043 || c == 0x25aa || c == 0x25e6)
			return skip_space(text, next);
	}
	return at;
}

/* The next item of the list starts at `at`. */
static bool
next_label(struct str text, size_t at, const struct label *first)
{
	struct label here;
	size_t end = label_at(text, skip_bullet(text, at), &here);

	if (end == 0 || here.numbers != first->numbers || here.value != first->value + 1 ||
	    !str_equal(str_of(here.close), str_of(first->close)))
		return false;
	return end + 1 < text.len && char_upper(peek(text, end + 1));
}

/* A line break ends the sentence unless the next line goes on in lower case to a stop. */
static bool
break_ends(struct str text, size_t at)
{
	size_t start = skip_space(text, at + 1), end = start;

	if (start >= text.len || !char_lower(peek(text, start)))
		return true;
	while (end < text.len && text.at[end] != '\n')
		end++;
	while (end > start && ascii_space(text.at[end - 1]))
		end--;
	return end == start ||
	       (text.at[end - 1] != '.' && text.at[end - 1] != '!' && text.at[end - 1] != '?');
}

/* Behind the quotation that opens at `at`, for scripts that write "「...！...。」" as one; or 0. */
static size_t
skip_quotation(struct str text, unsigned c, size_t at)
{
	unsigned want = c == 0x300c ? 0x300d : c == 0x300e ? 0x300f : c == 0xff08 ? 0xff09 : 0;

	for (size_t end = at; want && end < text.len && end - at < QUOTE_MOST;) {
		unsigned here = utf8_next(text, &end);

		if (here == want)
			return end;
		if (here == c || here == '\n')
			return 0;
	}
	return 0;
}

/* Before the white space that ends at `end`; a sentence of nothing else keeps it. */
static size_t
without_space(const struct place *p, size_t end)
{
	size_t at = end;

	for (size_t before = at; before > p->from; at = before)
		if (!char_space(utf8_before(p->text, &before)))
			return at;
	return end;
}

size_t
sentence_end(struct str language, struct str text, size_t from, const struct sentence_mark *quiet,
    size_t quiet_count)
{
	const struct place p = {language, text, from, quiet, quiet_count};
	struct label label;
	size_t behind_label = label_at(text, skip_bullet(text, from), &label);
	bool listed = behind_label > 0;

	for (size_t at = listed ? behind_label : from; at < text.len;) {
		size_t next = at, end, resume;
		unsigned char byte = (unsigned char)text.at[at];
		unsigned c;

		if (byte < 0x80 && byte != '.' && byte != '!' && byte != '?' && byte != '\n' &&
		    !(byte == ' ' && listed)) {
			at++;
			continue;
		}
		c = utf8_next(text, &next);
		if (c == ' ') {
			if (at > from && next_label(text, next, &label))
				return without_space(&p, at);
		} else if (c == '\n') {
			if (at > from && break_ends(text, at))
				return without_space(&p, at);
		} else if (stop(c)) {
			end = stop_ends(&p, c, at, next, &resume);
			if (end > 0)
				return end;
			next = resume;
		} else if (c >= 0x300c && (end = skip_quotation(text, c, next)) > 0) {
			next = end;
		}
		at = next;
	}
	return without_space(&p, text.len);
}
