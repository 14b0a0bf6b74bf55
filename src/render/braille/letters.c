/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/letters.h"

#include <string.h>

#include "base/utf8.h"
#include "document/text.h"
#include "render/braille/capitals.h"
#include "render/braille/vet.h"

/* Braille ASCII of marks that Unified English Braille has for itself. */
#define UEB_HIGH         "9"
#define UEB_LOW          "5"
#define UEB_LETTER       ";"
#define UEB_CAPITAL      ","
#define UEB_OPEN         "<"
#define UEB_CLOSE        ">"
#define UEB_SINGLE_CLOSE ",0"

enum {
	PATTERNS = 0x2800,
	GERMAN_NOTHING = 0x250a,
	RAISED_DOT = 0xb7,
	DOT_OPERATOR = 0x22c5,
	BULLET = 0x2022,
	LEVEL_MOST = 64,
	UNIT_MOST = 6,
	GROUPS_MOST = 5
};

static struct louis *
table_at(const struct letters *r, size_t at)
{
	struct louis *table = r->print.table && at < r->leaf->text.len ? r->print.table[at] : NULL;

	return table ? table : r->way->table;
}

static void
add_in(struct letters *r, struct louis *table, unsigned character, size_t from, unsigned form,
    enum gap cut)
{
	r->at = mem_grow(r->at, r->count, &r->room, sizeof(*r->at));
	r->at[r->count++] = (struct letter){.character = character,
	    .form = (unsigned char)form,
	    .cut = (unsigned char)cut,
	    .table = table,
	    .from = from};
}

static void
add(struct letters *r, unsigned character, size_t from, unsigned form, enum gap cut)
{
	add_in(r, table_at(r, from), character, from, form, cut);
}

static void
add_cells(struct letters *r, const char *cells, size_t from)
{
	for (; *cells; cells++)
		add(r, PATTERNS + cell_dots(*cells), from, print_form(&r->print, from), GAP_TIED);
}

static void
say_no_sign(struct letters *r, unsigned character, const unsigned *way, size_t count,
    const struct louis *table)
{
	struct buf detail = {0};

	if (!tables_miss(r->way->tables, r->way->table, r->way->where, character))
		return;
	buf_print(&detail, "U+%04X, written \"", character == UTF8_BAD ? 0xfffd : character);
	for (size_t i = 0; i < count; i++)
		buf_char(&detail, way[i]);
	buf_byte(&detail, '"');
	if (table)
		buf_print(&detail, " by %s", louis_name(table));
	diag_say(r->way->diag, DIAG_NO_SIGN, r->way->where, "%.*s", STR_ARG(buf_str(&detail)));
	buf_free(&detail);
}

static void
add_vetted(struct letters *r, unsigned character, size_t from, enum gap cut)
{
	unsigned written[VET_MOST];
	size_t count;
	struct louis *table = table_at(r, from);
	enum vet vet = vet_character(table, character, written, &count);

	if (vet == VET_NONE) {
		table = tables_fallback(table);
		vet_character(table, character, written, &count);
	}
	r->spelled |= vet == VET_SPELLED || vet == VET_NONE;
	if (vet == VET_SPELLED || vet == VET_NONE)
		say_no_sign(r, character, written, count, vet == VET_NONE ? table : NULL);
	for (size_t i = 0; i < count; i++)
		add_in(r, table, written[i], from, print_form(&r->print, from),
		    i + 1 == count ? cut : GAP_TIED);
}

/* The grade 1 mode that a number starts lasts to the next blank, hyphen or dash. */
static bool
after_number(const struct letters *out)
{
	for (size_t i = out->count; i-- > 0;) {
		unsigned c = out->at[i].character;

		if (c < 0x80 && ascii_digit((char)c))
			return true;
		if (char_space(c) || c == PATTERNS || c == '-' || (c >= 0x2010 && c <= 0x2015))
			return false;
	}
	return false;
}

static bool
all_digits(const unsigned *chars, size_t count, bool commas)
{
	for (size_t i = 0; i < count; i++)
		if (!(chars[i] < 0x80 && ascii_digit((char)chars[i])) &&
		    !(commas && chars[i] == ',' && i && i + 1 < count))
			return false;
	return count > 0;
}

