/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/*
 * Round by round: count all pairs, take those over a bar, replace them from left to right
 * (where two overlap, the one that counts more), lower the bar. One pair a round would be
 * exact (Re-Pair); many a round is as good here, since most candidates are thrown away later.
 */
enum {
	FIRST_COUNTS = 8,
	REPEAT_COUNTS = 3,
}; /* of an eighth each */

struct tally {
	uint64_t pair; /* left << 32 | right, + 1; 0: free */
	uint32_t count, window, symbol;
};

struct table {
	struct tally *at;
	size_t room, used;
};

static uint64_t
key_of(uint32_t left, uint32_t right)
{
	return ((uint64_t)left << 32 | right) + 1;
}

static struct tally *
slot_of(const struct table *t, uint64_t key)
{
	size_t i = (size_t)((key * 0x9e3779b97f4a7c15u) >> 20) & (t->room - 1);

	while (t->at[i].pair && t->at[i].pair != key)
		i = (i + 1) & (t->room - 1);
	return &t->at[i];
}

static void
grow(struct table *t)
{
	struct table old = *t;

	t->room = old.room ? old.room * 2 : 1 << 12;
	t->at = mem_array(t->room, sizeof(*t->at));
	for (size_t i = 0; i < old.room; i++)
		if (old.at[i].pair)
			*slot_of(t, old.at[i].pair) = old.at[i];
	mem_free(old.at);
}

static void
count_pairs(
    struct table *t, const struct symbols *s, const uint32_t *single, uint32_t bar, size_t window)
{
	for (size_t i = 0; i + 1 < s->count; i++) {
		uint32_t left = s->at[i], right = s->at[i + 1];
		uint32_t now = (uint32_t)(i / window) + 1;
		struct tally *tally;

		if (left == SYMBOL_END || right == SYMBOL_END || single[left] < bar ||
		    single[right] < bar)
			continue;
		if (t->used * 2 >= t->room)
			grow(t);
		tally = slot_of(t, key_of(left, right));
		if (tally->pair == 0) {
			tally->pair = key_of(left, right);
			t->used++;
		}
		tally->count += tally->window == now ? REPEAT_COUNTS : FIRST_COUNTS;
		tally->window = now;
	}
}

static int
by_count(const void *left, const void *right)
{
	const struct tally *const *a = left, *const *b = right;

	if ((*a)->count != (*b)->count)
		return (*a)->count > (*b)->count ? -1 : 1;
	return (*a)->pair < (*b)->pair ? -1 : 1;
}

/* Gives the pairs over the bar their symbols, those that count most first. */
static size_t
take_best(struct table *t, uint32_t bar, size_t most, struct merges *merges)
{
	struct tally **best = mem_array(t->used, sizeof(struct tally *));
	size_t count = 0;

	for (size_t i = 0; i < t->room; i++)
		if (t->at[i].pair && t->at[i].count >= bar)
			best[count++] = &t->at[i];
	qsort(best, count, sizeof(struct tally *), by_count);
	if (count > most - merges->count)
		count = most - merges->count;
	for (size_t i = 0; i < count; i++) {
		best[i]->symbol = merges->first + (uint32_t)merges->count;
		merges->at =
		    mem_grow(merges->at, merges->count, &merges->room, sizeof(*merges->at));
		merges->at[merges->count++] = (struct merge){(uint32_t)((best[i]->pair - 1) >> 32),
		    (uint32_t)(best[i]->pair - 1), best[i]->count / FIRST_COUNTS};
	}
	mem_free(best);
	return count;
}

static uint32_t
symbol_at(const struct table *t, const struct symbols *s, size_t i)
{
	if (i + 1 >= s->count || s->at[i] == SYMBOL_END || s->at[i + 1] == SYMBOL_END)
		return 0;
	return slot_of(t, key_of(s->at[i], s->at[i + 1]))->symbol;
}

static void
replace(const struct table *t, struct symbols *s)
{
	uint32_t next = symbol_at(t, s, 0);
	size_t to = 0;

	for (size_t i = 0; i < s->count; i++) {
		uint32_t symbol = next;

		next = symbol_at(t, s, i + 1);
		if (symbol && !(next && next < symbol)) { /* smaller numbers count more */
			s->at[to++] = symbol;
			next = symbol_at(t, s, ++i + 1);
		} else {
			s->at[to++] = s->at[i];
		}
	}
	s->count = to;
}

static size_t
one_round(struct symbols *s, uint32_t bar, const struct merge_options *o, struct merges *merges)
{
	uint32_t *single = mem_array(merges->first + merges->count, sizeof(*single));
	struct table t = {0};
	size_t taken;

	grow(&t);
	for (size_t i = 0; i < s->count; i++)
		if (s->at[i] != SYMBOL_END)
			single[s->at[i]] += FIRST_COUNTS;
	count_pairs(&t, s, single, bar, o->window);
	taken = take_best(&t, bar, o->most, merges);
	if (taken)
		replace(&t, s);
	mem_free(single);
	mem_free(t.at);
	return taken;
}

void
merge_pairs(struct symbols *s, uint32_t first, const struct merge_options *o, struct merges *merges)
{
	uint32_t least = o->least * FIRST_COUNTS;
	uint32_t bar = s->count / 8 > least ? (uint32_t)(s->count / 8) : least;

	merges->first = first;
	while (merges->count < o->most) {
		size_t taken = one_round(s, bar, o, merges);

		if (bar == least && taken == 0)
			break;
		bar = (uint32_t)((uint64_t)bar * o->eighths / 8);
		if (bar < least)
			bar = least;
	}
}
