/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a text to be put into braille: six-dot cells come out, or a fault is said. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "render/braille/leaf.h"

enum { MOST = 4096 };

static void
hush(void *context, const struct diag_message *m)
{
	(void)context;
	(void)m;
}

static void
check(const struct run *run, struct str text)
{
	size_t at = 0;

	for (size_t i = 0; i < run->count; i++)
		if (run->dots[i] > 0x3f || run->from[i] > text.len)
			abort();
	while (at < run->count) {
		struct run_line line = run_line(run, at, 20);

		if (line.end - line.start + line.dot5 > 20 || line.next <= at)
			abort();
		at = line.next;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"en-ueb-g2.ctb", "es-g1.ctb", "fr-bfu-g2.ctb"};
	struct str text = {(const char *)data + 1, size ? size - 1 : 0};
	struct span spans[] = {{.kind = SPAN_STRONG, .start = text.len / 4, .end = text.len / 2},
	    {.kind = SPAN_CITATION, .start = text.len / 2, .end = text.len}};
	struct arena arena = {0};
	struct diag diag = {.sink = hush};
	struct tables tables = {.name = names[size ? data[0] % 3 : 0]};
	struct leaf_way way = {
	    .tables = &tables, .references = true, .arena = &arena, .diag = &diag};
	struct leaf_text leaf = {.text = text, .spans = spans};
	struct run run;

	if (size > MOST || size < 2)
		return 0;
	way.table = tables_main(&tables, S("en"), &diag);
	leaf.span_count = text.len >= 8 && utf8_valid(text) ? data[0] / 3 % 3 : 0;
	for (size_t i = 0; i < leaf.span_count; i++)
		if ((data[1 + spans[i].start] & 0xc0) == 0x80 || spans[i].start == spans[i].end)
			leaf.span_count = 0;
	if (way.table && leaf_run(&way, &leaf, &run) == 0)
		check(&run, text);
	tables_end(&tables);
	arena_free(&arena);
	return 0;
}
