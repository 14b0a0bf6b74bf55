/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gumbo.h>
#include <string.h>

#include "base/late.h"
#include "source/format/html.h"
#include "source/format/html_cite.h"
#include "source/format/html_fold.h"
#include "source/format/html_guard.h"
#include "source/format/html_main.h"
#include "source/format/html_meta.h"
#include "source/format/html_write.h"
#include "source/source.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(gumbo_parse_with_options)                                                             \
	TAKE(gumbo_tag_from_original_text)                                                         \
	TAKE(gumbo_tagn_enum)                                                                      \
	TAKE(kGumboDefaultOptions)
LATE_LIBRARY("gumbo", TAKEN)

/* --- from gumbo's tree to ours ------------------------------------------------------------ */

struct growth {
	struct arena *arena;
	enum html_tag tags[GUMBO_TAG_LAST + 1];
	unsigned line; /* of the text's first line, less 1 */
};

static void
learn_tags(struct growth *g)
{
	for (int i = 0; i <= GUMBO_TAG_LAST; i++)
		g->tags[i] = HTML_OTHER;
	for (int i = HTML_OTHER + 1; i < HTML_TAG_COUNT; i++) {
		struct str name = html_tag_name((enum html_tag)i);
		GumboTag tag = lib()->gumbo_tagn_enum(name.at, (unsigned)name.len);

		if (tag != GUMBO_TAG_UNKNOWN)
			g->tags[tag] = (enum html_tag)i;
	}
}

static enum html_tag
tag_of(const struct growth *g, const GumboElement *element)
{
	GumboStringPiece name = element->original_tag;

	if (element->tag != GUMBO_TAG_UNKNOWN)
		return g->tags[element->tag];
	lib()->gumbo_tag_from_original_text(&name);
	return html_tag_named((struct str){name.data, name.length});
}

static void
copy_attributes(struct growth *g, const GumboVector *from, struct html_node *node)
{
	node->attributes = arena_array(g->arena, from->length, sizeof(*node->attributes));
	for (unsigned i = 0; i < from->length; i++) {
		const GumboAttribute *a = from->data[i];

		node->attributes[i] = (struct html_attribute){str_of(a->name), str_of(a->value)};
	}
	node->attribute_count = from->length;
}

static struct html_node *
grow_node(struct growth *g, const GumboNode *from)
{
	struct html_node *node = arena_get(g->arena, sizeof(*node));

	if (from->type == GUMBO_NODE_ELEMENT || from->type == GUMBO_NODE_TEMPLATE) {
		node->tag =
		    from->type == GUMBO_NODE_TEMPLATE ? HTML_TEMPLATE : tag_of(g, &from->v.element);
		node->line = g->line + from->v.element.start_pos.line;
		copy_attributes(g, &from->v.element.attributes, node);
	} else if (from->type == GUMBO_NODE_DOCUMENT) {
		node->tag = HTML_OTHER;
	} else {
		node->tag = HTML_TEXT;
		node->line = g->line + from->v.text.start_pos.line;
		node->text = str_of(from->v.text.text);
	}
	return node;
}

static const GumboVector *
children_of(const GumboNode *node)
{
	static const GumboVector none;

	if (node->type == GUMBO_NODE_DOCUMENT)
		return &node->v.document.children;
	return node->type == GUMBO_NODE_ELEMENT ? &node->v.element.children : &none;
}

/* The tree is copied without recursion: a parser's depth is not ours to trust. */
static struct html_node *
grow(struct growth *g, const GumboNode *from)
{
	struct html_node *root = grow_node(g, from), *parent = root;
	const GumboNode *at = from;
	unsigned depth = 0, i = 0;
	struct html_node **link = &root->child;

	for (;;) {
		const GumboVector *children = children_of(at);

		if (i < children->length) {
			const GumboNode *child = children->data[i];

			if (child->type == GUMBO_NODE_COMMENT) {
				i++;
				continue;
			}
			*link = grow_node(g, child);
			(*link)->parent = parent;
			if (children_of(child)->length > 0 && depth < HTML_DEEPEST) {
				at = child;
				parent = *link;
				link = &parent->child;
				depth++;
				i = 0;
			} else {
				link = &(*link)->next;
				i++;
			}
		} else if (at == from) {
			return root;
		} else {
			i = (unsigned)at->index_within_parent + 1;
			at = at->parent;
			link = &parent->next;
			parent = parent->parent;
			depth--;
		}
	}
}

