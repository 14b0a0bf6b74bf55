/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/speech/track.h"

#include <stdio.h>

#include "base/utf8.h"

static struct str
section_title(const struct document *doc, const struct profile *profile, size_t section)
{
	struct section s;
	bool more = document_section(doc, NULL, &s);

	for (; more && section > 0; section--)
		more = document_section(doc, &s, &s);
	return more && s.heading ? s.heading->text : profile_phrase(profile, "introduction");
}

static bool
starts_track(const struct script *script, size_t i, enum track_per per)
{
	switch (per) {
	case TRACK_ARTICLE:
		return i == 0;
	case TRACK_SECTION:
		return i == 0 || script->at[i].section != script->at[i - 1].section;
	case TRACK_SENTENCE:
		return true;
	}
	return true;
}

static struct str
title_of(const struct document *doc, const struct profile *profile, const struct utterance *u,
    enum track_per per)
{
	switch (per) {
	case TRACK_ARTICLE:
		return doc->title;
	case TRACK_SECTION:
		return section_title(doc, profile, u->section);
	case TRACK_SENTENCE:
		break;
	}
	return u->written;
}

struct track *
track_cut(const struct document *doc, const struct script *script, const struct profile *profile,
    enum track_per per, struct arena *arena, size_t *count)
{
	struct track *tracks = arena_array(arena, script->count, sizeof(*tracks));

	*count = 0;
	for (size_t i = 0; i < script->count; i++) {
		if (starts_track(script, i, per))
			tracks[(*count)++] =
			    (struct track){i, 0, title_of(doc, profile, &script->at[i], per)};
		tracks[*count - 1].count++;
	}
	return tracks;
}

static int
digits(size_t of)
{
	int count = 2;

	for (size_t most = 99; of > most; most = most * 10 + 9)
		count++;
	return count;
}

void
track_name(size_t n, size_t of, struct str title, struct buf *name)
{
	struct buf folded = {0};
	size_t end = name->len + TRACK_NAME_MOST;

	buf_print(name, "%0*zu", digits(of), n + 1);
	utf8_fold(title, &folded);
	for (size_t i = 0; i < folded.len && name->len < end; i++) {
		char c = folded.at[i];

		if (ascii_alnum(c)) {
			/* a dash where other characters were, and between the number and the words
			 */
			if (i == 0 || !ascii_alnum(folded.at[i - 1])) {
				if (name->len + 1 == end)
					break;
				buf_byte(name, '-');
			}
			buf_byte(name, c);
		}
	}
	buf_free(&folded);
}
