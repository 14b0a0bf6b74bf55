/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/abbreviation.h"

#include "unit/marked.h"

static void
check(const char *text, const char *expected)
{
	struct abbreviation found;
	struct str s = str_of(text);
	struct buf got = {0};

	for (size_t at = 0; abbreviation_find(s, at, &found); at = found.end)
		buf_print(&got, "%s%.*s=%.*s", got.len ? "; " : "",
		    STR_ARG(str_sub(s, found.start, found.end)), STR_ARG(found.expansion));
	assert_str(buf_str(&got), expected);
	buf_free(&got);
}

static void
expanded(void **state)
{
	static const char *const cases[][2] = {
	    {"known as an opioid use disorder (OUD). An OUD", "OUD=opioid use disorder"},
	    {"American Addiction Centers (AAC) at", "AAC=American Addiction Centers"},
	    {"Cognitive-behavioral therapy (CBT) is", "CBT=Cognitive-behavioral therapy"},
	    {"chronic obstructive pulmonary disease (COPD)",
		"COPD=chronic obstructive pulmonary disease"},
	    {"The Food and Drug Administration (FDA)", "FDA=Food and Drug Administration"},
	    {"Centers for Disease Control and Prevention (CDC)",
		"CDC=Centers for Disease Control and Prevention"},
	    {"two opioid use disorders (OUDs)", "OUDs=opioid use disorders"},
	    {"gastroesophageal reflux disease (GERD)", "GERD=gastroesophageal reflux disease"},
	    {"give hydroxychloroquine (HCQ)", "HCQ=hydroxychloroquine"},
	    {"deep vein thrombosis (DVT, a clot)", "DVT=deep vein thrombosis"},
	    {"el trastorno por consumo de opioides (TCO)", "TCO=trastorno por consumo de opioides"},
	    {"Organización Mundial de la Salud (OMS)", "OMS=Organización Mundial de la Salud"},
	    {"trouble lié à l’usage d’opioïdes (TUO)", "TUO=trouble lié à l’usage d’opioïdes"},
	    {"électrocardiogramme (ECG)", "ECG=électrocardiogramme"},
	    {"Use CBT (cognitive behavioral therapy) here", "CBT=cognitive behavioral therapy"},
	    {"AIDS (acquired immunodeficiency syndrome)",
		"AIDS=acquired immunodeficiency syndrome"},
	    {"HIV (human immunodeficiency virus, a virus)", "HIV=human immunodeficiency virus"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i][0], cases[i][1]);
}

static void
not_expanded(void **state)
{
	static const char *const cases[] = {
	    "Wait (see Table 2). Is it new (NO)? It is fine (OK).",
	    "People use it in Texas (USA). Take it (II) now.",
	    "A patient was seen (CT). He did not (IDN).",
	    "(OUD)",
	    "((OUD))",
	    "OUD (",
	    "an unclosed (OUD",
	    "() (A) (a)",
	    "It ended. Use disorder (OUD)",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i], "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(expanded),
	    cmocka_unit_test(not_expanded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
