/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_NOTES_H
#define LECTERN_RENDER_BRAILLE_NOTES_H

#include "render/braille/compose.h"

/*
 * What a transcriber tells the reader: which signs stand for what print shows in its own ways,
 * and what is not as in print. On pages of their own in front of a volume; an article alone
 * says in a note what nobody could guess.
 */
enum notes {
	NOTES_BULLET = 1,
	NOTES_BOX = 2,
	NOTES_BOX_DONE = 4,
	NOTES_TN = 8, /* a transcriber's note */
	NOTES_STRUCK = 16,
	NOTES_LINKS = 32, /* whose addresses are not written */
	NOTES_BOX_LINES = 64,
};

/* What of it there is in these pieces of an article. */
unsigned notes_of(const struct pieces *, const struct document *);

/* Each a centred heading and what is under it, or nothing. */
void notes_signs(struct compose *, unsigned notes);
void notes_print(struct compose *, unsigned notes);

/* For an article with words that are struck out in print: what shows that. */
void notes_struck(struct compose *, const struct document *);

#endif
