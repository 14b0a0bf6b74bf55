/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/deflate.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "bundle/bundle.h"
#include "bundle/format.h"

struct bundle_writer {
	struct output *out;
	struct buf header;
	struct buf cluster;  /* records of the cluster at hand */
	struct buf packed;   /* a cluster, to be written */
	struct buf clusters; /* what the index says of clusters and of records so far */
	struct buf records;
	size_t cluster_count, in_cluster, record_count;
	unsigned long long offset;
	struct arena arena;
	struct str *names; /* a hash table of those that are taken */
	size_t name_room;
};

struct bundle_writer *
bundle_begin(struct output *out)
{
	struct bundle_writer *w = mem_get(sizeof(*w));

	w->out = out;
	buf_put(&w->header, S(BUNDLE_MAGIC));
	buf_u32(&w->header, BUNDLE_VERSION);
	buf_u32(&w->header, 0);
	output_put(out, buf_str(&w->header));
	w->offset = w->header.len;
	return w;
}

static bool
allowed_name(struct str name)
{
	if (name.len == 0 || name.len > BUNDLE_NAME_MOST)
		return false;
	for (size_t at = 0; at < name.len;)
		if (char_control(utf8_next(name, &at))) /* UTF8_BAD too */
			return false;
	return true;
}

static struct str *
name_slot(struct str *names, size_t room, struct str name)
{
	size_t i = deflate_crc(0, name) & (room - 1);

	while (names[i].at && !str_equal(names[i], name))
		i = (i + 1) & (room - 1);
	return &names[i];
}

static void
grow_names(struct bundle_writer *w)
{
	size_t room = w->name_room ? w->name_room * 2 : 64;
	struct str *names = mem_array(room, sizeof(*names));

	for (size_t i = 0; i < w->name_room; i++)
		if (w->names[i].at)
			*name_slot(names, room, w->names[i]) = w->names[i];
	mem_free(w->names);
	w->names = names;
	w->name_room = room;
}

static bool
take_name(struct bundle_writer *w, struct str name)
{
	struct str *slot;

	if (w->record_count * 2 >= w->name_room)
		grow_names(w);
	slot = name_slot(w->names, w->name_room, name);
	if (slot->at)
		return false;
	*slot = arena_str(&w->arena, name);
	return true;
}

static void
end_cluster(struct bundle_writer *w)
{
	if (w->in_cluster == 0)
		return;
	buf_clear(&w->packed);
	deflate_pack(buf_str(&w->cluster), (struct str){"", 0}, DEFLATE_BEST, &w->packed);
	output_put(w->out, buf_str(&w->packed));
	buf_varint(&w->clusters, w->packed.len);
	buf_varint(&w->clusters, w->in_cluster);
	w->offset += w->packed.len;
	w->cluster_count++;
	w->in_cluster = 0;
	buf_clear(&w->cluster);
}

int
bundle_add(struct bundle_writer *w, struct str name, struct str bytes, struct diag *diag)
{
	struct where where = {output_path(w->out), 0, 0};

	if (!allowed_name(name))
		return diag_say(diag, DIAG_BAD_RECORD, where,
		    "its name has %zu bytes, or controls in it", name.len);
	if (bytes.len > BUNDLE_RECORD_MOST || w->record_count == BUNDLE_RECORDS_MOST)
		return diag_say(diag, DIAG_BAD_RECORD, where,
		    "\"%.*s\" is too large, or one too many", STR_ARG(name));
	if (!take_name(w, name))
		return diag_say(diag, DIAG_SAME_ID, where, "\"%.*s\"", STR_ARG(name));
	if (w->cluster.len + bytes.len > BUNDLE_CLUSTER)
		end_cluster(w);
	buf_put(&w->cluster, bytes);
	w->in_cluster++;
	w->record_count++;
	buf_varint(&w->records, name.len);
	buf_put(&w->records, name);
	buf_varint(&w->records, bytes.len);
	buf_u32(&w->records, deflate_crc(0, bytes));
	return 0;
}

static void
put_footer(struct bundle_writer *w, struct str index, struct str packed)
{
	struct buf footer = {0};

	buf_u64(&footer, w->offset);
	buf_u32(&footer, (unsigned)packed.len);
	buf_u32(&footer, (unsigned)index.len);
	buf_u32(&footer, deflate_crc(0, index));
	buf_u32(&footer, deflate_crc(deflate_crc(0, buf_str(&w->header)), buf_str(&footer)));
	buf_put(&footer, S(BUNDLE_END_MAGIC));
	output_put(w->out, buf_str(&footer));
	buf_free(&footer);
}

void
bundle_end(struct bundle_writer *w)
{
	struct buf index = {0};

	end_cluster(w);
	buf_varint(&index, w->cluster_count);
	buf_varint(&index, w->record_count);
	buf_put(&index, buf_str(&w->clusters));
	buf_put(&index, buf_str(&w->records));
	buf_clear(&w->packed);
	deflate_pack(buf_str(&index), (struct str){"", 0}, DEFLATE_BEST, &w->packed);
	output_put(w->out, buf_str(&w->packed));
	put_footer(w, buf_str(&index), buf_str(&w->packed));
	buf_free(&index);
	bundle_writer_abandon(w);
}

void
bundle_writer_abandon(struct bundle_writer *w)
{
	buf_free(&w->header);
	buf_free(&w->cluster);
	buf_free(&w->packed);
	buf_free(&w->clusters);
	buf_free(&w->records);
	arena_free(&w->arena);
	mem_free(w->names);
	mem_free(w);
}
