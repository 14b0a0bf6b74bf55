/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/route.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "render/phone/node.h"

enum { ROOM_LEAST = 64, SAID_ONE_BY_ONE = 9 };

struct place {
	char id[FLOW_ID];
	struct route route;
};

struct routes {
	struct arena arena;
	struct place *table; /* open addressing; room is a power of two */
	size_t count, room;
};

static struct place *
place_of(struct place *table, size_t room, const char *id)
{
	size_t i = 5381;

	for (const char *at = id; *at; at++)
		i = i * 33 + (unsigned char)*at;
	for (i &= room - 1; table[i].id[0]; i = (i + 1) & (room - 1))
		if (strcmp(table[i].id, id) == 0)
			break;
	return &table[i];
}

static void
grow(struct routes *r)
{
	size_t room = r->room ? r->room * 2 : ROOM_LEAST;
	struct place *table = mem_array(room, sizeof(*table));

	for (size_t i = 0; i < r->room; i++)
		if (r->table[i].id[0])
			*place_of(table, room, r->table[i].id) = r->table[i];
	mem_free(r->table);
	r->table = table;
	r->room = room;
}

/* The first way that is found is the one. */
static void
lead_to(struct routes *r, const char *id, struct route route)
{
	struct place *place;

	if (r->count * 2 >= r->room)
		grow(r);
	place = place_of(r->table, r->room, id);
	if (place->id[0])
		return;
	snprintf(place->id, sizeof(place->id), "%s", id);
	place->route = route;
	r->count++;
}

struct route
routes_to(const struct routes *r, const char *page)
{
	struct route none = {.keys = {"", 0}};
	const struct place *place = r->room ? place_of(r->table, r->room, page) : NULL;

	return place && place->id[0] ? place->route : none;
}

void
route_print(const struct route *route, struct buf *text)
{
	bool many = route->times > SAID_ONE_BY_ONE;

	buf_put(text, route->keys);
	for (unsigned i = 0; i < (many ? 1 : route->times); i++)
		buf_print(text, "%s%c", text->len ? ", " : "", route->last);
	if (many)
		buf_print(text, " (%u times)", route->times);
}

struct route
route_then(struct routes *r, struct route route, char key, unsigned times)
{
	struct buf keys = {0};

	if (times == 0)
		return route;
	if (route.last != key) {
		route_print(&route, &keys);
		route = (struct route){arena_str(&r->arena, buf_str(&keys)), key, 0};
		buf_free(&keys);
	}
	route.times += times;
	return route;
}

static char
key_of(const struct flow_language *language, enum keys_role role)
{
	return language->options->keys.at[role];
}

void
routes_page(struct routes *r, const struct flow_language *language, const struct flow_page *page)
{
	bool passed = node_passes(language, page);
	char welcome[FLOW_ID]; /* goes on by itself */
	struct route here;

	snprintf(welcome, sizeof(welcome), "w%.*s", STR_ARG(language->tag));
	if (page->level != FLOW_LANGUAGES)
		lead_to(r, language->start, routes_to(r, welcome));
	here = routes_to(r, page->id);
	for (size_t i = 0; i < page->count; i++)
		if (page->options[i].target[0])
			lead_to(
			    r, page->options[i].target, route_then(r, here, (char)('1' + i), 1));
	if (page->more[0])
		lead_to(r, page->more,
		    passed ? route_then(r, here, key_of(language, KEYS_NEXT), (unsigned)page->count)
			   : route_then(r, here, key_of(language, KEYS_MORE), 1));
}

struct route
routes_listen(struct routes *r, const struct flow_language *language, const struct flow_page *page,
    size_t option, size_t n)
{
	struct route route = routes_to(r, page->id);

	route = node_passes(language, page)
		    ? route_then(r, route, key_of(language, KEYS_NEXT), (unsigned)option)
		    : route_then(r, route, (char)('1' + option), 1);
	return route_then(r, route, key_of(language, KEYS_ON), (unsigned)n);
}

struct routes *
routes_begin(void)
{
	return mem_get(sizeof(struct routes));
}

void
routes_end(struct routes *r)
{
	if (r == NULL)
		return;
	arena_free(&r->arena);
	mem_free(r->table);
	mem_free(r);
}
