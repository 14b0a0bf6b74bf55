/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_TARGET_H
#define LECTERN_RENDER_PHONE_TARGET_H

#include "render/phone/node.h"

/*
 * A telephone switch, or another form of the call: one file, target/NAME.c, which defines
 * `target_NAME` and writes into the tree while the call is made. No text of an article ever
 * reaches a dialplan or a file name: what is written there are ids that lectern made. (VoiceXML
 * documents hold the words of prompts, escaped.) One that writes nothing has no `begin`.
 */
struct target {
	const char *name, *summary;
	bool wav;     /* plays WAV, whatever other formats are asked for */
	bool by_rate; /* and has it in folders by rate */
	void *(*begin)(struct output *tree, const struct flow_options *);
	void (*language)(void *, const struct flow_language *);
	void (*page)(void *, const struct flow_language *, const struct flow_page *);
	void (*end)(void *); /* frees */
};

extern const struct target *const targets[]; /* ends with NULL */

#endif
