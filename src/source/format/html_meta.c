/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/html_meta.h"

#include "base/utf8.h"

enum { TITLE_MOST = 400 };

/* The content of <meta name=... | property=... | itemprop=...>. */
static struct str
meta_content(const struct html_node *root, struct str name)
{
	for (const struct html_node *at = root; at; at = html_next(root, at, false))
		if (at->tag == HTML_META &&
		    (html_is(at, S("name"), name) || html_is(at, S("property"), name) ||
			html_is(at, S("itemprop"), name) || html_is(at, S("http-equiv"), name)))
			if (str_trim(html_value(at, S("content"))).len > 0)
				return str_trim(html_value(at, S("content")));
	return S("");
}

/* --- language ----------------------------------------------------------------------------- */

static void
put_language(const struct html_node *root, struct build *build)
{
	struct buf tag = {0};
	struct str found = S("");

	for (const struct html_node *at = root; at; at = html_next(root, at, false))
		if (found.len == 0 && (at->tag == HTML_HTML || at->tag == HTML_BODY))
			found = html_value(
			    at, html_value(at, S("lang")).len ? S("lang") : S("xml:lang"));
	if (found.len == 0)
		found = meta_content(root, S("content-language"));
	if (found.len == 0)
		found = meta_content(root, S("og:locale"));
	for (size_t i = 0; i < found.len && found.at[i] != ',' && !ascii_space(found.at[i]); i++)
		buf_byte(&tag, found.at[i] == '_' ? '-' : found.at[i]);
	build_meta(build, BUILD_LANGUAGE, buf_str(&tag));
	buf_free(&tag);
}

/* --- date --------------------------------------------------------------------------------- */

static bool
is_date(struct str s)
{
	static const char form[] = "dddd-dd-dd";

	if (s.len < 10)
		return false;
	for (size_t i = 0; i < 10; i++)
		if (form[i] == 'd' ? !ascii_digit(s.at[i]) : s.at[i] != '-')
			return false;
	return true;
}

static struct str
time_element(const struct html_node *root)
{
	for (const struct html_node *at = root; at; at = html_next(root, at, false))
		if (at->tag == HTML_TIME && is_date(html_value(at, S("datetime"))))
			return html_value(at, S("datetime"));
	return S("");
}

static void
put_date(const struct html_node *root, struct build *build)
{
	static const struct str names[] = {STR("article:modified_time"), STR("og:updated_time"),
	    STR("dateModified"), STR("last-modified"), STR("DC.date.modified"),
	    STR("DCTERMS.modified"), STR("article:published_time"), STR("datePublished"),
	    STR("DC.date"), STR("DC.date.issued"), STR("date"), STR("pubdate")};
	struct str date = S("");

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !is_date(date); i++)
		date = meta_content(root, names[i]);
	if (!is_date(date))
		date = time_element(root);
	if (is_date(date))
		build_meta(build, BUILD_UPDATED, str_sub(date, 0, 10));
}

/* --- title -------------------------------------------------------------------------------- */

static bool
same(struct str a, struct str b)
{
	struct buf left = {0}, right = {0};
	bool equal;

	utf8_fold(a, &left);
	utf8_fold(b, &right);
	equal = str_equal(str_trim(buf_str(&left)), str_trim(buf_str(&right)));
	buf_free(&left);
	buf_free(&right);
	return equal;
}

/* The longest part of "Article | Site": the site's name is the shorter one. */
static struct str
without_site(struct str title, struct str site)
{
	static const struct str joints[] = {STR(" | "), STR(" - "), STR(" \xe2\x80\x93 "),
	    STR(" \xe2\x80\x94 "), STR(" \xc2\xb7 "), STR(" \xc2\xbb "), STR(" :: ")};

	for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++) {
		size_t first = str_find(title, joints[i], 0), last = first, next;
		struct str tail;

		if (first == STR_NONE)
			continue;
		while ((next = str_find(title, joints[i], last + 1)) != STR_NONE)
			last = next;
		tail = str_sub(title, last + joints[i].len, title.len);
		if (same(tail, site) || tail.len <= last)
			return str_trim(str_sub(title, 0, last));
		if (first == last)
			return str_trim(tail);
	}
	return title;
}

