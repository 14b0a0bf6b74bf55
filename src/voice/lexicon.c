/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/lexicon.h"

#include <stdlib.h>

#include "base/input.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "voice/profile.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

enum { WORD_MOST = 64, FIELDS = 5 };

/* Entries are sorted by word without case; among equal words by layer, in a layer as lexicon.h
   says, and then as they were added. */
struct lexicon {
	struct arena arena;
	struct str language, article; /* "en"; of an empty lexicon every one */
	bool scoped;
	struct item {
		struct lexicon_entry entry;
		size_t order;
		unsigned layer;
		bool exact;    /* the flag "case" */
		bool tongued;  /* the flag "lang" */
		bool composed; /* not of letters alone */
	} * at;
	size_t count, room, wrong;
	unsigned layers;
	bool composed; /* one of them is */
};

/* By characters in small letters, in any script. */
static int
compare_fold(struct str a, struct str b)
{
	size_t i = 0, j = 0;

	while (i < a.len && j < b.len) {
		unsigned x = char_to_lower(utf8_next(a, &i)), y = char_to_lower(utf8_next(b, &j));

		if (x != y)
			return x < y ? -1 : 1;
	}
	return i < a.len ? 1 : j < b.len ? -1 : 0;
}

static int
compare_items(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int difference = compare_fold(x->entry.word, y->entry.word);

	if (difference == 0)
		difference = (x->layer > y->layer) - (x->layer < y->layer);
	if (difference == 0)
		difference = (int)x->tongued - (int)y->tongued;
	if (difference == 0)
		difference = (int)x->exact - (int)y->exact;
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

bool
lexicon_concerns(const struct lexicon_entry *entry, struct str language, struct str article)
{
	struct flags flags = flags_of(entry->flags);

	return (flags.language.len == 0 ||
		   str_equal_fold(str_primary(flags.language), str_primary(language))) &&
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

struct str
lexicon_language(const struct lexicon_entry *entry)
{
	return flags_of(entry->flags).language;
}

/* The voice finds words by these characters, and only they may have phonemes. */
static bool
in_one_word(struct str word)
{
	for (size_t at = 0; at < word.len;) {
		unsigned c = utf8_next(word, &at);

		if (!char_word(c) && c != '-' && c != '\'' && c != 0x2019)
			return false;
	}
	return true;
}

/* Whether there is more than letters in it. */
static bool
is_composed(struct str word)
{
	for (size_t at = 0; at < word.len;) {
		unsigned c = utf8_next(word, &at);

		if (!char_letter(c) && !char_mark(c))
			return true;
	}
	return false;
}

const char *
lexicon_objection(enum lexicon_kind kind, struct str word, struct str value)
{
	size_t at = 0;

	if (word.len == 0)
		return "there is no word";
	if (word.len > WORD_MOST)
		return "the word is too long";
	if (!char_word(utf8_next(word, &at)))
		return "a word begins with a letter or a figure";
	if (kind != LEXICON_ALIAS && kind != LEXICON_SPELL && !in_one_word(word))
		return "only an alias or spell may be for more than one word";
	return good_value(kind, value) ? NULL : "the value is empty or no sound";
}

/* NULL, or why the line is not understood. */
static const char *
read_line(struct str line, struct lexicon_entry *entry)
{
	struct str field[FIELDS] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}};

	if (!utf8_valid(line))
		return "it is not UTF-8";
	for (size_t i = 0; i < FIELDS && str_cut(&line, '\t', &field[i]); i++)
		field[i] = str_trim(field[i]);
	if (str_trim(line).len > 0)
		return "there are more than five fields";
	entry->word = field[0];
	entry->value = field[2];
	entry->flags = field[3];
	entry->source = field[4];
	if (!kind_of(field[1], &entry->kind))
		return "the kind is not alias, spell, word, ipa or espeak";
	if (!flags_of(field[3]).known)
		return "a flag is not case, lang=TAG or article=ID";
	return lexicon_objection(entry->kind, field[0], field[2]);
}

/* As the words of articles are compared: composed, with plain apostrophes and hyphens. */
static struct str
plain_word(struct arena *arena, struct str word)
{
	struct buf whole = {0}, plain = {0};
	struct str result;

	utf8_nfc(word, &whole);
	for (size_t at = 0; at < whole.len;) {
		unsigned c = utf8_next(buf_str(&whole), &at);

		if (c == 0x2018 || c == 0x2019 || c == 0x2bc)
			c = '\'';
		else if (c == 0x2010 || c == 0x2011)
			c = '-';
		buf_char(&plain, c);
	}
	result = arena_str(arena, buf_str(&plain));
	buf_free(&whole);
	buf_free(&plain);
	return result;
}

static void
add_entry(struct lexicon *lexicon, struct lexicon_entry entry)
{
	struct flags flags = flags_of(entry.flags);
	struct arena *arena = &lexicon->arena;

	if (lexicon->scoped && !lexicon_concerns(&entry, lexicon->language, lexicon->article))
		return;
	entry.word = plain_word(arena, entry.word);
	entry.value = arena_str(arena, entry.value);
	entry.flags = arena_str(arena, entry.flags);
	entry.source = arena_str(arena, entry.source);
	lexicon->at = mem_grow(lexicon->at, lexicon->count, &lexicon->room, sizeof(*lexicon->at));
	lexicon->at[lexicon->count] =
	    (struct item){entry, lexicon->count, lexicon->layers + (flags.article.len > 0),
		flags.exact, flags.language.len > 0, is_composed(entry.word)};
	lexicon->composed |= lexicon->at[lexicon->count].composed;
	lexicon->count++;
}

