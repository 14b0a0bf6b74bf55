/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/bundle.h"
#include "cli/cli.h"
#include "document/codec.h"

/* The bundle's own checks, then every article is decoded. */
static int
verify(const char *path, const struct settings *settings, struct output *out, struct diag *diag)
{
	struct bundle *bundle = bundle_open(path, diag);
	struct buf record = {0};
	size_t articles = 0;
	int result;

	if (bundle == NULL)
		return -1;
	result = bundle_verify(bundle, diag);
	for (size_t i = 0; i < bundle_count(bundle) && result == 0; i++) {
		struct document *doc;

		if (!str_starts(bundle_name(bundle, i), S("article/")))
			continue;
		buf_clear(&record);
		result = bundle_read(bundle, i, &record, diag);
		doc = result == 0
			  ? document_decode(buf_str(&record), (struct where){path, 0, 0}, diag)
			  : NULL;
		if (doc == NULL)
			result = -1;
		document_free(doc);
		articles++;
	}
	buf_free(&record);
	if (result == 0 && !settings_flag(settings, "quiet"))
		output_print(out, "%s: sound, %zu article%s, %llu bytes\n", path, articles,
		    articles == 1 ? "" : "s", bundle_size(bundle));
	bundle_close(bundle);
	return result;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	struct output *out = output_stdout();
	int result = 0;

	if (settings_operands(settings) == 0)
		result = diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "");
	for (size_t i = 0; i < settings_operands(settings); i++)
		if (verify(settings_operand(settings, i), settings, out, diag) != 0)
			result = -1;
	return output_commit(out, diag) != 0 ? -1 : result;
}

const struct command command_verify = {
    .name = "verify",
    .summary = "Check every byte of a bundle",
    .usage = "BUNDLE...",
    .example = "lectern verify health.lectern",
    .run = run,
};
