/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <sys/stat.h>

#include "bundles.h"
#include "random.h"

enum { BUNDLES = 10, SPLICES = 500, WRITTEN = 8, LARGE = 1 << 20 };

/* Words in every way of writing capitals, in scripts that have them and that do not. */
static struct str
cased_word(struct dice *d)
{
	static const char *const words[] = {"withdrawal", "Withdrawal", "WITHDRAWAL", "a", "A",
	    "iPhone", "McDonald", "eGFR", "WiTh", "\xc3\xa9tude", "\xc3\x89tude", "\xc3\x89TUDE",
	    "\xd0\xb7\xd0\xb4\xd0\xbe\xd1\x80\xd0\xbe\xd0\xb2\xd1\x8c\xd0\xb5",
	    "\xd0\x97\xd0\xb4\xd0\xbe\xd1\x80\xd0\xbe\xd0\xb2\xd1\x8c\xd0\xb5",
	    "\xd0\x97\xd0\x94\xd0\x9e\xd0\xa0\xd0\x9e\xd0\x92\xd0\xac\xd0\x95",
	    "\xce\xbf\xce\xb4\xcf\x8c\xcf\x82", "\xce\x9f\xce\xb4\xcf\x8c\xcf\x82",
	    "\xce\x9f\xce\x94\xce\x8c\xce\xa3", /* the final sigma has no way back */
	    "stra\xc3\x9f"
	    "e",
	    "Stra\xc3\x9f"
	    "e",
	    "STRA\xe1\xba\x9e"
	    "E",
	    "\xc4\xb0stanbul", "\xc7\x85ungla",
	    "\xe2\x84\xaa"
	    "elvin",
	    "o\xcc\x88"
	    "de",
	    "O\xcc\x88"
	    "de",
	    "O\xcc\x88"
	    "DE",
	    "\xe0\xb8\x95\xe0\xb8\xb4\xe0\xb8\x94", "\xe8\x97\xa5\xe7\x89\xa9", "\xc3", "\xa9t\xc3",
	    "d'accord", "a-b"};

	return str_of(words[dice_roll(d, sizeof(words) / sizeof(*words))]);
}

/* Texts of several kinds: prose of words in several scripts and cases, any bytes, one byte
   over and over, nothing. */
static void
random_bytes(struct dice *d, size_t length, struct buf *out)
{
	unsigned kind = dice_roll(d, 5);

	while (out->len < length) {
		struct str word = dice_roll(d, 2) ? random_word(d) : cased_word(d);

		if (kind == 0) {
			buf_byte(out, (char)dice_roll(d, 256));
		} else if (kind == 1) {
			buf_byte(out, "aA \n\x01\xc3"[dice_roll(d, 6)]);
		} else if (kind == 2) {
			buf_fill(out, 'z', 1 + dice_roll(d, 2000));
		} else {
			for (size_t i = 0; i < word.len; i++)
				buf_byte(out, kind == 3 && ascii_lower(word.at[i])
						  ? (char)(word.at[i] - 'a' + 'A')
						  : word.at[i]);
			buf_put(
			    out, (const struct str[]){STR(" "), STR(" "), STR(" "), STR(" "),
				     STR(""), STR("  "), STR(".\n"), STR(", ")}[dice_roll(d, 8)]);
		}
	}
}

struct set {
	struct entry entries[64];
	struct buf names[64], bytes[64];
	size_t count;
};

static void
random_set(struct set *set, uint64_t seed, size_t longest)
{
	struct dice d = {seed * 2654435761u + 88172645463325252u};

	memset(set, 0, sizeof(*set));
	set->count = dice_roll(&d, 12);
	for (size_t i = 0; i < set->count; i++) {
		buf_print(&set->names[i], "article/%u-", (unsigned)i);
		buf_put(&set->names[i], random_word(&d));
		random_bytes(
		    &d, dice_roll(&d, 4) ? dice_roll(&d, (unsigned)longest) : 0, &set->bytes[i]);
		set->entries[i] = (struct entry){buf_str(&set->names[i]), buf_str(&set->bytes[i])};
	}
}

