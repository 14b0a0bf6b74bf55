/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_MEND_H
#define LECTERN_RENDER_BRAILLE_MEND_H

#include "render/braille/letters.h"

/*
 * Signs put among cells and taken away, and letters read, for the corrections.
 */
enum mend_cell {
	CELL_GRADE_1 = 0x30,
	CELL_CAPITAL = 0x20,
	CELL_HYPHEN = 0x24,
	CELL_END = 0x04, /* behind a capital sign, of capitals; behind one of emphasis, of that */
	CELL_ITALIC = 0x28,
	CELL_BOLD = 0x18,
	CELL_UNDERLINE = 0x38,
	CELL_EMPHASIS_SYMBOL = 0x06,
	CELL_EMPHASIS_WORD = 0x02,
	CELL_EMPHASIS_PASSAGE = 0x36
};

/* Letters on their way through a table. */
struct mend {
	const struct letter *letters;
	size_t count;
	struct arena *arena;
	struct louis_cells *cells;
};

/* The character of a letter; a blank before the first and behind the last one. */
unsigned mend_char(const struct mend *, size_t letter);
/* The letters from here on are this word, in small letters or capitals. */
bool mend_spells(const struct mend *, size_t letter, const char *word);
/* The first cell that comes from this letter or a later one. */
size_t mend_first(const struct mend *, size_t letter);
/* The same, behind the signs of emphasis and of grade 1 in front of the letter. */
size_t mend_first_own(const struct mend *, size_t letter);
/* Behind the cells of the letters before this one, but before what ends emphasis or capitals. */
size_t mend_end(const struct mend *, size_t letter);

/* Puts braille ASCII in front of a cell, as part of what that stands for. */
void mend_insert(struct mend *, size_t cell, const char *ascii);
/* Puts it behind all letters before this one, as part of the last of them. */
void mend_close(struct mend *, size_t letter, const char *ascii);
void mend_drop(struct mend *, size_t cell, size_t length);
/* The table's cells for some letters, without emphasis: at the beginning of a word that does not
   stand alone, or, as small letters, within one. False: there are none. */
enum mend_place { BEGINS_WORD, WITHIN_WORD };
bool mend_translate(
    const struct mend *, size_t start, size_t end, enum mend_place, struct louis_cells *);
/* Puts other cells in the place of some. */
void mend_replace(struct mend *, size_t cell, size_t length, const struct louis_cells *);
/* Writes the letters that a sign of some cells stands for one by one. */
void mend_spell(struct mend *, size_t cell, size_t length, size_t letters);

/* A sign of this emphasis begins at the cell; of any. */
bool mend_is_pair(const struct mend *, size_t cell, unsigned char sign);
bool mend_is_sign(const struct mend *, size_t cell);

#endif
