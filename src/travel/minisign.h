/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_TRAVEL_MINISIGN_H
#define LECTERN_TRAVEL_MINISIGN_H

#include "base/hash.h"
#include "base/output.h"

/*
 * Signatures of files as minisign writes them (https://jedisct1.github.io/minisign/): Ed25519
 * over the BLAKE2b-512 of the file, and a comment that is signed with it. Keys and signatures
 * of either program work with the other one.
 */
struct secret_key {
	char number[8]; /* by which a signature tells whose it is */
	char secret[SEAL_SECRET];
};

struct public_key {
	char number[8];
	char public[SEAL_PUBLIC];
};

struct signature {
	char number[8];
	char seal[SEAL_SIZE];         /* over the file's BLAKE2b-512 */
	char comment_seal[SEAL_SIZE]; /* over `seal` and `comment` */
	struct buf comment;           /* freed by the caller */
};

void key_new(struct secret_key *, struct public_key *);
/* With a password (not empty) the key can be read only with it. */
int key_put_secret(const struct secret_key *, struct str password, struct output *, struct diag *);
void key_put_public(const struct public_key *, struct output *);
/* From a file. 0, or -1: said. `password` may be empty; its absence is said when it is needed. */
int key_read_secret(const char *path, struct str password, struct secret_key *, struct diag *);
/* From a file, or the key itself as base64. */
int key_read_public(const char *text_or_path, struct public_key *, struct diag *);
/* Out of memory again, before it is given back. */
void key_forget(struct secret_key *);

int sign_file(const char *path, const struct secret_key *, struct str comment, struct output *,
    struct diag *);

enum verdict {
	VERDICT_GOOD,
	VERDICT_OTHER_KEY,  /* made with another key */
	VERDICT_FORGED,     /* not even the comment is of that key's owner */
	VERDICT_OTHER_FILE, /* the comment is genuine, but this is not the file */
	VERDICT_UNREADABLE, /* a file could not be read, or is no signature: said */
};
/* Reads a signature and judges; nothing but VERDICT_UNREADABLE is said. */
enum verdict sign_check(const char *path, const char *signature_path, const struct public_key *,
    struct signature *, struct diag *);

#endif
