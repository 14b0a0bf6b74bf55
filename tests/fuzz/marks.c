/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any valid text: what is found in it lies inside it, in order, on the borders of characters. */
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "document/abbreviation.h"
#include "document/citation.h"
#include "document/phone.h"
#include "document/sentence.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
require_range(struct str text, size_t from, size_t start, size_t end)
{
	require(from <= start && start < end && end <= text.len);
	require(
	    (text.at[start] & 0xc0) != 0x80 && (end == text.len || (text.at[end] & 0xc0) != 0x80));
}

static void
sentences(struct str language, struct str text, const struct citation_mark *marks, size_t count)
{
	struct sentence_mark *quiet = mem_array(count + 1, sizeof(*quiet));

	for (size_t i = 0; i < count; i++)
		quiet[i] = (struct sentence_mark){marks[i].start, marks[i].end};
	for (size_t at = 0, end; at < text.len; at = end) {
		while (at < text.len && ascii_space(text.at[at]))
			at++;
		if (at == text.len)
			break;
		end = sentence_end(language, text, at, quiet, count);
		require_range(text, at, at, end);
	}
	mem_free(quiet);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = {"en", "es", "fr", "de", "zh", ""};
	struct str text = str_trim((struct str){(const char *)data, size});
	struct str language = str_of(languages[size % 6]);
	struct citation_text leaf = {text, false};
	struct citation_mark *marks;
	struct phone phone;
	struct abbreviation abbreviation;
	size_t count, last = 0;

	if (text.len == 0 || !utf8_valid(text))
		return 0;
	marks = citation_find(&leaf, 1, language, &count);
	for (size_t i = 0; i < count; last = marks[i++].end)
		require_range(text, last, marks[i].start, marks[i].end);
	sentences(language, text, marks, count);
	mem_free(marks);
	for (size_t at = 0; phone_find(text, at, language, &phone); at = phone.end)
		require_range(text, at, phone.start, phone.end);
	for (size_t at = 0; abbreviation_find(text, at, &abbreviation); at = abbreviation.end)
		require_range(text, at, abbreviation.start, abbreviation.end);
	return 0;
}
