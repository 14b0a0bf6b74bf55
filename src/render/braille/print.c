/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/print.h"

#include <string.h>

#include "base/utf8.h"

static unsigned
form_of_span(enum span_kind kind)
{
	switch (kind) {
	case SPAN_EMPHASIS:
		return LOUIS_ITALIC;
	case SPAN_STRONG:
		return LOUIS_BOLD;
	case SPAN_STRIKE:
		return LOUIS_STRIKE;
	case SPAN_CODE:
		return LOUIS_LETTERS;
	case SPAN_SENTENCE:
	case SPAN_SUPERSCRIPT:
	case SPAN_SUBSCRIPT:
	case SPAN_LINK:
	case SPAN_LANGUAGE:
	case SPAN_IMAGE:
	case SPAN_CITATION:
	case SPAN_PHONE:
	case SPAN_ABBREVIATION:
	case SPAN_KIND_COUNT:
		break;
	}
	return 0;
}

static unsigned
mark_of_span(enum span_kind kind)
{
	if (kind == SPAN_PHONE)
		return MARK_PHONE;
	if (kind == SPAN_SUPERSCRIPT)
		return MARK_HIGH;
	return kind == SPAN_SUBSCRIPT ? MARK_LOW : 0;
}

static bool
wordless(struct str text, const struct leaf_text *leaf, size_t from, size_t to)
{
	for (size_t at = from; at < to;) {
		size_t start = at;
		bool cited = false;

		for (size_t i = 0; i < leaf->span_count && leaf->spans[i].start <= start; i++)
			cited |= leaf->spans[i].kind == SPAN_CITATION && start < leaf->spans[i].end;
		if (char_word(utf8_next(text, &at)) && !cited)
			return false;
	}
	return true;
}

unsigned
leaf_emphasis(const struct leaf_text *leaf, const struct span *span)
{
	unsigned form = form_of_span(span->kind) & (unsigned)~LOUIS_LETTERS;
	bool alone = form && wordless(leaf->text, leaf, 0, span->start) &&
		     wordless(leaf->text, leaf, span->end, leaf->text.len);

	return leaf->heading || alone ? form & LOUIS_STRIKE : form;
}

enum { INITIALS_LEAST = 2, INITIALS_MOST = 6 };

static bool
is_capitals(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!ascii_upper(word.at[i]))
			return false;
	return word.len >= INITIALS_LEAST;
}

/* A print on its way. */
struct printing {
	struct print print;
	const struct leaf_way *way;
	const struct leaf_text *leaf;
};

static void
set_table(struct printing *p, size_t start, size_t end, struct louis *table)
{
	if (!p->print.table)
		p->print.table =
		    arena_array(p->way->arena, p->leaf->text.len + 1, sizeof(struct louis *));
	for (size_t i = start; i < end; i++)
		p->print.table[i] = table;
}

static void
set_looks(struct printing *p, size_t start, size_t end, unsigned form, unsigned mark)
{
	if (!p->print.form) {
		p->print.form = arena_get(p->way->arena, p->leaf->text.len + 1);
		p->print.mark = arena_get(p->way->arena, p->leaf->text.len + 1);
	}
	for (size_t i = start; i < end; i++) {
		p->print.form[i] |= (unsigned char)form;
		p->print.mark[i] |= (unsigned char)mark;
	}
}

static struct louis *
other_table(const struct leaf_way *way, struct str language)
{
	struct louis *table = tables_other(way->tables, language, way->diag, way->where);

	return table ? table : tables_plain(way->tables, way->language, way->table);
}

static void
read_span(struct printing *p, const struct span *span)
{
	const struct leaf_way *way = p->way;
	unsigned form = leaf_emphasis(p->leaf, span), mark = mark_of_span(span->kind);
	struct louis *table = NULL;
	size_t size = p->leaf->text.len + 1;

	if (form & (LOUIS_ITALIC | LOUIS_BOLD) && way->plain && !louis_emphasis(way->table))
		++*way->plain;
	form |= form_of_span(span->kind) & LOUIS_LETTERS;
	if (span->kind == SPAN_LANGUAGE)
		table = other_table(way, span->value);
	if (table && (table != way->table || p->print.table))
		set_table(p, span->start, span->end, table);
	if (form || mark)
		set_looks(p, span->start, span->end, form, mark);
	if (span->kind == SPAN_IMAGE && span->end > span->start) {
		set_looks(p, span->start, span->start + 1, 0, MARK_CITED);
		set_looks(p, span->end - 1, span->end, 0, MARK_CITED);
	}
	if (span->kind == SPAN_CITATION)
		set_looks(p, span->start - (span->start > 0),
		    span->end + 1 < size ? span->end + 1 : size, 0, MARK_CITED);
}

