/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/exchange.h"

#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "base/xml_read.h"
#include "voice/ipa.h"

enum { TEXT_MOST = 1000, GRAPHEMES_MOST = 16 };

#define ESPEAK_ALPHABET "x-espeak-ng"

static void
left_out(const char *file, unsigned line, struct str what, struct diag *diag)
{
	diag_say(
	    diag, DIAG_LEXICON_LEFT_OUT, (struct where){file, line, 0}, "\"%.*s\"", STR_ARG(what));
}

/* Blanks of any kind become one: a tab would end the field. */
static void
put_field(struct output *tsv, struct str text)
{
	struct str rest = str_trim(text);
	bool blank = false;

	for (size_t i = 0; i < rest.len; i++) {
		if (ascii_space(rest.at[i])) {
			blank = true;
			continue;
		}
		if (blank)
			output_byte(tsv, ' ');
		blank = false;
		output_byte(tsv, rest.at[i]);
	}
}

static void
put_line(struct output *tsv, struct str word, enum lexicon_kind kind, struct str value, bool exact,
    struct str source)
{
	put_field(tsv, word);
	output_print(tsv, "\t%s\t", lexicon_kind_name(kind));
	put_field(tsv, value);
	output_print(tsv, "\t%s\t", exact ? "case" : "");
	put_field(tsv, source);
	output_byte(tsv, '\n');
}

/* --- PLS: reading --------------------------------------------------------------------------- */

struct pls {
	struct output *tsv;
	const char *file;
	struct str wanted; /* language; empty: any */
	struct diag *diag;
	unsigned line; /* of what is being read */
	bool known, other_language;
	struct buf alphabet; /* of the lexicon, for phonemes that name none */
	struct buf graphemes[GRAPHEMES_MOST];
	size_t count;
	struct buf *into; /* the text being read; NULL: none */
	struct buf said;  /* how it is pronounced */
	enum lexicon_kind kind;
	bool any, preferred;
};

static struct where
here(const struct pls *p)
{
	return (struct where){p->file, p->line, 0};
}

static void
begin_lexicon(struct pls *p, const char *const *attributes)
{
	struct str language = xml_value(attributes, "lang");

	p->known = true;
	buf_clear(&p->alphabet);
	buf_put(&p->alphabet, xml_value(attributes, "alphabet"));
	p->other_language = language.len > 0 && p->wanted.len > 0 &&
			    !str_equal_fold(str_primary(language), str_primary(p->wanted));
	if (p->other_language)
		diag_say(p->diag, DIAG_LEXICON_LANGUAGE, here(p), "\"%.*s\", not \"%.*s\"",
		    STR_ARG(language), STR_ARG(p->wanted));
}

static void
begin_lexeme(struct pls *p, const char *const *attributes)
{
	struct str role = xml_value(attributes, "role");

	for (size_t i = 0; i < GRAPHEMES_MOST; i++)
		buf_clear(&p->graphemes[i]);
	buf_clear(&p->said);
	p->count = 0;
	p->any = p->preferred = false;
	if (role.len > 0)
		diag_say(p->diag, DIAG_LEXICON_ROLE, here(p), "\"%.*s\"", STR_ARG(role));
}

static void
begin_grapheme(struct pls *p)
{
	if (p->count < GRAPHEMES_MOST)
		p->into = &p->graphemes[p->count++];
	else
		diag_say(p->diag, DIAG_LEXICON_LEFT_OUT, here(p),
		    "a lexeme with more than %d graphemes", GRAPHEMES_MOST);
}

/* Of the phonemes and aliases of a word the first holds, or the first that is preferred (4.6 and
   4.7 of the specification); the others are said. */
static void
begin_said(struct pls *p, enum lexicon_kind kind, const char *const *attributes)
{
	bool prefers = str_equal(xml_value(attributes, "prefer"), S("true"));
	bool holds = !p->any || (prefers && !p->preferred);

	if (p->any)
		diag_say(p->diag, DIAG_LEXICON_SECOND, here(p), "\"%.*s\"",
		    STR_ARG(str_trim(buf_str(&p->graphemes[0]))));
	if (!holds)
		return;
	buf_clear(&p->said);
	p->any = true;
	p->preferred = prefers;
	p->kind = kind;
	p->into = &p->said;
}

static void
begin_phoneme(struct pls *p, const char *const *attributes)
{
	struct str alphabet = xml_value(attributes, "alphabet");

	if (alphabet.len == 0)
		alphabet = buf_str(&p->alphabet);
	if (alphabet.len == 0 || str_equal(alphabet, S("ipa")))
		begin_said(p, LEXICON_IPA, attributes);
	else if (str_equal(alphabet, S(ESPEAK_ALPHABET)))
		begin_said(p, LEXICON_ESPEAK, attributes);
	else
		diag_say(p->diag, DIAG_LEXICON_ALPHABET, here(p), "\"%.*s\" of \"%.*s\"",
		    STR_ARG(alphabet), STR_ARG(str_trim(buf_str(&p->graphemes[0]))));
}

