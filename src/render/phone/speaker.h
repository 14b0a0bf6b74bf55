/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_SPEAKER_H
#define LECTERN_RENDER_PHONE_SPEAKER_H

#include "base/hash.h"
#include "voice/voice.h"

/*
 * One language of a phone line: its profile, pronunciations and voice.
 */
struct speaker {
	struct str language; /* "en": the name of a sounds folder, letters and digits */
	struct profile *profile;
	struct lexicon *lexicon;
	unsigned char words[HASH_SIZE]; /* a digest of all that the lexicon says */
	struct voice *voice;
};

/* Takes the pronunciations, and frees them in any case. NULL: said. */
struct speaker *speaker_open(
    const char *engine, struct lexicon *, struct str language, struct diag *);
/* Takes other pronunciations, and frees those it had. */
void speaker_learn(struct speaker *, struct lexicon *);
void speaker_close(struct speaker *); /* NULL is fine */

/* The name of a language's sounds folder: its primary subtag in lower case; "en" when it has
   none that is one. */
struct str speaker_folder(struct str language, struct arena *);

/* A phrase of the profile with the named places filled in; a place is "{title}". Pairs of
   name and text end with NULL. In the arena. */
struct filling {
	const char *place;
	struct str text;
};
struct str speaker_phrase(
    const struct speaker *, const char *name, const struct filling *, struct arena *);

/* A text as an utterance: phone numbers, figures and abbreviations as they are said. `number`
   is known to be a phone number wherever it stands in the text; empty: none is. */
struct utterance speaker_utterance(
    const struct speaker *, struct str text, struct str number, struct arena *, struct diag *);

/* Who it is and the number, twice; the label alone where there is no number. */
struct utterance speaker_helpline(
    const struct speaker *, struct helpline, struct arena *, struct diag *);

#endif
