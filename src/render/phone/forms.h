/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_FORMS_H
#define LECTERN_RENDER_PHONE_FORMS_H

#include "audio/codec.h"
#include "render/phone/prompts.h"

/*
 * What a prompt's sound is written as: as telephones carry it and, if a form needs it, in a wider
 * band, at the level that was asked for, in whole frames, a file for each form.
 */
enum { FORMS_MOST = PROMPT_FORMATS_MOST + 3 };

struct form {
	const struct codec *codec;
	const char *folder; /* "", or of its rate with a slash */
	bool wide;
	bool apart; /* not among the sounds, but in review/ */
};

struct forms {
	struct form at[FORMS_MOST];
	size_t count;
	bool wide; /* one of them is */
	double level;
};

void forms_add(struct forms *, const struct codec *, const char *folder, bool wide);
/* Both from a sound as it was said; the wide one only where it is needed. */
void forms_bands(
    const struct forms *, const struct pcm *said, struct pcm *narrow, struct pcm *wide);
/* To the level, filled up with silence to whole frames: two of 20 ms, which WAV of GSM puts into
   a block. */
enum { FORMS_FRAME = 40 }; /* milliseconds */
void forms_level(const struct forms *, struct pcm *);
/* For browsers: mu-law in WAV, which takes no coder. */
void forms_add_review(struct forms *);
/* "sounds/en/lectern/8000/p1a2b3c4d.wav" or "review/en/p1a2b3c4d.wav", with a NUL behind it. */
struct str form_name(const struct form *, struct str folder, const char *id, struct buf *);
int form_encode(const struct form *, const struct pcm *, struct buf *, struct diag *);

#endif