/* A raised or lowered item of Unified English Braille: a number, one letter, or a group. */
static void
add_level_ueb(struct letters *r, const unsigned *chars, size_t count, bool high, size_t from)
{
	static const char digits[] = "JABCDEFGHI";
	bool number = all_digits(chars, count, true);

	if (!after_number(r))
		add_cells(r, UEB_LETTER, from);
	add_cells(r, high ? UEB_HIGH : UEB_LOW, from);
	if (number)
		add_cells(r, "#", from);
	else if (count > 1)
		add_cells(r, UEB_OPEN, from);
	for (size_t i = 0; i < count; i++) {
		char cell[] = {'1', 0};

		if (number && chars[i] != ',')
			cell[0] = digits[chars[i] - '0'];
		if (number)
			add_cells(r, cell, from);
		else
			add_vetted(r, chars[i], from, GAP_TIED);
	}
	if (!number && count > 1)
		add_cells(r, UEB_CLOSE, from);
}

static unsigned
raised(unsigned digit)
{
	static const unsigned high[] = {
	    0x2070, 0xb9, 0xb2, 0xb3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079};

	return digit < 0x80 && ascii_digit((char)digit) ? high[digit - '0'] : digit;
}

/* Other codes: the table's own raised figures, if it has them all. */
static bool
add_level_other(struct letters *r, const unsigned *chars, size_t count, size_t from)
{
	for (size_t i = 0; i < count; i++)
		if (raised(chars[i]) == chars[i] || !louis_knows(r->way->table, raised(chars[i])))
			return false;
	for (size_t i = 0; i < count; i++)
		add(r, raised(chars[i]), from, 0, GAP_TIED);
	return true;
}

static void
add_plain(struct letters *r, const unsigned *chars, size_t count, size_t from)
{
	for (size_t i = 0; i < count; i++)
		add_vetted(r, chars[i], from, GAP_TIED);
}

static bool
is_ordinal(const struct letters *r, const unsigned *chars, size_t count)
{
	unsigned before = r->count ? r->at[r->count - 1].character : 0;

	if (before >= 0x80 || !ascii_digit((char)before))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!char_letter(chars[i]))
			return false;
	return count <= 4;
}

static void
add_level(struct letters *r, const unsigned *chars, size_t count, bool high, size_t from)
{
	if (high && is_ordinal(r, chars, count))
		add_plain(r, chars, count, from);
	else if (louis_ueb(r->way->table))
		add_level_ueb(r, chars, count, high, from);
	else if (!high || !add_level_other(r, chars, count, from)) {
		if (high)
			add_vetted(r, '^', from, GAP_TIED);
		add_plain(r, chars, count, from);
	}
}

/* A reference: the print mark without its brackets, raised; in brackets where the code has
   nothing for that. */
static void
add_reference(struct letters *r, struct str label, size_t from)
{
	unsigned chars[LEVEL_MOST];
	size_t count = 0, at = 0;

	while (at < label.len && count < LEVEL_MOST) {
		unsigned c = utf8_next(label, &at);
		int level;

		c = vet_level(c, &level);
		if (c == 0x2013)
			c = '-';
		if (!char_space(c) && c != '[' && c != ']' && c != '(' && c != ')')
			chars[count++] = c;
	}
	if (!count)
		return;
	if (at < label.len) /* no mark is that long: it is text */
		for (at = 0; at < label.len;)
			add_vetted(r, utf8_next(label, &at), from, GAP_FREE);
	else if (louis_ueb(r->way->table))
		add_level_ueb(r, chars, count, true, from);
	else if (!add_level_other(r, chars, count, from)) {
		add_vetted(r, '(', from, GAP_TIED);
		add_plain(r, chars, count, from);
		add_vetted(r, ')', from, GAP_TIED);
	}
}

/* ---- where lines may end ---- */

static unsigned
char_at(struct str text, size_t at)
{
	return at < text.len ? utf8_next(text, &at) : 0;
}

