/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/part.h"

#include <stdio.h>
#include <string.h>

#include "base/input.h"
#include "base/mem.h"

enum { DIGITS = HASH_LONG * 2 };

static const struct str name = STR("part");

bool
part_has(const struct part *part, size_t n)
{
	return part->count == 0 || n % part->count == part->number - 1;
}

void
part_note(struct part *part, struct kept_key key)
{
	if (part->asked == NULL)
		part->asked = hash_begin();
	hash_put(part->asked, (struct str){(const char *)key.at, HASH_SIZE});
}

/* --- joining --------------------------------------------------------------------------------- */

struct joining {
	struct part *part;
	struct kept *kept;
	struct diag *diag;
	bool seen[PARTS_MOST];
	unsigned count;
	char digest[DIGITS + 1];
};

static int
bad(struct joining *j, const char *path, const char *why)
{
	return diag_say(j->diag, DIAG_BAD_SHARD, (struct where){.file = path}, "%s", why);
}

static int
take(struct joining *j, const char *path, const char *line)
{
	char digest[DIGITS + 1], end;
	unsigned number, count;

	if (sscanf(line, "lectern part %5u of %5u %128[0-9a-f]%c", &number, &count, digest, &end) !=
		4 ||
	    strlen(digest) != DIGITS || number == 0 || number > count || count > PARTS_MOST)
		return bad(j, path, "it says no number and digest");
	if (j->count && (j->count != count || strcmp(j->digest, digest) != 0))
		return bad(j, path, "it is of another line, or of other settings");
	if (j->seen[number - 1])
		return bad(j, path, "there is another one with its number");
	j->seen[number - 1] = true;
	j->count = count;
	memcpy(j->digest, digest, sizeof(digest));
	return 0;
}

/* FOLDER/part, for any folder. */
static int
found(void *context, const char *path)
{
	struct joining *j = context;
	const char *slash = strrchr(path, '/');
	struct buf line = {0};
	int result = -1;

	if (slash == NULL || !str_equal(str_of(slash + 1), name))
		return 0;
	if (input_read(path, &line, j->diag) == 0) {
		char *folder = mem_text(str_sub(str_of(path), 0, (size_t)(slash - path)));
		char *text = mem_text(buf_str(&line));

		result = take(j, path, text);
		kept_add(j->kept, folder);
		mem_free(text);
		mem_free(folder);
	}
	buf_free(&line);
	return result;
}

static int
check_all(struct joining *j, const char *folder)
{
	char missing[64];

	if (j->count == 0)
		return bad(j, folder, "there is no part below this folder");
	for (unsigned i = 0; i < j->count; i++) {
		snprintf(missing, sizeof(missing), "part %u of %u is not there", i + 1, j->count);
		if (!j->seen[i])
			return bad(j, folder, missing);
	}
	return 0;
}

int
part_join(struct part *part, const char *folder, struct kept *kept, struct diag *diag)
{
	struct joining *j = mem_get(sizeof(*j));
	int result;

	j->part = part;
	j->kept = kept;
	j->diag = diag;
	result = input_walk(folder, found, j, diag);
	if (result == 0)
		result = check_all(j, folder);
	part->joins = true;
	memcpy(part->joined, j->digest, sizeof(part->joined));
	mem_free(j);
	return result;
}

/* --- the end --------------------------------------------------------------------------------- */

int
part_end(struct part *part, int result, struct output *tree, struct diag *diag)
{
	unsigned char digest[HASH_LONG];
	struct buf text = {0};

	if (part->asked == NULL)
		return result;
	hash_end(part->asked, digest);
	part->asked = NULL;
	for (size_t i = 0; i < HASH_LONG; i++)
		buf_print(&text, "%02x", digest[i]);
	if (result == 0 && part->joins && memcmp(text.at, part->joined, DIGITS) != 0)
		result = diag_say(diag, DIAG_BAD_SHARD, (struct where){0},
		    "the parts were made from other articles or with other settings");
	if (part->count) {
		struct output *file = output_member(tree, name.at);

		output_print(file, "lectern part %u of %u %.*s\n", part->number, part->count,
		    (int)text.len, text.at);
		output_close(file);
	}
	buf_free(&text);
	return result;
}
