/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "random.h"
#include "search/lookup.h"

enum { CORPORA = 40, ARTICLES_MOST = 30, TEXTS = 4, QUERIES = 25 };

struct made {
	char id[8];
	const char *language;
	struct buf texts[TEXTS];
};

static const char *const common[] = {"dose", "doses", "Dosis", "box", "boxes", "hopital",
    "h\xc3\xb4pitaux", "therapy", "therapies", "do", "d", "the"};

static struct str
any_word(struct dice *d)
{
	return dice_roll(d, 2) ? random_word(d)
			       : str_of(common[dice_roll(d, sizeof(common) / sizeof(*common))]);
}

static void
make_article(struct made *made, struct dice *d, size_t number)
{
	static const char *const languages[] = {"en", "fr", "es-MX", "de", ""};

	snprintf(made->id, sizeof(made->id), "a%u", (unsigned)(number * 7 % 31));
	made->language = languages[dice_roll(d, 5)];
	for (size_t t = 0; t < TEXTS; t++)
		for (unsigned n = dice_roll(d, t ? 25 : 4); n > 0; n--) {
			buf_put(&made->texts[t], any_word(d));
			buf_put(&made->texts[t], dice_roll(d, 9) ? S(" ") : S(", "));
		}
}

static void
make_query(struct dice *d, struct buf *text)
{
	for (unsigned units = 1 + dice_roll(d, 3); units > 0; units--) {
		bool phrase = dice_roll(d, 3) == 0;

		buf_put(text, phrase ? S("\"") : S(""));
		for (unsigned n = phrase ? 2 + dice_roll(d, 2) : 1; n > 0; n--) {
			buf_put(text, any_word(d));
			buf_put(text, dice_roll(d, 5) ? S("") : S("*"));
			buf_put(text, n > 1 ? S(" ") : S(""));
		}
		buf_put(text, phrase ? S("\" ") : S(" "));
	}
}

static unsigned
weight_of(size_t t)
{
	return t == 0 ? SEARCH_TITLE : t == 1 ? SEARCH_HEADING : SEARCH_BODY;
}

static void
show_all(struct search *search, const struct made *made)
{
	for (size_t t = 0; t < TEXTS; t++)
		search_text(search, buf_str(&made->texts[t]), weight_of(t));
}

static void
compare(const struct made *made, size_t count, const struct lookup *lookup, struct str text)
{
	struct query *query = query_read(&text, 1);
	const struct search_hit *read_hits, *index_hits;
	struct search *reading, *looking;
	char scan[ARTICLES_MOST] = {0};
	size_t found;

	if (query == NULL)
		return;
	reading = search_begin(query);
	looking = search_begin(query);
	for (size_t i = 0; i < count; i++) {
		search_article(reading, str_of(made[i].id), str_of(made[i].language));
		show_all(reading, &made[i]);
	}
	lookup_search(lookup, query, looking, scan);
	for (size_t i = 0; i < count; i++)
		if (scan[i]) {
			search_again(looking, i, str_of(made[i].language));
			show_all(looking, &made[i]);
		}
	found = search_rank(reading, &read_hits);
	if (search_rank(looking, &index_hits) != found)
		fail_msg("%.*s: another count", STR_ARG(text));
	for (size_t i = 0; i < found; i++)
		if (read_hits[i].article != index_hits[i].article ||
		    read_hits[i].score != index_hits[i].score)
			fail_msg("%.*s: hit %d differs", STR_ARG(text), (int)i);
	search_free(reading);
	search_free(looking);
	query_free(query);
}

static void
make_index(const struct made *made, size_t count, struct buf *bytes)
{
	struct lookup_writer *writer = lookup_begin();

	for (size_t i = 0; i < count; i++) {
		lookup_article(writer, str_of(made[i].id), str_of(made[i].language));
		for (size_t t = 0; t < TEXTS; t++)
			lookup_text(writer, buf_str(&made[i].texts[t]), weight_of(t));
	}
	lookup_end(writer, S("key"), bytes);
}

static void
an_index_finds_what_reading_finds(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= CORPORA; seed++) {
		struct dice d = {seed * 2654435761u + 88172645463325252u};
		struct made made[ARTICLES_MOST] = {{.id = ""}};
		size_t count = dice_roll(&d, ARTICLES_MOST + 1);
		struct buf bytes = {0};
		const char *fault;
		struct lookup *lookup;

		for (size_t i = 0; i < count; i++)
			make_article(&made[i], &d, i);
		make_index(made, count, &bytes);
		lookup = lookup_open(buf_str(&bytes), S("key"), &fault);
		assert_non_null(lookup);
		assert_int_equal(lookup_count(lookup), count);
		for (int n = 0; n < QUERIES; n++) {
			struct buf text = {0};

			make_query(&d, &text);
			compare(made, count, lookup, buf_str(&text));
			buf_free(&text);
		}
		lookup_free(lookup);
		buf_free(&bytes);
		for (size_t i = 0; i < count; i++)
			for (size_t t = 0; t < TEXTS; t++)
				buf_free(&made[i].texts[t]);
	}
}

static void
a_changed_or_other_index_is_refused(void **state)
{
	struct dice d = {88172645463325252u};
	struct made made = {.id = ""};
	struct buf bytes = {0};
	const char *fault;

	(void)state;
	make_article(&made, &d, 1);
	make_index(&made, 1, &bytes);
	assert_null(lookup_open(buf_str(&bytes), S("other"), &fault));
	assert_string_equal(fault, "it was made for another bundle, or an older one");
	for (size_t at = 0; at < bytes.len; at++) {
		bytes.at[at] ^= 1;
		assert_null(lookup_open(buf_str(&bytes), S("key"), &fault));
		bytes.at[at] ^= 1;
		assert_null(lookup_open(str_sub(buf_str(&bytes), 0, at), S("key"), &fault));
	}
	buf_free(&bytes);
	for (size_t t = 0; t < TEXTS; t++)
		buf_free(&made.texts[t]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(an_index_finds_what_reading_finds),
	    cmocka_unit_test(a_changed_or_other_index_is_refused)};

	return cmocka_run_group_tests_name("search index", tests, NULL, NULL);
}
