/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/phone.h"

#include "base/utf8.h"

/*
 * A number is read as a run of digit groups with what parts them, and judged by the shape of
 * the run ("1-3-3-4"), its leading digits and the words around it. The longest shape that ends
 * at a border wins. Shapes that something else may have too need a word that calls them a number.
 */
enum { GROUPS_MOST = 8, SHAPE_MOST = 32, CUE_WORDS = 9, CUE_WORD_MOST = 40, FAR_MOST = 120 };

struct groups {
	struct {
		size_t start, end;
	} at[GROUPS_MOST];
	char shape[GROUPS_MOST][SHAPE_MOST]; /* up to and with group i */
	char part[GROUPS_MOST]; /* what parts it from the one before: - . / ' ' or ')' */
	size_t count;
	bool bracket, plus;
	bool zero; /* the second group is "(0)": not dialled from abroad */
};

/* Words that say a number is to be called, and small words that may stand between. */
static const struct str cues =
    STR(" call calls calling ligne linha dial dialing phone phones telephone tel mobile fax "
	"hotline hotlines "
	"helpline helplines "
	"lifeline text texting sms ring tty tdd toll-free contact whatsapp "
	"llame llama llamar llamando llamen marque marca marcar teléfono telefono teléfonos telf "
	"envíe envíe envíen envía "
	"mensaje texto línea comuníquese comunicarse contacte "
	"appelez appeler appelle composez composer téléphone téléphonez tél numéro envoyez joignez "
	"contactez "
	"wählen wähle rufen ruf rufe anrufen notruf notrufnummer telefon telefonnummer rufnummer "
	"hotlines sms "
	"giftnotruf telefonseelsorge "
	"ligue ligar ligando disque discar telefone telefones fone telemóvel envie "
	"chiama chiamare chiami telefono numero piga simu फोन कॉल हेल्पलाइन اتصل اتصلوا هاتف رقم ");
static const struct str weak_cues = STR(" number numbers emergency número números notfall "
					"emergencias urgences emergência emergências ");
static const struct str small_words =
    STR(" to at on or and the us us: for free now just please by also either a 24/7 local your "
	"service services "
	"emergency number is al a el la los o u y e número gratis línea gratuito teléfono es nos "
	"le la les l au aux ou et numéro est gratuitement "
	"sie den die das der unter an oder und nummer ist bitte sofort kostenlos "
	"para ao o os as ou e número pelo no gratuitamente immediately directly inmediatamente "
	"immédiatement "
	"imediatamente text call dial उपर على ");
/* Behind a number, these say that things or time are counted. */
static const struct str counted =
    STR(" times time people persons patients hours hour minutes minute days day weeks week months "
	"month years year "
	"mg g kg ml l mcg µg μg iu mm cm m km percent per pills tablets doses drops calls clinics "
	"friends doctors others "
	"or-more more of million thousand hundred beats degrees states countries centers members "
	"veces personas pacientes horas minutos días dias semanas meses años anos por fois "
	"personnes heures jours "
	"semaines mois ans mal personen patienten stunden minuten tage tagen wochen monate jahre "
	"jahren prozent uhr "
	"vezes pessoas pacientes comprimidos tabletten comprimés gotas tropfen dollars euros ");
/* Short numbers that are what they are in many countries; others need a closer look. */
static const struct str known = STR(" 911 988 112 999 111 000 110 119 120 122 144 101 102 103 104 "
				    "108 115 118 117 114 113 100 15 17 18 16 190 192 193 "
				    "188 180 061 016 024 017 211 311 411 511 711 811 1098 3114 "
				    "3919 1177 12320 12356 741741 997 998 933 937 085 091 "
				    "116111 116117 116123 116000 116006 9-1-1 9-8-8 1-1-2 ");
static const struct str connectors =
    STR(" or and if for to now right immediately when as any at before with today anytime from in "
	"on day 24 "
	"o y e u si para en ou et pour en de dès oder und wenn bei an für ou se em para por a "
	"ya inmediatamente immédiatement sofort imediatamente ");

