/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/utf8.h"
#include "document/phone.h"
#include "source/format/plain.h"

enum { LOOKED_UP_MOST = 400, WRAP_LEAST = 40, WRAP_MOST = 110, HYPHEN_LOOKS = 300 };

/* --- marks -------------------------------------------------------------------------------- */

static bool
is_strong_bullet(unsigned c)
{
	static const unsigned bullets[] = {0x2022, 0x25aa, 0x25e6, 0x2023, 0x25cf, 0x25cb, 0x25a0,
	    0x25a1, 0x25ba, 0x25b8, 0x27a4, 0x27a2, 0x2713, 0x2714, 0x2043, 0x2219, 0xb7, 0x25ab,
	    0x25c6, 0x2192, 0xf0b7, 0x25fe, 0x25fc, 0x2605};

	for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++)
		if (c == bullets[i])
			return true;
	return false;
}

static bool
is_weak_bullet(unsigned c)
{
	return c == '-' || c == '*' || c == '+' || c == 0x2013 || c == 0x2014 || c == 'o';
}

static struct str
trim_wide(struct str s)
{
	size_t at;

	for (;;) {
		s = str_trim(s);
		if (str_starts(s, S("\xc2\xa0")))
			s = str_sub(s, 2, s.len);
		else if (str_starts(s, S("\xe3\x80\x80")) || str_starts(s, S("\xe2\x80\x83")) ||
			 str_starts(s, S("\xe2\x80\x82")) || str_starts(s, S("\xe2\x80\x8b")))
			s = str_sub(s, 3, s.len);
		else
			break;
	}
	for (at = s.len; at > 0;) {
		size_t end = at;
		unsigned c = utf8_before(s, &at);

		if (!char_space(c) && c != 0x200b)
			return str_sub(s, 0, end);
	}
	return str_sub(s, 0, 0);
}

static bool
see_bullet(struct plain_line *line)
{
	size_t at = 0;
	unsigned c = utf8_next(line->text, &at);
	struct str rest = str_sub(line->text, at, line->text.len);
	bool blank = rest.len > 0 && (ascii_space(rest.at[0]) || str_starts(rest, S("\xc2\xa0")));

	if (!is_strong_bullet(c) && !(is_weak_bullet(c) && blank))
		return false;
	rest = trim_wide(rest);
	if (rest.len == 0)
		return false;
	line->mark = PLAIN_BULLET;
	line->sign = c;
	line->body = rest;
	return true;
}

static bool
roman_value(struct str s, unsigned long *value)
{
	static const char digits[] = "ivxl";
	static const unsigned worth[] = {1, 5, 10, 50};
	unsigned long sum = 0, last = 0;

	for (size_t i = s.len; i > 0; i--) {
		const char *digit = strchr(digits, ascii_fold(s.at[i - 1]));

		if (digit == NULL || *digit == 0)
			return false;
		if (worth[digit - digits] < last)
			sum -= worth[digit - digits];
		else
			sum += last = worth[digit - digits];
	}
	*value = sum;
	return s.len > 0 && sum < 60;
}

/* "1." "1)" "(1)" "[1]" "a." "iv)": the sign tells how it is written. */
static bool
see_number(struct plain_line *line)
{
	struct str s = line->text, token;
	bool open = s.at[0] == '(' || s.at[0] == '[';
	size_t at = open, end;
	char close;

	while (at < s.len && ascii_alnum(s.at[at]) && at < 6)
		at++;
	token = str_sub(s, open, at);
	close = at < s.len ? s.at[at] : 0;
	end = at + 1;
	if (token.len == 0 || end >= s.len || !ascii_space(s.at[end]) ||
	    (open ? close != (s.at[0] == '(' ? ')' : ']') : close != '.' && close != ')'))
		return false;
	if (str_number(token, 999, &line->value) && token.len <= 3)
		line->sign = '1';
	else if (token.len == 1 && ascii_lower(token.at[0]) && token.at[0] != 'i')
		line->sign = 'a', line->value = (unsigned long)(token.at[0] - 'a') + 1;
	else if (token.len == 1 && ascii_upper(token.at[0]) && token.at[0] != 'I')
		line->sign = 'A', line->value = (unsigned long)(token.at[0] - 'A') + 1;
	else if (roman_value(token, &line->value))
		line->sign = ascii_lower(token.at[0]) ? 'i' : 'I';
	else
		return false;
	line->sign |= (unsigned)(unsigned char)close << 8 | (unsigned)open << 16;
	line->mark = PLAIN_ORDERED;
	line->body = trim_wide(str_sub(s, end, s.len));
	return line->body.len > 0;
}

