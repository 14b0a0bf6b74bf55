/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_FLOW_H
#define LECTERN_RENDER_PHONE_FLOW_H

#include "document/phone.h"
#include "render/phone/keys.h"
#include "render/phone/prompts.h"
#include "render/shelf.h"

/*
 * The call, for no switch in particular: languages, and pages. A page is one menu that fits
 * a caller's memory: at most `most` options and `menu` milliseconds. Choosing an option goes
 * to another page or plays a part: an article's text under one heading, in prompts of at most
 * `chunk` milliseconds. Longer menus are several pages, one key apart; no article is more than
 * three choices away (topic, article, part).
 *
 * Pages are handed on one by one and then forgotten, so a line of ten thousand articles needs
 * no more room than its titles. What keys do on a page and in a part is the same everywhere:
 * render/phone/node spells it out.
 */
enum {
	FLOW_ID = 24,
	FLOW_OPTIONS_MOST = 5,
	FLOW_MENU_MOST = 25000, /* milliseconds: never longer */
	FLOW_PROMPTS_MOST = 24, /* of one part, about; longer texts are several parts */
	FLOW_WAIT = 5000,       /* silence that counts as a try */
	FLOW_TRIES = 3,
};

struct flow_options {
	struct str title;           /* of the line */
	struct helpline helpline;   /* number empty: none */
	char dial[PHONE_DIAL_MOST]; /* the helpline as dialled, or "" */
	struct str emergency;       /* a number, or empty */
	const char *engine;
	const char *lexicon; /* a file, or NULL */
	unsigned most;       /* options of a page */
	unsigned menu;       /* milliseconds of a page */
	unsigned chunk;      /* milliseconds of a prompt in a part */
	bool linear;         /* all parts one behind the other, no menus */
	bool feedback;
	bool speeds; /* texts can be heard slower and faster */
	struct keys keys;
	struct str languages; /* which, in this order, joined by commas; empty: all there are */
};

/* The line's own prompts in each language. */
#define FLOW_PHRASES(X)                                                                            \
	X(WELCOME)                                                                                 \
	X(NUMBER) /* the helpline's, twice; or that there is none */                               \
	X(EMERGENCY)                                                                               \
	X(PRESS_1)                                                                                 \
	X(PRESS_2)                                                                                 \
	X(PRESS_3)                                                                                 \
	X(PRESS_4)                                                                                 \
	X(PRESS_5)                                                                                 \
	X(LANGUAGE)                                                                                \
	X(LANGUAGES_MORE)                                                                          \
	X(MORE)                                                                                    \
	X(KEYS)                                                                                    \
	X(RETRY)                                                                                   \
	X(WRONG_KEY)                                                                               \
	X(LISTENING)                                                                               \
	X(PAUSE)                                                                                   \
	X(PAUSE_SHORT)                                                                             \
	X(PAUSE_SHORTEST)                                                                          \
	X(FEEDBACK)                                                                                \
	X(THANKS)                                                                                  \
	X(CONNECTING)                                                                              \
	X(HANG_UP)

enum flow_phrase {
#define X(NAME) FLOW_##NAME,
	FLOW_PHRASES(X)
#undef X
	    FLOW_PHRASE_COUNT
};

struct flow_language {
	struct str tag;                           /* of its sounds folder */
	struct prompt phrases[FLOW_PHRASE_COUNT]; /* id "": this line never says it */
	char start[FLOW_ID];                      /* its first page */
	char languages[FLOW_ID];                  /* the page that asks for the language, or "" */
	const struct flow_options *options;
};

struct flow_part {
	const struct prompt *prompts;
	/* For each, the phone numbers that it says, again and slowly; id "": it says none. */
	const struct prompt *numbers;
	size_t count;
};

struct flow_option {
	struct prompt say;    /* "For signs of addiction,"; id "" where no menu is said */
	struct prompt press;  /* "press 2." */
	char target[FLOW_ID]; /* a page, or "": the part */
	struct flow_part part;
};

enum flow_level { FLOW_LANGUAGES, FLOW_MAIN, FLOW_TOPIC, FLOW_ARTICLE };

struct flow_page {
	enum flow_level level;
	char id[FLOW_ID];
	char up[FLOW_ID];      /* one level up; its own id at the top */
	char more[FLOW_ID];    /* the next page of the same menu, or "" */
	char before[FLOW_ID];  /* the page before, or "" */
	size_t before_count;   /* and how many options it has */
	char article[FLOW_ID]; /* level ARTICLE: the first page's id, what feedback counts by */
	struct str article_id; /* and the article's own */
	struct prompt say;     /* what the menu is about; id "" where none is said */
	struct flow_option options[FLOW_OPTIONS_MOST];
	size_t count;
	bool straight; /* its only option is taken without asking */
};

/* Who is told of a call. All languages come first, then pages. */
struct flow_sink {
	void *context;
	void (*language)(void *context, const struct flow_language *);
	void (*page)(void *context, const struct flow_language *, const struct flow_page *);
};

/* Makes the call and its prompts. 0, or -1: said. `sinks` ends with one without a context. */
int flow_make(struct shelf *, const struct flow_options *, struct prompts *,
    const struct flow_sink *sinks, struct diag *);

/* How long a page's menu is when it is first said, in milliseconds. */
unsigned flow_page_length(const struct flow_language *, const struct flow_page *);

#endif
