/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/plain.h"

#include <string.h>

#include "base/utf8.h"
#include "source/frontmatter.h"
#include "source/source.h"

enum { LISTS_MOST = 8 };

/* --- HTML names of characters ------------------------------------------------------------- */

/* Pages copied by halves have them. Only those with a ';' are certain. */
static bool
escape_at(struct str s, size_t at, unsigned *c, size_t *end)
{
	static const struct {
		struct str name;
		unsigned c;
	} names[] = {{STR("amp"), '&'}, {STR("lt"), '<'}, {STR("gt"), '>'}, {STR("quot"), '"'},
	    {STR("apos"), '\''}, {STR("nbsp"), 0xa0}, {STR("rsquo"), 0x2019},
	    {STR("lsquo"), 0x2018}, {STR("ldquo"), 0x201c}, {STR("rdquo"), 0x201d},
	    {STR("ndash"), 0x2013}, {STR("mdash"), 0x2014}, {STR("hellip"), 0x2026},
	    {STR("copy"), 0xa9}, {STR("reg"), 0xae}, {STR("trade"), 0x2122}, {STR("bull"), 0x2022},
	    {STR("deg"), 0xb0}, {STR("euro"), 0x20ac}, {STR("laquo"), 0xab}, {STR("raquo"), 0xbb}};
	size_t stop = str_find_byte(str_sub(s, 0, at + 12), ';', at);
	struct str name = str_sub(s, at + 1, stop == STR_NONE ? 0 : stop);
	unsigned long number;

	if (name.len == 0)
		return false;
	*end = stop + 1;
	if (name.at[0] == '#' && str_number(str_sub(name, 1, name.len), 0x10ffff, &number)) {
		*c = (unsigned)number;
		return !char_control(*c) || *c == '\n';
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_equal(name, names[i].name)) {
			*c = names[i].c;
			return true;
		}
	return false;
}

static unsigned
line_of(struct str text, size_t at)
{
	struct str rest = str_sub(text, 0, at), line;
	unsigned number = 1;

	while (rest.len > 0 && str_line(&rest, &line))
		number += rest.len > 0 || at == 0 || text.at[at - 1] == '\n';
	return number;
}

static void
decode_escapes(struct str text, const char *file, struct buf *out, struct diag *diag)
{
	size_t from = 0, first = 0, count = 0, end = 0;
	unsigned c = 0;

	for (size_t at = 0; (at = str_find_byte(text, '&', at)) != STR_NONE;) {
		if (!escape_at(text, at, &c, &end)) {
			at++;
			continue;
		}
		if (count++ == 0)
			first = at;
		buf_put(out, str_sub(text, from, at));
		buf_char(out, c);
		from = at = end;
	}
	if (count == 0)
		return;
	buf_put(out, str_sub(text, from, text.len));
	diag_say(diag, DIAG_DECODED_ESCAPES, (struct where){file, line_of(text, first), 0},
	    "%zu, the first is here", count);
}

/* --- lists -------------------------------------------------------------------------------- */

/* The lists that are open, outermost first. */
struct lists {
	struct {
		unsigned indent, sign;
		enum plain_mark mark;
		unsigned long value;
		bool zero; /* counts from 0 */
	} at[LISTS_MOST];
	size_t count;
};

static void
close_list(struct build *b, struct lists *lists)
{
	build_close(b); /* item */
	build_close(b); /* list */
	lists->count--;
}

static void
close_lists(struct build *b, struct lists *lists)
{
	while (lists->count > 0)
		close_list(b, lists);
}

static bool
goes_on(const struct lists *lists, size_t n, const struct plain_line *line)
{
	return lists->at[n].mark == line->mark && lists->at[n].sign == line->sign &&
	       (line->mark != PLAIN_ORDERED || line->value > lists->at[n].value);
}

/* Which open list the item goes on; the count of lists when it begins one inside. */
static size_t
list_of(const struct lists *lists, const struct plain_line *line)
{
	size_t n = lists->count;

	while (n > 0 && line->indent + 1 < lists->at[n - 1].indent)
		n--;
	for (size_t i = n; i > 0; i--)
		if (goes_on(lists, i - 1, line) && line->indent < lists->at[i - 1].indent + 2)
			return i - 1;
	return n;
}

/* "a)" is counted as item_mark has it. */
static struct str
counted_in(const struct plain_line *line)
{
	static const char kinds[] = "aAiI";
	const char *kind = strchr(kinds, (int)(line->sign & 0xff));

	if (line->mark != PLAIN_ORDERED)
		return S("");
	if (kind)
		return (struct str){kind, 1};
	return line->value ? S("") : S("0");
}