static unsigned
char_before(struct str text, size_t at)
{
	return at ? utf8_before(text, &at) : 0;
}

static bool
is_digit_at(struct str text, size_t at)
{
	return at < text.len && ascii_digit(text.at[at]);
}

static bool
is_closing(unsigned c)
{
	return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' ||
	       c == ']' || c == 0xbb || c == 0x2019 || c == 0x201d || c == 0x2026 || c == '%';
}

/* A measure alone must not begin a line: "4 mg". */
static bool
is_unit(struct str text, size_t at)
{
	static const char units[] =
	    " mg g kg mcg µg ng ml mL dl dL l L cl cm mm m km in ft lb lbs oz"
	    " mmHg hr hrs min s h °C °F % IU mEq mmol kcal am pm a.m. p.m. ";
	size_t end = at;
	char key[UNIT_MOST + 2] = " ";

	while (end < text.len && !ascii_space(text.at[end]) && text.at[end] != ',' &&
	       text.at[end] != ';' && text.at[end] != ')' && text.at[end] != '/')
		end++;
	if (end > at + 1 && text.at[end - 1] == '.' &&
	    str_find_byte(str_sub(text, at, end - 1), '.', 0) == STR_NONE)
		end--;
	if (end == at || end - at > UNIT_MOST)
		return false;
	memcpy(key + 1, text.at + at, end - at);
	key[1 + end - at] = ' ';
	return str_find(str_of(units), (struct str){key, end - at + 2}, 0) != STR_NONE;
}

static bool
is_closed_by_mark(struct str text, size_t at)
{
	while (at < text.len && !ascii_space(text.at[at])) {
		unsigned c = utf8_next(text, &at);

		if (!is_closing(c) && c != '"' && c != '\'')
			return false;
	}
	return true;
}

static size_t
digits_before(struct str text, size_t at)
{
	size_t start = at;

	while (start && ascii_digit(text.at[start - 1]))
		start--;
	return at - start;
}

static size_t
digits_after(struct str text, size_t at)
{
	size_t end = at;

	while (is_digit_at(text, end))
		end++;
	return end - at;
}

/* Groups of three parted by ordinary blanks, enough of them, or a group of noughts, so that it
   cannot be a count and a strength ("2 500 mg tablets"), and not so many that they are a list. */
static bool
is_grouped(struct str text, size_t blank)
{
	size_t groups = 1, at = blank;
	bool noughts = str_equal(str_sub(text, at + 1, at + 4), S("000"));

	while (digits_after(text, at + 1) == 3) {
		groups++;
		at += 4;
		if (at >= text.len || text.at[at] != ' ')
			break;
	}
	if (groups == 1 || is_digit_at(text, at))
		return false;
	for (at = blank; digits_before(text, at) == 3 && at > 4 && text.at[at - 4] == ' ' &&
			 ascii_digit(text.at[at - 5]);
	     at -= 4)
		groups++;
	return groups <= GROUPS_MOST && (groups >= 3 || noughts) && digits_before(text, at) <= 3;
}

static bool
is_one_number(const struct letters *r, size_t at, size_t next, unsigned c)
{
	if (print_mark(&r->print, at) & MARK_PHONE || c != ' ')
		return true;
	return next == at + 1 && is_grouped(r->leaf->text, at);
}

bool
letters_tied(const struct print *print, struct str text, size_t blank)
{
	size_t next = blank;
	unsigned c = utf8_next(text, &next), before = char_before(text, blank),
		 after = char_at(text, next);

	if (print_mark(print, blank) & MARK_PHONE && !char_letter(before) && !char_letter(after))
		return true;
	return (c != ' ' && c != '\n') || (is_closing(after) && is_closed_by_mark(text, next)) ||
	       before == 0xab ||
	       (before < 0x80 && ascii_digit((char)before) && is_unit(text, next));
}

static void
add_blank(struct letters *r, unsigned c, size_t at, size_t next)
{
	struct str text = r->leaf->text;
	unsigned before = char_before(text, at), after = char_at(text, next);
	bool numbers =
	    before < 0x80 && ascii_digit((char)before) && after < 0x80 && ascii_digit((char)after);

	if (numbers && louis_ueb(r->way->table) && !is_one_number(r, at, next, c))
		add(r, PATTERNS, at, print_form(&r->print, at), GAP_FREE);
	else
		add(r, ' ', at, print_form(&r->print, at),
		    letters_tied(&r->print, text, at) ? GAP_TIED : GAP_FREE);
}

