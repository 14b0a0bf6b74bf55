/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/notes.h"

#include <string.h>

#define MENTION ".="

static const struct sign {
	enum notes note;
	const char *cells, *phrase, *english;
} signs[] = {
    {NOTES_BULLET, "_4", "sign-bullet", "bullet of a list"},
    {NOTES_BOX, "$#D", "sign-box", "box, empty"},
    {NOTES_BOX_DONE, "$_#D", "sign-box-done", "box, marked"},
    {NOTES_BOX_LINES, "7777777", "sign-box-top", "line above a box"},
    {NOTES_BOX_LINES, "GGGGGGG", "sign-box-bottom", "line below a box"},
    {NOTES_TN, RUN_NOTE_OPEN, "sign-note", "opening transcriber's note"},
    {NOTES_TN, RUN_NOTE_CLOSE, "sign-note-end", "closing transcriber's note"},
    {NOTES_STRUCK, "@#2", "sign-struck-letter", "letter struck out"},
    {NOTES_STRUCK, "@#1", "sign-struck-word", "word struck out"},
    {NOTES_STRUCK, "@#7", "sign-struck", "words struck out"},
    {NOTES_STRUCK, "@#'", "sign-struck-end", "end of what is struck out"},
};

enum { SIGNS = sizeof(signs) / sizeof(*signs) };

static bool
begins(const struct run *run, const char *cells)
{
	size_t length = strlen(cells);

	if (run->count < length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (run->dots[i] != cell_dots(cells[i]))
			return false;
	return true;
}

static int
find_spans(void *context, const struct block *block, enum visit visit)
{
	unsigned *notes = context;

	for (size_t i = 0; visit == VISIT_ENTER && i < block->span_count; i++) {
		if (block->spans[i].kind == SPAN_STRIKE)
			*notes |= NOTES_STRUCK;
		if (block->spans[i].kind == SPAN_IMAGE)
			*notes |= NOTES_TN;
		if (block->spans[i].kind == SPAN_LINK && block->spans[i].value.len)
			*notes |= NOTES_LINKS;
	}
	return 0;
}

unsigned
notes_of(const struct pieces *pieces, const struct document *doc)
{
	unsigned notes = 0;

	for (size_t i = 0; i < pieces->count; i++)
		for (size_t n = 0; n < SIGNS; n++)
			if (begins(&pieces->at[i].run, signs[n].cells))
				notes |= (unsigned)signs[n].note;
	document_walk(doc, find_spans, &notes);
	return notes;
}

/* The sign as such, and what it says. */
static struct run
sign_run(struct compose *c, const struct sign *sign)
{
	struct arena *arena = c->leaf->arena;
	struct run run = run_ascii(MENTION, false, arena),
		   cells = run_ascii(sign->cells, false, arena);
	struct run gap = run_ascii(" ", false, arena);
	struct run words = compose_words(c, compose_phrase(c, sign->phrase, sign->english));

	run_append(&run, &cells, arena);
	run_append(&run, &gap, arena);
	if (words.count)
		words.gap[0] = GAP_FREE;
	run_append(&run, &words, arena);
	return run;
}

void
notes_signs(struct compose *c, unsigned notes)
{
	bool begun = false;

	for (size_t n = 0; n < SIGNS && louis_ueb(c->leaf->table); n++) {
		struct piece *piece;
		struct run run;

		if (!(notes & (unsigned)signs[n].note))
			continue;
		if (!begun)
			compose_title(c, "special-signs", "Special symbols used in this volume");
		begun = true;
		run = sign_run(c, &signs[n]);
		piece = compose_add(c, ROLE_TEXT, NULL);
		piece->run = run;
		compose_indent(c, piece, 0, 2);
	}
}

static void
add_note(struct compose *c, const char *phrase, const char *english)
{
	struct run run = compose_words(c, compose_phrase(c, phrase, english));
	struct piece *piece = compose_add(c, ROLE_TEXT, NULL);

	piece->run = run;
	compose_indent(c, piece, 2, 0);
}

void
notes_print(struct compose *c, unsigned notes)
{
	compose_title(c, "transcriber-notes", "Transcriber's notes");
	add_note(c, "note-pages",
	    "All page numbers are those of the braille pages; the articles have none of their "
	    "own.");
	if (notes & NOTES_LINKS)
		add_note(c, "note-links",
		    "Links are written as their words alone, without the addresses they lead to.");
}

void
notes_struck(struct compose *c, const struct document *doc)
{
	unsigned notes = 0;
	struct piece *piece;
	struct run run;

	document_walk(doc, find_spans, &notes);
	if (!(notes & NOTES_STRUCK) || !louis_ueb(c->leaf->table))
		return;
	run = compose_words(
	    c, compose_phrase(c, "note-struck",
		   "Print strikes out the letter behind \u2828\u283f\u2808\u283c\u2806, the word "
		   "behind \u2828\u283f\u2808\u283c\u2802, the words between "
		   "\u2828\u283f\u2808\u283c\u2836 and \u2828\u283f\u2808\u283c\u2804."));
	piece = compose_add(c, ROLE_TEXT, NULL);
	piece->run = compose_note_run(c, run);
	compose_indent(c, piece, 6, 4);
}
