/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/markdown_exact.h"

#include "base/utf8.h"

enum { SPANS_OPEN_MOST = 64 };

static const struct {
	const char *word;
	enum build_meta meta;
} meta_words[] = {
    {"id", BUILD_ID},
    {"title", BUILD_TITLE},
    {"language", BUILD_LANGUAGE},
    {"topic", BUILD_TOPIC},
    {"summary", BUILD_SUMMARY},
    {"author", BUILD_AUTHOR},
    {"updated", BUILD_UPDATED},
    {"source", BUILD_SOURCE},
};
enum { META_WORDS = sizeof(meta_words) / sizeof(*meta_words) };

/* --- writing ------------------------------------------------------------------------------ */

static void
put_quoted(struct str s, bool ascii, struct buf *out)
{
	buf_byte(out, '"');
	for (size_t at = 0; at < s.len;) {
		size_t from = at;
		unsigned c = utf8_next(s, &at);

		if (c == '\n') {
			buf_put(out, S("\\n"));
		} else if (c >= 0x80 && ascii) {
			buf_print(out, "\\u{%X}", c);
		} else {
			if (c == '"' || c == '\\')
				buf_byte(out, '\\');
			buf_put(out, str_sub(s, from, at));
		}
	}
	buf_byte(out, '"');
}

static void
put_meta(const char *word, struct str value, bool ascii, struct buf *out)
{
	if (value.len == 0)
		return;
	buf_print(out, "%s ", word);
	put_quoted(value, ascii, out);
	buf_byte(out, '\n');
}

void
exact_put_metadata(const struct document *doc, bool ascii, struct buf *out)
{
	const struct str values[] = {doc->id, doc->title, doc->language, doc->topic, doc->summary,
	    doc->author, doc->updated};

	buf_put(out, S("metadata\n"));
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		put_meta(meta_words[i].word, values[i], ascii, out);
	for (size_t i = 0; i < doc->source_count; i++)
		put_meta("source", doc->sources[i], ascii, out);
	for (size_t i = 0; i < doc->helpline_count; i++) {
		buf_put(out, S("helpline-at "));
		put_quoted(doc->helplines[i].label, ascii, out);
		buf_byte(out, ' ');
		put_quoted(doc->helplines[i].number, ascii, out);
		buf_byte(out, '\n');
	}
}

static void
put_piece(const struct block *b, size_t from, size_t to, bool ascii, struct buf *out)
{
	if (from < to) {
		buf_byte(out, ' ');
		put_quoted(str_sub(b->text, from, to), ascii, out);
	}
}

/* Of the open spans the one that ends first, the innermost of those; STR_NONE: none is open. */
static size_t
first_to_end(const struct block *b, const size_t *open, size_t depth)
{
	size_t which = STR_NONE;

	for (size_t i = depth; i > 0; i--)
		if (which == STR_NONE || b->spans[open[i - 1]].end < b->spans[open[which]].end)
			which = i - 1;
	return which;
}

static void
put_leaf(const struct block *b, bool ascii, struct buf *out)
{
	size_t *open = mem_array(b->span_count, sizeof(*open)), depth = 0, from = 0, next = 0;

	for (;;) {
		size_t which = first_to_end(b, open, depth);
		const struct span *span;

		while (next < b->span_count && b->spans[next].kind == SPAN_SENTENCE)
			next++;
		if (which == STR_NONE && next == b->span_count)
			break;
		if (next < b->span_count &&
		    (which == STR_NONE || b->spans[next].start < b->spans[open[which]].end)) {
			span = &b->spans[next];
			put_piece(b, from, span->start, ascii, out);
			from = span->start;
			buf_print(out, " {%s ", span_name(span->kind));
			put_quoted(span->value, ascii, out);
			buf_byte(out, '}');
			open[depth++] = next++;
		} else {
			span = &b->spans[open[which]];
			put_piece(b, from, span->end, ascii, out);
			from = span->end;
			buf_print(out, " {/%s}", span_name(span->kind));
			for (depth--; which < depth; which++)
				open[which] = open[which + 1];
		}
	}
	put_piece(b, from, b->text.len, ascii, out);
	mem_free(open);
}

static void
put_block(const struct block *b, unsigned depth, bool ascii, struct buf *out)
{
	buf_fill(out, ' ', (size_t)2 * depth);
	buf_put(out, str_of(block_name(b->kind)));
	if (b->level)
		buf_print(out, " level=%u", b->level);
	if (b->flags)
		buf_print(out, " flags=%u", b->flags);
	if (b->number)
		buf_print(out, " number=%lu", b->number);
	if (b->value.len) {
		buf_put(out, S(" value="));
		put_quoted(b->value, ascii, out);
	}
	if (block_is_leaf(b->kind)) {
		put_leaf(b, ascii, out);
		buf_byte(out, '\n');
		return;
	}
	buf_byte(out, '\n');
	for (const struct block *child = b->child; child; child = child->next)
		put_block(child, depth + 1, ascii, out); /* depth is bounded */
	buf_fill(out, ' ', (size_t)2 * depth);
	buf_put(out, S("end\n"));
}

