/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/repair.h"

#include "base/utf8.h"
#include "source/charset.h"

/* One kind of damage: how often, and where first. */
struct damage {
	const char *what;
	unsigned long count;
	size_t first; /* offset */
};

static void
note(struct damage *d, size_t at)
{
	if (d->count++ == 0)
		d->first = at;
}

static void
say(const struct damage *d, struct str text, const char *file, struct diag *diag)
{
	struct str rest = str_sub(text, 0, d->first), line = {0};
	struct where where = {file, 0, 1};

	if (d->count == 0)
		return;
	while (str_line(&rest, &line))
		where.line++;
	/* The last line has its place in it, unless it ended right before. */
	if (d->first > 0 && text.at[d->first - 1] != '\n' && text.at[d->first - 1] != '\r')
		where.column = (unsigned)utf8_count(line) + 1;
	else
		where.line++;
	diag_say(diag, DIAG_REPAIRED_BYTES, where, "%s, %lu %s", d->what, d->count,
	    d->count == 1 ? "place" : "places, this is the first");
}

static void
replace(struct buf *text, struct buf *with)
{
	struct buf old = *text;

	*text = *with;
	text->ceiling = old.ceiling;
	buf_free(&old);
}

/* --- text encoded twice ------------------------------------------------------------------- */

/* The byte that, read as Windows-1252 or Latin-1, gives the character; -1: none. */
static int
byte_of(unsigned c)
{
	if (c < 0x100)
		return (int)c;
	for (unsigned b = 0x80; b < 0xa0; b++)
		if (charset_1252((unsigned char)b) == c)
			return (int)b;
	return -1;
}

struct twice {
	unsigned character; /* what the sequence stands for */
	size_t end;
	unsigned lead, last; /* its first and last character as they stand now */
};

/* A sequence of characters from `at` whose bytes are one UTF-8 character. */
static bool
twice_at(struct str s, size_t at, struct twice *found)
{
	char bytes[UTF8_MOST];
	size_t want, n = 0, zero = 0;
	unsigned c = utf8_next(s, &at);
	int b = byte_of(c);

	if (b < 0xc2 || b > 0xf4)
		return false;
	want = b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
	found->lead = c;
	for (;;) {
		bytes[n++] = (char)b;
		if (n == want)
			break;
		if (at == s.len)
			return false;
		found->last = utf8_next(s, &at);
		b = byte_of(found->last);
		if (b < 0x80 || b > 0xbf)
			return false;
	}
	found->end = at;
	found->character = utf8_next((struct str){bytes, n}, &zero);
	return found->character != UTF8_BAD && zero == n;
}

/* Characters that texts in Latin letters are full of. */
static bool
is_usual(unsigned c)
{
	return (c >= 0xa0 && c < 0x180) || (c >= 0x2010 && c <= 0x2044) || c == 0x20ac ||
	       c == 0x2122 || c == 0x2212 || (c >= 0x2260 && c <= 0x2265);
}

/* Marks that stand behind a word in their own right: "CAFÉ”" is no sequence. */
static bool
may_follow_word(unsigned c)
{
	static const unsigned marks[] = {0x201d, 0x2019, 0x2026, 0x2013, 0x2014, 0xbb, 0x203a,
	    0x201c, 0x2018, 0x2022, 0xa0, 0x2122, 0xae, 0xb0, 0xb2, 0xb3, 0xb9, 0xaa, 0xba};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (c == marks[i])
			return true;
	return false;
}

static bool
is_certain(struct str s, size_t at, const struct twice *t)
{
	size_t before = at;

	if (!is_usual(t->character))
		return false;
	if (t->lead == 0xe2) /* "â€": never meant */
		return true;
	if ((t->lead != 0xc2 && t->lead != 0xc3) || !may_follow_word(t->last))
		return t->lead == 0xc2 || t->lead == 0xc3 || t->lead == 0xc4 || t->lead == 0xc5;
	return at == 0 || !char_upper(utf8_before(s, &before));
}

