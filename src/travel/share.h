/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_TRAVEL_SHARE_H
#define LECTERN_TRAVEL_SHARE_H

#include "base/buf.h"

/*
 * Shares of some bytes: any `needed` of them give the bytes back (Reed and Solomon, 1960). The
 * bytes are cut into `needed` pieces of one length; at each place of the pieces there is one
 * polynomial of a degree below `needed` over the field of 256 elements (x^8+x^4+x^3+x^2+1) that
 * has piece i's byte at i; a share holds its values at the share's number.
 */
enum { SHARES_MOST = 255 };

struct share {
	unsigned number; /* below SHARES_MOST */
	struct str bytes;
};

/* Appends the values at `number`, from `needed` shares of different numbers and one length. */
void share_make(const struct share *, size_t needed, unsigned number, struct buf *);

#endif
