/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/mem.h"
#include "cli/cli.h"

/* One line an article, fields parted by tabs; document text holds neither. */

static void
put_field(struct buf *out, struct str field, char end)
{
	for (size_t i = 0; i < field.len; i++)
		buf_byte(out, field.at[i] == '\t' || field.at[i] == '\n' ? ' ' : field.at[i]);
	buf_byte(out, end);
}

void
catalogue_put(struct buf *out, const struct catalogue_entry *entry)
{
	put_field(out, entry->about.id, '\t');
	put_field(out, entry->about.language, '\t');
	put_field(out, entry->about.topic, '\t');
	put_field(out, entry->about.title, '\t');
	put_field(out, entry->about.summary, '\t');
	put_field(out, entry->helpline.label, '\t');
	put_field(out, entry->helpline.number, '\n');
}

void
catalogue_put_document(struct buf *out, const struct document *doc)
{
	struct catalogue_entry entry = {
	    {doc->id, doc->title, doc->language, doc->topic, doc->summary}, {{"", 0}, {"", 0}}};

	if (doc->helpline_count)
		entry.helpline = doc->helplines[0];
	catalogue_put(out, &entry);
}

static int
by_bytes(const void *left, const void *right)
{
	const struct str *a = left, *b = right;

	return str_compare(*a, *b);
}

static size_t
sorted_lines(struct str text, struct str **lines)
{
	size_t count = 0, room = 0;
	struct str line;

	for (*lines = NULL; text.at && str_line(&text, &line);) {
		*lines = mem_grow(*lines, count, &room, sizeof(**lines));
		(*lines)[count++] = line;
	}
	if (count)
		qsort(*lines, count, sizeof(**lines), by_bytes);
	return count;
}

bool
catalogue_same(struct str one, struct str other)
{
	struct str *left, *right;
	size_t count = sorted_lines(one, &left);
	bool same = sorted_lines(other, &right) == count;

	for (size_t i = 0; same && i < count; i++)
		same = str_equal(left[i], right[i]);
	mem_free(left);
	mem_free(right);
	return same;
}

bool
catalogue_next(struct str *text, struct catalogue_entry *entry)
{
	struct str line, *fields[] = {&entry->about.id, &entry->about.language, &entry->about.topic,
			     &entry->about.title, &entry->about.summary, &entry->helpline.label,
			     &entry->helpline.number};

	if (!str_line(text, &line))
		return false;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		*fields[i] = (struct str){"", 0};
		if (line.at)
			str_cut(&line, '\t', fields[i]);
	}
	return entry->about.id.len > 0;
}
