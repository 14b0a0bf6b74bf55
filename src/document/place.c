/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/place.h"

#include "base/utf8.h"

/* How far behind its block's line a word is looked for: longer paragraphs are rare, and a file
   of one line must not be read again for each of a thousand findings. */
enum { REACH = 64 * 1024 };

struct places
places_of(const struct document *doc)
{
	return (struct places){doc, 1, 0};
}

/* The offset where a line of the source begins; its end when it has not so many. */
static size_t
line_start(struct places *p, unsigned line)
{
	struct str source = p->doc->source;

	if (line < p->line)
		*p = places_of(p->doc);
	while (p->line < line && p->at < source.len) {
		size_t end = str_find_byte(source, '\n', p->at);

		p->at = end == STR_NONE ? source.len : end + 1;
		p->line++;
	}
	return p->at;
}

/* Line and column of an offset that is not before the line's start. */
static struct where
where_at(struct str source, const char *file, unsigned line, size_t start, size_t at)
{
	struct where where = {file, line, 1};

	for (size_t next = start; next < at; where.column++) {
		if (source.at[next] == '\n') {
			where.line++;
			where.column = 0;
		}
		utf8_next(source, &next);
	}
	return where;
}

static bool
inside_word(struct str text, size_t at)
{
	size_t before = at;

	return at > 0 && at < text.len && char_word(utf8_next(text, &(size_t){at})) &&
	       char_word(utf8_before(text, &before));
}

/* The words at or behind an offset, no part of longer ones; STR_NONE. */
static size_t
find_words(struct str text, struct str words, size_t from)
{
	while ((from = str_find(text, words, from)) != STR_NONE) {
		if (!inside_word(text, from) && !inside_word(text, from + words.len))
			return from;
		from++;
	}
	return STR_NONE;
}

/* The words' place, `skip` of their like passed over; column 0: not found. */
static struct where
look(struct places *p, unsigned line, struct str words, unsigned skip)
{
	struct where where = {p->doc->file.at, line, 0};
	struct str source = p->doc->source;
	size_t start, at;

	if (line == 0 || words.len == 0 || source.len == 0)
		return where;
	start = line_start(p, line);
	source = str_sub(source, 0, start + words.len + REACH);
	for (at = find_words(source, words, start); at != STR_NONE && skip > 0; skip--)
		at = find_words(source, words, at + words.len);
	return at == STR_NONE ? where : where_at(source, where.file, line, start, at);
}

struct where
place_in(struct places *p, const struct block *b, size_t start, size_t end)
{
	struct str words = str_sub(b->text, start, end);
	unsigned before = 0;

	for (size_t at = 0; (at = find_words(b->text, words, at)) != STR_NONE && at < start;
	     at += words.len)
		before++;
	return look(p, b->line, words, before);
}

struct where
place_words(struct places *p, unsigned line, struct str words)
{
	return look(p, line, words, 0);
}

struct where
place_block(struct places *p, const struct block *b)
{
	struct str source = p->doc->source, word = str_sub(b->text, 0, 0);
	struct where where = {p->doc->file.at, b->line, 0};
	size_t start, at, end = 0;

	while (end < b->text.len && b->text.at[end] != ' ' && b->text.at[end] != '\n')
		end++;
	word = str_sub(b->text, 0, end);
	if (word.len > 0 && (where = look(p, b->line, word, 0)).column > 0)
		return where;
	if (b->line == 0 || source.len == 0)
		return where;
	start = at = line_start(p, b->line);
	while (at < source.len && (source.at[at] == ' ' || source.at[at] == '\t'))
		at++;
	return where_at(source, where.file, b->line, start, at);
}
