/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { FLUSH_AT = 64 * 1024, TREE_FILES_OPEN = 16 };

enum kind { STREAM, FILE_WHOLE, TREE, MEMBER, MEMORY };

struct output {
	enum kind kind;
	int fd;
	int error; /* errno of the first failure */
	bool not_ours;
	char *path, *temp;
	struct buf pending;
	struct buf *memory;
	struct output *tree;
	unsigned long long size;
	size_t count;
	size_t slot; /* in `temporary`, for what must be removed at exit */
};

/*
 * What to remove at exit: the one piece of file-scope state here, because signal handlers
 * and atexit take no argument.
 */
enum { SLOTS = 8 };
static char *volatile temporary[SLOTS];
static volatile sig_atomic_t temporary_owner;

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void
remove_all(const char *path)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return;
	if (S_ISDIR(st.st_mode))
		nftw(path, remove_one, TREE_FILES_OPEN, FTW_DEPTH | FTW_PHYS);
	else
		unlink(path);
}

static void
remove_temporary(void)
{
	if (temporary_owner != getpid())
		return;
	for (size_t i = 0; i < SLOTS; i++)
		if (temporary[i])
			remove_all(temporary[i]);
}

/* nftw is no async-signal-safe function, but the process ends here: the worst that can
   come of it is a temporary folder that stays. */
static void
on_signal(int number)
{
	signal(number, SIG_DFL);
	remove_temporary();
	raise(number);
}

static void
watch(int number)
{
	struct sigaction old;

	if (sigaction(number, NULL, &old) == 0 && old.sa_handler == SIG_DFL)
		signal(number, on_signal);
}

static void
remember(struct output *out)
{
	if (temporary_owner != getpid()) {
		for (size_t i = 0; i < SLOTS; i++)
			temporary[i] = NULL;
		if (temporary_owner == 0)
			atexit(remove_temporary);
		temporary_owner = getpid();
		watch(SIGINT);
		watch(SIGTERM);
		watch(SIGHUP);
	}
	for (out->slot = 0; out->slot < SLOTS; out->slot++)
		if (temporary[out->slot] == NULL) {
			temporary[out->slot] = out->temp;
			return;
		}
}

static void
unremember(struct output *out)
{
	if (out->slot < SLOTS && temporary[out->slot] == out->temp)
		temporary[out->slot] = NULL;
}

void
output_forget(void)
{
	temporary_owner = -1;
}

static struct output *
make(enum kind kind, const char *path)
{
	struct output *out = mem_get(sizeof(*out));

	out->kind = kind;
	out->fd = -1;
	out->slot = SLOTS;
	out->path = mem_text(str_of(path));
	return out;
}

static void
fail(struct output *out, int error)
{
	struct output *first = out->kind == MEMBER ? out->tree : out;

	if (first->error == 0)
		first->error = error ? error : EIO;
}

static bool
failed(const struct output *out)
{
	return (out->kind == MEMBER ? out->tree : out)->error != 0;
}

/* FOLDER/.NAME.lectern-PID, beside what it will become. */
static char *
temp_name(const char *path)
{
	const char *slash;
	struct str whole = str_of(path);
	struct buf name = {0};

	while (whole.len > 1 && whole.at[whole.len - 1] == '/')
		whole.len--;
	slash = memrchr(whole.at, '/', whole.len);
	if (slash)
		buf_put(&name, str_sub(whole, 0, (size_t)(slash - whole.at) + 1));
	buf_print(&name, ".%.*s.lectern-%ld",
	    (int)(slash ? whole.at + whole.len - slash - 1 : (long)whole.len),
	    slash ? slash + 1 : whole.at, (long)getpid());
	buf_byte(&name, '\0');
	return name.at;
}

struct output *
output_stdout(void)
{
	struct output *out = make(STREAM, "standard output");

	out->fd = STDOUT_FILENO;
	return out;
}

struct output *
output_memory(struct buf *memory)
{
	struct output *out = make(MEMORY, "memory");

	out->memory = memory;
	return out;
}

struct output *
output_file(const char *path)
{
	struct output *out;
	struct stat st;

	if (strcmp(path, "-") == 0)
		return output_stdout();
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		out = make(STREAM, path);
		out->fd = open(path, O_WRONLY | O_CLOEXEC);
		if (out->fd < 0)
			fail(out, errno);
		return out;
	}
	out = make(FILE_WHOLE, path);
	out->temp = temp_name(path);
	out->fd = open(out->temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (out->fd < 0)
		fail(out, errno);
	else
		remember(out);
	return out;
}

