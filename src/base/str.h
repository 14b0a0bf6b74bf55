/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_STR_H
#define LECTERN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A view of bytes somebody else owns. Never NUL-terminated by promise; `at` may
 * be NULL only when `len` is 0. All positions and lengths are bytes.
 */
struct str {
	const char *at;
	size_t len;
};

/* A string literal as a view, usable in static tables. */
#define STR(literal)                                                                               \
	{                                                                                          \
		(literal), sizeof(literal) - 1                                                     \
	}
/* The same as an expression. */
#define S(literal) ((struct str)STR(literal))
/* For printf-like calls: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).len, (s).at ? (s).at : ""

#define STR_NONE ((size_t)-1)

struct str str_of(const char *text); /* NULL gives the empty view */
struct str str_sub(struct str, size_t from, size_t to);

bool str_equal(struct str, struct str);
bool str_equal_fold(struct str, struct str); /* ASCII case folded */
int str_compare(struct str, struct str);     /* byte order: <0, 0, >0 */
bool str_starts(struct str, struct str prefix);
bool str_ends(struct str, struct str suffix);
bool str_starts_fold(struct str, struct str prefix);

/* Offset of the first needle at or after `from`, or STR_NONE. */
size_t str_find(struct str, struct str needle, size_t from);
size_t str_find_byte(struct str, char byte, size_t from);

/* Without ASCII white space at both ends, or at the end only. */
struct str str_trim(struct str);
struct str str_primary(struct str tag); /* "en" of the language tag "en-GB" */
struct str str_trim_end(struct str);

/*
 * Takes the part of *rest before `separator` and moves *rest behind it; false
 * when *rest was used up. "a,b" gives "a", "b"; "" gives nothing; "a," gives
 * "a" and then "".  Start with rest->at not NULL.
 */
bool str_cut(struct str *rest, char separator, struct str *part);

/* Like str_cut at line ends (LF, CR LF, lone CR), without them. */
bool str_line(struct str *rest, struct str *line);

/* A whole decimal number with nothing else, at most `most`; false otherwise. */
bool str_number(struct str, unsigned long most, unsigned long *number);

/* ASCII character classes that no locale changes. */
static inline bool
ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
ascii_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
ascii_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool
ascii_alpha(char c)
{
	return ascii_upper(c) || ascii_lower(c);
}

static inline bool
ascii_alnum(char c)
{
	return ascii_alpha(c) || ascii_digit(c);
}

static inline bool
ascii_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
ascii_punct(char c)
{
	return c > ' ' && c < 0x7f && !ascii_alnum(c);
}

static inline char /* to lower case */
ascii_fold(char c)
{
	return ascii_upper(c) ? (char)(c - 'A' + 'a') : c;
}

#endif
