/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_HASH_H
#define LECTERN_BASE_HASH_H

#include "base/buf.h"

/* Digests, signatures and what belongs to them: hash.c is the only file with <sodium.h>. */
enum {
	HASH_TEXT = 65, /* 64 hexadecimal digits and a NUL */
	HASH_SIZE = 32, /* bytes of SHA-256, and of the short form of BLAKE2b */
	HASH_LONG = 64, /* bytes of BLAKE2b-512 */
};

/* SHA-256 (FIPS 180-4). */
void hash_sha256(struct str bytes, char text[HASH_TEXT]);
void hash_sha256_bytes(struct str bytes, unsigned char digest[HASH_SIZE]);
void hash_text(const unsigned char digest[HASH_SIZE], char text[HASH_TEXT]);

/* BLAKE2b (RFC 7693), without a key: of one view, or of bytes as they come. */
void hash_blake(struct str bytes, unsigned char digest[HASH_SIZE]);
struct hash *hash_begin(void);
void hash_put(struct hash *, struct str);
void hash_end(struct hash *, unsigned char digest[HASH_LONG]); /* frees */

/* Ed25519 (RFC 8032). A secret key ends with its public key. */
enum { SEAL_PUBLIC = 32, SEAL_SECRET = 64, SEAL_SIZE = 64 };
void seal_pair(char public[SEAL_PUBLIC], char secret[SEAL_SECRET]);
bool seal_whole(const char secret[SEAL_SECRET]); /* its two halves belong together */
void seal_make(struct str bytes, const char secret[SEAL_SECRET], char seal[SEAL_SIZE]);
bool seal_fits(struct str bytes, const char public[SEAL_PUBLIC], const char seal[SEAL_SIZE]);

/* Bytes that nobody can guess, and bytes that only who knows the password can make: scrypt
   (RFC 7914) with libsodium's limits on work and memory. False: those are too high. */
void hash_random(char *to, size_t count);
enum { SCRYPT_SALT = 32 };
bool hash_scrypt(struct str password, const char salt[SCRYPT_SALT], unsigned long long work,
    unsigned long long memory, char *to, size_t count);

/* Base64 (RFC 4648, with its padding). Taking: exactly `count` bytes, or false. */
void base64_put(struct str bytes, struct buf *);
bool base64_take(struct str text, char *to, size_t count);

#endif
