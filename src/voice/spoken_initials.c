/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/utf8.h"
#include "voice/spoken_parts.h"

/* "U.S.", "Ph.D.", "p.m.": letters with stops between them. */
size_t
rule_dotted(struct speech *s, size_t at)
{
	size_t end = at, letters = 0;

	if (!begins_word(s, at) || at_byte(s, at + 1) != '.')
		return 0;
	while (ascii_alpha(at_byte(s, end)) && at_byte(s, end + 1) == '.' &&
	       (letters == 0 || !ascii_alpha(at_byte(s, end + 2)) || at_byte(s, end + 3) == '.' ||
		   ascii_upper(at_byte(s, end)))) {
		end += 2;
		letters++;
	}
	if (letters > 0 && ascii_upper(at_byte(s, end)) && word_end(s, end) == end + 1) {
		end++; /* "U.S" without the last stop */
		letters++;
	}
	if (letters < 2 || ascii_alnum(at_byte(s, end)))
		return 0;
	for (size_t i = at; i < end; i++)
		if (at_byte(s, i) != '.')
			say_letter(s, (unsigned char)at_byte(s, i));
	if (at_byte(s, end - 1) == '.')
		say_stop_if_last(s, end);
	return end;
}

/* Small words in capitals are loud, not initials: "do NOT take". */
static const char loud[] =
    "not do and or never stop always only all no yes call if before after must the is be to of in "
    "on at by for with from your you are can will should may help free new more when what why how "
    "don't non-stop any both each every now out over under very this that have has get take keep "
    "use read see";

static bool
is_loud(struct str word)
{
	return word_in(word, loud);
}

static bool
neighbours_are_loud(const struct speech *s, size_t at, size_t end)
{
	struct str before = word_before(s, at), behind = word_behind(s, end);

	return (all_upper(before) && is_loud(before)) || (all_upper(behind) && is_loud(behind));
}

static bool
expanded(const struct speech *s, struct str word)
{
	return s->doc && document_expansion(s->doc, word).len > 0;
}

/* Four consonants in a row: no word. */
static bool
is_crowded(struct str word)
{
	size_t run = 0;

	for (size_t i = 0; i < word.len && run < 4; i++)
		run = has_vowel(str_sub(word, i, i + 1)) ? 0 : run + 1;
	return run >= 4;
}

/* "text HOME to 741741": a word to be sent, in quotation marks or not. */
static bool
is_keyword(const struct speech *s, struct str word, size_t at, size_t end)
{
	size_t open = at, close = blanks_end(s, end);

	while (open > 0 && at_byte(s, open - 1) == ' ')
		open--;
	if (open > 0 && at_byte(s, open - 1) == at_byte(s, close) &&
	    strchr("\"'", at_byte(s, close))) {
		at = open - 1;
		end = close + 1;
	}
	return has_vowel(word) && known(s, word) == NULL &&
	       word_in(word_before(s, at), "text texting texts send word envíe envía escriba "
					   "escribe mande envoyez tapez") &&
	       word_in(word_behind(s, end), "to al a au");
}

static bool
is_spelled(const struct speech *s, struct str word, size_t at, size_t end)
{
	const struct lexicon_entry *entry = known(s, word);

	if (entry)
		return entry->kind == LEXICON_SPELL;
	if (expanded(s, word) || !has_vowel(word))
		return true;
	if (at_byte(s, end) == '&' || (at > 0 && at_byte(s, at - 1) == '&')) /* "AT&T" */
		return true;
	if (s->shouted || is_loud(word) || (word.len > 5 && !is_crowded(word)) ||
	    is_keyword(s, word, at, end))
		return false;
	return word.len < 3 || !neighbours_are_loud(s, at, end);
}

/* "NIDA's": a name that is said as a word keeps its ending. */
static size_t
say_possessive(struct speech *s, size_t end)
{
	if (at_byte(s, end) != '\'' || at_byte(s, end + 1) != 's' ||
	    word_end(s, end + 1) != end + 2)
		return end;
	say_ending(s, "'s");
	return end + 2;
}

/* "OUDs", "CDC's": the ending is not spelled. */
static size_t
say_plural(struct speech *s, size_t end)
{
	if (at_byte(s, end) == 's' && word_end(s, end) == end + 1) {
		if (s->options->plain_words)
			say(s, "s");
		else
			say_ending(s, "'s"); /* else the voice would spell it too */
		return end + 1;
	}
	if (at_byte(s, end) == '\'' && at_byte(s, end + 1) == 's' &&
	    word_end(s, end + 1) == end + 2) {
		say_ending(s, "'s");
		return end + 2;
	}
	return end;
}

/* A word whose sounds are for its very letters keeps them, for the voice to find it. */
static void
say_known(struct speech *s, const struct lexicon_entry *entry, struct str word)
{
	bool sound = entry && (entry->kind == LEXICON_IPA || entry->kind == LEXICON_ESPEAK);

	if (sound && str_find(entry->flags, S("case"), 0) != STR_NONE && !s->options->plain_words)
		say_written(s, entry->word);
	else
		say_str(s, word);
}

