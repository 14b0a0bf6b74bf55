/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_DIAG_H
#define LECTERN_BASE_DIAG_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/*
 * Everything lectern has to say about its input and its own failures. Each kind
 * of message stands once, in diag.def, with a level, a stable id and what to do.
 * Who finds a fault says it, once, with its place; everybody above only unwinds.
 * What is lost or doubtful in the content is said too, as a warning.
 */
enum diag_level {
	DIAG_NOTE,
	DIAG_WARNING,
	DIAG_USAGE,
	DIAG_INPUT,
	DIAG_OUTPUT,
	DIAG_MISSING,
	DIAG_LEVELS
};

enum diag_id {
#define DIAG(id, level, slug, what, advice) DIAG_##id,
#include "base/diag.def"
#undef DIAG
	DIAG_COUNT
};

/* A place. NULL file: none; line 0: the whole file; column 0: the whole line. Lines and
   columns count from 1, columns in characters. */
struct where {
	const char *file;
	unsigned line, column;
};

struct diag_message {
	enum diag_id id;
	enum diag_level level;
	const char *slug, *what, *advice;
	struct where where;
	struct str detail;
};

typedef void diag_sink(void *context, const struct diag_message *);
diag_sink diag_hush; /* says nothing, where a failure is looked at and not told */

/* A zeroed struct prints to standard error. */
struct diag {
	diag_sink *sink;
	void *context;
	unsigned long count[DIAG_LEVELS];
	bool progress;       /* whether progress is said */
	long progress_after; /* seconds of a clock: nothing is said before */
};

/* Says it; the detail is printf-like and may be "". Always -1, so: return diag_say(...). */
int diag_say(struct diag *, enum diag_id, struct where, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Says "lectern: WHAT n of count, P percent" on standard error, at most once a second, and only
   where `progress` is set. For work that somebody waits for. */
void diag_progress(struct diag *, const char *what, size_t n, size_t count);

/* The exit status that the worst level asks for: 0 done, 1 warnings and `strict`, 2 usage,
   3 input, 4 output or system, 5 something is not installed. */
enum { DIAG_STATUS_MISSING = 5 };
int diag_status(const struct diag *, bool strict);

const char *diag_level_name(enum diag_level); /* "note", "warning", "error" */

/* "lectern: error: WHAT: DETAIL, in FILE:LINE:COLUMN; ADVICE [SLUG]" and a line end. */
void diag_line(struct buf *, const struct diag_message *);
/* "FILE:LINE:COLUMN: LEVEL: WHAT: DETAIL; ADVICE [SLUG]" and a line end. */
void diag_report_line(struct buf *, const struct diag_message *);

/* A sink that packs messages into the struct buf * that is its context, and the way to say
   them again elsewhere: how workers and tests hand messages on. */
void diag_pack(void *context, const struct diag_message *);
void diag_replay(struct diag *, struct str packed);
void diag_pass(struct diag *, const struct diag_message *); /* says one again */

#endif
