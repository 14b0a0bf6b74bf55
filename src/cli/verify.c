/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "bundle/digest.h"
#include "cli/cli.h"
#include "document/codec.h"
#include "travel/minisign.h"

static const struct setting table[] = {
    {.name = "key",
	.type = SETTING_TEXT,
	.value = "KEY",
	.help = "a public key, as a file or as it stands in one: whose signature is asked for"},
    {.name = "signature",
	.type = SETTING_TEXT,
	.value = "FILE",
	.help = "the signature; else the file's name and .minisig"},
    {.name = "json", .type = SETTING_FLAG, .help = "one JSON object a file"},
    {.name = NULL},
};

struct findings {
	bool bundle, sound, content; /* content: the signature is that of other bytes of it */
	size_t articles;
	unsigned long long bytes;
	char digest[HASH_TEXT];
	struct signature signature;
};

static int
check_article(struct bundle *bundle, size_t i, struct buf *catalogue, struct diag *diag)
{
	struct document *doc = cli_document(bundle, i, true, diag);

	if (doc)
		catalogue_put_document(catalogue, doc);
	document_free(doc);
	return doc ? 0 : -1;
}

/* Every article is decoded; the catalogue says of them what they say themselves. */
static int
check_articles(struct bundle *bundle, struct findings *found, struct diag *diag)
{
	size_t at = bundle_find(bundle, S("catalogue"));
	struct buf expected = {0}, catalogue = {0};
	int result = 0;

	for (size_t i = 0; i < bundle_count(bundle) && result == 0; i++)
		if (str_starts(bundle_name(bundle, i), S("article/"))) {
			result = check_article(bundle, i, &expected, diag);
			found->articles++;
		}
	if (result == 0 && at != STR_NONE)
		result = bundle_read(bundle, at, &catalogue, diag);
	if (result == 0 && at != STR_NONE &&
	    !catalogue_same(buf_str(&expected), buf_str(&catalogue)))
		result = diag_say(diag, DIAG_BAD_BUNDLE, (struct where){bundle_path(bundle), 0, 0},
		    "its catalogue does not say what the articles say");
	buf_free(&expected);
	buf_free(&catalogue);
	return result;
}

static int
check_bundle(const char *path, struct findings *found, struct diag *diag)
{
	struct bundle *bundle = bundle_open(path, diag);
	int result;

	if (bundle == NULL)
		return -1;
	result = bundle_verify(bundle, diag);
	if (result == 0)
		result = check_articles(bundle, found, diag);
	if (result == 0)
		result = bundle_digest(bundle, found->digest, diag);
	found->bytes = bundle_size(bundle);
	bundle_close(bundle);
	return result;
}

/* Whether the signed comment vouches for this content, in whatever bytes. */
static bool
vouches(struct str comment, const char *digest)
{
	struct buf field = {0};
	struct str part;
	bool found = false;

	buf_print(&field, "content:%s", digest);
	while (comment.at && str_cut(&comment, '\t', &part))
		found |= str_equal(part, buf_str(&field));
	buf_free(&field);
	return digest[0] && found;
}

static int
check_signature(const char *path, const char *signature, const struct public_key *key,
    struct findings *found, struct diag *diag)
{
	struct where where = {path, 0, 0};

	switch (sign_check(path, signature, key, &found->signature, diag)) {
	case VERDICT_GOOD:
		return 0;
	case VERDICT_OTHER_KEY:
		return diag_say(
		    diag, DIAG_BAD_SIGNATURE, where, "%s was made with another key", signature);
	case VERDICT_FORGED:
		return diag_say(diag, DIAG_BAD_SIGNATURE, where,
		    "%s is damaged or forged: this key did not make it", signature);
	case VERDICT_OTHER_FILE:
		found->content = vouches(buf_str(&found->signature.comment), found->digest);
		if (found->content)
			return 0;
		return diag_say(diag, DIAG_BAD_SIGNATURE, where,
		    "the file is not the one that was signed: it was changed, or is another one");
	case VERDICT_UNREADABLE:
		break;
	}
	return -1;
}

static void
put_text(struct output *out, const char *path, const struct findings *found, bool signed_)
{
	struct str comment = buf_str(&found->signature.comment);

	if (found->bundle)
		output_print(out, "%s: sound, %zu article%s, %llu bytes, content %s\n", path,
		    found->articles, found->articles == 1 ? "" : "s", found->bytes, found->digest);
	if (signed_)
		output_print(out, "%s: %s: %.*s\n", path,
		    found->content ? "its content was signed with this key"
				   : "signed with this key",
		    STR_ARG(comment));
}

static void
put_json(
    struct output *out, const char *path, const struct findings *found, int result, bool signed_)
{
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_text(&json, "file", str_of(path));
	json_bool(&json, "good", result == 0);
	if (found->bundle) {
		json_bool(&json, "sound", found->sound);
		json_number(&json, "articles", (long long)found->articles);
		json_number(&json, "bytes", (long long)found->bytes);
		json_text(&json, "content", str_of(found->digest));
	}
	if (signed_ && result == 0) {
		json_text(&json, "signed", found->content ? S("content") : S("file"));
		json_text(&json, "comment", buf_str(&found->signature.comment));
	}
	json_end(&json);
}

static int
verify(const char *path, const struct public_key *key, const struct settings *settings,
    struct output *out, struct diag *diag)
{
	const char *given = settings_text(settings, "signature");
	struct findings found = {.bundle = bundle_is(path) || key == NULL};
	struct buf name = {0};
	int result = found.bundle ? check_bundle(path, &found, diag) : 0;

	found.sound = result == 0;
	buf_print(&name, "%s%s", given ? given : path, given ? "" : ".minisig");
	buf_byte(&name, '\0');
	if (result == 0 && key)
		result = check_signature(path, name.at, key, &found, diag);
	if (settings_flag(settings, "json"))
		put_json(out, path, &found, result, key != NULL);
	else if (result == 0 && !settings_flag(settings, "quiet"))
		put_text(out, path, &found, key != NULL);
	buf_free(&found.signature.comment);
	buf_free(&name);
	return result;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *text = settings_text(settings, "key");
	size_t count = settings_operands(settings);
	struct output *out;
	struct public_key key;
	int result = 0;

	if (count == 0)
		return diag_say(diag, DIAG_NO_INPUT, (struct where){0}, "verify takes bundles");
	if (settings_text(settings, "signature") && (count > 1 || text == NULL))
		return diag_say(diag, DIAG_BAD_OPTION, (struct where){0},
		    "--signature goes with --key and one file");
	if (text && key_read_public(text, &key, diag) != 0)
		return -1;
	out = output_stdout();
	for (size_t i = 0; i < count; i++)
		if (verify(settings_operand(settings, i), text ? &key : NULL, settings, out,
			diag) != 0)
			result = -1;
	return output_commit(out, diag) != 0 ? -1 : result;
}

const struct command command_verify = {
    .name = "verify",
    .summary = "Check every byte of a bundle, and whose it is",
    .usage = "[--key PUBLIC] BUNDLE...",
    .example = "lectern verify --key mine.pub health.lectern",
    .settings = table,
    .run = run,
};
