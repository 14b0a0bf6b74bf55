/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "base/utf8.h"
#include "random.h"
#include "render/braille/louis.h"
#include "render/render.h"

/*
 * Whatever the article: pages are of their size, cells are braille, and no word or figure is
 * missing. The last is shown by translating uncontracted pages back, which is exact for
 * letters and digits; where a line ends then does not matter.
 */
enum { DOCUMENTS = 150, CELL = 3 /* bytes */ };

extern const struct renderer render_braille;

static struct document *
load(struct shelf *shelf, size_t i, struct diag *diag)
{
	(void)i;
	return random_document(*(uint64_t *)shelf->context, diag);
}

static void
render(uint64_t seed, int argc, const char *const *argv, struct buf *bytes, struct diag *diag)
{
	const struct setting *const tables[] = {render_braille.settings, NULL};
	struct settings *settings = settings_parse(tables, argc, (char **)(uintptr_t)argv, diag);
	struct shelf_entry entry = {{"x", 1}, {"x", 1}, {"en", 2}, {"", 0}, {"", 0}};
	struct shelf shelf = {.entries = &entry, .count = 1, .load = load, .context = &seed};
	struct output *out = output_memory(bytes);

	assert_non_null(settings);
	if (render_braille.render(&shelf, settings, out, diag) != 0)
		fail_msg("seed %d is refused", (int)seed);
	assert_int_equal(output_commit(out, diag), 0);
	settings_free(settings);
	arena_free(&shelf.arena);
}

static void
pages_are_of_their_size(void **state)
{
	static const char *const argv[] = {
	    "--width", "28", "--depth", "12", "--table", "en-ueb-g2.ctb", NULL};

	(void)state;
	for (uint64_t seed = 1; seed <= DOCUMENTS; seed++) {
		struct buf bytes = {0};
		struct heard heard;
		struct str rest, page;

		render(seed, 6, argv, &bytes, hear(&heard));
		rest = buf_str(&bytes);
		while (rest.len && str_cut(&rest, '\f', &page)) {
			struct str line;
			unsigned lines = 0;

			while (page.len && str_line(&page, &line)) {
				lines++;
				if (line.len > 28 || str_trim_end(line).len != line.len)
					fail_msg("seed %d: \"%.*s\"", (int)seed, STR_ARG(line));
				for (size_t i = 0; i < line.len; i++)
					assert_in_range(line.at[i], 0x20, 0x5f);
			}
			if (lines && lines != 12)
				fail_msg("seed %d: %u lines", (int)seed, lines);
		}
		buf_free(&bytes);
	}
}

static void
keep_letters_and_digits(struct str text, struct buf *kept)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_alnum(text.at[i]))
			buf_byte(kept, ascii_fold(text.at[i]));
}

static void
read_back(struct str pages, struct buf *kept)
{
	struct louis *table = louis_open("en-ueb-g1.ctb", NULL);
	struct buf text = {0}, cells = {0};
	struct str line;
	struct diag diag = {0};

	while (pages.len && str_line(&pages, &line)) {
		buf_clear(&cells);
		for (size_t at = 0; at < line.len;) {
			unsigned c = utf8_next(line, &at);

			if (c >= 0x2800)
				buf_byte(&cells, (char)(c - 0x2800));
		}
		buf_clear(&text);
		assert_int_equal(
		    louis_back(table, (const unsigned char *)cells.at, cells.len, &text, &diag), 0);
		keep_letters_and_digits(buf_str(&text), kept);
	}
	buf_free(&text);
	buf_free(&cells);
}

/* Other languages' tables are not read back here, nor the signs for struck words. */
static bool
left_out(const struct block *leaf, size_t at)
{
	for (size_t i = 0; i < leaf->span_count; i++) {
		const struct span *span = &leaf->spans[i];

		if ((span->kind == SPAN_LANGUAGE || span->kind == SPAN_CITATION ||
			span->kind == SPAN_STRIKE) &&
		    at >= span->start && at < span->end)
			return true;
	}
	return false;
}

struct search {
	struct str kept;
	uint64_t seed;
	size_t words;
};

static int
find_words(void *context, const struct block *b, enum visit visit)
{
	struct search *search = context;

	if (visit != VISIT_ENTER || b->kind == BLOCK_BOILERPLATE)
		return 0;
	for (size_t at = 0, end; at < b->text.len; at = end + 1) {
		struct buf word = {0};

		for (end = at;
		     end < b->text.len && ascii_alpha(b->text.at[end]) && !left_out(b, end); end++)
			;
		keep_letters_and_digits(str_sub(b->text, at, end), &word);
		if (word.len > 2 && str_find(search->kept, buf_str(&word), 0) == STR_NONE)
			fail_msg("seed %d loses \"%.*s\" of \"%.*s\"", (int)search->seed,
			    STR_ARG(buf_str(&word)), STR_ARG(b->text));
		search->words += word.len > 2;
		buf_free(&word);
	}
	return 0;
}

static void
no_word_is_lost(void **state)
{
	static const char *const argv[] = {
	    "--no-layout", "--format", "unicode", "--table", "en-ueb-g1.ctb", NULL};
	static const char *const paged[] = {"--width", "30", "--format", "unicode", "--table",
	    "en-ueb-g1.ctb", "--running-head", "off", "--page-numbers", "off", NULL};
	size_t words = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= DOCUMENTS; seed++) {
		struct buf bytes = {0}, kept = {0};
		struct heard heard;
		struct document *doc = random_document(seed, hear(&heard));
		struct search search = {.seed = seed};

		if (seed % 2)
			render(seed, 5, argv, &bytes, &heard.diag);
		else
			render(seed, 10, paged, &bytes, &heard.diag);
		read_back(buf_str(&bytes), &kept);
		search.kept = buf_str(&kept);
		document_walk(doc, find_words, &search);
		words += search.words;
		document_free(doc);
		buf_free(&bytes);
		buf_free(&kept);
	}
	assert_true(words > 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages_are_of_their_size),
	    cmocka_unit_test(no_word_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
