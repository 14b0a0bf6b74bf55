/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/louis.h"

#include "base/late.h"
#include "render/braille/learned.h"
#include "render/braille/tablefile.h"
#include <liblouis.h>
#include <stdlib.h>
#include <string.h>

#define TAKEN(TAKE)                                                                                \
	TAKE(lou_backTranslateString)                                                              \
	TAKE(lou_dotsToChar)                                                                       \
	TAKE(lou_findTables)                                                                       \
	TAKE(lou_getTable)                                                                         \
	TAKE(lou_getTableInfo)                                                                     \
	TAKE(lou_getTypeformForEmphClass)                                                          \
	TAKE(lou_listTables)                                                                       \
	TAKE(lou_registerLogCallback)                                                              \
	TAKE(lou_setLogLevel)                                                                      \
	TAKE(lou_translate)                                                                        \
	TAKE(lou_translateString)                                                                  \
	TAKE(lou_version)
LATE_LIBRARY("louis", TAKEN)

enum {
	KNOWN_PAGES = 0x110000 / 256,
	PATTERNS = 0x2800,
	SIX_DOTS = 0x3f,
	NAMED_MOST = 40,
	ESCAPE_LEAST = 8,
	NONCHARACTER = 0xfdd0
};

struct louis {
	struct louis *next;
	char *name;
	bool ueb, english, contracts, learned;
	formtype italic, bold, underline, strike;
	unsigned char *known[KNOWN_PAGES]; /* 0 not asked yet, 1 no, 2 yes */
	struct segments *segments;
};

static struct louis *tables;
static bool quiet;

static void
no_log(logLevels level, const char *message)
{
	(void)level;
	(void)message;
}

static void
be_quiet(void)
{
	if (!quiet) {
		lib()->lou_registerLogCallback(no_log);
		lib()->lou_setLogLevel(LOU_LOG_OFF);
	}
	quiet = true;
}

struct naming {
	struct str language;
	struct buf *names;
	unsigned count;
};

static void
name_one(void *context, const struct louis_listed *table)
{
	struct naming *naming = context;

	if (naming->language.len && !str_starts_fold(str_of(table->language), naming->language))
		return;
	if (naming->count++ >= NAMED_MOST)
		return;
	buf_print(naming->names, "%s%s", naming->names->len ? " " : "", table->table);
}

int
louis_missing(struct str wanted, struct diag *diag)
{
	struct buf names = {0};
	struct naming naming = {.language = str_primary(wanted), .names = &names};

	if (naming.language.len > 3)
		naming.language.len = 3;
	louis_list(name_one, &naming);
	if (!names.len) {
		naming.language.len = 0;
		louis_list(name_one, &naming);
	}
	diag_say(diag, DIAG_NO_TABLE, (struct where){0}, "\"%.*s\"; there are %.*s%s",
	    STR_ARG(wanted), STR_ARG(buf_str(&names)),
	    naming.count > NAMED_MOST ? " and more" : "");
	buf_free(&names);
	return -1;
}

static bool
says(const char *name, const char *key, const char *wanted)
{
	char *value = lib()->lou_getTableInfo(name, key);
	bool same = value && strcmp(value, wanted) == 0;

	free(value);
	return same;
}

/* Cells of more than six dots for a character, or its number: the table does not have it. */
static bool
is_wide(const char *name, char character)
{
	widechar in = (unsigned char)character, out[64];
	int in_count = 1, out_count = 64;
	bool wide = false;

	if (!lib()->lou_translateString(
		name, &in, &in_count, out, &out_count, NULL, NULL, dotsIO | ucBrl))
		return false;
	for (int i = 0; i < out_count; i++)
		wide |= out[i] > PATTERNS + SIX_DOTS;
	return wide;
}

/* A table for eight dots, which writes figures or capitals with the lower ones. Some say that they
   have eight and need six; some for six have eight where a language never comes to. */
static bool
has_eight_dots(const char *name)
{
	if (says(name, "type", "literary") && !says(name, "dots", "8"))
		return false;
	return is_wide(name, '1') || is_wide(name, 'A') || is_wide(name, 'a');
}

static bool
is_ueb(const char *name)
{
	char *system = lib()->lou_getTableInfo(name, "system");
	bool ueb = system ? strcmp(system, "ueb") == 0 : strstr(name, "ueb") != NULL;

	free(system);
	return ueb;
}

bool
louis_digest(const char *name, unsigned char digest[HASH_LONG])
{
	return tablefile_digest(name, lib()->lou_version(), digest);
}

static bool
is_learned(const char *name)
{
	unsigned char digest[HASH_LONG];

	return strcmp(name, LEARNED_TABLE) == 0 && louis_digest(name, digest) &&
	       learned_serves(digest);
}

