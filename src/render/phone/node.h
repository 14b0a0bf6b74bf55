/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_NODE_H
#define LECTERN_RENDER_PHONE_NODE_H

#include "render/phone/flow.h"

/*
 * What a caller meets, moment by moment: every place where something is said, what each key
 * does there, and what silence does. Nodes follow from languages and pages alone; this is
 * where the rules of the line are written down.
 *
 * Everywhere: 0 helpline, 9 hear again, * up.
 * Menu: 1 to 5 choose, 8 more.
 * Listening: 1 back, 3 ahead (not behind the end: there it goes on), 2 again, 5 hold, 4 and 6
 * the part before and behind, 8 the numbers of this text or of the nearest one before it in the
 * part, else the helpline's, # on; with speeds, 7 slower and 9 faster.
 * Pause: 1 or # on, 2 again.
 * These are the usual keys: all but 0 and the choices are the line's own (render/phone/keys).
 *
 * Silence is FLOW_WAIT long; after the last try it leads to the helpline.
 */
enum { NODE_ID = FLOW_ID + 24, NODE_SAY_MOST = 2 * FLOW_OPTIONS_MOST + 4, NODE_KEYS_MOST = 14 };

#define NODE_KINDS(X)                                                                              \
	X(WELCOME, "welcome")                                                                      \
	X(MENU, "menu")                                                                            \
	X(PASS, "pass") /* says nothing and goes on at once */                                     \
	X(LISTEN, "listen")                                                                        \
	X(PAUSE, "pause")                                                                          \
	X(FEEDBACK, "feedback")                                                                    \
	X(HELPLINE, "helpline")

enum node_kind {
#define X(NAME, name) NODE_##NAME,
	NODE_KINDS(X)
#undef X
};

#define NODE_ACTS(X)                                                                               \
	X(GO, "go")         /* to another node */                                                  \
	X(BACK, "back")     /* ten seconds */                                                      \
	X(AHEAD, "ahead")   /* ten seconds */                                                      \
	X(HOLD, "hold")     /* until another key */                                                \
	X(AGAIN, "again")   /* from the beginning of this prompt */                                \
	X(NUMBER, "number") /* says numbers, then again from the beginning */                      \
	X(SLOWER, "slower") /* from about here */                                                  \
	X(FASTER, "faster")

enum node_act {
#define X(NAME, name) NODE_##NAME,
	NODE_ACTS(X)
#undef X
};

struct node_key {
	char key;
	enum node_act act;
	char target[NODE_ID];     /* GO */
	const struct prompt *say; /* on the way; may be NULL */
};

struct node_try {
	const struct prompt *say[NODE_SAY_MOST];
	size_t count;
};

struct node {
	enum node_kind kind;
	char id[NODE_ID];
	struct str language;
	/* What is said, and said instead after one and two silences: each shorter. */
	struct node_try tries[FLOW_TRIES];
	size_t try_count;
	const struct prompt *firm; /* of the first try: keys do not cut it short; may be NULL */
	/* HELPLINE: said before the call is handed over; what is said instead where the switch
	   hands nothing over, or nobody answers, is the first try. NULL: there is no helpline. */
	const struct prompt *transfer;
	const struct prompt *wrong; /* said at any other key; may be NULL */
	const struct prompt *once;  /* said before, once a call; may be NULL */
	struct node_key keys[NODE_KEYS_MOST];
	size_t key_count;
	char then[NODE_ID]; /* where silence after the last try, or the end of a part, leads */
	struct str article; /* FEEDBACK: whose */
};

typedef void node_take(void *context, const struct node *);
void node_of_language(const struct flow_language *, node_take *, void *context);
void node_of_page(
    const struct flow_language *, const struct flow_page *, node_take *, void *context);

/* Whether a page is no menu: it leads to its first part at once. */
bool node_passes(const struct flow_language *, const struct flow_page *);
const char *node_kind_name(enum node_kind);
const char *node_act_name(enum node_act);
unsigned node_try_length(const struct node_try *); /* milliseconds */

#endif
