/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/deflate.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "bundle/format.h"

bool
name_allowed(struct str name)
{
	if (name.len == 0 || name.len > BUNDLE_NAME_MOST)
		return false;
	for (size_t at = 0; at < name.len;) {
		unsigned char c = (unsigned char)name.at[at];

		if (c >= ' ' && c < 0x7f)
			at++;
		else if (char_control(utf8_next(name, &at))) /* UTF8_BAD too */
			return false;
	}
	return true;
}

static void
put_index(const struct part *parts, size_t count, const size_t *lengths, struct buf *out)
{
	buf_varint(out, count);
	for (size_t i = 0; i < count; i++) {
		buf_varint(out, parts[i].kind);
		buf_varint(out, parts[i].packed);
		buf_varint(out, parts[i].plain);
		buf_u32(out, parts[i].crc);
		buf_varint(out, parts[i].count);
	}
	for (size_t i = 0; i < count; i++)
		for (size_t n = 0; n < parts[i].count; n++)
			buf_varint(out, lengths[parts[i].first + n]);
}

void
index_write(const struct part *parts, size_t count, const size_t *lengths, struct str header,
    int level, struct buf *out)
{
	struct buf plain = {0}, packed = {0}, footer = {0};

	put_index(parts, count, lengths, &plain);
	deflate_pack(buf_str(&plain), (struct str){"", 0}, level, &packed);
	buf_u32(&footer, (unsigned)packed.len);
	buf_u32(&footer, (unsigned)plain.len);
	buf_u32(&footer, deflate_crc(deflate_crc(0, buf_str(&packed)), buf_str(&plain)));
	buf_u32(&footer, deflate_crc(deflate_crc(0, header), buf_str(&footer)));
	buf_put(&footer, S(BUNDLE_END_MAGIC));
	buf_put(out, buf_str(&packed));
	buf_put(out, buf_str(&footer));
	buf_free(&plain);
	buf_free(&packed);
	buf_free(&footer);
}

static bool
take_size(struct str *rest, size_t most, size_t *size)
{
	unsigned long long value;

	if (!str_take_varint(rest, &value) || value > most)
		return false;
	*size = (size_t)value;
	return true;
}

static const char *
take_part(struct str *rest, struct part *part)
{
	size_t kind;

	if (!take_size(rest, 0x7fffffff, &kind) || !take_size(rest, 0x7fffffff, &part->packed) ||
	    !take_size(rest, PART_MOST, &part->plain) || !str_take_u32(rest, &part->crc) ||
	    !take_size(rest, BUNDLE_RECORDS_MOST, &part->count))
		return "a part's entry in the index cannot be true";
	part->kind = (unsigned)kind;
	if (part->plain > (unsigned long long)part->packed * PACK_RATIO_MOST)
		return "a part would unpack to more than it can hold";
	return NULL;
}

static const char *
take_parts(struct str *rest, unsigned long long end, struct index *index)
{
	unsigned long long offset = HEADER_SIZE;

	for (size_t i = 0; i < index->part_count; i++) {
		struct part *part = &index->parts[i];
		const char *fault = take_part(rest, part);

		if (fault)
			return fault;
		part->offset = offset;
		part->first = index->length_count;
		if (part->packed > end - offset)
			return "a part would reach into the index";
		offset += part->packed;
		index->length_count += part->count;
		/* each length takes a byte at least */
		if (index->length_count > rest->len ||
		    index->length_count > BUNDLE_RECORDS_MOST + 1)
			return "there are fewer lengths than texts in the index";
	}
	return offset == end ? NULL : "between the parts and the index are bytes of neither";
}

/* Lengths of a part that is not coded add up to its own; those of a coded one are bounded when
   it is decoded. */
static const char *
take_lengths(struct str *rest, const struct part *part, size_t *lengths)
{
	unsigned long long sum = 0;

	for (size_t n = 0; n < part->count; n++) {
		if (!take_size(rest, BUNDLE_RECORD_MOST, &lengths[part->first + n]))
			return "a length in the index cannot be true";
		sum += lengths[part->first + n];
	}
	if (part->count > 1 && sum > CLUSTER_MOST)
		return "a cluster is larger than clusters are";
	if ((part->kind == PART_NAMES || part->kind == PART_CLUSTER) && sum != part->plain)
		return "the lengths of a part's texts do not add up";
	return NULL;
}

const char *
index_read(struct str bytes, unsigned long long end, struct index *index)
{
	const char *fault;

	if (!take_size(&bytes, bytes.len / PART_LEAST, &index->part_count))
		return "the number of parts cannot be true";
	index->parts = mem_array(index->part_count, sizeof(*index->parts));
	fault = take_parts(&bytes, end, index);
	if (fault)
		return fault;
	index->lengths = mem_array(index->length_count, sizeof(*index->lengths));
	for (size_t i = 0; i < index->part_count && fault == NULL; i++)
		fault = take_lengths(&bytes, &index->parts[i], index->lengths);
	if (fault == NULL && bytes.len != 0)
		fault = "there are bytes behind the index";
	return fault;
}

void
index_free(struct index *index)
{
	mem_free(index->parts);
	mem_free(index->lengths);
}
