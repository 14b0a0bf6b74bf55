/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/guess.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "source/charset.h"

enum { LOOKED_AT_MOST = 6000 }; /* characters outside ASCII */

/* In the order in which, of two that read the text as well, one is likelier; the last ones are
 * rare. */
static const char *const candidates[] = {"WINDOWS-1252", "ISO-8859-15", "WINDOWS-1250",
    "ISO-8859-2", "WINDOWS-1251", "KOI8-R", "KOI8-U", "ISO-8859-5", "CP866", "WINDOWS-1253",
    "ISO-8859-7", "WINDOWS-1254", "WINDOWS-1257", "ISO-8859-4", "WINDOWS-1255", "WINDOWS-1256",
    "ISO-8859-6", "WINDOWS-874", "CP850", "CP437", "CP852", "MACINTOSH", "MAC-CYRILLIC",
    "ISO-8859-13", "ISO-8859-10", "ISO-8859-16", "ISO-8859-3"};
enum { CANDIDATES = sizeof(candidates) / sizeof(candidates[0]), RARE = 4, NONE = 0xfffd };

/* What the bytes from 0x80 are; NONE: nothing. */
struct reading {
	unsigned high[128];
};

static void
silent(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

static bool
read_table(const char *encoding, struct reading *r)
{
	struct diag diag = {.sink = silent};
	struct buf out = {0};
	char bytes[256];
	size_t at = 0;
	bool whole;

	for (unsigned i = 0; i < 128; i++) {
		bytes[2 * i] = (char)(0x80 + i);
		bytes[2 * i + 1] = '\n';
		r->high[i] = NONE;
	}
	whole = charset_to_utf8((struct str){bytes, 256}, encoding, NULL, &out, &diag) == 0;
	for (unsigned i = 0; whole && i < 128 && at < out.len; i++) {
		struct str line =
		    str_sub(buf_str(&out), at, str_find_byte(buf_str(&out), '\n', at));
		size_t start = 0;

		if (line.len > 0)
			r->high[i] = utf8_next(line, &start);
		at += line.len + 1;
	}
	buf_free(&out);
	return whole;
}

static unsigned
char_at(const struct reading *r, struct str s, size_t at)
{
	unsigned char byte = at < s.len ? (unsigned char)s.at[at] : ' ';

	return byte < 0x80 ? byte : r->high[byte - 0x80];
}

/* --- how likely a character is where it stands ---------------------------------------------- */

enum script { NO_SCRIPT, LATIN, GREEK, CYRILLIC, HEBREW, ARABIC, THAI };

static enum script
script_of(unsigned c)
{
	if (!char_letter(c) && !char_mark(c))
		return NO_SCRIPT;
	if (c < 0x250)
		return LATIN;
	if (c < 0x400)
		return GREEK;
	if (c < 0x530)
		return CYRILLIC;
	if (c >= 0x590 && c < 0x600)
		return HEBREW;
	if (c >= 0x600 && c < 0x700)
		return ARABIC;
	return c >= 0xe00 && c < 0xe80 ? THAI : LATIN;
}

static bool
is_among(unsigned c, const char *characters)
{
	struct str s = str_of(characters);

	for (size_t at = 0; at < s.len;)
		if (utf8_next(s, &at) == c)
			return true;
	return false;
}

/* How common a small letter is in what is written with its script. */
static int
commonness(unsigned c)
{
	static const struct {
		const char *letters;
		int worth;
	} letters[] = {
	    {"şğéáíóäöüàèçñãêôåøłęąščžřěůыеоаинтсрвлκιαοετσνηυρπילאהומרתשاليمونتربهد", 8},
	    {"ţâúœßæùîûëïõőűćńśźżýğşșțăďťňđŕľĺėųīāēūмдкпуяьзбгчόάέήίώύςβγδθλμφχωדבקחעפכןםסצגסقعحفكس"
	     "ج"
	     "شزخ",
		6},
	    {"ıòìőģķļņįėżйхжшюцщэфіїєёґґћђљњјџўξψζϊϋזטךץףةىئأطضصغثإ", 4},
	};

	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (is_among(c, letters[i].letters))
			return letters[i].worth;
	return script_of(c) == THAI ? 6 : 0;
}

static int
letter_worth(unsigned c, unsigned before, unsigned after)
{
	enum script script = script_of(c), left = script_of(before), right = script_of(after);
	unsigned small = char_to_lower(c);
	int worth = commonness(small);

	if ((left && left != script) || (right && right != script))
		worth -= 14;
	if (small != c) {
		worth -= 3;
		if (char_lower(before))
			worth -= 14;
		if (char_upper(before) && char_lower(after))
			worth -= 6;
	} else if (char_upper(before) && char_upper(after))
		worth -= 10;
	if (script == LATIN && !left && !right)
		worth -= 4;
	if (script == LATIN && before >= 0x80 && left == LATIN && after >= 0x80 && right == LATIN)
		worth -= 6;
	if (c == 0x3c2) /* ς only ends words */
		worth += right ? -10 : 3;
	if (c == 0xba || c == 0xaa) /* the º of "nº": a letter to Unicode, a sign to us */
		worth = left || ascii_digit((char)before) ? 3 : -6;
	return worth;
}

static int
sign_worth(unsigned c, unsigned before, unsigned after)
{
	bool left = script_of(before) != NO_SCRIPT, right = script_of(after) != NO_SCRIPT;
	bool figure = (before < 0x80 && ascii_digit((char)before)) ||
		      (after < 0x80 && ascii_digit((char)after));

	if (c == NONE || (c >= 0x80 && c < 0xa0))
		return -30;
	if (c == 0xa0)
		return left && right ? -2 : 1;
	if (c == 0x2019)
		return left && !right ? 4 : -2;
	if (is_among(c, "“„«‘‹"))
		return left && right ? -8 : right && before < 'A' ? 9 : before == ' ' ? 4 : 1;
	if (is_among(c, "”»›…"))
		return left && right ? -8 : after < 'A' ? 9 : 4;
	if (is_among(c, "–—"))
		return before == ' ' && after == ' ' ? 12 : left && right ? 3 : 5;
	if (c == 0x2022)
		return left && right ? -8 : 6;
	if (is_among(c, "€£°±×½¼¾²³%"))
		return figure ? 6 : left && right ? -12 : is_among(c, "€£°") ? 0 : -4;
	if (is_among(c, "¿¡"))
		return right && !left ? 8 : -10;
	if (is_among(c, "§©®™·№"))
		return left && right && c != 0xb7 ? -10 : 1;
	if (is_among(c, "،؟؛"))
		return left && !right ? 5 : -4;
	if (c >= 0x2500 && c < 0x25a0)
		return left || right ? -14 : -3;
	return left || right ? -12 : -5;
}

/* "l’eau", "qu’il", "it’s", "we’re": a short piece stands before or behind it. */
static bool
is_apostrophe(struct str s, size_t at)
{
	size_t before = 0, after = 0;

	while (before < at && ascii_alpha(s.at[at - before - 1]))
		before++;
	while (at + after + 1 < s.len && ascii_alpha(s.at[at + after + 1]))
		after++;
	return before > 0 && after > 0 && (before <= 2 || after <= 2);
}

static long
score(const struct reading *r, struct str s)
{
	long sum = 0;
	unsigned looked = 0;

	for (size_t i = 0; i < s.len && looked < LOOKED_AT_MOST; i++) {
		unsigned c, before, after;

		if ((unsigned char)s.at[i] < 0x80)
			continue;
		looked++;
		c = char_at(r, s, i);
		before = i > 0 ? char_at(r, s, i - 1) : ' ';
		after = char_at(r, s, i + 1);
		if (c == 0x2019 && is_apostrophe(s, i))
			sum += 14;
		else
			sum += script_of(c) ? letter_worth(c, before, after)
					    : sign_worth(c, before, after);
	}
	return sum;
}

/* --- alphabets ----------------------------------------------------------------------------- */

/* The letters outside ASCII that a language with Latin letters writes with: texts keep to one such
 * set. */
static const char *const alphabets[] = {
    "äöüß",              /* German */
    "éàèùâêîôûëïüçœæ",   /* French */
    "áéíóúüñªº",         /* Spanish */
    "ãõáéíóúâêôàçªº",    /* Portuguese */
    "àèéìòùº",           /* Italian */
    "àéèíóòúüïç·",       /* Catalan */
    "éëïóöüè",           /* Dutch */
    "åäöé",              /* Swedish, Finnish */
    "æøåé",              /* Danish, Norwegian */
    "áéíóúýþæðö",        /* Icelandic */
    "ąćęłńóśźż",         /* Polish */
    "áčďéěíňóřšťúůýž",   /* Czech */
    "áäčďéíĺľňóôŕšťúýž", /* Slovak */
    "áéíóöőúüű",         /* Hungarian */
    "ăâîșțşţ",           /* Romanian */
    "čćđšž",             /* Croatian, Slovene */
    "çğıöşüâîi̇",         /* Turkish */
    "äöüõšž",            /* Estonian */
    "āčēģīķļņšūž",       /* Latvian */
    "ąčęėįšųūž",         /* Lithuanian */
    "ĉĝĥĵŝŭ",            /* Esperanto */
    "ċġħżàèìòù",         /* Maltese */
    "ëç",                /* Albanian */
};

/* How much better than the rest the best fitting language is served: letters in its set count
   for, letters out of it against. */
static long
alphabet_score(const struct reading *r, const unsigned counts[128])
{
	long most = 0;

	for (size_t n = 0; n < sizeof(alphabets) / sizeof(alphabets[0]); n++) {
		long sum = 0;

		for (unsigned i = 0; i < 128; i++)
			if (counts[i] > 0 && script_of(r->high[i])) {
				bool in = is_among(char_to_lower(r->high[i]), alphabets[n]);

				sum += in ? 4 * (long)counts[i] : -4 * (long)counts[i];
			}
		if (sum > most)
			most = sum;
	}
	return most;
}

static void
count_bytes(struct str s, unsigned counts[128])
{
	for (size_t i = 0, looked = 0; i < s.len && looked < LOOKED_AT_MOST; i++)
		if ((unsigned char)s.at[i] >= 0x80) {
			counts[(unsigned char)s.at[i] - 0x80]++;
			looked++;
		}
}

/* --- the guess ----------------------------------------------------------------------------- */

static bool
is_wide(const char *encoding)
{
	static const char *const wide[] = {"BIG5", "GB18030", "GB2312", "GBK", "EUC-JP", "EUC-KR",
	    "EUC-TW", "SHIFT_JIS", "UHC", "CP949", "JOHAB", "HZ-GB-2312", "ISO-2022-JP",
	    "ISO-2022-KR"};

	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (str_equal_fold(str_of(encoding), str_of(wide[i])))
			return true;
	return false;
}

static size_t
count_high(struct str s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.len && count < LOOKED_AT_MOST; i++)
		count += (unsigned char)s.at[i] >= 0x80;
	return count;
}

