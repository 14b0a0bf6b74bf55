/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "travel.h"

enum { PAIRS = 60, CHANGES = 4 };

static struct dice
dice_of(unsigned seed)
{
	return (struct dice){seed * 2654435761u + 88172645463325252u};
}

static void
assert_holds(struct str file, const struct records *r, unsigned seed)
{
	struct memory m = memory_file(file);
	struct heard heard;
	struct bundle *b = bundle_open(m.path, hear(&heard));
	struct buf text = {0};

	if (b == NULL || bundle_verify(b, &heard.diag) != 0 || bundle_count(b) != r->count)
		fail_msg("pair %u: the result is no bundle of %d records", seed, (int)r->count);
	for (size_t i = 0; i < r->count; i++) {
		size_t at = bundle_find(b, buf_str(&r->names[i]));

		buf_clear(&text);
		if (at == STR_NONE || bundle_read(b, at, &text, &heard.diag) != 0 ||
		    !str_equal(buf_str(&text), buf_str(&r->bytes[i])))
			fail_msg("pair %u: record %d differs", seed, (int)i);
	}
	bundle_close(b);
	buf_free(&text);
	memory_close(&m);
}

static void
a_patch_gives_the_new_content(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= PAIRS; seed++) {
		struct dice d = dice_of(seed);
		struct records old, new;
		struct buf before = {0}, after = {0}, other = {0}, patch = {0}, result = {0};
		struct memory files[4];
		struct heard heard;

		random_records(&d, &old);
		random_edits(&d, &old, &new);
		records_bundle(&old, BUNDLE_NORMAL, &before);
		records_bundle(&old, BUNDLE_FAST, &other); /* the same content in other bytes */
		records_bundle(&new, BUNDLE_FAST, &after);
		files[0] = memory_file(buf_str(&before));
		files[1] = memory_file(buf_str(&after));
		files[2] = memory_file(buf_str(&other));
		make_patch(files[0].path, files[1].path, &patch);
		files[3] = memory_file(buf_str(&patch));
		if (use_patch(files[0].path, files[3].path, &result, hear(&heard)) != 0)
			fail_msg("pair %u is refused: %s", seed, heard.slugs);
		assert_holds(buf_str(&result), &new, seed);
		assert_int_equal(use_patch(files[2].path, files[3].path, &result, &heard.diag), 0);
		assert_holds(buf_str(&result), &new, seed);
		assert_string_equal(heard.slugs, "");
		if (use_patch(files[1].path, files[3].path, &result, &heard.diag) == 0)
			assert_string_equal(heard.slugs, ""); /* nothing had changed */
		else
			assert_string_equal(heard.slugs, "other-bundle");
		for (int i = 0; i < 4; i++)
			memory_close(&files[i]);
		records_free(&old);
		records_free(&new);
		buf_free(&before);
		buf_free(&after);
		buf_free(&other);
		buf_free(&patch);
		buf_free(&result);
	}
}

struct pair {
	struct memory before, patch;
	struct buf bytes; /* of the patch */
};

static void
make_pair(struct pair *p, struct records *old, struct records *new)
{
	struct dice d = dice_of(7);
	struct buf before = {0}, after = {0};
	struct memory to;

	random_records(&d, old);
	random_edits(&d, old, new);
	while (old->count < 8 || new->count < 8) {
		records_free(old);
		records_free(new);
		random_records(&d, old);
		random_edits(&d, old, new);
	}
	records_bundle(old, BUNDLE_NORMAL, &before);
	records_bundle(new, BUNDLE_FAST, &after);
	p->bytes = (struct buf){0};
	p->before = memory_file(buf_str(&before));
	to = memory_file(buf_str(&after));
	make_patch(p->before.path, to.path, &p->bytes);
	p->patch = memory_file(buf_str(&p->bytes));
	memory_close(&to);
	buf_free(&before);
	buf_free(&after);
}

static void
free_pair(struct pair *p, struct records *old, struct records *new)
{
	memory_close(&p->before);
	memory_close(&p->patch);
	buf_free(&p->bytes);
	records_free(old);
	records_free(new);
}

static void
every_cut_is_told_and_refused(void **state)
{
	struct records old, new;
	struct buf result = {0};
	struct heard heard;
	struct pair p;

	(void)state;
	make_pair(&p, &old, &new);
	for (size_t len = 0; len < p.bytes.len; len++) {
		memory_set(&p.patch, str_sub(buf_str(&p.bytes), 0, len));
		if (use_patch(p.before.path, p.patch.path, &result, hear(&heard)) == 0)
			fail_msg("cut to %d bytes it is taken", (int)len);
		assert_string_equal(heard.slugs, "cut-patch");
		assert_int_equal(result.len, 0);
	}
	memory_set(&p.patch, buf_str(&p.bytes)); /* the rest came */
	assert_int_equal(use_patch(p.before.path, p.patch.path, &result, hear(&heard)), 0);
	assert_holds(buf_str(&result), &new, 0);
	buf_free(&result);
	free_pair(&p, &old, &new);
}

static void
every_changed_byte_is_refused(void **state)
{
	struct records old, new;
	struct buf result = {0};
	struct heard heard;
	struct pair p;

	(void)state;
	make_pair(&p, &old, &new);
	for (size_t i = 0; i < p.bytes.len; i++)
		for (unsigned n = 0; n < CHANGES; n++) {
			char before = p.bytes.at[i];

			p.bytes.at[i] = (char)(before ^ (n == 3 ? 0xff : 1 << ((i + 3 * n) % 8)));
			memory_set(&p.patch, buf_str(&p.bytes));
			if (use_patch(p.before.path, p.patch.path, &result, hear(&heard)) == 0 ||
			    heard.slugs[0] == '\0')
				fail_msg("byte %d changed is taken", (int)i);
			assert_int_equal(result.len, 0);
			p.bytes.at[i] = before;
		}
	buf_free(&result);
	free_pair(&p, &old, &new);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_patch_gives_the_new_content),
	    cmocka_unit_test(every_cut_is_told_and_refused),
	    cmocka_unit_test(every_changed_byte_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
