/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_TABLEFILE_H
#define LECTERN_RENDER_BRAILLE_TABLEFILE_H

#include "base/hash.h"

/*
 * The digest of a braille table as it is on this machine: of the library's version and of the files
 * that it would read for it. False: it cannot be told, since the library may look in other
 * places than its own folder (its manual, "How tables are found"): LOUIS_TABLEPATH says so, or
 * there is a file of that name here.
 */
bool tablefile_digest(const char *name, const char *version, unsigned char digest[HASH_LONG]);

#endif
