/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/html_cite.h"

#include "base/utf8.h"

enum { DIGITS_MOST = 3, RANGE_MOST = 20, MARK_TEXT_MOST = 60 };

/* --- marks -------------------------------------------------------------------------------- */

static struct str
without_brackets(struct str s)
{
	s = str_trim(s);
	if (s.len >= 2 && ((s.at[0] == '[' && s.at[s.len - 1] == ']') ||
			      (s.at[0] == '(' && s.at[s.len - 1] == ')')))
		s = str_trim(str_sub(s, 1, s.len - 1));
	return s;
}

static bool
take_number(struct str s, size_t *at, unsigned long *number)
{
	size_t from = *at;

	while (*at < s.len && ascii_digit(s.at[*at]))
		++*at;
	return *at > from && *at - from <= DIGITS_MOST &&
	       str_number(str_sub(s, from, *at), 999, number);
}

/* What stands between two numbers: ',' (or ';', blanks, brackets) or '-' for a range; 0: neither.
 */
static char
take_joint(struct str s, size_t *at)
{
	char joint = 0;

	while (*at < s.len) {
		size_t next = *at;
		unsigned c = utf8_next(s, &next);

		if (c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013)
			joint = '-';
		else if (c == ',' || c == ';' || c == ' ' || c == 0xa0 || c == '[' || c == ']' ||
			 c == 0x2009)
			joint = joint ? joint : ',';
		else
			break;
		*at = next;
	}
	return joint;
}

static bool
put_range(unsigned long first, unsigned long last, struct buf *label)
{
	if (last <= first || last - first > RANGE_MOST)
		return false;
	while (++first <= last)
		buf_print(label, ",%lu", first);
	return true;
}

static bool
number_marks(struct str s, struct buf *label)
{
	unsigned long number, before = 0;
	size_t at = 0;
	char joint = ',';

	while (at < s.len) {
		if (!take_number(s, &at, &number))
			return false;
		if (joint == '-') {
			if (!put_range(before, number, label))
				return false;
		} else {
			buf_print(label, before ? ",%lu" : "%lu", number);
		}
		before = number;
		if (at == s.len)
			return true;
		joint = take_joint(s, &at);
		if (joint == 0)
			return false;
	}
	return before > 0;
}

bool
html_mark(struct str text, bool letters, struct buf *label)
{
	struct str s = without_brackets(text);
	size_t from = label->len;

	if (s.len == 0 || s.len > MARK_TEXT_MOST)
		return false;
	if (letters && s.len == 1 && (ascii_lower(s.at[0]) || s.at[0] == '*')) {
		buf_put(label, s);
		return true;
	}
	if (number_marks(s, label))
		return true;
	label->len = from;
	return false;
}

/* --- links -------------------------------------------------------------------------------- */

bool
html_in_page(const struct html_node *link)
{
	struct str href = str_trim(html_value(link, S("href")));

	return href.len > 1 && href.at[0] == '#';
}

static bool
names_a_note(struct str fragment)
{
	static const struct str words[] = {STR("ref"), STR("note"), STR("fn"), STR("cit"),
	    STR("bib"), STR("source"), STR("fuss"), STR("pie"), STR("nota"), STR("CR")};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (size_t at = 0; at < fragment.len; at++)
			if (str_starts_fold(str_sub(fragment, at, fragment.len), words[i]))
				return true;
	return false;
}

static bool
raised(const struct html_node *node)
{
	for (; node && html_flow(node->tag) == HTML_FLOW_INLINE; node = node->parent)
		if (node->tag == HTML_SUP)
			return true;
	return false;
}

static bool
holds_sup(const struct html_node *node)
{
	for (const struct html_node *at = node->child; at; at = at->child)
		if (at->tag == HTML_SUP)
			return at->next == NULL;
	return false;
}

bool
html_cited_link(const struct html_node *link, struct buf *label)
{
	struct buf text = {0};
	struct str s;
	bool cited = false;

	if (!html_in_page(link) || link->size.text > MARK_TEXT_MOST)
		return false;
	html_text(link, &text);
	s = str_trim(buf_str(&text));
	if (raised(link) || holds_sup(link) || (s.len > 0 && s.at[0] == '['))
		cited = html_mark(s, true, label);
	else if (names_a_note(html_value(link, S("href"))))
		cited = html_mark(s, false, label);
	buf_free(&text);
	return cited;
}

/* --- by place ----------------------------------------------------------------------------- */

static struct str
last_word(struct str s)
{
	size_t at = s.len;

	while (at > 0) {
		size_t start = at;
		unsigned c = utf8_before(s, &start);

		if (!char_word(c))
			break;
		at = start;
	}
	return str_sub(s, at, s.len);
}

static bool
is_year(struct str word)
{
	unsigned long year;

	return word.len == 4 && str_number(word, 2099, &year) && year >= 1800;
}

