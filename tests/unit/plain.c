/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/input.h"
#include "source/source.h"

/*
 * Pages as copied from the web, each line labelled by hand: "T|title", "H|heading" (H3: its
 * level), "P|paragraph", "L|item" (L2: its depth), "B|furniture", "C|helpline", "M|by-line",
 * "R|source". A '+' behind the label goes on with the line before, joined by a blank; when
 * that ends in a hyphen, the label tells nothing of it: the text is compared without
 * hyphens and blanks.
 */
enum { LINES_MOST = 200, KEY = 600 };
static const char kinds[] = "THPLBCMR";

struct labelled {
	char kind;
	unsigned depth; /* 0: does not matter */
	char key[KEY];
};

struct score {
	unsigned right, said, true_count;
};

/* Letters, figures and bytes above ASCII alone: marks and spaces do not count. */
static void
add_key(char key[KEY], struct str text)
{
	size_t n = strlen(key);

	for (size_t i = 0; i < text.len && n + 1 < KEY; i++)
		if (ascii_alnum(text.at[i]) || (unsigned char)text.at[i] >= 0x80)
			key[n++] = text.at[i];
	key[n] = 0;
}

/* The marks that an item or source had in front are no part of its text. */
static struct str
without_mark(char kind, struct str text)
{
	static const char *const marks[] = {
	    "•", "◦", "–", "-", "*", "1.", "2.", "3.", "4.", "[1]", "a.", "b.", "c."};

	text = str_trim(text);
	for (size_t i = 0; (kind == 'L' || kind == 'R') && i < sizeof(marks) / sizeof(marks[0]);
	     i++)
		if (str_starts(text, str_of(marks[i])))
			return str_trim(str_sub(text, strlen(marks[i]), text.len));
	return text;
}

static size_t
read_labels(struct str page, struct buf *plain, struct labelled *lines)
{
	size_t count = 0;
	struct str line;

	while (page.len > 0 && str_line(&page, &line)) {
		size_t bar = str_find_byte(line, '|', 0);
		struct str text;

		if (line.len == 0) {
			buf_byte(plain, '\n');
			continue;
		}
		assert_true(bar != STR_NONE && bar <= 3 && count < LINES_MOST);
		text = str_sub(line, bar + 1, line.len);
		buf_put(plain, text);
		buf_byte(plain, '\n');
		if (line.at[bar - 1] != '+') {
			memset(&lines[count], 0, sizeof(lines[0]));
			lines[count].kind = line.at[0];
			if (ascii_digit(line.at[1]))
				lines[count].depth = (unsigned)(line.at[1] - '0');
			text = without_mark(line.at[0], text);
			count++;
		}
		add_key(lines[count - 1].key, text);
	}
	return count;
}

static char
kind_of(const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		return 'H';
	case BLOCK_HELPLINE:
		return 'C';
	case BLOCK_BOILERPLATE:
		return 'B';
	case BLOCK_REFERENCE:
		return 'R';
	case BLOCK_PARAGRAPH:
		return block->parent->kind == BLOCK_ITEM ? 'L' : 'P';
	default:
		return '?';
	}
}

static unsigned
depth_of(const struct block *block)
{
	unsigned depth = 0;

	if (block->kind == BLOCK_HEADING)
		return block->level;
	for (const struct block *up = block->parent; up; up = up->parent)
		depth += up->kind == BLOCK_LIST;
	return depth;
}

static void
add_said(struct labelled *said, size_t *count, char kind, unsigned depth, struct str text)
{
	assert_true(*count < LINES_MOST);
	memset(&said[*count], 0, sizeof(said[0]));
	said[*count].kind = kind;
	said[*count].depth = depth;
	add_key(said[(*count)++].key, text);
}

static size_t
read_document(const struct document *doc, struct labelled *said)
{
	const struct block *block = doc->root;
	size_t count = 0;

	add_said(said, &count, 'T', 0, doc->title);
	while (block) {
		if (block_is_leaf(block->kind) && block->text.len > 0)
			add_said(said, &count, kind_of(block), depth_of(block), block->text);
		if (block->child)
			block = block->child;
		else {
			while (block && block->next == NULL)
				block = block->parent;
			if (block)
				block = block->next;
		}
	}
	return count;
}

static char
counted_kind(char kind)
{
	return kind == 'M' ? 'P' : kind;
}

static void
compare(const char *page, const struct labelled *truth, size_t truths, struct labelled *said,
    size_t saids, struct score scores[128])
{
	for (size_t i = 0; i < saids; i++)
		scores[(int)said[i].kind].said++;
	for (size_t i = 0; i < truths; i++) {
		char kind = counted_kind(truth[i].kind), got = 0;

		scores[(int)kind].true_count++;
		for (size_t k = 0; k < saids && got != kind; k++)
			if (said[k].kind != 0 && strcmp(said[k].key, truth[i].key) == 0) {
				got = said[k].kind;
				if (got == kind && truth[i].depth > 1 &&
				    said[k].depth != truth[i].depth)
					print_message("# %s: depth %u, not %u: %s\n", page,
					    said[k].depth, truth[i].depth, truth[i].key);
				if (got == kind)
					said[k].kind = 0;
			}
		scores[(int)kind].right += got == kind;
		if (got != kind)
			print_message(
			    "# %s: %c, not %c: %s\n", page, got ? got : '-', kind, truth[i].key);
	}
}

static void
silent(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

static int
score_page(void *context, const char *path)
{
	static struct labelled truth[LINES_MOST], said[LINES_MOST];
	struct diag diag = {.sink = silent};
	struct buf page = {0}, plain = {0};
	struct document *doc;
	size_t truths;

	assert_int_equal(input_read(path, &page, &diag), 0);
	truths = read_labels(buf_str(&page), &plain, truth);
	doc = source_parse("page.txt", buf_str(&plain), NULL, &diag);
	assert_non_null(doc);
	assert_null(document_check(doc));
	compare(path, truth, truths, said, read_document(doc, said), context);
	document_free(doc);
	buf_free(&page);
	buf_free(&plain);
	return 0;
}

static double
f1(const struct score *s)
{
	return s->said + s->true_count ? 2.0 * s->right / (s->said + s->true_count) : 1;
}

static void
pages(void **state)
{
	struct score scores[128] = {0};
	struct diag diag = {.sink = silent};

	(void)state;
	assert_int_equal(input_walk("tests/pages", score_page, scores, &diag), 0);
	for (const char *k = kinds; *k; k++)
		print_message("# %c: F1 %.3f (%u right, %u said, %u true)\n", *k,
		    f1(&scores[(int)*k]), scores[(int)*k].right, scores[(int)*k].said,
		    scores[(int)*k].true_count);
	assert_true(f1(&scores['T']) >= 0.95);
	assert_true(f1(&scores['H']) >= 0.96);
	assert_true(f1(&scores['L']) >= 0.99);
	assert_true(f1(&scores['B']) >= 0.96);
	assert_true(f1(&scores['C']) >= 0.96);
	assert_true(f1(&scores['R']) >= 0.99);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
