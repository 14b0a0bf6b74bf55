/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/deflate.h"

#include <assert.h>
#include <zlib.h>

enum { RAW = -15 };

void
deflate_pack(struct str bytes, struct str dictionary, int level, struct buf *out)
{
	z_stream z = {0};
	size_t bound;
	char *to;
	int result;

	assert(bytes.len <= 0x7fffffff && dictionary.len <= 32768);
	result = deflateInit2(&z, level, Z_DEFLATED, RAW, 9, Z_DEFAULT_STRATEGY);
	assert(result == Z_OK);
	if (dictionary.len)
		deflateSetDictionary(&z, (const Bytef *)dictionary.at, (uInt)dictionary.len);
	bound = deflateBound(&z, bytes.len);
	to = buf_room(out, bound);
	if (to) {
		z.next_in = (Bytef *)(bytes.len ? bytes.at : "");
		z.avail_in = (uInt)bytes.len;
		z.next_out = (Bytef *)to;
		z.avail_out = (uInt)bound;
		result = deflate(&z, Z_FINISH);
		assert(result == Z_STREAM_END);
		out->len -= z.avail_out;
	}
	deflateEnd(&z);
	(void)result;
}

int
deflate_unpack(struct str packed, struct str dictionary, size_t length, struct buf *out)
{
	z_stream z = {0};
	size_t before = out->len;
	char spare, *to = buf_room(out, length);
	int result = Z_MEM_ERROR;

	if ((to == NULL && length) || packed.len > 0x7fffffff || length > 0x7fffffff ||
	    inflateInit2(&z, RAW) != Z_OK)
		goto out;
	if (dictionary.len)
		inflateSetDictionary(&z, (const Bytef *)dictionary.at, (uInt)dictionary.len);
	z.next_in = (Bytef *)(packed.len ? packed.at : "");
	z.avail_in = (uInt)packed.len;
	z.next_out = (Bytef *)(length ? to : &spare);
	z.avail_out = (uInt)length;
	result = inflate(&z, Z_FINISH);
	if (result == Z_BUF_ERROR && z.avail_out == 0) { /* the end mark may still be due */
		z.next_out = (Bytef *)&spare;
		z.avail_out = 1;
		result = inflate(&z, Z_FINISH);
		if (z.avail_out == 0)
			result = Z_DATA_ERROR;
	} else if (z.avail_out != 0) {
		result = Z_DATA_ERROR;
	}
	if (z.avail_in != 0)
		result = Z_DATA_ERROR;
	inflateEnd(&z);
out:
	if (result != Z_STREAM_END)
		out->len = before;
	return result == Z_STREAM_END ? 0 : -1;
}

unsigned
deflate_crc(unsigned before, struct str bytes)
{
	if (bytes.len == 0) /* zlib takes a null pointer to mean: start again */
		return before;
	return (unsigned)crc32_z(before, (const Bytef *)bytes.at, bytes.len);
}
