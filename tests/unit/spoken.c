/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "document/build.h"
#include "voice/spoken.h"

/*
 * Written and spoken, judged by reading them aloud. Both directions: what must change, and, in
 * "keep", what looks like it must and must not.
 */
struct row {
	const char *written, *spoken;
};

static const struct row citations[] = {
    {"In Southeast Asia.1 Heroin is sold.", "in southeast asia heroin is sold"},
    {"It was 902,000.2 One of them.", "it was nine hundred two thousand one of them"},
    {"Relief was found.[3,4] The next.", "relief was found the next"},
    {"It is sold.1 It is used.2 Signs include:6", "it is sold it is used signs include"},
};

static const struct row units_behind_words[] = {
    {"200 cells/mm3", "two hundred cells per cubic millimeter"},
    {"2 cells/mm³", "two cells per cubic millimeter"},
    {"1,000 copies/mL", "one thousand copies per milliliter"},
    {"21 U.S.C. 802", "twenty one u s c eight hundred two"},
    {"11β and 5α", "eleven beta and five alpha"},
};

static const struct row phones[] = {
    {"Call 888-509-8965 today.", "call eight eight eight five zero nine eight nine six five today"},
    {"Call 1-800-662-HELP (4357).",
	"call one eight zero zero six six two h e l p four three five seven"},
    {"Call (800) 662-4357.", "call eight zero zero six six two four three five seven"},
    {"Call or text 988 now.", "call or text nine eight eight now"},
    {"Dial 911.", "dial nine one one"},
    {"A 988 counselor, 988lifeline.org",
	"a nine eight eight counselor nine eight eight lifeline dot org"},
    {"988 can help.", "nine eight eight can help"},
    {"Call 9-1-1.", "call nine one one"},
    {"Text HOME to 741741.", "text home to seven four one seven four one"},
    {"Call +44 20 7946 0018.",
	"call plus four four two zero seven nine four six zero zero one eight"},
    {"Call 1-800-662-4357, ext. 12.",
	"call one eight zero zero six six two four three five seven extension one two"},
};

static const struct row initials[] = {
    {"opioid use disorder (OUD)", "opioid use disorder o u d"},
    {"Two OUDs are known.", "two o u d s are known"},
    {"He needs IV fluids.", "he needs i v fluids"},
    {"The CDC's report on HIV/AIDS.", "the c d c's report on h i v aids"},
    {"GERD, SIDS and SAMHSA", "gerd sids and samhsa"},
    {"A PET scan or an MRI", "a pet scan or an m r i"},
    {"the mRNA and the eGFR", "the m r n a and the e g f r"},
    {"in the U.S. and the U.K.", "in the u s and the u k"},
    {"a Ph.D. and an M.D.", "a p h d and an m d"},
    {"the NIDDK and COPD", "the n i d d k and c o p d"},
    {"an IgE test from WebMD", "an i g e test from web m d"},
    {"do NOT take it", "do not take it"},
    {"WARNING: NEVER mix them", "warning never mix them"},
    {"WHAT IS OPIOID USE DISORDER?", "what is opioid use disorder"},
    {"HIV AND AIDS: WHAT TO KNOW", "h i v and aids what to know"},
    {"LGBTQ+ people", "l g b t q plus people"},
};

static const struct row names[] = {
    {"COVID-19 and H1N1", "covid nineteen and h one n one"},
    {"SARS-CoV-2 spreads.", "sars cov two spreads"},
    {"vitamin B12.", "vitamin b twelve"},
    {"the CYP2D6 and BRCA1 genes", "the c y p two d six and b r c a one genes"},
    {"HbA1c or A1C", "h b a one c or a one c"},
    {"a GLP-1 drug, IL-6 and CA-125", "a g l p one drug i l six and c a one twenty five"},
    {"omega-3 fats", "omega three fats"},
    {"5-HT and 5-FU", "five h t and five f u"},
    {"PM2.5 in the air", "p m two point five in the air"},
    {"p53 and HER2", "p fifty three and h e r two"},
    {"O2, CO2 and H2O", "o two c o two and h two o"},
    {"an N95 mask", "an n ninety five mask"},
    {"CD4 cells", "c d four cells"},
    {"a 3D or 2-D scan", "a three d or two d scan"},
    {"vitamin A helps.", "vitamin a helps"},
    {"hepatitis B and C", "hepatitis b and c"},
    {"an X-ray of T cells", "an x ray of t cells"},
    {"E. coli in food", "e coli in food"},
};

