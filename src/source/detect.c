/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/detect.h"

#include <stdio.h>
#include <string.h>
#include <uchardet.h>

#include "base/late.h"
#include "base/utf8.h"
#include "source/charset.h"
#include "source/guess.h"
#include "source/words.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(uchardet_data_end)                                                                    \
	TAKE(uchardet_delete)                                                                      \
	TAKE(uchardet_get_charset)                                                                 \
	TAKE(uchardet_handle_data)                                                                 \
	TAKE(uchardet_new)
LATE_LIBRARY("uchardet", TAKEN)

enum { LOOKED_AT = 256 * 1024, DECLARED_WITHIN = 4096 };

static void
found(struct detected *d, const char *encoding, unsigned sure, const char *how)
{
	snprintf(d->encoding, sizeof(d->encoding), "%s", encoding);
	for (char *p = d->encoding; *p; p++)
		if (ascii_lower(*p))
			*p = (char)(*p - 'a' + 'A');
	d->sure = sure;
	d->how = how;
}

/* --- certain ------------------------------------------------------------------------------ */

static bool
by_mark(struct str s, struct detected *d)
{
	static const struct {
		struct str mark;
		const char *encoding;
	} marks[] = {{STR("\xef\xbb\xbf"), "UTF-8"}, {STR("\xff\xfe\0\0"), "UTF-32LE"},
	    {STR("\0\0\xfe\xff"), "UTF-32BE"}, {STR("\xff\xfe"), "UTF-16LE"},
	    {STR("\xfe\xff"), "UTF-16BE"}, {STR("\x84\x31\x95\x33"), "GB18030"}};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_starts(s, marks[i].mark)) {
			found(d, marks[i].encoding, 100, "bom");
			return true;
		}
	return false;
}

/* Units of two or four bytes: how the bytes fare when they are read as such. */
struct wide {
	const char *encoding;
	unsigned size;
	bool big;
};

static unsigned
unit(struct str s, size_t at, const struct wide *w)
{
	unsigned value = 0;

	for (unsigned i = 0; i < w->size; i++) {
		unsigned char byte = (unsigned char)s.at[at + (w->big ? i : w->size - 1 - i)];

		value = value << 8 | byte;
	}
	return value;
}

static bool
is_spacing(unsigned c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == 0x3000 || c == 0x3001 || c == 0x3002 ||
	       c == 0xff0c || c == 0x0964 || c == '.' || c == ',';
}

/*
 * Text in wide units has blanks or stops, and no unit that is no character. The answer is in
 * how many blocks of 256 characters it lies, 0 when it is no text: the wrong order of bytes
 * scatters it.
 */
static unsigned
blocks_of(struct str s, const struct wide *w)
{
	size_t units = s.len / w->size, bad = 0, spacing = 0;
	bool seen[256] = {false};
	unsigned blocks = 0;

	for (size_t i = 0; i < units; i++) {
		unsigned c = unit(s, i * w->size, w);

		if (w->size == 2 && c >= 0xd800 && c < 0xdc00 && i + 1 < units) {
			unsigned low = unit(s, (i + 1) * w->size, w);

			bad += low < 0xdc00 || low > 0xdfff;
			i++;
		} else if (char_control(c) && c != '\n' && c != '\r' && c != '\t')
			bad++;
		spacing += is_spacing(c);
		blocks += !seen[c >> 8 & 0xff];
		seen[c >> 8 & 0xff] = true;
	}
	return units > 0 && bad * 200 <= units && spacing * 100 >= units ? blocks : 0;
}

/* Zero bytes and other controls are in no 8-bit text: a tenth of them or more is two or four
   bytes a character. A few are damage. */
static bool
by_zeros(struct str s, struct detected *d)
{
	static const struct wide wides[] = {{"UTF-32LE", 4, false}, {"UTF-32BE", 4, true},
	    {"UTF-16LE", 2, false}, {"UTF-16BE", 2, true}};
	size_t controls = 0;
	unsigned fewest = 0;

	for (size_t i = 0; i < s.len; i++)
		controls +=
		    (unsigned char)s.at[i] < ' ' && !ascii_space(s.at[i]) && s.at[i] != '\033';
	if (controls == 0 || (utf8_valid(s) && controls * 10 < s.len))
		return false;
	for (size_t i = 0; i < sizeof(wides) / sizeof(wides[0]); i++) {
		unsigned blocks = blocks_of(s, &wides[i]);

		if (blocks > 0 && (fewest == 0 || blocks < fewest)) {
			found(d, wides[i].encoding, 95, "zeros");
			fewest = blocks;
		}
	}
	return fewest > 0;
}

