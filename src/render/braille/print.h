/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_PRINT_H
#define LECTERN_RENDER_BRAILLE_PRINT_H

#include "render/braille/leaf.h"

/*
 * How a leaf looks in print, byte by byte, from its spans and its words.
 */
enum print_mark {
	MARK_PHONE = 1, /* one number, though it has blanks */
	MARK_ADDRESS = 2,
	MARK_HIGH = 4,
	MARK_LOW = 8,
	MARK_OPENS = 16, /* a double quotation mark, whatever it looks like */
	MARK_CLOSES = 32,
	MARK_SINGLE = 64, /* a single one that closes; it looks like an apostrophe */
	MARK_CITED = 128, /* a reference, and what touches it; where a picture begins and ends */
};

struct print {
	unsigned char *form;  /* enum louis_form; NULL: there are no forms and no marks */
	unsigned char *mark;  /* enum print_mark */
	struct louis **table; /* NULL: the document's; the array too, when it all is */
};

static inline unsigned
print_form(const struct print *print, size_t at)
{
	return print->form ? print->form[at] : 0;
}

static inline unsigned
print_mark(const struct print *print, size_t at)
{
	return print->form ? print->mark[at] : 0;
}

/* In the arena. */
struct print print_of(const struct leaf_way *, const struct leaf_text *);

#endif