static const struct row romans[] = {
    {"type II diabetes", "type two diabetes"},
    {"stage IV cancer", "stage four cancer"},
    {"stages III and IV", "stages three and four"},
    {"stage IIIB disease", "stage three b disease"},
    {"factor VIII levels", "factor eight levels"},
    {"a Schedule II drug, Schedule II–V", "a schedule two drug schedule two to five"},
    {"a phase I/II trial", "a phase one two trial"},
    {"bipolar I disorder", "bipolar one disorder"},
    {"angiotensin II", "angiotensin two"},
    {"World War II", "world war two"},
    {"Henry VIII", "henry the eighth"},
};

static const struct row numbers[] = {
    {"902,000 people", "nine hundred two thousand people"},
    {"1,234,567", "one million two hundred thirty four thousand five hundred sixty seven"},
    {"0 or 12 or 100", "zero or twelve or one hundred"},
    {"3.14 and 0.05 and .5", "three point one four and zero point zero five and point five"},
    {"the 1st, 2nd, 3rd, 12th and 21st", "the first second third twelfth and twenty first"},
    {"the 3rd-5th fingers", "the third to fifth fingers"},
    {"No. 5 and Nos. 6 and 7", "number five and numbers six and seven"},
    {"1/2 cup, 3/4 cup, 1 1/2 cups", "one half cup three quarters cup one and a half cups"},
    {"½ or 2½", "one half or two and a half"},
    {"a carrier frequency of ~1:25, at 1:25",
	"a carrier frequency of about one to twenty five at one twenty five"},
    {"17p13.1 and 22q11.2", "seventeen p thirteen point one and twenty two q eleven point two"},
    {"c.35delG (c. 1850)", "c thirty five delg circa eighteen fifty"},
    {"1/1/2020-12/31/2020", "january first twenty twenty to december thirty first twenty twenty"},
    {"6.02×10²³, 3×4", "six point zero two times ten to the twenty third power three by four"},
    {"3·5 mg, p = 0·05", "three point five milligrams p equals zero point zero five"},
    {"6·10²³", "six times ten to the twenty third power"},
    {"2·5·3", "two five three"},
    {"1e-5", "one times ten to the minus five"},
    {">2 drinks/day or 3/day", "greater than two drinks per day or three per day"},
    {"a frequency of 25/25 (100%)",
	"a frequency of twenty five out of twenty five one hundred percent"},
    {"8 tablets/24 h, 40 mg/d", "eight tablets per twenty four hours forty milligrams per day"},
    {"8-2 mg film, 2-8 mg, 1980-1970 kg",
	"eight two milligrams film two to eight milligrams one thousand nine hundred eighty to one "
	"thousand nine hundred seventy kilograms"},
    {"Dial *67 or press # or *, the # key",
	"dial star six seven or press pound or star the pound key"},
    {"# of 5 * 3, #1", "of five three number one"},
    {"v2.0.1", "v two point zero point one"},
    {"a score of 8/10, 3/4 of it", "a score of eight out of ten three quarters of it"},
    {"Lot #A12 #1", "lot number a twelve number one"},
    {"age 3–5 y", "age three to five years"},
    {"hi-po-KREET-in, byoo-pruh-NOR-feen", "hi po kreet in byoo pruh nor feen"},
    {"non-HIV-infected, X-ray-guided", "non h i v infected x ray guided"},
    {"in 1/10,000 births", "in one in ten thousand births"},
    {"1/50 000", "one in fifty thousand"},
    {"1-9/100 000 and 1-9 / 1 000 000",
	"one to nine in one hundred thousand and one to nine in one million"},
    {"1:10,000 at 1:10", "one to ten thousand at one ten"},
    {"10 000 of 2 500 000", "ten thousand of two million five hundred thousand"},
    {"in 2020 150 men", "in twenty twenty one hundred fifty men"},
    {"2.1M people, 1.9M–2.3M",
	"two point one million people one point nine million to two point three million"},
    {"0.5M NaCl", "zero point five m n a c l"},
    {"stages IA–IIB", "stages one a to two b"},
    {"4 mg q2-3min prn", "four milligrams every two to three minutes as needed"},
    {"Q4h, q.6 hrs, qPCR", "every four hours every six hours q p c r"},
    {"5 mg b.i.d. or qid", "five milligrams twice a day or four times a day"},
    {"acetaminophen/day, day/night", "acetaminophen per day day night"},
    {"Text \"HELLO\" to 741741.", "text hello to seven four one seven four one"},
    {"2/3 of them", "two thirds of them"},
    {"4/5 patients", "four out of five patients"},
    {"24/7 support", "twenty four seven support"},
    {"9/11 and 50/50", "nine eleven and fifty fifty"},
    {"20/20 vision", "twenty twenty vision"},
    {"10^3 and 10⁵", "ten to the third power and ten to the fifth power"},
    {"agent 007", "agent zero zero seven"},
    {"-5 or −5", "minus five or minus five"},
    {"65+ years", "sixty five plus years"},
    {"#1 cause", "number one cause"},
    {"a 12-step program", "a twelve step program"},
    {"a 6-month-old child", "a six month old child"},
    {"a ratio of 1:10 or 3:1", "a ratio of one to ten or three to one"},
    {"a 5 x 10 cm patch", "a five by ten centimeters patch"},
    {"10x more", "ten times more"},
    {"1.5 million people", "one point five million people"},
};

