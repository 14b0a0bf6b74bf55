/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/menu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { TITLE_LONG = 36, TITLE_MOST = 90 }; /* characters: some 3 and 7 seconds */

/* --- titles ---------------------------------------------------------------------------------- */

/* The part before a colon, a dash or a bracket. */
static struct str
beginning(struct str title)
{
	static const struct str marks[] = {STR(": "), STR(" : "), STR(" - "), STR(" \xe2\x80\x93 "),
	    STR(" \xe2\x80\x94 "), STR("\xe2\x80\x94"), STR(" ("), STR("; ")};
	size_t end = title.len;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t at = str_find(title, marks[i], 1);

		if (at != STR_NONE && at < end)
			end = at;
	}
	return str_sub(title, 0, end);
}

/* Cut between words, to at most so many characters. */
static struct str
first_words(struct str title, size_t most)
{
	size_t at = 0, end = 0, count = 0;

	while (at < title.len && count < most) {
		if (title.at[at] == ' ')
			end = at;
		utf8_next(title, &at);
		count++;
	}
	return at == title.len ? title : str_sub(title, 0, end ? end : at);
}

/* Marks at the end would stand before the comma of "For ..., press 1". */
static struct str
without_marks(struct str title)
{
	title = str_trim(title);
	while (title.len > 0 && strchr(".:;,!?", title.at[title.len - 1]))
		title.len--;
	return str_trim_end(title);
}

bool
menu_sayable(struct str title)
{
	for (size_t at = 0; at < title.len;)
		if (char_word(utf8_next(title, &at)))
			return true;
	return false;
}

struct str
menu_title(const struct speaker *speaker, struct str title, struct arena *arena)
{
	if (!menu_sayable(title))
		return speaker_phrase(speaker, "phone-untitled", NULL, arena);
	if (utf8_count(title) > TITLE_LONG && menu_sayable(beginning(title)))
		title = beginning(title);
	return without_marks(first_words(title, TITLE_MOST));
}

struct ranked {
	struct str title;
	size_t n;
};

static int
compare_fold(struct str a, struct str b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++)
		if (ascii_fold(a.at[i]) != ascii_fold(b.at[i]))
			return ascii_fold(a.at[i]) < ascii_fold(b.at[i]) ? -1 : 1;
	return a.len == b.len ? 0 : a.len < b.len ? -1 : 1;
}

static int
by_title(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	int order = compare_fold(a->title, b->title);

	return order ? order : a->n < b->n ? -1 : 1;
}

/* Those that are the same follow one another, each with its place in the list. */
static struct ranked *
rank(const struct str *said, size_t count)
{
	struct ranked *ranked = mem_array(count, sizeof(*ranked));

	for (size_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){said[i], i};
	qsort(ranked, count, sizeof(*ranked), by_title);
	return ranked;
}

static bool
is_same(const struct ranked *ranked, size_t i, size_t count)
{
	return (i > 0 && str_equal_fold(ranked[i].title, ranked[i - 1].title)) ||
	       (i + 1 < count && str_equal_fold(ranked[i].title, ranked[i + 1].title));
}

/* Titles that became the same are said whole, as far as a menu allows. */
static void
say_whole(const struct str *titles, struct str *said, size_t count)
{
	struct ranked *ranked = rank(said, count);

	for (size_t i = 0; i < count; i++) {
		size_t n = ranked[i].n;

		if (is_same(ranked, i, count) && menu_sayable(titles[n]))
			said[n] = without_marks(first_words(titles[n], TITLE_MOST));
	}
	mem_free(ranked);
}

/* Those that still are the same have numbers. */
static void
say_numbers(const struct speaker *speaker, struct str *said, size_t count, struct arena *arena)
{
	struct ranked *ranked = rank(said, count);

	for (size_t i = 0, number = 1; i < count; i++, number++) {
		struct filling fillings[] = {
		    {"title", ranked[i].title}, {"number", {NULL, 0}}, {NULL, {NULL, 0}}};

		if (i > 0 && !str_equal_fold(ranked[i].title, ranked[i - 1].title))
			number = 1;
		fillings[1].text = arena_print(arena, "%zu", number);
		if (is_same(ranked, i, count))
			said[ranked[i].n] = speaker_phrase(speaker, "phone-same", fillings, arena);
	}
	mem_free(ranked);
}