static void
open_element(void *context, const char *name, const char *const *attributes)
{
	struct pls *p = context;

	p->into = NULL;
	if (strcmp(name, "lexicon") == 0)
		begin_lexicon(p, attributes);
	if (p->other_language)
		return;
	if (strcmp(name, "lexeme") == 0)
		begin_lexeme(p, attributes);
	else if (strcmp(name, "grapheme") == 0)
		begin_grapheme(p);
	else if (strcmp(name, "phoneme") == 0)
		begin_phoneme(p, attributes);
	else if (strcmp(name, "alias") == 0)
		begin_said(p, LEXICON_ALIAS, attributes);
}

static void
take_text(void *context, struct str text)
{
	struct pls *p = context;

	if (p->into == NULL)
		return;
	if (p->into->len + text.len <= TEXT_MOST) {
		buf_put(p->into, text);
		return;
	}
	left_out(p->file, p->line, str_sub(buf_str(p->into), 0, 40), p->diag);
	buf_clear(p->into);
	p->into = NULL;
}

/* "C B T" for "CBT". */
static bool
is_spelled(struct str word, struct str alias)
{
	size_t at = 0;

	for (size_t i = 0; i < alias.len; i += 2, at++)
		if (at >= word.len || ascii_fold(alias.at[i]) != ascii_fold(word.at[at]) ||
		    (i + 1 < alias.len && alias.at[i + 1] != ' '))
			return false;
	return at == word.len && word.len > 1;
}

static void
close_element(void *context, const char *name)
{
	struct pls *p = context;
	struct str said = str_trim(buf_str(&p->said));

	p->into = NULL;
	if (strcmp(name, "lexeme") != 0 || p->other_language)
		return;
	if (p->count == 0 || said.len == 0)
		diag_say(p->diag, DIAG_LEXICON_EMPTY, here(p), "\"%.*s\"",
		    STR_ARG(str_trim(buf_str(&p->graphemes[0]))));
	for (size_t i = 0; i < p->count && said.len > 0; i++) {
		struct str word = str_trim(buf_str(&p->graphemes[i]));

		if (!lexicon_takes(p->kind, word, said))
			left_out(p->file, p->line, word, p->diag);
		else if (p->kind == LEXICON_ALIAS && is_spelled(word, said))
			put_line(p->tsv, word, LEXICON_SPELL, S(""), false, S("PLS"));
		else
			put_line(p->tsv, word, p->kind, said, false, S("PLS"));
	}
}

int
pls_read(
    struct str bytes, const char *file, struct str language, struct output *tsv, struct diag *diag)
{
	static const struct xml_events events = {open_element, close_element, take_text};
	struct pls p = {.tsv = tsv, .file = file, .wanted = language, .diag = diag};
	const char *wrong = xml_read(bytes, &events, &p, &p.line);

	for (size_t i = 0; i < GRAPHEMES_MOST; i++)
		buf_free(&p.graphemes[i]);
	buf_free(&p.said);
	buf_free(&p.alphabet);
	if (wrong == NULL && !p.known)
		wrong = "there is no element \"lexicon\" in it";
	if (wrong)
		diag_say(diag, DIAG_NOT_LEXICON, here(&p), "%s", wrong);
	return wrong || p.other_language ? -1 : 0;
}

/* --- PLS: writing --------------------------------------------------------------------------- */

/* Whether IPA gives these very mnemonics back. */
static bool
in_ipa(struct str mnemonics, struct buf *ipa)
{
	struct buf again = {0};
	bool good;

	buf_clear(ipa);
	good = ipa_from_espeak(mnemonics, ipa) && ipa_to_espeak(buf_str(ipa), &again) &&
	       str_equal(buf_str(&again), mnemonics);
	buf_free(&again);
	return good;
}

static void
write_espeak(struct xml *xml, struct str mnemonics)
{
	struct buf ipa = {0};

	if (in_ipa(mnemonics, &ipa)) {
		xml_leaf(xml, "phoneme", buf_str(&ipa));
	} else {
		xml_open(xml, "phoneme");
		xml_attribute(xml, "alphabet", S(ESPEAK_ALPHABET));
		xml_text(xml, mnemonics);
		xml_close(xml);
	}
	buf_free(&ipa);
}

static void
write_letters(struct xml *xml, struct str word)
{
	struct buf letters = {0};

	for (size_t at = 0; at < word.len;) {
		if (at > 0)
			buf_byte(&letters, ' ');
		buf_char(&letters, utf8_next(word, &at));
	}
	xml_leaf(xml, "alias", buf_str(&letters));
	buf_free(&letters);
}

