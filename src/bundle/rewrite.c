/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/rewrite.h"

#include "base/deflate.h"
#include "base/mem.h"
#include "bundle/format.h"

enum { NEW_AIM = 32 * 1024 }; /* bytes of new records after which their cluster is closed */

struct rewriter {
	struct bundle *bundle;
	const struct edit *edits;
	size_t edit_count, edit; /* and the next one */
	struct output *out;
	struct diag *diag;
	unsigned long long offset;
	struct part *parts;
	size_t part_count, part_room;
	size_t *lengths;
	size_t length_count, length_room;
	struct buf names, plain, packed; /* plain: the cluster at hand, `open` texts in it */
	size_t open;
};

static void
put(struct rewriter *w, struct str bytes)
{
	output_put(w->out, bytes);
	w->offset += bytes.len;
}

static void
add_part(struct rewriter *w, struct part part)
{
	w->parts = mem_grow(w->parts, w->part_count, &w->part_room, sizeof(*w->parts));
	part.first = w->length_count - part.count;
	w->parts[w->part_count++] = part;
	put(w, buf_str(&w->packed));
}

static void
add_length(struct rewriter *w, size_t length)
{
	w->lengths = mem_grow(w->lengths, w->length_count, &w->length_room, sizeof(*w->lengths));
	w->lengths[w->length_count++] = length;
}

/* Ends a part of plain texts, if there are any in it. */
static void
close_part(struct rewriter *w, enum part_kind kind)
{
	struct part part = {.kind = kind, .plain = w->plain.len, .count = w->open};

	if (w->open == 0)
		return;
	buf_clear(&w->packed);
	deflate_pack(buf_str(&w->plain), (struct str){"", 0}, DEFLATE_BEST, &w->packed);
	part.packed = w->packed.len;
	part.crc = deflate_crc(deflate_crc(0, buf_str(&w->packed)), buf_str(&w->plain));
	add_part(w, part);
	buf_clear(&w->plain);
	w->open = 0;
}

static void
add_text(struct rewriter *w, struct str text)
{
	if (w->open && w->plain.len + text.len > CLUSTER_MOST)
		close_part(w, PART_CLUSTER);
	buf_put(&w->plain, text);
	add_length(w, text.len);
	w->open++;
}

static void
add_name(struct rewriter *w, struct str name)
{
	buf_put(&w->names, name);
	buf_byte(&w->names, '\n');
}

/* The edit of a record, or NULL. */
static const struct edit *
edit_of(struct rewriter *w, size_t record)
{
	if (w->edit == w->edit_count || w->edits[w->edit].record != record)
		return NULL;
	return &w->edits[w->edit++];
}

static int
make_record(struct rewriter *w, size_t record)
{
	const struct edit *edit = edit_of(w, record);
	struct buf text = {0};
	int result = 0;

	if (edit && !edit->drop) {
		add_text(w, edit->bytes);
		add_name(w, edit->name);
	} else if (edit == NULL) {
		result = bundle_read(w->bundle, record, &text, w->diag);
		if (result == 0) {
			add_text(w, buf_str(&text));
			add_name(w, bundle_name(w->bundle, record));
		}
		buf_free(&text);
	}
	return result;
}

static int
copy_part(struct rewriter *w, size_t i)
{
	const struct index *index = bundle_parts(w->bundle);
	const struct part *part = &index->parts[i];

	buf_clear(&w->packed);
	if (bundle_packed(w->bundle, i, &w->packed, w->diag) != 0)
		return -1;
	for (size_t n = 0; n < part->count; n++)
		add_length(w, index->lengths[part->first + n]);
	add_part(w, *part);
	return 0;
}

static int
make_part(struct rewriter *w, size_t i, size_t first)
{
	const struct part *part = &bundle_parts(w->bundle)->parts[i];
	bool touched = w->edit < w->edit_count && w->edits[w->edit].record - first < part->count;
	int result = 0;

	if (!touched) {
		for (size_t n = 0; n < part->count; n++)
			add_name(w, bundle_name(w->bundle, first + n));
		return copy_part(w, i);
	}
	for (size_t n = 0; n < part->count && result == 0; n++)
		result = make_record(w, first + n);
	close_part(w, PART_CLUSTER);
	return result;
}

static bool
keeps_names(const struct rewriter *w)
{
	for (size_t i = 0; i < w->edit_count; i++)
		if (w->edits[i].drop || w->edits[i].record == STR_NONE ||
		    !str_equal(w->edits[i].name, bundle_name(w->bundle, w->edits[i].record)))
			return false;
	return true;
}

static int
make_parts(struct rewriter *w, bool keep_names)
{
	const struct index *index = bundle_parts(w->bundle);
	size_t first = 0;
	int result = 0;

	for (size_t i = 0; i < index->part_count && result == 0; i++) {
		if (index->parts[i].kind == PART_NAMES ||
		    index->parts[i].kind == PART_NAMES_CODED) {
			result = keep_names ? copy_part(w, i) : 0;
			continue;
		}
		result = make_part(w, i, first);
		first += index->parts[i].count;
	}
	return result;
}

static void
put_end(struct rewriter *w, struct str header)
{
	buf_clear(&w->packed);
	index_write(w->parts, w->part_count, w->lengths, header, DEFLATE_BEST, &w->packed);
	put(w, buf_str(&w->packed));
}

int
bundle_rewrite(
    struct bundle *b, const struct edit *edits, size_t count, struct output *out, struct diag *diag)
{
	struct rewriter w = {
	    .bundle = b, .edits = edits, .edit_count = count, .out = out, .diag = diag};
	struct buf header = {0};
	bool keep_names;
	int result;

	buf_put(&header, S(BUNDLE_MAGIC));
	buf_u32(&header, BUNDLE_VERSION);
	put(&w, buf_str(&header));
	keep_names = keeps_names(&w);
	result = make_parts(&w, keep_names);
	for (; w.edit < count; w.edit++) {
		add_name(&w, edits[w.edit].name);
		add_text(&w, edits[w.edit].bytes);
		if (w.plain.len >= NEW_AIM)
			close_part(&w, PART_CLUSTER);
	}
	close_part(&w, PART_CLUSTER);
	if (!keep_names) {
		buf_put(&w.plain, buf_str(&w.names));
		add_length(&w, w.plain.len);
		w.open = 1;
		close_part(&w, PART_NAMES);
	}
	put_end(&w, buf_str(&header));
	mem_free(w.parts);
	mem_free(w.lengths);
	buf_free(&w.names);
	buf_free(&w.plain);
	buf_free(&w.packed);
	buf_free(&header);
	return result;
}
