/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A leaf as one text without spans, before the rules read it. */
#include "base/utf8.h"
#include "document/text.h"
#include "voice/spoken_parts.h"

enum { TIMES = 0xd7 };

struct flat {
	struct buf *text;
	struct speech *speech;
	const struct block *leaf;
};

/* The character at `at`; for a raised dot between figures what it means. */
static unsigned
next_of(const struct flat *f, size_t *at)
{
	const struct tongue *tongue = f->speech->tongue;
	enum text_dot dot = text_raised_dot(f->leaf->text, *at);
	unsigned c = utf8_next(f->leaf->text, at);

	if (tongue && dot == TEXT_DOT_POINT)
		return (unsigned char)tongue->decimal;
	return tongue && dot == TEXT_DOT_TIMES ? TIMES : c;
}

/* Characters that have a plainer twin, so that the rules see one form of each. */
static void
put_plain(struct buf *text, unsigned c)
{
	switch (c) {
	case 0x2018: /* quotation marks that serve as apostrophes */
	case 0x2019:
	case 0x2bc:
	case 0x2032:
		buf_byte(text, '\'');
		return;
	case 0x201c:
	case 0x201d:
	case 0x201e:
	case 0xab:
	case 0xbb:
		buf_byte(text, '"');
		return;
	case 0x2044:
	case 0x2215: /* the fraction slashes */
		buf_byte(text, '/');
		return;
	case 0x2010:
	case 0x2011: /* hyphens */
		buf_byte(text, '-');
		return;
	case 0xad: /* soft hyphen, zero-width characters */
	case 0x200b:
	case 0x200c:
	case 0x200d:
	case 0x2060:
	case 0xfeff:
		return;
	case 0x2080: /* lowered digits */
	case 0x2081:
	case 0x2082:
	case 0x2083:
	case 0x2084:
	case 0x2085:
	case 0x2086:
	case 0x2087:
	case 0x2088:
	case 0x2089:
		buf_byte(text, (char)('0' + (c - 0x2080)));
		return;
	case 0x3bc: /* the Greek letter for the micro sign */
		buf_char(text, 0xb5);
		return;
	default:
		if (c != '\n' && char_space(c))
			c = ' ';
		if (c == ' ' && text->len > 0 && text->at[text->len - 1] == ' ')
			return;
		/* "TNFα": initials and a letter of its own */
		if (c >= 0x391 && c <= 0x3c9 && text->len > 0 &&
		    ascii_upper(text->at[text->len - 1]))
			buf_byte(text, ' ');
		buf_char(text, c);
	}
}

static void
put_raised(struct buf *text, struct str s)
{
	static const unsigned digits[] = {
	    0x2070, 0xb9, 0xb2, 0xb3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079};

	for (size_t at = 0; at < s.len;) {
		unsigned c = utf8_next(s, &at);

		if (c >= '0' && c <= '9')
			buf_char(text, digits[c - '0']);
		else
			put_plain(text, c == '-' || c == 0x2212 ? 0x207b : c);
	}
}

static void
put_citation(struct flat *f, const struct span *span)
{
	struct str labels = span->value, label;

	if (!f->speech->options->say_references) {
		while (f->text->len > 0 && f->text->at[f->text->len - 1] == ' ')
			f->text->len--;
		return;
	}
	while (labels.len > 0 && str_cut(&labels, ',', &label))
		buf_print(f->text, ", %s %.*s",
		    f->speech->tongue ? f->speech->tongue->said[SAID_REFERENCE] : "",
		    STR_ARG(label));
	buf_byte(f->text, ' ');
}

static void
note_phone(struct flat *f, size_t from)
{
	struct speech *s = f->speech;

	s->phones = mem_grow(s->phones, s->phone_count, &s->phone_room, sizeof(*s->phones));
	s->phones[s->phone_count++] = (struct spoken_phone){from, f->text->len, true};
}

/* The span of the three kinds that matter here that begins at `at`. */
static const struct span *
special_at(const struct block *leaf, size_t at, size_t *next)
{
	const struct span *found = NULL;

	for (; *next < leaf->span_count && leaf->spans[*next].start <= at; ++*next) {
		const struct span *span = &leaf->spans[*next];

		if (span->start == at && found == NULL &&
		    (span->kind == SPAN_CITATION || span->kind == SPAN_PHONE ||
			span->kind == SPAN_SUPERSCRIPT || span->kind == SPAN_STRIKE))
			found = span;
	}
	return found;
}

void
lay_flat(struct speech *s, const struct block *leaf, size_t at, size_t end, struct buf *out)
{
	struct flat flat = {.text = out, .speech = s, .leaf = leaf}, *f = &flat;
	size_t next = 0;

	while (at < end) {
		const struct span *span = special_at(f->leaf, at, &next);
		size_t stop = span && span->end < end ? span->end : end, from = f->text->len;

		if (span == NULL) {
			put_plain(f->text, next_of(f, &at));
			continue;
		}
		if (span->kind == SPAN_CITATION) {
			put_citation(f, span);
		} else if (span->kind == SPAN_SUPERSCRIPT) {
			put_raised(f->text, str_sub(f->leaf->text, at, stop));
		} else if (span->kind == SPAN_STRIKE) { /* read as if it stood it would mislead */
			buf_put(f->text, S(", "));
			buf_put(f->text,
			    str_of(f->speech->tongue ? f->speech->tongue->said[SAID_STRUCK_OUT]
						     : "struck out"));
			buf_put(f->text, S(": "));
			while (at < stop)
				put_plain(f->text, utf8_next(f->leaf->text, &at));
			buf_put(f->text, S(", "));
		} else {
			while (at < stop)
				put_plain(f->text, utf8_next(f->leaf->text, &at));
			note_phone(f, from);
		}
		at = stop;
	}
}
