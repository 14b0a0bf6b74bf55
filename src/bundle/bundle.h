/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_BUNDLE_H
#define LECTERN_BUNDLE_BUNDLE_H

#include "base/diag.h"
#include "base/output.h"
#include "base/str.h"

/*
 * Named records in one file; what is in them is not known here. The format is specified in
 * lectern-bundle(5). Names are 1 to 255 bytes of UTF-8 without controls, each once. Records
 * stand in the order that packs best, like beside like: find them by name, or read them all in
 * the order of their numbers, which is the fast one. Every length is bounded before it is
 * believed; a file that is cut, changed or made to do harm is refused with what is wrong and
 * where.
 */
enum {
	BUNDLE_VERSION = 1,
	BUNDLE_NAME_MOST = 255,
	BUNDLE_RECORDS_MOST = 1 << 20,
	BUNDLE_RECORD_MOST = 64 * 1024 * 1024, /* bytes of one record, unpacked */
};
#define BUNDLE_TOTAL_MOST (1024ull * 1024 * 1024) /* bytes of all records that are written */

/* How much work goes into a small file; what is read from it is the same. */
enum bundle_effort {
	BUNDLE_FAST,   /* words and phrases that the program has */
	BUNDLE_NORMAL, /* and those of the records themselves */
	BUNDLE_BEST,   /* the same, searched for longer */
};

/* Writing. The same records in the same order with the same effort give the same bytes. The
   writer keeps all records in memory until the end, and then takes about fifteen times the size
   of those it learns words and phrases from besides: all of them, or a sample of 32 MiB. */
struct bundle_writer *bundle_begin(struct output *, enum bundle_effort);
/* -1: the name is not allowed, is there already, or a bound is passed (said). */
int bundle_add(struct bundle_writer *, struct str name, struct str bytes, struct diag *);
/* Writes all and frees; the output is the caller's to commit. */
void bundle_end(struct bundle_writer *);
void bundle_writer_abandon(struct bundle_writer *);

/* Whether a file is a bundle, by its first bytes (and nothing said when it is none). */
bool bundle_is(const char *path);

/* Reading. NULL: said (not a bundle, an unknown version, damaged, too large). */
struct bundle *bundle_open(const char *path, struct diag *);
/* The same of bytes that outlive it; messages call them `name`. */
struct bundle *bundle_open_bytes(struct str bytes, const char *name, struct diag *);
void bundle_close(struct bundle *); /* NULL is fine */
const char *bundle_path(const struct bundle *);
unsigned bundle_version(const struct bundle *);
unsigned long long bundle_size(const struct bundle *); /* bytes of the file */
enum bundle_effort bundle_effort(const struct bundle *);
/* How many entries its dictionaries have of their own, and the number of the newest base
   dictionary that they build on, or 0. -1: damaged (said). */
int bundle_dictionary(
    struct bundle *, unsigned long long *entries, unsigned long long *base, struct diag *);
size_t bundle_count(const struct bundle *);
struct str bundle_name(const struct bundle *, size_t i);
size_t bundle_record_size(const struct bundle *, size_t i);   /* unpacked */
size_t bundle_record_packed(const struct bundle *, size_t i); /* its share of the file */
size_t bundle_find(struct bundle *, struct str name);         /* STR_NONE: not there */
/* Appends record i, its checksum verified. -1: said, the buffer as it was. */
int bundle_read(struct bundle *, size_t i, struct buf *, struct diag *);
/* Reads everything and checks everything. 0, or -1 with every fault said. */
int bundle_verify(struct bundle *, struct diag *);

#endif
