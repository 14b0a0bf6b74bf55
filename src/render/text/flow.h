/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_TEXT_FLOW_H
#define LECTERN_RENDER_TEXT_FLOW_H

#include "render/render.h"

/*
 * Lines of plain text for a screen reader, by W3C's WCAG techniques T1 (paragraphs), T2 (lists)
 * and T3 (headings) and against its failures F32 to F34 and F72: two blank lines before a
 * heading and one behind it, one blank line before a paragraph; every item of a list begins
 * with the same mark; no columns, rulers or runs of symbols; tables row by row as
 * "Header: value". One sentence a line unless asked otherwise.
 */
enum text_wrap { TEXT_SENTENCE, TEXT_PARAGRAPH, TEXT_WIDTH };
enum text_headings { TEXT_BLANK, TEXT_TEN, TEXT_HN };
enum text_refs { TEXT_REFS_NONE, TEXT_REFS_INLINE, TEXT_REFS_END };

enum { TEXT_LINE_MOST = 500 }; /* characters; longer sentences are cut at a clause mark */

struct text_style {
	enum text_wrap wrap;
	unsigned width;
	enum text_headings headings;
	enum text_refs refs;
	bool links, contents, boilerplate;
	bool list_length; /* "List of 3 items" in front of each list */
	bool expand;    /* abbreviations at their first use in a section, in the article's words */
	bool languages; /* "[es: palabra]" */
};

struct text_flow;

struct text_flow *text_begin(
    struct output *, const struct text_style *, struct str language, struct diag *);
void text_article(struct text_flow *, const struct shelf *, const struct document *, struct diag *);
void text_end(struct text_flow *);

/* The pieces, for what stands round the articles. A line follows the line before it without a
   blank one unless a heading or paragraph came between. */
void text_heading(struct text_flow *, unsigned level, struct str words);
void text_line(struct text_flow *, struct str words);
struct str text_phrase(const struct text_flow *, const char *name);

#endif
