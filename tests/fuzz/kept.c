/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the index of a phone line that is replaced, as they are and with the right digest
   behind them, and as the note of a part that is joined: what is found in them is in bounds. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/phone/kept.h"
#include "render/phone/part.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char line[64], before[72], index_path[96], part_path[96];

static void
ignore(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

static void
clean(void)
{
	unlink(index_path);
	unlink(part_path);
	rmdir(before);
	rmdir(line);
}

static void
prepare(void)
{
	snprintf(line, sizeof(line), "%s/lectern-fuzz-XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (mkdtemp(line) == NULL)
		abort();
	snprintf(before, sizeof(before), "%s/1", line);
	snprintf(index_path, sizeof(index_path), "%s/.index", before);
	snprintf(part_path, sizeof(part_path), "%s/part", before);
	if (mkdir(before, 0700) != 0)
		abort();
	atexit(clean);
}

static void
put_file(const char *path, struct str bytes, struct str more)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, bytes.at, bytes.len) != (ssize_t)bytes.len ||
	    write(fd, more.at, more.len) != (ssize_t)more.len || close(fd) != 0)
		abort();
}

/* Keys that may be there: whatever stands behind each byte. */
static void
look_up(const struct kept *k, struct str bytes)
{
	for (size_t at = 0; at + HASH_SIZE < bytes.len && at < 4096; at++) {
		struct kept_sound sound;
		struct kept_key key;
		struct str body;

		memcpy(key.at, bytes.at + at + 1, HASH_SIZE);
		if (kept_find(k, (enum kept_type)bytes.at[at], &key, &body)) {
			volatile char last = body.len ? body.at[body.len - 1] : 0;

			(void)last;
		}
		if (kept_sound(k, &key, 2, &sound) &&
		    (strlen(sound.id) != PROMPT_ID - 1 || strchr(sound.id, '/') != NULL ||
			sound.digests.len != (size_t)2 * HASH_SIZE ||
			kept_whole(&sound, sound.id, str_sub(sound.digests, 0, HASH_SIZE))))
			abort(); /* there are no sounds */
	}
}

static void
read_index(struct str bytes, struct str digest)
{
	struct output *tree = output_tree(line);
	struct kept *k = kept_begin(tree, false);

	put_file(index_path, bytes, digest);
	kept_add(k, before);
	look_up(k, bytes);
	kept_end(k);
	output_abandon(tree);
}

static void
read_part(struct str bytes)
{
	struct diag diag = {.sink = ignore};
	struct output *tree = output_tree(line);
	struct kept *k = kept_begin(tree, true);
	struct part part = {.number = 0};

	put_file(part_path, bytes, S(""));
	part_join(&part, line, k, &diag);
	kept_end(k);
	output_abandon(tree);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = {(const char *)data, size};
	unsigned char digest[HASH_LONG];
	struct hash *hash = hash_begin();

	if (line[0] == '\0')
		prepare();
	hash_put(hash, bytes);
	hash_end(hash, digest);
	read_index(bytes, S(""));
	read_index(bytes, (struct str){(const char *)digest, HASH_LONG});
	read_part(bytes);
	return 0;
}
