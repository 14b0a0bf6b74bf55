/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_VOICE_SCRIPT_H
#define LECTERN_VOICE_SCRIPT_H

#include "document/document.h"
#include "voice/profile.h"
#include "voice/spoken.h"

/*
 * What is said of an article, in which order, with which pauses: title, helplines, then the
 * text, a sentence an utterance. Every sentence is said exactly once, but footnotes and
 * references (unless asked for) and boilerplate, which are left out. A number that the lines
 * opening the article give is not said again with the helplines. List items say their number, table
 * rows are "Header: value", figures "Image: description".
 *
 * Words in another language than their article's are utterances of their own, so that a voice
 * can change. An utterance is never empty. Of two silences that meet, the longer one holds.
 */
#define UTTERANCE_KINDS(X)                                                                         \
	X(TITLE, "title")                                                                          \
	X(HELPLINE, "helpline")                                                                    \
	X(HEADING, "heading")                                                                      \
	X(SENTENCE, "sentence")                                                                    \
	X(ITEM, "item") /* the first sentence of a list item */                                    \
	X(ROW, "row")   /* a table's row */                                                        \
	X(FIGURE, "figure")                                                                        \
	X(PROMPT, "prompt") /* lectern's own words */

enum utterance_kind {
#define X(NAME, name) UTTERANCE_##NAME,
	UTTERANCE_KINDS(X)
#undef X
	    UTTERANCE_KIND_COUNT
};

struct utterance {
	enum utterance_kind kind;
	struct str language; /* BCP 47 */
	struct str written;  /* the source text, citation marks left out */
	struct str spoken;   /* what is said */
	/* Where in it a phone number's group has ended: byte offsets, rising. The voice is silent
	   there for the profile's pause_phone_group, however fast it speaks. */
	size_t *groups, group_count;
	unsigned before, after; /* silence in milliseconds */
	size_t section;         /* number of the section in document_section's order, from 0 */
	unsigned line;          /* in the source */
};

struct script {
	struct utterance *at;
	size_t count;
};

const char *utterance_name(enum utterance_kind);
/* ARTICLE.NNN: the place in its article's script, counted from 1 (n from 0). In the arena. */
struct str utterance_id(struct arena *, struct str article, size_t n);

struct script_options {
	bool references;   /* say them */
	bool no_helplines; /* a phone line says them itself */
	/* The helplines to say (render/shelf's); NULL: the document's own. */
	const struct helpline *helplines;
	size_t helpline_count;
};

/* Everything is in the arena. The lexicon may be NULL. */
struct script script_of(const struct document *, const struct profile *, const struct lexicon *,
    const struct script_options *, struct arena *, struct diag *);

#endif
