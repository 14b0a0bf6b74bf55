/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sound files say about themselves. Expected bytes were written down from ID3v2.3.0, the ID3v2
   chapter addendum and RFC 7845. */
#include "unit/test.h"

#include "audio/comment.h"
#include "audio/id3.h"

static const struct chapter chapters[] = {
    {0, STR("Beginning")}, {4000, STR("\xce\xa4\xce\xad\xce\xbb\xce\xbf\xcf\x82")}};

static const struct tags tags = {.title = STR("Help"),
    .artist = STR("Zo\xc3\xab"),
    .language = STR("es-MX"),
    .date = STR("2026-11-22"),
    .source = STR("https://example.org/a"),
    .track = 2,
    .tracks = 12,
    .chapters = chapters,
    .chapter_count = 2};

static void
write_down(void *context, const char *name, const char *value)
{
	buf_print(context, "%s=%s|", name, value);
}

static void
comments_name_what_there_is(void **state)
{
	struct buf all = {0};

	(void)state;
	comment_each(&tags, 8000, write_down, &all);
	assert_str(buf_str(&all),
	    "TITLE=Help|ARTIST=Zo\xc3\xab|LANGUAGE=es-MX|DATE=2026-11-22|"
	    "SOURCE=https://example.org/a|TRACKNUMBER=2|TRACKTOTAL=12|"
	    "CHAPTER000=00:00:00.000|CHAPTER000NAME=Beginning|CHAPTER001=00:00:00.500|"
	    "CHAPTER001NAME=\xce\xa4\xce\xad\xce\xbb\xce\xbf\xcf\x82|");
	buf_clear(&all);
	comment_each(NULL, 8000, write_down, &all);
	assert_int_equal(all.len, 0);
	buf_free(&all);
}

static void
assert_holds(const struct buf *tag, const char *bytes, size_t len)
{
	if (str_find(buf_str(tag), (struct str){bytes, len}, 0) == STR_NONE)
		fail_msg("not in the tag: %.4s", bytes);
}
#define HOLDS(tag, literal) assert_holds(tag, literal, sizeof(literal) - 1)

static void
id3_frames_are_as_described(void **state)
{
	struct pcm pcm = {.rate = 8000};
	struct buf tag = {0};

	(void)state;
	pcm_silence(&pcm, 1000);
	id3_write(&tags, &pcm, &tag);
	assert_memory_equal(tag.at, "ID3\x03\0\0", 6);
	assert_int_equal(
	    (tag.at[6] << 21 | tag.at[7] << 14 | tag.at[8] << 7 | tag.at[9]), (int)tag.len - 10);
	HOLDS(&tag, "TIT2\0\0\0\x05\0\0\0Help");
	HOLDS(&tag, "TPE1\0\0\0\x04\0\0\0Zo\xeb");
	HOLDS(&tag, "TLAN\0\0\0\x04\0\0\0spa");
	HOLDS(&tag, "TYER\0\0\0\x05\0\0\0"
		    "2026");
	HOLDS(&tag, "TDAT\0\0\0\x05\0\0\0"
		    "2211");
	HOLDS(&tag, "TRCK\0\0\0\x05\0\0\0"
		    "2/12");
	HOLDS(&tag, "WOAS\0\0\0\x15\0\0https://example.org/a");
	HOLDS(&tag, "CTOC\0\0\0\x0c\0\0toc\0\x03\x02"
		    "c1\0c2\0");
	HOLDS(&tag, "CHAP\0\0\0\x27\0\0c1\0\0\0\0\0\0\0\x01\xf4\xff\xff\xff\xff\xff\xff\xff\xff"
		    "TIT2\0\0\0\x0a\0\0\0Beginning");
	HOLDS(&tag, "c2\0\0\0\x01\xf4\0\0\x03\xe8\xff\xff\xff\xff\xff\xff\xff\xff"
		    "TIT2\0\0\0\x0d\0\0\x01\xff\xfe\xa4\x03\xad\x03\xbb\x03\xbf\x03\xc2\x03");
	buf_free(&tag);
	id3_write(NULL, &pcm, &tag);
	assert_int_equal(tag.len, 0);
	pcm_free(&pcm);
}

static void
a_source_that_is_no_address_is_kept(void **state)
{
	struct tags other = {.source = STR("a leaf\xc5\x82"), .language = STR("tlh")};
	struct pcm pcm = {.rate = 8000};
	struct buf tag = {0};

	(void)state;
	id3_write(&other, &pcm, &tag);
	HOLDS(&tag, "\x01\xff\xfes\0o\0u\0r\0c\0e\0\0\0\xff\xfe"
		    "a\0 \0l\0e\0a\0f\0\x42\x01");
	HOLDS(&tag, "TLAN\0\0\0\x04\0\0\0tlh");
	buf_free(&tag);
}

static struct buf
encoded(const char *name, const struct pcm *pcm, const struct tags *said)
{
	struct buf bytes = {0};
	struct output *out = output_memory(&bytes);
	struct heard heard;

	assert_int_equal(codec_find(str_of(name))->encode(pcm, said, out, hear(&heard)), 0);
	assert_int_equal(output_commit(out, &heard.diag), 0);
	return bytes;
}

/* Two Ogg streams with one serial number could not be joined; the same sound twice may have it. */
static void
the_same_sound_is_the_same_bytes(void **state)
{
	static const char *const names[] = {"flac", "mp3", "opus"};
	struct tags second = tags;
	struct pcm pcm = {.rate = 22050};

	(void)state;
	second.title = (struct str)STR("Other");
	for (int i = 0; i < 40000; i++) {
		int16_t x = (int16_t)(i % 100 * 50 - 2500);

		pcm_add(&pcm, &x, 1);
	}
	for (size_t i = 0; i < 3; i++) {
		struct buf one = encoded(names[i], &pcm, &tags),
			   two = encoded(names[i], &pcm, &tags),
			   other = encoded(names[i], &pcm, &second);

		assert_true(one.len > 1000);
		assert_true(str_equal(buf_str(&one), buf_str(&two)));
		assert_false(str_equal(buf_str(&one), buf_str(&other)));
		if (i == 2)
			assert_memory_not_equal(one.at + 14, other.at + 14, 4);
		buf_free(&one);
		buf_free(&two);
		buf_free(&other);
	}
	pcm_free(&pcm);
}

/* Nothing to say is still a file. */
static void
an_empty_sound_is_a_file(void **state)
{
	static const char *const names[] = {"flac", "mp3", "opus", "wav"};
	struct pcm pcm = {.rate = 22050};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct buf one = encoded(names[i], &pcm, NULL);

		assert_true(one.len > 40);
		buf_free(&one);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(comments_name_what_there_is),
	    cmocka_unit_test(id3_frames_are_as_described),
	    cmocka_unit_test(a_source_that_is_no_address_is_kept),
	    cmocka_unit_test(the_same_sound_is_the_same_bytes),
	    cmocka_unit_test(an_empty_sound_is_a_file)};

	return cmocka_run_group_tests_name("tags", tests, NULL, NULL);
}
