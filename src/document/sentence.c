/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/sentence.h"

#include <string.h>

#include "base/utf8.h"

/*
 * A stop ends a sentence unless something says otherwise: what stands before it (an
 * abbreviation, an initial, a list number) or what follows (a lower-case letter, a digit after
 * "No."). The word lists are below, one line a language.
 */

/* Never at the end of a sentence: something always follows. */
static const struct {
	const char *language, *words;
} leading[] = {
    {"en",
	"Dr Mr Mrs Ms Mx Prof Rev Hon Gen Gov Sen Rep Sgt Capt Lt Col Maj Cmdr St Mt Ft vs viz cf "
	"e.g i.e eg ie approx ca esp incl al resp Messrs Fr Sr. Drs pp Figs Eqs Refs Nos Vols spp"},
    {"es", "Sr Sra Srta Sres Dr Dra Drs Prof Profa Lic Ing D D\xc3\xb1"
	   "a Ud Uds p.ej p.\xc2\xa0"
	   "ej ej "
	   "aprox cf vs Sto Sta Av Avda Gral Excmo"},
    {"fr", "M MM Mme Mmes Mlle Dr Pr Prof Me cf p.ex ex env vs St Ste av bd chap fig"},
    {"de", "Dr Hr Fr Prof z.B d.h u.a z.T bzw ca vgl evtl ggf inkl sog St usw. Abs Abb Nr S Bd Tel "
	   "bzgl"},
    {"pt", "Sr Sra Srta Dr Dra Prof Profa p.ex ex aprox cf vs Av D Exmo"},
    {"it", "Sig Sig.ra Dott Dr Prof cf p.es es ca S"},
    {"sw", "Bw Bi Dkt k.m n.k"},
};

/* Followed by a number, they are abbreviations; otherwise they are words. */
static const char *const before_number =
    "No Nos no Fig fig Figs figs p pp vol Vol ch Ch chap Chap sec Sec "
    "art Art eq Eq Ref Nr nr N\xc3\xbam n\xc3\xbam n\xc2\xba num Abb Tab S Bd "
    "p\xc3\xa1g P\xc3\xa1g art\xc3\xad"
    "c Bull ext Ext";

/* May end a sentence: they do when a word follows that begins one. */
static const char *const may_end =
    "etc Inc Ltd Co Corp Jr Sr Bros LLC Ph.D M.D D.C B.A M.A B.S M.S D.D.S R.N "
    "a.m p.m A.M P.M am pm U.S U.K U.N E.U U.S.A EE.UU Est est dept Dept Ave Blvd "
    "Rd Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun "
    "min hr hrs wk wks mo yr yrs oz lb lbs in ft sq usw usf etc. cap. ibid B.C A.D "
    "n.k v.Chr";

/* Words that begin sentences rather than names. */
static const char *const starters =
    "The This That These Those There Then Thus They Their A An And As At After Also Although All "
    "Any Are "
    "Another Ask Avoid Be Because Before Both But By Call Can Do Does During Each Early Even Every "
    "For From "
    "Go Get Has Have He Her Here His How However I If In Is It Its Just Keep Learn Like Many Most "
    "More My "
    "Never No Not Now Of On Once One Only Or Other Our Over People Please See She Should Since So "
    "Some Stay "
    "Such Take Talk Tell To Today Two Under Unless Until Use We Were What When Where Which While "
    "Who Why Will "
    "With Without You Your El La Los Las Un Una En Es Si No Para Por Su Le La Les Un Une Il Elle "
    "Ils En Si "
    "Pour Ce Cette Ces Der Die Das Ein Eine Es Sie Er Wenn In O A Os As Um Uma Em Se";

/* A single letter behind these is a name of its own, not an initial: "vitamin C. The". */
static const char *const lettered =
    "vitamin vitamins hepatitis type group plan grade stage part class category influenza section "
    "factor "
    "appendix schedule strain level option protein phase table figure blood and or";

static const char *const months_de = "Januar Februar M\xc3\xa4rz April Mai Juni Juli August "
				     "September Oktober November Dezember Jahrhundert "
				     "Jahrhunderts Lebensjahr Woche Monat Tag Grades";

/* --- pieces -------------------------------------------------------------------------------- */

static bool
listed(const char *list, struct str word)
{
	const char *hit = list;

	if (word.len == 0)
		return false;
	while ((hit = memmem(hit, strlen(hit), word.at, word.len)) != NULL) {
		bool begins = hit == list || hit[-1] == ' ';
		char behind = hit[word.len];

		if (begins && (behind == ' ' || behind == '\0'))
			return true;
		hit++;
	}
	return false;
}

static bool
stop(unsigned c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203d || c == 0x2047 ||
	       c == 0x2048 || c == 0x2049;
}

