/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/lexicon.h"

#include <stdlib.h>

#include "base/input.h"
#include "base/mem.h"
#include "voice/profile.h"

enum { WORD_MOST = 64 };

/* Entries are sorted by word without case; among equal words the one added last comes last. */
struct lexicon {
	struct arena arena;
	struct item {
		struct lexicon_entry entry;
		size_t order;
		bool exact; /* the flag "case" */
	} * at;
	size_t count, room;
};

static int
compare_fold(struct str a, struct str b)
{
	size_t most = a.len < b.len ? a.len : b.len;

	for (size_t i = 0; i < most; i++) {
		int difference =
		    (unsigned char)ascii_fold(a.at[i]) - (unsigned char)ascii_fold(b.at[i]);

		if (difference != 0)
			return difference;
	}
	return a.len < b.len ? -1 : a.len > b.len;
}

static int
compare_items(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int difference = compare_fold(x->entry.word, y->entry.word);

	return difference != 0 ? difference : x->order < y->order ? -1 : x->order > y->order;
}

static const struct str kinds[] = {[LEXICON_ALIAS] = STR("alias"),
    [LEXICON_SPELL] = STR("spell"),
    [LEXICON_WORD] = STR("word"),
    [LEXICON_IPA] = STR("ipa"),
    [LEXICON_ESPEAK] = STR("espeak")};

const char *
lexicon_kind_name(enum lexicon_kind kind)
{
	return kinds[kind].at;
}

static bool
kind_of(struct str name, enum lexicon_kind *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_equal(name, kinds[i])) {
			*kind = (enum lexicon_kind)i;
			return true;
		}
	return false;
}

static bool
has_flag(struct str flags, struct str wanted)
{
	struct str flag;

	while (flags.len > 0 && str_cut(&flags, ',', &flag))
		if (str_equal(str_trim(flag), wanted))
			return true;
	return false;
}

/* Mnemonics go to the engine between "[[" and "]]": neither they nor a blank may stand inside. */
static bool
good_value(enum lexicon_kind kind, struct str value)
{
	if (kind == LEXICON_SPELL || kind == LEXICON_WORD)
		return true;
	if (kind == LEXICON_ESPEAK && str_find_byte(value, ']', 0) != STR_NONE)
		return false;
	return value.len > 0 && str_find(value, S("[["), 0) == STR_NONE;
}

static bool
add_line(struct lexicon *lexicon, struct str line, const char *file, unsigned number)
{
	struct str field[5] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}};
	struct lexicon_entry entry;
	struct item *item;

	for (size_t i = 0; i < 5 && str_cut(&line, '\t', &field[i]); i++)
		field[i] = str_trim(field[i]);
	if (field[0].len == 0 || field[0].len > WORD_MOST || !kind_of(field[1], &entry.kind) ||
	    !good_value(entry.kind, field[2]))
		return false;
	entry.file = file;
	entry.line = number;
	entry.word = arena_str(&lexicon->arena, field[0]);
	entry.value = arena_str(&lexicon->arena, field[2]);
	entry.flags = arena_str(&lexicon->arena, field[3]);
	entry.source = arena_str(&lexicon->arena, field[4]);
	lexicon->at = mem_grow(lexicon->at, lexicon->count, &lexicon->room, sizeof(*lexicon->at));
	item = &lexicon->at[lexicon->count];
	*item = (struct item){entry, lexicon->count, has_flag(entry.flags, S("case"))};
	lexicon->count++;
	return true;
}

int
lexicon_add(struct lexicon *lexicon, const char *path, struct diag *diag)
{
	struct buf bytes = {0};
	struct str rest, line;
	const char *file = arena_str(&lexicon->arena, str_of(path)).at;
	unsigned number = 0;

	if (input_read(path, &bytes, diag) != 0) {
		buf_free(&bytes);
		return -1;
	}
	rest = buf_str(&bytes);
	while (rest.len > 0 && str_line(&rest, &line)) {
		number++;
		if (str_trim(line).len == 0 || line.at[0] == '#')
			continue;
		if (!add_line(lexicon, line, file, number))
			diag_say(diag, DIAG_BAD_LEXICON, (struct where){path, number, 0},
			    "\"%.*s\"", STR_ARG(line));
	}
	buf_free(&bytes);
	if (lexicon->count > 0)
		qsort(lexicon->at, lexicon->count, sizeof(*lexicon->at), compare_items);
	return 0;
}

struct lexicon *
lexicon_empty(void)
{
	return mem_get(sizeof(struct lexicon));
}

struct lexicon *
lexicon_open(struct str language, struct diag *diag)
{
	struct lexicon *lexicon = lexicon_empty();
	char *path = profile_file(language, "lexicon.tsv");

	if (path)
		lexicon_add(lexicon, path, diag);
	mem_free(path);
	return lexicon;
}

struct lexicon *
lexicon_open_with(struct str language, const char *path, struct diag *diag)
{
	struct lexicon *lexicon = lexicon_open(language, diag);

	if (path == NULL || lexicon_add(lexicon, path, diag) == 0)
		return lexicon;
	lexicon_free(lexicon);
	return NULL;
}

const struct lexicon_entry *
lexicon_find(const struct lexicon *lexicon, struct str word)
{
	size_t low = 0, high = lexicon->count;

	while (low < high) { /* to behind the last equal word */
		size_t middle = (low + high) / 2;

		if (compare_fold(lexicon->at[middle].entry.word, word) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low > 0; low--) {
		const struct item *item = &lexicon->at[low - 1];

		if (compare_fold(item->entry.word, word) != 0)
			return NULL;
		if (!item->exact || str_equal(item->entry.word, word))
			return &item->entry;
	}
	return NULL;
}

void
lexicon_free(struct lexicon *lexicon)
{
	if (lexicon == NULL)
		return;
	arena_free(&lexicon->arena);
	mem_free(lexicon->at);
	mem_free(lexicon);
}

const struct lexicon_entry *
lexicon_at(const struct lexicon *lexicon, size_t n)
{
	return n < lexicon->count ? &lexicon->at[n].entry : NULL;
}
