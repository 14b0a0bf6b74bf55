/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/riff.h"

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
put_text(struct buf *out, struct str text)
{
	buf_put(out, text);
	buf_byte(out, '\0');
	if (text.len % 2 == 0)
		buf_byte(out, '\0');
}

static void
put_list(struct buf *out, const char *kind, struct buf *content)
{
	put_chunk(out, "LIST", 4 + content->len);
	buf_put(out, (struct str){kind, 4});
	buf_put(out, buf_str(content));
	buf_free(content);
}

static void
put_language(struct buf *wav, struct str language)
{
	struct buf info = {0};

	put_chunk(&info, "ILNG", language.len + 1);
	put_text(&info, language);
	put_list(wav, "INFO", &info);
}

static void
put_chapters(struct buf *wav, const struct chapter *chapters, size_t count)
{
	struct buf labels = {0};

	put_chunk(wav, "cue ", 4 + count * POINT_SIZE);
	put_number(wav, count);
	for (size_t i = 0; i < count; i++) {
		put_point(wav, i + 1, &chapters[i]);
		put_chunk(&labels, "labl", LABEL_NUMBER + chapters[i].title.len + 1);
		put_number(&labels, i + 1);
		put_text(&labels, chapters[i].title);
	}
	put_list(wav, "adtl", &labels);
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
riff_append(struct buf *wav, const struct tags *tags)
{
	if (wav->len % 2)
		buf_byte(wav, '\0');
	if (tags->language.len > 0)
		put_language(wav, tags->language);
	if (tags->chapter_count > 0)
		put_chapters(wav, tags->chapters, tags->chapter_count);
	set_size(wav);
}
