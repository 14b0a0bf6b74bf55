/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/lint.h"

#include "base/utf8.h"
#include "document/phone.h"
#include "document/place.h"

enum {
	SENTENCE_WORDS_MOST = 45,
	BRAILLE_COLUMNS_MOST = 5, /* simple or linear tables; wider ones must be listed */
	INITIALS_LEAST = 3,
	INITIALS_MOST = 6,
	EXCERPT = 60,
};

struct lint {
	const struct document *doc;
	struct diag *diag;
	struct places places;
	unsigned level; /* of the last heading */
	struct str *initials;
	size_t initials_count, initials_room;
};

/* Of words of a leaf: a view of its text. */
static struct where
place(struct lint *lint, const struct block *b, struct str words)
{
	size_t start = (size_t)(words.at - b->text.at);

	return place_in(&lint->places, b, start, start + words.len);
}

/* --- words --------------------------------------------------------------------------------- */

/* The next word (letters, digits, marks, inner apostrophes) at or after *at. */
static bool
next_word(struct str text, size_t *at, struct str *word)
{
	size_t start = *at, end;

	while (start < text.len) {
		size_t next = start;

		if (char_word(utf8_next(text, &next)))
			break;
		start = next;
	}
	for (end = start; end < text.len;) {
		size_t next = end;
		unsigned c = utf8_next(text, &next);

		if (!char_word(c) && c != '\'' && c != 0x2019)
			break;
		end = next;
	}
	*word = str_sub(text, start, end);
	*at = end;
	return end > start;
}

static bool
one_of(struct str word, const char *list)
{
	struct str rest = str_of(list), one;

	while (str_cut(&rest, ' ', &one))
		if (str_equal_fold(one, word))
			return true;
	return false;
}

/* --- a number that is missing -------------------------------------------------------------- */

/*
 * "Call our hotline at to speak": a verb of calling, then a preposition that leads to a number,
 * with a word behind it that cannot follow that preposition. By language: verbs, prepositions,
 * words that cannot follow.
 */
static const struct {
	const char *language, *verbs, *prepositions, *cannot_follow;
} calls[] = {
    {"en", "call phone dial contact hotline helpline text line reach", "at on",
	"to for and or anytime today now if"},
    {"es",
	"llame llamar marque llama contacte l\xc3\xadnea tel\xc3\xa9"
	"fono",
	"al en", "para y o si hoy ahora"},
    {"fr", "appelez appeler composez joignez ligne t\xc3\xa9l\xc3\xa9phone num\xc3\xa9ro", "au",
	"pour et ou si afin"},
    {"de", "rufen anrufen w\xc3\xa4hlen telefon nummer hotline", "unter", "um und oder wenn"},
    {"pt", "ligue ligar telefone disque contate linha", "para ao", "para e ou se"},
};

static bool
same_language(struct str tag, const char *language)
{
	return str_starts_fold(tag, str_of(language)) ||
	       (tag.len == 0 && str_equal(S("en"), str_of(language)));
}

static void
check_missing_number(struct lint *lint, const struct block *b, struct str sentence)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		struct str word, before = {"", 0};
		bool calling = false;
		size_t at = 0, start = 0;

		if (!same_language(lint->doc->language, calls[i].language))
			continue;
		while (next_word(sentence, &at, &word)) {
			struct str gap = str_sub(sentence, start, (size_t)(word.at - sentence.at));

			if (calling && before.len && one_of(before, calls[i].prepositions) &&
			    one_of(word, calls[i].cannot_follow) && str_trim(gap).len == 0)
				diag_say(lint->diag, DIAG_MISSING_NUMBER, place(lint, b, before),
				    "\"%.*s\"", (int)(at > EXCERPT ? EXCERPT : at),
				    sentence.at + (at > EXCERPT ? at - EXCERPT : 0));
			calling = calling || one_of(word, calls[i].verbs);
			before = word;
			start = at;
		}
	}
}

/* --- sentences ----------------------------------------------------------------------------- */

static void
check_sentence(struct lint *lint, const struct block *b, struct str sentence)
{
	struct str word, first = str_sub(sentence, 0, 0);
	size_t words = 0, at = 0;

	while (next_word(sentence, &at, &word))
		if (words++ == 0)
			first = word;
	if (words > SENTENCE_WORDS_MOST)
		diag_say(lint->diag, DIAG_LONG_SENTENCE, place(lint, b, first),
		    "%zu words, from \"%.*s\"", words,
		    (int)(sentence.len > EXCERPT ? EXCERPT : sentence.len), sentence.at);
	check_missing_number(lint, b, sentence);
}

static bool
capitals(struct str word)
{
	size_t count = 0;

	for (size_t at = 0; at < word.len; count++)
		if (!char_upper(utf8_next(word, &at)))
			return false;
	return count >= INITIALS_LEAST && count <= INITIALS_MOST;
}

/* Initials that everybody knows by themselves better than by their words. */
static bool
well_known(struct str word)
{
	return one_of(word,
	    "USA AIDS HIV DNA RNA COVID PDF FAQ TV OK NHS WHO UNESCO UNICEF NASA MRI "
	    "CPR URL SMS");
}

/* In quotes they are words to be sent or read as they stand; in brackets they come right behind
   their words; between hyphens they are a syllable ("nal-TREX-own") or part of a longer name. */
static bool
set_off(struct str text, struct str word)
{
	size_t at = (size_t)(word.at - text.at), end = at + word.len;
	unsigned before = at ? utf8_before(text, &at) : ' ';

	return before == '"' || before == 0x201c || before == 0xab || before == 0xa0 ||
	       before == '-' || (end < text.len && text.at[end] == '-') ||
	       (before == '(' && end < text.len && text.at[end] == ')');
}

