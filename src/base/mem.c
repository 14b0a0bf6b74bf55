/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 64 * 1024, ALIGN = sizeof(max_align_t) };

struct arena_chunk {
	struct arena_chunk *next;
	size_t room;
	max_align_t data[];
};

_Noreturn void
mem_exhausted(void)
{
	fputs("lectern: error: out of memory; close other programs or give it smaller input\n",
	    stderr);
	exit(4);
}

static size_t
product(size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		mem_exhausted();
	return count * size;
}

void *
mem_get(size_t size)
{
	void *got = calloc(1, size ? size : 1);

	if (got == NULL)
		mem_exhausted();
	return got;
}

void *
mem_array(size_t count, size_t size)
{
	return mem_get(product(count, size));
}

void *
mem_resize(void *old, size_t count, size_t size)
{
	size_t bytes = product(count, size);
	void *got = realloc(old, bytes ? bytes : 1);

	if (got == NULL)
		mem_exhausted();
	return got;
}

char *
mem_text(struct str s)
{
	char *text = mem_get(s.len + 1);

	if (s.len)
		memcpy(text, s.at, s.len);
	return text;
}

void
mem_free(void *p)
{
	free(p);
}

void *
mem_grow(void *array, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return array;
	*room = *room ? product(*room, 2) : 8;
	return mem_resize(array, *room, size);
}

void *
arena_get(struct arena *arena, size_t size)
{
	size_t need = product((size + ALIGN - 1) / ALIGN, ALIGN);
	struct arena_chunk *chunk = arena->chunks;
	void *got;

	if (size > SIZE_MAX - CHUNK)
		mem_exhausted();
	if (chunk == NULL || chunk->room - arena->used < need) {
		size_t room = need > CHUNK / 4 ? need : CHUNK;

		chunk = mem_get(sizeof(*chunk) + room);
		chunk->room = room;
		if (room == need && arena->chunks != NULL) { /* big: keep filling the old one */
			chunk->next = arena->chunks->next;
			arena->chunks->next = chunk;
			return chunk->data;
		}
		chunk->next = arena->chunks;
		arena->chunks = chunk;
		arena->used = 0;
	}
	got = (char *)chunk->data + arena->used;
	arena->used += need;
	return got;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	return arena_get(arena, product(count, size));
}

struct str
arena_str(struct arena *arena, struct str s)
{
	char *copy = arena_get(arena, s.len + 1);

	if (s.len)
		memcpy(copy, s.at, s.len);
	return (struct str){copy, s.len};
}

struct str
arena_print(struct arena *arena, const char *fmt, ...)
{
	va_list args, again;
	char *text;
	int len;

	va_start(args, fmt);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (len < 0)
		len = 0;
	text = arena_get(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, fmt, again);
	va_end(again);
	return (struct str){text, (size_t)len};
}

static void
free_chunks(struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *next = chunk->next;

		free(chunk);
		chunk = next;
	}
}

void
arena_reset(struct arena *arena)
{
	if (arena->chunks == NULL)
		return;
	free_chunks(arena->chunks->next);
	arena->chunks->next = NULL;
	memset(arena->chunks->data, 0, arena->used);
	arena->used = 0;
}

void
arena_free(struct arena *arena)
{
	free_chunks(arena->chunks);
	*arena = (struct arena){0};
}