/* Stops of scripts that use them for nothing else: no white space need follow. */
static bool
full_stop(unsigned c)
{
	return c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0xff0e || c == 0xff61 ||
	       c == 0x0964 || c == 0x0965 || c == 0x061f || c == 0x06d4 || c == 0x1362 ||
	       c == 0x104b;
}

static bool
closer(unsigned c)
{
	return c == '"' || c == '\'' || c == ')' || c == ']' || c == '}' || c == 0x201d ||
	       c == 0x2019 || c == 0xbb || c == 0x203a || c == 0x300d || c == 0x300f ||
	       c == 0xff09 || c == 0x3011;
}

struct scan {
	struct str text, language;
	const struct sentence_mark *quiet;
	size_t quiet_count;
	size_t from;
};

static size_t
quiet_end(const struct scan *s, size_t at)
{
	size_t low = 0, high = s->quiet_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (s->quiet[middle].start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->quiet_count && s->quiet[low].start == at ? s->quiet[low].end : at;
}

/* Behind stops, closing marks and citation marks that belong to the sentence. */
static size_t
tail_end(const struct scan *s, size_t at)
{
	for (;;) {
		size_t next = at, mark;

		if (at >= s->text.len)
			return at;
		mark = quiet_end(s, at);
		if (mark == at && s->text.at[at] == ' ') /* "fever. [3] Next" */
			mark = quiet_end(s, at + 1) > at + 1 ? quiet_end(s, at + 1) : at;
		if (mark > at) {
			at = mark;
			continue;
		}
		if (!stop(utf8_next(s->text, &next))) {
			next = at;
			if (!closer(utf8_next(s->text, &next)))
				return at;
		}
		at = next;
	}
}

/* The token before `end`: letters, digits, inner stops and hyphens. */
static struct str
token_before(const struct scan *s, size_t end)
{
	size_t start = end;

	while (start > s->from) {
		size_t at = start;
		unsigned c = utf8_before(s->text, &at);

		if (!char_word(c) && c != '.' && c != '-' && c != '@' && c != '/' && c != '\'' &&
		    c != 0x2019 && c != 0xba && c != '_' && c != ':')
			break;
		start = at;
	}
	return str_sub(s->text, start, end);
}

/* The letters at `at`, past white space, opening quotes and brackets. */
static struct str
word_after(const struct scan *s, size_t at)
{
	size_t start = at, end;

	while (start < s->text.len) {
		size_t next = start;

		if (char_word(utf8_next(s->text, &next)))
			break;
		start = next;
	}
	for (end = start; end < s->text.len;) {
		size_t next = end;
		unsigned c = utf8_next(s->text, &next);

		if (!char_word(c))
			break;
		end = next;
	}
	return str_sub(s->text, start, end);
}

static unsigned
first_char(struct str s)
{
	size_t at = 0;

	return s.len ? utf8_next(s, &at) : 0;
}

static bool
digits_only(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!ascii_digit(s.at[i]))
			return false;
	return s.len > 0;
}

/* "U.S", "p.m", "e.g", "J.R.R": single letters with stops between them. */
static bool
dotted(struct str token)
{
	bool letter = false;

	for (size_t at = 0; at < token.len;) {
		unsigned c = utf8_next(token, &at);

		if (letter ? c != '.' : !char_letter(c))
			return false;
		letter = !letter;
	}
	return letter && str_find_byte(token, '.', 0) != STR_NONE;
}

static bool
leads(const struct scan *s, struct str token)
{
	for (size_t i = 0; i < sizeof(leading) / sizeof(*leading); i++)
		if ((i == 0 && s->language.len == 0) ||
		    str_starts_fold(s->language, str_of(leading[i].language)))
			if (listed(leading[i].words, token))
				return true;
	/* titles are used across languages */
	return listed("Dr Mr Mrs Ms Prof St vs e.g i.e cf approx", token);
}

static bool
known_word(const char *list, struct str word)
{
	struct buf lower = {0};
	bool known;

	for (size_t i = 0; i < word.len; i++)
		buf_byte(&lower, ascii_fold(word.at[i]));
	known = listed(list, buf_str(&lower));
	buf_free(&lower);
	return known;
}

/* The word in front of a token. */
static struct str
word_in_front(const struct scan *s, struct str token)
{
	size_t at = (size_t)(token.at - s->text.at);

	while (at > s->from && (s->text.at[at - 1] == ' ' || s->text.at[at - 1] == ','))
		at--;
	return token_before(s, at);
}

/* --- decisions ----------------------------------------------------------------------------- */

