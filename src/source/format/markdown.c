/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <md4c.h>

#include "base/late.h"
#include "source/format/html.h"
#include "source/format/markdown_delimiter.h"
#include "source/format/markdown_exact.h"
#include "source/format/markdown_write.h"
#include "source/frontmatter.h"
#include "source/source.h"

#define TAKEN(TAKE) TAKE(md_parse)
LATE_LIBRARY("md4c", TAKEN)

enum { CITED_DIGITS = 3 };

/* --- places and pieces -------------------------------------------------------------------- */

static void
note_place(struct markdown *m, const char *text)
{
	size_t at;

	if (text < m->given.at || text >= m->given.at + m->given.len)
		return;
	at = (size_t)(text - m->given.at);
	for (; m->line_at < at; m->line_at++)
		m->line += m->given.at[m->line_at] == '\n';
}

static struct str
attribute(struct markdown *m, const MD_ATTRIBUTE *a)
{
	struct buf out = {0};
	struct str value;

	if (a->text == NULL || a->size == 0)
		return S("");
	for (size_t i = 0; a->substr_offsets[i] < a->size; i++) {
		size_t from = a->substr_offsets[i], to = a->substr_offsets[i + 1];
		struct str piece = markdown_unmasked(m, a->text + from, to - from);

		if (a->substr_types[i] == MD_TEXT_ENTITY)
			markdown_entity(m, piece, &out);
		else if (a->substr_types[i] == MD_TEXT_NULLCHAR)
			buf_char(&out, 0xfffd);
		else
			buf_put(&out, piece);
	}
	value = arena_str(m->arena, buf_str(&out));
	buf_free(&out);
	return value;
}

/* --- blocks ------------------------------------------------------------------------------- */

static void
pend(struct markdown *m, struct pending pending)
{
	m->pending = mem_grow(m->pending, m->pending_count, &m->pending_room, sizeof(*m->pending));
	m->pending[m->pending_count++] = pending;
}

static unsigned long
item_number(struct markdown *m)
{
	unsigned long *next = &m->lists[m->list_count - 1];

	return *next ? (*next)++ : 0;
}

static void
enter_list(struct markdown *m, bool ordered, unsigned long first)
{
	bool zero = ordered && first == 0;
	unsigned long number = zero ? 1 : first;

	pend(m,
	    (struct pending){.kind = BLOCK_LIST, .number = number, .value = zero ? S("0") : S("")});
	m->lists = mem_grow(m->lists, m->list_count, &m->list_room, sizeof(*m->lists));
	m->lists[m->list_count++] = number;
}

static void
enter_item(struct markdown *m, const MD_BLOCK_LI_DETAIL *item)
{
	unsigned flags = !item->is_task           ? 0
			 : item->task_mark == ' ' ? BLOCK_TASK
						  : BLOCK_TASK | BLOCK_TASK_DONE;

	pend(m, (struct pending){.kind = BLOCK_ITEM, .number = item_number(m), .flags = flags});
}

static void
enter_code(struct markdown *m, const MD_BLOCK_CODE_DETAIL *code)
{
	struct str language = attribute(m, &code->lang);

	m->exact = str_equal(language, S("lectern"));
	if (m->exact) {
		m->html_line = 0;
		buf_clear(&m->html);
		markdown_open_pending(m);
		return;
	}
	m->code = true;
	pend(m, (struct pending){.kind = BLOCK_CODE, .value = language});
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct markdown *m = context;

	m->fresh = m->reference = false;
	switch (type) {
	case MD_BLOCK_QUOTE:
		pend(m, (struct pending){.kind = BLOCK_QUOTE});
		break;
	case MD_BLOCK_UL:
		enter_list(m, false, 0);
		break;
	case MD_BLOCK_OL:
		enter_list(m, true, ((MD_BLOCK_OL_DETAIL *)detail)->start);
		break;
	case MD_BLOCK_LI:
		enter_item(m, detail);
		break;
	case MD_BLOCK_HR:
		markdown_open_pending(m);
		build_leaf(m->build, BLOCK_BREAK, 0, m->line, S(""));
		break;
	case MD_BLOCK_H:
		pend(m, (struct pending){
			    .kind = BLOCK_HEADING, .level = ((MD_BLOCK_H_DETAIL *)detail)->level});
		break;
	case MD_BLOCK_CODE:
		enter_code(m, detail);
		break;
	case MD_BLOCK_HTML:
		m->html_block = true;
		m->html_line = 0;
		buf_clear(&m->html);
		break;
	case MD_BLOCK_P:
		m->fresh = true;
		pend(m, (struct pending){.kind = m->paragraph, .value = m->paragraph_value});
		break;
	case MD_BLOCK_TABLE:
		pend(m, (struct pending){.kind = BLOCK_TABLE});
		break;
	case MD_BLOCK_TR:
		pend(m, (struct pending){.kind = BLOCK_ROW});
		m->empty_cells = 0;
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		pend(m, (struct pending){.kind = BLOCK_CELL,
			    .flags = type == MD_BLOCK_TH ? BLOCK_HEADER : 0,
			    .empty = m->empty_cells});
		break;
	case MD_BLOCK_DOC:
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
		break;
	}
	return 0;
}

