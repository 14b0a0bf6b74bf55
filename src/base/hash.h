/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_HASH_H
#define LECTERN_BASE_HASH_H

#include "base/str.h"

/* SHA-256 (FIPS 180-4): hash.c is the only file with <sodium.h>. */
enum { HASH_TEXT = 65 }; /* 64 hexadecimal digits and a NUL */

void hash_sha256(struct str bytes, char text[HASH_TEXT]);

#endif
