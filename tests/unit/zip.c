/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "base/zip.h"

static const struct zip_limits limits = {10, 100000, 200000};

static void
make(struct buf *bytes)
{
	struct output *out = output_memory(bytes);
	struct zip *zip = zip_begin(out);

	zip_stored(zip, "mimetype", S("application/epub+zip"));
	zip_packed(zip, "folder/two.txt", S("ha ha ha ha ha ha ha ha ha ha ha ha ha"));
	zip_packed(zip, "empty", S(""));
	assert_true(zip_end(zip));
	assert_int_equal(output_commit(out, &(struct diag){0}), 0);
}

/* EPUB OCF 3.3, 4.3: no extra field, not deflated; name and content at fixed places. */
static void
first_entry_tells(void **state)
{
	struct buf bytes = {0}, again = {0};

	(void)state;
	make(&bytes);
	make(&again);
	assert_memory_equal(bytes.at, "PK\3\4", 4);
	assert_memory_equal(bytes.at + 6, "\0\0\0\0", 4);        /* flags, method */
	assert_memory_equal(bytes.at + 18, "\x14\0\0\0\x14", 5); /* sizes */
	assert_memory_equal(bytes.at + 26, "\x08\0\0\0", 4);     /* name, extra field */
	assert_memory_equal(bytes.at + 30, "mimetypeapplication/epub+zipPK\3\4", 32);
	assert_int_equal(bytes.len, again.len);
	assert_memory_equal(bytes.at, again.at, bytes.len);
	buf_free(&bytes);
	buf_free(&again);
}

static bool
any(struct str name)
{
	return name.len > 0;
}

static bool
no_mimetype(struct str name)
{
	return !str_equal(name, S("mimetype"));
}

static void
list(void *context, struct str name, struct str bytes)
{
	buf_print(context, "%.*s=%.*s;", STR_ARG(name), STR_ARG(bytes));
}

static void
comes_back(void **state)
{
	struct buf bytes = {0}, all = {0}, some = {0};

	(void)state;
	make(&bytes);
	assert_null(zip_read(buf_str(&bytes), &limits, any, list, &all));
	assert_str(buf_str(&all), "mimetype=application/epub+zip;"
				  "folder/two.txt=ha ha ha ha ha ha ha ha ha ha ha ha ha;empty=;");
	assert_null(zip_read(buf_str(&bytes), &limits, no_mimetype, list, &some));
	assert_str(buf_str(&some), "folder/two.txt=ha ha ha ha ha ha ha ha ha ha ha ha ha;empty=;");
	buf_free(&bytes);
	buf_free(&all);
	buf_free(&some);
}

static void
keeps_limits(void **state)
{
	struct zip_limits few = {2, 1000, 1000}, small = {10, 30, 1000}, little = {10, 1000, 50};
	struct buf bytes = {0}, out = {0};
	struct str whole;

	(void)state;
	make(&bytes);
	whole = buf_str(&bytes);
	assert_string_equal(zip_read(whole, &few, any, list, &out), "its zip is damaged");
	assert_string_equal(zip_read(whole, &small, any, list, &out), "it unpacks too large");
	assert_string_equal(zip_read(whole, &little, any, list, &out), "it unpacks too large");
	assert_non_null(zip_read(S("no zip at all"), &limits, any, list, &out));
	buf_clear(&out);
	for (size_t i = 0; i < bytes.len; i++) /* of a cut zip only whole entries are given */
		zip_read(str_sub(whole, 0, i), &limits, any, list, &out);
	buf_free(&bytes);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(first_entry_tells),
	    cmocka_unit_test(comes_back),
	    cmocka_unit_test(keeps_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
