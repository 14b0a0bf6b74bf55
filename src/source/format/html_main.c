/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/html_main.h"

#include "source/format/html_fold.h"
#include "source/format/html_hint.h"
#include "source/words.h"

/*
 * The rules, in the order they are applied:
 *  1. What is hidden or a control is not read (html_hide), but for what can be opened
 *     (html_unfold).
 *  2. Text is measured: prose is what stands in running sentences outside links.
 *  3. Furniture is set apart: elements that say so by tag, role, class or id, unless most of
 *     the page's prose stands in them.
 *  4. The article is the smallest element that holds nearly all remaining prose, found from
 *     the top down; what a page itself marks as the article is believed when enough is in it.
 *  5. Beside it, what reads like the article (prose, few links) stays with it.
 *  6. Inside it, what is mostly links and stands before, behind or between is set apart, unless
 *     the text leads into it, and lines that are page furniture by their words in any language
 *     (source/words).
 */
enum {
	PROSE_PIECE = 40, /* bytes: shorter pieces of text are prose only as sentences */
	PROSE_SENTENCE = 20,
	NUMBER_DIGITS = 3,
	SHORT_PAGE = 140,      /* of prose: less, and the whole body is read */
	HOLDS_NEARLY_ALL = 85, /* percent of the prose, for going down into a child */
	MARKED_ARTICLE = 50,   /* percent, for believing the page */
	FURNITURE_MOST = 50,   /* percent of prose that furniture may hold */
	COMMENTS_MOST = 85,
	BESIDE_PROSE = 80,   /* bytes of prose that make a neighbour part of the article */
	FURNITURE_LINE = 80, /* bytes: longer lines are not looked at for their words */
	LEAD_WORDS = 4,      /* "You can call these places:" leads into a list, "Also:" does not */
	LINKED_MOST = 50,    /* percent of text in links */
	BESIDE_LINKED = 25,
	BESIDE_NODES = 200
};

static bool
is_element(const struct html_node *node)
{
	return node->tag != HTML_TEXT;
}

static size_t
percent(size_t part, size_t whole)
{
	return whole ? part * 100 / whole : 0;
}

/* --- 1: hidden ---------------------------------------------------------------------------- */

static bool
style_hides(struct str style)
{
	struct buf tight = {0};
	bool hides;

	if (style.len == 0)
		return false;
	for (size_t i = 0; i < style.len; i++)
		if (!ascii_space(style.at[i]))
			buf_byte(&tight, ascii_fold(style.at[i]));
	hides = str_find(buf_str(&tight), S("display:none"), 0) != STR_NONE ||
		str_find(buf_str(&tight), S("visibility:hidden"), 0) != STR_NONE;
	buf_free(&tight);
	return hides;
}

/* Without scripts it would be seen; with them it repeats what stands beside it. It is read
   only where there is nothing else. */
static bool
repeats(const struct html_node *noscript)
{
	for (const struct html_node *at = noscript->parent->child; at; at = at->next) {
		if (at == noscript)
			continue;
		if (at->tag == HTML_IMG || at->tag == HTML_PICTURE)
			return true;
		if (at->tag == HTML_TEXT && str_trim(at->text).len > 0)
			return true;
		if (is_element(at) && at->tag != HTML_NOSCRIPT && at->tag != HTML_SCRIPT)
			return true;
	}
	return noscript->parent->tag == HTML_BODY || noscript->parent->tag == HTML_HEAD;
}

