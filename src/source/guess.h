/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_GUESS_H
#define LECTERN_SOURCE_GUESS_H

#include "source/detect.h"

/*
 * Which old encoding text is in that is not UTF-8. A general detector's answer (`first`; "" when
 * it had none) is taken for encodings of several bytes a character. Between those of one byte
 * the letters decide: the text is read in each, and the reading in which letters stand where
 * letters stand, in the words and the case that are usual, is the one.
 */
struct guess {
	char encoding[DETECT_NAME];
	unsigned sure; /* 0 to 100 */
};

void guess_encoding(struct str bytes, const char *first, struct guess *);

#endif
