/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_METADATA_H
#define LECTERN_DOCUMENT_METADATA_H

#include "document/build.h"

/* Sets, or adds to, what is known of an article as a whole. The value is clean, not empty and
   lives as long as the document. A helpline is "label: number", or one of the two. */
void document_set(struct document *, enum build_meta, struct str value);

#endif
