/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

enum { SCRYPT_MEMORY_MOST = 1 << 30 }; /* what minisign itself asks for */

struct hash {
	crypto_generichash_state *state; /* aligned as the library asks */
	void *room;
};

static const unsigned char *
bytes_of(struct str s)
{
	return (const unsigned char *)(s.len ? s.at : "");
}

void
hash_sha256_bytes(struct str bytes, unsigned char digest[HASH_SIZE])
{
	crypto_hash_sha256(digest, bytes_of(bytes), bytes.len);
}

void
hash_text(const unsigned char digest[HASH_SIZE], char text[HASH_TEXT])
{
	sodium_bin2hex(text, HASH_TEXT, digest, HASH_SIZE);
}

void
hash_sha256(struct str bytes, char text[HASH_TEXT])
{
	unsigned char digest[HASH_SIZE];

	hash_sha256_bytes(bytes, digest);
	hash_text(digest, text);
}

void
hash_blake(struct str bytes, unsigned char digest[HASH_SIZE])
{
	/* chooses the fastest form for this processor, once; without it, the slowest */
	(void)!sodium_init();
	crypto_generichash(digest, HASH_SIZE, bytes_of(bytes), bytes.len, NULL, 0);
}

struct hash *
hash_begin(void)
{
	struct hash *h = mem_get(sizeof(*h));
	enum { ALIGN = 64 };

	h->room = mem_get(sizeof(*h->state) + ALIGN);
	h->state = (void *)(((uintptr_t)h->room + ALIGN - 1) & ~(uintptr_t)(ALIGN - 1));
	crypto_generichash_init(h->state, NULL, 0, HASH_LONG);
	return h;
}

void
hash_put(struct hash *h, struct str bytes)
{
	crypto_generichash_update(h->state, bytes_of(bytes), bytes.len);
}

void
hash_end(struct hash *h, unsigned char digest[HASH_LONG])
{
	crypto_generichash_final(h->state, digest, HASH_LONG);
	mem_free(h->room);
	mem_free(h);
}

void
seal_pair(char public[SEAL_PUBLIC], char secret[SEAL_SECRET])
{
	if (sodium_init() < 0)
		abort();
	crypto_sign_keypair((unsigned char *)public, (unsigned char *)secret);
}

bool
seal_whole(const char secret[SEAL_SECRET])
{
	unsigned char public[SEAL_PUBLIC], again[SEAL_SECRET];
	bool whole;

	crypto_sign_seed_keypair(public, again, (const unsigned char *)secret);
	whole = sodium_memcmp(again, secret, SEAL_SECRET) == 0;
	sodium_memzero(again, sizeof(again));
	return whole;
}

void
seal_make(struct str bytes, const char secret[SEAL_SECRET], char seal[SEAL_SIZE])
{
	crypto_sign_detached(
	    (unsigned char *)seal, NULL, bytes_of(bytes), bytes.len, (const unsigned char *)secret);
}

bool
seal_fits(struct str bytes, const char public[SEAL_PUBLIC], const char seal[SEAL_SIZE])
{
	return crypto_sign_verify_detached((const unsigned char *)seal, bytes_of(bytes), bytes.len,
		   (const unsigned char *)public) == 0;
}

void
hash_random(char *to, size_t count)
{
	if (sodium_init() < 0)
		abort();
	randombytes_buf(to, count);
}

bool
hash_scrypt(struct str password, const char salt[SCRYPT_SALT], unsigned long long work,
    unsigned long long memory, char *to, size_t count)
{
	return memory <= SCRYPT_MEMORY_MOST &&
	       work <= crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE &&
	       crypto_pwhash_scryptsalsa208sha256((unsigned char *)to, count,
		   password.len ? password.at : "", password.len, (const unsigned char *)salt, work,
		   (size_t)memory) == 0;
}

void
base64_put(struct str bytes, struct buf *out)
{
	size_t size = sodium_base64_ENCODED_LEN(bytes.len, sodium_base64_VARIANT_ORIGINAL);
	char *to = buf_room(out, size);

	if (to == NULL)
		return;
	sodium_bin2base64(to, size, bytes_of(bytes), bytes.len, sodium_base64_VARIANT_ORIGINAL);
	out->len--; /* its NUL */
}

bool
base64_take(struct str text, char *to, size_t count)
{
	size_t taken;
	const char *end;

	return sodium_base642bin((unsigned char *)to, count, text.len ? text.at : "", text.len,
		   NULL, &taken, &end, sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       taken == count && end == text.at + text.len;
}
