/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_LATE_H
#define LECTERN_BASE_LATE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A library that most commands do without is opened when it is first called, not whenever the
 * program starts: bringing all of them in takes longer than reading an article out of a
 * bundle. The file that owns the library says once what it takes from there,
 *
 *	#include <archive.h>
 *	#define TAKEN(TAKE) TAKE(archive_read_new) TAKE(archive_read_free)
 *	LATE_LIBRARY("archive", TAKEN)
 *
 * and calls lib()->archive_read_new(). The types are those of the library's own header. A
 * process that is going to fork many calls lib() first, so that they all have it.
 *
 * The name is the one the linker knows (-larchive); that of the file, libarchive.so.13, was
 * asked of the linker when the program was built (late.sh, from the Makefile's LATE).
 */
#define LATE_LIBRARY(name, TAKEN)                                                                  \
	struct lib {                                                                               \
		TAKEN(LATE_POINTER)                                                                \
	};                                                                                         \
	static const struct lib *lib(void)                                                         \
	{                                                                                          \
		static const char *const names[] = {TAKEN(LATE_NAME)};                             \
		static struct lib taken;                                                           \
		static bool open;                                                                  \
                                                                                                   \
		if (!open)                                                                         \
			late_open(name, names, sizeof(names) / sizeof(*names), &taken);            \
		open = true;                                                                       \
		return &taken;                                                                     \
	}
#define LATE_POINTER(symbol) __typeof__(symbol) *symbol;
#define LATE_NAME(symbol)    #symbol,

/* Fills an array of pointers with what has these names in the library. One that is not there,
   or has not all of them, ends the run with a message, as missing memory does. */
void late_open(const char *library, const char *const *names, size_t count, void *pointers);

/* Made by late.sh. */
struct late_file {
	const char *library, *file; /* "archive", "libarchive.so.13" */
};
extern const struct late_file late_files[]; /* ends with NULLs */

#endif
