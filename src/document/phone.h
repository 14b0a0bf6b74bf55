/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_DOCUMENT_PHONE_H
#define LECTERN_DOCUMENT_PHONE_H

#include "base/str.h"

/*
 * Telephone and text-line numbers in running text: with groups ("888-509-8965",
 * "+44 20 7946 0018", "01 48 05 55 55"), short codes where the words call them numbers ("call
 * 988", "text HOME to 741741"), emergency numbers, vanity letters ("1-800-662-HELP (4357)").
 * Never dates, doses, ISBNs, years, ranges or page numbers.
 *
 * The first one at or after `from`; false when there is none. `dial` gets what is dialled:
 * digits, '+' in front if it was there, letters turned to their digits.
 */
enum { PHONE_DIAL_MOST = 24 };
struct phone {
	size_t start, end;
	char dial[PHONE_DIAL_MOST];
};

bool phone_find(struct str text, size_t from, struct str language, struct phone *);

/* Turns a number written alone ("1-800-662-4357", "tel:+1-800-662-4357") into its dialled
   form; false when it is none. */
bool phone_dial(struct str written, char dial[PHONE_DIAL_MOST]);

#endif
