/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/file.h"

enum { UTF8_CELL = 3 };

void
file_cells_unicode(const struct file_book *book, const struct line *line, struct buf *out)
{
	char *to = buf_room(out, line->count * UTF8_CELL);

	(void)book;
	for (size_t i = 0; to && i < line->count; i++, to += UTF8_CELL) {
		to[0] = '\xe2'; /* U+2800 and the dots */
		to[1] = (char)(0xa0 + line->dots[i] / 64);
		to[2] = (char)(0x80 + line->dots[i] % 64);
	}
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
	file_lines(book, pages, file_cells_unicode, out);
}

const struct file_format file_unicode = {"unicode", ".txt", nothing, put_pages, nothing};
