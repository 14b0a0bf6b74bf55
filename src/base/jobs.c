/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/jobs.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/output.h"

enum { WORKERS_MOST = 64, AHEAD = 4, TRIES = 2, CHUNK = 64 * 1024 };

/* A job between its start and its hand-over. */
struct slot {
	size_t n;
	bool running;
	unsigned tries;
	struct buf
	    answer; /* u64 length of the rest, varint good, varint length, messages, result */
};

/* A worker: who is told the number of a job on `fd`, and gives its answer there. One whose job
   ended badly ends too. */
struct foreman {
	pid_t pid; /* 0: none */
	int fd;
	struct slot *slot; /* NULL: idle */
};

struct run {
	job_work *work;
	job_done *done;
	void *context;
	struct diag *diag;
	struct slot *slots; /* ring: job n stands in slots[n % room] */
	size_t room, next, first, count;
	unsigned workers;
	struct foreman foremen[WORKERS_MOST];
};

static void
write_all(int fd, struct str left)
{
	while (left.len > 0) {
		ssize_t wrote = send(fd, left.at, left.len, MSG_NOSIGNAL);

		if (wrote < 0 && errno != EINTR)
			_exit(1);
		if (wrote > 0)
			left = str_sub(left, (size_t)wrote, left.len);
	}
}

static _Noreturn void
do_job(struct run *run, size_t n, int fd)
{
	struct buf said = {0}, result = {0}, head = {0}, length = {0};
	struct diag diag = {.sink = diag_pack, .context = &said};
	int status = run->work(run->context, n, &result, &diag);

	buf_varint(&head, status == 0);
	buf_varint(&head, said.len);
	buf_u64(&length, head.len + said.len + result.len);
	write_all(fd, buf_str(&length));
	write_all(fd, buf_str(&head));
	write_all(fd, buf_str(&said));
	write_all(fd, buf_str(&result));
	_exit(0);
}

static bool
ended_well(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A fork for each number that comes; the end of them is the end of the foreman. */
static _Noreturn void
lead(struct run *run, int fd)
{
	size_t n;

	output_forget();
	for (unsigned i = 0; i < run->workers; i++)
		if (run->foremen[i].pid)
			close(run->foremen[i].fd);
	while (recv(fd, &n, sizeof(n), MSG_WAITALL) == sizeof(n)) {
		pid_t pid = fork();

		if (pid == 0)
			do_job(run, n, fd);
		if (pid < 0 || !ended_well(pid))
			_exit(1);
	}
	_exit(0);
}

static int
engage(struct run *run, struct foreman *foreman)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return -1;
	foreman->pid = fork();
	if (foreman->pid == 0) {
		close(ends[0]);
		lead(run, ends[1]);
	}
	close(ends[1]);
	if (foreman->pid < 0) {
		close(ends[0]);
		foreman->pid = 0;
		return -1;
	}
	foreman->fd = ends[0];
	return 0;
}

static void
dismiss(struct foreman *foreman)
{
	if (foreman->pid == 0)
		return;
	close(foreman->fd);
	ended_well(foreman->pid);
	foreman->pid = 0;
}

static int
start(struct run *run, struct foreman *foreman, struct slot *slot)
{
	if (foreman->pid == 0 && engage(run, foreman) != 0)
		return -1;
	slot->running = true;
	slot->tries++;
	buf_clear(&slot->answer);
	foreman->slot = slot;
	/* one who has just died is found out by reading */
	send(foreman->fd, &slot->n, sizeof(slot->n), MSG_NOSIGNAL);
	return 0;
}

static int
hand_over(struct run *run, struct slot *slot)
{
	struct str rest = buf_str(&slot->answer), said;
	unsigned long long good = 0, len = 0;
	int result;

	if (str_take_u64(&rest, &len) && str_take_varint(&rest, &good) &&
	    str_take_varint(&rest, &len) && str_take(&rest, len, &said)) {
		diag_replay(run->diag, said);
	} else {
		diag_say(
		    run->diag, DIAG_WORKER_DIED, (struct where){0}, "job %zu, twice", slot->n + 1);
		rest = (struct str){"", 0};
		good = 0;
	}
	result = run->done(run->context, slot->n, good ? 0 : -1, rest, run->diag);
	buf_clear(&slot->answer);
	slot->tries = 0;
	return result;
}

