/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "base/input.h"
#include "base/utf8.h"
#include "random.h"
#include "render/braille/leaf.h"
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

/* ---- words met before ---- */

enum { MIXES = 5000, MIX_SPANS = 16, WORDS_MOST = 6000 };

struct mix {
	struct buf text;
	struct span spans[MIX_SPANS];
	size_t span_count;
	bool heading, code;
};

static void
read_words_of(const char *path, struct str *words, size_t *count, struct arena *arena)
{
	struct heard heard;
	struct buf text = {0};
	struct str rest, word;

	assert_int_equal(input_read(path, &text, hear(&heard)), 0);
	rest = arena_str(arena, buf_str(&text));
	buf_free(&text);
	while (rest.len && str_line(&rest, &word))
		for (struct str one; word.len && *count < WORDS_MOST;)
			if (str_cut(&word, ' ', &one) && one.len && one.len < 40)
				words[(*count)++] = one;
}

static const char *
any_of(struct dice *d, const char *const *texts, size_t count)
{
	return texts[dice_roll(d, (unsigned)count)];
}
#define ANY_OF(d, texts) any_of(d, texts, sizeof(texts) / sizeof(*(texts)))

static void
put_word(struct buf *text, struct dice *d, const struct str *words, size_t count)
{
	static const char *const odd[] = {"A", "I", "AB", "OUD", "X-ray", "5", "1,000", "2.5",
	    "24/7", "p.5", "B12", "456G", "3a", "US", "WHO", "O'Neil", "McDonald", "MyLess",
	    "iPhone", "the", "of", "to", "in", "be", "was", "his", "enough", "were", "can't",
	    "-ing", "dis", "con", "st", "c", "x", "TO", "CAN", "IN", "ABc", "aBC", "AbC", "(A)",
	    "A.", "A,", "(the)", "/", "-", "--", "'tis", "\u2019tis", "\u201cIt", "it.\u201d",
	    "\"so\"", "\"", "\"A", "5%", "50%.", "\u2013", "\u2014", "...", "\u2026", "\u20ac5",
	    "\u00e9t\u00e9", "na\u00efve", "a@b.c", "www.x.org", "https://a.b/c-d", "\u2800",
	    "\u2814", "5\u28005", "#1", "&", "+", "=", "*", "_", "\\", "[1]", "mg", "ml", "500",
	    "000", "s-p-e-l-l", "yrs", "3yrs", "-in", "in-", "was-?", "\u2014?", "x\u00b2",
	    "H\u2082O", "\u2018so\u2019", "\u2018", "don\u2019t", "\u00a0", "a\u00a0b", "5\u00a0mg",
	    "\u00ad", "co\u00adop", "\u03b1", "\u0416", "\u2610", "\xf0\x9f\x98\x80", "\u00bd", ")",
	    "?", "!", ":", ",", ".", "%", "1st", "2nd", "I.", "BUT", "SHHH", "IT'S", "CD", "BSc",
	    "KCl", "ABC.", "NOW!", "B.", "(C.", "GO)", "\u201cNO", "AED", "p-p-p-p-pear", "b-b-b",
	    "ISBN", "16 00", "1947 08 31", ".99and", "3D", "enough!\"", "\u2013in", "ar", "cons",
	    "-ence", "kWh", "kwh", "MCh", "GDP", "LLC", "ozbrl", "radiofrequency", "esomeprazole",
	    "methemoglobin", "STDs", "MBChB", "judg\"mental\"", "vasomedical", "Myasthenia",
	    "besylate", "Beh\u00e7et", "\u00b7", "2\u00b75", "o\ufb03ce", "www.99chances.org",
	    "www.9chances.org", "x@9finances.net", "c:\\2009finances\\5b-x"};
	static const char *const before[] = {
	    "(", "\u201c", "\u2018", "'", "\"", "-", "/", "[", "A", "\u00ab"};
	static const char *const behind[] = {".", ",", ";", ":", "!", "?", ")", "\u201d", "\u2019",
	    "'s", "'S", "\"", "-", "...", "%", "5", "\u2019s", "\u2014", "\u00b9", ".)", "\u00bb"};
	unsigned capitals = dice_roll(d, 8);
	struct str word =
	    dice_roll(d, 3) ? words[dice_roll(d, (unsigned)count)] : str_of(ANY_OF(d, odd));

	if (!dice_roll(d, 6))
		buf_print(text, "%s", ANY_OF(d, before));
	for (size_t at = 0; at < word.len;) {
		bool raise = capitals < 2 || (capitals == 2 && !at);
		unsigned c = utf8_next(word, &at);

		buf_char(text, raise ? char_to_upper(c) : c);
	}
	if (!dice_roll(d, 4))
		buf_print(text, "%s", ANY_OF(d, behind));
}

