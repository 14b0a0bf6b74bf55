/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/deflate.h"
#include "base/input.h"
#include "base/mem.h"
#include "bundle/coding.h"
#include "bundle/format.h"

enum {
	SCANS = 4, /* names that are looked for by a scan before a sorted list is worth it */
	HELD =
	    16, /* clusters that are kept decoded: articles in order of their names are in many */
	HELD_MOST = 8 * CLUSTER_MOST, /* bytes of those that were read before the last one */
};

struct record {
	struct str name; /* a view of `names` */
	size_t part;     /* its cluster */
	size_t length, offset;
};

struct bundle {
	struct input *in;
	struct index index;
	struct buf names, packed, plain;
	struct held {
		struct buf text; /* a cluster decoded */
		size_t part;
		unsigned long read; /* when, by the count; 0: there is none */
	} held[HELD];
	unsigned long reads;
	struct coding **codings; /* by part; dictionaries are loaded when first needed */
	struct record *records;
	size_t record_count;
	size_t *by_name; /* numbers of records in order of their names; NULL until needed */
	unsigned scans;
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
	is = in && input_size(in) >= HEADER_SIZE &&
	     input_at(in, 0, HEADER_SIZE, &start, &silent) == 0 &&
	     str_starts(buf_str(&start), S(BUNDLE_MAGIC));
	input_close(in);
	buf_free(&start);
	return is;
}

/* --- parts --------------------------------------------------------------------------------- */

static int
inflate_at(struct bundle *b, unsigned long long offset, size_t packed, size_t plain,
    struct buf *out, struct diag *diag)
{
	buf_clear(&b->packed);
	if (input_at(b->in, offset, packed, &b->packed, diag) != 0)
		return -1;
	if (deflate_unpack(buf_str(&b->packed), (struct str){"", 0}, plain, out) != 0)
		return damaged(b, diag, "a deflate stream is damaged", offset);
	return 0;
}

static int load_part(struct bundle *, size_t i, struct buf *, struct diag *);

/* The dictionary that codes part i: the last one before it. */
static struct coding *
coding_of(struct bundle *b, size_t i, struct diag *diag)
{
	unsigned long long at = b->index.parts[i].offset;
	struct buf bytes = {0};
	const char *fault;

	while (i > 0 && b->index.parts[i].kind != PART_DICTIONARY)
		i--;
	if (b->codings[i])
		return b->codings[i];
	if (b->index.parts[i].kind != PART_DICTIONARY) {
		damaged(b, diag, "a coded part has no dictionary before it", at);
		return NULL;
	}
	if (load_part(b, i, &bytes, diag) == 0) {
		b->codings[i] = coding_load(buf_str(&bytes), &fault);
		if (b->codings[i] == NULL)
			damaged(b, diag, fault, b->index.parts[i].offset);
	}
	buf_free(&bytes);
	return b->codings[i];
}

static int
decode_part(struct bundle *b, size_t i, struct buf *out, struct diag *diag)
{
	struct coding *coding = coding_of(b, i, diag); /* reads, too: before the part */
	const struct part *part = &b->index.parts[i];
	struct str codes;

	buf_clear(&b->plain);
	if (coding == NULL ||
	    inflate_at(b, part->offset, part->packed, part->plain, &b->plain, diag) != 0)
		return -1;
	codes = buf_str(&b->plain);
	for (size_t n = 0; n < part->count; n++)
		if (!coding_decode(coding, &codes, b->index.lengths[part->first + n], out))
			return damaged(b, diag, "a text is not what its length says", part->offset);
	if (codes.len != 0)
		return damaged(b, diag, "there are codes behind the last text", part->offset);
	return 0;
}

/* Appends what part i holds, its checksum verified. The buffer as it was when it fails. */
static int
load_part(struct bundle *b, size_t i, struct buf *out, struct diag *diag)
{
	const struct part *part = &b->index.parts[i];
	bool coded = part->kind == PART_NAMES_CODED || part->kind == PART_CLUSTER_CODED;
	size_t before = out->len;
	int result;

	if (coded)
		result = decode_part(b, i, out, diag);
	else
		result = inflate_at(b, part->offset, part->packed, part->plain, out, diag);
	if (result == 0 && deflate_crc(deflate_crc(0, buf_str(&b->packed)),
			       str_sub(buf_str(out), before, out->len)) != part->crc)
		result = damaged(b, diag, "the checksum of a part is wrong", part->offset);
	if (result != 0)
		out->len = before;
	return result;
}

