/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/input.h"
#include "base/output.h"
#include "render/braille/bare.h"
#include "render/braille/leaf.h"
#include "render/braille/learned.h"

/*
 * Writes down what the program then need not ask of its braille table: run when it is built.
 * usage: learn WORDS OUTPUT   (WORDS: one on a line, in small letters or all in capitals)
 */

/* nothing yet */
const unsigned char learned_bytes[HASH_LONG + 2 * sizeof(uint32_t)];

struct learning {
	struct tables tables;
	struct louis *table;
	struct learned_list list;
	struct diag diag;
};

static int
learn_text(struct learning *learning, struct str text, struct segment *segment)
{
	struct arena arena = {0};
	struct leaf_way way = {.tables = &learning->tables,
	    .table = learning->table,
	    .language = S("en"),
	    .arena = &arena,
	    .diag = &learning->diag};
	struct run run;
	int done = leaf_run(&way, &(struct leaf_text){.text = text}, &run);

	*segment = segments_find_text(learning->table, text);
	if (done == 0)
		learned_add(&learning->list, text, segment);
	arena_free(&arena);
	return done;
}

/* A word whose cells cannot stand between marks as they are, with the usual ones. */
static int
learn_between(struct learning *learning, struct str word)
{
	static const char *const before[] = {"", "(", "\u201c"};
	static const char *const behind[] = {
	    "", ",", ".", ";", ":", "?", "!", ")", "),", ").", "\u201d", ",\u201d", ".\u201d"};
	struct segment unused;
	struct buf text = {0};
	int done = 0;

	for (size_t i = 0; i < 2 * sizeof(before) / sizeof(*before); i++)
		for (size_t n = !i; done == 0 && n < sizeof(behind) / sizeof(*behind); n++) {
			char first = word.at[0];

			buf_clear(&text);
			buf_put(&text, str_of(before[i / 2]));
			buf_byte(
			    &text, i % 2 && ascii_lower(first) ? (char)(first - 'a' + 'A') : first);
			buf_put(&text, str_sub(word, 1, word.len));
			buf_put(&text, str_of(behind[n]));
			done = learn_text(learning, buf_str(&text), &unused);
		}
	buf_free(&text);
	return done;
}

static int
learn_word(struct learning *learning, struct str word)
{
	struct segment segment;
	int done = learn_text(learning, word, &segment);

	return done == 0 && segment.count && (word.len == 1 || !bare_stands(&segment))
		   ? learn_between(learning, word)
		   : done;
}

static int
learn_all(struct learning *learning, struct str words, const char *path)
{
	unsigned char digest[HASH_LONG] = {0};
	struct buf bytes = {0};
	struct output *out;
	struct str word;

	learning->table = louis_open(LEARNED_TABLE, NULL);
	if (!learning->table || !louis_digest(LEARNED_TABLE, digest))
		words.len = 0; /* nothing can be learned here */
	while (str_line(&words, &word))
		if (learn_word(learning, word) < 0)
			return -1;
	learned_end(&learning->list, digest, &bytes);
	out = output_file(path);
	output_put(out, buf_str(&bytes));
	buf_free(&bytes);
	return output_commit(out, &learning->diag);
}

int
main(int argc, char **argv)
{
	struct learning learning = {.tables = {.name = LEARNED_TABLE}};
	struct buf words = {0};
	int done = argc == 3 && input_read(argv[1], &words, &learning.diag) == 0
		       ? learn_all(&learning, buf_str(&words), argv[2])
		       : -1;

	buf_free(&words);
	tables_end(&learning.tables);
	return done < 0;
}
