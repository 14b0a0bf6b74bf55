/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/deflate.h"
#include "base/input.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "bundle/bundle.h"
#include "bundle/format.h"

struct record {
	struct str name; /* a view of the index */
	size_t cluster, offset, size;
	unsigned crc;
};

struct cluster {
	unsigned long long offset;
	size_t packed, plain, first, count;
};

struct bundle {
	struct input *in;
	struct buf index, packed, plain; /* plain: the cluster read last */
	size_t cached;                   /* its number, or STR_NONE */
	struct cluster *clusters;
	struct record *records;
	size_t *by_name; /* numbers of records, in order of their names */
	size_t cluster_count, record_count;
	unsigned long long index_offset;
	size_t index_packed, index_plain;
	unsigned index_crc;
};

static int
damaged(const struct bundle *b, struct diag *diag, const char *what, unsigned long long at)
{
	return diag_say(diag, DIAG_BAD_BUNDLE, (struct where){input_path(b->in), 0, 0},
	    "%s, at byte %llu", what, at);
}

bool
bundle_is(const char *path)
{
	struct diag silent = {0};
	struct buf start = {0};
	struct input *in;
	bool is;

	if (strcmp(path, "-") == 0 || input_is_folder(path) || !input_exists(path))
		return false;
	in = input_open(path, &silent);
	is = in && input_size(in) >= BUNDLE_HEADER &&
	     input_at(in, 0, BUNDLE_HEADER, &start, &silent) == 0 &&
	     str_starts(buf_str(&start), S(BUNDLE_MAGIC));
	input_close(in);
	buf_free(&start);
	return is;
}

/* --- opening ------------------------------------------------------------------------------- */

static int
check_header(struct bundle *b, struct buf *header, struct diag *diag)
{
	struct str rest;
	unsigned version = 0;

	if (input_size(b->in) < BUNDLE_HEADER + BUNDLE_FOOTER)
		return damaged(b, diag, "it is too short to be a bundle", input_size(b->in));
	if (input_at(b->in, 0, BUNDLE_HEADER, header, diag) != 0)
		return -1;
	if (!str_starts(buf_str(header), S(BUNDLE_MAGIC)))
		return damaged(b, diag, "it does not begin as a bundle does", 0);
	rest = str_sub(buf_str(header), sizeof(BUNDLE_MAGIC) - 1, BUNDLE_HEADER);
	str_take_u32(&rest, &version);
	if (version != BUNDLE_VERSION)
		return diag_say(diag, DIAG_BUNDLE_VERSION, (struct where){input_path(b->in), 0, 0},
		    "it has version %u, this program reads version %d", version, BUNDLE_VERSION);
	return 0;
}

static int
check_footer(struct bundle *b, const struct buf *header, struct diag *diag)
{
	unsigned long long at = input_size(b->in) - BUNDLE_FOOTER;
	struct buf footer = {0};
	struct str rest;
	unsigned packed = 0, plain = 0, crc = 0, expected;
	int result = input_at(b->in, at, BUNDLE_FOOTER, &footer, diag);

	if (result != 0)
		return result;
	rest = buf_str(&footer);
	str_take_u64(&rest, &b->index_offset);
	str_take_u32(&rest, &packed);
	str_take_u32(&rest, &plain);
	str_take_u32(&rest, &b->index_crc);
	expected = deflate_crc(
	    deflate_crc(0, buf_str(header)), str_sub(buf_str(&footer), 0, BUNDLE_CHECKED));
	str_take_u32(&rest, &crc);
	b->index_packed = packed;
	b->index_plain = plain;
	if (!str_equal(rest, S(BUNDLE_END_MAGIC)))
		result = damaged(b, diag, "it does not end as a bundle does: it was cut", at);
	else if (crc != expected)
		result = damaged(b, diag, "the checksum of its ends is wrong", at);
	else if (b->index_offset < BUNDLE_HEADER || b->index_offset > at ||
		 at - b->index_offset != packed)
		result = damaged(b, diag, "its index is not where it should be", at);
	else if (plain > BUNDLE_INDEX_MOST || plain > (unsigned long long)packed * BUNDLE_EXPANSION)
		result = damaged(b, diag, "the length of its index cannot be true", at);
	buf_free(&footer);
	return result;
}

