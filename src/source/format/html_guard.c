/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/html_guard.h"

#include <string.h>

#include "source/format/html_tree.h"

/*
 * A rough reading of the tags, as cheap as may be: elements open and close by name, with the
 * ends that HTML implies (p, li, dt, dd, cells, options). What it gets wrong costs structure
 * at depths no real page has, never text.
 */
enum {
	FORMATTING_MOST = 16,               /* formatting elements open in each other */
	FORMATTING_SPILL = 2 * 1000 * 1000, /* copies of them the parser would make */
};

struct guard {
	struct str text;
	struct buf *out;
	size_t kept; /* text before this is in `out` or needs no copy */
	unsigned char open[GUARD_DEEPEST];
	unsigned depth, formatting, count[HTML_TAG_COUNT];
	unsigned skipped; /* start tags taken out whose end tags come later */
	size_t spill;
	size_t deep_at, wide_at; /* where it first happened; STR_NONE: nowhere */
};

enum tag_class { CLASS_OTHER, CLASS_VOID, CLASS_RAW, CLASS_FORMATTING };

static enum tag_class
class_of(enum html_tag tag)
{
	static const unsigned char classes[HTML_TAG_COUNT] = {[HTML_META] = CLASS_VOID,
	    [HTML_LINK] = CLASS_VOID,
	    [HTML_BASE] = CLASS_VOID,
	    [HTML_HR] = CLASS_VOID,
	    [HTML_COL] = CLASS_VOID,
	    [HTML_BR] = CLASS_VOID,
	    [HTML_WBR] = CLASS_VOID,
	    [HTML_IMG] = CLASS_VOID,
	    [HTML_INPUT] = CLASS_VOID,
	    [HTML_FRAME] = CLASS_VOID,
	    [HTML_EMBED] = CLASS_VOID,
	    [HTML_PARAM] = CLASS_VOID,
	    [HTML_SOURCE] = CLASS_VOID,
	    [HTML_TRACK] = CLASS_VOID,
	    [HTML_AREA] = CLASS_VOID,
	    [HTML_TITLE] = CLASS_RAW,
	    [HTML_STYLE] = CLASS_RAW,
	    [HTML_SCRIPT] = CLASS_RAW,
	    [HTML_XMP] = CLASS_RAW,
	    [HTML_TEXTAREA] = CLASS_RAW,
	    [HTML_IFRAME] = CLASS_RAW,
	    [HTML_NOEMBED] = CLASS_RAW,
	    [HTML_NOFRAMES] = CLASS_RAW,
	    [HTML_A] = CLASS_FORMATTING,
	    [HTML_B] = CLASS_FORMATTING,
	    [HTML_BIG] = CLASS_FORMATTING,
	    [HTML_CODE] = CLASS_FORMATTING,
	    [HTML_EM] = CLASS_FORMATTING,
	    [HTML_FONT] = CLASS_FORMATTING,
	    [HTML_I] = CLASS_FORMATTING,
	    [HTML_S] = CLASS_FORMATTING,
	    [HTML_SMALL] = CLASS_FORMATTING,
	    [HTML_STRIKE] = CLASS_FORMATTING,
	    [HTML_STRONG] = CLASS_FORMATTING,
	    [HTML_TT] = CLASS_FORMATTING,
	    [HTML_U] = CLASS_FORMATTING};

	return (enum tag_class)classes[tag];
}

/* --- the stack ---------------------------------------------------------------------------- */

static void
pop_one(struct guard *g)
{
	enum html_tag tag = (enum html_tag)g->open[--g->depth];

	g->count[tag]--;
	g->formatting -= class_of(tag) == CLASS_FORMATTING;
}

static void
push_tag(struct guard *g, enum html_tag tag)
{
	g->open[g->depth++] = (unsigned char)tag;
	g->count[tag]++;
	g->formatting += class_of(tag) == CLASS_FORMATTING;
}

static void
close_to(struct guard *g, enum html_tag tag)
{
	if (g->count[tag] == 0)
		return;
	while (g->depth > 0 && g->open[g->depth - 1] != tag)
		pop_one(g);
	if (g->depth > 0)
		pop_one(g);
}