static bool
by_escape(struct str s, struct detected *d)
{
	static const struct {
		struct str escape;
		const char *encoding;
	} escapes[] = {{STR("\033$B"), "ISO-2022-JP"}, {STR("\033$@"), "ISO-2022-JP"},
	    {STR("\033(J"), "ISO-2022-JP"}, {STR("\033$)C"), "ISO-2022-KR"},
	    {STR("\033$)A"), "ISO-2022-CN"}};

	if (str_find_byte(s, '\033', 0) == STR_NONE)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.at[i] >= 0x80)
			return false;
	for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++)
		if (str_find(s, escapes[i].escape, 0) != STR_NONE) {
			found(d, escapes[i].encoding, 98, "escape");
			return true;
		}
	return false;
}

/* Only a cut at the end of what was looked at may be bad. */
static bool
is_utf8(struct str s, bool whole)
{
	size_t at = 0;

	while (at < s.len) {
		size_t start = at;

		if (utf8_next(s, &at) == UTF8_BAD)
			return !whole && s.len - start < UTF8_MOST;
	}
	return true;
}

/* UTF-8 with some bytes that are not: what is well formed by chance in an old encoding is
   outnumbered by what is not. */
static bool
is_mostly_utf8(struct str s)
{
	size_t good = 0, bad = 0;

	for (size_t at = 0; at < s.len;) {
		size_t start = at;
		unsigned c = utf8_next(s, &at);

		if (c == UTF8_BAD)
			bad++;
		else if (c >= 0x80)
			good += at - start - 1;
	}
	return good > bad;
}

/* --- declared ----------------------------------------------------------------------------- */

static struct str
name_after(struct str s, size_t at)
{
	size_t end;

	while (at < s.len &&
	       (ascii_space(s.at[at]) || s.at[at] == '=' || s.at[at] == '"' || s.at[at] == '\''))
		at++;
	for (end = at; end < s.len && (ascii_alnum(s.at[end]) || strchr("-_:.+", s.at[end]));)
		end++;
	return str_sub(s, at, end);
}

/* Offset behind `word`, ASCII case folded, at or after `from` and before `to`. */
static size_t
behind(struct str s, struct str word, size_t from, size_t to)
{
	for (size_t i = from; i + word.len <= to; i++)
		if (ascii_fold(s.at[i]) == word.at[0] &&
		    str_starts_fold(str_sub(s, i, s.len), word))
			return i + word.len;
	return STR_NONE;
}

static struct str
declared_name(struct str s)
{
	size_t at = 0, end;

	if (str_starts(s, S("<?xml")) && (end = str_find(s, S("?>"), 0)) != STR_NONE) {
		at = behind(s, S("encoding"), 0, end);
		if (at != STR_NONE)
			return name_after(s, at);
		at = end;
	}
	while ((at = behind(s, S("<meta"), at, s.len)) != STR_NONE) {
		size_t name;

		end = str_find_byte(s, '>', at);
		name = behind(s, S("charset"), at, end == STR_NONE ? s.len : end);
		if (name != STR_NONE)
			return name_after(s, name);
	}
	return S("");
}

bool
detect_declared(struct str bytes, char encoding[DETECT_NAME])
{
	struct str name = declared_name(str_sub(bytes, 0, DECLARED_WITHIN));
	const char *meant = charset_meant(name);

	if (name.len == 0 || name.len >= DETECT_NAME)
		return false;
	snprintf(encoding, DETECT_NAME, "%.*s", STR_ARG(meant ? str_of(meant) : name));
	/* A declaration that can be read byte by byte is not in two bytes a character. */
	if (str_starts_fold(name, S("utf-16")) || str_starts_fold(name, S("utf-32")))
		snprintf(encoding, DETECT_NAME, "UTF-8");
	return true;
}

