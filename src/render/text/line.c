/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/text/line.h"

#include "base/utf8.h"

enum { DIRECTIONS_MOST = 32 };

static bool
symbol(unsigned c)
{
	return !char_word(c) && !char_space(c) && c != 0xfffd;
}

/* What opens and what closes a stretch of another direction: kept only when all are in pairs. */
static bool
opens(unsigned c)
{
	return (c >= 0x202a && c <= 0x202e && c != 0x202c) || (c >= 0x2066 && c <= 0x2068);
}

static bool
ends_direction(unsigned c)
{
	return c == 0x202c || c == 0x2069;
}

static bool
paired(struct str s)
{
	unsigned open[DIRECTIONS_MOST];
	size_t depth = 0;

	for (size_t at = 0; at < s.len;) {
		unsigned c = utf8_next(s, &at);

		if (opens(c)) {
			if (depth == DIRECTIONS_MOST)
				return false;
			open[depth++] = c >= 0x2066 ? 0x2069 : 0x202c;
		} else if (ends_direction(c) && (depth == 0 || open[--depth] != c)) {
			return false;
		}
	}
	return depth == 0;
}

/* The end of the run from `at` on of ASCII in which no character but a letter or digit stands
   twice: all of it stays. */
static size_t
calm_run(struct str s, size_t at)
{
	size_t end = utf8_ascii(s, at), i = at;

	while (
	    i + 1 < end && (s.at[i] != s.at[i + 1] || ascii_alpha(s.at[i]) || ascii_digit(s.at[i])))
		i++;
	return i + 1 >= end ? end : i;
}

void
line_calm(struct buf *out, struct str s)
{
	bool turned = str_find_byte(s, '\xe2', 0) == STR_NONE || paired(s);

	for (size_t at = 0; at < s.len;) {
		size_t calm = calm_run(s, at), next, run = 0, end;
		unsigned c, again;

		buf_put(out, str_sub(s, at, calm));
		if ((next = at = calm) == s.len)
			break;
		again = c = utf8_next(s, &next);

		for (end = at; end < s.len && again == c; run += again == c) {
			size_t here = end;

			again = utf8_next(s, &here);
			if (again == c)
				end = here;
		}
		if (!turned && (opens(c) || ends_direction(c)))
			; /* left out */
		else if (c == ' ' && run > 1)
			buf_byte(out, ' ');
		else if (run >= 3 && symbol(c))
			buf_char(out, c == '.' ? 0x2026 : c);
		else
			buf_put(out, str_sub(s, at, end));
		at = end;
	}
}

/* The last place to cut in the first `most` characters, the blank behind them included. */
size_t
line_cut(struct str s, size_t most, bool at_clauses)
{
	size_t at = 0, clause = 0, blank = 0;

	for (size_t count = 0; at < s.len && count <= most; count++) {
		size_t start = at;
		unsigned c = utf8_next(s, &at);

		if (count == most) {
			if (c != ' ' || at_clauses) {
				at = start;
				break;
			}
		}
		if (c == ' ')
			blank = at;
		if ((c == ',' || c == ';' || c == ':' || c == 0x2014 || c == ')') && at < s.len &&
		    s.at[at] == ' ')
			clause = at;
	}
	if (at == s.len)
		return s.len;
	if (at_clauses && clause > at / 2)
		return clause;
	return blank ? blank : at;
}

/* --- abbreviations ------------------------------------------------------------------------- */

static bool
stands_alone(struct str s, size_t start, size_t end)
{
	size_t before = start, after = end;
	unsigned left = start ? utf8_before(s, &before) : ' ';
	unsigned right = end < s.len ? utf8_next(s, &after) : ' ';

	return !char_word(left) && left != '-' && left != '/' && left != '.' && left != '@' &&
	       !char_word(right) && right != '-' && right != '/' && right != '@';
}

static bool
has_letter(struct str s)
{
	for (size_t at = 0; at < s.len;)
		if (char_letter(utf8_next(s, &at)))
			return true;
	return false;
}

/* The words as they stand within a sentence or at its beginning. Only the first word of
   "Opioid use disorder" can owe its capital to its place; those of a name are its own. */
static void
put_expansion(struct buf *out, struct str words, bool begins)
{
	size_t first = 0, at;
	unsigned c = words.len ? utf8_next(words, &first) : 0;
	bool name = false;

	for (at = first; at < words.len;)
		name = char_upper(utf8_next(words, &at)) || name;
	if (c)
		buf_char(out, begins ? char_to_upper(c) : name ? c : char_to_lower(c));
	buf_put(out, str_sub(words, first, words.len));
}

static void
expand(const struct expansion *expansion, bool *done, struct buf *line)
{
	struct str s = buf_str(line), abbreviation = expansion->abbreviation;
	struct buf folded = {0}, words = {0}, out = {0};
	size_t at = abbreviation.len ? str_find(s, abbreviation, 0) : STR_NONE;

	while (at != STR_NONE && !stands_alone(s, at, at + abbreviation.len))
		at = str_find(s, abbreviation, at + 1);
	if (at == STR_NONE)
		return;
	*done = true;
	utf8_fold(s, &folded);
	utf8_fold(expansion->words, &words);
	if (str_find(buf_str(&folded), buf_str(&words), 0) == STR_NONE) {
		buf_put(&out, str_sub(s, 0, at));
		put_expansion(&out, expansion->words, !has_letter(str_sub(s, 0, at)));
		buf_print(&out, " (%.*s)", STR_ARG(abbreviation));
		buf_put(&out, str_sub(s, at + abbreviation.len, s.len));
		buf_clear(line);
		buf_put(line, buf_str(&out));
	}
	buf_free(&folded);
	buf_free(&words);
	buf_free(&out);
}

void
line_expand(const struct document *doc, bool *done, struct buf *line)
{
	for (size_t i = 0; i < doc->expansion_count; i++)
		if (!done[i])
			expand(&doc->expansions[i], &done[i], line);
}
