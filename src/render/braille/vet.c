/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/vet.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { REPLACEMENT = 0xfffd, DOT_5 = 0x2810, NUMBER_MOST = 12, FRACTION_MOST = 8 };

/* Other ways to write a character, the best first; the first one the table can write is
   taken. A reader loses nothing by those of `same`. */
static const struct other {
	unsigned character;
	const char *way;
} same[] = {
    {0x00a0, " "},
    {0x2010, "-"},
    {0x2011, "-"},
    {0x2012, "–"},
    {0x2012, "-"},
    {0x2013, "-"},
    {0x2014, "--"},
    {0x2015, "—"},
    {0x2018, "'"},
    {0x2019, "'"},
    {0x201a, "'"},
    {0x201b, "'"},
    {0x201c, "\""},
    {0x201d, "\""},
    {0x201e, "\""},
    {0x201f, "\""},
    {0x00ab, "\""},
    {0x00bb, "\""},
    {0x2032, "'"},
    {0x2033, "\""},
    {0x2039, "'"},
    {0x203a, "'"},
    {0x2026, "..."},
    {0x2022, "*"},
    {0x2023, "•"},
    {0x2023, "*"},
    {0x2043, "•"},
    {0x2043, "*"},
    {0x2219, "•"},
    {0x25e6, "•"},
    {0x25e6, "*"},
    {0x25aa, "•"},
    {0x25aa, "*"},
    {0x25cf, "•"},
    {0x25cf, "*"},
    {0x00b7, "•"},
    {0x2044, "/"},
    {0x2215, "/"},
    {0x2212, "-"},
    {0x00d7, "x"},
    {0x22c5, "×"},
    {0x27e8, "\u2329"},
    {0x27e8, "<"},
    {0x27e9, "\u232a"},
    {0x27e9, ">"},
    {0x3008, "<"},
    {0x3009, ">"},
    {0x20a4, "£"},
    {0x2260, "=/="},
    {0x2264, "<="},
    {0x2265, ">="},
    {0x2248, "~"},
    {0x00b5, "μ"},
    {0x03bc, "µ"},
    {0x2126, "Ω"},
    {0x212b, "Å"},
    {0x0130, "I"},
    {0x0131, "i"},
    {0x1e9e, "SS"},
    {0x00df, "ss"},
    {'-', "\u2824"}, /* so in all codes */
    {0x2013, "\u2824"},
    {0x2014, "\u2824\u2824"},
    {0x2103, "°C"},
    {0x2109, "°F"},
};

/* Fractions stand apart: "1½" is not 11/2. */
static const struct other spelled[] = {
    {0xb5, "mc"},
    {0x3bc, "mc"},
    {0x2190, "<-"},
    {0x2192, "->"},
    {0x2194, "<->"},
    {0x21d2, "=>"},
    {0x2122, "(TM)"},
    {0x00ae, "(R)"},
    {0x00a9, "(C)"},
    {0x2120, "(SM)"},
    {0x20ac, "EUR"},
    {0x00a3, "GBP"},
    {0x00a5, "JPY"},
    {0x00a2, "c"},
    {0x20b9, "INR"},
    {0x00bc, " 1/4"},
    {0x00bd, " 1/2"},
    {0x00be, " 3/4"},
    {0x2150, " 1/7"},
    {0x2151, " 1/9"},
    {0x2152, " 1/10"},
    {0x2153, " 1/3"},
    {0x2154, " 2/3"},
    {0x2155, " 1/5"},
    {0x2156, " 2/5"},
    {0x2157, " 3/5"},
    {0x2158, " 4/5"},
    {0x2159, " 1/6"},
    {0x215a, " 5/6"},
    {0x215b, " 1/8"},
    {0x215c, " 3/8"},
    {0x215d, " 5/8"},
    {0x215e, " 7/8"},
    {0x2189, " 0/3"},
    {'"', "\u2836"},
    {'(', "\u2836"},
    {')', "\u2836"},
    {0x00b0, "deg"},
    {0x00b1, "+/-"},
    {0x00a7, "S."},
    {0x00b6, "P."},
    {0x2020, "(+)"},
    {0x2021, "(++)"},
    {0x2116, "No."},
    {0x2610, "[ ]"},
    {0x2611, "[x]"},
    {0x2612, "[x]"},
    {0x2705, "[x]"},
    {0x2713, "[x]"},
    {0x2714, "[x]"},
    {0x274c, "[no]"},
    {0x2717, "[no]"},
    {0x2718, "[no]"},
    {0x2716, "[no]"},
    {0x2605, "*"},
    {0x2606, "*"},
    {0x2665, "[heart]"},
    {0x2764, "[heart]"},
    {0x25b6, "•"},
    {0x25ba, "•"},
    {0x25c6, "•"},
    {0x2016, "||"},
    {0x2030, "/1000"},
    {0x211e, "Rx"},
    {0x26a0, "[warning]"},
    {0x260e, "[phone]"},
    {0x1f4de, "[phone]"},
    {0x2709, "[mail]"},
    {0x1f4e7, "[mail]"},
};

