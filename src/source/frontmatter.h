/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FRONTMATTER_H
#define LECTERN_SOURCE_FRONTMATTER_H

#include "document/build.h"

/*
 * What may stand in front of a text file: metadata between two lines "---", in a small part of
 * YAML. A line is "key: value"; the keys are title id language topic summary updated sources
 * helplines. A value may stand in quotes, run on over indented lines, or be a list, "[a, b]" or
 * one indented "- item" a line. A line that starts with '#' is a comment; elsewhere '#' is text.
 * Other keys are passed over with a note; what cannot be read is said with its line.
 */

/*
 * Says what it finds into the build and gives the offset of the first byte behind the closing
 * line; 0 when the text does not start with metadata. Who wants line numbers of the body counts
 * the line ends of text[0, offset).
 */
size_t frontmatter_read(struct str text, const char *file, struct build *, struct diag *);

#endif
