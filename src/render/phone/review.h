/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_REVIEW_H
#define LECTERN_RENDER_PHONE_REVIEW_H

#include "render/phone/flow.h"

/*
 * review.html, for the operator: the helpline to be signed off, then each menu with the text,
 * the length and a player of every prompt and the keys that lead to it from the beginning, then
 * the call drawn as a tree and told as nested lists. What the export that is replaced had
 * otherwise is marked, and a box hides the rest. It needs no network and no script.
 */
/* The format that browsers play; NULL: none of them, so review/ must have the sounds. */
const struct codec *review_sound(const struct prompts_options *);
struct review;
struct review *review_begin(
    struct output *tree, const struct flow_options *, const struct prompts_options *);
void review_language(void *review, const struct flow_language *);
void review_page(void *review, const struct flow_language *, const struct flow_page *);
void review_end(struct review *); /* NULL is fine */

#endif
