/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/markdown_extract.h"

#include "document/codec.h"
#include "source/format/markdown_exact.h"
#include "source/repair.h"
#include "source/source.h"

enum { ROUNDS_MOST = 8 };

/* A block of the root and how it is written. */
struct piece {
	const struct block *block;
	bool exact;
	unsigned line; /* its first one */
};

struct extract {
	const struct document *doc;
	struct piece *pieces;
	size_t count;
	bool exact_metadata, ascii;
};

/* --- writing ------------------------------------------------------------------------------ */

static void
put_key(struct buf *out, const char *key, struct str value)
{
	if (value.len == 0)
		return;
	buf_print(out, "%s \"", key);
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] == '"' || value.at[i] == '\\')
			buf_byte(out, '\\');
		buf_byte(out, value.at[i]);
	}
	buf_put(out, S("\"\n"));
}

static void
put_front_matter(const struct document *doc, struct buf *out)
{
	struct buf line = {0};

	buf_put(out, S("---\n"));
	put_key(out, "id:", doc->id);
	put_key(out, "title:", doc->title);
	put_key(out, "language:", doc->language);
	put_key(out, "topic:", doc->topic);
	put_key(out, "summary:", doc->summary);
	put_key(out, "author:", doc->author);
	put_key(out, "updated:", doc->updated);
	if (doc->source_count)
		buf_put(out, S("sources:\n"));
	for (size_t i = 0; i < doc->source_count; i++)
		put_key(out, "  -", doc->sources[i]);
	if (doc->helpline_count)
		buf_put(out, S("helplines:\n"));
	for (size_t i = 0; i < doc->helpline_count; i++) {
		const struct helpline *help = &doc->helplines[i];

		buf_clear(&line);
		buf_put(&line, help->label);
		buf_put(&line, help->label.len && help->number.len ? S(": ") : S(""));
		buf_put(&line, help->number);
		put_key(out, "  -", buf_str(&line));
	}
	buf_put(out, S("---\n"));
	buf_free(&line);
}

static const struct str fence = STR("```\n"), fence_start = STR("```lectern\n");

/* `fresh`: a line of a box stands between it and the piece before. */
static void
put_piece(struct extract *x, size_t i, bool fresh, struct buf *out)
{
	struct piece *piece = &x->pieces[i];
	const struct piece *before = i > 0 && !fresh ? &x->pieces[i - 1] : NULL;
	struct buf text = {0};

	if (!piece->exact)
		piece->exact = !markdown_put_block(
		    piece->block, before && !before->exact ? before->block : NULL, x->ascii, &text);
	if (piece->exact) {
		if (before && before->exact) /* in the same fence */
			out->len -= fence.len + 1;
		else
			buf_put(out, fence_start);
		exact_put_block(piece->block, x->ascii, out);
		buf_put(out, fence);
	} else {
		buf_put(out, buf_str(&text));
		buf_byte(out, '\n');
	}
	buf_free(&text);
}

/* What ends the open box, or begins one, in front of a block. */
static bool
put_box_lines(bool *open, unsigned flags, struct buf *out)
{
	bool begins = (flags & (BLOCK_BOXED | BLOCK_BOX_FIRST)) == (BLOCK_BOXED | BLOCK_BOX_FIRST);
	bool ends = *open && (begins || !(flags & BLOCK_BOXED));

	if (ends)
		buf_put(out, S("\n</aside>\n"));
	if (begins)
		buf_put(out, S("\n<aside>\n"));
	*open = begins || (*open && !ends);
	return begins || ends;
}

static void
compose(struct extract *x, struct buf *out)
{
	unsigned line = 1;
	size_t counted = 0;
	bool box = false;

	buf_clear(out);
	if (x->exact_metadata) {
		buf_put(out, fence_start);
		exact_put_metadata(x->doc, x->ascii, out);
		buf_put(out, fence);
	} else {
		put_front_matter(x->doc, out);
	}
	for (size_t i = 0; i < x->count; i++) {
		bool fresh = put_box_lines(&box, x->pieces[i].block->flags, out);

		buf_byte(out, '\n');
		for (; counted < out->len; counted++)
			line += out->at[counted] == '\n';
		x->pieces[i].line = line;
		put_piece(x, i, fresh, out);
	}
	put_box_lines(&box, 0, out);
}

/* --- reading again ------------------------------------------------------------------------ */

static bool
same_spans(const struct block *a, const struct block *b)
{
	size_t i = 0, j = 0;

	for (;; i++, j++) {
		while (i < a->span_count && a->spans[i].kind == SPAN_SENTENCE)
			i++;
		while (j < b->span_count && b->spans[j].kind == SPAN_SENTENCE)
			j++;
		if (i == a->span_count || j == b->span_count)
			return i == a->span_count && j == b->span_count;
		if (a->spans[i].kind != b->spans[j].kind ||
		    a->spans[i].start != b->spans[j].start || a->spans[i].end != b->spans[j].end ||
		    !str_equal(a->spans[i].value, b->spans[j].value))
			return false;
	}
}

