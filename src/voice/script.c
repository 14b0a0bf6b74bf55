/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/script.h"

#include <string.h>

#include "base/utf8.h"
#include "document/phone.h"

enum { TEMP_SPANS = 16, COLUMNS_MOST = 64 };

struct writer {
	const struct document *doc;
	const struct profile *profile;
	const struct script_options *options;
	struct spoken_options spoken_options;
	struct str own_language; /* of the article; never empty */
	struct arena *arena;
	struct diag *diag;
	struct utterance *at;
	size_t count, room;
	size_t section;
	const struct block *opening; /* where the text begins, behind lines said already */
	unsigned items;              /* how many items the place is inside of */
	struct str number;           /* of the item whose first sentence comes next */
	bool item_begins;
	struct buf written, spoken; /* of the utterance being made */
	struct buf numbers;         /* what its phone numbers are said as, each with a NUL */
	struct str language;
	unsigned line;
};

const char *
utterance_name(enum utterance_kind kind)
{
	static const char *const names[UTTERANCE_KIND_COUNT] = {
#define X(NAME, name) name,
	    UTTERANCE_KINDS(X)
#undef X
	};

	return names[kind];
}

struct str
utterance_id(struct arena *arena, struct str article, size_t n)
{
	return arena_print(arena, "%.*s.%03zu", STR_ARG(article), n + 1);
}

/* --- one utterance ------------------------------------------------------------------------ */

static bool
has_words(struct str s)
{
	for (size_t at = 0; at < s.len;)
		if (char_word(utf8_next(s, &at)))
			return true;
	return false;
}

static void
begin(struct writer *w, struct str language, unsigned line)
{
	buf_clear(&w->written);
	buf_clear(&w->spoken);
	buf_clear(&w->numbers);
	w->language = language;
	w->line = line;
}

/* What is doubtful in a number was said with its sentence. */
/* How the phone numbers in a part of a leaf are said: alone they are said as they are in a
   sentence, so mark_groups can find them there. */
static void
add_numbers(struct writer *w, const struct block *leaf, size_t start, size_t end)
{
	struct diag silent = {.sink = diag_hush};

	for (size_t i = 0; i < leaf->span_count; i++) {
		const struct span *span = &leaf->spans[i];

		if (span->kind != SPAN_PHONE || span->start < start || span->end > end)
			continue;
		spoken_leaf(
		    leaf, span->start, span->end, &w->spoken_options, w->doc, &w->numbers, &silent);
		buf_byte(&w->numbers, '\0');
	}
}

/* Part of a leaf, its citations left out of the written words. */
static void
add_part(struct writer *w, const struct block *leaf, size_t start, size_t end)
{
	block_plain_part(leaf, start, end, &w->written);
	w->spoken_options.language = w->language;
	spoken_leaf(leaf, start, end, &w->spoken_options, w->doc, &w->spoken, w->diag);
	add_numbers(w, leaf, start, end);
}

/* Text that stands in no leaf: titles, labels, lectern's own words. */
static void
add_text(struct writer *w, struct str text)
{
	struct span spans[TEMP_SPANS] = {{SPAN_SENTENCE, 0, text.len, {"", 0}}};
	struct block leaf = {.kind = BLOCK_PARAGRAPH,
	    .text = text,
	    .line = w->line,
	    .spans = spans,
	    .span_count = 1};
	struct phone phones[TEMP_SPANS];
	size_t from = 0;

	while (leaf.span_count < TEMP_SPANS) {
		struct phone *phone = &phones[leaf.span_count];

		if (!phone_find(text, from, w->language, phone))
			break;
		spans[leaf.span_count++] =
		    (struct span){SPAN_PHONE, phone->start, phone->end, str_of(phone->dial)};
		from = phone->end;
	}
	add_part(w, &leaf, 0, text.len);
}

/* Text that holds a helpline's number: there it is a telephone number, whatever it looks like
   ("Ligne 988", "988"). */
