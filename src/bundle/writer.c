/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>

#include "base/deflate.h"
#include "base/mem.h"
#include "bundle/format.h"
#include "bundle/similar.h"
#include "bundle/train.h"

enum {
	CLUSTER_AIM = 32 * 1024,     /* bytes before deflate after which a cluster is closed */
	CLUSTER_BEST = 64 * 1024,    /* the same for the best effort: smaller, slower to read */
	TRY_ALL_BELOW = 1024 * 1024, /* bytes of records */
};

struct bundle_writer {
	struct output *out;
	enum bundle_effort effort;
	bool trying; /* not the file yet: long packing can wait */
	struct arena arena;
	struct str *names, *texts; /* of the records, in the order they were added */
	size_t count, room, texts_room;
	unsigned long long total;
	size_t *taken; /* a hash table of names: number of the record + 1, or 0 */
	size_t taken_room;

	struct trained *trained; /* NULL: nothing is coded */
	struct part *parts;
	size_t part_count, part_room;
	size_t *lengths;
	size_t length_count;
	struct buf plain, packed; /* of the part at hand */
	unsigned long long offset;
};

struct bundle_writer *
bundle_begin(struct output *out, enum bundle_effort effort)
{
	struct bundle_writer *w = mem_get(sizeof(*w));

	w->out = out;
	w->effort = effort;
	return w;
}

/* --- adding -------------------------------------------------------------------------------- */

static size_t *
name_slot(const struct bundle_writer *w, struct str name)
{
	size_t i = deflate_crc(0, name) & (w->taken_room - 1);

	while (w->taken[i] && !str_equal(w->names[w->taken[i] - 1], name))
		i = (i + 1) & (w->taken_room - 1);
	return &w->taken[i];
}

static void
grow_taken(struct bundle_writer *w)
{
	mem_free(w->taken);
	w->taken_room = w->taken_room ? w->taken_room * 2 : 64;
	w->taken = mem_array(w->taken_room, sizeof(*w->taken));
	for (size_t i = 0; i < w->count; i++)
		*name_slot(w, w->names[i]) = i + 1;
}

int
bundle_add(struct bundle_writer *w, struct str name, struct str bytes, struct diag *diag)
{
	struct where where = {output_path(w->out), 0, 0};
	size_t *slot;

	if (!name_allowed(name))
		return diag_say(diag, DIAG_BAD_RECORD, where,
		    "its name has %zu bytes, or is no clean text", name.len);
	if (bytes.len > BUNDLE_RECORD_MOST)
		return diag_say(diag, DIAG_BAD_RECORD, where,
		    "\"%.*s\" has %zu bytes of at most %d", STR_ARG(name), bytes.len,
		    BUNDLE_RECORD_MOST);
	if (w->count == BUNDLE_RECORDS_MOST || w->total + bytes.len > BUNDLE_TOTAL_MOST)
		return diag_say(diag, DIAG_BAD_RECORD, where,
		    "\"%.*s\" is more than one bundle takes", STR_ARG(name));
	if (w->count * 2 >= w->taken_room)
		grow_taken(w);
	slot = name_slot(w, name);
	if (*slot)
		return diag_say(diag, DIAG_SAME_ID, where, "\"%.*s\"", STR_ARG(name));
	w->names = mem_grow(w->names, w->count, &w->room, sizeof(*w->names));
	w->texts = mem_grow(w->texts, w->count, &w->texts_room, sizeof(*w->texts));
	w->names[w->count] = arena_str(&w->arena, name);
	w->texts[w->count++] = arena_str(&w->arena, bytes);
	w->total += bytes.len;
	*slot = w->count;
	return 0;
}

/* --- writing ------------------------------------------------------------------------------- */

static void
put(struct bundle_writer *w, struct str bytes)
{
	output_put(w->out, bytes);
	w->offset += bytes.len;
}

static int
level_of(const struct bundle_writer *w)
{
	return w->effort == BUNDLE_FAST                 ? 6
	       : w->effort == BUNDLE_BEST && !w->trying ? DEFLATE_SMALLEST
							: DEFLATE_BEST;
}

static struct part *
open_part(struct bundle_writer *w, enum part_kind kind)
{
	w->parts = mem_grow(w->parts, w->part_count, &w->part_room, sizeof(*w->parts));
	w->parts[w->part_count] = (struct part){.kind = kind, .first = w->length_count};
	buf_clear(&w->plain);
	return &w->parts[w->part_count];
}

/* Deflates `plain` and writes it; `crc` is continued over what it decodes to by the caller. */
static void
close_part(struct bundle_writer *w, const struct str *texts, const size_t *order, size_t count)
{
	struct part *part = &w->parts[w->part_count++];

	buf_clear(&w->packed);
	deflate_pack(buf_str(&w->plain), (struct str){"", 0}, level_of(w), &w->packed);
	part->packed = w->packed.len;
	part->plain = w->plain.len;
	part->offset = w->offset;
	part->count = count;
	part->crc = deflate_crc(0, buf_str(&w->packed));
	for (size_t i = 0; i < count; i++) {
		struct str text = texts[order ? order[i] : i];

		part->crc = deflate_crc(part->crc, text);
		w->lengths[w->length_count++] = text.len;
	}
	if (part->kind == PART_DICTIONARY)
		part->crc = deflate_crc(part->crc, buf_str(&w->plain));
	put(w, buf_str(&w->packed));
}

static void
put_dictionary(struct bundle_writer *w)
{
	open_part(w, PART_DICTIONARY);
	trained_dictionary(w->trained, &w->plain);
	close_part(w, NULL, NULL, 0);
}

