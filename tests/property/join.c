/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/input.h"
#include "travel.h"
#include "travel/parts.h"
#include "travel/share.h"

enum { BUNDLES = 25, PARTS_HELD = 4000 };

static struct dice
dice_of(unsigned seed)
{
	return (struct dice){seed * 2654435761u + 88172645463325252u};
}

/* A bundle in parts, each a file in a folder of its own. */
struct split {
	char folder[64], *paths[PARTS_HELD];
	size_t count;
	struct parts_plan plan;
	struct buf bytes;
};

static int
found(void *context, const char *path)
{
	struct split *s = context;

	if (s->count == PARTS_HELD)
		return 1;
	s->paths[s->count++] = mem_text(str_of(path));
	return 0;
}

static bool
split(struct split *s, const struct records *r, size_t size)
{
	static const struct str keep[] = {STR("about"), STR("")};
	struct diag diag = {0};
	struct heard heard;
	struct output *tree;
	struct memory m;

	memset(s, 0, sizeof(*s));
	strcpy(s->folder, "/tmp/lectern-join-XXXXXX");
	assert_non_null(mkdtemp(s->folder));
	records_bundle(r, BUNDLE_NORMAL, &s->bytes);
	m = memory_file(buf_str(&s->bytes));
	tree = output_tree(s->folder);
	if (parts_make(m.path, size, keep, tree, &s->plan, hear(&heard)) != 0) {
		assert_string_equal(heard.slugs, "bad-value"); /* too small to hold anything */
		output_abandon(tree);
		memory_close(&m);
		return false;
	}
	assert_int_equal(output_commit(tree, &diag), 0);
	memory_close(&m);
	assert_int_equal(input_walk(s->folder, found, s, &diag), 0);
	assert_int_equal(s->count, s->plan.parts);
	return true;
}

static void
split_free(struct split *s)
{
	char mark[100];

	for (size_t i = 0; i < s->count; i++) {
		unlink(s->paths[i]);
		mem_free(s->paths[i]);
	}
	snprintf(mark, sizeof(mark), "%s/.lectern", s->folder);
	unlink(mark);
	rmdir(s->folder);
	buf_free(&s->bytes);
}

static void
shuffle(struct dice *d, const char **paths, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t other = dice_roll(d, (unsigned)i);
		const char *kept = paths[i - 1];

		paths[i - 1] = paths[other];
		paths[other] = kept;
	}
}

/* What is not lost reads as it was. */
static void
assert_reads(const struct joined *joined, const struct records *r, unsigned seed)
{
	struct diag diag = {0};
	struct buf text = {0};

	assert_int_equal(bundle_count(joined->bundle), r->count);
	for (size_t i = 0; i < r->count; i++) {
		size_t at = bundle_find(joined->bundle, buf_str(&r->names[i]));

		if (at == STR_NONE)
			fail_msg("bundle %u: a record is gone", seed);
		buf_clear(&text);
		if (!joined->lost[at] && (bundle_read(joined->bundle, at, &text, &diag) != 0 ||
					     !str_equal(buf_str(&text), buf_str(&r->bytes[i]))))
			fail_msg("bundle %u: record %d differs", seed, (int)i);
	}
	buf_free(&text);
}

static void
parts_in_any_order_give_the_bundle_back(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= BUNDLES; seed++) {
		static const size_t sizes[] = {600, 1024, 4096, 65536};
		struct dice d = dice_of(seed);
		const char *paths[PARTS_HELD + 1];
		struct records r;
		struct split s;
		struct joined joined;
		struct heard heard;
		struct buf part = {0};

		random_records(&d, &r);
		if (split(&s, &r, sizes[seed % 4])) {
			for (size_t i = 0; i < s.count; i++) {
				paths[i] = s.paths[i];
				buf_clear(&part);
				assert_int_equal(input_read(paths[i], &part, hear(&heard)), 0);
				assert_true(part.len <= sizes[seed % 4]);
			}
			paths[s.count] = s.paths[0]; /* one came twice */
			shuffle(&d, paths, s.count + 1);
			if (parts_join(paths, s.count + 1, &joined, hear(&heard)) != 0)
				fail_msg("bundle %u: %s", seed, heard.slugs);
			assert_true(joined.whole);
			assert_int_equal(joined.here, s.count);
			assert_true(str_equal(buf_str(&joined.bytes), buf_str(&s.bytes)));
			joined_free(&joined);
		}
		buf_free(&part);
		split_free(&s);
		records_free(&r);
	}
}