static bool
same_block(const struct block *a, const struct block *b)
{
	const struct block *x = a->child, *y = b->child;

	if (a->kind != b->kind || a->level != b->level || a->flags != b->flags ||
	    a->number != b->number || !str_equal(a->value, b->value) ||
	    !str_equal(a->text, b->text) || !same_spans(a, b))
		return false;
	for (; x && y && same_block(x, y); y = y->next) /* depth is bounded */
		x = x->next;
	return x == NULL && y == NULL;
}

static bool
same_metadata(const struct document *a, const struct document *b)
{
	bool same = str_equal(a->id, b->id) && str_equal(a->title, b->title) &&
		    str_equal(a->language, b->language) && str_equal(a->topic, b->topic) &&
		    str_equal(a->summary, b->summary) && str_equal(a->author, b->author) &&
		    str_equal(a->updated, b->updated) && a->source_count == b->source_count &&
		    a->helpline_count == b->helpline_count;

	for (size_t i = 0; same && i < a->source_count; i++)
		same = str_equal(a->sources[i], b->sources[i]);
	for (size_t i = 0; same && i < a->helpline_count; i++)
		same = str_equal(a->helplines[i].label, b->helplines[i].label) &&
		       str_equal(a->helplines[i].number, b->helplines[i].number);
	return same;
}

/* Compares piece by piece, by the lines that blocks came from; marks what differs. Gives how
   many it has marked. */
static size_t
mark_changed(struct extract *x, const struct document *read)
{
	const struct block *b = read->root->child;
	size_t marked = 0;

	if (!same_metadata(x->doc, read)) {
		marked += !x->exact_metadata;
		x->exact_metadata = true;
	}
	for (size_t i = 0; i < x->count; i++) {
		struct piece *piece = &x->pieces[i];
		unsigned end = i + 1 < x->count ? piece[1].line : (unsigned)-1;
		const struct block *first;
		size_t found = 0;

		while (b && b->line < piece->line)
			b = b->next;
		for (first = b; b && b->line >= piece->line && b->line < end; b = b->next)
			found++;
		if (piece->exact || (found == 1 && same_block(piece->block, first)))
			continue;
		piece->exact = true;
		marked++;
	}
	return marked;
}

static size_t
mark_all(struct extract *x)
{
	size_t marked = !x->exact_metadata;

	x->exact_metadata = true;
	for (size_t i = 0; i < x->count; i++) {
		marked += !x->pieces[i].exact;
		x->pieces[i].exact = true;
	}
	return marked;
}

/* Whether reading would mend what is meant as it stands. */
static bool
is_mended(struct str text)
{
	struct diag silent = {.sink = diag_pack};
	struct buf said = {0}, copy = {0};
	bool mended;

	silent.context = &said;
	buf_put(&copy, text);
	repair_text(&copy, "", &silent);
	mended = !str_equal(buf_str(&copy), text);
	buf_free(&copy);
	buf_free(&said);
	return mended;
}

static bool
same_bytes(const struct document *a, const struct document *b)
{
	struct buf left = {0}, right = {0};
	bool same;

	document_encode(a, &left);
	document_encode(b, &right);
	same = str_equal(buf_str(&left), buf_str(&right));
	buf_free(&left);
	buf_free(&right);
	return same;
}

/* True: it comes back as it was. Otherwise more is marked, or nothing is left to be marked and
 *stuck is set. */
static bool
comes_back(struct extract *x, struct str text, bool last, bool *stuck)
{
	struct buf said = {0};
	struct diag silent = {.sink = diag_pack, .context = &said};
	struct document *read = source_parse("article.md", text, NULL, &silent);
	bool same = read && same_bytes(x->doc, read);

	if (!same && !x->ascii && is_mended(text))
		x->ascii = x->exact_metadata = true;
	else if (!same && (last || read == NULL || mark_changed(x, read) == 0))
		*stuck = mark_all(x) == 0;
	document_free(read);
	buf_free(&said);
	return same;
}

int
markdown_extract(const struct document *doc, struct buf *out, struct diag *diag)
{
	struct extract x = {.doc = doc};
	bool stuck = false, same = false;
	struct buf text = {0};

	for (const struct block *b = doc->root->child; b; b = b->next)
		x.count++;
	x.pieces = mem_array(x.count, sizeof(*x.pieces));
	x.count = 0;
	for (const struct block *b = doc->root->child; b; b = b->next)
		x.pieces[x.count++].block = b;
	for (int round = 0; !same && !stuck; round++) {
		compose(&x, &text);
		same = comes_back(&x, buf_str(&text), round >= ROUNDS_MOST, &stuck);
	}
	if (same)
		buf_put(out, buf_str(&text));
	mem_free(x.pieces);
	buf_free(&text);
	return same ? 0
		    : diag_say(diag, DIAG_NOT_MARKDOWN, (struct where){doc->file.at, 0, 0},
			  "\"%.*s\"", STR_ARG(doc->id));
}