static bool
listed(struct str list, struct str word)
{
	char key[40];
	size_t len = 1;

	if (word.len == 0 || word.len > 32)
		return false;
	key[0] = ' ';
	for (size_t at = 0; at < word.len && len < 34;)
		len += utf8_encode(char_to_lower(utf8_next(word, &at)), key + len);
	key[len++] = ' ';
	return str_find(list, (struct str){key, len}, 0) != STR_NONE;
}

static bool
blank(unsigned c)
{
	return c == ' ' || c == 0xa0 || c == 0x202f || c == 0x2009;
}

static bool
hyphen(unsigned c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2013);
}

static unsigned
peek(struct str text, size_t at)
{
	return at < text.len ? utf8_next(text, &at) : 0;
}

static bool
digit_at(struct str text, size_t at)
{
	return at < text.len && ascii_digit(text.at[at]);
}

/* What parts two groups, at most three characters: 0 when no digit group follows. */
static char
take_part(struct str text, size_t *at, bool *open)
{
	char part = 0;

	*open = false;
	for (size_t i = *at, n = 0; i < text.len && n < 4; n++) {
		unsigned c;

		if (digit_at(text, i)) {
			*at = i;
			return part;
		}
		c = utf8_next(text, &i);
		if (c == '(' && !*open && n < 3)
			*open = true, part = part ? part : ' ';
		else if (c == ')' && !part)
			part = ')';
		else if (hyphen(c) && part != '-' && part != '.' && part != '/')
			part = '-';
		else if ((c == '.' || c == '/') && (!part || (part == ' ' && c == '/')))
			part = (char)c;
		else if (blank(c) && part != '.')
			part = part ? part : ' ';
		else
			return 0;
	}
	return 0;
}

static void
put_shape(struct groups *g, size_t digits, char part, bool open)
{
	char *shape = g->shape[g->count];
	size_t len = 0;

	if (g->count > 0)
		for (const char *old = g->shape[g->count - 1]; *old;)
			shape[len++] = *old++;
	if (part)
		shape[len++] = part;
	if (open)
		shape[len++] = '(';
	if (digits > 9)
		shape[len++] = '1', digits -= 10;
	shape[len++] = (char)('0' + digits % 10);
	shape[len] = '\0';
}

static bool
closes_after_digits(struct str text, size_t at)
{
	while (digit_at(text, at))
		at++;
	return at < text.len && text.at[at] == ')';
}

static void
read_groups(struct str text, size_t at, struct groups *g)
{
	bool open = false;
	char part = 0;

	*g = (struct groups){.count = 0};
	if (text.at[at] == '(')
		g->bracket = true, at++;
	if (at < text.len && text.at[at] == '+')
		g->plus = true, at++;
	if (g->plus && g->bracket && !closes_after_digits(text, at))
		return; /* the bracket is the sentence's: "(+1 800 ...)" */
	if (!g->plus && g->bracket)
		open = true;
	for (;;) {
		size_t start = at;

		while (digit_at(text, at))
			at++;
		if (at == start || at - start > 15)
			return;
		g->at[g->count].start = start;
		g->at[g->count].end = at;
		g->part[g->count] = part;
		g->zero =
		    g->zero || (open && g->count == 1 && at - start == 1 && text.at[start] == '0');
		put_shape(g, at - start, part, open);
		if (++g->count == GROUPS_MOST || (part = take_part(text, &at, &open)) == 0)
			return;
	}
}

static size_t
group_len(const struct groups *g, size_t i)
{
	return g->at[i].end - g->at[i].start;
}

static struct str
group(struct str text, const struct groups *g, size_t i)
{
	return str_sub(text, g->at[i].start, g->at[i].end);
}

static size_t
total_digits(const struct groups *g, size_t count)
{
	size_t total = 0;

	for (size_t i = 0; i < count; i++)
		total += group_len(g, i);
	return total;
}

