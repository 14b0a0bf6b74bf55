/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/ebrl.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/hash.h"
#include "base/zip.h"

#define XML_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define STYLE_NAME      "ebraille/style.css"
#define PACKAGE_NAME    "package.opf"

enum { LAST_SECOND = 0x7fffffff };

/* Lengths are cells (ch) and lines (em). The marks of items are in the text. A word that is
   longer than the line is divided where the line ends. */
static const char style[] = "@charset \"UTF-8\";\n"
			    "* { margin: 0; padding: 0; }\n"
			    "body { overflow-wrap: anywhere; }\n"
			    "h1, h2 { margin: 1em 3ch; text-align: center; }\n"
			    "h3 { margin: 1em 0 0 4ch; }\n"
			    "h4, h5, h6 { margin: 1em 0 0 6ch; }\n"
			    "p { text-indent: 2ch; }\n"
			    "p.help { margin-left: 2ch; text-indent: -2ch; }\n"
			    "p.help + :not(.help) { margin-top: 1em; }\n"
			    "p.break { margin: 1em 0; text-align: center; text-indent: 0; }\n"
			    "p.caption, figcaption, .transcriber-note { margin-left: 4ch; }\n"
			    "ul, ol, dl, blockquote, pre, table, figure { margin: 1em 0; }\n"
			    "ul, ol { list-style-type: none; }\n"
			    "li { margin-left: 2ch; text-indent: -2ch; }\n"
			    "li p { text-indent: 0; }\n"
			    "li ul, li ol { margin: 0; }\n"
			    "dt { margin-left: 4ch; text-indent: -4ch; }\n"
			    "dd { margin-left: 4ch; text-indent: -2ch; }\n"
			    "blockquote { margin-left: 2ch; }\n"
			    "blockquote p:only-child { text-indent: 0; }\n"
			    "pre { white-space: pre-wrap; }\n"
			    "caption, th { text-align: left; }\n"
			    "th, td { padding-right: 2ch; vertical-align: top; }\n";

struct book {
	struct press *press;
	struct shelf *shelf;
	struct output *out;
	struct zip *zip; /* NULL: a folder */
	struct arena arena;
	struct hash *hash; /* of what the pages say */
	struct ebrl_contents contents;
	struct ebrl_names {
		struct str *at;
		size_t count, room;
	} pages, languages, systems, topics, authors; /* without doubles */
	struct str updated;                           /* the latest date of an article */
	struct str words;                             /* "Contents", as cells */
};

/* ---- files ---- */

static void
put_file(struct book *book, const char *name, struct str bytes, bool stored)
{
	struct output *member;

	if (book->zip && stored) {
		zip_stored(book->zip, name, bytes);
	} else if (book->zip) {
		zip_packed(book->zip, name, bytes);
	} else {
		member = output_member(book->out, name);
		output_put(member, bytes);
		output_close(member);
	}
}

/* What was written into memory, as a file. */
static int
put_written(struct book *book, const char *name, struct output *memory, struct buf *bytes)
{
	int done = output_commit(memory, book->press->diag);

	if (done == 0)
		put_file(book, name, buf_str(bytes), false);
	buf_free(bytes);
	return done;
}

static void
put_container(struct book *book)
{
	put_file(book, "mimetype", S("application/epub+zip"), true);
	put_file(book, "META-INF/container.xml",
	    S(XML_DECLARATION "\n"
			      "<container version=\"1.0\" "
			      "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
			      " <rootfiles>\n"
			      "  <rootfile full-path=\"" PACKAGE_NAME "\" "
			      "media-type=\"" EBRL_PACKAGE_TYPE "\"/>\n"
			      " </rootfiles>\n"
			      "</container>\n"),
	    false);
	put_file(book, STYLE_NAME, str_of(style), false);
}

/* ---- articles ---- */

static void
note(struct book *book, struct ebrl_names *names, struct str name)
{
	for (size_t i = 0; i < names->count; i++)
		if (str_equal(names->at[i], name))
			return;
	names->at = mem_grow(names->at, names->count, &names->room, sizeof(*names->at));
	names->at[names->count++] = arena_str(&book->arena, name);
}

static bool
is_any(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_equal(word, str_of(*words)))
			return true;
	return false;
}

/* The registry's names of systems are those of the languages ("Spanish grade2"), the words in
   front of what kind of braille it is in a table's name; three for English apart. */