struct louis *
louis_open(const char *name, struct diag *diag)
{
	struct louis *table;

	be_quiet();
	for (table = tables; table; table = table->next)
		if (strcmp(table->name, name) == 0)
			return table;
	if (!*name || !lib()->lou_getTable(name)) {
		if (diag)
			louis_missing(str_of(name), diag);
		return NULL;
	}
	if (has_eight_dots(name)) {
		if (diag)
			diag_say(diag, DIAG_NO_TABLE, (struct where){0}, "\"%s\" is for eight dots",
			    name);
		return NULL;
	}
	table = mem_get(sizeof(*table));
	table->name = mem_text(str_of(name));
	table->ueb = is_ueb(name);
	table->contracts = !says(name, "contraction", "no");
	table->english = table->ueb || says(name, "language", "en");
	table->italic = lib()->lou_getTypeformForEmphClass(name, "italic");
	table->bold = lib()->lou_getTypeformForEmphClass(name, "bold");
	table->underline = lib()->lou_getTypeformForEmphClass(name, "underline");
	table->strike = lib()->lou_getTypeformForEmphClass(name, "trans1");
	table->learned = is_learned(name);
	table->next = tables;
	tables = table;
	return table;
}

static bool
all_apart(const unsigned *characters)
{
	for (size_t i = 0; i < LOUIS_CELLS; i++) {
		if (characters[i] < ' ' || characters[i] == 0x7f)
			return false;
		for (size_t n = 0; n < i; n++)
			if (characters[n] == characters[i])
				return false;
	}
	return true;
}

int
louis_display(const char *name, unsigned characters[LOUIS_CELLS], struct diag *diag)
{
	widechar cells[LOUIS_CELLS], out[LOUIS_CELLS];
	size_t length = strlen(name);

	be_quiet();
	for (size_t i = 0; i < LOUIS_CELLS; i++)
		cells[i] = (widechar)(0x8000 | i);
	if (length < 5 || strcmp(name + length - 4, ".dis") != 0 ||
	    !lib()->lou_dotsToChar(name, cells, out, LOUIS_CELLS, 0))
		return diag_say(
		    diag, DIAG_NO_CHARSET, (struct where){0}, "there is no \"%s\"", name);
	for (size_t i = 0; i < LOUIS_CELLS; i++)
		characters[i] = out[i];
	if (!all_apart(characters))
		return diag_say(diag, DIAG_NO_CHARSET, (struct where){0}, "\"%s\"", name);
	return 0;
}

/* The best of six dots. */
static char *
find_by(struct str language, const char *rest)
{
	struct buf query = {0};
	char **paths, *name = NULL;

	buf_print(&query, "language:%.*s %s", STR_ARG(language), rest);
	buf_byte(&query, '\0');
	paths = lib()->lou_findTables(query.at);
	for (size_t i = 0; paths && paths[i]; i++) {
		const char *slash = strrchr(paths[i], '/');

		if (!name && !has_eight_dots(paths[i]))
			name = mem_text(str_of(slash ? slash + 1 : paths[i]));
		free(paths[i]);
	}
	free(paths);
	buf_free(&query);
	return name;
}

/* A table that says nothing of itself, by its name. */
static char *
find_named(struct str language)
{
	static const char *const endings[] = {"-g1.utb", "-g1.ctb", "-g0.utb", ".utb", ".ctb"};
	struct buf name = {0};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		name.len = 0;
		buf_print(&name, "%.*s%s", STR_ARG(language), endings[i]);
		buf_byte(&name, '\0');
		if (lib()->lou_getTable(name.at) && !has_eight_dots(name.at))
			return name.at;
	}
	buf_free(&name);
	return NULL;
}

/* Few tables tell all of themselves, so less and less is asked for. */
char *
louis_find(struct str language, unsigned grade)
{
	static const char *const asked[][4] = {
	    {"grade:1 type:literary", "contraction:no type:literary", "type:literary", ""},
	    {"grade:2 type:literary", "contraction:full type:literary", "type:literary", ""},
	};
	char *name = NULL;

	be_quiet();
	for (size_t i = 0; !name && i < 4; i++)
		name = find_by(language, asked[grade == 2][i]);
	return name ? name : find_named(language);
}

const char *
louis_name(const struct louis *table)
{
	return table->name;
}

struct str
louis_says(const struct louis *table, const char *key, struct arena *arena)
{
	const char *last = strrchr(table->name, ','); /* the table proper, of several */
	char *value = lib()->lou_getTableInfo(last ? last + 1 : table->name, key);
	struct str kept = arena_str(arena, str_of(value));

	free(value);
	return kept;
}

bool
louis_ueb(const struct louis *table)
{
	return table->ueb;
}

