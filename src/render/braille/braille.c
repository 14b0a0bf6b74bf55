/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/input.h"
#include "document/phone.h"
#include "render/braille/back.h"
#include "render/braille/ebrl.h"
#include "render/braille/press.h"
#include "render/braille/volumes.h"
#include "render/render.h"

#include <string.h>

static const struct setting table[] = {
    {.name = "format",
	.type = SETTING_CHOICE,
	.value = "brf|unicode|pef|ebrl",
	.fallback = "brf",
	.help = "braille ASCII, Unicode braille, PEF, or an eBraille publication"},
    {.name = "preset",
	.type = SETTING_CHOICE,
	.value = "bana|canute|display|embosser-32",
	.fallback = "bana",
	.help = "page and furniture: 40 by 25, 40 by 9, lines without pages, 32 by 25"},
    {.name = "width",
	.type = SETTING_NUMBER,
	.least = LAYOUT_WIDTH_LEAST,
	.most = LAYOUT_WIDTH_MOST,
	.help = "cells in a line"},
    {.name = "depth",
	.type = SETTING_NUMBER,
	.least = LAYOUT_DEPTH_LEAST,
	.most = LAYOUT_DEPTH_MOST,
	.help = "lines on a page"},
    {.name = "grade",
	.type = SETTING_NUMBER,
	.least = 1,
	.most = 2,
	.help = "1: uncontracted, 2: contracted; else what is usual in the language"},
    {.name = "table", .type = SETTING_TEXT, .value = "NAME", .help = "a braille table by name"},
    {.name = "page-numbers",
	.type = SETTING_CHOICE,
	.value = "off|on",
	.help = "at the end of each page's last line"},
    {.name = "running-head",
	.type = SETTING_CHOICE,
	.value = "off|on",
	.help = "the title on each page's first line, the first page apart"},
    {.name = "heading-keep",
	.type = SETTING_NUMBER,
	.fallback = "1",
	.least = 1,
	.most = 9,
	.help = "lines of text that stay with a heading"},
    {.name = "table-form",
	.type = SETTING_CHOICE,
	.value = "auto|simple|linear|listed|stairstep",
	.fallback = "auto",
	.help = "how tables are written, where they fit that form"},
    {.name = "bullets",
	.type = SETTING_CHOICE,
	.value = "off|on",
	.fallback = "on",
	.help = "the signs in front of list items"},
    {.name = "refs",
	.type = SETTING_CHOICE,
	.value = "none|marks",
	.fallback = "marks",
	.help = "reference marks in the text"},
    {.name = "contents",
	.type = SETTING_FLAG,
	.help = "the headings and their pages, on pages of their own in front"},
    {.name = "volumes",
	.type = SETTING_NUMBER,
	.least = VOLUME_LEAST,
	.most = VOLUME_MOST,
	.help =
	    "a folder of volumes of at most so many pages, each with a title page and contents"},
    {.name = "no-layout",
	.type = SETTING_FLAG,
	.help = "one line a paragraph, for displays that divide lines themselves"},
    {.name = "eol",
	.type = SETTING_CHOICE,
	.value = "lf|crlf",
	.fallback = "lf",
	.help = "what ends a line"},
    {.name = "ff",
	.type = SETTING_CHOICE,
	.value = "after-eol|replace-eol|none",
	.fallback = "after-eol",
	.help = "what ends a page: a form feed, one in place of a line end, or empty lines"},
    {.name = "charset",
	.type = SETTING_TEXT,
	.value = "NAME",
	.fallback = "nabcc",
	.help = "characters for the cells: nabcc, nabcc-lower, unicode, or FILE.dis of liblouis"},
    {.name = "map",
	.type = SETTING_FLAG,
	.help = "instead of the cells where each stands in its article, one JSON object a page"},
    {.name = "unpacked",
	.type = SETTING_FLAG,
	.help = "the files of an eBraille publication in a folder, not in one file"},
    {.name = "creator",
	.type = SETTING_TEXT,
	.value = "NAME",
	.help = "who wrote the articles: in ebrl, pef, on the title pages of volumes"},
    {.name = "producer",
	.type = SETTING_TEXT,
	.value = "NAME",
	.help = "of ebrl: who puts them into braille; else lectern"},
    {.name = "date",
	.type = SETTING_TEXT,
	.value = "YYYY-MM-DD",
	.help = "of ebrl and pef: the day of publication; else the latest date of an article"},
    {.name = "jobs",
	.letter = 'j',
	.type = SETTING_NUMBER,
	.fallback = "1",
	.least = 0,
	.most = 64,
	.help = "worker processes, where each article is a file; 0 is one for each processor"},
    {.name = "translate",
	.type = SETTING_FLAG,
	.help = "lines of standard input, each to a line of Unicode braille (or --format brf)"},
    {.name = "roundtrip",
	.type = SETTING_FLAG,
	.help = "translate back instead, and tell the words and emphasis that come back changed"},
    {.name = "json",
	.type = SETTING_FLAG,
	.help = "what --roundtrip tells, one JSON object a line"},
    {.name = "tables",
	.type = SETTING_FLAG,
	.help = "list the tables: file, language, grade, contractions, name"},
    {.name = NULL},
};

