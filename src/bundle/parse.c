/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/parse.h"

#include "base/mem.h"

#define NO_ENTRY UINT32_MAX

enum { SPAN = 1 << 16 };

/* A node of the tree of all runs, hashed by its parent and the symbol that leads to it. */
struct node {
	uint64_t key; /* (parent + 1) << 32 | symbol; 0: free */
	uint32_t number, entry;
};

struct step {
	uint32_t cost, entry, back;
};

struct parser {
	struct node *nodes;
	size_t room, used;
	struct step *steps;
	size_t step_room;
};

static struct node *
slot_of(const struct parser *p, uint64_t key)
{
	size_t i = (size_t)((key * 0x9e3779b97f4a7c15u) >> 20) & (p->room - 1);

	while (p->nodes[i].key && p->nodes[i].key != key)
		i = (i + 1) & (p->room - 1);
	return &p->nodes[i];
}

static void
grow(struct parser *p)
{
	struct node *old = p->nodes;
	size_t room = p->room;

	p->room = room ? room * 2 : 1 << 12;
	p->nodes = mem_array(p->room, sizeof(*p->nodes));
	for (size_t i = 0; i < room; i++)
		if (old[i].key)
			*slot_of(p, old[i].key) = old[i];
	mem_free(old);
}

struct parser *
parser_begin(void)
{
	struct parser *p = mem_get(sizeof(*p));

	grow(p);
	return p;
}

void
parser_free(struct parser *p)
{
	if (p == NULL)
		return;
	mem_free(p->nodes);
	mem_free(p->steps);
	mem_free(p);
}

void
parser_add(struct parser *p, const uint32_t *run, size_t len, uint32_t entry)
{
	uint32_t at = 0;

	for (size_t i = 0; i < len; i++) {
		uint64_t key = ((uint64_t)at + 1) << 32 | run[i];
		struct node *node;

		if (p->used * 2 >= p->room)
			grow(p);
		node = slot_of(p, key);
		if (node->key == 0)
			*node = (struct node){key, (uint32_t)++p->used, NO_ENTRY};
		at = node->number;
		if (i + 1 == len)
			node->entry = entry;
	}
}

/* All entries that begin at `i`, put before the steps they lead to. */
static void
relax(struct parser *p, const uint32_t *run, size_t len, size_t i, const uint32_t *costs,
    uint32_t without)
{
	uint32_t at = 0, from = p->steps[i].cost;

	if (from == UINT32_MAX)
		return;
	for (size_t end = i; end < len;) {
		const struct node *node = slot_of(p, ((uint64_t)at + 1) << 32 | run[end]);
		struct step *step = &p->steps[++end];

		if (node->key == 0)
			return;
		at = node->number;
		if (node->entry != NO_ENTRY && node->entry != without &&
		    from + costs[node->entry] < step->cost)
			*step = (struct step){from + costs[node->entry], node->entry, (uint32_t)i};
	}
}

static uint32_t
parse_span(struct parser *p, const uint32_t *run, size_t len, const uint32_t *costs,
    uint32_t without, struct symbols *out)
{
	size_t count = 0, first = out->count;

	if (len + 1 > p->step_room) {
		p->step_room = len + 1;
		p->steps = mem_resize(p->steps, p->step_room, sizeof(*p->steps));
	}
	for (size_t i = 0; i <= len; i++)
		p->steps[i].cost = UINT32_MAX;
	p->steps[0].cost = 0;
	for (size_t i = 0; i < len; i++)
		relax(p, run, len, i, costs, without);
	if (p->steps[len].cost == UINT32_MAX)
		return UINT32_MAX;
	for (size_t i = len; i > 0; i = p->steps[i].back)
		count++;
	for (size_t n = 0; n < count; n++) {
		out->at = mem_grow(out->at, out->count, &out->room, sizeof(*out->at));
		out->at[out->count++] = 0;
	}
	for (size_t i = len; i > 0; i = p->steps[i].back)
		out->at[first + --count] = p->steps[i].entry;
	return p->steps[len].cost;
}

uint32_t
parser_parse(struct parser *p, const uint32_t *run, size_t len, const uint32_t *costs,
    uint32_t without, struct symbols *out)
{
	uint64_t sum = 0;

	for (size_t from = 0; from < len; from += SPAN) {
		size_t span = len - from < SPAN ? len - from : SPAN;
		uint32_t cost = parse_span(p, run + from, span, costs, without, out);

		if (cost == UINT32_MAX)
			return UINT32_MAX;
		sum += cost;
	}
	return sum < UINT32_MAX ? (uint32_t)sum : UINT32_MAX - 1;
}

uint32_t
bits_of(uint64_t part, uint64_t whole)
{
	uint32_t bits = 0;
	uint64_t ratio; /* whole / part, as 1.31 after its whole doublings are taken out */

	if (part == 0)
		part = 1;
	if (whole < part)
		whole = part;
	while (whole >> 32) {
		whole >>= 1;
		part = part > 1 ? part >> 1 : 1;
	}
	while (whole >= 2 * part) {
		part *= 2;
		bits += BIT;
	}
	ratio = (whole << 31) / part;
	for (uint32_t half = BIT / 2; half > 0; half /= 2) {
		ratio = ratio * ratio >> 31;
		if (ratio >= (uint64_t)2 << 31) {
			ratio >>= 1;
			bits += half;
		}
	}
	return bits;
}