static void
answer(struct guess *guess, const char *encoding, unsigned sure)
{
	snprintf(guess->encoding, sizeof(guess->encoding), "%s", encoding);
	guess->sure = sure;
}

/* What is likelier before a word is read: it decides where few letters do. */
static long
prior(const char *encoding)
{
	if (strncmp(encoding, "WINDOWS", 7) == 0)
		return 10;
	return strncmp(encoding, "ISO", 3) == 0 || strncmp(encoding, "KOI8", 4) == 0 ? 6 : 0;
}

static unsigned
sureness(long best, long second, size_t high)
{
	long lead = (best - second) * 10 / (long)(high + 1);

	if (best < 0)
		return 10;
	return lead > 35 ? 85 : 50 + (unsigned)(lead < 0 ? 0 : lead);
}

void
guess_encoding(struct str bytes, const char *first, struct guess *guess)
{
	const char *meant = charset_meant(str_of(first));
	size_t high = count_high(bytes);
	unsigned counts[128] = {0};
	long most = 0, second = 0;
	int best = -1;

	count_bytes(bytes, counts);
	if (is_wide(first)) {
		answer(guess, meant ? meant : first, 75);
		return;
	}
	for (int i = 0; i < (int)CANDIDATES; i++) {
		struct reading r;
		long sum;

		if (!read_table(candidates[i], &r))
			continue;
		sum = score(&r, bytes) + alphabet_score(&r, counts);
		sum += prior(candidates[i]);
		if (i >= (int)CANDIDATES - RARE)
			sum -= (long)high;
		/* The general detector knows the languages' letter pairs: its word has weight. */
		if (str_equal_fold(str_of(first), str_of(candidates[i])) ||
		    (meant && strcmp(meant, candidates[i]) == 0))
			sum += (long)high / 2;
		if (best < 0 || sum > most) {
			second = best < 0 ? sum : most;
			best = i;
			most = sum;
		} else if (sum > second)
			second = sum;
	}
	if (best < 0)
		answer(guess, "WINDOWS-1252", 10);
	else
		answer(guess, candidates[best], sureness(most, second, high));
}