/* Which open element a start tag ends, not looking past `border`. */
static bool
ends_open(enum html_tag tag, enum html_tag *ended, enum html_tag *border)
{
	switch ((int)tag) {
	case HTML_LI:
		*ended = HTML_LI;
		*border = HTML_UL;
		return true;
	case HTML_DT:
	case HTML_DD:
		*ended = tag;
		*border = HTML_DL;
		return true;
	case HTML_TR:
	case HTML_TD:
	case HTML_TH:
		*ended = tag;
		*border = HTML_TABLE;
		return true;
	case HTML_OPTION:
		*ended = tag;
		*border = HTML_SELECT;
		return true;
	}
	*ended = HTML_P;
	*border = HTML_TABLE;
	return html_flow(tag) == HTML_FLOW_BLOCK;
}

static void
imply_ends(struct guard *g, enum html_tag tag)
{
	enum html_tag ended, border;
	unsigned i = g->depth;

	if (!ends_open(tag, &ended, &border) || g->count[ended] == 0)
		return;
	while (i > 0) {
		enum html_tag open = (enum html_tag)g->open[i - 1];

		if (open == ended) {
			while (g->depth >= i)
				pop_one(g);
			return;
		}
		if (open == border || (border == HTML_UL && open == HTML_OL) || open == HTML_TABLE)
			return;
		i--;
	}
}

/* --- the copy ----------------------------------------------------------------------------- */

/* Takes text[from, to) out. */
static void
cut(struct guard *g, size_t from, size_t to)
{
	buf_put(g->out, str_sub(g->text, g->kept, from));
	for (size_t i = from; i < to; i++)
		if (g->text.at[i] == '\n')
			buf_byte(g->out, '\n'); /* lines keep their numbers */
	g->kept = to;
}

static bool
may_be_cut(enum html_tag tag)
{
	return tag != HTML_P && html_heading(tag) == 0 && tag != HTML_HTML && tag != HTML_BODY &&
	       tag != HTML_HEAD && tag != HTML_TR && tag != HTML_TD && tag != HTML_TH;
}

static void
start_tag(struct guard *g, enum html_tag tag, size_t from, size_t to)
{
	enum tag_class kind = class_of(tag);
	bool formats = kind == CLASS_FORMATTING;

	if (kind == CLASS_VOID || kind == CLASS_RAW)
		return;
	imply_ends(g, tag);
	if (!formats)
		g->spill += g->formatting;
	if (g->depth < GUARD_DEEPEST &&
	    !(formats && (g->formatting >= FORMATTING_MOST || g->spill > FORMATTING_SPILL))) {
		push_tag(g, tag);
		return;
	}
	if (!may_be_cut(tag))
		return;
	if (g->deep_at == STR_NONE)
		g->deep_at = from;
	g->skipped++;
	cut(g, from, to);
}

/* The formatting that is open is ended here: the parser would copy it into every block. */
static void
end_formatting(struct guard *g, size_t at)
{
	if (g->spill <= FORMATTING_SPILL || g->formatting == 0)
		return;
	cut(g, at, at);
	for (unsigned i = g->depth; i > 0; i--) {
		struct str name = html_tag_name((enum html_tag)g->open[i - 1]);

		if (class_of((enum html_tag)g->open[i - 1]) == CLASS_FORMATTING)
			buf_print(g->out, "</%.*s>", STR_ARG(name));
	}
	while (g->formatting > 0)
		pop_one(g);
	if (g->deep_at == STR_NONE)
		g->deep_at = at;
}

static void
end_tag(struct guard *g, enum html_tag tag, size_t from, size_t to)
{
	if (g->skipped > 0 && may_be_cut(tag) && class_of(tag) != CLASS_RAW) {
		g->skipped--;
		cut(g, from, to);
		return;
	}
	close_to(g, tag);
}

/* --- reading tags ------------------------------------------------------------------------- */

/* Behind the tag's '>' that starts at `at` behind the name; attributes past the most are taken
   out. */
