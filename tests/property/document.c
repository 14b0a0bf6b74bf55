/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "document/codec.h"
#include "random.h"

enum { DOCUMENTS = 600 };

static void
dump(const struct document *doc, struct buf *text)
{
	struct diag diag = {0};
	struct output *out = output_memory(text);

	document_dump(doc, out);
	assert_int_equal(output_commit(out, &diag), 0);
}

static void
random_documents_keep_the_promises(void **state)
{
	struct heard heard;

	(void)state;
	for (uint64_t seed = 1; seed <= DOCUMENTS; seed++) {
		struct document *doc = random_document(seed, hear(&heard));
		const char *broken = document_check(doc);

		if (broken)
			fail_msg("seed %d: %s", (int)seed, broken);
		document_free(doc);
	}
}

static void
decode_of_encode_is_the_same(void **state)
{
	struct heard heard;

	(void)state;
	for (uint64_t seed = 1; seed <= DOCUMENTS; seed++) {
		struct document *doc = random_document(seed, hear(&heard)), *again;
		struct buf bytes = {0}, before = {0}, after = {0};

		document_encode(doc, &bytes);
		again =
		    document_decode(buf_str(&bytes), true, (struct where){"r", 0, 0}, &heard.diag);
		if (again == NULL)
			fail_msg("seed %d is refused", (int)seed);
		dump(doc, &before);
		dump(again, &after);
		if (!str_equal(buf_str(&before), buf_str(&after)))
			fail_msg("seed %d:\n%.*s\n---\n%.*s", (int)seed, STR_ARG(buf_str(&before)),
			    STR_ARG(buf_str(&after)));
		assert_null(document_check(again));
		document_free(doc);
		document_free(again);
		buf_free(&bytes);
		buf_free(&before);
		buf_free(&after);
	}
}

/* Damaged bytes are refused, or give a document that keeps every promise but the one about
   normal form, which decoding does not check. */
static void
damage_is_refused_or_harmless(void **state)
{
	struct heard heard;
	size_t refused = 0, taken = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 60; seed++) {
		struct document *doc = random_document(seed, hear(&heard));
		struct dice d = {seed};
		struct buf bytes = {0};

		document_encode(doc, &bytes);
		document_free(doc);
		for (int i = 0; i < 200; i++) {
			size_t at = dice_roll(&d, (unsigned)bytes.len);
			char before = bytes.at[at];

			bytes.at[at] = (char)dice_roll(&d, 256);
			doc = document_decode(
			    buf_str(&bytes), true, (struct where){"r", 0, 0}, &heard.diag);
			if (doc) {
				const char *broken = document_check(doc);

				if (broken && strstr(broken, "normal form") == NULL)
					fail_msg("seed %d, change %d: %s", (int)seed, i, broken);
				taken++;
			} else {
				refused++;
			}
			document_free(doc);
			bytes.at[at] = before;
		}
		for (size_t len = 0; len < bytes.len; len += 1 + bytes.len / 50)
			document_free(document_decode(str_sub(buf_str(&bytes), 0, len), true,
			    (struct where){"r", 0, 0}, &heard.diag));
		buf_free(&bytes);
	}
	assert_true(refused > 1000);
	assert_true(taken > 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(random_documents_keep_the_promises),
	    cmocka_unit_test(decode_of_encode_is_the_same),
	    cmocka_unit_test(damage_is_refused_or_harmless)};

	return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
