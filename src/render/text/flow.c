/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/text/flow.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "render/text/line.h"
#include "render/text/table.h"
#include "voice/profile.h"

enum { LEVELS_MOST = DOCUMENT_DEEPEST };

struct text_flow {
	struct output *out;
	struct text_style style;
	struct profile *profile; /* for lectern's own words, in the article's language */
	struct diag *diag;
	bool begun;
	bool blank_due; /* the next thing starts behind a blank line */
	bool after_heading;
	unsigned gap; /* empty lines in front of the next line that is written */
	struct buf line;
	/* the article at hand */
	const struct document *doc;
	struct str *links;
	size_t link_count, link_room;
	struct {
		bool ordered;
		const struct block *item; /* the one at hand */
	} lists[LEVELS_MOST];
	unsigned list_depth;
	int notes;         /* that what is at hand stands in */
	bool headed;       /* the references are */
	bool *expanded;    /* which of the article's abbreviations, in this section */
	bool deep_list;    /* the list at hand has lists in it */
	struct buf prefix; /* what the next text begins with: an item's mark, "Image: " */
};

/* --- lines --------------------------------------------------------------------------------- */

static void
put_raw_line(struct text_flow *flow, struct str words)
{
	for (; flow->begun && flow->gap > 0; flow->gap--)
		output_byte(flow->out, '\n');
	output_put(flow->out, words);
	output_byte(flow->out, '\n');
	flow->begun = true;
	flow->gap = 0;
}

static void
put_line(struct text_flow *flow, struct str words)
{
	struct buf calm = {0};

	line_calm(&calm, words);
	words = str_trim(buf_str(&calm));
	if (words.len)
		put_raw_line(flow, words);
	buf_free(&calm);
}

/* Looks no further than it must: the words may be a whole book without a stop. */
static bool
longer(struct str words, size_t most)
{
	return words.len > most && (words.len / UTF8_MOST > most || utf8_count(words) > most);
}

static void
put_folded(struct text_flow *flow, struct str words, size_t most, bool at_clauses)
{
	while (longer(words, most)) {
		size_t cut = line_cut(words, most, at_clauses);

		put_line(flow, str_sub(words, 0, cut));
		words = str_trim(str_sub(words, cut, words.len));
	}
	if (words.len)
		put_line(flow, words);
}

/* A blank line where one is due; two before a heading. */
static void
begin_block(struct text_flow *flow, bool heading)
{
	if (heading)
		flow->gap = 2;
	else if (flow->gap == 0 && (flow->blank_due || flow->after_heading))
		flow->gap = 1;
	flow->blank_due = false;
	flow->after_heading = false;
}

struct str
text_phrase(const struct text_flow *flow, const char *name)
{
	return profile_phrase(flow->profile, name);
}

void
text_heading(struct text_flow *flow, unsigned level, struct str words)
{
	struct buf line = {0};

	if (words.len == 0)
		return;
	begin_block(flow, true);
	switch (flow->style.headings) {
	case TEXT_BLANK:
		break;
	case TEXT_TEN: /* TEN 1.2, headstar.com/ten: +++ for the first level, ++, + */
		buf_fill(&line, '+', level < 3 ? 4 - level : 1);
		buf_byte(&line, ' ');
		break;
	case TEXT_HN:
		buf_print(&line, "h%u ", level);
		break;
	}
	buf_put(&line, words);
	if (flow->style.headings == TEXT_TEN) /* its marks are runs on purpose */
		put_raw_line(flow, buf_str(&line));
	else
		put_line(flow, buf_str(&line));
	buf_free(&line);
	flow->after_heading = true;
}

void
text_line(struct text_flow *flow, struct str words)
{
	begin_block(flow, false);
	put_folded(flow, words, TEXT_LINE_MOST, true);
}

/* --- text of a leaf ------------------------------------------------------------------------ */

static bool
local_address(struct str address)
{
	return address.len == 0 || address.at[0] == '#' || str_starts_fold(address, S("file:")) ||
	       str_starts_fold(address, S("javascript:")) || str_starts_fold(address, S("tel:"));
}