/* Whether the folder may be replaced: it is not there, empty, or marked as ours. */
static bool
replaceable(const char *path, int *error)
{
	struct stat st;
	struct buf mark = {0};
	bool ours;

	*error = 0;
	if (lstat(path, &st) != 0)
		return errno == ENOENT;
	if (!S_ISDIR(st.st_mode)) {
		*error = ENOTDIR;
		return false;
	}
	buf_print(&mark, "%s/.lectern", path);
	buf_byte(&mark, '\0');
	ours = access(mark.at, F_OK) == 0;
	buf_free(&mark);
	if (ours)
		return true;
	if (rmdir(path) != 0) /* removes only an empty one */
		return false;
	return mkdir(path, st.st_mode & 07777) == 0;
}

struct output *
output_tree(const char *path)
{
	struct output *out = make(TREE, path), *mark;
	int error;

	for (size_t len = strlen(path); len > 1 && path[len - 1] == '/'; len--)
		out->path[len - 1] = '\0';
	out->temp = temp_name(out->path);
	if (!replaceable(out->path, &error)) {
		out->not_ours = error == 0;
		fail(out, error ? error : EEXIST);
		return out;
	}
	remove_all(out->temp);
	if (mkdir(out->temp, 0777) != 0) {
		fail(out, errno);
		return out;
	}
	remember(out);
	mark = output_member(out, ".lectern");
	output_put(mark, S("This folder was made by lectern, which replaces it whole.\n"));
	output_close(mark);
	out->size = 0;
	out->count = 0;
	return out;
}

bool
output_is_tree(const struct output *out)
{
	return out->kind == TREE;
}

