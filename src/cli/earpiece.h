/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_CLI_EARPIECE_H
#define LECTERN_CLI_EARPIECE_H

#include "cli/line.h"

/*
 * The prompts of a line on the sound card, and the caller's keys from standard input, at once
 * where it is a terminal. A key cuts short what plays, as it does on the telephone.
 */
struct earpiece;

/* What came in place of a key. */
enum {
	EARPIECE_NOTHING = 0,
	EARPIECE_END = -1 /* of the input */,
	EARPIECE_FAILED = -2 /* said */
};

/* NULL: said, there is no sound card, or it can play no sound of the line: `prompt` is one. */
struct earpiece *earpiece_open(const struct line *, const char *prompt, struct diag *);
void earpiece_close(struct earpiece *); /* NULL is fine */

struct hearing {
	const char *prompt, *speed; /* "", "_slow", "_fast" */
	/* The keys that end it: others are lost; "": none, and keys are kept until it has ended. */
	const char *stops;
	unsigned at;     /* milliseconds: where to begin, and then where it ended */
	unsigned length; /* is set; 0: there is no such sound */
};

/* The key that ended it; EARPIECE_NOTHING: it was played to its end. */
int earpiece_play(struct earpiece *, struct hearing *, struct diag *);
/* The next key in so many milliseconds; below 0: however long it takes. */
int earpiece_wait(struct earpiece *, int milliseconds);

#endif