static void
free_set(struct set *set)
{
	for (size_t i = 0; i < set->count; i++) {
		buf_free(&set->names[i]);
		buf_free(&set->bytes[i]);
	}
}

static void
assert_same(const struct set *set, struct str file, uint64_t seed)
{
	struct heard heard;
	struct bundle *b = open_bytes(file, hear(&heard));
	struct buf text = {0};

	if (b == NULL || bundle_count(b) != set->count)
		fail_msg("set %d is refused", (int)seed);
	for (size_t i = 0; i < set->count; i++) {
		size_t at = bundle_find(b, set->entries[i].name);

		buf_clear(&text);
		if (at == STR_NONE || bundle_read(b, at, &text, &heard.diag) != 0 ||
		    !str_equal(buf_str(&text), set->entries[i].bytes))
			fail_msg("set %d: record %d of %d differs: %d bytes for %d %s", (int)seed,
			    (int)i, (int)set->count, (int)text.len, (int)set->bytes[i].len,
			    heard.slugs);
	}
	assert_int_equal(bundle_verify(b, &heard.diag), 0);
	bundle_close(b);
	buf_free(&text);
}

static void
the_same_records_come_out_at_every_effort(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= BUNDLES; seed++) {
		struct set set;

		random_set(&set, seed, 3000);
		for (int effort = BUNDLE_FAST; effort <= BUNDLE_BEST; effort++) {
			struct buf file = {0}, again = {0};

			make_bundle(set.entries, set.count, (enum bundle_effort)effort, &file);
			make_bundle(set.entries, set.count, (enum bundle_effort)effort, &again);
			assert_true(str_equal(buf_str(&file), buf_str(&again)));
			assert_same(&set, buf_str(&file), seed);
			buf_free(&file);
			buf_free(&again);
		}
		free_set(&set);
	}
}

static void
large_records_come_out(void **state)
{
	(void)state;
	for (unsigned kind = 0; kind < 5; kind++) {
		struct dice d = {kind * 77u + 88172645463325252u};
		struct set set = {.count = 2};

		buf_put(&set.names[0], S("large"));
		buf_put(&set.names[1], S("small"));
		random_bytes(&d, LARGE, &set.bytes[0]);
		random_bytes(&d, 100, &set.bytes[1]);
		for (size_t i = 0; i < 2; i++)
			set.entries[i] =
			    (struct entry){buf_str(&set.names[i]), buf_str(&set.bytes[i])};
		for (int effort = BUNDLE_FAST; effort <= (kind == 4); effort++) {
			struct buf file = {0};

			make_bundle(set.entries, set.count, (enum bundle_effort)effort, &file);
			assert_same(&set, buf_str(&file), kind);
			buf_free(&file);
		}
		free_set(&set);
	}
}

/* The kind of the first part, from the index. */
static int
first_kind(struct str file)
{
	struct str footer = str_sub(file, file.len - 20, file.len);
	unsigned packed = 0, plain = 0;
	struct buf index = {0};
	int kind;

	str_take_u32(&footer, &packed);
	str_take_u32(&footer, &plain);
	assert_int_equal(deflate_unpack(str_sub(file, file.len - 20 - packed, file.len - 20),
			     (struct str){"", 0}, plain, &index),
	    0);
	kind = index.at[1];
	buf_free(&index);
	return kind;
}

/* A small bundle: of words in no order, so that a dictionary is worth its place, or, packed fast,
   of numbers, so that none is. */
