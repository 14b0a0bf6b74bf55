/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/digest.h"
#include "cli/corpus.h"
#include "search/lookup.h"

static void
enter_article(void *context, size_t i, struct str id, struct str language)
{
	(void)i;
	lookup_article(context, id, language);
}

static void
take_text(void *context, struct str text, unsigned weight)
{
	lookup_text(context, text, weight);
}

static int
make(struct corpus *c, struct buf *out, struct diag *diag)
{
	struct lookup_writer *writer = lookup_begin();
	const struct corpus_reader reader = {writer, enter_article, take_text};
	char key[HASH_TEXT] = "";
	int result = bundle_fingerprint(bundle_path(c->bundle), key, diag);

	for (size_t i = 0; i < c->count && result == 0; i++) {
		diag_progress(diag, "article", i + 1, c->count);
		result = corpus_read(c, i, &reader, diag);
	}
	lookup_end(writer, str_of(key), out);
	return result;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *bundle = settings_operands(settings) == 1 ? settings_operand(settings, 0) : "";
	struct buf bytes = {0}, path = {0};
	struct corpus corpus;
	int result;

	if (!bundle_is(bundle))
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "index takes one bundle");
	if (corpus_open(&corpus, settings, diag) != 0)
		return -1;
	result = make(&corpus, &bytes, diag);
	corpus_close(&corpus);
	if (result == 0) {
		const char *given = settings_text(settings, "output");
		struct output *out;

		buf_put(&path, str_of(given ? given : bundle));
		buf_put(&path, given ? S("") : S(CORPUS_INDEX));
		buf_byte(&path, '\0');
		out = output_file(path.at);
		output_put(out, buf_str(&bytes));
		result = cli_commit(out, settings, diag);
	}
	buf_free(&bytes);
	buf_free(&path);
	return result;
}

const struct command command_index = {
    .name = "index",
    .summary = "Write an index of a bundle's words beside it, so that search need not read it all",
    .usage = "BUNDLE [-o FILE]",
    .example = "lectern index health.lectern",
    .reads_sources = true,
    .writes_output = true,
    .run = run,
};
