/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PLAIN_FORM_H
#define LECTERN_RENDER_PLAIN_FORM_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * Text for places that cannot write every character: ASCII, old encodings, short messages.
 * What a place lacks is written in other characters by plain_form.def and, for accents,
 * ligatures, raised and lowered digits, micrograms and digits of other scripts, by rule. No sign
 * that bears a meaning is dropped: 10³ becomes 10^3, 2½ becomes 2 1/2, ≥ becomes >=. A run of
 * characters without any such form becomes one '?' and counts as lost.
 */

/* Appends one character as the place writes it; false, and nothing appended, when it cannot.
   Every place writes blank, line end, letters, digits and common marks of ASCII. */
typedef bool plain_writer(void *context, unsigned codepoint, struct buf *);

struct plain_change {
	unsigned codepoint;
	unsigned long count;
	bool lost;
};

/* A zeroed struct has none yet. */
struct plain_changes {
	struct plain_change *list; /* in the order of their first use */
	size_t count, room;
	unsigned long replaced, lost; /* characters */
};

void plain_form(
    struct str text, plain_writer *, void *context, struct buf *, struct plain_changes *);
/* One line for what was replaced and one for what was lost, where there is any. */
void plain_changes_say(const struct plain_changes *, const char *place, struct diag *);
void plain_changes_free(struct plain_changes *);

#endif
