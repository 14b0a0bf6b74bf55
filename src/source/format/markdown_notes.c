/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/markdown_notes.h"

#include <string.h>

enum { LABEL_MOST = 200, INDENT = 4 };

/* How a reference looks to the Markdown parser: a brace is punctuation that means nothing to
   it, as the bracket's neighbours expect, and the filling stands for no character of text. */
enum { MARK = '{', MARK_FILL = '\1', MARK_END = '}' };

/* "[^label]" at `at`: its label, *end behind the bracket. */
static bool
label_at(struct str text, size_t at, struct str *label, size_t *end)
{
	size_t i = at + 2;

	if (i >= text.len || text.at[at] != '[' || text.at[at + 1] != '^')
		return false;
	while (i < text.len && i - at < LABEL_MOST && text.at[i] != ']' && text.at[i] != '[' &&
	       !ascii_space(text.at[i]))
		i++;
	if (i == text.len || text.at[i] != ']' || i == at + 2)
		return false;
	*label = str_sub(text, at + 2, i);
	*end = i + 1;
	return true;
}

bool
footnotes_likely(struct str text)
{
	size_t at = str_find(text, S("[^"), 0);

	return at != STR_NONE && str_find(text, S("]:"), 0) != STR_NONE;
}

static int
compare_fold(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;

	for (size_t i = 0; i < n; i++) {
		int x = (unsigned char)ascii_fold(a.at[i]), y = (unsigned char)ascii_fold(b.at[i]);

		if (x != y)
			return x - y;
	}
	return a.len < b.len ? -1 : a.len > b.len;
}

static size_t
line_end(struct str text, size_t at)
{
	while (at < text.len && text.at[at] != '\n' && text.at[at] != '\r')
		at++;
	return at;
}

static size_t
next_line(struct str text, size_t end)
{
	if (end < text.len && text.at[end] == '\r')
		end++;
	if (end < text.len && text.at[end] == '\n')
		end++;
	return end;
}

static size_t
indent_of(struct str text, size_t at, size_t *first)
{
	size_t width = 0;

	for (; at < text.len && (text.at[at] == ' ' || text.at[at] == '\t'); at++)
		width = text.at[at] == '\t' ? (width / INDENT + 1) * INDENT : width + 1;
	*first = at;
	return width;
}

/* A line that ends the paragraph before it although it is not indented. */
static bool
starts_block(struct str text, size_t first)
{
	struct str label;
	size_t end;
	char c = text.at[first];

	return c == '#' || c == '>' || c == '`' || c == '~' ||
	       ((c == '-' || c == '*' || c == '+') && first + 1 < text.len &&
		   (text.at[first + 1] == ' ' || text.at[first + 1] == c)) ||
	       (label_at(text, first, &label, &end) && end < text.len && text.at[end] == ':');
}

/* The definition that starts at `start` with its text at `body`: where it ends. The text
   without indent is put into `out`. */
static size_t
take_body(struct str text, size_t body, struct buf *out)
{
	size_t end = line_end(text, body), at = next_line(text, end), kept = at;
	bool blank = false;

	buf_put(out, str_sub(text, body, end));
	buf_byte(out, '\n');
	while (at < text.len) {
		size_t first, width = indent_of(text, at, &first), stop = line_end(text, at);

		if (first == stop) {
			blank = true;
			buf_byte(out, '\n');
		} else if (width >= INDENT || (!blank && !starts_block(text, first))) {
			size_t skip = 0, from = at;

			for (; from < first && skip < INDENT; from++)
				skip = text.at[from] == '\t' ? INDENT : skip + 1;
			buf_put(out, str_sub(text, blank || width >= INDENT ? from : first, stop));
			buf_byte(out, '\n');
			blank = false;
			kept = next_line(text, stop);
		} else {
			break;
		}
		at = next_line(text, stop);
	}
	return kept;
}

static void
add_note(struct footnotes *notes, struct footnote note, struct str text, size_t body)
{
	struct buf out = {0};

	while (body < text.len && (text.at[body] == ' ' || text.at[body] == '\t'))
		body++;
	note.end = take_body(text, body, &out);
	note.body = arena_str(&notes->arena, buf_str(&out));
	buf_free(&out);
	notes->at = mem_grow(notes->at, notes->count, &notes->room, sizeof(*notes->at));
	notes->at[notes->count++] = note;
}

