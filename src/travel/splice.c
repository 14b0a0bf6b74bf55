/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "travel/splice.h"

#include "base/mem.h"

enum {
	EDITS_MOST = 1000,               /* looked for at once; then the best way so far is taken */
	COMPARED_MOST = 8 * 1024 * 1024, /* bytes; more are replaced as a whole */
	KEEP_LEAST = 12,                 /* bytes; keeping fewer costs more than writing them */
};

struct word {
	struct str text;
	bool changed; /* dropped, or inserted */
};

struct words {
	struct word *at;
	size_t count, room;
};

static bool
in_word(char c)
{
	return c < 0 || ascii_alnum(c);
}

/* Runs of letters and digits, and each other byte alone. */
static void
take_words(struct str text, struct words *w)
{
	for (size_t from = 0, to; from < text.len; from = to) {
		for (to = from + 1;
		     in_word(text.at[from]) && to < text.len && in_word(text.at[to]);)
			to++;
		w->at = mem_grow(w->at, w->count, &w->room, sizeof(*w->at));
		w->at[w->count++] = (struct word){str_sub(text, from, to), false};
	}
}

static size_t
run_of_same(const struct words *a, size_t x, const struct words *b, size_t y)
{
	size_t run = 0;

	while (x + run < a->count && y + run < b->count &&
	       str_equal(a->at[x + run].text, b->at[y + run].text))
		run++;
	return run;
}

/*
 * The shortest way through the grid of both texts (E. Myers, 1986): reach[k] is how far in `a`
 * one comes on diagonal k with d edits. Of each d what was reached is kept, to find back.
 */
struct way {
	struct words *a, *b;
	size_t x, y; /* where it begins */
	long *reach; /* of all d, one behind the other: d + 1 diagonals each */
};

static long *
row_of(const struct way *way, long d)
{
	return way->reach + d * (d + 1) / 2;
}

/* The farthest place in the grid on diagonal k that one more edit leads to, or -1; whether that
   edit inserts. */
static long
step_to(const struct way *way, long d, long k, bool *inserts)
{
	long n = (long)(way->a->count - way->x), m = (long)(way->b->count - way->y);
	const long *before = row_of(way, d - 1);
	long dropping = k > -d ? before[(k - 1 + d - 1) / 2] : -1;
	long inserting = k < d ? before[(k + 1 + d - 1) / 2] : -1;

	if (dropping >= 0)
		dropping = dropping < n ? dropping + 1 : -1;
	if (inserting - k > m)
		inserting = -1;
	*inserts = inserting > dropping;
	return *inserts ? inserting : dropping;
}

static void
go_back(struct way *way, long d, long k)
{
	for (; d > 0; d--) {
		bool inserts;
		long x = step_to(way, d, k, &inserts);

		if (inserts)
			way->b->at[way->y + (size_t)(x - k) - 1].changed = true;
		else
			way->a->at[way->x + (size_t)x - 1].changed = true;
		k += inserts ? 1 : -1;
	}
}

/* Goes as far as EDITS_MOST edits lead; true at the end of both texts. */
static bool
go_on(struct way *way)
{
	long n = (long)(way->a->count - way->x), m = (long)(way->b->count - way->y);

	for (long d = 0;; d++) {
		long *row = row_of(way, d), best_k = 0, best_x = 0, best = -1;
		bool inserts;

		for (long k = -d; k <= d; k += 2) {
			long x = d ? step_to(way, d, k, &inserts) : 0;

			if (x >= 0)
				x += (long)run_of_same(
				    way->a, way->x + (size_t)x, way->b, way->y + (size_t)(x - k));
			row[(k + d) / 2] = x;
			if (x >= 0 && x + x - k > best) {
				best = x + x - k;
				best_k = k;
				best_x = x;
			}
		}
		if (best == n + m || d == EDITS_MOST) {
			go_back(way, d, best_k);
			way->x += (size_t)best_x;
			way->y += (size_t)(best_x - best_k);
			return best == n + m;
		}
	}
}

static void
compare(struct words *a, struct words *b)
{
	struct way way = {.a = a, .b = b};

	way.reach = mem_array((size_t)(EDITS_MOST + 1) * (EDITS_MOST + 2) / 2, sizeof(*way.reach));
	while (!go_on(&way))
		;
	mem_free(way.reach);
}

static void
put_splice(
    struct splices *splices, size_t keep, struct str drop, struct str insert, struct buf *inserted)
{
	splices->at = mem_grow(splices->at, splices->count, &splices->room, sizeof(*splices->at));
	splices->at[splices->count++] = (struct splice){keep, drop.len, insert.len};
	buf_put(inserted, insert);
}

/* To where enough stays for a splice to end: behind the changed words at *i and *j. */
static void
skip_changed(const struct words *a, size_t *i, const struct words *b, size_t *j)
{
	for (;;) {
		size_t kept = 0, x, y;

		while (*i < a->count && a->at[*i].changed)
			++*i;
		while (*j < b->count && b->at[*j].changed)
			++*j;
		for (x = *i, y = *j; x < a->count && y < b->count && !a->at[x].changed &&
				     !b->at[y].changed && kept < KEEP_LEAST;
		     x++, y++)
			kept += a->at[x].text.len;
		if (kept >= KEEP_LEAST || (x == a->count && y == b->count))
			return;
		*i = x;
		*j = y;
	}
}

static size_t
place_of(const struct words *w, size_t i, struct str text)
{
	return i < w->count ? (size_t)(w->at[i].text.at - text.at) : text.len;
}

static void
put_splices(const struct words *a, struct str old, const struct words *b, struct str new,
    size_t kept, struct splices *splices, struct buf *inserted)
{
	size_t i = 0, j = 0;

	while (i < a->count || j < b->count) {
		size_t from = i, start = j;

		if (!(i < a->count && a->at[i].changed) && !(j < b->count && b->at[j].changed)) {
			kept += a->at[i].text.len;
			i++;
			j++;
			continue;
		}
		skip_changed(a, &i, b, &j);
		put_splice(splices, kept, str_sub(old, place_of(a, from, old), place_of(a, i, old)),
		    str_sub(new, place_of(b, start, new), place_of(b, j, new)), inserted);
		kept = 0;
	}
}

void
splice_find(struct str old, struct str new, struct splices *splices, struct buf *inserted)
{
	size_t front = 0, back = 0, least = old.len < new.len ? old.len : new.len;
	struct words a = {0}, b = {0};
	struct str drop, insert;

	while (front < least && old.at[front] == new.at[front])
		front++;
	while (back < least - front && old.at[old.len - 1 - back] == new.at[new.len - 1 - back])
		back++;
	drop = str_sub(old, front, old.len - back);
	insert = str_sub(new, front, new.len - back);
	if (drop.len == 0 && insert.len == 0)
		return;
	if (drop.len == 0 || insert.len == 0 || drop.len + insert.len > COMPARED_MOST) {
		put_splice(splices, front, drop, insert, inserted);
		return;
	}
	take_words(drop, &a);
	take_words(insert, &b);
	compare(&a, &b);
	put_splices(&a, drop, &b, insert, front, splices, inserted);
	mem_free(a.at);
	mem_free(b.at);
}
