/* SPDX-License-Identifier: GPL-3.0-or-later */
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