static struct str
system_of(struct book *book, const struct louis *table)
{
	static const char *const kinds[] = {
	    "contracted", "uncontracted", "partially", "braille", "computer", NULL};
	struct arena *arena = &book->arena;
	struct str label = louis_says(table, "display-name", arena), word, rest = label;
	struct str grade = louis_says(table, "grade", arena);
	struct str kind = louis_says(table, "contraction", arena);
	struct buf name = {0};
	struct str system;

	while (rest.len && str_cut(&rest, ' ', &word) && !is_any(word, kinds)) {
		if (name.len)
			buf_byte(&name, '-');
		buf_put(&name, word);
	}
	if (louis_ueb(table) || str_equal(buf_str(&name), S("English"))) {
		buf_clear(&name);
		buf_put(&name, louis_ueb(table)                            ? S("UEB")
			       : str_find(label, S("U.K."), 0) != STR_NONE ? S("SEB")
									   : S("EBAE"));
	}
	if (!name.len)
		buf_put(&name, str_of(louis_name(table)));
	if (!grade.len)
		grade = str_equal(kind, S("full")) ? S("2") : S("1");
	system = arena_print(arena, "%.*s %s%.*s", STR_ARG(buf_str(&name)),
	    kind.len || label.len ? "grade" : "no-grade", kind.len || label.len ? 1 : 0, grade.at);
	buf_free(&name);
	return system;
}

/* Spans in other languages, too. */
static int
note_languages(void *context, const struct block *block, enum visit visit)
{
	struct book *book = context;

	for (size_t i = 0; visit == VISIT_ENTER && i < block->span_count; i++)
		if (block->spans[i].kind == SPAN_LANGUAGE)
			note(book, &book->languages,
			    ebrl_language(block->spans[i].value, &book->arena));
	return 0;
}

static void
note_authors(struct book *book, struct str authors)
{
	while (authors.len) {
		size_t end = str_find(authors, S("; "), 0);
		size_t next = end == STR_NONE ? authors.len : end + strlen("; ");

		note(book, &book->authors, str_sub(authors, 0, end == STR_NONE ? next : end));
		authors = str_sub(authors, next, authors.len);
	}
}

static void
describe(struct book *book, const struct press_text *text)
{
	const struct document *doc = text->doc;

	note(book, &book->languages, ebrl_language(doc->language, &book->arena));
	document_walk(doc, note_languages, book);
	note(book, &book->systems, system_of(book, text->way.table));
	if (doc->topic.len)
		note(book, &book->topics, doc->topic);
	note_authors(book, doc->author);
	if (str_compare(doc->updated, book->updated) > 0)
		book->updated = arena_str(&book->arena, doc->updated);
}

static int
put_article(struct book *book, size_t i)
{
	struct press_text text;
	struct buf bytes = {0};
	struct output *memory = output_memory(&bytes);
	struct str id, name;
	int done = press_open(book->press, book->shelf, i, &text);

	if (done == 0) {
		id = text.doc->id;
		name = arena_print(
		    &book->arena, "ebraille/%zu%s%.*s.html", i + 1, id.len ? "-" : "", STR_ARG(id));
		describe(book, &text);
		done = ebrl_page(&text, book->shelf, name.at, &book->contents, memory);
		note(book, &book->pages, name);
	}
	press_close(&text);
	if (done < 0) {
		output_abandon(memory);
		buf_free(&bytes);
		return -1;
	}
	hash_put(book->hash, buf_str(&bytes));
	return put_written(book, name.at, memory, &bytes);
}

/* ---- contents ---- */

/* Levels go down by one at most. */
static void
put_entries(struct book *book, struct xml *xml)
{
	unsigned depth = 0;

	for (size_t i = 0; i < book->contents.count; i++) {
		const struct ebrl_entry *entry = &book->contents.at[i];

		for (; depth > entry->level; depth--) {
			xml_close(xml); /* li */
			xml_close(xml); /* ol */
		}
		if (depth == entry->level)
			xml_close(xml);
		else
			xml_open(xml, "ol");
		depth = entry->level;
		xml_open(xml, "li");
		xml_open(xml, "a");
		xml_attribute(xml, "href", entry->address);
		xml_text(xml, entry->cells);
		xml_close(xml);
	}
	for (; depth; depth--) {
		xml_close(xml);
		xml_close(xml);
	}
}