bool
louis_english(const struct louis *table)
{
	return table->english;
}

bool
louis_contracts(const struct louis *table)
{
	return table->contracts;
}

bool
louis_is_for(const struct louis *table, const char *language)
{
	return says(table->name, "language", language);
}

bool
louis_emphasis(const struct louis *table)
{
	return table->italic && table->bold;
}

bool
louis_learned(const struct louis *table)
{
	return table->learned;
}

struct segments **
louis_segments(struct louis *table)
{
	return &table->segments;
}

/* Cells for one character, or -1. */
static int
cells_of(const struct louis *table, widechar character, widechar *out, int room)
{
	int count = 1;

	return lib()->lou_translateString(
		   table->name, &character, &count, out, &room, NULL, NULL, dotsIO | ucBrl)
		   ? room
		   : -1;
}

/* An unknown character is written as its number between signs; these are the same for one that
   no table has. */
static bool
is_escape(const struct louis *table, const widechar *cells, int count)
{
	widechar none[64];
	int last = cells_of(table, NONCHARACTER, none, 64) - 1;

	return count >= ESCAPE_LEAST && last + 1 >= ESCAPE_LEAST &&
	       memcmp(cells, none, 2 * sizeof(*cells)) == 0 && cells[count - 1] == none[last];
}

/* A figure that looks like a letter, with no sign in front of it: a dose would be a word. */
static bool
reads_as_letter(const struct louis *table, unsigned character, const widechar *cells, int count)
{
	static const char letters[] = "jabcdefghi";
	widechar letter[64];

	return count > 0 && character >= '0' && character <= '9' &&
	       cells_of(table, (widechar)letters[character - '0'], letter, 64) == count &&
	       memcmp(cells, letter, (size_t)count * sizeof(*cells)) == 0;
}

/* Signs that mean different things, written alike: "≤" like "≥", "µg" like "mg". */
static bool
reads_as_other(const struct louis *table, unsigned character, const widechar *cells, int count)
{
	static const unsigned signs[] = {0x2264, 0x2265, 0x2248, 0xb1, 0x20ac, 0xa3, 0xb5, 0x3bc,
	    '#', 'l', 'm'}; /* the last three are taken as they are */
	size_t length = sizeof(signs) / sizeof(*signs), own = 0;
	widechar other[64];

	while (own < length && signs[own] != character)
		own++;
	if (own + 3 >= length || count <= 0)
		return false;
	for (size_t i = 0; i < length; i++)
		if (i != own && !((own == 6 || own == 7) && (i == 6 || i == 7)) &&
		    cells_of(table, signs[i], other, 64) == count &&
		    memcmp(cells, other, (size_t)count * sizeof(*cells)) == 0)
			return true;
	return false;
}

/* Some tables write an unknown character as its number, others as a blank or as nothing. */
static bool
ask(const struct louis *table, unsigned character)
{
	widechar out[64];
	int count = cells_of(table, character, out, 64);
	bool any = false;

	for (int i = 0; i < count; i++) {
		if (out[i] < PATTERNS || out[i] - PATTERNS > SIX_DOTS)
			return false;
		any |= out[i] != PATTERNS;
	}
	if (is_escape(table, out, count) || reads_as_letter(table, character, out, count) ||
	    reads_as_other(table, character, out, count))
		return false;
	return any || ((character == ' ' || character == PATTERNS) && count > 0);
}

bool
louis_knows(struct louis *table, unsigned character)
{
	unsigned char **page;

	if (character >= 0x110000)
		return false;
	page = &table->known[character / 256];
	if (!*page)
		*page = mem_array(256, 1);
	if (!(*page)[character % 256])
		(*page)[character % 256] = ask(table, character) ? 2 : 1;
	return (*page)[character % 256] == 2;
}

static formtype
form_of(const struct louis *table, unsigned form)
{
	unsigned type = 0;

	if (form & LOUIS_ITALIC)
		type |= table->italic;
	if (form & LOUIS_BOLD)
		type |= table->bold;
	if (form & LOUIS_UNDERLINE)
		type |= table->underline;
	if (form & LOUIS_STRIKE)
		type |= table->strike;
	if (form & LOUIS_LETTERS)
		type |= no_contract;
	return (formtype)type;
}

/* The library wants to know beforehand how much room there is, and says that it used all of
   it by leaving input over. */
