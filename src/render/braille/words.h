/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_WORDS_H
#define LECTERN_RENDER_BRAILLE_WORDS_H

#include "render/braille/mend.h"

/* Contractions over what words are made of, those of abbreviations, and word parts alone. */
void words_mend(struct mend *);

#endif
