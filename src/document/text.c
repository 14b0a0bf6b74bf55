/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/text.h"

#include <string.h>

#include "base/utf8.h"

enum { DOT = 2 /* bytes of a raised one */ };

/* What a character becomes in a document's text: itself, a blank, a line end, or nothing. */
enum { NOTHING = 0, BLANK = ' ', LINE = '\n' };

static unsigned
clean_char(unsigned c)
{
	switch (c) {
	case '\t':
	case '\n':
	case '\r':
	case '\f':
	case '\v':
	case 0x85:
	case 0x2028:
	case 0x2029:
		return BLANK;
	case 0x00ad: /* soft hyphen */
	case 0x200b: /* zero-width space */
	case 0x2060: /* word joiner */
	case 0xfeff: /* byte order mark */
		return NOTHING;
	case 0x00a0: /* no-break spaces bind numbers and marks: kept */
	case 0x202f:
	case UTF8_BAD:
		return c;
	default:
		if (char_control(c))
			return c < 0xa0 ? NOTHING : UTF8_BAD;
		return char_space(c) ? BLANK : c;
	}
}

bool
text_ends_white(const struct buf *out)
{
	size_t n = out->len;

	return n == 0 || out->at[n - 1] == ' ' || out->at[n - 1] == '\n';
}

/* A run of white space is one blank; a line break swallows the blanks round it; a no-break
   space gives way to a blank beside it. */
static void
put_blank(struct buf *out)
{
	if (text_ends_white(out))
		return;
	if (out->len >= 2 && memcmp(out->at + out->len - 2, "\xc2\xa0", 2) == 0)
		out->len -= 2;
	if (!text_ends_white(out))
		buf_byte(out, ' ');
}

/* The end of the run from `at` on that stays as it is: printable ASCII, words a blank apart. */
static size_t
plain_run(struct str s, size_t at)
{
	while (at < s.len && s.at[at] >= ' ' && s.at[at] < 0x7f &&
	       (s.at[at] != ' ' || (at + 1 < s.len && s.at[at + 1] > ' ' && s.at[at + 1] < 0x7f)))
		at++;
	return at;
}

bool
text_put(struct buf *out, struct str s, bool as_it_stands)
{
	struct buf scratch = {0};
	bool clean = true;
	struct str composed;

	if (utf8_valid(s)) {
		utf8_nfc(s, &scratch);
		composed = buf_str(&scratch);
	} else {
		composed = s;
	}
	for (size_t at = 0; at < composed.len;) {
		size_t run = composed.at[at] == ' ' ? at : plain_run(composed, at);
		unsigned raw, c;

		buf_put(out, str_sub(composed, at, run));
		if ((at = run) == composed.len)
			break;
		raw = utf8_next(composed, &at);
		c = clean_char(raw);
		if (as_it_stands && (raw == '\n' || raw == '\t'))
			buf_put(out, raw == '\n' ? S("\n") : S("    "));
		else if (c == UTF8_BAD) {
			clean = false;
			buf_char(out, 0xfffd);
		} else if (c == BLANK && !as_it_stands)
			put_blank(out);
		else if ((c == 0xa0 || c == 0x202f) && text_ends_white(out))
			;
		else if (c != NOTHING)
			buf_char(out, c);
	}
	buf_free(&scratch);
	return clean;
}

struct str
text_value(struct arena *arena, struct str s)
{
	struct buf out = {0}, composed = {0};
	struct str value;

	text_put(&out, s, false);
	value = text_trim_end(buf_str(&out)); /* blanks at the start were never put */
	if (!utf8_valid(s)) {                 /* bad bytes were replaced: compose what is left */
		utf8_nfc(value, &composed);
		value = buf_str(&composed);
	}
	value = arena_str(arena, value);
	buf_free(&out);
	buf_free(&composed);
	return value;
}

struct str
text_trim_end(struct str s)
{
	while (s.len > 0) {
		size_t at = s.len;

		if (!char_space(utf8_before(s, &at)))
			break;
		s.len = at;
	}
	return s;
}

static bool
is_raised_dot(struct str s, size_t at)
{
	return at < s.len && str_starts(str_sub(s, at, s.len), S("\u00b7"));
}

/* Ten to a power. */
static bool
is_power(struct str s, size_t at)
{
	static const struct str raised[] = {STR("^"), STR("\u207b"), STR("\u2070"), STR("\u00b9"),
	    STR("\u00b2"), STR("\u00b3"), STR("\u2074"), STR("\u2075"), STR("\u2076"),
	    STR("\u2077"), STR("\u2078"), STR("\u2079")};

	if (!str_starts(str_sub(s, at, s.len), S("10")))
		return false;
	for (size_t i = 0; i < sizeof(raised) / sizeof(*raised); i++)
		if (str_starts(str_sub(s, at + 2, s.len), raised[i]))
			return true;
	return false;
}

enum text_dot
text_raised_dot(struct str s, size_t dot)
{
	size_t start = dot, end = dot + DOT, first = end;

	if (!is_raised_dot(s, dot))
		return TEXT_DOT_OTHER;
	while (start && ascii_digit(s.at[start - 1]))
		start--;
	while (end < s.len && ascii_digit(s.at[end]))
		end++;
	if (start == dot || end == first || is_raised_dot(s, end) ||
	    (start >= DOT && is_raised_dot(s, start - DOT)))
		return TEXT_DOT_OTHER;
	return is_power(s, first) ? TEXT_DOT_TIMES : TEXT_DOT_POINT;
}
