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
 * The same utterance gives the same samples whatever was said before it, in any process, for
 * any number of workers: each one is said in a process of its own, forked from one in which
 * the engine is ready and has never spoken.
 */
struct voice {
	const char *name;
	unsigned rate;                 /* samples a second it gives */
	const struct profile *profile; /* outlives the voice */
	/* How words are pronounced, for utterances in the profile's language; NULL: the engine's
	   own way. The caller's to set and to free after the voice. */
	const struct lexicon *lexicon;
	/* Whether what was said before changes the sound, so that each utterance needs a process
	   of its own. */
	bool forks;
	/* Makes the engine ready for this voice in all the processes that are forked later. NULL:
	   it always is. */
	void (*ready)(struct voice *);
	/* Appends the sound of the words, without silence round them, as the first words of this
	   process if it `forks`: call voice_read or voice_say, which see to that. 0 or -1 (said).
	 */
	int (*speak)(
	    struct voice *, struct str spoken, struct str language, struct pcm *, struct diag *);
	void (*close)(struct voice *);
};

/*
 * Who speaks is named by an engine ("espeak", "clock"; NULL is the first), or by a voice of
 * espeak's: "en-gb", "en-us+f3". A voice is for its own language: words in others are read as
 * if none were named.
 */
#define VOICE_ENGINES "espeak|clock"
bool voice_known(const char *name, struct diag *); /* false: said, with how to get it */
/* Starts the engine of who is named for all the processes that are forked later; what fails is
   said when a voice is opened. */
void voice_start(const char *name);
/* How a language is spoken by who is named; as profile_read. */
struct profile *voice_profile(struct str language, const char *name, struct diag *);
/* NULL: said (no such engine, no voice for the language and how to get one). */
struct voice *voice_open(const char *name, const struct profile *, struct diag *);
void voice_close(struct voice *); /* NULL is fine */

/* Whether a language can be spoken; the name of the voice is appended, unless it is NULL. */
bool voice_serves(struct str language, struct buf *name);

/* The voices that are installed, by language, in the arena. */
struct voice_about {
	struct str language, name; /* "en-gb", "English (Great Britain)" */
};
size_t voice_list(struct voice_about **, struct arena *, struct diag *);

/* Whether the engine can say what the entry says, to its last sound. It speaks to find out. */
bool voice_pronounces(struct voice *, const struct lexicon_entry *);

struct voice *voice_espeak(const struct profile *, struct diag *);
void voice_espeak_start(void);
/* Whether there is a voice for it, be it that of the language in another country. */
bool voice_espeak_has(const char *name, struct diag *);
/* Whether a voice has that very name, but for a variant behind a plus. */
bool voice_espeak_lists(const char *name, struct diag *);
struct voice *voice_clock(const struct profile *, struct diag *);

/* When an utterance sounds, its pauses not included. */
struct cue {
	size_t start, end; /* samples from the beginning of the sound */
};

/*
 * Appends a run of utterances to an empty sound, in up to `workers` processes (0: one for each
 * processor): between two of them the longer of the silence after the one and before the
 * other, none at the beginning, the last one's own at the end. `cues` takes one an utterance;
 * may be NULL.
 *
 * 0; or the number of utterances that the engine failed at twice: they are left out, each is
 * said as an error with its words, its cue is empty, the others are there; or -1 (said): no
 * process could be had.
 */
int voice_read(struct voice *, const struct utterance *, size_t count, unsigned workers,
    struct pcm *, struct cue *cues, struct diag *);

/* Appends silence, the utterance, silence. 0 or -1 (said). `cue` may be NULL. */
int voice_say(struct voice *, const struct utterance *, struct pcm *, struct cue *, struct diag *);

/* The same, spoken by this very process, which must not have spoken before and should end soon:
   for a job (base/jobs.h) that says one prompt and then packs it. */
int voice_say_here(
    struct voice *, const struct utterance *, struct pcm *, struct cue *, struct diag *);

/* Whether every utterance is in the sound exactly once, in order and apart: NULL, or what is
   wrong (a literal) and with which one. */
const char *voice_check(const struct utterance *, size_t count, const struct cue *, size_t cues,
    const struct pcm *, size_t *which);

#endif
