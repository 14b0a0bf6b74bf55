/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "travel/parts.h"

#include <string.h>

#include "base/deflate.h"
#include "base/hash.h"
#include "base/input.h"
#include "base/mem.h"
#include "bundle/format.h"
#include "travel/share.h"

#define PARTS_MAGIC "\x89LCTS\r\n\x1a"

enum {
	PARTS_VERSION = 1,
	HEAD = 8 + 4 * 4 + 8 + HASH_SIZE + 4 + 8 + 4,
	END = 4,
	ROOM_LEAST = 64,   /* bytes of the bundle in a part */
	NEEDED_MOST = 128, /* so that there are always as many shares more */
	COST = 8,          /* the shares cost at most one part in so many of the bundle */
	KEPT_MOST = 64 * 1024,
};

static bool
is_cluster(const struct part *part)
{
	return part->kind == PART_CLUSTER || part->kind == PART_CLUSTER_CODED;
}

/* --- making -------------------------------------------------------------------------------- */

struct range {
	size_t from, to; /* bytes of the bundle */
};

struct ranges {
	struct range *at;
	size_t count, room;
};

struct splitter {
	struct buf file, common;
	struct str bytes; /* of the bundle */
	const struct index *index;
	struct ranges ranges;
	struct share *pieces;
	size_t needed, share; /* and bytes of a share */
	struct output *tree;
};

static void
put_common(struct splitter *s)
{
	size_t end = HEADER_SIZE;
	struct buf outside = {0};

	buf_put(&outside, str_sub(s->bytes, 0, HEADER_SIZE));
	for (size_t i = 0; i < s->index->part_count; i++) {
		const struct part *part = &s->index->parts[i];
		size_t from = (size_t)part->offset;

		end = from + part->packed;
		if (!is_cluster(part))
			buf_put(&outside, str_sub(s->bytes, from, end));
	}
	buf_put(&outside, str_sub(s->bytes, end, s->bytes.len));
	buf_u32(&s->common, (unsigned)outside.len);
	buf_put(&s->common, buf_str(&outside));
	buf_free(&outside);
}

static int
put_kept(struct splitter *s, struct bundle *b, const struct str *keep, struct diag *diag)
{
	struct buf text = {0};
	int result = 0;

	for (; keep->len && result == 0; keep++) {
		size_t at = bundle_find(b, *keep);

		if (at == STR_NONE || bundle_record_size(b, at) > KEPT_MOST)
			continue;
		buf_clear(&text);
		result = bundle_read(b, at, &text, diag);
		buf_varint(&s->common, keep->len);
		buf_put(&s->common, *keep);
		buf_varint(&s->common, text.len);
		buf_put(&s->common, buf_str(&text));
	}
	buf_free(&text);
	return result;
}

static void
add_range(struct splitter *s, size_t from, size_t to)
{
	s->ranges.at =
	    mem_grow(s->ranges.at, s->ranges.count, &s->ranges.room, sizeof(*s->ranges.at));
	s->ranges.at[s->ranges.count++] = (struct range){from, to};
}

/* Whole clusters while they fit, one that does not fit any part in pieces. */
static void
cut_ranges(struct splitter *s, size_t room)
{
	size_t from = 0, to = 0;

	s->ranges.count = 0;
	for (size_t i = 0; i < s->index->part_count; i++) {
		const struct part *part = &s->index->parts[i];
		size_t start = (size_t)part->offset, end = start + part->packed;

		if (!is_cluster(part))
			continue;
		if (to > from && end - from <= room) {
			to = end;
			continue;
		}
		if (to > from)
			add_range(s, from, to);
		for (from = start; end - from > room; from += room)
			add_range(s, from, from + room);
		to = end;
	}
	if (to > from || s->ranges.count == 0)
		add_range(s, from, to);
}

/* Cuts for `needed` shares; false when a part of that size could not hold one. */
static bool
cut(struct splitter *s, size_t size, size_t needed)
{
	s->needed = needed;
	s->share = (s->common.len + needed - 1) / needed;
	if (HEAD + END + s->share + ROOM_LEAST > size)
		return false;
	cut_ranges(s, size - HEAD - END - s->share);
	while (s->ranges.count < needed)
		add_range(s, s->bytes.len, s->bytes.len);
	return s->ranges.count <= PARTS_MOST;
}

/* As few shares are needed as their cost allows, but no more than half of the parts, unless there
   is no other way. */
static bool
plan(struct splitter *s, size_t size)
{
	size_t best = 0;

	for (size_t needed = 1; needed <= NEEDED_MOST; needed++) {
		if (!cut(s, size, needed))
			continue;
		if (2 * needed > s->ranges.count + 1) {
			best = best ? best : needed;
			break;
		}
		best = needed;
		if (s->ranges.count * s->share <= s->common.len + s->bytes.len / COST)
			break;
	}
	return best && cut(s, size, best);
}

