/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/abbreviation.h"

#include "base/utf8.h"

enum { LETTERS_MOST = 10, WORDS_MOST = 16, INSIDE_MOST = 160, SHORT_MOST = 24 };

struct letters {
	unsigned at[LETTERS_MOST];
	size_t count;
};

/* Base letters of Latin-1 and Latin Extended-A: "É" may stand for "E" in an abbreviation. */
static unsigned
base_letter(unsigned c)
{
	static const char plain[] =
	    "aaaaaaaceeeeiiiidnooooo ouuuuy  aaaaaaaceeeeiiiidnooooo ouuuuy y";

	if (c >= 0xc0 && c <= 0xff && plain[c - 0xc0] != ' ')
		return (unsigned char)plain[c - 0xc0];
	if (c == 0x152 || c == 0x153)
		return 'o';
	if (c == 0x15a || c == 0x15b || c == 0x160 || c == 0x161)
		return 's';
	return char_to_lower(c);
}

/* The letters of "OUD", "OUDs", "HIV/AIDS", "R&D"; false when it is no abbreviation. */
static bool
short_form(struct str s, struct letters *letters)
{
	static const char *const words[] = {"no", "yes", "ok", "note", "and", "or", "not", "new"};
	size_t upper = 0, lower = 0;

	letters->count = 0;
	if (s.len < 2 || s.len > SHORT_MOST)
		return false;
	for (size_t at = 0; at < s.len;) {
		unsigned c = utf8_next(s, &at);

		if (char_letter(c)) {
			if (c == 's' && at == s.len && upper > 1)
				break;
			if (letters->count == LETTERS_MOST)
				return false;
			letters->at[letters->count++] = base_letter(c);
			upper += char_upper(c);
			lower += char_lower(c);
		} else if (!(c < 0x80 && ascii_digit((char)c)) && c != '-' && c != '/' &&
			   c != '&' && c != '.' && !char_mark(c)) {
			return false;
		}
	}
	if (letters->count < 2 || upper < 2 || lower > upper)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_equal_fold(s, str_of(words[i])))
			return false;
	return true;
}

/* Words that an abbreviation may pass over, in the languages lectern has voices for. */
static bool
small_word(struct str word)
{
	static const char small[] =
	    " a an and as at by for from in of on or the to with without "
	    "de del la las el los en y e o "
	    "por para con sin du des le les l d et ou au aux à às sur pour par "
	    "avec da do das dos na no em "
	    "com ao der die das des dem den und oder von zur zum im für "
	    "mit di della delle degli il i ";
	char key[12];

	if (word.len == 0 || word.len > sizeof(key) - 2)
		return false;
	key[0] = key[word.len + 1] = ' ';
	for (size_t i = 0; i < word.len; i++)
		key[i + 1] = ascii_fold(word.at[i]);
	return str_find((struct str)STR(small), (struct str){key, word.len + 2}, 0) != STR_NONE;
}

/* The words of [from, to), hyphens and apostrophes parting them; the last WORDS_MOST. */
struct word {
	size_t start, end;
	bool small;
};

struct words {
	struct word at[WORDS_MOST];
	size_t count;
};

static bool
ends_phrase(unsigned c)
{
	return c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == '(' || c == ')' ||
	       c == '[' || c == ']' || c == '\n' || c == 0x2014 || c == 0x201c || c == 0x201d;
}

/* Read backwards from `to`, at most `most` words, not over the end of a phrase. */
static void
words_before(struct str text, size_t floor, size_t to, size_t most, struct words *words)
{
	size_t at = to, end = 0;

	words->count = 0;
	while (at > floor && words->count < most) {
		size_t here = at;
		unsigned c = utf8_before(text, &at);

		if (char_word(c)) {
			end = end ? end : here;
			if (at > floor)
				continue;
			here = at;
		} else if (ends_phrase(c) && !(c == 0x201d && here == to)) {
			floor = here;
		}
		if (end > 0) {
			words->at[words->count].start = here;
			words->at[words->count].end = end;
			words->at[words->count++].small = small_word(str_sub(text, here, end));
			end = 0;
		}
		if (floor == here)
			break;
	}
	for (size_t i = 0, j = words->count; i + 1 < j; i++) {
		struct word swap = words->at[i];

		words->at[i] = words->at[--j];
		words->at[j] = swap;
	}
}

static unsigned
initial(struct str text, size_t at)
{
	return base_letter(utf8_next(text, &at));
}

