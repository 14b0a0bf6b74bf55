/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_EMPHASIS_H
#define LECTERN_RENDER_BRAILLE_EMPHASIS_H

#include "render/braille/mend.h"

/* So many words with emphasis are a passage (9.3). */
enum { EMPHASIS_PASSAGE = 3 };

/* The signs of emphasis: how far they reach, and figures behind them. */
void emphasis_mend(struct mend *);

#endif