/* Between a line that opens a box and one that closes it Markdown goes on. */
static void
leave_html(struct markdown *m)
{
	struct str html = buf_str(&m->html);
	bool opens = str_find(html, S("<aside"), 0) != STR_NONE,
	     closes = str_find(html, S("</aside"), 0) != STR_NONE;

	m->html_block = false;
	markdown_open_pending(m);
	if (closes && !opens)
		build_box_close(m->build);
	html_fragment(html, m->html_line, m->file, m->build, m->diag);
	if (opens && !closes)
		build_box_open(m->build);
}

/* The parser fills every row up to the head's width: ten rows of text can come as a million
   cells. Empty cells at the end of a row are kept where they can be somebody's. */
static void
end_row(struct markdown *m)
{
	enum { EMPTY_MOST = 64 };
	unsigned flags = m->empty_header ? BLOCK_HEADER : 0;

	if (m->empty_cells == 0 || m->empty_cells > EMPTY_MOST)
		return;
	pend(m, (struct pending){BLOCK_CELL, .flags = flags, .empty = m->empty_cells - 1});
	markdown_open_pending(m);
	build_close(m->build);
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct markdown *m = context;

	(void)detail;
	switch (type) {
	case MD_BLOCK_DOC:
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
	case MD_BLOCK_HR:
		return 0;
	case MD_BLOCK_HTML:
		leave_html(m);
		return 0;
	case MD_BLOCK_P:
		if (m->image_held) {
			m->pending_count--; /* the paragraph gives way to the figure */
			markdown_figure(m);
			markdown_end_inlines(m);
			return 0;
		}
		break;
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		m->list_count--;
		break;
	case MD_BLOCK_CODE:
		m->code = false;
		if (m->exact) {
			m->exact = false;
			exact_read(buf_str(&m->html), m->html_line, m->file, m->build, m->diag);
			return 0;
		}
		break;
	case MD_BLOCK_QUOTE:
	case MD_BLOCK_LI:
	case MD_BLOCK_H:
	case MD_BLOCK_TABLE:
		break;
	case MD_BLOCK_TR:
		end_row(m);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		if (m->pending_count > 0) {
			m->pending_count--;
			m->empty_cells++;
			m->empty_header = type == MD_BLOCK_TH;
			return 0;
		}
		m->empty_cells = 0;
		break;
	}
	markdown_open_pending(m);
	markdown_end_inlines(m);
	build_close(m->build);
	return 0;
}

/* --- spans -------------------------------------------------------------------------------- */

/* "H~2~O", as other Markdown writes it: one tilde, a letter before it, digits up to the next. To
   say that the 2 is struck out would turn the meaning round. */