/* "2020-01-15", "12/05/2021", "01.02.20": three groups with one sign between. */
static bool
date(struct str text, const struct groups *g)
{
	size_t a, b, c;

	if (g->count < 3 || g->part[1] != g->part[2] || g->part[1] == ' ' || g->part[1] == ')' ||
	    (g->count > 3 && g->part[3] == g->part[1]))
		return false;
	a = group_len(g, 0), b = group_len(g, 1), c = group_len(g, 2);
	(void)text;
	return (a == 4 && b <= 2 && c <= 2) || (a <= 2 && b <= 2 && (c == 4 || c == 2));
}

static struct str
word_back(struct str text, size_t *at)
{
	size_t end = *at, start;

	while (end > 0) {
		size_t i = end;
		unsigned c = utf8_before(text, &i);

		if (c == '.' || c == ';' || c == '!' || c == '?' || c == '\n') {
			/* "Tel. 112": the stop of an abbreviation, not of a sentence */
			if (c != '.' || !(i >= 3 && ascii_lower(text.at[i - 1] == 'l' ? 'l' : ' ')))
				return S("");
		}
		if (char_word(c))
			break;
		end = i;
	}
	for (start = end; start > 0;) {
		size_t i = start;
		unsigned c = utf8_before(text, &i);

		if ((!char_word(c) && c != '-' && c != '/') || end - i > CUE_WORD_MOST)
			break;
		start = i;
	}
	*at = start;
	return str_sub(text, start, end);
}

enum cue { CUE_NONE, CUE_WEAK, CUE_FAR, CUE_NEAR };

/* A word that calls what stands at `at` a number: near when only small words are between. */
static enum cue
cue_before(struct str text, size_t at)
{
	size_t floor = at > FAR_MOST ? at - FAR_MOST : 0;
	bool near = true, first = true, weak = false;

	while (floor > 0 && (text.at[floor] & 0xc0) == 0x80)
		floor++;
	text = str_sub(text, floor, at);
	at -= floor;
	for (unsigned i = 0; i < CUE_WORDS; i++, first = false) {
		struct str word = word_back(text, &at);

		if (word.len == 0)
			break;
		if (ascii_digit(word.at[0]))
			continue;
		if (listed(cues, word))
			return near ? CUE_NEAR : CUE_FAR;
		weak = weak || (near && listed(weak_cues, word));
		if (listed(small_words, word))
			continue;
		if (first)
			return CUE_NONE;
		near = false;
	}
	return weak ? CUE_WEAK : CUE_NONE;
}

/* Words behind a number: "988 Suicide & Crisis Lifeline". */
static bool
line_behind(struct str text, size_t at)
{
	static const char *const names[] = {"lifeline", "hotline", "helpline", "línea", "crisis"};
	size_t end = at;

	while (end < text.len && end - at < 48 && text.at[end] != '.' && text.at[end] != '\n')
		end++;
	for (; at < end; at++)
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
			if (str_starts_fold(str_sub(text, at, end), str_of(names[i])))
				return true;
	return false;
}

static struct str
word_behind(struct str text, size_t at)
{
	size_t end;

	while (at < text.len && blank(peek(text, at)))
		utf8_next(text, &at);
	end = at;
	while (end < text.len) {
		size_t next = end;
		unsigned c = utf8_next(text, &next);

		if (!char_word(c) && c != '%')
			break;
		end = next;
	}
	return str_sub(text, at, end);
}

/* "text HOME to 741741", "envíe AYUDA al 741741" */
static bool
texted(struct str text, size_t at)
{
	static const char *const to[] = {"to", "al", "au", "an", "ao", "para", "a"};
	size_t from = at;
	struct str word = word_back(text, &at);
	bool found = false;

	for (size_t i = 0; i < sizeof(to) / sizeof(*to); i++)
		found = found || str_equal_fold(word, str_of(to[i]));
	return found && cue_before(text, from) == CUE_FAR;
}

/* Numbers that are nothing else where they stand alone (in a cell, a heading) or in front of who
   answers: "the 911 operator". */
static bool
stands_for_help(struct str text, size_t start, size_t end, struct str code, struct str behind)
{
	static const struct str plain = STR(" 911 988 112 999 ");
	static const struct str answering =
	    STR(" operator operators dispatcher dispatchers center centre operador operadora "
		"opérateur opératrice leitstelle disponent operadores ");
	bool alone = str_trim(str_sub(text, 0, start)).len == 0 &&
		     str_trim(str_sub(text, end, text.len)).len == 0;

	return listed(plain, code) && (alone || listed(answering, behind));
}

