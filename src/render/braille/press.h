/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_PRESS_H
#define LECTERN_RENDER_BRAILLE_PRESS_H

#include "base/settings.h"
#include "render/braille/compose.h"
#include "render/braille/file.h"

/*
 * What the settings ask for, and one text on its way through it: loaded, composed, ready to be
 * laid out.
 */
struct press {
	const struct settings *settings;
	const struct file_format *format;
	struct file_book book;
	bool numbers, heads, bullets;
	struct tables tables;
	struct diag *diag;
	unsigned next_page;
};

/* Holds pointers into itself: it stays where it was opened. */
struct press_text {
	struct arena arena;
	struct pieces pieces;
	struct document *doc; /* NULL: a text that is no article */
	struct leaf_way way;
	struct compose compose;
};

/* 0, or -1 (said). Close it in both cases. Open: nothing is composed yet. */
int press_article(struct press *, struct shelf *, size_t i, struct press_text *);
int press_open(struct press *, struct shelf *, size_t i, struct press_text *);
/* Nothing composed yet, in a language. */
int press_blank(struct press *, struct str language, struct press_text *);
void press_close(struct press_text *);

/* With the running head of the article, and plain page numbers. */
struct layout press_layout(struct press *, struct press_text *);
/* Numbers of pages in front of the text: t1 for what the transcriber adds, p1 for contents. */
struct run press_number_t(void *compose, unsigned page);
struct run press_number_p(void *compose, unsigned page);

#endif