struct str *
menu_titles(const struct speaker *speaker, const struct str *titles, size_t count,
    struct arena *arena, struct diag *diag)
{
	struct str *said = arena_array(arena, count, sizeof(*said));

	for (size_t i = 0; i < count; i++) {
		said[i] = menu_title(speaker, titles[i], arena);
		if (utf8_count(beginning(titles[i])) > TITLE_MOST)
			diag_say(diag, DIAG_SHORT_TITLE, (struct where){0}, "\"%.*s\"",
			    STR_ARG(titles[i]));
	}
	say_whole(titles, said, count);
	say_numbers(speaker, said, count, arena);
	return said;
}

/* --- pages ----------------------------------------------------------------------------------- */

void
menu_page_id(const char *id, size_t page, char page_id[FLOW_ID])
{
	memset(page_id, 0, FLOW_ID);
	if (page == 0)
		memcpy(page_id, id, FLOW_ID);
	else
		snprintf(page_id, FLOW_ID, "%.10sp%zu", id, page + 1);
}

size_t
menu_page_of(const char *page_id, char id[FLOW_ID])
{
	const char *mark = strrchr(page_id, 'p');
	bool numbered = mark && ascii_digit(mark[1]); /* the menu of Portuguese is "mpt" */

	memset(id, 0, FLOW_ID);
	snprintf(id, FLOW_ID, "%.*s", (int)(numbered ? (size_t)(mark - page_id) : strlen(page_id)),
	    page_id);
	return numbered ? strtoul(mark + 1, NULL, 10) - 1 : 0;
}

unsigned
flow_page_length(const struct flow_language *language, const struct flow_page *page)
{
	unsigned length = page->say.milliseconds;

	for (size_t i = 0; i < page->count; i++)
		length += page->options[i].say.milliseconds + page->options[i].press.milliseconds;
	if (page->more[0])
		length +=
		    language
			->phrases[page->level == FLOW_LANGUAGES ? FLOW_LANGUAGES_MORE : FLOW_MORE]
			.milliseconds;
	if (page->level != FLOW_LANGUAGES)
		length += language->phrases[FLOW_KEYS].milliseconds;
	return length;
}

/* How many of the options that are left fit on this page. `page` has all but them. */
static void
fill(struct flow_page *page, const struct menu *menu, size_t from,
    const struct flow_language *language)
{
	const struct flow_options *options = language->options;
	size_t left = menu->count - from, pages = (left + options->most - 1) / options->most;
	size_t share = (left + pages - 1) / pages; /* 3 and 2 rather than 4 and 1 */

	memset(page->more, 0, FLOW_ID);
	for (page->count = 0; page->count < share && from + page->count < menu->count;) {
		const struct flow_language *own =
		    menu->languages ? &menu->languages[from + page->count] : language;

		page->options[page->count] = menu->options[from + page->count];
		page->options[page->count].press = own->phrases[FLOW_PRESS_1 + page->count];
		page->count++;
		page->more[0] = from + page->count < menu->count ? '?' : '\0';
		if (page->count > 1 && flow_page_length(language, page) > options->menu) {
			page->count--;
			return;
		}
	}
}

static void
hand_on(const struct flow_sink *sinks, const struct flow_language *language,
    const struct flow_page *page)
{
	for (; sinks->context; sinks++)
		sinks->page(sinks->context, language, page);
}

void
menu_pages(
    const struct menu *menu, const struct flow_language *language, const struct flow_sink *sinks)
{
	struct flow_page page = {
	    .level = menu->level, .say = menu->say, .article_id = menu->article_id};
	size_t from = 0;

	memcpy(page.up, menu->up, FLOW_ID);
	if (menu->level == FLOW_ARTICLE)
		memcpy(page.article, menu->id, FLOW_ID);
	page.straight = menu->count == 1;
	for (size_t n = 0; from < menu->count; n++) {
		menu_page_id(menu->id, n, page.id);
		fill(&page, menu, from, language);
		for (size_t i = 0; menu->listed && i < page.count; i++)
			memcpy(menu->listed[from + i], page.id, FLOW_ID);
		from += page.count;
		if (from < menu->count)
			menu_page_id(menu->id, n + 1, page.more);
		else
			memcpy(page.more, menu->behind, FLOW_ID);
		hand_on(sinks, language, &page);
		memcpy(page.before, page.id, FLOW_ID);
		page.before_count = page.count;
	}
}
