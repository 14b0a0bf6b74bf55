/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an article's record: refused, or a document that keeps its promises. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "document/codec.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
ignore(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = {.sink = ignore};
	struct str bytes = {(const char *)data, size};
	struct document *doc = document_decode(bytes, true, (struct where){"fuzz", 0, 0}, &diag);
	const char *broken = doc ? document_check(doc) : NULL;

	if (broken && strstr(broken, "normal form") == NULL)
		abort();
	document_free(doc);
	return 0;
}
