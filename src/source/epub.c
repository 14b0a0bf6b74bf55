/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/epub.h"

#include <stdlib.h>
#include <string.h>

#include "base/xml_read.h"
#include "base/zip.h"
#include "document/text.h"

enum {
	ENTRIES_MOST = 20000,
	ENTRY_MOST = 32 * 1024 * 1024,
	TOTAL_MOST = 256 * 1024 * 1024,
	SPINE_MOST = 10000,
	VALUE_MOST = 4096,
};

struct entry {
	struct str name, bytes;
};

struct item {
	struct str id, href;
	bool markup, nav;
};

struct epub {
	const char *path;
	struct diag *diag;
	struct arena arena;
	struct entry *entries;
	size_t entry_count, entry_room;
	struct str package; /* name of the package document */
	struct item *items;
	size_t item_count, item_room;
	struct str *spine; /* ids of items */
	size_t spine_count, spine_room;
	struct buf title, author, language;
	struct buf *text; /* where character data goes */
};

static int
bad(struct epub *e, const char *what)
{
	return diag_say(e->diag, DIAG_BAD_EPUB, (struct where){e->path, 0, 0}, "%s", what);
}

bool
epub_is(struct str bytes)
{
	/* EPUB OCF 4.3: the first entry is "mimetype", stored, 30 bytes behind the start */
	return str_starts(bytes, S("PK\3\4")) &&
	       str_starts(str_sub(bytes, 30, bytes.len), S("mimetypeapplication/epub+zip"));
}

/* --- the zip ------------------------------------------------------------------------------- */

static bool
wanted(struct str name)
{
	static const struct str ends[] = {
	    STR(".xml"), STR(".opf"), STR(".xhtml"), STR(".html"), STR(".htm")};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (name.len > ends[i].len &&
		    str_equal_fold(str_sub(name, name.len - ends[i].len, name.len), ends[i]))
			return true;
	return false;
}

static void
keep_entry(void *context, struct str name, struct str bytes)
{
	struct epub *e = context;

	e->entries = mem_grow(e->entries, e->entry_count, &e->entry_room, sizeof(*e->entries));
	e->entries[e->entry_count].name = arena_str(&e->arena, name);
	e->entries[e->entry_count++].bytes = arena_str(&e->arena, bytes);
}

static int
read_zip(struct epub *e, struct str bytes)
{
	static const struct zip_limits limits = {ENTRIES_MOST, ENTRY_MOST, TOTAL_MOST};
	const char *wrong = zip_read(bytes, &limits, wanted, keep_entry, e);

	return wrong ? bad(e, wrong) : 0;
}

static struct str
find_entry(const struct epub *e, struct str name)
{
	for (size_t i = 0; i < e->entry_count; i++)
		if (str_equal(e->entries[i].name, name))
			return e->entries[i].bytes;
	return (struct str){NULL, 0};
}

/* --- XML ----------------------------------------------------------------------------------- */

static struct str
attribute(struct epub *e, const char *const *attributes, const char *name)
{
	return arena_str(&e->arena, str_sub(xml_value(attributes, name), 0, VALUE_MOST));
}

static void
start_element(void *context, const char *tag, const char *const *attributes)
{
	struct epub *e = context;

	e->text = NULL;
	if (strcmp(tag, "rootfile") == 0 && e->package.len == 0) {
		e->package = attribute(e, attributes, "full-path");
	} else if (strcmp(tag, "item") == 0 && e->item_count < SPINE_MOST) {
		struct str type = attribute(e, attributes, "media-type");
		struct item *item;

		e->items = mem_grow(e->items, e->item_count, &e->item_room, sizeof(*e->items));
		item = &e->items[e->item_count++];
		item->id = attribute(e, attributes, "id");
		item->href = attribute(e, attributes, "href");
		item->markup =
		    str_equal(type, S("application/xhtml+xml")) || str_equal(type, S("text/html"));
		item->nav =
		    str_find(attribute(e, attributes, "properties"), S("nav"), 0) != STR_NONE;
	} else if (strcmp(tag, "itemref") == 0 && e->spine_count < SPINE_MOST) {
		e->spine = mem_grow(e->spine, e->spine_count, &e->spine_room, sizeof(*e->spine));
		e->spine[e->spine_count++] = attribute(e, attributes, "idref");
	} else if (strcmp(tag, "title") == 0 && e->title.len == 0) {
		e->text = &e->title;
	} else if (strcmp(tag, "creator") == 0) {
		if (e->author.len)
			buf_put(&e->author, S("; "));
		e->text = &e->author;
	} else if (strcmp(tag, "language") == 0 && e->language.len == 0) {
		e->text = &e->language;
	}
}

static void
end_element(void *context, const char *name)
{
	(void)name;
	((struct epub *)context)->text = NULL;
}

static void
character_data(void *context, struct str text)
{
	struct epub *e = context;

	if (e->text && e->text->len < VALUE_MOST)
		buf_put(e->text, text);
}

