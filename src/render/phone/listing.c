/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/listing.h"

/* A comma-separated field after RFC 4180. */
static void
put_field(struct output *csv, struct str field, char end)
{
	output_byte(csv, '"');
	for (size_t i = 0; i < field.len; i++) {
		if (field.at[i] == '"')
			output_byte(csv, '"');
		output_byte(csv, field.at[i]);
	}
	output_byte(csv, '"');
	if (end == '\n')
		output_byte(csv, '\r');
	output_byte(csv, end);
}

struct listing
listing_begin(struct output *tree, const char *extension)
{
	struct listing l = {
	    output_member(tree, "prompts.csv"), output_member(tree, "prompts.txt"), extension};

	output_put(l.csv, S("id,file,text,spoken,language,voice,seconds,level,sha256\r\n"));
	return l;
}

void
listing_put(
    struct listing *l, struct str language, const struct utterance *joined, const struct written *w)
{
	const char *extension = l->extension;
	struct buf name = {0}, figures = {0};

	buf_print(&name, "sounds/%.*s/lectern/%s.%s", STR_ARG(w->folder), w->entry->id, extension);
	buf_print(
	    &figures, "%u.%03u,%.1f,", w->milliseconds / 1000, w->milliseconds % 1000, w->level);
	put_field(l->csv, str_of(w->entry->id), ',');
	put_field(l->csv, buf_str(&name), ',');
	put_field(l->csv, joined->written, ',');
	put_field(l->csv, joined->spoken, ',');
	put_field(l->csv, language, ',');
	put_field(l->csv, w->voice, ',');
	output_put(l->csv, buf_str(&figures));
	put_field(l->csv, str_of(w->sha256), '\n');
	output_print(l->list, "%.*s/lectern/%s: ", STR_ARG(w->folder), w->entry->id);
	for (size_t i = 0; i < joined->written.len; i++)
		output_byte(l->list, joined->written.at[i] == '\n' ? ' ' : joined->written.at[i]);
	output_byte(l->list, '\n');
	buf_free(&name);
	buf_free(&figures);
}

void
listing_end(struct listing *l)
{
	output_close(l->csv);
	output_close(l->list);
}
