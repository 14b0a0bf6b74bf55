/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/zopfli.h"

#include "base/late.h"
#include <stdlib.h>
#include <zopfli/deflate.h>

#define TAKEN(TAKE)                                                                                \
	TAKE(ZopfliDeflatePart)                                                                    \
	TAKE(ZopfliInitOptions)
LATE_LIBRARY("zopfli", TAKEN)

enum { DYNAMIC = 2, LAST = 1 };

void
zopfli_pack(struct str bytes, struct str window, struct buf *out)
{
	ZopfliOptions options;
	unsigned char *packed = NULL, bit = 0;
	size_t len = 0;
	struct buf both = {0};

	lib()->ZopfliInitOptions(&options);
	buf_put(&both, window);
	buf_put(&both, bytes);
	lib()->ZopfliDeflatePart(&options, DYNAMIC, LAST,
	    (const unsigned char *)(both.at ? both.at : ""), window.len, both.len, &bit, &packed,
	    &len);
	buf_put(out, (struct str){(const char *)packed, len});
	free(packed);
	buf_free(&both);
}