/* A single capital: an initial, unless it names a thing ("vitamin C") or is the pronoun. */
static bool
initial(const struct scan *s, struct str token)
{
	struct str front;

	if (token.len != 1 || !ascii_upper(token.at[0]))
		return false;
	front = word_in_front(s, token);
	if (token.at[0] == 'I' && front.len > 0 && char_lower(first_char(front)))
		return false;
	return !known_word(lettered, front);
}

/* Whether the stop behind `token`, with `after` as the next word, ends the sentence. */
static bool
stop_ends(const struct scan *s, struct str token, struct str after)
{
	unsigned next = first_char(after);
	bool at_start = token.at == s->text.at + s->from;

	if (char_lower(next))
		return false;
	if (at_start && (digits_only(token) ? token.len <= 3 : token.len == 1))
		return false; /* "1. Call", "a. Call" */
	if (listed(before_number, token) && ascii_digit((char)(next < 0x80 ? next : 'x')))
		return false;
	if (leads(s, token))
		return false;
	if (str_starts_fold(s->language, S("de")) && digits_only(token) && token.len <= 2)
		return !listed(months_de, after);
	if (initial(s, token)) /* "from A. The" ends, "John F. The" does not */
		return listed(starters, after) && char_lower(first_char(word_in_front(s, token)));
	if (listed(may_end, token) || dotted(token))
		return listed(starters, after);
	return true;
}

/* "fever.The": no white space, a lower-case word before and a capitalised one behind. */
static bool
glued(const struct scan *s, size_t stop_at, size_t end)
{
	struct str token = token_before(s, stop_at), after = word_after(s, end);
	size_t at = end, letters = 0, second;
	unsigned c = first_char(after);

	if (!char_upper(c) || after.at != s->text.at + end)
		return false;
	utf8_next(after, &letters);
	second = letters;
	if (second >= after.len || !char_lower(utf8_next(after, &second)))
		if (after.len > letters ||
		    (at + after.len < s->text.len && s->text.at[at + after.len] != ' '))
			return false;
	if (str_find_byte(token, '.', 0) != STR_NONE || str_find_byte(token, '@', 0) != STR_NONE ||
	    str_find_byte(token, '/', 0) != STR_NONE)
		return false;
	at = end + after.len;
	if (at < s->text.len && s->text.at[at] == '.' && at + 1 < s->text.len &&
	    s->text.at[at + 1] != ' ')
		return false; /* a.Bc.De: a name of some machine */
	if (token.len == 0)   /* ")." or "%." */
		return stop_at > s->from &&
		       (s->text.at[stop_at - 1] == ')' || s->text.at[stop_at - 1] == '%');
	if (token.len < 3)
		return false;
	at = stop_at;
	c = utf8_before(s->text, &at);
	return char_lower(c) || (char_letter(c) && !char_upper(c));
}

static bool
white(struct str s, size_t at)
{
	size_t next = at;

	return at >= s.len || char_space(utf8_next(s, &next));
}

/* Whether the sentence ends at `end`, its stop being at `at`. */
static bool
ends_here(const struct scan *s, size_t at, unsigned c, size_t end)
{
	struct str after;
	size_t next = end;
	unsigned following;

	if (end >= s->text.len || s->text.at[end] == '\n' || full_stop(c))
		return true;
	if (!white(s->text, end))
		return c != 0x2026 && glued(s, at, end);
	while (next < s->text.len && white(s->text, next))
		utf8_next(s->text, &next);
	if (next >= s->text.len)
		return true;
	after = word_after(s, end);
	following = utf8_next(s->text, &next);
	if (following == ',' || following == ';' || following == ':' || following == ')' ||
	    following == 0x2013 || following == 0x2014 || stop(following) || full_stop(following))
		return false;
	if (c == '.' && s->text.at[at] == '.' &&
	    (at + 1 >= s->text.len || s->text.at[at + 1] != '.'))
		return stop_ends(s, token_before(s, at), after);
	if (char_lower(first_char(after)))
		return false;
	if (c == 0x2026 || c == '.')
		return char_upper(first_char(after)) || !char_letter(first_char(after));
	return true;
}

size_t
sentence_end(struct str language, struct str text, size_t from, const struct sentence_mark *quiet,
    size_t quiet_count)
{
	struct scan s = {text, language, quiet, quiet_count, from};

	for (size_t at = from; at < text.len;) {
		size_t here = at, end, mark = quiet_end(&s, at);
		unsigned c;

		if (mark > at) { /* marks hold no stops of the sentence */
			at = mark;
			continue;
		}
		c = utf8_next(text, &at);
		if (c == '\n')
			return here > from ? here : at;
		if (!stop(c) && !full_stop(c))
			continue;
		end = tail_end(&s, at);
		if (ends_here(&s, here, c, end))
			return end;
		at = end;
	}
	return text.len;
}