static bool
is_hidden(const struct html_node *node)
{
	static const struct str roles[] = {STR("dialog"), STR("alertdialog"), STR("button"),
	    STR("menubar"), STR("menuitem"), STR("tooltip"), STR("progressbar")};

	if (html_flow(node->tag) == HTML_FLOW_SILENT)
		return true;
	if (node->open)
		return false;
	if (node->tag == HTML_NOSCRIPT)
		return repeats(node);
	if (node->attribute_count == 0 || node->tag == HTML_HTML || node->tag == HTML_BODY)
		return false;
	if (html_has(node, S("hidden")) && !html_is(node, S("hidden"), S("until-found")))
		return true;
	if (html_is(node, S("aria-hidden"), S("true")) || style_hides(html_value(node, S("style"))))
		return true;
	if (node->tag == HTML_A && html_has(node, S("href")))
		return false; /* a link that looks like a button is a link */
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (html_is(node, S("role"), roles[i]))
			return true;
	return false;
}

/* "Call 988": a button that tells a number is not passed over. */
static bool
is_numbered_button(const struct html_node *node)
{
	unsigned digits = 0;

	if (node->tag != HTML_BUTTON && !html_is(node, S("role"), S("button")))
		return false;
	if (html_has(node, S("hidden")) || html_is(node, S("aria-hidden"), S("true")) ||
	    style_hides(html_value(node, S("style"))))
		return false;
	for (const struct html_node *at = node; at; at = html_next(node, at, false))
		for (size_t i = 0; at->tag == HTML_TEXT && i < at->text.len; i++)
			digits += ascii_digit(at->text.at[i]);
	return digits >= NUMBER_DIGITS;
}

void
html_hide(struct html_node *root)
{
	for (struct html_node *at = root; at; at = html_next(root, at, at->role == HTML_HIDDEN))
		if (is_element(at) && is_hidden(at) && at != root)
			at->role = is_numbered_button(at) ? HTML_SET_APART : HTML_HIDDEN;
}

/* --- 2: measures -------------------------------------------------------------------------- */

/* One piece of text with a block of its own. */
struct piece {
	struct html_node *block;
	size_t text, linked;
	bool sentence; /* its last character ends a sentence */
	bool white;    /* the text so far ends with white space */
};

static bool
reads_as_prose(const struct piece *p)
{
	size_t least = p->sentence ? PROSE_SENTENCE : PROSE_PIECE;

	return p->text - p->linked >= least && p->linked * 2 < p->text;
}

static void
end_piece(struct piece *p)
{
	struct html_measure *size = &p->block->size;

	size->runs += p->text > 0;
	if (reads_as_prose(p))
		size->prose += p->text - p->linked;
	*p = (struct piece){.block = p->block, .white = true};
}

static bool
ends_sentence(struct str s)
{
	static const struct str ends[] = {STR("\xe2\x80\x9d"), STR("\xe3\x80\x82"),
	    STR("\xe2\x80\xa6"), STR("\xe0\xa5\xa4"), STR("\xd8\x9f"), STR("\xef\xbc\x81")};
	char last = s.at[s.len - 1];

	if (last == '.' || last == '!' || last == '?' || last == ':' || last == ';' || last == '"')
		return true;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (str_ends(s, ends[i]))
			return true;
	return false;
}

static void
measure_text(struct html_node *node, struct piece *p, bool linked)
{
	struct str s = node->text;
	size_t bytes = 0;

	for (size_t i = 0; i < s.len; i++) {
		bool white = ascii_space(s.at[i]);

		bytes += !(white && p->white);
		p->white = white;
	}
	s = str_trim(s);
	if (s.len == 0) {
		if (p->text == 0)
			p->white = true;
		bytes = 0;
	} else {
		p->sentence = ends_sentence(s);
	}
	node->size.text = bytes;
	node->size.linked = linked ? bytes : 0;
	p->text += bytes;
	p->linked += linked ? bytes : 0;
}

static void
add_size(struct html_measure *to, const struct html_measure *from)
{
	to->text += from->text;
	to->linked += from->linked;
	to->prose += from->prose;
	to->links += from->links;
	to->runs += from->runs;
}

