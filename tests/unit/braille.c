/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "render/braille/leaf.h"
#include "render/braille/vet.h"

/* What is expected here is read from the rules of Unified English Braille, not from output. */

static char *
ascii_of(const struct run *run)
{
	char *text = mem_get(run->count + 1);

	for (size_t i = 0; i < run->count; i++)
		text[i] = cell_ascii(run->dots[i]);
	return text;
}

struct bench {
	struct arena arena;
	struct tables tables;
	struct leaf_way way;
	struct heard heard;
};

static void
bench_open(struct bench *b, const char *table)
{
	*b = (struct bench){.tables = {.name = table}};
	b->way = (struct leaf_way){
	    .tables = &b->tables, .references = true, .arena = &b->arena, .diag = hear(&b->heard)};
	b->way.table = tables_main(&b->tables, S("en"), b->way.diag);
	assert_non_null(b->way.table);
}

static void
bench_close(struct bench *b)
{
	tables_end(&b->tables);
	arena_free(&b->arena);
}

static void
expect_spans(
    const char *table, const char *text, const struct span *spans, size_t count, const char *cells)
{
	struct bench b;
	struct run run;
	char *got;

	bench_open(&b, table);
	assert_int_equal(
	    leaf_run(&b.way,
		&(struct leaf_text){.text = str_of(text), .spans = spans, .span_count = count},
		&run),
	    0);
	got = ascii_of(&run);
	assert_string_equal(got, cells);
	mem_free(got);
	bench_close(&b);
}

static void
expect(const char *text, const char *cells)
{
	expect_spans("en-ueb-g2.ctb", text, NULL, 0, cells);
}

static void
contracted_words(void **state)
{
	(void)state;
	expect("by the people", "BY ! P");
	expect("It is not enough.", ",X IS N 5\\<4");
	expect("4 mg", "#D MG");
}

/* Not every table passes braille patterns on as they are. */
static void
patterns_in_any_table(void **state)
{
	struct bench b;
	struct run run;

	(void)state;
	bench_open(&b, "pt-pt-g1.utb");
	assert_int_equal(
	    leaf_run(&b.way, &(struct leaf_text){.text = S("a \u2801\u2800\u283f b")}, &run), 0);
	bench_close(&b);
	expect("\u2813\u283f", "H=");
}

/* 10.8.2, and the contractions that a capital in a word leaves alone */
static void
capitals_in_words(void **state)
{
	(void)state;
	expect("PayLESS", ",PAY,,LESS");
	expect("AttenTION", ",ATT5,,TION");
	expect("ARound", ",,>,'\\ND");
	expect("ExperiMental", ",EXP]I,M5TAL");
	expect("EggHead", ",EGG,H1D");
	expect("SeaWorld", ",SEA,_W");
	expect("IT'S SO", ",,X',S ,,S");
	expect("\"SHHHH!\"", "8,,%HHH60");
	expect("this CD?\"", "? ;,,CD80");
}

static void
initials_are_spelled_and_words_are_not(void **state)
{
	(void)state;
	expect("the US and WHO", "! ,,US & ,,WHO");
	expect("a STOP sign", "A ,,/OP SIGN");
	expect("do NOT", "D ,,N");
	expect("ASK US FOR IT", ",,,ASK U = X,'");
}

/* 5.7.1, 5.7.2, 6.5.2, 6.5.3, 9.3, 10.4.3, 10.5.4 and 10.8.2, which the library alone breaks. */
static void
corrections(void **state)
{
	static const struct span passage = {SPAN_STRONG, 2, 16, {"", 0}};

	(void)state;
	expect("ABC 456G HIJ", ",,,ABC #DEF;G HIJ,'");
	expect_spans("en-ueb-g2.ctb", "a keep the reach, so", &passage, 1, "A ^7KEEP ! R1*^'1 S");
	expect("MyLess", ",MY,LESS");
	expect("McDonald", ",MC,DONALD");
	expect("I spell it u-n-t-i-d-y.", ",I SPELL X ;;U-N-T-I-D-Y4");
	expect("B-U-S", ";;,B-,U-,S");
	expect("p-p-p-p-p-perishing", ";;P-P-P-P-P-;'P]I%+");
	expect("c-c-c-conceive", ";C-;C-;C-3CV");
	expect("g-g-g-g-go", ";;G-G-G-G-;'G");
	expect("he came to M-i-n-n", "HE CAME TO ;;,M-I-N-N");
	expect("about-f-f-f-fact", "AB-;;F-F-F-FACT");
	expect("br-r-r-r", ";;BR-R-R-R");
	expect(".99and more", "#4II;AND M");
	expect("b-e", ";B-;E");
	expect("for 3 yrs", "= #C ;YRS");
	expect_spans("en-ueb-g1.ctb", "3 yrs", NULL, 0, "#C YRS"); /* it has no shortforms */
	expect("yours", "YRS");
	expect("ending in -in", "5D+ 9 -IN");
	expect("in (-in)", "9 \"<-9\">");
	expect("of [Ingalls], be(ing)", "( .<,9GALLS.>1 BE\"<+\">");
	expect("\"That's enough!\"\u2013in a", "8,T'S 560,-IN A");
}

