/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_TARGET_H
#define LECTERN_RENDER_PHONE_TARGET_H

#include "render/phone/node.h"

/*
 * A telephone switch, or another form of the call: one file, target/NAME.c, which defines
 * `target_NAME` and writes into the tree while the call is made. No text of an article ever
 * reaches a switch's files: what is written there are ids that lectern made.
 */
struct target {
	const char *name, *summary;
	void *(*begin)(struct output *tree, const struct flow_options *);
	void (*language)(void *, const struct flow_language *);
	void (*page)(void *, const struct flow_language *, const struct flow_page *);
	void (*end)(void *); /* frees */
};

extern const struct target *const targets[]; /* ends with NULL */

#endif
