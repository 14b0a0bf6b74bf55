/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a bundle, and as the index of one with right checksums: refused, or every record
   reads as long as it says. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bundles.h"

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

static void
try(struct str bytes)
{
	int fd;
	const char *path = scratch_name(&fd);

	if (ftruncate(fd, (off_t)bytes.len) != 0 ||
	    pwrite(fd, bytes.at, bytes.len, 0) != (ssize_t)bytes.len)
		abort();
	read_all(path);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = {(const char *)data, size};
	struct buf file = {0};

	buf_put(&file, bytes);
	if (size >= HEADER + FOOTER) /* else nearly all would end at this checksum */
		put_u32(file.at + size - 8,
		    deflate_crc(deflate_crc(0, str_sub(buf_str(&file), 0, HEADER)),
			str_sub(buf_str(&file), size - FOOTER, size - 8)));
	try(buf_str(&file));
	buf_clear(&file);
	forge(S("\x2b\x49\xad\x28\x01\x00\x4b\xe4\x02\x00"), bytes, (unsigned)size, &file);
	try(buf_str(&file));
	buf_free(&file);
	return 0;
}