/* "911", "988", "9-1-1", "116 123" where the words around call it a number. */
static size_t
short_code(struct str text, size_t start, const struct groups *g)
{
	size_t count = 1, digits = group_len(g, 0), end;
	char code[8];
	enum cue cue;
	bool is_known;
	struct str behind;

	if (g->count >= 3 && str_equal(str_of(g->shape[2]), S("1-1-1")))
		count = 3;
	else if (g->count >= 2 && g->part[1] == ' ' && str_equal(group(text, g, 0), S("116")) &&
		 group_len(g, 1) == 3)
		count = 2;
	digits = total_digits(g, count);
	end = g->at[count - 1].end;
	if (digits < 2 || digits > 6 || g->plus || g->bracket || count > 3)
		return 0;
	for (size_t i = 0, n = 0; i < count; i++)
		for (size_t j = g->at[i].start; j < g->at[i].end; j++)
			code[n++] = text.at[j];
	is_known = listed(known, (struct str){code, digits});
	if (digits == 2 && !is_known)
		return 0;
	if (g->count > count && g->part[count] != ' ' && g->part[count] != '/')
		return 0;
	if (start > 1 && blank((unsigned char)text.at[start - 1]) && digit_at(text, start - 2))
		return 0; /* the rest of a longer number */
	behind = word_behind(text, end);
	cue = cue_before(text, start);
	if (listed(counted, behind) || (behind.len > 0 && behind.at[0] == '%') ||
	    (end < text.len && (text.at[end] == ',' || text.at[end] == '.') &&
		digit_at(text, end + 1)))
		return 0;
	if (stands_for_help(text, start, end, (struct str){code, digits}, behind))
		return end;
	if (is_known && digits > 2 && (cue == CUE_WEAK || cue == CUE_FAR || line_behind(text, end)))
		return end;
	if (cue == CUE_NEAR && is_known && digits > 2)
		return end;
	if ((cue != CUE_NEAR && !texted(text, start)) || digits == 2) {
		size_t at = start;

		/* "appelez le 15": two digits need their article */
		if (digits != 2 || cue != CUE_NEAR ||
		    !str_equal_fold(word_back(text, &at), S("le")))
			return 0;
	}
	return behind.len == 0 || listed(connectors, behind) ? end : 0;
}

static bool
one_of(const char *shape, const char *const *shapes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(str_of(shape), str_of(shapes[i])))
			return true;
	return false;
}
#define ONE_OF(shape, list) one_of(shape, list, sizeof(list) / sizeof(*(list)))

static bool
free_code(struct str code)
{
	static const char *const codes[] = {"800", "888", "877", "866", "855", "844", "833", "900",
	    "808", "707", "0800", "1800", "1300"};

	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if (str_equal(code, str_of(codes[i])))
			return true;
	return false;
}

/* North America: "888-509-8965", "1 (800) 662-4357", "800/662-4357". */
static bool
american(struct str text, const struct groups *g, size_t count, bool cued)
{
	static const char *const sure[] = {"3-3-4", "3.3.4", "3/3-4", "3/3/4", "(3)3-4", "(3-3-4",
	    "(3)3.4", "(3)3)4", "(3)3 4", "1-3-3-4", "1.3.3.4", "1-(3)3-4", "1 (3)3-4", "1 (3)3 4",
	    "1-(3-3-4", "1 3-3-4", "3 3-4", "1 3.3.4", "1(3)3-4", "1.(3)3-4", "1-(3)3.4",
	    "1 (3)3.4"};
	static const char *const doubtful[] = {"3 3 4", "1 3 3 4", "10", "3-7", "3 7", "11"};
	const char *shape = g->shape[count - 1];
	bool one = g->at[0].end - g->at[0].start == 1;
	struct str area = group(text, g, one && count > 1 ? 1 : 0);

	if (one && text.at[g->at[0].start] != '1')
		return false;
	if (area.len == 11 && area.at[0] == '1')
		area = str_sub(area, 1, area.len);
	if (area.at[0] < '2')
		return false;
	if (ONE_OF(shape, sure))
		return true;
	return ONE_OF(shape, doubtful) && (cued || (count > 2 && free_code(area)));
}