/* The tree is bounded in depth, so this may recurse. */
static void
measure(struct html_node *node, struct piece *p, bool linked)
{
	bool block = is_element(node) && html_flow(node->tag) == HTML_FLOW_BLOCK;
	struct html_node *outer = p->block;

	node->size = (struct html_measure){0};
	if (node->role == HTML_HIDDEN)
		return;
	if (node->tag == HTML_TEXT) {
		measure_text(node, p, linked);
		return;
	}
	if (block) {
		end_piece(p);
		p->block = node;
	}
	if (node->tag == HTML_A && html_has(node, S("href"))) {
		/* a link inside its own page is no sign of navigation */
		linked = !str_starts(html_value(node, S("href")), S("#"));
		node->size.links = linked;
	}
	node->has_block = false;
	for (struct html_node *child = node->child; child; child = child->next) {
		measure(child, p, linked);
		add_size(&node->size, &child->size);
		node->has_block = node->has_block || child->has_block ||
				  (is_element(child) && child->role != HTML_HIDDEN &&
				      html_flow(child->tag) == HTML_FLOW_BLOCK);
	}
	if (block) {
		end_piece(p);
		p->block = outer;
	}
}

void
html_measure(struct html_node *root)
{
	struct piece p = {.block = root, .white = true};

	measure(root, &p, false);
}

/* --- 3: furniture ------------------------------------------------------------------------- */

/* Takes an element's prose out of what its parents count. */
static void
set_apart(struct html_node *node)
{
	/* in a heading it is a control ("[edit]") */
	bool control = node->parent && html_heading(node->parent->tag) > 0;

	node->role = control ? HTML_HIDDEN : HTML_SET_APART;
	for (struct html_node *up = node->parent; up; up = up->parent)
		up->size.prose -=
		    node->size.prose < up->size.prose ? node->size.prose : up->size.prose;
}

static bool
marks_article(const struct html_node *node)
{
	struct str property = html_value(node, S("itemprop"));

	return node->tag == HTML_MAIN || node->tag == HTML_ARTICLE ||
	       html_is(node, S("role"), S("main")) || html_is(node, S("role"), S("article")) ||
	       str_find(property, S("articleBody"), 0) != STR_NONE;
}

/* A box in the article itself is a warning or a pull quote more often than furniture. */
static bool
in_article(const struct html_node *node)
{
	for (node = node->parent; node; node = node->parent)
		if (marks_article(node))
			return true;
	return false;
}

/* A box between paragraphs, as those that stand beside the text are not. */
static bool
in_flow(const struct html_node *node)
{
	bool before = false;

	unsigned seen = 0;

	for (const struct html_node *at = node->parent->child;
	     at && at != node && !before && seen++ < BESIDE_NODES; at = at->next)
		before = html_heading(at->tag) > 0 || at->tag == HTML_P;
	for (const struct html_node *at = node->next; at && seen++ < BESIDE_NODES; at = at->next)
		if (at->tag == HTML_P && at->size.prose > 0)
			return before;
	return false;
}

/* A piece of a line: what it says it is counts only where no sentence goes through it. */
static bool
is_part_of_sentence(const struct html_node *node)
{
	const struct html_node *block = node;

	if (html_flow(node->tag) == HTML_FLOW_BLOCK || node->has_block)
		return false;
	while (block->parent && html_flow(block->tag) != HTML_FLOW_BLOCK)
		block = block->parent;
	return !block->has_block && block->size.prose > 0;
}

/* A heading or a term that is a link to itself as a whole. */
static bool
is_whole_heading(const struct html_node *node)
{
	const struct html_node *line = node->parent;

	while (line && html_flow(line->tag) != HTML_FLOW_BLOCK)
		line = line->parent;
	return line && (html_heading(line->tag) > 0 || line->tag == HTML_DT) &&
	       node->size.text > 0 && node->size.text == line->size.text;
}

/* Prose under a heading whose words are its id: that names what is in it, not what it is for
   ("related-conditions"). */
