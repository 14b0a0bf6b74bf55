/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as Markdown: a document that keeps its promises. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "source/source.h"

extern const struct source_format source_format_markdown;
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
	struct str text = {(const char *)data, size};
	struct build *build;
	struct document *doc;

	if (!utf8_valid(text))
		return 0;
	build = build_begin("fuzz", &diag);
	source_format_markdown.parse(text, "fuzz", build, &diag);
	doc = build_end(build);
	if (document_check(doc))
		abort();
	document_free(doc);
	return 0;
}
