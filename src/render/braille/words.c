/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/words.h"

#include <string.h>

#include "base/utf8.h"

enum {
	LETTERS_MOST = 4, /* of a sign within a word */
	PAIR = 2,         /* cells of a sign that begins with one of these */
	DOT_5 = 0x10,
	DOTS_45 = 0x18,
	DOTS_456 = 0x38,
	DOTS_46 = 0x28,
	DOTS_56 = 0x30,
	CAPITAL = 0x2820 /* among the letters */
};

/* ---- what words are made of ---- */

/*
 * Where one part of a word ends and the next begins, by letters that tell. Parts in o ("neuro",
 * "cranio") do not join what follows them, an h that is breathed does not join what is before it
 * (10.11.2); "time", "some" and "one" are syllables or no signs (10.7), and "be", "con" and "dis"
 * the first syllable (10.6.1).
 */
static const char *const seams[] = {"o|faci", "o|fasc", "o|feed", "o|femo", "o|ferr", "o|feta",
    "o|fibe", "o|fibr", "o|fibu", "o|fila", "o|film", "o|filt", "o|fixa", "o|flag", "o|flav",
    "o|flow", "o|flox", "o|fluo", "o|flur", "o|flux", "o|freq", "o|fruc", "o|fusc", "o|ulna",
    "o|umbil", "o|unsat", "o|urac", "o|uret", "o|urol", "o|uterina", "o|uterine", "o|uterov",
    "met|hem", "trans|hep", "trans|hia", "trans|hyd", "g|hemoglob", "ti|metabo", "ti|meter",
    "ti|methe", "ti|metry", "ti|metro", "so|medi", "so|mental", "so|mepra", "so|mere", "so|meta",
    "so|methy", "do|nepez", "mo|nensin", "perito|neal", "kilo|newt", "so|mers", "it|yours",
    "b|eclin", "b|eclof", "b|eclom", "b|econase", "b|ecotide", "b|edrail", "b|eh?et", "b|emped",
    "b|enadr", "b|enica", "b|epridil", "b|esifl", "b|esyl", "b|extra", "b|exser", "b|ezafib",
    "b|ezlo", "s|then", "s|thes", "s|theti", "s|thm", "s|thod", "s|thot", "olis|th", "opis|th",
    "dys|th", "trans|th", "mis|th", "na|menda", "co|nidi", "co|niza", "co|nus", "di|sacch",
    "di|sodi", "di|somi", "di|somy", "di|sopyr", "di|sulf"};

static bool
is_letter(unsigned c)
{
	return c < 0x80 && ascii_alpha((char)c);
}

static size_t
word_start(const struct mend *m, size_t i)
{
	while (i && char_letter(mend_char(m, i - 1)))
		i--;
	return i;
}

static size_t
word_end(const struct mend *m, size_t i)
{
	while (char_letter(mend_char(m, i)))
		i++;
	return i;
}

/* The letters just before this one are these. */
static bool
ends_with(const struct mend *m, size_t end, const char *letters, size_t length)
{
	if (length > end)
		return false;
	for (size_t i = 0; i < length; i++) {
		unsigned c = mend_char(m, end - length + i);

		if (!is_letter(c) || ascii_fold((char)c) != letters[i])
			return false;
	}
	return true;
}

/* "profile" and "proflavine" are of a prefix, not of a part in o. */
static bool
is_prefix(const struct mend *m, size_t seam)
{
	size_t start = word_start(m, seam);

	return seam - start < 3 || (seam - start == 3 && mend_spells(m, start, "pro"));
}

/* The letters from this one on are these; '?' is any. */
static bool
begins_with(const struct mend *m, size_t i, const char *letters)
{
	for (; *letters; letters++, i++) {
		unsigned c = mend_char(m, i);

		if (*letters == '?' ? !char_letter(c)
				    : !is_letter(c) || ascii_fold((char)c) != *letters)
			return false;
	}
	return true;
}

static bool
is_seam(const struct mend *m, size_t i)
{
	for (size_t n = 0; n < sizeof(seams) / sizeof(*seams); n++) {
		const char *bar = strchr(seams[n], '|');

		if (ends_with(m, i, seams[n], (size_t)(bar - seams[n])) &&
		    begins_with(m, i, bar + 1))
			return !(seams[n][0] == 'o' && is_prefix(m, i));
	}
	return false;
}

