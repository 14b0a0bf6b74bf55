/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_OUTPUT_H
#define LECTERN_BASE_OUTPUT_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * Writing that is whole or not there. Writers put bytes without looking; the first
 * failure is remembered and output_commit says it. A file or tree is written under a
 * temporary name in the same folder and takes its own name only at commit (fsync, rename,
 * fsync of the folder); what was there before stays whole until then. Without a commit,
 * at exit and on SIGINT, SIGTERM and SIGHUP the temporary files are removed.
 */
struct output;

/* The three makers never fail: what went wrong is remembered until commit. */
struct output *output_stdout(void);
/* "-" is standard output. A path that is no regular file (a device, a pipe) is written to
   as it is. */
struct output *output_file(const char *path);
/* A folder, replaced whole. An existing folder is replaced only when it is empty or was
   made here (it then holds a file named ".lectern", modified last of all: no file whose status
   changed before that was touched since). */
struct output *output_tree(const char *path);
/* Into a buffer of the caller's; commit answers only whether all fitted. */
struct output *output_memory(struct buf *);

/* A file in a tree: a relative path with '/' of the characters [A-Za-z0-9._-], folders made
   as needed. Close it before the tree is committed; it shares the tree's first failure. */
struct output *output_member(struct output *tree, const char *name);
void output_close(struct output *member);
/* A file in a tree that is the same as one there is: a link to it, where that can be. Nobody may
   write into either afterwards. */
void output_same(struct output *tree, const char *name, const char *path);

bool output_is_tree(const struct output *);

void output_put(struct output *, struct str);
void output_byte(struct output *, char);
void output_print(struct output *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

unsigned long long output_size(const struct output *); /* bytes put; a tree: in all members */
size_t output_count(const struct output *);            /* files: members of a tree, else 1 */
const char *output_path(const struct output *);        /* "standard output" for that */

/* Both end the output and free it. Commit: 0, or -1 with the failure said. */
int output_commit(struct output *, struct diag *);
void output_abandon(struct output *); /* NULL is fine */

/* In a forked child: what the parent has open is the parent's to remove. */
void output_forget(void);

#endif