static bool
see_hash(struct plain_line *line)
{
	size_t level = 0;
	struct str s = line->text;

	while (level < s.len && s.at[level] == '#')
		level++;
	if (level == 0 || level > 6 || level == s.len || !ascii_space(s.at[level]))
		return false;
	line->mark = PLAIN_HASH;
	line->level = (unsigned)level;
	line->body = str_trim(str_sub(s, level, s.len));
	return true;
}

static void
see_mark(struct plain_line *line)
{
	line->body = line->text;
	if (!see_hash(line) && !see_bullet(line) && !see_number(line)) {
		line->mark = PLAIN_UNMARKED;
		line->body = line->text;
	}
}

/* Three or more of one sign and nothing else. */
static bool
is_rule(struct str s)
{
	size_t at = 0, count = 0;
	unsigned first = utf8_next(s, &at), c = first;

	if (char_word(first) || first == UTF8_BAD)
		return false;
	for (at = 0; at < s.len;) {
		c = utf8_next(s, &at);
		if (c != first && c != ' ')
			return false;
		count += c == first;
	}
	return count >= 3 &&
	       (first == '-' || first == '=' || first == '_' || first == '*' || first == '~' ||
		   first == '#' || (first >= 0x2010 && first < 0x2016) ||
		   (first >= 0x2500 && first < 0x2580) || first == 0x2022);
}

/* --- cutting ------------------------------------------------------------------------------ */

static unsigned
indent_of(struct str line)
{
	unsigned columns = 0;

	for (size_t at = 0; at < line.len;) {
		unsigned c = utf8_next(line, &at);

		if (c == '\t')
			columns = (columns / 8 + 1) * 8;
		else if (char_space(c))
			columns++;
		else
			break;
	}
	return columns;
}

enum { GLUED_LEAST = 3, GLUED_WORDS = 10 };

static unsigned count_words(struct str);

static struct str
next_glued(struct str *rest, struct str between)
{
	size_t end = str_find(*rest, between, 0);
	struct str piece = str_sub(*rest, 0, end == STR_NONE ? rest->len : end);

	*rest = str_sub(*rest, piece.len + (end == STR_NONE ? 0 : between.len), rest->len);
	return str_trim(piece);
}

/* "- item - item - item": line ends that were lost between the items of a list. Certain when
   there are three or more, all short and none a sentence. */
static bool
is_glued(const struct plain_line *line, struct str between)
{
	struct str rest = line->body;
	size_t count = 0;

	if (line->mark != PLAIN_BULLET || line->body.len > 2000)
		return false;
	while (rest.len > 0) {
		struct str piece = next_glued(&rest, between);

		if (piece.len == 0 || count_words(piece) > GLUED_WORDS ||
		    str_find(piece, S(". "), 0) != STR_NONE)
			return false;
		count++;
	}
	return count >= GLUED_LEAST;
}

static void
split_glued(struct plain *p)
{
	struct plain_line first = p->at[p->count - 1], *piece = &p->at[p->count - 1];
	char sign[UTF8_MOST + 2] = " ";
	size_t n = utf8_encode(first.sign, sign + 1);
	struct str between = {sign, n + 2}, rest = first.body;

	sign[n + 1] = ' ';
	if (!is_glued(&first, between))
		return;
	piece->body = piece->text = next_glued(&rest, between);
	while (rest.len > 0) {
		p->at = mem_grow(p->at, p->count, &p->room, sizeof(*p->at));
		piece = &p->at[p->count++];
		*piece = first;
		piece->blanks = 0;
		piece->body = piece->text = next_glued(&rest, between);
	}
	p->glued++;
}