/* The cell is the end of what says how letters look. */
static bool
is_indicator(const struct mend *m, size_t k)
{
	return m->cells->dots[k] == CELL_CAPITAL || (k && mend_is_sign(m, k - 1));
}

/* The letters of the sign that begins at a cell, and of how many cells it is; 0: none does. */
static size_t
letters_of_sign(const struct mend *m, size_t k, size_t *length)
{
	static const char first[] = {DOT_5, DOTS_45, DOTS_456, DOTS_46, DOTS_56, 0};
	const struct louis_cells *cells = m->cells;
	size_t i = cells->from[k], next = k + 1, count;

	while (next < cells->count && cells->from[next] == i)
		next++;
	*length = next - k;
	count = (next < cells->count ? cells->from[next] : m->count) - i;
	if (count < 2 || count > LETTERS_MOST ||
	    (k && cells->from[k - 1] == i && !is_indicator(m, k - 1)))
		return 0;
	if (*length == 1 ? cells->dots[k] == cell_dots((char)mend_char(m, i))
			 : *length > PAIR || !strchr(first, cells->dots[k]))
		return 0;
	for (size_t n = 0; n < count; n++)
		if (!is_letter(mend_char(m, i + n)))
			return 0;
	return count;
}

static bool
has_both_cases(const struct mend *m, size_t start, size_t end)
{
	bool small = false, capital = false;

	for (; start < end; start++) {
		capital |= char_upper(mend_char(m, start));
		small |= !char_upper(mend_char(m, start));
	}
	return small && capital;
}

/* The sign at a cell is written without what it has behind the seam, and that is what it is
   without what is before. */
static void
part_word(struct mend *m, size_t k, size_t length, size_t seam)
{
	size_t end = word_end(m, seam), last = mend_end(m, end), next = k + length;
	struct louis_cells rest;

	if (has_both_cases(m, seam, end) || !mend_translate(m, seam, end, WITHIN_WORD, &rest))
		return;
	mend_replace(m, next, last - next, &rest);
	mend_spell(m, k, length, seam - m->cells->from[k]);
}

static void
part_words(struct mend *m)
{
	for (size_t k = 0; k < m->cells->count; k++) {
		size_t length, i = m->cells->from[k], count = letters_of_sign(m, k, &length);

		for (size_t n = 1; n < count; n++)
			if (is_seam(m, i + n)) {
				part_word(m, k, length, i + n);
				break;
			}
	}
}

/* ---- abbreviations ---- */

static bool
is_vowel(unsigned c)
{
	return c < 0x80 && c && strchr("aeiouyAEIOUY", (int)c);
}

static bool
has_vowel(const struct mend *m, size_t start, size_t end)
{
	for (; start < end; start++)
		if (is_vowel(mend_char(m, start)) || !is_letter(mend_char(m, start)))
			return true;
	return false;
}

/* Two letters of a part without a vowel in a word of capitals and small letters, or such a word
   with "wh" in it: the letters are not spoken as one ("MCh", "kWh", "kwh"). */
static bool
is_abbreviated(const struct mend *m, size_t i)
{
	size_t start = word_start(m, i), end = word_end(m, i), part = i, part_end = i + 1;
	bool capital =
	    (start && mend_char(m, start - 1) == CAPITAL) || (i > start && mend_spells(m, i, "wh"));

	if (char_upper(mend_char(m, i + 1)))
		return false;
	while (part > start && !char_upper(mend_char(m, part)))
		part--;
	while (part_end < end && !char_upper(mend_char(m, part_end)))
		part_end++;
	for (size_t at = start + 1; at < end; at++)
		capital |= char_upper(mend_char(m, at));
	return capital && !has_vowel(m, part, part_end);
}

static void
spell_abbreviations(struct mend *m)
{
	static const struct {
		const char *letters;
		char sign;
	} pairs[] = {{"ch", '*'}, {"gh", '<'}, {"sh", '%'}, {"st", '/'}, {"th", '?'}, {"wh", ':'}};

	for (size_t k = 0; k < m->cells->count; k++)
		for (size_t n = 0; n < sizeof(pairs) / sizeof(*pairs); n++)
			if (m->cells->dots[k] == cell_dots(pairs[n].sign) &&
			    mend_spells(m, m->cells->from[k], pairs[n].letters) &&
			    is_abbreviated(m, m->cells->from[k]))
				mend_spell(m, k, 1, 2);
}

/* ---- parts of words by themselves ---- */