static bool
is_whole(const struct buf *answer)
{
	struct str rest = buf_str(answer);
	unsigned long long length;

	return str_take_u64(&rest, &length) && rest.len >= length;
}

/* Reads what is ready. A job whose foreman has ended before its answer was whole is tried again
   once. */
static int
serve(struct run *run, struct foreman *foreman)
{
	struct slot *slot = foreman->slot;
	char *to = buf_room(&slot->answer, CHUNK);
	ssize_t got = read(foreman->fd, to, CHUNK);

	slot->answer.len -= CHUNK;
	if (got < 0 && errno == EINTR)
		return 0;
	if (got > 0)
		slot->answer.len += (size_t)got;
	if (got > 0 && !is_whole(&slot->answer))
		return 0;
	foreman->slot = NULL;
	slot->running = false;
	if (got > 0)
		return 0;
	dismiss(foreman);
	buf_clear(&slot->answer);
	return slot->tries < TRIES ? start(run, foreman, slot) : 0;
}

static int
wait_and_serve(struct run *run)
{
	struct pollfd polls[WORKERS_MOST];
	struct foreman *foremen[WORKERS_MOST];
	nfds_t count = 0;

	for (unsigned i = 0; i < run->workers; i++) {
		if (run->foremen[i].slot == NULL)
			continue;
		foremen[count] = &run->foremen[i];
		polls[count++] = (struct pollfd){run->foremen[i].fd, POLLIN, 0};
	}
	if (count == 0)
		return 0;
	if (poll(polls, count, -1) < 0)
		return errno == EINTR ? 0 : -1;
	for (nfds_t i = 0; i < count; i++)
		if (polls[i].revents && serve(run, foremen[i]) != 0)
			return -1;
	return 0;
}

static void
stop_all(struct run *run)
{
	for (unsigned i = 0; i < run->workers; i++)
		dismiss(&run->foremen[i]);
	for (size_t i = 0; i < run->room; i++)
		buf_free(&run->slots[i].answer);
	mem_free(run->slots);
}

static bool
any_running(const struct run *run)
{
	for (unsigned i = 0; i < run->workers; i++)
		if (run->foremen[i].slot)
			return true;
	return false;
}

/* Gives jobs to those who are idle, not too far ahead of what is handed over. */
static int
give_out(struct run *run)
{
	for (unsigned i = 0; i < run->workers; i++) {
		struct slot *slot = &run->slots[run->next % run->room];

		if (run->next == run->count || run->next - run->first == run->room)
			break;
		if (run->foremen[i].slot)
			continue;
		slot->n = run->next;
		if (start(run, &run->foremen[i], slot) != 0)
			return any_running(run) ? 0 : -1;
		run->next++;
	}
	return 0;
}

static int
run_all(struct run *run)
{
	int result;

	while (run->first < run->count) {
		struct slot *slot = &run->slots[run->first % run->room];

		if (give_out(run) != 0)
			return diag_say(run->diag, DIAG_SYSTEM, (struct where){0},
			    "no new process: %s", strerror(errno));
		if (!slot->running && run->first < run->next) {
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

unsigned
jobs_workers(unsigned asked)
{
	long processors = asked ? (long)asked : sysconf(_SC_NPROCESSORS_ONLN);

	return processors < 1 ? 1 : processors > WORKERS_MOST ? WORKERS_MOST : (unsigned)processors;
}

int
jobs_run(unsigned workers, size_t count, job_work *work, job_done *done, void *context,
    struct diag *diag)
{
	struct run run = {.work = work,
	    .done = done,
	    .context = context,
	    .diag = diag,
	    .count = count,
	    .workers = jobs_workers(workers)};
	int result;

	if (run.workers > count)
		run.workers = (unsigned)count;
	run.room = run.workers * AHEAD;
	run.slots = mem_array(run.room, sizeof(*run.slots));
	result = run_all(&run);
	stop_all(&run);
	return result;
}
