/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text of random documents keeps the rules for screen readers (WCAG T1 to T3, F32 to F34,
   F72), and loses no word. */
#include "unit/test.h"

#include "base/utf8.h"
#include "random.h"
#include "render/render.h"

enum { DOCUMENTS = 300, LINE_MOST = 500 };

extern const struct renderer render_text;

struct maker {
	uint64_t seed;
	struct diag *diag;
};

static struct document *
load(struct shelf *shelf, size_t i, struct diag *diag)
{
	struct maker *maker = shelf->context;

	(void)i;
	(void)diag;
	return random_document(maker->seed, maker->diag);
}

/* The rules hold whichever way the text is asked for: each document has its way. */
static char *
way_of(uint64_t seed)
{
	static char ways[][20] = {"--wrap=sentence", "--wrap=paragraph", "--wrap=30",
	    "--refs=inline", "--refs=end", "--links=end", "--headings=hN", "--list-length=on",
	    "--expand", "--languages=marked", "--toc", "--ascii"};

	return ways[seed % (sizeof(ways) / sizeof(*ways))];
}

static void
render(struct maker *maker, struct buf *text)
{
	struct shelf_entry entry = {S("random"), S("t"), S("en"), {"", 0}, {"", 0}};
	struct shelf shelf = {.entries = &entry, .count = 1, .load = load, .context = maker};
	char *way = way_of(maker->seed);
	const struct setting *const tables[] = {render_text.settings, NULL};
	struct settings *settings = settings_parse(tables, 1, &way, maker->diag);
	struct output *out = output_memory(text);

	shelf.title = shelf.language = S("en");
	assert_non_null(settings);
	assert_int_equal(render_text.render(&shelf, settings, out, maker->diag), 0);
	assert_int_equal(output_commit(out, maker->diag), 0);
	settings_free(settings);
	arena_free(&shelf.arena);
}

/* What is wrong with a line, or NULL. */
static const char *
fault_of(struct str line)
{
	unsigned last = 0, run = 0;

	if (utf8_count(line) > LINE_MOST)
		return "longer than 500 characters";
	for (size_t at = 0; at < line.len;) {
		unsigned c = utf8_next(line, &at);

		run = c == last ? run + 1 : 1;
		last = c;
		if (c == '\t' || c == UTF8_BAD || char_control(c))
			return "a tab, a control or no text";
		if (c == 0xad || c == 0x200b)
			return "a soft hyphen or zero-width space";
		if (run >= 3 && (c == ' ' || (!char_word(c) && c != 0xfffd)))
			return "three of one symbol";
	}
	if (line.len && (line.at[0] == ' ' || line.at[line.len - 1] == ' '))
		return "a blank at an end";
	return NULL;
}

static void
lines_are_calm(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= DOCUMENTS; seed++) {
		struct heard heard;
		struct maker maker = {seed, hear(&heard)};
		struct buf text = {0};
		struct str rest, line;
		unsigned blank = 0;

		render(&maker, &text);
		for (rest = buf_str(&text); str_line(&rest, &line);) {
			if (fault_of(line))
				fail_msg(
				    "seed %d: %s: %.*s", (int)seed, fault_of(line), STR_ARG(line));
			blank = line.len ? 0 : blank + 1;
			if (blank > 2)
				fail_msg("seed %d: three empty lines", (int)seed);
		}
		assert_int_equal(blank, 0); /* no empty line at the end */
		buf_free(&text);
	}
}

struct words {
	struct str text;
	uint64_t seed;
};

static bool
left_out(const struct block *b)
{
	for (; b; b = b->parent)
		if (b->kind == BLOCK_BOILERPLATE || b->kind == BLOCK_BREAK ||
		    (b->kind == BLOCK_FIGURE && b->flags & BLOCK_DECORATIVE))
			return true;
	return false;
}

/* Every word of letters of every leaf is in the text. */
static int
find_words(void *context, const struct block *b, enum visit visit)
{
	struct words *words = context;
	struct buf plain = {0};
	struct str rest, word;

	if (visit == VISIT_LEAVE || !block_is_leaf(b->kind) || left_out(b))
		return 0;
	block_plain(b, &plain);
	for (rest = buf_str(&plain); str_cut(&rest, ' ', &word);) {
		bool letters = word.len > 0;

		for (size_t i = 0; i < word.len; i++)
			letters = letters && ascii_alpha(word.at[i]);
		if (letters && str_find(words->text, word, 0) == STR_NONE)
			fail_msg("seed %d: \"%.*s\" of a %s is not in the text", (int)words->seed,
			    STR_ARG(word), block_name(b->kind));
	}
	buf_free(&plain);
	return 0;
}

static void
no_word_is_lost(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= DOCUMENTS; seed++) {
		struct heard heard;
		struct maker maker = {seed, hear(&heard)};
		struct buf text = {0};
		struct document *doc = random_document(seed, maker.diag);
		struct words words;

		render(&maker, &text);
		words = (struct words){buf_str(&text), seed};
		document_walk(doc, find_words, &words);
		document_free(doc);
		buf_free(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_are_calm), cmocka_unit_test(no_word_is_lost)};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
