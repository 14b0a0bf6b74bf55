/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_LEARNED_H
#define LECTERN_RENDER_BRAILLE_LEARNED_H

#include <stdint.h>

#include "base/hash.h"
#include "base/mem.h"
#include "render/braille/segments.h"

/*
 * The cells of words that most articles are made of, worked out once, when the program was built
 * (src/learn.c), by the code and the table that would work them out again. They are those of
 * one table and one version of the library (tablefile_digest): where the table is another one
 * today, nothing was learned.
 */
#define LEARNED_TABLE "en-ueb-g2.ctb"

bool learned_serves(const unsigned char digest[HASH_LONG]);

/* What words are found by. */
uint64_t learned_hash(struct str);
/* Of no cells: it is not among them. It is part of the program. */
struct segment learned_find(struct str word, uint64_t hash);

/* ---- making them ---- */

struct learned_list {
	struct arena arena;
	struct learned_entry {
		uint64_t hash;
		struct str bytes;
	} * at;
	size_t count, room;
};

/* Very long ones are not taken. */
void learned_add(struct learned_list *, struct str word, const struct segment *);
/* What learned_find reads, appended; the list is freed. */
void learned_end(struct learned_list *, const unsigned char digest[HASH_LONG], struct buf *);

/* What was made: the Makefile brings it in. */
extern const unsigned char learned_bytes[];

#endif