static int
unpack(struct bundle *b, unsigned long long offset, size_t packed, size_t plain, struct buf *out,
    struct diag *diag)
{
	buf_clear(&b->packed);
	if (input_at(b->in, offset, packed, &b->packed, diag) != 0)
		return -1;
	if (deflate_unpack(buf_str(&b->packed), (struct str){"", 0}, plain, out) != 0)
		return damaged(b, diag, "a packed part is damaged", offset);
	return 0;
}

/* What the index says of clusters: their places follow from their lengths. */
static bool
take_clusters(struct bundle *b, struct str *rest)
{
	unsigned long long offset = BUNDLE_HEADER, packed, count;
	size_t record = 0;

	for (size_t i = 0; i < b->cluster_count; i++) {
		if (!str_take_varint(rest, &packed) || !str_take_varint(rest, &count) ||
		    packed > b->index_offset - offset || count == 0 ||
		    count > b->record_count - record)
			return false;
		b->clusters[i] = (struct cluster){offset, (size_t)packed, 0, record, (size_t)count};
		offset += packed;
		record += (size_t)count;
	}
	return offset == b->index_offset && record == b->record_count;
}

static bool
take_record(struct str *rest, struct record *record)
{
	unsigned long long len, size;

	if (!str_take_varint(rest, &len) || len == 0 || len > BUNDLE_NAME_MOST ||
	    !str_take(rest, len, &record->name) || !utf8_valid(record->name) ||
	    !str_take_varint(rest, &size) || size > BUNDLE_RECORD_MOST ||
	    !str_take_u32(rest, &record->crc))
		return false;
	for (size_t at = 0; at < record->name.len;)
		if (char_control(utf8_next(record->name, &at)))
			return false;
	record->size = (size_t)size;
	return true;
}

static bool
take_records(struct bundle *b, struct str *rest)
{
	for (size_t i = 0; i < b->cluster_count; i++) {
		struct cluster *cluster = &b->clusters[i];

		for (size_t n = 0; n < cluster->count; n++) {
			struct record *record = &b->records[cluster->first + n];

			if (!take_record(rest, record))
				return false;
			record->cluster = i;
			record->offset = cluster->plain;
			cluster->plain += record->size;
		}
		if (cluster->plain > (unsigned long long)cluster->packed * BUNDLE_EXPANSION ||
		    (cluster->count > 1 && cluster->plain > BUNDLE_CLUSTER))
			return false;
	}
	return rest->len == 0;
}

static int
by_name(const void *left, const void *right, void *context)
{
	const struct bundle *b = context;

	return str_compare(
	    b->records[*(const size_t *)left].name, b->records[*(const size_t *)right].name);
}

static bool
sort_names(struct bundle *b)
{
	b->by_name = mem_array(b->record_count, sizeof(*b->by_name));
	for (size_t i = 0; i < b->record_count; i++)
		b->by_name[i] = i;
	qsort_r(b->by_name, b->record_count, sizeof(*b->by_name), by_name, b);
	for (size_t i = 1; i < b->record_count; i++)
		if (by_name(&b->by_name[i - 1], &b->by_name[i], b) == 0)
			return false;
	return true;
}

static int
read_index(struct bundle *b, struct diag *diag)
{
	unsigned long long clusters, records;
	struct str rest;

	if (unpack(b, b->index_offset, b->index_packed, b->index_plain, &b->index, diag) != 0)
		return -1;
	rest = buf_str(&b->index);
	if (deflate_crc(0, rest) != b->index_crc)
		return damaged(b, diag, "the checksum of its index is wrong", b->index_offset);
	/* each cluster takes two bytes of the index at least, each record seven */
	if (!str_take_varint(&rest, &clusters) || !str_take_varint(&rest, &records) ||
	    records > BUNDLE_RECORDS_MOST || records > rest.len / 7 || clusters > records)
		return damaged(b, diag, "the counts in its index cannot be true", b->index_offset);
	b->cluster_count = (size_t)clusters;
	b->record_count = (size_t)records;
	b->clusters = mem_array(b->cluster_count, sizeof(*b->clusters));
	b->records = mem_array(b->record_count, sizeof(*b->records));
	if (!take_clusters(b, &rest) || !take_records(b, &rest))
		return damaged(b, diag, "its index cannot be true", b->index_offset);
	if (!sort_names(b))
		return damaged(b, diag, "two records have one name", b->index_offset);
	return 0;
}

