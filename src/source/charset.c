/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { SAID_SINGLY = 20 };

/* Where in the text we are, moved over what has been written. */
struct place {
	unsigned line, column;
	bool after_cr;
};

struct conversion {
	const char *file, *encoding;
	struct buf *out;
	struct diag *diag;
	size_t seen; /* bytes of `out` that `place` is behind */
	struct place place;
	bool in_run; /* the character before was bad too */
	unsigned long bad, repaired;
};

/* --- places ------------------------------------------------------------------------------- */

static void
place_move(struct place *p, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (c == '\r' || (c == '\n' && !p->after_cr)) {
			p->line++;
			p->column = 1;
		} else if (c != '\n' && ((unsigned char)c & 0xc0) != 0x80)
			p->column++;
		p->after_cr = c == '\r';
	}
}

static void
say_here(struct conversion *c, enum diag_id id, unsigned long *count, unsigned byte)
{
	struct where where;

	if (++*count > SAID_SINGLY)
		return;
	place_move(&c->place, str_sub(buf_str(c->out), c->seen, c->out->len));
	c->seen = c->out->len;
	where = (struct where){c->file, c->place.line, c->place.column};
	diag_say(c->diag, id, where, "%s, byte 0x%02X", c->encoding, byte);
}

static void
say_rest(struct conversion *c, enum diag_id id, unsigned long count)
{
	if (count > SAID_SINGLY)
		diag_say(c->diag, id, (struct where){c->file, 0, 0}, "%s, and %lu more places",
		    c->encoding, count - SAID_SINGLY);
}

/* A run of bad bytes is one mark and one message. */
static void
put_bad(struct conversion *c, char byte)
{
	if (!c->in_run) {
		say_here(c, DIAG_BAD_BYTES, &c->bad, (unsigned char)byte);
		buf_char(c->out, 0xfffd);
	}
	c->in_run = true;
}

/* --- UTF-8 -------------------------------------------------------------------------------- */

/* Windows-1252 from 0x80 to 0x9F; 0: not used. The rest of it is as in Unicode. */
static const unsigned short windows_1252[] = {0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020,
    0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d,
    0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178};

unsigned
charset_1252(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
}

/* A first byte with some but not all of its followers was cut; anything else is a stray byte
   out of an old encoding, which in practice is Windows-1252. */
static bool
was_cut(struct str s, size_t at)
{
	unsigned char lead = (unsigned char)s.at[at];

	if (lead < 0xc2 || lead > 0xf4)
		return false;
	return at + 1 == s.len || ((unsigned char)s.at[at + 1] & 0xc0) == 0x80;
}

static void
utf8_stray(struct conversion *c, struct str s, size_t *at)
{
	unsigned old = charset_1252((unsigned char)s.at[*at]);

	if (old != 0 && !c->in_run && !was_cut(s, *at)) {
		say_here(c, DIAG_REPAIRED_BYTES, &c->repaired, (unsigned char)s.at[*at]);
		buf_char(c->out, old);
	} else {
		put_bad(c, s.at[*at]);
		while (*at + 1 < s.len && ((unsigned char)s.at[*at + 1] & 0xc0) == 0x80)
			++*at;
	}
	++*at;
}

static void
from_utf8(struct conversion *c, struct str s)
{
	size_t from = 0, at = 0;

	while (at < s.len) {
		size_t start = at;

		if (utf8_next(s, &at) != UTF8_BAD) {
			c->in_run = false;
			continue;
		}
		buf_put(c->out, str_sub(s, from, start));
		at = start;
		utf8_stray(c, s, &at);
		from = at;
	}
	buf_put(c->out, str_sub(s, from, s.len));
}

/* --- iconv -------------------------------------------------------------------------------- */

/* Some systems declare the input as char **, some as const char **: a void * is both. */
static size_t
convert(iconv_t cd, const char **in, size_t *in_left, char **out, size_t *out_left)
{
	void *from = in;

	return iconv(cd, from, in_left, out, out_left);
}