static void
small_bundle(struct buf *file, enum bundle_effort effort)
{
	static const char *const words[] = {"naloxone", "reverses", "overdose", "withdrawal",
	    "buprenorphine", "methadone", "treatment", "helpline", "medication", "emergency",
	    "breathing", "dependence", "recovery", "counselling", "Confidential", "NALTREXONE"};
	struct entry entries[10];
	struct buf names[10] = {{0}}, texts[10] = {{0}};
	struct dice d = {88172645463325252u};

	for (size_t i = 0; i < 10; i++) {
		buf_print(&names[i], "article/%c", (char)('a' + i));
		for (size_t n = 0; n < 90; n++)
			if (effort == BUNDLE_FAST)
				buf_print(&texts[i], "%u", dice_roll(&d, 1000000));
			else
				buf_print(&texts[i], n ? " %s" : "%s", words[dice_roll(&d, 16)]);
		entries[i] = (struct entry){buf_str(&names[i]), buf_str(&texts[i])};
	}
	make_bundle(entries, 10, effort, file);
	assert_int_equal(first_kind(buf_str(file)), effort == BUNDLE_FAST ? 7 : 1);
	for (size_t i = 0; i < 10; i++) {
		buf_free(&names[i]);
		buf_free(&texts[i]);
	}
}

static void
every_changed_byte_is_refused(void **state)
{
	struct buf file = {0};
	struct heard heard;

	(void)state;
	for (int effort = BUNDLE_FAST; effort <= BUNDLE_NORMAL; effort++) {
		buf_clear(&file);
		small_bundle(&file, (enum bundle_effort)effort);
		assert_true(accepts(buf_str(&file), hear(&heard)));
		for (size_t i = 0; i < file.len; i++)
			for (unsigned bit = 0; bit < 9; bit += 2) {
				char before = file.at[i];

				file.at[i] =
				    (char)(before ^ (bit < 8 ? 1 << ((i + bit) % 8) : 0xff));
				if (accepts(buf_str(&file), hear(&heard)) || heard.slugs[0] == '\0')
					fail_msg(
					    "byte %d with bit %u changed is taken", (int)i, bit);
				file.at[i] = before;
			}
	}
	buf_free(&file);
}

static void
every_cut_is_refused(void **state)
{
	struct buf file = {0};
	struct heard heard;

	(void)state;
	small_bundle(&file, BUNDLE_NORMAL);
	for (size_t len = 0; len < file.len; len++) {
		if (accepts(str_sub(buf_str(&file), 0, len), hear(&heard)))
			fail_msg("cut to %d bytes it is taken", (int)len);
		assert_string_equal(
		    heard.slugs, "bad-bundle"); /* and once: nobody above says it again */
	}
	for (size_t more = 1; more < 40; more++) {
		buf_byte(&file, 'x');
		assert_false(accepts(buf_str(&file), hear(&heard)));
	}
	buf_free(&file);
}

static void
random_splices_are_refused(void **state)
{
	struct buf file = {0}, spliced = {0};
	struct dice d = {88172645463325252u};
	struct heard heard;

	(void)state;
	small_bundle(&file, BUNDLE_NORMAL);
	for (int i = 0; i < SPLICES; i++) {
		size_t from = dice_roll(&d, (unsigned)file.len),
		       to = dice_roll(&d, (unsigned)file.len);
		size_t len = 1 + dice_roll(&d, 64);

		buf_clear(&spliced);
		buf_put(&spliced, str_sub(buf_str(&file), 0, to));
		buf_put(&spliced,
		    str_sub(buf_str(&file), from, from + len < file.len ? from + len : file.len));
		if (dice_roll(&d, 2))
			to = to + len < file.len ? to + len : file.len;
		buf_put(&spliced, str_sub(buf_str(&file), to, file.len));
		if (str_equal(buf_str(&spliced), buf_str(&file)))
			continue;
		assert_false(accepts(buf_str(&spliced), hear(&heard)));
	}
	buf_free(&file);
	buf_free(&spliced);
}

/* --- bundles with right checksums and wrong contents ----------------------------------------- */

struct lie {
	const char *what;
	size_t parts, packed, plain, count, length, names, names_count;
};

