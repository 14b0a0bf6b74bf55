/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/settle.h"

#include <string.h>

#include "base/utf8.h"
#include "document/abbreviation.h"
#include "document/citation.h"
#include "document/phone.h"
#include "document/place.h"
#include "document/text.h"

enum { HELPLINES_MOST = 20 }; /* more are a directory, which stays in the text */

struct settling {
	struct document *doc;
	struct diag *diag;
	struct places places;
	struct span *spans; /* found in the leaf at hand */
	size_t span_count, span_room;
};

static void
note_span(struct settling *s, enum span_kind kind, struct str value, size_t start, size_t end)
{
	s->spans = mem_grow(s->spans, s->span_count, &s->span_room, sizeof(*s->spans));
	s->spans[s->span_count++] = (struct span){kind, start, end, value};
}

void
document_add_helpline(struct document *doc, struct helpline line)
{
	size_t count = doc->helpline_count;

	if (line.label.len == 0 && line.number.len == 0)
		return;
	if ((count & (count - 1)) == 0) { /* full: room for twice as many */
		struct helpline *grown =
		    arena_array(&doc->arena, count ? 2 * count : 1, sizeof(*grown));

		for (size_t i = 0; i < count; i++)
			grown[i] = doc->helplines[i];
		doc->helplines = grown;
	}
	doc->helplines[doc->helpline_count++] = line;
}

static bool
worth_keeping(const struct block *block)
{
	switch (block->kind) {
	case BLOCK_ARTICLE:
	case BLOCK_ITEM:
	case BLOCK_ROW:
	case BLOCK_CELL:
	case BLOCK_FIGURE:
	case BLOCK_BREAK:
		return true;
	case BLOCK_LIST:
	case BLOCK_QUOTE:
	case BLOCK_TABLE:
	case BLOCK_DEFINITIONS:
	case BLOCK_DETAIL:
	case BLOCK_NOTE:
		return block->child != NULL;
	case BLOCK_HEADING:
	case BLOCK_PARAGRAPH:
	case BLOCK_CODE:
	case BLOCK_CAPTION:
	case BLOCK_TERM:
	case BLOCK_REFERENCE:
	case BLOCK_HELPLINE:
	case BLOCK_BOILERPLATE:
	case BLOCK_KIND_COUNT:
		break;
	}
	return block->text.len > 0;
}

/* Depth is bounded, so this may recurse. */
static void
drop_empty(struct block *parent)
{
	struct block **link = &parent->child;

	while (*link) {
		struct block *block = *link;

		drop_empty(block);
		if (worth_keeping(block))
			link = &block->next;
		else
			*link = block->next;
	}
}

static bool
same_words(struct str a, struct str b)
{
	struct buf left = {0}, right = {0};
	bool same;

	utf8_fold(a, &left);
	utf8_fold(b, &right);
	same = str_equal(str_trim(buf_str(&left)), str_trim(buf_str(&right)));
	buf_free(&left);
	buf_free(&right);
	return same;
}

/* A level-1 heading that opens the article is its title, said once; other ones push every
   heading down a level. */
static void
settle_headings(struct settling *s)
{
	struct document *doc = s->doc;
	bool more = false, opening = true;

	for (struct block **link = &doc->root->child; *link;) {
		struct block *block = *link;
		bool first = block->kind == BLOCK_HEADING && block->level <= 1;

		if (first && doc->title.len == 0) {
			struct buf plain = {0};

			block_plain(block, &plain);
			doc->title = text_value(&s->doc->arena, buf_str(&plain));
			buf_free(&plain);
		}
		if (first && opening && same_words(doc->title, block->text)) {
			*link = block->next;
			opening = false;
			continue;
		}
		if (block->kind != BLOCK_BOILERPLATE && block->kind != BLOCK_HELPLINE)
			opening = false;
		more = more || first;
		link = &block->next;
	}
	for (struct block *block = doc->root->child; block; block = block->next)
		if (block->kind == BLOCK_HEADING)
			block->level += more ? 1 : 0;
}

struct leaves {
	struct block **at;
	size_t count, room;
};

static int
collect_leaf(void *context, const struct block *block, enum visit visit)
{
	struct leaves *leaves = context;
	struct block *mine = (struct block *)block; /* the walk is const, the tree is ours */

	(void)visit;
	if (block->kind == BLOCK_HEADING)
		mine->level = block->level < 2 ? 2 : block->level > 6 ? 6 : block->level;
	if (!block_is_leaf(block->kind) || block->text.len == 0)
		return 0;
	leaves->at = mem_grow(leaves->at, leaves->count, &leaves->room, sizeof(*leaves->at));
	leaves->at[leaves->count++] = mine;
	return 0;
}

/* Where a leaf is covered by spans of some kinds: their starts, and how far the ones up to
   each of them reach. */
struct cover {
	size_t *starts, *reach;
	size_t count;
};