static size_t
unit_size(const char *encoding)
{
	if (strncasecmp(encoding, "UTF-16", 6) == 0 || strncasecmp(encoding, "UCS-2", 5) == 0)
		return 2;
	return strncasecmp(encoding, "UTF-32", 6) == 0 || strncasecmp(encoding, "UCS-4", 5) == 0
		   ? 4
		   : 1;
}

static void
from_iconv(struct conversion *c, iconv_t cd, struct str s)
{
	char room[16384];
	const char *in = s.at;
	size_t left = s.len, unit = unit_size(c->encoding);

	for (bool flush = false; left > 0 || !flush;) {
		char *out = room;
		size_t out_left = sizeof(room), got;

		flush = left == 0;
		got = convert(cd, flush ? NULL : &in, &left, &out, &out_left);
		if (out > room)
			c->in_run = false;
		buf_put(c->out, (struct str){room, (size_t)(out - room)});
		if (got == (size_t)-1 && errno != E2BIG) {
			size_t skip = left < unit ? left : unit;

			put_bad(c, left > 0 ? *in : 0);
			in += skip;
			left -= skip;
		}
	}
}

/* --- names -------------------------------------------------------------------------------- */

/* What pages call an encoding and what their makers meant by it, as browsers read them; and
   names that one iconv knows and another does not. */
static const struct {
	const char *label, *meant;
} labels[] = {
    {"ASCII", "WINDOWS-1252"},
    {"US-ASCII", "WINDOWS-1252"},
    {"LATIN1", "WINDOWS-1252"},
    {"ISO-8859-1", "WINDOWS-1252"},
    {"ISO8859-1", "WINDOWS-1252"},
    {"ISO_8859-1", "WINDOWS-1252"},
    {"ISO-8859-9", "WINDOWS-1254"},
    {"ISO-8859-11", "WINDOWS-874"},
    {"TIS-620", "WINDOWS-874"},
    {"X-SJIS", "CP932"},
    {"SHIFT_JIS", "CP932"},
    {"SHIFT-JIS", "CP932"},
    {"SJIS", "CP932"},
    {"WINDOWS-31J", "CP932"},
    {"GB2312", "GB18030"},
    {"GB_2312-80", "GB18030"},
    {"GBK", "GB18030"},
    {"X-GBK", "GB18030"},
    {"KS_C_5601-1987", "CP949"},
    {"KSC5601", "CP949"},
    {"EUC-KR", "CP949"},
    {"BIG5", "BIG5-HKSCS"},
    {"X-X-BIG5", "BIG5-HKSCS"},
    {"UTF8", "UTF-8"},
    {"UNICODE-1-1-UTF-8", "UTF-8"},
    {"X-MAC-ROMAN", "MACINTOSH"},
    {"MAC", "MACINTOSH"},
    {"X-MAC-CYRILLIC", "MAC-CYRILLIC"},
    {"X-USER-DEFINED", "WINDOWS-1252"},
    {"ISO-8859-8-I", "ISO-8859-8"},
    {"VISUAL", "ISO-8859-8"},
    {"LOGICAL", "ISO-8859-8"},
};

const char *
charset_meant(struct str label)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (str_equal_fold(label, str_of(labels[i].label)))
			return labels[i].meant;
	return NULL;
}

static iconv_t
open_from(const char *encoding)
{
	static const char *const same[][2] = {{"MAC-CYRILLIC", "MACCYRILLIC"}, {"MACINTOSH", "MAC"},
	    {"CP437", "IBM437"}, {"CP850", "IBM850"}, {"CP852", "IBM852"}, {"CP866", "IBM866"},
	    {"WINDOWS-874", "CP874"}, {"CP932", "SHIFT_JIS"}, {"CP949", "EUC-KR"},
	    {"BIG5-HKSCS", "BIG5"}, {"GB18030", "GBK"}};
	iconv_t cd = iconv_open("UTF-8", encoding);

	for (size_t i = 0; cd == (iconv_t)-1 && i < sizeof(same) / sizeof(same[0]); i++)
		if (strcasecmp(same[i][0], encoding) == 0)
			cd = iconv_open("UTF-8", same[i][1]);
	return cd;
}