static int
put_index(struct book *book, struct str title)
{
	struct press_text text;
	struct buf bytes = {0};
	struct output *memory = output_memory(&bytes);
	struct xml xml;
	struct run run, words;
	struct str cells;
	int done = press_blank(book->press, book->shelf->language, &text);

	if (done == 0) {
		run = compose_words(&text.compose, title);
		words = compose_words(
		    &text.compose, compose_phrase(&text.compose, "contents", "Contents"));
		cells = ebrl_cells(&run, &book->arena);
		ebrl_head(&xml, memory, ebrl_language(book->shelf->language, &book->arena), cells,
		    STYLE_NAME, PACKAGE_NAME);
		xml_leaf(&xml, "h1", cells);
		xml_open(&xml, "nav");
		xml_attribute(&xml, "xmlns:epub", S("http://www.idpf.org/2007/ops"));
		xml_attribute(&xml, "epub:type", S("toc"));
		xml_attribute(&xml, "role", S("doc-toc"));
		xml_attribute(&xml, "aria-labelledby", S("contents"));
		xml_open(&xml, "h2");
		xml_attribute(&xml, "id", S("contents"));
		xml_text(&xml, ebrl_cells(&words, &book->arena));
		xml_close(&xml);
		put_entries(book, &xml);
		xml_end(&xml);
		done = text.compose.failed;
	}
	press_close(&text);
	if (done == 0)
		return put_written(book, "index.html", memory, &bytes);
	output_abandon(memory);
	buf_free(&bytes);
	return -1;
}

/* ---- the package document ---- */

/* A UUID of version 8 (RFC 9562): a digest of the pages. */
static struct str
identifier(struct book *book)
{
	unsigned char digest[HASH_LONG];

	hash_end(book->hash, digest);
	book->hash = NULL;
	digest[6] = (unsigned char)((digest[6] & 0x0f) | 0x80);
	digest[8] = (unsigned char)((digest[8] & 0x3f) | 0x80);
	return arena_print(&book->arena,
	    "urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
	    digest[0], digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7],
	    digest[8], digest[9], digest[10], digest[11], digest[12], digest[13], digest[14],
	    digest[15]);
}

static void
put_meta(struct xml *xml, const char *property, struct str value)
{
	xml_open(xml, "meta");
	xml_attribute(xml, "property", str_of(property));
	xml_text(xml, value);
	xml_close(xml);
}

static void
put_each(struct xml *xml, const char *name, const struct ebrl_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		xml_leaf(xml, name, names->at[i]);
}

static struct str
given(const struct book *book, const char *setting, struct str otherwise)
{
	struct str text = str_trim(str_of(settings_text(book->press->settings, setting)));

	return text.len ? text : otherwise;
}