static void
put_span(struct mix *mix, struct dice *d, size_t start)
{
	static const enum span_kind kinds[] = {SPAN_EMPHASIS, SPAN_STRONG, SPAN_STRIKE, SPAN_CODE,
	    SPAN_SUPERSCRIPT, SPAN_SUBSCRIPT, SPAN_LINK, SPAN_CITATION, SPAN_PHONE,
	    SPAN_ABBREVIATION, SPAN_SENTENCE, SPAN_LANGUAGE, SPAN_IMAGE};
	enum span_kind kind = kinds[dice_roll(d, sizeof(kinds) / sizeof(*kinds))];
	size_t end = mix->text.len;
	struct span span = {.start = start, .end = end, .kind = kind};

	if (mix->span_count == MIX_SPANS || (kind == SPAN_LANGUAGE && dice_roll(d, 6)))
		return;
	if (kind == SPAN_CITATION && dice_roll(d, 2)) {
		span.start = end;
		buf_print(&mix->text, "[3]");
		span.end = mix->text.len;
	}
	if (kind == SPAN_CITATION)
		span.value = S("12");
	if (kind == SPAN_LANGUAGE)
		span.value = S("es");
	mix->spans[mix->span_count++] = span;
}

static void
make_mix(struct mix *mix, struct dice *d, const struct str *words, size_t count)
{
	unsigned all = 1 + dice_roll(d, 24), spanned = dice_roll(d, 3) ? 12 : 3;
	size_t start = 0;

	buf_clear(&mix->text);
	mix->span_count = 0;
	mix->heading = !dice_roll(d, 9);
	mix->code = !dice_roll(d, 30);
	for (unsigned i = 0; i < all; i++) {
		if (i)
			buf_print(&mix->text, "%s",
			    dice_roll(d, 20)  ? " "
			    : dice_roll(d, 4) ? "  "
					      : "\n");
		if (dice_roll(d, 3))
			start = mix->text.len;
		put_word(&mix->text, d, words, count);
		if (!dice_roll(d, spanned)) {
			put_span(mix, d, start);
			start = mix->text.len;
		}
	}
}

static void
count_one(void *context, const struct diag_message *message)
{
	(void)message;
	++*(unsigned *)context;
}

static void
write_mix(const struct mix *mix, struct tables *tables, struct arena *arena, struct run *run,
    unsigned *said)
{
	static const struct str initials[] = {{"AB", 2}, {"OUD", 3}, {"CAN", 3}};
	struct diag diag = {.sink = count_one, .context = said};
	struct leaf_way way = {.tables = tables,
	    .table = tables_main(tables, S(""), &diag),
	    .references = mix->spans[0].start % 2,
	    .image = S("Image"),
	    .initials = initials,
	    .initials_count = sizeof(initials) / sizeof(*initials),
	    .arena = arena,
	    .diag = &diag};
	struct leaf_text text = {.text = buf_str(&mix->text),
	    .spans = mix->spans,
	    .span_count = mix->span_count,
	    .heading = mix->heading,
	    .code = mix->code,
	    .owner = CELL_BLOCK,
	    .own = mix->text.len};

	assert_int_equal(leaf_run(&way, &text, run), 0);
}

static void
show_mix(const struct mix *mix, struct buf *shown)
{
	buf_put(shown, buf_str(&mix->text));
	for (size_t i = 0; i < mix->span_count; i++)
		buf_print(shown, "\n%u: %u to %u", (unsigned)mix->spans[i].kind,
		    (unsigned)mix->spans[i].start, (unsigned)mix->spans[i].end);
}

static void
show_run(const struct run *run, struct buf *shown)
{
	buf_byte(shown, '\n');
	for (size_t i = 0; i < run->count; i++)
		buf_char(shown, 0x2800u + run->dots[i]);
	buf_byte(shown, '\n');
	for (size_t i = 0; i < run->count; i++)
		buf_byte(shown, (char)('0' + run->gap[i]));
	for (size_t i = 0; i < run->count; i++)
		buf_print(shown, "%s%u", i ? " " : "\n", (unsigned)run->from[i]);
}

