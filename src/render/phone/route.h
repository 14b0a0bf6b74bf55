/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_ROUTE_H
#define LECTERN_RENDER_PHONE_ROUTE_H

#include "render/phone/flow.h"

/*
 * Which keys lead to each page and prompt from the first menu on: "1, 3, #", "8 (12 times)". Pages
 * must come in the order in which they are made, those that lead to others first.
 */
struct route {
	struct str keys; /* all but the last ones, in the arena of the routes */
	char last;       /* 0: no key */
	unsigned times;  /* that the last one is pressed */
};

struct routes;
struct routes *routes_begin(void);
void routes_page(struct routes *, const struct flow_language *, const struct flow_page *);
struct route routes_to(const struct routes *, const char *page);
/* To what is heard once an option of the page was chosen: its n-th prompt. */
struct route routes_listen(struct routes *, const struct flow_language *, const struct flow_page *,
    size_t option, size_t n);
struct route route_then(struct routes *, struct route, char key, unsigned times);
void route_print(const struct route *, struct buf *);
void routes_end(struct routes *); /* NULL is fine */

#endif