static void
silent(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

/* Whether all bytes are characters in that encoding. */
static bool
decodes(struct str s, const char *encoding)
{
	struct diag diag = {.sink = silent};
	struct buf out = {0};
	int status = charset_to_utf8(s, encoding, NULL, &out, &diag);

	buf_free(&out);
	return status == 0 && diag.count[DIAG_WARNING] == 0;
}

static bool
by_declaration(struct str s, struct detected *d)
{
	char name[DETECT_NAME];

	if (!detect_declared(s, name) || str_equal_fold(str_of(name), S("UTF-8")) ||
	    !decodes(s, name))
		return false;
	found(d, name, 90, "declared");
	return true;
}

/* --- guessed ------------------------------------------------------------------------------ */

static void
by_guess(struct str s, struct detected *d)
{
	char first[DETECT_NAME] = "";
	uchardet_t ud = lib()->uchardet_new();
	struct guess guess;

	if (lib()->uchardet_handle_data(ud, s.at, s.len) == 0) {
		lib()->uchardet_data_end(ud);
		snprintf(first, sizeof(first), "%s", lib()->uchardet_get_charset(ud));
	}
	lib()->uchardet_delete(ud);
	guess_encoding(s, first, &guess);
	found(d, guess.encoding, guess.sure, "guess");
}

void
detect_encoding(struct str bytes, struct detected *d)
{
	struct str s = str_sub(bytes, 0, LOOKED_AT);
	bool whole = s.len == bytes.len;

	if (by_mark(s, d) || by_zeros(s, d) || by_escape(s, d))
		return;
	if (is_utf8(s, whole) && (whole || is_mostly_utf8(bytes)))
		found(d, "UTF-8", 100, "valid");
	else if (by_declaration(s, d))
		return;
	else if (is_mostly_utf8(bytes))
		found(d, "UTF-8", 80, "mostly");
	else
		by_guess(s, d);
}

/* --- formats ------------------------------------------------------------------------------ */

static bool
has_extension(const char *path, const char *extensions)
{
	const char *dot = path ? strrchr(path, '.') : NULL;
	struct str rest = str_of(extensions), one;

	if (dot == NULL || strchr(dot, '/'))
		return false;
	while (str_cut(&rest, '|', &one))
		if (str_equal_fold(one, str_of(dot + 1)))
			return true;
	return false;
}

static const struct source_format *
format_named(const char *path)
{
	for (size_t i = 0; source_formats[i]; i++)
		if (has_extension(path, source_formats[i]->extensions))
			return source_formats[i];
	return NULL;
}

bool
source_takes(const char *path)
{
	struct str name = str_of(path), epub = S(".epub");

	return format_named(path) != NULL ||
	       (name.len > epub.len &&
		   str_equal_fold(str_sub(name, name.len - epub.len, name.len), epub));
}

static const struct source_format *
format_called(struct str name)
{
	for (size_t i = 0; source_formats[i]; i++)
		if (str_equal(str_of(source_formats[i]->name), name))
			return source_formats[i];
	return NULL;
}

/* A name is believed, but a .txt file that is a web page through and through is one. */
const struct source_format *
detect_format(const char *path, struct str text)
{
	const struct source_format *best = format_named(path), *plain = format_called(S("plain"));
	unsigned most = 0;

	if (best && best != plain)
		return best;
	for (size_t i = 0; source_formats[i]; i++) {
		unsigned sure = source_formats[i]->looks_like(str_sub(text, 0, LOOKED_AT));

		if (sure > most && (best == NULL || sure >= 90)) {
			most = sure;
			best = source_formats[i];
		}
	}
	return best ? best : plain;
}

/* --- languages ---------------------------------------------------------------------------- */

/* Scripts that stand for one language in most of what is written with them. */
static const struct {
	unsigned first, last;
	const char *language;
} scripts[] = {{0x0370, 0x03ff, "el"}, {0x0400, 0x04ff, "ru"}, {0x0590, 0x05ff, "he"},
    {0x0600, 0x06ff, "ar"}, {0x0900, 0x097f, "hi"}, {0x0e00, 0x0e7f, "th"}, {0x3040, 0x30ff, "ja"},
    {0x4e00, 0x9fff, "zh"}, {0xac00, 0xd7a3, "ko"}};
enum { SCRIPTS = sizeof(scripts) / sizeof(scripts[0]), LANGUAGE_FROM = 32 * 1024 };

static size_t
count_any(struct str text, const char *letters)
{
	struct str some = str_of(letters);
	size_t count = 0;

	for (size_t at = 0; at < some.len;) {
		size_t from = at;

		utf8_next(some, &at);
		for (size_t i = 0; (i = str_find(text, str_sub(some, from, at), i)) != STR_NONE;
		     i++)
			count++;
	}
	return count;
}

/* Letters that one language of the script has and the usual one does not. */
static struct str
by_script(struct str text, const char *usual)
{
	static const struct {
		const char *usual, *other, *letters;
	} others[] = {{"ru", "uk", "іїєґ"}, {"ar", "fa", "پچژگ"}, {"ar", "ur", "ٹڈڑے"}};

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strcmp(others[i].usual, usual) == 0 &&
		    count_any(text, others[i].letters) * 50 > text.len / 2)
			return str_of(others[i].other);
	return str_of(usual);
}

struct str
detect_language(struct str text)
{
	size_t counts[SCRIPTS] = {0}, letters = 0, best = 0;
	struct str sample = str_sub(text, 0, LANGUAGE_FROM);

	for (size_t at = 0; at < sample.len;) {
		unsigned c = utf8_next(sample, &at);

		letters += char_letter(c);
		for (size_t i = 0; c >= 0x370 && i < SCRIPTS; i++)
			counts[i] +=
			    c >= scripts[i].first && c <= scripts[i].last && char_letter(c);
	}
	for (size_t i = 0; i < SCRIPTS; i++)
		if (counts[i] > counts[best])
			best = i;
	/* Japanese writes ideographs too; some kana among them decide. */
	if (strcmp(scripts[best].language, "zh") == 0 && counts[6] * 10 > counts[best])
		return S("ja");
	if (counts[best] * 2 > letters)
		return by_script(sample, scripts[best].language);
	return str_of(words_language(sample));
}