/* --- opening ------------------------------------------------------------------------------- */

static int
check_header(struct bundle *b, struct buf *header, struct diag *diag)
{
	struct str rest;
	unsigned version = 0;

	if (input_size(b->in) < HEADER_SIZE)
		return damaged(b, diag, "it is too short to be a bundle", input_size(b->in));
	if (input_at(b->in, 0, HEADER_SIZE, header, diag) != 0)
		return -1;
	rest = buf_str(header);
	if (!str_starts(rest, S(BUNDLE_MAGIC)))
		return damaged(b, diag, "it does not begin as a bundle does", 0);
	rest = str_sub(rest, sizeof(BUNDLE_MAGIC) - 1, HEADER_SIZE);
	str_take_u32(&rest, &version);
	if (version != BUNDLE_VERSION)
		return diag_say(diag, DIAG_BUNDLE_VERSION, (struct where){input_path(b->in), 0, 0},
		    "it has version %u, at byte 8, and this program reads version %d", version,
		    BUNDLE_VERSION);
	if (input_size(b->in) < HEADER_SIZE + FOOTER_SIZE)
		return damaged(b, diag, "it is too short to be a bundle", input_size(b->in));
	return 0;
}

struct footer {
	unsigned packed, plain, index_crc, crc;
};

static int
check_footer(struct bundle *b, struct str header, struct footer *footer, struct diag *diag)
{
	unsigned long long at = input_size(b->in) - FOOTER_SIZE;
	struct buf bytes = {0};
	struct str rest;
	int result = input_at(b->in, at, FOOTER_SIZE, &bytes, diag);

	if (result != 0)
		return result;
	rest = buf_str(&bytes);
	str_take_u32(&rest, &footer->packed);
	str_take_u32(&rest, &footer->plain);
	str_take_u32(&rest, &footer->index_crc);
	str_take_u32(&rest, &footer->crc);
	if (!str_equal(rest, S(BUNDLE_END_MAGIC)))
		result = damaged(b, diag, "it does not end as a bundle does: it was cut", at);
	else if (footer->crc !=
		 deflate_crc(deflate_crc(0, header), str_sub(buf_str(&bytes), 0, FOOTER_CHECKED)))
		result = damaged(b, diag, "the checksum of its header and footer is wrong", at);
	else if (footer->packed > at - HEADER_SIZE)
		result = damaged(b, diag, "its index would reach into its header", at);
	else if (footer->plain > INDEX_MOST ||
		 footer->plain > (unsigned long long)footer->packed * PACK_RATIO_MOST)
		result = damaged(b, diag, "the length of its index cannot be true", at);
	buf_free(&bytes);
	return result;
}

static int
read_index(struct bundle *b, const struct footer *footer, struct diag *diag)
{
	unsigned long long at = input_size(b->in) - FOOTER_SIZE - footer->packed;
	const char *fault = NULL;
	struct buf plain = {0};
	int result = inflate_at(b, at, footer->packed, footer->plain, &plain, diag);

	if (result == 0) {
		unsigned crc = deflate_crc(deflate_crc(0, buf_str(&b->packed)), buf_str(&plain));

		fault = crc == footer->index_crc ? index_read(buf_str(&plain), at, &b->index)
						 : "the checksum of its index is wrong";
	}
	if (fault)
		result = damaged(b, diag, fault, at);
	buf_free(&plain);
	return result;
}

/* What the kinds of the parts promise: one part of names, records in clusters only, nothing
   that must be understood and is not. */
static const char *
check_kinds(const struct bundle *b, size_t *names, size_t *at)
{
	*names = STR_NONE;
	for (size_t i = 0; i < b->index.part_count; i++) {
		const struct part *part = &b->index.parts[i];

		*at = i;
		switch (part->kind) {
		case PART_NAMES:
		case PART_NAMES_CODED:
			if (*names != STR_NONE || part->count != 1)
				return "there is more than one list of names";
			*names = i;
			break;
		case PART_DICTIONARY:
			if (part->plain > DICTIONARY_MOST || part->count != 0)
				return "a dictionary is larger than dictionaries are";
			break;
		case PART_CLUSTER:
		case PART_CLUSTER_CODED:
			break;
		default:
			if (part->kind % 2 != 0)
				return "a part is of a kind this program does not know";
			if (part->count != 0)
				return "a part that is no cluster has records";
		}
	}
	return *names == STR_NONE ? "there is no list of names" : NULL;
}