struct bundle *
bundle_open(const char *path, struct diag *diag)
{
	struct input *in = input_open(path, diag);
	struct buf header = {0};
	struct bundle *b;

	if (in == NULL)
		return NULL;
	b = mem_get(sizeof(*b));
	b->in = in;
	b->cached = STR_NONE;
	if (check_header(b, &header, diag) != 0 || check_footer(b, &header, diag) != 0 ||
	    read_index(b, diag) != 0) {
		bundle_close(b);
		b = NULL;
	}
	buf_free(&header);
	return b;
}

void
bundle_close(struct bundle *b)
{
	if (b == NULL)
		return;
	input_close(b->in);
	buf_free(&b->index);
	buf_free(&b->packed);
	buf_free(&b->plain);
	mem_free(b->clusters);
	mem_free(b->records);
	mem_free(b->by_name);
	mem_free(b);
}

/* --- asking and reading -------------------------------------------------------------------- */

const char *
bundle_path(const struct bundle *b)
{
	return input_path(b->in);
}

unsigned
bundle_version(const struct bundle *b)
{
	(void)b;
	return BUNDLE_VERSION; /* no other one is opened */
}

unsigned long long
bundle_size(const struct bundle *b)
{
	return input_size(b->in);
}

size_t
bundle_count(const struct bundle *b)
{
	return b->record_count;
}

struct str
bundle_name(const struct bundle *b, size_t i)
{
	return b->records[i].name;
}

size_t
bundle_record_size(const struct bundle *b, size_t i)
{
	return b->records[i].size;
}

size_t
bundle_record_packed(const struct bundle *b, size_t i)
{
	const struct record *record = &b->records[i];
	const struct cluster *cluster = &b->clusters[record->cluster];

	if (cluster->plain == 0)
		return 0;
	return (size_t)((unsigned long long)cluster->packed * record->size / cluster->plain);
}

size_t
bundle_find(const struct bundle *b, struct str name)
{
	size_t low = 0, high = b->record_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(b->records[b->by_name[middle]].name, name);

		if (order == 0)
			return b->by_name[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return STR_NONE;
}

static int
load_cluster(struct bundle *b, size_t i, struct diag *diag)
{
	const struct cluster *cluster = &b->clusters[i];

	if (b->cached == i)
		return 0;
	b->cached = STR_NONE;
	buf_clear(&b->plain);
	if (unpack(b, cluster->offset, cluster->packed, cluster->plain, &b->plain, diag) != 0)
		return -1;
	b->cached = i;
	return 0;
}

int
bundle_read(struct bundle *b, size_t i, struct buf *out, struct diag *diag)
{
	const struct record *record = &b->records[i];
	struct str bytes;

	if (load_cluster(b, record->cluster, diag) != 0)
		return -1;
	bytes = str_sub(buf_str(&b->plain), record->offset, record->offset + record->size);
	if (deflate_crc(0, bytes) != record->crc)
		return damaged(b, diag, "the checksum of a record is wrong",
		    b->clusters[record->cluster].offset);
	buf_put(out, bytes);
	return 0;
}

int
bundle_verify(struct bundle *b, struct diag *diag)
{
	struct buf bytes = {0};
	int result = 0;

	for (size_t i = 0; i < b->record_count; i++) {
		buf_clear(&bytes);
		if (bundle_read(b, i, &bytes, diag) != 0)
			result = -1;
	}
	buf_free(&bytes);
	return result;
}