/* 8.3.1, 8.5.3 and 8.6.2: what a passage of capitals is, and where it ends */
static void
passages_of_capitals(void **state)
{
	(void)state;
	expect("C. P. E. Bach", ";,C4 ;,P4 ;,E4 ,BA*");
	expect("N O W!", ";,N ,O ;,W6");
	expect("3D 4K 5G B2B", "#C,D #D,K #E,G ,B#B,B");
	expect("TYPE A, B, C", ",,,TYPE A1 ;B1 ;C,'");
	expect("A.A. (ALAN ALEXANDER) MILNE", ",,,A4A4 \"<ALAN ALEX&]\"> MILNE,'");
	expect("J. R. TOLKIEN WROTE", ";,,,J4 ;R4 TOLKI5 WROTE,'");
	expect("point A. BUT NOT YET!", "PO9T ,A4 ,,,B N YET6,'");
	expect("the ABC. A BBC man", "! ,,ABC4 ,A ,,BBC MAN");
	expect("say \"I WILL NOT!\"", "SAY 8,,,I W N6,'0");
	expect("(DO NOT DRIVE)", "\"<,,,D N DRIVE,'\">");
	expect("\"AT 1 AM\"-GO NOT IN", "8,,AT #A ,,AM0-,,,G N 9,'");
}

/* 8.8.2 */
static void
capitals_that_begin_parts(void **state)
{
	static const struct span degree = {SPAN_EMPHASIS, 2, 5, {"", 0}};

	(void)state;
	expect("BSc, BEd and MHz", ",B,SC1 ,B,$ & ,M,HZ");
	expect("KCl", ",K,CL");
	expect("ELesson", ",E,LESSON");
	expect("CDs, OKd, RVing", ",,CD,'S1 ,,OK,'D1 ,,RV,'+");
	expect("IVa", ",,IV,'A");
	expect("MBChB, BDSc, LDLc", ",,MB,CH,B1 ,,BD,SC1 ,,LDL,'C");
	expect_spans("en-ueb-g2.ctb", "a BSc now", &degree, 1, "A .1,B,SC N[");
}

/* 10.7, 10.11.1 and 10.11.2 */
static void
parts_of_words(void **state)
{
	(void)state;
	expect("radiofrequency, neurofibroma", "RADIOFREQU5CY1 NEUROFIBROMA");
	expect("profile, soft, isoform", "PR(ILE1 S(T1 ISO=M");
	expect("Maxillofacial", ",MAXILLOFACIAL");
	expect("methemoglobin, method", "METHEMOGLOB91 ME?OD");
	expect("transhepatic, tranship", "TRANSHEPATIC1 TRAN%IP");
	expect("esomeprazole, handsome", "ESOMEPRAZOLE1 H&\"S");
	expect("multimeter, timetable", "MULTIMET]1 \"TTABLE");
	expect("rectouterine, shouter", "RECTOUT]9E1 %\\T]");
	expect("peritoneally", "P]ITON1LLY");
	expect("Dorsomedial", ",DORSOM$IAL");
	expect("doityourself", "DOITY\\RSELF");
	expect("MYASTHENIA, asthma", ",,MYAS!NIA1 AS?MA");
	expect("Transthoracic, posthumous", ",TRANS?ORACIC1 PO/HUM\\S");
	expect("besylate, Benadryl, begin", "BESYLATE1 ,B5ADRYL1 2G9");
	expect("Beh\u00e7et, behave", ",BEH^&CET1 2HAVE");
	expect("disulfiram, disaccord", "DISULFIRAM1 4A3ORD");
	expect("conus, contact", "CONUS1 3TACT");
}

