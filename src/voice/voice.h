/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_VOICE_VOICE_H
#define LECTERN_VOICE_VOICE_H

#include "audio/pcm.h"
#include "voice/profile.h"
#include "voice/script.h"

/*
 * An engine that turns an utterance's spoken form into sound. Two of them: "espeak"
 * (voice/espeak.c, the only file with <espeak-ng/speak_lib.h>) and "clock" (voice/clock.c:
 * silence whose length is a fixed time for each character, so that books and phone lines
 * are the same bytes everywhere, for tests; no library).
 *
 * The same utterance gives the same samples whatever was said before it, in any process.
 */
struct voice {
	const char *name;
	unsigned rate; /* samples a second it gives */
	int (*say)(
	    struct voice *, struct str spoken, struct str language, struct pcm *, struct diag *);
	void (*close)(struct voice *);
};

/* NULL: said (no such engine, no voice for the language and how to get one). */
struct voice *voice_open(const char *engine, const struct profile *, struct diag *);
void voice_close(struct voice *); /* NULL is fine */

struct voice *voice_espeak(const struct profile *, struct diag *);
struct voice *voice_clock(const struct profile *, struct diag *);

/* When an utterance sounds, its pauses not included. */
struct cue {
	size_t start, end; /* samples from the beginning of the sound */
};

/* Appends silence, the utterance, silence. 0 or -1 (said). `cue` may be NULL. */
int voice_say(struct voice *, const struct utterance *, struct pcm *, struct cue *, struct diag *);

#endif
