/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_PART_H
#define LECTERN_RENDER_PHONE_PART_H

#include "render/phone/kept.h"

/*
 * A line made in parts, on several machines, and joined: part K of N holds the sounds of every
 * N-th article, part 1 the line's own as well, and a file "part" which says K, N and a digest of
 * everything that the whole line asks for. All parts of a line have the same digest.
 */
enum { PARTS_MOST = 10000 };

struct part {
	unsigned number, count; /* count 0: the whole line */
	struct hash *asked;
	char joined[HASH_LONG * 2]; /* the digest that all joined parts have */
	bool joins;
};

bool part_has(const struct part *, size_t n);
void part_note(struct part *, struct kept_key);
/* All parts below the folder, each once, of one line. 0, or -1: said. */
int part_join(struct part *, const char *folder, struct kept *, struct diag *);
/* Writes the file of a part; if all went well, compares those that were joined.
   `result`, or -1: said. */
int part_end(struct part *, int result, struct output *tree, struct diag *);

#endif