/* 10.12: letters of separate words; 10.4 and 10.6.2: parts of words by themselves */
static void
abbreviations_and_parts_alone(void **state)
{
	(void)state;
	expect("5 kWh, MCh, ChE", "#E K,WH1 ,M,CH1 ,CH,E");
	expect("why, Chad", ":Y1 ,*AD");
	expect("-ar, ar- and -ence", "->1 >- & -5CE");
	expect("\"5ar\"", "8#E;AR0");
	expect("pros and cons", "PROS & 3S");
}

/* 10.12.3 */
static void
figures_in_addresses(void **state)
{
	static const struct span code = {SPAN_CODE, 0, 18, {"", 0}};

	(void)state;
	expect("www.99chances.org", "WWW4#II;'*.ES4ORG");
	expect("4starhotel@x.org", "#DSTARHOTEL@AX4ORG");
	expect("c:\\2009finances", "C3_*#BJJI;'F9.ES");
	expect("www.12hands-on.org", "WWW4#AB;'H&S-ON4ORG");
	expect("99chances", "#II;CHANCES");
	expect_spans("en-ueb-g2.ctb", "www.a.org/2chances", &code, 1, "WWW4A4ORG_/#B;CHANCES");
}

/* 4.3 and 11.2: letters joined for their looks; a raised dot is a sign or a bullet */
static void
joined_letters_and_raised_dots(void **state)
{
	(void)state;
	expect("o\ufb03ce, \ufb01rst, \u00e6on", "(FICE1 F/1 A^6EON");
	expect("\u00b7 go", "_4 G");
	expect("take 2\u00b75 mg", "TAKE #B4E MG"); /* the point of British journals */
	expect("a\u00b7b 2\u00b75\u00b73", "A\"4B #B\"4#E\"4#C");
	expect("5 \u00b7 3", "#E \"4 #C");
}

/* 5.7.2 and 10.9.3 */
static void
letters_that_look_like_shortforms(void **state)
{
	(void)state;
	expect("the GDP, LLC", "! ;,,GDP1 ;,,LLC");
	expect("ozbrl, Dobrljin", ";;OZBRL1 ;;,DOBRLJIN");
	expect("lllittle, Lloyd, fry", ";LLLITTLE1 ,LLOYD1 FRY");
	expect("x@brl.org, #gdp", "X@ABRL4ORG1 _?GDP");
}

/* 10.12.1 */
static void
initials_of_three_letters(void **state)
{
	(void)state;
	expect("an AED for OUD at 9 EST", "AN ,,AED = ,,OUD AT #I ,,EST");
	expect("go OUT and NOT in", "G ,,\\ & ,,N 9");
	expect("STDs, ABCs and CHIPs", ",,STD,'S1 ,,ABC,'S & ,,*IP,'S");
}

/* 9.3 and 9.4: three words or more are a passage, wherever in their sequences it begins and ends;
   on the blanks between them emphasis cannot be seen. */
static void
passages_of_emphasis(void **state)
{
	static const struct span inside = {SPAN_STRONG, 3, 17, {"", 0}};
	static const struct span two[] = {
	    {SPAN_EMPHASIS, 2, 10, {"", 0}}, {SPAN_EMPHASIS, 11, 16, {"", 0}}};
	static const struct span nested[] = {
	    {SPAN_EMPHASIS, 2, 16, {"", 0}}, {SPAN_STRONG, 11, 16, {"", 0}}};

	(void)state;
	expect_spans(
	    "en-ueb-g2.ctb", "a [see his report], so", &inside, 1, "A .<^7SEE 8 REPORT^'.>1 S");
	expect_spans("en-ueb-g2.ctb", "a keep the reach so", two, 2, "A .7KEEP ! R1*.' S");
	expect_spans("en-ueb-g2.ctb", "a keep the reach so", nested, 2, "A .7KEEP ! ^1R1*.' S");
}

