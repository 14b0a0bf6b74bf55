/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_JOBS_H
#define LECTERN_BASE_JOBS_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * Work in child processes, one fork a job, results handed back in order. A job sees the
 * parent's memory as it was when jobs_run began and changes nothing there; what it gives back
 * is the bytes it puts into `result`. So results do not depend on the number of workers.
 *
 * Each worker is a foreman, forked at the beginning and kept small, who forks a process for
 * every job: what the parent gathers meanwhile is not copied with each of them.
 */
typedef int job_work(void *context, size_t n, struct buf *result, struct diag *);

/* Called in the parent for job 0, 1, 2 ... in that order, after the job's messages have been
   said again there. `status` is what the work gave; a job that died twice (it is tried again
   once) has status -1, an empty result, and WORKER_DIED said. Non-zero stops the run. */
typedef int job_done(void *context, size_t n, int status, struct str result, struct diag *);

/* How many there are when so many are asked for; 0: one for each processor. At least one. */
unsigned jobs_workers(unsigned asked);

/* 0, or the first non-zero answer of `done`. `workers` is what is asked for. */
int jobs_run(unsigned workers, size_t count, job_work *, job_done *, void *context, struct diag *);

#endif
