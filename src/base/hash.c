/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include <sodium.h>

void
hash_sha256(struct str bytes, char text[HASH_TEXT])
{
	unsigned char digest[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(digest, (const unsigned char *)(bytes.len ? bytes.at : ""), bytes.len);
	sodium_bin2hex(text, HASH_TEXT, digest, sizeof(digest));
}