static void
note_link(struct text_flow *flow, struct str address)
{
	if (!flow->style.links || local_address(address))
		return;
	flow->links =
	    mem_grow(flow->links, flow->link_count, &flow->link_room, sizeof(*flow->links));
	flow->links[flow->link_count++] = address;
}

/* What a wiki puts behind a heading for its writers. */
static bool
edit_mark(struct str label)
{
	static const struct str marks[] = {STR("edit"), STR("edit source"), STR("editar"),
	    STR("modifier"), STR("modifier le code"), STR("bearbeiten")};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_equal_fold(label, marks[i]))
			return true;
	return false;
}

static bool
notice(struct str label)
{
	for (size_t i = 0; i < label.len; i++)
		if (ascii_digit(label.at[i]))
			return false;
	return str_find_byte(label, ' ', 0) != STR_NONE;
}

/* " (reference 1)" instead of a mark that runs into the words; " (citation needed)" is no number
   but words. */
static void
put_reference(struct text_flow *flow, struct buf *out, struct str label)
{
	if (flow->style.refs != TEXT_REFS_INLINE || edit_mark(label))
		return;
	if (out->len && out->at[out->len - 1] == ' ')
		out->len--;
	if (notice(label))
		buf_print(out, " (%.*s)", STR_ARG(label));
	else
		buf_print(
		    out, " (%.*s %.*s)", STR_ARG(text_phrase(flow, "reference")), STR_ARG(label));
}

static bool
ends_in_digit(const struct buf *out)
{
	return out->len && ascii_digit(out->at[out->len - 1]);
}

/* Whether a change of language is to be shown. */
static bool
foreign(const struct text_flow *flow, const struct span *span)
{
	return flow->style.languages && flow->doc &&
	       !str_equal_fold(span->value, flow->doc->language);
}

/* The words of bytes [from, to), with marks for what plain text cannot show otherwise. */
static void
put_spans(struct text_flow *flow, const struct block *b, size_t first, size_t from, size_t to,
    struct buf *out)
{
	for (size_t i = first; i < b->span_count && b->spans[i].start < to; i++) {
		const struct span *span = &b->spans[i];
		size_t start = span->start, end = span->end < to ? span->end : to;

		if (span->end <= from)
			continue;
		if (span->kind == SPAN_LANGUAGE && foreign(flow, span)) {
			start = start > from ? start : from;
			buf_put(out, str_sub(b->text, from, start));
			buf_print(out, "[%.*s: ", STR_ARG(span->value));
			put_spans(flow, b, i + 1, start, end, out);
			buf_byte(out, ']');
			from = end;
		}
		if (start < from)
			continue;
		if (span->kind == SPAN_CITATION) {
			buf_put(out, str_sub(b->text, from, start));
			put_reference(flow, out, span->value);
			from = span->end;
		} else if (span->kind == SPAN_SUPERSCRIPT || span->kind == SPAN_SUBSCRIPT) {
			bool raised = span->kind == SPAN_SUPERSCRIPT;

			buf_put(out, str_sub(b->text, from, start));
			if (raised || ends_in_digit(out)) /* never 103 for ten to the third */
				buf_byte(out, raised ? '^' : '_');
			from = start;
		} else if (span->kind == SPAN_STRIKE && span->end <= to) {
			buf_put(out, str_sub(b->text, from, start));
			buf_print(out, "(%.*s: %.*s)", STR_ARG(text_phrase(flow, "struck-out")),
			    STR_ARG(str_sub(b->text, start, span->end)));
			from = span->end;
		} else if (span->kind == SPAN_LINK) {
			note_link(flow, span->value);
		} else if (span->kind == SPAN_IMAGE) {
			buf_put(out, str_sub(b->text, from, start));
			buf_print(out, "%.*s: ", STR_ARG(text_phrase(flow, "image")));
			from = start;
		}
	}
	if (from < to)
		buf_put(out, str_sub(b->text, from, to));
}

static void
put_words(struct text_flow *flow, const struct block *b, size_t from, size_t to, struct buf *out)
{
	put_spans(flow, b, 0, from, to, out);
}

/* The spans of a sentence (span i) begin with those that start where it does; words in another
   language that began before it go on in it. */
