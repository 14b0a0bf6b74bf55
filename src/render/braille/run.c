/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/run.h"

#include <string.h>

enum { DOT_5 = 0x10, HYPHEN = 0x24 };

static const char ascii[] = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)=";

char
cell_ascii(unsigned char dots)
{
	return ascii[dots & 0x3f];
}

unsigned char
cell_dots(char c)
{
	const char *at = strchr(ascii, ascii_lower(c) ? c - 'a' + 'A' : c);

	return at && c ? (unsigned char)(at - ascii) : 0;
}

void
run_append(struct run *run, const struct run *more, struct arena *arena)
{
	size_t count = run->count + more->count;
	struct run joined = {.dots = arena_get(arena, count + 1),
	    .gap = arena_get(arena, count + 1),
	    .owner = arena_array(arena, count + 1, sizeof(*joined.owner)),
	    .from = arena_array(arena, count + 1, sizeof(*joined.from)),
	    .count = count};
	const struct run *parts[] = {run, more};

	for (size_t i = 0, at = 0; i < 2; at += parts[i++]->count) {
		if (!parts[i]->count)
			continue;
		memcpy(joined.dots + at, parts[i]->dots, parts[i]->count);
		memcpy(joined.gap + at, parts[i]->gap, parts[i]->count);
		memcpy(joined.owner + at, parts[i]->owner, parts[i]->count * sizeof(*joined.owner));
		memcpy(joined.from + at, parts[i]->from, parts[i]->count * sizeof(*joined.from));
	}
	*run = joined;
}

struct run
run_ascii(const char *text, bool free, struct arena *arena)
{
	size_t count = strlen(text);
	struct run run = {.dots = arena_get(arena, count + 1),
	    .gap = arena_get(arena, count + 1),
	    .owner = arena_array(arena, count + 1, sizeof(*run.owner)),
	    .from = arena_array(arena, count + 1, sizeof(*run.from)),
	    .count = count};

	for (size_t i = 0; i < count; i++) {
		run.dots[i] = cell_dots(text[i]);
		if (free && i && !run.dots[i - 1])
			run.gap[i] = GAP_FREE;
	}
	return run;
}

void
run_own(struct run *run, unsigned owner)
{
	for (size_t i = 0; i < run->count; i++)
		run->owner[i] = owner;
}

size_t
run_length(const struct run *run)
{
	size_t count = run->count;

	while (count && !run->dots[count - 1])
		count--;
	return count;
}

static size_t
without_blanks(const struct run *run, size_t start, size_t end)
{
	while (end > start && !run->dots[end - 1])
		end--;
	return end;
}

/* How far a line may reach that begins at a cell: blanks at its end do not count. */
static size_t
reach(const struct run *run, size_t from, size_t width)
{
	size_t end = run->count - from > width ? from + width : run->count;

	while (end < run->count && !run->dots[end])
		end++;
	return end;
}

struct run_line
run_line(const struct run *run, size_t from, size_t width)
{
	struct run_line line = {0};
	size_t best = 0, worst = 0, cut = 0;

	while (from < run->count && !run->dots[from])
		from++;
	line.start = from;
	for (size_t i = reach(run, from, width); i > from && !best; i--) {
		if (i == run->count || run->gap[i] == GAP_FREE)
			best = i;
		else if (run->gap[i] == GAP_WORST && i - from < width && !worst)
			worst = i;
		else if (run->gap[i] == GAP_CUT && i - from < width && !cut)
			cut = i;
	}
	if (!best && from < run->count) {
		line.dot5 = width > 1 && (!worst || run->dots[worst - 1] != HYPHEN);
		line.cut = !worst;
		best = worst ? worst : cut ? cut : from + (width > 1 ? width - 1 : 1);
	}
	line.next = best > run->count || from >= run->count ? run->count : best;
	line.end = without_blanks(run, from, line.next);
	while (line.next < run->count && !run->dots[line.next])
		line.next++;
	return line;
}
