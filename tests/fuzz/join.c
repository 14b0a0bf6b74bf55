/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as one of three parts, its checksum put right, and as what all parts have in common:
   refused, or what is not lost can be read or is refused then. */
#include "travel.h"
#include "travel/parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { COMMON_MOST = 0x3ff, HEADER = 12 };

static void
ignore(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

static void
forge_head(struct buf *out, unsigned number, size_t size, size_t common, size_t from, size_t count)
{
	buf_put(out, S("\x89LCTS\r\n\x1a"));
	buf_u32(out, 1);
	buf_u32(out, number);
	buf_u32(out, 2);
	buf_u32(out, 1);
	buf_u64(out, size);
	buf_fill(out, 'd', HASH_SIZE);
	buf_u32(out, (unsigned)common);
	buf_u64(out, from);
	buf_u32(out, (unsigned)count);
}

static void
try(const char *const *paths, size_t count)
{
	struct diag diag = {.sink = ignore};
	struct joined joined;
	struct str bytes;
	struct buf text = {0};

	if (parts_join(paths, count, &joined, &diag) == 0) {
		if (joined.here == 0 || joined.here > joined.parts)
			abort();
		for (size_t i = 0; i < bundle_count(joined.bundle); i++) {
			buf_clear(&text);
			if (bundle_read(joined.bundle, i, &text, &diag) == 0 &&
			    text.len != bundle_record_size(joined.bundle, i))
				abort();
		}
		joined_kept(&joined, S("about"), &bytes);
	}
	joined_free(&joined);
	buf_free(&text);
}

static void
with_crc(struct buf *part)
{
	buf_u32(part, deflate_crc(0, buf_str(part)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct memory parts[2];
	struct str bytes = {(const char *)data, size};
	struct buf part = {0};
	const char *paths[2];
	size_t cut;

	if (parts[0].fd == 0)
		for (int i = 0; i < 2; i++)
			parts[i] = memory_file((struct str){"", 0});
	for (int i = 0; i < 2; i++)
		paths[i] = parts[i].path;
	/* the input as a whole part, beside one that is sound */
	buf_put(&part, bytes);
	with_crc(&part);
	memory_set(&parts[0], buf_str(&part));
	buf_clear(&part);
	forge_head(&part, 1, size, 0, 0, size);
	buf_put(&part, bytes);
	with_crc(&part);
	memory_set(&parts[1], buf_str(&part));
	try(paths, 2);
	try(paths, 1);
	/* the input as what is outside of the clusters, its first two bytes how much of it, and the
	   rest as the clusters */
	buf_clear(&part);
	if (size < 2) {
		buf_free(&part);
		return 0;
	}
	cut = (size_t)(data[0] | data[1] << 8) & COMMON_MOST;
	bytes = str_sub(bytes, 2, size);
	size = bytes.len;
	cut = cut < size ? cut : size;
	forge_head(&part, 0, size, cut + 4, HEADER, size - cut);
	/* the clusters begin behind the bundle's header */
	buf_u32(&part, (unsigned)cut);
	buf_put(&part, str_sub(bytes, 0, cut));
	buf_put(&part, str_sub(bytes, cut, size));
	with_crc(&part);
	memory_set(&parts[0], buf_str(&part));
	try(paths, 1);
	buf_free(&part);
	return 0;
}
