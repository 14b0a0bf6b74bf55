/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/ids.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"

enum { DIGITS = PROMPT_ID - 2 };

/* Where an id stands, or would. */
static struct entry *
slot_of(struct entry *table, size_t room, const char *id)
{
	size_t hash = 0;

	for (const char *c = id; *c; c++)
		hash = hash * 31 + (unsigned char)*c;
	for (hash &= room - 1; table[hash].id[0] && strcmp(table[hash].id, id) != 0;)
		hash = (hash + 1) & (room - 1);
	return &table[hash];
}

static void
grow(struct ids *ids)
{
	size_t room = ids->room ? ids->room * 2 : 1024;
	struct entry *table = mem_array(room, sizeof(*table));

	for (size_t i = 0; i < ids->room; i++)
		if (ids->table[i].id[0])
			*slot_of(table, room, ids->table[i].id) = ids->table[i];
	mem_free(ids->table);
	ids->table = table;
	ids->room = room;
}

struct entry *
ids_find(struct ids *ids, char kind, struct str language, struct str spoken)
{
	struct buf key = {0};
	char digest[HASH_TEXT], id[PROMPT_ID];
	struct entry *entry;

	if (ids->count * 2 >= ids->room)
		grow(ids);
	buf_print(&key, "%c\n%.*s\n", kind, STR_ARG(language));
	buf_put(&key, spoken);
	hash_sha256(buf_str(&key), digest);
	buf_free(&key);
	for (size_t from = 0; from + DIGITS < HASH_TEXT; from += DIGITS) {
		snprintf(id, sizeof(id), "%c%.*s", kind, (int)DIGITS, digest + from);
		entry = slot_of(ids->table, ids->room, id);
		if (entry->id[0] == '\0') {
			memcpy(entry->id, id, sizeof(id));
			memcpy(entry->digest, digest, IDS_DIGEST);
			ids->count++;
			return entry;
		}
		if (memcmp(entry->digest, digest, IDS_DIGEST) == 0)
			return entry;
	}
	return NULL;
}
