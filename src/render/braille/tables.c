/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/tables.h"

#define FALLBACK "en-ueb-g1.ctb"

static struct str
base_of(struct str language)
{
	struct str base = str_primary(language);

	return base.len ? base : S("en");
}

/* Readers of English and German read contracted braille; most other languages are mostly
   read without contractions. */
static unsigned
usual_grade(struct str base)
{
	return str_equal_fold(base, S("en")) || str_equal_fold(base, S("de")) ? 2 : 1;
}

/* By language; the languages of a run are few, the articles many. */
static struct tables_known *
known_in(struct tables *tables, struct str language)
{
	struct diag silent = {.sink = diag_hush};
	struct tables_known *known;

	for (size_t i = 0; i < tables->count; i++)
		if (str_equal(str_of(tables->known[i].language), language))
			return &tables->known[i];
	tables->known =
	    mem_grow(tables->known, tables->count, &tables->room, sizeof(*tables->known));
	known = &tables->known[tables->count++];
	*known = (struct tables_known){
	    .language = mem_text(language), .profile = profile_read(language, &silent)};
	return known;
}

/* The library has no Chinese, but several languages written in its characters. */
static struct str
asked_for(struct str language, struct str base)
{
	if (!str_equal_fold(base, S("zh")))
		return base;
	if (str_find(language, S("HK"), 0) != STR_NONE ||
	    str_find(language, S("MO"), 0) != STR_NONE)
		return S("yue");
	if (str_find(language, S("TW"), 0) != STR_NONE ||
	    str_find(language, S("Hant"), 0) != STR_NONE)
		return S("cmn region:cmn-TW");
	return S("cmn-Hans");
}

static char *
name_of(const struct tables *tables, const struct tables_known *known)
{
	const struct profile *profile = known->profile;
	struct str base = base_of(str_of(known->language));
	unsigned grade = tables->grade ? tables->grade : usual_grade(base);
	struct str named = grade == 2 ? profile->braille_table : profile->braille_table_1;

	if (named.len && str_equal_fold(base_of(profile->language), base))
		return mem_text(named);
	return louis_find(asked_for(str_of(known->language), base), grade);
}

bool
tables_name(struct tables *tables, struct str language, struct buf *out)
{
	char *name = tables->name ? mem_text(str_of(tables->name))
				  : name_of(tables, known_in(tables, language));

	if (name == NULL)
		return false;
	buf_put(out, str_of(name));
	mem_free(name);
	return true;
}

static struct louis *
open_for(struct tables *tables, struct str language, struct diag *diag)
{
	struct tables_known *known = known_in(tables, language);
	char *name;

	if (known->opened)
		return known->table;
	name = name_of(tables, known);
	if (name)
		known->table = louis_open(name, diag);
	else if (diag)
		louis_missing(base_of(language), diag);
	mem_free(name);
	known->opened = known->table || !diag;
	return known->table;
}

struct louis *
tables_main(struct tables *tables, struct str language, struct diag *diag)
{
	if (tables->name)
		return louis_open(tables->name, diag);
	return open_for(tables, language, diag);
}

struct louis *
tables_other(struct tables *tables, struct str language, struct diag *diag, struct where where)
{
	struct tables_known *known = known_in(tables, language);
	struct louis *table = open_for(tables, language, NULL);

	if (!table && !(known->said && str_equal(str_of(known->said), str_of(where.file)))) {
		diag_say(diag, DIAG_NO_LANGUAGE_TABLE, where, "\"%.*s\"", STR_ARG(language));
		mem_free(known->said);
		known->said = mem_text(str_of(where.file));
	}
	return table;
}

struct louis *
tables_plain(struct tables *tables, struct str language, struct louis *main_table)
{
	struct tables plain = {.grade = 1};
	struct louis *table = NULL;
	char *name = NULL;

	if (louis_ueb(main_table))
		return tables_fallback(main_table);
	if (!tables->name)
		name = name_of(&plain, known_in(tables, language));
	if (name)
		table = louis_open(name, NULL);
	mem_free(name);
	return table ? table : main_table;
}

struct louis *
tables_fallback(struct louis *main_table)
{
	struct louis *table = louis_open(FALLBACK, NULL);

	return table ? table : main_table;
}

const struct profile *
tables_profile(struct tables *tables, struct str language)
{
	return known_in(tables, language)->profile;
}

bool
tables_miss(
    struct tables *tables, const struct louis *table, struct where where, unsigned character)
{
	struct tables_missed *missed = &tables->missed;

	if (!missed->file || !str_equal(str_of(missed->file), str_of(where.file))) {
		mem_free(missed->file);
		missed->file = mem_text(str_of(where.file));
		missed->count = 0;
	}
	for (size_t i = missed->count; i-- > 0;)
		if (missed->at[i].character == character && missed->at[i].line == where.line &&
		    missed->at[i].table == table)
			return false;
	if (missed->count == TABLES_MISSED)
		missed->count = 0;
	missed->at[missed->count++] = (struct tables_sign){table, where.line, character};
	return true;
}

void
tables_end(struct tables *tables)
{
	mem_free(tables->missed.file);
	for (size_t i = 0; i < tables->count; i++) {
		mem_free(tables->known[i].language);
		mem_free(tables->known[i].said);
		profile_free(tables->known[i].profile);
	}
	mem_free(tables->known);
	arena_free(&tables->scratch);
}