/* In the order of the setting's words. */
static const struct file_format *const formats[] = {
    &file_brf, &file_unicode, &file_pef, &file_ebrl};

static const struct preset {
	unsigned width, depth;
	bool furniture, endless;
} presets[] = {
    {40, 25, true, false},
    {40, 9, false, false},
    {40, 25, false, true},
    {32, 25, true, false},
};

static bool
on(const struct settings *settings, const char *name, bool otherwise)
{
	return settings_given(settings, name) ? settings_choice(settings, name) == 1 : otherwise;
}

static struct press
press_of(const struct settings *settings, struct diag *diag)
{
	const struct preset *preset = &presets[settings_choice(settings, "preset")];
	struct press press = {.settings = settings,
	    .format = formats[settings_choice(settings, "format")],
	    .diag = diag,
	    .next_page = 1};

	press.book.width = settings_given(settings, "width")
			       ? (unsigned)settings_number(settings, "width")
			       : preset->width;
	press.book.depth = settings_given(settings, "depth")
			       ? (unsigned)settings_number(settings, "depth")
			       : preset->depth;
	press.numbers = on(settings, "page-numbers", preset->furniture);
	press.heads = on(settings, "running-head", preset->furniture);
	press.bullets = on(settings, "bullets", true);
	press.book.endless =
	    press.format != &file_pef && (preset->endless || settings_flag(settings, "no-layout"));
	press.book.crlf = settings_choice(settings, "eol") == 1;
	press.book.feed = (enum file_feed)settings_choice(settings, "ff");
	press.tables.name = settings_text(settings, "table");
	press.tables.grade = (unsigned)settings_number(settings, "grade");
	if (settings_flag(settings, "map"))
		press.format = &file_map;
	return press;
}

static void
put_contents(
    struct press *press, struct press_text *text, struct layout *layout, struct output *out)
{
	struct pieces *body = text->compose.pieces, front = {0};
	struct pages pages = {.article = text->doc->id};

	text->compose.pieces = &front;
	compose_contents(&text->compose, body, press->next_page);
	text->compose.pieces = body;
	layout->number = press_number_p;
	layout->heads = false;
	layout_pages(layout, &front, 1, &text->arena, &pages, press->diag);
	press->format->pages(&press->book, &pages, out);
	mem_free(front.at);
	mem_free(pages.at);
}

