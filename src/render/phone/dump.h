/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_DUMP_H
#define LECTERN_RENDER_PHONE_DUMP_H

#include "render/phone/node.h"

/* The call node by node: flow.txt to be read, flow.json for programs. */
struct dump;
struct dump *dump_begin(struct output *tree, const struct flow_options *);
void dump_language(void *dump, const struct flow_language *);
void dump_page(void *dump, const struct flow_language *, const struct flow_page *);
void dump_end(struct dump *); /* NULL is fine */

#endif