static int
read_xml(struct epub *e, struct str bytes, const char *what)
{
	static const struct xml_events events = {start_element, end_element, character_data};
	unsigned line;
	const char *wrong = xml_read(bytes, &events, e, &line);

	if (wrong == NULL)
		return 0;
	return diag_say(e->diag, DIAG_BAD_EPUB, (struct where){e->path, 0, 0}, "%s, line %u: %s",
	    what, line, wrong);
}

static int
read_package(struct epub *e)
{
	struct str container = find_entry(e, S("META-INF/container.xml")), package;

	if (container.at == NULL)
		return bad(e, "it has no META-INF/container.xml");
	if (read_xml(e, container, "META-INF/container.xml") != 0)
		return -1;
	package = find_entry(e, e->package);
	if (package.at == NULL)
		return bad(e, "its package document is not in it");
	if (read_xml(e, package, "its package document") != 0)
		return -1;
	return e->spine_count ? 0 : bad(e, "its spine is empty");
}

/* --- chapters ------------------------------------------------------------------------------ */

static int
hex(char c)
{
	if (ascii_digit(c))
		return c - '0';
	c = ascii_fold(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void
put_unescaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] == '%' && i + 2 < s.len && hex(s.at[i + 1]) >= 0 &&
		    hex(s.at[i + 2]) >= 0) {
			buf_byte(out, (char)(hex(s.at[i + 1]) * 16 + hex(s.at[i + 2])));
			i += 2;
		} else {
			buf_byte(out, s.at[i]);
		}
}

/* A relative reference against the package document's folder: %20, "..", no fragment. */
static struct str
resolve(struct epub *e, struct str href)
{
	struct buf whole = {0}, name = {0};
	size_t folder = e->package.len;
	struct str rest, part, kept;

	while (folder > 0 && e->package.at[folder - 1] != '/')
		folder--;
	buf_put(&whole, str_sub(e->package, 0, folder));
	put_unescaped(&whole, str_sub(href, 0, str_find_byte(href, '#', 0)));
	for (rest = buf_str(&whole); str_cut(&rest, '/', &part);) {
		if (str_equal(part, S(".."))) {
			while (name.len > 0 && name.at[--name.len] != '/')
				;
		} else if (part.len && !str_equal(part, S("."))) {
			if (name.len)
				buf_byte(&name, '/');
			buf_put(&name, part);
		}
	}
	kept = arena_str(&e->arena, buf_str(&name));
	buf_free(&whole);
	buf_free(&name);
	return kept;
}

static const struct item *
find_item(const struct epub *e, struct str id)
{
	for (size_t i = 0; i < e->item_count; i++)
		if (str_equal(e->items[i].id, id))
			return &e->items[i];
	return NULL;
}

/* A chapter without words (a cover, say) is no article. */
static int
give_chapter(struct epub *e, const struct item *item, const struct source_options *options,
    source_found *found, void *context)
{
	struct source_options own = *options;
	struct str name = resolve(e, item->href), bytes = find_entry(e, name);
	struct str place = arena_print(&e->arena, "%s/%.*s", e->path, STR_ARG(name));
	struct document *doc;

	if (bytes.at == NULL)
		return diag_say(e->diag, DIAG_BAD_EPUB, (struct where){e->path, 0, 0},
		    "the chapter \"%.*s\" is not in it", STR_ARG(name));
	own.format = "html";
	if (own.language == NULL && e->language.len)
		own.language = arena_str(&e->arena, str_trim(buf_str(&e->language))).at;
	doc = source_parse(place.at, bytes, &own, e->diag);
	if (doc == NULL)
		return 0; /* said; the other chapters go on */
	if (doc->root->child == NULL) {
		document_free(doc);
		return 0;
	}
	if (doc->topic.len == 0)
		doc->topic = arena_str(&doc->arena, str_trim(buf_str(&e->title)));
	if (doc->author.len == 0)
		doc->author = text_value(&doc->arena, buf_str(&e->author));
	return found(context, doc);
}

int
epub_each(const char *path, struct str bytes, const struct source_options *options,
    source_found *found, void *context, struct diag *diag)
{
	struct epub e = {.path = path, .diag = diag};
	int result = read_zip(&e, bytes);

	if (result == 0 && find_entry(&e, S("META-INF/encryption.xml")).at)
		diag_say(diag, DIAG_ENCRYPTED_EPUB, (struct where){path, 0, 0}, "");
	if (result == 0)
		result = read_package(&e);
	for (size_t i = 0; i < e.spine_count && result == 0; i++) {
		const struct item *item = find_item(&e, e.spine[i]);

		if (item && item->markup && !item->nav)
			result = give_chapter(&e, item, options, found, context);
	}
	buf_free(&e.title);
	buf_free(&e.author);
	buf_free(&e.language);
	mem_free(e.entries);
	mem_free(e.items);
	mem_free(e.spine);
	arena_free(&e.arena);
	return result;
}