static bool
lowered(const struct markdown *m)
{
	struct str s = m->given;
	size_t at = str_find_byte(s, '~', m->line_at), end = at + 1;

	if (at == STR_NONE || at == 0 || !ascii_alpha(s.at[at - 1]))
		return false;
	while (end < s.len && ascii_digit(s.at[end]))
		end++;
	return end > at + 1 && end < s.len && s.at[end] == '~' &&
	       !(end + 1 < s.len && s.at[end + 1] == '~');
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct markdown *m = context;

	if (m->images > 0 && type != MD_SPAN_IMG)
		return 0;
	markdown_settle_link(m, S(""));
	switch (type) {
	case MD_SPAN_EM:
	case MD_SPAN_U:
		markdown_open_span(m, HTML_OTHER, SPAN_EMPHASIS, S(""));
		break;
	case MD_SPAN_STRONG:
		markdown_open_span(m, HTML_OTHER, SPAN_STRONG, S(""));
		break;
	case MD_SPAN_A:
		m->link.href = attribute(m, &((MD_SPAN_A_DETAIL *)detail)->href);
		m->link.title = attribute(m, &((MD_SPAN_A_DETAIL *)detail)->title);
		m->link_held = true;
		break;
	case MD_SPAN_IMG:
		if (m->images++ > 0)
			break;
		if (m->image_held) {
			struct pending paragraph = m->pending[--m->pending_count];

			markdown_figure(m);
			pend(m, paragraph);
		}
		buf_clear(&m->alt);
		m->image_src = attribute(m, &((MD_SPAN_IMG_DETAIL *)detail)->src);
		m->image_title = attribute(m, &((MD_SPAN_IMG_DETAIL *)detail)->title);
		break;
	case MD_SPAN_CODE:
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
		markdown_open_span(m, HTML_OTHER, SPAN_CODE, S(""));
		break;
	case MD_SPAN_DEL:
		markdown_open_span(m, HTML_OTHER, lowered(m) ? SPAN_SUBSCRIPT : SPAN_STRIKE, S(""));
		break;
	case MD_SPAN_WIKILINK:
		markdown_open_plain(m, (struct inline_open){.tag = HTML_OTHER});
		break;
	}
	return 0;
}

/* Ends the innermost span of Markdown's own, and raw tags that were left open inside it. */
static void
leave_own_span(struct markdown *m)
{
	while (m->open_count > 0 && m->open[m->open_count - 1].tag != HTML_OTHER)
		markdown_close_innermost(m);
	if (m->open_count > 0)
		markdown_close_innermost(m);
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct markdown *m = context;

	(void)detail;
	if (type == MD_SPAN_IMG) {
		if (--m->images > 0)
			return 0;
		m->image_held = markdown_paragraph_pending(m);
		if (!m->image_held)
			markdown_image(m);
	} else if (m->images == 0) {
		if (type == MD_SPAN_A && m->link.label.len > 0)
			m->link.label = S("");
		else {
			markdown_settle_link(m, S(""));
			leave_own_span(m);
		}
	}
	return 0;
}

/* --- raw tags in text --------------------------------------------------------------------- */

/* --- text --------------------------------------------------------------------------------- */

/* "[12]" at `at` in the text: the offset behind, and the label; 0: there is none. */
static size_t
bracketed_number(struct str text, size_t at, struct str *label)
{
	size_t i = at + 1;

	if (at >= text.len || text.at[at] != '[')
		return 0;
	while (i < text.len && i - at <= CITED_DIGITS && ascii_digit(text.at[i]))
		i++;
	if (i == at + 1 || i >= text.len || text.at[i] != ']')
		return 0;
	*label = str_sub(text, at + 1, i);
	return i + 1;
}

/* A paragraph or line that starts "[3] " is the reference numbered 3. */
static void
look_for_reference(struct markdown *m, const char *text)
{
	size_t at = (size_t)(text - m->given.at), end;
	struct str label;

	m->fresh = false;
	if (text < m->given.at || at >= m->given.len || m->list_count > 0)
		return;
	end = bracketed_number(m->given, at, &label);
	if (end == 0 || end >= m->given.len || m->given.at[end] != ' ')
		return;
	if (markdown_paragraph_pending(m)) {
		m->pending[m->pending_count - 1].kind = BLOCK_REFERENCE;
		m->pending[m->pending_count - 1].value = label;
	} else if (m->reference) {
		build_close(m->build);
		build_open(m->build, BLOCK_REFERENCE, 0, m->line);
		build_value(m->build, label);
	} else {
		return;
	}
	m->reference = true;
	m->skip_to = end;
}

