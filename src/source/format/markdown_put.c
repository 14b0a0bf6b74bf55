/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "source/format/markdown_extract.h"

/*
 * Markdown as people write it. What is written here is read again and compared, so these rules
 * need to be right for usual texts only; they give up early.
 */
struct put {
	struct buf *out;
	bool ascii;
	bool table; /* in a cell */
};

/* --- text --------------------------------------------------------------------------------- */

static bool
word_at(struct str s, size_t at)
{
	return at < s.len && ascii_alnum(s.at[at]);
}

/* A bracket of "[3]" within a line: a reference mark as texts have them. */
static bool
is_reference_mark(struct str s, size_t at)
{
	size_t start = at, end;

	while (s.at[start] != '[' && start > 0 && (start == at || ascii_digit(s.at[start])))
		start--;
	for (end = start + 1; end < s.len && ascii_digit(s.at[end]);)
		end++;
	return s.at[start] == '[' && start > 0 && s.at[start - 1] != '\n' && end > start + 1 &&
	       end < s.len && s.at[end] == ']' && end >= at &&
	       (end + 1 == s.len || !str_starts(str_sub(s, end + 1, s.len), S("(")));
}

/* Whether Markdown could take the character for a mark. */
static bool
is_mark(const struct put *p, struct str s, size_t at, bool line_start)
{
	char c = s.at[at];
	char next = at + 1 < s.len ? s.at[at + 1] : ' ';
	size_t digits = at;

	if (c == '[' || c == ']')
		return !is_reference_mark(s, at);
	if (c == '\\' || c == '`' || c == '*' || c == '~')
		return true;
	if (c == '_')
		return at == 0 || !word_at(s, at - 1) || !word_at(s, at + 1);
	if (c == '&')
		return ascii_alnum(next) || next == '#';
	if (c == '<')
		return ascii_alpha(next) || next == '/' || next == '!' || next == '?';
	if (c == '|')
		return p->table || str_find_byte(s, '\n', 0) != STR_NONE;
	if (c == '.' || c == ')') { /* "1." at a line's start */
		while (digits > 0 && ascii_digit(s.at[digits - 1]))
			digits--;
		return digits < at && (digits == 0 || s.at[digits - 1] == '\n') &&
		       (next == ' ' || next == '\n');
	}
	return line_start && (c == '#' || c == '>' || c == '+' || c == '-' || c == '=');
}

static bool
put_text(struct put *p, struct str s, size_t from, size_t to)
{
	for (size_t at = from; at < to;) {
		size_t start = at;
		unsigned c = utf8_next(s, &at);

		if (c == '\n') {
			if (p->table)
				return false;
			buf_put(p->out, S("\\\n"));
		} else if (c >= 0x80 && p->ascii) {
			buf_print(p->out, "&#x%X;", c);
		} else {
			if (c < 0x80 && is_mark(p, s, start, start == 0 || s.at[start - 1] == '\n'))
				buf_byte(p->out, '\\');
			buf_put(p->out, str_sub(s, start, at));
		}
	}
	return true;
}

/* --- spans -------------------------------------------------------------------------------- */

/* What finding puts into a text again. */
static bool
is_found(enum span_kind kind)
{
	return kind == SPAN_SENTENCE || kind == SPAN_CITATION || kind == SPAN_PHONE ||
	       kind == SPAN_ABBREVIATION;
}

/* A bare digit is a reference mark only to who knows it: it is said to be one. */
static bool
needs_mark(const struct block *b, const struct span *span)
{
	return span->kind == SPAN_CITATION && b->text.at[span->start] != '[';
}