/* The word is alone, and nothing before it has begun grade 1 mode. */
static bool
is_alone(const struct mend *m, size_t i, size_t length)
{
	if ((i && char_word(mend_char(m, i - 1))) || char_word(mend_char(m, i + length)) ||
	    m->letters[i].form & LOUIS_LETTERS)
		return false;
	for (; i && !char_space(mend_char(m, i - 1)) && mend_char(m, i - 1) != '-'; i--)
		if (char_digit(mend_char(m, i - 1)))
			return false;
	return true;
}

static void
sign_alone(struct mend *m, size_t i, size_t letters, const char *sign)
{
	const struct louis_cells *cells = m->cells;
	size_t k = mend_first_own(m, i);

	while (k < cells->count && cells->dots[k] == CELL_CAPITAL)
		k++;
	for (size_t n = 0; n < letters; n++)
		if (k + n >= cells->count || cells->from[k + n] != i + n ||
		    cells->dots[k + n] != cell_dots((char)mend_char(m, i + n)))
			return;
	m->cells->dots[k] = cell_dots(*sign);
	mend_drop(m, k + 1, letters - 1);
}

/* Groupsigns that the table keeps for longer words. */
static void
sign_parts(struct mend *m)
{
	static const struct {
		const char *word, *sign;
		size_t letters; /* that the sign is for */
	} parts[] = {{"ar", ">", 2}, {"gh", "<", 2}, {"ence", "5", 2}, {"cons", "3", 3}};

	for (size_t i = 0; i < m->count; i++)
		for (size_t n = 0; n < sizeof(parts) / sizeof(*parts); n++)
			if (mend_spells(m, i, parts[n].word) &&
			    is_alone(m, i, strlen(parts[n].word)))
				sign_alone(m, i, parts[n].letters, parts[n].sign);
}

/* ---- letters that would be read as shortforms ---- */

/* Not a part of an address, nor of what figures have begun. */
static bool
stands_alone(const struct mend *m, size_t start, size_t end)
{
	static const char inside[] = "/.@_\\:#";
	unsigned after = mend_char(m, end);

	if (char_digit(after) || (after < 0x80 && after != ' ' && strchr(inside, (int)after) &&
				     char_word(mend_char(m, end + 1))))
		return false;
	for (; start && !char_space(mend_char(m, start - 1)); start--) {
		unsigned c = mend_char(m, start - 1);

		if (c == '-')
			break;
		if (char_word(c) || (c < 0x80 && strchr(inside, (int)c)))
			return false;
	}
	return true;
}

/* The first letter of what reads as "great" or "braille", which are signs anywhere in a word, or
   as a sign that begins words and that no vowel follows; else the end of the word. */
static size_t
find_shortform(const struct mend *m, size_t start, size_t end)
{
	static const char *const begin[] = {"bl", "fr", "fst", "gd", "ll", "lr", "qk"};

	for (size_t n = 0; n < sizeof(begin) / sizeof(*begin); n++) {
		size_t next = start + strlen(begin[n]);

		if (next < end && mend_spells(m, start, begin[n]) &&
		    is_letter(mend_char(m, next)) && !is_vowel(mend_char(m, next)) &&
		    mend_char(m, next) != 'y' && mend_char(m, next) != 'Y')
			return start;
	}
	for (size_t i = start; i < end; i++)
		if (mend_spells(m, i, "brl") || mend_spells(m, i, "grt"))
			return i;
	return end;
}

static void
spell_word(struct mend *m, size_t start, size_t end)
{
	for (size_t k = mend_first(m, start); k < m->cells->count && m->cells->from[k] < end; k++) {
		size_t length, count = letters_of_sign(m, k, &length);

		if (count)
			mend_spell(m, k, length, count);
	}
}

static void
mark_letters(struct mend *m)
{
	for (size_t i = 0, end; i < m->count; i = end + (end == i)) {
		size_t k, found;

		end = word_end(m, i);
		found = find_shortform(m, i, end);
		if (found == end || !stands_alone(m, i, end))
			continue;
		for (k = mend_first(m, i); mend_is_sign(m, k); k += 2)
			;
		if (k == m->cells->count || m->cells->dots[k] == CELL_GRADE_1)
			continue;
		mend_insert(m, k, found == i ? ";" : ";;");
		if (found != i)
			spell_word(m, i, end);
	}
}

void
words_mend(struct mend *m)
{
	part_words(m);
	spell_abbreviations(m);
	if (!m->count || !louis_contracts(m->letters->table))
		return;
	sign_parts(m);
	mark_letters(m);
}