static int
translate(const struct louis *table, struct louis_text text, int room, struct arena *arena,
    widechar **out, int **from)
{
	/* on its way out the library writes a form for every cell, and it looks one behind the
	   end of everything */
	formtype *forms = arena_array(arena, text.count + (size_t)room + 1, sizeof(*forms));
	widechar *in = arena_array(arena, text.count + 1, sizeof(*in));
	int *to = arena_array(arena, text.count + 1, sizeof(*to));
	int in_count = (int)text.count, out_count = room;

	for (size_t i = 0; i < text.count; i++) {
		in[i] = text.chars[i];
		forms[i] = form_of(table, text.forms ? text.forms[i] : 0);
	}
	*out = arena_array(arena, (size_t)room + 1, sizeof(**out));
	*from = arena_array(arena, (size_t)room + 1, sizeof(**from));
	if (!lib()->lou_translate(table->name, in, &in_count, *out, &out_count, forms, NULL, to,
		*from, NULL, dotsIO | ucBrl))
		return -1;
	return in_count == (int)text.count ? out_count : -1;
}

int
louis_translate(struct louis *table, struct louis_text text, struct arena *arena,
    struct louis_cells *cells, struct diag *diag)
{
	widechar *out = NULL;
	int *from = NULL, count = 0;
	size_t last = 0;

	*cells = (struct louis_cells){0};
	if (!text.count)
		return 0;
	for (int factor = 3; factor <= 48; factor *= 4) {
		count = translate(table, text, (int)text.count * factor + 64, arena, &out, &from);
		if (count >= 0)
			break;
	}
	if (count < 0)
		return diag_say(diag, DIAG_TABLE_FAILED, (struct where){0}, "%s", table->name);
	cells->dots = arena_get(arena, (size_t)count + 1);
	cells->from = arena_array(arena, (size_t)count + 1, sizeof(*cells->from));
	cells->count = (size_t)count;
	for (size_t i = 0; i < cells->count; i++) {
		if (from[i] > 0 && (size_t)from[i] > last && (size_t)from[i] < text.count)
			last = (size_t)from[i];
		cells->from[i] = last;
		cells->dots[i] = out[i] & SIX_DOTS;
		if (out[i] < PATTERNS || out[i] - PATTERNS > SIX_DOTS)
			return diag_say(diag, DIAG_TABLE_FAILED, (struct where){0},
			    "%s wrote U+%04X as more than six dots", table->name, text.chars[last]);
	}
	return 0;
}

int
louis_back(struct louis *table, const unsigned char *dots, size_t count, struct buf *text,
    struct diag *diag)
{
	int in_count = (int)count, out_count = (int)count * 16 + 64;
	widechar *in, *out;
	int done;

	if (!count)
		return 0;
	in = mem_array(count + 1, sizeof(*in));
	out = mem_array((size_t)out_count + 1, sizeof(*out));
	for (size_t i = 0; i < count; i++)
		in[i] = LOU_DOTS | dots[i];
	done = lib()->lou_backTranslateString(
	    table->name, in, &in_count, out, &out_count, NULL, NULL, dotsIO);
	for (int i = 0; done && i < out_count; i++)
		buf_char(text, out[i]);
	mem_free(in);
	mem_free(out);
	if (!done)
		diag_say(diag, DIAG_TABLE_FAILED, (struct where){0}, "%s, back", table->name);
	return done ? 0 : -1;
}

struct listed {
	char *table, *language, *grade, *kind, *label;
};

static int
by_language(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;
	int order = strcmp(x->language ? x->language : "", y->language ? y->language : "");

	return order ? order : strcmp(x->table, y->table);
}

static void
list_one(const char *path, struct listed *one)
{
	const char *slash = strrchr(path, '/');

	one->table = mem_text(str_of(slash ? slash + 1 : path));
	one->language = lib()->lou_getTableInfo(path, "language");
	one->grade = lib()->lou_getTableInfo(path, "grade");
	one->kind = lib()->lou_getTableInfo(path, "contraction");
	one->label = lib()->lou_getTableInfo(path, "display-name");
}

static const char *
or_empty(const char *text)
{
	return text ? text : "";
}

void
louis_list(louis_each *each, void *context)
{
	char **paths;
	struct listed *all;
	size_t count = 0, kept = 0;

	be_quiet();
	paths = lib()->lou_listTables();
	while (paths && paths[count])
		count++;
	all = mem_array(count + 1, sizeof(*all));
	for (size_t i = 0; i < count; i++) {
		bool wide = has_eight_dots(paths[i]);

		if (!wide)
			list_one(paths[i], &all[kept++]);
		free(paths[i]);
	}
	count = kept;
	qsort(all, count, sizeof(*all), by_language);
	for (size_t i = 0; i < count; i++) {
		struct louis_listed listed = {all[i].table, or_empty(all[i].language),
		    or_empty(all[i].grade), or_empty(all[i].kind), or_empty(all[i].label)};

		each(context, &listed);
		mem_free(all[i].table);
		free(all[i].language);
		free(all[i].grade);
		free(all[i].kind);
		free(all[i].label);
	}
	mem_free(all);
	free(paths);
}
