/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/plain_form.h"

#include "base/mem.h"
#include "base/utf8.h"

enum { KINDS_SAID = 40 };

static const struct {
	unsigned codepoint;
	bool word;
	struct str text;
} forms[] = {
#define FORM(codepoint, text) {codepoint, false, STR(text)},
#define WORD(codepoint, text) {codepoint, true, STR(text)},
#include "render/plain_form.def"
#undef FORM
#undef WORD
};

struct plain {
	plain_writer *writer;
	void *context;
	struct buf *out;
	struct plain_changes *changes;
	unsigned before; /* the character of the source in front of this one; 0: none */
	unsigned last;   /* the last one written; 0: none */
	bool apart;      /* a blank is due in front of the next letter or digit */
	bool after_loss;
};

static void
note(struct plain_changes *changes, unsigned c, bool lost)
{
	size_t i = 0;

	*(lost ? &changes->lost : &changes->replaced) += 1;
	while (i < changes->count &&
	       (changes->list[i].codepoint != c || changes->list[i].lost != lost))
		i++;
	if (i == changes->count) {
		changes->list =
		    mem_grow(changes->list, changes->count, &changes->room, sizeof(*changes->list));
		changes->list[changes->count++] = (struct plain_change){c, 0, lost};
	}
	changes->list[i].count++;
}

static bool
put(struct plain *p, unsigned c)
{
	size_t len = p->out->len;

	if (p->apart && char_word(c))
		p->writer(p->context, ' ', p->out);
	if (!p->writer(p->context, c, p->out)) {
		p->out->len = len;
		return false;
	}
	p->apart = false;
	p->last = c;
	return true;
}

static void
put_ascii(struct plain *p, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		put(p, (unsigned char)s.at[i]);
}

static void
put_word(struct plain *p, struct str s)
{
	if (char_word(p->last))
		put(p, ' ');
	put_ascii(p, s);
	p->apart = true;
}

/* Decimal digits stand in Unicode in runs of ten, from 0 to 9. */
static unsigned
digit_value(unsigned c)
{
	unsigned value = 0;

	while (value < 100 && char_digit(c - value - 1))
		value++;
	return value % 10;
}

static bool
raised(unsigned c)
{
	return c == 0xb2 || c == 0xb3 || c == 0xb9 || c == 0x2070 || (c >= 0x2074 && c <= 0x207f);
}

static bool
lowered(unsigned c)
{
	return c >= 0x2080 && c <= 0x208e;
}

static bool
fraction(unsigned c)
{
	return (c >= 0xbc && c <= 0xbe) || (c >= 0x2150 && c <= 0x215f) || c == 0x2189;
}

static bool
greek(unsigned c)
{
	return c >= 0x370 && c < 0x400;
}

static bool
ascii_only(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.at[i] < ' ' || (unsigned char)s.at[i] > '~')
			return false;
	return s.len > 0;
}

/* The base letters and plain signs of a character, or nothing. */
static struct str
folded(unsigned c, struct buf *room)
{
	char bytes[UTF8_MOST];
	struct buf fold = {0};
	bool first = true;

	utf8_fold((struct str){bytes, utf8_encode(c, bytes)}, &fold);
	for (size_t at = 0; at < fold.len; first = false) {
		unsigned f = utf8_next(buf_str(&fold), &at);

		if (f == 0x2044)
			f = '/';
		else if (f == 0x2212)
			f = '-';
		buf_char(room, first && char_upper(c) ? char_to_upper(f) : f);
	}
	buf_free(&fold);
	return ascii_only(buf_str(room)) ? buf_str(room) : (struct str){"", 0};
}

/* "µg" is "mcg": what is printed on prescriptions where the sign could be misread. */
static bool
put_micro(struct plain *p, unsigned c, unsigned next)
{
	if ((c != 0xb5 && c != 0x3bc) || next > 0x7f || !ascii_alpha((char)next))
		return false;
	put_ascii(p, next == 'g' || next == 'l' || next == 'L' ? S("mc") : S("u"));
	return true;
}

static bool
put_form(struct plain *p, unsigned c)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (forms[i].codepoint != c)
			continue;
		if (forms[i].word)
			put_word(p, forms[i].text);
		else
			put_ascii(p, forms[i].text);
		return true;
	}
	return false;
}

static bool
put_folded(struct plain *p, unsigned c)
{
	struct buf room = {0};
	struct str s = folded(c, &room);

	if (s.len && raised(c) && !raised(p->before))
		put(p, '^');
	else if (s.len && lowered(c) && !lowered(p->before) && char_digit(p->last))
		put(p, '_');
	else if (s.len && fraction(c) && char_digit(p->last))
		put(p, ' ');
	put_ascii(p, s);
	buf_free(&room);
	return s.len > 0;
}

static bool
put_likeness(struct plain *p, unsigned c, unsigned next)
{
	if (greek(c) && (greek(p->before) || greek(next)))
		return false;
	if (put_micro(p, c, next))
		return true;
	if (c == 0xb5)
		c = 0x3bc;
	if (char_digit(c) && c > 0x7f) {
		put(p, '0' + digit_value(c));
		return true;
	}
	if (put_form(p, c) || put_folded(p, c))
		return true;
	if (char_space(c))
		put(p, ' ');
	return char_space(c) || (char_mark(c) && ascii_alpha((char)p->last) && p->last < 0x80);
}

void
plain_form(struct str text, plain_writer *writer, void *context, struct buf *out,
    struct plain_changes *changes)
{
	struct plain p = {.writer = writer, .context = context, .out = out, .changes = changes};

	for (size_t at = 0; at < text.len;) {
		unsigned c = utf8_next(text, &at), next = 0;
		size_t ahead = at;

		if (at < text.len)
			next = utf8_next(text, &ahead);
		if (put(&p, c)) {
			p.after_loss = false;
		} else if (put_likeness(&p, c, next)) {
			note(changes, c, false);
			p.after_loss = false;
		} else {
			if (!p.after_loss)
				put(&p, '?');
			note(changes, c, true);
			p.after_loss = true;
		}
		p.before = c;
	}
}

static void
say(const struct plain_changes *changes, bool lost, const char *place, struct diag *diag)
{
	struct buf line = {0};
	size_t kinds = 0;

	for (size_t i = 0; i < changes->count; i++) {
		const struct plain_change *change = &changes->list[i];

		if (change->lost == lost && kinds++ < KINDS_SAID)
			buf_print(&line, "%s U+%04X %lu times", kinds > 1 ? "," : "",
			    change->codepoint, change->count);
	}
	if (kinds > KINDS_SAID)
		buf_print(&line, ", and %zu other kinds", kinds - KINDS_SAID);
	if (kinds)
		diag_say(diag, lost ? DIAG_LOST_CHARACTERS : DIAG_REPLACED_CHARACTERS,
		    (struct where){0}, "%lu in %s:%.*s", lost ? changes->lost : changes->replaced,
		    place, STR_ARG(buf_str(&line)));
	buf_free(&line);
}

void
plain_changes_say(const struct plain_changes *changes, const char *place, struct diag *diag)
{
	say(changes, false, place, diag);
	say(changes, true, place, diag);
}

void
plain_changes_free(struct plain_changes *changes)
{
	mem_free(changes->list);
	*changes = (struct plain_changes){0};
}
