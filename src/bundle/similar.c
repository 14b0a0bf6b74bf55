/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/similar.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/*
 * Each text has a sketch: the least hashes of its runs of bytes, one for each of several hash
 * functions (min-hash). Two texts agree in a place of their sketches as often as they share
 * runs. A chain goes from each text to the one, among those next to it in the order of some
 * place of the sketches, that agrees with it most.
 */
enum { PLACES = 16, RUN = 12, NEIGHBOURS = 8 };

struct sketch {
	uint32_t least[PLACES];
};

static uint32_t
mix(uint64_t run, uint64_t place)
{
	uint64_t h = (run ^ (place * 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu;

	h ^= h >> 32;
	return (uint32_t)((h * 0xc4ceb9fe1a85ec53u) >> 32);
}

static void
sketch_text(struct str text, struct sketch *sketch)
{
	memset(sketch, 0xff, sizeof(*sketch));
	for (size_t at = 0; at + RUN <= text.len; at++) {
		uint64_t low;
		uint32_t high, once;

		memcpy(&low, text.at + at, sizeof(low));
		memcpy(&high, text.at + at + sizeof(low), sizeof(high));
		low ^= (uint64_t)high * 0x9e3779b97f4a7c15u;
		/* one hash chooses one place: as good as all of them for texts of some length */
		once = mix(low, 0);
		if (mix(low, 1) < sketch->least[once % PLACES])
			sketch->least[once % PLACES] = mix(low, 1);
	}
}

static unsigned
agreement(const struct sketch *a, const struct sketch *b)
{
	unsigned sum = 0;

	for (size_t i = 0; i < PLACES; i++)
		sum += a->least[i] == b->least[i] && a->least[i] != UINT32_MAX;
	return sum;
}

struct chain {
	const struct sketch *sketches;
	size_t count, place;
	size_t *sorted[PLACES]; /* numbers of texts by the least hash in that place */
	size_t *rank[PLACES];   /* where each text stands there */
	bool *placed;
};

static int
by_place(const void *left, const void *right, void *context)
{
	const struct chain *c = context;
	size_t a = *(const size_t *)left, b = *(const size_t *)right;
	uint32_t x = c->sketches[a].least[c->place], y = c->sketches[b].least[c->place];

	if (x != y)
		return x < y ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* The text not yet placed that agrees most with `from`, among its neighbours everywhere. */
static size_t
next_of(const struct chain *c, size_t from)
{
	size_t best = STR_NONE;
	unsigned most = 0;

	for (size_t p = 0; p < PLACES; p++) {
		size_t rank = c->rank[p][from];
		size_t low = rank > NEIGHBOURS ? rank - NEIGHBOURS : 0;

		for (size_t i = low; i <= rank + NEIGHBOURS && i < c->count; i++) {
			size_t other = c->sorted[p][i];
			unsigned agree;

			if (c->placed[other])
				continue;
			agree = agreement(&c->sketches[from], &c->sketches[other]);
			if (agree > most || (agree == most && agree > 0 && other < best)) {
				most = agree;
				best = other;
			}
		}
	}
	return best;
}

static void
follow(struct chain *c, size_t *order)
{
	size_t at = 0, unplaced = 0;

	for (size_t done = 0; done < c->count; done++) {
		order[done] = at;
		c->placed[at] = true;
		at = next_of(c, at);
		while (unplaced < c->count && c->placed[unplaced])
			unplaced++;
		if (at == STR_NONE)
			at = unplaced;
	}
}

void
similar_order(const struct str *texts, size_t count, size_t *order)
{
	struct sketch *sketches = mem_array(count, sizeof(*sketches));
	struct chain c = {.sketches = sketches, .count = count};

	for (size_t i = 0; i < count; i++)
		sketch_text(texts[i], &sketches[i]);
	c.placed = mem_array(count, sizeof(*c.placed));
	for (c.place = 0; c.place < PLACES; c.place++) {
		size_t *sorted = mem_array(count, sizeof(*sorted));

		for (size_t i = 0; i < count; i++)
			sorted[i] = i;
		qsort_r(sorted, count, sizeof(*sorted), by_place, &c);
		c.sorted[c.place] = sorted;
		c.rank[c.place] = mem_array(count, sizeof(size_t));
		for (size_t i = 0; i < count; i++)
			c.rank[c.place][sorted[i]] = i;
	}
	follow(&c, order);
	for (size_t p = 0; p < PLACES; p++) {
		mem_free(c.sorted[p]);
		mem_free(c.rank[p]);
	}
	mem_free(c.placed);
	mem_free(sketches);
}
