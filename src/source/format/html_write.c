/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/html_write.h"

#include "base/utf8.h"
#include "document/phone.h"
#include "source/format/html_apart.h"
#include "source/format/html_cite.h"
#include "source/format/html_table.h"
#include "source/format/html_writer.h"
#include "source/format/link.h"

enum { RECENT_MOST = 256, RECENT_KEPT = 64, RUN_LOOK = 64, RAISED_MOST = 60, TINY_IMAGE = 3 };

/* --- runs of text ------------------------------------------------------------------------- */

void
writer_end_run(struct writer *w)
{
	if (w->leaf > 0) {
		build_line_break(w->build);
	} else if (w->run) {
		build_close(w->build);
		w->run = false;
	}
	w->broke = false;
	buf_clear(&w->recent);
}

static void
begin_run(struct writer *w, enum block_kind kind, struct str value)
{
	build_open(w->build, kind, 0, w->line);
	build_value(w->build, value);
	w->run = true;
}

/* What leads back from a note to its place, at the note's start. */
static bool
is_back_sign(struct str s)
{
	s = str_trim(s);
	return str_equal(s, S("^")) || str_equal(s, S("\xe2\x86\x91")) ||
	       str_equal(s, S("\xe2\x86\xa9"));
}

static void
put_words(struct writer *w, struct str s)
{
	bool white = str_trim(s).len == 0;

	if (white && ((!w->run && w->leaf == 0) || w->broke))
		return;
	if (w->note.len > 0 && w->recent.len == 0 && is_back_sign(s))
		return;
	if (!w->run && w->leaf == 0)
		begin_run(w, BLOCK_PARAGRAPH, S(""));
	if (!white)
		w->broke = false;
	build_text(w->build, s);
	if (w->recent.len > RECENT_MOST) {
		struct buf kept = {0};

		buf_put(&kept,
		    str_sub(buf_str(&w->recent), w->recent.len - RECENT_KEPT, w->recent.len));
		buf_free(&w->recent);
		w->recent = kept;
	}
	buf_put(&w->recent, s.len > RECENT_KEPT ? str_sub(s, s.len - RECENT_KEPT, s.len) : s);
}

/* One break is a line's end that means something, two are a paragraph's. */
static void
put_break(struct writer *w)
{
	if (w->leaf == 0 && !w->run)
		return;
	if (w->broke && w->leaf == 0) {
		writer_end_run(w);
		return;
	}
	build_line_break(w->build);
	w->broke = true;
}

void
writer_leaf(struct writer *w, const struct html_node *node, enum block_kind kind, unsigned level)
{
	writer_end_run(w);
	if (w->leaf == 0)
		build_open(w->build, kind, level, node->line);
	w->leaf++;
	writer_children(w, node);
	w->leaf--;
	if (w->leaf == 0)
		build_close(w->build);
	else
		build_line_break(w->build);
	buf_clear(&w->recent);
}

static void
put_container(struct writer *w, const struct html_node *node, enum block_kind kind)
{
	writer_end_run(w);
	if (w->leaf == 0)
		build_open(w->build, kind, 0, node->line);
	writer_children(w, node);
	writer_end_run(w);
	if (w->leaf == 0)
		build_close(w->build);
}

/* --- lists and notes ---------------------------------------------------------------------- */

static void
put_reference(struct writer *w, const struct html_node *node, struct str label)
{
	writer_end_run(w);
	build_open(w->build, BLOCK_REFERENCE, 0, node->line);
	build_value(w->build, label);
	w->leaf++;
	w->note = label;
	writer_children(w, node);
	w->note = S("");
	w->leaf--;
	build_close(w->build);
	buf_clear(&w->recent);
}

static bool
is_reference_list(const struct html_node *list)
{
	for (const struct html_node *item = list->child; item; item = item->next)
		if (item->tag == HTML_LI && item->reference.len > 0)
			return true;
	return false;
}

static void
put_references(struct writer *w, const struct html_node *list, unsigned long number)
{
	for (const struct html_node *item = list->child; item; item = item->next) {
		struct buf own = {0};

		if (item->tag != HTML_LI) {
			writer_node(w, item);
			continue;
		}
		buf_print(&own, "%lu", number++);
		if (item->role == HTML_READ)
			put_reference(
			    w, item, item->reference.len ? item->reference : buf_str(&own));
		buf_free(&own);
	}
}