unsigned
vet_level(unsigned character, int *level)
{
	static const unsigned high[] = {
	    0x2070, 0xb9, 0xb2, 0xb3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079};

	*level = 1;
	for (unsigned i = 0; i < 10; i++)
		if (character == high[i])
			return '0' + i;
	if (character == 0x207f)
		return 'n';
	if (character == 0x207a || character == 0x207b)
		return character == 0x207a ? '+' : 0x2212;
	*level = -1;
	if (character == 0x208a || character == 0x208b)
		return character == 0x208a ? '+' : 0x2212;
	if (character >= 0x2080 && character <= 0x2089)
		return '0' + (character - 0x2080);
	*level = 0;
	return character;
}

unsigned
vet_dotted(unsigned letter, unsigned dot)
{
	static const struct {
		unsigned letter, dot, dotted;
	} known[] = {
	    {0x0915, 0x093c, 0x0958},
	    {0x0916, 0x093c, 0x0959},
	    {0x0917, 0x093c, 0x095a},
	    {0x091c, 0x093c, 0x095b},
	    {0x0921, 0x093c, 0x095c},
	    {0x0922, 0x093c, 0x095d},
	    {0x092b, 0x093c, 0x095e},
	    {0x092f, 0x093c, 0x095f},
	    {0x09a1, 0x09bc, 0x09dc},
	    {0x09a2, 0x09bc, 0x09dd},
	    {0x09af, 0x09bc, 0x09df},
	    {0x0a32, 0x0a3c, 0x0a33},
	    {0x0a38, 0x0a3c, 0x0a36},
	    {0x0a16, 0x0a3c, 0x0a59},
	    {0x0a17, 0x0a3c, 0x0a5a},
	    {0x0a1c, 0x0a3c, 0x0a5b},
	    {0x0a2b, 0x0a3c, 0x0a5e},
	    {0x0b21, 0x0b3c, 0x0b5c},
	    {0x0b22, 0x0b3c, 0x0b5d},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i].letter == letter && known[i].dot == dot)
			return known[i].dotted;
	return 0;
}

