/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/codec.h"

#include "base/utf8.h"
#include "document/phone.h"

/*
 * A stream of text with control bytes for structure (a document's text holds no controls but
 * '\n'), so that an article packs about as well as its bare text. lectern-bundle(5), "ARTICLE
 * RECORDS", is the specification.
 */
enum {
	CODEC_VERSION = 1,
	BLOCK_STARTS = 0x01, /* letter of the kind, mask of fields, fields, a leaf's text */
	BLOCK_ENDS = 0x02,   /* of a container */
	SPAN_STARTS = 0x03,  /* letter of the kind, value */
	VALUE_ENDS = 0x04,
	SPAN_ENDS = 0x05, /* letter of the kind: the innermost open one of that kind */
	FIRST_LETTER = 'a',
	MASK_BASE = '@',
	HAS_LEVEL = 1,
	HAS_FLAGS = 2,
	HAS_NUMBER = 4,
	HAS_VALUE = 8,
	LEVEL_MOST = 1000,
	SPANS_OPEN_MOST = 64,
	META_MOST = 10000,
	AUTHOR = 32, /* the flag of boilerplate that is the author */
};

/* --- encode ------------------------------------------------------------------------------- */

static unsigned
usual_level(enum block_kind kind)
{
	return kind == BLOCK_HEADING ? 2 : 0;
}

/* The item's place in its list, when the list is numbered. */
static unsigned long
usual_number(enum block_kind kind, const struct block *parent, unsigned long previous)
{
	if (kind != BLOCK_ITEM || parent->number == 0)
		return 0;
	return previous ? previous + 1 : parent->number;
}

static struct str
usual_value(enum span_kind kind, struct str text, char dial[PHONE_DIAL_MOST])
{
	if (kind == SPAN_CITATION)
		return text;
	if (kind == SPAN_PHONE && phone_dial(text, dial))
		return str_of(dial);
	return (struct str){"", 0};
}

static void
put_string(struct buf *out, struct str s)
{
	buf_varint(out, s.len);
	buf_put(out, s);
}

static void
put_span_start(struct buf *out, const struct block *b, const struct span *span)
{
	char dial[PHONE_DIAL_MOST];
	struct str usual = usual_value(span->kind, str_sub(b->text, span->start, span->end), dial);

	buf_byte(out, SPAN_STARTS);
	buf_byte(out, (char)(FIRST_LETTER + (int)span->kind));
	if (!str_equal(usual, span->value))
		buf_put(out, span->value);
	buf_byte(out, VALUE_ENDS);
}

static void
put_leaf(struct buf *out, const struct block *b)
{
	size_t *open = mem_array(b->span_count, sizeof(*open)), depth = 0, from = 0, next = 0;

	for (;;) {
		size_t at = b->text.len, first_end = STR_NONE, which = 0;

		while (next < b->span_count && b->spans[next].kind == SPAN_SENTENCE)
			next++;
		for (size_t i = depth; i > 0; i--)
			if (first_end == STR_NONE || b->spans[open[i - 1]].end < first_end) {
				first_end = b->spans[open[i - 1]].end;
				which = i - 1;
			}
		if (first_end == STR_NONE && next >= b->span_count)
			break;
		if (next < b->span_count)
			at = b->spans[next].start;
		if (first_end != STR_NONE && (next >= b->span_count || first_end <= at)) {
			buf_put(out, str_sub(b->text, from, first_end));
			from = first_end;
			buf_byte(out, SPAN_ENDS);
			buf_byte(out, (char)(FIRST_LETTER + (int)b->spans[open[which]].kind));
			for (depth--; which < depth; which++)
				open[which] = open[which + 1];
		} else {
			buf_put(out, str_sub(b->text, from, at));
			from = at;
			put_span_start(out, b, &b->spans[next]);
			open[depth++] = next++;
		}
	}
	buf_put(out, str_sub(b->text, from, b->text.len));
	mem_free(open);
}

struct encoder {
	struct buf *out;
	unsigned depth;
	unsigned long previous[DOCUMENT_DEEPEST + 1]; /* number of the last item, by depth */
};