static size_t
first_span(const struct text_flow *flow, const struct block *b, size_t i, size_t *language)
{
	size_t start = b->spans[i].start;

	while (*language < i &&
	       (b->spans[*language].kind != SPAN_LANGUAGE || b->spans[*language].end <= start))
		++*language;
	if (flow->style.languages && *language < i)
		return *language;
	while (i > 0 && b->spans[i - 1].start == start)
		i--;
	return i;
}

/* Lines of a text that has line breaks of its own. */
static void
put_broken(struct text_flow *flow, struct str words, size_t most, bool at_clauses)
{
	struct str line;

	while (str_line(&words, &line))
		if (str_trim(line).len)
			put_folded(flow, str_trim(line), most, at_clauses);
}

static void
expand(struct text_flow *flow)
{
	if (flow->expanded)
		line_expand(flow->doc, flow->expanded, &flow->line);
}

static void
put_text(struct text_flow *flow, const struct block *b)
{
	size_t sentences = 0, language = 0;

	for (size_t i = 0; i < b->span_count; i++) {
		const struct span *span = &b->spans[i];
		size_t first;

		if (span->kind != SPAN_SENTENCE)
			continue;
		if (sentences++ > 0 && flow->line.len)
			buf_byte(&flow->line, ' ');
		first = first_span(flow, b, i, &language);
		put_spans(flow, b, first, span->start, span->end, &flow->line);
		if (flow->style.wrap == TEXT_SENTENCE) {
			expand(flow);
			put_broken(flow, buf_str(&flow->line), TEXT_LINE_MOST, true);
			buf_clear(&flow->line);
		}
	}
	if (sentences == 0)
		put_words(flow, b, 0, b->text.len, &flow->line);
	expand(flow);
	put_broken(flow, buf_str(&flow->line),
	    flow->style.wrap == TEXT_WIDTH       ? flow->style.width
	    : flow->style.wrap == TEXT_PARAGRAPH ? STR_NONE
						 : TEXT_LINE_MOST,
	    flow->style.wrap != TEXT_WIDTH);
	buf_clear(&flow->line);
}

/* What stands before the next text: the prefix is used up. */
static void
take_prefix(struct text_flow *flow)
{
	buf_clear(&flow->line);
	buf_put(&flow->line, buf_str(&flow->prefix));
	buf_clear(&flow->prefix);
}

/* --- blocks -------------------------------------------------------------------------------- */

static void
put_plain_leaf(struct text_flow *flow, const struct block *b)
{
	bool tight = flow->list_depth > 0;

	if (!tight)
		flow->blank_due = true;
	begin_block(flow, false);
	take_prefix(flow);
	put_text(flow, b);
	if (!tight)
		flow->blank_due = true;
}

static void
set_prefix(struct text_flow *flow, const char *phrase)
{
	buf_print(&flow->prefix, "%.*s: ", STR_ARG(text_phrase(flow, phrase)));
}

static void
put_figure(struct text_flow *flow, const struct block *b)
{
	if (b->flags & BLOCK_DECORATIVE)
		return;
	flow->blank_due = true;
	if (b->text.len) {
		set_prefix(flow, "image");
		put_plain_leaf(flow, b);
	} else {
		text_line(flow, text_phrase(flow, "image-without-description"));
	}
	flow->blank_due = true;
}

static bool
has_list_inside(const struct block *list)
{
	for (const struct block *item = list->child; item; item = item->next)
		for (const struct block *b = item->child; b; b = b->next)
			if (b->kind == BLOCK_LIST)
				return true;
	return false;
}

/* "List of 3 items" */
static void
put_list_length(struct text_flow *flow, const struct block *list)
{
	struct buf line = {0};
	struct str phrase, mark = S("{count}");
	size_t count = 0, at;

	for (const struct block *b = list->child; b; b = b->next)
		count += b->kind == BLOCK_ITEM;
	phrase = text_phrase(flow, count == 1 ? "list-length-one" : "list-length");
	at = str_find(phrase, mark, 0);
	if (at == STR_NONE)
		at = phrase.len;
	buf_print(&line, "%.*s%zu%.*s", STR_ARG(str_sub(phrase, 0, at)), count,
	    STR_ARG(str_sub(phrase, at + mark.len, phrase.len)));
	text_line(flow, buf_str(&line));
	buf_free(&line);
}

