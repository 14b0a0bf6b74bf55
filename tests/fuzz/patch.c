/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a patch, and as what a patch with right checksums unpacks to, on a small bundle:
   refused, or what it gives is a sound bundle. */
#include "travel.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { HEADER = 92, CHECKED = 88 };

static void
ignore(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

static const char before_text[] =
    "Naloxone reverses an overdose of opioids. Call 911. Do not leave the person alone.";

static struct memory
base(char digest[HASH_TEXT])
{
	static const struct entry entries[] = {{STR("a"), {before_text, sizeof(before_text) - 1}},
	    {STR("b"), STR("")}, {STR("c"), STR("not 5 mg")}};
	struct diag diag = {.sink = ignore};
	struct buf file = {0};
	struct memory m;
	struct bundle *b;

	make_bundle(entries, 3, BUNDLE_FAST, &file);
	m = memory_file(buf_str(&file));
	b = bundle_open(m.path, &diag);
	if (b == NULL || bundle_digest(b, digest, &diag) != 0)
		abort();
	bundle_close(b);
	buf_free(&file);
	return m;
}

static void
try(const char *before, struct memory *patch, struct str bytes)
{
	struct diag diag = {.sink = ignore};
	struct buf result = {0};

	memory_set(patch, bytes);
	if (use_patch(before, patch->path, &result, &diag) == 0 &&
	    !accepts(buf_str(&result), &diag))
		abort();
	buf_free(&result);
}

/* A patch from the base to the base, whose changes are the input. */
static void
forge_patch(const char digest[HASH_TEXT], struct str body, struct buf *file)
{
	struct buf packed = {0};

	deflate_pack(body, (struct str){"", 0}, DEFLATE_FAST, &packed);
	buf_put(file, S("\x89LCTP\r\n\x1a"));
	buf_u32(file, 1);
	buf_u32(file, (unsigned)(HEADER + packed.len));
	buf_u32(file, (unsigned)body.len);
	buf_u32(file, deflate_crc(0, buf_str(&packed)));
	for (int twice = 0; twice < 2; twice++)
		for (int i = 0; i < HASH_SIZE; i++) {
			unsigned byte;

			sscanf(digest + 2 * i, "%2x", &byte);
			buf_byte(file, (char)byte);
		}
	buf_u32(file, deflate_crc(0, buf_str(file)));
	buf_put(file, buf_str(&packed));
	buf_free(&packed);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct memory before, patch;
	static char digest[HASH_TEXT];
	struct str bytes = {(const char *)data, size};
	struct buf file = {0};

	if (before.fd == 0) {
		before = base(digest);
		patch = memory_file((struct str){"", 0});
	}
	buf_put(&file, bytes);
	if (size >= HEADER) { /* else nearly all would end at this checksum */
		struct buf crc = {0};

		buf_u32(&crc, deflate_crc(0, str_sub(bytes, 0, CHECKED)));
		memcpy(file.at + CHECKED, crc.at, 4);
		buf_free(&crc);
	}
	try(before.path, &patch, buf_str(&file));
	buf_clear(&file);
	forge_patch(digest, bytes, &file);
	try(before.path, &patch, buf_str(&file));
	buf_free(&file);
	return 0;
}