static int
put_block(void *context, const struct block *b, enum visit visit)
{
	struct encoder *e = context;
	struct buf *out = e->out;
	unsigned mask = 0;

	if (b->kind == BLOCK_ARTICLE)
		return 0;
	if (visit == VISIT_LEAVE) {
		buf_byte(out, BLOCK_ENDS);
		e->depth--;
		return 0;
	}
	if (b->level != usual_level(b->kind))
		mask |= HAS_LEVEL;
	if (b->flags)
		mask |= HAS_FLAGS;
	if (b->number != usual_number(b->kind, b->parent, e->previous[e->depth]))
		mask |= HAS_NUMBER;
	e->previous[e->depth] = b->kind == BLOCK_ITEM ? b->number : 0;
	if (!block_is_leaf(b->kind))
		e->previous[++e->depth] = 0;
	if (b->value.len)
		mask |= HAS_VALUE;
	buf_byte(out, BLOCK_STARTS);
	buf_byte(out, (char)(FIRST_LETTER + (int)b->kind));
	buf_byte(out, (char)(MASK_BASE + mask));
	if (mask & HAS_LEVEL)
		buf_varint(out, b->level);
	if (mask & HAS_FLAGS)
		buf_varint(out, b->flags);
	if (mask & HAS_NUMBER)
		buf_varint(out, b->number);
	if (mask & HAS_VALUE)
		put_string(out, b->value);
	if (block_is_leaf(b->kind))
		put_leaf(out, b);
	return 0;
}

/* The metadata of this form has no place for it: it is a line set apart in front of the blocks. */
static void
put_author(struct buf *out, struct str author)
{
	if (!author.len)
		return;
	buf_byte(out, BLOCK_STARTS);
	buf_byte(out, (char)(FIRST_LETTER + BLOCK_BOILERPLATE));
	buf_byte(out, (char)(MASK_BASE + HAS_FLAGS));
	buf_varint(out, AUTHOR);
	buf_put(out, author);
}

void
document_encode(const struct document *doc, struct buf *out)
{
	struct encoder e = {.out = out};

	buf_byte(out, CODEC_VERSION);
	put_string(out, doc->id);
	put_string(out, doc->title);
	put_string(out, doc->language);
	put_string(out, doc->topic);
	put_string(out, doc->summary);
	put_string(out, doc->updated);
	buf_varint(out, doc->source_count);
	for (size_t i = 0; i < doc->source_count; i++)
		put_string(out, doc->sources[i]);
	buf_varint(out, doc->helpline_count);
	for (size_t i = 0; i < doc->helpline_count; i++) {
		put_string(out, doc->helplines[i].label);
		put_string(out, doc->helplines[i].number);
	}
	put_author(out, doc->author);
	document_walk(doc, put_block, &e);
}

/* --- decode ------------------------------------------------------------------------------- */

struct decoder {
	struct str rest;
	struct document *doc;
	struct block *parent, *last; /* where the next block goes: behind `last` in `parent` */
	unsigned depth;
	const char *fault;
	struct buf text;
	struct span *spans;
	size_t span_count, span_room;
	size_t open[SPANS_OPEN_MOST];
	size_t open_count;
};

static bool
clean(struct str s, bool line_breaks)
{
	for (size_t at = 0; at < s.len;) {
		unsigned c = utf8_next(s, &at);

		if (c == UTF8_BAD || (char_control(c) && !(line_breaks && c == '\n')))
			return false;
	}
	return true;
}

static struct str
take_string(struct decoder *d)
{
	unsigned long long len;
	struct str s;

	if (!str_take_varint(&d->rest, &len) || !str_take(&d->rest, len, &s))
		d->fault = "a text ends before its length";
	else if (!clean(s, false))
		d->fault = "a text holds what is no text";
	else
		return arena_str(&d->doc->arena, s);
	return (struct str){"", 0};
}

static unsigned long long
take_number(struct decoder *d, unsigned long long most)
{
	unsigned long long number = 0;

	if (!str_take_varint(&d->rest, &number) || number > most) {
		d->fault = "a number is out of bounds";
		return 0;
	}
	return number;
}

static int
take_byte(struct decoder *d)
{
	unsigned char byte;

	if (d->rest.len == 0)
		return -1;
	byte = (unsigned char)d->rest.at[0];
	d->rest = str_sub(d->rest, 1, d->rest.len);
	return byte;
}

