/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/codes.h"

#include <string.h>

#include "base/mem.h"
#include "bundle/coding.h"
#include "bundle/parse.h"

enum {
	ROUNDS = 24,
	TRIES = 16, /* of numbers of single codes */
	TRY_STEP = 6,
	COST_MOST = 64 * BIT, /* of a code */
	GRAIN = BIT,          /* within which costs are about the same */
};

uint32_t
codes_cost(const struct codes *c, size_t number)
{
	size_t second = number - c->singles;

	if (number < c->singles)
		return c->bytes[number];
	return c->bytes[c->singles + second / 256] + c->bytes[second % 256];
}

unsigned
codes_class(const struct codes *c, size_t number)
{
	return codes_cost(c, number) / GRAIN;
}

/* The numbers of the own entries, the cheapest first; within a grain, in their order. */
static void
sort_numbers(const struct codes *c, unsigned grain, uint32_t *numbers)
{
	size_t starts[COST_MOST + 1] = {0};

	for (size_t i = 0; i < c->own; i++)
		starts[codes_cost(c, i) / grain + 1]++;
	for (size_t cost = 1; cost <= COST_MOST; cost++)
		starts[cost] += starts[cost - 1];
	for (size_t i = 0; i < c->own; i++)
		numbers[starts[codes_cost(c, i) / grain]++] = (uint32_t)i;
}

static void
tally(const struct codes *c, size_t number, uint32_t uses, uint64_t *bytes)
{
	size_t second = number - c->singles;

	if (number < c->singles) {
		bytes[number] += uses;
	} else {
		bytes[c->singles + second / 256] += uses;
		bytes[second % 256] += uses;
	}
}

/* The entries of the base that are used: few, in small bundles. */
struct fixed {
	uint32_t number, uses;
};

struct work {
	const uint32_t *uses;
	uint32_t *numbers;
	struct fixed *fixed;
	size_t fixed_count;
};

static void
set_costs(struct codes *c, const struct work *w)
{
	uint64_t bytes[256], whole = 0;

	for (int b = 0; b < 256; b++)
		bytes[b] = 1;
	for (size_t i = 0; i < c->own; i++)
		tally(c, w->numbers[i], w->uses[i], bytes);
	for (size_t i = 0; i < w->fixed_count; i++)
		tally(c, w->fixed[i].number, w->fixed[i].uses, bytes);
	for (int b = 0; b < 256; b++)
		whole += bytes[b];
	for (int b = 0; b < 256; b++)
		c->bytes[b] = bits_of(bytes[b], whole);
}

static void
give(struct codes *c, unsigned singles, const struct work *w)
{
	c->singles = singles;
	for (unsigned b = 0; b < 256; b++)
		c->bytes[b] = bits_of(1, b + 4);
	/* each round, what is used most gets the cheapest codes, and that changes the costs */
	for (unsigned round = 0; round < ROUNDS; round++) {
		sort_numbers(c, 1, w->numbers);
		set_costs(c, w);
	}
}

static uint64_t
cost_of_all(const struct codes *c, const struct work *w)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < c->own; i++)
		sum += (uint64_t)w->uses[i] * codes_cost(c, w->numbers[i]);
	for (size_t i = 0; i < w->fixed_count; i++)
		sum += (uint64_t)w->fixed[i].uses * codes_cost(c, w->fixed[i].number);
	return sum;
}

/* The number of single codes says, too, on which second bytes the entries of the base come. */
static unsigned
best_singles(struct codes *c, unsigned most, const struct work *w)
{
	uint64_t least = UINT64_MAX;
	unsigned best = most;

	for (unsigned tries = 0; c->base && tries < TRIES && most > tries * TRY_STEP; tries++) {
		uint64_t cost;

		give(c, most - tries * TRY_STEP, w);
		cost = cost_of_all(c, w);
		if (cost < least) {
			least = cost;
			best = c->singles;
		}
	}
	return best;
}

void
codes_give(struct codes *c, const uint32_t *uses, const uint32_t *base_uses, uint32_t *numbers)
{
	unsigned most = (unsigned)((CODES_MOST - c->own - c->base) / 255);
	struct work w = {uses, numbers, mem_array(c->base, sizeof(*w.fixed)), 0};

	for (size_t i = 0; i < c->base; i++)
		if (base_uses[i])
			w.fixed[w.fixed_count++] =
			    (struct fixed){(uint32_t)(c->own + i), base_uses[i]};
	give(c, best_singles(c, most < 256 ? most : 256, &w), &w);
	sort_numbers(c, GRAIN, numbers);
	mem_free(w.fixed);
}