/* Lengths and times are squared and cubed. */
static bool
is_unit(struct str word)
{
	static const struct str units[] = {STR("m"), STR("cm"), STR("mm"), STR("km"), STR("dm"),
	    STR("nm"), STR("\xc2\xb5m"), STR("\xce\xbcm"), STR("in"), STR("ft"), STR("yd"),
	    STR("mi"), STR("s"), STR("sec"), STR("inch"), STR("feet"), STR("foot")};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (str_equal(word, units[i]))
			return true;
	return false;
}

static bool
letters_only(struct str word)
{
	size_t at = 0;

	while (at < word.len)
		if (char_digit(utf8_next(word, &at)))
			return false;
	return word.len > 0;
}

/* Behind a year or a word of more than one letter a raised number is a mark, behind any other
   number, a single letter or a unit it is an exponent. */
static bool
may_be_cited(struct str before, struct str label)
{
	struct str word;
	size_t at;
	unsigned c;

	before = str_trim_end(before);
	if (before.len == 0)
		return false;
	at = before.len;
	c = utf8_before(before, &at);
	if (c == ')')
		word = last_word(str_sub(before, 0, at));
	else if (!char_word(c))
		return true;
	else
		word = last_word(before);
	if (is_year(word))
		return true;
	if (!letters_only(word) || utf8_count(word) < 2)
		return false;
	return !is_unit(word) || !(str_equal(label, S("2")) || str_equal(label, S("3")));
}

bool
html_cited_raised(const struct html_node *sup, struct str before, struct buf *label)
{
	struct buf text = {0};
	size_t from = label->len;
	bool cited = false;
	struct str s;

	if (sup->size.text > MARK_TEXT_MOST)
		return false;
	for (const struct html_node *at = sup->child; at && !cited; at = html_next(sup, at, false))
		cited = at->tag == HTML_A && html_in_page(at);
	html_text(sup, &text);
	s = str_trim(buf_str(&text));
	if (html_mark(s, cited, label))
		cited = cited || s.at[0] == '[' ||
			may_be_cited(before, str_sub(buf_str(label), from, label->len));
	else
		cited = false;
	if (!cited)
		label->len = from;
	buf_free(&text);
	return cited;
}

/* --- what they lead to -------------------------------------------------------------------- */

struct target {
	struct str id, label;
};

struct targets {
	struct target *at; /* open addressing; a power of two, at most half full */
	size_t room, count;
};

static size_t
slot_of(const struct targets *t, struct str id)
{
	size_t hash = 2166136261u;

	for (size_t i = 0; i < id.len; i++)
		hash = (hash ^ (unsigned char)id.at[i]) * 16777619u;
	hash &= t->room - 1;
	while (t->at[hash].id.len > 0 && !str_equal(t->at[hash].id, id))
		hash = (hash + 1) & (t->room - 1);
	return hash;
}

static void
add_target(struct targets *t, struct target target)
{
	size_t slot;

	if (2 * (t->count + 1) > t->room) {
		struct targets grown = {.room = t->room ? 2 * t->room : 64};

		grown.at = mem_array(grown.room, sizeof(*grown.at));
		for (size_t i = 0; i < t->room; i++)
			if (t->at[i].id.len > 0)
				grown.at[slot_of(&grown, t->at[i].id)] = t->at[i];
		grown.count = t->count;
		mem_free(t->at);
		*t = grown;
	}
	slot = slot_of(t, target.id);
	if (t->at[slot].id.len == 0) {
		t->at[slot] = target;
		t->count++;
	}
}

static void
note_link(struct targets *t, const struct html_node *link, struct arena *arena)
{
	struct buf label = {0};
	struct str href = str_trim(html_value(link, S("href")));

	if (html_cited_link(link, &label))
		add_target(t,
		    (struct target){str_sub(href, 1, href.len), arena_str(arena, buf_str(&label))});
	buf_free(&label);
}

/* The block whose first words hold the target. */
static struct html_node *
block_of(struct html_node *node)
{
	while (node->parent && (html_flow(node->tag) != HTML_FLOW_BLOCK ||
				   (node->tag == HTML_P && node->parent->tag == HTML_LI &&
				       node->parent->child == node)))
		node = node->parent;
	return node;
}

static void
note_target(const struct targets *t, struct html_node *node, struct str id)
{
	struct html_node *block;
	const struct target *target;

	if (id.len == 0 || t->count == 0)
		return;
	target = &t->at[slot_of(t, id)];
	block = block_of(node);
	if (target->id.len > 0 && block->reference.len == 0 &&
	    (block->tag == HTML_LI || block->tag == HTML_P || block->tag == HTML_DIV))
		block->reference = target->label;
}

void
html_cite(struct html_node *root, struct arena *arena)
{
	struct targets targets = {0};

	for (struct html_node *at = root; at;
	     at = html_next(root, at, at->role != HTML_READ && at != root)) {
		if (at->tag == HTML_TEXT)
			continue;
		note_target(&targets, at, html_value(at, S("id")));
		if (at->tag == HTML_A) {
			note_target(&targets, at, html_value(at, S("name")));
			note_link(&targets, at, arena);
		}
	}
	mem_free(targets.at);
}