static void
cut(struct plain *p, struct str text, unsigned number)
{
	unsigned blanks = 0;
	struct str line;

	while (text.len > 0 && str_line(&text, &line)) {
		struct plain_line *kept;
		struct str trimmed = trim_wide(line);

		if (trimmed.len == 0) {
			blanks++;
			number++;
			continue;
		}
		p->at = mem_grow(p->at, p->count, &p->room, sizeof(*p->at));
		kept = &p->at[p->count++];
		*kept = (struct plain_line){.text = trimmed, .number = number++, .blanks = blanks};
		kept->indent = indent_of(line);
		blanks = 0;
		if (is_rule(trimmed)) {
			kept->role = PLAIN_RULE;
			kept->body = trimmed;
		} else {
			see_mark(kept);
			split_glued(p);
		}
	}
}

/* --- wrapped lines ------------------------------------------------------------------------ */

static size_t
first_word(struct str s)
{
	size_t end = 0;

	while (end < s.len && !ascii_space(s.at[end]))
		end++;
	return utf8_count(str_sub(s, 0, end));
}

static size_t
width_of(const struct plain_line *line)
{
	return line->indent + utf8_count(line->text);
}

/* Whether the next line could go on with this one's sentence. */
static bool
runs_on(const struct plain *p, size_t i)
{
	const struct plain_line *line = &p->at[i], *next = line + 1;

	return i + 1 < p->count && next->blanks == 0 && next->mark == PLAIN_UNMARKED &&
	       next->role != PLAIN_RULE && line->role != PLAIN_RULE && line->mark != PLAIN_HASH;
}

/* The width that lines were wrapped at: nearly all lines that run on are as long as the first
   word of the next one lets them be, and sentences go on over their ends. 0: none. */
static size_t
wrap_width(const struct plain *p)
{
	size_t histogram[WRAP_MOST + 1] = {0}, lines = 0, width = 0, below = 0;
	size_t full = 0, asked = 0, open = 0;

	for (size_t i = 0; i < p->count; i++) {
		size_t w = width_of(&p->at[i]);

		lines += w > 20;
		if (w > 20)
			histogram[w < WRAP_MOST ? w : WRAP_MOST]++;
	}
	if (lines < 4 || histogram[WRAP_MOST] * 20 > lines)
		return 0;
	while (width < WRAP_MOST && (below += histogram[width]) * 50 < lines * 49)
		width++;
	for (size_t i = 0; i < p->count; i++)
		if (runs_on(p, i)) {
			const struct plain_line *line = &p->at[i];
			char last = line->text.at[line->text.len - 1];

			asked++;
			full += width_of(line) + 1 + first_word(line[1].text) > width - width / 10;
			open += last != '.' && last != ':' && last != '?' && last != '!';
		}
	return width >= WRAP_LEAST && asked >= 3 && full * 10 >= asked * 7 && open * 2 >= asked
		   ? width
		   : 0;
}

static bool
occurs(struct str text, struct str word)
{
	return str_find(text, word, 0) != STR_NONE;
}

/* "treat-" "ment": the hyphen goes unless the word is written with it elsewhere. */
static bool
drops_hyphen(struct str text, struct str left, struct str right, unsigned *looks)
{
	char word[128];
	size_t start = left.len, end = 0, n;

	while (start > 0 && !ascii_space(left.at[start - 1]))
		start--;
	while (end < right.len && !ascii_space(right.at[end]) && !ascii_punct(right.at[end]))
		end++;
	n = left.len - start + end;
	if (n >= sizeof(word) || end == 0 || (unsigned char)right.at[0] < 'a' || right.at[0] == '{')
		return false;
	if (left.len - start < 2 || ascii_digit(left.at[left.len - 2]))
		return false;
	memcpy(word, left.at + start, left.len - start);
	memcpy(word + (left.len - start), right.at, end);
	if (++*looks > HYPHEN_LOOKS)
		return true;
	return !occurs(text, (struct str){word, n});
}

static bool
ends_hyphen(struct str s)
{
	return s.len > 2 && s.at[s.len - 1] == '-' && s.at[s.len - 2] != '-' &&
	       !ascii_space(s.at[s.len - 2]);
}

static bool
continues(const struct plain *p, size_t i, size_t width)
{
	const struct plain_line *line = &p->at[i];

	return runs_on(p, i) && width_of(line) + 1 + first_word(line[1].text) > width - width / 10;
}

