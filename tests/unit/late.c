/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/late.h"

#include <expat.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/diag.h"
#include "unit/test.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(XML_ErrorString)                                                                      \
	TAKE(XML_ExpatVersion)
LATE_LIBRARY("expat", TAKEN)

static void
calls_reach_the_library(void **state)
{
	(void)state;
	assert_memory_equal(lib()->XML_ExpatVersion(), "expat_", 6);
	assert_string_equal(lib()->XML_ErrorString(XML_ERROR_NO_ELEMENTS), "no element found");
	assert_ptr_equal(lib(), lib());
}

/* Those that were there when the program was built are there. */
static void
every_library_opens(void **state)
{
	size_t count = 0;

	(void)state;
	for (const struct late_file *l = late_files; l->library; l++, count++)
		late_open(l->library, NULL, 0, NULL);
	assert_true(count > 10);
}

/* What the opening says before it ends the run; the status it ends with. */
static int
ending(const char *library, const char *name, char said[500])
{
	int ends[2], status;
	size_t got;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		void *pointer;

		dup2(ends[1], STDERR_FILENO);
		late_open(library, &name, 1, &pointer);
		_exit(0);
	}
	close(ends[1]);
	got = (size_t)read(ends[0], said, 499);
	said[got < 499 ? got : 0] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
what_is_missing_ends_the_run(void **state)
{
	char said[500];

	(void)state;
	assert_int_equal(ending("expat", "XML_ExpatVersion", said), 0);
	assert_string_equal(said, "");
	assert_int_equal(ending("expat", "XML_NoSuchThing", said), DIAG_STATUS_MISSING);
	assert_non_null(strstr(said, "lectern: error: the library expat cannot be used: "));
	assert_non_null(strstr(said, "XML_NoSuchThing"));
	assert_int_equal(ending("no-such-library", "f", said), DIAG_STATUS_MISSING);
	assert_non_null(strstr(said, "no-such-library"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(calls_reach_the_library),
	    cmocka_unit_test(every_library_opens),
	    cmocka_unit_test(what_is_missing_ends_the_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