static void
add_helpline_text(struct writer *w, struct str text, struct str number)
{
	size_t at = number.len > 0 ? str_find(text, number, 0) : STR_NONE;
	char dial[PHONE_DIAL_MOST];
	struct span spans[] = {{SPAN_SENTENCE, 0, text.len, {"", 0}}, {.kind = SPAN_PHONE}};
	struct block leaf = {
	    .kind = BLOCK_PARAGRAPH, .text = text, .spans = spans, .span_count = 2};

	if (at == STR_NONE || !phone_dial(number, dial)) {
		add_text(w, text);
		return;
	}
	spans[1] = (struct span){SPAN_PHONE, at, at + number.len, str_of(dial)};
	add_part(w, &leaf, 0, text.len);
}

/* Punctuation between parts, in both forms; what the part before ends in gives way to it. */
static void
add_mark(struct writer *w, struct str mark)
{
	struct buf *forms[] = {&w->written, &w->spoken};

	for (size_t i = 0; i < 2; i++) {
		struct buf *form = forms[i];

		while (form->len > 0 && strchr(" .:;,", form->at[form->len - 1]))
			form->len--;
		if (form->len > 0)
			buf_put(form, mark);
	}
}

/* Behind each ", " of each number, in order; groups is as long as the spoken words at most. */
static void
mark_groups(struct writer *w, struct utterance *u)
{
	struct str rest = buf_str(&w->numbers), number;
	size_t from = 0;

	if (rest.len == 0)
		return;
	u->groups = arena_array(w->arena, u->spoken.len, sizeof(*u->groups));
	while (rest.len > 0 && str_cut(&rest, '\0', &number)) {
		size_t at, comma;

		number = str_trim(number);
		at = number.len > 0 ? str_find(u->spoken, number, from) : STR_NONE;
		if (at == STR_NONE)
			continue;
		from = at + number.len;
		for (comma = str_find(u->spoken, S(", "), at); comma != STR_NONE && comma < from;
		     comma = str_find(u->spoken, S(", "), comma + 2))
			u->groups[u->group_count++] = comma + 2;
	}
}

/* Ends the utterance; one without words is none. Written words that have no spoken form are
   given to the voice as they are: nothing is lost in silence. */
static bool
end(struct writer *w, enum utterance_kind kind, unsigned before, unsigned after)
{
	struct str written = str_trim(buf_str(&w->written)), spoken = str_trim(buf_str(&w->spoken));

	if (!has_words(spoken))
		spoken = written;
	if (!has_words(spoken))
		return false;
	w->at = mem_grow(w->at, w->count, &w->room, sizeof(*w->at));
	w->at[w->count++] = (struct utterance){
	    .kind = kind,
	    .language = arena_str(w->arena, w->language),
	    .written = arena_str(w->arena, written),
	    .spoken = arena_str(w->arena, spoken),
	    .before = before,
	    .after = after,
	    .section = w->section,
	    .line = w->line,
	};
	mark_groups(w, &w->at[w->count - 1]);
	return true;
}

/* The silence after what was said last. */
static void
pause_after(struct writer *w, size_t since, unsigned milliseconds)
{
	if (w->count > since)
		w->at[w->count - 1].after = milliseconds;
}

static unsigned
block_pause(const struct writer *w)
{
	return w->items > 0 ? w->profile->pause_item : w->profile->pause_paragraph;
}

/* --- sentences ---------------------------------------------------------------------------- */

static bool
same_language(struct str a, struct str b)
{
	struct str x = {"", 0}, y = {"", 0};

	return str_cut(&a, '-', &x) && str_cut(&b, '-', &y) && str_equal_fold(x, y);
}

/* The language at a byte, and up to where it holds. */
static struct str
language_at(const struct writer *w, const struct block *leaf, size_t at, size_t *until)
{
	struct str language = w->own_language;

	for (size_t i = 0; i < leaf->span_count; i++) {
		const struct span *span = &leaf->spans[i];

		if (span->kind != SPAN_LANGUAGE || span->value.len == 0 || span->end <= at ||
		    same_language(span->value, w->own_language))
			continue;
		if (span->start > at) {
			*until = span->start < *until ? span->start : *until;
		} else {
			language = span->value;
			*until = span->end < *until ? span->end : *until;
		}
	}
	return language;
}

