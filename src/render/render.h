/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_RENDER_H
#define LECTERN_RENDER_RENDER_H

#include "base/output.h"
#include "base/settings.h"
#include "render/shelf.h"

/*
 * A rendering: one folder, render/NAME/, whose NAME.c defines `render_NAME`. The Makefile
 * makes the table from the folder names; the command line, its help and its checks come from
 * the settings table. A renderer sees a shelf, never a bundle or a file, and writes without
 * looking: commit answers for it.
 */
enum output_shape {
	OUTPUT_STREAM, /* text or bytes: -o FILE or standard output; -o FOLDER/ for one file an
			  article, named by `suffix` */
	OUTPUT_FILES,  /* one file, or a folder of them: -o FILE takes one article, else a folder */
	OUTPUT_TREE,   /* always a folder */
};

struct renderer {
	const char *name, *summary;
	const char *example; /* a whole command line */
	enum output_shape shape;
	const char *suffix; /* of an article's file, with the dot */
	/* May be NULL. The suffix that these settings ask for. */
	const char *(*suffix_of)(const struct settings *);
	const struct setting *settings;
	/* Renders the whole shelf. 0, or -1 with the fault said. */
	int (*render)(struct shelf *, const struct settings *, struct output *, struct diag *);
	/* May be NULL. True: these settings need no articles; the shelf is then NULL. */
	bool (*stands_alone)(const struct settings *);
	/* May be NULL. True: these settings give several files where others give one; the output
	   is then a folder. */
	bool (*many)(const struct settings *);
	/* May be NULL: one; streams only. How many processes may render the files of a folder; 0:
	   one for each processor. */
	unsigned (*workers)(const struct settings *);
	/* May be NULL; streams of text only. The encoding these settings ask for, or NULL: what
	   the renderer writes in UTF-8 is converted before it gets to the output. */
	const char *(*charset)(const struct settings *);
	/* May be NULL. True: these settings write nothing, so that no output is made: it is NULL.
	 */
	bool (*writes_nothing)(const struct settings *);
	/* May be NULL: any language will do. Whether there is what a language needs; its name (of
	   a voice, of a braille table), where it has one, is appended. */
	bool (*serves)(struct str language, struct buf *name);
};

extern const struct renderer *const renderers[]; /* ends with NULL */

#endif