static struct cover
cover_of(const struct block *leaf, unsigned kinds)
{
	struct cover cover = {mem_array(leaf->span_count, sizeof(size_t)),
	    mem_array(leaf->span_count, sizeof(size_t)), 0};

	for (size_t i = 0; i < leaf->span_count; i++) {
		const struct span *span = &leaf->spans[i];
		size_t before = cover.count ? cover.reach[cover.count - 1] : 0;

		if (!(kinds >> span->kind & 1))
			continue;
		cover.starts[cover.count] = span->start;
		cover.reach[cover.count++] = span->end > before ? span->end : before;
	}
	return cover;
}

static void
cover_free(struct cover *cover)
{
	mem_free(cover->starts);
	mem_free(cover->reach);
	*cover = (struct cover){0};
}

static bool
touches(const struct cover *cover, size_t start, size_t end)
{
	size_t low = 0, high = cover->count;

	while (low < high) { /* the spans before `low` start in front of `end` */
		size_t middle = low + (high - low) / 2;

		if (cover->starts[middle] < end)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && cover->reach[low - 1] > start;
}

/* New spans of one leaf, noted in s->spans, are added to what it has. */
static void
add_noted(struct settling *s, struct block *leaf)
{
	struct span *all;

	if (s->span_count == 0)
		return;
	all = arena_array(&s->doc->arena, leaf->span_count + s->span_count, sizeof(*all));
	for (size_t i = 0; i < leaf->span_count; i++)
		all[i] = leaf->spans[i];
	for (size_t i = 0; i < s->span_count; i++)
		all[leaf->span_count + i] = s->spans[i];
	leaf->spans = all;
	leaf->span_count += s->span_count;
	s->span_count = 0;
	block_sort_spans(leaf);
}

/* The labels of a mark as it stands in the text: "[3, 4]" gives "3,4". */
static struct str
citation_label(struct settling *s, struct str text)
{
	static const unsigned raised[] = {0x2070, 0xb9, 0xb2, 0xb3};
	struct buf label = {0};
	struct str kept;
	bool words = false;

	for (size_t at = 0; at < text.len;)
		words = char_letter(utf8_next(text, &at)) || words;
	for (size_t at = 0; at < text.len;) {
		unsigned c = utf8_next(text, &at);

		for (unsigned i = 0; i < 4; i++)
			c = c == raised[i] ? '0' + i : c;
		if (c > 0x2070 && c <= 0x2079)
			c = c - 0x2070 + '0';
		if (!words &&
		    (c == ';' || (c == ' ' && label.len && label.at[label.len - 1] != ',')))
			c = ',';
		if (c == ',' && label.len && label.at[label.len - 1] == ',')
			continue;
		if (c != '[' && c != ']' && c != '(' && c != ')' && c != '^' && (words || c != ' '))
			buf_char(&label, c);
	}
	kept = text_value(&s->doc->arena, buf_str(&label));
	buf_free(&label);
	return kept;
}

/* A few words, for a message. */
static struct str
before(struct str text, size_t at)
{
	size_t from = at > 20 ? at - 20 : 0;

	while (from < at && ((unsigned char)text.at[from] & 0xc0) == 0x80)
		from++;
	return str_sub(text, from, at);
}

static void
mark_citations(struct settling *s, const struct leaves *leaves)
{
	struct citation_text *texts = mem_array(leaves->count, sizeof(*texts));
	struct citation_mark *marks;
	struct cover cover = {0};
	size_t count = 0;

	for (size_t i = 0; i < leaves->count; i++)
		texts[i] =
		    (struct citation_text){leaves->at[i]->text, leaves->at[i]->kind == BLOCK_CODE};
	marks = citation_find(texts, leaves->count, s->doc->language, &count);
	for (size_t i = 0; i < count; i++) {
		struct block *leaf = leaves->at[marks[i].leaf];
		struct str text = str_sub(leaf->text, marks[i].start, marks[i].end);
		const unsigned settled = 1u << SPAN_CITATION | 1u << SPAN_CODE |
					 1u << SPAN_SUPERSCRIPT | 1u << SPAN_SUBSCRIPT;

		if (i == 0 || marks[i - 1].leaf != marks[i].leaf) {
			cover_free(&cover);
			cover = cover_of(leaf, settled);
		}
		if (leaf->settled || touches(&cover, marks[i].start, marks[i].end))
			;
		else if (marks[i].doubtful)
			diag_say(s->diag, DIAG_DOUBTFUL_CITATION,
			    place_in(&s->places, leaf, marks[i].start, marks[i].end),
			    "\"%.*s\" after \"%.*s\"", STR_ARG(text),
			    STR_ARG(before(leaf->text, marks[i].start)));
		else
			note_span(s, SPAN_CITATION, citation_label(s, text), marks[i].start,
			    marks[i].end);
		if (i + 1 == count || marks[i + 1].leaf != marks[i].leaf)
			add_noted(s, leaf);
	}
	cover_free(&cover);
	mem_free(marks);
	mem_free(texts);
}

static void
mark_phones(struct settling *s, struct block *leaf)
{
	struct cover cover = cover_of(leaf, 1u << SPAN_PHONE | 1u << SPAN_CITATION);
	struct phone phone;

	for (size_t at = 0; phone_find(leaf->text, at, s->doc->language, &phone); at = phone.end)
		if (!touches(&cover, phone.start, phone.end))
			note_span(s, SPAN_PHONE, arena_str(&s->doc->arena, str_of(phone.dial)),
			    phone.start, phone.end);
	cover_free(&cover);
	add_noted(s, leaf);
}

static void
mark_abbreviations(struct settling *s, struct block *leaf)
{
	struct cover cover = cover_of(leaf, 1u << SPAN_ABBREVIATION);
	struct abbreviation found;

	for (size_t at = 0; abbreviation_find(leaf->text, at, &found); at = found.end)
		if (!touches(&cover, found.start, found.end))
			note_span(s, SPAN_ABBREVIATION, text_value(&s->doc->arena, found.expansion),
			    found.start, found.end);
	cover_free(&cover);
	add_noted(s, leaf);
}

/* The helplines that open the article; the line under one says whose it is: a directory, an
   organisation. */
static void
mark_opening(struct settling *s)
{
	const struct block *before = NULL;

	for (struct block *block = s->doc->root->child; block; block = block->next) {
		if (block->kind != BLOCK_BOILERPLATE && block->kind != BLOCK_HELPLINE)
			return;
		if (block->settled)
			;
		else if (block->kind == BLOCK_HELPLINE ||
			 (before && before->kind == BLOCK_HELPLINE &&
			     block->line == before->line + 1))
			block->flags |= BLOCK_WITH_HELP;
		before = block;
	}
}

/* Of the words in front of a number, those that name it: not the sentences before, nor the
   word that joins it to another number. */
static struct str
helpline_label(struct settling *s, struct str words)
{
	static const char *const joining[] = {
	    "or ", "and ", "o ", "y ", "ou ", "et ", "oder ", "und ", "e "};

	for (size_t at = words.len; at > 1; at--)
		if (words.at[at - 1] == ' ' && memchr(".!?", words.at[at - 2], 3)) {
			words = str_sub(words, at, words.len);
			break;
		}
	words = str_trim(words);
	while (words.len && (words.at[0] == ',' || words.at[0] == ';' || words.at[0] == ')'))
		words = str_trim(str_sub(words, 1, words.len));
	for (size_t i = 0; i < sizeof(joining) / sizeof(*joining); i++)
		if (str_starts_fold(words, str_of(joining[i])))
			words = str_sub(words, str_of(joining[i]).len, words.len);
	while (words.len && (words.at[words.len - 1] == ':' || words.at[words.len - 1] == '('))
		words = str_trim(str_sub(words, 0, words.len - 1));
	return text_value(&s->doc->arena, words);
}

static bool
has_helpline(const struct document *doc, struct str dialled)
{
	char dial[PHONE_DIAL_MOST];

	for (size_t i = 0; i < doc->helpline_count; i++)
		if (phone_dial(doc->helplines[i].number, dial) && str_equal(str_of(dial), dialled))
			return true;
	return false;
}

static void
gather_from(struct settling *s, const struct block *leaf)
{
	size_t from = 0;

	for (size_t i = 0; i < leaf->span_count && s->doc->helpline_count < HELPLINES_MOST; i++) {
		const struct span *span = &leaf->spans[i];
		struct helpline line;

		if (span->kind != SPAN_PHONE || span->start < from)
			continue;
		line.label = helpline_label(s, str_sub(leaf->text, from, span->start));
		line.number =
		    text_value(&s->doc->arena, str_sub(leaf->text, span->start, span->end));
		from = span->end;
		if (!has_helpline(s->doc, span->value))
			document_add_helpline(s->doc, line);
	}
}

/* A document that names no helpline has those its helpline lines show, each number once. */
static void
gather_helplines(struct settling *s, const struct leaves *leaves)
{
	if (s->doc->helpline_count > 0)
		return;
	for (size_t i = 0; i < leaves->count; i++)
		if (leaves->at[i]->kind == BLOCK_HELPLINE)
			gather_from(s, leaves->at[i]);
}

void
document_settle(struct document *doc, struct diag *diag)
{
	struct settling s = {.doc = doc, .diag = diag, .places = places_of(doc)};
	struct leaves leaves = {0};

	settle_headings(&s);
	drop_empty(doc->root);
	document_walk(doc, collect_leaf, &leaves);
	mark_citations(&s, &leaves);
	for (size_t i = 0; i < leaves.count; i++) {
		if (leaves.at[i]->settled)
			continue;
		mark_phones(&s, leaves.at[i]); /* in code too: they are dialled all the same */
		if (leaves.at[i]->kind != BLOCK_CODE)
			mark_abbreviations(&s, leaves.at[i]);
	}
	mark_opening(&s);
	gather_helplines(&s, &leaves);
	mem_free(leaves.at);
	mem_free(s.spans);
	document_finish(doc, true);
}
