/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/phone.h"

#include "base/utf8.h"

enum { GROUPS_MOST = 8, CONTEXT = 48 };

/* Digits in groups from one place: "+1 (800) 662-4357" has four. */
struct run {
	bool plus;
	size_t count;
	size_t start; /* of the '+', the bracket or the first digit */
	struct group {
		size_t start, end; /* of the digits, or of vanity letters */
		char after;        /* what parts it from the next: ' ', '-', '.', '/', ')' or 0 */
		bool bracketed, letters;
	} groups[GROUPS_MOST];
};

/* --- reading ------------------------------------------------------------------------------- */

static bool
is_dash(struct str s, size_t at, size_t *len)
{
	if (s.at[at] == '-') {
		*len = 1;
		return true;
	}
	/* U+2010 to U+2013: hyphens and the en dash */
	*len = 3;
	return at + 2 < s.len && s.at[at] == '\xe2' && s.at[at + 1] == '\x80' &&
	       (unsigned char)s.at[at + 2] >= 0x90 && (unsigned char)s.at[at + 2] <= 0x93;
}

static bool
is_blank(struct str s, size_t at, size_t *len)
{
	*len = 1;
	if (s.at[at] == ' ')
		return true;
	*len = 2;
	if (at + 1 < s.len && s.at[at] == '\xc2' && s.at[at + 1] == '\xa0')
		return true;
	*len = 3; /* U+202F, the narrow no-break space */
	return at + 2 < s.len && s.at[at] == '\xe2' && s.at[at + 1] == '\x80' &&
	       s.at[at + 2] == '\xaf';
}

/* What stands between two groups: one mark, or a bracket with a blank. 0: they are not parted
   the way a number is. */
static char
separator(struct str s, size_t *at)
{
	size_t len;
	char what = 0;

	if (*at < s.len && s.at[*at] == ')') {
		what = ')';
		++*at;
	}
	if (*at >= s.len)
		return 0;
	if (is_blank(s, *at, &len)) {
		what = what ? what : ' ';
		*at += len;
	} else if (is_dash(s, *at, &len)) {
		what = what ? what : '-';
		*at += len;
	} else if (!what && (s.at[*at] == '.' || s.at[*at] == '/')) {
		what = s.at[(*at)++];
	}
	return what;
}

static size_t
digits_end(struct str s, size_t at)
{
	while (at < s.len && ascii_digit(s.at[at]))
		at++;
	return at;
}

static size_t
capitals_end(struct str s, size_t at)
{
	while (at < s.len && ascii_upper(s.at[at]))
		at++;
	return at;
}

static void
read_run(struct str s, size_t at, struct run *run)
{
	*run = (struct run){.start = at};
	if (s.at[at] == '+') {
		run->plus = true;
		at++;
	}
	while (run->count < GROUPS_MOST && at < s.len) {
		struct group *group = &run->groups[run->count];
		size_t next;

		group->bracketed = s.at[at] == '(';
		if (group->bracketed)
			at++;
		group->start = at;
		group->end = digits_end(s, at);
		if (group->end == at && run->count > 0 && !group->bracketed) {
			group->end = capitals_end(s, at);
			group->letters = true;
		}
		if (group->end == group->start)
			return;
		run->count++;
		next = group->end;
		if (group->bracketed && (next >= s.len || s.at[next] != ')')) {
			run->count--;
			return;
		}
		group->after = separator(s, &next);
		if (!group->after)
			return;
		at = next;
	}
}

static size_t
size_of(const struct run *run, size_t i)
{
	return i < run->count ? run->groups[i].end - run->groups[i].start : 0;
}

static bool
tight(char separator)
{
	return separator == '-' || separator == '.' || separator == '/';
}

/* Nothing that would make the digits part of something longer: "123-45", "12.5", "50%", "5mg". */
static bool
ends_well(struct str s, const struct run *run, size_t last)
{
	const struct group *group = &run->groups[last];
	size_t at = group->end;

	if (group->bracketed && at < s.len && s.at[at] == ')')
		at++;
	if (at >= s.len)
		return true;
	if (ascii_alnum(s.at[at]) || s.at[at] == '%' || s.at[at] == '_' || s.at[at] == '@')
		return false;
	return !(tight(group->after) && last + 1 < run->count && !run->groups[last + 1].letters);
}

