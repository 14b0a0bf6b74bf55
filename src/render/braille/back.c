/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/back.h"

#include "base/json.h"
#include "base/utf8.h"

enum { AHEAD = 24 };

struct words {
	struct word {
		struct str text;  /* as it stands */
		struct str bare;  /* folded, letters and digits */
		struct str whole; /* folded, quotes and dashes alike */
	} * at;
	size_t count, room;
};

struct check {
	struct back *back;
	const struct leaf_way *way;
	const struct document *doc;
	struct output *out;
	size_t block; /* in reading order, the title is 0 */
};

static unsigned
alike(unsigned c)
{
	if (c == 0x2018 || c == 0x2019 || c == 0x2032)
		return '\'';
	if (c == 0x201c || c == 0x201d || c == 0x2033)
		return '"';
	return c >= 0x2010 && c <= 0x2015 ? '-' : c;
}

static void
add_word(struct words *words, struct str text, struct arena *arena)
{
	struct buf folded = {0}, bare = {0}, whole = {0};

	utf8_fold(text, &folded);
	for (size_t at = 0; at < folded.len;) {
		unsigned c = utf8_next(buf_str(&folded), &at);

		buf_char(&whole, alike(c));
		if (char_word(c))
			buf_char(&bare, c);
	}
	if (bare.len) {
		words->at = mem_grow(words->at, words->count, &words->room, sizeof(*words->at));
		words->at[words->count++] = (struct word){
		    text, arena_str(arena, buf_str(&bare)), arena_str(arena, buf_str(&whole))};
	}
	buf_free(&folded);
	buf_free(&bare);
	buf_free(&whole);
}

static void
split(struct str text, struct words *words, struct arena *arena)
{
	size_t start = 0, at = 0;

	while (at < text.len) {
		size_t before = at;

		if (!char_space(utf8_next(text, &at)))
			continue;
		if (before > start)
			add_word(words, str_sub(text, start, before), arena);
		start = at;
	}
	if (text.len > start)
		add_word(words, str_sub(text, start, text.len), arena);
}

static bool
same(const struct words *a, size_t i, const struct words *b, size_t j)
{
	if (i >= a->count || j >= b->count)
		return i >= a->count && j >= b->count;
	return str_equal(a->at[i].bare, b->at[j].bare);
}

/* The nearest place where both go on alike. */
static void
resume(const struct words *a, size_t *i, const struct words *b, size_t *j)
{
	for (size_t far = 1; far <= AHEAD; far++)
		for (size_t n = 0; n <= far; n++)
			if (same(a, *i + n, b, *j + far - n) &&
			    same(a, *i + n + 1, b, *j + far - n + 1)) {
				*i += n;
				*j += far - n;
				return;
			}
	*i = a->count;
	*j = b->count;
}

static struct str
words_text(const struct words *words, size_t start, size_t end, struct arena *arena)
{
	struct buf text = {0};
	struct str joined;

	for (size_t i = start; i < end && i < words->count; i++) {
		if (text.len)
			buf_byte(&text, ' ');
		buf_put(&text, words->at[i].text);
	}
	joined = arena_str(arena, buf_str(&text));
	buf_free(&text);
	return joined;
}

static void
tell(struct check *check, const struct block *block, size_t offset, struct str was, struct str is)
{
	struct json json;
	unsigned line = block ? block->line : 0;

	if (!check->back->json) {
		output_print(check->out,
		    "%.*s:%u: block %zu, character %zu: \"%.*s\" came back as "
		    "\"%.*s\"\n",
		    STR_ARG(check->doc->file.len ? check->doc->file : check->doc->id), line,
		    check->block, offset, STR_ARG(was), STR_ARG(is));
		return;
	}
	json_begin(&json, check->out);
	json_object(&json, NULL);
	json_text(&json, "article", check->doc->id);
	json_text(&json, "file", check->doc->file);
	json_number(&json, "line", line);
	json_number(&json, "block", (long long)check->block);
	json_number(&json, "character", (long long)offset);
	json_text(&json, "written", was);
	json_text(&json, "back", is);
	json_end(&json);
}

