/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_ZOPFLI_H
#define LECTERN_BASE_ZOPFLI_H

#include "base/buf.h"

/* The smallest raw deflate stream that long searching finds; for deflate.c. `window` stands
   before the bytes and is not written: at most 32 KiB of it count. */
void zopfli_pack(struct str bytes, struct str window, struct buf *);

#endif
