/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "bundles.h"

static const struct entry three[] = {
    {STR("article/naloxone"), STR("Naloxone reverses an opioid overdose. Naloxone is safe.")},
    {STR("article/empty"), STR("")},
    {STR("article/\xc3\xa9t\xc3\xa9"), STR("Ne pas attendre.\0\xff\n")},
};

static void
records_are_found_by_name(void **state)
{
	(void)state;
	for (int effort = BUNDLE_FAST; effort <= BUNDLE_BEST; effort++) {
		struct heard heard;
		struct buf file = {0}, text = {0};
		struct bundle *b;

		make_bundle(three, 3, (enum bundle_effort)effort, &file);
		b = open_bytes(buf_str(&file), hear(&heard));
		assert_non_null(b);
		assert_int_equal(bundle_count(b), 3);
		assert_int_equal(bundle_size(b), file.len);
		assert_int_equal(bundle_version(b), 1);
		for (int round = 0; round < 4; round++) /* scanned for, then searched for */
			for (size_t i = 0; i < 3; i++) {
				size_t at = bundle_find(b, three[i].name);

				assert_true(at < 3);
				assert_true(str_equal(bundle_name(b, at), three[i].name));
				assert_int_equal(bundle_record_size(b, at), three[i].bytes.len);
				buf_clear(&text);
				buf_put(&text, S("before "));
				assert_int_equal(bundle_read(b, at, &text, &heard.diag), 0);
				assert_true(str_equal(
				    str_sub(buf_str(&text), 7, text.len), three[i].bytes));
			}
		assert_true(bundle_find(b, S("article/naloxon")) == STR_NONE);
		assert_true(bundle_find(b, S("article/naloxone\n")) == STR_NONE);
		assert_int_equal(bundle_verify(b, &heard.diag), 0);
		assert_string_equal(heard.slugs, "");
		bundle_close(b);
		buf_free(&file);
		buf_free(&text);
	}
}

static void
a_bundle_of_nothing_is_a_bundle(void **state)
{
	struct heard heard;
	struct buf file = {0};
	struct bundle *b;

	(void)state;
	make_bundle(NULL, 0, BUNDLE_NORMAL, &file);
	b = open_bytes(buf_str(&file), hear(&heard));
	assert_non_null(b);
	assert_true(bundle_is(scratch_name(NULL)));
	assert_int_equal(bundle_count(b), 0);
	assert_true(bundle_find(b, S("about")) == STR_NONE);
	assert_int_equal(bundle_verify(b, &heard.diag), 0);
	assert_string_equal(heard.slugs, "");
	bundle_close(b);
	buf_free(&file);
}

static void
names_that_cannot_be_are_refused(void **state)
{
	static const struct str bad[] = {STR(""), STR("a\nb"), STR("a\0b"), STR("\x7f"),
	    STR("\xc3"), STR("\xc0\x80"), STR("\xed\xa0\x80"), STR("\xc2\x85")};
	struct heard heard;
	struct buf file = {0}, name = {0};
	struct output *out = output_memory(&file);
	struct bundle_writer *w = bundle_begin(out, BUNDLE_FAST);

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_int_equal(bundle_add(w, bad[i], S("text"), hear(&heard)), -1);
		assert_string_equal(heard.slugs, "bad-record");
	}
	buf_fill(&name, 'n', BUNDLE_NAME_MOST);
	assert_int_equal(bundle_add(w, buf_str(&name), S("text"), hear(&heard)), 0);
	assert_int_equal(bundle_add(w, buf_str(&name), S("else"), &heard.diag), -1);
	assert_string_equal(heard.slugs, "same-id");
	buf_byte(&name, 'n');
	assert_int_equal(bundle_add(w, buf_str(&name), S("text"), hear(&heard)), -1);
	assert_string_equal(heard.slugs, "bad-record");
	bundle_writer_abandon(w);
	output_abandon(out);
	buf_free(&file);
	buf_free(&name);
}

static void
what_is_no_bundle_is_said_to_be_none(void **state)
{
	struct heard heard;
	struct buf file = {0};

	(void)state;
	assert_null(open_bytes(S("# Naloxone\n\nNaloxone reverses an overdose.\n"), hear(&heard)));
	assert_string_equal(heard.slugs, "bad-bundle");
	assert_false(bundle_is(scratch_name(NULL)));
	assert_null(open_bytes(S(""), hear(&heard)));
	assert_false(bundle_is(scratch_name(NULL)));
	assert_false(bundle_is("/"));
	assert_false(bundle_is("/nowhere/at/all"));
	assert_null(bundle_open("/nowhere/at/all", hear(&heard)));
	assert_string_equal(heard.slugs, "read-failed");
	/* another version is told from damage, whatever follows */
	make_bundle(three, 3, BUNDLE_NORMAL, &file);
	file.at[8] = 2;
	assert_null(open_bytes(buf_str(&file), hear(&heard)));
	assert_string_equal(heard.slugs, "bundle-version");
	assert_null(open_bytes(str_sub(buf_str(&file), 0, 12), hear(&heard)));
	assert_string_equal(heard.slugs, "bundle-version");
	buf_free(&file);
}

/* Parts that a later program may add: skipped when they may be, refused when they must not. */
static void
parts_of_unknown_kinds(void **state)
{
	struct buf parts = {0}, index = {0}, file = {0};
	struct str names = S("a\n"), text = S("records"), more = S("something new");
	size_t at[4] = {0};
	struct heard heard;

	(void)state;
	deflate_pack(text, (struct str){"", 0}, DEFLATE_BEST, &parts);
	at[1] = parts.len;
	deflate_pack(more, (struct str){"", 0}, DEFLATE_BEST, &parts);
	at[2] = parts.len;
	deflate_pack(names, (struct str){"", 0}, DEFLATE_BEST, &parts);
	at[3] = parts.len;
	for (unsigned kind = 100; kind <= 101; kind++) {
		const struct str plain[] = {text, more, names};
		const unsigned kinds[] = {7, kind, 3};

		buf_clear(&index);
		buf_clear(&file);
		buf_varint(&index, 3);
		for (size_t i = 0; i < 3; i++)
			forge_part(&index, kinds[i], at[i + 1] - at[i], plain[i].len,
			    deflate_crc(deflate_crc(0, str_sub(buf_str(&parts), at[i], at[i + 1])),
				plain[i]),
			    i != 1);
		buf_varint(&index, text.len);
		buf_varint(&index, names.len);
		forge(buf_str(&parts), buf_str(&index), (unsigned)index.len, &file);
		assert_int_equal(accepts(buf_str(&file), hear(&heard)), kind == 100);
		assert_string_equal(heard.slugs, kind == 100 ? "" : "bad-bundle");
	}
	buf_free(&parts);
	buf_free(&index);
	buf_free(&file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(records_are_found_by_name),
	    cmocka_unit_test(a_bundle_of_nothing_is_a_bundle),
	    cmocka_unit_test(names_that_cannot_be_are_refused),
	    cmocka_unit_test(what_is_no_bundle_is_said_to_be_none),
	    cmocka_unit_test(parts_of_unknown_kinds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
