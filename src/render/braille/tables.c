/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/tables.h"

#include "render/braille/segments.h"
#include "voice/profile.h"

static struct str
base_of(struct str language)
{
	size_t end = 0;

	while (end < language.len && ascii_alpha(language.at[end]))
		end++;
	return end ? str_sub(language, 0, end) : S("en");
}

/* Readers of English and German read contracted braille; most other languages are mostly
   read without contractions. */
static unsigned
usual_grade(struct str base)
{
	return str_equal_fold(base, S("en")) || str_equal_fold(base, S("de")) ? 2 : 1;
}

static void
hush(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

static char *
name_of(const struct tables *tables, struct str language)
{
	struct diag silent = {.sink = hush};
	struct profile *profile = profile_read(language, &silent);
	unsigned grade = tables->grade ? tables->grade : usual_grade(base_of(language));
	struct str named = grade == 2 ? profile->braille_table : profile->braille_table_1;
	char *name = NULL;

	if (named.len && str_equal_fold(base_of(profile->language), base_of(language)))
		name = mem_text(named);
	profile_free(profile);
	return name ? name : louis_find(base_of(language), grade);
}

bool
tables_name(const struct tables *tables, struct str language, struct buf *out)
{
	char *name = tables->name ? mem_text(str_of(tables->name)) : name_of(tables, language);

	if (name == NULL)
		return false;
	buf_put(out, str_of(name));
	mem_free(name);
	return true;
}

static struct louis *
find(struct tables *tables, struct str language, bool *known)
{
	for (size_t i = 0; i < tables->count; i++)
		if (str_equal(tables->known[i].language, language)) {
			*known = true;
			return tables->known[i].table;
		}
	*known = false;
	return NULL;
}

static void
keep(struct tables *tables, struct str language, struct louis *table)
{
	tables->known =
	    mem_grow(tables->known, tables->count, &tables->room, sizeof(*tables->known));
	tables->known[tables->count++] =
	    (struct tables_known){{mem_text(language), language.len}, table};
}

/* By language; the tables of a run are few, the articles many. */
static struct louis *
open_for(struct tables *tables, struct str language, struct diag *diag)
{
	bool known;
	struct louis *table = find(tables, language, &known);
	char *name;

	if (known)
		return table;
	name = name_of(tables, language);
	if (name)
		table = louis_open(name, diag);
	else if (diag)
		louis_missing(base_of(language), diag);
	mem_free(name);
	if (table || !diag)
		keep(tables, language, table);
	return table;
}

struct louis *
tables_main(struct tables *tables, struct str language, struct diag *diag)
{
	if (tables->name)
		return louis_open(tables->name, diag);
	return open_for(tables, language, diag);
}

struct louis *
tables_other(struct tables *tables, struct str language, struct louis *main_table)
{
	struct louis *table = open_for(tables, language, NULL);

	return table ? table : main_table;
}

void
tables_end(struct tables *tables)
{
	for (size_t i = 0; i < tables->count; i++)
		mem_free((char *)(size_t)tables->known[i].language.at);
	mem_free(tables->known);
	segments_free(tables->segments);
}
