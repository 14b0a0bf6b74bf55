/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/deflate.h"

#include <assert.h>
#include <libdeflate.h>
#include <zlib.h>

#include "base/zopfli.h"

enum { RAW = -15 };

/* zlib, for streams with a preset window and for speed. */
static void
pack_windowed(struct str bytes, struct str dictionary, int level, struct buf *out)
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

/* libdeflate looks for the cheapest way to write a stream, where zlib takes the first good one. */
static void
pack_closely(struct str bytes, struct buf *out)
{
	struct libdeflate_compressor *packer = libdeflate_alloc_compressor(12);
	size_t bound = libdeflate_deflate_compress_bound(packer, bytes.len);
	char *to = buf_room(out, bound);

	if (to)
		out->len -= bound - libdeflate_deflate_compress(
					packer, bytes.len ? bytes.at : "", bytes.len, to, bound);
	libdeflate_free_compressor(packer);
}

void
deflate_pack(struct str bytes, struct str dictionary, int level, struct buf *out)
{
	if (level >= DEFLATE_SMALLEST)
		zopfli_pack(bytes, dictionary, out);
	else if (level >= DEFLATE_BEST && dictionary.len == 0)
		pack_closely(bytes, out);
	else
		pack_windowed(bytes, dictionary, level, out);
}

static int
unpack_plain(struct str packed, size_t length, struct buf *out)
{
	struct libdeflate_decompressor *unpacker;
	size_t before = out->len, used = 0, given = 0;
	enum libdeflate_result result;
	char none, *to = buf_room(out, length);

	if (to == NULL && length)
		return -1;
	unpacker = libdeflate_alloc_decompressor();
	result = libdeflate_deflate_decompress_ex(unpacker, packed.len ? packed.at : "", packed.len,
	    length ? to : &none, length, &used, &given);
	libdeflate_free_decompressor(unpacker);
	if (result == LIBDEFLATE_SUCCESS && used == packed.len && given == length)
		return 0;
	out->len = before;
	return -1;
}

static int
unpack_windowed(struct str packed, struct str dictionary, size_t length, struct buf *out)
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

int
deflate_unpack(struct str packed, struct str dictionary, size_t length, struct buf *out)
{
	return dictionary.len ? unpack_windowed(packed, dictionary, length, out)
			      : unpack_plain(packed, length, out);
}

unsigned
deflate_crc(unsigned before, struct str bytes)
{
	if (bytes.len == 0) /* a null pointer would mean: start again */
		return before;
	return libdeflate_crc32(before, bytes.at, bytes.len);
}
