/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/input.h"
#include "bundle/bundle.h"
#include "cli/cli.h"
#include "source/format/markdown_extract.h"

static int
extract_one(struct shelf *shelf, size_t i, struct output *out, struct diag *diag)
{
	struct document *doc = shelf_load(shelf, i, diag);
	struct buf text = {0};
	int result = doc ? markdown_extract(doc, &text, diag) : -1;

	if (result == 0)
		output_put(out, buf_str(&text));
	buf_free(&text);
	document_free(doc);
	return result;
}

/* What is said of the bundle as a whole, for `pack` to find again. */
static int
put_about(const char *path, struct output *tree, struct diag *diag)
{
	struct bundle *bundle = bundle_is(path) ? bundle_open(path, diag) : NULL;
	struct buf about = {0};
	size_t record;
	int result = 0;

	if (bundle == NULL)
		return bundle_is(path) ? -1 : 0;
	record = bundle_find(bundle, S("about"));
	if (record != STR_NONE)
		result = bundle_read(bundle, record, &about, diag);
	if (result == 0 && !str_equal(str_trim(buf_str(&about)), S("title:"))) {
		struct output *member = output_member(tree, CLI_ABOUT);

		output_put(member, buf_str(&about));
		output_close(member);
	}
	buf_free(&about);
	bundle_close(bundle);
	return result;
}

/* How its words are said, for every rendering of the folder to find again. */
static int
put_words(struct shelf *shelf, struct output *tree, struct diag *diag)
{
	int result = shelf_words(shelf, diag);
	struct output *member;

	if (result != 0 || shelf->word_count == 0)
		return result;
	member = output_member(tree, CLI_LEXICON_FILE);
	for (size_t i = 0; i < shelf->word_count; i++)
		output_put(member, shelf->words[i].text);
	output_close(member);
	return 0;
}

static int
extract_all(struct shelf *shelf, struct output *tree, struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; i < shelf->count && result == 0; i++) {
		struct buf name = {0};
		struct output *member;

		buf_put(&name, shelf->entries[i].id);
		buf_put(&name, S(".md\0"));
		member = output_member(tree, name.at);
		result = extract_one(shelf, i, member, diag);
		output_close(member);
		buf_free(&name);
	}
	return result;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *path = settings_text(settings, "output");
	struct shelf *shelf = cli_shelf(settings, diag);
	bool single, tree;
	struct output *out;
	int result;

	if (shelf == NULL)
		return -1;
	single = shelf->count == 1 && (!path || !str_ends(str_of(path), S("/")));
	tree = path && (!single || input_is_folder(path));
	if (!single && !tree) {
		shelf_close(shelf);
		return diag_say(
		    diag, DIAG_NO_OUTPUT, (struct where){0}, "several articles go to a folder");
	}
	out = tree ? output_tree(path) : output_file(path ? path : "-");
	result = tree ? extract_all(shelf, out, diag) : extract_one(shelf, 0, out, diag);
	if (result == 0 && tree)
		result = put_about(settings_operand(settings, 0), out, diag);
	if (result == 0 && tree)
		result = put_words(shelf, out, diag);
	shelf_close(shelf);
	if (result == 0)
		return cli_commit(out, settings, diag);
	output_abandon(out);
	return result;
}

const struct command command_extract = {
    .name = "extract",
    .summary = "Write articles as Markdown that packs to the same content again",
    .usage = "INPUT [ID...] [-o FOLDER]",
    .example = "lectern extract health.lectern -o articles/",
    .reads_sources = true,
    .writes_output = true,
    .run = run,
};