void
exact_put_block(const struct block *b, bool ascii, struct buf *out)
{
	put_block(b, 0, ascii, out);
}

/* --- reading ------------------------------------------------------------------------------ */

struct reader {
	struct build *build;
	struct str rest; /* of the line */
	struct buf text, value;
	struct arena arena;
	struct span *spans;
	size_t span_count, span_room;
	size_t open[SPANS_OPEN_MOST], open_count;
	unsigned depth; /* containers that were opened here */
};

static void
skip_blanks(struct reader *r)
{
	while (r->rest.len > 0 && ascii_space(r->rest.at[0]))
		r->rest = str_sub(r->rest, 1, r->rest.len);
}

static bool
take(struct reader *r, struct str expected)
{
	if (!str_starts(r->rest, expected))
		return false;
	r->rest = str_sub(r->rest, expected.len, r->rest.len);
	return true;
}

static struct str
take_word(struct reader *r)
{
	size_t len = 0;
	struct str word;

	while (len < r->rest.len && (ascii_lower(r->rest.at[len]) || r->rest.at[len] == '-'))
		len++;
	word = str_sub(r->rest, 0, len);
	r->rest = str_sub(r->rest, len, r->rest.len);
	return word;
}

/* "{E9}" */
static bool
take_code(struct reader *r, struct buf *out)
{
	unsigned c = 0, digits = 0;

	if (!take(r, S("{")))
		return false;
	for (; r->rest.len > 0 && r->rest.at[0] != '}'; digits++) {
		char d = ascii_fold(r->rest.at[0]);

		if (!(ascii_digit(d) || (d >= 'a' && d <= 'f')) || digits == 6)
			return false;
		c = c * 16 + (unsigned)(ascii_digit(d) ? d - '0' : d - 'a' + 10);
		r->rest = str_sub(r->rest, 1, r->rest.len);
	}
	buf_char(out, c);
	return digits > 0 && take(r, S("}"));
}

static bool
take_quoted(struct reader *r, struct buf *out)
{
	if (!take(r, S("\"")))
		return false;
	while (r->rest.len > 0 && r->rest.at[0] != '"') {
		if (!take(r, S("\\"))) {
			buf_byte(out, r->rest.at[0]);
			r->rest = str_sub(r->rest, 1, r->rest.len);
		} else if (take(r, S("n"))) {
			buf_byte(out, '\n');
		} else if (take(r, S("\\"))) {
			buf_byte(out, '\\');
		} else if (take(r, S("\""))) {
			buf_byte(out, '"');
		} else if (!take(r, S("u")) || !take_code(r, out)) {
			return false;
		}
	}
	return take(r, S("\""));
}

static bool
kind_named(struct str word, enum block_kind *kind)
{
	for (int i = BLOCK_ARTICLE + 1; i < BLOCK_KIND_COUNT; i++)
		if (str_equal(word, str_of(block_name((enum block_kind)i)))) {
			*kind = (enum block_kind)i;
			return true;
		}
	return false;
}

static bool
span_named(struct str word, enum span_kind *kind)
{
	for (int i = SPAN_SENTENCE + 1; i < SPAN_KIND_COUNT; i++)
		if (str_equal(word, str_of(span_name((enum span_kind)i)))) {
			*kind = (enum span_kind)i;
			return true;
		}
	return false;
}

static bool
take_span_start(struct reader *r)
{
	struct span span = {.start = r->text.len};

	if (!span_named(take_word(r), &span.kind) || r->open_count == SPANS_OPEN_MOST)
		return false;
	skip_blanks(r);
	buf_clear(&r->value);
	if (!take_quoted(r, &r->value) || !take(r, S("}")))
		return false;
	span.value = arena_str(&r->arena, buf_str(&r->value));
	r->spans = mem_grow(r->spans, r->span_count, &r->span_room, sizeof(*r->spans));
	r->open[r->open_count++] = r->span_count;
	r->spans[r->span_count++] = span;
	return true;
}

static bool
take_span_end(struct reader *r)
{
	size_t i = r->open_count;
	enum span_kind kind;

	if (!span_named(take_word(r), &kind) || !take(r, S("}")))
		return false;
	while (i > 0 && r->spans[r->open[i - 1]].kind != kind)
		i--;
	if (i == 0)
		return false;
	r->spans[r->open[i - 1]].end = r->text.len;
	for (r->open_count--; i <= r->open_count; i++)
		r->open[i - 1] = r->open[i];
	return true;
}

