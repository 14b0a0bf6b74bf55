/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice/spoken_parts.h"

/* --- English words for numbers --------------------------------------------------------------- */

static const char *const small[] = {"zero", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen"};
static const char *const tens[] = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

static void
put_word(struct buf *out, const char *word)
{
	if (out->len > 0)
		buf_byte(out, ' ');
	buf_put(out, str_of(word));
}

static void
put_below_hundred(struct buf *out, unsigned n)
{
	put_word(out, n < 20 ? small[n] : tens[n / 10]);
	if (n >= 20 && n % 10 > 0)
		buf_print(out, "-%s", small[n % 10]);
}

static void
put_below_thousand(struct buf *out, unsigned n, bool british)
{
	if (n >= 100) {
		put_word(out, small[n / 100]);
		put_word(out, "hundred");
		if (british && n % 100 > 0)
			put_word(out, "and");
	}
	if (n % 100 > 0)
		put_below_hundred(out, n % 100);
}

void
english_cardinal(const struct speech *s, unsigned long long n, enum gender gender, struct buf *out)
{
	static const struct {
		unsigned long long size;
		const char *name;
	} scales[] = {{1000000000000ULL, "trillion"}, {1000000000ULL, "billion"},
	    {1000000ULL, "million"}, {1000ULL, "thousand"}};
	bool british = s && s->british;
	struct buf words = {0};

	(void)gender;
	if (n == 0)
		put_word(&words, small[0]);
	for (size_t i = 0; i < sizeof(scales) / sizeof(*scales); i++) {
		if (n < scales[i].size)
			continue;
		put_below_thousand(&words, (unsigned)(n / scales[i].size % 1000), british);
		put_word(&words, scales[i].name);
		n %= scales[i].size;
		if (british && n > 0 && n < 100)
			put_word(&words, "and");
	}
	put_below_thousand(&words, (unsigned)n, british);
	buf_put(out, buf_str(&words));
	buf_free(&words);
}

/* The last word of the cardinal becomes an ordinal: "twenty-one", "twenty-first". */
void
english_ordinal(const struct speech *s, unsigned long long n, struct buf *out)
{
	static const struct pair odd[] = {{"one", "first"}, {"two", "second"}, {"three", "third"},
	    {"five", "fifth"}, {"eight", "eighth"}, {"nine", "ninth"}, {"twelve", "twelfth"}};
	struct buf words = {0};
	struct str all, last;
	size_t from;

	english_cardinal(s, n, COUNTING, &words);
	all = buf_str(&words);
	for (from = all.len; from > 0 && all.at[from - 1] != ' ' && all.at[from - 1] != '-';)
		from--;
	last = str_sub(all, from, all.len);
	buf_put(out, str_sub(all, 0, from));
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		if (str_equal(last, str_of(odd[i].written))) {
			buf_put(out, str_of(odd[i].spoken));
			buf_free(&words);
			return;
		}
	if (str_ends(last, S("y"))) {
		buf_put(out, str_sub(last, 0, last.len - 1));
		buf_put(out, S("ieth"));
	} else {
		buf_put(out, last);
		buf_put(out, S("th"));
	}
	buf_free(&words);
}

/* "nineteen oh five", "two thousand five", "twenty twenty". */
void
english_year(const struct speech *s, unsigned long long n, struct buf *out)
{
	unsigned high = (unsigned)(n / 100), low = (unsigned)(n % 100);
	struct buf words = {0};

	if (n < 1000 || n > 9999 || high % 10 == 0) {
		if (low < 10 || n < 1000 || n > 9999) {
			english_cardinal(s, n, COUNTING, out);
			return;
		}
	}
	put_below_hundred(&words, high);
	if (low == 0)
		put_word(&words, "hundred");
	else if (low < 10)
		buf_print(&words, " oh %s", small[low]);
	else
		put_below_hundred(&words, low);
	buf_put(out, buf_str(&words));
	buf_free(&words);
}

/* --- habits ---------------------------------------------------------------------------------- */

/* People and things by the million: in "0.1M NaCl" it is how strong a solution is. */
static bool
is_counted_by_millions(const struct speech *s, size_t end)
{
	struct str behind = word_behind(s, end);
	size_t dash = dash_end(s, end);
	struct numeral n;

	if (dash > end && numeral_at(s, dash, &n)) /* "1.9M-2.3M" */
		return starts_at(s, n.end, "M") && word_end(s, n.end) == n.end + 1;
	return behind.len > 2 && ascii_lower(behind.at[0]) &&
	       (str_ends(behind, S("s")) ||
		   word_in(behind, "people men women children more new reported total"));
}

/* "2.1M people". */
size_t
rule_millions(struct speech *s, size_t at)
{
	struct numeral n;
	struct str before;
	size_t from = at;

	if (!begins_word(s, at) || !numeral_at(s, at, &n) || at_byte(s, n.end) != 'M' ||
	    word_end(s, n.end) != n.end + 1)
		return 0;
	while (from > 0 && (at_byte(s, from - 1) == '-' || (at_byte(s, from - 1) & 0x80)))
		from--;
	before = word_before(s, from);
	if (!is_counted_by_millions(s, n.end + 1) && !(from < at && str_ends(before, S("M"))))
		return 0;
	numeral_say(s, &n, COUNTING);
	say(s, "million");
	return n.end + 1;
}

/* "q4h", "q.6 hrs", "q2-3 min": every so often. */
size_t
rule_every(struct speech *s, size_t at)
{
	size_t from = at + 1, end;
	struct numeral n, last;

	if (ascii_fold(at_byte(s, at)) != 'q' || !begins_word(s, at))
		return 0;
	from = blanks_end(s, from + (at_byte(s, from) == '.'));
	if (!ascii_digit(at_byte(s, from)) || !numeral_at(s, from, &n))
		return 0;
	if (range_at(s, n.end, &last))
		n.end = last.end;
	end = blanks_end(s, n.end);
	if (!word_in(str_sub(s->text, end, letters_end(s, end)),
		"h hr hrs hour hours min mins minutes d day days wk wks week weeks mo month "
		"months"))
		return 0;
	say(s, "every");
	return from;
}

/* --- tables -------------------------------------------------------------------------------- */

#define M MASCULINE

static const struct unit units[] = {
    /* weight */
    {"mg", "milligram", "milligrams", M}, {"mgs", "milligram", "milligrams", M},
    {"g", "gram", "grams", M}, {"gm", "gram", "grams", M}, {"kg", "kilogram", "kilograms", M},
    {"kgs", "kilogram", "kilograms", M}, {"Kg", "kilogram", "kilograms", M},
    {"KG", "kilogram", "kilograms", M}, {"mcg", "microgram", "micrograms", M},
    {"µg", "microgram", "micrograms", M}, {"ug", "microgram", "micrograms", M},
    {"ng", "nanogram", "nanograms", M}, {"pg", "picogram", "picograms", M},
    {"oz", "ounce", "ounces", M}, {"oz.", "ounce", "ounces", M}, {"lb", "pound", "pounds", M},
    {"lbs", "pound", "pounds", M}, {"lb.", "pound", "pounds", M}, {"lbs.", "pound", "pounds", M},
    /* volume */
    {"L", "liter", "liters", M}, {"l", "liter", "liters", M},
    {"mL", "milliliter", "milliliters", M}, {"ml", "milliliter", "milliliters", M},
    {"dL", "deciliter", "deciliters", M}, {"dl", "deciliter", "deciliters", M},
    {"cL", "centiliter", "centiliters", M}, {"cl", "centiliter", "centiliters", M},
    {"µL", "microliter", "microliters", M}, {"µl", "microliter", "microliters", M},
    {"uL", "microliter", "microliters", M}, {"mcL", "microliter", "microliters", M},
    {"cc", "cubic centimeter", "cubic centimeters", M}, {"gal", "gallon", "gallons", M},
    {"qt", "quart", "quarts", M}, {"fl oz", "fluid ounce", "fluid ounces", M},
    {"fl. oz.", "fluid ounce", "fluid ounces", M}, {"tsp", "teaspoon", "teaspoons", M},
    {"tsp.", "teaspoon", "teaspoons", M}, {"tbsp", "tablespoon", "tablespoons", M},
    {"tbsp.", "tablespoon", "tablespoons", M}, {"Tbsp", "tablespoon", "tablespoons", M},
    {"Tbsp.", "tablespoon", "tablespoons", M},
    /* length */
    {"m", "meter", "meters", M}, {"cm", "centimeter", "centimeters", M},
    {"mm", "millimeter", "millimeters", M}, {"km", "kilometer", "kilometers", M},
    {"µm", "micrometer", "micrometers", M}, {"nm", "nanometer", "nanometers", M},
    {"ft", "foot", "feet", M}, {"ft.", "foot", "feet", M}, {"in.", "inch", "inches", M},
    {"mi", "mile", "miles", M}, {"yd", "yard", "yards", M},
    {"sq ft", "square foot", "square feet", M}, {"sq. ft.", "square foot", "square feet", M},
    {"sq km", "square kilometer", "square kilometers", M}, {"ha", "hectare", "hectares", M},
    /* time */
    {"h", "hour", "hours", M}, {"d", "day", "days", M}, {"hr", "hour", "hours", M},
    {"hr.", "hour", "hours", M}, {"hrs", "hour", "hours", M}, {"hrs.", "hour", "hours", M},
    {"min", "minute", "minutes", M}, {"min.", "minute", "minutes", M},
    {"mins", "minute", "minutes", M}, {"s", "second", "seconds", M},
    {"sec", "second", "seconds", M}, {"sec.", "second", "seconds", M},
    {"secs", "second", "seconds", M}, {"ms", "millisecond", "milliseconds", M},
    {"wk", "week", "weeks", M}, {"wks", "week", "weeks", M}, {"mo", "month", "months", M},
    {"mos", "month", "months", M}, {"yr", "year", "years", M}, {"yrs", "year", "years", M},
    {"yr.", "year", "years", M}, {"y", "year", "years", M}, {"yrs.", "year", "years", M},
    /* amounts of substance and activity */
    {"IU", "international unit", "international units", M},
    {"mIU", "milli international unit", "milli international units", M}, {"U", "unit", "units", M},
    {"mU", "milliunit", "milliunits", M}, {"mEq", "milliequivalent", "milliequivalents", M},
    {"mol", "mole", "moles", M}, {"mmol", "millimole", "millimoles", M},
    {"µmol", "micromole", "micromoles", M}, {"umol", "micromole", "micromoles", M},
    {"nmol", "nanomole", "nanomoles", M}, {"pmol", "picomole", "picomoles", M},
    {"mOsm", "milliosmole", "milliosmoles", M}, {"mM", "millimolar", "millimolar", M},
    {"µM", "micromolar", "micromolar", M}, {"nM", "nanomolar", "nanomolar", M},
    {"ppm", "part per million", "parts per million", M},
    {"ppb", "part per billion", "parts per billion", M},
    /* energy, pressure, rates, radiation */
    {"kcal", "kilocalorie", "kilocalories", M}, {"cal", "calorie", "calories", M},
    {"kJ", "kilojoule", "kilojoules", M}, {"J", "joule", "joules", M},
    {"mm Hg", "millimeter of mercury", "millimeters of mercury", M},
    {"mmHg", "millimeter of mercury", "millimeters of mercury", M},
    {"cm H2O", "centimeter of water", "centimeters of water", M},
    {"cmH2O", "centimeter of water", "centimeters of water", M}, {"Pa", "pascal", "pascals", M},
    {"kPa", "kilopascal", "kilopascals", M},
    {"psi", "pound per square inch", "pounds per square inch", M},
    {"bpm", "beat per minute", "beats per minute", M},
    {"rpm", "revolution per minute", "revolutions per minute", M},
    {"mph", "mile per hour", "miles per hour", M},
    {"kph", "kilometer per hour", "kilometers per hour", M}, {"Hz", "hertz", "hertz", M},
    {"kHz", "kilohertz", "kilohertz", M}, {"MHz", "megahertz", "megahertz", M},
    {"GHz", "gigahertz", "gigahertz", M}, {"dB", "decibel", "decibels", M},
    {"V", "volt", "volts", M}, {"mV", "millivolt", "millivolts", M},
    {"kV", "kilovolt", "kilovolts", M}, {"W", "watt", "watts", M},
    {"kW", "kilowatt", "kilowatts", M}, {"mA", "milliampere", "milliamperes", M},
    {"mAh", "milliampere hour", "milliampere hours", M}, {"Gy", "gray", "grays", M},
    {"cGy", "centigray", "centigrays", M}, {"mGy", "milligray", "milligrays", M},
    {"Sv", "sievert", "sieverts", M}, {"mSv", "millisievert", "millisieverts", M},
    {"mCi", "millicurie", "millicuries", M}, {"MBq", "megabecquerel", "megabecquerels", M},
    {"kbps", "kilobit per second", "kilobits per second", M},
    {"Mbps", "megabit per second", "megabits per second", M},
    {"mbps", "megabit per second", "megabits per second", M},
    {"Gbps", "gigabit per second", "gigabits per second", M}, {"KB", "kilobyte", "kilobytes", M},
    {"kB", "kilobyte", "kilobytes", M}, {"MB", "megabyte", "megabytes", M},
    {"GB", "gigabyte", "gigabytes", M}, {"TB", "terabyte", "terabytes", M},
    {"kb", "kilobase", "kilobases", M}, {"Mb", "megabase", "megabases", M},
    {"bp", "base pair", "base pairs", M}, {"kDa", "kilodalton", "kilodaltons", M},
    {"%", "percent", "percent", M}, {"‰", "per mille", "per mille", M}, {NULL, NULL, NULL, M}};

static const struct unit coins[] = {{"US$", "u s dollar", "u s dollars", M},
    {"", "cent", "cents", M}, {"CA$", "canadian dollar", "canadian dollars", M},
    {"", "cent", "cents", M}, {"₩", "won", "won", M}, {"", "jeon", "jeon", M},
    {"₹", "rupee", "rupees", M}, {"", "paisa", "paise", M}, {"$", "dollar", "dollars", M},
    {"", "cent", "cents", M}, {"£", "pound", "pounds", M}, {"", "penny", "pence", M},
    {"€", "euro", "euros", M}, {"", "cent", "cents", M}, {"¢", "cent", "cents", M},
    {"", "cent", "cents", M}, {"¥", "yen", "yen", M}, {"", "sen", "sen", M}, {NULL, NULL, NULL, M}};

/* '#': only in front of a number; '?': decided by its neighbours; '!': letters. */
static const struct pair abbreviations[] = {{"Ph.D.", "!phd"}, {"PhD", "!phd"},
    {"Pharm.D.", "pharm d"}, {"e.g.", "for example"}, {"E.g.", "for example"}, {"i.e.", "that is"},
    {"I.e.", "that is"}, {"etc.", "et cetera"}, {"vs.", "versus"}, {"vs", "versus"},
    {"Vs.", "versus"}, {"et al.", "and others"}, {"Dr.", "doctor"}, {"Drs.", "doctors"},
    {"Mr.", "mister"}, {"Mrs.", "missus"}, {"Ms.", "miz"}, {"Dr", "doctor"}, {"Mr", "mister"},
    {"Mrs", "missus"}, {"Prof.", "professor"}, {"Jr.", "junior"}, {"Sr.", "senior"}, {"St.", "?"},
    {"St", "?"}, {"Ave.", "avenue"}, {"Blvd.", "boulevard"}, {"Rd.", "road"}, {"Mt.", "mount"},
    {"Ft.", "fort"}, {"Dept.", "department"}, {"dept.", "department"}, {"Apt.", "apartment"},
    {"apt.", "apartment"}, {"Inc.", "incorporated"}, {"Corp.", "corporation"}, {"Ltd.", "limited"},
    {"approx.", "approximately"}, {"No.", "#number"}, {"no.", "#number"}, {"Nos.", "#numbers"},
    {"nos.", "#numbers"}, {"Fig.", "#figure"}, {"fig.", "#figure"}, {"Figs.", "#figures"},
    {"Vol.", "#volume"}, {"vol.", "#volume"}, {"p.", "#page"}, {"pp.", "#pages"},
    {"Ch.", "#chapter"}, {"ch.", "#chapter"}, {"Sec.", "#section"}, {"ext.", "#extension"},
    {"Tel.", "telephone"}, {"tel.", "telephone"}, {"Ext.", "#extension"}, {"ext", "#extension"},
    {"est.", "estimated"}, {"max.", "maximum"}, {"min.", "minimum"}, {"avg.", "average"},
    {"govt.", "government"}, {"Gov.", "governor"}, {"Sen.", "senator"}, {"Rep.", "representative"},
    {"Rev.", "reverend"}, {"Gen.", "general"}, {"Sgt.", "sergeant"}, {"Capt.", "captain"},
    {"Lt.", "lieutenant"}, {"Col.", "colonel"}, {"Mon.", "monday"}, {"Tue.", "tuesday"},
    {"Tues.", "tuesday"}, {"Wed.", "wednesday"}, {"Thu.", "thursday"}, {"Thurs.", "thursday"},
    {"Fri.", "friday"}, {"w/o", "without"}, {"w/", "with"}, {"c/o", "care of"},
    {"N/A", "not applicable"}, {"n/a", "not applicable"}, {"A.D.", "a d"}, {"ca.", "#circa"},
    {"c.", "#circa"}, {"viz.", "namely"}, {"cf.", "compare"}, {"aka", "also known as"},
    {"a.k.a.", "also known as"}, {"b.i.d.", "twice a day"}, {"t.i.d.", "three times a day"},
    {"tid", "three times a day"}, {"q.i.d.", "four times a day"}, {"qid", "four times a day"},
    {"q.d.", "every day"}, {"q.h.s.", "at bedtime"}, {"qHS", "at bedtime"}, {"p.r.n.", "as needed"},
    {"prn", "as needed"}, {"PRN", "as needed"}, {"p.o.", "by mouth"}, {NULL, NULL}};

static const struct pair signs[] = {{"<", "less than"}, {">", "greater than"},
    {"≤", "less than or equal to"}, {"≥", "greater than or equal to"},
    {"<=", "less than or equal to"}, {">=", "greater than or equal to"},
    {"≦", "less than or equal to"}, {"≧", "greater than or equal to"},
    {"⩽", "less than or equal to"}, {"⩾", "greater than or equal to"}, {"±", "plus or minus"},
    {"+/-", "plus or minus"}, {"≈", "approximately"}, {"~", "about"}, {"∼", "about"},
    {"≠", "not equal to"}, {"=", "equals"}, {"+", "plus"}, {"−", "minus"}, {"&", "and"},
    {"@", "at"}, {"#", "number"}, {"%", "percent"}, {"‰", "per mille"}, {"°", "degrees"},
    {"µ", "micro"}, {"×", "times"}, {"÷", "divided by"}, {"*", ","}, {"→", "to"}, {"->", "to"},
    {"↑", "up"}, {"↓", "down"}, {"§", "section"}, {"©", "copyright"}, {"®", ","}, {"™", ","},
    {"•", ","}, {"·", ","}, {"†", ","}, {"‡", ","}, {"\\", "backslash"}, {"^", "to the"},
    {"_", ","}, {"∞", "infinity"}, {"√", "square root of"}, {"№", "number"}, {"$", "dollars"},
    {"€", "euros"}, {"£", "pounds"}, {"¢", "cents"}, {"²", "squared"}, {"³", "cubed"},
    {"α", "alpha"}, {"β", "beta"}, {"γ", "gamma"}, {"δ", "delta"}, {"Δ", "delta"}, {"ε", "epsilon"},
    {"κ", "kappa"}, {"λ", "lambda"}, {"π", "pi"}, {"σ", "sigma"}, {"τ", "tau"}, {"ω", "omega"},
    {"Ω", "omega"}, {NULL, NULL}};

/* In order: what is longest and surest first. */
static spoken_rule *const rules[] = {rule_key, rule_address, rule_respelling, rule_date_digits,
    rule_date_words, rule_time, rule_range_dash, rule_money, rule_feet, rule_power, rule_decade,
    rule_pressure, rule_digit_chain, rule_help_code, rule_code, rule_house, rule_postal,
    rule_ordinal, rule_fraction, rule_every, rule_millions, rule_quantity, rule_year,
    rule_digit_letters, rule_number, rule_way, rule_state, rule_abbreviation, rule_day_name,
    rule_times, rule_bare_unit, rule_roman, rule_dotted, rule_single_letter, rule_name_number,
    rule_initials, rule_lexicon, rule_mixed_case, rule_pair, rule_hash, NULL};

const struct tongue tongue_en = {
    .tag = "en",
    .cardinal = english_cardinal,
    .year = english_year,
    .date = english_date,
    .time = english_time,
    .digits = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"},
    .said = {[SAID_POINT] = "point",
	[SAID_MINUS] = "minus",
	[SAID_PLUS] = "plus",
	[SAID_TO] = "to",
	[SAID_PER] = "per",
	[SAID_PERCENT] = "percent",
	[SAID_AND] = "and",
	[SAID_OVER] = "over",
	[SAID_DEGREE] = "degree",
	[SAID_DEGREES] = "degrees",
	[SAID_CELSIUS] = "celsius",
	[SAID_FAHRENHEIT] = "fahrenheit",
	[SAID_SQUARE] = "square",
	[SAID_CUBIC] = "cubic",
	[SAID_POWER] = "to the power of",
	[SAID_TIMES] = "times",
	[SAID_AT] = "at",
	[SAID_DOT] = "dot",
	[SAID_SLASH] = "slash",
	[SAID_DASH] = "dash",
	[SAID_UNDERSCORE] = "underscore",
	[SAID_COLON] = "colon",
	[SAID_NUMBER] = "number",
	[SAID_REFERENCE] = "reference",
	[SAID_STRUCK_OUT] = "struck out"},
    .months = {"january", "february", "march", "april", "may", "june", "july", "august",
	"september", "october", "november", "december"},
    .units = units,
    .coins = coins,
    .abbreviations = abbreviations,
    .signs = signs,
    .scales = "thousand million billion trillion",
    .roman_after =
	"type types stage stages phase phases grade grades factor factors schedule class part "
	"chapter volume title level nerve nerves war bipolar angiotensin category group groups "
	"section appendix tier act super bowl mps dsm subtype complex kind",
    .per_word = "day week month year hour minute second night dose person patient tablet serving "
		"meal visit session capita",
    .rules = rules,
    .decimal = '.',
    .unit_first = true,
};