/* A number that is dialled with a leading 0: nine to twelve digits in groups. */
static bool
trunk_zero(struct str text, const struct groups *g, size_t count, bool cued)
{
	size_t total = total_digits(g, count), first = g->at[0].start;

	if (text.at[first] != '0' || total < (cued && count > 1 ? 8 : 9) || total > 12)
		return false;
	if (count == 1)
		return cued;
	if (group_len(g, 0) == 1 && (count < 4 || g->part[1] != ' '))
		return false;
	if (text.at[first + (group_len(g, 0) > 1)] == '0' && group_len(g, 0) > 1)
		return false;
	for (size_t i = 1; i < count; i++)
		if ((group_len(g, i) < 2 && !free_code(group(text, g, 0))) ||
		    (g->part[i] == '.' && (g->part[1] != '.' || count < 3)))
			return false;
	return true;
}

/* Shapes that some countries write without a leading 0. */
static bool
national(struct str text, const struct groups *g, size_t count, bool cued)
{
	static const char *const brackets[] = {"(2)4-4", "(2)5-4", "(2)4 4", "(2)5 4", "(2)3 2 2",
	    "(3)3 2 2", "(2)8", "(2)9", "(3)7", "(3)3-3", "(4)6"};
	static const char *const free_shapes[] = {"3 3 3", "3-3-3", "4 3 3", "4-3-3", "4-3-4",
	    "4 3 4", "4 2 4", "4 6", "4-6", "4 2 2 2", "3 2 2 2", "3 3 2 2", "3 2 2 3", "4-2-4"};
	static const char *const called[] = {"3-4", "3 4", "4 4", "3 3 3", "3 2 2 2", "2 3 2 2",
	    "2 2 2 2", "2 2 2", "2 4 4", "2 5 4", "5 5", "5 6", "9", "10", "11", "2 3 4", "4 3 3",
	    "4-3-3", "3-3-3", "2-4-4", "3.3.3", "3.4", "8", "4 2 2 2", "2 3 3", "3 2 2", "3 3 2 2"};
	const char *shape = g->shape[count - 1];
	struct str lead = group(text, g, 0);

	if (ONE_OF(shape, brackets))
		return true;
	if (ONE_OF(shape, free_shapes) && free_code(lead))
		return true;
	if (total_digits(g, count) == 7 && lead.len == 1)
		return false;
	return cued && ONE_OF(shape, called);
}

static bool
international(struct str text, const struct groups *g, size_t count)
{
	size_t total = total_digits(g, count);

	return g->plus && total >= 8 && total <= 15 && text.at[g->at[0].start] != '0' &&
	       (group_len(g, 0) <= 3 || count == 1 || text.at[g->at[0].start] == '1');
}

/* Behind the last digit: no more digits glued on, no letter, no decimal, no percent. */
static bool
border(struct str text, const struct groups *g, size_t count)
{
	size_t end = g->at[count - 1].end;
	unsigned c = peek(text, end);

	if (count < g->count && g->part[count] != ' ' && g->part[count] != '/')
		return false;
	if (count < g->count && g->part[count] == ' ' && g->part[count - 1] == ' ' && count > 1 &&
	    !(count + 1 < g->count && g->part[count + 1] != ' '))
		return false;
	if (c == 0)
		return true;
	if (c == '-' && end + 1 < text.len && ascii_alnum(text.at[end + 1]))
		return false;
	return !char_word(c) && c != '%' && !((c == ',' || c == ':') && digit_at(text, end + 1));
}

static bool
forbidden_word(struct str text, size_t start)
{
	static const struct str names =
	    STR(" isbn issn pmid pmcid doi nct id ein cas pp p page pages zip issue cfr usc ");

	return listed(names, word_back(text, &start));
}

