/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/spoken_parts.h"

#define M MASCULINE
#define F FEMININE

/* --- numbers --------------------------------------------------------------------------------- */

static const char *const small[] = {"cero", "uno", "dos", "tres", "cuatro", "cinco", "seis",
    "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis",
    "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés",
    "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"};
static const char *const tens[] = {
    "", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"};
static const char *const hundreds[] = {"", "ciento", "doscient", "trescient", "cuatrocient",
    "quinient", "seiscient", "setecient", "ochocient", "novecient"};

static void
put_word(struct buf *out, const char *word)
{
	if (out->len > 0)
		buf_byte(out, ' ');
	buf_put(out, str_of(word));
}

/* "uno" is "un" before a masculine noun and "una" before a feminine one. */
static void
put_one(struct buf *out, enum gender gender, bool twenty)
{
	switch (gender) {
	case COUNTING:
		put_word(out, twenty ? "veintiuno" : "uno");
		return;
	case MASCULINE:
		put_word(out, twenty ? "veintiún" : "un");
		return;
	case FEMININE:
		put_word(out, twenty ? "veintiuna" : "una");
		return;
	}
}

static void
put_below_thousand(struct buf *out, unsigned n, enum gender gender)
{
	unsigned rest = n % 100;

	if (n == 100) {
		put_word(out, "cien");
		return;
	}
	if (n >= 100) {
		put_word(out, hundreds[n / 100]);
		if (n >= 200)
			buf_put(out, gender == FEMININE ? S("as") : S("os"));
	}
	if (rest == 0)
		return;
	if (rest == 1 || rest == 21) {
		put_one(out, gender, rest == 21);
	} else if (rest < 30) {
		put_word(out, small[rest]);
	} else {
		put_word(out, tens[rest / 10]);
		if (rest % 10 == 0)
			return;
		put_word(out, "y");
		if (rest % 10 == 1)
			put_one(out, gender, false);
		else
			put_word(out, small[rest % 10]);
	}
}

/* Below a million, where "mil" has no "un" in front. */
static void
put_thousands(struct buf *out, unsigned n, enum gender gender)
{
	if (n >= 2000)
		put_below_thousand(out, n / 1000, gender == FEMININE ? FEMININE : MASCULINE);
	if (n >= 1000)
		put_word(out, "mil");
	if (n % 1000 > 0)
		put_below_thousand(out, n % 1000, gender);
}

static void
cardinal(const struct speech *s, unsigned long long n, enum gender gender, struct buf *out)
{
	static const struct {
		unsigned long long size;
		const char *one, *many;
	} scales[] = {{1000000000000ULL, "billón", "billones"}, {1000000ULL, "millón", "millones"}};
	struct buf words = {0};

	(void)s;
	if (n == 0)
		put_word(&words, small[0]);
	for (size_t i = 0; i < 2; i++) {
		unsigned long long count = n / scales[i].size;

		if (count == 0)
			continue;
		put_thousands(&words, (unsigned)count, MASCULINE);
		put_word(&words, count == 1 ? scales[i].one : scales[i].many);
		n %= scales[i].size;
	}
	put_thousands(&words, (unsigned)n, gender);
	buf_put(out, buf_str(&words));
	buf_free(&words);
}

static void
year(const struct speech *s, unsigned long long n, struct buf *out)
{
	cardinal(s, n, COUNTING, out);
}

/* "1.º", "2ª", "3er". */
static size_t
rule_ordinal_es(struct speech *s, size_t at)
{
	static const char *const stems[] = {"", "primer", "segund", "tercer", "cuart", "quint",
	    "sext", "séptim", "octav", "noven", "décim"};
	size_t end = digits_end(s, at), mark = end + (at_byte(s, end) == '.');
	unsigned long n;
	struct buf word = {0};
	const char *ending;

	if (end == at || !str_number(str_sub(s->text, at, end), 10, &n) || n == 0)
		return 0;
	if (starts_at(s, mark, "º"))
		ending = "o";
	else if (starts_at(s, mark, "ª"))
		ending = "a";
	else if ((n == 1 || n == 3) && starts_at(s, mark, "er") && word_end(s, mark) == mark + 2)
		ending = "";
	else
		return 0;
	buf_print(&word, "%s%s", stems[n], ending);
	say_str(s, buf_str(&word));
	buf_free(&word);
	return mark + 2;
}

/* --- dates and times ------------------------------------------------------------------------- */

static void
date(struct speech *s, unsigned long day, unsigned month, unsigned long y)
{
	if (day == 1)
		say(s, "primero");
	else
		say_cardinal(s, day, COUNTING);
	say(s, "de");
	say(s, s->tongue->months[month - 1]);
	say(s, "de");
	say_cardinal(s, y, COUNTING);
}

/* "1 de enero" */
static size_t
rule_first_es(struct speech *s, size_t at)
{
	size_t end;

	if (!starts_at(s, at, "1 de ") || !begins_word(s, at) || !month_at(s, at + 5, &end))
		return 0;
	say(s, "primero");
	return at + 1;
}

static void
time_of_day(struct speech *s, unsigned long hour, unsigned long minute, char half)
{
	say_cardinal(s, hour, FEMININE);
	if (minute > 0 && minute < 60) {
		say(s, "y");
		say_cardinal(s, minute, COUNTING);
	}
	if (half) {
		say_letter(s, (unsigned char)half);
		say_letter(s, 'm');
	}
}

/* --- tables ---------------------------------------------------------------------------------- */

static const struct unit units[] = {{"mg", "miligramo", "miligramos", M},
    {"g", "gramo", "gramos", M}, {"kg", "kilogramo", "kilogramos", M},
    {"mcg", "microgramo", "microgramos", M}, {"µg", "microgramo", "microgramos", M},
    {"ng", "nanogramo", "nanogramos", M}, {"L", "litro", "litros", M}, {"l", "litro", "litros", M},
    {"mL", "mililitro", "mililitros", M}, {"ml", "mililitro", "mililitros", M},
    {"dL", "decilitro", "decilitros", M}, {"dl", "decilitro", "decilitros", M},
    {"µL", "microlitro", "microlitros", M}, {"µl", "microlitro", "microlitros", M},
    {"cc", "centímetro cúbico", "centímetros cúbicos", M}, {"m", "metro", "metros", M},
    {"cm", "centímetro", "centímetros", M}, {"mm", "milímetro", "milímetros", M},
    {"km", "kilómetro", "kilómetros", M}, {"µm", "micrómetro", "micrómetros", M},
    {"nm", "nanómetro", "nanómetros", M}, {"h", "hora", "horas", F}, {"hs", "hora", "horas", F},
    {"min", "minuto", "minutos", M}, {"s", "segundo", "segundos", M},
    {"UI", "unidad internacional", "unidades internacionales", F},
    {"mmol", "milimol", "milimoles", M}, {"mEq", "miliequivalente", "miliequivalentes", M},
    {"kcal", "kilocaloría", "kilocalorías", F},
    {"mm Hg", "milímetro de mercurio", "milímetros de mercurio", M},
    {"mmHg", "milímetro de mercurio", "milímetros de mercurio", M},
    {"lpm", "latido por minuto", "latidos por minuto", M}, {"Hz", "hercio", "hercios", M},
    {"%", "por ciento", "por ciento", COUNTING}, {NULL, NULL, NULL, M}};

static const struct unit coins[] = {{"US$", "dólar", "dólares", M}, {"", "centavo", "centavos", M},
    {"$", "dólar", "dólares", M}, {"", "centavo", "centavos", M}, {"€", "euro", "euros", M},
    {"", "céntimo", "céntimos", M}, {"£", "libra", "libras", F}, {"", "penique", "peniques", M},
    {NULL, NULL, NULL, M}};

static const struct pair abbreviations[] = {{"p. ej.", "por ejemplo"}, {"p.ej.", "por ejemplo"},
    {"Dr.", "doctor"}, {"Dra.", "doctora"}, {"Sr.", "señor"}, {"Sra.", "señora"},
    {"tel.", "teléfono"}, {"Tel.", "teléfono"}, {"Tfno.", "teléfono"}, {"tfno.", "teléfono"},
    {"etc.", "etcétera"}, {"EE. UU.", "estados unidos"}, {"EE.UU.", "estados unidos"},
    {"EE UU", "estados unidos"}, {"EUA", "estados unidos"}, {"Ud.", "usted"}, {"Uds.", "ustedes"},
    {"n.º", "#número"}, {"N.º", "#número"}, {"Nº", "#número"}, {"núm.", "#número"},
    {"No.", "#número"}, {"pág.", "#página"}, {"vs.", "versus"}, {"aprox.", "aproximadamente"},
    {"y/o", "y o"}, {NULL, NULL}};

static const struct pair signs[] = {{"<", "menor que"}, {">", "mayor que"},
    {"≤", "menor o igual que"}, {"≥", "mayor o igual que"}, {"<=", "menor o igual que"},
    {">=", "mayor o igual que"}, {"±", "más o menos"}, {"+/-", "más o menos"},
    {"≈", "aproximadamente"}, {"~", "aproximadamente"}, {"=", "igual a"}, {"+", "más"},
    {"−", "menos"}, {"&", "y"}, {"@", "arroba"}, {"#", "número"}, {"%", "por ciento"},
    {"°", "grados"}, {"µ", "micro"}, {"×", "por"}, {"*", ","}, {"®", ","}, {"™", ","}, {"•", ","},
    {"·", ","}, {"¿", ","}, {"¡", ","}, {"º", ","}, {"ª", ","}, {"$", "dólares"}, {"€", "euros"},
    {"²", "al cuadrado"}, {"³", "al cubo"}, {"©", "derechos de autor"}, {"→", "a"}, {"α", "alfa"},
    {"β", "beta"}, {"γ", "gamma"}, {"δ", "delta"}, {NULL, NULL}};

static spoken_rule *const rules[] = {rule_key, rule_address, rule_date_digits, rule_first_es,
    rule_time, rule_range_dash, rule_money, rule_power, rule_pressure, rule_digit_chain,
    rule_help_code, rule_ordinal_es, rule_abbreviation, rule_quantity, rule_fraction,
    rule_digit_letters, rule_number, rule_bare_unit, rule_roman, rule_dotted, rule_single_letter,
    rule_name_number, rule_initials, rule_lexicon, rule_mixed_case, rule_pair, rule_times, NULL};

const struct tongue tongue_es = {
    .tag = "es",
    .cardinal = cardinal,
    .year = year,
    .date = date,
    .time = time_of_day,
    .digits = {"cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"},
    .said = {[SAID_POINT] = "coma",
	[SAID_MINUS] = "menos",
	[SAID_PLUS] = "más",
	[SAID_TO] = "a",
	[SAID_PER] = "por",
	[SAID_PERCENT] = "por ciento",
	[SAID_AND] = "y",
	[SAID_OVER] = "sobre",
	[SAID_DEGREE] = "grado",
	[SAID_DEGREES] = "grados",
	[SAID_CELSIUS] = "celsius",
	[SAID_FAHRENHEIT] = "fahrenheit",
	[SAID_SQUARE] = "cuadrado",
	[SAID_CUBIC] = "cúbico",
	[SAID_POWER] = "elevado a",
	[SAID_TIMES] = "por",
	[SAID_AT] = "arroba",
	[SAID_DOT] = "punto",
	[SAID_SLASH] = "barra",
	[SAID_DASH] = "guion",
	[SAID_UNDERSCORE] = "guion bajo",
	[SAID_COLON] = "dos puntos",
	[SAID_NUMBER] = "número",
	[SAID_REFERENCE] = "referencia",
	[SAID_STRUCK_OUT] = "tachado"},
    .months = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
	"septiembre", "octubre", "noviembre", "diciembre"},
    .units = units,
    .coins = coins,
    .abbreviations = abbreviations,
    .signs = signs,
    .scales = "mil millones millón billones billón",
    .roman_after = "tipo tipos estadio estadios etapa fase fases grado grados factor clase "
		   "capítulo siglo siglos nivel parte tomo título lista guerra",
    .per_word = "día semana mes año hora minuto dosis persona",
    .feminine =
	"mujer mujeres noche noches tarde tardes vez veces dosis muerte muertes clase clases "
	"fase fases madre madres serie series base bases crisis calle calles parte partes",
    .feminine_ends = "a as dad dades ción sión iones tud tudes",
    .masculine = "día días mapa mapas programa programas problema problemas síntoma síntomas "
		 "sistema sistemas tema temas drama gramas",
    .rules = rules,
    .decimal = ',',
};
