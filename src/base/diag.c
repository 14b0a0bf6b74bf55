/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "base/mem.h"

static const struct {
	enum diag_level level;
	const char *slug, *what, *advice;
} messages[DIAG_COUNT] = {
#define DIAG(id, level, slug, what, advice) [DIAG_##id] = {DIAG_##level, slug, what, advice},
#include "base/diag.def"
#undef DIAG
};

const char *
diag_level_name(enum diag_level level)
{
	switch (level) {
	case DIAG_NOTE:
		return "note";
	case DIAG_WARNING:
		return "warning";
	case DIAG_USAGE:
	case DIAG_INPUT:
	case DIAG_OUTPUT:
	case DIAG_MISSING:
	case DIAG_LEVELS:
		break;
	}
	return "error";
}

static void
put_where(struct buf *out, struct where where)
{
	buf_put(out, str_of(where.file));
	if (where.line)
		buf_print(out, ":%u", where.line);
	if (where.line && where.column)
		buf_print(out, ":%u", where.column);
}

/* Details may quote hostile text: what a terminal would obey is shown as a question mark. */
static void
put_printable(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		buf_byte(out, c >= 0 && (c < ' ' || c == 0x7f) ? '?' : c);
	}
}

static void
put_what(struct buf *out, const struct diag_message *m)
{
	buf_put(out, str_of(m->what));
	if (m->detail.len) {
		buf_put(out, S(": "));
		put_printable(out, m->detail);
	}
}

static void
put_advice(struct buf *out, const struct diag_message *m)
{
	buf_print(out, "; %s [%s]\n", m->advice, m->slug);
}

void
diag_line(struct buf *out, const struct diag_message *m)
{
	buf_print(out, "lectern: %s: ", diag_level_name(m->level));
	put_what(out, m);
	if (m->where.file) {
		buf_put(out, S(", in "));
		put_where(out, m->where);
	}
	put_advice(out, m);
}

void
diag_report_line(struct buf *out, const struct diag_message *m)
{
	put_where(out, m->where);
	buf_print(out, "%s%s: ", m->where.file ? ": " : "", diag_level_name(m->level));
	put_what(out, m);
	put_advice(out, m);
}

void
diag_pass(struct diag *diag, const struct diag_message *m)
{
	diag->count[m->level]++;
	if (diag->sink) {
		diag->sink(diag->context, m);
	} else {
		struct buf line = {0};

		diag_line(&line, m);
		fwrite(line.at, 1, line.len, stderr);
		buf_free(&line);
	}
}

static struct diag_message
message_of(enum diag_id id, struct where where, struct str detail)
{
	return (struct diag_message){.id = id,
	    .level = messages[id].level,
	    .slug = messages[id].slug,
	    .what = messages[id].what,
	    .advice = messages[id].advice,
	    .where = where,
	    .detail = detail};
}

void
diag_hush(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

int
diag_say(struct diag *diag, enum diag_id id, struct where where, const char *fmt, ...)
{
	struct diag_message m;
	char detail[400];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(detail, sizeof(detail), fmt, args);
	va_end(args);
	if (len < 0)
		len = 0;
	if ((size_t)len >= sizeof(detail))
		len = sizeof(detail) - 1;
	m = message_of(id, where, (struct str){detail, (size_t)len});
	diag_pass(diag, &m);
	return -1;
}

void
diag_progress(struct diag *diag, const char *what, size_t n, size_t count)
{
	struct timespec now;

	if (!diag->progress || count < 2 || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return;
	if (diag->progress_after == 0) /* what ends within a second says nothing */
		diag->progress_after = (long)now.tv_sec + 1;
	if (now.tv_sec <= diag->progress_after)
		return;
	diag->progress_after = (long)now.tv_sec;
	fprintf(stderr, "lectern: %s %zu of %zu, %zu percent\n", what, n, count, 100 * n / count);
}

int
diag_status(const struct diag *diag, bool strict)
{
	if (diag->count[DIAG_MISSING])
		return DIAG_STATUS_MISSING;
	if (diag->count[DIAG_OUTPUT])
		return 4;
	if (diag->count[DIAG_INPUT])
		return 3;
	if (diag->count[DIAG_USAGE])
		return 2;
	return strict && diag->count[DIAG_WARNING] ? 1 : 0;
}

void
diag_pack(void *context, const struct diag_message *m)
{
	struct buf *out = context;
	struct str file = str_of(m->where.file);

	buf_varint(out, m->id);
	buf_varint(out, m->where.line);
	buf_varint(out, m->where.column);
	buf_varint(out, file.len);
	buf_put(out, file);
	buf_varint(out, m->detail.len);
	buf_put(out, m->detail);
}

void
diag_replay(struct diag *diag, struct str packed)
{
	unsigned long long id, line, column, len;
	struct str file, detail;

	while (str_take_varint(&packed, &id) && id < DIAG_COUNT &&
	       str_take_varint(&packed, &line) && str_take_varint(&packed, &column) &&
	       str_take_varint(&packed, &len) && str_take(&packed, len, &file) &&
	       str_take_varint(&packed, &len) && str_take(&packed, len, &detail)) {
		char *name = file.len ? mem_text(file) : NULL;
		struct diag_message m = message_of((enum diag_id)id,
		    (struct where){name, (unsigned)line, (unsigned)column}, detail);

		diag_pass(diag, &m);
		mem_free(name);
	}
}
