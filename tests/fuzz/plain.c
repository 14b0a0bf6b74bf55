/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "source/source.h"

extern const struct source_format source_format_plain;
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { LONG_WORD = 8 }; /* longer than any mark that is taken off */

static void
silent(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

/* Letters in long words. */
static size_t
weigh(struct str s)
{
	size_t sum = 0, run = 0;

	for (size_t i = 0; i <= s.len; i++) {
		if (i < s.len && ascii_alpha(s.at[i])) {
			run++;
			continue;
		}
		sum += run >= LONG_WORD ? run : 0;
		run = 0;
	}
	return sum;
}

static int
weigh_block(void *context, const struct block *block, enum visit visit)
{
	if (visit == VISIT_ENTER)
		*(size_t *)context += weigh(block->text);
	return 0;
}

static bool
is_simple(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.at[i] >= 0x7f || s.at[i] == '&')
			return false;
	return !str_starts(s, S("---"));
}

/* Any text gives a sound document, and of plain ASCII no word is lost. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct diag diag = {.sink = silent};
	struct build *build;
	struct document *doc;
	size_t kept;

	if (!utf8_valid(text))
		return 0;
	build = build_begin("fuzz.txt", &diag);
	source_format_plain.parse(text, "fuzz.txt", build, &diag);
	doc = build_end(build);
	kept = weigh(doc->title);
	document_walk(doc, weigh_block, &kept);
	if (document_check(doc) != NULL || (is_simple(text) && kept < weigh(text)))
		abort();
	document_free(doc);
	return 0;
}
