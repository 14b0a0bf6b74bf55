/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <iconv.h>

#include "source/charset.h"
#include "source/detect.h"

static const char polish[] = "Lekarz powiedział, że gorączka powinna spaść po dwóch dniach. Jeśli "
			     "nie spadnie, proszę zadzwonić.\n";
static const char french[] = "Le médecin a dit que la fièvre devrait baisser après deux jours.\n";
static const char euros[] = "Ma sœur a mal au cœur; le traitement coûte 45 € par mois.\n";
static const char quotes[] = "“Don’t wait,” she said – it’s the patient’s choice.\n";
static const char russian[] = "Врач сказал, что температура должна снизиться через два дня.\n";
static const char ukrainian[] = "Її можна давати й дітям, якщо лікар дозволив. Є ще ґречні ліки.\n";
static const char greek[] = "Ο γιατρός είπε ότι ο πυρετός πρέπει να πέσει σε δύο ημέρες.\n";
static const char hebrew[] = "הרופא אמר שהחום צריך לרדת אחרי יומיים.\n";
static const char turkish[] = "Doktor ateşin iki gün sonra düşmesi gerektiğini söyledi.\n";
static const char japanese[] =
    "医者は熱が二日後に下がるはずだと言いました。もう一度電話してください。\n";
static const char thai[] = "แพทย์บอกว่าไข้ควรลดลงหลังจากสองวัน หากไม่ลดลงโปรดโทรมาอีกครั้ง\n";

/* Each text is written in the encoding by iconv itself and must come back whole. */
static void
encodings(void **state)
{
	static const struct {
		const char *text, *encoding;
	} cases[] = {
	    {french, "UTF-8"},
	    {french, "UTF-16LE"},
	    {french, "UTF-16BE"},
	    {french, "UTF-32LE"},
	    {french, "UTF-32BE"},
	    {french, "UTF-16"},
	    {french, "UTF-32"},
	    {japanese, "UTF-16BE"},
	    {russian, "UTF-16LE"},
	    {thai, "UTF-16BE"},
	    {french, "WINDOWS-1252"},
	    {french, "CP437"},
	    {french, "CP850"},
	    {french, "MACINTOSH"},
	    {euros, "ISO-8859-15"},
	    {euros, "WINDOWS-1252"},
	    {quotes, "WINDOWS-1252"},
	    {quotes, "MACINTOSH"},
	    {polish, "WINDOWS-1250"},
	    {polish, "ISO-8859-2"},
	    {polish, "CP852"},
	    {russian, "WINDOWS-1251"},
	    {russian, "KOI8-R"},
	    {russian, "ISO-8859-5"},
	    {russian, "CP866"},
	    {ukrainian, "KOI8-U"},
	    {ukrainian, "WINDOWS-1251"},
	    {greek, "ISO-8859-7"},
	    {greek, "WINDOWS-1253"},
	    {hebrew, "WINDOWS-1255"},
	    {turkish, "ISO-8859-9"},
	    {japanese, "SHIFT_JIS"},
	    {japanese, "EUC-JP"},
	    {japanese, "ISO-2022-JP"},
	    {thai, "CP874"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		iconv_t cd = iconv_open(cases[i].encoding, "UTF-8");
		char bytes[2000], *in = (char *)(uintptr_t)cases[i].text, *to = bytes;
		size_t left = strlen(cases[i].text), room = sizeof(bytes);
		struct heard heard = {.diag = {.sink = heard_slug, .context = &heard}};
		struct buf text = {0};
		struct detected d;

		assert_int_equal(iconv(cd, &in, &left, &to, &room), 0);
		iconv(cd, NULL, NULL, &to, &room);
		iconv_close(cd);
		detect_encoding((struct str){bytes, (size_t)(to - bytes)}, &d);
		assert_int_equal(charset_to_utf8((struct str){bytes, (size_t)(to - bytes)},
				     d.encoding, "f", &text, &heard.diag),
		    0);
		if (!str_equal(buf_str(&text), str_of(cases[i].text)))
			print_message("# %s taken for %s\n", cases[i].encoding, d.encoding);
		assert_str(buf_str(&text), cases[i].text);
		buf_free(&text);
	}
}

static void
is(struct str bytes, const char *encoding, const char *how)
{
	struct detected d;

	detect_encoding(bytes, &d);
	assert_string_equal(d.encoding, encoding);
	assert_string_equal(d.how, how);
}

static void
certain(void **state)
{
	(void)state;
	is(S(""), "UTF-8", "valid");
	is(S("caf\xc3\xa9"), "UTF-8", "valid");
	is(S("NU\0L in a line"), "UTF-8", "valid");
	is(S("\xff\xfe"
	     "a\0"),
	    "UTF-16LE", "bom");
	is(S("caf\xc3\xa9 caf\xc3\xa9 caf\xe9"), "UTF-8", "mostly");
	/* valid UTF-8 beats what a page says of itself */
	is(S("<meta charset=iso-8859-1>caf\xc3\xa9"), "UTF-8", "valid");
	is(S("<html><meta charset=\"windows-1251\">\xcf\xf0"), "WINDOWS-1251", "declared");
	is(S("<meta http-equiv=x content='text/html; charset=ISO-8859-1'>\xe9t\xe9"),
	    "WINDOWS-1252", "declared");
	is(S("<?xml version='1.0' encoding='koi8-r'?><a>\xf0\xd2</a>"), "KOI8-R", "declared");
}

static void
languages(void **state)
{
	(void)state;
	assert_str(detect_language(str_of(russian)), "ru");
	assert_str(detect_language(str_of(ukrainian)), "uk");
	assert_str(detect_language(str_of(japanese)), "ja");
	assert_str(detect_language(S("Call the doctor if you are not sure that it is safe to take "
				     "more of the medicine.")),
	    "en");
	assert_str(detect_language(S("No tome más de la dosis que le ha dado el médico para los "
				     "niños, y no lo mezcle con otras.")),
	    "es");
	assert_str(detect_language(S("Não tome mais do que a dose indicada para as crianças, e não "
				     "misture com outros remédios.")),
	    "pt");
	assert_str(detect_language(S("Heroin Naloxon 4 mg")), "");
	assert_str(detect_language(S("La pressione è più alta al mattino, perché il cuore batte "
				     "più forte quando ci si alza.")),
	    "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(encodings), cmocka_unit_test(certain), cmocka_unit_test(languages)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
