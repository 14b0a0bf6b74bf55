/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/text/flow.h"
#include "render/text/sms.h"

static const struct setting table[] = {
    {.name = "wrap",
	.type = SETTING_TEXT,
	.value = "sentence|paragraph|N",
	.fallback = "sentence",
	.help = "one sentence a line, one paragraph a line, or lines of N characters"},
    {.name = "headings",
	.type = SETTING_CHOICE,
	.value = "blank|ten|hN",
	.fallback = "blank",
	.help = "headings by blank lines alone, by + signs, or as \"h2 Words\""},
    {.name = "refs",
	.type = SETTING_CHOICE,
	.value = "none|inline|end",
	.fallback = "inline",
	.help = "reference marks in the text and the list of them, or the list alone, or neither"},
    {.name = "links",
	.type = SETTING_CHOICE,
	.value = "end|none",
	.fallback = "end",
	.help = "addresses in a numbered list at the end, or left out"},
    {.name = "toc",
	.type = SETTING_FLAG,
	.help = "a numbered list of the headings behind the title"},
    {.name = "with-boilerplate", .type = SETTING_FLAG, .help = "page furniture too, at the end"},
    {.name = "list-length",
	.type = SETTING_CHOICE,
	.value = "off|on",
	.fallback = "off",
	.help = "how many items a list has, in front of it"},
    {.name = "expand",
	.type = SETTING_FLAG,
	.help = "abbreviations in the article's own words at their first use in a section"},
    {.name = "languages",
	.type = SETTING_CHOICE,
	.value = "plain|marked",
	.fallback = "plain",
	.help = "words in another language as they stand, or as \"[es: palabra]\""},
    {.name = "sms", .type = SETTING_FLAG, .help = "short messages, one a line, in numbered parts"},
    {.name = "card",
	.type = SETTING_FLAG,
	.help = "at most 3 short messages an article, the helpline in the first"},
    {.name = "ascii", .type = SETTING_FLAG, .help = "only printable ASCII and line ends"},
    {.name = "charset",
	.type = SETTING_TEXT,
	.value = "NAME",
	.help = "in an old encoding, such as CP437, CP850 or ISO-8859-15"},
    {.name = NULL},
};

static const char *
charset(const struct settings *settings)
{
	return settings_flag(settings, "ascii") ? "US-ASCII" : settings_text(settings, "charset");
}

/* What was counted in places of a message would not be true of another encoding. */
static int
check_together(const struct settings *settings, struct diag *diag)
{
	bool sms = settings_flag(settings, "sms"), card = settings_flag(settings, "card");
	const char *fault = NULL;

	if ((sms || card) && charset(settings))
		fault = "messages have an alphabet of their own: not with --ascii or --charset";
	else if (sms && card)
		fault = "--sms and --card are two forms: give one of them";
	else if (settings_flag(settings, "ascii") && settings_text(settings, "charset"))
		fault = "--ascii and --charset are two encodings: give one of them";
	return fault ? diag_say(diag, DIAG_BAD_VALUE, (struct where){0}, "%s", fault) : 0;
}

static int
read_wrap(const char *text, struct text_style *style, struct diag *diag)
{
	unsigned long width;

	if (str_equal(str_of(text), S("sentence"))) {
		style->wrap = TEXT_SENTENCE;
	} else if (str_equal(str_of(text), S("paragraph"))) {
		style->wrap = TEXT_PARAGRAPH;
	} else if (str_number(str_of(text), 10000, &width) && width >= 20) {
		style->wrap = TEXT_WIDTH;
		style->width = (unsigned)width;
	} else {
		return diag_say(diag, DIAG_BAD_VALUE, (struct where){0},
		    "--wrap takes sentence, paragraph or a number from 20 to 10000, not \"%s\"",
		    text);
	}
	return 0;
}

static void
put_contents(struct text_flow *flow, const struct shelf *shelf)
{
	text_heading(flow, 1, shelf->title);
	text_heading(flow, 2, text_phrase(flow, "contents"));
	for (size_t i = 0; i < shelf->count; i++) {
		struct buf line = {0};

		buf_print(&line, "%zu. %.*s", i + 1,
		    STR_ARG(shelf->entries[i].title.len ? shelf->entries[i].title
							: shelf->entries[i].id));
		text_line(flow, buf_str(&line));
		buf_free(&line);
	}
}

static int
render(struct shelf *shelf, const struct settings *settings, struct output *out, struct diag *diag)
{
	struct text_style style = {
	    .headings = (enum text_headings)settings_choice(settings, "headings"),
	    .refs = (enum text_refs)settings_choice(settings, "refs"),
	    .links = settings_choice(settings, "links") == 0,
	    .contents = settings_flag(settings, "toc"),
	    .boilerplate = settings_flag(settings, "with-boilerplate"),
	    .list_length = settings_choice(settings, "list-length") == 1,
	    .expand = settings_flag(settings, "expand"),
	    .languages = settings_choice(settings, "languages") == 1,
	};
	struct text_flow *flow;
	int result = 0;

	if (check_together(settings, diag) != 0 ||
	    read_wrap(settings_text(settings, "wrap"), &style, diag) != 0)
		return -1;
	if (settings_flag(settings, "sms") || settings_flag(settings, "card"))
		return sms_render(shelf, settings_flag(settings, "card"), out, diag);
	flow = text_begin(out, &style, shelf->language, diag);
	if (shelf->count > 1)
		put_contents(flow, shelf);
	for (size_t i = 0; i < shelf->count && result == 0; i++) {
		struct document *doc = shelf_load(shelf, i, diag);

		if (doc)
			text_article(flow, shelf, doc, diag);
		else
			result = -1;
		document_free(doc);
	}
	text_end(flow);
	return result;
}

const struct renderer render_text = {
    .name = "text",
    .summary = "Plain text for screen readers and thin links",
    .example = "lectern text heroin.txt -o heroin-plain.txt",
    .shape = OUTPUT_STREAM,
    .suffix = ".txt",
    .settings = table,
    .render = render,
    .charset = charset,
};