static void
put_text(struct press *press, struct press_text *text, struct output *out)
{
	struct pages pages = {.article = text->doc->id};
	struct layout layout = press_layout(press, text);

	if (press->book.endless)
		layout_lines(&text->pieces, &text->arena, &pages);
	else
		layout_pages(
		    &layout, &text->pieces, press->next_page, &text->arena, &pages, press->diag);
	if (!press->book.endless && settings_flag(press->settings, "contents"))
		put_contents(press, text, &layout, out);
	press->next_page += (unsigned)pages.count;
	press->format->pages(&press->book, &pages, out);
	mem_free(pages.at);
}

static int
put_entry(struct press *press, struct shelf *shelf, size_t i, struct output *out)
{
	struct press_text text;
	int done = press_article(press, shelf, i, &text);

	if (done == 0)
		put_text(press, &text, out);
	if (done == 0)
		done = text.compose.failed;
	press_close(&text);
	return done;
}

/* The date is the article's, never today's: the same input gives the same bytes. */
static void
describe(struct press *press, struct shelf *shelf, struct arena *arena)
{
	struct diag silent = {.sink = diag_hush}; /* it is loaded, and heard, again */
	struct document *doc;

	press->book.title = shelf->title;
	press->book.language = shelf->language;
	press->book.creator = str_trim(str_of(settings_text(press->settings, "creator")));
	press->book.date = str_of(settings_text(press->settings, "date"));
	if (shelf->count != 1)
		return;
	press->book.id = shelf->entries[0].id;
	press->book.title = shelf->entries[0].title;
	press->book.language = shelf->entries[0].language;
	if (press->format != &file_pef && !settings_given(press->settings, "volumes"))
		return;
	doc = shelf_load(shelf, 0, &silent);
	if (doc && !press->book.date.len)
		press->book.date = arena_str(arena, doc->updated);
	if (doc && !press->book.creator.len)
		press->book.creator = arena_str(arena, doc->author);
	document_free(doc);
}

static int
put_shelf(struct press *press, struct shelf *shelf, struct output *out)
{
	struct arena arena = {0};
	int done = 0;

	if (press->format == &file_ebrl)
		return ebrl_put(press, shelf, out);
	describe(press, shelf, &arena);
	if (settings_given(press->settings, "volumes")) {
		done = volumes_put(press, shelf, out);
		arena_free(&arena);
		return done;
	}
	press->format->begin(&press->book, out);
	for (size_t i = 0; done == 0 && i < shelf->count; i++)
		done = put_entry(press, shelf, i, out);
	press->format->end(&press->book, out);
	arena_free(&arena);
	return done;
}

/* ---- without a shelf ---- */

static void
list_table(void *context, const struct louis_listed *listed)
{
	output_print(context, "%s\t%s\t%s\t%s\t%s\n", listed->table, listed->language,
	    listed->grade, listed->kind, listed->label);
}

/* The telephone numbers of a line, as a document would have them. */
static struct leaf_text
leaf_of(struct str line, struct str language, struct arena *arena)
{
	struct phone phone;
	struct span *spans;
	size_t count = 0, figures = 0;

	for (size_t i = 0; i < line.len; i++)
		figures += ascii_digit(line.at[i]);
	spans = arena_array(arena, figures + 1, sizeof(*spans));
	for (size_t at = 0; phone_find(line, at, language, &phone); at = phone.end)
		spans[count++] =
		    (struct span){.kind = SPAN_PHONE, .start = phone.start, .end = phone.end};
	return (struct leaf_text){.text = line, .spans = spans, .span_count = count};
}

static int
translate_line(const struct leaf_way *way, struct str line, const struct file_book *book,
    file_cells *put, struct output *out)
{
	struct leaf_text leaf = leaf_of(line, way->language, way->arena);
	struct run run;
	struct buf text = {0};
	int done = leaf_run(way, &leaf, &run);

	if (done == 0) {
		put(book, &(struct line){.dots = run.dots, .count = run_length(&run)}, &text);
		buf_put(&text, book->crlf ? S("\r\n") : S("\n"));
		output_put(out, buf_str(&text));
	}
	buf_free(&text);
	return done;
}