/* A cluster of one record "text" and the names "a\n", but for what the lie says. */
static bool
believed(const struct lie *lie, struct heard *heard)
{
	struct buf parts = {0}, index = {0}, file = {0};
	unsigned crc[2];
	size_t cluster;
	bool taken;

	deflate_pack(S("text"), (struct str){"", 0}, DEFLATE_BEST, &parts);
	cluster = parts.len;
	crc[0] = deflate_crc(deflate_crc(0, buf_str(&parts)), S("text"));
	deflate_pack(S("a\n"), (struct str){"", 0}, DEFLATE_BEST, &parts);
	crc[1] =
	    deflate_crc(deflate_crc(0, str_sub(buf_str(&parts), cluster, parts.len)), S("a\n"));
	buf_varint(&index, lie->parts);
	forge_part(&index, 7, cluster + lie->packed, lie->plain, crc[0], lie->count);
	forge_part(&index, 3, parts.len - cluster, lie->names, crc[1], lie->names_count);
	buf_varint(&index, lie->length);
	buf_varint(&index, lie->names);
	forge(buf_str(&parts), buf_str(&index), (unsigned)index.len, &file);
	taken = accepts(buf_str(&file), hear(heard));
	buf_free(&parts);
	buf_free(&index);
	buf_free(&file);
	return taken;
}

static void
lies_are_refused(void **state)
{
	static const struct lie lies[] = {
	    {"one part more", 3, 0, 4, 1, 4, 2, 1},
	    {"one part less", 1, 0, 4, 1, 4, 2, 1},
	    {"no part", 0, 0, 4, 1, 4, 2, 1},
	    {"parts without end", (size_t)1 << 60, 0, 4, 1, 4, 2, 1},
	    {"a longer cluster, over the names", 2, 1, 4, 1, 4, 2, 1},
	    {"a cluster longer than the file", 2, 1000000, 4, 1, 4, 2, 1},
	    {"a cluster without end", 2, (size_t)1 << 62, 4, 1, 4, 2, 1},
	    {"more in a cluster", 2, 0, 5, 1, 5, 2, 1},
	    {"less in a cluster", 2, 0, 3, 1, 3, 2, 1},
	    {"a record longer than its cluster", 2, 0, 4, 1, 5, 2, 1},
	    {"a record shorter than its cluster", 2, 0, 4, 1, 3, 2, 1},
	    {"a record without end", 2, 0, 4, 1, (size_t)1 << 63, 2, 1},
	    {"a cluster that unpacks to gigabytes", 2, 0, (size_t)1 << 33, 1, (size_t)1 << 33, 2,
		1},
	    {"a million records", 2, 0, 4, 1 << 20, 4, 2, 1},
	    {"records without end", 2, 0, 4, (size_t)1 << 62, 4, 2, 1},
	    {"no records", 2, 0, 4, 0, 4, 2, 1},
	    {"names that are shorter", 2, 0, 4, 1, 4, 1, 1},
	    {"names that are longer", 2, 0, 4, 1, 4, 3, 1},
	    {"two lists of names", 2, 0, 4, 1, 4, 2, 2},
	    {"no list of names", 2, 0, 4, 1, 4, 2, 0},
	};
	struct lie truth = {"", 2, 0, 4, 1, 4, 2, 1};
	struct heard heard;

	(void)state;
	assert_true(believed(&truth, &heard));
	for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++)
		if (believed(&lies[i], &heard) || !str_starts(str_of(heard.slugs), S("bad-bundle")))
			fail_msg("%s: \"%s\"", lies[i].what, heard.slugs);
}

static void
two_records_of_one_name_are_refused(void **state)
{
	struct buf parts = {0}, index = {0}, file = {0};
	struct heard heard;
	size_t cluster;

	(void)state;
	deflate_pack(S("xy"), (struct str){"", 0}, DEFLATE_BEST, &parts);
	cluster = parts.len;
	deflate_pack(S("a\na\n"), (struct str){"", 0}, DEFLATE_BEST, &parts);
	buf_varint(&index, 2);
	forge_part(&index, 7, cluster, 2,
	    deflate_crc(deflate_crc(0, str_sub(buf_str(&parts), 0, cluster)), S("xy")), 2);
	forge_part(&index, 3, parts.len - cluster, 4,
	    deflate_crc(deflate_crc(0, str_sub(buf_str(&parts), cluster, parts.len)), S("a\na\n")),
	    1);
	buf_put(&index, S("\x01\x01\x04"));
	forge(buf_str(&parts), buf_str(&index), (unsigned)index.len, &file);
	assert_false(accepts(buf_str(&file), hear(&heard)));
	assert_string_equal(heard.slugs, "bad-bundle");
	buf_free(&parts);
	buf_free(&index);
	buf_free(&file);
}

