/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a bundle: refused, or every record reads as long as it says. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/deflate.h"
#include "bundle/bundle.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { HEADER = 12, FOOTER = 20 };

static void
ignore(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

static void
put_u32(char *to, unsigned value)
{
	for (int i = 0; i < 4; i++)
		to[i] = (char)(value >> (8 * i));
}

static void
read_all(const char *path)
{
	struct diag diag = {.sink = ignore};
	struct bundle *b = bundle_open(path, &diag);
	struct buf text = {0};

	for (size_t i = 0; b && i < bundle_count(b); i++) {
		buf_clear(&text);
		if (bundle_read(b, i, &text, &diag) == 0 && text.len != bundle_record_size(b, i))
			abort();
		bundle_find(b, bundle_name(b, i));
		bundle_record_packed(b, i);
	}
	if (b)
		bundle_verify(b, &diag);
	bundle_close(b);
	buf_free(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", 0);
	char path[64], *copy = malloc(size ? size : 1);

	memcpy(copy, data, size);
	if (size >= HEADER + FOOTER) /* else nearly all would end at this checksum */
		put_u32(copy + size - 8, deflate_crc(deflate_crc(0, (struct str){copy, HEADER}),
					     (struct str){copy + size - FOOTER, 12}));
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (fd < 0 || write(fd, copy, size) != (ssize_t)size)
		abort();
	read_all(path);
	close(fd);
	free(copy);
	return 0;
}