static void
put_item(struct writer *w, const struct html_node *item, unsigned long number)
{
	if (item->role == HTML_SET_APART) {
		writer_node(w, item);
		return;
	}
	build_open(w->build, BLOCK_ITEM, 0, item->line);
	build_number(w->build, number);
	writer_open_language(w, item);
	writer_children(w, item);
	writer_end_run(w);
	writer_close_language(w, item);
	build_close(w->build);
}

static unsigned long
number_of(const struct html_node *node, struct str name, unsigned long otherwise)
{
	unsigned long number;

	return str_number(str_trim(html_value(node, name)), 999999, &number) && number > 0
		   ? number
		   : otherwise;
}

/* How the items are counted, as item_mark wants it. */
static struct str
counted_in(const struct html_node *list)
{
	static const struct {
		const char *style, *mark;
	} kinds[] = {{"lower-alpha", "a"}, {"lower-latin", "a"}, {"upper-alpha", "A"},
	    {"upper-latin", "A"}, {"lower-roman", "i"}, {"upper-roman", "I"}};
	struct str type = str_trim(html_value(list, S("type"))),
		   style = html_value(list, S("style"));

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_equal(type, str_of(kinds[i].mark)) ||
		    str_find(style, str_of(kinds[i].style), 0) != STR_NONE)
			return str_of(kinds[i].mark);
	return S("");
}

/* The number of the first item: of a list that counts down that of its items. */
static unsigned long
first_number(const struct html_node *list)
{
	unsigned long count = 0;

	for (const struct html_node *item = list->child; item; item = item->next)
		count += item->tag == HTML_LI && item->role == HTML_READ;
	return number_of(list, S("start"), html_has(list, S("reversed")) && count ? count : 1);
}

static bool
begins_with_zero(const struct html_node *list)
{
	unsigned long start;

	return counted_in(list).len == 0 &&
	       str_number(str_trim(html_value(list, S("start"))), 0, &start);
}

static void
put_list(struct writer *w, const struct html_node *list)
{
	bool ordered = list->tag == HTML_OL, down = html_has(list, S("reversed"));
	bool zero = ordered && !down && begins_with_zero(list);
	unsigned long number = first_number(list), own;

	writer_end_run(w);
	if (w->leaf > 0) {
		writer_children(w, list);
		return;
	}
	if (is_reference_list(list)) {
		put_references(w, list, number);
		return;
	}
	build_open(w->build, BLOCK_LIST, 0, list->line);
	build_number(w->build, ordered ? number : 0);
	build_value(w->build, zero ? S("0") : ordered ? counted_in(list) : S(""));
	for (const struct html_node *item = list->child; item; item = item->next) {
		if (item->role == HTML_HIDDEN)
			continue;
		if (item->tag != HTML_LI) {
			writer_node(w, item);
			writer_end_run(w);
			continue;
		}
		own = number_of(item, S("value"), 0);
		number = own ? own + zero : number;
		put_item(w, item, ordered ? number : 0);
		if (!down)
			number++;
		else if (number)
			number--;
	}
	build_close(w->build);
}

/* --- images ------------------------------------------------------------------------------- */

static bool
is_tiny(const struct html_node *image)
{
	unsigned long width, height;

	return (str_number(html_value(image, S("width")), 9999, &width) && width <= TINY_IMAGE) ||
	       (str_number(html_value(image, S("height")), 9999, &height) && height <= TINY_IMAGE);
}

/* Whether text follows in the line; what came before has opened the run. */
static bool
text_follows(const struct html_node *image)
{
	const struct html_node *at = image;

	while (at->parent && html_flow(at->parent->tag) == HTML_FLOW_INLINE && !at->next)
		at = at->parent;
	at = at->next;
	for (unsigned i = 0; at && i < RUN_LOOK; at = at->next, i++) {
		if (html_flow(at->tag) == HTML_FLOW_BLOCK || at->has_block || at->tag == HTML_BR)
			return false;
		if (at->role == HTML_READ && at->size.text > 0)
			return true;
	}
	return false;
}

static bool
in_figure(const struct html_node *node)
{
	for (unsigned i = 0; node && i < 6; node = node->parent, i++)
		if (node->tag == HTML_FIGURE)
			return true;
	return false;
}

