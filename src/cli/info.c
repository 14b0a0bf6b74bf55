/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "bundle/digest.h"
#include "cli/cli.h"

static const struct setting table[] = {
    {.name = "json", .type = SETTING_FLAG, .help = "as one JSON object"},
    {.name = NULL},
};

struct sizes {
	unsigned long long articles, plain, packed;
};

static struct sizes
add_up(const struct bundle *bundle)
{
	struct sizes sizes = {0, 0, 0};

	for (size_t i = 0; i < bundle_count(bundle); i++) {
		sizes.articles += str_starts(bundle_name(bundle, i), S("article/"));
		sizes.plain += bundle_record_size(bundle, i);
		sizes.packed += bundle_record_packed(bundle, i);
	}
	return sizes;
}

static void
put_text(struct output *out, const struct bundle *bundle, const struct shelf *shelf,
    const struct sizes *sizes, const char *digest)
{
	output_print(out, "File: %s\n", bundle_path(bundle));
	if (shelf->title.len)
		output_print(out, "Title: %.*s\n", STR_ARG(shelf->title));
	output_print(out, "Format: lectern bundle, version %u\n", bundle_version(bundle));
	output_print(out, "Articles: %llu\n", sizes->articles);
	output_print(out, "Language of most: %.*s\n", STR_ARG(shelf->language));
	for (size_t i = 0; i < shelf->helpline_count; i++)
		output_print(out, "Helpline: %.*s, %.*s\n", STR_ARG(shelf->helplines[i].label),
		    STR_ARG(shelf->helplines[i].number));
	output_print(out, "Size: %llu bytes\n", bundle_size(bundle));
	output_print(out, "Records: %zu, %llu bytes, packed to %llu\n", bundle_count(bundle),
	    sizes->plain, sizes->packed);
	output_print(out, "Ratio: %.3f\n",
	    sizes->plain ? (double)bundle_size(bundle) / (double)sizes->plain : 1.0);
	output_print(out, "Content: SHA-256 %s\n", digest);
}

static void
put_json(struct output *out, const struct bundle *bundle, const struct shelf *shelf,
    const struct sizes *sizes, const char *digest)
{
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_text(&json, "file", str_of(bundle_path(bundle)));
	json_text(&json, "title", shelf->title);
	json_number(&json, "version", bundle_version(bundle));
	json_number(&json, "articles", (long long)sizes->articles);
	json_text(&json, "language", shelf->language);
	json_array(&json, "helplines");
	for (size_t i = 0; i < shelf->helpline_count; i++) {
		json_object(&json, NULL);
		json_text(&json, "label", shelf->helplines[i].label);
		json_text(&json, "number", shelf->helplines[i].number);
		json_close(&json);
	}
	json_close(&json);
	json_number(&json, "bytes", (long long)bundle_size(bundle));
	json_number(&json, "record_bytes", (long long)sizes->plain);
	json_number(&json, "packed_bytes", (long long)sizes->packed);
	json_text(&json, "content", str_of(digest));
	json_end(&json);
}

static int
run(const struct settings *settings, struct diag *diag)
{
	struct output *out;
	struct bundle *bundle;
	struct shelf *shelf;
	struct sizes sizes;
	char digest[HASH_TEXT];

	if (settings_operands(settings) != 1)
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "info takes one bundle");
	bundle = bundle_open(settings_operand(settings, 0), diag);
	if (bundle == NULL)
		return -1;
	shelf = cli_shelf(settings, diag);
	if (shelf == NULL || bundle_digest(bundle, digest, diag) != 0) {
		shelf_close(shelf);
		bundle_close(bundle);
		return -1;
	}
	sizes = add_up(bundle);
	out = output_stdout();
	if (settings_flag(settings, "json"))
		put_json(out, bundle, shelf, &sizes, digest);
	else
		put_text(out, bundle, shelf, &sizes, digest);
	shelf_close(shelf);
	bundle_close(bundle);
	return output_commit(out, diag);
}

const struct command command_info = {
    .name = "info",
    .summary = "Say what a bundle is: title, articles, helplines, sizes",
    .usage = "[--json] BUNDLE",
    .example = "lectern info health.lectern",
    .settings = table,
    .run = run,
};
