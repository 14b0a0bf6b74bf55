/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_REVIEW_H
#define LECTERN_RENDER_PHONE_REVIEW_H

#include "render/phone/flow.h"

/*
 * review.html, for the operator: the helpline to be signed off, then each menu with the text,
 * the length and a player of every prompt and the keys that lead to it, then the call drawn as
 * a tree and told as nested lists. It needs no network and no script.
 */
struct review;
struct review *review_begin(
    struct output *tree, const struct flow_options *, const struct prompts_options *);
void review_language(void *review, const struct flow_language *);
void review_page(void *review, const struct flow_language *, const struct flow_page *);
void review_end(struct review *); /* NULL is fine */

#endif