/* Two letters or figures on either side: where a word that is longer than the line is cut. */
static enum gap
cut_inside(struct str text, unsigned c, size_t at, size_t next)
{
	size_t further = next;

	if (!char_word(c) || !char_word(char_before(text, at)) || next >= text.len)
		return GAP_TIED;
	return char_word(utf8_next(text, &further)) && char_word(char_at(text, further)) ? GAP_CUT
											 : GAP_TIED;
}

/* Behind a slash and before a point or an at sign, but "https://" stays with its host. */
static enum gap
cut_in_address(struct str text, unsigned c, size_t at, size_t next)
{
	unsigned after = char_at(text, next);

	if (!after || char_space(after))
		return GAP_TIED;
	if (c == '/' && char_before(text, at) != '/' && char_word(after))
		return GAP_FREE;
	if ((after == '.' || after == '@') && char_word(c) && next + 1 < text.len &&
	    char_word(char_at(text, next + 1)))
		return GAP_FREE;
	return cut_inside(text, c, at, next);
}

static enum gap
cut_behind(const struct letters *r, unsigned c, size_t at, size_t next)
{
	unsigned before = char_before(r->leaf->text, at), after = char_at(r->leaf->text, next);

	if (print_mark(&r->print, at) & MARK_PHONE)
		return c == '-' && char_word(before) && char_word(after) ? GAP_WORST : GAP_TIED;
	if (print_mark(&r->print, at) & MARK_ADDRESS)
		return cut_in_address(r->leaf->text, c, at, next);
	if ((c == '-' || c == 0x2010 || c == '/') && char_letter(before) && char_letter(after))
		return GAP_FREE;
	if ((c == 0x2013 || c == 0x2014) && before && !char_space(before) && !char_digit(before) &&
	    char_word(after) && !char_digit(after))
		return GAP_FREE;
	if (c == ',' && before < 0x80 && ascii_digit((char)before) && after < 0x80 &&
	    ascii_digit((char)after))
		return GAP_WORST;
	if (char_digit(c) || char_digit(after))
		return GAP_TIED;
	return cut_inside(r->leaf->text, c, at, next);
}

/* ---- the walk ---- */

static void
drop_blanks(struct letters *out)
{
	while (out->count && out->at[out->count - 1].character == ' ')
		out->count--;
}

static size_t
read_citation(struct letters *r, const struct span *span)
{
	struct str marked = str_sub(r->leaf->text, span->start, span->end);

	drop_blanks(r);
	if (r->way->references)
		add_reference(r, marked.len ? marked : span->value, span->start);
	if (char_word(char_at(r->leaf->text, span->end)))
		add(r, ' ', span->start, 0, GAP_FREE);
	return span->end;
}

/* What says that a picture in a line is one is a transcriber's note around its description. */
static void
open_images(struct letters *r, size_t at)
{
	for (size_t i = 0; i < r->leaf->span_count; i++) {
		if (r->leaf->spans[i].kind != SPAN_IMAGE || r->leaf->spans[i].start != at ||
		    r->leaf->spans[i].end == at)
			continue;
		add_cells(r, RUN_NOTE_OPEN, at);
		for (size_t next = 0; next < r->way->image.len;)
			add_vetted(r, utf8_next(r->way->image, &next), at, GAP_TIED);
		add(r, ':', at, print_form(&r->print, at), GAP_TIED);
		add(r, ' ', at, print_form(&r->print, at), GAP_FREE);
	}
}

static void
close_images(struct letters *r, size_t at)
{
	for (size_t i = 0; i < r->leaf->span_count; i++)
		if (r->leaf->spans[i].kind == SPAN_IMAGE && r->leaf->spans[i].end == at &&
		    r->leaf->spans[i].start < at)
			add_cells(r, RUN_NOTE_CLOSE, at - 1);
}