/* Whether every character outside ASCII belongs to a sequence, and there are some. */
static bool
is_twice_throughout(struct str s)
{
	struct twice t;
	size_t count = 0;

	for (size_t at = 0; at < s.len;) {
		if ((unsigned char)s.at[at] < 0x80)
			at++;
		else if (twice_at(s, at, &t))
			at = t.end, count++;
		else
			return false;
	}
	return count >= 3;
}

/* "â€" whose third byte, which Windows-1252 does not have, was lost: a closing quote. */
static bool
cut_quote_at(struct str s, size_t at)
{
	return str_starts(str_sub(s, at, s.len), S("\xc3\xa2\xe2\x82\xac"));
}

static void
mend_twice(struct buf *text, struct damage *damage)
{
	struct str s = buf_str(text);
	bool throughout = is_twice_throughout(s);
	struct buf out = {.ceiling = text->ceiling};
	size_t from = 0;
	struct twice t;

	for (size_t at = 0; at < s.len;) {
		size_t start = at;
		unsigned c;

		if ((unsigned char)s.at[at] < 0x80) {
			at++;
			continue;
		}
		if (twice_at(s, at, &t) && (throughout || is_certain(s, at, &t)))
			c = t.character, at = t.end;
		else if (cut_quote_at(s, at))
			c = 0x201d, at += 5;
		else {
			utf8_next(s, &at);
			continue;
		}
		note(damage, start);
		buf_put(&out, str_sub(s, from, start));
		buf_char(&out, c);
		from = at;
	}
	if (damage->count == 0)
		return;
	buf_put(&out, str_sub(s, from, s.len));
	replace(text, &out);
}

/* --- controls ----------------------------------------------------------------------------- */

enum { NULS, MARKS, CRS, KINDS };

/* A character that has to go or to change: what it becomes in *becomes (0: nothing). */
static bool
is_damaged(struct str s, size_t next, unsigned c, unsigned *becomes, unsigned *kind)
{
	if (c == 0) {
		*kind = NULS;
		*becomes = 0;
		return true;
	}
	if (c == '\r' && (next == s.len || s.at[next] != '\n')) {
		*kind = CRS;
		*becomes = '\n';
		return true;
	}
	*kind = MARKS;
	*becomes = c >= 0x80 && c < 0xa0 ? charset_1252((unsigned char)c) : 0;
	return *becomes != 0;
}

static bool
may_have_controls(struct str s)
{
	return str_find_byte(s, '\0', 0) != STR_NONE || str_find_byte(s, '\r', 0) != STR_NONE ||
	       str_find_byte(s, '\xc2', 0) != STR_NONE;
}

static void
mend_controls(struct buf *text, const char *file, struct diag *diag)
{
	struct damage damage[KINDS] = {[NULS] = {"NUL bytes left out", 0, 0},
	    [MARKS] = {"Windows-1252 marks saved as controls", 0, 0},
	    [CRS] = {"line ends that were a lone CR", 0, 0}};
	struct str s = buf_str(text);
	struct buf out = {.ceiling = text->ceiling};
	size_t from = 0;

	if (!may_have_controls(s))
		return;
	for (size_t at = 0; at < s.len;) {
		size_t start = at;
		unsigned c = utf8_next(s, &at), becomes, kind;

		if (!is_damaged(s, at, c, &becomes, &kind))
			continue;
		note(&damage[kind], start);
		buf_put(&out, str_sub(s, from, start));
		if (becomes)
			buf_char(&out, becomes);
		from = at;
	}
	buf_put(&out, str_sub(s, from, s.len));
	for (unsigned i = 0; i < KINDS; i++)
		say(&damage[i], s, file, diag);
	replace(text, &out);
}

void
repair_text(struct buf *text, const char *file, struct diag *diag)
{
	struct damage twice = {"UTF-8 that was encoded twice", 0, 0},
		      again = {"UTF-8 that was encoded three times", 0, 0};

	mend_twice(text, &twice); /* up to the first place the text is as it was */
	say(&twice, buf_str(text), file, diag);
	if (twice.count > 0) {
		mend_twice(text, &again);
		say(&again, buf_str(text), file, diag);
	}
	mend_controls(text, file, diag);
}
