/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "source/charset.h"
#include "source/repair.h"

/* The last place that was told, and what. */
struct told {
	struct diag diag;
	struct where where;
	unsigned count;
	enum diag_id id;
};

static void
note_told(void *context, const struct diag_message *m)
{
	struct told *told = context;

	told->where = m->where;
	told->id = m->id;
	told->count++;
}

static void
decodes(struct str bytes, const char *encoding, const char *expected, unsigned messages)
{
	struct told told = {.diag = {.sink = note_told, .context = &told}};
	struct buf out = {0};

	assert_int_equal(charset_to_utf8(bytes, encoding, "f", &out, &told.diag), 0);
	assert_str(buf_str(&out), expected);
	assert_int_equal(told.count, messages);
	buf_free(&out);
}

static void
decoding(void **state)
{
	(void)state;
	decodes(S("\xef\xbb\xbf"
		  "caf\xc3\xa9"),
	    "UTF-8", "café", 0);
	decodes(S("caf\xe9 \x80"), "WINDOWS-1252", "café €", 0);
	decodes(S("\xff\xfe"
		  "a\0\x3d\xd8\x00\xde"),
	    "UTF-16", "a😀", 0);
	decodes(S("\0a\xd8\x3d\0b"), "UTF-16BE",
	    "a\xef\xbf\xbd"
	    "b",
	    1);
	decodes(S("\x83\x65\x83\x58\x83\x67"), "SHIFT_JIS", "テスト", 0);
	/* a run of bad bytes is one mark; a stray byte is what it was before */
	decodes(S("a\xe2\x80"), "UTF-8", "a\xef\xbf\xbd", 1);
	decodes(S("it\x92s \x93ok\x94"), "UTF-8", "it’s “ok”", 3);
	decodes(S("a\x81"), "WINDOWS-1252", "a\xef\xbf\xbd", 1);
	decodes(S("\x82"), "SHIFT_JIS", "\xef\xbf\xbd", 1);
	decodes(S(""), "KOI8-R", "", 0);
}

static void
places(void **state)
{
	struct told told = {.diag = {.sink = note_told, .context = &told}};
	struct buf out = {0};

	(void)state;
	charset_to_utf8(S("ab\r\nc\xc3\xa9 \xe2\x82\n"), "UTF-8", "f", &out, &told.diag);
	assert_int_equal(told.id, DIAG_BAD_BYTES);
	assert_int_equal(told.where.line, 2);
	assert_int_equal(told.where.column, 4);
	assert_int_equal(charset_to_utf8(S("x"), "NO-SUCH", "f", &out, &told.diag), -1);
	assert_int_equal(told.id, DIAG_UNKNOWN_ENCODING);
	buf_clear(&out);
	told.count = 0;
	for (int i = 0; i < 200; i++)
		buf_put(&out, S("\x81 "));
	struct buf bad = {0};
	charset_to_utf8(buf_str(&out), "WINDOWS-1252", "f", &bad, &told.diag);
	assert_int_equal(told.count, 21); /* twenty places and how many more */
	buf_free(&bad);
	buf_free(&out);
}

static void
repairs(void **state)
{
	static const struct {
		const char *damaged, *mended;
		unsigned line, column; /* 0: nothing said */
	} cases[] = {
	    {"plain", "plain", 0, 0},
	    {"a\ndonâ€™t", "a\ndon’t", 2, 4},
	    {"cafÃ© Â£3", "café £3", 1, 4},
	    {"ÃƒÂ©tÃƒÂ© naÃƒÂ¯f", "été naïf", 1, 3},
	    {"ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет", 1, 1},
	    {"â€œyesâ€ she said", "“yes” she said", 1, 1},
	    {"a\rb\rc", "a\nb\nc", 1, 2},
	    {"a\r\nb", "a\r\nb", 0, 0},
	    {"\xc2\x93x\xc2\x94 y\xc2\x85", "“x” y…", 1, 1},
	    /* meant as they stand */
	    {"CAFÉ” “NÃO” É™ voilà » 5 Â", "CAFÉ” “NÃO” É™ voilà » 5 Â", 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct told told = {.diag = {.sink = note_told, .context = &told}};
		struct buf text = {0};

		buf_put(&text, str_of(cases[i].damaged));
		repair_text(&text, "f", &told.diag);
		assert_str(buf_str(&text), cases[i].mended);
		assert_int_equal(told.where.line, cases[i].line);
		if (i != 3) /* said twice there */
			assert_int_equal(told.where.column, cases[i].column);
		buf_free(&text);
	}
}

static void
nuls(void **state)
{
	struct told told = {.diag = {.sink = note_told, .context = &told}};
	struct buf text = {0};

	(void)state;
	buf_put(&text, S("a\nb\0c\0"));
	repair_text(&text, "f", &told.diag);
	assert_str(buf_str(&text), "a\nbc");
	assert_int_equal(told.where.line, 2);
	assert_int_equal(told.where.column, 2);
	buf_free(&text);
}

static void
writing(void **state)
{
	struct told told = {.diag = {.sink = note_told, .context = &told}};
	struct charset_writer *writer = charset_writer("CP437", &told.diag);
	struct buf out = {0};

	(void)state;
	assert_non_null(writer);
	assert_true(charset_write(writer, 0xe9, &out));
	assert_false(charset_write(writer, 0x4e2d, &out));
	assert_true(charset_write(writer, 'x', &out));
	assert_str(buf_str(&out), "\x82x");
	charset_writer_free(writer);
	assert_null(charset_writer("NO-SUCH", &told.diag));
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(decoding),
	    cmocka_unit_test(places),
	    cmocka_unit_test(repairs),
	    cmocka_unit_test(nuls),
	    cmocka_unit_test(writing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