/* An extension: "ext. 12", "x12", "poste 12"; the end of it, or `at`. */
static size_t
skip_extension(struct str text, size_t at)
{
	static const struct str words[] = {STR("extension"), STR("ext"), STR("x"), STR("poste"),
	    STR("durchwahl"), STR("extensión"), STR("ramal"), STR("anexo")};
	size_t from = at;

	if (at < text.len && text.at[at] == ',')
		at++;
	while (at < text.len && (blank(peek(text, at)) || text.at[at] == '('))
		utf8_next(text, &at);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t end = at + words[i].len, digits;

		if (!str_starts_fold(str_sub(text, at, text.len), words[i]))
			continue;
		while (end < text.len &&
		       (text.at[end] == '.' || text.at[end] == ':' || blank(peek(text, end))))
			utf8_next(text, &end);
		for (digits = end; digit_at(text, digits); digits++)
			;
		if (digits > end && digits - end <= 6 && !char_word(peek(text, digits)))
			return digits;
	}
	return from;
}

static char
keypad(char c)
{
	static const char keys[] = "22233344455566677778889999";
	char low = ascii_fold(c);

	return ascii_lower(low) ? keys[low - 'a'] : c;
}

static void
put_dial(struct phone *phone, size_t *len, char c)
{
	if (*len + 1 < PHONE_DIAL_MOST)
		phone->dial[(*len)++] = c;
	phone->dial[*len] = '\0';
}

/*
 * "1-800-662-HELP (4357)", "800-QUIT-NOW": a free code, then at least seven capitals and digits,
 * one a letter. Seven are dialled.
 */
static bool
vanity(struct str text, size_t start, struct phone *phone)
{
	size_t at = start, len = 0, keys = 0, letters = 0, tail = 0;
	struct str code;

	if (text.at[at] == '1' && at + 1 < text.len && !ascii_digit(text.at[at + 1])) {
		put_dial(phone, &len, '1');
		at++;
		if (hyphen(peek(text, at)) || blank(peek(text, at)) || text.at[at] == '.')
			utf8_next(text, &at);
	}
	if (at < text.len && text.at[at] == '(')
		at++;
	code = str_sub(text, at, at + 3 < text.len ? at + 3 : text.len);
	if (!free_code(code))
		return false;
	for (size_t i = 0; i < 3; i++)
		put_dial(phone, &len, code.at[i]);
	at += 3;
	if (at < text.len && text.at[at] == ')')
		at++;
	if (at >= text.len ||
	    !(hyphen(peek(text, at)) || blank(peek(text, at)) || text.at[at] == '.'))
		return false;
	utf8_next(text, &at);
	for (; at < text.len; at++) {
		size_t next = at;
		unsigned c = utf8_next(text, &next);

		if (c < 0x80 && (ascii_upper((char)c) || ascii_digit((char)c))) {
			letters += ascii_upper((char)c);
			if (keys++ < 7)
				put_dial(phone, &len, keypad((char)c));
			phone->end = at + 1;
			tail = ascii_upper((char)c) ? tail + 1 : 0;
		} else if (!(hyphen(c) || (c == ' ' && keys < 7)) || keys == 0 || keys > 11) {
			break;
		} else {
			tail = 0;
			at = next - 1;
		}
	}
	if (letters == 0 || keys < 7 || keys > 11 || char_word(peek(text, phone->end)))
		return false;
	at = phone->end;
	if (tail > 0 && at + 2 + tail < text.len && text.at[at] == ' ' && text.at[at + 1] == '(' &&
	    text.at[at + 2 + tail] == ')') {
		bool same = true;

		for (size_t i = 0; i < tail; i++)
			same = same && keypad(text.at[at - tail + i]) == text.at[at + 2 + i];
		phone->end = same ? at + 3 + tail : phone->end;
	}
	phone->start = start;
	return true;
}

