/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Without libFuzzer: runs a fuzz target over the kept inputs of a folder, and over each of them
   cut short and with bytes changed, and prints TAP. */
#ifndef LECTERN_TESTS_FUZZ_REPLAY_H
#define LECTERN_TESTS_FUZZ_REPLAY_H

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { REPLAY_MOST = 1 << 20, REPLAY_CHANGES = 200 };

static void
replay_bytes(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1); /* exact, so that a sanitizer sees one byte over */
	uint32_t seed = 1;

	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	for (int i = 0; i < REPLAY_CHANGES && size > 0; i++) {
		size_t at = (seed = seed * 1664525 + 1013904223) % size;
		uint8_t before = copy[at];

		copy[at] = (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24);
		LLVMFuzzerTestOneInput(copy, size);
		copy[at] = before;
	}
	free(copy);
	for (size_t part = 1; part < 16 && size > 16; part++) {
		size_t len = size * part / 16;

		copy = malloc(len ? len : 1);
		memcpy(copy, data, len);
		LLVMFuzzerTestOneInput(copy, len);
		free(copy);
	}
}

static void
replay_file(const char *folder, const char *name, int number)
{
	static uint8_t data[REPLAY_MOST];
	char path[4096];
	size_t size;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (file == NULL)
		return;
	size = fread(data, 1, sizeof(data), file);
	fclose(file);
	replay_bytes(data, size);
	printf("ok %d - %s\n", number, name);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	struct dirent **names;
	int count = argc > 1 ? scandir(argv[1], &names, NULL, alphasort) : -1, number = 0;

	replay_bytes((const uint8_t *)"", 0);
	printf("ok %d - nothing at all\n", ++number);
	for (int i = 0; i < count; i++) {
		if (names[i]->d_name[0] != '.')
			replay_file(argv[1], names[i]->d_name, ++number);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	printf("1..%d\n", number);
	return 0;
}

#endif