static bool
is_named_section(const struct html_node *node)
{
	const struct html_node *at = node;
	struct buf id = {0}, heading = {0}, text = {0};
	bool named;

	if (node->size.prose == 0 || percent(node->size.linked, node->size.text) > BESIDE_LINKED)
		return false;
	while (at && (html_heading(at->tag) == 0 || at->role == HTML_HIDDEN))
		at = html_next(node, at, false);
	if (at == NULL)
		return false;
	html_text(at, &text);
	words_fold(html_value(node, S("id")), &id);
	words_fold(buf_str(&text), &heading);
	named = id.len > 0 && str_starts(buf_str(&heading), buf_str(&id));
	buf_free(&text);
	buf_free(&heading);
	buf_free(&id);
	return named;
}

/* A sentence, or words that lead nowhere: "Do not take with: alcohol, warfarin". */
static bool
is_said(const struct html_node *node)
{
	return node->size.prose > 0 ? percent(node->size.linked, node->size.text) <= BESIDE_LINKED
				    : node->size.links == 0;
}

static bool
is_furniture(const struct html_node *node, size_t all)
{
	enum html_hint hint = html_hint(node);
	size_t share = percent(node->size.prose, all);

	switch (hint) {
	case HINT_NAVIGATION:
		return share < FURNITURE_MOST;
	case HINT_ASIDE:
		return share < FURNITURE_MOST &&
		       !((in_article(node) || in_flow(node)) && is_said(node));
	case HINT_COMMENTS:
		return share < COMMENTS_MOST && all - node->size.prose > SHORT_PAGE;
	case HINT_NONE:
	case HINT_CONTENT:
		break;
	}
	return false;
}

static void
find_furniture(struct html_node *body)
{
	size_t all = body->size.prose;

	for (struct html_node *at = body; at; at = html_next(body, at, at->role != HTML_READ))
		if (is_element(at) && at->role == HTML_READ && at != body &&
		    is_furniture(at, all) && !is_part_of_sentence(at) && !is_whole_heading(at) &&
		    !is_named_section(at))
			set_apart(at);
}

/* --- 4: the article ----------------------------------------------------------------------- */

static bool
can_hold_article(const struct html_node *node)
{
	switch ((int)node->tag) {
	case HTML_BODY:
	case HTML_DIV:
	case HTML_MAIN:
	case HTML_ARTICLE:
	case HTML_SECTION:
	case HTML_CENTER:
	case HTML_FORM:
	case HTML_TABLE:
	case HTML_TBODY:
	case HTML_TR:
	case HTML_DETAILS:
	case HTML_FIELDSET:
		return node->has_block;
	case HTML_TD: /* old pages part paragraphs by line breaks */
		return true;
	}
	return html_flow(node->tag) == HTML_FLOW_INLINE && node->has_block;
}

/* The innermost element that the page marks as its article and that holds enough. */
static struct html_node *
marked_article(struct html_node *body)
{
	struct html_node *best = body;

	for (struct html_node *at = body; at; at = html_next(body, at, at->role != HTML_READ))
		if (is_element(at) && at->role == HTML_READ && marks_article(at) &&
		    percent(at->size.prose, best->size.prose) >=
			(best == body ? MARKED_ARTICLE : HOLDS_NEARLY_ALL))
			best = at;
	return best;
}

static struct html_node *
find_article(struct html_node *body)
{
	struct html_node *at = marked_article(body);

	for (;;) {
		struct html_node *best = NULL;

		for (struct html_node *child = at->child; child; child = child->next)
			if (is_element(child) && child->role == HTML_READ &&
			    (best == NULL || child->size.prose > best->size.prose))
				best = child;
		if (best == NULL || !can_hold_article(best) ||
		    percent(best->size.prose, at->size.prose) < HOLDS_NEARLY_ALL)
			return at;
		if (best->tag == HTML_TABLE && at->size.prose - best->size.prose > 0)
			return at;
		at = best;
	}
}

