/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_RECORDINGS_H
#define LECTERN_RENDER_PHONE_RECORDINGS_H

#include "audio/pcm.h"
#include "base/diag.h"

/*
 * A folder of human recordings: files named by a prompt's id with any ending, at any depth, in
 * any form that audio/codec.h reads. An id follows from the words, so a recording never stands
 * for other words than it was made for: one whose words have changed is of no prompt any more.
 */
struct recordings;

/* NULL: said. Files that are named by no id are said and left out. */
struct recordings *recordings_open(const char *folder, struct diag *);
bool recordings_have(struct recordings *, const char *id); /* of NULL: none */
/* The recording of a prompt, as it was made. False: there is none that can be read (said). */
bool recordings_take(struct recordings *, const char *id, struct pcm *, struct diag *);
/* Says which were not taken. NULL is fine. */
void recordings_end(struct recordings *, struct diag *);
void recordings_free(struct recordings *); /* NULL is fine */

#endif