/* Makes `order`: labels sorted, of equal ones the first in the source first. A shell sort of
   indexes: they are few, and qsort could not see the labels. */
static void
sort_labels(struct footnotes *notes)
{
	notes->order = mem_array(notes->count, sizeof(*notes->order));
	for (size_t i = 0; i < notes->count; i++)
		notes->order[i] = i;
	for (size_t gap = notes->count / 2; gap > 0; gap /= 2)
		for (size_t i = gap; i < notes->count; i++) {
			size_t moving = notes->order[i], j = i;

			for (; j >= gap; j -= gap) {
				size_t other = notes->order[j - gap];
				int c =
				    compare_fold(notes->at[other].label, notes->at[moving].label);

				if (c < 0 || (c == 0 && other < moving))
					break;
				notes->order[j] = other;
			}
			notes->order[j] = moving;
		}
}

void
footnotes_find(
    struct footnotes *notes, struct str text, const struct code_range *code, size_t count)
{
	size_t at = 0, range = 0;
	unsigned line = 0;

	while (at < text.len) {
		size_t first, end, next = next_line(text, line_end(text, at));
		struct str label;
		size_t width = indent_of(text, at, &first);

		while (range < count && code[range].end <= first)
			range++;
		if (width < INDENT && label_at(text, first, &label, &end) && end < text.len &&
		    text.at[end] == ':' && !(range < count && code[range].start <= first)) {
			struct footnote note = {.label = label, .start = at, .line = line};

			add_note(notes, note, text, end + 1);
			next = notes->at[notes->count - 1].end;
		}
		for (; at < next; line++)
			at = next_line(text, line_end(text, at));
	}
	sort_labels(notes);
	notes->cited = mem_array(notes->count, sizeof(struct footnote *));
}

void
footnotes_free(struct footnotes *notes)
{
	mem_free(notes->at);
	mem_free(notes->order);
	mem_free(notes->cited);
	arena_free(&notes->arena);
}

struct footnote *
footnotes_at(const struct footnotes *notes, struct str source, size_t at, size_t *end)
{
	size_t low = 0, high = notes->count;
	struct str label;

	if (!label_at(source, at, &label, end))
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_fold(notes->at[notes->order[middle]].label, label) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == notes->count || compare_fold(notes->at[notes->order[low]].label, label) != 0)
		return NULL;
	return &notes->at[notes->order[low]];
}

static void
blank_out(char *at, const char *end)
{
	for (; at < end; at++)
		if (*at != '\n' && *at != '\r')
			*at = ' ';
}

struct str
footnotes_mask(const struct footnotes *notes, struct str text, bool whole, struct arena *arena)
{
	struct str copy = arena_str(arena, text);
	char *bytes = (char *)copy.at; /* ours: just copied */
	size_t end;

	for (size_t i = 0; i < text.len; i++)
		if (bytes[i] == MARK_FILL)
			bytes[i] = '\2';
	for (size_t i = 0; whole && i < notes->count; i++)
		blank_out(bytes + notes->at[i].start, bytes + notes->at[i].end);
	for (size_t at = str_find(copy, S("[^"), 0); at != STR_NONE;
	     at = str_find(copy, S("[^"), at + 1)) {
		bool escaped =
		    at > 0 && text.at[at - 1] == '\\' && !(at > 1 && text.at[at - 2] == '\\');

		if (escaped || !footnotes_at(notes, text, at, &end))
			continue;
		memset(bytes + at, MARK_FILL, end - at);
		bytes[at] = MARK;
		bytes[end - 1] = MARK_END;
	}
	return copy;
}

size_t
footnotes_next_mark(struct str masked, size_t from)
{
	size_t fill = str_find_byte(masked, MARK_FILL, from);

	return fill == STR_NONE ? STR_NONE : fill - 1;
}

unsigned long
footnotes_number(struct footnotes *notes, struct footnote *note)
{
	if (note->number == 0) {
		notes->cited[notes->numbered++] = note;
		note->number = notes->numbered;
	}
	return note->number;
}