static void
join_wrapped(struct plain *p, struct str text)
{
	size_t width = wrap_width(p), kept = 0;
	struct str sample = str_sub(text, 0, 256 * 1024);
	struct buf joined = {0};
	unsigned looks = 0;

	for (size_t i = 0; width > 0 && i < p->count; i++) {
		struct plain_line *line = &p->at[kept];

		*line = p->at[i];
		kept++;
		if (!continues(p, i, width))
			continue;
		buf_clear(&joined);
		buf_put(&joined, line->text);
		for (; continues(p, i, width); i++) {
			struct str next = p->at[i + 1].text, so_far = buf_str(&joined);

			if (!ends_hyphen(so_far))
				buf_byte(&joined, ' ');
			else if (drops_hyphen(sample, so_far, next, &looks))
				joined.len--;
			buf_put(&joined, next);
		}
		line->text = arena_str(&p->arena, buf_str(&joined));
		see_mark(line);
	}
	if (width > 0)
		p->count = kept;
	buf_free(&joined);
}

/* --- what a line is like ------------------------------------------------------------------ */

static unsigned
count_words(struct str s)
{
	unsigned count = 0;
	bool inside = false;

	for (size_t i = 0; i < s.len; i++) {
		bool word = !ascii_space(s.at[i]);

		count += word && !inside;
		inside = word;
	}
	return count;
}

static bool
is_closing(unsigned c)
{
	return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201d || c == 0x2019 ||
	       c == 0xbb || c == 0x201c || c == '*' || (c >= 0x2070 && c < 0x207f) || c == 0xb9 ||
	       c == 0xb2 || c == 0xb3 || c == 0xa0;
}

/* The last sign that tells how the line ends: behind it may stand closing marks, and reference
   marks that stick to it ("include:5", "black tar.1"). */
static unsigned
last_sign(struct str s)
{
	size_t at = s.len, before;
	unsigned c = 0;

	while (at > 0) {
		c = utf8_before(s, &at);
		if (!is_closing(c) || at == 0)
			break;
	}
	if (!char_digit(c) && c != ']')
		return c;
	before = at;
	for (int figures = 0; before > 0 && figures < 8; figures++) {
		unsigned b = utf8_before(s, &before);

		if (b == ':' || b == '.' || b == '?' || b == '!' || b == 0x2026) {
			size_t earlier = before;

			/* "at 3.5" and "10:30" are figures. */
			if (before > 0 && char_digit(utf8_before(s, &earlier)))
				return c;
			return b;
		}
		if (!char_digit(b) && b != ',' && b != '-' && b != '[' && b != 0x2013)
			break;
	}
	return c;
}

static void
see_case(struct plain_line *line)
{
	size_t capitals = 0, at = 0;
	unsigned first = 0;
	bool small = false;

	while (at < line->body.len && at < 400) {
		unsigned c = utf8_next(line->body, &at);

		if (first == 0)
			first = c;
		capitals += char_upper(c);
		small = small || char_lower(c);
	}
	line->caps = capitals >= 4 && !small;
	line->capital = !char_lower(first);
}

static void
see_likeness(struct plain *p, struct plain_line *line, struct buf *folded)
{
	unsigned last = last_sign(line->body);
	struct phone phone;

	line->words = count_words(line->body);
	line->colon = last == ':' || last == 0xff1a;
	line->question = last == '?' || last == 0xff1f || last == 0x61f || last == 0x37e;
	line->comma = last == ',' || last == ';';
	line->stop = last == '.' || last == '!' || last == 0x2026 || last == 0x3002 ||
		     last == 0x0964 || last == 0xff01 || last == 0x6d4;
	see_case(line);
	line->phone = phone_find(line->body, 0, p->language, &phone);
	line->emergency = line->phone && strlen(phone.dial) <= 3 && strcmp(phone.dial, "988") != 0;
	if (line->text.len > LOOKED_UP_MOST)
		return;
	buf_clear(folded);
	words_fold(line->body, folded);
	line->looks = words_look(p->words, buf_str(folded));
}

void
plain_read_lines(struct plain *p, struct str text, unsigned first_line)
{
	struct buf folded = {0};

	cut(p, text, first_line);
	join_wrapped(p, text);
	for (size_t i = 0; i < p->count; i++)
		see_likeness(p, &p->at[i], &folded);
	buf_free(&folded);
}