/* The day it is made, or the one that SOURCE_DATE_EPOCH names so that the bytes stay the same. */
static struct str
today(struct arena *arena)
{
	const char *asked = getenv("SOURCE_DATE_EPOCH");
	unsigned long seconds;
	time_t now = asked && str_number(str_of(asked), LAST_SECOND, &seconds) ? (time_t)seconds
									       : time(NULL);
	struct tm day;

	gmtime_r(&now, &day);
	return arena_print(
	    arena, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

static void
put_metadata(struct book *book, struct xml *xml, struct str title)
{
	struct str date = given(book, "date", book->updated);
	bool whole = settings_choice(book->press->settings, "refs") == 1;

	if (!date.len) {
		date = today(&book->arena);
		diag_say(book->press->diag, DIAG_NO_DATE, (struct where){0}, "%.*s", STR_ARG(date));
	}
	xml_open(xml, "metadata");
	xml_attribute(xml, "xmlns:dc", S("http://purl.org/dc/elements/1.1/"));
	xml_open(xml, "dc:identifier");
	xml_attribute(xml, "id", S("uid"));
	xml_text(xml, identifier(book));
	xml_close(xml);
	xml_leaf(xml, "dc:title", title);
	put_each(xml, "dc:language", &book->languages);
	if (book->authors.count && !given(book, "creator", S("")).len)
		put_each(xml, "dc:creator", &book->authors);
	else
		xml_leaf(xml, "dc:creator", given(book, "creator", S("Unknown")));
	xml_leaf(xml, "dc:date", date);
	xml_leaf(xml, "dc:format", S("eBraille 1.0"));
	if (book->shelf->count == 1 && book->shelf->entries[0].summary.len)
		xml_leaf(xml, "dc:description", book->shelf->entries[0].summary);
	put_each(xml, "dc:subject", &book->topics);
	put_meta(xml, "dcterms:dateCopyrighted",
	    book->updated.len ? book->updated : str_sub(date, 0, 4));
	put_meta(
	    xml, "dcterms:modified", arena_print(&book->arena, "%.*sT00:00:00Z", STR_ARG(date)));
	put_meta(xml, "a11y:brailleCellType", S("6"));
	for (size_t i = 0; i < book->systems.count; i++)
		put_meta(xml, "a11y:brailleSystem", book->systems.at[i]);
	put_meta(xml, "a11y:completeTranscription", whole ? S("true") : S("false"));
	put_meta(xml, "a11y:producer", given(book, "producer", S("lectern")));
	put_meta(xml, "a11y:tactileGraphics", S("none"));
	put_meta(xml, "schema:accessMode", S("tactile"));
	put_meta(xml, "schema:accessModeSufficient", S("tactile"));
	put_meta(xml, "schema:accessibilityFeature", S("braille"));
	put_meta(xml, "schema:accessibilityFeature", S("readingOrder"));
	put_meta(xml, "schema:accessibilityFeature", S("structuralNavigation"));
	put_meta(xml, "schema:accessibilityFeature", S("tableOfContents"));
	put_meta(xml, "schema:accessibilityHazard", S("none"));
	xml_close(xml);
}

static void
put_item(struct xml *xml, struct str id, struct str address, struct str type, struct str properties)
{
	xml_open(xml, "item");
	xml_attribute(xml, "id", id);
	xml_attribute(xml, "href", address);
	xml_attribute(xml, "media-type", type);
	if (properties.len)
		xml_attribute(xml, "properties", properties);
	xml_close(xml);
}

static int
put_package(struct book *book, struct str title)
{
	static const struct str none, page_type = STR("application/xhtml+xml");
	struct arena *arena = &book->arena;
	struct str language = book->shelf->language;
	struct buf bytes = {0};
	struct output *memory = output_memory(&bytes);
	struct xml xml;

	xml_begin(&xml, memory, XML_DECLARATION);
	xml_open(&xml, "package");
	xml_attribute(&xml, "xmlns", S("http://www.idpf.org/2007/opf"));
	xml_attribute(&xml, "version", S("3.0"));
	xml_attribute(&xml, "unique-identifier", S("uid"));
	if (language.len)
		xml_attribute(&xml, "xml:lang", language);
	put_metadata(book, &xml, title);
	xml_open(&xml, "manifest");
	put_item(&xml, S("contents"), S("index.html"), page_type, S("nav"));
	put_item(&xml, S("style"), S(STYLE_NAME), S("text/css"), none);
	for (size_t i = 0; i < book->pages.count; i++)
		put_item(
		    &xml, arena_print(arena, "a%zu", i + 1), book->pages.at[i], page_type, none);
	xml_close(&xml);
	xml_open(&xml, "spine");
	for (size_t i = 0; i < book->pages.count; i++) {
		xml_open(&xml, "itemref");
		xml_attribute(&xml, "idref", arena_print(arena, "a%zu", i + 1));
		xml_close(&xml);
	}
	xml_end(&xml);
	return put_written(book, PACKAGE_NAME, memory, &bytes);
}

/* ---- the publication ---- */

static struct str
title_of(const struct shelf *shelf)
{
	const struct shelf_entry *first = shelf->entries;

	if (shelf->title.len && shelf->count != 1)
		return shelf->title;
	if (shelf->count && first->title.len)
		return first->title;
	return shelf->count && first->id.len ? first->id : S("lectern");
}

static void
note_tables(struct book *book)
{
	const struct tables *tables = &book->press->tables;

	for (size_t i = 0; i < tables->count; i++)
		if (tables->known[i].table)
			note(book, &book->systems, system_of(book, tables->known[i].table));
}

static int
put_all(struct book *book)
{
	struct str title = title_of(book->shelf);
	int done = 0;

	put_container(book);
	if (book->shelf->count > 1) /* the publication's own comes first */
		note(book, &book->languages, ebrl_language(book->shelf->language, &book->arena));
	for (size_t i = 0; done == 0 && i < book->shelf->count; i++)
		done = put_article(book, i);
	note_tables(book);
	if (done == 0)
		done = put_index(book, title);
	return done == 0 ? put_package(book, title) : -1;
}

int
ebrl_put(struct press *press, struct shelf *shelf, struct output *out)
{
	struct book book = {.press = press, .shelf = shelf, .out = out, .hash = hash_begin()};
	unsigned char digest[HASH_LONG];
	int done;

	if (!output_is_tree(out))
		book.zip = zip_begin(out);
	done = put_all(&book);
	if (book.zip && !zip_end(book.zip) && done == 0)
		done = diag_say(press->diag, DIAG_TOO_LARGE, (struct where){0}, "as one zip");
	if (book.hash)
		hash_end(book.hash, digest);
	mem_free(book.contents.at);
	arena_free(&book.contents.arena);
	mem_free(book.pages.at);
	mem_free(book.languages.at);
	mem_free(book.systems.at);
	mem_free(book.topics.at);
	mem_free(book.authors.at);
	arena_free(&book.arena);
	return done;
}

/* It has no pages to put. */
const struct file_format file_ebrl = {.name = "ebrl", .suffix = ".ebrl"};