/* "[1]" that the text defines as a link is a citation, and its address is the reference. */
static bool
cite_link(struct markdown *m, const char *text, size_t size)
{
	size_t at = (size_t)(text - m->given.at), end;
	struct str label;

	if (m->notes || text <= m->given.at || at >= m->given.len)
		return false;
	end = bracketed_number(m->given, at - 1, &label);
	if (end != at + size + 1 || (end < m->given.len && m->given.at[end] == '('))
		return false;
	m->link_held = false;
	m->link.label = label;
	build_citation(m->build, label);
	for (size_t i = 0; i < m->cited_count; i++)
		if (str_equal(m->cited[i].label, label))
			return true;
	m->cited = mem_grow(m->cited, m->cited_count, &m->cited_room, sizeof(*m->cited));
	m->cited[m->cited_count++] = m->link;
	return true;
}

/* The words of the link that starts here, up to its bracket. */
static struct str
words_of_link(const struct markdown *m, const char *text)
{
	size_t at = (size_t)(text - m->given.at), end;

	if (!m->link_held || text < m->given.at || at >= m->given.len)
		return S("");
	end = str_find_byte(m->given, ']', at);
	return end == STR_NONE || end - at > 64 ? S("") : str_sub(m->given, at, end);
}

static void
put_normal(struct markdown *m, const char *text, size_t size)
{
	struct str s = {text, size};

	if (m->fresh)
		look_for_reference(m, text);
	if (m->skip_to > 0 && text >= m->given.at) {
		size_t at = (size_t)(text - m->given.at);
		size_t skip = at < m->skip_to ? m->skip_to - at : 0;

		s = str_sub(s, skip < size ? skip : size, size);
	}
	if (markdown_admonition(m, s))
		return;
	markdown_open_pending(m);
	if (m->link_held && cite_link(m, text, size))
		return;
	markdown_settle_link(m, words_of_link(m, text));
	markdown_text(m, s);
}

static void
put_alt(struct markdown *m, MD_TEXTTYPE type, const char *text, size_t size)
{
	if (type == MD_TEXT_ENTITY)
		markdown_entity(m, (struct str){text, size}, &m->alt);
	else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
		buf_byte(&m->alt, ' ');
	else if (type != MD_TEXT_HTML)
		buf_put(&m->alt, markdown_unmasked(m, text, size));
}

static bool
only_white(MD_TEXTTYPE type, struct str s)
{
	return type == MD_TEXT_SOFTBR || type == MD_TEXT_BR ||
	       (type == MD_TEXT_NORMAL && str_trim(s).len == 0);
}

static int
put_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
	struct markdown *m = context;

	if (text >= m->given.at && text < m->given.at + m->given.len &&
	    size > (size_t)(m->given.at + m->given.len - text))
		size = (MD_SIZE)(m->given.at + m->given.len - text);
	note_place(m, text);
	if (m->images > 0) {
		put_alt(m, type, text, size);
		return 0;
	}
	if (m->html_block || m->exact) {
		if (m->html_line == 0)
			m->html_line = m->line;
		buf_put(&m->html, markdown_unmasked(m, text, size));
		return 0;
	}
	if (m->image_held && only_white(type, (struct str){text, size}))
		return 0;
	if (m->image_held)
		markdown_image(m);
	if (type != MD_TEXT_NORMAL) {
		if (type != MD_TEXT_SOFTBR && type != MD_TEXT_BR)
			m->fresh = false;
		markdown_open_pending(m);
		markdown_settle_link(m, S(""));
	}
	switch (type) {
	case MD_TEXT_NORMAL:
		put_normal(m, text, size);
		break;
	case MD_TEXT_NULLCHAR:
		markdown_words(m, S("\xef\xbf\xbd"));
		break;
	case MD_TEXT_BR:
		build_line_break(m->build);
		m->fresh = m->reference;
		break;
	case MD_TEXT_SOFTBR:
		markdown_words(m, S(" "));
		m->fresh = m->reference;
		break;
	case MD_TEXT_ENTITY:
		markdown_entity_words(m, (struct str){text, size});
		break;
	case MD_TEXT_CODE:
	case MD_TEXT_LATEXMATH:
		markdown_words(m, markdown_unmasked(m, text, size));
		break;
	case MD_TEXT_HTML:
		markdown_tag(m, markdown_unmasked(m, text, size));
		break;
	}
	return 0;
}

