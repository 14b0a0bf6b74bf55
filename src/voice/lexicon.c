/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/lexicon.h"

#include <stdlib.h>

#include "base/input.h"
#include "base/mem.h"
#include "voice/profile.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

enum { WORD_MOST = 64 };

/* Entries are sorted by word without case; among equal words by layer, and then as they were
   added. */
struct lexicon {
	struct arena arena;
	struct str language, article; /* "en"; of an empty lexicon every one */
	bool scoped;
	struct item {
		struct lexicon_entry entry;
		size_t order;
		unsigned layer;
		bool exact; /* the flag "case" */
	} * at;
	size_t count, room;
	unsigned layers;
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

	if (difference == 0)
		difference = (x->layer > y->layer) - (x->layer < y->layer);
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

struct flags {
	bool exact, known; /* known: all of them are flags */
	struct str language, article;
};

static struct flags
flags_of(struct str text)
{
	struct flags flags = {.known = true, .language = {"", 0}, .article = {"", 0}};
	struct str flag;

	while (text.len > 0 && str_cut(&text, ',', &flag)) {
		flag = str_trim(flag);
		if (str_equal(flag, S("case")))
			flags.exact = true;
		else if (str_starts(flag, S("lang=")))
			flags.language = str_sub(flag, 5, flag.len);
		else if (str_starts(flag, S("article=")))
			flags.article = str_sub(flag, 8, flag.len);
		else
			flags.known = false;
	}
	return flags;
}

/* "en" in "en-GB". */
static struct str
primary(struct str tag)
{
	size_t n = 0;

	while (n < tag.len && ascii_alpha(tag.at[n]))
		n++;
	return str_sub(tag, 0, n);
}

bool
lexicon_concerns(const struct lexicon_entry *entry, struct str language, struct str article)
{
	struct flags flags = flags_of(entry->flags);

	return (flags.language.len == 0 ||
		   compare_fold(primary(flags.language), primary(language)) == 0) &&
	       (flags.article.len == 0 || str_equal(flags.article, article));
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
read_line(struct str line, struct lexicon_entry *entry)
{
	struct str field[5] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}};

	for (size_t i = 0; i < 5 && str_cut(&line, '\t', &field[i]); i++)
		field[i] = str_trim(field[i]);
	entry->word = field[0];
	entry->value = field[2];
	entry->flags = field[3];
	entry->source = field[4];
	return field[0].len > 0 && field[0].len <= WORD_MOST && kind_of(field[1], &entry->kind) &&
	       good_value(entry->kind, field[2]) && flags_of(field[3]).known;
}

static void
add_entry(struct lexicon *lexicon, struct lexicon_entry entry)
{
	struct flags flags = flags_of(entry.flags);
	struct arena *arena = &lexicon->arena;

	if (lexicon->scoped && !lexicon_concerns(&entry, lexicon->language, lexicon->article))
		return;
	entry.word = arena_str(arena, entry.word);
	entry.value = arena_str(arena, entry.value);
	entry.flags = arena_str(arena, entry.flags);
	entry.source = arena_str(arena, entry.source);
	lexicon->at = mem_grow(lexicon->at, lexicon->count, &lexicon->room, sizeof(*lexicon->at));
	lexicon->at[lexicon->count] = (struct item){
	    entry, lexicon->count, lexicon->layers + (flags.article.len > 0), flags.exact};
	lexicon->count++;
}

void
lexicon_add_text(struct lexicon *lexicon, struct str text, const char *file, struct diag *diag)
{
	struct lexicon_entry entry = {.file = arena_str(&lexicon->arena, str_of(file)).at};
	struct str line;

	if (str_starts(text, S(BYTE_ORDER_MARK)))
		text = str_sub(text, sizeof(BYTE_ORDER_MARK) - 1, text.len);
	while (text.len > 0 && str_line(&text, &line)) {
		entry.line++;
		if (str_trim(line).len == 0 || line.at[0] == '#')
			continue;
		if (read_line(line, &entry))
			add_entry(lexicon, entry);
		else
			diag_say(diag, DIAG_BAD_LEXICON, (struct where){file, entry.line, 0},
			    "\"%.*s\"", STR_ARG(line));
	}
	lexicon->layers += 2;
	if (lexicon->count > 0)
		qsort(lexicon->at, lexicon->count, sizeof(*lexicon->at), compare_items);
}

int
lexicon_add(struct lexicon *lexicon, const char *path, struct diag *diag)
{
	struct buf bytes = {0};
	int result = input_read(path, &bytes, diag);

	if (result == 0)
		lexicon_add_text(lexicon, buf_str(&bytes), path, diag);
	buf_free(&bytes);
	return result;
}

struct lexicon *
lexicon_empty(void)
{
	return mem_get(sizeof(struct lexicon));
}

struct lexicon *
lexicon_open(struct str language, struct str article, struct diag *diag)
{
	struct lexicon *lexicon = lexicon_empty();
	char *path = profile_file(language, "lexicon.tsv");

	lexicon->scoped = true;
	lexicon->language = arena_str(&lexicon->arena, primary(language));
	lexicon->article = arena_str(&lexicon->arena, article);
	if (path)
		lexicon_add(lexicon, path, diag);
	mem_free(path);
	return lexicon;
}

struct lexicon *
lexicon_open_with(struct str language, const char *path, struct diag *diag)
{
	struct lexicon *lexicon = lexicon_open(language, (struct str){"", 0}, diag);

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