static bool
is_address(struct str word)
{
	size_t at = str_find_byte(word, '@', 0);

	if (str_find(word, S("://"), 0) != STR_NONE || str_starts_fold(word, S("www.")))
		return true;
	return at != STR_NONE && at > 0 && str_find_byte(word, '.', at) != STR_NONE;
}

/* Words that are written in capitals to be loud, not to be spelled. */
static bool
is_stressed(struct str word)
{
	return str_equal(word, S("NO")) || str_equal(word, S("DO")) || str_equal(word, S("SO")) ||
	       str_equal(word, S("GO")) || str_equal(word, S("IF")) || str_equal(word, S("IN")) ||
	       str_equal(word, S("IS")) || str_equal(word, S("BE")) || str_equal(word, S("OF")) ||
	       str_equal(word, S("OR")) || str_equal(word, S("TO"));
}

/* Three letters that would contract are a word when they are one of these, else initials:
   "OUT", but "OUD", "AED", "EST". */
static bool
is_short_word(struct str word)
{
	static const char words[] =
	    " AND ARC ARE ARK ARM ART ASH BAR BED BIN BOW BUT CAN CAR COW DAY DEN DIN "
	    "EAR END ERA ERR FAR FED FIN FOR GIN HAD HEN HER HIM HIS HOW INK INN ITS JAR "
	    "KIN LED LOW MEN MOW NOT NOW OFF OFT ONE OUR OUT OWE OWL OWN PAR PEN PER PIN "
	    "RED ROW SHE SHY SIN SOW TAR TED TEN THE THY TIN TOW VOW WAR WAS WED WHY WIN "
	    "WOW YEN YOU ";
	char key[] = "     ";

	memcpy(key + 1, word.at, 3);
	return strstr(words, key) != NULL;
}

static bool
has_vowel(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (str_find_byte(S("AEIOUY"), word.at[i], 0) != STR_NONE)
			return true;
	return false;
}

static bool
is_expanded(const struct leaf_way *way, struct str word)
{
	for (size_t i = 0; i < way->initials_count; i++)
		if (str_equal(way->initials[i], word))
			return true;
	return false;
}

/* "IT'S" is the word it, whatever "IT" is. */
static bool
is_elided(struct str text, size_t end)
{
	size_t next = end;
	unsigned c = end < text.len ? utf8_next(text, &next) : 0;

	return (c == '\'' || c == 0x2019) && next < text.len && ascii_upper(text.at[next]);
}

/* "SHHH" is a sound. */
static bool
is_drawn_out(struct str word)
{
	for (size_t i = 2; i < word.len; i++)
		if (word.at[i] == word.at[i - 1] && word.at[i] == word.at[i - 2])
			return true;
	return false;
}

/* "CD" has nothing in it to contract, and its marks are best left alone. */
static bool
contracts(struct str word)
{
	static const char *const signs[] = {"CH", "GH", "SH", "TH", "WH", "ST"};

	if (has_vowel(word))
		return true;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (str_find(word, str_of(signs[i]), 0) != STR_NONE)
			return true;
	return false;
}

/* "US" and "WHO" are letters, not the words us and who. Longer ones that can be spoken as
   words are contracted like words, and so is text that runs in capitals. */
static void
read_initials(struct printing *p, size_t start, size_t end, bool running)
{
	struct str text = p->leaf->text, word = str_sub(text, start, end);
	bool spelled = word.len == 2 || str_equal(word, S("WHO")) || !has_vowel(word) ||
		       (word.len == 3 && !is_short_word(word));

	if (word.len > INITIALS_MOST || !is_capitals(word) || is_elided(text, end) ||
	    is_drawn_out(word) || !contracts(word))
		return;
	if (!is_expanded(p->way, word) &&
	    (running || !spelled || is_stressed(word) || !louis_english(p->way->table)))
		return;
	set_looks(p, start, end, LOUIS_LETTERS, 0);
}

static size_t
figures_end(struct str text, size_t at)
{
	while (at < text.len && ascii_digit(text.at[at]))
		at++;
	return at;
}

static size_t
letters_end(struct str text, size_t at)
{
	while (at < text.len && ascii_alpha(text.at[at]))
		at++;
	return at;
}

