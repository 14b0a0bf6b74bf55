/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xml.h"
#include "render/braille/file.h"

/* Portable Embosser Format 2008-1: a volume, a section for each article, its pages and rows. */

struct pef {
	struct xml xml;
	bool paged;
};

static void
put_number(struct xml *xml, const char *name, unsigned number)
{
	struct buf text = {0};

	buf_print(&text, "%u", number);
	xml_attribute(xml, name, buf_str(&text));
	buf_free(&text);
}

static void
put_head(struct xml *xml, const struct file_book *book)
{
	xml_open(xml, "head");
	xml_open(xml, "meta");
	xml_attribute(xml, "xmlns:dc", S("http://purl.org/dc/elements/1.1/"));
	xml_leaf(xml, "dc:identifier", book->id.len ? book->id : S("lectern"));
	xml_leaf(xml, "dc:format", S("application/x-pef+xml"));
	if (book->title.len)
		xml_leaf(xml, "dc:title", book->title);
	if (book->creator.len)
		xml_leaf(xml, "dc:creator", book->creator);
	if (book->date.len)
		xml_leaf(xml, "dc:date", book->date);
	if (book->language.len)
		xml_leaf(xml, "dc:language", book->language);
	xml_close(xml);
	xml_close(xml);
}

static void
begin(struct file_book *book, struct output *out)
{
	struct pef *pef = mem_get(sizeof(*pef));
	struct xml *xml = &pef->xml;

	pef->paged = false;
	book->state = pef;
	xml_begin(xml, out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	xml_open(xml, "pef");
	xml_attribute(xml, "xmlns", S("http://www.daisy.org/ns/2008/pef"));
	xml_attribute(xml, "version", S("2008-1"));
	put_head(xml, book);
	xml_open(xml, "body");
	xml_open(xml, "volume");
	put_number(xml, "cols", book->width);
	put_number(xml, "rows", book->depth);
	put_number(xml, "rowgap", 0);
	xml_attribute(xml, "duplex", S("true"));
}

static void
put_page(struct xml *xml, const struct page *page)
{
	struct buf text = {0};
	size_t count = page->count;

	while (count && !page->lines[count - 1].count)
		count--;
	xml_open(xml, "page");
	for (size_t i = 0; i < count; i++) {
		buf_clear(&text);
		file_cells_unicode(NULL, &page->lines[i], &text);
		xml_leaf(xml, "row", buf_str(&text));
	}
	xml_close(xml);
	buf_free(&text);
}

/* A section has a page at least. */
static void
put_pages(struct file_book *book, const struct pages *pages, struct output *out)
{
	struct pef *pef = book->state;

	(void)out;
	if (!pages->count)
		return;
	pef->paged = true;
	xml_open(&pef->xml, "section");
	for (size_t i = 0; i < pages->count; i++)
		put_page(&pef->xml, &pages->at[i]);
	xml_close(&pef->xml);
}

/* And a volume has a section. */
static void
end(struct file_book *book, struct output *out)
{
	struct page blank = {0};
	const struct pages pages = {.at = &blank, .count = 1};
	struct pef *pef = book->state;

	if (!pef->paged)
		put_pages(book, &pages, out);
	xml_end(&pef->xml);
	mem_free(pef);
	book->state = NULL;
}

const struct file_format file_pef = {"pef", ".pef", begin, put_pages, end};
