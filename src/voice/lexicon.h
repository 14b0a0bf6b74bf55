/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_VOICE_LEXICON_H
#define LECTERN_VOICE_LEXICON_H

#include "base/diag.h"
#include "base/str.h"

/*
 * Pronunciations. A TSV line is: word, kind, value, flags, source; '#' starts a comment.
 * A word may have figures, marks and blanks in it ("COVID-19", "mg/dL", "twice daily"), but what
 * is given in phonemes has letters, figures, hyphens and apostrophes alone.
 * Flags are joined by commas: "case", the word only as it is written; "lang=TAG", for voices of
 * that language; "article=ID", in that article.
 * Later layers win over earlier ones: language, corpus, article, the reader's own. In a layer what
 * is for one language wins over what is for all, what is as written over any case, a later line
 * over an earlier one.
 */
enum lexicon_kind {
	LEXICON_ALIAS,  /* say the value instead */
	LEXICON_SPELL,  /* letter by letter */
	LEXICON_WORD,   /* capitals that are said as a word: AIDS */
	LEXICON_IPA,    /* value in IPA */
	LEXICON_ESPEAK, /* value in espeak-ng's phoneme mnemonics */
};

struct lexicon_entry {
	struct str word, value, flags, source;
	enum lexicon_kind kind;
	const char *file; /* where it stands */
	unsigned line;
};
const char *lexicon_kind_name(enum lexicon_kind);
/* Whether its flags let it hold for a language and an article; an empty id is that of none. */
bool lexicon_concerns(const struct lexicon_entry *, struct str language, struct str article);

/* Why a word given in this way cannot be found or said; NULL: it can. */
const char *lexicon_objection(enum lexicon_kind, struct str word, struct str value);
/* The tag of its flag "lang", or "". */
struct str lexicon_language(const struct lexicon_entry *);

struct lexicon;
/* The layer of a language (empty when it has none), for it alone and, unless the id is empty,
   for an article. Never NULL. */
struct lexicon *lexicon_open(struct str language, struct str article, struct diag *);
struct lexicon *lexicon_empty(void); /* for every language and article; never NULL */
/* That of a language with a file of the reader's own on top, unless it is NULL. NULL: said. */
struct lexicon *lexicon_open_with(struct str language, const char *path, struct diag *);
/* One more layer on top, from a file; lines that cannot be read are said. 0 or -1 (said). */
int lexicon_add(struct lexicon *, const char *path, struct diag *);
/* The same from a text that stands in a file. */
void lexicon_add_text(struct lexicon *, struct str text, const char *file, struct diag *);
/* Words of any case; an entry with the flag "case" only as written. NULL: none. */
const struct lexicon_entry *lexicon_find(const struct lexicon *, struct str word);
/* The longest entry with more than letters in it that this text begins with, if it ends where a
   word does: "COVID-19". NULL: none. */
const struct lexicon_entry *lexicon_leading(const struct lexicon *, struct str text);
/* The next words from *at on of what is spoken, as a voice looks for sounds: up to a word or a part
   of a compound that has an entry of sounds, which stands in it from *from to *at. NULL: none is
   left. */
const struct lexicon_entry *lexicon_next_sound(
    const struct lexicon *, struct str spoken, size_t *from, size_t *at);
void lexicon_free(struct lexicon *);

/* All entries, sorted by word without case; NULL behind the last. */
const struct lexicon_entry *lexicon_at(const struct lexicon *, size_t n);
/* Whether a later entry of the same layer is for the same word, and so holds in its place. */
bool lexicon_repeats(const struct lexicon *, size_t n);
size_t lexicon_unread(const struct lexicon *); /* lines that were said not to be understood */

#endif
