/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/link.h"

#include "base/buf.h"

/* So much of a number's end is enough to know it again: the words may leave out the country
   and area codes. */
enum { NUMBER_TAIL = 7 };

static const struct str number_schemes[] = {
    STR("tel:"), STR("sms:"), STR("callto:"), STR("smsto:"), STR("wtai://wp/mc;")};
static const struct str dropped_schemes[] = {STR("#"), STR("javascript:"), STR("vbscript:"),
    STR("data:"), STR("about:"), STR("blob:"), STR("file:")};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Without parameters: "tel:+1-800-662-4357;ext=2", "sms:741741?body=HOME". */
static struct str
before_parameters(struct str s)
{
	size_t end = 0;

	while (end < s.len && s.at[end] != ';' && s.at[end] != '?' && s.at[end] != '&')
		end++;
	return str_trim(str_sub(s, 0, end));
}

enum link_kind
link_kind(struct str href, struct str *number)
{
	href = str_trim(href);
	for (size_t i = 0; i < COUNT(number_schemes); i++)
		if (str_starts_fold(href, number_schemes[i])) {
			href = str_sub(href, number_schemes[i].len, href.len);
			*number = before_parameters(href);
			return number->len > 0 ? LINK_PHONE : LINK_DROPPED;
		}
	for (size_t i = 0; i < COUNT(dropped_schemes); i++)
		if (href.len == 0 || str_starts_fold(href, dropped_schemes[i]))
			return LINK_DROPPED;
	return LINK_ADDRESS;
}

static void
put_digits(struct str s, bool letters, struct buf *out)
{
	static const char keys[] = "22233344455566677778889999";

	for (size_t i = 0; i < s.len; i++) {
		if (ascii_digit(s.at[i]))
			buf_byte(out, s.at[i]);
		else if (letters && ascii_upper(s.at[i]))
			buf_byte(out, keys[s.at[i] - 'A']);
	}
}

static bool
shows(struct str words, struct str number, bool letters)
{
	struct buf shown = {0}, wanted = {0};
	struct str tail;
	bool found;

	put_digits(words, letters, &shown);
	put_digits(number, letters, &wanted);
	tail = buf_str(&wanted);
	if (tail.len > NUMBER_TAIL)
		tail = str_sub(tail, tail.len - NUMBER_TAIL, tail.len);
	found = tail.len == 0 || str_find(buf_str(&shown), tail, 0) != STR_NONE;
	buf_free(&shown);
	buf_free(&wanted);
	return found;
}

bool
link_shows_number(struct str words, struct str number)
{
	return shows(words, number, false) || shows(words, number, true);
}