static void
put_image(struct writer *w, const struct html_node *image)
{
	struct str alt = str_trim(html_value(image, S("alt"))), src = html_value(image, S("src"));
	bool decorative = (html_has(image, S("alt")) && alt.len == 0) ||
			  html_is(image, S("role"), S("presentation")) ||
			  html_is(image, S("role"), S("none"));

	if (alt.len == 0 && !decorative)
		alt = str_trim(html_value(image, S("aria-label")));
	if (alt.len == 0 && !decorative)
		alt = str_trim(html_value(image, S("title")));
	if (is_tiny(image) || (decorative && !in_figure(image)))
		return;
	if (alt.len == 0 && !decorative)
		diag_say(w->diag, DIAG_NO_ALT, build_place(w->build, image->line, src), "\"%.*s\"",
		    STR_ARG(str_sub(src, 0, src.len < 200 ? src.len : 200)));
	if (w->leaf > 0 || w->run || text_follows(image)) {
		if (alt.len == 0)
			return;
		build_span_open(w->build, SPAN_IMAGE, src);
		put_words(w, alt);
		build_span_close(w->build);
		return;
	}
	build_open(w->build, BLOCK_FIGURE, 0, image->line);
	build_value(w->build, src);
	build_flag(w->build, decorative ? BLOCK_DECORATIVE : 0);
	build_text(w->build, alt);
	build_close(w->build);
}

/* --- inline elements ---------------------------------------------------------------------- */

/* A link back to where a note is cited, or to a heading itself: a sign, not words. */
static bool
is_anchor_sign(struct writer *w, const struct html_node *link)
{
	struct buf text = {0}, mark = {0};
	size_t at = 0;
	bool sign = link->size.text <= 12 && html_in_page(link);

	html_text(link, &text);
	while (sign && at < text.len) {
		unsigned c = utf8_next(buf_str(&text), &at);

		sign = !char_word(c);
	}
	if (!sign && w->note.len > 0 && html_in_page(link))
		sign = html_mark(buf_str(&text), true, &mark);
	buf_free(&text);
	buf_free(&mark);
	return sign && link->size.text <= 12;
}

static void
put_citation(struct writer *w, struct str label)
{
	if (!w->run && w->leaf == 0)
		begin_run(w, BLOCK_PARAGRAPH, S(""));
	build_citation(w->build, label);
	w->broke = false;
}

/* The words of a telephone link, and the number where they do not show it. */
static void
put_phone_link(struct writer *w, const struct html_node *link, struct str number)
{
	char dial[PHONE_DIAL_MOST];
	struct buf words = {0};
	bool alone;

	html_text(link, &words);
	alone = phone_dial(buf_str(&words), dial);
	if (alone)
		build_span_open(w->build, SPAN_PHONE, str_of(dial));
	writer_children(w, link);
	if (alone)
		build_span_close(w->build);
	if (!link_shows_number(buf_str(&words), number)) {
		put_words(w, words.len ? S(" (") : S(""));
		if (phone_dial(number, dial))
			build_span_open(w->build, SPAN_PHONE, str_of(dial));
		put_words(w, number);
		if (phone_dial(number, dial))
			build_span_close(w->build);
		put_words(w, words.len ? S(")") : S(""));
	}
	buf_free(&words);
}

static void
put_link(struct writer *w, const struct html_node *link)
{
	struct str href = html_value(link, S("href")), number = S("");
	enum link_kind kind = link_kind(href, &number);
	struct buf label = {0};

	if (w->note.len == 0 && html_cited_link(link, &label)) {
		put_citation(w, buf_str(&label));
	} else if (html_in_page(link) && link->size.text > 0 && is_anchor_sign(w, link)) {
		; /* leads nowhere once the page is left */
	} else if (kind == LINK_PHONE) {
		put_phone_link(w, link, number);
	} else if (kind == LINK_ADDRESS) {
		build_span_open(w->build, SPAN_LINK, href);
		writer_children(w, link);
		build_span_close(w->build);
	} else {
		writer_children(w, link);
	}
	buf_free(&label);
}

static bool
is_number(struct str s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.len; i++)
		digits += ascii_digit(s.at[i]);
	return digits > 0;
}

