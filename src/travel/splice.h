/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_TRAVEL_SPLICE_H
#define LECTERN_TRAVEL_SPLICE_H

#include "base/buf.h"

/* What to do with a text to make another one of it: few edits, whole words where it can be. */
struct splice {
	size_t keep, drop, insert; /* bytes, in this order */
};

struct splices {
	struct splice *at; /* the caller's to free */
	size_t count, room;
};

/* Appends the splices and the text that they insert; what is behind the last one stays. */
void splice_find(struct str before, struct str after, struct splices *, struct buf *inserted);

#endif