static size_t
skip_attributes(struct guard *g, size_t at)
{
	struct str t = g->text;
	size_t count = 0, extra = STR_NONE;

	while (at < t.len && t.at[at] != '>') {
		if (ascii_space(t.at[at]) || t.at[at] == '/') {
			at++;
			continue;
		}
		if (++count == GUARD_ATTRIBUTES + 1)
			extra = at;
		while (at < t.len && !ascii_space(t.at[at]) && t.at[at] != '>' && t.at[at] != '/' &&
		       (t.at[at] != '='))
			at++;
		while (at < t.len && ascii_space(t.at[at]))
			at++;
		if (at >= t.len || t.at[at] != '=') {
			continue;
		}
		at++;
		while (at < t.len && ascii_space(t.at[at]))
			at++;
		if (at < t.len && (t.at[at] == '"' || t.at[at] == '\'')) {
			size_t end = str_find_byte(t, t.at[at], at + 1);

			at = end == STR_NONE ? t.len : end + 1;
		} else {
			while (at < t.len && !ascii_space(t.at[at]) && t.at[at] != '>')
				at++;
		}
	}
	if (extra != STR_NONE) {
		if (g->wide_at == STR_NONE)
			g->wide_at = extra;
		cut(g, extra, at);
	}
	return at < t.len ? at + 1 : at;
}

/* Behind the end tag of a raw text element (its start tag ends at `at`): before "</name". */
static size_t
skip_raw(struct str t, size_t at, struct str name)
{
	while ((at = str_find(t, S("</"), at)) != STR_NONE) {
		if (str_starts_fold(str_sub(t, at + 2, t.len), name))
			return at;
		at += 2;
	}
	return t.len;
}

static size_t
skip_declaration(struct str t, size_t at)
{
	size_t end;

	if (str_starts(str_sub(t, at, t.len), S("<!--"))) {
		if (at + 4 < t.len && t.at[at + 4] == '>')
			return at + 5;
		end = str_find(t, S("-->"), at + 2);
		return end == STR_NONE ? t.len : end + 3;
	}
	end = str_find_byte(t, '>', at);
	return end == STR_NONE ? t.len : end + 1;
}

/* The tag, comment or bare '<' at `at`; gives the offset behind it. */
static size_t
read_tag(struct guard *g, size_t at)
{
	struct str t = g->text, name;
	bool end = at + 1 < t.len && t.at[at + 1] == '/';
	size_t from = at + 1 + end, to = from;
	enum html_tag tag;

	if (from >= t.len)
		return t.len;
	if (t.at[from] == '!' || t.at[from] == '?' || (end && !ascii_alpha(t.at[from])))
		return skip_declaration(t, at);
	if (!ascii_alpha(t.at[from]))
		return at + 1;
	while (to < t.len && !ascii_space(t.at[to]) && t.at[to] != '>' && t.at[to] != '/')
		to++;
	name = str_sub(t, from, to);
	tag = html_tag_named(name);
	if (!end && html_flow(tag) == HTML_FLOW_BLOCK)
		end_formatting(g, at);
	to = skip_attributes(g, to);
	if (end) {
		end_tag(g, tag, at, to);
	} else if (tag == HTML_PLAINTEXT) {
		return t.len;
	} else {
		start_tag(g, tag, at, to);
		if (class_of(tag) == CLASS_RAW)
			return skip_raw(t, to, name);
	}
	return to;
}

static void
say(struct guard *g, size_t at, enum diag_id id, struct where where, struct diag *diag)
{
	if (at == STR_NONE)
		return;
	where.line = where.line ? where.line : 1;
	for (size_t i = 0; i < at; i++)
		where.line += g->text.at[i] == '\n';
	diag_say(diag, id, where, "");
}

struct str
guard_html(struct str text, struct where where, struct buf *changed, struct diag *diag)
{
	struct guard g = {.text = text, .out = changed, .deep_at = STR_NONE, .wide_at = STR_NONE};

	if (text.len > GUARD_HTML_MOST) {
		diag_say(diag, DIAG_TOO_LARGE, where, "%zu bytes of HTML, %d are the most",
		    text.len, GUARD_HTML_MOST);
		return S("");
	}
	for (size_t at = str_find_byte(text, '<', 0); at != STR_NONE && at < text.len;
	     at = str_find_byte(text, '<', at))
		at = read_tag(&g, at);
	say(&g, g.deep_at, DIAG_TOO_DEEP, where, diag);
	say(&g, g.wide_at, DIAG_HTML_ATTRIBUTES, where, diag);
	if (g.kept == 0)
		return text;
	buf_put(changed, str_sub(text, g.kept, text.len));
	return buf_str(changed);
}
