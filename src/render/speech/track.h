/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_SPEECH_TRACK_H
#define LECTERN_RENDER_SPEECH_TRACK_H

#include "document/document.h"
#include "voice/script.h"

/*
 * How an article's script is cut into sound files: one for the article, one a section, or one
 * an utterance. Every utterance is in exactly one track, in order.
 */
enum track_per { TRACK_ARTICLE, TRACK_SECTION, TRACK_SENTENCE };

struct track {
	size_t first, count; /* of the script's utterances */
	struct str title;    /* what is said in it */
};

/* In the arena; `count` gets how many. None for an empty script. */
struct track *track_cut(const struct document *, const struct script *, const struct profile *,
    enum track_per, struct arena *, size_t *count);

/*
 * A file name without its extension that sorts in playing order among `of` names, for players
 * and file systems of any kind: "07-what-is-heroin", of [a-z0-9-], at most TRACK_NAME_MOST
 * bytes, so that with an extension it stays within 64.
 */
enum { TRACK_NAME_MOST = 58 };
void track_name(size_t n, size_t of, struct str title, struct buf *);

#endif
