/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/learned.h"

#include <stdlib.h>
#include <string.h>

/*
 * The digest; the number of buckets (a power of two, or 0) as 32 bits of this machine; where
 * each of them begins, and the last one ends, in bytes from here; then the words by bucket. A
 * word is its length, the number of its cells, its bytes, and what a struct segment points to.
 */
enum { PER_BUCKET = 2, WORD_HEAD = 2, PER_CELL = 2 };

uint64_t
learned_hash(struct str word)
{
	uint64_t hash = 0xcbf29ce484222325 ^ word.len;

	for (; word.len >= 8; word = str_sub(word, 8, word.len)) {
		uint64_t eight;

		memcpy(&eight, word.at, 8);
		hash = (hash ^ eight) * 0x9e3779b97f4a7c15;
		hash ^= hash >> 32;
	}
	for (size_t i = 0; i < word.len; i++)
		hash = (hash ^ (unsigned char)word.at[i]) * 0x100000001b3;
	return hash ^ hash >> 32;
}

bool
learned_serves(const unsigned char digest[HASH_LONG])
{
	return memcmp(digest, learned_bytes, HASH_LONG) == 0;
}

static uint32_t
read_u32(const unsigned char *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof(value));
	return value;
}

struct segment
learned_find(struct str word, uint64_t hash)
{
	uint32_t count = read_u32(learned_bytes + HASH_LONG);
	const unsigned char *buckets = learned_bytes + HASH_LONG + sizeof(count), *bucket;
	const unsigned char *end;

	if (!count)
		return (struct segment){0};
	bucket = buckets + (hash & (count - 1)) * sizeof(count);
	end = buckets + read_u32(bucket + sizeof(count));
	for (const unsigned char *at = buckets + read_u32(bucket), *cells; at < end;
	     at = cells + PER_CELL * (size_t)at[1]) {
		cells = at + WORD_HEAD + at[0];
		if (at[0] == word.len && memcmp(at + WORD_HEAD, word.at, word.len) == 0)
			return (struct segment){cells, cells + at[1], at[1]};
	}
	return (struct segment){0};
}

/* ---- making them ---- */

void
learned_add(struct learned_list *list, struct str word, const struct segment *segment)
{
	size_t length = WORD_HEAD + word.len + PER_CELL * segment->count;
	char *at;

	if (!word.len || word.len > SEGMENT_MOST || !segment->count ||
	    segment->count > SEGMENT_MOST)
		return;
	at = arena_get(&list->arena, length);
	list->at = mem_grow(list->at, list->count, &list->room, sizeof(*list->at));
	list->at[list->count++] = (struct learned_entry){learned_hash(word), {at, length}};
	*at++ = (char)word.len;
	*at++ = (char)segment->count;
	memcpy(at, word.at, word.len);
	at += word.len;
	memcpy(at, segment->dots, segment->count);
	memcpy(at + segment->count, segment->place, segment->count);
}

static int
by_bucket(const void *a, const void *b)
{
	const struct learned_entry *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return str_compare(x->bytes, y->bytes);
}

static void
put_u32(struct buf *out, size_t value)
{
	uint32_t word = (uint32_t)value;

	buf_put(out, (struct str){(const char *)&word, sizeof(word)});
}

static void
put_buckets(const struct learned_list *list, size_t buckets, struct buf *out)
{
	size_t at = (buckets + 1) * sizeof(uint32_t);

	put_u32(out, buckets);
	for (size_t i = 0, next = 0; i <= buckets; i++) {
		put_u32(out, at);
		for (; next < list->count && list->at[next].hash == i; next++)
			at += list->at[next].bytes.len;
	}
}

void
learned_end(struct learned_list *list, const unsigned char digest[HASH_LONG], struct buf *out)
{
	size_t buckets = list->count > 0;

	while (buckets * PER_BUCKET < list->count)
		buckets *= 2;
	for (size_t i = 0; i < list->count; i++)
		list->at[i].hash &= buckets - 1;
	if (list->count)
		qsort(list->at, list->count, sizeof(*list->at), by_bucket);
	buf_put(out, (struct str){(const char *)digest, HASH_LONG});
	put_buckets(list, buckets, out);
	for (size_t i = 0; i < list->count; i++)
		buf_put(out, list->at[i].bytes);
	mem_free(list->at);
	arena_free(&list->arena);
	*list = (struct learned_list){0};
}