static int
take_names(struct bundle *b, size_t part, struct diag *diag)
{
	unsigned long long at = b->index.parts[part].offset;
	struct str rest = buf_str(&b->names);
	size_t i = 0;

	for (; i < b->record_count; i++) {
		size_t end = str_find_byte(rest, '\n', 0);

		if (end == STR_NONE)
			return damaged(b, diag, "there are fewer names than records", at);
		b->records[i].name = str_sub(rest, 0, end);
		if (!name_allowed(b->records[i].name))
			return damaged(b, diag, "a name cannot be one", at);
		rest = str_sub(rest, end + 1, rest.len);
	}
	return rest.len == 0 ? 0 : damaged(b, diag, "there are more names than records", at);
}

static void
take_records(struct bundle *b)
{
	const struct index *index = &b->index;
	struct record *record;

	b->records = mem_array(index->length_count, sizeof(*b->records));
	record = b->records;
	for (size_t i = 0; i < index->part_count; i++) {
		const struct part *part = &index->parts[i];
		size_t offset = 0;

		if (part->kind != PART_CLUSTER && part->kind != PART_CLUSTER_CODED)
			continue;
		for (size_t n = 0; n < part->count; n++, record++) {
			record->part = i;
			record->offset = offset;
			record->length = index->lengths[part->first + n];
			offset += record->length;
		}
	}
	b->record_count = (size_t)(record - b->records);
}

static int
open_parts(struct bundle *b, struct diag *diag)
{
	size_t names, at = 0;
	const char *fault = check_kinds(b, &names, &at);

	if (fault)
		return damaged(
		    b, diag, fault, b->index.part_count ? b->index.parts[at].offset : HEADER_SIZE);
	b->codings = mem_array(b->index.part_count, sizeof(struct coding *));
	take_records(b);
	if (load_part(b, names, &b->names, diag) != 0)
		return -1;
	return take_names(b, names, diag);
}

static struct bundle *
open_input(struct input *in, struct diag *diag)
{
	struct footer footer = {0};
	struct buf header = {0};
	struct bundle *b;

	if (in == NULL)
		return NULL;
	b = mem_get(sizeof(*b));
	b->in = in;
	if (check_header(b, &header, diag) != 0 ||
	    check_footer(b, buf_str(&header), &footer, diag) != 0 ||
	    read_index(b, &footer, diag) != 0 || open_parts(b, diag) != 0) {
		bundle_close(b);
		b = NULL;
	}
	buf_free(&header);
	return b;
}

struct bundle *
bundle_open(const char *path, struct diag *diag)
{
	return open_input(input_open(path, diag), diag);
}

struct bundle *
bundle_open_bytes(struct str bytes, const char *name, struct diag *diag)
{
	return open_input(input_of(bytes, name), diag);
}

void
bundle_close(struct bundle *b)
{
	if (b == NULL)
		return;
	input_close(b->in);
	for (size_t i = 0; b->codings && i < b->index.part_count; i++)
		coding_free(b->codings[i]);
	mem_free(b->codings);
	mem_free(b->records);
	mem_free(b->by_name);
	index_free(&b->index);
	buf_free(&b->names);
	buf_free(&b->packed);
	buf_free(&b->plain);
	for (size_t i = 0; i < HELD; i++)
		buf_free(&b->held[i].text);
	mem_free(b);
}

/* --- asking -------------------------------------------------------------------------------- */

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

enum bundle_effort
bundle_effort(const struct bundle *b)
{
	for (size_t i = 0; i < b->index.part_count; i++)
		if (b->index.parts[i].kind == PART_FAST || b->index.parts[i].kind == PART_BEST)
			return b->index.parts[i].kind == PART_FAST ? BUNDLE_FAST : BUNDLE_BEST;
	return BUNDLE_NORMAL;
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
	return b->records[i].length;
}

size_t
bundle_record_packed(const struct bundle *b, size_t i)
{
	const struct record *record = &b->records[i];
	const struct part *part = &b->index.parts[record->part];
	size_t sum = 0;

	for (size_t n = 0; n < part->count; n++)
		sum += b->index.lengths[part->first + n];
	return sum ? (size_t)((unsigned long long)part->packed * record->length / sum) : 0;
}

const struct index *
bundle_parts(const struct bundle *b)
{
	return &b->index;
}

int
bundle_packed(struct bundle *b, size_t part, struct buf *out, struct diag *diag)
{
	return input_at(b->in, b->index.parts[part].offset, b->index.parts[part].packed, out, diag);
}

