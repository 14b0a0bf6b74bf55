/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_BASE_H
#define LECTERN_BUNDLE_BASE_H

#include "base/buf.h"

/*
 * Base dictionaries: words and phrases that the program has, so that a bundle need not. They
 * are dictionaries as lectern-bundle(5) describes them, one file each (src/bundle/base-N), and
 * never change: a better one gets the next number, and the old ones stay.
 */
enum { BASE_NEWEST = 1 };

/* Appends the dictionary of this number. False: there is none. */
bool base_dictionary(unsigned long long number, struct buf *);

#endif