static void
take_meta(struct decoder *d)
{
	struct document *doc = d->doc;

	doc->id = take_string(d);
	doc->title = take_string(d);
	doc->language = take_string(d);
	doc->topic = take_string(d);
	doc->summary = take_string(d);
	doc->updated = take_string(d);
	doc->source_count = (size_t)take_number(d, META_MOST);
	doc->sources = arena_array(&doc->arena, doc->source_count, sizeof(*doc->sources));
	for (size_t i = 0; i < doc->source_count && !d->fault; i++)
		doc->sources[i] = take_string(d);
	doc->helpline_count = d->fault ? 0 : (size_t)take_number(d, META_MOST);
	doc->helplines = arena_array(&doc->arena, doc->helpline_count, sizeof(*doc->helplines));
	for (size_t i = 0; i < doc->helpline_count && !d->fault; i++) {
		doc->helplines[i].label = take_string(d);
		doc->helplines[i].number = take_string(d);
	}
}

static void
open_span(struct decoder *d)
{
	int letter = take_byte(d) - FIRST_LETTER;
	size_t end = str_find_byte(d->rest, VALUE_ENDS, 0);
	struct span *span;

	if (letter < 0 || letter >= SPAN_KIND_COUNT || letter == SPAN_SENTENCE || end == STR_NONE ||
	    d->open_count == SPANS_OPEN_MOST || !clean(str_sub(d->rest, 0, end), false)) {
		d->fault = "a span cannot be read";
		return;
	}
	d->spans = mem_grow(d->spans, d->span_count, &d->span_room, sizeof(*d->spans));
	span = &d->spans[d->span_count];
	*span = (struct span){(enum span_kind)letter, d->text.len, STR_NONE,
	    arena_str(&d->doc->arena, str_sub(d->rest, 0, end))};
	d->open[d->open_count++] = d->span_count++;
	d->rest = str_sub(d->rest, end + 1, d->rest.len);
}

static void
close_span(struct decoder *d)
{
	int letter = take_byte(d) - FIRST_LETTER;
	size_t i = d->open_count;
	struct span *span;

	while (i > 0 && (int)d->spans[d->open[i - 1]].kind != letter)
		i--;
	if (i == 0 || d->spans[d->open[i - 1]].start == d->text.len) {
		d->fault = "a span ends that did not start";
		return;
	}
	span = &d->spans[d->open[i - 1]];
	span->end = d->text.len;
	if (span->value.len == 0) {
		char dial[PHONE_DIAL_MOST];
		struct str text = str_sub(buf_str(&d->text), span->start, span->end);

		span->value = arena_str(&d->doc->arena, usual_value(span->kind, text, dial));
	}
	for (d->open_count--; i <= d->open_count; i++)
		d->open[i - 1] = d->open[i];
}

static void
take_leaf(struct decoder *d, struct block *b)
{
	buf_clear(&d->text);
	d->span_count = d->open_count = 0;
	while (!d->fault && d->rest.len > 0) {
		size_t run = 0;

		while (run < d->rest.len &&
		       ((unsigned char)d->rest.at[run] >= 0x20 || d->rest.at[run] == '\n'))
			run++;
		buf_put(&d->text, str_sub(d->rest, 0, run));
		d->rest = str_sub(d->rest, run, d->rest.len);
		if (d->rest.len == 0 || d->rest.at[0] == BLOCK_STARTS ||
		    d->rest.at[0] == BLOCK_ENDS)
			break;
		if (take_byte(d) == SPAN_STARTS)
			open_span(d);
		else if (d->rest.at[-1] == SPAN_ENDS)
			close_span(d);
		else
			d->fault = "an unknown mark";
	}
	if (d->open_count > 0)
		d->fault = "a span does not end";
	if (!clean(buf_str(&d->text), true) ||
	    (b->kind != BLOCK_CODE && str_trim(buf_str(&d->text)).len != d->text.len))
		d->fault = "a text holds what is no text";
	if (d->fault)
		return;
	b->text = arena_str(&d->doc->arena, buf_str(&d->text));
	b->spans = arena_array(&d->doc->arena, d->span_count, sizeof(*b->spans));
	b->span_count = d->span_count;
	for (size_t i = 0; i < d->span_count; i++)
		b->spans[i] = d->spans[i];
	block_sort_spans(b);
}

