/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/spoken_parts.h"

#define M MASCULINE
#define F FEMININE

/* --- numbers --------------------------------------------------------------------------------- */

static const char *const small[] = {"zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept",
    "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept",
    "dix-huit", "dix-neuf"};
static const char *const tens[] = {"", "", "vingt", "trente", "quarante", "cinquante", "soixante",
    "soixante", "quatre-vingt", "quatre-vingt"};

static void
put_word(struct buf *out, const char *word)
{
	if (out->len > 0)
		buf_byte(out, ' ');
	buf_put(out, str_of(word));
}

/* Seventy and ninety count on from sixty and eighty: "soixante et onze", "quatre-vingt-onze". */
static void
put_below_hundred(struct buf *out, unsigned n, enum gender gender, bool last)
{
	unsigned ten = n / 10, rest = n % 10;

	if (n < 20) {
		put_word(out, n == 1 && gender == FEMININE ? "une" : small[n]);
		return;
	}
	if (ten == 7 || ten == 9)
		rest += 10;
	put_word(out, tens[ten]);
	if (n == 80 && last)
		buf_byte(out, 's');
	if (rest == 0)
		return;
	if ((rest == 1 || rest == 11) && ten < 8)
		buf_put(out, S(" et "));
	else
		buf_byte(out, '-');
	buf_put(out, str_of(rest == 1 && gender == FEMININE ? "une" : small[rest]));
}

static void
put_below_thousand(struct buf *out, unsigned n, enum gender gender, bool last)
{
	if (n >= 200)
		put_word(out, small[n / 100]);
	if (n >= 100) {
		put_word(out, "cent");
		if (n >= 200 && n % 100 == 0 && last)
			buf_byte(out, 's');
	}
	if (n % 100 > 0)
		put_below_hundred(out, n % 100, gender, last);
}

static void
cardinal(const struct speech *s, unsigned long long n, enum gender gender, struct buf *out)
{
	static const struct {
		unsigned long long size;
		const char *one, *many;
	} scales[] = {{1000000000000ULL, "billion", "billions"},
	    {1000000000ULL, "milliard", "milliards"}, {1000000ULL, "million", "millions"}};
	struct buf words = {0};

	(void)s;
	if (n == 0)
		put_word(&words, small[0]);
	for (size_t i = 0; i < sizeof(scales) / sizeof(*scales); i++) {
		unsigned count = (unsigned)(n / scales[i].size);

		if (count == 0)
			continue;
		put_below_thousand(&words, count, MASCULINE, true);
		put_word(&words, count == 1 ? scales[i].one : scales[i].many);
		n %= scales[i].size;
	}
	if (n >= 2000)
		put_below_thousand(&words, (unsigned)(n / 1000), MASCULINE, false);
	if (n >= 1000)
		put_word(&words, "mille");
	if (n % 1000 > 0)
		put_below_thousand(&words, (unsigned)(n % 1000), gender, true);
	buf_put(out, buf_str(&words));
	buf_free(&words);
}

static void
year(const struct speech *s, unsigned long long n, struct buf *out)
{
	cardinal(s, n, COUNTING, out);
}

/* "deuxième", "neuvième", "quatrième": the last letter of the cardinal bends. */
static void
say_ordinal(struct speech *s, unsigned long long n)
{
	struct buf word = {0};

	cardinal(s, n, COUNTING, &word);
	if (word.at[word.len - 1] == 'e' || (word.at[word.len - 1] == 's' && n % 100 == 80))
		word.len--;
	else if (word.at[word.len - 1] == 'q')
		buf_byte(&word, 'u');
	else if (word.at[word.len - 1] == 'f')
		word.at[word.len - 1] = 'v';
	buf_put(&word, S("ième"));
	say_str(s, buf_str(&word));
	buf_free(&word);
}

/* "1er", "1re", "2e", "3ème", "XXe". */
static size_t
rule_ordinal_fr(struct speech *s, size_t at)
{
	size_t end = digits_end(s, at), tail;
	unsigned long n = 0;
	struct str ending;

	if (!begins_word(s, at))
		return 0;
	if (end > at) {
		if (!str_number(str_sub(s->text, at, end), 9999, &n))
			return 0;
	} else {
		while (at_byte(s, end) == 'X' || at_byte(s, end) == 'V' || at_byte(s, end) == 'I')
			end++;
		n = roman_value(str_sub(s->text, at, end));
	}
	tail = word_end(s, end);
	ending = str_sub(s->text, end, tail);
	if (n == 0 || ending.len == 0)
		return 0;
	if (n == 1 && word_in(ending, "er ers"))
		say(s, "premier");
	else if (n == 1 && word_in(ending, "re res ère ères"))
		say(s, "première");
	else if (word_in(ending, "e es ème èmes eme nd nde"))
		say_ordinal(s, n);
	else
		return 0;
	return tail;
}