/* 6.3.1 and 9.7.3 */
static void
emphasis_within_numbers_and_before_marks(void **state)
{
	static const struct span part = {SPAN_STRONG, 4, 6, {"", 0}};
	static const struct span name = {SPAN_EMPHASIS, 7, 13, {"", 0}};
	static const struct span trailed = {SPAN_EMPHASIS, 3, 7, {"", 0}};

	(void)state;
	expect_spans("en-ueb-g2.ctb", "go 150 mg", &part, 1, "G #A^1#EJ MG");
	expect_spans("en-ueb-g2.ctb", "\"read a hamlet?\"",
	    &(struct span){SPAN_EMPHASIS, 8, 14, {"", 0}}, 1, "8R1D A .1HAMLET80");
	expect_spans("en-ueb-g2.ctb", "read a hamlet's", &name, 1, "R1D A .1HAMLET.''S");
	expect_spans("en-ueb-g2.ctb", "is that... so", &trailed, 1, "IS .1T.'444 S");
}

/* What stands for something else is emphasized like that. */
static void
emphasis_goes_over_signs(void **state)
{
	static const struct span four = {SPAN_STRONG, 3, 21, {"", 0}};

	(void)state;
	expect_spans("en-ueb-g2.ctb", "so H\u2082O is the drink now", &four, 1,
	    "S ^7,H;5#B,O IS ! DR9K^' N[");
}

/* Devanagari dda with a dot below is a letter of its own, dots 12456. */
static void
a_dot_below_makes_another_letter(void **state)
{
	struct bench b;
	struct run run;

	(void)state;
	bench_open(&b, "hi-in-g1.utb");
	assert_int_equal(leaf_run(&b.way, &(struct leaf_text){.text = S("\u0921\u093c")}, &run), 0);
	assert_int_equal(run.count, 1);
	assert_int_equal(run.dots[0], 0x3b);
	assert_string_equal(b.heard.slugs, "");
	bench_close(&b);
}

/* 7.5.2 and 7.6: which way a quotation mark looks */
static void
quotation_marks(void **state)
{
	(void)state;
	expect("\"must have\"s", "8M/ HAVE0S");
	expect("say \"24\" now", "SAY 8#BD0 N[");
	expect("judg\"mental\"", "JUDG8M5TAL0");
	expect("ab\"ba, 5\"x3\"", "AB,7BA1 #E,7X#C,7");
	expect("5'10\"", "#E'#AJ,7");
	expect("\u2018yes\u2019 and dogs\u2019 ears", ",8YES,0 & DOGS' E>S");
	expect("\u2019tis the \u201990s", "'TIS ! '#IJS");
	expect("Wh\u2013?", ",WH,-;8");
}

static void
phone_numbers_keep_their_hyphens(void **state)
{
	(void)state;
	expect("888-509-8965", "#HHH-#EJI-#HIFE");
}

/* A wrong blank here is a wrong dose. */
static void
neighbouring_numbers_do_not_fuse(void **state)
{
	(void)state;
	expect("20892-3655 301-496-5248", "#BJHIB-#CFEE #CJA-#DIF-#EBDH");
	expect("2 500 mg", "#B #EJJ MG");
	expect("in 2020 143 died", "9 #BJBJ #ADC DI$");
	expect("1 378 000", "#A\"CGH\"JJJ");
	expect("10\xc2\xa0"
	       "000",
	    "#AJ\"JJJ");
	expect("16 00 or 16 30", "#AF\"JJ OR #AF #CJ");
	expect("on 1947 08 31 at 7", "ON #AIDG\"JH\"CA AT #G");
	expect("ISBN: 978 1 55468 513 4", ",,ISBN3 #IGH\"A\"EEDFH\"EAC\"D");
}

static void
reference_marks_are_raised_and_unspaced(void **state)
{
	static const struct span after_word = {SPAN_CITATION, 5, 6, {"1", 1}};
	static const struct span after_number = {SPAN_CITATION, 8, 9, {"2", 1}};
	static const struct span bracketed = {SPAN_CITATION, 6, 11, {"3,4", 3}};
	static const struct span range = {SPAN_CITATION, 4, 7, {"3,4,5", 5}};

	(void)state;
	expect_spans("en-ueb-g2.ctb", "Asia.1 It", &after_word, 1, ",ASIA4;9#A ,X");
	expect_spans("en-ueb-g2.ctb", "902,000.2 It", &after_number, 1, "#IJB1JJJ49#B ,X");
	expect_spans("en-ueb-g2.ctb", "found [3,4].", &bracketed, 1, "F.D;9#C1D4");
	expect_spans("en-ueb-g2.ctb", "here3-5", &range, 1, "\"H;9<#C-#E>");
}