static bool
runs_in_capitals(struct str text, size_t start, size_t end)
{
	unsigned count = 1;
	size_t at = end;

	while (at < text.len && count < 3) {
		size_t word_start = at + 1, word_end;

		if (text.at[at] != ' ')
			break;
		word_end = letters_end(text, word_start);
		if (!is_capitals(str_sub(text, word_start, word_end)))
			break;
		count++;
		at = word_end;
	}
	at = start;
	while (at > 1 && count < 3 && text.at[at - 1] == ' ') {
		size_t word_end = at - 1, word_start = word_end;

		while (word_start && ascii_alpha(text.at[word_start - 1]))
			word_start--;
		if (!is_capitals(str_sub(text, word_start, word_end)))
			break;
		count++;
		at = word_start;
	}
	return count >= 3;
}

/* Of "STDs" the initials alone. */
static size_t
without_plural(struct str text, size_t start, size_t end)
{
	bool plural = end > start + 2 && text.at[end - 1] == 's' && ascii_upper(text.at[end - 2]);

	return end - plural;
}

static void
read_capitals(struct printing *p, size_t start, size_t end)
{
	struct str text = p->leaf->text;

	for (size_t i = start; i < end; i++) {
		size_t stop = letters_end(text, i);

		if (stop > i) {
			read_initials(
			    p, i, without_plural(text, i, stop), runs_in_capitals(text, i, stop));
			i = stop - 1;
		}
	}
}

/* Of ".99chances" the table contracts the letters, though figures leave grade 1 mode on. */
static void
read_tail(struct printing *p, size_t start, size_t end)
{
	struct str text = p->leaf->text;

	for (size_t at = start; at + 1 < end; at++) {
		size_t tail = text.at[at] == '.' ? figures_end(text, at + 1) : at + 1;

		if (tail > at + 1 && letters_end(text, tail) > tail)
			set_looks(p, tail, letters_end(text, tail), LOUIS_LETTERS, 0);
	}
}

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Words without a point or a colon are no addresses, those without two capitals no initials. */
static void
read_words(struct printing *p)
{
	struct str text = p->leaf->text;

	for (size_t at = 0, end; at < text.len; at = end + 1) {
		bool capitals = false, pointed = false, figures = false;

		for (end = at; end < text.len && !ascii_space(text.at[end]); end++) {
			char c = text.at[end];

			capitals |= end > at && is_capital(c) && is_capital(text.at[end - 1]);
			pointed |= c == '.' || c == ':';
			figures |= ascii_digit(c);
		}
		if (pointed && figures && louis_ueb(p->way->table))
			read_tail(p, at, end);
		if (pointed && is_address(str_sub(text, at, end)))
			set_looks(p, at, end, 0, MARK_ADDRESS);
		else if (capitals)
			read_capitals(p, at, end);
	}
}

/* ---- groups of figures that are one number ---- */

/* Groups with one blank between them. */
static size_t
groups_end(struct str text, size_t at)
{
	size_t end = figures_end(text, at);

	while (end + 1 < text.len && text.at[end] == ' ' && ascii_digit(text.at[end + 1]))
		end = figures_end(text, end + 1);
	return end;
}

static bool
in_range(struct str text, size_t at, size_t length, unsigned least, unsigned most)
{
	unsigned long number;

	return at + length <= text.len &&
	       str_number(str_sub(text, at, at + length), most, &number) && number >= least;
}

/* "1947 08 31", "16 00" */
static bool
is_moment(struct str text, size_t start, size_t end)
{
	if (end - start == 10 && text.at[start + 4] == ' ' && text.at[start + 7] == ' ')
		return in_range(text, start, 4, 1000, 2999) &&
		       in_range(text, start + 5, 2, 1, 12) && in_range(text, start + 8, 2, 1, 31);
	return end - start == 5 && text.at[start + 2] == ' ' && text.at[start + 3] == '0' &&
	       in_range(text, start, 2, 0, 23) && in_range(text, start + 3, 2, 0, 59);
}

/* "ISBN 978 1 55468 513 4", "ISBN-10: 1 ..." */
static bool
is_book_number(struct str text, size_t start)
{
	size_t end = start;

	while (end && (text.at[end - 1] == ' ' || text.at[end - 1] == ':'))
		end--;
	if (str_ends(str_sub(text, 0, end), S("-10")) || str_ends(str_sub(text, 0, end), S("-13")))
		end -= 3;
	return end >= 4 && str_equal_fold(str_sub(text, end - 4, end), S("isbn"));
}

