/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glob.h>
#include <string.h>

#include "base/input.h"
#include "base/utf8.h"
#include "bundle/bundle.h"
#include "cli/cli.h"
#include "document/codec.h"

/* Shelves for renderers: of a bundle's articles, or of files. */

static struct shelf *
new_shelf(void)
{
	struct shelf *shelf = mem_get(sizeof(*shelf));
	const struct str none = {"", 0};

	shelf->title = shelf->language = none;
	return shelf;
}

/* --- bundles ------------------------------------------------------------------------------- */

struct bundle_shelf {
	struct bundle *bundle;
	struct buf catalogue;
	size_t *records; /* of each entry */
};

struct document *
cli_document(struct bundle *bundle, size_t record, bool sentences, struct diag *diag)
{
	struct str id = bundle_name(bundle, record);
	struct buf bytes = {0}, place = {0};
	struct document *doc = NULL;

	if (str_starts(id, S("article/")))
		id = str_sub(id, S("article/").len, id.len);
	buf_print(&place, "%s (%.*s)", bundle_path(bundle), STR_ARG(id));
	buf_byte(&place, '\0');
	if (bundle_read(bundle, record, &bytes, diag) == 0)
		doc = document_decode(
		    buf_str(&bytes), sentences, (struct where){place.at, 0, 0}, diag);
	buf_free(&place);
	buf_free(&bytes);
	return doc;
}

static struct document *
load_record(struct shelf *shelf, size_t i, struct diag *diag)
{
	struct bundle_shelf *own = shelf->context;

	return cli_document(own->bundle, own->records[i], !shelf->no_sentences, diag);
}

static void
close_bundle(struct shelf *shelf)
{
	struct bundle_shelf *own = shelf->context;

	bundle_close(own->bundle);
	buf_free(&own->catalogue);
	mem_free(own->records);
	mem_free(own);
}

static bool
wanted(const struct settings *settings, size_t count, struct str id)
{
	for (size_t i = 1; i < count; i++)
		if (str_equal(str_of(settings_operand(settings, i)), id))
			return true;
	return count <= 1;
}

static int
read_named(struct bundle *bundle, struct str name, struct buf *out, struct diag *diag)
{
	size_t i = bundle_find(bundle, name);

	if (i == STR_NONE)
		return diag_say(diag, DIAG_BAD_DOCUMENT, (struct where){bundle_path(bundle), 0, 0},
		    "it holds no \"%.*s\"", STR_ARG(name));
	return bundle_read(bundle, i, out, diag);
}

/* "title: X" and "helpline: LABEL<TAB>NUMBER" lines. */
static void
take_setting(struct shelf *shelf, struct str line)
{
	struct str name;
	struct helpline *lines;

	if (!str_cut(&line, ':', &name) || line.at == NULL)
		return;
	line = arena_str(&shelf->arena, str_trim(line));
	if (str_equal(name, S("title")))
		shelf->title = line;
	if (!str_equal(name, S("helpline")))
		return;
	lines = arena_array(&shelf->arena, shelf->helpline_count + 1, sizeof(*lines));
	for (size_t i = 0; i < shelf->helpline_count; i++)
		lines[i] = shelf->helplines[i];
	if (str_cut(&line, '\t', &lines[shelf->helpline_count].label) && line.at)
		lines[shelf->helpline_count].number = line;
	shelf->helplines = lines;
	shelf->helpline_count++;
	shelf->helplines_set = true;
}

static int
add_entry(struct shelf *shelf, const struct catalogue_entry *entry, struct diag *diag)
{
	struct bundle_shelf *own = shelf->context;
	struct buf name = {0};
	size_t record;

	buf_put(&name, S("article/"));
	buf_put(&name, entry->about.id);
	record = bundle_find(own->bundle, buf_str(&name));
	buf_free(&name);
	if (record == STR_NONE)
		return diag_say(diag, DIAG_BAD_DOCUMENT,
		    (struct where){bundle_path(own->bundle), 0, 0},
		    "the article \"%.*s\" is in the catalogue alone", STR_ARG(entry->about.id));
	own->records[shelf->count] = record;
	shelf->entries[shelf->count++] = entry->about;
	return 0;
}

static int
fill_from_catalogue(
    struct shelf *shelf, const struct settings *settings, size_t count, struct diag *diag)
{
	struct bundle_shelf *own = shelf->context;
	struct shelf_survey *survey = shelf_survey_begin();
	struct str text = buf_str(&own->catalogue);
	struct catalogue_entry entry;
	int result = 0;