static void
add_number(struct writer *w)
{
	if (w->item_begins && w->number.len > 0) {
		add_text(w, w->number);
		add_mark(w, S(". "));
	}
	w->item_begins = false;
}

/* A sentence: one utterance, or several where the language changes in it. */
static void
say_sentence(
    struct writer *w, enum utterance_kind kind, const struct block *leaf, size_t start, size_t stop)
{
	while (start < stop) {
		size_t until = stop;
		struct str language = language_at(w, leaf, start, &until);

		begin(w, language, leaf->line);
		if (w->item_begins) {
			kind = UTTERANCE_ITEM;
			add_number(w);
		}
		add_part(w, leaf, start, until);
		/* the marks that stand between two languages go with the words before them */
		if (!end(w, kind, 0, until < stop ? 0 : w->profile->pause_sentence) && w->count > 0)
			pause_after(w, 0, w->profile->pause_sentence);
		if (kind == UTTERANCE_ITEM)
			kind = UTTERANCE_SENTENCE;
		start = until;
	}
}

static void
say_sentences(struct writer *w, enum utterance_kind kind, const struct block *leaf)
{
	size_t since = w->count;

	for (size_t i = 0; i < leaf->span_count; i++)
		if (leaf->spans[i].kind == SPAN_SENTENCE)
			say_sentence(w, kind, leaf, leaf->spans[i].start, leaf->spans[i].end);
	pause_after(w, since, block_pause(w));
}

/* Code has no sentences: a line is one. */
static void
say_lines(struct writer *w, const struct block *leaf)
{
	size_t since = w->count;

	for (size_t from = 0; from < leaf->text.len;) {
		size_t line_end = str_find_byte(leaf->text, '\n', from);

		line_end = line_end == STR_NONE ? leaf->text.len : line_end;
		say_sentence(w, UTTERANCE_SENTENCE, leaf, from, line_end);
		from = line_end + 1;
	}
	pause_after(w, since, block_pause(w));
}

static void
say_heading(struct writer *w, const struct block *leaf)
{
	begin(w, w->own_language, leaf->line);
	add_part(w, leaf, 0, leaf->text.len);
	end(w, UTTERANCE_HEADING, w->profile->pause_heading_before,
	    w->profile->pause_heading_after);
}

/* LABEL: TEXT */
static void
say_labelled(
    struct writer *w, enum utterance_kind kind, const char *phrase, struct str text, unsigned line)
{
	begin(w, w->own_language, line);
	add_text(w, profile_phrase(w->profile, phrase));
	add_mark(w, S(": "));
	add_text(w, text);
	end(w, kind, 0, block_pause(w));
}

static void
say_figure(struct writer *w, const struct block *leaf)
{
	if (leaf->flags & BLOCK_DECORATIVE)
		return;
	begin(w, w->own_language, leaf->line);
	if (has_words(leaf->text)) {
		add_text(w, profile_phrase(w->profile, "image"));
		add_mark(w, S(": "));
		add_part(w, leaf, 0, leaf->text.len);
	} else {
		add_text(w, profile_phrase(w->profile, "image-without-description"));
	}
	end(w, UTTERANCE_FIGURE, 0, block_pause(w));
}

/* --- tables --------------------------------------------------------------------------------- */

/* The header of a row whose columns have none. */
static const struct block *
row_header(const struct table_heads *heads, const struct block *row)
{
	const struct block *cell = row->child;

	return heads->first == heads->body && cell && cell->next && cell->flags & BLOCK_HEADER &&
		       has_words(cell->text) && !row_is_head(row)
		   ? cell
		   : NULL;
}

