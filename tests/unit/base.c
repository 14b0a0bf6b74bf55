/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/deflate.h"
#include "base/hash.h"
#include "base/jobs.h"
#include "base/json.h"
#include "base/settings.h"
#include "base/utf8.h"
#include "base/xml.h"

static void
buffers(void **state)
{
	struct buf b = {.ceiling = 4};

	(void)state;
	buf_put(&b, S("abc"));
	buf_put(&b, S("de"));
	assert_true(b.full);
	buf_put(&b, S("f"));
	assert_str(buf_str(&b), "abc"); /* full stays full: no holes in what was kept */
	buf_free(&b);
	b.ceiling = 0;
	buf_print(&b, "%d-%s", 7, "x");
	assert_str(buf_str(&b), "7-x");
	buf_free(&b);
}

static void
varints(void **state)
{
	const unsigned long long values[] = {0, 1, 127, 128, 300, 1ull << 32, ~0ull};
	struct buf b = {0};
	struct str rest;
	unsigned long long got;

	(void)state;
	for (size_t i = 0; i < 7; i++)
		buf_varint(&b, values[i]);
	rest = buf_str(&b);
	for (size_t i = 0; i < 7; i++) {
		assert_true(str_take_varint(&rest, &got));
		assert_true(got == values[i]);
	}
	assert_int_equal(rest.len, 0);
	rest = S("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"); /* 65 bits */
	assert_false(str_take_varint(&rest, &got));
	rest = S("\x80"); /* cut */
	assert_false(str_take_varint(&rest, &got));
	assert_int_equal(rest.len, 1);
	buf_free(&b);
}

static void
utf8(void **state)
{
	const char *bad[] = {
	    "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\xff", "a\x80"};
	struct buf b = {0};
	size_t at = 4;

	(void)state;
	for (size_t i = 0; i < 6; i++)
		assert_false(utf8_valid(str_of(bad[i])));
	assert_true(utf8_valid(S("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80")));
	assert_int_equal(utf8_before(S("x\xe2\x82\xac"), &at), 0x20ac);
	assert_int_equal(at, 1);
	utf8_nfc(S("e\xcc\x81"), &b);
	assert_str(buf_str(&b), "\xc3\xa9");
	buf_clear(&b);
	utf8_fold(S("\xc3\x89T\xc3\x89"), &b);
	assert_str(buf_str(&b), "ete");
	buf_free(&b);
	assert_true(char_letter(0xe9) && char_upper(0xc9) && !char_upper(0xe9));
	assert_true(char_control(0x85) && !char_control(0xa0));
}

static void
deflate(void **state)
{
	struct buf plain = {0}, packed = {0}, again = {0};

	(void)state;
	for (int i = 0; i < 10000; i++)
		buf_print(&plain, "%d ", i * i % 977);
	deflate_pack(buf_str(&plain), (struct str){0}, DEFLATE_BEST, &packed);
	assert_true(packed.len < plain.len / 2);
	assert_int_equal(deflate_unpack(buf_str(&packed), (struct str){0}, plain.len, &again), 0);
	assert_true(str_equal(buf_str(&plain), buf_str(&again)));
	/* a length that lies, a cut stream, bytes behind the end: refused, buffer untouched */
	assert_int_equal(
	    deflate_unpack(buf_str(&packed), (struct str){0}, plain.len - 1, &again), -1);
	assert_int_equal(
	    deflate_unpack(buf_str(&packed), (struct str){0}, plain.len + 1, &again), -1);
	assert_int_equal(deflate_unpack(str_sub(buf_str(&packed), 0, packed.len - 1),
			     (struct str){0}, plain.len, &again),
	    -1);
	buf_byte(&packed, 'x');
	assert_int_equal(deflate_unpack(buf_str(&packed), (struct str){0}, plain.len, &again), -1);
	assert_int_equal(again.len, plain.len);
	buf_clear(&packed);
	deflate_pack(S(""), (struct str){0}, DEFLATE_FAST, &packed);
	assert_int_equal(deflate_unpack(buf_str(&packed), (struct str){0}, 0, &again), 0);
	assert_int_equal(deflate_crc(0, S("123456789")), 0xcbf43926); /* the standard check value */
	buf_free(&plain);
	buf_free(&packed);
	buf_free(&again);
}

