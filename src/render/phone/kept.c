/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/kept.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum {
	INDEX_MOST = 256 * 1024 * 1024,
	SOUND_MOST = 64 * 1024 * 1024,
	ROOM_LEAST = 64,
};

static const struct str first_line = STR("lectern sounds 1\n");

struct record {
	const char *key; /* NULL: a free place */
	enum kept_type type;
	struct str body;
	const struct old *old;
};

/* A folder with sounds. */
struct old {
	struct old *next;
	char *folder;
	struct buf index;
	struct timespec whole; /* when it was: nothing of it was written later */
};

struct kept {
	struct output *tree, *member;
	struct hash *hash; /* of what was put */
	struct old *olds;
	struct record *table; /* open addressing; room is a power of two */
	size_t count, room;
	bool fresh; /* of the tree that is replaced, only what was heard is of interest */
	bool compares;
};

static bool
before(struct timespec a, struct timespec b)
{
	return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

/* --- the old index --------------------------------------------------------------------------- */

static bool
read_all(int fd, size_t size, struct buf *bytes)
{
	char *to = buf_room(bytes, size);
	size_t done = 0;

	while (to && done < size) {
		ssize_t got = read(fd, to + done, size - done);

		if (got <= 0)
			return false;
		done += (size_t)got;
	}
	return to != NULL;
}

/* A regular file of a folder, whole. What cannot be had is simply not there. */
static bool
read_old(const char *folder, const char *name, size_t most, struct buf *bytes)
{
	struct buf path = {0};
	struct stat st;
	bool good;
	int fd;

	buf_print(&path, "%s/%s", folder, name);
	buf_byte(&path, '\0');
	fd = open(path.at, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	buf_free(&path);
	if (fd < 0)
		return false;
	good = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
	       (unsigned long long)st.st_size <= most && read_all(fd, (size_t)st.st_size, bytes);
	close(fd);
	return good;
}

/* Keys are digests, so any of their bytes will do for a hash. */
static struct record *
place_of(struct record *table, size_t room, enum kept_type type, const char *key)
{
	size_t i;

	memcpy(&i, key, sizeof(i));
	for (i &= room - 1; table[i].key; i = (i + 1) & (room - 1))
		if (table[i].type == type && memcmp(table[i].key, key, HASH_SIZE) == 0)
			break;
	return &table[i];
}

static void
grow(struct kept *k)
{
	size_t room = k->room ? k->room * 2 : ROOM_LEAST;
	struct record *table = mem_array(room, sizeof(*table));

	for (size_t i = 0; i < k->room; i++)
		if (k->table[i].key)
			*place_of(table, room, k->table[i].type, k->table[i].key) = k->table[i];
	mem_free(k->table);
	k->table = table;
	k->room = room;
}

static bool
take_record(struct kept *k, const struct old *old, struct str *left)
{
	struct str type, key, body;
	unsigned long long length;
	struct record *place;

	if (!str_take(left, 1, &type) || !str_take(left, HASH_SIZE, &key) ||
	    !str_take_varint(left, &length) || !str_take(left, length, &body))
		return false;
	/* what the tree that is replaced made callers hear: it comes first, and only it counts */
	if (type.at[0] == KEPT_HEARD ? old->next != NULL : k->fresh && old->next == NULL)
		return true;
	k->compares = k->compares || type.at[0] == KEPT_HEARD;
	if (k->count * 2 >= k->room)
		grow(k);
	place = place_of(k->table, k->room, (enum kept_type)type.at[0], key.at);
	if (place->key == NULL)
		k->count++;
	*place = (struct record){key.at, (enum kept_type)type.at[0], body, old};
	return true;
}

/* The records; nothing of an index that is not whole, which nobody wrote as it is. */
static struct str
records_of(const struct old *old)
{
	unsigned char digest[HASH_LONG];
	struct str all = buf_str(&old->index);
	struct hash *hash;

	if (all.len < first_line.len + HASH_LONG || !str_starts(all, first_line))
		return (struct str){"", 0};
	all = str_sub(all, 0, all.len - HASH_LONG);
	hash = hash_begin();
	hash_put(hash, all);
	hash_end(hash, digest);
	return memcmp(digest, all.at + all.len, HASH_LONG) == 0
		   ? str_sub(all, first_line.len, all.len)
		   : (struct str){"", 0};
}

/* A time that somebody set is none. */
static struct timespec
whole_since(const char *folder)
{
	struct buf path = {0};
	struct timespec none = {0, 0};
	struct stat st;
	bool good;

	buf_print(&path, "%s/.lectern", folder);
	buf_byte(&path, '\0');
	good = lstat(path.at, &st) == 0 && S_ISREG(st.st_mode) && !before(st.st_mtim, st.st_ctim) &&
	       !before(st.st_ctim, st.st_mtim);
	buf_free(&path);
	return good ? st.st_mtim : none;
}

void
kept_add(struct kept *k, const char *folder)
{
	struct old *old = mem_get(sizeof(*old));
	struct str left;

	old->next = k->olds;
	k->olds = old;
	old->folder = mem_text(str_of(folder));
	old->whole = whole_since(folder);
	if (!read_old(folder, ".index", INDEX_MOST, &old->index))
		return;
	for (left = records_of(old); left.len > 0 && take_record(k, old, &left);)
		;
}

static const struct record *
find(const struct kept *k, enum kept_type type, const struct kept_key *key)
{
	const struct record *place =
	    k->room ? place_of(k->table, k->room, type, (const char *)key->at) : NULL;

	return place && place->key ? place : NULL;
}

bool
kept_find(const struct kept *k, enum kept_type type, const struct kept_key *key, struct str *body)
{
	const struct record *record = find(k, type, key);

	if (record)
		*body = record->body;
	return record != NULL;
}

static bool
is_untouched(const struct old *old, const char *name)
{
	struct buf path = {0};
	struct stat st;
	bool good;

	buf_print(&path, "%s/%s", old->folder, name);
	buf_byte(&path, '\0');
	good = lstat(path.at, &st) == 0 && S_ISREG(st.st_mode) && before(st.st_ctim, old->whole);
	buf_free(&path);
	return good;
}

bool
kept_whole(const struct kept_sound *sound, const char *name, struct str digest)
{
	unsigned char found[HASH_SIZE];
	struct buf bytes = {0};
	bool same = is_untouched(sound->old, name);

	if (!same && digest.len == HASH_SIZE &&
	    read_old(sound->old->folder, name, SOUND_MOST, &bytes)) {
		hash_blake(buf_str(&bytes), found);
		same = memcmp(found, digest.at, HASH_SIZE) == 0;
	}
	buf_free(&bytes);
	return same;
}

void
kept_again(struct kept *k, const struct kept_sound *sound, const char *old, const char *name)
{
	struct buf path = {0};

	buf_print(&path, "%s/%s", sound->old->folder, old);
	buf_byte(&path, '\0');
	output_same(k->tree, name, path.at);
	buf_free(&path);
}

/* Nothing but letters and digits, which make no path. */
static bool
take_plain(struct str *body, size_t count, char *to)
{
	struct str taken;

	if (!str_take(body, count, &taken))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!ascii_alnum(taken.at[i]))
			return false;
	memcpy(to, taken.at, count);
	to[count] = '\0';
	return true;
}

bool
kept_sound(const struct kept *k, const struct kept_key *key, size_t files, struct kept_sound *sound)
{
	const struct record *record = find(k, KEPT_SOUND, key);
	unsigned long long level;
	struct str body;

	if (record == NULL)
		return false;
	body = record->body;
	sound->old = record->old;
	if (!take_plain(&body, PROMPT_ID - 1, sound->id) ||
	    !take_plain(&body, HASH_TEXT - 1, sound->sha256) ||
	    !str_take_u32(&body, &sound->milliseconds) || !str_take_u64(&body, &level) ||
	    body.len != files * HASH_SIZE)
		return false;
	memcpy(&sound->level, &level, sizeof(level));
	sound->digests = body;
	return sound->milliseconds > 0;
}

/* --- the new one ----------------------------------------------------------------------------- */

static void
put(struct kept *k, struct str bytes)
{
	hash_put(k->hash, bytes);
	output_put(k->member, bytes);
}

struct kept *
kept_begin(struct output *tree, bool fresh)
{
	struct kept *k = mem_get(sizeof(*k));

	k->tree = tree;
	k->member = output_member(tree, ".index");
	k->hash = hash_begin();
	k->fresh = fresh;
	kept_add(k, output_path(tree));
	put(k, first_line);
	return k;
}

void
kept_put(struct kept *k, enum kept_type type, const struct kept_key *key, struct str body)
{
	struct buf head = {0};

	buf_byte(&head, (char)type);
	buf_put(&head, (struct str){(const char *)key->at, HASH_SIZE});
	buf_varint(&head, body.len);
	put(k, buf_str(&head));
	put(k, body);
	buf_free(&head);
}

void
kept_put_sound(struct kept *k, const struct kept_key *key, const struct kept_sound *sound)
{
	struct buf body = {0};
	unsigned long long level;

	memcpy(&level, &sound->level, sizeof(level));
	buf_put(&body, str_of(sound->id));
	buf_put(&body, str_of(sound->sha256));
	buf_u32(&body, sound->milliseconds);
	buf_u64(&body, level);
	buf_put(&body, sound->digests);
	kept_put(k, KEPT_SOUND, key, buf_str(&body));
	buf_free(&body);
}

bool
kept_changed(struct kept *k, struct str folder, const char *id, const char *sha256)
{
	struct str sum = str_of(sha256), before = {"", 0};
	struct buf place = {0};
	struct kept_key key;

	buf_print(&place, "%.*s/%s", STR_ARG(folder), id);
	hash_blake(buf_str(&place), key.at);
	buf_free(&place);
	kept_find(k, KEPT_HEARD, &key, &before);
	kept_put(k, KEPT_HEARD, &key, sum);
	return k->compares && !str_equal(sum, before);
}

void
kept_end(struct kept *k)
{
	unsigned char digest[HASH_LONG];

	if (k == NULL)
		return;
	hash_end(k->hash, digest);
	output_put(k->member, (struct str){(const char *)digest, HASH_LONG});
	output_close(k->member);
	for (struct old *old = k->olds, *next; old; old = next) {
		next = old->next;
		buf_free(&old->index);
		mem_free(old->folder);
		mem_free(old);
	}
	mem_free(k->table);
	mem_free(k);
}
