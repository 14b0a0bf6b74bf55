/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdint.h>

#include "base/deflate.h"
#include "base/late.h"
#include "base/mem.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(archive_entry_pathname_utf8)                                                          \
	TAKE(archive_read_data)                                                                    \
	TAKE(archive_read_free)                                                                    \
	TAKE(archive_read_new)                                                                     \
	TAKE(archive_read_next_header)                                                             \
	TAKE(archive_read_open_memory)                                                             \
	TAKE(archive_read_support_format_zip)
LATE_LIBRARY("archive", TAKEN)

/* ---- reading ---- */

static const char *
read_entry(struct archive *archive, const struct zip_limits *limits, size_t *total, struct buf *to)
{
	char step[16 * 1024];
	la_ssize_t got;

	while ((got = lib()->archive_read_data(archive, step, sizeof(step))) > 0)
		buf_put(to, (struct str){step, (size_t)got});
	*total += to->len;
	if (got < 0)
		return "an entry of the zip cannot be read";
	return to->full || *total > limits->total ? "it unpacks too large" : NULL;
}

const char *
zip_read(struct str bytes, const struct zip_limits *limits, zip_wanted *wanted, zip_found *found,
    void *context)
{
	struct archive *archive = lib()->archive_read_new();
	struct archive_entry *entry;
	struct buf content = {.ceiling = limits->entry};
	const char *wrong = NULL;
	size_t total = 0, count = 0;
	int status;

	lib()->archive_read_support_format_zip(archive);
	if (lib()->archive_read_open_memory(archive, bytes.at, bytes.len) != ARCHIVE_OK)
		wrong = "it is no zip";
	while (
	    !wrong && (status = lib()->archive_read_next_header(archive, &entry)) != ARCHIVE_EOF) {
		const char *name = lib()->archive_entry_pathname_utf8(entry);

		if (status < ARCHIVE_WARN || ++count > limits->entries) {
			wrong = "its zip is damaged";
		} else if (name && wanted(str_of(name))) {
			buf_clear(&content);
			wrong = read_entry(archive, limits, &total, &content);
			if (!wrong)
				found(context, str_of(name), buf_str(&content));
		}
	}
	lib()->archive_read_free(archive);
	buf_free(&content);
	return wrong;
}

/* ---- writing: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16 ---- */

enum {
	LOCAL = 0x04034b50,
	CENTRAL = 0x02014b50,
	END = 0x06054b50,
	STORED = 0,
	DEFLATED = 8,
	NEEDS = 20,               /* version 2.0, for deflate */
	MADE_BY = 3 << 8 | NEEDS, /* Unix, for the mode */
	DATE = 1 << 5 | 1,        /* 1980-01-01, the first there is */
	MODE = 0100644,
};

struct zip {
	struct output *out;
	struct buf central;
	unsigned long long offset;
	unsigned long count;
	bool too_much;
};

static void
put_u16(struct buf *to, unsigned number)
{
	buf_byte(to, (char)(number & 0xff));
	buf_byte(to, (char)(number >> 8 & 0xff));
}

struct zip *
zip_begin(struct output *out)
{
	struct zip *zip = mem_get(sizeof(*zip));

	zip->out = out;
	return zip;
}

/* What both headers of an entry have in common. */
static void
put_entry(struct buf *to, unsigned method, struct str bytes, struct str packed, size_t name)
{
	put_u16(to, NEEDS);
	put_u16(to, 0); /* flags */
	put_u16(to, method);
	put_u16(to, 0); /* midnight */
	put_u16(to, DATE);
	buf_u32(to, deflate_crc(0, bytes));
	buf_u32(to, (unsigned)packed.len);
	buf_u32(to, (unsigned)bytes.len);
	put_u16(to, (unsigned)name);
	put_u16(to, 0); /* extra fields */
}

static void
put_file(struct zip *zip, const char *name, unsigned method, struct str bytes, struct str packed)
{
	struct str path = str_of(name);
	struct buf local = {0};

	buf_u32(&local, LOCAL);
	put_entry(&local, method, bytes, packed, path.len);
	buf_put(&local, path);
	buf_u32(&zip->central, CENTRAL);
	put_u16(&zip->central, MADE_BY);
	put_entry(&zip->central, method, bytes, packed, path.len);
	put_u16(&zip->central, 0); /* comment */
	put_u16(&zip->central, 0); /* disk */
	put_u16(&zip->central, 0); /* text or not: not told */
	buf_u32(&zip->central, (unsigned)MODE << 16);
	buf_u32(&zip->central, (unsigned)zip->offset);
	buf_put(&zip->central, path);
	output_put(zip->out, buf_str(&local));
	output_put(zip->out, packed);
	zip->offset += local.len + packed.len;
	zip->count++;
	zip->too_much |= zip->offset > UINT32_MAX || bytes.len > UINT32_MAX;
	buf_free(&local);
}

void
zip_stored(struct zip *zip, const char *name, struct str bytes)
{
	put_file(zip, name, STORED, bytes, bytes);
}

void
zip_packed(struct zip *zip, const char *name, struct str bytes)
{
	struct buf packed = {0};

	deflate_pack(bytes, (struct str){0}, DEFLATE_BEST, &packed);
	put_file(zip, name, DEFLATED, bytes, buf_str(&packed));
	buf_free(&packed);
}

bool
zip_end(struct zip *zip)
{
	bool fits = !zip->too_much && zip->count < UINT16_MAX &&
		    zip->offset + zip->central.len < UINT32_MAX;
	struct buf end = {0};

	buf_u32(&end, END);
	put_u16(&end, 0); /* disk */
	put_u16(&end, 0);
	put_u16(&end, (unsigned)zip->count);
	put_u16(&end, (unsigned)zip->count);
	buf_u32(&end, (unsigned)zip->central.len);
	buf_u32(&end, (unsigned)zip->offset);
	put_u16(&end, 0); /* comment */
	output_put(zip->out, buf_str(&zip->central));
	output_put(zip->out, buf_str(&end));
	buf_free(&end);
	buf_free(&zip->central);
	mem_free(zip);
	return fits;
}
