/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/exchange.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/xml.h"
#include "base/xml_read.h"
#include "voice/ipa.h"

enum { TEXT_MOST = 1000, TAG_MOST = 35 };

/* --- what was read ---------------------------------------------------------------------------- */

/* Entries in the order of the file. Elsewhere the first for a word holds, in lexicon.tsv the last:
   here one is kept for each. */
struct gather {
	const char *file, *source;
	struct diag *diag;
	struct str language; /* "": not known */
	struct arena arena;
	struct found {
		struct str word, small, value;
		enum lexicon_kind kind;
		bool exact, preferred, dropped;
		unsigned line;
	} * at;
	size_t count, room;
};

static void
left_out(const struct gather *g, unsigned line, const char *why, struct str what)
{
	diag_say(g->diag, DIAG_LEXICON_LEFT_OUT, (struct where){g->file, line, 0}, "%s: \"%.*s\"",
	    why, STR_ARG(what));
}

static struct str
in_small(struct arena *arena, struct str word)
{
	struct buf small = {0};
	struct str result;

	for (size_t at = 0; at < word.len;)
		buf_char(&small, char_to_lower(utf8_next(word, &at)));
	result = arena_str(arena, buf_str(&small));
	buf_free(&small);
	return result;
}

/* The views need not last. */
static void
gather_add(struct gather *g, struct found found)
{
	const char *why = lexicon_objection(found.kind, found.word, found.value);

	if (why) {
		left_out(g, found.line, why, found.word);
		return;
	}
	found.word = arena_str(&g->arena, found.word);
	found.small = in_small(&g->arena, found.word);
	found.value = arena_str(&g->arena, found.value);
	g->at = mem_grow(g->at, g->count, &g->room, sizeof(*g->at));
	g->at[g->count++] = found;
}

static int
compare_str(struct str a, struct str b)
{
	size_t most = a.len < b.len ? a.len : b.len;
	int difference = most > 0 ? memcmp(a.at, b.at, most) : 0;

	return difference != 0 ? difference : a.len < b.len ? -1 : a.len > b.len;
}

/* Those for one word together, those that hold for any case first. */
static int
compare_found(const void *a, const void *b)
{
	const struct found *x = *(struct found *const *)a, *y = *(struct found *const *)b;
	int difference = compare_str(x->small, y->small);

	if (difference == 0)
		difference = (int)x->exact - (int)y->exact;
	if (difference == 0 && x->exact)
		difference = compare_str(x->word, y->word);
	return difference != 0 ? difference : x < y ? -1 : x > y;
}

static struct found **
sorted(const struct gather *g)
{
	struct found **list = mem_array(g->count + 1, sizeof(struct found *));

	for (size_t i = 0; i < g->count; i++)
		list[i] = &g->at[i];
	if (g->count > 0)
		qsort(list, g->count, sizeof(struct found *), compare_found);
	return list;
}

/* "Polish" and "polish" are two words. */
static void
tell_cases_apart(struct gather *g)
{
	struct found **list = sorted(g);

	for (size_t i = 0, end; i < g->count; i = end) {
		bool differ = false;

		for (end = i; end < g->count && str_equal(list[end]->small, list[i]->small); end++)
			differ |= !str_equal(list[end]->word, list[i]->word);
		for (size_t j = i; differ && j < end; j++)
			list[j]->exact = true;
	}
	mem_free(list);
}

static bool
same_word(const struct found *a, const struct found *b)
{
	return a->exact == b->exact &&
	       (a->exact ? str_equal(a->word, b->word) : str_equal(a->small, b->small));
}

static void
drop(struct gather *g, struct found *loser, const struct found *kept)
{
	loser->dropped = true;
	if (loser->kind != kept->kind || !str_equal(loser->value, kept->value))
		diag_say(g->diag, DIAG_LEXICON_SECOND, (struct where){g->file, loser->line, 0},
		    "\"%.*s\" of \"%.*s\"", STR_ARG(loser->value), STR_ARG(loser->word));
}