static void
make_folders(struct output *tree, char *path)
{
	for (char *slash = strchr(path + strlen(tree->temp) + 1, '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0777) != 0 && errno != EEXIST)
			fail(tree, errno);
		*slash = '/';
	}
}

static bool
safe_name(const char *name)
{
	for (const char *p = name; *p; p++)
		if (!ascii_alnum(*p) && strchr("._-/", *p) == NULL)
			return false;
	return name[0] != '/' && name[0] != '\0' && strstr(name, "..") == NULL;
}

struct output *
output_member(struct output *tree, const char *name)
{
	struct output *out = make(MEMBER, name);
	struct buf full = {0};

	out->tree = tree;
	if (!safe_name(name))
		fail(out, EINVAL);
	if (failed(out))
		return out;
	buf_print(&full, "%s/%s", tree->temp, name);
	buf_byte(&full, '\0');
	make_folders(tree, full.at);
	out->fd = open(full.at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (out->fd < 0)
		fail(out, errno);
	buf_free(&full);
	tree->count++;
	return out;
}

static void
flush(struct output *out)
{
	struct str left = buf_str(&out->pending);

	while (left.len > 0 && !failed(out)) {
		ssize_t wrote = write(out->fd, left.at, left.len);

		if (wrote < 0 && errno != EINTR)
			fail(out, errno);
		else if (wrote > 0)
			left = str_sub(left, (size_t)wrote, left.len);
	}
	buf_clear(&out->pending);
}

void
output_put(struct output *out, struct str bytes)
{
	out->size += bytes.len;
	if (out->kind == MEMORY) {
		buf_put(out->memory, bytes);
		return;
	}
	buf_put(&out->pending, bytes);
	if (out->pending.len >= FLUSH_AT)
		flush(out);
}

void
output_byte(struct output *out, char byte)
{
	output_put(out, (struct str){&byte, 1});
}

void
output_print(struct output *out, const char *fmt, ...)
{
	va_list args, again;
	char *text;
	int len;

	va_start(args, fmt);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (len > 0) {
		text = mem_get((size_t)len + 1);
		vsnprintf(text, (size_t)len + 1, fmt, again);
		output_put(out, (struct str){text, (size_t)len});
		mem_free(text);
	}
	va_end(again);
}

unsigned long long
output_size(const struct output *out)
{
	return out->size;
}

size_t
output_count(const struct output *out)
{
	return out->kind == TREE ? out->count : 1;
}

const char *
output_path(const struct output *out)
{
	return out->path;
}

static void
release(struct output *out)
{
	if (out->fd > STDERR_FILENO)
		close(out->fd);
	if (out->temp) {
		unremember(out);
		if (out->kind == FILE_WHOLE || out->kind == TREE)
			remove_all(out->temp);
	}
	buf_free(&out->pending);
	mem_free(out->path);
	mem_free(out->temp);
	mem_free(out);
}

void
output_abandon(struct output *out)
{
	if (out)
		release(out);
}

static void
sync_fd(struct output *out)
{
	/* what cannot be synced by its nature (pipes, some devices) is no failure */
	if (!failed(out) && fsync(out->fd) != 0 && errno != EINVAL && errno != EROFS &&
	    errno != ENOTSUP)
		fail(out, errno);
}

void
output_close(struct output *member)
{
	flush(member);
	if (member->fd >= 0) { /* synced with its tree */
		if (close(member->fd) != 0)
			fail(member, errno);
		member->fd = -1;
	}
	member->tree->size += member->size;
	release(member);
}

/* What a link cannot do: across file systems, or where they have none. */
static void
copy(struct output *tree, const char *name, int from)
{
	struct output *member = output_member(tree, name);
	char *bytes = mem_get(FLUSH_AT);
	ssize_t got;

	while ((got = read(from, bytes, FLUSH_AT)) > 0)
		output_put(member, (struct str){bytes, (size_t)got});
	if (got < 0)
		fail(member, errno);
	mem_free(bytes);
	output_close(member);
}

void
output_same(struct output *tree, const char *name, const char *path)
{
	struct buf full = {0};
	struct stat st;
	int from;

	if (!safe_name(name))
		fail(tree, EINVAL);
	if (failed(tree))
		return;
	from = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (from < 0 || fstat(from, &st) != 0) {
		fail(tree, errno);
		if (from >= 0)
			close(from);
		return;
	}
	buf_print(&full, "%s/%s", tree->temp, name);
	buf_byte(&full, '\0');
	make_folders(tree, full.at);
	if (link(path, full.at) == 0) {
		tree->size += (unsigned long long)st.st_size;
		tree->count++;
	} else if (errno == EEXIST) {
		fail(tree, errno);
	} else {
		copy(tree, name, from);
	}
	buf_free(&full);
	close(from);
}

static void
sync_folder_of(struct output *out)
{
	char *slash, *folder = mem_text(str_of(out->path));
	int fd;

	slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		if (fsync(fd) != 0 && errno != EINVAL && errno != EROFS)
			fail(out, errno);
		close(fd);
	}
	mem_free(folder);
}

static void
commit_file(struct output *out)
{
	sync_fd(out);
	if (!failed(out) && rename(out->temp, out->path) != 0)
		fail(out, errno);
	if (!failed(out))
		sync_folder_of(out);
}

/* The two folders change names in one step; then the temporary name is the old tree's. */
static int
exchange(const char *a, const char *b)
{
#ifdef RENAME_EXCHANGE
	if (renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
#endif
	remove_all(b);
	return rename(a, b);
}

/* One sync for all members: a thousand prompts would take a minute one by one. */
static void
sync_tree(struct output *out)
{
#ifdef __linux__
	int fd = open(out->temp, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || syncfs(fd) != 0)
		fail(out, errno);
	if (fd >= 0)
		close(fd);
#else
	(void)out;
	sync();
#endif
}

/* What stood there is gone, so that nothing of it is changed after this. */
static void
date_tree(struct output *out)
{
	struct buf mark = {0};

	remove_all(out->temp);
	buf_print(&mark, "%s/.lectern", out->path);
	buf_byte(&mark, '\0');
	utimensat(AT_FDCWD, mark.at, NULL, 0);
	buf_free(&mark);
}

static void
commit_tree(struct output *out)
{
	struct stat st;
	bool there = lstat(out->path, &st) == 0;

	if (!failed(out))
		sync_tree(out);
	if (failed(out))
		return;
	if ((there ? exchange(out->temp, out->path) : rename(out->temp, out->path)) != 0)
		fail(out, errno);
	else
		sync_folder_of(out);
	if (!failed(out))
		date_tree(out);
}

int
output_commit(struct output *out, struct diag *diag)
{
	int result = 0;

	flush(out);
	switch (out->kind) {
	case STREAM:
		sync_fd(out);
		break;
	case FILE_WHOLE:
		commit_file(out);
		break;
	case TREE:
		commit_tree(out);
		break;
	case MEMBER:
		break;
	case MEMORY:
		if (out->memory->full)
			fail(out, EFBIG);
		break;
	}
	if (out->not_ours)
		result = diag_say(diag, DIAG_NOT_OURS, (struct where){out->path, 0, 0}, "");
	else if (out->error)
		result = diag_say(diag, DIAG_WRITE_FAILED, (struct where){out->path, 0, 0}, "%s",
		    strerror(out->error));
	release(out);
	return result;
}
