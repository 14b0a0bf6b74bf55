/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_VOICE_SPOKEN_H
#define LECTERN_VOICE_SPOKEN_H

#include "base/buf.h"
#include "base/diag.h"
#include "document/document.h"
#include "voice/lexicon.h"

/*
 * From written text to the words to be said. Citations are silent; phone numbers are said
 * digit by digit in groups; numbers, units, signs, dates, Roman numerals and initials become
 * words. In doubt the text stays as it is; what looks damaged ("130140 mg/dL") is read as it
 * stands and its place is said (DOUBTFUL_READING).
 *
 * The spoken form is words in lower case, punctuation kept where it makes a pause; a spelled
 * letter is a single upper-case letter, "I V"; in a phone number groups are parted by ", ".
 * Words that the lexicon has phonemes for stay words: the voice looks them up itself, so that
 * no markup stands in the text, and square brackets never do.
 *
 * English is complete, as said in America, or in Britain for tags like "en-GB"; Spanish and
 * French have numbers, quantities, dates, initials and signs. Text in any other language stays
 * as it is written, citations left out and phone numbers taken apart.
 */
struct spoken_options {
	struct str language;
	const struct lexicon *lexicon; /* may be NULL */
	bool say_references;           /* "reference 1" instead of silence */
	bool plain_words;              /* no punctuation: for `lectern say-as` */
};

/* The spoken form of bytes [start, end) of a leaf, appended. */
void spoken_leaf(const struct block *, size_t start, size_t end, const struct spoken_options *,
    const struct document *, struct buf *, struct diag *);

#endif