/* The first of a word, or the first that is preferred. */
static void
keep_one(struct gather *g)
{
	struct found **list = sorted(g), *kept = NULL;

	for (size_t i = 0; i < g->count; i++) {
		if (kept == NULL || !same_word(kept, list[i])) {
			kept = list[i];
		} else if (list[i]->preferred && !kept->preferred) {
			drop(g, kept, list[i]);
			kept = list[i];
		} else {
			drop(g, list[i], kept);
		}
	}
	mem_free(list);
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
gather_write(struct gather *g, struct output *tsv)
{
	keep_one(g);
	for (size_t i = 0; i < g->count; i++) {
		const struct found *f = &g->at[i];

		if (f->dropped)
			continue;
		put_field(tsv, f->word);
		output_print(tsv, "\t%s\t", lexicon_kind_name(f->kind));
		put_field(tsv, f->value);
		output_print(tsv, "\t%s", f->exact ? "case" : "");
		if (g->language.len > 0)
			output_print(tsv, "%slang=%.*s", f->exact ? "," : "", STR_ARG(g->language));
		output_print(tsv, "\t%s\n", g->source);
	}
}

static void
gather_free(struct gather *g)
{
	arena_free(&g->arena);
	mem_free(g->at);
}

/* --- PLS: reading --------------------------------------------------------------------------- */

struct pls {
	struct gather gather;
	struct str wanted;   /* the language asked for; "": any */
	unsigned line;       /* of the element that was opened last */
	struct str alphabet; /* of the lexicon, for phonemes that name none */
	bool known, refused;

	/* the text that is being read */
	enum { NOTHING, GRAPHEME, PHONEME, ALIAS } reading;
	struct buf text;
	bool too_long;
	struct sound {
		struct str text, alphabet;
		bool alias, preferred;
		unsigned line;
	} next;

	/* the lexeme that is being read */
	bool inside, spoken_of; /* of what it says something was said already */
	unsigned lexeme_line;
	struct sound sound; /* what is kept of its pronunciations */
	struct spelling {
		struct str text;
		unsigned line;
	} * spellings;
	size_t count, room;
};

static bool
is_tag(struct str tag)
{
	for (size_t i = 0; i < tag.len; i++)
		if (!ascii_alpha(tag.at[i]) && !ascii_digit(tag.at[i]) && tag.at[i] != '-')
			return false;
	return tag.len > 0 && tag.len <= TAG_MOST;
}

static void
begin_lexicon(struct pls *p, const char *const *attributes)
{
	struct gather *g = &p->gather;
	struct str language = str_trim(xml_value(attributes, "lang"));

	if (p->known)
		return;
	p->known = true;
	p->alphabet = arena_str(&g->arena, str_trim(xml_value(attributes, "alphabet")));
	g->language = arena_str(&g->arena, language.len > 0 ? language : p->wanted);
	if (language.len == 0)
		return;
	p->refused =
	    !is_tag(language) ||
	    (p->wanted.len > 0 && !str_equal_fold(str_primary(language), str_primary(p->wanted)));
	if (p->refused)
		diag_say(g->diag, DIAG_LEXICON_LANGUAGE, (struct where){g->file, p->line, 0},
		    "\"%.*s\"%s%.*s%s", STR_ARG(language), p->wanted.len > 0 ? ", not \"" : "",
		    STR_ARG(p->wanted), p->wanted.len > 0 ? "\"" : "");
}

static void
begin_lexeme(struct pls *p, const char *const *attributes)
{
	struct str role = xml_value(attributes, "role");

	p->inside = true;
	p->spoken_of = false;
	p->lexeme_line = p->line;
	p->sound = (struct sound){.text = {"", 0}};
	p->count = 0;
	if (role.len > 0)
		diag_say(p->gather.diag, DIAG_LEXICON_ROLE,
		    (struct where){p->gather.file, p->line, 0}, "\"%.*s\"", STR_ARG(role));
}

static void
begin_text(struct pls *p, const char *name, const char *const *attributes)
{
	struct str alphabet = str_trim(xml_value(attributes, "alphabet"));

	p->reading = strcmp(name, "grapheme") == 0  ? GRAPHEME
		     : strcmp(name, "phoneme") == 0 ? PHONEME
						    : ALIAS;
	p->next = (struct sound){.alphabet = arena_str(&p->gather.arena, alphabet),
	    .alias = p->reading == ALIAS,
	    .preferred = str_equal(xml_value(attributes, "prefer"), S("true")),
	    .line = p->line};
	if (alphabet.len == 0)
		p->next.alphabet = p->alphabet;
	p->too_long = false;
	buf_clear(&p->text);
}

static void
open_element(void *context, const char *name, const char *const *attributes)
{
	struct pls *p = context;

	p->reading = NOTHING;
	if (p->refused)
		return;
	if (strcmp(name, "lexicon") == 0)
		begin_lexicon(p, attributes);
	else if (strcmp(name, "lexeme") == 0)
		begin_lexeme(p, attributes);
	else if (p->inside && (strcmp(name, "grapheme") == 0 || strcmp(name, "phoneme") == 0 ||
				  strcmp(name, "alias") == 0))
		begin_text(p, name, attributes);
	else if (p->inside)
		diag_say(p->gather.diag, DIAG_LEXICON_REMARK,
		    (struct where){p->gather.file, p->line, 0}, "<%s>", name);
}

static void
take_text(void *context, struct str text)
{
	struct pls *p = context;

	if (p->reading == NOTHING)
		return;
	p->too_long |= p->text.len + text.len > TEXT_MOST;
	if (!p->too_long)
		buf_put(&p->text, text);
}

static bool
in_espeak(const struct sound *sound)
{
	return str_equal(sound->alphabet, S(EXCHANGE_ESPEAK_ALPHABET)) ||
	       str_equal(sound->alphabet, S("x-espeak"));
}

/* What the messages call a lexeme: its first spelling. */
static struct str
lexeme_name(const struct pls *p)
{
	return p->count > 0 ? p->spellings[0].text : (struct str){"", 0};
}

static void
say_other(struct pls *p, const struct sound *sound)
{
	struct str name = lexeme_name(p);

	diag_say(p->gather.diag, DIAG_LEXICON_SECOND,
	    (struct where){p->gather.file, sound->line, 0}, "\"%.*s\" of \"%.*s\"",
	    STR_ARG(sound->text), STR_ARG(name));
}

/* PLS 1.0: of all phonemes and aliases the first that is preferred, else the first. */
static void
end_sound(struct pls *p)
{
	struct str name = lexeme_name(p);
	struct sound *next = &p->next;

	if (!next->alias && next->alphabet.len > 0 && !in_espeak(next) &&
	    !str_equal(next->alphabet, S("ipa"))) {
		p->spoken_of = true;
		diag_say(p->gather.diag, DIAG_LEXICON_ALPHABET,
		    (struct where){p->gather.file, next->line, 0}, "\"%.*s\" of \"%.*s\"",
		    STR_ARG(next->alphabet), STR_ARG(name));
	} else if (next->text.len == 0) {
		return;
	} else if (p->sound.text.len == 0) {
		p->sound = *next;
	} else if (next->preferred && !p->sound.preferred) {
		say_other(p, &p->sound);
		p->sound = *next;
	} else {
		say_other(p, next);
	}
}

static void
end_text(struct pls *p)
{
	if (p->too_long) {
		p->spoken_of = true;
		left_out(&p->gather, p->next.line, "more than 1000 bytes",
		    str_sub(buf_str(&p->text), 0, 0));
		return;
	}
	p->next.text = arena_str(&p->gather.arena, str_trim(buf_str(&p->text)));
	if (p->reading != GRAPHEME) {
		end_sound(p);
	} else if (p->next.text.len > 0) {
		p->spellings = mem_grow(p->spellings, p->count, &p->room, sizeof(*p->spellings));
		p->spellings[p->count++] = (struct spelling){p->next.text, p->next.line};
	}
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

/* "WHO" is not "who", but "Subutex" may be "SUBUTEX". */
static bool
has_inner_capital(struct str word)
{
	for (size_t at = 0; at < word.len;) {
		bool first = at == 0;

		if (char_upper(utf8_next(word, &at)) && !first)
			return true;
	}
	return false;
}

static void
end_lexeme(struct pls *p)
{
	const struct sound *sound = &p->sound;

	p->inside = false;
	if ((p->count == 0 || sound->text.len == 0) && !p->spoken_of) {
		struct str name = lexeme_name(p);

		diag_say(p->gather.diag, DIAG_LEXICON_EMPTY,
		    (struct where){p->gather.file, p->lexeme_line, 0}, "%s \"%.*s\"",
		    p->count == 0 ? "no grapheme for" : "no phoneme or alias for",
		    STR_ARG(p->count == 0 ? sound->text : name));
	}
	for (size_t i = 0; i < p->count && sound->text.len > 0; i++) {
		struct found found = {.word = p->spellings[i].text,
		    .value = sound->text,
		    .kind = !sound->alias ? LEXICON_IPA : LEXICON_ALIAS,
		    .preferred = sound->preferred,
		    .line = p->spellings[i].line};

		if (!sound->alias && in_espeak(sound))
			found.kind = LEXICON_ESPEAK;
		if (sound->alias && is_spelled(found.word, found.value)) {
			found.kind = LEXICON_SPELL;
			found.value = (struct str){"", 0};
		}
		found.exact = has_inner_capital(found.word);
		gather_add(&p->gather, found);
	}
}

static void
close_element(void *context, const char *name)
{
	struct pls *p = context;

	if (p->reading != NOTHING)
		end_text(p);
	else if (strcmp(name, "lexeme") == 0 && p->inside)
		end_lexeme(p);
	p->reading = NOTHING;
}

int
pls_read(
    struct str bytes, const char *file, struct str language, struct output *tsv, struct diag *diag)
{
	static const struct xml_events events = {open_element, close_element, take_text};
	struct pls p = {
	    .gather = {.file = file, .source = "PLS", .diag = diag}, .wanted = language};
	const char *wrong = xml_read(bytes, &events, &p, &p.line);
	int result = p.refused ? -1 : 0;

	if (wrong == NULL && !p.known)
		wrong = "there is no element \"lexicon\" in it";
	if (wrong && !p.refused)
		result =
		    diag_say(diag, DIAG_NOT_LEXICON, (struct where){file, p.line, 0}, "%s", wrong);
	if (result == 0) {
		tell_cases_apart(&p.gather);
		gather_write(&p.gather, tsv);
	}
	mem_free(p.spellings);
	buf_free(&p.text);
	gather_free(&p.gather);
	return result;
}

/* --- PLS: writing --------------------------------------------------------------------------- */

static void
write_espeak(struct xml *xml, struct str language, struct str mnemonics)
{
	struct buf ipa = {0};

	if (ipa_for_espeak(language, mnemonics, &ipa)) {
		xml_leaf(xml, "phoneme", buf_str(&ipa));
	} else {
		xml_open(xml, "phoneme");
		xml_attribute(xml, "alphabet", S(EXCHANGE_ESPEAK_ALPHABET));
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
	struct arena arena = {0};

	xml_leaf(xml, "alias", in_small(&arena, word));
	arena_free(&arena);
}

/* Whether a later one is found for the same word; PLS would take the first. */
static bool
is_hidden(const struct lexicon *lexicon, size_t n, struct str language)
{
	const struct lexicon_entry *entry = lexicon_at(lexicon, n), *later;

	while ((later = lexicon_at(lexicon, ++n)) != NULL && str_equal(later->word, entry->word))
		if (lexicon_concerns(later, language, S("")))
			return true;
	return false;
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
		if (is_hidden(lexicon, i, language))
			continue;
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
			write_espeak(&xml, language, entry->value);
			break;
		}
		xml_close(&xml);
	}
	xml_end(&xml);
}

/* --- NVDA ----------------------------------------------------------------------------------- */

enum { NVDA_PATTERN, NVDA_WORDS, NVDA_CASE, NVDA_TYPE, NVDA_FIELDS };

static bool
is_digit(struct str field, const char *digits)
{
	return field.len == 1 && strchr(digits, field.at[0]);
}

/* Whether it is a line of such a dictionary at all. */
static bool
nvda_line(struct gather *g, struct str line, unsigned number)
{
	struct str rest = line, field[NVDA_FIELDS] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}};
	struct where where = {g->file, number, 0};
	size_t before = g->count;

	for (size_t i = 0; i < NVDA_FIELDS && str_cut(&rest, '\t', &field[i]); i++)
		field[i] = str_trim(field[i]);
	if (rest.len > 0 || !is_digit(field[NVDA_CASE], "01") ||
	    !is_digit(field[NVDA_TYPE], "012")) {
		diag_say(g->diag, DIAG_LEXICON_NVDA, where, "\"%.*s\"", STR_ARG(line));
		return false;
	}
	if (field[NVDA_PATTERN].len == 0 || field[NVDA_WORDS].len == 0)
		diag_say(g->diag, DIAG_LEXICON_EMPTY, where, "\"%.*s\"", STR_ARG(line));
	else if (field[NVDA_TYPE].at[0] == '1')
		left_out(g, number, "a regular expression", line);
	else
		gather_add(g, (struct found){.word = field[NVDA_PATTERN],
				  .value = field[NVDA_WORDS],
				  .kind = LEXICON_ALIAS,
				  .exact = field[NVDA_CASE].at[0] == '1',
				  .line = number});
	if (g->count > before && field[NVDA_TYPE].at[0] == '0')
		diag_say(g->diag, DIAG_LEXICON_ANYWHERE, where, "\"%.*s\"",
		    STR_ARG(field[NVDA_PATTERN]));
	return true;
}

int
nvda_read(
    struct str bytes, const char *file, struct str language, struct output *tsv, struct diag *diag)
{
	struct gather g = {.file = file, .source = "NVDA", .diag = diag, .language = language};
	struct str line;
	unsigned number = 0;
	size_t lines = 0, good = 0;
	int result = 0;

	if (str_starts(bytes, S("\xef\xbb\xbf")))
		bytes = str_sub(bytes, 3, bytes.len);
	if (!utf8_valid(bytes))
		return diag_say(
		    diag, DIAG_NOT_LEXICON, (struct where){file, 0, 0}, "it is not UTF-8");
	while (bytes.len > 0 && str_line(&bytes, &line)) {
		number++;
		if (str_trim(line).len == 0 || line.at[0] == '#')
			continue;
		lines++;
		good += nvda_line(&g, line, number);
	}
	if (lines > 0 && good == 0)
		result = diag_say(diag, DIAG_NOT_LEXICON, (struct where){file, 0, 0},
		    "no line of it is understood");
	else
		gather_write(&g, tsv);
	gather_free(&g);
	return result;
}
