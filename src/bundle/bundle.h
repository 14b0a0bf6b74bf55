/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_BUNDLE_H
#define LECTERN_BUNDLE_BUNDLE_H

#include "base/diag.h"
#include "base/output.h"
#include "base/str.h"

/*
 * Named records in one file; what is in them is not known here. The format is specified in
 * lectern-bundle(5). Names are 1 to 255 bytes of UTF-8 without controls, each once; they are
 * kept in the order they were added. Every length is bounded before it is believed; a file
 * that is cut, changed or made to do harm is refused with what is wrong and where.
 */
enum {
	BUNDLE_VERSION = 1,
	BUNDLE_NAME_MOST = 255,
	BUNDLE_RECORDS_MOST = 1 << 20,
	BUNDLE_RECORD_MOST = 64 * 1024 * 1024, /* bytes of one record, unpacked */
};

/* Writing. The same records in the same order give the same bytes. */
struct bundle_writer *bundle_begin(struct output *);
/* -1: the name is not allowed, is there already, or a bound is passed (said). */
int bundle_add(struct bundle_writer *, struct str name, struct str bytes, struct diag *);
/* Writes what is left and frees; the output is the caller's to commit. */
void bundle_end(struct bundle_writer *);
void bundle_writer_abandon(struct bundle_writer *);

/* Whether a file is a bundle, by its first bytes (and nothing said when it is none). */
bool bundle_is(const char *path);

/* Reading. NULL: said (not a bundle, an unknown version, damaged, too large). */
struct bundle *bundle_open(const char *path, struct diag *);
void bundle_close(struct bundle *); /* NULL is fine */
const char *bundle_path(const struct bundle *);
unsigned bundle_version(const struct bundle *);
unsigned long long bundle_size(const struct bundle *); /* bytes of the file */
size_t bundle_count(const struct bundle *);
struct str bundle_name(const struct bundle *, size_t i);
size_t bundle_record_size(const struct bundle *, size_t i);   /* unpacked */
size_t bundle_record_packed(const struct bundle *, size_t i); /* bytes in the file */
size_t bundle_find(const struct bundle *, struct str name);   /* STR_NONE: not there */
/* Appends record i, its checksum verified. -1: said, the buffer as it was. */
int bundle_read(struct bundle *, size_t i, struct buf *, struct diag *);
/* Reads everything and checks everything. 0, or -1 with every fault said. */
int bundle_verify(struct bundle *, struct diag *);

#endif
