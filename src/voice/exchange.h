/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_VOICE_EXCHANGE_H
#define LECTERN_VOICE_EXCHANGE_H

#include "base/output.h"
#include "voice/lexicon.h"

/*
 * Lexicons of other programs, to and from lines of lexicon.tsv. What has no place there
 * (phonemes for more than a word, patterns) is said with its line, and left out.
 *
 * PLS is the W3C's Pronunciation Lexicon Specification 1.0. Its phonemes are in IPA, or in
 * espeak-ng's mnemonics under the name "x-espeak-ng", which is written for those that IPA cannot
 * give back. Said as a word is an alias in small letters, spelled one with blanks between. What
 * holds for another language or for one article alone is left out, which is said.
 */
/* A lexicon in another language than the one wanted (empty: any) is refused. 0 or -1 (said). */
int pls_read(
    struct str bytes, const char *file, struct str language, struct output *tsv, struct diag *);
void pls_write(const struct lexicon *, struct str language, struct output *, struct diag *);

/* A speech dictionary of the screen reader NVDA: pattern, words, case, type (0 anywhere, 1 a
   regular expression, 2 a whole word), parted by tabs. */
int nvda_read(struct str bytes, const char *file, struct output *tsv, struct diag *);

#endif