/* --- 5: beside the article ---------------------------------------------------------------- */

static bool
reads_like_article(const struct html_node *node, const struct html_node *article)
{
	struct str class = html_value(article, S("class"));

	if (html_heading(node->tag) > 0)
		return true;
	if (percent(node->size.linked, node->size.text) > BESIDE_LINKED)
		return false;
	if (class.len > 0 && str_equal(html_value(node, S("class")), class))
		return node->size.prose > 0 || node->tag == HTML_SECTION;
	return node->size.prose >= BESIDE_PROSE;
}

/* Whether the article or what belongs to it stands in this element. */
static bool
set_others_apart(struct html_node *body, struct html_node *article)
{
	for (struct html_node *at = article; at != body; at = at->parent)
		for (struct html_node *beside = at->parent->child; beside; beside = beside->next)
			if (beside != at && beside->role == HTML_READ &&
			    (is_element(beside) ? !reads_like_article(beside, article)
						: beside->size.text < PROSE_PIECE))
				beside->role = HTML_SET_APART;
	return true;
}

/* --- 6: inside the article ---------------------------------------------------------------- */

static bool
is_container(const struct html_node *node)
{
	switch ((int)node->tag) {
	case HTML_DIV:
	case HTML_SECTION:
	case HTML_ASIDE:
	case HTML_HEADER:
	case HTML_FOOTER:
	case HTML_FORM:
	case HTML_FIELDSET:
	case HTML_ARTICLE:
	case HTML_UL:
	case HTML_OL:
	case HTML_TABLE:
	case HTML_P:
		return true;
	}
	return false;
}

static bool
is_list(const struct html_node *node)
{
	return node->tag == HTML_UL || node->tag == HTML_OL || node->tag == HTML_TABLE;
}

/* A table alone in boxes that let it be moved sideways. */
static bool
holds_table(const struct html_node *node)
{
	while (node && node->tag != HTML_TABLE) {
		const struct html_node *inner = NULL;

		for (const struct html_node *at = node->child; at; at = at->next)
			if (at->size.text > 0 && (inner || at->tag == HTML_TEXT))
				return false;
			else if (at->size.text > 0)
				inner = at;
		node = inner;
	}
	return node != NULL;
}

/* Mostly links without sentences. Lists and tables of links are content where the article
   goes on behind them. */
static bool
is_link_box(const struct html_node *node, bool more_prose)
{
	if (node->size.text == 0 || node->size.prose >= BESIDE_PROSE)
		return false;
	if (percent(node->size.linked, node->size.text) <= LINKED_MOST || node->size.links < 2)
		return false;
	return !(more_prose && (is_list(node) || node->tag == HTML_P || holds_table(node)));
}

/* Which kinds of phrase the text of an element is. */
static unsigned
look(const struct html_node *node, struct words **words)
{
	struct buf text = {0}, folded = {0};
	unsigned kinds;

	if (*words == NULL)
		*words = words_new();
	html_text(node, &text);
	words_fold(buf_str(&text), &folded);
	kinds = words_look(*words, buf_str(&folded));
	buf_free(&text);
	buf_free(&folded);
	return kinds;
}

/* "Here are places that can help:" */
static bool
ends_in_colon(const struct html_node *node)
{
	struct buf text = {0};
	struct str line, word;
	size_t words = 0;
	bool colon;

	html_text(node, &text);
	line = str_trim(buf_str(&text));
	colon = str_ends(line, S(":")) || str_ends(line, S("\xef\xbc\x9a"));
	while (line.len && str_cut(&line, ' ', &word))
		words += word.len > 0;
	buf_free(&text);
	return colon && words >= LEAD_WORDS;
}

static const struct html_node *
own_heading(const struct html_node *node)
{
	for (const struct html_node *at = node; at; at = html_next(node, at, false)) {
		if (is_element(at) && html_heading(at->tag) > 0)
			return at;
		if (at->tag == HTML_TEXT && at->size.text > 0)
			return NULL;
	}
	return NULL;
}