static const struct row years[] = {
    {"in 2020", "in twenty twenty"},
    {"in 2000 and 2005", "in two thousand and two thousand five"},
    {"in 1905 or 1900", "in nineteen oh five or nineteen hundred"},
    {"since 1886", "since eighteen eighty six"},
    {"the 1960s and the '90s", "the nineteen sixties and the nineties"},
    {"the 2000s", "the two thousands"},
    {"people in their 20s", "people in their twenties"},
    {"the mid-1990s", "the mid nineteen nineties"},
    {"from 1999 to 2020", "from nineteen ninety nine to twenty twenty"},
    {"1999–2020", "nineteen ninety nine to twenty twenty"},
    {"2012-13", "twenty twelve to thirteen"},
    {"a 2018 study", "a twenty eighteen study"},
    {"2000 calories", "two thousand calories"},
    {"1500 people", "one thousand five hundred people"},
};

static const struct row doses[] = {
    {"5 mg/mL", "five milligrams per milliliter"},
    {"1 mg and 2 mg", "one milligram and two milligrams"},
    {"0.5 mg", "zero point five milligrams"},
    {"10-20 mg", "ten to twenty milligrams"},
    {"0.25-0.5 mg", "zero point two five to zero point five milligrams"},
    {"10 – 20 mg", "ten to twenty milligrams"},
    {"10 mg-20 mg", "ten milligrams to twenty milligrams"},
    {"8 mg/2 mg", "eight milligrams two milligrams"},
    {"160 mg/5 mL", "one hundred sixty milligrams per five milliliters"},
    {"5 mg/kg/day", "five milligrams per kilogram per day"},
    {"50 mcg or 50 µg", "fifty micrograms or fifty micrograms"},
    {"a 10-mg tablet", "a ten milligram tablet"},
    {"a 10 mg tablet", "a ten milligram tablet"},
    {"130 mg/dL", "one hundred thirty milligrams per deciliter"},
    {"measured in mg/dL", "measured in milligrams per deciliter"},
    {"25 kg/m2", "twenty five kilograms per square meter"},
    {"5 m² or 3 cm³", "five square meters or three cubic centimeters"},
    {"400 IU daily", "four hundred international units daily"},
    {"120/80 mm Hg", "one hundred twenty over eighty millimeters of mercury"},
    {"a pressure of 130/85", "a pressure of one hundred thirty over eighty five"},
    {"100.4°F", "one hundred point four degrees fahrenheit"},
    {"38 °C", "thirty eight degrees celsius"},
    {"-20°C", "minus twenty degrees celsius"},
    {"20-25°C", "twenty to twenty five degrees celsius"},
    {"80% of people", "eighty percent of people"},
    {"5-10%", "five to ten percent"},
    {"5%–10%", "five percent to ten percent"},
    {">50 and <5%", "greater than fifty and less than five percent"},
    {"≥3 or ≤ 4", "greater than or equal to three or less than or equal to four"},
    {"5 ± 2", "five plus or minus two"},
    {"pH 7.4", "p h seven point four"},
    {"P<.05", "p less than point zero five"},
    {"3x/day", "three times per day"},
    {"24-48 h", "twenty four to forty eight hours"},
    {"60 beats/min", "sixty beats per minute"},
    {"6 ft 2 in.", "six feet two inches"},
    {"5'10\"", "five feet ten inches"},
    {"2,000 kcal/day", "two thousand kilocalories per day"},
};

