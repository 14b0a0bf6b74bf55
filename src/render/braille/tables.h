/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_TABLES_H
#define LECTERN_RENDER_BRAILLE_TABLES_H

#include "base/settings.h"
#include "render/braille/louis.h"
#include "voice/profile.h"

enum { TABLES_MISSED = 256 };

/*
 * The table for a language, by what the reader asked for (--table, --grade), then by
 * voices/LANG/braille, then by what the library says of its own tables.
 */
struct tables {
	const char *name; /* for the main language; NULL: not asked for */
	unsigned grade;   /* 1, 2; 0: the usual one of the language */
	struct tables_known {
		char *language;
		struct profile *profile;
		struct louis *table;
		bool opened; /* or there is none */
		char *said;  /* the file in which it was said that there is none */
	} * known;
	size_t count, room;
	struct tables_missed {
		char *file;
		struct tables_sign {
			const struct louis *table;
			unsigned line, character;
		} at[TABLES_MISSED];
		size_t count;
	} missed;             /* signs of one file; when they are too many they begin anew */
	bool whole;           /* texts are not cut into segments */
	struct arena scratch; /* for what is worked out of one word */
};

/* The table of the main language ("" is taken for English). NULL: said. */
struct louis *tables_main(struct tables *, struct str language, struct diag *);
/* Of words in another language. NULL: it has none, which is said once in each file. */
struct louis *tables_other(struct tables *, struct str language, struct diag *, struct where);
/* Of words in a language without a table: that of the main language without contractions. */
struct louis *tables_plain(struct tables *, struct str language, struct louis *main_table);
/* Of characters that the table at hand has no way to write: Unified English Braille has signs
   for the letters of many languages. */
struct louis *tables_fallback(struct louis *main_table);
/* A character of a line has no sign in a table. False: so it was said, when the line was written
   before to see how it fits. */
bool tables_miss(struct tables *, const struct louis *table, struct where, unsigned character);
/* What voices/ says of a language; it lives as long as the tables. */
const struct profile *tables_profile(struct tables *, struct str language);
void tables_end(struct tables *);

/* The name of the table that tables_main would open, appended; false: there is none. */
bool tables_name(struct tables *, struct str language, struct buf *);

#endif