static void
levels(void **state)
{
	(void)state;
	expect("H\xe2\x82\x82O", ",H;5#B,O");
	expect("10\xc2\xb2", "#AJ9#B");
}

static void
emphasis_says_something_or_is_left_out(void **state)
{
	static const struct span part = {SPAN_STRONG, 3, 6, {"", 0}};
	static const struct span all = {SPAN_STRONG, 0, 9, {"", 0}};

	(void)state;
	expect_spans("en-ueb-g2.ctb", "do not go", &part, 1, "D ^1N G");
	expect_spans("en-ueb-g2.ctb", "do not go", &all, 1, "D N G");
}

static void
unknown_characters_are_written_and_said(void **state)
{
	struct bench b;
	struct run run;
	char *got;

	(void)state;
	bench_open(&b, "en-ueb-g2.ctb");
	assert_int_equal(
	    leaf_run(&b.way, &(struct leaf_text){.text = S("go \xf0\x9f\x98\x80")}, &run), 0);
	got = ascii_of(&run);
	assert_string_equal(got, "G .<,U\"6#A,F#FJJ.>");
	assert_string_equal(b.heard.slugs, "no-sign");
	mem_free(got);
	/* a row of a table is written several times to see how it fits: it is said once a line */
	leaf_run(&b.way, &(struct leaf_text){.text = S("go on \xf0\x9f\x98\x80")}, &run);
	assert_string_equal(b.heard.slugs, "no-sign");
	b.way.where.line++;
	leaf_run(&b.way, &(struct leaf_text){.text = S("go \xf0\x9f\x98\x80")}, &run);
	assert_string_equal(b.heard.slugs, "no-sign no-sign");
	bench_close(&b);
}

static void
invisible_characters_leave_nothing(void **state)
{
	(void)state;
	expect("na\xc2\xadloxone", "NALOX\"O");
	expect("nal\xe2\x80\x8boxone", "NALOX\"O");
	expect("37 \u2103", "#CG ^J,C");
	expect("37 \u00baC", "#CG ^J,C");
}

/* Every character of the basic plane, and some beyond: known, or written with known ones. */
static void
no_character_escapes(void **state)
{
	static const char *const names[] = {"en-ueb-g2.ctb", "es-g1.ctb", "fr-bfu-comp6.utb"};

	(void)state;
	for (size_t t = 0; t < 3; t++) {
		struct louis *table = louis_open(names[t], NULL);

		assert_non_null(table);
		for (unsigned c = 1; c < 0x1fb00; c += c < 0x3000 ? 1 : 37) {
			unsigned out[VET_MOST];
			size_t count;
			enum vet vet = vet_character(table, c, out, &count);

			for (size_t i = 0; i < count; i++)
				if (!louis_knows(table, out[i]) && out[i] != ' ')
					fail_msg("U+%04X gives U+%04X", c, out[i]);
			if (vet == VET_SAME)
				assert_int_equal(out[0], c);
		}
	}
}

static void
missing_table_names_those_there_are(void **state)
{
	struct heard heard;

	(void)state;
	assert_null(louis_open("en-none.ctb", hear(&heard)));
	assert_string_equal(heard.slugs, "no-table");
}

/* Their figures and capitals would be lost. */
static void
tables_for_eight_dots_are_none(void **state)
{
	static const char *const names[] = {"ro.tbl", "de-de-comp8.ctb", "ja-kantenji.utb"};
	struct heard heard;
	char *name;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_null(louis_open(names[i], NULL));
	assert_non_null(louis_open("mn-MN-g2.ctb", NULL)); /* only says that it has eight */
	name = louis_find(S("lt"), 1);
	assert_string_equal(name, "lt-6dot.tbl");
	mem_free(name);
	assert_null(louis_find(S("ro"), 1));
	assert_int_equal(louis_missing(S("ro"), hear(&heard)), -1);
	assert_string_equal(heard.slugs, "no-table");
}

