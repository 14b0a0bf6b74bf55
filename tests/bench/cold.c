/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a bundle from inside one process: what opening and reading one article costs, each time
   anew and from an open bundle, and how fast all of it is decoded. usage: cold BUNDLE */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/mem.h"
#include "bundle/bundle.h"
#include "document/codec.h"

enum {
	TIMES = 501,
	ROUNDS = 20,
	STEP = 7919 /* prime: neighbours are not read one after another */
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
say(const char *what, double *times)
{
	qsort(times, TIMES, sizeof(*times), by_size);
	printf("%s: median %.3f ms, of 100 the slowest %.3f ms\n", what, times[TIMES / 2],
	    times[TIMES * 99 / 100]);
}

static struct bundle *
opened(const char *path, struct diag *diag)
{
	struct bundle *b = bundle_open(path, diag);

	if (b == NULL)
		exit(3);
	return b;
}

static void
read_one(struct bundle *b, size_t i, struct buf *record, struct diag *diag)
{
	buf_clear(record);
	if (bundle_read(b, i % bundle_count(b), record, diag) != 0)
		exit(3);
}

static void
take(struct bundle *b, size_t i, struct buf *record, struct diag *diag)
{
	struct where where = {bundle_path(b), 0, 0};
	struct document *doc;

	read_one(b, i, record, diag);
	if (!str_starts(bundle_name(b, i % bundle_count(b)), S("article/")))
		return;
	doc = document_decode(buf_str(record), true, where, diag);
	if (doc == NULL)
		exit(3);
	document_free(doc);
}

static void
all(struct bundle *b, struct buf *record, struct diag *diag)
{
	double start = now(), bytes = 0;

	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < bundle_count(b); i++) {
			read_one(b, i, record, diag);
			bytes += (double)record->len;
		}
	printf("all records, decoded: %.0f MB/s\n", bytes / (now() - start) / 1e3);
}

int
main(int argc, char **argv)
{
	struct diag diag = {0};
	struct buf record = {0};
	struct rusage usage;
	double times[TIMES];
	struct bundle *b;

	if (argc != 2)
		return 2;
	for (size_t n = 0; n < TIMES; n++) {
		times[n] = now();
		b = opened(argv[1], &diag);
		take(b, n * STEP, &record, &diag);
		bundle_close(b);
		times[n] = now() - times[n];
	}
	say("opened and one article read", times);
	for (size_t n = 0; n < TIMES; n++) {
		times[n] = now();
		bundle_close(opened(argv[1], &diag));
		times[n] = now() - times[n];
	}
	say("opened alone", times);
	b = opened(argv[1], &diag);
	for (size_t n = 0; n < TIMES; n++) {
		times[n] = now();
		take(b, n * STEP, &record, &diag);
		times[n] = now() - times[n];
	}
	say("one article from an open bundle, anywhere", times);
	for (size_t n = 0; n < TIMES; n++) {
		times[n] = now();
		take(b, n, &record, &diag);
		times[n] = now() - times[n];
	}
	say("the next article from an open bundle", times);
	all(b, &record, &diag);
	bundle_close(b);
	buf_free(&record);
	getrusage(RUSAGE_SELF, &usage);
	printf("memory: %ld KB\n", usage.ru_maxrss);
	return 0;
}
