/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/abbreviation.h"

#include "base/utf8.h"

enum { LETTERS_LEAST = 2, LETTERS_MOST = 8, WORDS_MOST = 12 };

/* Words that initials may leave out. */
static bool
small_word(struct str word)
{
	static const char *const words[] = {"of", "the", "and", "for", "in", "on", "to", "a", "an",
	    "with", "by", "de", "la", "el", "los", "las", "del", "y", "e", "des", "du", "les", "le",
	    "et", "en", "pour", "da", "do", "das", "dos", "und", "der", "die"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_equal_fold(word, str_of(words[i])))
			return true;
	return false;
}

/* "(OUD)", "(OUDs)" at an opening bracket: the letters, or nothing. */
static struct str
bracketed_initials(struct str text, size_t bracket)
{
	size_t at = bracket + 1, letters = 0, end;

	while (at < text.len && (ascii_upper(text.at[at]) || ascii_digit(text.at[at]))) {
		letters += ascii_upper(text.at[at]);
		at++;
	}
	end = at;
	if (at < text.len && text.at[at] == 's')
		at++;
	if (at >= text.len || text.at[at] != ')' || letters < LETTERS_LEAST ||
	    letters > LETTERS_MOST)
		return (struct str){"", 0};
	return str_sub(text, bracket + 1, end);
}

/* The word (letters and inner hyphens count as borders) that ends at or before `end`. */
static struct str
word_before(struct str text, size_t end)
{
	size_t stop, start;

	while (end > 0) {
		size_t at = end;

		if (char_word(utf8_before(text, &at)))
			break;
		if (text.at[end - 1] == '.' || text.at[end - 1] == ';' || text.at[end - 1] == '(' ||
		    text.at[end - 1] == ')')
			return (struct str){text.at, 0};
		end = at;
	}
	stop = start = end;
	while (start > 0) {
		size_t at = start;
		unsigned c = utf8_before(text, &at);

		if (!char_word(c) && c != '\'' && c != 0x2019)
			break;
		start = at;
	}
	return str_sub(text, start, stop);
}

static bool
begins_with(struct str word, char letter)
{
	struct buf folded = {0};
	bool same;

	utf8_fold(word, &folded);
	same = folded.len > 0 && folded.at[0] == ascii_fold(letter);
	buf_free(&folded);
	return same;
}

/*
 * The start of the words in front of `end` whose initials are `letters`, matched from the last
 * to the first; small words may be left out of the initials. STR_NONE: they do not match.
 */
static size_t
words_start(struct str text, size_t end, struct str letters)
{
	size_t left = letters.len, start = STR_NONE;

	for (size_t words = 0; words < WORDS_MOST && left > 0; words++) {
		struct str word = word_before(text, end);

		if (word.len == 0)
			return STR_NONE;
		end = (size_t)(word.at - text.at);
		if (begins_with(word, letters.at[left - 1])) {
			left--;
			start = end;
		} else if (!small_word(word)) {
			return STR_NONE;
		}
	}
	return left == 0 ? start : STR_NONE;
}

bool
abbreviation_find(struct str text, size_t from, struct abbreviation *found)
{
	for (size_t at = str_find_byte(text, '(', from); at != STR_NONE;
	     at = str_find_byte(text, '(', at + 1)) {
		struct str letters = bracketed_initials(text, at);
		size_t start = letters.len ? words_start(text, at, letters) : STR_NONE, end = at;

		if (start == STR_NONE)
			continue;
		while (end > start && text.at[end - 1] == ' ')
			end--;
		found->start = at + 1;
		found->end = at + 1 + letters.len;
		found->expansion = str_sub(text, start, end);
		return true;
	}
	return false;
}