/* Urdu's table has no Latin letters, Bihari's no figures either: nothing of it is left out. */
static void
what_a_table_cannot_write_is_written_by_another(void **state)
{
	struct bench b;
	struct run run;
	char *got;

	(void)state;
	bench_open(&b, "ur-pk-g1.utb");
	assert_int_equal(leaf_run(&b.way, &(struct leaf_text){.text = S("50 mg")}, &run), 0);
	got = ascii_of(&run);
	assert_string_equal(got, "#EJ MG");
	assert_string_equal(b.heard.slugs, "no-sign no-sign");
	mem_free(got);
	bench_close(&b);
	bench_open(&b, "bh.tbl");
	assert_int_equal(leaf_run(&b.way, &(struct leaf_text){.text = S("5 Mg")}, &run), 0);
	got = ascii_of(&run);
	assert_string_equal(got, "#E ,MG");
	mem_free(got);
	bench_close(&b);
}

/* 11/2 would be another dose; a hyphen is dots 36 everywhere. */
static void
signs_that_a_table_lacks(void **state)
{
	(void)state;
	expect_spans("lt-6dot.tbl", "1\u00bd", NULL, 0, "#A #A/#B");
	expect_spans("it.tbl", "2-4", NULL, 0, "#B-#D");
	expect_spans("is.tbl", "50 mg", NULL, 0, "#EJ MG"); /* the table's own would be e, j */
}

/* As these tables write it, 5g would be 57 and 10cc 1033. */
static void
letters_behind_numbers_are_no_figures(void **state)
{
	(void)state;
	expect_spans("es.tbl", "5g y 10cc", NULL, 0, "#E\"G Y #AJ\"CC");
	expect_spans("es.tbl", "5mg y 5 g", NULL, 0, "#EMG Y #E G");
	expect_spans("it.tbl", "5g", NULL, 0, "#E G");
	expect_spans("pl.tbl", "4.b", NULL, 0, "#D' B");
	expect_spans("de-g1.ctb", "5g", NULL, 0, "#E,G"); /* its own sign */
	expect_spans("ur-pk-g1.utb", "5g", NULL, 0, "#E G");
	expect_spans("is.tbl", "5g", NULL, 0, "#E G");
}

/* Tables that write these like one another, or not at all */
static void
signs_that_read_as_others(void **state)
{
	(void)state;
	expect_spans("fr-bfu-comp6.utb", "1\u00bd", NULL, 0, ",* */<");
	expect_spans("no-no-g0.utb", "5 \u00b5g", NULL, 0, "#E MCG");
	expect_spans("da-dk-g16.ctb", "\u22645", NULL, 0, "^M^7#E"); /* the signs for "<" and "=" */
	expect_spans("de-g1.ctb", "5'", NULL, 0, "#E@9");            /* minutes */
}

/* Each of these signs has a cell, but not the two together. */
static void
signs_that_fail_together(void **state)
{
	struct bench b;
	struct run run;

	(void)state;
	bench_open(&b, "tr-g2.tbl");
	assert_int_equal(leaf_run(&b.way, &(struct leaf_text){.text = S("bir a2@b iki")}, &run), 0);
	assert_true(run.count > 9);
	bench_close(&b);
}

static void
german_addresses_end(void **state)
{
	struct bench b;
	struct run run;

	(void)state;
	bench_open(&b, "de-g2.ctb");
	assert_int_equal(
	    leaf_run(&b.way, &(struct leaf_text){.text = S("Mail -a@b.de ?c@d \u2013e@f")}, &run),
	    0);
	assert_true(run.count > 12);
	bench_close(&b);
}

/* 13.2: words of another language are not contracted like those of this one */
static void
a_language_without_a_table(void **state)
{
	static const struct span klingon[] = {
	    {SPAN_LANGUAGE, 4, 12, {"tlh", 3}}, {SPAN_LANGUAGE, 13, 16, {"tlh", 3}}};
	struct bench b;
	struct run run;
	char *got;

	(void)state;
	bench_open(&b, "en-ueb-g2.ctb");
	assert_int_equal(
	    leaf_run(&b.way,
		&(struct leaf_text){
		    .text = S("the children ing the"), .spans = klingon, .span_count = 2},
		&run),
	    0);
	got = ascii_of(&run);
	assert_string_equal(got, "! CHILDREN ING !");
	assert_string_equal(b.heard.slugs, "no-language-table");
	mem_free(got);
	bench_close(&b);
}