/* Raised digits are a citation, the label of a note, or an exponent; raised words ("th") are
   only small. */
static void
put_raised(struct writer *w, const struct html_node *sup)
{
	struct buf label = {0}, text = {0};

	if (sup->size.text <= RAISED_MOST)
		html_text(sup, &text);
	if (w->note.len == 0 && html_cited_raised(sup, buf_str(&w->recent), &label)) {
		put_citation(w, buf_str(&label));
	} else if (!w->run && w->leaf == 0 && html_mark(buf_str(&text), true, &label)) {
		begin_run(w, BLOCK_REFERENCE, buf_str(&label));
	} else if (w->note.len > 0 && w->recent.len == 0 &&
		   html_mark(buf_str(&text), true, &label)) {
		; /* the label of the note, which it has already */
	} else if (is_number(buf_str(&text)) || text.len == 1) {
		build_span_open(w->build, SPAN_SUPERSCRIPT, S(""));
		writer_children(w, sup);
		build_span_close(w->build);
	} else {
		writer_children(w, sup);
	}
	buf_free(&label);
	buf_free(&text);
}

/* A formula's base and its exponent or index. */
static void
put_script(struct writer *w, const struct html_node *node, enum span_kind kind)
{
	bool base = true;

	for (const struct html_node *part = node->child; part; part = part->next) {
		if (!base)
			build_span_open(w->build, kind, S(""));
		writer_node(w, part);
		if (!base)
			build_span_close(w->build);
		if (part->tag != HTML_TEXT)
			base = false;
	}
}

static void
put_around(struct writer *w, const struct html_node *node, struct str before, struct str after)
{
	put_words(w, before);
	writer_children(w, node);
	put_words(w, after);
}

static void
put_inline(struct writer *w, const struct html_node *node)
{
	struct str title = str_trim(html_value(node, S("title")));
	enum span_kind kind;

	if (node->tag == HTML_A) {
		put_link(w, node);
	} else if (node->tag == HTML_BR) {
		put_break(w);
	} else if (node->tag == HTML_IMG) {
		put_image(w, node);
	} else if (node->tag == HTML_SUP) {
		put_raised(w, node);
	} else if (node->tag == HTML_MSUP || node->tag == HTML_MSUB) {
		put_script(w, node, node->tag == HTML_MSUP ? SPAN_SUPERSCRIPT : SPAN_SUBSCRIPT);
	} else if (node->tag == HTML_Q) {
		put_around(w, node, S("\xe2\x80\x9c"), S("\xe2\x80\x9d"));
	} else if (node->tag == HTML_RT) {
		put_around(w, node, S(" ("), S(")"));
	} else if ((node->tag == HTML_ABBR || node->tag == HTML_ACRONYM) && title.len > 0) {
		build_span_open(w->build, SPAN_ABBREVIATION, title);
		writer_children(w, node);
		build_span_close(w->build);
	} else if (html_span(node->tag, &kind)) {
		build_span_open(w->build, kind, S(""));
		writer_children(w, node);
		build_span_close(w->build);
	} else {
		writer_children(w, node);
	}
}

/* --- blocks ------------------------------------------------------------------------------- */

static void
put_flow(struct writer *w, const struct html_node *node)
{
	writer_end_run(w);
	writer_children(w, node);
	writer_end_run(w);
}

static bool
is_box(const struct html_node *node)
{
	return node->tag == HTML_ASIDE || html_is(node, S("role"), S("note")) ||
	       html_is(node, S("role"), S("complementary"));
}

static void
put_box(struct writer *w, const struct html_node *node)
{
	bool box = w->leaf == 0;

	writer_end_run(w);
	if (box)
		build_box_open(w->build);
	put_flow(w, node);
	if (box)
		build_box_close(w->build);
}

static struct str
code_language(const struct html_node *pre)
{
	static const struct str prefixes[] = {STR("language-"), STR("lang-")};

	for (const struct html_node *at = pre; at && at->tag != HTML_TEXT; at = at->child) {
		struct str rest = html_value(at, S("class")), word;

		while (rest.at && str_cut(&rest, ' ', &word))
			for (size_t i = 0; i < 2; i++)
				if (str_starts(word, prefixes[i]))
					return str_sub(word, prefixes[i].len, word.len);
	}
	return S("");
}

