/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/exchange.h"

#include <string.h>

#include "base/utf8.h"
#include "base/xml.h"
#include "base/xml_read.h"
#include "voice/ipa.h"

enum { TEXT_MOST = 1000, GRAPHEMES_MOST = 16 };

#define ESPEAK_ALPHABET "x-espeak-ng"

/* One word, as the lexicon finds words. */
static bool
is_word(struct str word)
{
	for (size_t at = 0; at < word.len;) {
		unsigned c = utf8_next(word, &at);

		if (!char_word(c) && c != '-' && c != '\'' && c != 0x2019)
			return false;
	}
	return word.len > 0;
}

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
	struct diag *diag;
	struct buf alphabet; /* of the lexicon, for phonemes that name none */
	bool lexeme_espeak, known, preferred;
	struct buf graphemes[GRAPHEMES_MOST];
	size_t count;
	struct buf *into; /* the text being read; NULL: none */
	struct buf phoneme, alias;
};

static void
begin_lexeme(struct pls *p)
{
	for (size_t i = 0; i < GRAPHEMES_MOST; i++)
		buf_clear(&p->graphemes[i]);
	buf_clear(&p->phoneme);
	buf_clear(&p->alias);
	p->count = 0;
	p->preferred = false;
}

/* The first pronunciation holds, or the first that is preferred. */
static void
begin_phoneme(struct pls *p, const char *const *attributes)
{
	struct str alphabet = xml_value(attributes, "alphabet");
	bool prefers = str_equal(xml_value(attributes, "prefer"), S("true"));

	if (alphabet.len == 0)
		alphabet = buf_str(&p->alphabet);
	if (alphabet.len > 0 && !str_equal(alphabet, S("ipa")) &&
	    !str_equal(alphabet, S(ESPEAK_ALPHABET))) {
		diag_say(p->diag, DIAG_LEXICON_ALPHABET, (struct where){p->file, 0, 0},
		    "\"%.*s\" of \"%.*s\"", STR_ARG(alphabet), STR_ARG(buf_str(&p->graphemes[0])));
		return;
	}
	if (p->phoneme.len > 0 && (p->preferred || !prefers))
		return;
	buf_clear(&p->phoneme);
	p->preferred = prefers;
	p->lexeme_espeak = str_equal(alphabet, S(ESPEAK_ALPHABET));
	p->into = &p->phoneme;
}

static void
open_element(void *context, const char *name, const char *const *attributes)
{
	struct pls *p = context;

	p->into = NULL;
	if (strcmp(name, "lexicon") == 0) {
		p->known = true;
		buf_clear(&p->alphabet);
		buf_put(&p->alphabet, xml_value(attributes, "alphabet"));
	} else if (strcmp(name, "lexeme") == 0) {
		begin_lexeme(p);
	} else if (strcmp(name, "grapheme") == 0 && p->count < GRAPHEMES_MOST) {
		p->into = &p->graphemes[p->count++];
	} else if (strcmp(name, "phoneme") == 0) {
		begin_phoneme(p, attributes);
	} else if (strcmp(name, "alias") == 0 && p->alias.len == 0) {
		p->into = &p->alias;
	}
}

static void
take_text(void *context, struct str text)
{
	struct pls *p = context;

	if (p->into && p->into->len + text.len <= TEXT_MOST)
		buf_put(p->into, text);
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

	p->into = NULL;
	if (strcmp(name, "lexeme") != 0)
		return;
	for (size_t i = 0; i < p->count; i++) {
		struct str word = str_trim(buf_str(&p->graphemes[i]));
		struct str phoneme = str_trim(buf_str(&p->phoneme)),
			   alias = str_trim(buf_str(&p->alias));

		if (!is_word(word) || (phoneme.len == 0 && alias.len == 0))
			left_out(p->file, 0, word, p->diag);
		else if (phoneme.len > 0)
			put_line(p->tsv, word, p->lexeme_espeak ? LEXICON_ESPEAK : LEXICON_IPA,
			    phoneme, false, S("PLS"));
		else if (is_spelled(word, alias))
			put_line(p->tsv, word, LEXICON_SPELL, S(""), false, S("PLS"));
		else
			put_line(p->tsv, word, LEXICON_ALIAS, alias, false, S("PLS"));
	}
}

int
pls_read(struct str bytes, const char *file, struct output *tsv, struct diag *diag)
{
	static const struct xml_events events = {open_element, close_element, take_text};
	struct pls p = {.tsv = tsv, .file = file, .diag = diag};
	unsigned line;
	const char *wrong = xml_read(bytes, &events, &p, &line);

	for (size_t i = 0; i < GRAPHEMES_MOST; i++)
		buf_free(&p.graphemes[i]);
	buf_free(&p.phoneme);
	buf_free(&p.alias);
	buf_free(&p.alphabet);
	if (wrong == NULL && !p.known)
		wrong = "there is no element \"lexicon\" in it";
	return wrong ? diag_say(diag, DIAG_NOT_LEXICON, (struct where){file, line, 0}, "%s", wrong)
		     : 0;
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

static void
nvda_line(struct str line, const char *file, unsigned number, struct output *tsv, struct diag *diag)
{
	struct str rest = line, field[4] = {{"", 0}, {"", 0}, {"0", 1}, {"0", 1}};
	struct str word;

	for (size_t i = 0; i < 4 && str_cut(&rest, '\t', &field[i]); i++)
		;
	word = str_trim(field[0]);
	if (str_equal(str_trim(field[3]), S("1")) || !is_word(word) || str_trim(field[1]).len == 0)
		left_out(file, number, line, diag);
	else
		put_line(tsv, word, LEXICON_ALIAS, field[1], str_equal(str_trim(field[2]), S("1")),
		    S("NVDA"));
}

int
nvda_read(struct str bytes, const char *file, struct output *tsv, struct diag *diag)
{
	struct str line;
	unsigned number = 0;

	if (str_starts(bytes, S("\xef\xbb\xbf")))
		bytes = str_sub(bytes, 3, bytes.len);
	if (!utf8_valid(bytes))
		return diag_say(
		    diag, DIAG_NOT_LEXICON, (struct where){file, 0, 0}, "it is not UTF-8");
	while (bytes.len > 0 && str_line(&bytes, &line)) {
		number++;
		if (str_trim(line).len > 0 && line.at[0] != '#')
			nvda_line(line, file, number, tsv, diag);
	}
	return 0;
}