static void
put_part(struct splitter *s, size_t number, const unsigned char digest[HASH_SIZE])
{
	struct range range = s->ranges.at[number];
	struct buf part = {0}, name = {0};
	struct output *member;

	buf_put(&part, S(PARTS_MAGIC));
	buf_u32(&part, PARTS_VERSION);
	buf_u32(&part, (unsigned)number);
	buf_u32(&part, (unsigned)s->ranges.count);
	buf_u32(&part, (unsigned)s->needed);
	buf_u64(&part, s->bytes.len);
	buf_put(&part, (struct str){(const char *)digest, HASH_SIZE});
	buf_u32(&part, (unsigned)s->common.len);
	buf_u64(&part, range.from);
	buf_u32(&part, (unsigned)(range.to - range.from));
	share_make(s->pieces, s->needed, (unsigned)(number % SHARES_MOST), &part);
	buf_put(&part, str_sub(s->bytes, range.from, range.to));
	buf_u32(&part, deflate_crc(0, buf_str(&part)));
	buf_print(&name, "part-%zu-of-%zu", number + 1, s->ranges.count);
	buf_byte(&name, '\0');
	member = output_member(s->tree, name.at);
	output_put(member, buf_str(&part));
	output_close(member);
	buf_free(&part);
	buf_free(&name);
}

static void
put_parts(struct splitter *s)
{
	unsigned char digest[HASH_SIZE];
	size_t length = s->common.len;

	hash_sha256_bytes(s->bytes, digest);
	buf_fill(&s->common, '\0', s->needed * s->share - s->common.len);
	s->pieces = mem_array(s->needed, sizeof(*s->pieces));
	for (size_t i = 0; i < s->needed; i++)
		s->pieces[i] = (struct share){
		    (unsigned)i, str_sub(buf_str(&s->common), i * s->share, (i + 1) * s->share)};
	s->common.len = length; /* the pieces look at what it was filled up with, too */
	for (size_t i = 0; i < s->ranges.count; i++)
		put_part(s, i, digest);
	mem_free(s->pieces);
}

int
parts_make(const char *path, size_t size, const struct str *keep, struct output *tree,
    struct parts_plan *made, struct diag *diag)
{
	struct splitter s = {.tree = tree};
	struct bundle *b = bundle_open(path, diag);
	int result = b ? input_read(path, &s.file, diag) : -1;

	if (result == 0) {
		s.bytes = buf_str(&s.file);
		s.index = bundle_parts(b);
		put_common(&s);
		result = put_kept(&s, b, keep, diag);
	}
	if (result == 0 && !plan(&s, size))
		result = diag_say(diag, DIAG_BAD_VALUE, (struct where){path, 0, 0},
		    "parts of %zu bytes cannot hold what all of them need, %zu bytes", size,
		    s.common.len);
	if (result == 0) {
		put_parts(&s);
		*made = (struct parts_plan){s.ranges.count, s.needed, output_size(tree)};
	}
	bundle_close(b);
	mem_free(s.ranges.at);
	buf_free(&s.file);
	buf_free(&s.common);
	return result;
}

/* --- joining ------------------------------------------------------------------------------- */

struct head {
	unsigned number, parts, needed, common, count;
	unsigned long long size, from;
	struct str digest, share, bytes;
};

struct joiner {
	struct joined *joined;
	struct head head;  /* of the first part: what all have in common */
	struct buf *files; /* of the parts that are here */
	struct head *heads;
	size_t count;
	struct buf common;
	char *bytes; /* of the bundle, what is not here zeros */
	struct diag *diag;
	const char *path; /* of the first part */
};

/* NULL, or what is wrong. */
static const char *
take_part(struct str file, struct head *head)
{
	struct str rest = str_sub(file, sizeof(PARTS_MAGIC) - 1, file.len), end;
	unsigned version = 0, crc = 0;
	size_t share;

	if (!str_starts(file, S(PARTS_MAGIC)))
		return "it is no part of a bundle";
	if (file.len < HEAD + END)
		return "it is cut";
	end = str_sub(file, file.len - END, file.len);
	str_take_u32(&end, &crc);
	if (crc != deflate_crc(0, str_sub(file, 0, file.len - END)))
		return "it is cut or its checksum is wrong";
	str_take_u32(&rest, &version);
	str_take_u32(&rest, &head->number);
	str_take_u32(&rest, &head->parts);
	str_take_u32(&rest, &head->needed);
	str_take_u64(&rest, &head->size);
	str_take(&rest, HASH_SIZE, &head->digest);
	str_take_u32(&rest, &head->common);
	str_take_u64(&rest, &head->from);
	str_take_u32(&rest, &head->count);
	if (version != PARTS_VERSION)
		return "it is of another version";
	if (head->parts == 0 || head->parts > PARTS_MOST || head->number >= head->parts ||
	    head->needed == 0 || head->needed > NEEDED_MOST || head->size > INPUT_MOST ||
	    head->common > INPUT_MOST || head->from > head->size ||
	    head->count > head->size - head->from)
		return "its numbers cannot be true";
	share = (head->common + (size_t)head->needed - 1) / head->needed;
	if (!str_take(&rest, share, &head->share) || !str_take(&rest, head->count, &head->bytes) ||
	    rest.len != END)
		return "its lengths cannot be true";
	return NULL;
}

