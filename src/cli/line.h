/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_CLI_LINE_H
#define LECTERN_CLI_LINE_H

#include "base/diag.h"
#include "base/str.h"

/*
 * A phone line read back from its folder: flow.json and prompts.txt, which may come from
 * anywhere. Nodes are checked when they are asked for; texts have no control characters.
 * This header's .c file is the only one with <json-c/json.h>.
 */
enum { LINE_TRIES = 3, LINE_SAYS = 16, LINE_KEYS = 16, LINE_PATH = 4096 };

struct line_key {
	char key;
	const char *does; /* "go", "back", ... */
	const char *to;   /* "go": a node, else "" */
	const char *saying;
};

struct line_try {
	const char *says[LINE_SAYS]; /* ids of prompts */
	size_t count;
	unsigned milliseconds;
};

/* What is missing is "". */
struct line_node {
	const char *id, *kind, *language, *once, *firm, *transfer, *wrong, *then;
	struct line_try tries[LINE_TRIES];
	size_t try_count;
	struct line_key keys[LINE_KEYS];
	size_t key_count;
};

struct line;
struct line *line_open(const char *folder, struct diag *); /* NULL: said */
void line_close(struct line *);                            /* NULL is fine */

const char *line_start(const struct line *); /* the first node */
unsigned line_wait(const struct line *);     /* milliseconds of silence that count as a try */
const char *line_helpline(const struct line *);
/* 0, or -1: said, there is no such node or it is not one. */
int line_node(const struct line *, const char *id, struct line_node *, struct diag *);
/* A prompt's words; empty: they are not in the list. */
struct str line_text(const struct line *, const char *prompt);
/* Where a prompt's sound would be, in a speed's folder ("", "_slow", "_fast"). False: nowhere. */
bool line_sound(const struct line *, const char *prompt, const char *speed, const char *extension,
    char path[LINE_PATH]);

#endif
