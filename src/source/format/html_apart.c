/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/html_apart.h"

#include "base/utf8.h"
#include "document/phone.h"
#include "source/format/link.h"

/* A helpline's name and number often stand in elements of their own: a small element with a
   number is taken whole. */
enum { HELPLINE_MOST = 240, HELPLINE_RUNS = 4 };

/* Folded (utf8_fold) beginnings of words that speak of help. */
static const struct str help_words[] = {STR("help"), STR("hotline"), STR("crisis"), STR("emergenc"),
    STR("lifeline"), STR("suicid"), STR("poison"), STR("text"), STR("support"), STR("urgent"),
    STR("danger"), STR("overdose"), STR("counsel"), STR("confidential"), STR("samaritan"),
    STR("ayuda"), STR("urgenc"), STR("aide"), STR("secours"), STR("ecoute"), STR("hilfe"),
    STR("notfall"), STR("notruf"), STR("beratung"), STR("seelsorge"), STR("krise"), STR("ajuda"),
    STR("apoio"), STR("aiuto"), STR("soccorso"), STR("hulp"), STR("hjelp"), STR("pomoc")};

static bool
speaks_of_help(struct str text)
{
	struct buf folded = {0};
	struct str s;
	bool found = false;

	utf8_fold(text, &folded);
	s = buf_str(&folded);
	for (size_t i = 0; i < s.len && !found; i++) {
		if (i > 0 && (ascii_alnum(s.at[i - 1]) || s.at[i - 1] == '-')) /* 662-HELP */
			continue;
		for (size_t j = 0; j < sizeof(help_words) / sizeof(help_words[0]); j++)
			found = found || str_starts(str_sub(s, i, s.len), help_words[j]);
	}
	buf_free(&folded);
	return found;
}

/* What is gathered is one line; numbers that only an address has are told. */
struct apart {
	struct writer *w;
	struct buf line;
	unsigned at;     /* its line in the file */
	bool dials;      /* a telephone link stands in it */
	size_t from, to; /* the last number of such a link, in the line */
	char dial[PHONE_DIAL_MOST];
};

/* The line as a block, with the number that only its link tells apart marked as one. */
static void
put_block(struct apart *a, enum block_kind kind, struct str text)
{
	struct build *build = a->w->build;
	struct str line = buf_str(&a->line);

	build_open(build, kind, 0, a->at);
	if (a->from < a->to) {
		build_text(build, str_sub(line, 0, a->from));
		build_span_open(build, SPAN_PHONE, str_of(a->dial));
		build_text(build, str_sub(line, a->from, a->to));
		build_span_close(build);
		build_text(build, str_sub(line, a->to, line.len));
	} else {
		build_text(build, text);
	}
	build_close(build);
}

static void
put_line(struct apart *a)
{
	struct str text = str_trim(buf_str(&a->line));
	enum block_kind kind = BLOCK_BOILERPLATE;
	struct phone phone;

	if (a->dials || phone_find(text, 0, a->w->language, &phone))
		kind = text.len <= HELPLINE_MOST && speaks_of_help(text) ? BLOCK_HELPLINE
									 : BLOCK_PARAGRAPH;
	if (text.len > 0)
		put_block(a, kind, text);
	buf_clear(&a->line);
	a->dials = false;
	a->from = a->to = 0;
}

static void
gather_text(struct apart *a, const struct html_node *node)
{
	if (a->line.len == 0)
		a->at = node->line;
	buf_put(&a->line, node->text);
}

static void
gather_image(struct apart *a, const struct html_node *image)
{
	struct str alt = html_value(image, S("alt"));

	if (alt.len == 0)
		return;
	buf_put(&a->line, S(" "));
	buf_put(&a->line, alt);
	buf_put(&a->line, S(" "));
}

/* A telephone link whose words start at `start` in the line. */
static void
gather_number(struct apart *a, const struct html_node *link, size_t start)
{
	struct str words = str_sub(buf_str(&a->line), start, a->line.len), number;

	if (link_kind(html_value(link, S("href")), &number) != LINK_PHONE)
		return;
	a->dials = true;
	if (!link_shows_number(words, number)) {
		buf_put(&a->line, S(" ("));
		start = a->line.len;
		buf_put(&a->line, number);
		words = number;
		buf_put(&a->line, S(")"));
	}
	if (phone_dial(str_trim(words), a->dial)) {
		a->from = start;
		a->to = start + words.len;
	}
}

static bool
says_where_help_is(const struct html_node *node)
{
	struct buf text = {0};
	bool says = false;

	html_text(node, &text);
	for (size_t i = 0; i < text.len && !says; i++)
		says = ascii_digit(text.at[i]);
	says = says && speaks_of_help(buf_str(&text));
	buf_free(&text);
	return says;
}

static bool
taken_whole(const struct html_node *node)
{
	if (node->size.text > HELPLINE_MOST || node->size.runs > HELPLINE_RUNS ||
	    node->size.runs < 2 || !says_where_help_is(node))
		return false;
	for (const struct html_node *at = node->child; at; at = html_next(node, at, false))
		if (at->size.runs == 1 && says_where_help_is(at))
			return false; /* a line of it does alone */
	return true;
}

static void
gather(struct apart *a, const struct html_node *node, bool whole)
{
	bool block = node->tag != HTML_TEXT && html_flow(node->tag) == HTML_FLOW_BLOCK;
	bool takes = block && !whole && taken_whole(node);
	size_t start;

	if (node->role == HTML_HIDDEN)
		return;
	if (block && !whole)
		put_line(a);
	if (node->tag == HTML_TEXT)
		gather_text(a, node);
	else if (node->tag == HTML_IMG)
		gather_image(a, node);
	else if (block || node->tag == HTML_BR)
		buf_byte(&a->line, ' ');
	start = a->line.len;
	for (const struct html_node *child = node->child; child; child = child->next)
		gather(a, child, whole || takes);
	if (node->tag == HTML_A)
		gather_number(a, node, start <= a->line.len ? start : 0);
	if (block && !whole)
		put_line(a);
}

void
html_put_apart(struct writer *w, const struct html_node *node)
{
	struct apart a = {.w = w, .at = node->line};

	gather(&a, node, false);
	put_line(&a);
	buf_free(&a.line);
}
