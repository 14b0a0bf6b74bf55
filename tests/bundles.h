/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles for tests: made in memory, opened again from a file in memory. */
#ifndef LECTERN_TESTS_BUNDLES_H
#define LECTERN_TESTS_BUNDLES_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/deflate.h"
#include "bundle/bundle.h"

struct entry {
	struct str name, bytes;
};

static inline void
make_bundle(const struct entry *entries, size_t count, enum bundle_effort effort, struct buf *file)
{
	struct diag diag = {0};
	struct output *out = output_memory(file);
	struct bundle_writer *w = bundle_begin(out, effort);

	for (size_t i = 0; i < count; i++)
		if (bundle_add(w, entries[i].name, entries[i].bytes, &diag) != 0)
			abort();
	bundle_end(w);
	if (output_commit(out, &diag) != 0)
		abort();
}

/* The name of a file in memory that goes with the process. */
static inline const char *
scratch_name(int *fd)
{
	static char name[64];
	static int file = -1;

	if (file < 0)
		file = memfd_create("bundle", MFD_CLOEXEC);
	snprintf(name, sizeof(name), "/proc/self/fd/%d", file);
	if (fd)
		*fd = file;
	return name;
}

static inline struct bundle *
open_bytes(struct str bytes, struct diag *diag)
{
	int fd;
	const char *name = scratch_name(&fd);

	if (ftruncate(fd, (off_t)bytes.len) != 0 ||
	    pwrite(fd, bytes.at, bytes.len, 0) != (ssize_t)bytes.len)
		abort();
	return bundle_open(name, diag);
}

/* Opens, reads every record and verifies: true when nothing was refused. */
static inline bool
accepts(struct str bytes, struct diag *diag)
{
	struct bundle *b = open_bytes(bytes, diag);
	struct buf text = {0};
	bool fine = b != NULL;

	for (size_t i = 0; b && i < bundle_count(b); i++) {
		buf_clear(&text);
		fine = bundle_read(b, i, &text, diag) == 0 &&
		       text.len == bundle_record_size(b, i) && fine;
	}
	fine = b && bundle_verify(b, diag) == 0 && fine;
	buf_free(&text);
	bundle_close(b);
	return fine;
}

/*
 * A bundle file around parts and an index of the caller's making, its checksums right: what
 * somebody writes who means harm.
 */
static inline void
forge(struct str parts, struct str index, unsigned plain, struct buf *file)
{
	struct buf packed = {0}, footer = {0};

	buf_put(file, S("\x89LCTN\r\n\x1a"));
	buf_u32(file, 1);
	deflate_pack(index, (struct str){"", 0}, DEFLATE_BEST, &packed);
	buf_u32(&footer, (unsigned)packed.len);
	buf_u32(&footer, plain);
	buf_u32(&footer, deflate_crc(deflate_crc(0, buf_str(&packed)), index));
	buf_u32(
	    &footer, deflate_crc(deflate_crc(0, str_sub(buf_str(file), 0, 12)), buf_str(&footer)));
	buf_put(&footer, S("LCTN"));
	buf_put(file, parts);
	buf_put(file, buf_str(&packed));
	buf_put(file, buf_str(&footer));
	buf_free(&packed);
	buf_free(&footer);
}

/* One part's entry of a forged index. */
static inline void
forge_part(
    struct buf *index, unsigned kind, size_t packed, size_t plain, unsigned crc, size_t count)
{
	buf_varint(index, kind);
	buf_varint(index, packed);
	buf_varint(index, plain);
	buf_u32(index, crc);
	buf_varint(index, count);
}

#endif