static int
translate_lines(struct press *press, struct output *out)
{
	file_cells *put = settings_given(press->settings, "format") && press->format == &file_brf
			      ? file_cells_brf
			      : file_cells_unicode;
	const char *language = settings_text(press->settings, "lang");
	struct leaf_way way = {.tables = &press->tables,
	    .table = tables_main(&press->tables, str_of(language), press->diag),
	    .language = str_of(language),
	    .references = true,
	    .diag = press->diag};
	struct buf input = {0};
	struct str rest, line;
	struct arena arena = {0};
	int done = way.table ? input_read("-", &input, press->diag) : -1;

	way.arena = &arena;
	rest = buf_str(&input);
	for (way.where.line = 1; done == 0 && rest.len && str_line(&rest, &line);
	     way.where.line++) {
		done = translate_line(&way, line, &press->book, put, out);
		arena_reset(&arena);
	}
	arena_free(&arena);
	buf_free(&input);
	return done;
}

/* Reference marks are left out: they would come back as figures. */
static int
check_shelf(struct press *press, struct shelf *shelf, struct output *out)
{
	struct back back = {.json = settings_flag(press->settings, "json")};
	int done = 0;

	for (size_t i = 0; done == 0 && i < shelf->count; i++) {
		struct document *doc = shelf_load(shelf, i, press->diag);
		struct leaf_way way = {.tables = &press->tables, .diag = press->diag};

		if (!doc)
			return -1;
		way.language = doc->language;
		way.where.file = doc->file.len ? doc->file.at : NULL;
		way.table = tables_main(&press->tables, doc->language, press->diag);
		done = way.table ? back_document(&back, &way, doc, out) : -1;
		document_free(doc);
	}
	if (done == 0)
		back_summary(&back, out);
	return done;
}

static bool
stands_alone(const struct settings *settings)
{
	return settings_flag(settings, "translate") || settings_flag(settings, "tables");
}

static int
set_charset(struct file_book *book, const char *name, struct diag *diag)
{
	bool lower = strcmp(name, "nabcc-lower") == 0, unicode = strcmp(name, "unicode") == 0;

	for (unsigned i = 0; i < LOUIS_CELLS; i++) {
		char c = cell_ascii((unsigned char)i);

		/* the ASCII of computer braille: a bit apart for what stands in 0x40 to 0x5F */
		book->cells[i] = unicode                         ? 0x2800 + i
				 : lower && c >= '@' && c != '_' ? (unsigned)c + 0x20
								 : (unsigned)c;
	}
	if (!lower && !unicode && strcmp(name, "nabcc") != 0 &&
	    louis_display(name, book->cells, diag) < 0)
		return -1;
	for (unsigned i = 0; i < LOUIS_CELLS; i++)
		book->wide |= book->cells[i] > 0xff;
	return 0;
}

/* Cells are characters of a set only in braille ASCII; elsewhere they are Unicode. */
static int
check_charset(const struct settings *settings, struct diag *diag)
{
	const struct file_format *format = formats[settings_choice(settings, "format")];
	bool other = settings_flag(settings, "map") ||
		     (settings_flag(settings, "translate") && !settings_given(settings, "format"));

	if (!settings_given(settings, "charset") || (format == &file_brf && !other))
		return 0;
	return diag_say(diag, DIAG_BAD_OPTION, (struct where){0}, "--charset is for --format brf");
}

static bool
is_date(struct str text)
{
	unsigned long month, day;

	return text.len == 10 && text.at[4] == '-' && text.at[7] == '-' &&
	       str_number(str_sub(text, 0, 4), 9999, &(unsigned long){0}) &&
	       str_number(str_sub(text, 5, 7), 12, &month) && month &&
	       str_number(str_sub(text, 8, 10), 31, &day) && day;
}

