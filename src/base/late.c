/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/late.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"

static _Noreturn void
die(const char *library, const char *why)
{
	fprintf(stderr,
	    "lectern: error: the library %s cannot be used: %s; install it, or lectern again\n",
	    library, why ? why : "no reason is known");
	exit(DIAG_STATUS_MISSING);
}

static const char *
file_of(const char *library)
{
	for (const struct late_file *l = late_files; l->library; l++)
		if (strcmp(l->library, library) == 0)
			return l->file;
	die(library, "lectern was built without it");
}

void
late_open(const char *library, const char *const *names, size_t count, void *pointers)
{
	/* never closed: some of these libraries do not survive that */
	void *handle = dlopen(file_of(library), RTLD_LAZY | RTLD_LOCAL);

	if (handle == NULL)
		die(library, dlerror());
	for (size_t i = 0; i < count; i++) {
		void *symbol = dlsym(handle, names[i]);

		if (symbol == NULL)
			die(library, dlerror());
		memcpy((char *)pointers + i * sizeof(symbol), &symbol, sizeof(symbol));
	}
}