/* A bundle of one record, "x" by the codes that are given, behind a dictionary. */
static bool
decodes(
    struct str dictionary, struct str codes, size_t length, struct str text, struct heard *heard)
{
	const struct str plain[] = {dictionary, codes, S("a\n")},
			 holds[] = {dictionary, text, S("a\n")};
	struct buf parts = {0}, index = {0}, file = {0};
	bool taken;

	buf_varint(&index, 3);
	for (size_t i = 0; i < 3; i++) {
		size_t before = parts.len;
		unsigned crc;

		deflate_pack(plain[i], (struct str){"", 0}, DEFLATE_BEST, &parts);
		crc = deflate_crc(0, str_sub(buf_str(&parts), before, parts.len));
		forge_part(&index, (const unsigned[]){1, 9, 3}[i], parts.len - before, plain[i].len,
		    deflate_crc(crc, holds[i]), i != 0);
	}
	buf_varint(&index, length);
	buf_varint(&index, 2);
	forge(buf_str(&parts), buf_str(&index), (unsigned)index.len, &file);
	taken = accepts(buf_str(&file), hear(heard));
	buf_free(&parts);
	buf_free(&index);
	buf_free(&file);
	return taken;
}

static void
dictionaries_that_mean_harm_are_refused(void **state)
{
	/* "x", a word, a capital, and a phrase of two words with a capital between them */
	static const struct str good = STR("\0\xff\1\4\0\0\1\2\x09\0ab\0x\1\2\1");
	static const struct {
		const char *what;
		struct str dictionary, codes;
	} bad[] = {
	    {"nothing", STR(""), STR("\0")},
	    {"a base that is not there", STR("\2\xff\1\1\0\0\0x"), STR("\0")},
	    {"too many single codes", STR("\0\x81\2\1\0\0\0x"), STR("\0")},
	    {"entries without end", STR("\0\xff\1\xff\xff\xff\x7f\0\0\0x"), STR("\0")},
	    {"pairs without end", STR("\0\xff\1\1\xff\x1f\0\0x"), STR("\0")},
	    {"pairs out of order", STR("\0\xff\1\1\2\x61\x41\0\x41\0\0x"), STR("\0")},
	    {"a capital that is no character", STR("\0\xff\1\1\1\x61\x80\xb0\3\0\0x"), STR("\0")},
	    {"an unknown kind", STR("\0\xff\1\1\0\5\0x"), STR("\0")},
	    {"a phrase of none", STR("\0\xff\1\2\0\0\6\0x"), STR("\0")},
	    {"a phrase of 65", STR("\0\xff\1\2\0\0\x47\0x\0"), STR("\0")},
	    {"a phrase in itself", STR("\0\xff\1\2\0\0\x08\0x\0\1"), STR("\0")},
	    {"phrases in each other", STR("\0\xff\1\3\0\0\x08\x08\0x\0\2\0\1"), STR("\0")},
	    {"a phrase of no entry", STR("\0\xff\1\2\0\0\x08\0x\0\2"), STR("\0")},
	    {"more than the entries", STR("\0\xff\1\1\0\0\0xx"), STR("\0")},
	    {"less than the entries", STR("\0\xff\1\1\0\0\0"), STR("\0")},
	    {"words without an end", STR("\0\xff\1\1\0\1\0ab"), STR("\0")},
	    {"a word that begins as none before", STR("\0\xff\1\1\0\1\1ab\0"), STR("\0")},
	    {"a word that is no text", STR("\0\xff\1\1\0\1\0\xc3\0"), STR("\0")},
	    {"a word of nothing", STR("\0\xff\1\1\0\1\0\0"), STR("\0")},
	    {"a code without an entry", STR("\0\xff\1\1\0\0\0x"), STR("\1")},
	    {"half a code", STR("\0\0\1\0\0\0x"), STR("\0")},
	    {"no code", STR("\0\xff\1\1\0\0\0x"), STR("")},
	    {"codes behind the text", STR("\0\xff\1\1\0\0\0x"), STR("\0\0")},
	};
	struct heard heard;

	(void)state;
	assert_true(decodes(S("\0\xff\1\1\0\0\0x"), S("\0"), 1, S("x"), &heard));
	assert_string_equal(heard.slugs, "");
	assert_true(decodes(good, S("\0\1\1"), 6, S("xab ab"), &heard));
	assert_true(decodes(good, S("\3\2\3"), 11, S("ab Ab Ab Ab"), &heard));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (decodes(bad[i].dictionary, bad[i].codes, 1, S("x"), &heard) ||
		    !str_starts(str_of(heard.slugs), S("bad-bundle")))
			fail_msg("%s is taken: \"%s\"", bad[i].what, heard.slugs);
	assert_false(decodes(good, S("\1"), 1, S("a"), &heard)); /* the word is longer */
}