static bool
has_image(const struct letters *r, size_t at)
{
	return r->way->image.len && print_mark(&r->print, at) & MARK_CITED;
}

/* A raised dot is a point, multiplies between figures or letters, or is a bullet. */
static unsigned
raised_dot(const struct letters *r, size_t at, size_t next)
{
	struct str text = r->leaf->text;
	bool tight = char_word(char_before(text, at)) && char_word(char_at(text, next));

	if (text_raised_dot(text, at) == TEXT_DOT_POINT)
		return '.';
	if (!louis_ueb(table_at(r, at)))
		return RAISED_DOT;
	while (at && text.at[at - 1] == ' ')
		at--;
	while (next < text.len && text.at[next] == ' ')
		next++;
	return tight || (char_digit(char_before(text, at)) && char_digit(char_at(text, next)))
		   ? DOT_OPERATOR
		   : BULLET;
}

/* The sign of ordinals is often typed for that of degrees: "37 ºC"; an apostrophe for minutes. */
static unsigned
meant(const struct letters *r, unsigned c, size_t at, size_t next)
{
	unsigned after = char_at(r->leaf->text, next), before = char_before(r->leaf->text, at);

	if (c == '\'' && char_digit(before) && !louis_ueb(table_at(r, at)) &&
	    vet_loses(table_at(r, at), before, c))
		return 0x2032;
	if (c == RAISED_DOT &&
	    (louis_ueb(table_at(r, at)) || str_equal_fold(str_primary(r->way->language), S("en"))))
		return raised_dot(r, at, next);
	return c == 0xba && (after == 'C' || after == 'F') ? 0xb0 : c;
}

/* Of Unified English Braille's table, a quotation mark that it reads as what it is here. */
static unsigned
quoted(const struct letters *r, unsigned c, size_t at)
{
	if (print_mark(&r->print, at) & (MARK_OPENS | MARK_CLOSES))
		return print_mark(&r->print, at) & MARK_OPENS ? 0x201c : 0x201d;
	return c == 0x2019 && louis_ueb(r->way->table) ? '\'' : c;
}

/* A run of raised or lowered characters, by their kind or by a span. */
static size_t
read_level(struct letters *r, size_t at)
{
	unsigned chars[LEVEL_MOST];
	size_t count = 0, from = at;
	int level = 0;

	while (at < r->leaf->text.len && count < LEVEL_MOST) {
		size_t next = at;
		int own;
		unsigned c = vet_level(quoted(r, utf8_next(r->leaf->text, &next), at), &own);

		if (!own && print_mark(&r->print, at) & (MARK_HIGH | MARK_LOW))
			own = print_mark(&r->print, at) & MARK_HIGH ? 1 : -1;
		if (!own || (level && own != level) || char_space(c))
			break;
		level = own;
		chars[count++] = c;
		at = next;
	}
	if (count)
		add_level(r, chars, count, level > 0, from);
	return at;
}

/* A letter together with the dot below that follows it, where the table has a sign for both. */
static unsigned
dotted(const struct letters *r, unsigned c, size_t at, size_t *next)
{
	struct louis *table = table_at(r, at);
	size_t behind = *next;
	unsigned dot = behind < r->leaf->text.len ? utf8_next(r->leaf->text, &behind) : 0;
	unsigned both = char_mark(dot) ? vet_dotted(c, dot) : 0;

	if (!both || louis_knows(table, dot) || !louis_knows(table, both))
		return c;
	*next = behind;
	return both;
}

/* A question mark is the sign that opens a quotation, where one could stand. */
static bool
reads_as_quotation(const struct letters *r, size_t at)
{
	unsigned before = char_before(r->leaf->text, at);

	return louis_ueb(table_at(r, at)) &&
	       (before == '-' || (before >= 0x2010 && before <= 0x2015));
}

static bool
is_fraction(unsigned c)
{
	return (c >= 0xbc && c <= 0xbe) || (c >= 0x2150 && c <= 0x215e);
}

static bool
in_number(unsigned c)
{
	return char_digit(c) || c == '.' || c == ',';
}

