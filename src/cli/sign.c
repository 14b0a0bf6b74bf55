/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"
#include "base/mem.h"
#include "bundle/digest.h"
#include "cli/cli.h"
#include "travel/minisign.h"

enum { PASSWORD_MOST = 1024 };

static const struct setting table[] = {
    {.name = "key", .type = SETTING_TEXT, .value = "FILE", .help = "the secret key to sign with"},
    {.name = "new-key",
	.type = SETTING_TEXT,
	.value = "NAME",
	.help = "make a pair of keys, NAME.key (secret) and NAME.pub, and sign nothing"},
    {.name = "password",
	.type = SETTING_TEXT,
	.value = "FILE",
	.help = "the first line of this file keeps the secret key; - is standard input"},
    {.name = "comment",
	.type = SETTING_TEXT,
	.value = "TEXT",
	.help = "words that are signed too and shown by whoever verifies"},
    {.name = NULL},
};

static int
read_password(const char *path, struct buf *password, struct diag *diag)
{
	struct str rest, line = {"", 0};

	if (path == NULL)
		return 0;
	if (input_read(path, password, diag) != 0)
		return -1;
	rest = buf_str(password);
	str_line(&rest, &line);
	if (line.len == 0 || line.len > PASSWORD_MOST)
		return diag_say(
		    diag, DIAG_BAD_KEY, (struct where){path, 1, 0}, "there is no password in it");
	password->len = line.len;
	return 0;
}

/* One of the two files of a pair; only its owner may read a secret one. */
static int
write_key(struct str name, const char *ending, const struct secret_key *secret,
    const struct public_key *public, struct str password, struct diag *diag)
{
	struct buf path = {0};
	mode_t before = umask(secret ? 077 : 022);
	struct output *out;
	int result = 0;

	buf_print(&path, "%.*s%s", STR_ARG(name), ending);
	buf_byte(&path, '\0');
	if (access(path.at, F_OK) == 0) {
		result = diag_say(diag, DIAG_KEY_EXISTS, (struct where){path.at, 0, 0}, "%s", "");
	} else {
		out = output_file(path.at);
		if (secret)
			result = key_put_secret(secret, password, out, diag);
		else
			key_put_public(public, out);
		if (result == 0)
			result = output_commit(out, diag);
		else
			output_abandon(out);
	}
	umask(before);
	buf_free(&path);
	return result;
}

static int
make_keys(struct str name, struct str password, struct diag *diag)
{
	struct secret_key secret;
	struct public_key public;
	int result;

	key_new(&secret, &public);
	result = write_key(name, ".key", &secret, NULL, password, diag);
	key_forget(&secret);
	return result != 0 ? result : write_key(name, ".pub", NULL, &public, password, diag);
}

/* What is signed with the file: its name, and of a bundle the digest of its content, which stays
   when the same content comes another way. */
static int
put_comment(const char *path, const char *words, struct buf *out, struct diag *diag)
{
	const char *slash = strrchr(path, '/');
	char digest[HASH_TEXT];
	struct bundle *b;
	int result = 0;

	if (words)
		buf_print(out, "%s\t", words);
	buf_print(out, "file:%s\thashed", slash ? slash + 1 : path);
	if (!bundle_is(path))
		return 0;
	b = bundle_open(path, diag);
	if (b == NULL)
		return -1;
	result = bundle_digest(b, digest, diag);
	if (result == 0)
		buf_print(out, "\tcontent:%s", digest);
	bundle_close(b);
	return result;
}

static int
sign(const char *path, const struct secret_key *key, const struct settings *settings,
    struct diag *diag)
{
	const char *given = settings_text(settings, "output");
	struct buf name = {0}, comment = {0};
	struct output *out;
	int result;

	buf_print(&name, "%s%s", given ? given : path, given ? "" : ".minisig");
	buf_byte(&name, '\0');
	out = output_file(name.at);
	result = put_comment(path, settings_text(settings, "comment"), &comment, diag);
	if (result == 0)
		result = sign_file(path, key, buf_str(&comment), out, diag);
	if (result == 0)
		result = cli_commit(out, settings, diag);
	else
		output_abandon(out);
	buf_free(&name);
	buf_free(&comment);
	return result;
}

static int
sign_all(const struct settings *settings, struct str password, struct diag *diag)
{
	const char *path = settings_text(settings, "key"),
		   *words = settings_text(settings, "comment");
	size_t count = settings_operands(settings);
	struct secret_key key;
	int result;

	if (path == NULL || count == 0)
		return diag_say(
		    diag, DIAG_NO_INPUT, (struct where){0}, "sign takes files and --key SECRET");
	if (count > 1 && settings_text(settings, "output"))
		return diag_say(diag, DIAG_BAD_OPTION, (struct where){0},
		    "-o names one signature, and there are %zu files", count);
	for (size_t i = 0; words && words[i]; i++)
		if ((unsigned char)words[i] < ' ' || i > 4000)
			return diag_say(diag, DIAG_BAD_VALUE, (struct where){0},
			    "--comment takes one line of words");
	result = key_read_secret(path, password, &key, diag);
	for (size_t i = 0; result == 0 && i < count; i++)
		result = sign(settings_operand(settings, i), &key, settings, diag);
	key_forget(&key);
	return result;
}

static int
run(const struct settings *settings, struct diag *diag)
{
	const char *name = settings_text(settings, "new-key");
	struct buf password = {.ceiling = INPUT_MOST};
	int result = read_password(settings_text(settings, "password"), &password, diag);

	if (result == 0 && name)
		result = make_keys(str_of(name), buf_str(&password), diag);
	else if (result == 0)
		result = sign_all(settings, buf_str(&password), diag);
	if (password.at)
		explicit_bzero(password.at, password.len);
	buf_free(&password);
	return result;
}

const struct command command_sign = {
    .name = "sign",
    .summary = "Sign bundles or patches, so that others can tell they are yours",
    .usage = "--key SECRET FILE...",
    .example = "lectern sign --new-key mine && lectern sign --key mine.key health.lectern",
    .settings = table,
    .writes_output = true,
    .run = run,
};
