/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of what bundles become on their way: files in memory, random sets of records. */
#ifndef LECTERN_TESTS_TRAVEL_H
#define LECTERN_TESTS_TRAVEL_H

#include <stdint.h>
#include <string.h>

#include "bundles.h"
#include "random.h"
#include "travel/patch.h"

/* A file in memory, until `memory_close`. */
struct memory {
	int fd;
	char path[64];
};

static inline void
memory_set(struct memory *m, struct str bytes)
{
	if (ftruncate(m->fd, (off_t)bytes.len) != 0 ||
	    pwrite(m->fd, bytes.at, bytes.len, 0) != (ssize_t)bytes.len)
		abort();
}

static inline struct memory
memory_file(struct str bytes)
{
	struct memory m = {.fd = memfd_create("travel", MFD_CLOEXEC)};

	if (m.fd < 0)
		abort();
	snprintf(m.path, sizeof(m.path), "/proc/self/fd/%d", m.fd);
	memory_set(&m, bytes);
	return m;
}

static inline void
memory_close(struct memory *m)
{
	close(m->fd);
}

enum { RECORDS_MOST = 40 };

struct records {
	struct buf names[RECORDS_MOST], bytes[RECORDS_MOST];
	size_t count;
};

static inline void
random_prose(struct dice *d, size_t words, struct buf *out)
{
	for (; words > 0; words--) {
		buf_put(out, random_word(d));
		buf_put(out, dice_roll(d, 9) ? S(" ") : S(".\n"));
	}
}

static inline void
random_records(struct dice *d, struct records *r)
{
	memset(r, 0, sizeof(*r));
	r->count = dice_roll(d, 20);
	for (size_t i = 0; i < r->count; i++) {
		buf_print(&r->names[i], "article/%03u", dice_roll(d, 40) * 25 + (unsigned)i);
		random_prose(d, dice_roll(d, 5) ? dice_roll(d, 300) : 0, &r->bytes[i]);
	}
}

/* Words put in, taken out and changed, records added, taken away, renamed. */
static inline void
random_edits(struct dice *d, const struct records *from, struct records *to)
{
	memset(to, 0, sizeof(*to));
	for (size_t i = 0; i < from->count; i++) {
		struct str text = buf_str(&from->bytes[i]);
		unsigned fate = dice_roll(d, 10);
		size_t n = to->count;

		if (fate == 0)
			continue;
		buf_put(&to->names[n], buf_str(&from->names[i]));
		if (fate == 1)
			buf_print(&to->names[n], "-%u", (unsigned)i);
		to->count++;
		for (unsigned times = fate < 5 ? dice_roll(d, 4) : 0; times > 0; times--) {
			size_t at = text.len ? dice_roll(d, (unsigned)text.len) : 0;
			size_t end = at + (text.len > at ? dice_roll(d, 40) % (text.len - at) : 0);

			buf_put(&to->bytes[n], str_sub(text, 0, at));
			random_prose(d, dice_roll(d, 12), &to->bytes[n]);
			text = str_sub(text, end, text.len);
		}
		buf_put(&to->bytes[n], text);
	}
	for (unsigned more = dice_roll(d, 4); more > 0 && to->count < RECORDS_MOST; more--) {
		buf_print(&to->names[to->count], "new/%u", more);
		random_prose(d, dice_roll(d, 200), &to->bytes[to->count++]);
	}
}

static inline void
records_bundle(const struct records *r, enum bundle_effort effort, struct buf *file)
{
	struct entry entries[RECORDS_MOST];

	for (size_t i = 0; i < r->count; i++)
		entries[i] = (struct entry){buf_str(&r->names[i]), buf_str(&r->bytes[i])};
	buf_clear(file);
	make_bundle(entries, r->count, effort, file);
}

static inline void
records_free(struct records *r)
{
	for (size_t i = 0; i < RECORDS_MOST; i++) {
		buf_free(&r->names[i]);
		buf_free(&r->bytes[i]);
	}
}

/* A patch from one bundle file to another. */
static inline void
make_patch(const char *before, const char *after, struct buf *patch)
{
	struct diag diag = {0};
	struct bundle *old = bundle_open(before, &diag), *new = bundle_open(after, &diag);
	struct output *out = output_memory(patch);
	struct patch_report report;

	buf_clear(patch);
	if (!old || !new || patch_make(old, new, S("a title"), out, &report, &diag) != 0)
		abort();
	output_commit(out, &diag);
	bundle_close(old);
	bundle_close(new);
}

/* 0: `result` is the bundle; -1: refused. */
static inline int
use_patch(const char *before, const char *patch, struct buf *result, struct diag *diag)
{
	struct bundle *old = bundle_open(before, diag);
	struct output *out = output_memory(result);
	struct patch_report report;
	int status;

	buf_clear(result);
	status = old ? patch_apply(old, patch, out, &report, diag) : -1;
	bundle_close(old);
	if (status == 0)
		return output_commit(out, diag);
	output_abandon(out);
	return -1;
}

#endif