	own->records = mem_array(bundle_count(own->bundle), sizeof(*own->records));
	shelf->entries =
	    arena_array(&shelf->arena, bundle_count(own->bundle), sizeof(*shelf->entries));
	while (result == 0 && shelf->count < bundle_count(own->bundle) &&
	       catalogue_next(&text, &entry)) {
		shelf_survey_add(survey, entry.about.language, entry.helpline);
		if (wanted(settings, count, entry.about.id))
			result = add_entry(shelf, &entry, diag);
	}
	shelf_survey_end(survey, shelf);
	return result;
}

static int
check_ids(
    const struct shelf *shelf, const struct settings *settings, size_t count, struct diag *diag)
{
	for (size_t i = 1; i < count; i++) {
		struct str id = str_of(settings_operand(settings, i));
		size_t n = 0;

		while (n < shelf->count && !str_equal(shelf->entries[n].id, id))
			n++;
		if (n == shelf->count)
			return diag_say(diag, DIAG_NO_ARTICLE,
			    (struct where){settings_operand(settings, 0), 0, 0}, "\"%.*s\"",
			    STR_ARG(id));
	}
	return 0;
}

static int
read_words(struct shelf *shelf, struct diag *diag)
{
	struct bundle *bundle = ((struct bundle_shelf *)shelf->context)->bundle;
	size_t i = bundle_find(bundle, S(CLI_LEXICON_RECORD));
	struct buf text = {0};
	int result = i == STR_NONE ? 0 : bundle_read(bundle, i, &text, diag);

	if (result == 0 && i != STR_NONE) {
		shelf->words = arena_array(&shelf->arena, 1, sizeof(*shelf->words));
		shelf->words[shelf->word_count++] = (struct shelf_words){
		    bundle_path(bundle), arena_str(&shelf->arena, buf_str(&text))};
	}
	buf_free(&text);
	return result;
}

static struct shelf *
open_bundle(const struct settings *settings, size_t count, struct diag *diag)
{
	struct bundle *bundle = bundle_open(settings_operand(settings, 0), diag);
	struct buf about = {0};
	struct shelf *shelf;
	struct bundle_shelf *own;
	struct str text, line;
	int result;

	if (bundle == NULL)
		return NULL;
	shelf = new_shelf();
	own = mem_get(sizeof(*own));
	own->bundle = bundle;
	shelf->context = own;
	shelf->load = load_record;
	shelf->read_words = read_words;
	shelf->close = close_bundle;
	/* "about" last: in a small bundle articles stand beside it, and its cluster is kept */
	result = read_named(bundle, S("catalogue"), &own->catalogue, diag);
	if (result == 0)
		result = read_named(bundle, S("about"), &about, diag);
	for (text = buf_str(&about); result == 0 && str_line(&text, &line);)
		take_setting(shelf, line);
	buf_free(&about);
	if (result == 0)
		result = fill_from_catalogue(shelf, settings, count, diag);
	if (result == 0)
		result = check_ids(shelf, settings, count, diag);
	if (result != 0) {
		shelf_close(shelf);
		return NULL;
	}
	return shelf;
}

enum { ID_MOST = 64, NUMBER_MOST = 8 };

/* --- files --------------------------------------------------------------------------------- */

struct file_shelf {
	struct source_options options;
	char **paths;
	size_t *parts;          /* which article of its file each is, from 0 */
	char **ids;             /* of each; not two alike */
	struct document **read; /* handed out by the first load; read again for a second one */
	size_t count, room, part_room, id_room, read_room;
	const char *folder; /* what is walked */
	bool in_folder, strict;
	const char *path; /* of the file at hand */
	size_t part;
	struct diag *diag;
};

