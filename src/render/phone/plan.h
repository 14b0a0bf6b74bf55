/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_PLAN_H
#define LECTERN_RENDER_PHONE_PLAN_H

#include "render/phone/flow.h"

/*
 * A shelf put in the order of a phone line: by language, then topic, as they come; each
 * article and topic with an id that stays while its own name stays.
 */
struct plan_article {
	size_t entry; /* on the shelf */
	char id[FLOW_ID];
	char listed[FLOW_ID];   /* the page of the menu that it is chosen from, once that is made */
	size_t language, topic; /* while the plan is made */
};

struct plan_topic {
	struct str name;               /* empty: none was given */
	size_t language, first, count; /* its articles */
	char id[FLOW_ID];
	char listed[FLOW_ID]; /* the page of the main menu that it is chosen from */
};

struct plan_language {
	struct str tag;
	size_t first_topic, topic_count, first, count;
};

struct plan {
	struct plan_language *languages;
	struct plan_topic *topics;
	struct plan_article *articles;
	size_t language_count, topic_count, article_count;
};

/* In the arena. Of the languages that are named, joined by commas, in that order; else of all, and
   the shelf's own comes first. */
struct plan plan_of(const struct shelf *, struct str languages, struct arena *);

#endif