static void
write_small(struct xml *xml, struct str word)
{
	struct buf small = {0};

	for (size_t at = 0; at < word.len;)
		buf_char(&small, char_to_lower(utf8_next(word, &at)));
	xml_leaf(xml, "alias", buf_str(&small));
	buf_free(&small);
}

void
pls_write(const struct lexicon *lexicon, struct str language, struct output *out, struct diag *diag)
{
	const struct lexicon_entry *entry;
	struct xml xml;

	xml_begin(&xml, out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	xml_open(&xml, "lexicon");
	xml_attribute(&xml, "version", S("1.0"));
	xml_attribute(&xml, "xmlns", S("http://www.w3.org/2005/01/pronunciation-lexicon"));
	xml_attribute(&xml, "alphabet", S("ipa"));
	xml_attribute(&xml, "xml:lang", language);
	for (size_t i = 0; (entry = lexicon_at(lexicon, i)) != NULL; i++) {
		if (!lexicon_concerns(entry, language, S(""))) {
			diag_say(diag, DIAG_LEXICON_SCOPE,
			    (struct where){entry->file, entry->line, 0}, "\"%.*s\", %.*s",
			    STR_ARG(entry->word), STR_ARG(entry->flags));
			continue;
		}
		xml_open(&xml, "lexeme");
		xml_leaf(&xml, "grapheme", entry->word);
		switch (entry->kind) {
		case LEXICON_ALIAS:
			xml_leaf(&xml, "alias", entry->value);
			break;
		case LEXICON_SPELL:
			write_letters(&xml, entry->word);
			break;
		case LEXICON_WORD:
			write_small(&xml, entry->word);
			break;
		case LEXICON_IPA:
			xml_leaf(&xml, "phoneme", entry->value);
			break;
		case LEXICON_ESPEAK:
			write_espeak(&xml, entry->value);
			break;
		}
		xml_close(&xml);
	}
	xml_end(&xml);
}

/* --- NVDA ----------------------------------------------------------------------------------- */

enum { NVDA_PATTERN, NVDA_WORDS, NVDA_CASE, NVDA_TYPE, NVDA_FIELDS };

/* A flag that is left away is the first of its values. */
static bool
is_value(struct str field, const char *values)
{
	return field.len == 0 || (field.len == 1 && strchr(values, field.at[0]) != NULL);
}

static void
nvda_line(struct str line, struct where where, struct output *tsv, struct diag *diag)
{
	struct str rest = line, field[NVDA_FIELDS] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}};
	bool part;

	for (size_t i = 0; i < NVDA_FIELDS && str_cut(&rest, '\t', &field[i]); i++)
		field[i] = str_trim(field[i]);
	part = !str_equal(field[NVDA_TYPE], S("2"));
	if (rest.len > 0 || !is_value(field[NVDA_CASE], "01") || !is_value(field[NVDA_TYPE], "012"))
		diag_say(diag, DIAG_LEXICON_NVDA, where, "\"%.*s\"", STR_ARG(line));
	else if (field[NVDA_PATTERN].len == 0 || field[NVDA_WORDS].len == 0)
		diag_say(diag, DIAG_LEXICON_EMPTY, where, "\"%.*s\"", STR_ARG(line));
	else if (str_equal(field[NVDA_TYPE], S("1")) ||
		 !lexicon_takes(LEXICON_ALIAS, field[NVDA_PATTERN], field[NVDA_WORDS]))
		diag_say(diag, DIAG_LEXICON_LEFT_OUT, where, "\"%.*s\"", STR_ARG(line));
	else {
		if (part)
			diag_say(diag, DIAG_LEXICON_ANYWHERE, where, "\"%.*s\"",
			    STR_ARG(field[NVDA_PATTERN]));
		put_line(tsv, field[NVDA_PATTERN], LEXICON_ALIAS, field[NVDA_WORDS],
		    str_equal(field[NVDA_CASE], S("1")), S("NVDA"));
	}
}

int
nvda_read(struct str bytes, const char *file, struct output *tsv, struct diag *diag)
{
	struct where where = {file, 0, 0};
	struct str line;

	if (str_starts(bytes, S("\xef\xbb\xbf")))
		bytes = str_sub(bytes, 3, bytes.len);
	if (!utf8_valid(bytes))
		return diag_say(diag, DIAG_NOT_LEXICON, where, "it is not UTF-8");
	while (bytes.len > 0 && str_line(&bytes, &line)) {
		where.line++;
		if (str_trim(line).len > 0 && line.at[0] != '#')
			nvda_line(line, where, tsv, diag);
	}
	return 0;
}