static void
enter_list(struct text_flow *flow, const struct block *b)
{
	if (flow->list_depth == 0) {
		flow->blank_due = true;
		flow->deep_list = has_list_inside(b);
	}
	if (flow->list_depth < LEVELS_MOST)
		flow->lists[flow->list_depth].ordered = b->number > 0;
	flow->list_depth++;
	if (flow->style.list_length)
		put_list_length(flow, b);
}

/* "- ", "2. ", "2.1. "; a bullet inside another list says its level in words, since blanks
   say nothing to the ear. */
static void
enter_item(struct text_flow *flow, const struct block *b)
{
	unsigned depth = flow->list_depth < LEVELS_MOST ? flow->list_depth : LEVELS_MOST;
	bool numbered = depth > 0;

	if (depth == 0)
		return;
	flow->lists[depth - 1].item = b;
	buf_clear(&flow->prefix);
	for (unsigned i = 0; i < depth; i++)
		numbered = numbered && flow->lists[i].ordered;
	if (numbered)
		for (unsigned i = 0; i < depth; i++) {
			item_mark(flow->lists[i].item, &flow->prefix);
			buf_byte(&flow->prefix, '.');
		}
	else if (b->number) {
		item_mark(b, &flow->prefix);
		buf_byte(&flow->prefix, '.');
	} else
		buf_byte(&flow->prefix, '-');
	buf_byte(&flow->prefix, ' ');
	if (!numbered && depth > 1)
		buf_print(&flow->prefix, "(%.*s %u) ", STR_ARG(text_phrase(flow, "level")), depth);
	if (b->flags & BLOCK_TASK)
		buf_print(&flow->prefix, "%.*s: ",
		    STR_ARG(
			text_phrase(flow, b->flags & BLOCK_TASK_DONE ? "task-done" : "task-open")));
}

static void
end_cell(struct text_flow *flow, const struct block *cell)
{
	if (cell->text.len)
		put_text(flow, cell);
	else if (flow->line.len)
		put_line(flow, buf_str(&flow->line));
	buf_clear(&flow->line);
}

/* Values without any header, on one line. */
static void
put_values(struct text_flow *flow, const struct block *row)
{
	for (const struct block *cell = row->child; cell; cell = cell->next) {
		if (flow->line.len && cell->text.len)
			buf_put(&flow->line, S("; "));
		put_words(flow, cell, 0, cell->text.len, &flow->line);
	}
	put_broken(flow, buf_str(&flow->line), TEXT_LINE_MOST, true);
	buf_clear(&flow->line);
}

/* A row: "Header: value" lines, or its values. */
static void
put_row(struct text_flow *flow, const struct block *row)
{
	enum table_row kind = table_row(row);
	const struct block *cell = row->child;

	if (kind == TABLE_HEAD)
		return;
	flow->blank_due = true;
	begin_block(flow, false);
	buf_clear(&flow->line);
	if (kind == TABLE_VALUES)
		put_values(flow, row);
	else
		for (cell = kind == TABLE_OWN_HEAD ? cell->next : cell; cell; cell = cell->next) {
			table_label(cell, &flow->line);
			end_cell(flow, cell);
		}
	flow->blank_due = true;
}

static void
enter_table(struct text_flow *flow, const struct block *b)
{
	struct buf line = {0};

	if (b->value.len == 0)
		return;
	flow->blank_due = true;
	buf_print(&line, "%.*s: %.*s", STR_ARG(text_phrase(flow, "table")), STR_ARG(b->value));
	text_line(flow, buf_str(&line));
	buf_free(&line);
}