static bool
take_leaf(struct reader *r)
{
	buf_clear(&r->text);
	r->span_count = r->open_count = 0;
	for (;;) {
		skip_blanks(r);
		if (r->rest.len == 0)
			return r->open_count == 0;
		if (take(r, S("{/"))  ? !take_span_end(r)
		    : take(r, S("{")) ? !take_span_start(r)
				      : !take_quoted(r, &r->text))
			return false;
	}
}

static bool
take_number(struct reader *r, unsigned long most, unsigned long *number)
{
	size_t len = 0;

	while (len < r->rest.len && ascii_digit(r->rest.at[len]))
		len++;
	if (!str_number(str_sub(r->rest, 0, len), most, number))
		return false;
	r->rest = str_sub(r->rest, len, r->rest.len);
	skip_blanks(r);
	return true;
}

/* In any order, as far as they can be read. */
static bool
take_fields(struct reader *r, unsigned long *level, unsigned long *flags, unsigned long *number)
{
	for (;;) {
		bool fits;

		skip_blanks(r);
		if (take(r, S("level=")))
			fits = take_number(r, 1000, level);
		else if (take(r, S("flags=")))
			fits = take_number(r, 255, flags);
		else if (take(r, S("number=")))
			fits = take_number(r, 999999999, number);
		else if (take(r, S("value=")))
			fits = take_quoted(r, &r->value);
		else
			return true;
		if (!fits)
			return false;
	}
}

static bool
read_block(struct reader *r, enum block_kind kind, unsigned line)
{
	unsigned long level = 0, flags = 0, number = 0;
	bool fits;

	buf_clear(&r->value);
	fits = take_fields(r, &level, &flags, &number);
	build_open(r->build, kind, (unsigned)level, line);
	build_value(r->build, buf_str(&r->value));
	build_flag(r->build, (unsigned)flags);
	build_number(r->build, number);
	if (!block_is_leaf(kind)) {
		skip_blanks(r);
		r->depth++;
		return fits && r->rest.len == 0;
	}
	/* what could be read of a broken line is said, not lost */
	fits = take_leaf(r) && fits;
	build_known(r->build, buf_str(&r->text), r->spans, fits ? r->span_count : 0);
	build_close(r->build);
	return fits;
}

static bool
read_meta(struct reader *r, struct str word)
{
	for (size_t i = 0; i < META_WORDS; i++)
		if (str_equal(word, str_of(meta_words[i].word))) {
			skip_blanks(r);
			buf_clear(&r->text);
			if (!take_quoted(r, &r->text))
				return false;
			build_meta(r->build, meta_words[i].meta, buf_str(&r->text));
			return true;
		}
	return false;
}

static bool
read_helpline(struct reader *r)
{
	buf_clear(&r->text);
	buf_clear(&r->value);
	skip_blanks(r);
	if (!take_quoted(r, &r->text))
		return false;
	skip_blanks(r);
	if (!take_quoted(r, &r->value))
		return false;
	build_helpline(r->build, buf_str(&r->text), buf_str(&r->value));
	return true;
}

static bool
read_line(struct reader *r, unsigned line)
{
	enum block_kind kind;
	struct str word;

	skip_blanks(r);
	if (r->rest.len == 0)
		return true;
	word = take_word(r);
	if (str_equal(word, S("metadata")) && r->rest.len == 0) {
		build_meta_none(r->build);
		return true;
	}
	if (str_equal(word, S("end")) && r->rest.len == 0 && r->depth > 0) {
		r->depth--;
		build_close(r->build);
		return true;
	}
	if (str_equal(word, S("helpline-at")))
		return read_helpline(r);
	return kind_named(word, &kind) ? read_block(r, kind, line) : read_meta(r, word);
}

void
exact_read(
    struct str lines, unsigned line, const char *file, struct build *build, struct diag *diag)
{
	struct reader r = {.build = build};
	struct str whole;

	for (; str_line(&lines, &whole); line++) {
		r.rest = whole;
		if (!read_line(&r, line))
			diag_say(diag, DIAG_EXACT_LINE, (struct where){file, line, 0}, "\"%.*s\"",
			    STR_ARG(str_sub(whole, 0, whole.len < 60 ? whole.len : 60)));
	}
	while (r.depth-- > 0)
		build_close(build);
	buf_free(&r.text);
	buf_free(&r.value);
	mem_free(r.spans);
	arena_free(&r.arena);
}
