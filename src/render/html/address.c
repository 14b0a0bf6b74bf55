/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/html/address.h"

#include <string.h>

/* "host" or "host:80" at `from`. Names and passwords in front of a host are for deceivers. */
static bool
host_good(struct str address, size_t from)
{
	size_t end = from, port;
	struct str host;
	unsigned long number;

	while (end < address.len && !strchr("/?#", address.at[end]))
		end++;
	host = str_sub(address, from, end);
	port = str_find_byte(host, ':', 0);
	if (port != STR_NONE) {
		struct str digits = str_sub(host, port + 1, host.len);

		if (digits.len > 0 && !str_number(digits, 65535, &number))
			return false;
		host = str_sub(host, 0, port);
	}
	for (size_t i = 0; i < host.len; i++)
		if (!ascii_alnum(host.at[i]) && !strchr("-._", host.at[i]) &&
		    (unsigned char)host.at[i] < 0x80)
			return false;
	return host.len > 0 && host.at[0] != '.' && str_find(host, S(".."), 0) == STR_NONE;
}

bool
address_good(struct str address)
{
	static const struct str web[] = {STR("http:"), STR("https:")};
	static const struct str other[] = {STR("mailto:"), STR("tel:"), STR("sms:")};
	size_t colon = str_find_byte(address, ':', 0), slash = str_find_byte(address, '/', 0);

	for (size_t i = 0; i < sizeof(web) / sizeof(*web); i++)
		if (str_starts_fold(address, web[i]))
			return str_starts(str_sub(address, web[i].len, address.len), S("//")) &&
			       host_good(address, web[i].len + 2);
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
		if (str_starts_fold(address, other[i]))
			return address.len > other[i].len;
	if (str_starts(address, S("//")))
		return host_good(address, 2);
	return colon == STR_NONE || (slash != STR_NONE && slash < colon);
}

static bool
hexadecimal(char c)
{
	return ascii_digit(c) || (ascii_fold(c) >= 'a' && ascii_fold(c) <= 'f');
}

void
address_escape(struct str address, struct buf *to)
{
	bool mark = false; /* a second '#' belongs to the first one's words */

	for (size_t i = 0; i < address.len; i++) {
		char c = address.at[i];
		bool bad = (unsigned char)c <= ' ' || c == 0x7f || strchr("\"<>\\^`{|}[]", c);

		if (c == '#') {
			bad = mark;
			mark = true;
		} else if (c == '%') {
			bad = i + 2 >= address.len || !hexadecimal(address.at[i + 1]) ||
			      !hexadecimal(address.at[i + 2]);
		}
		if (bad)
			buf_print(to, "%%%02X", (unsigned char)c);
		else
			buf_byte(to, c);
	}
}
