/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "render/braille/ebrl_writer.h"

enum { PATTERNS = 0x2800, INLINE_MOST = 16 };

struct str
ebrl_language(struct str tag, struct arena *arena)
{
	struct buf out = {0};
	struct str part, kept;
	bool script = false;

	for (bool first = true; str_cut(&tag, '-', &part); first = false) {
		bool letters = part.len > 0, plain = part.len > 0 && part.len <= 8;

		for (size_t i = 0; i < part.len; i++) {
			letters &= ascii_alpha(part.at[i]);
			plain &= ascii_alnum(part.at[i]);
		}
		if (!plain || (first && (!letters || part.len < 2)))
			break;
		/* RFC 5646, 2.1: three letters may extend the language, four are its script */
		if (!first && !script && !(letters && part.len == 3)) {
			buf_put(&out, S("-Brai"));
			script = true;
			if (letters && part.len == 4)
				continue;
		}
		buf_print(&out, "%s%.*s", first ? "" : "-", STR_ARG(part));
	}
	if (!out.len)
		buf_put(&out, S("en")); /* as the tables have it */
	if (!script)
		buf_put(&out, S("-Brai"));
	kept = arena_str(arena, buf_str(&out));
	buf_free(&out);
	return kept;
}

/* ---- cells ---- */

/* Two spaces in a row would be one, and a space at an end none. */
static void
put_cell(const struct run *run, size_t i, size_t count, struct buf *out)
{
	bool breaks = i + 1 < count && run->gap[i + 1] == GAP_FREE;

	if (run->dots[i])
		buf_char(out, PATTERNS + run->dots[i]);
	else if (breaks && i && run->dots[i - 1])
		buf_byte(out, ' ');
	else
		buf_char(out, 0xa0);
}

struct str
ebrl_cells(const struct run *run, struct arena *arena)
{
	size_t count = run_length(run);
	struct buf text = {0};
	struct str kept;

	for (size_t i = 0; i < count; i++)
		put_cell(run, i, count, &text);
	kept = arena_str(arena, buf_str(&text));
	buf_free(&text);
	return kept;
}

/* ---- what is within a leaf ---- */

static int
find_targets(void *context, const struct block *block, enum visit visit)
{
	struct ebrl_writer *page = context;

	if (visit != VISIT_ENTER || !block->value.len ||
	    (block->kind != BLOCK_NOTE && block->kind != BLOCK_REFERENCE))
		return 0;
	page->targets =
	    mem_grow(page->targets, page->target_count, &page->target_room, sizeof(*page->targets));
	page->targets[page->target_count] = (struct ebrl_target){
	    block->value, block->kind == BLOCK_NOTE, (unsigned)page->target_count + 1};
	page->target_count++;
	return 0;
}

void
ebrl_find_targets(struct ebrl_writer *page)
{
	document_walk(page->doc, find_targets, page);
}

const struct ebrl_target *
ebrl_target(const struct ebrl_writer *page, struct str labels)
{
	struct str first = str_sub(labels, 0, str_find_byte(labels, ',', 0));

	for (size_t i = 0; i < page->target_count; i++)
		if (str_equal(page->targets[i].label, first))
			return &page->targets[i];
	return NULL;
}

static bool
is_inline(const struct ebrl_writer *page, const struct span *span)
{
	switch (span->kind) {
	case SPAN_EMPHASIS:
	case SPAN_STRONG:
	case SPAN_LANGUAGE:
		return true;
	case SPAN_CITATION:
		return page->c->leaf->references && ebrl_target(page, span->value);
	case SPAN_SENTENCE:
	case SPAN_STRIKE:
	case SPAN_CODE:
	case SPAN_SUPERSCRIPT:
	case SPAN_SUBSCRIPT:
	case SPAN_LINK:
	case SPAN_IMAGE:
	case SPAN_PHONE:
	case SPAN_ABBREVIATION:
	case SPAN_KIND_COUNT:
		break;
	}
	return false;
}

