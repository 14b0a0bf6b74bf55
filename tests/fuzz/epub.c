/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an EPUB publication: refused, or chapters that keep a document's promises. */
#include <stdint.h>
#include <stdlib.h>

#include "source/epub.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
ignore(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

static int
found(void *context, struct document *doc)
{
	(void)context;
	if (document_check(doc))
		abort();
	document_free(doc);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct source_options options = {0};
	struct diag diag = {.sink = ignore};

	epub_each(
	    "fuzz.epub", (struct str){(const char *)data, size}, &options, found, NULL, &diag);
	return 0;
}