static void
put_code(struct writer *w, const struct html_node *pre)
{
	writer_end_run(w);
	if (w->leaf == 0) {
		build_open(w->build, BLOCK_CODE, 0, pre->line);
		build_value(w->build, code_language(pre));
	}
	w->leaf++;
	writer_children(w, pre);
	w->leaf--;
	if (w->leaf == 0)
		build_close(w->build);
	writer_end_run(w);
}

static void
put_block(struct writer *w, const struct html_node *node)
{
	unsigned level = html_heading(node->tag);

	if (level > 0)
		writer_leaf(w, node, BLOCK_HEADING, level);
	else if (node->tag == HTML_UL || node->tag == HTML_OL || node->tag == HTML_MENU ||
		 node->tag == HTML_DIR)
		put_list(w, node);
	else if (node->reference.len > 0 && w->leaf == 0)
		put_reference(w, node, node->reference);
	else if (node->tag == HTML_BLOCKQUOTE)
		put_container(w, node, BLOCK_QUOTE);
	else if (node->tag == HTML_DL)
		put_container(w, node, BLOCK_DEFINITIONS);
	else if (node->tag == HTML_DT)
		writer_leaf(w, node, BLOCK_TERM, 0);
	else if (node->tag == HTML_DD)
		put_container(w, node, BLOCK_DETAIL);
	else if (node->tag == HTML_LI && w->leaf == 0)
		put_container(w, node, BLOCK_ITEM);
	else if (node->tag == HTML_FIGCAPTION)
		writer_leaf(w, node, BLOCK_CAPTION, 0);
	else if (node->tag == HTML_PRE || node->tag == HTML_LISTING || node->tag == HTML_XMP ||
		 node->tag == HTML_PLAINTEXT)
		put_code(w, node);
	else if (node->tag == HTML_TABLE && w->leaf == 0 && html_is_data_table(node))
		html_put_table(w, node);
	else if (node->tag == HTML_HR) {
		writer_end_run(w);
		if (w->leaf == 0)
			build_leaf(w->build, BLOCK_BREAK, 0, node->line, S(""));
	} else if (is_box(node))
		put_box(w, node);
	else
		put_flow(w, node);
}

/* --- the walk ----------------------------------------------------------------------------- */

static bool
changes_language(const struct writer *w, const struct html_node *node)
{
	struct str lang = html_value(node, S("lang"));

	return lang.len > 0 && node->tag != HTML_HTML && node->tag != HTML_BODY &&
	       !str_equal_fold(lang, w->language);
}

void
writer_open_language(struct writer *w, const struct html_node *node)
{
	if (changes_language(w, node))
		build_span_open(w->build, SPAN_LANGUAGE, html_value(node, S("lang")));
}

void
writer_close_language(struct writer *w, const struct html_node *node)
{
	if (changes_language(w, node))
		build_span_close(w->build);
}

void
writer_children(struct writer *w, const struct html_node *node)
{
	for (const struct html_node *child = node->child; child; child = child->next)
		writer_node(w, child);
}

void
writer_node(struct writer *w, const struct html_node *node)
{
	if (node->role == HTML_HIDDEN)
		return;
	w->line = node->line;
	if (node->tag == HTML_TEXT) {
		put_words(w, node->text);
		return;
	}
	if (node->role == HTML_SET_APART && w->leaf == 0) {
		writer_end_run(w);
		html_put_apart(w, node);
		return;
	}
	writer_open_language(w, node);
	if (html_flow(node->tag) == HTML_FLOW_BLOCK)
		put_block(w, node);
	else
		put_inline(w, node);
	writer_close_language(w, node);
}

static struct str
page_language(const struct html_node *root)
{
	for (const struct html_node *at = root; at; at = html_next(root, at, false))
		if (at->tag == HTML_HTML || at->tag == HTML_BODY)
			if (html_value(at, S("lang")).len > 0)
				return html_value(at, S("lang"));
	return S("");
}

void
html_write(struct html_node *root, const char *file, struct build *build, struct diag *diag)
{
	struct writer w = {.build = build,
	    .diag = diag,
	    .file = file,
	    .language = page_language(root),
	    .note = S("")};

	writer_node(&w, root);
	writer_end_run(&w);
	buf_free(&w.recent);
}