/* --- patterns: how many groups make a number ----------------------------------------------- */

static bool
sizes(const struct run *run, size_t from, const unsigned char *wanted, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (size_of(run, from + i) != wanted[i] || run->groups[from + i].letters)
			return false;
	return true;
}

/* [1] 3 3 4, the second and first digit groups from 2 up; or 1 8xx and letters. */
static size_t
north_american(struct str s, const struct run *run)
{
	static const unsigned char usual[] = {3, 3, 4};
	size_t from = size_of(run, 0) == 1 && s.at[run->groups[0].start] == '1' ? 1 : 0;
	size_t letters = 0, i;
	char area = from < run->count ? s.at[run->groups[from].start] : '0';

	if (area < '2')
		return 0;
	if (sizes(run, from, usual, 3) && s.at[run->groups[from + 1].start] >= '2')
		return from + 3;
	/* 1-800-662-HELP, 1-800-FLOWERS: seven letters and digits behind the area */
	if (area != '8' && area != '9')
		return 0;
	if (size_of(run, from) != 3)
		return 0;
	for (i = from + 1; i < run->count && letters < 7; i++)
		letters += size_of(run, i);
	for (size_t j = from + 1; j < i; j++)
		if (run->groups[j].letters)
			return letters == 7 ? i : 0;
	return 0;
}

static size_t
total(const struct run *run, size_t count)
{
	size_t digits = 0;

	for (size_t i = 0; i < count; i++)
		digits += size_of(run, i);
	return digits;
}

/* How many groups from the start are digits parted in one manner (a slash or bracket may part
   the first one). */
static size_t
uniform(const struct run *run)
{
	size_t i = 1;

	for (; i < run->count && !run->groups[i].letters; i++) {
		char before = run->groups[i - 1].after;

		if (i > 1 && before != run->groups[1].after)
			break;
		if (i > 1 && (before == '/' || before == ')'))
			break;
	}
	return i;
}

/* A national number that begins with 0: "01 48 05 55 55", "0800 111 0 111", "030/1234567". */
static size_t
with_trunk_zero(struct str s, const struct run *run)
{
	size_t count = uniform(run);
	static const unsigned char date[] = {2, 2, 4}, short_date[] = {2, 2, 2};

	if (s.at[run->groups[0].start] != '0' || size_of(run, 0) < 2 || count < 2)
		return 0;
	if (count == 3 && (sizes(run, 0, date, 3) || sizes(run, 0, short_date, 3)))
		return 0;
	while (count > 1 && total(run, count) > 12)
		count--;
	return count > 1 && total(run, count) >= 8 ? count : 0;
}

/* "900 161 515", "91 234 56 78": nine digits from 6, 8 or 9; "116 123". */
static size_t
bare_national(struct str s, const struct run *run, bool called)
{
	static const unsigned char forms[][5] = {
	    {3, 3, 3, 3}, {4, 3, 2, 2, 2}, {4, 2, 3, 2, 2}, {3, 2, 3, 4}, {3, 3, 3, 4}};
	static const unsigned char harmonised[] = {3, 3};
	char first = s.at[run->groups[0].start];

	if (sizes(run, 0, harmonised, 2) &&
	    str_equal(str_sub(s, run->groups[0].start, run->groups[0].end), S("116")))
		return 2;
	if (!called || first < '2')
		return 0;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (sizes(run, 0, forms[i] + 1, forms[i][0]))
			return forms[i][0];
	return run->count >= 2 && size_of(run, 0) == 3 && size_of(run, 1) == 4 &&
		       run->groups[0].after == '-'
		   ? 2
		   : 0;
}

/* --- context ------------------------------------------------------------------------------- */

