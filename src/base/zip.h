/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_ZIP_H
#define LECTERN_BASE_ZIP_H

#include "base/output.h"

/*
 * Zip archives. Reading takes what is found anywhere: zip.c is the only file with <archive.h>.
 * Writing is for containers whose first entry tells what they are (EPUB OCF 3.3, 4.3): headers
 * without extra fields, sizes in front of the bytes, names in ASCII, one date for all, so that
 * the same entries give the same bytes. That library would add fields and write the sizes behind.
 */
struct zip_limits {
	size_t entries, entry, total; /* how many; bytes of one; bytes of all that are wanted */
};
typedef bool zip_wanted(struct str name);
typedef void zip_found(void *context, struct str name, struct str bytes);

/* Calls `found` for each entry that is wanted. NULL, or what is wrong (a literal). */
const char *zip_read(
    struct str archive, const struct zip_limits *, zip_wanted *, zip_found *, void *context);

struct zip *zip_begin(struct output *);
void zip_stored(struct zip *, const char *name, struct str bytes); /* as they are */
void zip_packed(struct zip *, const char *name, struct str bytes); /* deflated */
/* Frees. False: there are more entries or bytes than a zip without extensions holds. */
bool zip_end(struct zip *);

#endif