/* --- the whole ---------------------------------------------------------------------------- */

static const unsigned parser_flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;

/* One text, or the body of one footnote. */
static void
parse_piece(struct markdown *m, struct str given, struct str source, unsigned line)
{
	static const MD_PARSER parser = {.flags = parser_flags,
	    .enter_block = enter_block,
	    .leave_block = leave_block,
	    .enter_span = enter_span,
	    .leave_span = leave_span,
	    .text = put_text};

	struct buf ended = {0};

	/* without a line end at the end the parser looks past it */
	if (!str_ends(given, S("\n"))) {
		buf_put(&ended, given);
		buf_byte(&ended, '\n');
		given = arena_str(m->arena, buf_str(&ended));
		buf_clear(&ended);
		buf_put(&ended, source);
		buf_byte(&ended, '\n');
		source = arena_str(m->arena, buf_str(&ended));
		buf_free(&ended);
	}
	m->given = given;
	m->source = source;
	m->line = line;
	m->line_at = m->skip_to = 0;
	if (lib()->md_parse(given.at, (MD_SIZE)given.len, &parser, m) != 0)
		mem_exhausted(); /* the parser gives up on nothing else */
}

/* --- footnotes ---------------------------------------------------------------------------- */

struct code_ranges {
	struct str text;
	struct code_range *at;
	size_t count, room;
	bool code;
};

static int
code_enter(MD_BLOCKTYPE type, void *detail, void *context)
{
	(void)detail;
	((struct code_ranges *)context)->code = type == MD_BLOCK_CODE;
	return 0;
}

static int
code_leave(MD_BLOCKTYPE type, void *detail, void *context)
{
	(void)type;
	(void)detail;
	((struct code_ranges *)context)->code = false;
	return 0;
}

static int
code_span(MD_SPANTYPE type, void *detail, void *context)
{
	(void)type;
	(void)detail;
	(void)context;
	return 0;
}

static int
code_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
	struct code_ranges *c = context;
	size_t start = (size_t)(text - c->text.at);

	(void)type;
	if (!c->code || text < c->text.at || start >= c->text.len)
		return 0;
	if (c->count > 0 && c->at[c->count - 1].end == start) {
		c->at[c->count - 1].end = start + size;
		return 0;
	}
	c->at = mem_grow(c->at, c->count, &c->room, sizeof(*c->at));
	c->at[c->count++] = (struct code_range){start, start + size};
	return 0;
}

/* Definitions are looked for where the parser sees no code. */
static void
find_notes(struct footnotes *notes, struct str text)
{
	static const MD_PARSER parser = {.flags = parser_flags,
	    .enter_block = code_enter,
	    .leave_block = code_leave,
	    .enter_span = code_span,
	    .leave_span = code_span,
	    .text = code_text};
	struct code_ranges code = {.text = text};

	lib()->md_parse(text.at, (MD_SIZE)text.len, &parser, &code);
	footnotes_find(notes, text, code.at, code.count);
	mem_free(code.at);
}

/* A definition of one paragraph is a reference, a leaf; a longer one is a note. */
static bool
one_paragraph(struct str body)
{
	struct str line;
	bool first = true;

	body = str_trim(body);
	while (str_line(&body, &line)) {
		line = str_trim(line);
		if (line.len == 0)
			return false;
		if (first && str_find_byte(S("-*+>#|`~<!"), line.at[0], 0) != STR_NONE)
			return false;
		first = false;
	}
	return !first;
}

static void
put_note(struct markdown *m, struct footnote *note, unsigned first_line)
{
	struct buf number = {0};
	struct str label, given = footnotes_mask(m->notes, note->body, false, m->arena);
	bool leaf = one_paragraph(note->body);

	buf_print(&number, "%lu", footnotes_number(m->notes, note));
	label = arena_str(m->arena, buf_str(&number));
	buf_free(&number);
	if (leaf) {
		m->paragraph = BLOCK_REFERENCE;
		m->paragraph_value = label;
	} else {
		build_open(m->build, BLOCK_NOTE, 0, first_line + note->line);
		build_value(m->build, label);
	}
	parse_piece(m, given, note->body, first_line + note->line);
	m->paragraph = BLOCK_PARAGRAPH;
	m->paragraph_value = S("");
	if (!leaf)
		build_close(m->build);
}

