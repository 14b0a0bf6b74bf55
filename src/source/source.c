/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/source.h"

#include <string.h>

#include "base/input.h"
#include "base/utf8.h"
#include "source/charset.h"
#include "source/detect.h"
#include "source/epub.h"
#include "source/repair.h"

enum { ID_MOST = 64 };

/* --- ids ---------------------------------------------------------------------------------- */

/* At most ID_MOST bytes, cut between words when a word's end is near. */
static void
cut_slug(struct buf *out, size_t start)
{
	size_t end = start + ID_MOST;

	if (out->len <= end)
		return;
	while (end > start + ID_MOST / 2 && out->at[end] != '-')
		end--;
	out->len = out->at[end] == '-' ? end : start + ID_MOST;
}

void
source_slug(struct str text, struct buf *out)
{
	struct buf folded = {0};
	size_t start = out->len;

	utf8_fold(str_sub(text, 0, 1024), &folded);
	for (size_t i = 0; i < folded.len && out->len - start < 2 * ID_MOST; i++) {
		char c = folded.at[i];

		if (ascii_lower(c) || ascii_digit(c))
			buf_byte(out, c);
		else if (out->len > start && out->at[out->len - 1] != '-' && c != '\'')
			buf_byte(out, '-');
	}
	buf_free(&folded);
	cut_slug(out, start);
	while (out->len > start && out->at[out->len - 1] == '-')
		out->len--;
	if (out->len == start)
		buf_put(out, S("article"));
}

static struct str
base_name(const char *path)
{
	struct str name = str_of(path);
	size_t start = name.len, dot;

	while (start > 0 && name.at[start - 1] != '/')
		start--;
	name = str_sub(name, start, name.len);
	for (dot = name.len; dot > 0 && name.at[dot - 1] != '.';)
		dot--;
	return dot > 1 ? str_sub(name, 0, dot - 1) : name;
}

/* The id's characters are the reason why it is made here and not taken as it stands. */
static void
give_id(struct document *doc, const char *path)
{
	struct buf id = {0};

	if (doc->id.len > 0)
		source_slug(doc->id, &id);
	else if (path && strcmp(path, "-") != 0)
		source_slug(base_name(path), &id);
	else
		source_slug(doc->title, &id);
	doc->id = arena_str(&doc->arena, buf_str(&id));
	buf_free(&id);
}

/* --- reading ------------------------------------------------------------------------------ */

static int
decode(
    const char *path, struct str bytes, const char *encoding, struct buf *text, struct diag *diag)
{
	struct detected detected;

	if (encoding == NULL) {
		detect_encoding(bytes, &detected);
		encoding = detected.encoding;
		if (strcmp(detected.how, "guess") == 0)
			diag_say(diag, DIAG_UNSURE_ENCODING, (struct where){path, 0, 0},
			    "%s, %u of 100 sure", encoding, detected.sure);
	}
	if (charset_to_utf8(bytes, encoding, path, text, diag) != 0)
		return -1;
	repair_text(text, path, diag);
	return 0;
}

static const struct source_format *
format_of(const char *path, const char *name, struct str text, struct diag *diag)
{
	if (name == NULL)
		return detect_format(path, text);
	for (size_t i = 0; source_formats[i]; i++)
		if (strcmp(source_formats[i]->name, name) == 0)
			return source_formats[i];
	diag_say(diag, DIAG_UNKNOWN_FORMAT, (struct where){path, 0, 0}, "%s", name);
	return NULL;
}

/* The language is set first: what the file says of itself overrules it. */
static struct document *
parse(const char *path, struct str text, const struct source_format *format,
    const struct source_options *options, struct diag *diag)
{
	struct build *build = build_begin(path, diag);
	struct document *doc;

	build_source(build, text);
	build_meta(build, BUILD_LANGUAGE,
	    options->language ? str_of(options->language) : detect_language(text));
	if (str_trim(text).len == 0)
		diag_say(diag, DIAG_EMPTY_INPUT, (struct where){path, 0, 0}, "");
	format->parse(text, path, build, diag);
	doc = build_end(build);
	doc->source = arena_str(&doc->arena, options->keep_source ? text : S(""));
	give_id(doc, path);
	return doc;
}

/* Files of other kinds, by how they begin: read as text they would be noise. */
static const char *
other_kind(struct str bytes)
{
	static const struct {
		struct str start;
		const char *kind;
	} kinds[] = {
	    {STR("PK\3\4"), "a zip or office file"},
	    {STR("%PDF-"), "a PDF"},
	    {STR("\x89PNG"), "a picture"},
	    {STR("GIF8"), "a picture"},
	    {STR("\xff\xd8\xff"), "a picture"},
	    {STR("\x7f"
		 "ELF"),
		"a program"},
	    {STR("\x1f\x8b"), "packed by gzip"},
	    {STR("\xd0\xcf\x11\xe0"), "an old office file"},
	    {STR("{\\rtf"), "rich text"},
	    {STR("OggS"), "sound"},
	    {STR("ID3"), "sound"},
	    {STR("RIFF"), "sound or pictures"},
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_starts(bytes, kinds[i].start))
			return kinds[i].kind;
	return NULL;
}

struct document *
source_parse(
    const char *path, struct str bytes, const struct source_options *options, struct diag *diag)
{
	static const struct source_options none = {0};
	const struct source_format *format;
	struct document *doc = NULL;
	struct buf text = {0};

	if (options == NULL)
		options = &none;
	if (path == NULL)
		path = "-";
	if (bytes.len > INPUT_MOST) {
		diag_say(diag, DIAG_TOO_LARGE, (struct where){path, 0, 0}, "");
		return NULL;
	}
	if (options->encoding == NULL && other_kind(bytes)) {
		diag_say(diag, DIAG_NOT_TEXT, (struct where){path, 0, 0}, "%s", other_kind(bytes));
		return NULL;
	}
	if (decode(path, bytes, options->encoding, &text, diag) == 0 &&
	    (format = format_of(path, options->format, buf_str(&text), diag)) != NULL)
		doc = parse(path, buf_str(&text), format, options, diag);
	buf_free(&text);
	return doc;
}

struct document *
source_read(const char *path, const struct source_options *options, struct diag *diag)
{
	struct document *doc = NULL;
	struct buf bytes = {0};

	if (input_read(path, &bytes, diag) == 0)
		doc = source_parse(path, buf_str(&bytes), options, diag);
	buf_free(&bytes);
	return doc;
}

int
source_each(const char *path, const struct source_options *options, source_found *found,
    void *context, struct diag *diag)
{
	struct buf bytes = {0};
	int result = input_read(path, &bytes, diag);

	if (result == 0 && epub_is(buf_str(&bytes))) {
		result = epub_each(path, buf_str(&bytes), options, found, context, diag);
	} else if (result == 0) {
		struct document *doc = source_parse(path, buf_str(&bytes), options, diag);

		result = doc ? found(context, doc) : -1;
	}
	buf_free(&bytes);
	return result;
}
