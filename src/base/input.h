/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_INPUT_H
#define LECTERN_BASE_INPUT_H

#include "base/buf.h"
#include "base/diag.h"

/* Bounded reading. Every failure is said, with the file's name. */

enum { INPUT_MOST = 256 * 1024 * 1024 }; /* bytes of a whole file */

/* A whole file, or standard input for "-", appended to the buffer. 0 or -1. */
int input_read(const char *path, struct buf *, struct diag *);

/* A file for random access. */
struct input;
struct input *input_open(const char *path, struct diag *);
/* The same over bytes that outlive it; `name` is what messages call them. */
struct input *input_of(struct str bytes, const char *name);
unsigned long long input_size(const struct input *);
const char *input_path(const struct input *);
/* Exactly `count` bytes from `offset`, appended; a file that ends before is READ_FAILED. */
int input_at(struct input *, unsigned long long offset, size_t count, struct buf *, struct diag *);
void input_close(struct input *);

/*
 * Calls `found` for every regular file under `path` (itself, when it is a file), folders
 * read in byte order of their names, names with a leading dot left out, symbolic links to
 * folders not followed. Stops when `found` gives non-zero, and returns that; -1 (said) when
 * a folder cannot be read.
 */
typedef int input_found(void *context, const char *path);
int input_walk(const char *path, input_found *, void *context, struct diag *);

bool input_is_folder(const char *path);
bool input_exists(const char *path); /* as a file that can be read at any place */

#endif