static int
visit_block(void *context, const struct block *b, enum visit visit)
{
	struct text_flow *flow = context;
	bool enter = visit == VISIT_ENTER;
	struct buf words = {0};

	switch (b->kind) {
	case BLOCK_HEADING:
		put_words(flow, b, 0, b->text.len, &words);
		text_heading(flow, b->level, buf_str(&words));
		buf_free(&words);
		for (size_t i = 0; flow->expanded && i < flow->doc->expansion_count; i++)
			flow->expanded[i] = false;
		break;
	case BLOCK_LIST:
		if (enter)
			enter_list(flow, b);
		else if (--flow->list_depth == 0)
			flow->blank_due = true;
		break;
	case BLOCK_ITEM:
		if (enter)
			enter_item(flow, b);
		break;
	case BLOCK_QUOTE:
		if (enter)
			set_prefix(flow, "quote");
		break;
	case BLOCK_TABLE:
		if (enter)
			enter_table(flow, b);
		break;
	case BLOCK_ROW:
		if (enter)
			put_row(flow, b);
		break;
	case BLOCK_FIGURE:
		put_figure(flow, b);
		break;
	case BLOCK_TERM:
		flow->blank_due = true;
		put_plain_leaf(flow, b);
		flow->blank_due = false;
		break;
	case BLOCK_HELPLINE:
		if (!block_is_help(b))
			put_plain_leaf(flow, b);
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_CODE:
	case BLOCK_CAPTION:
		put_plain_leaf(flow, b);
		break;
	case BLOCK_ARTICLE:
	case BLOCK_CELL:        /* with its row */
	case BLOCK_DEFINITIONS: /* by their terms and details */
	case BLOCK_DETAIL:
	case BLOCK_BREAK:
	case BLOCK_NOTE: /* at the end, with the next three; helplines at the top */
	case BLOCK_REFERENCE:
	case BLOCK_BOILERPLATE:
	case BLOCK_KIND_COUNT:
		break;
	}
	return 0;
}

/* Notes come at the end. */
static int
visit_body(void *context, const struct block *b, enum visit visit)
{
	struct text_flow *flow = context;

	if (b->kind == BLOCK_NOTE)
		flow->notes += visit == VISIT_ENTER ? 1 : -1;
	return flow->notes ? 0 : visit_block(flow, b, visit);
}

/* --- the article --------------------------------------------------------------------------- */

static bool
shown_as_helpline(const struct block *b, const struct helpline *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = str_find(b->text, lines[i].number, 0);

		if (at != STR_NONE && lines[i].number.len &&
		    str_find(b->text, lines[i].label, 0) == 0 &&
		    str_trim(str_sub(b->text, at + lines[i].number.len, b->text.len)).len == 0)
			return true;
	}
	return false;
}

/* The helplines, then the lines of the page that say where help is. */
static void
put_helplines(struct text_flow *flow, const struct shelf *shelf, const struct document *doc)
{
	struct arena arena = {0};
	struct helpline *lines;
	size_t count = shelf_helplines(shelf, doc, &arena, &lines);

	flow->blank_due = true;
	for (size_t i = 0; i < count; i++) {
		struct buf line = {0};

		buf_print(&line, "%.*s: %.*s%s%.*s", STR_ARG(text_phrase(flow, "helpline")),
		    STR_ARG(lines[i].label), lines[i].label.len && lines[i].number.len ? ", " : "",
		    STR_ARG(lines[i].number));
		text_line(flow, buf_str(&line));
		buf_free(&line);
	}
	for (const struct block *b = doc->root->child; b; b = b->next)
		if (block_is_help(b) && !shown_as_helpline(b, lines, count)) {
			begin_block(flow, false);
			buf_clear(&flow->line);
			put_text(flow, b);
		}
	flow->blank_due = true;
	arena_free(&arena);
}

static void
put_contents(struct text_flow *flow, const struct document *doc)
{
	unsigned number = 1;

	text_heading(flow, 2, text_phrase(flow, "contents"));
	for (const struct block *b = doc->root->child; b; b = b->next)
		if (b->kind == BLOCK_HEADING) {
			struct buf line = {0};

			buf_print(&line, "%u. ", number++);
			block_plain(b, &line);
			text_line(flow, buf_str(&line));
			buf_free(&line);
		}
}

