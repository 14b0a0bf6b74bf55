/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_CORRECT_H
#define LECTERN_RENDER_BRAILLE_CORRECT_H

#include "render/braille/letters.h"

/*
 * What the tables of Unified English Braille get wrong against its rulebook, put right: each
 * fault here, in address.c, capitals.c, emphasis.c, words.c and in what is put in front of letters,
 * and nowhere else. There are twenty.
 *
 *   5.7.1   letters spelled out share one grade 1 sign where that is shorter:
 *           "s-p-e-l-l-i-n-g", "p-p-p-p-perishing", but not "d-d-d-dictionary"
 *   5.7.2   letters that look like a shortform with an s take one too, and those that look like
 *           one with more behind it: "3 yrs" are not yours, "GDP" is not good, "ozbrl"
 *   6.3.1   a sign of emphasis ends a number, which begins anew behind it: "1**50**"
 *   6.5.2   a letter from a to j behind a figure takes a grade 1 sign in running capitals too:
 *           "456G" would else read as 4567
 *   6.5.3   behind a decimal point and figures nothing is contracted either: ".99and"
 *   8.3.1   single capitals, however many, are no passage: "C. P. E. Bach"
 *   8.5.3   neither is a sentence of one word at its ends: "point A. BUT NOT YET"
 *   8.6.2   a passage ends before the marks that close what was open before it:
 *           "\"I WILL NOT!\""
 *   8.8.2   the second of two capitals begins a part of a word: "BSc", "KCl", "ELesson"
 *   9.3     three or more emphasized words are one passage, also when the first begins and the
 *           last ends inside a sequence: "**keep it near**, and", "[**see his report**]"
 *   9.7.3   the emphasis of a word takes in the marks that close behind it: "*Hamlet*?"
 *   10.4.1  "ar" and "gh" are signs by themselves too, and so are "en" and "con", which begin
 *           what is left of a word: "-ar", "-ence", "pros and cons" (10.6)
 *   10.4.3  "ing" is no sign at the beginning of a word, behind marks either: "[Ingalls"
 *   10.5.4  of signs without upper dots the last is written out: "-in", "enough!"-in
 *   10.6.1  "be", "con" and "dis" are the first syllable or no signs: "besylate", "disulfiram"
 *   10.7    "some", "time" and "one" are syllables or no signs: "esomeprazole", "multimeter"
 *   10.8.2  a final groupsign does not follow a capital sign or the end of capitals: "MyLess"
 *           ends in l, e, s, s
 *   10.11   no sign goes over the parts of a word, nor takes what makes a better one with what is
 *           behind it: "neurofibroma", "methemoglobin", "myasthenia" (10.10)
 *   10.12   nor over letters that stand for words of their own: "kWh", "MCh"
 *   10.12.3 words behind figures in addresses are contracted behind a sign that ends grade 1 mode,
 *           where that is shorter: "www.99chances.com"
 */

/* On the cells that these letters gave. */
void correct_cells(const struct letter *, size_t count, struct arena *, struct louis_cells *);

#endif
