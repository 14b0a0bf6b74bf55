/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_SHELF_H
#define LECTERN_RENDER_SHELF_H

#include "document/document.h"
#include "voice/lexicon.h"

/*
 * What there is to render: one article from a file or ten thousand from a bundle. What is
 * known of an article without loading it stands in its entry; documents are loaded one at a
 * time by whoever made the shelf.
 */
struct shelf_entry {
	struct str id, title, language, topic, summary;
};

/* Pronunciations that come with the articles: the text of a lexicon, and the file it stands in. */
struct shelf_words {
	const char *file;
	struct str text;
};

struct shelf {
	struct arena arena;
	struct str title, language; /* of the whole; language: the commonest */
	/* Where callers and readers are sent. `helplines_set`: the corpus names them itself;
	   otherwise they are the first helpline that most articles name. `helplines_shared`: and
	   at least half of all name it, so that it is no stranger to the others. */
	struct helpline *helplines;
	size_t helpline_count;
	bool helplines_set, helplines_shared;
	struct shelf_entry *entries;
	size_t count;
	struct shelf_words *words;
	size_t word_count;
	/* Fills `words`, in the arena, when they are first asked for; NULL: they are there. */
	int (*read_words)(struct shelf *, struct diag *);
	/* The document of entry i, the caller's to free; NULL: said. `no_sentences`: the renderer
	   does not look at them, and documents may come without. */
	bool no_sentences;
	struct document *(*load)(struct shelf *, size_t i, struct diag *);
	void (*close)(struct shelf *); /* frees what `context` holds; may be NULL */
	void *context;                 /* the maker's own */
};

struct document *shelf_load(struct shelf *, size_t i, struct diag *);
void shelf_close(struct shelf *); /* NULL is fine */

/* 0 or -1 (said): then none of them are there. */
int shelf_words(struct shelf *, struct diag *);
/* Every layer of pronunciations, of the language, of the shelf, from the file `own` unless it is
   NULL; with those of an article unless the id is empty. NULL: said. */
struct lexicon *shelf_lexicon(
    struct shelf *, struct str language, struct str article, const char *own, struct diag *);

/*
 * The helplines to show with an article: those the corpus names itself, in the article's own
 * words where it names the same number; then the article's own; when there are none, the one
 * that articles share. In the arena.
 */
size_t shelf_helplines(
    const struct shelf *, const struct document *, struct arena *, struct helpline **);

/* For the makers of shelves: fills `language`, and `helplines` when they are not set, from
   what each article has (called once an article, in order, then once with NULL). */
struct shelf_survey;
struct shelf_survey *shelf_survey_begin(void);
void shelf_survey_add(struct shelf_survey *, struct str language, struct helpline first);
void shelf_survey_end(struct shelf_survey *, struct shelf *);

#endif
