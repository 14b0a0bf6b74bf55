/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/file.h"

void
file_cells_brf(const struct file_book *book, const struct line *line, struct buf *out)
{
	for (size_t i = 0; i < line->count; i++) {
		unsigned character = book->cells[line->dots[i] & 0x3f];

		if (book->wide)
			buf_char(out, character);
		else
			buf_byte(out, (char)character);
	}
}

static size_t
lines_of(const struct file_book *book, const struct page *page)
{
	size_t count = page->count;

	if (book->feed == FEED_NONE && !book->endless)
		return count;
	while (count && !page->lines[count - 1].count)
		count--;
	return count;
}

void
file_lines(
    const struct file_book *book, const struct pages *pages, file_cells *put, struct output *out)
{
	struct buf text = {0};

	for (size_t p = 0; p < pages->count; p++) {
		const struct page *page = &pages->at[p];
		size_t count = lines_of(book, page);
		bool feed = !book->endless && book->feed != FEED_NONE;

		buf_clear(&text);
		for (size_t i = 0; i < count; i++) {
			put(book, &page->lines[i], &text);
			if (!feed || book->feed == FEED_AFTER || i + 1 < count)
				buf_put(&text, book->crlf ? S("\r\n") : S("\n"));
		}
		if (feed)
			buf_byte(&text, '\f');
		output_put(out, buf_str(&text));
	}
	buf_free(&text);
}

static void
nothing(struct file_book *book, struct output *out)
{
	(void)book;
	(void)out;
}

static void
put_pages(struct file_book *book, const struct pages *pages, struct output *out)
{
	file_lines(book, pages, file_cells_brf, out);
}

const struct file_format file_brf = {"brf", ".brf", nothing, put_pages, nothing};