/* In order of their numbers; what a note refers to comes after it, and then what nothing
   refers to, for it is text all the same. */
static void
put_notes(struct markdown *m, unsigned first_line)
{
	for (unsigned long done = 0; m->notes && done < m->notes->count; done++) {
		for (size_t i = 0; m->notes->numbered == done; i++)
			if (m->notes->at[i].number == 0)
				footnotes_number(m->notes, &m->notes->at[i]);
		put_note(m, m->notes->cited[done], first_line);
	}
}

static void
put_cited_links(struct markdown *m)
{
	for (size_t i = 0; i < m->cited_count; i++) {
		const struct link *link = &m->cited[i];

		build_open(m->build, BLOCK_REFERENCE, 0, 0);
		build_value(m->build, link->label);
		build_span_open(m->build, SPAN_LINK, link->href);
		build_text(m->build, link->title.len ? link->title : link->href);
		build_span_close(m->build);
		build_close(m->build);
	}
}

static void
parse(struct str text, const char *file, struct build *build, struct diag *diag)
{
	size_t head = frontmatter_read(text, file, build, diag);
	struct arena arena = {0};
	struct str body = delimiters_widen(str_sub(text, head, text.len), &arena), given = body;
	struct footnotes notes = {0};
	struct markdown m = {.build = build,
	    .diag = diag,
	    .file = file,
	    .arena = &arena,
	    .paragraph = BLOCK_PARAGRAPH,
	    .paragraph_value = S("")};
	unsigned line = 1;

	for (size_t i = 0; i < head; i++)
		line += text.at[i] == '\n';
	if (footnotes_likely(body)) {
		find_notes(&notes, body);
		if (notes.count > 0) {
			m.notes = &notes;
			given = footnotes_mask(&notes, body, true, &arena);
		}
	}
	m.entities = arena_array(&arena, ENTITY_CACHE, sizeof(*m.entities));
	parse_piece(&m, given, body, line);
	put_notes(&m, line);
	put_cited_links(&m);
	footnotes_free(&notes);
	arena_free(&arena);
	mem_free(m.pending);
	mem_free(m.lists);
	mem_free(m.open);
	mem_free(m.cited);
	buf_free(&m.words);
	buf_free(&m.alt);
	buf_free(&m.html);
}

/* --- is it Markdown? ---------------------------------------------------------------------- */

static unsigned
line_hints(struct str line)
{
	struct str label;
	size_t at = 0;

	while (at < line.len && line.at[at] == '#')
		at++;
	if (at > 0 && at <= 6 && at < line.len && line.at[at] == ' ')
		return 3;
	if (str_starts(line, S("```")) || str_starts(line, S("[^")))
		return 3;
	if (str_starts(line, S("- ")) || str_starts(line, S("* ")) || str_starts(line, S("> ")))
		return 1;
	if (bracketed_number(line, 0, &label) == 0 && str_find(line, S("]("), 0) != STR_NONE)
		return 3;
	return str_find(line, S("**"), 0) != STR_NONE || str_starts(line, S("| ")) ? 2 : 0;
}

static unsigned
looks_like(struct str text)
{
	unsigned hints = 0, lines = 0;
	struct str line;

	if (str_starts(text, S("---\n")) || str_starts(text, S("---\r\n")))
		return 80;
	while (lines < 400 && str_line(&text, &line)) {
		lines++;
		hints += line_hints(line);
	}
	if (hints < 3)
		return 0;
	return hints * 100 / (lines + 10) > 60 ? 75 : 25 + hints * 100 / (lines + 10) / 2;
}

const struct source_format source_format_markdown = {
    .name = "markdown",
    .extensions = "md|markdown|mdown|mkd",
    .looks_like = looks_like,
    .parse = parse,
};
