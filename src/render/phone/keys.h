/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_KEYS_H
#define LECTERN_RENDER_PHONE_KEYS_H

#include "base/diag.h"

/*
 * Which key does what. 0 is the helpline everywhere and cannot be another; 1 to 5 choose in
 * menus, 1 and 2 answer. Everything else can be set by a file of lines "name: key"; a line that
 * begins with # and a blank is a comment.
 */
#define KEYS(X)                                                                                    \
	X(AGAIN, "again", '9', KEYS_MENU | KEYS_LISTEN | KEYS_PAUSE | KEYS_ANSWER)                 \
	X(UP, "up", '*', KEYS_MENU | KEYS_LISTEN | KEYS_PAUSE | KEYS_ANSWER)                       \
	X(MORE, "more", '8', KEYS_MENU)                                                            \
	X(BACK, "back", '1', KEYS_LISTEN)                                                          \
	X(RESTART, "restart", '2', KEYS_LISTEN)                                                    \
	X(AHEAD, "ahead", '3', KEYS_LISTEN)                                                        \
	X(BEFORE, "before", '4', KEYS_LISTEN)                                                      \
	X(HOLD, "pause", '5', KEYS_LISTEN)                                                         \
	X(NEXT, "next", '6', KEYS_LISTEN)                                                          \
	X(NUMBER, "number", '8', KEYS_LISTEN)                                                      \
	X(SLOWER, "slower", '7', KEYS_SPEEDS)                                                      \
	X(FASTER, "faster", '9', KEYS_SPEEDS)                                                      \
	X(ON, "on", '#', KEYS_LISTEN | KEYS_PAUSE | KEYS_ANSWER)                                   \
	X(GO, "go-on", '1', KEYS_PAUSE)                                                            \
	X(REPEAT, "repeat", '2', KEYS_PAUSE)

/* Where a key is pressed. KEYS_SPEEDS: while listening on a line with speeds, where the key to
   hear a text again gives way to them, since there is one to restart it. */
enum {
	KEYS_MENU = 1,
	KEYS_LISTEN = 2,
	KEYS_PAUSE = 4,
	KEYS_ANSWER = 8, /* welcome, helpline, feedback */
	KEYS_SPEEDS = 16,
};

enum keys_role {
#define X(NAME, name, key, places) KEYS_##NAME,
	KEYS(X)
#undef X
	    KEYS_COUNT
};

struct keys {
	char at[KEYS_COUNT];
};

void keys_usual(struct keys *);
const char *keys_name(enum keys_role);
/* 0, or -1: every wrong line is said, a role without a key, and one key for two roles. */
int keys_read(struct keys *, const char *path, bool speeds, struct diag *);

#endif