static void
compare(struct tables *cutting, struct tables *whole, const struct mix *mix)
{
	unsigned said = 0, said_whole = 0;
	struct arena arena = {0};
	struct run cut, plain;

	write_mix(mix, cutting, &arena, &cut, &said);
	write_mix(mix, whole, &arena, &plain, &said_whole);
	if (plain.count != cut.count || said != said_whole ||
	    (cut.count > 0 &&
		(memcmp(plain.dots, cut.dots, cut.count) != 0 ||
		    memcmp(plain.gap, cut.gap, cut.count) != 0 ||
		    memcmp(plain.owner, cut.owner, cut.count * sizeof(*cut.owner)) != 0 ||
		    memcmp(plain.from, cut.from, cut.count * sizeof(*cut.from)) != 0))) {
		struct buf shown = {0};

		show_mix(mix, &shown);
		show_run(&plain, &shown);
		show_run(&cut, &shown);
		fail_msg("%s, said %u and %u:\n%.*s", whole->name, said_whole, said,
		    STR_ARG(buf_str(&shown)));
	}
	arena_free(&arena);
}

/* Both ways give the same cells from the same characters, with the same said, whatever stands
   side by side. */
static void
cut_or_whole_is_the_same(void **state)
{
	static const char *const names[] = {"en-ueb-g2.ctb", "en-ueb-g1.ctb"};
	static const char *const paths[] = {"corpus/treatment/heroin-withdrawal.md",
	    "corpus/living/staying-well.md", "corpus/es/treatment/finding-help-near-you.md"};
	struct str *words = mem_array(WORDS_MOST, sizeof(*words));
	struct arena arena = {0};
	struct dice d = {20011};
	struct mix mix = {0};
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		read_words_of(paths[i], words, &count, &arena);
	for (size_t t = 0; t < sizeof(names) / sizeof(*names); t++) {
		struct tables cutting = {.name = names[t]},
			      whole = {.name = names[t], .whole = true};

		for (unsigned i = 0; i < MIXES; i++) {
			make_mix(&mix, &d, words, count);
			compare(&cutting, &whole, &mix);
		}
		assert_non_null(*louis_segments(louis_open(names[t], NULL)));
		tables_end(&cutting);
		tables_end(&whole);
	}
	buf_free(&mix.text);
	mem_free(words);
	arena_free(&arena);
}

/* ---- any character ---- */

enum { ALL_BELOW = 0x3000, STEP = 97, CHARACTERS_END = 0x110000, EQUALS_MOST = 250 };

/* True: it is written in another way, and that is not said. */
static bool
write_character(struct tables *tables, struct louis *table, unsigned c)
{
	unsigned said = 0;
	struct diag diag = {.sink = count_one, .context = &said};
	struct arena arena = {0};
	struct leaf_way way = {
	    .tables = tables, .table = table, .language = S("en"), .arena = &arena, .diag = &diag};
	struct buf text = {0};
	struct run run;

	buf_print(&text, "a ");
	buf_char(&text, c);
	buf_print(&text, " b");
	if (leaf_run(&way, &(struct leaf_text){.text = buf_str(&text)}, &run) != 0)
		fail_msg("U+%04X is refused by %s", c, louis_name(table));
	for (size_t i = 0; i < run.count; i++) {
		if (run.dots[i] >= LOUIS_CELLS || run.from[i] >= text.len ||
		    (i && run.from[i] < run.from[i - 1]))
			fail_msg("U+%04X gives a bad cell in %s", c, louis_name(table));
	}
	if (run_length(&run) < 3 || !run.dots[0])
		fail_msg("U+%04X takes its neighbours along in %s", c, louis_name(table));
	buf_free(&text);
	arena_free(&arena);
	return !said && !louis_knows(table, c);
}

/* Every table writes every character in cells of six dots, and says where that is not what a
   reader of print sees; only spaces, invisible ones and equals of others go unsaid. */
static void
any_character_is_written(void **state)
{
	static const char *const languages[] = {"en", "es", "fr", "de", "pt"};
	struct tables tables = {0};
	struct diag diag = {0};

	(void)state;
	for (size_t t = 0; t < sizeof(languages) / sizeof(*languages); t++) {
		struct louis *table = tables_main(&tables, str_of(languages[t]), &diag);
		unsigned unsaid = 0;

		assert_non_null(table);
		for (unsigned c = ' '; c < CHARACTERS_END; c += c < ALL_BELOW ? 1 : STEP)
			if (c < 0xd800 || c > 0xdfff)
				unsaid += write_character(&tables, table, c);
		if (unsaid > EQUALS_MOST)
			fail_msg("%s: %u characters go unsaid", louis_name(table), unsaid);
	}
	tables_end(&tables);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages_are_of_their_size),
	    cmocka_unit_test(no_word_is_lost),
	    cmocka_unit_test(cut_or_whole_is_the_same),
	    cmocka_unit_test(any_character_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