/* Where a kind of block may stand: the counterpart of what build makes. */
static bool
may_stand(enum block_kind kind, enum block_kind parent)
{
	switch (parent) {
	case BLOCK_LIST:
		return kind == BLOCK_ITEM;
	case BLOCK_TABLE:
		return kind == BLOCK_ROW;
	case BLOCK_ROW:
		return kind == BLOCK_CELL;
	case BLOCK_DEFINITIONS:
		return kind == BLOCK_TERM || kind == BLOCK_DETAIL;
	case BLOCK_ARTICLE:
	case BLOCK_ITEM:
	case BLOCK_QUOTE:
	case BLOCK_DETAIL:
	case BLOCK_NOTE:
		return kind != BLOCK_ARTICLE && kind != BLOCK_ITEM && kind != BLOCK_ROW &&
		       kind != BLOCK_CELL && kind != BLOCK_TERM && kind != BLOCK_DETAIL;
	case BLOCK_HEADING:
	case BLOCK_PARAGRAPH:
	case BLOCK_CODE:
	case BLOCK_CELL:
	case BLOCK_FIGURE:
	case BLOCK_CAPTION:
	case BLOCK_TERM:
	case BLOCK_REFERENCE:
	case BLOCK_HELPLINE:
	case BLOCK_BOILERPLATE:
	case BLOCK_BREAK:
	case BLOCK_KIND_COUNT:
		break;
	}
	return false;
}

static void
take_fields(struct decoder *d, struct block *b, unsigned mask)
{
	unsigned long previous = d->last && d->last->kind == BLOCK_ITEM ? d->last->number : 0;

	b->level = usual_level(b->kind);
	b->number = usual_number(b->kind, d->parent, previous);
	if (mask & HAS_LEVEL)
		b->level = (unsigned)take_number(d, LEVEL_MOST);
	if (mask & HAS_FLAGS)
		b->flags = (unsigned)take_number(d, 0xff);
	if (mask & HAS_NUMBER)
		b->number = (unsigned long)take_number(d, 1000000000);
	if (mask & HAS_VALUE)
		b->value = take_string(d);
	if (b->kind == BLOCK_HEADING && (b->level < 2 || b->level > 6))
		d->fault = "a heading's level is out of bounds";
}

static void
take_block(struct decoder *d)
{
	int letter = take_byte(d) - FIRST_LETTER, mask = take_byte(d) - MASK_BASE;
	struct block *b = arena_get(&d->doc->arena, sizeof(*b));

	if (letter < 0 || letter >= BLOCK_KIND_COUNT || mask < 0 || mask > 15 ||
	    !may_stand((enum block_kind)letter, d->parent->kind)) {
		d->fault = "a block cannot stand where it is";
		return;
	}
	b->kind = (enum block_kind)letter;
	b->parent = d->parent;
	take_fields(d, b, (unsigned)mask);
	if (b->kind == BLOCK_BOILERPLATE && b->flags & AUTHOR) {
		take_leaf(d, b);
		if (!clean(b->text, false))
			d->fault = "an author has several lines";
		d->doc->author = b->text;
		return;
	}
	if (d->last)
		d->last->next = b;
	else
		d->parent->child = b;
	d->last = b;
	if (block_is_leaf(b->kind)) {
		take_leaf(d, b);
	} else if (++d->depth >= DOCUMENT_DEEPEST) {
		d->fault = "nesting is too deep";
	} else {
		d->parent = b;
		d->last = NULL;
	}
}

static void
take_blocks(struct decoder *d)
{
	while (!d->fault && d->rest.len > 0) {
		int byte = take_byte(d);

		if (byte == BLOCK_STARTS) {
			take_block(d);
		} else if (byte == BLOCK_ENDS && d->parent->parent) {
			d->last = d->parent;
			d->parent = d->parent->parent;
			d->depth--;
		} else {
			d->fault = "a block ends that did not start";
		}
	}
	if (!d->fault && d->parent->parent)
		d->fault = "a block does not end";
}

struct document *
document_decode(struct str bytes, bool sentences, struct where where, struct diag *diag)
{
	struct arena arena = {0};
	struct decoder d = {.rest = bytes};

	d.doc = arena_get(&arena, sizeof(*d.doc));
	d.doc->arena = arena;
	d.doc->file = arena_str(&d.doc->arena, str_of(where.file));
	d.doc->root = arena_get(&d.doc->arena, sizeof(*d.doc->root));
	d.doc->root->kind = BLOCK_ARTICLE;
	d.parent = d.doc->root;
	if (bytes.len > DOCUMENT_TEXT_MOST)
		d.fault = "it is too large";
	else if (take_byte(&d) != CODEC_VERSION)
		d.fault = "it has an unknown version";
	if (!d.fault)
		take_meta(&d);
	if (!d.fault)
		take_blocks(&d);
	buf_free(&d.text);
	mem_free(d.spans);
	if (d.fault) {
		diag_say(diag, DIAG_BAD_DOCUMENT, where, "%s", d.fault);
		document_free(d.doc);
		return NULL;
	}
	document_finish(d.doc, sentences);
	return d.doc;
}

