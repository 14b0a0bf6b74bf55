/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into lectern: the Nth call of one kind fails, or the process is killed there.
 *	FAULT=write:3:fail   FAULT=fsync:1:kill   FAULT=rename:1:fail   FAULT=malloc:40:fail
 *	FAULT=dlopen:1:fail
 * Forks are counted over all processes; the Nth child is killed, or so many from there on:
 *	FAULT=fork:3:1   FAULT=fork:3:4
 * Writes to standard output and error are not counted.
 */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static long left = -1;
static int kill_there;
static char kind[16];
static long *forks, killed;

__attribute__((constructor)) static void
begin(void)
{
	const char *fault = getenv("FAULT");
	char what[16] = "";

	if (fault && sscanf(fault, "%15[a-z]:%ld:%15s", kind, &left, what) == 3)
		kill_there = strcmp(what, "kill") == 0;
	killed = strtol(what, NULL, 10);
	forks =
	    mmap(NULL, sizeof(*forks), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

static int
now(const char *call)
{
	if (left <= 0 || strcmp(call, kind) != 0 || --left > 0)
		return 0;
	if (kill_there)
		kill(getpid(), SIGKILL);
	errno = ENOSPC;
	return 1;
}

ssize_t
write(int fd, const void *bytes, size_t count)
{
	ssize_t (*real)(int, const void *, size_t);

	*(void **)&real = dlsym(RTLD_NEXT, "write");
	return fd > 2 && now("write") ? -1 : real(fd, bytes, count);
}

pid_t
fork(void)
{
	pid_t (*real)(void), pid;
	long n = forks == MAP_FAILED ? 0 : __atomic_add_fetch(forks, 1, __ATOMIC_SEQ_CST);

	*(void **)&real = dlsym(RTLD_NEXT, "fork");
	pid = real();
	if (pid == 0 && strcmp(kind, "fork") == 0 && n >= left && n < left + killed)
		kill(getpid(), SIGKILL);
	return pid;
}

int
fsync(int fd)
{
	int (*real)(int);

	*(void **)&real = dlsym(RTLD_NEXT, "fsync");
	return now("fsync") ? -1 : real(fd);
}

int
rename(const char *from, const char *to)
{
	int (*real)(const char *, const char *);

	*(void **)&real = dlsym(RTLD_NEXT, "rename");
	return now("rename") ? -1 : real(from, to);
}

int
renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
	int (*real)(int, const char *, int, const char *, unsigned);

	*(void **)&real = dlsym(RTLD_NEXT, "renameat2");
	return now("rename") ? -1 : real(a, from, b, to, flags);
}

int
mkdir(const char *path, mode_t mode)
{
	int (*real)(const char *, mode_t);

	*(void **)&real = dlsym(RTLD_NEXT, "mkdir");
	return now("mkdir") ? -1 : real(path, mode);
}

extern void *__libc_realloc(void *, size_t);

void *
realloc(void *old, size_t size)
{
	return now("malloc") ? NULL : __libc_realloc(old, size);
}

void *
dlopen(const char *file, int flags)
{
	void *(*real)(const char *, int);

	*(void **)&real = dlsym(RTLD_NEXT, "dlopen");
	return real(now("dlopen") ? "/nowhere/lib.so" : file, flags);
}