static void
open_inline(struct ebrl_writer *page, const struct span *span)
{
	struct xml *xml = &page->xml;
	struct str language;

	if (span->kind == SPAN_CITATION) {
		const struct ebrl_target *target = ebrl_target(page, span->value);

		xml_open(xml, "a");
		xml_attribute(xml, "href", arena_print(page->arena, "#n%u", target->number));
		xml_attribute(xml, "role", target->note ? S("doc-noteref") : S("doc-biblioref"));
	} else if (span->kind == SPAN_LANGUAGE) {
		language = ebrl_language(span->value, page->arena);
		xml_open(xml, "span");
		xml_attribute(xml, "lang", language);
		xml_attribute(xml, "xml:lang", language);
	} else {
		xml_open(xml, span->kind == SPAN_STRONG ? "strong" : "em");
	}
}

/* Characters [start, end) of a leaf, and what a reader may do with them. */
struct inline_range {
	const struct span *span;
	size_t start, end;
};

/* A leaf's cells on their way out: what is open, and what comes next. */
struct inlines {
	struct inline_range *at;
	size_t count, next;
	const struct inline_range *open[INLINE_MOST];
	size_t depth;
	bool *line_end; /* of the leaf's characters */
	size_t characters;
	struct buf text;
};

static void
find_inlines(struct ebrl_writer *page, const struct block *block, struct inlines *in)
{
	size_t *before = arena_array(page->arena, block->text.len + 1, sizeof(*before));

	in->at = arena_array(page->arena, block->span_count + 1, sizeof(*in->at));
	in->line_end = arena_get(page->arena, block->text.len + 1);
	for (size_t at = 0; at < block->text.len;) {
		size_t from = at;

		in->line_end[in->characters] = utf8_next(block->text, &at) == '\n';
		for (; from < at; from++)
			before[from] = in->characters;
		before[at] = ++in->characters;
	}
	for (size_t i = 0; i < block->span_count; i++) {
		const struct span *span = &block->spans[i];

		if (is_inline(page, span))
			in->at[in->count++] =
			    (struct inline_range){span, before[span->start], before[span->end]};
	}
}

static void
flush(struct ebrl_writer *page, struct inlines *in)
{
	if (in->text.len)
		xml_text(&page->xml, buf_str(&in->text));
	buf_clear(&in->text);
}

/* Closes what ends before this character and opens what begins; what crosses is cut. */
static void
move_to(struct ebrl_writer *page, struct inlines *in, size_t character)
{
	size_t keep = 0, kept, depth = in->depth;

	while (keep < depth && in->open[keep]->end > character)
		keep++;
	if (keep < depth)
		flush(page, in);
	for (size_t i = keep; i < depth; i++)
		xml_close(&page->xml);
	kept = keep;
	for (size_t i = keep; i < depth; i++)
		if (in->open[i]->end > character) {
			in->open[kept++] = in->open[i];
			open_inline(page, in->open[i]->span);
		}
	in->depth = kept;
	while (in->next < in->count && in->at[in->next].start <= character) {
		const struct inline_range *range = &in->at[in->next++];

		if (range->end <= character || in->depth == INLINE_MOST)
			continue;
		flush(page, in);
		open_inline(page, range->span);
		in->open[in->depth++] = range;
	}
}

static void
put_empty(struct ebrl_writer *page, struct inlines *in, const char *name)
{
	flush(page, in);
	xml_open(&page->xml, name);
	xml_close(&page->xml);
}

void
ebrl_run(struct ebrl_writer *page, const struct block *block, const struct run *run)
{
	size_t count = run_length(run);
	struct inlines in = {0};

	if (block)
		find_inlines(page, block, &in);
	xml_tight(&page->xml);
	for (size_t i = 0; i < count; i++) {
		bool own = run->owner[i] >= CELL_BLOCK && run->from[i] < in.characters;

		if (i && run->gap[i] == GAP_FREE && run->dots[i] && run->dots[i - 1])
			put_empty(page, &in, "wbr");
		if (own)
			move_to(page, &in, run->from[i]);
		if (own && !run->dots[i] && in.line_end[run->from[i]])
			put_empty(page, &in, "br");
		else
			put_cell(run, i, count, &in.text);
	}
	move_to(page, &in, (size_t)-1);
	flush(page, &in);
	buf_free(&in.text);
}

void
ebrl_element(struct ebrl_writer *page, const char *name, const char *class,
    const struct block *block, struct run run)
{
	if (!run_length(&run))
		return;
	xml_open(&page->xml, name);
	if (class)
		xml_attribute(&page->xml, "class", str_of(class));
	ebrl_run(page, block, &run);
	xml_close(&page->xml);
}
