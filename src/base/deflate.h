/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_DEFLATE_H
#define LECTERN_BASE_DEFLATE_H

#include "base/buf.h"

/* Raw deflate streams (RFC 1951) and CRC-32 (as in gzip, RFC 1952): deflate.c is the only
   file with <zlib.h> and <libdeflate.h>. */

enum {
	DEFLATE_FAST = 1,
	DEFLATE_BEST = 9,
	DEFLATE_SMALLEST = 10, /* a little smaller, and a hundred times slower */
};

/* Appends the packed form; the same input always gives the same bytes. `dictionary` is a
   preset window of at most 32 KiB, or empty. */
void deflate_pack(struct str bytes, struct str dictionary, int level, struct buf *);

/* Appends exactly `length` bytes. -1 when the stream is damaged, gives more or fewer bytes,
   or leaves packed bytes over; the buffer is then as it was. */
int deflate_unpack(struct str packed, struct str dictionary, size_t length, struct buf *);

unsigned deflate_crc(unsigned before, struct str); /* start with 0 */

#endif
