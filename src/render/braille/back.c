/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/back.h"

#include "base/json.h"
#include "base/utf8.h"
#include "render/braille/forms.h"

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

/* A text as it should come back, and the byte of the block that each byte stands for. */
struct written {
	struct buf text;
	size_t *from;
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
tell(struct back_text *text, const char *what, size_t byte, struct str was, struct str is)
{
	size_t character = utf8_count(str_sub(text->leaf->text, 0, byte));
	struct json json;

	if (!text->back->json) {
		output_print(text->out,
		    "%.*s:%u: block %zu, character %zu: %s: \"%.*s\" came back as \"%.*s\"\n",
		    STR_ARG(text->file.len ? text->file : text->article), text->line, text->block,
		    character, what, STR_ARG(was), STR_ARG(is));
		return;
	}
	json_begin(&json, text->out);
	json_object(&json, NULL);
	json_text(&json, "article", text->article);
	json_text(&json, "file", text->file);
	json_number(&json, "line", text->line);
	json_number(&json, "block", (long long)text->block);
	json_number(&json, "character", (long long)character);
	json_text(&json, "kind", str_of(what));
	json_text(&json, "written", was);
	json_text(&json, "back", is);
	json_end(&json);
}

/* ---- words and marks ---- */

static bool
in_citation(const struct leaf_text *leaf, size_t at, size_t *end)
{
	for (size_t i = 0; i < leaf->span_count && leaf->spans[i].start <= at; i++)
		if (leaf->spans[i].kind == SPAN_CITATION && at < leaf->spans[i].end) {
			*end = leaf->spans[i].end;
			return true;
		}
	return false;
}

/* Without reference marks, which are not written here, and the blanks before them. */
static struct written
written_of(const struct leaf_text *leaf)
{
	struct str text = leaf->text;
	struct written w = {.from = mem_array(text.len + 1, sizeof(*w.from))};

	for (size_t at = 0, next; at < text.len; at = next) {
		size_t after;

		next = at;
		if (in_citation(leaf, at, &next)) {
			while (w.text.len && w.text.at[w.text.len - 1] == ' ')
				w.text.len--;
			after = next;
			if (next >= text.len || !char_word(utf8_next(text, &after)))
				continue;
			w.from[w.text.len] = at;
			buf_byte(&w.text, ' ');
			continue;
		}
		w.from[w.text.len] = at;
		buf_byte(&w.text, text.at[at]);
		next = at + 1;
	}
	w.from[w.text.len] = text.len;
	return w;
}

static void
compare(struct back_text *text, struct str back)
{
	struct arena arena = {0};
	struct words a = {0}, b = {0};
	struct written w = written_of(text->leaf);
	struct str was = buf_str(&w.text);

	split(was, &a, &arena);
	split(back, &b, &arena);
	text->back->words += a.count;
	for (size_t i = 0, j = 0; i < a.count || j < b.count;) {
		size_t first = i, second = j, byte;
		bool marks = same(&a, i, &b, j);

		if (marks && str_equal(a.at[i++].whole, b.at[j++].whole))
			continue;
		if (marks)
			text->back->marks++;
		else {
			resume(&a, &i, &b, &j);
			text->back->changed += i - first > j - second ? i - first : j - second;
		}
		byte = first < a.count ? (size_t)(a.at[first].text.at - was.at) : was.len;
		tell(text, marks ? "punctuation" : "words", w.from[byte],
		    words_text(&a, first, i, &arena), words_text(&b, second, j, &arena));
	}
	mem_free(a.at);
	mem_free(b.at);
	mem_free(w.from);
	buf_free(&w.text);
	arena_free(&arena);
}

/* ---- emphasis ---- */

static unsigned
form_of(const struct leaf_text *leaf, size_t at)
{
	unsigned form = 0;

	for (size_t i = 0; i < leaf->span_count && leaf->spans[i].start <= at; i++) {
		const struct span *span = &leaf->spans[i];

		if (at < span->end)
			form |= leaf_emphasis(leaf, span);
	}
	return form;
}

static struct str
form_words(unsigned form, struct arena *arena)
{
	static const struct {
		unsigned form;
		const char *word;
	} names[] = {{LOUIS_ITALIC, "italic"}, {LOUIS_BOLD, "bold"},
	    {LOUIS_UNDERLINE, "underlined"}, {LOUIS_STRIKE, "struck"}};
	struct buf text = {0};
	struct str words;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (form & names[i].form)
			buf_print(&text, "%s%s", text.len ? " " : "", names[i].word);
	words = arena_str(arena, text.len ? buf_str(&text) : S("plain"));
	buf_free(&text);
	return words;
}

/* Cells stand for a letter and those behind it up to the next cell's. One report for each
   stretch of text that lost the same. */
static void
compare_forms(struct back_text *text, const struct run *run, const struct forms *forms)
{
	const struct leaf_text *leaf = text->leaf;
	struct arena arena = {0};
	unsigned was_last = 0, is_last = 0;
	bool told = false;

	for (size_t at = 0, cell = 0, n = 0; at < leaf->text.len; n++) {
		size_t start = at, end;
		unsigned character = utf8_next(leaf->text, &at), was, is;

		while (cell + 1 < forms->count && run->from[forms->cell[cell + 1]] <= n)
			cell++;
		if (!char_word(character) || in_citation(leaf, start, &end))
			continue;
		was = form_of(leaf, start);
		is = cell < forms->count ? forms->form[cell] : 0;
		if (was != is && (!told || was != was_last || is != is_last)) {
			text->back->emphasis++;
			tell(text, "emphasis", start, form_words(was, &arena),
			    form_words(is, &arena));
		}
		told = was != is;
		was_last = was;
		is_last = is;
	}
	arena_free(&arena);
}

int
back_text(struct back_text *text, const struct leaf_way *way, const struct run *run)
{
	struct arena arena = {0};
	struct buf back = {0};
	int done;

	if (louis_ueb(way->table)) {
		struct forms forms = forms_read(run, &arena);

		done = louis_back(way->table, forms.dots, forms.count, &back, way->diag);
		if (done == 0)
			compare_forms(text, run, &forms);
	} else
		done = louis_back(way->table, run->dots, run->count, &back, way->diag);
	if (done == 0)
		compare(text, buf_str(&back));
	buf_free(&back);
	arena_free(&arena);
	return done;
}

/* ---- articles ---- */

/* Other codes read their signs of emphasis only one way. */
static size_t
without_emphasis(const struct leaf_text *leaf, struct span *spans)
{
	size_t count = 0;

	for (size_t i = 0; i < leaf->span_count; i++)
		if (!leaf_emphasis(leaf, &leaf->spans[i]))
			spans[count++] = leaf->spans[i];
	return count;
}

static int
check_text(struct check *check, const struct block *block, struct leaf_text *leaf)
{
	struct arena arena = {0};
	struct leaf_way way = *check->way;
	struct back_text text = {.back = check->back,
	    .leaf = leaf,
	    .article = check->doc->id,
	    .file = check->doc->file,
	    .line = block ? block->line : 0,
	    .block = check->block,
	    .out = check->out};
	struct run run;
	int done;

	way.arena = &arena;
	way.where.line = text.line;
	if (!louis_ueb(way.table)) {
		struct span *spans = arena_array(&arena, leaf->span_count + 1, sizeof(*spans));

		leaf->span_count = without_emphasis(leaf, spans);
		leaf->spans = spans;
	}
	done = leaf_run(&way, leaf, &run);
	if (done == 0)
		done = back_text(&text, &way, &run);
	arena_free(&arena);
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
	return check_text(check, block,
	    &(struct leaf_text){.text = block->text,
		.spans = block->spans,
		.span_count = block->span_count,
		.own = block->text.len,
		.heading = block->kind == BLOCK_HEADING || block->flags & BLOCK_HEADER,
		.code = block->kind == BLOCK_CODE});
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
		    "punctuation, %zu times other emphasis\n",
		    back->articles, back->words, back->changed, back->marks, back->emphasis);
		return;
	}
	json_begin(&json, out);
	json_object(&json, NULL);
	json_number(&json, "articles", (long long)back->articles);
	json_number(&json, "words", (long long)back->words);
	json_number(&json, "changed", (long long)back->changed);
	json_number(&json, "punctuation", (long long)back->marks);
	json_number(&json, "emphasis", (long long)back->emphasis);
	json_end(&json);
}