static void
ignore(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

struct again {
	size_t part;
	struct document *doc;
};

static int
take_part(void *context, struct document *doc)
{
	struct again *again = context;

	if (again->part-- > 0) {
		document_free(doc);
		return 0;
	}
	again->doc = doc;
	return 1;
}

static struct document *
read_again(const struct file_shelf *own, size_t i)
{
	struct diag silent = {.sink = ignore}; /* it was all said the first time */
	struct again again = {own->parts[i], NULL};

	source_each(own->paths[i], &own->options, take_part, &again, &silent);
	return again.doc;
}

static struct document *
load_file(struct shelf *shelf, size_t i, struct diag *diag)
{
	struct file_shelf *own = shelf->context;
	struct document *doc = own->read[i];

	own->read[i] = NULL;
	if (doc == NULL)
		doc = read_again(own, i);
	if (doc == NULL)
		diag_say(diag, DIAG_READ_FAILED, (struct where){own->paths[i], 0, 0},
		    "it changed while it was being used");
	else
		doc->id = arena_str(&doc->arena, str_of(own->ids[i]));
	return doc;
}

static void
close_files(struct shelf *shelf)
{
	struct file_shelf *own = shelf->context;

	for (size_t i = 0; i < own->count; i++) {
		document_free(own->read[i]);
		mem_free(own->paths[i]);
		mem_free(own->ids[i]);
	}
	mem_free(own->ids);
	mem_free(own->parts);
	mem_free(own->read);
	mem_free(own->paths);
	mem_free(own);
}

static bool
taken(const struct file_shelf *own, struct str id)
{
	for (size_t i = 0; i < own->count; i++)
		if (str_equal(str_of(own->ids[i]), id))
			return true;
	return false;
}

/* Cut so that a number fits behind it. */
static struct str
shortened(struct str id, size_t most)
{
	id.len = id.len < most ? id.len : most;
	while (id.len > 0 && id.at[id.len - 1] == '-')
		id.len--;
	return id;
}

/* The article's id, or the first of ID-2, ID-3 ... that is free. */
static char *
free_id(struct file_shelf *own, const struct document *doc, const char *path)
{
	struct buf id = {0};

	buf_put(&id, doc->id);
	for (unsigned n = 2; taken(own, buf_str(&id)); n++) {
		buf_clear(&id);
		buf_put(&id, shortened(doc->id, ID_MOST - NUMBER_MOST));
		buf_print(&id, "-%u", n);
	}
	if (!str_equal(buf_str(&id), doc->id))
		diag_say(own->diag, DIAG_SAME_ID, (struct where){path, 0, 0},
		    "\"%.*s\" is here \"%.*s\"", STR_ARG(doc->id), STR_ARG(buf_str(&id)));
	buf_byte(&id, '\0');
	return id.at;
}

static int
add_document(void *context, struct document *doc)
{
	struct file_shelf *own = context;
	size_t n = own->count;

	own->paths = mem_grow(own->paths, n, &own->room, sizeof(*own->paths));
	own->parts = mem_grow(own->parts, n, &own->part_room, sizeof(*own->parts));
	own->ids = mem_grow(own->ids, n, &own->id_room, sizeof(*own->ids));
	own->read = mem_grow(own->read, n, &own->read_room, sizeof(struct document *));
	own->ids[n] = free_id(own, doc, own->path);
	doc->id = arena_str(&doc->arena, str_of(own->ids[n]));
	own->paths[n] = mem_text(str_of(own->path));
	own->parts[n] = own->part++;
	own->read[own->count++] = doc;
	return 0;
}

/* A lexicon that is not lexicon.tsv of the folder itself, as somebody may well call it. */
static bool
is_other_lexicon(struct str folder, struct str path)
{
	static const char *const ends[] = {".tsv", ".pls", ".dic", ".csv"};
	struct str name = path, part;

	for (struct str rest = path; str_cut(&rest, '/', &part);)
		name = part;
	if (!str_starts_fold(name, S("lexicon")))
		return false;
	while (folder.len > 0 && folder.at[folder.len - 1] == '/')
		folder.len--;
	if (str_equal(name, S(CLI_LEXICON_FILE)) && path.len == folder.len + 1 + name.len)
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(name, str_of(ends[i])))
			return true;
	return false;
}

/* A file that cannot be read is said and left out; the others go on, unless --strict. */
static int
add_file(void *context, const char *path)
{
	struct file_shelf *own = context;

	if (own->in_folder && !source_takes(path)) {
		if (is_other_lexicon(str_of(own->folder), str_of(path)))
			diag_say(own->diag, DIAG_LEXICON_NAME, (struct where){path, 0, 0}, "");
		return 0;
	}
	own->path = path;
	own->part = 0;
	return source_each(path, &own->options, add_document, own, own->diag) != 0 && own->strict;
}

/* The lexicon in a folder of articles, or beside one; taken once. */
static int
add_words(struct shelf *shelf, const char *operand, struct diag *diag)
{
	struct str folder = str_of(operand);
	struct buf path = {0}, text = {0};
	struct shelf_words *words;
	int result = 0;

	while (!input_is_folder(operand) && folder.len > 0 && folder.at[folder.len - 1] != '/')
		folder.len--;
	buf_put(&path, folder);
	if (folder.len > 0 && folder.at[folder.len - 1] != '/')
		buf_byte(&path, '/');
	buf_put(&path, S(CLI_LEXICON_FILE "\0"));
	for (size_t i = 0; i < shelf->word_count; i++)
		if (strcmp(shelf->words[i].file, path.at) == 0)
			goto out;
	if (!input_exists(path.at))
		goto out;
	result = input_read(path.at, &text, diag);
	if (result == 0 && !utf8_valid(buf_str(&text)))
		result = diag_say(diag, DIAG_NOT_TEXT, (struct where){path.at, 0, 0}, "");
	if (result == 0) {
		words = arena_array(&shelf->arena, shelf->word_count + 1, sizeof(*words));
		for (size_t i = 0; i < shelf->word_count; i++)
			words[i] = shelf->words[i];
		words[shelf->word_count++] =
		    (struct shelf_words){arena_str(&shelf->arena, buf_str(&path)).at,
			arena_str(&shelf->arena, buf_str(&text))};
		shelf->words = words;
	}
out:
	buf_free(&path);
	buf_free(&text);
	return result;
}