/* --- calling gumbo ------------------------------------------------------------------------ */

/* gumbo frees everything at the end only: an arena is quicker than as many frees. */
static void *
take(void *arena, size_t size)
{
	return arena_get(arena, size);
}

static void
leave(void *arena, void *memory)
{
	(void)arena;
	(void)memory;
}

static struct html_node *
parse_html(struct str text, GumboTag context, unsigned line, struct arena *arena)
{
	GumboOptions options = *lib()->kGumboDefaultOptions;
	struct growth g = {.arena = arena, .line = line > 0 ? line - 1 : 0};
	GumboOutput *out;

	options.allocator = take;
	options.deallocator = leave;
	options.userdata = arena;
	options.max_errors = 0;
	options.fragment_context = context;
	out = lib()->gumbo_parse_with_options(&options, text.at ? text.at : "", text.len);
	learn_tags(&g);
	return grow(&g, out->document);
}

void
html_fragment(
    struct str text, unsigned line, const char *file, struct build *build, struct diag *diag)
{
	struct arena arena = {0};
	struct buf changed = {0};
	struct str safe = guard_html(text, (struct where){file, line, 0}, &changed, diag);
	struct html_node *root = parse_html(safe, GUMBO_TAG_DIV, line, &arena);

	html_unfold(root);
	html_hide(root);
	html_write(root, file, build, diag);
	arena_free(&arena);
	buf_free(&changed);
}

bool
html_entity(struct str entity, struct buf *out)
{
	struct arena arena = {0};
	struct html_node *root = parse_html(entity, GUMBO_TAG_DIV, 0, &arena);
	struct str text = S("");

	for (const struct html_node *at = root; at; at = html_next(root, at, false))
		if (at->tag == HTML_TEXT)
			text = at->text;
	/* the semicolon is part of the reference: where it is left over, only a shorter name was
	   known ("&ampx;") */
	if (text.len > 1 && str_ends(text, S(";")))
		text.len = 0;
	buf_put(out, text);
	arena_free(&arena);
	return text.len > 0;
}

struct html_node *
html_start_tag(struct str tag, struct arena *arena)
{
	struct html_node *root = parse_html(tag, GUMBO_TAG_DIV, 0, arena);

	for (struct html_node *at = root; at; at = html_next(root, at, false))
		if (at->attribute_count > 0 ||
		    (at->tag != HTML_TEXT && at->tag != HTML_HTML && at->tag != HTML_OTHER))
			return at;
	return NULL;
}

/* --- a page ------------------------------------------------------------------------------- */

static void
parse(struct str text, const char *file, struct build *build, struct diag *diag)
{
	struct arena arena = {0};
	struct buf changed = {0};
	struct str safe = guard_html(text, (struct where){file, 0, 0}, &changed, diag);
	struct html_node *root = parse_html(safe, GUMBO_TAG_LAST, 1, &arena);

	html_main(root);
	html_meta(root, build);
	html_cite(root, &arena);
	html_write(root, file, build, diag);
	arena_free(&arena);
	buf_free(&changed);
}

static unsigned
looks_like(struct str text)
{
	static const struct str signs[] = {STR("<!doctype html"), STR("<html"), STR("<head"),
	    STR("<body"), STR("<title"), STR("<meta"), STR("<div"), STR("<p>"), STR("<h1")};
	struct str start = str_trim(str_sub(text, 0, text.len < 4096 ? text.len : 4096));
	unsigned found = 0;

	if (str_starts_fold(start, signs[0]) || str_starts_fold(start, signs[1]))
		return 100;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		for (size_t at = str_find_byte(start, '<', 0); at != STR_NONE;
		     at = str_find_byte(start, '<', at + 1))
			if (str_starts_fold(str_sub(start, at, start.len), signs[i])) {
				found++;
				break;
			}
	if (start.len == 0 || start.at[0] != '<' || found == 0)
		return found > 2 ? 60 : 0;
	return found > 1 ? 90 : 60;
}

const struct source_format source_format_html = {
    .name = "html",
    .extensions = "html|htm|xhtml",
    .looks_like = looks_like,
    .parse = parse,
};
