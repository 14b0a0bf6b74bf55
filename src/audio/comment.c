/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/comment.h"

#include <stdio.h>

#include "base/mem.h"

struct taker {
	comment_take *take;
	void *context;
};

static void
put(const struct taker *taker, const char *name, struct str value)
{
	char *text;

	if (value.len == 0)
		return;
	text = mem_text(value);
	taker->take(taker->context, name, text);
	mem_free(text);
}

static void
put_number(const struct taker *taker, const char *name, unsigned number)
{
	char text[16];

	if (number == 0)
		return;
	snprintf(text, sizeof(text), "%u", number);
	taker->take(taker->context, name, text);
}

static void
put_chapter(const struct taker *taker, size_t n, const struct chapter *chapter, unsigned rate)
{
	unsigned long long ms = (unsigned long long)chapter->start * 1000 / rate;
	char name[40], time[40];

	snprintf(name, sizeof(name), "CHAPTER%03zu", n);
	snprintf(time, sizeof(time), "%02llu:%02llu:%02llu.%03llu", ms / 3600000, ms / 60000 % 60,
	    ms / 1000 % 60, ms % 1000);
	taker->take(taker->context, name, time);
	snprintf(name, sizeof(name), "CHAPTER%03zuNAME", n);
	put(taker, name, chapter->title);
}

void
comment_each(const struct tags *tags, unsigned rate, comment_take *take, void *context)
{
	const struct taker taker = {take, context};

	if (tags == NULL)
		return;
	put(&taker, "TITLE", tags->title);
	put(&taker, "ALBUM", tags->album);
	put(&taker, "ARTIST", tags->artist);
	put(&taker, "LANGUAGE", tags->language);
	put(&taker, "DATE", tags->date);
	put(&taker, "SOURCE", tags->source);
	put_number(&taker, "TRACKNUMBER", tags->track);
	put_number(&taker, "TRACKTOTAL", tags->tracks);
	for (size_t i = 0; i < tags->chapter_count; i++)
		put_chapter(&taker, i, &tags->chapters[i], rate);
}