static bool
same_set(const struct head *a, const struct head *b)
{
	return str_equal(a->digest, b->digest) && a->size == b->size && a->parts == b->parts &&
	       a->needed == b->needed && a->common == b->common;
}

static int
read_parts(struct joiner *j, const char *const *paths, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct where where = {paths[i], 0, 0};
		struct head *head = &j->heads[j->count];
		struct buf *file = &j->files[j->count];
		const char *fault;

		file->ceiling = INPUT_MOST;
		if (input_read(paths[i], file, j->diag) != 0)
			return -1;
		fault = take_part(buf_str(file), head);
		if (fault) {
			diag_say(j->diag, DIAG_BAD_PART, where, "%s", fault);
			buf_free(file);
			*file = (struct buf){0};
			continue;
		}
		if (j->count > 0 && !same_set(head, &j->heads[0]))
			return diag_say(j->diag, DIAG_OTHER_BUNDLE, where,
			    "it is part %u of %u of another bundle than %s", head->number + 1,
			    head->parts, j->path);
		if (j->count == 0)
			j->path = paths[i];
		j->count++;
	}
	if (j->count == 0)
		return diag_say(j->diag, DIAG_NO_PART,
		    (struct where){count ? paths[0] : NULL, 0, 0},
		    "none of these files is a part of a bundle");
	j->head = j->heads[0];
	return 0;
}

static int
damaged(struct joiner *j, const char *what)
{
	return diag_say(j->diag, DIAG_BAD_BUNDLE, (struct where){j->path, 0, 0}, "%s", what);
}

/* What all parts need, from any of them that are enough. */
static int
find_common(struct joiner *j)
{
	struct share *shares = mem_array(j->head.needed, sizeof(*shares));
	bool seen[SHARES_MOST] = {false};
	size_t count = 0;

	for (size_t i = 0; i < j->count && count < j->head.needed; i++) {
		unsigned number = j->heads[i].number % SHARES_MOST;

		if (!seen[number])
			shares[count++] = (struct share){number, j->heads[i].share};
		seen[number] = true;
	}
	if (count == j->head.needed && j->head.common > 0) {
		for (unsigned i = 0; i < j->head.needed; i++)
			share_make(shares, count, i, &j->common);
		j->common.len = j->head.common;
	}
	mem_free(shares);
	if (count < j->head.needed)
		return diag_say(j->diag, DIAG_NO_PART, (struct where){j->path, 0, 0},
		    "%zu of its %u parts are here, and any %u are needed", count, j->head.parts,
		    j->head.needed);
	return 0;
}

/* The index, from what stands outside of the clusters. */
static const char *
find_index(struct joiner *j, struct str outside, struct index *index)
{
	struct str footer, packed;
	struct buf plain = {.ceiling = INDEX_MOST};
	unsigned length = 0, unpacked = 0;
	const char *fault;

	if (outside.len < HEADER_SIZE + FOOTER_SIZE || outside.len > j->head.size)
		return "its parts lack header and footer";
	footer = str_sub(outside, outside.len - FOOTER_SIZE, outside.len);
	str_take_u32(&footer, &length);
	str_take_u32(&footer, &unpacked);
	if (length > outside.len - HEADER_SIZE - FOOTER_SIZE || unpacked > INDEX_MOST ||
	    unpacked > (unsigned long long)length * PACK_RATIO_MOST)
		return "the length of its index cannot be true";
	packed = str_sub(outside, outside.len - FOOTER_SIZE - length, outside.len - FOOTER_SIZE);
	fault = deflate_unpack(packed, (struct str){"", 0}, unpacked, &plain) == 0
		    ? index_read(buf_str(&plain), j->head.size - FOOTER_SIZE - length, index)
		    : "its index is damaged";
	buf_free(&plain);
	return fault;
}