/* "the CUBN gene", "AMN and CUBN mutations": the sign of a gene has no words. */
static bool
names_gene(struct str text, struct str word)
{
	size_t at = (size_t)(word.at - text.at) + word.len;
	struct str next;

	while (next_word(text, &at, &next)) {
		if (one_of(next, "gene genes protein proteins mutation mutations variant variants"))
			return true;
		if (!one_of(next, "and or") && !capitals(next))
			return false;
	}
	return false;
}

static void
note_initials(struct lint *lint, const struct block *b)
{
	struct str word;

	if (b->kind == BLOCK_HEADING || b->kind == BLOCK_CODE || b->kind == BLOCK_REFERENCE)
		return;
	for (size_t at = 0; next_word(b->text, &at, &word);) {
		bool known = !capitals(word) || well_known(word) || set_off(b->text, word) ||
			     names_gene(b->text, word) ||
			     document_expansion(lint->doc, word).len > 0;

		for (size_t i = 0; i < lint->initials_count && !known; i++)
			known = str_equal(lint->initials[i], word);
		if (known)
			continue;
		lint->initials = mem_grow(lint->initials, lint->initials_count,
		    &lint->initials_room, sizeof(*lint->initials));
		lint->initials[lint->initials_count++] = word;
		diag_say(
		    lint->diag, DIAG_INITIALS, place(lint, b, word), "\"%.*s\"", STR_ARG(word));
	}
}

/* --- characters and spans ------------------------------------------------------------------ */

/* Pictures, private characters and replacement characters have no words of their own. */
static bool
unwritable(unsigned c)
{
	return (c >= 0xe000 && c < 0xf900) || c == 0xfffd || c >= 0xf0000 ||
	       (c >= 0x1f000 && c < 0x1fb00) || (c >= 0x2500 && c < 0x25a0);
}

static void
check_characters(struct lint *lint, const struct block *b)
{
	for (size_t at = 0, start = 0; at < b->text.len; start = at) {
		unsigned c = utf8_next(b->text, &at);

		if (unwritable(c)) {
			diag_say(lint->diag, DIAG_UNWRITABLE,
			    place(lint, b, str_sub(b->text, start, at)), "U+%04X", c);
			return;
		}
	}
}

static void
check_link(struct lint *lint, const struct block *b, const struct span *span)
{
	struct str words = str_trim(str_sub(b->text, span->start, span->end));

	if (one_of(words, "here click link more this aqu\xc3\xad ici hier aqui") ||
	    str_equal_fold(words, S("click here")) || str_equal_fold(words, S("read more")) ||
	    str_equal_fold(words, S("learn more")))
		diag_say(
		    lint->diag, DIAG_EMPTY_LINK, place(lint, b, words), "\"%.*s\"", STR_ARG(words));
}

static void
check_leaf(struct lint *lint, const struct block *b)
{
	for (size_t i = 0; i < b->span_count; i++) {
		const struct span *span = &b->spans[i];

		if (span->kind == SPAN_SENTENCE)
			check_sentence(lint, b, str_sub(b->text, span->start, span->end));
		else if (span->kind == SPAN_LINK)
			check_link(lint, b, span);
	}
	check_characters(lint, b);
	note_initials(lint, b);
}

/* --- blocks -------------------------------------------------------------------------------- */

static void
check_table(struct lint *lint, const struct block *table)
{
	size_t most = 0;

	for (const struct block *row = table->child; row; row = row->next) {
		size_t columns = 0;

		for (const struct block *cell = row->child; cell; cell = cell->next)
			columns++;
		most = columns > most ? columns : most;
	}
	if (most > BRAILLE_COLUMNS_MOST)
		diag_say(lint->diag, DIAG_WIDE_TABLE, place_block(&lint->places, table),
		    "%zu columns", most);
}

static int
visit_block(void *context, const struct block *b, enum visit visit)
{
	struct lint *lint = context;

	if (visit == VISIT_LEAVE)
		return 0;
	if (b->kind == BLOCK_HEADING) {
		if (b->level > lint->level + 1)
			diag_say(lint->diag, DIAG_SKIPPED_LEVEL, place_block(&lint->places, b),
			    "level %u behind level %u at \"%.*s\"", b->level, lint->level,
			    STR_ARG(b->text));
		lint->level = b->level;
	}
	if (b->kind == BLOCK_TABLE)
		check_table(lint, b);
	if (b->kind == BLOCK_BOILERPLATE)
		diag_say(lint->diag, DIAG_SET_APART, place_block(&lint->places, b), "\"%.*s\"",
		    STR_ARG(b->text));
	else if (block_is_leaf(b->kind) && b->kind != BLOCK_CODE)
		check_leaf(lint, b);
	return 0;
}

void
document_lint(const struct document *doc, struct diag *diag)
{
	struct lint lint = {.doc = doc, .diag = diag, .places = places_of(doc), .level = 1};
	char dial[PHONE_DIAL_MOST];

	if (doc->title.len == 0)
		diag_say(diag, DIAG_NO_TITLE, (struct where){doc->file.at, 0, 0}, "");
	for (size_t i = 0; i < doc->helpline_count; i++)
		if (!phone_dial(doc->helplines[i].number, dial))
			diag_say(diag, DIAG_BAD_HELPLINE, (struct where){doc->file.at, 0, 0},
			    "\"%.*s\"", STR_ARG(doc->helplines[i].label));
	document_walk(doc, visit_block, &lint);
	mem_free(lint.initials);
}