/* --- dates and times ------------------------------------------------------------------------- */

static void
date(struct speech *s, unsigned long day, unsigned month, unsigned long y)
{
	if (day == 1)
		say(s, "premier");
	else
		say_cardinal(s, day, COUNTING);
	say(s, s->tongue->months[month - 1]);
	say_cardinal(s, y, COUNTING);
}

static void
time_of_day(struct speech *s, unsigned long hour, unsigned long minute, char half)
{
	say_cardinal(s, hour, FEMININE);
	say(s, hour > 1 ? "heures" : "heure");
	if (minute > 0 && minute < 60)
		say_cardinal(s, minute, FEMININE);
	if (half) {
		say_letter(s, (unsigned char)half);
		say_letter(s, 'm');
	}
}

/* "15 h 30", "15h30". */
static size_t
rule_hour_fr(struct speech *s, size_t at)
{
	size_t end = digits_end(s, at), mark = blanks_end(s, end), from, stop;
	unsigned long hour, minute;

	if (end == at || !begins_word(s, at) || at_byte(s, mark) != 'h')
		return 0;
	from = blanks_end(s, mark + 1);
	stop = digits_end(s, from);
	if (stop != from + 2 || word_end(s, stop) != stop ||
	    !str_number(str_sub(s->text, at, end), 24, &hour) ||
	    !str_number(str_sub(s->text, from, stop), 59, &minute))
		return 0;
	time_of_day(s, hour, minute, 0);
	return stop;
}

/* --- tables ---------------------------------------------------------------------------------- */

static const struct unit units[] = {{"mg", "milligramme", "milligrammes", M},
    {"g", "gramme", "grammes", M}, {"kg", "kilogramme", "kilogrammes", M},
    {"mcg", "microgramme", "microgrammes", M}, {"µg", "microgramme", "microgrammes", M},
    {"ng", "nanogramme", "nanogrammes", M}, {"L", "litre", "litres", M},
    {"l", "litre", "litres", M}, {"mL", "millilitre", "millilitres", M},
    {"ml", "millilitre", "millilitres", M}, {"dL", "décilitre", "décilitres", M},
    {"dl", "décilitre", "décilitres", M}, {"cL", "centilitre", "centilitres", M},
    {"cl", "centilitre", "centilitres", M}, {"µL", "microlitre", "microlitres", M},
    {"µl", "microlitre", "microlitres", M}, {"m", "mètre", "mètres", M},
    {"cm", "centimètre", "centimètres", M}, {"mm", "millimètre", "millimètres", M},
    {"km", "kilomètre", "kilomètres", M}, {"µm", "micromètre", "micromètres", M},
    {"nm", "nanomètre", "nanomètres", M}, {"h", "heure", "heures", F},
    {"min", "minute", "minutes", F}, {"s", "seconde", "secondes", F}, {"j", "jour", "jours", M},
    {"UI", "unité internationale", "unités internationales", F},
    {"mmol", "millimole", "millimoles", F}, {"kcal", "kilocalorie", "kilocalories", F},
    {"mm Hg", "millimètre de mercure", "millimètres de mercure", M},
    {"mmHg", "millimètre de mercure", "millimètres de mercure", M}, {"Hz", "hertz", "hertz", M},
    {"bpm", "battement par minute", "battements par minute", M}, {"%", "pour cent", "pour cent", M},
    {NULL, NULL, NULL, M}};

static const struct unit coins[] = {{"US$", "dollar", "dollars", M}, {"", "cent", "cents", M},
    {"$", "dollar", "dollars", M}, {"", "cent", "cents", M}, {"€", "euro", "euros", M},
    {"", "centime", "centimes", M}, {"£", "livre", "livres", F}, {"", "penny", "pence", M},
    {NULL, NULL, NULL, M}};

