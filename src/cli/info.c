/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "bundle/digest.h"
#include "bundle/format.h"
#include "cli/cli.h"

static const struct setting table[] = {
    {.name = "json", .type = SETTING_FLAG, .help = "as one JSON object"},
    {.name = NULL},
};

/* What of the file goes where; `count` parts of a kind. */
struct share {
	const char *name;
	unsigned long long count, packed, plain;
};
static const char *const efforts[] = {
    [BUNDLE_FAST] = "fast", [BUNDLE_NORMAL] = "default", [BUNDLE_BEST] = "best"};
enum { DICTIONARIES, NAMES, CLUSTERS, OTHERS, SHARES };

struct sizes {
	unsigned long long articles, plain, packed, frame;
	unsigned long long entries, base; /* of dictionaries */
	struct share shares[SHARES];
};

static unsigned
share_of(unsigned kind)
{
	switch (kind) {
	case PART_DICTIONARY:
		return DICTIONARIES;
	case PART_NAMES:
	case PART_NAMES_CODED:
		return NAMES;
	case PART_CLUSTER:
	case PART_CLUSTER_CODED:
		return CLUSTERS;
	default:
		return OTHERS; /* such as what says the effort */
	}
}

static struct sizes
add_up(const struct bundle *bundle)
{
	const struct index *index = bundle_parts(bundle);
	struct sizes sizes = {.frame = bundle_size(bundle),
	    .shares = {{"dictionaries", 0, 0, 0}, {"names", 0, 0, 0}, {"clusters", 0, 0, 0},
		{"others", 0, 0, 0}}};

	for (size_t i = 0; i < index->part_count; i++) {
		struct share *share = &sizes.shares[share_of(index->parts[i].kind)];

		share->count++;
		share->packed += index->parts[i].packed;
		share->plain += index->parts[i].plain;
		sizes.frame -= index->parts[i].packed;
	}
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
	for (size_t i = 0; i < SHARES; i++)
		if (sizes->shares[i].count)
			output_print(out, "Of it %s: %llu, %llu bytes, unpacked %llu\n",
			    sizes->shares[i].name, sizes->shares[i].count, sizes->shares[i].packed,
			    sizes->shares[i].plain);
	output_print(out, "Dictionary: %llu entries of its own", sizes->entries);
	if (sizes->base)
		output_print(out, ", and base dictionary %llu", sizes->base);
	output_print(out, "\nEffort: %s\n", efforts[bundle_effort(bundle)]);
	output_print(out, "Of it header, index and footer: %llu bytes\n", sizes->frame);
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
	json_number(&json, "frame_bytes", (long long)sizes->frame);
	for (size_t i = 0; i < SHARES; i++) {
		json_object(&json, sizes->shares[i].name);
		json_number(&json, "count", (long long)sizes->shares[i].count);
		json_number(&json, "bytes", (long long)sizes->shares[i].packed);
		json_number(&json, "unpacked", (long long)sizes->shares[i].plain);
		json_close(&json);
	}
	json_number(&json, "entries", (long long)sizes->entries);
	json_number(&json, "base", (long long)sizes->base);
	json_text(&json, "effort", str_of(efforts[bundle_effort(bundle)]));
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
	unsigned long long entries, base;

	if (settings_operands(settings) != 1)
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "info takes one bundle");
	bundle = bundle_open(settings_operand(settings, 0), diag);
	if (bundle == NULL)
		return -1;
	shelf = cli_shelf(settings, diag);
	if (shelf == NULL || bundle_digest(bundle, digest, diag) != 0 ||
	    bundle_dictionary(bundle, &entries, &base, diag) != 0) {
		shelf_close(shelf);
		bundle_close(bundle);
		return -1;
	}
	sizes = add_up(bundle);
	sizes.entries = entries;
	sizes.base = base;
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
    .reads_sources = true,
    .run = run,
};
