/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_FORMAT_H
#define LECTERN_BUNDLE_FORMAT_H

/*
 * The layout of lectern-bundle(5), version 1, for writer.c and reader.c:
 *
 *	header   8 bytes of magic, u32 version, u32 flags (0)
 *	clusters each one raw deflate stream of several records, one behind the other
 *	index    one raw deflate stream
 *	footer   u64 offset of the index, u32 its packed length, u32 its plain length,
 *	         u32 its CRC-32 (plain), u32 CRC-32 of the header and the footer before this field,
 *	         8 bytes of end magic
 */
#define BUNDLE_MAGIC     "\x89LCTN\r\n\x1a"
#define BUNDLE_END_MAGIC "LCTN-END"

enum {
	BUNDLE_HEADER = 16,
	BUNDLE_FOOTER = 32,
	BUNDLE_CHECKED = 20,        /* bytes of the footer under its own checksum */
	BUNDLE_CLUSTER = 64 * 1024, /* plain bytes after which a cluster is closed */
	BUNDLE_INDEX_MOST = 256 * 1024 * 1024,
	BUNDLE_EXPANSION = 1032, /* deflate's own limit: no stream gives more than this, times */
};

#endif
