/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_PHONE_MENU_H
#define LECTERN_RENDER_PHONE_MENU_H

#include "render/phone/flow.h"

/*
 * Lists of things to choose, put into pages. Titles that are long for the ear are said by
 * their beginning ("Naloxone: how to get it, keep it and carry it" is "Naloxone"), unless two
 * of the list would then be the same; the whole title is said where the caller gets to. Titles
 * that are the same as a whole are numbered.
 */
struct menu {
	enum flow_level level;
	char id[FLOW_ID], up[FLOW_ID]; /* of its first page */
	struct str article_id;
	struct prompt say;
	struct flow_option *options;
	size_t count;
	char behind[FLOW_ID]; /* the page behind the last one, or "" */
	/* Gets, for each option, the page that it is on; may be NULL. */
	char (*listed)[FLOW_ID];
	/* Level LANGUAGES: whose words say which key, one an option. */
	const struct flow_language *languages;
};

/* The titles as they are said in a menu, in the arena: no two alike, none without a word. */
struct str *menu_titles(
    const struct speaker *, const struct str *titles, size_t count, struct arena *, struct diag *);
struct str menu_title(const struct speaker *, struct str title, struct arena *);
/* Whether there is a letter or a digit in it. */
bool menu_sayable(struct str title);

/* Hands the pages on. What goes to a page of this menu can name it by menu.id. */
void menu_pages(const struct menu *, const struct flow_language *, const struct flow_sink *);

/* The id of a menu's page, from 0; and back: which page, and the id of its menu. */
void menu_page_id(const char *id, size_t page, char page_id[FLOW_ID]);
size_t menu_page_of(const char *page_id, char id[FLOW_ID]);

#endif