size_t
rule_initials(struct speech *s, size_t at)
{
	size_t end = at, tail;
	const struct lexicon_entry *entry;
	struct str word;

	if (!begins_word(s, at))
		return 0;
	for (end = at; end < s->text.len;) {
		size_t next = end;

		if (!char_upper(utf8_next(s->text, &next)))
			break;
		end = next;
	}
	word = str_sub(s->text, at, end);
	tail = word_end(s, end);
	if (utf8_count(word) < 2 || (tail != end && !(tail == end + 1 && at_byte(s, end) == 's')))
		return 0;
	if (!is_spelled(s, word, at, end)) {
		entry = known(s, word);
		if (entry && entry->kind == LEXICON_ALIAS)
			say_str(s, entry->value);
		else
			say_known(s, entry, word);
		if (tail > end)
			say_ending(s, "s");
		s->plain = true;
		return say_possessive(s, tail);
	}
	say_spelled(s, word);
	return say_plural(s, end);
}

/* "mRNA", "eGFR", "HbA", "IgE", "WebMD": capitals inside a word. */
size_t
rule_mixed_case(struct speech *s, size_t at)
{
	size_t end = letters_end(s, at), run = end;
	struct str word = str_sub(s->text, at, end);
	unsigned upper = 0, lower = 0;
	size_t stop = end;

	if (!begins_word(s, at) || word_end(s, at) != end || s->shouted)
		return 0;
	for (size_t i = 0; i < word.len; i++) {
		if ((unsigned char)word.at[i] >= 0x80)
			return 0;
		upper += ascii_upper(word.at[i]);
		lower += ascii_lower(word.at[i]);
	}
	if (upper == 0 || lower == 0 || (upper == 1 && ascii_upper(word.at[0])))
		return 0;
	if (at_byte(s, stop - 1) == 's' && ascii_upper(at_byte(s, stop - 2)))
		stop--; /* "mRNAs" */
	for (run = stop; run > at && ascii_upper(at_byte(s, run - 1));)
		run--;
	if (known(s, word))
		return 0;
	if (lower <= 3 && run - at <= 3 && (stop - run >= 2 || word.len <= 3) &&
	    !(ascii_upper(word.at[0]) && lower > 1)) {
		say_spelled(s, str_sub(s->text, at, stop));
	} else if (word.len == 4 && upper == 2 && ascii_upper(word.at[0]) &&
		   ascii_upper(word.at[2]) && !has_vowel(str_sub(word, 3, 4))) {
		say_spelled(s, word);                                            /* "NaCl" */
	} else if (stop - run >= 2 || (ascii_lower(word.at[0]) && lower >= 3)) { /* "apoA" */
		say_str(s, str_sub(s->text, at, run));
		say_spelled(s, str_sub(s->text, run, stop));
	} else {
		return 0;
	}
	return stop < end ? say_plural(s, stop) : end;
}

/* What the lexicon has with figures, marks or blanks in it, before any rule takes it apart. */
size_t
take_composed(struct speech *s, size_t at)
{
	struct str rest = str_sub(s->text, at, s->text.len);
	const struct lexicon_entry *entry = NULL;
	size_t end;

	if (s->options->lexicon && begins_word(s, at) &&
	    !(at > 0 && strchr("-/.&_@", at_byte(s, at - 1))))
		entry = lexicon_leading(s->options->lexicon, rest);
	if (entry == NULL)
		return 0;
	end = at + entry->word.len;
	switch (entry->kind) {
	case LEXICON_ALIAS:
		say_str(s, entry->value);
		break;
	case LEXICON_SPELL:
		say_spelled(s, entry->word);
		break;
	case LEXICON_WORD:
	case LEXICON_IPA:
	case LEXICON_ESPEAK:
		say_known(s, entry, entry->word);
		break;
	}
	s->plain = true;
	return say_possessive(s, end);
}

/* What the lexicon knows better than the rules. */
size_t
rule_lexicon(struct speech *s, size_t at)
{
	size_t end = word_end(s, at), ending;
	const struct lexicon_entry *entry;
	struct str word;

	if (end == at || !begins_word(s, at))
		return 0;
	word = str_sub(s->text, at, end);
	entry = known(s, word);
	ending = end;
	if (entry == NULL && word.len > 2 && str_ends(word, S("s"))) {
		entry = known(s, str_sub(word, 0, word.len - 1));
		if (entry && str_find(entry->flags, S("case"), 0) == STR_NONE)
			entry = NULL;
		end--;
	}
	if (entry == NULL)
		return 0;
	switch (entry->kind) {
	case LEXICON_ALIAS:
		say_str(s, entry->value);
		break;
	case LEXICON_SPELL:
		if (s->shouted && str_find(entry->flags, S("heading"), 0) != STR_NONE)
			return 0;
		say_spelled(s, str_sub(s->text, at, end));
		return say_plural(s, end);
	case LEXICON_WORD:
		say_str(s, entry->word);
		break;
	case LEXICON_IPA:
	case LEXICON_ESPEAK:
		say_known(s, entry, word);
		s->plain = true;
		return say_possessive(s, ending);
	}
	if (end < ending)
		say_ending(s, "s");
	s->plain = true;
	return say_possessive(s, ending);
}