/* Notes and references, each on its own lines. */
static int
visit_reference(void *context, const struct block *b, enum visit visit)
{
	struct text_flow *flow = context;

	if (b->kind == BLOCK_NOTE)
		flow->notes += visit == VISIT_ENTER ? 1 : -1;
	else if (b->kind != BLOCK_REFERENCE)
		return flow->notes ? visit_block(flow, b, visit) : 0;
	if (visit == VISIT_LEAVE)
		return 0;
	if (!flow->headed)
		text_heading(flow, 2, text_phrase(flow, "references"));
	flow->headed = true;
	buf_clear(&flow->prefix);
	if (b->value.len)
		buf_print(&flow->prefix, "%.*s. ", STR_ARG(b->value));
	if (b->kind == BLOCK_REFERENCE) {
		begin_block(flow, false);
		take_prefix(flow);
		put_text(flow, b);
	}
	return 0;
}

static void
put_references(struct text_flow *flow, const struct document *doc)
{
	flow->headed = false;
	if (flow->style.refs == TEXT_REFS_NONE)
		return;
	document_walk(doc, visit_reference, flow);
	if (flow->headed || doc->source_count == 0)
		return;
	text_heading(flow, 2, text_phrase(flow, "sources"));
	for (size_t i = 0; i < doc->source_count; i++)
		text_line(flow, doc->sources[i]);
}

static int
compare_links(const void *a, const void *b)
{
	const struct str *const *left = a, *const *right = b;
	int order = str_compare(**left, **right);

	return order ? order : (*left > *right) - (*left < *right);
}

/* An address that was there before stays where it was first: the others become empty. */
static void
drop_known_links(struct text_flow *flow)
{
	struct str **sorted = mem_array(flow->link_count, sizeof(*sorted)), last = S("");

	for (size_t i = 0; i < flow->link_count; i++)
		sorted[i] = &flow->links[i];
	qsort(sorted, flow->link_count, sizeof(struct str *), compare_links);
	for (size_t i = 0; i < flow->link_count; i++)
		if (str_equal(*sorted[i], last))
			*sorted[i] = S("");
		else
			last = *sorted[i];
	mem_free(sorted);
}

static void
put_links(struct text_flow *flow)
{
	size_t number = 0;

	if (flow->link_count == 0)
		return;
	drop_known_links(flow);
	text_heading(flow, 2, text_phrase(flow, "links"));
	for (size_t i = 0; i < flow->link_count; i++) {
		struct buf line = {0};

		if (flow->links[i].len == 0)
			continue;
		buf_print(&line, "%zu. %.*s", ++number, STR_ARG(flow->links[i]));
		text_line(flow, buf_str(&line));
		buf_free(&line);
	}
	flow->link_count = 0;
}

static void
put_boilerplate(struct text_flow *flow, const struct document *doc)
{
	bool headed = false;

	for (const struct block *b = doc->root->child; b && flow->style.boilerplate; b = b->next) {
		if (b->kind != BLOCK_BOILERPLATE)
			continue;
		if (!headed)
			text_heading(flow, 2, text_phrase(flow, "page-furniture"));
		headed = true;
		put_plain_leaf(flow, b);
	}
}

void
text_article(struct text_flow *flow, const struct shelf *shelf, const struct document *doc,
    struct diag *diag)
{
	if (!str_equal(flow->profile->language, doc->language) && doc->language.len) {
		profile_free(flow->profile);
		flow->profile = profile_read(doc->language, diag);
	}
	flow->doc = doc;
	if (flow->style.expand && doc->expansion_count)
		flow->expanded = mem_array(doc->expansion_count, sizeof(*flow->expanded));
	text_heading(flow, 1, doc->title.len || shelf->count == 1 ? doc->title : doc->id);
	put_helplines(flow, shelf, doc);
	if (flow->style.contents)
		put_contents(flow, doc);
	document_walk(doc, visit_body, flow);
	put_references(flow, doc);
	put_links(flow);
	put_boilerplate(flow, doc);
	mem_free(flow->expanded);
	flow->expanded = NULL;
	flow->doc = NULL;
}

struct text_flow *
text_begin(
    struct output *out, const struct text_style *style, struct str language, struct diag *diag)
{
	struct text_flow *flow = mem_get(sizeof(*flow));

	flow->out = out;
	flow->style = *style;
	flow->diag = diag;
	flow->profile = profile_read(language, diag);
	return flow;
}

void
text_end(struct text_flow *flow)
{
	profile_free(flow->profile);
	buf_free(&flow->line);
	buf_free(&flow->prefix);
	mem_free(flow->links);
	mem_free(flow);
}
