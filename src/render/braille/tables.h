/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_RENDER_BRAILLE_TABLES_H
#define LECTERN_RENDER_BRAILLE_TABLES_H

#include "base/settings.h"
#include "render/braille/louis.h"
#include "voice/profile.h"

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
	} * known;
	size_t count, room;
	bool whole; /* texts are not cut into segments */
};

/* The table of the main language ("" is taken for English). NULL: said. */
struct louis *tables_main(struct tables *, struct str language, struct diag *);
/* Of words in another language; the main table when there is none. */
struct louis *tables_other(struct tables *, struct str language, struct louis *main_table);
/* What voices/ says of a language; it lives as long as the tables. */
const struct profile *tables_profile(struct tables *, struct str language);
void tables_end(struct tables *);

/* The name of the table that tables_main would open, appended; false: there is none. */
bool tables_name(struct tables *, struct str language, struct buf *);

#endif
