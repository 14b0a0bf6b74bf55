/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/html_fold.h"

#include <stdlib.h>

#include "base/mem.h"
#include "source/format/html_hint.h"

enum {
	PANEL_TEXT = 20,   /* bytes outside links */
	PANEL_NODES = 1000 /* looked at; what a menu is shows in so many */
};

struct target {
	struct str id;
	struct html_node *node;
};

struct targets {
	struct target *at;
	size_t count, room;
};

static int
by_id(const void *left, const void *right)
{
	const struct target *a = left, *b = right;

	return str_compare(a->id, b->id);
}

static struct targets
targets_of(struct html_node *root)
{
	struct targets t = {0};

	for (struct html_node *at = root; at; at = html_next(root, at, false)) {
		struct str id = at->attribute_count ? html_value(at, S("id")) : S("");

		if (id.len == 0)
			continue;
		t.at = mem_grow(t.at, t.count, &t.room, sizeof(*t.at));
		t.at[t.count++] = (struct target){id, at};
	}
	if (t.count)
		qsort(t.at, t.count, sizeof(*t.at), by_id);
	return t;
}

static struct html_node *
find(const struct targets *t, struct str id)
{
	struct target key = {id, NULL}, *found = NULL;

	if (id.len > 0 && id.at[0] == '#')
		key.id = str_sub(id, 1, id.len);
	if (key.id.len > 0 && t->count)
		found = bsearch(&key, t->at, t->count, sizeof(key), by_id);
	return found ? found->node : NULL;
}

/* --- panels -------------------------------------------------------------------------------- */

static bool
says_fold(const struct html_node *node)
{
	static const char *const words[] = {"accordion", "accordian", "collapse", "collapsed",
	    "collapsible", "collapsable", "disclosure", "expand", "expandable", "expander", "faq",
	    "toggle", "tabpanel", "tab panel", "tab pane", "tab content"};

	return html_holds(html_value(node, S("class")), words, sizeof(words) / sizeof(*words));
}

/* Text enough, most of it no links, and nothing that says it is a menu or a dialog. */
static bool
has_text(const struct html_node *panel)
{
	size_t text = 0, linked = 0;
	const struct html_node *link = NULL;
	unsigned nodes = 0;

	if (html_hint(panel) == HINT_NAVIGATION || html_is(panel, S("role"), S("dialog")) ||
	    html_flow(panel->tag) == HTML_FLOW_SILENT)
		return false;
	for (const struct html_node *at = html_next(panel, panel, false);
	     at && nodes++ < PANEL_NODES;
	     at = html_next(panel, at, html_flow(at->tag) == HTML_FLOW_SILENT)) {
		if (at->tag == HTML_A)
			link = at;
		if (at->tag != HTML_TEXT)
			continue;
		if (link && at->parent != link)
			link = NULL;
		if (link)
			linked += str_trim(at->text).len;
		else
			text += str_trim(at->text).len;
	}
	return text >= PANEL_TEXT && text > linked;
}

/* The panel that a control opens; NULL: none, or it holds no text. */
static struct html_node *
panel_of(const struct targets *t, const struct html_node *control)
{
	static const struct str names[] = {
	    STR("aria-controls"), STR("data-bs-target"), STR("data-target"), STR("href")};
	struct html_node *panel = NULL;

	for (size_t i = 0; !panel && i < sizeof(names) / sizeof(*names); i++)
		if (i < 3 || str_starts(html_value(control, names[i]), S("#")))
			panel = find(t, html_value(control, names[i]));
	for (const struct html_node *at = panel; at; at = at->parent)
		if (at == control)
			return NULL;
	return panel && has_text(panel) ? panel : NULL;
}

static struct html_node *
element_behind(const struct html_node *node)
{
	struct html_node *at = node->next;

	while (at && at->tag == HTML_TEXT)
		at = at->next;
	return at;
}

/* The panel behind a control, or behind what holds nothing but it, that is called so. */
static struct html_node *
panel_behind(const struct html_node *control)
{
	struct html_node *at = element_behind(control);

	if (!at && control->parent)
		at = element_behind(control->parent);
	return at && says_fold(at) && has_text(at) ? at : NULL;
}

/* --- controls ------------------------------------------------------------------------------ */

static bool
is_control(const struct html_node *node)
{
	return node->tag == HTML_BUTTON || html_is(node, S("role"), S("button")) ||
	       html_is(node, S("role"), S("tab"));
}

static struct html_node *
heading_around(struct html_node *node)
{
	for (struct html_node *at = node->parent; at; at = at->parent) {
		if (html_heading(at->tag) > 0 || at->tag == HTML_DT || at->tag == HTML_SUMMARY)
			return at;
		if (html_flow(at->tag) == HTML_FLOW_BLOCK)
			break;
	}
	return NULL;
}

static void
unlink_node(struct html_node *node)
{
	struct html_node **from = &node->parent->child;

	while (*from != node)
		from = &(*from)->next;
	*from = node->next;
}

static void
put_first(struct html_node *node, struct html_node *parent)
{
	unlink_node(node);
	node->parent = parent;
	node->next = parent->child;
	parent->child = node;
}

/* A heading one level below the last one of the page. */
static enum html_tag
heading_below(unsigned level)
{
	return (enum html_tag)(HTML_H1 + (level < 2 ? 1 : level > 5 ? 5 : level));
}

static bool
has_letters(const struct html_node *node)
{
	struct buf text = {0};
	bool letters = false;

	html_text(node, &text);
	for (size_t i = 0; i < text.len; i++)
		letters |= ascii_alpha(text.at[i]) || (unsigned char)text.at[i] >= 0x80;
	buf_free(&text);
	return letters;
}

static void
open_control(struct html_node *control, const struct targets *t, unsigned level)
{
	struct html_node *panel = panel_of(t, control);
	bool tab = html_is(control, S("role"), S("tab"));

	if (!has_letters(control))
		return;
	if (!panel)
		panel = panel_behind(control);
	if (heading_around(control)) {
		control->open = true;
		if (control->tag == HTML_BUTTON)
			control->tag = HTML_SPAN;
	} else if (panel && (tab || says_fold(control) || says_fold(control->parent))) {
		control->open = true;
		if (html_heading(control->tag) == 0)
			control->tag = heading_below(level);
		if (tab)
			put_first(control, panel);
	} else {
		return;
	}
	if (panel)
		panel->open = true;
}

void
html_unfold(struct html_node *root)
{
	struct targets t = targets_of(root);
	unsigned level = 1;

	for (struct html_node *at = root, *next; at; at = next) {
		bool control = at->attribute_count && is_control(at);

		next = html_next(root, at, control); /* it may move */
		if (html_heading(at->tag) > 0 && !at->open)
			level = html_heading(at->tag);
		if (at->attribute_count == 0 || at->open)
			continue;
		if (control)
			open_control(at, &t, level);
		else if ((html_is(at, S("role"), S("tabpanel")) || says_fold(at)) && has_text(at))
			at->open = true;
	}
	mem_free(t.at);
}