static const struct row money[] = {
    {"$20 and $1", "twenty dollars and one dollar"},
    {"$5.50", "five dollars and fifty cents"},
    {"$0.99", "ninety nine cents"},
    {"$1.5 million", "one point five million dollars"},
    {"$20-$30", "twenty dollars to thirty dollars"},
    {"$20–30", "twenty to thirty dollars"},
    {"$2,000/month", "two thousand dollars per month"},
    {"£5 and €10", "five pounds and ten euros"},
    {"$78.5 billion", "seventy eight point five billion dollars"},
    {"$5K", "five thousand dollars"},
};

static const struct row times[] = {
    {"at 3:30 p.m. today", "at three thirty p m today"},
    {"at 9 a.m.", "at nine a m"},
    {"9am-4pm", "nine a m to four p m"},
    {"9:00 a.m. to 5:00 p.m.", "nine a m to five p m"},
    {"at 3:00", "at three o'clock"},
    {"at 10:05 PM", "at ten oh five p m"},
    {"15:30", "fifteen thirty"},
    {"January 5, 2020", "january fifth twenty twenty"},
    {"Jan. 5", "january fifth"},
    {"March 3-5", "march third to fifth"},
    {"May 2019", "may twenty nineteen"},
    {"5 January 2020", "the fifth of january twenty twenty"},
    {"1/5/2020", "january fifth twenty twenty"},
    {"12/25/19", "december twenty fifth twenty nineteen"},
    {"2020-01-05", "january fifth twenty twenty"},
    {"Monday-Friday", "monday to friday"},
    {"Mon.–Fri.", "monday to friday"},
};

static const struct row tokens[] = {
    {"e.g., naloxone", "for example naloxone"},
    {"i.e., that", "that is that"},
    {"this vs. that, etc.", "this versus that et cetera"},
    {"Dr. Smith and Mrs. Jones", "doctor smith and missus jones"},
    {"St. John on Main St. now", "saint john on main street now"},
    {"diarrhea and/or vomiting", "diarrhea and or vomiting"},
    {"he/she takes his/her pill", "he or she takes his or her pill"},
    {"drug/alcohol use", "drug alcohol use"},
    {"w/o food", "without food"},
    {"A & B = C", "a and b equals c"},
    {"info@cdc.gov", "info at c d c dot gov"},
    {"https://www.cdc.gov/overdose/", "c d c dot gov slash overdose"},
    {"See findtreatment.gov.", "see findtreatment dot gov"},
    {"An arrhythmia (ah-RITH-me-ah) may", "an arrhythmia ah rith me ah may"},
    {"(HY-per-TEN-shun)", "hy per ten shun"},
    {"β-blockers and α", "beta blockers and alpha"},
    {"don’t stop", "don't stop"},
    {"well-known long-term use", "well known long term use"},
    {"“spaced out.”", "spaced out"},
    {"Narcan® spray", "narcan spray"},
    {"pp. 12-15 and Fig. 3", "pages twelve to fifteen and figure three"},
};

/* What must stay what it is. */
static const struct row keep[] = {
    {"step 3. Next", "step three next"},
    {"type 2.", "type two"},
    {"A vitamin is good. A drug is not.", "a vitamin is good a drug is not"},
    {"What Is A Stroke", "what is a stroke"},
    {"a factor I have", "a factor i have"},
    {"I am fine and so am I.", "i am fine and so am i"},
    {"You may 5 times", "you may five times"},
    {"March on.", "march on"},
    {"one in five", "one in five"},
    {"5 in 10 people", "five in ten people"},
    {"heroin is in the blood", "heroin is in the blood"},
    {"MRI-guided (MRI-guided)", "m r i guided m r i guided"},
    {"the OxyContin pill", "the oxycontin pill"},
    {"no one knows", "no one knows"},
    {"St. Louis", "saint louis"},
    {"mix it with civil aims", "mix it with civil aims"},
    {"a mild fever", "a mild fever"},
    {"factor VIII (8)", "factor eight eight"},
    {"24.9.", "twenty four point nine"},
    {"988 patients and 911 mg",
	"nine hundred eighty eight patients and nine hundred eleven milligrams"},
    {"about 911 in 1,988", "about nine hundred eleven in one thousand nine hundred eighty eight"},
};

