/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/input.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { DEPTH_MOST = 64 };

struct input {
	int fd; /* below 0: of `bytes` */
	unsigned long long size;
	char *path;
	struct str bytes;
};

static int
read_failed(struct diag *diag, const char *path, int error)
{
	return diag_say(diag, DIAG_READ_FAILED, (struct where){path, 0, 0}, "%s", strerror(error));
}

static int
open_file(const char *path, struct diag *diag)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		close(fd);
		return read_failed(diag, path, EISDIR);
	}
	return fd >= 0 ? fd : read_failed(diag, path, errno);
}

static int
read_all(int fd, const char *path, struct buf *out, struct diag *diag)
{
	enum { STEP = 64 * 1024 };
	size_t start = out->len;

	for (;;) {
		char *to = buf_room(out, STEP);
		ssize_t got = to ? read(fd, to, STEP) : -1;

		if (to == NULL || out->len - start > (size_t)INPUT_MOST + STEP)
			return diag_say(diag, DIAG_TOO_LARGE, (struct where){path, 0, 0},
			    "over %d bytes", INPUT_MOST);
		out->len -= STEP;
		if (got == 0)
			return 0;
		if (got < 0 && errno != EINTR)
			return read_failed(diag, path, errno);
		if (got > 0)
			out->len += (size_t)got;
	}
}

int
input_read(const char *path, struct buf *out, struct diag *diag)
{
	int fd, result;

	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, "standard input", out, diag);
	fd = open_file(path, diag);
	if (fd < 0)
		return -1;
	result = read_all(fd, path, out, diag);
	close(fd);
	return result;
}

struct input *
input_open(const char *path, struct diag *diag)
{
	int fd = open_file(path, diag);
	struct input *in;
	struct stat st;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) != 0) {
		read_failed(diag, path, errno);
		close(fd);
		return NULL;
	}
	in = mem_get(sizeof(*in));
	in->fd = fd;
	in->size = st.st_size > 0 ? (unsigned long long)st.st_size : 0;
	in->path = mem_text(str_of(path));
	return in;
}

struct input *
input_of(struct str bytes, const char *name)
{
	struct input *in = mem_get(sizeof(*in));

	in->fd = -1;
	in->size = bytes.len;
	in->bytes = bytes;
	in->path = mem_text(str_of(name));
	return in;
}

unsigned long long
input_size(const struct input *in)
{
	return in->size;
}

const char *
input_path(const struct input *in)
{
	return in->path;
}

int
input_at(
    struct input *in, unsigned long long offset, size_t count, struct buf *out, struct diag *diag)
{
	char *to = buf_room(out, count);

	if (to == NULL)
		return diag_say(diag, DIAG_TOO_LARGE, (struct where){in->path, 0, 0}, "");
	if (in->fd < 0 && offset <= in->size && count <= in->size - offset) {
		if (count)
			memcpy(to, in->bytes.at + offset, count);
		return 0;
	}
	while (count > 0) {
		ssize_t got = in->fd < 0 ? 0 : pread(in->fd, to, count, (off_t)offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			if (got < 0)
				return read_failed(diag, in->path, errno);
			return diag_say(diag, DIAG_READ_FAILED, (struct where){in->path, 0, 0},
			    "it ends before byte %llu", offset + count);
		}
		to += got;
		offset += (size_t)got;
		count -= (size_t)got;
	}
	return 0;
}

void
input_close(struct input *in)
{
	if (in == NULL)
		return;
	if (in->fd >= 0)
		close(in->fd);
	mem_free(in->path);
	mem_free(in);
}

bool
input_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
input_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, R_OK) == 0;
}

static int
visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
walk(const char *path, unsigned depth, input_found *found, void *context, struct diag *diag)
{
	struct dirent **names;
	int count, result = 0;

	if (depth > DEPTH_MOST)
		return read_failed(diag, path, ELOOP);
	count = scandir(path, &names, visible, by_bytes);
	if (count < 0)
		return read_failed(diag, path, errno);
	for (int i = 0; i < count; i++) {
		struct buf name = {0};
		struct stat st;

		buf_print(&name, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/",
		    names[i]->d_name);
		buf_byte(&name, '\0');
		free(names[i]);
		if (result != 0)
			;
		else if (lstat(name.at, &st) != 0)
			result = read_failed(diag, name.at, errno);
		else if (S_ISDIR(st.st_mode))
			result = walk(name.at, depth + 1, found, context, diag);
		else if (!input_is_folder(name.at))
			result = found(context, name.at);
		buf_free(&name);
	}
	free(names);
	return result;
}

int
input_walk(const char *path, input_found *found, void *context, struct diag *diag)
{
	return input_is_folder(path) ? walk(path, 0, found, context, diag) : found(context, path);
}
