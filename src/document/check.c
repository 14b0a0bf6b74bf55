/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "document/document.h"

/* The promises of document.h, one function a group; each gives NULL or what is broken. */

static const char *
check_text(struct str s, bool line_breaks)
{
	struct buf composed = {0};
	bool same;

	for (size_t at = 0; at < s.len;) {
		unsigned c = utf8_next(s, &at);

		if (c == UTF8_BAD)
			return "text is not UTF-8";
		if (char_control(c) && !(line_breaks && c == '\n'))
			return "text holds a control character";
	}
	utf8_nfc(s, &composed);
	same = str_equal(s, buf_str(&composed));
	buf_free(&composed);
	return same ? NULL : "text is not in normal form C";
}

static bool
on_border(struct str s, size_t at)
{
	return at == s.len || ((unsigned char)s.at[at] & 0xc0) != 0x80;
}

static bool
crosses(const struct span *a, const struct span *b)
{
	return a->kind == b->kind && a->start < b->start && b->start < a->end && a->end < b->end;
}

static const char *
check_spans(const struct block *b)
{
	for (size_t i = 0; i < b->span_count; i++) {
		const struct span *span = &b->spans[i];
		const char *fault = check_text(span->value, false);

		if (fault)
			return fault;
		if (span->start >= span->end || span->end > b->text.len)
			return "a span is out of its text";
		if (!on_border(b->text, span->start) || !on_border(b->text, span->end))
			return "a span cuts a character";
		if (i > 0 &&
		    (b->spans[i - 1].start > span->start ||
			(b->spans[i - 1].start == span->start && b->spans[i - 1].end < span->end)))
			return "spans are out of order";
		for (size_t j = i + 1; j < b->span_count && b->spans[j].start < span->end; j++)
			if (crosses(span, &b->spans[j]))
				return "spans of one kind cross";
	}
	return NULL;
}

static const char *
check_sentences(const struct block *b)
{
	size_t covered = 0;

	if (b->kind == BLOCK_CODE)
		return NULL;
	for (size_t i = 0; i < b->span_count; i++) {
		const struct span *span = &b->spans[i];

		if (span->kind != SPAN_SENTENCE)
			continue;
		if (span->start < covered)
			return "sentences overlap";
		for (size_t at = covered; at < span->start;)
			if (!char_space(utf8_next(b->text, &at)))
				return "text stands outside the sentences";
		covered = span->end;
	}
	return covered == b->text.len ? NULL : "the sentences end before the text";
}

static const char *
check_place(const struct block *b)
{
	enum block_kind parent = b->parent ? b->parent->kind : BLOCK_ARTICLE;

	if (b->parent && block_is_leaf(parent))
		return "a leaf holds a block";
	if ((b->kind == BLOCK_ITEM) != (parent == BLOCK_LIST && b->parent))
		return "an item outside a list, or something else inside one";
	if ((b->kind == BLOCK_ROW) != (parent == BLOCK_TABLE))
		return "a row outside a table, or something else inside one";
	if ((b->kind == BLOCK_CELL) != (parent == BLOCK_ROW))
		return "a cell outside a row, or something else inside one";
	if ((b->kind == BLOCK_TERM || b->kind == BLOCK_DETAIL) != (parent == BLOCK_DEFINITIONS))
		return "a definition out of place";
	if (b->kind == BLOCK_HEADING && (b->level < 2 || b->level > 6))
		return "a heading's level is not from 2 to 6";
	return NULL;
}

static const char *
check_block(const struct block *b)
{
	const char *fault = check_place(b);

	if (!fault)
		fault = check_text(b->value, false);
	if (fault || !block_is_leaf(b->kind))
		return fault ? fault : b->text.len ? "a container holds text" : NULL;
	fault = check_text(b->text, true);
	if (!fault && b->kind != BLOCK_CODE && str_trim(b->text).len != b->text.len)
		fault = "white space at the end of a text";
	if (!fault)
		fault = check_spans(b);
	return fault ? fault : check_sentences(b);
}

struct checking {
	unsigned depth;
	const char *fault;
};

static int
check_visit(void *context, const struct block *b, enum visit visit)
{
	struct checking *checking = context;

	if (visit == VISIT_LEAVE) {
		checking->depth--;
		return 0;
	}
	if (!block_is_leaf(b->kind) && ++checking->depth > DOCUMENT_DEEPEST)
		checking->fault = "nesting is too deep";
	else
		checking->fault = check_block(b);
	return checking->fault != NULL;
}

const char *
document_check(const struct document *doc)
{
	struct checking checking = {0, NULL};
	const struct str meta[] = {doc->id, doc->title, doc->language, doc->topic, doc->summary,
	    doc->author, doc->updated};

	if (doc->root == NULL || doc->root->kind != BLOCK_ARTICLE)
		return "there is no root";
	for (size_t i = 0; i < sizeof(meta) / sizeof(*meta); i++)
		if (check_text(meta[i], false))
			return check_text(meta[i], false);
	for (size_t i = 0; i < doc->helpline_count; i++)
		if (doc->helplines[i].label.len == 0 && doc->helplines[i].number.len == 0)
			return "an empty helpline";
	document_walk(doc, check_visit, &checking);
	return checking.fault;
}
