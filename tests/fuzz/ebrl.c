/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any page as an eBraille publication: its zip can be read again, everything in it is well-formed,
   its text is braille, and every mark and every entry of the contents leads somewhere. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xml_read.h"
#include "base/zip.h"
#include "render/render.h"
#include "source/source.h"

extern const struct renderer render_braille;

enum { MOST = 8192, NAMES_MOST = 4096 };

static void
hush(void *context, const struct diag_message *m)
{
	(void)context;
	(void)m;
}

/* ---- a shelf of one ---- */

struct input {
	struct str bytes;
	const char *format;
};

static struct document *
load(struct shelf *shelf, size_t i, struct diag *diag)
{
	const struct input *input = shelf->context;
	struct source_options options = {.format = input->format, .language = "en"};

	(void)i;
	return source_parse("input", input->bytes, &options, diag);
}

/* ---- what came out ---- */

struct seen {
	bool page, body;
	char ids[NAMES_MOST][16], leads[NAMES_MOST][16];
	size_t id_count, lead_count;
};

static void
keep(char names[NAMES_MOST][16], size_t *count, struct str name)
{
	if (name.len >= 16 || *count == NAMES_MOST)
		abort();
	memcpy(names[*count], name.at, name.len);
	names[(*count)++][name.len] = 0;
}

static void
element(void *context, const char *name, const char *const *attributes)
{
	struct seen *seen = context;
	struct str id = xml_value(attributes, "id"), address = xml_value(attributes, "href");
	size_t hash = str_find_byte(address, '#', 0);

	seen->body |= strcmp(name, "body") == 0;
	if (seen->body && id.len && seen->page)
		keep(seen->ids, &seen->id_count, id);
	if (seen->body && hash != STR_NONE)
		keep(seen->leads, &seen->lead_count, str_sub(address, hash + 1, address.len));
}

static void
text(void *context, struct str words)
{
	const struct seen *seen = context;

	for (size_t at = 0; seen->body && at < words.len;) {
		unsigned c = utf8_next(words, &at);

		if (c != ' ' && c != '\n' && c != 0xa0 && (c < 0x2801 || c > 0x283f))
			abort();
	}
}

static bool
any(struct str name)
{
	return name.len > 0;
}

static void
check(void *context, struct str name, struct str bytes)
{
	static const struct xml_events events = {element, NULL, text};
	struct seen *seen = context;
	unsigned line;

	if (!str_ends(name, S(".html")) && !str_ends(name, S(".opf")) && !str_ends(name, S(".xml")))
		return;
	seen->page = str_starts(name, S("ebraille/"));
	seen->body = false;
	if (xml_read(bytes, &events, seen, &line))
		abort();
}

static void
check_leads(const struct seen *seen)
{
	for (size_t i = 0; i < seen->lead_count; i++) {
		size_t found = 0;

		for (size_t k = 0; k < seen->id_count; k++)
			found += strcmp(seen->leads[i], seen->ids[k]) == 0;
		if (found != 1)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct seen seen;
	static const struct zip_limits limits = {100, 1 << 26, 1 << 26};
	struct input input = {
	    {(const char *)data, size}, size && data[0] == '<' ? "html" : "markdown"};
	struct shelf_entry entry = {.id = S("a"), .title = S("A"), .language = S("en")};
	struct shelf shelf = {.language = S("en"), .entries = &entry, .count = 1, .load = load};
	const struct setting *const tables[] = {render_braille.settings, NULL};
	char option[] = "--format=ebrl", *arguments[] = {option};
	struct diag diag = {.sink = hush};
	struct buf bytes = {0};
	struct settings *settings;
	struct output *out;
	int done;

	if (size > MOST)
		return 0;
	shelf.context = &input;
	settings = settings_parse(tables, 1, arguments, &diag);
	out = output_memory(&bytes);
	done = render_braille.render(&shelf, settings, out, &diag);
	if (output_commit(out, &diag) == 0 && done == 0) {
		memset(&seen, 0, sizeof(seen));
		if (zip_read(buf_str(&bytes), &limits, any, check, &seen))
			abort();
		check_leads(&seen);
	}
	settings_free(settings);
	buf_free(&bytes);
	return 0;
}
