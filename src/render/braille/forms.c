/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/forms.h"

#include <string.h>

#include "render/braille/louis.h"

/* What a sign's last cell says it is for. */
enum { SYMBOL = 0x06, WORD = 0x02, PASSAGE = 0x36, END = 0x04 };

static const struct form {
	unsigned form;
	unsigned char cells[2]; /* in front of the last one; 0: none */
} signs[] = {
    {LOUIS_ITALIC, {0x28, 0}},
    {LOUIS_BOLD, {0x18, 0}},
    {LOUIS_UNDERLINE, {0x38, 0}},
    {LOUIS_STRIKE, {0x08, 0x3c}},
};

enum { FORMS = sizeof(signs) / sizeof(*signs) };

struct reader {
	const struct run *run;
	unsigned passage, word, symbol; /* forms that are on */
	size_t letter;                  /* whose sign the symbol is */
};

/* The sign that begins at a cell: its length, or 0. */
static size_t
sign_at(const struct run *run, size_t at, unsigned *form, unsigned char *purpose)
{
	for (size_t i = 0; i < FORMS; i++) {
		size_t length = signs[i].cells[1] ? 2 : 1;

		if (at + length >= run->count ||
		    memcmp(run->dots + at, signs[i].cells, length) != 0)
			continue;
		*form = signs[i].form;
		*purpose = run->dots[at + length];
		if (*purpose == SYMBOL || *purpose == WORD || *purpose == PASSAGE ||
		    *purpose == END)
			return length + 1;
	}
	return 0;
}

static void
obey(struct reader *r, unsigned form, unsigned char purpose, size_t next)
{
	switch (purpose) {
	case PASSAGE:
		r->passage |= form;
		break;
	case WORD:
		r->word |= form;
		break;
	case END:
		r->passage &= ~form;
		r->word &= ~form;
		break;
	case SYMBOL:
		r->symbol |= form;
		if (next < r->run->count)
			r->letter = r->run->from[next];
		break;
	}
}

struct forms
forms_read(const struct run *run, struct arena *arena)
{
	struct reader r = {.run = run};
	struct forms forms = {.dots = arena_get(arena, run->count + 1),
	    .form = arena_get(arena, run->count + 1),
	    .cell = arena_array(arena, run->count + 1, sizeof(*forms.cell))};

	for (size_t i = 0; i < run->count;) {
		unsigned form;
		unsigned char purpose;
		size_t length = sign_at(run, i, &form, &purpose);

		if (length) {
			obey(&r, form, purpose, i + length);
			i += length;
			continue;
		}
		if (!run->dots[i])
			r.word = 0;
		if (run->from[i] != r.letter)
			r.symbol = 0;
		forms.dots[forms.count] = run->dots[i];
		forms.form[forms.count] = (unsigned char)(r.passage | r.word | r.symbol);
		forms.cell[forms.count++] = i++;
	}
	return forms;
}
