/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_VOICE_EXCHANGE_H
#define LECTERN_VOICE_EXCHANGE_H

#include "base/output.h"
#include "voice/lexicon.h"

/*
 * Lexicons of other programs, to and from lines of lexicon.tsv. What has no place there
 * (phonemes for more than a word, patterns, a second pronunciation) is said with its line, and left
 * out. Lines are flagged with the language, if it is known; "": it is not.
 *
 * PLS is the W3C's Pronunciation Lexicon Specification 1.0. Its phonemes are in IPA, or in
 * espeak-ng's mnemonics under the name "x-espeak-ng", which is written for those that IPA cannot
 * give back. Said as a word is an alias in small letters, spelled one with blanks between. A word
 * with a capital behind its first letter holds as it is written. What is written holds for one
 * language and every article; the rest is left out, which is said. A file of another language
 * than the one asked for is refused.
 */
#define EXCHANGE_ESPEAK_ALPHABET "x-espeak-ng"
int pls_read(
    struct str bytes, const char *file, struct str language, struct output *tsv, struct diag *);
void pls_write(const struct lexicon *, struct str language, struct output *, struct diag *);

/* A speech dictionary of the screen reader NVDA: pattern, words, case (0 any, 1 as written), type
   (0 anywhere, 1 a regular expression, 2 a whole word), parted by tabs. */
int nvda_read(
    struct str bytes, const char *file, struct str language, struct output *tsv, struct diag *);

#endif