static const char *const calling[] = {"call", "dial", "phone", "ring", "text", "txt", "sms", "tel",
    "hotline", "helpline", "lifeline", "number", "fax", "reach", "contact", "llam", "marc",
    "marque", "tel\xc3\xa9", "env\xc3\xad", "appel", "compos", "joign", "num\xc3\xa9ro", "rufen",
    "ruf ", "w\xc3\xa4hl", "notruf", "nummer", "lig", "disque", "disc", "chame", "telefon", "simu",
    "chiam"};

/* A word that begins with one of the stems stands in the text. */
static bool
has_stem(struct str text, const char *const *stems, size_t count)
{
	for (size_t at = 0; at < text.len; at++) {
		if (at > 0 &&
		    (ascii_alnum(text.at[at - 1]) || (unsigned char)text.at[at - 1] >= 0x80))
			continue;
		for (size_t i = 0; i < count; i++)
			if (str_starts_fold(str_sub(text, at, text.len), str_of(stems[i])))
				return true;
	}
	return false;
}

/* The words just before, in the same sentence. */
static struct str
before_it(struct str text, size_t at)
{
	size_t from = at > CONTEXT ? at - CONTEXT : 0;
	struct str before = str_sub(text, from, at);

	for (size_t i = before.len; i > 1; i--)
		if ((before.at[i - 1] == ' ' &&
			(before.at[i - 2] == '.' || before.at[i - 2] == '?')) ||
		    before.at[i - 1] == '\n')
			return str_sub(before, i, before.len);
	return before;
}

static bool
is_called(struct str text, size_t start, size_t end)
{
	static const char *const after[] = {
	    "lifeline", "hotline", "helpline", "crisis", "emergency"};
	struct str behind = str_sub(text, end, end + 28);

	return has_stem(before_it(text, start), calling, sizeof(calling) / sizeof(*calling)) ||
	       has_stem(behind, after, sizeof(after) / sizeof(*after));
}

/* Numbers of three digits that are dialled, and codes that text messages go to. */
static bool
short_code(struct str digits, struct str before)
{
	static const char *const texting[] = {
	    "text", "txt", "sms", "env", "mensaje", "message", "mande"};
	static const char *const known[] = {"911", "988", "112", "999", "000", "111", "211", "311",
	    "511", "711", "811", "101", "119", "113", "114", "115", "116", "117", "118", "120",
	    "144", "190", "192", "193", "188", "024", "061", "016", "091", "017", "018", "065",
	    "080", "122", "123", "110", "102", "108", "1098", "1177", "3114", "3919", "119", "1522",
	    "105", "133"};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_equal(digits, str_of(known[i])))
			return true;
	if (digits.len >= 4 && digits.len <= 6)
		return has_stem(before, texting, sizeof(texting) / sizeof(*texting));
	if (digits.len == 2 && (digits.at[0] == '1' || digits.at[0] == '6')) {
		struct str last = str_trim(before); /* "appelez le 15" */

		return str_ends(last, S(" le")) || str_ends(last, S(" el")) ||
		       str_ends(last, S(" al"));
	}
	return false;
}

static bool
starts_well(struct str s, size_t at)
{
	static const char *const never[] = {
	    "isbn", "pmid", "doi", "issn", "no.", "fig", "page", "p."};
	struct str before;
	unsigned c;

	if (at == 0)
		return true;
	before = str_sub(s, at > 8 ? at - 8 : 0, at);
	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
		for (size_t j = 0; j < before.len; j++)
			if (str_starts_fold(str_sub(before, j, before.len), str_of(never[i])) &&
			    (j == 0 ? at <= 8 : !ascii_alpha(before.at[j - 1])))
				return false;
	c = utf8_before(s, &at);
	if (char_word(c) || c == '$' || c == 0x20ac || c == 0xa3 || c == '#' || c == '+' ||
	    c == '=' || c == '_' || c == '@')
		return false;
	if ((c == '.' || c == '-' || c == '/' || c == ',' || c == 0x2013) && at > 0)
		return !char_word(utf8_before(s, &at));
	return true;
}

/* --- the whole ----------------------------------------------------------------------------- */

static const char keypad[] = "22233344455566677778889999";