static void
compare(struct check *check, const struct block *block, struct str was, struct str is)
{
	struct arena arena = {0};
	struct words a = {0}, b = {0};

	split(was, &a, &arena);
	split(is, &b, &arena);
	check->back->words += a.count;
	for (size_t i = 0, j = 0; i < a.count || j < b.count;) {
		size_t from = i, back = j, offset;

		if (same(&a, i, &b, j)) {
			check->back->marks += !str_equal(a.at[i].whole, b.at[j].whole);
			i++;
			j++;
			continue;
		}
		resume(&a, &i, &b, &j);
		check->back->changed += i - from > j - back ? i - from : j - back;
		offset = from < a.count ? (size_t)(a.at[from].text.at - was.at) : was.len;
		tell(check, block, utf8_count(str_sub(was, 0, offset)),
		    words_text(&a, from, i, &arena), words_text(&b, back, j, &arena));
	}
	mem_free(a.at);
	mem_free(b.at);
	arena_free(&arena);
}

static int
check_text(struct check *check, const struct block *block, const struct leaf_text *leaf)
{
	struct arena arena = {0};
	struct leaf_way way = *check->way;
	struct buf back = {0}, plain = {0};
	struct run run;
	int done;

	way.arena = &arena;
	way.where.line = block ? block->line : 0;
	done = leaf_run(&way, leaf, &run);
	if (done == 0)
		done = louis_back(way.table, run.dots, run.count, &back, way.diag);
	if (block)
		block_plain(block, &plain);
	else
		buf_put(&plain, leaf->text);
	if (done == 0)
		compare(check, block, buf_str(&plain), buf_str(&back));
	buf_free(&plain);
	buf_free(&back);
	arena_free(&arena);
	return done;
}

/* Tables read signs of emphasis only one way. */
static int
check_leaf(struct check *check, const struct block *block)
{
	struct span *spans = mem_array(block->span_count + 1, sizeof(*spans));
	struct leaf_text leaf = {.text = block->text,
	    .spans = spans,
	    .heading = block->kind == BLOCK_HEADING,
	    .code = block->kind == BLOCK_CODE};
	int done;

	for (size_t i = 0; i < block->span_count; i++) {
		enum span_kind kind = block->spans[i].kind;

		if (kind != SPAN_EMPHASIS && kind != SPAN_STRONG && kind != SPAN_STRIKE)
			spans[leaf.span_count++] = block->spans[i];
	}
	done = check_text(check, block, &leaf);
	mem_free(spans);
	return done;
}

static int
check_block(void *context, const struct block *block, enum visit visit)
{
	struct check *check = context;

	if (visit != VISIT_ENTER)
		return 0;
	check->block += block->parent != NULL;
	if (!block_is_leaf(block->kind) || !block->text.len ||
	    (block->kind == BLOCK_BOILERPLATE && !block_is_help(block)))
		return 0;
	return check_leaf(check, block);
}

int
back_document(
    struct back *back, const struct leaf_way *way, const struct document *doc, struct output *out)
{
	struct check check = {back, way, doc, out, 0};

	back->articles++;
	if (doc->title.len &&
	    check_text(&check, NULL, &(struct leaf_text){.text = doc->title, .heading = true}) < 0)
		return -1;
	return document_walk(doc, check_block, &check);
}

void
back_summary(const struct back *back, struct output *out)
{
	struct json json;

	if (!back->json) {
		output_print(out,
		    "%zu articles, %zu words, %zu came back changed, %zu with other "
		    "punctuation\n",
		    back->articles, back->words, back->changed, back->marks);
		return;
	}
	json_begin(&json, out);
	json_object(&json, NULL);
	json_number(&json, "articles", (long long)back->articles);
	json_number(&json, "words", (long long)back->words);
	json_number(&json, "changed", (long long)back->changed);
	json_number(&json, "punctuation", (long long)back->marks);
	json_end(&json);
}
