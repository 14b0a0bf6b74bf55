/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_SPEECH_LISTEN_H
#define LECTERN_RENDER_SPEECH_LISTEN_H

#include "render/speech/track.h"
#include "voice/voice.h"

/*
 * An article read out on the sound card, a listener at the keys: one character a deed, whether or
 * not Enter is pressed behind it, so that it works on any terminal and from a pipe. What there is
 * to say is said in lines, on standard error.
 */
struct listening {
	const struct document *doc;
	const struct script *script;
	struct profile *profile; /* the voice's: the speed is changed in it */
	struct voice *voice;
	double level; /* dBov */
};

#define LISTEN_KEYS                                                                                \
	"space: pause; s, S: next, last sentence; n, p: next, last section; +, -: speed; "         \
	"?: where am I; q: end"

enum listen_end { LISTEN_DONE, LISTEN_QUIT, LISTEN_FAILED };
enum listen_end listen_to(struct listening *, struct diag *);

#endif