/* The article leads into the links: by a line in front of them, or a heading that says that help
   or the sources are here. */
static bool
is_led_into(const struct html_node *node, const struct html_node *lead, struct words **words)
{
	const struct html_node *heading = own_heading(node);
	unsigned kinds;

	lead = heading ? heading : lead;
	if (!lead || (html_heading(lead->tag) == 0 && !ends_in_colon(lead)))
		return false;
	kinds = look(lead, words);
	return html_heading(lead->tag) > 0
		   ? (kinds & (1u << WORDS_HELPLINE | 1u << WORDS_REFERENCES)) != 0
		   : !(kinds & 1u << WORDS_TAIL);
}

/* "Advertisement", "Share this page", "Was this helpful?" */
static bool
is_furniture_line(const struct html_node *node, struct words **words)
{
	unsigned kinds;

	if (node->has_block || node->size.text == 0 || node->size.text > FURNITURE_LINE ||
	    (node->tag != HTML_P && node->tag != HTML_DIV && node->tag != HTML_SECTION))
		return false;
	kinds = look(node, words);
	return (kinds & (1u << WORDS_BOILERPLATE | 1u << WORDS_SHARE | 1u << WORDS_BYLINE)) &&
	       !(kinds & 1u << WORDS_HELPLINE);
}

static void
prune(struct html_node *article)
{
	size_t seen = 0, all = article->size.prose;
	const struct html_node *lead = NULL;
	struct words *words = NULL;

	for (struct html_node *at = article; at;
	     at = html_next(article, at, at->role != HTML_READ)) {
		if (!is_element(at) || at->role != HTML_READ || at == article)
			continue;
		if ((is_container(at) && is_link_box(at, seen > 0 && seen < all) &&
			!is_led_into(at, lead, &words)) ||
		    is_furniture_line(at, &words)) {
			at->role = HTML_SET_APART;
		} else if (!at->has_block && html_flow(at->tag) == HTML_FLOW_BLOCK &&
			   at->size.text > 0) {
			seen += at->size.prose;
			lead = at;
		}
	}
	words_free(words);
}

/* A heading over nothing but what was set apart goes with it. */
static void
prune_headings(struct html_node *article)
{
	struct html_node *heading = NULL;
	bool apart = false;

	for (struct html_node *at = html_next(article, article, false); at;
	     at = html_next(article, at, at->role != HTML_READ)) {
		unsigned level = is_element(at) ? html_heading(at->tag) : 0;

		if (level > 0 && at->role == HTML_READ) {
			if (heading && apart && level <= html_heading(heading->tag))
				heading->role = HTML_SET_APART;
			heading = at;
			apart = false;
			while (at->child) /* step over the heading's own text */
				at = at->child;
			while (at != heading && at->next)
				at = at->next;
		} else if (at->role == HTML_SET_APART && at->size.text > 0) {
			apart = true;
		} else if (at->tag == HTML_TEXT && at->size.text > 0) {
			const struct html_node *up = at;

			while (up && up != heading)
				up = up->parent;
			if (up == NULL)
				heading = NULL;
		}
	}
	if (heading && apart)
		heading->role = HTML_SET_APART;
}

static struct html_node *
find_body(struct html_node *root)
{
	for (struct html_node *at = root; at; at = html_next(root, at, false))
		if (at->tag == HTML_BODY || at->tag == HTML_FRAMESET)
			return at;
	return NULL;
}

void
html_main(struct html_node *root)
{
	struct html_node *body, *article;

	html_unfold(root);
	html_hide(root);
	html_measure(root);
	body = find_body(root);
	if (body == NULL)
		return;
	find_furniture(body);
	if (body->size.prose < SHORT_PAGE)
		return;
	article = find_article(body);
	set_others_apart(body, article);
	prune(article);
	prune_headings(article);
}