/* Everything outside of the clusters goes to its place. */
static const char *
place_common(struct joiner *j, struct index *index)
{
	struct str rest = buf_str(&j->common), outside, piece;
	unsigned length = 0;
	const char *fault;

	if (!str_take_u32(&rest, &length) || !str_take(&rest, length, &outside))
		return "what its parts have in common is cut";
	buf_put(&j->joined->kept, rest);
	fault = find_index(j, outside, index);
	if (fault)
		return fault;
	str_take(&outside, HEADER_SIZE, &piece);
	memcpy(j->bytes, piece.at, piece.len);
	for (size_t i = 0; i < index->part_count; i++) {
		const struct part *part = &index->parts[i];

		if (is_cluster(part))
			continue;
		if (!str_take(&outside, part->packed, &piece))
			return "what its parts have in common is cut";
		if (piece.len)
			memcpy(j->bytes + part->offset, piece.at, piece.len);
	}
	if (outside.len > j->head.size)
		return "what its parts have in common is too much";
	memcpy(j->bytes + (j->head.size - outside.len), outside.at, outside.len);
	return NULL;
}

/* How far the bytes of the bundle are here without a gap, from `from` on. */
static unsigned long long
here_until(const struct joiner *j, unsigned long long from)
{
	bool further = true;

	while (further) {
		further = false;
		for (size_t i = 0; i < j->count; i++)
			if (j->heads[i].from <= from &&
			    from < j->heads[i].from + j->heads[i].count) {
				from = j->heads[i].from + j->heads[i].count;
				further = true;
			}
	}
	return from;
}

static void
find_lost(struct joiner *j, const struct index *index)
{
	struct joined *joined = j->joined;
	size_t record = 0;

	joined->lost = mem_array(index->length_count, sizeof(*joined->lost));
	joined->whole = true;
	for (size_t i = 0; i < index->part_count; i++) {
		const struct part *part = &index->parts[i];
		bool lost;

		if (!is_cluster(part))
			continue;
		lost = here_until(j, part->offset) < part->offset + part->packed;
		joined->whole &= !lost;
		for (size_t n = 0; n < part->count; n++)
			joined->lost[record++] = lost;
	}
}

static int
put_together(struct joiner *j)
{
	struct joined *joined = j->joined;
	struct index index = {0};
	unsigned char digest[HASH_SIZE];
	const char *fault;

	j->bytes = mem_get((size_t)j->head.size + 1);
	joined->bytes = (struct buf){
	    .at = j->bytes, .len = (size_t)j->head.size, .room = (size_t)j->head.size + 1};
	for (size_t i = 0; i < j->count; i++)
		if (j->heads[i].count)
			memcpy(
			    j->bytes + j->heads[i].from, j->heads[i].bytes.at, j->heads[i].count);
	fault = place_common(j, &index);
	if (fault == NULL) {
		find_lost(j, &index);
		if (joined->whole) {
			hash_sha256_bytes(buf_str(&joined->bytes), digest);
			if (memcmp(digest, j->head.digest.at, HASH_SIZE) != 0)
				fault = "the parts do not give the bundle that was split";
		}
	}
	index_free(&index);
	if (fault)
		return damaged(j, fault);
	joined->bundle = bundle_open_bytes(buf_str(&joined->bytes), j->path, j->diag);
	return joined->bundle ? 0 : -1;
}

int
parts_join(const char *const *paths, size_t count, struct joined *joined, struct diag *diag)
{
	struct joiner j = {.joined = joined, .diag = diag};
	int result;

	*joined = (struct joined){0};
	j.files = mem_array(count, sizeof(*j.files));
	j.heads = mem_array(count, sizeof(*j.heads));
	result = read_parts(&j, paths, count);
	if (result == 0)
		result = find_common(&j);
	if (result == 0)
		result = put_together(&j);
	if (result == 0) {
		joined->parts = j.head.parts;
		joined->part_here = mem_array(joined->parts, sizeof(*joined->part_here));
		for (size_t i = 0; i < j.count; i++) {
			joined->here += !joined->part_here[j.heads[i].number];
			joined->part_here[j.heads[i].number] = true;
		}
	}
	for (size_t i = 0; i < count; i++)
		buf_free(&j.files[i]);
	mem_free(j.files);
	mem_free(j.heads);
	buf_free(&j.common);
	return result;
}

bool
joined_kept(const struct joined *joined, struct str wanted, struct str *bytes)
{
	struct str rest = buf_str(&joined->kept), name;
	unsigned long long length;

	while (str_take_varint(&rest, &length) && str_take(&rest, length, &name) &&
	       str_take_varint(&rest, &length) && str_take(&rest, length, bytes))
		if (str_equal(name, wanted))
			return true;
	return false;
}

void
joined_free(struct joined *joined)
{
	bundle_close(joined->bundle);
	buf_free(&joined->bytes);
	buf_free(&joined->kept);
	mem_free(joined->part_here);
	mem_free(joined->lost);
}