/* The "3" of "(61) 3 1234 5678" */
static bool
is_before_phone(const struct printing *p, size_t start, size_t end)
{
	return start > 2 && p->leaf->text.at[start - 2] == ')' && end == start + 1 &&
	       end + 1 < p->leaf->text.len && print_mark(&p->print, end + 1) & MARK_PHONE;
}

static void
read_numbers(struct printing *p)
{
	struct str text = p->leaf->text;

	for (size_t at = 0, end; at < text.len; at = end + 1) {
		bool ends;

		while (at < text.len && !ascii_digit(text.at[at]))
			at++;
		end = groups_end(text, at);
		ends = end >= text.len || !char_word(utf8_next(text, &(size_t){end}));
		if (figures_end(text, at) == end)
			continue;
		if (is_book_number(text, at) || (ends && is_moment(text, at, end)))
			set_looks(p, at, end, 0, MARK_PHONE);
		else if (is_before_phone(p, at, figures_end(text, at)))
			set_looks(p, at, figures_end(text, at) + 1, 0, MARK_PHONE);
	}
}

enum { QUOTE_OPEN = 0x2018, QUOTE_CLOSE = 0x2019 };

static bool
opens_after(unsigned before)
{
	return !before || char_space(before) || before == '(' || before == '[' || before == '{' ||
	       before == '-' || before == '/' || before == '=' ||
	       (before >= 0x2010 && before <= QUOTE_OPEN) || before == 0x201c;
}

/* A straight mark between letters opens where one that can only close is next: judg"mental". */
static bool
opens_inside(struct str text, size_t at, unsigned before, unsigned after)
{
	size_t next = str_find_byte(text, '"', at + 1);

	if (!char_letter(before) || !char_letter(after) || next == STR_NONE ||
	    char_space(utf8_before(text, &(size_t){next})))
		return false;
	return next + 1 == text.len || !char_word(utf8_next(text, &(size_t){next + 1}));
}

/* Which straight quotation marks open and which close, and which apostrophes are the end of
   words in single quotation marks; those that nobody can tell are left alone. */
static void
read_quotes(struct printing *p)
{
	struct str text = p->leaf->text;
	bool open = false, single = false;
	unsigned before = 0;

	if (str_find_byte(text, '"', 0) == STR_NONE && str_find(text, S("\u2018"), 0) == STR_NONE)
		return;

	for (size_t at = 0, next = 0; at < text.len; at = next) {
		unsigned c = utf8_next(text, &next), after = 0;
		size_t peek = next;

		if (next < text.len)
			after = utf8_next(text, &peek);
		if (c == '"' && !open && after && !char_space(after) &&
		    (opens_after(before) || opens_inside(text, at, before, after))) {
			set_looks(p, at, at + 1, 0, MARK_OPENS);
			open = true;
		} else if (c == '"' && open && !opens_after(before)) {
			set_looks(p, at, at + 1, 0, MARK_CLOSES);
			open = false;
		} else if (c == QUOTE_OPEN)
			single = after && !char_space(after);
		else if (c == QUOTE_CLOSE && single && !char_space(before) && !char_word(after)) {
			set_looks(p, at, at + 1, 0, MARK_SINGLE);
			single = false;
		}
		before = c;
	}
}

/* Emphasis cannot be seen on blanks: one has what the characters on both sides share. */
static void
settle_blanks(struct printing *p)
{
	const unsigned char emphasis = (unsigned char)~LOUIS_LETTERS;
	struct str text = p->leaf->text;
	unsigned char *form = p->print.form;

	for (size_t at = 0, end; form && at < text.len; at = end) {
		unsigned char shared;

		for (end = at; end < text.len && ascii_space(text.at[end]); end++)
			;
		shared = at && end < text.len ? form[at - 1] & form[end] & emphasis : 0;
		for (size_t i = at; i < end; i++)
			form[i] = (unsigned char)((form[i] & LOUIS_LETTERS) | shared);
		end += end == at;
	}
}

struct print
print_of(const struct leaf_way *way, const struct leaf_text *leaf)
{
	struct printing p = {.way = way, .leaf = leaf};

	for (size_t i = 0; i < leaf->span_count; i++)
		read_span(&p, &leaf->spans[i]);
	read_words(&p);
	read_numbers(&p);
	if (louis_ueb(way->table) && !leaf->code)
		read_quotes(&p);
	if (leaf->code)
		set_looks(&p, 0, leaf->text.len, LOUIS_LETTERS, 0);
	settle_blanks(&p);
	return p.print;
}