/* --- the whole ---------------------------------------------------------------------------- */

static bool
take_mark(struct str *bytes, struct str mark)
{
	bool there = str_starts(*bytes, mark);

	if (there)
		*bytes = str_sub(*bytes, mark.len, bytes->len);
	return there;
}

/* Without its byte order mark, which also decides between the two orders of a name that
   leaves it open. */
static const char *
without_mark(struct str *bytes, const char *encoding)
{
	static const struct {
		const char *open, *encoding;
		struct str mark;
	} marks[] = {{"UTF-32", "UTF-32LE", STR("\xff\xfe\0\0")},
	    {"UTF-32", "UTF-32BE", STR("\0\0\xfe\xff")}, {"UTF-16", "UTF-16LE", STR("\xff\xfe")},
	    {"UTF-16", "UTF-16BE", STR("\xfe\xff")}, {"UTF-8", "UTF-8", STR("\xef\xbb\xbf")},
	    {"GB18030", "GB18030", STR("\x84\x31\x95\x33")}};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if ((strcasecmp(encoding, marks[i].encoding) == 0 ||
			strcasecmp(encoding, marks[i].open) == 0) &&
		    take_mark(bytes, marks[i].mark))
			return marks[i].encoding;
	if (strcasecmp(encoding, "UTF-16") == 0)
		return "UTF-16LE";
	return strcasecmp(encoding, "UTF-32") == 0 ? "UTF-32LE" : encoding;
}

int
charset_to_utf8(
    struct str bytes, const char *encoding, const char *file, struct buf *out, struct diag *diag)
{
	struct conversion c = {.file = file, .out = out, .diag = diag, .seen = out->len};
	iconv_t cd;

	c.place = (struct place){1, 1, false};
	c.encoding = without_mark(&bytes, encoding);
	if (strcasecmp(c.encoding, "UTF-8") == 0 || strcasecmp(c.encoding, "UTF8") == 0) {
		from_utf8(&c, bytes);
	} else {
		cd = open_from(c.encoding);
		if (cd == (iconv_t)-1)
			return diag_say(diag, DIAG_UNKNOWN_ENCODING, (struct where){file, 0, 0},
			    "%s", encoding);
		from_iconv(&c, cd, bytes);
		iconv_close(cd);
	}
	say_rest(&c, DIAG_BAD_BYTES, c.bad);
	say_rest(&c, DIAG_REPAIRED_BYTES, c.repaired);
	return 0;
}

/* --- writing ------------------------------------------------------------------------------ */

struct charset_writer {
	iconv_t cd;
};

struct charset_writer *
charset_writer(const char *encoding, struct diag *diag)
{
	struct charset_writer *writer;
	iconv_t cd = iconv_open(encoding, "UTF-8");

	if (cd == (iconv_t)-1) {
		diag_say(diag, DIAG_UNKNOWN_ENCODING, (struct where){NULL, 0, 0}, "%s", encoding);
		return NULL;
	}
	writer = mem_get(sizeof(*writer));
	writer->cd = cd;
	return writer;
}

bool
charset_write(struct charset_writer *writer, unsigned codepoint, struct buf *out)
{
	char utf8[UTF8_MOST], room[32], *to = room;
	const char *in = utf8;
	size_t left = utf8_encode(codepoint, utf8), room_left = sizeof(room), got;

	got = convert(writer->cd, &in, &left, &to, &room_left);
	/* More than 0 tells of a likeness put in the character's place: that choice is ours. */
	if (got != 0 || left != 0) {
		convert(writer->cd, NULL, NULL, NULL, NULL);
		return false;
	}
	buf_put(out, (struct str){room, (size_t)(to - room)});
	return true;
}

void
charset_writer_free(struct charset_writer *writer)
{
	if (writer)
		iconv_close(writer->cd);
	mem_free(writer);
}
