/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/base.h"

#include "base/deflate.h"

/* Made by base.sh from the file base-1. */
extern const unsigned char base_1[];
extern const size_t base_1_packed, base_1_plain;

bool
base_dictionary(unsigned long long number, struct buf *out)
{
	struct str packed = {(const char *)base_1, base_1_packed};

	return number == 1 && deflate_unpack(packed, (struct str){"", 0}, base_1_plain, out) == 0;
}