/* Addresses, and codes that are no amounts. What looks like one and is none stays. */
static const struct row places[] = {
    {"1428 Elm St.", "fourteen twenty eight elm street"},
    {"708 N 1st St", "seven oh eight north first street"},
    {"12 N. Main St., Apt. 4B, Dayton, OH.",
	"twelve north main street apartment four b dayton ohio"},
    {"5600 Fishers Lane, Rockville, MD 20857",
	"fifty six hundred fishers lane rockville maryland two zero eight five seven"},
    {"1600 Pennsylvania Ave NW, Washington, DC 20500",
	"sixteen hundred pennsylvania avenue northwest washington d c two zero five zero zero"},
    {"2 San Tomas hwy, Santa, FL, 95051",
	"two san tomas highway santa florida nine five zero five one"},
    {"P.O. Box 2345", "p o box two three four five"},
    {"ext. 4410", "extension four four one zero"},
    {"a card ending in 8876", "a card ending in eight eight seven six"},
    {"the war ending in 1945", "the war ending in nineteen forty five"},
    {"20 Capsules Dr Lee gave", "twenty capsules doctor lee gave"},
    {"Jane Doe, MA, said", "jane doe m a said"},
    {"In 2019 Wall Street fell", "in twenty nineteen wall street fell"},
    {"a box with 300 pills", "a box with three hundred pills"},
    {"give it IN the nose, OR wait", "give it in the nose or wait"},
};

static const struct row other_ways[] = {
    {"jan. 15", "january fifteenth"},
    {"SEPT. 15", "september fifteenth"},
    {"july 25 2012", "july twenty fifth twenty twelve"},
    {"25 sept.", "the twenty fifth of september"},
    {"on the 26th May", "on the twenty sixth of may"},
    {"Jan-15-2020", "january fifteenth twenty twenty"},
    {"15-Jan-2020", "the fifteenth of january twenty twenty"},
    {"15.01.2020", "the fifteenth of january twenty twenty"},
    {"you may 5 times", "you may five times"},
    {"march 3 miles", "march three miles"},
    {"in jan", "in jan"},
    {"1.59 p.m.", "one fifty nine p m"},
    {"1.59 mg", "one point five nine milligrams"},
    {"1:05:30", "one hour five minutes and thirty seconds"},
    {"0:05:01", "five minutes and one second"},
    {"$20.5", "twenty dollars and fifty cents"},
    {"$.01", "one cent"},
    {"$2.000", "two dollars"},
    {"$20.506", "twenty point five zero six dollars"},
    {"$150.25-$250.67",
	"one hundred fifty dollars and twenty five cents to two hundred fifty dollars and sixty "
	"seven cents"},
    {"$5-10", "five to ten dollars"},
    {"12/kg", "twelve per kilogram"},
    {"3 cc/s", "three cubic centimeters per second"},
    {"in the 20s", "in the twenties"},
    {"3 kgs", "three kilograms"},
    {"2*8", "two times eight"},
    {">100 MME/day", "greater than one hundred m m e per day"},
    {"5 HIV/AIDS cases", "five h i v aids cases"},
    {"24/7/365", "twenty four seven three sixty five"},
    {"1−2=3, 1-2=5 and x - y = 3",
	"one minus two equals three one minus two equals five and x minus y equals three"},
    {"IL-6 = 5", "i l six equals five"},
    {"5≧3", "five greater than or equal to three"},
    {"9am-noon, midnight–3 a.m.", "nine a m to noon midnight to three a m"},
    {"a post-noon nap", "a post noon nap"},
    {"6\" x 4\"", "six inches x four inches"},
    {"\"take 12\" twice", "take twelve twice"},
    {"1/250, 20/40, 24/7", "one over two hundred fifty twenty forty twenty four seven"},
    {"file:///photos/image.jpg", "file colon slash slash slash photos slash image dot j p g"},
    {"some_university.edu", "some underscore university dot edu"},
};

