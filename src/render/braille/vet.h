/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_VET_H
#define LECTERN_RENDER_BRAILLE_VET_H

#include "render/braille/louis.h"

/*
 * Which characters a table is given: only those it has a sign for. Every other one is
 * written in another way that the table can write.
 */
enum { VET_MOST = 24 };

enum vet {
	VET_SAME,    /* the table knows it */
	VET_EQUAL,   /* another character that reads the same, or nothing: it was invisible */
	VET_SPELLED, /* a reader of print would see something else: to be said */
	VET_NONE     /* the table cannot write it, nor the number it has */
};

/* What is to be written for a character; `count` of `out` are used. */
enum vet vet_character(struct louis *, unsigned character, unsigned out[VET_MOST], size_t *count);

/* A number of so many characters and the letter or fraction behind it give the same cells as
   another number: "5g" would be 57, "10cc" 1033, "1½" 11/2. What is to be put between: dot 5
   where that is the code's own sign, else a blank; 0: nothing. */
unsigned vet_between(struct louis *, const unsigned *number, size_t count, unsigned next);
/* The table writes nothing for this mark behind a figure: "5'". */
bool vet_loses(struct louis *, unsigned digit, unsigned mark);

/* A letter with the dot below that the scripts of India have (nukta), as the one character that
   tables know and that normal form C takes apart; 0: there is none. */
unsigned vet_dotted(unsigned letter, unsigned dot);

/* The plain character of a raised or lowered one ("²" gives '2', level 1; "₂" level -1). */
unsigned vet_level(unsigned character, int *level);

#endif
