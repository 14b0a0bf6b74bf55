/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/utterances.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

/* Where to cut words that are too long for one prompt: behind the last comma or semicolon,
   else the last blank, else between characters. */
static size_t
cut_words(struct str spoken, size_t most)
{
	size_t blank = 0, comma = 0, at = 0;

	while (at < spoken.len && at < most) {
		if (spoken.at[at] == ' ') {
			blank = at + 1;
			if (at > 0 && (spoken.at[at - 1] == ',' || spoken.at[at - 1] == ';'))
				comma = at + 1;
		}
		utf8_next(spoken, &at);
	}
	return comma > most / 2 ? comma : blank ? blank : at;
}

void
utterances_add(struct utterances *list, const struct utterance *u, size_t most)
{
	struct utterance part = *u;
	struct str left = u->spoken;

	while (left.len > 0) {
		size_t end = left.len > most ? cut_words(left, most) : left.len;
		bool whole = end == u->spoken.len;

		part.spoken = str_sub(left, 0, end);
		part.written = whole ? u->written : part.spoken;
		part.after = end == left.len ? u->after : 0;
		list->at = mem_grow(list->at, list->count, &list->room, sizeof(*list->at));
		list->at[list->count++] = part;
		part.before = 0;
		left = str_sub(left, end, left.len);
	}
}

/* Headings and items often have no mark at their end: joined words need one. */
static void
add_words(struct buf *joined, struct str words)
{
	if (joined->len > 0 && !strchr(".:;,!?", joined->at[joined->len - 1]))
		buf_byte(joined, '.');
	if (joined->len > 0)
		buf_byte(joined, ' ');
	buf_put(joined, words);
}

struct utterance
utterances_join(const struct utterance *u, size_t count, struct arena *arena)
{
	struct utterance joined = u[0];
	struct buf written = {0}, spoken = {0};

	for (size_t i = 0; i < count; i++) {
		add_words(&written, u[i].written);
		add_words(&spoken, u[i].spoken);
	}
	joined.written = arena_str(arena, buf_str(&written));
	joined.spoken = arena_str(arena, buf_str(&spoken));
	buf_free(&written);
	buf_free(&spoken);
	return joined;
}
