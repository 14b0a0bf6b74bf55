/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "bundle/bundle.h"

struct line {
	struct str name;
	char hash[HASH_TEXT];
};

static int
by_name(const void *left, const void *right)
{
	const struct line *a = left, *b = right;

	return str_compare(a->name, b->name);
}

int
bundle_digest(struct bundle *b, char digest[HASH_TEXT], struct diag *diag)
{
	size_t count = bundle_count(b);
	struct line *lines = mem_array(count, sizeof(*lines));
	struct buf text = {0};
	int result = 0;

	for (size_t i = 0; i < count && result == 0; i++) {
		buf_clear(&text);
		lines[i].name = bundle_name(b, i);
		result = bundle_read(b, i, &text, diag);
		hash_sha256(buf_str(&text), lines[i].hash);
	}
	if (count)
		qsort(lines, count, sizeof(*lines), by_name);
	buf_clear(&text);
	for (size_t i = 0; i < count; i++)
		buf_print(&text, "%s  %.*s\n", lines[i].hash, STR_ARG(lines[i].name));
	hash_sha256(buf_str(&text), digest);
	buf_free(&text);
	mem_free(lines);
	return result;
}
