/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_BASE_H
#define LECTERN_BUNDLE_BASE_H

#include "base/str.h"

/*
 * Base dictionaries: words and phrases that the program has, so that a bundle need not. They
 * are dictionaries as lectern-bundle(5) describes them, one file each (src/bundle/base-N), and
 * never change: a better one gets the next number, and the old ones stay.
 */
enum { BASE_NEWEST = 2 };

/* The dictionary of this number. False: there is none. */
bool base_dictionary(unsigned long long number, struct str *);

/* Made by base.sh from the files. */
struct base_bytes {
	const unsigned char *at;
	size_t len;
};
extern const struct base_bytes bases[BASE_NEWEST];

#endif
