/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_BUF_H
#define LECTERN_BASE_BUF_H

#include "base/str.h"

/*
 * A growable run of bytes with a ceiling. A zeroed struct is empty and has no
 * ceiling. When the ceiling is met, what does not fit is left out and `full`
 * stays set: writers write on, the owner looks once at the end.
 */
struct buf {
	char *at;
	size_t len, room;
	size_t ceiling; /* bytes; 0: none */
	bool full;
};

void buf_put(struct buf *, struct str);
static inline void buf_byte(struct buf *, char);
void buf_char(struct buf *, unsigned codepoint); /* as UTF-8 */
void buf_print(struct buf *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_fill(struct buf *, char byte, size_t count);

/* Unsigned LEB128 varint, and little-endian fixed widths: what files are made of. */
void buf_varint(struct buf *, unsigned long long);
void buf_u32(struct buf *, unsigned);
void buf_u64(struct buf *, unsigned long long);

/* `count` bytes to be written by the caller; NULL (and full) when they do not fit. */
char *buf_room(struct buf *, size_t count);

static inline void
buf_byte(struct buf *b, char byte)
{
	char *to = b->len < b->room && b->ceiling == 0 ? &b->at[b->len++] : buf_room(b, 1);

	if (to)
		*to = byte;
}

struct str buf_str(const struct buf *); /* a view: dies with the next write */
void buf_clear(struct buf *);           /* empty, the memory kept */
void buf_free(struct buf *);

/* Reading what the above wrote: a view that is used up from the front. False, and the
   view untouched, when the bytes are not all there or the varint is over 64 bits. */
bool str_take_varint(struct str *, unsigned long long *);
bool str_take_u32(struct str *, unsigned *);
bool str_take_u64(struct str *, unsigned long long *);
bool str_take(struct str *, unsigned long long count, struct str *taken);

#endif
