/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

#include <string.h>

struct str
str_of(const char *text)
{
	return (struct str){text, text ? strlen(text) : 0};
}

struct str
str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return (struct str){s.at ? s.at + from : NULL, to - from};
}

bool
str_equal(struct str a, struct str b)
{
	/* most differ in the first byte, and then no call is needed */
	return a.len == b.len && (a.len == 0 || (*a.at == *b.at && memcmp(a.at, b.at, a.len) == 0));
}

bool
str_equal_fold(struct str a, struct str b)
{
	return a.len == b.len && str_starts_fold(a, b);
}

int
str_compare(struct str a, struct str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.at, b.at, common) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_equal((struct str){s.at, prefix.len}, prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len && str_equal(str_sub(s, s.len - suffix.len, s.len), suffix);
}

bool
str_starts_fold(struct str s, struct str prefix)
{
	if (s.len < prefix.len)
		return false;
	for (size_t i = 0; i < prefix.len; i++)
		if (ascii_fold(s.at[i]) != ascii_fold(prefix.at[i]))
			return false;
	return true;
}

size_t
str_find(struct str s, struct str needle, size_t from)
{
	const char *hit;

	if (needle.len == 0)
		return from <= s.len ? from : STR_NONE;
	if (from >= s.len)
		return STR_NONE;
	hit = memmem(s.at + from, s.len - from, needle.at, needle.len);
	return hit ? (size_t)(hit - s.at) : STR_NONE;
}

size_t
str_find_byte(struct str s, char byte, size_t from)
{
	const char *hit;

	if (from >= s.len)
		return STR_NONE;
	hit = memchr(s.at + from, byte, s.len - from);
	return hit ? (size_t)(hit - s.at) : STR_NONE;
}

struct str
str_trim_end(struct str s)
{
	while (s.len > 0 && ascii_space(s.at[s.len - 1]))
		s.len--;
	return s;
}

struct str
str_trim(struct str s)
{
	while (s.len > 0 && ascii_space(s.at[0])) {
		s.at++;
		s.len--;
	}
	return str_trim_end(s);
}

struct str
str_primary(struct str tag)
{
	size_t end = 0;

	while (end < tag.len && ascii_alpha(tag.at[end]))
		end++;
	return str_sub(tag, 0, end);
}

bool
str_cut(struct str *rest, char separator, struct str *part)
{
	size_t end;

	if (rest->at == NULL)
		return false;
	end = str_find_byte(*rest, separator, 0);
	if (end == STR_NONE) {
		*part = *rest;
		*rest = (struct str){NULL, 0};
		return part->len > 0;
	}
	*part = str_sub(*rest, 0, end);
	*rest = str_sub(*rest, end + 1, rest->len);
	return true;
}

bool
str_line(struct str *rest, struct str *line)
{
	size_t end, next;

	if (rest->len == 0)
		return false;
	end = str_find_byte(*rest, '\n', 0);
	end = end == STR_NONE ? rest->len : end;
	next = str_find_byte(str_sub(*rest, 0, end), '\r', 0);
	next = end = next == STR_NONE ? end : next;
	if (next < rest->len && rest->at[next++] == '\r' && next < rest->len &&
	    rest->at[next] == '\n')
		next++;
	*line = str_sub(*rest, 0, end);
	*rest = str_sub(*rest, next, rest->len);
	return true;
}

bool
str_number(struct str s, unsigned long most, unsigned long *number)
{
	unsigned long value = 0;

	if (s.len == 0)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned digit = (unsigned)(s.at[i] - '0');

		if (!ascii_digit(s.at[i]) || digit > most || value > (most - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*number = value;
	return true;
}