static void
dial_groups(struct str text, const struct groups *g, size_t count, struct phone *phone)
{
	size_t len = 0;

	phone->dial[0] = '\0';
	if (g->plus)
		put_dial(phone, &len, '+');
	for (size_t i = 0; i < count; i++)
		for (size_t at = g->at[i].start; at < g->at[i].end; at++)
			if (!(i == 1 && g->zero && g->plus))
				put_dial(phone, &len, text.at[at]);
}

/* The number that starts at `start`, if one does. */
static bool
phone_at(struct str text, size_t start, struct phone *phone)
{
	struct groups g;
	enum cue cue;
	bool cued;
	size_t end;

	if (vanity(text, start, phone))
		return true;
	read_groups(text, start, &g);
	if (g.count == 0 || date(text, &g))
		return false;
	if (g.count == 1 && !g.plus && group_len(&g, 0) < 2)
		return false;
	if (forbidden_word(text, start))
		return false;
	if (g.count > 1 || group_len(&g, 0) > 6) {
		cue = cue_before(text, start);
		cued = cue == CUE_NEAR;
		for (size_t count = g.count; count > 0; count--) {
			if (!border(text, &g, count))
				continue;
			if (!(g.plus ? international(text, &g, count)
				     : american(text, &g, count, cued) ||
					   trunk_zero(text, &g, count, cued) ||
					   national(text, &g, count, cued)))
				continue;
			dial_groups(text, &g, count, phone);
			phone->start = start;
			phone->end = skip_extension(text, g.at[count - 1].end);
			return true;
		}
	}
	end = border(text, &g, 1) || g.count > 1 ? short_code(text, start, &g) : 0;
	if (end == 0)
		return false;
	for (size_t count = 1; count <= g.count; count++)
		if (g.at[count - 1].end == end)
			dial_groups(text, &g, count, phone);
	phone->start = start;
	phone->end = end;
	return true;
}

/* A number does not start behind a digit, a letter, or what joins it to one. */
static bool
starts(struct str text, size_t at)
{
	size_t before = at;
	unsigned c, d;

	if (at == 0)
		return true;
	c = utf8_before(text, &before);
	if (char_word(c) || c == '_' || c == '$' || c == '#' || c == '=' || c == '+' || c == 0xb1)
		return false;
	if (c == '(' && text.at[at] != '(' && before > 0)
		return !char_word((unsigned char)text.at[before - 1]);
	if ((c == '.' || c == ',' || c == '/' || hyphen(c) || c == ':') && before > 0) {
		d = utf8_before(text, &before);
		return !(d < 0x80 ? ascii_digit((char)d) || (c != ':' && ascii_alpha((char)d))
				  : char_digit(d));
	}
	return true;
}

bool
phone_find(struct str text, size_t from, struct str language, struct phone *phone)
{
	(void)language; /* the words of all languages are listened for: pages mix them */
	for (size_t at = from; at < text.len; at++) {
		char c = text.at[at];

		if (!ascii_digit(c) && c != '+' && c != '(')
			continue;
		if (!ascii_digit(c) &&
		    !(digit_at(text, at + 1) || (at + 1 < text.len && text.at[at + 1] == '+')))
			continue;
		if (starts(text, at) && phone_at(text, at, phone))
			return true;
		while (digit_at(text, at) && digit_at(text, at + 1))
			at++;
	}
	return false;
}

bool
phone_dial(struct str written, char dial[PHONE_DIAL_MOST])
{
	struct phone phone = {0, 0, ""};
	struct groups g;
	size_t count, total;

	written = str_trim(written);
	if (str_starts_fold(written, S("tel:")) || str_starts_fold(written, S("sms:")))
		written = str_sub(written, 4, written.len);
	if (written.len == 0)
		return false;
	if (!vanity(written, 0, &phone) || phone.end != written.len) {
		read_groups(written, 0, &g);
		count = g.count;
		if (count == 0 || date(written, &g))
			return false;
		total = total_digits(&g, count);
		if (total < 2 || total > 15 ||
		    skip_extension(written, g.at[count - 1].end) != written.len)
			return false;
		dial_groups(written, &g, count, &phone);
	}
	for (size_t i = 0; i < PHONE_DIAL_MOST; i++)
		dial[i] = phone.dial[i];
	return true;
}
