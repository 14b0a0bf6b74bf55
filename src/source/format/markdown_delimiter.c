/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/markdown_delimiter.h"

#include "base/buf.h"

enum { DASHES = 3 };

/* Block quotes and list items may stand in front of a row or a fence. */
static struct str
without_containers(struct str line)
{
	size_t at = 0;

	while (at < line.len && (line.at[at] == ' ' || line.at[at] == '\t' || line.at[at] == '>'))
		at++;
	return str_sub(line, at, line.len);
}

static bool
is_fence(struct str line)
{
	return str_starts(line, S("```")) || str_starts(line, S("~~~"));
}

/* A row of nothing but bars, dashes, colons and blanks, with a cell that is too short. */
static bool
is_short_row(struct str row)
{
	bool bar = false, narrow = false;
	size_t dashes = 0;

	if (row.len < 2 || (row.at[0] != '|' && row.at[0] != '-' && row.at[0] != ':'))
		return false;
	for (size_t i = 0; i < row.len; i++) {
		char c = row.at[i];

		if (c != '|' && c != '-' && c != ':' && c != ' ' && c != '\t' && c != '\r')
			return false;
		bar = bar || c == '|';
		narrow = narrow || (c != '-' && dashes > 0 && dashes < DASHES);
		dashes = c == '-' ? dashes + 1 : 0;
	}
	return bar && (narrow || (dashes > 0 && dashes < DASHES));
}

static void
put_row(struct str row, struct buf *out)
{
	size_t dashes = 0;

	for (size_t i = 0; i <= row.len; i++) {
		if (i < row.len && row.at[i] == '-') {
			dashes++;
			continue;
		}
		for (size_t n = dashes; n > 0 && n < DASHES; n++)
			buf_byte(out, '-');
		for (; dashes > 0; dashes--)
			buf_byte(out, '-');
		if (i < row.len)
			buf_byte(out, row.at[i]);
	}
}

struct str
delimiters_widen(struct str text, struct arena *arena)
{
	struct str rest = text, line, before = {"", 0};
	struct buf out = {0};
	size_t copied = 0;
	bool code = false;

	while (str_line(&rest, &line)) {
		struct str row = without_containers(line);

		code ^= is_fence(row);
		if (!code && is_short_row(row) && str_find_byte(before, '|', 0) != STR_NONE) {
			size_t at = (size_t)(row.at - text.at);

			buf_put(&out, str_sub(text, copied, at));
			put_row(row, &out);
			copied = at + row.len;
		}
		before = line;
	}
	if (copied > 0) {
		buf_put(&out, str_sub(text, copied, text.len));
		text = arena_str(arena, buf_str(&out));
	}
	buf_free(&out);
	return text;
}