/* Each phrase doubles, or holds 64 times, the one before it. */
static void
phrases_that_grow_without_end_are_refused(void **state)
{
	(void)state;
	for (unsigned times = 2; times <= 64; times += 62) {
		struct buf dictionary = {0}, bodies = {0};
		struct heard heard;

		buf_put(&dictionary, S("\0\xff\1\x40\0\0"));
		for (unsigned i = 1; i < 64; i++) {
			buf_byte(&dictionary, (char)(6 + times));
			buf_fill(&bodies, (char)(i - 1), times);
		}
		buf_put(&dictionary, S("\0x"));
		buf_put(&dictionary, buf_str(&bodies));
		assert_false(decodes(buf_str(&dictionary), S("\0"), 1, S("x"), &heard));
		assert_true(str_starts(str_of(heard.slugs), S("bad-bundle")));
		buf_free(&dictionary);
		buf_free(&bodies);
	}
}

/* --- for readers that others write: bundles and what is in them, as files ----------------------
 */

static void
write_file(const char *folder, const char *name, struct str bytes)
{
	struct diag diag = {0};
	char path[400];
	struct output *out;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	out = output_file(path);
	output_put(out, bytes);
	output_commit(out, &diag);
}

static void
write_set(const char *folder, const struct set *set, unsigned number)
{
	char path[300], name[40];

	snprintf(path, sizeof(path), "%s/set%u", folder, number);
	mkdir(path, 0777);
	for (size_t i = 0; i < set->count; i++) {
		snprintf(name, sizeof(name), "%zu.name", i);
		write_file(path, name, set->entries[i].name);
		snprintf(name, sizeof(name), "%zu.bytes", i);
		write_file(path, name, set->entries[i].bytes);
	}
	for (int effort = BUNDLE_FAST; effort <= BUNDLE_BEST; effort++) {
		struct buf file = {0};

		make_bundle(set->entries, set->count, (enum bundle_effort)effort, &file);
		snprintf(name, sizeof(name), "set%u-%d.bundle", number, effort);
		write_file(folder, name, buf_str(&file));
		buf_free(&file);
	}
}

static int
write_sets(const char *folder)
{
	for (unsigned seed = 1; seed <= WRITTEN; seed++) {
		struct set set;

		random_set(&set, seed, 20000);
		write_set(folder, &set, seed);
		free_set(&set);
	}
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_same_records_come_out_at_every_effort),
	    cmocka_unit_test(large_records_come_out),
	    cmocka_unit_test(every_changed_byte_is_refused),
	    cmocka_unit_test(every_cut_is_refused),
	    cmocka_unit_test(random_splices_are_refused),
	    cmocka_unit_test(lies_are_refused),
	    cmocka_unit_test(two_records_of_one_name_are_refused),
	    cmocka_unit_test(dictionaries_that_mean_harm_are_refused),
	    cmocka_unit_test(phrases_that_grow_without_end_are_refused),
	};
	if (argc > 1)
		return write_sets(argv[1]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