static int
by_name(const void *left, const void *right, void *context)
{
	const struct bundle *b = context;

	return str_compare(
	    b->records[*(const size_t *)left].name, b->records[*(const size_t *)right].name);
}

static void
sort_names(struct bundle *b)
{
	b->by_name = mem_array(b->record_count, sizeof(*b->by_name));
	for (size_t i = 0; i < b->record_count; i++)
		b->by_name[i] = i;
	qsort_r(b->by_name, b->record_count, sizeof(*b->by_name), by_name, b);
}

static size_t
scan_names(const struct bundle *b, struct str name)
{
	for (size_t i = 0; i < b->record_count; i++)
		if (str_equal(b->records[i].name, name))
			return i;
	return STR_NONE;
}

size_t
bundle_find(struct bundle *b, struct str name)
{
	size_t low = 0, high = b->record_count;

	if (b->by_name == NULL && b->scans++ < SCANS)
		return scan_names(b, name);
	if (b->by_name == NULL)
		sort_names(b);
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

/* --- reading ------------------------------------------------------------------------------- */

/* The one that was not read for the longest time. When all together are too much they are let go.
 */
static struct held *
oldest_held(struct bundle *b)
{
	struct held *oldest = b->held;
	size_t held = 0;

	for (size_t i = 0; i < HELD; i++) {
		held += b->held[i].text.len;
		if (b->held[i].read < oldest->read)
			oldest = &b->held[i];
	}
	for (size_t i = 0; i < HELD && held > HELD_MOST; i++) {
		buf_free(&b->held[i].text);
		b->held[i] = (struct held){0};
	}
	return oldest;
}

static struct held *
load_cluster(struct bundle *b, size_t part, struct diag *diag)
{
	struct held *held = NULL;

	for (size_t i = 0; i < HELD && !held; i++)
		if (b->held[i].read && b->held[i].part == part)
			held = &b->held[i];
	if (!held) {
		held = oldest_held(b);
		held->part = part;
		held->read = 0;
		buf_clear(&held->text);
		if (load_part(b, part, &held->text, diag) != 0)
			return NULL;
	}
	held->read = ++b->reads;
	return held;
}

int
bundle_read(struct bundle *b, size_t i, struct buf *out, struct diag *diag)
{
	const struct record *record = &b->records[i];
	const struct held *held = load_cluster(b, record->part, diag);

	if (!held)
		return -1;
	buf_put(
	    out, str_sub(buf_str(&held->text), record->offset, record->offset + record->length));
	return 0;
}

static int
verify_names(struct bundle *b, struct diag *diag)
{
	int result = 0;

	if (b->by_name == NULL)
		sort_names(b);
	for (size_t i = 1; i < b->record_count; i++)
		if (by_name(&b->by_name[i - 1], &b->by_name[i], b) == 0)
			result =
			    diag_say(diag, DIAG_BAD_BUNDLE, (struct where){input_path(b->in), 0, 0},
				"two records have the name \"%.*s\"",
				STR_ARG(b->records[b->by_name[i]].name));
	return result;
}

int
bundle_dictionary(
    struct bundle *b, unsigned long long *entries, unsigned long long *base, struct diag *diag)
{
	*entries = *base = 0;
	for (size_t i = 0; i < b->index.part_count; i++) {
		const struct coding *coding;

		if (b->index.parts[i].kind != PART_DICTIONARY)
			continue;
		coding = coding_of(b, i, diag);
		if (coding == NULL)
			return -1;
		*entries += coding_own(coding);
		*base = coding_base(coding) > *base ? coding_base(coding) : *base;
	}
	return 0;
}

static int
verify_dictionary(struct bundle *b, size_t i, struct diag *diag)
{
	struct coding *coding = coding_of(b, i, diag);
	const char *fault = coding ? coding_check(coding) : NULL;

	if (fault)
		damaged(b, diag, fault, b->index.parts[i].offset);
	return coding && !fault ? 0 : -1;
}

int
bundle_verify(struct bundle *b, struct diag *diag)
{
	int result = verify_names(b, diag);
	struct buf bytes = {0};

	for (size_t i = 0; i < b->index.part_count; i++) {
		buf_clear(&bytes);
		if (b->index.parts[i].kind == PART_DICTIONARY ? verify_dictionary(b, i, diag) != 0
							      : load_part(b, i, &bytes, diag) != 0)
			result = -1;
	}
	buf_free(&bytes);
	return result;
}
