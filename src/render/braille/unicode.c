/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/file.h"

enum { PATTERNS = 0x2800 };

void
file_cells_unicode(const struct file_book *book, const struct line *line, struct buf *out)
{
	(void)book;
	for (size_t i = 0; i < line->count; i++)
		buf_char(out, PATTERNS + line->dots[i]);
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
