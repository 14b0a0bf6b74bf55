/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_FORMAT_H
#define LECTERN_BUNDLE_FORMAT_H

#include "bundle/bundle.h"

/*
 * The layout of lectern-bundle(5), version 1:
 *
 *	header  8 bytes of magic, u32 version
 *	parts   raw deflate streams, one behind the other
 *	index   one raw deflate stream: what the parts are, and the lengths of the texts in them
 *	footer  u32 length of the index packed, u32 unpacked, u32 its CRC-32,
 *	        u32 CRC-32 of the header and the footer before this field, 4 bytes of end magic
 *
 * A part with an odd kind must be understood; one with an even kind may be skipped.
 */
#define BUNDLE_MAGIC     "\x89LCTN\r\n\x1a"
#define BUNDLE_END_MAGIC "LCTN"

enum part_kind {
	/* these hold nothing, but say with what effort the bundle was made, if not the usual one */
	PART_FAST = 2,
	PART_BEST = 4,
	PART_DICTIONARY = 1,    /* words and phrases for the coded parts behind it */
	PART_NAMES = 3,         /* one text: the names of all records, a line each */
	PART_NAMES_CODED = 5,   /* the same, coded by the last dictionary before it */
	PART_CLUSTER = 7,       /* records, one behind the other */
	PART_CLUSTER_CODED = 9, /* the same, coded by the last dictionary before it */
};

enum {
	HEADER_SIZE = 12,
	FOOTER_SIZE = 20,
	FOOTER_CHECKED = 12, /* bytes of the footer under its own checksum */
	PART_LEAST = 8,      /* bytes of a part's entry in the index, at least */
	INDEX_MOST = 32 * 1024 * 1024,
	DICTIONARY_MOST = 4 * 1024 * 1024,
	PART_MOST = 2 * BUNDLE_RECORD_MOST, /* unpacked; twice, as a coded byte may take two */
	CLUSTER_MOST = 1024 * 1024,         /* bytes of the records of a cluster of several */
	PACK_RATIO_MOST = 1032,             /* deflate's own limit: no stream gives more, times */
};

struct part {
	unsigned kind;
	unsigned crc; /* of the packed bytes and then what they unpack (and decode) to */
	unsigned long long offset;
	size_t packed, plain;
	size_t first, count; /* its texts: places in the list of lengths */
};

/* Whether a name may be a record's. */
bool name_allowed(struct str);

/* What stands behind the parts: the index, deflated at that level, and the footer. */
void index_write(const struct part *, size_t count, const size_t *lengths, struct str header,
    int level, struct buf *);
/* The index from its bytes: fills `parts` and `lengths` (both the caller's to free, whatever
   comes of it); NULL, or what is wrong. `end` is where the index begins. */
struct index {
	struct part *parts;
	size_t *lengths;
	size_t part_count, length_count;
};
const char *index_read(struct str bytes, unsigned long long end, struct index *);
void index_free(struct index *);

/* The layout of an open bundle, and a part of it as it stands in the file. */
const struct index *bundle_parts(const struct bundle *);
int bundle_packed(struct bundle *, size_t part, struct buf *, struct diag *);

#endif
