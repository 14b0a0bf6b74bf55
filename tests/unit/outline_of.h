/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document in one line a leaf, short enough to be judged by reading. */
#ifndef LECTERN_TESTS_UNIT_OUTLINE_OF_H
#define LECTERN_TESTS_UNIT_OUTLINE_OF_H

#include "source/source.h"
#include "unit/test.h"

struct outline {
	struct buf text;
	struct str path[64];
	unsigned depth;
	bool spans;
};

static inline void
outline_spans(struct buf *out, const struct block *b)
{
	for (size_t i = 0; i < b->span_count; i++) {
		const struct span *s = &b->spans[i];

		if (s->kind == SPAN_SENTENCE)
			continue;
		buf_print(out, " {%s %.*s", span_name(s->kind), (int)(s->end - s->start),
		    b->text.at + s->start);
		if (s->value.len)
			buf_print(out, "=%.*s", STR_ARG(s->value));
		buf_put(out, S("}"));
	}
}

static inline int
outline_block(void *context, const struct block *b, enum visit visit)
{
	struct outline *o = context;

	if (visit == VISIT_LEAVE) {
		o->depth--;
		return 0;
	}
	for (unsigned i = 1; i < o->depth; i++)
		buf_print(&o->text, "%.*s/", STR_ARG(o->path[i]));
	if (b->kind != BLOCK_ARTICLE) {
		buf_print(&o->text, "%s", block_name(b->kind));
		if (b->level)
			buf_print(&o->text, " %u", b->level);
		if (b->number)
			buf_print(&o->text, " #%lu", b->number);
		buf_print(&o->text, "%s%s%s", b->flags & BLOCK_HEADER ? " header" : "",
		    b->flags & BLOCK_TASK ? " task" : "",
		    b->flags & BLOCK_TASK_DONE ? " done" : "");
		if (b->value.len)
			buf_print(&o->text, " (%.*s)", STR_ARG(b->value));
		if (b->text.len)
			buf_print(&o->text, ": %.*s", STR_ARG(b->text));
		outline_spans(&o->text, b);
		buf_byte(&o->text, '\n');
	}
	if (!block_is_leaf(b->kind))
		o->path[o->depth++] = str_of(block_name(b->kind));
	return 0;
}

/* Parses and asserts the outline; what was said must be exactly `slugs`. */
static inline void
assert_outline(
    const struct source_format *format, const char *source, const char *expected, const char *slugs)
{
	struct outline o = {0};
	struct heard heard;
	struct diag *diag = hear(&heard);
	struct build *build = build_begin("test", diag);
	struct document *doc;

	format->parse(str_of(source), "test", build, diag);
	doc = build_end(build);
	assert_null(document_check(doc));
	document_walk(doc, outline_block, &o);
	buf_byte(&o.text, '\0');
	assert_string_equal(o.text.at, expected);
	assert_string_equal(heard.slugs, slugs);
	buf_free(&o.text);
	document_free(doc);
}

#endif
