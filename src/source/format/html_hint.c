/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/format/html_hint.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { WORD_MOST = 24, BYLINE_MOST = 160 };

/* A word, or a word that the next one must follow ("read" "more"). Sorted only for reading. */
static const char *const navigation_words[] = {"ad", "ads", "adsbygoogle", "adslot", "adunit",
    "advert", "advertisement", "advertising", "advertorial", "addthis", "author bio", "back top",
    "banner", "breadcrumb", "breadcrumbs", "callout newsletter", "catlinks", "consent", "cookie",
    "cookies", "crumb", "crumbs", "disclaimer bar", "dropdown", "editsection", "feedback",
    "follow us", "foot", "footer", "gdpr", "hatnote", "helpful", "jump", "login", "masthead",
    "menu", "menus", "metadata bar", "modal", "more from", "more stories", "most popular",
    "most read", "mw jump", "nav", "navbar", "navbox", "navi", "navigation", "newsletter",
    "noprint", "outbrain", "overlay", "page tools", "pager", "pagination", "paging", "paywall",
    "permalink", "popular", "popup", "post nav", "prev next", "print bar", "print link",
    "printfooter", "promo", "promos", "promotion", "rating", "ratings", "read next", "recirc",
    "recirculation", "recommend", "recommendation", "recommendations", "recommended", "related",
    "relatedposts", "search", "share", "sharebar", "sharedaddy", "sharing", "shares", "signup",
    "site header", "sitenav", "skip", "skiplink", "social", "socials", "sponsor", "sponsored",
    "subnav", "subscribe", "subscription", "survey", "taboola", "tag list", "taglist", "tags",
    "toc", "toolbar", "topbar", "topnav", "trending", "utility", "utilities", "widget", "widgets",
    "you may", "byline", "dateline", "pubdate", "timestamp", "post date", "post meta", "entry meta",
    "entry date", "article meta", "article date", "reading time", "publish date", "published",
    "author", "authors", "postmetadata", "bylines", "cat links", "posted on"};
static const char *const aside_words[] = {"aside", "header", "infobox ad", "pullquote",
    "pull quote", "rail", "secondary", "sidebar", "sidebars", "supplemental", "extra", "extras",
    "teaser", "teasers", "bottom", "complementary", "top", "meta"};
static const char *const comment_words[] = {"comment", "comments", "commentlist", "commentary list",
    "disqus", "discussion", "livefyre", "reactions", "replies", "reply", "respond", "responses",
    "trackback", "trackbacks", "pingback", "pingbacks"};
static const char *const content_words[] = {"article body", "articlebody", "body copy", "content",
    "entry content", "post body", "post content", "story body", "main", "article", "story", "post"};

/* The next word of a class list or id, folded: parts of names between '-', '_', blanks, digits
   and at upper-case letters. Empty at the end. */
static struct str
next_word(struct str s, size_t *at, char word[WORD_MOST])
{
	size_t n = 0;

	while (*at < s.len && !ascii_alpha(s.at[*at]))
		++*at;
	while (*at < s.len && ascii_alpha(s.at[*at])) {
		bool hump = n > 0 && ascii_upper(s.at[*at]) && ascii_lower(s.at[*at - 1]);

		if (hump)
			break;
		if (n < WORD_MOST)
			word[n++] = ascii_fold(s.at[*at]);
		++*at;
	}
	return (struct str){word, n};
}

static bool
matches(const char *entry, struct str word, struct str next)
{
	struct str rest = str_of(entry), first;
	size_t blank = str_find_byte(rest, ' ', 0);

	if (entry[0] != word.at[0])
		return false;
	if (blank == STR_NONE)
		return str_equal(rest, word);
	first = str_sub(rest, 0, blank);
	return str_equal(first, word) && str_equal(str_sub(rest, blank + 1, rest.len), next);
}

bool
html_holds(struct str names, const char *const *entries, size_t count)
{
	char here[WORD_MOST], there[WORD_MOST];
	size_t at = 0;
	struct str word = next_word(names, &at, here);

	while (word.len > 0) {
		size_t ahead = at;
		struct str next = next_word(names, &ahead, there);

		for (size_t i = 0; i < count; i++)
			if (matches(entries[i], word, next))
				return true;
		word = next_word(names, &at, here);
	}
	return false;
}

#define HOLDS(names, list) html_holds((names), (list), COUNT(list))

static enum html_hint
by_role(const struct html_node *node)
{
	static const struct str navigation[] = {STR("navigation"), STR("banner"),
	    STR("contentinfo"), STR("search"), STR("menu"), STR("toolbar"), STR("tablist")};

	for (size_t i = 0; i < COUNT(navigation); i++)
		if (html_is(node, S("role"), navigation[i]))
			return HINT_NAVIGATION;
	if (html_is(node, S("role"), S("complementary")))
		return HINT_ASIDE;
	if (html_is(node, S("role"), S("main")) || html_is(node, S("role"), S("article")))
		return HINT_CONTENT;
	return HINT_NONE;
}

static enum html_hint
by_tag(const struct html_node *node)
{
	if (node->tag == HTML_FOOTER && node->parent && node->parent->tag == HTML_BLOCKQUOTE)
		return HINT_CONTENT; /* who said it */
	if (node->tag == HTML_NAV || node->tag == HTML_FOOTER)
		return HINT_NAVIGATION;
	if (node->tag == HTML_HEADER)
		return node->parent && node->parent->tag == HTML_BODY ? HINT_NAVIGATION : HINT_NONE;
	if (node->tag == HTML_ASIDE)
		return HINT_ASIDE;
	return node->tag == HTML_MAIN || node->tag == HTML_ARTICLE ? HINT_CONTENT : HINT_NONE;
}

static enum html_hint
by_property(const struct html_node *node)
{
	struct str property = html_value(node, S("itemprop"));

	if (node->size.text > BYLINE_MOST)
		return HINT_NONE;
	if (str_equal(property, S("author")) || str_starts(property, S("date")) ||
	    html_is(node, S("rel"), S("author")))
		return HINT_NAVIGATION;
	return HINT_NONE;
}

enum html_hint
html_hint(const struct html_node *node)
{
	struct str class, id;
	enum html_hint hint;

	hint = by_tag(node);
	if (hint == HINT_NONE && node->attribute_count > 0)
		hint = by_role(node);
	if (hint == HINT_NONE && node->attribute_count > 0)
		hint = by_property(node);
	if ((hint != HINT_NONE && hint != HINT_ASIDE) || node->attribute_count == 0 ||
	    html_heading(node->tag) > 0 || node->tag == HTML_DT)
		return hint;
	class = html_value(node, S("class"));
	id = html_value(node, S("id"));
	if (HOLDS(class, comment_words) || HOLDS(id, comment_words))
		return HINT_COMMENTS;
	if (HOLDS(class, navigation_words) || HOLDS(id, navigation_words))
		return HINT_NAVIGATION;
	if (HOLDS(class, content_words) || HOLDS(id, content_words))
		return hint == HINT_ASIDE ? hint : HINT_CONTENT;
	if (HOLDS(class, aside_words) || HOLDS(id, aside_words))
		return HINT_ASIDE;
	return hint;
}