/* A publication has no pages; braille ASCII has no metadata. */
static int
check_publication(const struct settings *settings, struct diag *diag)
{
	static const char *const own[] = {"unpacked", "producer"};
	static const char *const others[] = {"volumes", "map", "contents", "preset", "width",
	    "depth", "page-numbers", "running-head", "heading-keep", "no-layout", "eol", "ff"};
	const struct file_format *format = formats[settings_choice(settings, "format")];
	bool ebrl = format == &file_ebrl;
	bool pef = format == &file_pef && !settings_flag(settings, "map");

	for (size_t i = 0; !ebrl && i < sizeof(own) / sizeof(*own); i++)
		if (settings_given(settings, own[i]))
			return diag_say(diag, DIAG_BAD_OPTION, (struct where){0},
			    "--%s is for --format ebrl", own[i]);
	if (!ebrl && !pef && settings_given(settings, "date"))
		return diag_say(
		    diag, DIAG_BAD_OPTION, (struct where){0}, "--date is for --format ebrl or pef");
	if (!ebrl && !pef && settings_given(settings, "creator") &&
	    !settings_given(settings, "volumes"))
		return diag_say(diag, DIAG_BAD_OPTION, (struct where){0},
		    "--creator is for --format ebrl or pef, or --volumes");
	for (size_t i = 0; ebrl && i < sizeof(others) / sizeof(*others); i++)
		if (settings_given(settings, others[i]))
			return diag_say(diag, DIAG_BAD_OPTION, (struct where){0},
			    "--%s is not for --format ebrl, whose lines and pages the reader's "
			    "device makes",
			    others[i]);
	if (settings_given(settings, "date") && !is_date(str_of(settings_text(settings, "date"))))
		return diag_say(diag, DIAG_BAD_VALUE, (struct where){0},
		    "--date %s is no day like 2026-11-22", settings_text(settings, "date"));
	return 0;
}

static const char *
suffix_of(const struct settings *settings)
{
	return settings_flag(settings, "map")
		   ? file_map.suffix
		   : formats[settings_choice(settings, "format")]->suffix;
}

static unsigned
workers(const struct settings *settings)
{
	return settings_flag(settings, "roundtrip") ? 1
						    : (unsigned)settings_number(settings, "jobs");
}

static bool
many(const struct settings *settings)
{
	return (settings_given(settings, "volumes") || settings_flag(settings, "unpacked")) &&
	       !settings_flag(settings, "roundtrip");
}

static int
render(struct shelf *shelf, const struct settings *settings, struct output *out, struct diag *diag)
{
	struct press press = press_of(settings, diag);
	int done = 0;

	if (shelf)
		shelf->no_sentences = true;
	if (check_charset(settings, diag) < 0 || check_publication(settings, diag) < 0 ||
	    set_charset(&press.book, settings_text(settings, "charset"), diag) < 0)
		done = -1;
	else if (settings_flag(settings, "tables"))
		louis_list(list_table, out);
	else if (settings_flag(settings, "translate"))
		done = translate_lines(&press, out);
	else if (settings_flag(settings, "roundtrip"))
		done = check_shelf(&press, shelf, out);
	else if (settings_given(settings, "volumes") && press.book.endless)
		done = diag_say(diag, DIAG_BAD_OPTION, (struct where){0}, "--volumes needs pages");
	else
		done = put_shelf(&press, shelf, out);
	tables_end(&press.tables);
	return done;
}

static bool
serves(struct str language, struct buf *name)
{
	struct tables tables = {0};
	bool found = tables_name(&tables, language, name);

	tables_end(&tables);
	return found;
}

const struct renderer render_braille = {
    .name = "braille",
    .summary = "Pages of contracted braille for embossers, displays and note-takers",
    .example = "lectern braille health.lectern overdose-first-aid -o overdose.brf",
    .shape = OUTPUT_STREAM,
    .suffix = ".brf",
    .suffix_of = suffix_of,
    .settings = table,
    .render = render,
    .stands_alone = stands_alone,
    .many = many,
    .workers = workers,
    .serves = serves,
};
