/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_SOURCE_FORMAT_HTML_TREE_H
#define LECTERN_SOURCE_FORMAT_HTML_TREE_H

#include "base/mem.h"
#include "document/document.h"

/*
 * A parsed page as lectern sees it: elements it tells apart and text, without comments. The
 * tree is at most HTML_DEEPEST deep, so whoever walks it may recurse.
 */
enum { HTML_DEEPEST = 512 + 64 };

enum html_tag {
	HTML_TEXT,
	HTML_OTHER,
#define TAG(NAME, kind) HTML_##NAME,
#include "source/format/html_tags.def"
#undef TAG
	HTML_TAG_COUNT
};

/* How an element stands in the flow: in a line, as a block, or not read at all. */
enum html_flow { HTML_FLOW_INLINE, HTML_FLOW_BLOCK, HTML_FLOW_SILENT };

struct html_attribute {
	struct str name, value;
};

/* What becomes of an element. Text has its parent's role. */
enum html_role {
	HTML_READ,      /* content */
	HTML_SET_APART, /* page furniture: visible, but not the article */
	HTML_HIDDEN,    /* not visible, or a control */
};

/* Sizes are bytes of visible text, white space folded; sums are over the whole subtree. */
struct html_measure {
	size_t text, linked;  /* all of it; what of it stands in links */
	size_t prose;         /* what of it stands in running sentences */
	unsigned links, runs; /* runs: pieces of text with a block of their own */
};

struct html_node {
	enum html_tag tag;
	enum html_role role;
	bool has_block; /* an element with a block somewhere below */
	bool open;      /* read, though it is folded away or a control (html_fold) */
	unsigned line;
	struct str text;      /* of HTML_TEXT */
	struct str reference; /* a block that a citation's link leads to: its label */
	struct html_attribute *attributes;
	size_t attribute_count;
	struct html_node *parent, *child, *next;
	struct html_measure size;
};

enum html_flow html_flow(enum html_tag);
/* HTML_OTHER for names that are not in html_tags.def. ASCII case does not matter. */
enum html_tag html_tag_named(struct str name);
struct str html_tag_name(enum html_tag);
/* The span an inline element stands for; false when it is none by its tag alone. */
bool html_span(enum html_tag, enum span_kind *);
/* 1 to 6, or 0 for what is no heading. */
unsigned html_heading(enum html_tag);

/* The empty string when there is none. */
struct str html_value(const struct html_node *, struct str name);
bool html_has(const struct html_node *, struct str name);
/* Whether the attribute's value is this word, ASCII case folded. */
bool html_is(const struct html_node *, struct str name, struct str word);

/* The next node in document order inside `top`, into its children or, with `skip`, past them;
   NULL at the end. */
struct html_node *html_next(const struct html_node *top, const struct html_node *at, bool skip);
/* All text below that is not hidden, white space folded, trimmed. */
void html_text(const struct html_node *, struct buf *);

#endif