/* A letter behind a number that would be read as its next figure, or has another table. */
static void
part_from_number(struct letters *r, unsigned c, size_t at)
{
	struct louis *table = table_at(r, at);
	unsigned number[LEVEL_MOST], between;
	size_t start = r->count;

	if (!r->count || !in_number(r->at[r->count - 1].character) || louis_ueb(table) ||
	    !(char_letter(c) || is_fraction(c)))
		return;
	while (start && r->count - start < LEVEL_MOST && in_number(r->at[start - 1].character) &&
	       r->at[start - 1].table == table)
		start--;
	while (start < r->count && !char_digit(r->at[start].character))
		start++;
	if (start == r->count) {
		if (char_digit(r->at[r->count - 1].character))
			add(r, ' ', at, print_form(&r->print, at), GAP_TIED);
		return;
	}
	for (size_t i = start; i < r->count; i++)
		number[i - start] = r->at[i].character;
	if (louis_knows(table, c))
		between = vet_between(table, number, r->count - start, c);
	else
		between = is_fraction(c) ? 0 : ' ';
	if (between)
		add(r, between, at, print_form(&r->print, at), GAP_TIED);
}

/* The German tables never come to an end with " -a@b"; what they part signs with, and write as
   nothing, helps. */
static bool
never_ends(const struct letters *r, unsigned c, size_t at)
{
	struct str text = r->leaf->text;

	if (char_word(c) || !at || !char_space(char_before(text, at)))
		return false;
	while (at < text.len && !ascii_space(text.at[at]) && text.at[at] != '@')
		at++;
	return at < text.len && text.at[at] == '@' && louis_is_for(table_at(r, at), "de") &&
	       vet_loses(table_at(r, at), '1', GERMAN_NOTHING);
}

/* In capitals throughout, the table would write "BSc" as B, S and the end of capitals. */
static bool
begins_part(const struct letters *r, unsigned c, size_t at)
{
	return c >= 'A' && c <= 'Z' && louis_ueb(table_at(r, at)) &&
	       capitals_begin_part(r->leaf->text, at);
}

void
letters_read(struct letters *r, size_t at, size_t end)
{
	size_t span = 0, begin = at;

	r->count = 0;
	r->spelled = false;
	while (at < end) {
		size_t next = at;
		unsigned c;

		if (at > begin && has_image(r, at - 1))
			close_images(r, at);
		if (has_image(r, at))
			open_images(r, at);
		while (
		    span < r->leaf->span_count &&
		    (r->leaf->spans[span].start < at || r->leaf->spans[span].kind != SPAN_CITATION))
			span++;
		if (span < r->leaf->span_count && r->leaf->spans[span].start == at) {
			at = read_citation(r, &r->leaf->spans[span++]);
			continue;
		}
		next = read_level(r, at);
		if (next > at) {
			at = next;
			continue;
		}
		c = utf8_next(r->leaf->text, &next);
		c = meant(r, c, at, next);
		c = dotted(r, quoted(r, c, at), at, &next);
		if (char_space(c))
			add_blank(r, c, at, next);
		else if (print_mark(&r->print, at) & MARK_SINGLE)
			add_cells(r, UEB_SINGLE_CLOSE, at);
		else {
			if (c == '?' && reads_as_quotation(r, at))
				add_cells(r, UEB_LETTER, at);
			part_from_number(r, c, at);
			if (never_ends(r, c, at))
				add(r, GERMAN_NOTHING, at, print_form(&r->print, at), GAP_TIED);
			if (begins_part(r, c, at)) {
				add_cells(r, UEB_CAPITAL, at);
				c = char_to_lower(c);
			}
			add_vetted(r, c, at, cut_behind(r, c, at, next));
		}
		at = next;
	}
	if (end > begin && has_image(r, end - 1))
		close_images(r, end);
}

struct letters
letters_of(const struct leaf_way *way, const struct leaf_text *leaf)
{
	return (struct letters){.way = way, .leaf = leaf, .print = print_of(way, leaf)};
}

void
letters_mark(struct letters *r, struct str label)
{
	r->count = 0;
	add_reference(r, label, 0);
}
