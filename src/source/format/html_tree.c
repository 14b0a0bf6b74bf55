/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/html_tree.h"

static const struct {
	struct str name;
	enum html_flow flow;
} tags[HTML_TAG_COUNT] = {
    [HTML_TEXT] = {STR("#text"), HTML_FLOW_INLINE},
    [HTML_OTHER] = {STR("#other"), HTML_FLOW_INLINE},
#define TAG(NAME, kind) [HTML_##NAME] = {STR(#NAME), HTML_FLOW_##kind},
#include "source/format/html_tags.def"
#undef TAG
};

enum html_flow
html_flow(enum html_tag tag)
{
	return tags[tag].flow;
}

enum html_tag
html_tag_named(struct str name)
{
	for (size_t i = HTML_OTHER + 1; i < HTML_TAG_COUNT; i++)
		if (tags[i].name.len == name.len &&
		    ((tags[i].name.at[0] ^ name.at[0]) & ~('a' ^ 'A')) == 0 &&
		    str_equal_fold(tags[i].name, name))
			return (enum html_tag)i;
	return HTML_OTHER;
}

struct str
html_tag_name(enum html_tag tag)
{
	return tags[tag].name;
}

bool
html_span(enum html_tag tag, enum span_kind *kind)
{
	static const struct {
		enum html_tag tag;
		enum span_kind kind;
	} spans[] = {{HTML_EM, SPAN_EMPHASIS}, {HTML_I, SPAN_EMPHASIS}, {HTML_CITE, SPAN_EMPHASIS},
	    {HTML_DFN, SPAN_EMPHASIS}, {HTML_VAR, SPAN_EMPHASIS}, {HTML_U, SPAN_EMPHASIS},
	    {HTML_MARK, SPAN_EMPHASIS}, {HTML_STRONG, SPAN_STRONG}, {HTML_B, SPAN_STRONG},
	    {HTML_S, SPAN_STRIKE}, {HTML_STRIKE, SPAN_STRIKE}, {HTML_DEL, SPAN_STRIKE},
	    {HTML_CODE, SPAN_CODE}, {HTML_KBD, SPAN_CODE}, {HTML_SAMP, SPAN_CODE},
	    {HTML_TT, SPAN_CODE}, {HTML_SUP, SPAN_SUPERSCRIPT}, {HTML_SUB, SPAN_SUBSCRIPT}};

	for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++)
		if (spans[i].tag == tag) {
			*kind = spans[i].kind;
			return true;
		}
	return false;
}

unsigned
html_heading(enum html_tag tag)
{
	return tag >= HTML_H1 && tag <= HTML_H6 ? (unsigned)(tag - HTML_H1) + 1 : 0;
}

static const struct html_attribute *
find(const struct html_node *node, struct str name)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (str_equal(node->attributes[i].name, name))
			return &node->attributes[i];
	return NULL;
}

struct str
html_value(const struct html_node *node, struct str name)
{
	const struct html_attribute *a = find(node, name);

	return a ? a->value : S("");
}

bool
html_has(const struct html_node *node, struct str name)
{
	return find(node, name) != NULL;
}

bool
html_is(const struct html_node *node, struct str name, struct str word)
{
	return str_equal_fold(str_trim(html_value(node, name)), word);
}

struct html_node *
html_next(const struct html_node *top, const struct html_node *at, bool skip)
{
	if (!skip && at->child)
		return at->child;
	while (at != top && at->next == NULL)
		at = at->parent;
	return at == top ? NULL : at->next;
}

static void
put_folded(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.len; i++)
		if (!ascii_space(s.at[i]))
			buf_byte(out, s.at[i]);
		else if (out->len > 0 && out->at[out->len - 1] != ' ')
			buf_byte(out, ' ');
}

void
html_text(const struct html_node *top, struct buf *out)
{
	const struct html_node *at = top;

	while (at) {
		bool hidden = at->role == HTML_HIDDEN && at != top;

		if (at->tag == HTML_TEXT)
			put_folded(at->text, out);
		else if (at->tag == HTML_BR || html_flow(at->tag) == HTML_FLOW_BLOCK)
			put_folded(S(" "), out);
		at = html_next(top, at, hidden);
	}
	while (out->len > 0 && out->at[out->len - 1] == ' ')
		out->len--;
}