/* What is wrong in them is said here, once. */
static void
check_words(const struct shelf *shelf, struct diag *diag)
{
	for (size_t i = 0; i < shelf->word_count; i++) {
		struct lexicon *lexicon = lexicon_empty();

		lexicon_add_text(lexicon, shelf->words[i].text, shelf->words[i].file, diag);
		lexicon_free(lexicon);
	}
}

/* A name with * ? or [ in it that no file has is a pattern, for shells that do not expand. */
static int
add_operand(struct shelf *shelf, const char *operand, struct diag *diag)
{
	struct file_shelf *own = shelf->context;
	glob_t found;
	int result = 0;

	if (input_exists(operand) || strpbrk(operand, "*?[") == NULL ||
	    glob(operand, 0, NULL, &found) != 0) {
		own->folder = operand;
		own->in_folder = input_is_folder(operand);
		result = input_walk(operand, add_file, own, diag);
		return result != 0 ? result : add_words(shelf, operand, diag) != 0 && own->strict;
	}
	for (size_t i = 0; i < found.gl_pathc && result == 0; i++) {
		own->folder = found.gl_pathv[i];
		own->in_folder = input_is_folder(found.gl_pathv[i]);
		result = input_walk(found.gl_pathv[i], add_file, own, diag);
		if (result == 0)
			result = add_words(shelf, found.gl_pathv[i], diag) != 0 && own->strict;
	}
	globfree(&found);
	return result;
}

static void
fill_from_documents(struct shelf *shelf)
{
	struct file_shelf *own = shelf->context;
	struct shelf_survey *survey = shelf_survey_begin();
	const struct helpline none = {{"", 0}, {"", 0}};

	shelf->entries = arena_array(&shelf->arena, own->count, sizeof(*shelf->entries));
	for (size_t i = 0; i < own->count; i++) {
		const struct document *doc = own->read[i];

		shelf_survey_add(
		    survey, doc->language, doc->helpline_count ? doc->helplines[0] : none);
		shelf->entries[i] = (struct shelf_entry){arena_str(&shelf->arena, doc->id),
		    arena_str(&shelf->arena, doc->title), arena_str(&shelf->arena, doc->language),
		    arena_str(&shelf->arena, doc->topic), arena_str(&shelf->arena, doc->summary)};
	}
	shelf->count = own->count;
	shelf_survey_end(survey, shelf);
}

static struct shelf *
open_files(const struct settings *settings, size_t count, bool keep_source, struct diag *diag)
{
	struct shelf *shelf = new_shelf();
	struct file_shelf *own = mem_get(sizeof(*own));
	int result = 0;

	own->options = cli_source_options(settings);
	own->options.keep_source = keep_source;
	own->diag = diag;
	shelf->context = own;
	shelf->load = load_file;
	shelf->close = close_files;
	own->strict = settings_flag(settings, "strict");
	for (size_t i = 0; i < count && result == 0; i++)
		result = add_operand(shelf, settings_operand(settings, i), diag);
	if (own->count == 0 || (result != 0 && own->strict)) {
		if (diag_status(diag, false) == 0)
			diag_say(diag, DIAG_NO_SOURCES,
			    (struct where){settings_operand(settings, 0), 0, 0}, "");
		shelf_close(shelf);
		return NULL;
	}
	check_words(shelf, diag);
	fill_from_documents(shelf);
	return shelf;
}

static struct shelf *
open_shelf(const struct settings *settings, size_t count, bool keep_source, struct diag *diag)
{
	if (count == 0) {
		diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "");
		return NULL;
	}
	return bundle_is(settings_operand(settings, 0))
		   ? open_bundle(settings, count, diag)
		   : open_files(settings, count, keep_source, diag);
}

struct shelf *
cli_shelf(const struct settings *settings, struct diag *diag)
{
	return open_shelf(settings, settings_operands(settings), false, diag);
}

struct shelf *
cli_shelf_of(const struct settings *settings, size_t count, struct diag *diag)
{
	return open_shelf(settings, count, false, diag);
}

struct shelf *
cli_shelf_with_sources(const struct settings *settings, struct diag *diag)
{
	return open_shelf(settings, settings_operands(settings), true, diag);
}
