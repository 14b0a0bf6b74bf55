/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/guess.h"

#include <stdio.h>

void
guess_encoding(struct str bytes, const char *first, struct guess *guess)
{
	(void)bytes;
	snprintf(guess->encoding, sizeof(guess->encoding), "%s", *first ? first : "WINDOWS-1252");
	guess->sure = *first ? 60 : 20;
}