static bool
put_dial(struct str s, const struct run *run, size_t count, char dial[PHONE_DIAL_MOST])
{
	size_t len = 0;

	if (run->plus)
		dial[len++] = '+';
	for (size_t i = 0; i < count; i++)
		for (size_t at = run->groups[i].start; at < run->groups[i].end; at++) {
			char c = s.at[at];

			if (len + 1 >= PHONE_DIAL_MOST)
				return false;
			dial[len++] = ascii_upper(c) ? keypad[c - 'A'] : c;
		}
	dial[len] = '\0';
	return true;
}

/* How many groups from the start of the run are a number; 0: it is none. */
static size_t
number_at(struct str s, const struct run *run)
{
	static const unsigned char spelled[] = {1, 1, 1};
	size_t end = run->groups[0].end, count;
	bool called;

	if (run->plus) {
		for (count = run->count; count > 0; count--)
			if (!run->groups[count - 1].letters && total(run, count) <= 15 &&
			    ends_well(s, run, count - 1))
				break;
		return total(run, count) >= 8 ? count : 0;
	}
	if ((count = north_american(s, run)) > 0 && ends_well(s, run, count - 1))
		return count;
	if ((count = with_trunk_zero(s, run)) > 0 && ends_well(s, run, count - 1))
		return count;
	called = is_called(s, run->start, end);
	if (run->count >= 2 && run->groups[0].bracketed && size_of(run, 0) <= 4) {
		for (count = run->count; count > 1; count--)
			if (total(run, count) >= 8 && total(run, count) <= 12 &&
			    ends_well(s, run, count - 1))
				return count;
	}
	if ((count = bare_national(s, run, called)) > 0 && ends_well(s, run, count - 1))
		return count;
	if (sizes(run, 0, spelled, 3) && run->groups[0].after == '-' && ends_well(s, run, 2) &&
	    s.at[run->groups[0].start] == '9')
		return 3; /* 9-1-1 */
	if (called && !run->groups[0].bracketed && ends_well(s, run, 0) &&
	    short_code(str_sub(s, run->groups[0].start, end), before_it(s, run->start)))
		return 1;
	return 0;
}

bool
phone_find(struct str text, size_t from, struct str language, struct phone *phone)
{
	(void)language; /* the forms do not clash: one set of rules serves all */
	for (size_t at = from; at < text.len; at++) {
		char c = text.at[at];
		struct run run;
		size_t count;

		if (!ascii_digit(c) && c != '+' && c != '(')
			continue;
		if (c != '(' && !starts_well(text, at)) {
			at = ascii_digit(c) ? digits_end(text, at) - 1 : at;
			continue;
		}
		read_run(text, at, &run);
		count = run.count ? number_at(text, &run) : 0;
		if (count > 0 && put_dial(text, &run, count, phone->dial)) {
			const struct group *last = &run.groups[count - 1];

			phone->start = run.start;
			phone->end = last->end;
			return true;
		}
		if (ascii_digit(c))
			at = digits_end(text, at) - 1;
	}
	return false;
}

bool
phone_dial(struct str written, char dial[PHONE_DIAL_MOST])
{
	size_t len = 0, digits = 0;

	written = str_trim(written);
	if (str_starts_fold(written, S("tel:")) || str_starts_fold(written, S("sms:")))
		written = str_sub(written, 4, written.len);
	for (size_t i = 0; i < written.len; i++) {
		char c = written.at[i];

		if (ascii_digit(c) || ascii_upper(c)) {
			if (len + 1 >= PHONE_DIAL_MOST)
				return false;
			dial[len++] = ascii_upper(c) ? keypad[c - 'A'] : c;
			digits += ascii_digit(c);
		} else if (c == '+' && len == 0) {
			dial[len++] = '+';
		} else {
			size_t skip;

			if (c != '(' && c != ')' && c != '.' && c != '/' &&
			    !is_dash(written, i, &skip) && !is_blank(written, i, &skip))
				return false;
			if (c != '(' && c != ')' && c != '.' && c != '/')
				i += skip - 1;
		}
	}
	dial[len] = '\0';
	return digits >= 2 && len <= 16;
}