static void
say_item(struct build *b, struct lists *lists, const struct plain_line *line)
{
	size_t n = list_of(lists, line);
	bool ordered = line->mark == PLAIN_ORDERED;

	/* After an empty line another sign is another list, unless it stands further in. */
	if (n == lists->count && n > 0 && line->blanks > 0 &&
	    line->indent <= lists->at[n - 1].indent + 1 && lists->at[n - 1].mark != line->mark)
		n = 0;
	if (n == LISTS_MOST)
		n--;
	while (lists->count > n + 1)
		close_list(b, lists);
	if (lists->count == n + 1 && goes_on(lists, n, line))
		build_close(b);
	else {
		while (lists->count > n)
			close_list(b, lists);
		build_open(b, BLOCK_LIST, 0, line->number);
		lists->count++;
		lists->at[n].zero = ordered && !line->value;
		build_number(b, ordered ? line->value + lists->at[n].zero : 0);
		build_value(b, counted_in(line));
		lists->at[n].indent = line->indent;
		lists->at[n].sign = line->sign;
		lists->at[n].mark = line->mark;
	}
	lists->at[n].value = line->value;
	build_open(b, BLOCK_ITEM, 0, line->number);
	build_number(b, ordered ? line->value + lists->at[n].zero : 0);
	build_leaf(b, BLOCK_PARAGRAPH, 0, line->number, line->body);
}

/* --- lines -------------------------------------------------------------------------------- */

static void
say_source(struct build *b, const struct plain_line *line)
{
	build_open(b, BLOCK_REFERENCE, 0, line->number);
	if (line->mark == PLAIN_ORDERED) {
		struct str label = str_sub(line->text, 0, line->text.len - line->body.len);

		label = str_trim(label);
		while (label.len > 0 && ascii_punct(label.at[label.len - 1]))
			label.len--;
		while (label.len > 0 && ascii_punct(label.at[0]))
			label = str_sub(label, 1, label.len);
		build_value(b, label);
	}
	build_text(b, line->body);
	build_close(b);
}

static void
say_leaf(struct build *b, struct lists *lists, enum block_kind kind, const struct plain_line *line)
{
	bool inside = kind == BLOCK_PARAGRAPH && lists->count > 0 &&
		      line->indent >= lists->at[lists->count - 1].indent + 2;

	if (!inside)
		close_lists(b, lists);
	build_leaf(
	    b, kind, line->level, line->number, line->mark == PLAIN_HASH ? line->body : line->text);
}

static void
say_line(struct build *b, struct lists *lists, const struct plain_line *line)
{
	switch (line->role) {
	case PLAIN_TITLE:
		build_meta(b, BUILD_TITLE, line->body);
		break;
	case PLAIN_HEADING:
		say_leaf(b, lists, BLOCK_HEADING, line);
		break;
	case PLAIN_ITEM:
		say_item(b, lists, line);
		break;
	case PLAIN_REFERENCE:
		close_lists(b, lists);
		say_source(b, line);
		break;
	case PLAIN_HELP:
		say_leaf(b, lists, BLOCK_HELPLINE, line);
		break;
	case PLAIN_FURNITURE:
		say_leaf(b, lists, BLOCK_BOILERPLATE, line);
		break;
	case PLAIN_RULE:
		close_lists(b, lists);
		build_leaf(b, BLOCK_BREAK, 0, line->number, S(""));
		break;
	case PLAIN_UNKNOWN:
	case PLAIN_PROSE:
	case PLAIN_META:
		say_leaf(b, lists, BLOCK_PARAGRAPH, line);
		break;
	}
}

/* A text that would be nothing but page furniture is no page: all of it is kept. */
static void
keep_something(struct plain *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->at[i].role != PLAIN_FURNITURE && p->at[i].role != PLAIN_RULE)
			return;
	for (size_t i = 0; i < p->count; i++)
		if (p->at[i].role == PLAIN_FURNITURE)
			p->at[i].role = PLAIN_PROSE;
}

/* Which lines are page furniture is a guess: that they are left out is said. */
static void
say_left_out(const struct plain *p, struct build *b, struct diag *diag)
{
	const struct plain_line *first = NULL;
	unsigned count = 0;

	for (size_t i = 0; i < p->count; i++)
		if (p->at[i].role == PLAIN_FURNITURE) {
			first = first ? first : &p->at[i];
			count++;
		}
	if (first)
		diag_say(diag, DIAG_LEFT_OUT, build_place(b, first->number, first->text),
		    "%u line%s, first \"%.*s\"", count, count == 1 ? "" : "s",
		    STR_ARG(str_sub(first->text, 0, 60)));
}

static void
parse(struct str text, const char *file, struct build *b, struct diag *diag)
{
	size_t start = frontmatter_read(text, file, b, diag);
	struct str body = str_sub(text, start, text.len);
	struct plain p = {.words = words_new(), .language = S("")};
	struct lists lists = {.count = 0};
	struct buf decoded = {0};

	decode_escapes(body, file, &decoded, diag);
	if (decoded.len > 0)
		body = buf_str(&decoded);
	plain_read_lines(&p, body, line_of(text, start));
	if (p.glued > 0)
		diag_say(diag, DIAG_SPLIT_ITEMS, (struct where){file, 0, 0}, "%u lines", p.glued);
	plain_give_roles(&p, build_has_title(b));
	keep_something(&p);
	for (size_t i = 0; i < p.count; i++)
		say_line(b, &lists, &p.at[i]);
	close_lists(b, &lists);
	say_left_out(&p, b, diag);
	buf_free(&decoded);
	mem_free(p.at);
	words_free(p.words);
	arena_free(&p.arena);
}

static unsigned
looks_like(struct str text)
{
	(void)text;
	return 1;
}

const struct source_format source_format_plain = {
    .name = "plain",
    .extensions = "txt|text|asc",
    .looks_like = looks_like,
    .parse = parse,
};
