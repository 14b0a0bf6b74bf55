/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_PROMPTS_H
#define LECTERN_RENDER_PHONE_PROMPTS_H

#include "audio/codec.h"
#include "base/mem.h"
#include "render/phone/speaker.h"

/*
 * Text to prompts: sound files under sounds/LANG/lectern/ of the tree, one line each in
 * prompts.csv and prompts.txt, every one in whole frames of 20 ms. A prompt's id is its kind's
 * letter and the first hexadecimal digits of SHA-256 over its language and what is said, so the
 * same words are one prompt wherever they stand, and an id stays as long as its words do. Sound is
 * written as it is made and never kept; what the folder that is replaced has already, and would be
 * made the same again, is taken from there (render/phone/kept).
 */
enum {
	PROMPT_ID = 10, /* a letter, eight digits, a NUL */
	PROMPT_FORMATS_MOST = 16,
	PROMPT_RATE = 8000, /* samples a second, 300 to 3400 Hz */
	PROMPT_WIDE_RATE = 16000,
};

enum prompt_kind {
	PROMPT_PHRASE = 'p', /* lectern's own words */
	PROMPT_TITLE = 't',  /* of a topic or an article, said when it was chosen */
	PROMPT_OPTION = 'o', /* "For signs of addiction," */
	PROMPT_PART = 's',   /* what there is to listen to */
	PROMPT_NUMBER = 'n', /* phone numbers again, slowly */
};

struct prompt {
	char id[PROMPT_ID];
	struct str language, text;
	unsigned milliseconds;
	bool changed; /* the tree that is replaced has it otherwise, or not at all */
};

/* What is to become prompts: utterances in one prompt, or cut between them into several that
   last at most `limit` milliseconds each (0: one prompt). */
struct prompt_request {
	enum prompt_kind kind;
	const struct utterance *utterances;
	size_t count;
	unsigned limit;
	struct prompt *made; /* by prompts_make, in its arena */
	size_t made_count;
};

/* Texts can be had slower and faster too, a quarter each: in sounds/LANG_slow/ and
   sounds/LANG_fast/, under the same names. */
enum prompt_speed { PROMPT_USUAL, PROMPT_SLOW, PROMPT_FAST, PROMPT_SPEEDS };

struct recordings;
struct prompts_options {
	/* Their rate is PROMPT_RATE, PROMPT_WIDE_RATE or any, which is then PROMPT_RATE. */
	const struct codec *formats[PROMPT_FORMATS_MOST];
	size_t format_count;
	unsigned workers; /* 0: one for each processor */
	double level;     /* active speech level, dBov */
	bool speeds;
	bool by_rate;                  /* WAV in folders 8000 and 16000 beside the sounds as well */
	bool review;                   /* mu-law WAV as well, for browsers, in review/LANG/ */
	unsigned part, parts;          /* 1 to parts; 0: the whole line */
	bool fresh;                    /* no sound of the old tree is used again */
	struct recordings *recordings; /* in place of synthetic sounds; NULL: none */
};

struct prompts;
struct prompts *prompts_begin(struct output *tree, const struct prompts_options *);
/* Makes all that are not there yet, in as many processes as the options say. 0, or -1: said. */
int prompts_make(struct prompts *, struct speaker *, struct prompt_request *, size_t count,
    struct arena *, struct diag *);
/* One prompt of one text. */
int prompts_text(struct prompts *, struct speaker *, enum prompt_kind, struct str text,
    struct prompt *, struct arena *, struct diag *);
size_t prompts_count(const struct prompts *);
/* What is asked for from now on belongs to the n-th article, or to the line (0): prompts that
   are another part's have words, and no sound or length. */
void prompts_turn(struct prompts *, size_t n);
/* Takes the sounds of parts: the folders below this one. 0, or -1: said. */
int prompts_join(struct prompts *, const char *folder, struct diag *);
/* `result`, of making it; or -1: the parts that were joined are not of this line (said). */
int prompts_end(struct prompts *, int result, struct diag *);

#endif
