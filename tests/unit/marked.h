/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases written as "Asia.{1} Heroin": the text, with braces around what is to be found. */
#ifndef LECTERN_TESTS_UNIT_MARKED_H
#define LECTERN_TESTS_UNIT_MARKED_H

#include "base/buf.h"
#include "unit/test.h"

static inline void
marked_plain(const char *marked, struct buf *plain)
{
	for (; *marked; marked++)
		if (*marked != '{' && *marked != '}')
			buf_byte(plain, *marked);
}

/* Copies text up to `end` with braces around [start, end); from where the copy stands. */
static inline void
marked_put(struct buf *out, struct str text, size_t *copied, size_t start, size_t end)
{
	buf_put(out, str_sub(text, *copied, start));
	buf_byte(out, '{');
	buf_put(out, str_sub(text, start, end));
	buf_byte(out, '}');
	*copied = end;
}

#endif