static void
spell(const char *language, const char *written, bool plain, struct buf *out, struct diag *diag)
{
	struct build *build = build_begin("test", diag);
	struct lexicon *lexicon = lexicon_open(str_of(language), S(""), diag);
	struct spoken_options options = {
	    .language = str_of(language), .lexicon = lexicon, .plain_words = plain};
	struct document *doc;
	const struct block *leaf;

	build_meta(build, BUILD_LANGUAGE, options.language);
	build_leaf(build, BLOCK_PARAGRAPH, 0, 1, str_of(written));
	doc = build_end(build);
	leaf = doc->root->child;
	spoken_leaf(leaf, 0, leaf->text.len, &options, doc, out, diag);
	buf_byte(out, '\0');
	document_free(doc);
	lexicon_free(lexicon);
}

static void
check_rows(const char *language, const struct row *rows, size_t count)
{
	unsigned wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct buf out = {0}, said = {0};
		struct diag diag = {.sink = diag_pack, .context = &said};

		spell(language, rows[i].written, true, &out, &diag);
		if (strcmp(out.at, rows[i].spoken) != 0) {
			print_error("\"%s\"\n  wanted \"%s\"\n  given  \"%s\"\n", rows[i].written,
			    rows[i].spoken, out.at);
			wrong++;
		}
		buf_free(&out);
		buf_free(&said);
	}
	assert_int_equal(wrong, 0);
}

#define ROWS_TEST(name, language)                                                                  \
	static void test_##name(void **state)                                                      \
	{                                                                                          \
		(void)state;                                                                       \
		check_rows(language, name, sizeof(name) / sizeof(*(name)));                        \
	}

ROWS_TEST(citations, "en")
ROWS_TEST(phones, "en")
ROWS_TEST(units_behind_words, "en")
ROWS_TEST(initials, "en")
ROWS_TEST(names, "en")
ROWS_TEST(romans, "en")
ROWS_TEST(numbers, "en")
ROWS_TEST(years, "en")
ROWS_TEST(doses, "en")
ROWS_TEST(money, "en")
ROWS_TEST(times, "en")
ROWS_TEST(tokens, "en")
ROWS_TEST(keep, "en")
ROWS_TEST(places, "en")
ROWS_TEST(other_ways, "en")

static const struct row british[] = {
    {"902 people in 2020", "nine hundred and two people in twenty twenty"},
    {"1,005", "one thousand and five"},
    {"5 mg/mL over 10 km", "five milligrams per millilitre over ten kilometres"},
    {"1/5/2020", "the first of may twenty twenty"},
};
ROWS_TEST(british, "en-GB")

static const struct row spanish[] = {
    {"Llame al 1-800-662-4357 o al 988.",
	"llame al uno ocho cero cero seis seis dos cuatro tres cinco siete o al nueve ocho ocho"},
    {"unas 902.000 personas", "unas novecientas dos mil personas"},
    {"21 mg, 1 mg y 3,5 mg/mL",
	"veintiún miligramos un miligramo y tres coma cinco miligramos por mililitro"},
    {"el 80 % de 10-20 mg", "el ochenta por ciento de diez a veinte miligramos"},
    {"el 1 de febrero de 2020", "el primero de febrero de dos mil veinte"},
    {"La OMS, el VIH y el SIDA", "la o m s el v i h y el sida"},
    {"COVID-19, tipo II, siglo XX", "covid diecinueve tipo dos siglo veinte"},
    {"24/7, 120/80 mm Hg", "veinticuatro siete ciento veinte sobre ochenta milímetros de mercurio"},
    {"<5%", "menor que cinco por ciento"},
    {"1.000.000 de personas y 2.500.000 más",
	"un millón de personas y dos millones quinientos mil más"},
    {"la versión 3.1.4", "la versión tres coma uno coma cuatro"},
    {"1 vez, 1 mapa, 1 enfermedad, 31 mujeres, 21 %",
	"una vez un mapa una enfermedad treinta y una mujeres veintiuno por ciento"},
    {"de 8:00 h a 15:00 h", "de ocho a quince"},
};
ROWS_TEST(spanish, "es")