/* What the header rows say of a column: "Adults, dose: ". */
static void
add_headers(struct writer *w, const struct table_heads *heads, unsigned column)
{
	const struct block *said = NULL;

	for (const struct block *row = heads->first; row != heads->body; row = row->next) {
		const struct block *cell = row_cell(row, column);

		if (cell == NULL || !has_words(cell->text) ||
		    (said && str_equal(said->text, cell->text)))
			continue;
		if (said)
			add_mark(w, S(", "));
		add_part(w, cell, 0, cell->text.len);
		said = cell;
	}
	if (said)
		add_mark(w, S(": "));
}

static void
say_row(struct writer *w, const struct table_heads *heads, const struct block *row)
{
	const struct block *own = row_header(heads, row);
	unsigned column = 0;
	bool first = true;

	begin(w, w->own_language, row->line);
	for (const struct block *cell = own ? own->next : row->child; cell; cell = cell->next) {
		if (cell->text.len > 0) {
			if (!first)
				add_mark(w, S(". "));
			if (own) {
				add_part(w, own, 0, own->text.len);
				add_mark(w, S(": "));
			}
			if (!row_is_whole(row))
				add_headers(w, heads, column);
			add_part(w, cell, 0, cell->text.len);
			first = false;
		}
		column += cell_columns(cell);
	}
	add_mark(w, S("."));
	end(w, UTTERANCE_ROW, 0, w->profile->pause_item);
}

static void
say_table(struct writer *w, const struct block *table)
{
	struct table_heads heads = table_heads(table);
	size_t since = w->count;

	if (table->value.len > 0)
		say_labelled(w, UTTERANCE_SENTENCE, "table", table->value, table->line);
	for (const struct block *row = table->child; row; row = row->next)
		if (!row_heads_columns(row))
			say_row(w, &heads, row);
	pause_after(w, since, block_pause(w));
}

/* --- blocks ------------------------------------------------------------------------------- */

static void say_block(struct writer *, const struct block *);

static void
say_children(struct writer *w, const struct block *b, unsigned pause)
{
	size_t since = w->count;

	for (const struct block *child = b->child; child; child = child->next)
		say_block(w, child);
	pause_after(w, since, pause);
}

/* What an item is counted by: letters as capitals, so that none is taken for a word; Roman
   numerals are read as numbers. */
static struct str
spoken_mark(struct writer *w, const struct block *item)
{
	struct str kind = item->parent->value, spoken = {"", 0};
	struct buf mark = {0};

	if (item->number && str_equal_fold(kind, S("i")))
		buf_print(&mark, "%lu", item->number);
	else
		item_mark(item, &mark);
	for (size_t i = 0; i < mark.len; i++)
		if (ascii_lower(mark.at[i]))
			mark.at[i] = (char)(mark.at[i] - 'a' + 'A');
	spoken = arena_str(w->arena, buf_str(&mark));
	buf_free(&mark);
	return spoken;
}

static void
say_item(struct writer *w, const struct block *item)
{
	w->number = (struct str){"", 0};
	if (item->flags & BLOCK_TASK)
		w->number = profile_phrase(
		    w->profile, item->flags & BLOCK_TASK_DONE ? "task-done" : "task-open");
	else
		w->number = spoken_mark(w, item);
	w->item_begins = true;
	w->items++;
	say_children(w, item, w->profile->pause_item);
	w->items--;
	w->item_begins = false;
}