/* Of no width and no meaning in braille: soft hyphen, joiners, direction and variation marks. */
static bool
invisible(unsigned c)
{
	return c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e ||
	       (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff ||
	       (c >= 0xe0000 && c <= 0xe01ef);
}

/* The colours of skin that the sign before them takes on. */
static bool
skin(unsigned c)
{
	return c >= 0x1f3fb && c <= 0x1f3ff;
}

/* Letters that a typesetter joined ("\uFB01"): not those that a language did ("\u00E6"). */
static bool
is_typeset(unsigned c)
{
	return c >= 0xfb00 && c <= 0xfb06;
}

/* The text, when the table has a sign for all of it. */
static bool
take(struct louis *table, struct str text, unsigned out[VET_MOST], size_t *count)
{
	size_t n = 0;

	for (size_t at = 0; at < text.len;) {
		unsigned c = utf8_next(text, &at);

		if (n == VET_MOST || !louis_knows(table, c))
			return false;
		out[n++] = c;
	}
	*count = n;
	return n > 0;
}

static bool
other_way(struct louis *table, unsigned character, const struct other *list, size_t length,
    unsigned out[VET_MOST], size_t *count)
{
	for (size_t i = 0; i < length; i++)
		if (list[i].character == character && take(table, str_of(list[i].way), out, count))
			return true;
	return false;
}

/* The plain letters below accents, ligatures and wide forms, in the case they had. */
static bool
plain(struct louis *table, unsigned character, unsigned out[VET_MOST], size_t *count)
{
	struct buf original = {0}, folded = {0};
	bool taken;

	buf_char(&original, character);
	utf8_fold(buf_str(&original), &folded);
	taken = !str_equal(buf_str(&original), buf_str(&folded)) &&
		take(table, buf_str(&folded), out, count);
	for (size_t i = 0; taken && char_upper(character) && i < *count; i++)
		if (louis_knows(table, char_to_upper(out[i])))
			out[i] = char_to_upper(out[i]);
	buf_free(&original);
	buf_free(&folded);
	return taken;
}

static void
by_number(struct louis *table, unsigned character, unsigned out[VET_MOST], size_t *count)
{
	char text[VET_MOST];

	snprintf(text, sizeof(text), "[U+%04X]", character);
	if (take(table, str_of(text), out, count))
		return;
	snprintf(text, sizeof(text), "(u%x)", character);
	if (!take(table, str_of(text), out, count))
		*count = 0;
}

enum vet
vet_character(struct louis *table, unsigned character, unsigned out[VET_MOST], size_t *count)
{
	int level;

	*count = 0;
	if (character == UTF8_BAD)
		character = REPLACEMENT;
	if (invisible(character))
		return VET_EQUAL;
	if (char_space(character)) {
		out[(*count)++] = ' ';
		return VET_EQUAL;
	}
	if (char_control(character) || skin(character))
		return VET_SPELLED;
	if (is_typeset(character) && plain(table, character, out, count))
		return VET_EQUAL;
	if (louis_knows(table, character)) {
		out[(*count)++] = character;
		return VET_SAME;
	}
	if (other_way(table, character, same, sizeof(same) / sizeof(*same), out, count))
		return VET_EQUAL;
	if (other_way(table, character, spelled, sizeof(spelled) / sizeof(*spelled), out, count))
		return VET_SPELLED;
	vet_level(character, &level);
	if (!level && char_mark(character))
		return VET_SPELLED;
	if (plain(table, character, out, count))
		return VET_SPELLED;
	by_number(table, character, out, count);
	return *count ? VET_SPELLED : VET_NONE;
}

static struct louis_cells
cells_of(struct louis *table, const unsigned *chars, size_t count, struct arena *arena)
{
	struct louis_cells cells = {0};

	louis_translate(table, (struct louis_text){chars, NULL, count}, arena, &cells,
	    &(struct diag){.sink = diag_hush});
	return cells;
}

static bool
alike(const struct louis_cells *a, const struct louis_cells *b)
{
	return a->count && a->count == b->count && memcmp(a->dots, b->dots, a->count) == 0;
}

/* How a fraction is written by figures; NULL: the character is none. */
static const char *
fraction(unsigned character)
{
	for (size_t i = 0; i < sizeof(spelled) / sizeof(*spelled); i++)
		if (spelled[i].character == character && spelled[i].way[0] == ' ')
			return spelled[i].way + 1;
	return NULL;
}

static bool
parts_by_dot_5(struct louis *table)
{
	return louis_knows(table, DOT_5) &&
	       (louis_is_for(table, "es") || louis_is_for(table, "pt") ||
		   louis_is_for(table, "ca"));
}

unsigned
vet_between(struct louis *table, const unsigned *number, size_t count, unsigned next)
{
	unsigned chars[NUMBER_MOST + FRACTION_MOST], between = 0;
	const char *figures = fraction(next);
	struct arena arena = {0};
	struct louis_cells read, other;

	if (count > NUMBER_MOST) {
		number += count - NUMBER_MOST;
		count = NUMBER_MOST;
	}
	memcpy(chars, number, count * sizeof(*chars));
	chars[count] = next;
	read = cells_of(table, chars, count + 1, &arena);
	for (size_t i = 0; figures && figures[i]; i++)
		chars[count + i] = (unsigned char)figures[i];
	if (figures) {
		other = cells_of(table, chars, count + strlen(figures), &arena);
		between = alike(&read, &other) ? ' ' : 0;
	}
	for (unsigned digit = '0'; !figures && !between && digit <= '9'; digit++) {
		chars[count] = digit;
		other = cells_of(table, chars, count + 1, &arena);
		if (alike(&read, &other))
			between = parts_by_dot_5(table) ? DOT_5 : ' ';
	}
	arena_free(&arena);
	return between;
}

bool
vet_loses(struct louis *table, unsigned digit, unsigned next)
{
	unsigned chars[] = {digit, next};
	struct arena arena = {0};
	struct louis_cells without = cells_of(table, chars, 1, &arena),
			   with = cells_of(table, chars, 2, &arena);
	bool lost = alike(&without, &with);

	arena_free(&arena);
	return lost;
}