/* Enough parts always give what is in them; fewer are refused. */
static void
lost_parts_cost_their_own_records(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= BUNDLES; seed++) {
		struct dice d = dice_of(seed + 1000);
		const char *paths[PARTS_HELD];
		struct records r;
		struct split s;

		random_records(&d, &r);
		if (r.count > 0) {
			buf_clear(&r.names[0]);
			buf_put(&r.names[0], S("about"));
		}
		if (split(&s, &r, 800)) {
			for (size_t i = 0; i < s.count; i++)
				paths[i] = s.paths[i];
			shuffle(&d, paths, s.count);
			for (size_t here = 1; here <= s.count; here += 1 + s.count / 10) {
				struct joined joined;
				struct heard heard;
				struct str about;
				int result = parts_join(paths, here, &joined, hear(&heard));

				if ((result == 0) != (here >= s.plan.needed))
					fail_msg("bundle %u: %d of %d parts: %s", seed, (int)here,
					    (int)s.count, heard.slugs);
				if (result == 0) {
					assert_int_equal(joined.here, here);
					assert_reads(&joined, &r, seed);
					assert_true(r.count == 0 ||
						    (joined_kept(&joined, S("about"), &about) &&
							str_equal(about, buf_str(&r.bytes[0]))));
				} else {
					assert_string_equal(heard.slugs, "no-part");
				}
				joined_free(&joined);
			}
		}
		split_free(&s);
		records_free(&r);
	}
}

/* A part that is changed anywhere, or cut, counts as lost. */
static void
damaged_parts_are_lost(void **state)
{
	struct dice d = dice_of(5);
	struct records r;
	struct split s;
	struct buf part = {0};
	struct memory changed;
	struct heard heard;

	(void)state;
	random_records(&d, &r);
	assert_true(split(&s, &r, 1024));
	assert_true(s.count > 3);
	assert_int_equal(input_read(s.paths[1], &part, hear(&heard)), 0);
	changed = memory_file(buf_str(&part));
	for (size_t i = 0; i < 2 * part.len; i++) {
		const char *paths[PARTS_HELD];
		struct joined joined;
		size_t at = i % part.len;

		part.at[at] = (char)(part.at[at] ^ 1 << i % 8);
		memory_set(&changed, str_sub(buf_str(&part), 0, i < part.len ? part.len : at));
		for (size_t n = 0; n < s.count; n++)
			paths[n] = n == 1 ? changed.path : s.paths[n];
		if (parts_join(paths, s.count, &joined, hear(&heard)) != 0)
			fail_msg("byte %d: %s", (int)i, heard.slugs);
		assert_string_equal(heard.slugs, "bad-part");
		assert_int_equal(joined.here, s.count - 1);
		assert_reads(&joined, &r, 5);
		joined_free(&joined);
		part.at[at] = (char)(part.at[at] ^ 1 << i % 8);
	}
	memory_close(&changed);
	buf_free(&part);
	split_free(&s);
	records_free(&r);
}

static void
parts_of_two_bundles_are_refused(void **state)
{
	struct dice d = dice_of(9);
	struct records one, two;
	struct split a, b;
	struct joined joined;
	struct heard heard;

	(void)state;
	random_records(&d, &one);
	random_edits(&d, &one, &two);
	assert_true(split(&a, &one, 1024));
	assert_true(split(&b, &two, 1024));
	assert_int_equal(
	    parts_join((const char *const[]){a.paths[0], b.paths[0]}, 2, &joined, hear(&heard)),
	    -1);
	assert_string_equal(heard.slugs, "other-bundle");
	joined_free(&joined);
	split_free(&a);
	split_free(&b);
	records_free(&one);
	records_free(&two);
}

/* Any shares give all others, by the field's known products: 2 * 128 is 29. */
static void
any_shares_give_all_others(void **state)
{
	static const char data[] = "\0\1\2\xff\x80 helpline 988";
	enum { NEEDED = 3, LENGTH = 6 };
	struct buf all[SHARES_MOST] = {{0}};
	struct share pieces[NEEDED], some[NEEDED];
	struct dice d = dice_of(3);
	struct buf line = {0};

	(void)state;
	/* of a line through (0, 0) and (1, 128) the value at 2 is 2 * 128 */
	share_make((const struct share[]){{0, STR("\0")}, {1, STR("\x80")}}, 2, 2, &line);
	assert_int_equal((unsigned char)line.at[0], 0x1d);
	buf_free(&line);
	for (unsigned i = 0; i < NEEDED; i++)
		pieces[i] = (struct share){i, {data + i * LENGTH, LENGTH}};
	for (unsigned i = 0; i < SHARES_MOST; i++)
		share_make(pieces, NEEDED, i, &all[i]);
	for (int times = 0; times < 200; times++) {
		unsigned number = dice_roll(&d, SHARES_MOST);
		struct buf again = {0};

		for (unsigned i = 0; i < NEEDED; i++) {
			unsigned from = (number + 1 + i * 80 + dice_roll(&d, 80)) % SHARES_MOST;

			some[i] = (struct share){from, buf_str(&all[from])};
		}
		share_make(some, NEEDED, number, &again);
		assert_true(str_equal(buf_str(&again), buf_str(&all[number])));
		buf_free(&again);
	}
	for (unsigned i = 0; i < SHARES_MOST; i++)
		buf_free(&all[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(any_shares_give_all_others),
	    cmocka_unit_test(parts_in_any_order_give_the_bundle_back),
	    cmocka_unit_test(lost_parts_cost_their_own_records),
	    cmocka_unit_test(damaged_parts_are_lost),
	    cmocka_unit_test(parts_of_two_bundles_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