static const struct row french[] = {
    {"Appelez le 01 48 05 55 55.", "appelez le zéro un quatre huit zéro cinq cinq cinq cinq cinq"},
    {"71, 80, 81, 91 et 200", "soixante et onze quatre vingts quatre vingt un quatre vingt onze et "
			      "deux cents"},
    {"1 500 mg et 3,5 mg/mL",
	"mille cinq cents milligrammes et trois virgule cinq milligrammes par millilitre"},
    {"le 1er janvier 2020", "le premier janvier deux mille vingt"},
    {"à 15 h 30", "à quinze heures trente"},
    {"l’OMS et l'ADN", "l'o m s et l'a d n"},
    {"24 h/24", "vingt quatre heures sur vingt quatre"},
    {"aujourd’hui, la 2e dose", "aujourd'hui la deuxième dose"},
    {"<5 %", "inférieur à cinq pour cent"},
    {"1.000.000 de gens, 1 goutte et 21 personnes",
	"un million de gens une goutte et vingt et une personnes"},
    {"1 comprimé", "un comprimé"},
};
ROWS_TEST(french, "fr")

static const struct row german[] = {
    {"Rufen Sie 0800 111 0 111 an.", "Rufen Sie 0 8 0 0, 1 1 1, 0, 1 1 1 an."},
    {"Nehmen Sie 5 mg.", "Nehmen Sie 5 mg."},
};

/* What the voice gets: pauses stay, spelled letters are capitals, brackets never pass. */
static const struct row voiced[] = {
    {"Call 888-509-8965, now.",
	"call eight eight eight, five zero nine, eight nine six five, now."},
    {"He needs IV fluids, not vitamin A.", "he needs I V fluids, not vitamin A."},
    {"Is it well-known? Yes!", "is it well-known? yes!"},
    {"Twenty-four (24) hours", "twenty-four, twenty-four, hours"},
    {"Say [[two words]] aloud", "say, two words, aloud"},
};

static void
check_voiced(const char *language, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct buf out = {0}, said = {0};
		struct diag diag = {.sink = diag_pack, .context = &said};

		spell(language, rows[i].written, false, &out, &diag);
		assert_string_equal(out.at, rows[i].spoken);
		buf_free(&out);
		buf_free(&said);
	}
}

static void
test_voiced(void **state)
{
	(void)state;
	check_voiced("en", voiced, sizeof(voiced) / sizeof(*voiced));
	check_voiced("de", german, sizeof(german) / sizeof(*german));
}

static void
count_doubts(void *context, const struct diag_message *m)
{
	*(unsigned *)context += m->id == DIAG_DOUBTFUL_READING;
}

/* Damage is said as it stands, and a message points to it; sound text has none. */
static void
test_doubts(void **state)
{
	static const struct {
		const char *written;
		unsigned doubts;
	} rows[] = {{"a level of 130140 mg/dL", 1}, {"a fever of 38.50 C today", 1},
	    {"a level of 130,140 mg/dL", 0}, {"a fever of 38.5 °C", 0}, {"in 2020 at 5 mg", 0}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		unsigned doubts = 0;
		struct diag diag = {.sink = count_doubts, .context = &doubts};
		struct buf out = {0};

		spell("en", rows[i].written, true, &out, &diag);
		assert_int_equal(doubts, rows[i].doubts);
		buf_free(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_citations),
	    cmocka_unit_test(test_phones), cmocka_unit_test(test_units_behind_words),
	    cmocka_unit_test(test_initials), cmocka_unit_test(test_names),
	    cmocka_unit_test(test_romans), cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_years), cmocka_unit_test(test_doses),
	    cmocka_unit_test(test_money), cmocka_unit_test(test_times),
	    cmocka_unit_test(test_tokens), cmocka_unit_test(test_keep),
	    cmocka_unit_test(test_places), cmocka_unit_test(test_other_ways),
	    cmocka_unit_test(test_british), cmocka_unit_test(test_spanish),
	    cmocka_unit_test(test_french), cmocka_unit_test(test_voiced),
	    cmocka_unit_test(test_doubts)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
