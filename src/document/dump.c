/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/document.h"

struct dump {
	struct output *out;
	unsigned depth;
};

static void
indent(struct dump *d)
{
	for (unsigned i = 0; i < d->depth; i++)
		output_put(d->out, S("  "));
}

/* Line breaks are shown as "\n", backslashes as two. */
static void
put_quoted(struct output *out, struct str s)
{
	output_byte(out, '"');
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '\n')
			output_put(out, S("\\n"));
		else if (s.at[i] == '\\' || s.at[i] == '"')
			output_print(out, "\\%c", s.at[i]);
		else
			output_byte(out, s.at[i]);
	}
	output_byte(out, '"');
}

static void
dump_spans(struct dump *d, const struct block *b)
{
	for (size_t i = 0; i < b->span_count; i++) {
		const struct span *span = &b->spans[i];

		indent(d);
		output_print(d->out, "  .%s ", span_name(span->kind));
		put_quoted(d->out, str_sub(b->text, span->start, span->end));
		if (span->value.len) {
			output_put(d->out, S(" = "));
			put_quoted(d->out, span->value);
		}
		output_byte(d->out, '\n');
	}
}

static void
dump_flags(struct output *out, unsigned flags)
{
	if (flags & BLOCK_HEADER)
		output_put(out, S(" header"));
	if (flags & BLOCK_TASK)
		output_put(out, S(" task"));
	if (flags & BLOCK_TASK_DONE)
		output_put(out, S(" done"));
	if (flags & BLOCK_DECORATIVE)
		output_put(out, S(" decorative"));
	if (flags & BLOCK_WITH_HELP)
		output_put(out, S(" with-help"));
	if (flags & BLOCK_BOXED)
		output_put(out, flags & BLOCK_BOX_FIRST ? S(" box") : S(" boxed"));
}

static int
dump_block(void *context, const struct block *b, enum visit visit)
{
	struct dump *d = context;

	if (visit == VISIT_LEAVE) {
		d->depth--;
		return 0;
	}
	indent(d);
	output_put(d->out, str_of(block_name(b->kind)));
	if (b->level)
		output_print(d->out, " level %u", b->level);
	if (b->number)
		output_print(d->out, " number %lu", b->number);
	dump_flags(d->out, b->flags);
	if (b->value.len) {
		output_put(d->out, S(" = "));
		put_quoted(d->out, b->value);
	}
	if (b->text.len) {
		output_byte(d->out, ' ');
		put_quoted(d->out, b->text);
	}
	output_byte(d->out, '\n');
	dump_spans(d, b);
	if (!block_is_leaf(b->kind))
		d->depth++;
	return 0;
}

static void
dump_meta(struct output *out, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	output_print(out, "%s ", name);
	put_quoted(out, value);
	output_byte(out, '\n');
}

void
document_dump(const struct document *doc, struct output *out)
{
	struct dump d = {out, 0};

	dump_meta(out, "id", doc->id);
	dump_meta(out, "title", doc->title);
	dump_meta(out, "language", doc->language);
	dump_meta(out, "topic", doc->topic);
	dump_meta(out, "summary", doc->summary);
	dump_meta(out, "author", doc->author);
	dump_meta(out, "updated", doc->updated);
	for (size_t i = 0; i < doc->source_count; i++)
		dump_meta(out, "source", doc->sources[i]);
	for (size_t i = 0; i < doc->helpline_count; i++) {
		output_put(out, S("helpline "));
		put_quoted(out, doc->helplines[i].label);
		output_put(out, S(" = "));
		put_quoted(out, doc->helplines[i].number);
		output_byte(out, '\n');
	}
	document_walk(doc, dump_block, &d);
}