static const struct pair abbreviations[] = {{"p. ex.", "par exemple"}, {"p.ex.", "par exemple"},
    {"tél.", "téléphone"}, {"Tél.", "téléphone"}, {"Dr", "docteur"}, {"Dr.", "docteur"},
    {"Pr", "professeur"}, {"M.", "monsieur"}, {"Mme", "madame"}, {"Mlle", "mademoiselle"},
    {"MM.", "messieurs"}, {"etc.", "et cetera"}, {"c.-à-d.", "c'est à dire"}, {"nº", "#numéro"},
    {"vol.", "#volume"}, {"fig.", "#figure"}, {"n°", "#numéro"}, {"N°", "#numéro"},
    {"No", "#numéro"}, {"St", "saint"}, {"Ste", "sainte"}, {"vs", "contre"}, {"env.", "environ"},
    {"p.", "#page"}, {"et/ou", "et ou"}, {NULL, NULL}};

static const struct pair signs[] = {{"<", "inférieur à"}, {">", "supérieur à"},
    {"≤", "inférieur ou égal à"}, {"≥", "supérieur ou égal à"}, {"<=", "inférieur ou égal à"},
    {">=", "supérieur ou égal à"}, {"±", "plus ou moins"}, {"+/-", "plus ou moins"},
    {"≈", "environ"}, {"~", "environ"}, {"=", "égale"}, {"+", "plus"}, {"−", "moins"}, {"&", "et"},
    {"@", "arobase"}, {"#", "numéro"}, {"%", "pour cent"}, {"°", "degrés"}, {"µ", "micro"},
    {"×", "fois"}, {"*", ","}, {"®", ","}, {"™", ","}, {"•", ","}, {"·", ","}, {"$", "dollars"},
    {"€", "euros"}, {"²", "au carré"}, {"³", "au cube"}, {"→", "à"}, {"α", "alpha"}, {"β", "bêta"},
    {"γ", "gamma"}, {"δ", "delta"}, {NULL, NULL}};

static spoken_rule *const rules[] = {rule_key, rule_address, rule_date_digits, rule_hour_fr,
    rule_time, rule_range_dash, rule_money, rule_power, rule_pressure, rule_digit_chain,
    rule_help_code, rule_ordinal_fr, rule_abbreviation, rule_quantity, rule_fraction,
    rule_digit_letters, rule_number, rule_bare_unit, rule_roman, rule_dotted, rule_single_letter,
    rule_name_number, rule_initials, rule_lexicon, rule_mixed_case, rule_pair, rule_times, NULL};

const struct tongue tongue_fr = {
    .tag = "fr",
    .cardinal = cardinal,
    .year = year,
    .date = date,
    .time = time_of_day,
    .digits = {"zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"},
    .said = {[SAID_POINT] = "virgule",
	[SAID_MINUS] = "moins",
	[SAID_PLUS] = "plus",
	[SAID_TO] = "à",
	[SAID_PER] = "par",
	[SAID_PERCENT] = "pour cent",
	[SAID_AND] = "et",
	[SAID_OVER] = "sur",
	[SAID_DEGREE] = "degré",
	[SAID_DEGREES] = "degrés",
	[SAID_CELSIUS] = "celsius",
	[SAID_FAHRENHEIT] = "fahrenheit",
	[SAID_SQUARE] = "carré",
	[SAID_CUBIC] = "cube",
	[SAID_POWER] = "puissance",
	[SAID_TIMES] = "fois",
	[SAID_AT] = "arobase",
	[SAID_DOT] = "point",
	[SAID_SLASH] = "barre",
	[SAID_DASH] = "tiret",
	[SAID_UNDERSCORE] = "tiret bas",
	[SAID_COLON] = "deux points",
	[SAID_NUMBER] = "numéro",
	[SAID_REFERENCE] = "référence",
	[SAID_STRUCK_OUT] = "barr\xc3\xa9"},
    .months = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
	"octobre", "novembre", "décembre"},
    .units = units,
    .coins = coins,
    .abbreviations = abbreviations,
    .signs = signs,
    .scales = "million millions milliard milliards",
    .roman_after = "type types stade stades phase phases grade grades facteur classe chapitre "
		   "niveau partie tome titre liste guerre",
    .per_word = "jour semaine mois an heure minute dose personne",
    .feminine = "personne personnes goutte gouttes dose doses fois heure heures minute minutes "
		"seconde secondes semaine semaines année années journée journées nuit nuits gélule "
		"gélules pilule pilules cuillère cuillères cuillerée cuillerées ampoule ampoules "
		"injection injections boîte boîtes femme femmes fille filles étude études tasse "
		"tasses prise prises bouffée bouffées seringue seringues tablette tablettes "
		"cigarette cigarettes unité unités consultation consultations séance séances "
		"bouteille bouteilles étape étapes vie vies",
    .feminine_ends = "",
    .masculine = "",
    .rules = rules,
    .decimal = ',',
};