/*
 * Each letter the first one of a word, in order, from the last letter and word backwards;
 * small words may be passed over. Gives the first word, or WORDS_MOST.
 */
static size_t
match_initials(struct str text, const struct words *words, size_t word,
    const struct letters *letters, size_t letter)
{
	for (; word > 0; word--) {
		if (initial(text, words->at[word - 1].start) == letters->at[letter - 1]) {
			size_t first = letter == 1 ? word - 1
						   : match_initials(text, words, word - 1, letters,
							 letter - 1);

			if (first < WORDS_MOST)
				return first;
		}
		if (!words->at[word - 1].small)
			break;
	}
	return WORDS_MOST;
}

/*
 * Letters from inside words too ("gastroesophageal reflux disease", GERD): the first letter
 * opens the first word, at least half are initials, and every word but small ones and one more
 * gives a letter. One long word may give all of them ("hydroxychloroquine", HCQ).
 */
static size_t
match_inside(struct str text, const struct words *words, const struct letters *letters)
{
	size_t letter = letters->count, initials = 0, idle = 0;

	for (size_t word = words->count; word > 0 && letter > 0; word--) {
		size_t start = words->at[word - 1].start, at = words->at[word - 1].end;
		size_t before = letter;
		bool small = words->at[word - 1].small;

		while (at > start && letter > 0) {
			unsigned c = base_letter(utf8_before(text, &at));

			if (c != letters->at[letter - 1] || (letter == 1 && at > start) ||
			    (small && at > start))
				continue;
			letter--;
			initials += at == start;
		}
		idle += letter == before && !small;
		if (letter > 0)
			continue;
		if (word == words->count)
			return words->at[word - 1].end - start >= 8 ? word - 1 : WORDS_MOST;
		return idle <= (letters->count > 2) && initials * 2 > letters->count ? word - 1
										     : WORDS_MOST;
	}
	return WORDS_MOST;
}

static size_t
match(struct str text, const struct words *words, const struct letters *letters)
{
	size_t first = words->count == 0
			   ? WORDS_MOST
			   : match_initials(text, words, words->count, letters, letters->count);

	return first < WORDS_MOST ? first : match_inside(text, words, letters);
}

/* "words (ABBREVIATION)", the bracket's contents being [open, close). */
static bool
behind_words(struct str text, size_t from, size_t open, size_t close, struct abbreviation *found)
{
	struct letters letters;
	struct words words;
	size_t end = open, first, most;

	while (end < close && text.at[end] != ',' && text.at[end] != ';')
		end++;
	if (!short_form(str_sub(text, open, end), &letters))
		return false;
	most = letters.count * 2 + 2 < WORDS_MOST ? letters.count * 2 + 2 : WORDS_MOST;
	words_before(text, 0, open - 1, most, &words);
	first = match(text, &words, &letters);
	if (first == WORDS_MOST || open < from)
		return false;
	*found = (struct abbreviation){
	    open, end, str_sub(text, words.at[first].start, words.at[words.count - 1].end)};
	return true;
}

/* "ABBREVIATION (words)": all the words, up to a comma. */
static bool
before_words(struct str text, size_t from, size_t open, size_t close, struct abbreviation *found)
{
	struct letters letters;
	struct words words;
	size_t end = open, start;

	if (open < 2 || text.at[open - 2] != ' ')
		return false;
	start = open - 2;
	while (start > from && open - start < SHORT_MOST && text.at[start - 1] != ' ' &&
	       text.at[start - 1] != '(' && text.at[start - 1] != '\n')
		start--;
	if (start < from || !short_form(str_sub(text, start, open - 2), &letters))
		return false;
	while (end < close && text.at[end] != ',' && text.at[end] != ';')
		end++;
	words_before(text, open, end, WORDS_MOST, &words);
	if (words.count < 1 || words.at[0].start != open || match(text, &words, &letters) != 0)
		return false;
	*found = (struct abbreviation){start, open - 2, str_sub(text, open, end)};
	return true;
}

bool
abbreviation_find(struct str text, size_t from, struct abbreviation *found)
{
	for (size_t at = from; (at = str_find_byte(text, '(', at)) != STR_NONE; at++) {
		size_t close = at + 1;

		while (close < text.len && close - at < INSIDE_MOST && text.at[close] != ')' &&
		       text.at[close] != '(')
			close++;
		if (close >= text.len || text.at[close] != ')' || at == 0)
			continue;
		if (behind_words(text, from, at + 1, close, found) ||
		    before_words(text, from, at + 1, close, found))
			return true;
	}
	return false;
}