static void
hash(void **state)
{
	char text[HASH_TEXT];

	(void)state;
	hash_sha256(S("abc"), text); /* FIPS 180-4 example */
	assert_string_equal(
	    text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* What belongs together is taken, and every changed bit is not. */
static void
seals(void **state)
{
	char public[SEAL_PUBLIC], secret[SEAL_SECRET], seal[SEAL_SIZE], back[5];
	struct buf text = {0};

	(void)state;
	seal_pair(public, secret);
	assert_true(seal_whole(secret));
	seal_make(S("not 5 mg"), secret, seal);
	assert_true(seal_fits(S("not 5 mg"), public, seal));
	assert_false(seal_fits(S("not 6 mg"), public, seal));
	for (int i = 0; i < SEAL_SIZE * 8; i++) {
		seal[i / 8] = (char)(seal[i / 8] ^ 1 << i % 8);
		assert_false(seal_fits(S("not 5 mg"), public, seal));
		seal[i / 8] = (char)(seal[i / 8] ^ 1 << i % 8);
	}
	secret[40] ^= 1;
	assert_false(seal_whole(secret));
	base64_put(S("fooba"), &text); /* RFC 4648, section 10 */
	assert_str(buf_str(&text), "Zm9vYmE=");
	assert_true(base64_take(S("Zm9vYmE="), back, 5));
	assert_memory_equal(back, "fooba", 5);
	assert_false(base64_take(S("Zm9vYmE="), back, 4));
	assert_false(base64_take(S("Zm9vYg=="), back, 5));
	assert_false(base64_take(S("Zm9vYmE=x"), back, 5));
	assert_false(base64_take(S("Zm9*YmE="), back, 5));
	buf_free(&text);
}

static void
xml(void **state)
{
	struct buf b = {0};
	struct output *out = output_memory(&b);
	struct heard heard;
	struct xml x;

	(void)state;
	xml_begin(&x, out, NULL);
	xml_open(&x, "a");
	xml_attribute(&x, "k", S("\"<&>\x01"));
	xml_leaf(&x, "b", S("1 < 2 & 3"));
	xml_open(&x, "c");
	xml_end(&x);
	assert_int_equal(output_commit(out, hear(&heard)), 0);
	assert_str(buf_str(&b),
	    "<a k=\"&quot;&lt;&amp;&gt;\xef\xbf\xbd\">\n <b>1 &lt; 2 &amp; 3</b>\n"
	    " <c/>\n</a>\n");
	buf_free(&b);
}

static void
json(void **state)
{
	struct buf b = {0};
	struct output *out = output_memory(&b);
	struct heard heard;
	struct json j;

	(void)state;
	json_begin(&j, out);
	json_object(&j, NULL);
	json_text(&j, "a", S("q\"\\\n\x01\xc3\xa9"));
	json_array(&j, "b");
	json_number(&j, NULL, -1);
	json_bool(&j, NULL, true);
	json_close(&j);
	json_fixed(&j, "c", 0.5, 2);
	json_end(&j);
	assert_int_equal(output_commit(out, hear(&heard)), 0);
	assert_str(
	    buf_str(&b), "{\"a\":\"q\\\"\\\\\\n\\u0001\xc3\xa9\",\"b\":[-1,true],\"c\":0.50}\n");
	buf_free(&b);
}

static const struct setting table[] = {
    {.name = "flag", .type = SETTING_FLAG, .letter = 'f'},
    {.name = "number", .type = SETTING_NUMBER, .least = 1, .most = 9, .fallback = "4"},
    {.name = "text", .type = SETTING_TEXT, .letter = 't'},
    {.name = "choice", .type = SETTING_CHOICE, .value = "on|off", .fallback = "off"},
    {.name = NULL},
};

static struct settings *
parse(struct heard *heard, int argc, const char **argv)
{
	return settings_parse(
	    (const struct setting *const[]){table, NULL}, argc, (char **)argv, hear(heard));
}

static void
settings(void **state)
{
	const char *good[] = {
	    "a", "-f", "--number=7", "-t", "-x", "--choice", "on", "--", "-f", "-"};
	const char *bad[][2] = {
	    {"--number", "10"}, {"--choice", "maybe"}, {"--none", "1"}, {"--flag=1", ""}};
	struct heard heard;
	struct settings *s = parse(&heard, 10, good);

	(void)state;
	assert_non_null(s);
	assert_true(settings_flag(s, "flag"));
	assert_int_equal(settings_number(s, "number"), 7);
	assert_string_equal(settings_text(s, "text"), "-x");
	assert_int_equal(settings_choice(s, "choice"), 0);
	assert_int_equal(settings_operands(s), 3);
	assert_string_equal(settings_operand(s, 1), "-f");
	settings_free(s);
	for (size_t i = 0; i < 4; i++) {
		assert_null(parse(&heard, 2, bad[i]));
		assert_int_equal(diag_status(&heard.diag, false), 2);
	}
	s = parse(&heard, 0, NULL);
	assert_int_equal(settings_number(s, "number"), 4);
	assert_false(settings_given(s, "number"));
	settings_free(s);
}

struct jobs {
	size_t next;
	int statuses[40];
};

static int
work(void *context, size_t n, struct buf *result, struct diag *diag)
{
	(void)context;
	if (n == 7)
		raise(SIGKILL);
	if (n % 3 == 0)
		usleep(3000);
	if (n == 5)
		return diag_say(diag, DIAG_READ_FAILED, (struct where){"x", 3, 4}, "five");
	buf_print(result, "%zu", n * n);
	return 0;
}

static int
done(void *context, size_t n, int status, struct str result, struct diag *diag)
{
	struct jobs *jobs = context;
	unsigned long got;

	(void)diag;
	assert_int_equal(n, jobs->next++);
	jobs->statuses[n] = status;
	if (status == 0) {
		assert_true(str_number(result, 10000, &got));
		assert_int_equal(got, n * n);
	}
	return 0;
}

static void
jobs(void **state)
{
	(void)state;
	for (unsigned workers = 1; workers <= 5; workers += 2) {
		struct jobs context = {0};
		struct heard heard;

		assert_int_equal(jobs_run(workers, 40, work, done, &context, hear(&heard)), 0);
		assert_int_equal(context.next, 40);
		assert_int_equal(context.statuses[5], -1);
		assert_int_equal(context.statuses[7], -1);
		assert_int_equal(context.statuses[8], 0);
		assert_string_equal(heard.slugs, "read-failed worker-died");
	}
}

static void
messages(void **state)
{
	struct buf line = {0}, packed = {0};
	struct diag packing = {.sink = diag_pack, .context = &packed};
	struct heard heard;
	struct diag_message m = {.level = DIAG_INPUT,
	    .slug = "read-failed",
	    .what = "cannot read",
	    .advice = "check it",
	    .where = {"a.md", 3, 0},
	    .detail = S("no \x1b such")};

	(void)state;
	diag_line(&line, &m);
	assert_str(buf_str(&line),
	    "lectern: error: cannot read: no ? such, in a.md:3; check it [read-failed]\n");
	assert_int_equal(diag_say(&packing, DIAG_BAD_TEXT, (struct where){0}, "%d", 1), -1);
	diag_replay(hear(&heard), buf_str(&packed));
	assert_string_equal(heard.slugs, "bad-text");
	assert_int_equal(diag_status(&heard.diag, false), 0);
	assert_int_equal(diag_status(&heard.diag, true), 1);
	buf_free(&line);
	buf_free(&packed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(buffers), cmocka_unit_test(varints),
	    cmocka_unit_test(utf8), cmocka_unit_test(deflate), cmocka_unit_test(hash),
	    cmocka_unit_test(seals), cmocka_unit_test(xml), cmocka_unit_test(json),
	    cmocka_unit_test(settings), cmocka_unit_test(jobs), cmocka_unit_test(messages)};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