/* Initials are of English; elsewhere words in capitals are words. */
static void
capitals_in_french(void **state)
{
	(void)state;
	expect_spans("fr-bfu-g2.ctb", "il a NON", NULL, 0, "I A ..N+");
}

static void
back_translation(void **state)
{
	static const unsigned char cells[] = {0x2e, 0x00, 0x0f};
	struct louis *table = louis_open("en-ueb-g2.ctb", NULL);
	struct buf text = {0};
	struct diag diag = {0};

	(void)state;
	assert_int_equal(louis_back(table, cells, 3, &text, &diag), 0);
	assert_str(buf_str(&text), "the people");
	buf_free(&text);
}

/* Where lines may begin, shown as '/' before the cell. */
static void
expect_gaps(const char *text, const char *cells)
{
	struct bench b;
	struct run run;
	char got[200];
	size_t n = 0;

	bench_open(&b, "en-ueb-g2.ctb");
	assert_int_equal(leaf_run(&b.way, &(struct leaf_text){.text = str_of(text)}, &run), 0);
	for (size_t i = 0; i < run.count && n + 2 < sizeof(got); i++) {
		if (run.gap[i] == GAP_FREE)
			got[n++] = '|';
		if (run.gap[i] == GAP_WORST)
			got[n++] = '~';
		got[n++] = cell_ascii(run.dots[i]);
	}
	got[n] = '\0';
	assert_string_equal(got, cells);
	bench_close(&b);
}

static void
lines_are_divided_by_the_rules(void **state)
{
	(void)state;
	expect_gaps("go to it", "G |TO |X");
	expect_gaps("4 mg now", "#D MG |N[");
	expect_gaps("well-known", "WELL-|\"KN");
	expect_gaps("888-509", "#HHH-#EJI");
	expect_gaps("1,000,000", "#A1~JJJ1~JJJ");
	expect_gaps("he \xe2\x80\x94 she", "HE |,- |%E");
	expect_gaps("www.cdc.gov/a", "WWW|4CDC|4GOV_/|A");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(contracted_words),
	    cmocka_unit_test(capitals_in_words),
	    cmocka_unit_test(patterns_in_any_table),
	    cmocka_unit_test(initials_are_spelled_and_words_are_not),
	    cmocka_unit_test(corrections),
	    cmocka_unit_test(passages_of_capitals),
	    cmocka_unit_test(capitals_that_begin_parts),
	    cmocka_unit_test(parts_of_words),
	    cmocka_unit_test(abbreviations_and_parts_alone),
	    cmocka_unit_test(letters_that_look_like_shortforms),
	    cmocka_unit_test(figures_in_addresses),
	    cmocka_unit_test(joined_letters_and_raised_dots),
	    cmocka_unit_test(initials_of_three_letters),
	    cmocka_unit_test(emphasis_goes_over_signs),
	    cmocka_unit_test(passages_of_emphasis),
	    cmocka_unit_test(emphasis_within_numbers_and_before_marks),
	    cmocka_unit_test(quotation_marks),
	    cmocka_unit_test(a_dot_below_makes_another_letter),
	    cmocka_unit_test(phone_numbers_keep_their_hyphens),
	    cmocka_unit_test(neighbouring_numbers_do_not_fuse),
	    cmocka_unit_test(reference_marks_are_raised_and_unspaced),
	    cmocka_unit_test(levels),
	    cmocka_unit_test(emphasis_says_something_or_is_left_out),
	    cmocka_unit_test(unknown_characters_are_written_and_said),
	    cmocka_unit_test(invisible_characters_leave_nothing),
	    cmocka_unit_test(no_character_escapes),
	    cmocka_unit_test(missing_table_names_those_there_are),
	    cmocka_unit_test(tables_for_eight_dots_are_none),
	    cmocka_unit_test(what_a_table_cannot_write_is_written_by_another),
	    cmocka_unit_test(signs_that_a_table_lacks),
	    cmocka_unit_test(letters_behind_numbers_are_no_figures),
	    cmocka_unit_test(signs_that_read_as_others),
	    cmocka_unit_test(signs_that_fail_together),
	    cmocka_unit_test(german_addresses_end),
	    cmocka_unit_test(a_language_without_a_table),
	    cmocka_unit_test(capitals_in_french),
	    cmocka_unit_test(back_translation),
	    cmocka_unit_test(lines_are_divided_by_the_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