/* Whether marks of punctuation are read as the start and end of emphasis there. */
static bool
stands_free(struct str text, const struct span *span, const struct buf *out)
{
	char before = span->start ? text.at[span->start - 1] : ' ';
	char after = span->end < text.len ? text.at[span->end] : ' ';

	return (before == ' ' || before == '(' || before == '\n') &&
	       (ascii_space(after) || (ascii_punct(after) && after != '*' && after != '~')) &&
	       word_at(text, span->start) && word_at(text, span->end - 1) &&
	       (out->len == 0 || (out->at[out->len - 1] != '*' && out->at[out->len - 1] != '~'));
}

struct marks {
	struct str start, end;
};

static struct marks
marks_of(enum span_kind kind, bool free)
{
	if (kind == SPAN_EMPHASIS)
		return free ? (struct marks){S("*"), S("*")}
			    : (struct marks){S("<em>"), S("</em>")};
	if (kind == SPAN_STRONG)
		return free ? (struct marks){S("**"), S("**")}
			    : (struct marks){S("<strong>"), S("</strong>")};
	if (kind == SPAN_STRIKE)
		return free ? (struct marks){S("~~"), S("~~")}
			    : (struct marks){S("<del>"), S("</del>")};
	if (kind == SPAN_SUPERSCRIPT)
		return (struct marks){S("<sup>"), S("</sup>")};
	return (struct marks){S("<sub>"), S("</sub>")};
}

static bool
put_address(struct put *p, struct str address)
{
	buf_byte(p->out, '<');
	for (size_t i = 0; i < address.len; i++) {
		char c = address.at[i];

		if ((unsigned char)c >= 0x80 && p->ascii)
			return false;
		if (c == '<' || c == '>' || c == '\\' || c == '&')
			buf_byte(p->out, '\\');
		buf_byte(p->out, c);
	}
	buf_byte(p->out, '>');
	return true;
}