static bool
contains(struct str text, struct str part)
{
	struct buf left = {0}, right = {0};
	bool found;

	utf8_fold(text, &left);
	utf8_fold(part, &right);
	found = part.len > 0 && str_find(buf_str(&left), buf_str(&right), 0) != STR_NONE;
	buf_free(&left);
	buf_free(&right);
	return found;
}

/* How well a heading would do as the title: 0 not at all. What the page's own title repeats,
   and what stands in the article, does best; of several the longest. */
static size_t
title_score(const struct html_node *heading, struct str title, struct str social)
{
	unsigned level = html_heading(heading->tag);
	bool read = heading->role == HTML_READ;
	struct buf text = {0};
	size_t score = 0;

	html_text(heading, &text);
	if (text.len == 0)
		score = 0;
	else if (same(buf_str(&text), social) || same(buf_str(&text), title))
		score = 4 * TITLE_MOST;
	else if (contains(title, buf_str(&text)) && (level == 1 || 5 * text.len >= 2 * title.len))
		score = (read ? 2u : 1u) * TITLE_MOST + text.len;
	buf_free(&text);
	return score;
}

/* The heading that is the title: one that the page's title repeats, else the only h1 of the
   article. */
static struct html_node *
title_heading(struct html_node *root, struct str title, struct str social)
{
	struct html_node *only = NULL, *best = NULL;
	size_t most = 0;
	unsigned count = 0;

	for (struct html_node *at = root; at; at = html_next(root, at, at->role == HTML_HIDDEN)) {
		unsigned level = html_heading(at->tag);
		size_t score;

		if (level == 0 || level > 2 || at->size.text > TITLE_MOST || at->size.text == 0 ||
		    at->role == HTML_HIDDEN)
			continue;
		score = title_score(at, title, social);
		if (score > most) {
			best = at;
			most = score;
		}
		if (level == 1 && at->role == HTML_READ) {
			only = at;
			count++;
		}
	}
	return best ? best : count == 1 ? only : NULL;
}

static void
put_title(struct html_node *root, struct build *build)
{
	struct buf title = {0}, heading = {0};
	struct str social = meta_content(root, S("og:title"));
	struct html_node *node;

	for (const struct html_node *at = root; at && title.len == 0;
	     at = html_next(root, at, false))
		if (at->tag == HTML_TITLE)
			html_text(at, &title);
	if (title.len > TITLE_MOST || social.len > TITLE_MOST)
		node = title_heading(root, S(""), S(""));
	else
		node = title_heading(root, buf_str(&title), social);
	if (node) {
		html_text(node, &heading);
		node->role = HTML_HIDDEN;
		build_meta(build, BUILD_TITLE, buf_str(&heading));
	} else if (social.len > 0) {
		build_meta(build, BUILD_TITLE, social);
	} else {
		build_meta(build, BUILD_TITLE,
		    without_site(buf_str(&title), meta_content(root, S("og:site_name"))));
	}
	buf_free(&title);
	buf_free(&heading);
}

/* Some sites name an address or a handle there; these are nobody. */
static void
put_author(const struct html_node *root, struct build *build)
{
	static const struct str names[] = {STR("author"), STR("DC.creator"), STR("DCTERMS.creator"),
	    STR("citation_author"), STR("article:author")};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct str author = meta_content(root, names[i]);

		if (!author.len || str_find(author, S("//"), 0) != STR_NONE || author.at[0] == '@')
			continue;
		build_meta(build, BUILD_AUTHOR, author);
		return;
	}
}

void
html_meta(struct html_node *root, struct build *build)
{
	struct str summary = meta_content(root, S("description"));

	if (summary.len == 0)
		summary = meta_content(root, S("og:description"));
	put_language(root, build);
	put_title(root, build);
	put_author(root, build);
	put_date(root, build);
	build_meta(build, BUILD_SUMMARY, summary);
}
