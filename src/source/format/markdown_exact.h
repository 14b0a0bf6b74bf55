/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_MARKDOWN_EXACT_H
#define LECTERN_SOURCE_FORMAT_MARKDOWN_EXACT_H

#include "document/build.h"

/*
 * What Markdown has no way to say, said outright: the lines of a fenced code block whose
 * language is "lectern". A line is a block, its fields that are not 0 or empty, and, of a leaf,
 * its text in quotes with {KIND "VALUE"} and {/KIND} where spans start and end; what a
 * container holds stands below it, up to a line "end":
 *
 *	helpline flags=16 "Call " {phone "988"} "988" {/phone}
 *	list number=1
 *	  item number=1
 *	    paragraph "One"
 *	  end
 *	end
 *
 * "metadata" forgets what was said of the article; id, title, language, topic, summary, updated
 * and source, each with a text, and helpline-at with label and number, say it anew. In quotes \"
 * and \\ are themselves, \n is a line's end, \u{E9} a character by its number.
 */
void exact_put_metadata(const struct document *, bool ascii, struct buf *);
void exact_put_block(const struct block *, bool ascii, struct buf *);

/* Reads such lines; one that cannot be read is said and passed over. */
void exact_read(struct str lines, unsigned line, const char *file, struct build *, struct diag *);

#endif