static void
say_block(struct writer *w, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_HEADING:
		say_heading(w, b);
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_CAPTION:
	case BLOCK_TERM:
		say_sentences(w, UTTERANCE_SENTENCE, b);
		break;
	case BLOCK_CODE:
		say_lines(w, b);
		break;
	case BLOCK_LIST:
	case BLOCK_DEFINITIONS:
	case BLOCK_QUOTE:
	case BLOCK_ARTICLE:
		say_children(w, b, block_pause(w));
		break;
	case BLOCK_ITEM:
		say_item(w, b);
		break;
	case BLOCK_DETAIL:
		say_children(w, b, w->profile->pause_item);
		break;
	case BLOCK_TABLE:
		say_table(w, b);
		break;
	case BLOCK_ROW:
	case BLOCK_CELL:
		break; /* say_table's */
	case BLOCK_FIGURE:
		say_figure(w, b);
		break;
	case BLOCK_NOTE:
		if (w->options->references)
			say_children(w, b, block_pause(w));
		break;
	case BLOCK_REFERENCE:
		if (w->options->references)
			say_sentences(w, UTTERANCE_SENTENCE, b);
		break;
	case BLOCK_HELPLINE:
		say_sentences(w, UTTERANCE_HELPLINE, b);
		break;
	case BLOCK_BREAK: /* words in it are none of ours to lose */
		say_sentences(w, UTTERANCE_SENTENCE, b);
		pause_after(w, 0, w->profile->pause_heading_after);
		break;
	case BLOCK_BOILERPLATE:
		if (block_is_help(b))
			say_sentences(w, UTTERANCE_HELPLINE, b);
		break;
	case BLOCK_KIND_COUNT:
		break;
	}
}

/* --- the whole ---------------------------------------------------------------------------- */

/* The lines that open the article and say where help is: behind them the reader is in the
   text, and what stands there is said in its place. */
static const struct block *
end_of_opening(const struct document *doc)
{
	const struct block *b = doc->root->child;

	while (b && (b->kind == BLOCK_HELPLINE || b->kind == BLOCK_BOILERPLATE))
		b = b->next;
	return b;
}

static void
say_helplines(struct writer *w)
{
	const struct helpline *lines =
	    w->options->helplines ? w->options->helplines : w->doc->helplines;
	size_t since = w->count,
	       count = w->options->helplines ? w->options->helpline_count : w->doc->helpline_count;

	for (const struct block *b = w->doc->root->child; b != w->opening; b = b->next)
		say_block(w, b);
	for (size_t i = 0; i < count; i++) {
		if (document_opens_with(w->doc, lines[i].number))
			continue;
		begin(w, w->own_language, 0);
		add_helpline_text(w, lines[i].label, lines[i].number);
		if (lines[i].label.len > 0 && lines[i].number.len > 0)
			add_mark(w, S(": "));
		add_helpline_text(w, lines[i].number, lines[i].number);
		add_mark(w, S("."));
		end(w, UTTERANCE_HELPLINE, 0, w->profile->pause_paragraph);
	}
	pause_after(w, since, w->profile->pause_paragraph);
}

struct script
script_of(const struct document *doc, const struct profile *profile, const struct lexicon *lexicon,
    const struct script_options *options, struct arena *arena, struct diag *diag)
{
	struct writer w = {
	    .doc = doc, .profile = profile, .options = options, .arena = arena, .diag = diag};
	struct section section;
	struct script script;
	bool said = false; /* the opening of the first section */

	w.own_language = doc->language.len ? doc->language : profile->language;
	w.spoken_options =
	    (struct spoken_options){.lexicon = lexicon, .say_references = options->references};
	begin(&w, w.own_language, 0);
	add_text(&w, doc->title);
	end(&w, UTTERANCE_TITLE, profile->pause_heading_before, profile->pause_heading_after);
	if (!options->no_helplines) {
		w.opening = end_of_opening(doc);
		said = doc->root->child != w.opening;
		say_helplines(&w);
	}
	for (bool more = document_section(doc, NULL, &section); more;
	     more = document_section(doc, &section, &section)) {
		if (section.heading)
			say_heading(&w, section.heading);
		if (said)
			section.first = w.opening;
		said = false;
		for (const struct block *b = section.first; b && b != section.end; b = b->next)
			say_block(&w, b);
		w.section++;
	}
	script = (struct script){arena_array(arena, w.count, sizeof(*w.at)), w.count};
	if (w.count > 0)
		memcpy(script.at, w.at, w.count * sizeof(*w.at));
	mem_free(w.at);
	buf_free(&w.written);
	buf_free(&w.spoken);
	buf_free(&w.numbers);
	return script;
}
