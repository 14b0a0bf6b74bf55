/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/jobs.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/output.h"

enum { WORKERS_MOST = 64, AHEAD = 4, TRIES = 2 };

/* A job between its start and its hand-over; `pid` 0 when it has ended. */
struct slot {
	size_t n;
	pid_t pid;
	int fd;
	unsigned tries;
	struct buf answer; /* varint status+1, varint length, packed messages, result */
};

struct run {
	job_work *work;
	job_done *done;
	void *context;
	struct diag *diag;
	struct slot *slots; /* ring: job n stands in slots[n % room] */
	size_t room, next, first, count;
	unsigned running, workers;
};

static void
write_all(int fd, struct str left)
{
	while (left.len > 0) {
		ssize_t wrote = write(fd, left.at, left.len);

		if (wrote < 0 && errno != EINTR)
			_exit(1);
		if (wrote > 0)
			left = str_sub(left, (size_t)wrote, left.len);
	}
}

static _Noreturn void
child(struct run *run, size_t n, int fd)
{
	struct buf said = {0}, result = {0}, head = {0};
	struct diag diag = {.sink = diag_pack, .context = &said};
	int status;

	output_forget();
	status = run->work(run->context, n, &result, &diag);
	buf_varint(&head, status == 0);
	buf_varint(&head, said.len);
	write_all(fd, buf_str(&head));
	write_all(fd, buf_str(&said));
	write_all(fd, buf_str(&result));
	close(fd);
	_exit(0);
}

static int
start(struct run *run, size_t n)
{
	struct slot *slot = &run->slots[n % run->room];
	int ends[2];

	if (pipe(ends) != 0)
		return -1;
	slot->pid = fork();
	if (slot->pid < 0) {
		close(ends[0]);
		close(ends[1]);
		slot->pid = 0;
		return -1;
	}
	if (slot->pid == 0) {
		close(ends[0]);
		child(run, n, ends[1]);
	}
	close(ends[1]);
	slot->n = n;
	slot->fd = ends[0];
	slot->tries++;
	buf_clear(&slot->answer);
	run->running++;
	return 0;
}

/* The child has closed its end: collect it; true when its answer is whole. */
static bool
reap(struct run *run, struct slot *slot)
{
	int status = 0;

	close(slot->fd);
	while (waitpid(slot->pid, &status, 0) < 0 && errno == EINTR)
		;
	slot->pid = 0;
	run->running--;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int
hand_over(struct run *run, struct slot *slot)
{
	struct str rest = buf_str(&slot->answer), said;
	unsigned long long good = 0, len = 0;
	int result;

	if (str_take_varint(&rest, &good) && str_take_varint(&rest, &len) &&
	    str_take(&rest, len, &said)) {
		diag_replay(run->diag, said);
	} else {
		diag_say(
		    run->diag, DIAG_WORKER_DIED, (struct where){0}, "job %zu, twice", slot->n + 1);
		rest = (struct str){"", 0};
		good = 0;
	}
	result = run->done(run->context, slot->n, good ? 0 : -1, rest, run->diag);
	buf_free(&slot->answer);
	slot->tries = 0;
	return result;
}

/* Reads what is ready; a child that has ended is collected, and started again once if it
   ended badly. */
static int
serve(struct run *run, struct slot *slot)
{
	char *to = buf_room(&slot->answer, 64 * 1024);
	ssize_t got = read(slot->fd, to, 64 * 1024);

	slot->answer.len -= 64 * 1024;
	if (got > 0)
		slot->answer.len += (size_t)got;
	if (got > 0 || (got < 0 && errno == EINTR))
		return 0;
	if (!reap(run, slot)) {
		buf_clear(&slot->answer);
		if (slot->tries < TRIES)
			return start(run, slot->n);
	}
	return 0;
}

static int
wait_and_serve(struct run *run)
{
	struct pollfd polls[WORKERS_MOST];
	struct slot *slots[WORKERS_MOST];
	nfds_t count = 0;

	for (size_t n = run->first; n < run->next; n++) {
		struct slot *slot = &run->slots[n % run->room];

		if (slot->pid == 0)
			continue;
		slots[count] = slot;
		polls[count++] = (struct pollfd){slot->fd, POLLIN, 0};
	}
	if (count == 0)
		return 0;
	if (poll(polls, count, -1) < 0)
		return errno == EINTR ? 0 : -1;
	for (nfds_t i = 0; i < count; i++)
		if (polls[i].revents && serve(run, slots[i]) != 0)
			return -1;
	return 0;
}

static void
stop_all(struct run *run)
{
	for (size_t i = 0; i < run->room; i++) {
		if (run->slots[i].pid) {
			close(run->slots[i].fd);
			while (waitpid(run->slots[i].pid, NULL, 0) < 0 && errno == EINTR)
				;
		}
		buf_free(&run->slots[i].answer);
	}
	mem_free(run->slots);
}

static int
run_all(struct run *run)
{
	int result;

	while (run->first < run->count) {
		struct slot *slot = &run->slots[run->first % run->room];

		while (run->next < run->count && run->running < run->workers &&
		       run->next - run->first < run->room) {
			if (start(run, run->next) != 0) {
				if (run->running == 0)
					return diag_say(run->diag, DIAG_SYSTEM, (struct where){0},
					    "no new process: %s", strerror(errno));
				break;
			}
			run->next++;
		}
		if (slot->pid == 0 && run->first < run->next) {
			if ((result = hand_over(run, slot)) != 0)
				return result;
			run->first++;
		} else if (wait_and_serve(run) != 0) {
			return diag_say(
			    run->diag, DIAG_SYSTEM, (struct where){0}, "%s", strerror(errno));
		}
	}
	return 0;
}

int
jobs_run(unsigned workers, size_t count, job_work *work, job_done *done, void *context,
    struct diag *diag)
{
	struct run run = {work, done, context, diag, NULL, 0, 0, 0, count, 0, workers};
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	int result;

	if (run.workers == 0)
		run.workers = processors > 0 ? (unsigned)processors : 1;
	if (run.workers > WORKERS_MOST)
		run.workers = WORKERS_MOST;
	run.room = run.workers * AHEAD;
	run.slots = mem_array(run.room, sizeof(*run.slots));
	result = run_all(&run);
	stop_all(&run);
	return result;
}