/* --- skim --------------------------------------------------------------------------------- */

static bool
skim_string(struct str *rest, struct str *s)
{
	unsigned long long len;

	return str_take_varint(rest, &len) && str_take(rest, len, s);
}

/* What stands before the blocks; *rest is moved behind it. */
static bool
skim_metadata(struct str *rest, struct document_outline *o)
{
	unsigned long long count;
	struct str unused;
	bool whole = rest->len > 0 && rest->at[0] == CODEC_VERSION;

	if (whole)
		*rest = str_sub(*rest, 1, rest->len);
	whole = whole && skim_string(rest, &o->id) && skim_string(rest, &o->title) &&
		skim_string(rest, &o->language) && skim_string(rest, &o->topic) &&
		skim_string(rest, &o->summary) && skim_string(rest, &unused);
	for (unsigned strings = 1; whole && strings <= 2; strings++) {
		whole = str_take_varint(rest, &count) && count <= META_MOST;
		for (count *= strings; whole && count > 0; count--)
			whole = skim_string(rest, &unused);
	}
	return whole;
}

bool
document_skim(struct str bytes, struct document_outline *outline)
{
	return skim_metadata(&bytes, outline);
}

/* Behind BLOCK_STARTS: letter, mask and fields. */
static bool
skim_fields(struct str *rest, enum block_kind *kind)
{
	unsigned long long number;
	struct str head;
	int mask;

	if (!str_take(rest, 2, &head) || head.at[0] < FIRST_LETTER ||
	    head.at[0] >= FIRST_LETTER + (int)BLOCK_KIND_COUNT)
		return false;
	*kind = (enum block_kind)(head.at[0] - FIRST_LETTER);
	mask = head.at[1] - MASK_BASE;
	for (int field = HAS_LEVEL; field <= HAS_NUMBER; field *= 2)
		if (mask & field && !str_take_varint(rest, &number))
			return false;
	return !(mask & HAS_VALUE) || skim_string(rest, &head);
}

static size_t
run_of_text(struct str s)
{
	size_t run = 0;

	while (run < s.len && ((unsigned char)s.at[run] >= 0x20 || s.at[run] == '\n'))
		run++;
	return run;
}

/* Text up to the next block; most leaves have no span and need no copy. */
static bool
skim_leaf(struct str *rest, struct buf *joined, struct str *text)
{
	size_t run = run_of_text(*rest);

	*text = str_sub(*rest, 0, run);
	buf_clear(joined);
	for (;;) {
		char mark;

		*rest = str_sub(*rest, run, rest->len);
		if (rest->len == 0 || (mark = rest->at[0]) == BLOCK_STARTS || mark == BLOCK_ENDS)
			return true;
		if (joined->len == 0)
			buf_put(joined, *text);
		run = mark == SPAN_STARTS ? str_find_byte(*rest, VALUE_ENDS, 1)
		      : mark == SPAN_ENDS ? 1
					  : STR_NONE;
		if (run == STR_NONE || run + 1 > rest->len)
			return false;
		*rest = str_sub(*rest, run + 1, rest->len);
		run = run_of_text(*rest);
		buf_put(joined, str_sub(*rest, 0, run));
		*text = buf_str(joined);
	}
}

bool
document_skim_leaves(struct str bytes, document_leaf *leaf, void *context)
{
	struct document_outline outline;
	struct buf joined = {0};
	enum block_kind kind;
	struct str text;
	bool whole = skim_metadata(&bytes, &outline);

	while (whole && bytes.len > 0) {
		char mark = bytes.at[0];

		bytes = str_sub(bytes, 1, bytes.len);
		if (mark == BLOCK_ENDS)
			continue;
		whole = mark == BLOCK_STARTS && skim_fields(&bytes, &kind) &&
			(!block_is_leaf(kind) || skim_leaf(&bytes, &joined, &text));
		if (whole && block_is_leaf(kind) && text.len > 0)
			leaf(context, kind, text);
	}
	buf_free(&joined);
	return whole;
}