static void
put_text(struct bundle_writer *w, struct str text)
{
	if (w->trained)
		trained_encode(w->trained, text, &w->plain);
	else
		buf_put(&w->plain, text);
}

static void
put_clusters(struct bundle_writer *w, const size_t *order)
{
	size_t aim = w->effort == BUNDLE_BEST ? CLUSTER_BEST : CLUSTER_AIM;
	unsigned long long rest = w->total;

	for (size_t first = 0, next = 0; first < w->count; first = next) {
		unsigned long long sum = 0;

		open_part(w, w->trained ? PART_CLUSTER_CODED : PART_CLUSTER);
		do {
			put_text(w, w->texts[order[next]]);
			rest -= w->texts[order[next]].len;
			sum += w->texts[order[next++]].len;
			/* what is left, as it will be coded about, is worth a cluster or goes along
			 */
		} while (next < w->count && sum + w->texts[order[next]].len <= CLUSTER_MOST &&
			 (w->plain.len < aim || rest * w->plain.len / (sum + 1) < aim / 2));
		close_part(w, w->texts, order + first, next - first);
	}
}

static void
put_names(struct bundle_writer *w, struct str names)
{
	open_part(w, w->trained ? PART_NAMES_CODED : PART_NAMES);
	put_text(w, names);
	close_part(w, &names, NULL, 1);
}

/* Of the usual effort nothing is said. */
static void
put_effort(struct bundle_writer *w)
{
	if (w->effort == BUNDLE_NORMAL)
		return;
	open_part(w, w->effort == BUNDLE_FAST ? PART_FAST : PART_BEST);
	close_part(w, NULL, NULL, 0);
}

static void
put_index(struct bundle_writer *w, struct str header)
{
	buf_clear(&w->packed);
	index_write(w->parts, w->part_count, w->lengths, header, level_of(w), &w->packed);
	put(w, buf_str(&w->packed));
}

static void
put_all(struct bundle_writer *w, const size_t *order, struct str names)
{
	struct buf header = {0};

	w->part_count = w->length_count = 0;
	w->offset = 0;
	buf_put(&header, S(BUNDLE_MAGIC));
	buf_u32(&header, BUNDLE_VERSION);
	put(w, buf_str(&header));
	if (w->trained)
		put_dictionary(w);
	put_clusters(w, order);
	put_names(w, names);
	put_effort(w);
	put_index(w, buf_str(&header));
	buf_free(&header);
}

/* A dictionary for the records as they will stand, and for their names. */
static void
learn(struct bundle_writer *w, const size_t *order, struct str names, unsigned training)
{
	struct str *texts = mem_array(w->count + 1, sizeof(*texts));

	for (size_t i = 0; i < w->count; i++)
		texts[i] = w->texts[order[i]];
	texts[w->count] = names;
	trained_free(w->trained);
	w->trained = training ? train(texts, w->count + 1, training) : NULL;
	mem_free(texts);
}

/* What is tried for few records, of which the smallest is kept; and, last, for many. */
static const unsigned trials[BUNDLE_BEST + 1][6] = {
    [BUNDLE_FAST] = {0, TRAIN_BASE},
    [BUNDLE_NORMAL] = {0, TRAIN_BASE, TRAIN_BASE | TRAIN_SHORT, TRAIN_SHORT},
    [BUNDLE_BEST] = {0, TRAIN_BASE, TRAIN_BASE | TRAIN_SHORT, TRAIN_BASE | TRAIN_LONG, TRAIN_SHORT,
	TRAIN_LONG},
};
static const size_t trial_counts[BUNDLE_BEST + 1] = {2, 4, 6};

static void
put_smallest(struct bundle_writer *w, const size_t *order, struct str names)
{
	struct output *out = w->out;
	size_t best = 0, least = SIZE_MAX;

	w->trying = true;
	for (size_t i = 0; i < trial_counts[w->effort]; i++) {
		struct buf file = {0};

		learn(w, order, names, trials[w->effort][i]);
		w->out = output_memory(&file);
		put_all(w, order, names);
		output_abandon(w->out);
		if (file.len < least) {
			least = file.len;
			best = i;
		}
		buf_free(&file);
	}
	w->trying = false;
	w->out = out;
	learn(w, order, names, trials[w->effort][best]);
	put_all(w, order, names);
}

void
bundle_end(struct bundle_writer *w)
{
	size_t *order = mem_array(w->count, sizeof(*order));
	struct buf names = {0};

	w->lengths = mem_array(w->count + 1, sizeof(*w->lengths));
	similar_order(w->texts, w->count, order);
	for (size_t i = 0; i < w->count; i++) {
		buf_put(&names, w->names[order[i]]);
		buf_byte(&names, '\n');
	}
	if (w->total < TRY_ALL_BELOW) {
		put_smallest(w, order, buf_str(&names));
	} else {
		learn(w, order, buf_str(&names), trials[w->effort][trial_counts[w->effort] - 1]);
		put_all(w, order, buf_str(&names));
	}
	buf_free(&names);
	mem_free(order);
	bundle_writer_abandon(w);
}

void
bundle_writer_abandon(struct bundle_writer *w)
{
	if (w == NULL)
		return;
	trained_free(w->trained);
	arena_free(&w->arena);
	mem_free(w->names);
	mem_free(w->texts);
	mem_free(w->taken);
	mem_free(w->parts);
	mem_free(w->lengths);
	buf_free(&w->plain);
	buf_free(&w->packed);
	mem_free(w);
}
