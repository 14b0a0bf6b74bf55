/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_SEGMENTS_H
#define LECTERN_RENDER_BRAILLE_SEGMENTS_H

#include "render/braille/print.h"
#include "render/braille/run.h"

/*
 * Cells of words met before: they are worked out once, not each time the words come. They are
 * kept with the table for as long as it lives, bounded: when they are too many they begin anew.
 *
 * A leaf is cut at blanks over which nothing in the table can look, and what lies between is
 * worked out alone, with a blank on both sides for the table. There is no cut
 *	- between two words with figures in them: a number goes on behind a blank
 *	- unless a word beside it is in small letters, but for the first: capitals go on from
 *	  word to word
 *	- beside a word with a reference or any character but letters and usual marks
 *	- beside a word with emphasis, unless it goes on over the blank and is a passage of three
 *	  words or more: what lies inside is then written as without it
 *	- at a blank that no line may begin behind, or at more than one
 * That this gives the same cells is proved for the tables that segments_serve names, by
 * working leaves out both ways (tests/property/braille.c). For others leaves stay whole; a short
 * one that comes again, such as a bullet, is a segment of its own.
 */
bool segments_serve(const struct louis *);

/* A walk over the segments of a text; a blank is between one and the next. */
struct segments_walk {
	struct str text;
	const struct print *print;
	size_t start, end; /* of the segment at hand */
	bool known;        /* its cells depend on nothing but itself */
	bool whole;        /* it is a text without anything beside it */
	/* Emphasis that a passage brings along from the words before it, and that goes on behind
	   it: enum louis_form */
	unsigned char before, behind;
	size_t next_end; /* of the word behind it, and its kinds */
	unsigned next;
	size_t passage_start, passage_end; /* that was looked at last */
	bool passage;
};

/* The emphasis that all of the segment at hand has, and what is beside it: it need not be told. */
unsigned segments_inside(const struct segments_walk *);

/* The whole text as the segment at hand. */
void segments_whole(struct segments_walk *, struct str text, const struct print *);
/* False: the text can only be worked out whole. */
bool segments_begin(struct segments_walk *, struct str, const struct print *);
bool segments_next(struct segments_walk *); /* false: there was none left */

/* A run without owners: of each cell the byte it comes from, counted from the segment's start,
   times SEGMENT_FROM, with its enum gap. */
enum { SEGMENT_FROM = 4, SEGMENT_MOST = 256 / SEGMENT_FROM /* bytes */ };
struct segment {
	const unsigned char *dots, *place;
	size_t count;
};

/* Of the segment at hand: its cells, if it was met before and is known; else `count` is 0. */
struct segment segments_find(struct louis *, const struct segments_walk *);
/* `from` is counted from the text's start here. */
void segments_keep(struct louis *, const struct segments_walk *, const struct run *);
/* The same for a text by itself, that has no looks. */
struct segment segments_find_text(struct louis *, struct str);
void segments_keep_text(struct louis *, struct str, size_t start, const struct run *);

#endif