static bool
put_code_span(struct put *p, struct str s)
{
	size_t run = 0, longest = 0;
	bool blank;

	for (size_t i = 0; i < s.len; i++) {
		run = s.at[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
		if (s.at[i] == '\n' || (p->table && s.at[i] == '|') ||
		    (p->ascii && (unsigned char)s.at[i] >= 0x80))
			return false;
	}
	blank = s.at[0] == '`' || s.at[s.len - 1] == '`';
	buf_fill(p->out, '`', longest + 1);
	buf_put(p->out, blank ? S(" ") : S(""));
	buf_put(p->out, s);
	buf_put(p->out, blank ? S(" ") : S(""));
	buf_fill(p->out, '`', longest + 1);
	return true;
}

static bool put_run(struct put *, const struct block *, size_t *next, size_t from, size_t to);

/* A span and what is in it. */
static bool
put_span(struct put *p, const struct block *b, size_t *next)
{
	const struct span *span = &b->spans[(*next)++];
	struct marks marks;
	bool fits;

	if (span->kind == SPAN_CODE) {
		for (; *next < b->span_count && b->spans[*next].start < span->end; ++*next)
			if (!is_found(b->spans[*next].kind))
				return false;
		return put_code_span(p, str_sub(b->text, span->start, span->end));
	}
	if (span->kind == SPAN_LINK || span->kind == SPAN_IMAGE) {
		buf_put(p->out, span->kind == SPAN_IMAGE ? S("![") : S("["));
		fits = put_run(p, b, next, span->start, span->end);
		buf_put(p->out, S("]("));
		fits = fits && put_address(p, span->value);
		buf_byte(p->out, ')');
		return fits;
	}
	if (span->kind == SPAN_LANGUAGE || span->kind == SPAN_CITATION) {
		bool cited = span->kind == SPAN_CITATION;

		buf_put(p->out, cited ? S("<sup data-citation=\"") : S("<span lang=\""));
		buf_put(p->out, span->value);
		buf_put(p->out, S("\">"));
		fits = put_run(p, b, next, span->start, span->end);
		buf_put(p->out, cited ? S("</sup>") : S("</span>"));
		return fits && str_find_byte(span->value, '"', 0) == STR_NONE;
	}
	marks = marks_of(span->kind, stands_free(b->text, span, p->out));
	buf_put(p->out, marks.start);
	fits = put_run(p, b, next, span->start, span->end);
	buf_put(p->out, marks.end);
	return fits;
}

/* Text and the spans from *next on; false where spans cross. */
static bool
put_run(struct put *p, const struct block *b, size_t *next, size_t from, size_t to)
{
	while (*next < b->span_count && b->spans[*next].start < to) {
		const struct span *span = &b->spans[*next];

		if (is_found(span->kind) && !needs_mark(b, span)) {
			++*next;
			continue;
		}
		if (span->end > to || !put_text(p, b->text, from, span->start))
			return false;
		from = span->end;
		if (!put_span(p, b, next))
			return false;
	}
	return put_text(p, b->text, from, to);
}

static bool
put_leaf(struct put *p, const struct block *b)
{
	size_t next = 0;

	return put_run(p, b, &next, 0, b->text.len);
}

/* --- blocks ------------------------------------------------------------------------------- */

/* Lines of `inner`, the first behind `first`, the others behind `rest`. */
static void
put_indented(struct put *p, struct str inner, struct str first, struct str rest)
{
	struct str line;
	bool begun = false;

	while (str_cut(&inner, '\n', &line)) {
		struct str before = begun ? rest : first;

		if (begun)
			buf_byte(p->out, '\n');
		buf_put(p->out, line.len ? before : str_trim_end(before));
		buf_put(p->out, line);
		begun = true;
	}
}

static bool put_block(struct put *, const struct block *, const struct block *before);

/* A list may follow its paragraph at once. */
static bool
follows_close(const struct block *before, const struct block *b)
{
	return before->kind == BLOCK_PARAGRAPH && b->kind == BLOCK_LIST && b->number <= 1 &&
	       !b->value.len;
}

static bool
put_children(struct put *p, const struct block *parent, struct str first, struct str rest)
{
	struct buf inner = {0};
	struct put into = {&inner, p->ascii, false};
	const struct block *before = NULL;
	bool fits = true;

	for (const struct block *b = parent->child; b && fits; before = b, b = b->next) {
		if (before)
			buf_put(&inner, parent->kind == BLOCK_ITEM && follows_close(before, b)
					    ? S("\n")
					    : S("\n\n"));
		fits = put_block(&into, b, before);
	}
	put_indented(p, inner.len ? buf_str(&inner) : S(" "), first, rest);
	buf_free(&inner);
	return fits;
}

static bool
is_tight(const struct block *list)
{
	for (const struct block *item = list->child; item; item = item->next) {
		const struct block *b = item->child;

		if (b && b->next && (!follows_close(b, b->next) || b->next->next))
			return false;
	}
	return true;
}

static bool
put_list(struct put *p, const struct block *list, const struct block *before)
{
	static const char blanks[] = "              ";
	bool other = before && before->kind == BLOCK_LIST, tight = is_tight(list), fits = true;
	struct buf mark = {0};

	for (const struct block *item = list->child; item && fits; item = item->next) {
		size_t width;

		buf_clear(&mark);
		if (item->number)
			buf_print(&mark, "%lu%s ", item_figure(item), other ? ")" : ".");
		else
			buf_put(&mark, other ? S("* ") : S("- "));
		width = mark.len;
		if (item->flags & BLOCK_TASK)
			buf_put(&mark, item->flags & BLOCK_TASK_DONE ? S("[x] ") : S("[ ] "));
		if (item != list->child)
			buf_put(p->out, tight ? S("\n") : S("\n\n"));
		fits = put_children(p, item, buf_str(&mark), (struct str){blanks, width});
	}
	buf_free(&mark);
	return fits;
}

static bool
put_code(struct put *p, const struct block *b)
{
	size_t run = 0, longest = 2;

	for (size_t i = 0; i < b->text.len; i++) {
		run = b->text.at[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
		if (p->ascii && (unsigned char)b->text.at[i] >= 0x80)
			return false;
	}
	for (size_t i = 0; i < b->value.len; i++)
		if (!ascii_alnum(b->value.at[i]))
			return false;
	buf_fill(p->out, '`', longest + 1);
	buf_put(p->out, b->value);
	buf_byte(p->out, '\n');
	buf_put(p->out, b->text);
	buf_byte(p->out, '\n');
	buf_fill(p->out, '`', longest + 1);
	return !str_equal(b->value, S("lectern"));
}

static bool
put_row(struct put *p, const struct block *row)
{
	p->table = true;
	for (const struct block *cell = row->child; cell; cell = cell->next) {
		buf_put(p->out, S("| "));
		if (cell->level > 1 || !put_leaf(p, cell))
			return false;
		buf_byte(p->out, ' ');
	}
	buf_byte(p->out, '|');
	p->table = false;
	return true;
}

/* Rows below one row of headers; what comes back other than it went is seen there. */
static bool
put_table(struct put *p, const struct block *table)
{
	const struct block *first = table->child;

	if (table->value.len || first == NULL || first->child == NULL ||
	    !(first->child->flags & BLOCK_HEADER) || !put_row(p, first))
		return false;
	buf_byte(p->out, '\n');
	for (const struct block *cell = first->child; cell; cell = cell->next)
		buf_put(p->out, S("| --- "));
	buf_byte(p->out, '|');
	for (const struct block *row = first->next; row; row = row->next) {
		buf_byte(p->out, '\n');
		if (!put_row(p, row))
			return false;
	}
	return true;
}

static bool
put_figure(struct put *p, const struct block *b)
{
	buf_put(p->out, S("!["));
	if (!put_leaf(p, b))
		return false;
	buf_put(p->out, S("]("));
	if (!put_address(p, b->value))
		return false;
	buf_byte(p->out, ')');
	return true;
}

static bool
put_reference(struct put *p, const struct block *b)
{
	unsigned long number;

	if (!str_number(b->value, 999, &number))
		return false;
	buf_print(p->out, "[%.*s] ", STR_ARG(b->value));
	return put_leaf(p, b);
}

static bool
put_heading(struct put *p, const struct block *b)
{
	buf_fill(p->out, '#', b->level);
	buf_byte(p->out, ' ');
	return str_find_byte(b->text, '\n', 0) == STR_NONE && put_leaf(p, b);
}

static bool
put_block(struct put *p, const struct block *b, const struct block *before)
{
	switch (b->kind) {
	case BLOCK_HEADING:
		return put_heading(p, b);
	case BLOCK_PARAGRAPH:
		return put_leaf(p, b);
	case BLOCK_LIST:
		return put_list(p, b, before);
	case BLOCK_QUOTE:
		return (!before || before->kind != BLOCK_QUOTE) &&
		       put_children(p, b, S("> "), S("> "));
	case BLOCK_CODE:
		return put_code(p, b);
	case BLOCK_TABLE:
		return put_table(p, b);
	case BLOCK_FIGURE:
		return put_figure(p, b);
	case BLOCK_REFERENCE:
		return put_reference(p, b);
	case BLOCK_BREAK:
		buf_put(p->out, S("***"));
		return b->text.len == 0;
	case BLOCK_ARTICLE:
	case BLOCK_ITEM:
	case BLOCK_ROW:
	case BLOCK_CELL:
	case BLOCK_CAPTION:
	case BLOCK_DEFINITIONS:
	case BLOCK_TERM:
	case BLOCK_DETAIL:
	case BLOCK_NOTE:
	case BLOCK_HELPLINE:
	case BLOCK_BOILERPLATE:
	case BLOCK_KIND_COUNT:
		break;
	}
	return false;
}

bool
markdown_put_block(const struct block *b, const struct block *before, bool ascii, struct buf *out)
{
	struct put p = {out, ascii, false};

	return put_block(&p, b, before);
}
