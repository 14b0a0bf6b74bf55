/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_VOICE_PROFILE_H
#define LECTERN_VOICE_PROFILE_H

#include "base/diag.h"
#include "base/mem.h"
#include "base/str.h"

/*
 * What voices/LANG/ says of a language: files of "name: value" lines, '#' for comments.
 *   voice        espeak voice and variant, rate, pitch ... ; braille: the default tables
 *   lexicon.tsv  pronunciations (voice/lexicon)
 *   phrases      what the phone line and the renderings say themselves (NAME: text)
 * The folder is $LECTERN_VOICES, or voices/ up to four folders above the program, or
 * share/lectern/voices beside its bin/, or PREFIX/share/lectern/voices. A language without a folder
 * falls back from "es-MX" to "es", and then has the built-in defaults and English phrases, which is
 * said.
 */
enum { PROFILE_PACE_MOST = 16, PROFILE_RATE_LEAST = 80, PROFILE_RATE_MOST = 450 };

struct profile {
	struct arena arena;
	bool phone;          /* read with profile_read_phone */
	struct str language; /* the folder's name: "en" */
	struct str espeak;   /* "en-us" */
	unsigned rate;       /* true words a minute */
	/* what the engine makes of its own rates, both rising: "pace: 80=70 175=151 ..."; none:
	   nobody has measured it */
	struct profile_pace {
		unsigned engine, words;
	} pace[PROFILE_PACE_MOST];
	size_t pace_count;
	unsigned pace_word;            /* spoken characters to a word of the pace line, in tenths */
	unsigned pitch, range, volume; /* espeak's scales: 0-99, 0-99, 0-200 */
	unsigned pause_heading_before, pause_heading_after; /* milliseconds */
	unsigned pause_paragraph, pause_item, pause_sentence, pause_phone_group;
	struct str braille_table, braille_table_1; /* contracted, uncontracted */
	struct profile_phrase {
		struct str name, text;
	} * phrases;
	size_t phrase_count;
};

/* Never NULL; what is missing or wrong in the files is said. */
struct profile *profile_read(struct str language, struct diag *);
/* The same for a telephone line: of the file voice, "phone-NAME: value" holds instead of NAME. */
struct profile *profile_read_phone(struct str language, struct diag *);
void profile_free(struct profile *);

/* The text of a phrase (a view); the English one, then the name itself, when there is none. */
struct str profile_phrase(const struct profile *, const char *name);

/* Another rate than the profile's own; when it is faster, sentences, items and paragraphs
   follow each other faster too. The pauses round headings stay. */
void profile_set_rate(struct profile *, unsigned words);

/*
 * True words a minute are the written words of an article over the time it takes with all its
 * pauses, for articles of the usual kind. This is what the engine must be told to speak so, by
 * the profile's "pace" line. For a given article voice/pace is nearer.
 */
unsigned profile_engine_rate(const struct profile *, unsigned words);

/* Path of a file in the language's folder, or NULL when there is none. malloced. */
char *profile_file(struct str language, const char *name);

#endif
