/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/cue.h"

#include <string.h>

enum { POINT_SIZE = 24, LABEL_NUMBER = 4, CHUNK_HEAD = 8 };

static void
put_number(struct buf *out, size_t n)
{
	for (unsigned shift = 0; shift < 32; shift += 8)
		buf_byte(out, (char)(n >> shift & 0xff));
}

static void
put_chunk(struct buf *out, const char *name, size_t size)
{
	buf_put(out, (struct str){name, 4});
	put_number(out, size);
}

static void
put_point(struct buf *out, size_t number, const struct chapter *chapter)
{
	put_number(out, number);
	put_number(out, chapter->start);
	put_chunk(out, "data", 0);
	put_number(out, 0);
	put_number(out, chapter->start);
}

/* Text ends with a zero byte; chunks begin at even places. */
static void
put_label(struct buf *out, size_t number, struct str title)
{
	put_chunk(out, "labl", LABEL_NUMBER + title.len + 1);
	put_number(out, number);
	buf_put(out, title);
	buf_byte(out, '\0');
	if (title.len % 2 == 0)
		buf_byte(out, '\0');
}

static void
set_size(struct buf *wav)
{
	struct buf size = {0};

	put_number(&size, wav->len - CHUNK_HEAD);
	memcpy(wav->at + 4, size.at, size.len);
	buf_free(&size);
}

void
cue_append(struct buf *wav, const struct tags *tags)
{
	struct buf labels = {0};

	if (tags->chapter_count == 0)
		return;
	if (wav->len % 2)
		buf_byte(wav, '\0');
	put_chunk(wav, "cue ", 4 + tags->chapter_count * POINT_SIZE);
	put_number(wav, tags->chapter_count);
	for (size_t i = 0; i < tags->chapter_count; i++) {
		put_point(wav, i + 1, &tags->chapters[i]);
		put_label(&labels, i + 1, tags->chapters[i].title);
	}
	put_chunk(wav, "LIST", 4 + labels.len);
	buf_put(wav, S("adtl"));
	buf_put(wav, buf_str(&labels));
	buf_free(&labels);
	set_size(wav);
}
