/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "render/phone/keys.h"

/* Where faults were said to be. */
struct lines {
	struct diag diag;
	unsigned count, line;
};

static void
take_line(void *context, const struct diag_message *m)
{
	struct lines *lines = context;

	assert_string_equal(m->slug, "bad-keys");
	lines->line = m->where.line;
	lines->count++;
}

static int
read_text(const char *text, bool speeds, struct keys *keys, struct lines *lines)
{
	char path[] = "/tmp/lectern-keys-XXXXXX";
	int fd = mkstemp(path), result;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	keys_usual(keys);
	*lines = (struct lines){.diag = {.sink = take_line, .context = lines}};
	result = keys_read(keys, path, speeds, &lines->diag);
	unlink(path);
	return result;
}

static void
files_are_read(void **state)
{
	struct keys keys;
	struct lines lines;

	(void)state;
	assert_int_equal(read_text("# keys of our old line\n\nmore: #\nagain:7\n on : 9 \n", false,
			     &keys, &lines),
	    0);
	assert_int_equal(keys.at[KEYS_MORE], '#');
	assert_int_equal(keys.at[KEYS_AGAIN], '7');
	assert_int_equal(keys.at[KEYS_ON], '9');
	assert_int_equal(keys.at[KEYS_UP], '*'); /* as usual */
}

/* What is wrong, and in which line. */
static const struct {
	const char *text;
	bool speeds;
	unsigned line;
} wrong[] = {
    {"pause:\n", false, 1},                                    /* no key */
    {"up: *\nhold: 5\n", false, 2},                            /* nothing a key does */
    {"up: **\n", false, 1},                                    /* no key of a telephone */
    {"up: A\n", false, 1}, {"\nup: 0\n", false, 2},            /* the helpline's */
    {"up: #\non: *\nup: *\n", false, 3},                       /* twice */
    {"more: 3\n", false, 1},                                   /* chooses */
    {"again: 1\n", false, 1}, {"pause: 6\n", false, 1},        /* is next */
    {"up: #\n", false, 1},                                     /* is on */
    {"next: 5\npause: 5\n", false, 2}, {"back: 7\n", true, 1}, /* is slower */
};

static void
faults_are_said_with_their_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct keys keys;
		struct lines lines;

		print_message("%s", wrong[i].text);
		assert_int_equal(read_text(wrong[i].text, wrong[i].speeds, &keys, &lines), -1);
		assert_true(lines.count >= 1);
		assert_int_equal(lines.line, wrong[i].line);
	}
}

/* Where keys are not asked for at once, they may be the same. */
static void
places_are_apart(void **state)
{
	struct keys keys;
	struct lines lines;

	(void)state;
	assert_int_equal(read_text("back: 7\n", false, &keys, &lines), 0);
	assert_int_equal(read_text("more: 6\n", false, &keys, &lines), 0);
	assert_int_equal(read_text("again: 7\n", true, &keys, &lines), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(files_are_read),
	    cmocka_unit_test(faults_are_said_with_their_line),
	    cmocka_unit_test(places_are_apart),
	};

	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
