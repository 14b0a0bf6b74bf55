/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "bundle/digest.h"
#include "bundles.h"

/* By sha256sum: printf 'about\0title: x\n' and printf 'article/b\0two', their lines sorted. */
static const char expected[] = "14be7b5ffbcae82de20ab24f93f79c6dd42537d2c9304052734ca06e140598a7";

static void
digest_of(const struct entry *entries, size_t count, enum bundle_effort effort, char *digest)
{
	struct heard heard;
	struct buf file = {0};
	struct bundle *b;

	make_bundle(entries, count, effort, &file);
	b = open_bytes(buf_str(&file), hear(&heard));
	assert_non_null(b);
	assert_int_equal(bundle_digest(b, digest, &heard.diag), 0);
	bundle_close(b);
	buf_free(&file);
}

static void
order_effort_and_catalogue_do_not_count(void **state)
{
	static const struct entry one[] = {
	    {STR("about"), STR("title: x\n")},
	    {STR("article/b"), STR("two")},
	    {STR("catalogue"), STR("b\t\n")},
	};
	static const struct entry other[] = {
	    {STR("catalogue"), STR("b")},
	    {STR("article/b"), STR("two")},
	    {STR("about"), STR("title: x\n")},
	};
	char digest[HASH_TEXT];

	(void)state;
	digest_of(one, 3, BUNDLE_NORMAL, digest);
	assert_string_equal(digest, expected);
	digest_of(other, 3, BUNDLE_FAST, digest);
	assert_string_equal(digest, expected);
}

static void
names_and_bytes_count(void **state)
{
	static const struct entry changed[][2] = {
	    {{STR("about"), STR("title: x\n")}, {STR("article/b"), STR("twO")}},
	    {{STR("about"), STR("title: x\n")}, {STR("article/c"), STR("two")}},
	    {{STR("about"), STR("title: \n")}, {STR("article/b"), STR("two")}},
	};
	char digest[HASH_TEXT];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		digest_of(changed[i], 2, BUNDLE_NORMAL, digest);
		assert_string_not_equal(digest, expected);
	}
	digest_of(changed[0], 1, BUNDLE_NORMAL, digest);
	assert_string_not_equal(digest, expected);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(order_effort_and_catalogue_do_not_count),
	    cmocka_unit_test(names_and_bytes_count)};

	return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
