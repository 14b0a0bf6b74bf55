/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_MEM_H
#define LECTERN_BASE_MEM_H

#include <stddef.h>

#include "base/str.h"

/*
 * Allocation that cannot fail: out of memory ends the run with one line and
 * status 4 (temporary outputs are removed on the way out). Sizes from files are
 * bounded before they get here.
 */
_Noreturn void mem_exhausted(void); /* says so and ends; for libraries that report it, too */
void *mem_get(size_t size);         /* zeroed */
void *mem_array(size_t count, size_t size);             /* zeroed; overflow ends the run */
void *mem_resize(void *old, size_t count, size_t size); /* like realloc of an array */
char *mem_text(struct str);                             /* a NUL-terminated copy */
void mem_free(void *);                                  /* NULL is fine */

/*
 * Room for one more element in a growing array: returns the (perhaps moved)
 * array and doubles *room as needed.
 *	list->at = mem_grow(list->at, list->count, &list->room, sizeof(*list->at));
 */
void *mem_grow(void *array, size_t count, size_t *room, size_t size);

/*
 * An arena: everything taken from it lives until arena_free. Nothing is freed
 * singly. A zeroed struct is an empty arena.
 */
struct arena {
	struct arena_chunk *chunks;
	size_t used;
};

void *arena_get(struct arena *, size_t size); /* zeroed, aligned for anything */
void *arena_array(struct arena *, size_t count, size_t size);
struct str arena_str(struct arena *, struct str); /* a copy, NUL-terminated behind its end */
struct str arena_print(struct arena *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void arena_reset(struct arena *); /* as if freed, but with room kept for more */
void arena_free(struct arena *);

#endif
