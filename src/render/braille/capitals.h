/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_CAPITALS_H
#define LECTERN_RENDER_BRAILLE_CAPITALS_H

#include "render/braille/mend.h"

/* Passages of capitals: where they begin and end, and what is none. */
void capitals_mend(struct mend *);

/* The capital here is the second of two in a row, and begins a part of its own with the small
   letters behind it ("BSc", "eLesson" with both capitals), unless these are an ending of the
   two ("OKd", "CDs"). */
bool capitals_begin_part(struct str text, size_t at);

#endif