void
lexicon_add_text(struct lexicon *lexicon, struct str text, const char *file, struct diag *diag)
{
	struct lexicon_entry entry = {.file = arena_str(&lexicon->arena, str_of(file)).at};
	const char *wrong;
	struct str line;

	if (str_starts(text, S(BYTE_ORDER_MARK)))
		text = str_sub(text, sizeof(BYTE_ORDER_MARK) - 1, text.len);
	while (text.len > 0 && str_line(&text, &line)) {
		entry.line++;
		if (str_trim(line).len == 0 || str_trim(line).at[0] == '#')
			continue;
		wrong = read_line(line, &entry);
		if (wrong == NULL) {
			add_entry(lexicon, entry);
			continue;
		}
		lexicon->wrong++;
		diag_say(diag, DIAG_BAD_LEXICON, (struct where){file, entry.line, 0},
		    "%s: \"%.*s\"", wrong, STR_ARG(line));
	}
	lexicon->layers += 2;
	if (lexicon->count > 0)
		qsort(lexicon->at, lexicon->count, sizeof(*lexicon->at), compare_items);
}

/* What is no text of lines would be a warning for each of them. */
static const char *
other_form(struct str bytes)
{
	if (str_starts(bytes, S("\xff\xfe")) || str_starts(bytes, S("\xfe\xff")))
		return "UTF-16";
	if (str_starts(bytes, S(BYTE_ORDER_MARK)))
		bytes = str_sub(bytes, sizeof(BYTE_ORDER_MARK) - 1, bytes.len);
	return str_starts(str_trim(bytes), S("<")) ? "XML" : NULL;
}

int
lexicon_add(struct lexicon *lexicon, const char *path, struct diag *diag)
{
	struct buf bytes = {0};
	int result = input_read(path, &bytes, diag);
	const char *form = result == 0 ? other_form(buf_str(&bytes)) : NULL;

	if (form)
		result =
		    diag_say(diag, DIAG_LEXICON_FORM, (struct where){path, 0, 0}, "it is %s", form);
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
	lexicon->language = arena_str(&lexicon->arena, str_primary(language));
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

/* The letters and figures that it begins with: all entries that begin so stand together. */
static struct str
first_word(struct str text)
{
	size_t end = 0, next = 0;

	while (next < text.len && char_word(utf8_next(text, &next)))
		end = next;
	return str_sub(text, 0, end);
}

static bool
leads(const struct item *item, struct str text)
{
	struct str word = item->entry.word;
	size_t next = word.len;

	return item->composed &&
	       (item->exact ? str_starts(text, word) : str_starts_fold(text, word)) &&
	       (next == text.len || !char_word(utf8_next(text, &next)));
}

const struct lexicon_entry *
lexicon_leading(const struct lexicon *lexicon, struct str text)
{
	struct str first = first_word(text);
	size_t low = 0, high = lexicon->composed && first.len > 0 ? lexicon->count : 0;
	const struct lexicon_entry *longest = NULL;

	while (low < high) { /* to the first that is not before them */
		size_t middle = (low + high) / 2;

		if (compare_fold(lexicon->at[middle].entry.word, first) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; lexicon->composed && first.len > 0 && low < lexicon->count &&
	       str_starts_fold(lexicon->at[low].entry.word, first);
	     low++)
		if (leads(&lexicon->at[low], text) &&
		    (!longest || lexicon->at[low].entry.word.len >= longest->word.len))
			longest = &lexicon->at[low].entry;
	return longest;
}

/* A hyphen or apostrophe belongs to the word that goes on behind it. */
static bool
in_word(struct str s, size_t at)
{
	unsigned c = utf8_next(s, &at);

	return char_word(c) || ((c == '-' || c == '\'' || c == 0x2019) && at < s.len &&
				   char_word(utf8_next(s, &at)));
}

const struct lexicon_entry *
lexicon_next_sound(const struct lexicon *lexicon, struct str spoken, size_t *from, size_t *at)
{
	const struct lexicon_entry *entry;
	size_t start = *at, end;

	for (; start < spoken.len; start = end) {
		size_t next = start;

		end = start;
		while (end < spoken.len && in_word(spoken, end))
			utf8_next(spoken, &end);
		if (!char_word(utf8_next(spoken, &next))) {
			end = next;
			continue;
		}
		entry = lexicon_find(lexicon, str_sub(spoken, start, end));
		if (entry == NULL) { /* "buprenorphine-naloxone": part by part */
			size_t dash = str_find_byte(str_sub(spoken, start, end), '-', 1);

			end = dash == STR_NONE ? end : start + dash;
			entry = lexicon_find(lexicon, str_sub(spoken, start, end));
		}
		if (entry && (entry->kind == LEXICON_ESPEAK || entry->kind == LEXICON_IPA)) {
			*from = start;
			*at = end;
			return entry;
		}
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

size_t
lexicon_unread(const struct lexicon *lexicon)
{
	return lexicon->wrong;
}

/* The same word in the same layer, for the same language, article and case. */
bool
lexicon_repeats(const struct lexicon *lexicon, size_t n)
{
	const struct item *later, *item = &lexicon->at[n];
	struct flags flags = flags_of(item->entry.flags), other;

	for (; n + 1 < lexicon->count; n++) {
		later = &lexicon->at[n + 1];
		if (compare_fold(later->entry.word, item->entry.word) != 0)
			break;
		other = flags_of(later->entry.flags);
		if (later->layer == item->layer && later->exact == item->exact &&
		    (!item->exact || str_equal(later->entry.word, item->entry.word)) &&
		    str_equal_fold(str_primary(flags.language), str_primary(other.language)) &&
		    str_equal(flags.article, other.article))
			return true;
	}
	return false;
}
