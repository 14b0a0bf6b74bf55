/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "travel/minisign.h"

#include <string.h>

#include "base/input.h"
#include "base/mem.h"

/*
 * A secret key: "Ed", how it is hidden ("Sc" scrypt, or two zeros), "B2", a salt, two limits;
 * then, hidden, its number, the key, and the BLAKE2b-256 of "Ed", number and key. A public key:
 * "Ed", number, key. A signature: "ED", number, seal.
 */
enum {
	NUMBER = 8,
	HIDDEN_AT = 2 + 2 + 2 + SCRYPT_SALT + 8 + 8,
	HIDDEN = NUMBER + SEAL_SECRET + HASH_SIZE,
	SECRET_SIZE = HIDDEN_AT + HIDDEN,
	PUBLIC_SIZE = 2 + NUMBER + SEAL_PUBLIC,
	SEALED_SIZE = 2 + NUMBER + SEAL_SIZE,
	FILE_MOST = 16 * 1024, /* of a key or a signature */
	COMMENT_MOST = 8 * 1024,
	CHUNK = 1 << 20,
};
#define WORK_USUAL   33554432ull /* libsodium's "sensitive" limits, which minisign uses */
#define MEMORY_USUAL 1073741824ull
#define UNTRUSTED    "untrusted comment: "
#define TRUSTED      "trusted comment: "

static void
put_u64(char *to, unsigned long long value)
{
	for (int i = 0; i < 8; i++)
		to[i] = (char)(value >> (8 * i));
}

static int
no_key(const char *path, const char *what, struct diag *diag)
{
	return diag_say(diag, DIAG_BAD_KEY, (struct where){path, 0, 0}, "%s", what);
}

/* The lines of a small file that begins with an untrusted comment; the first one is left out. */
static bool
take_lines(struct str text, struct str *lines, size_t count)
{
	struct str line;

	if (!str_line(&text, &line) || !str_starts(line, S(UNTRUSTED)))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!str_line(&text, &lines[i]))
			return false;
	return str_trim(text).len == 0;
}

static int
read_small(const char *path, struct buf *text, struct diag *diag)
{
	struct input *in = input_open(path, diag);
	int result = -1;

	if (in && input_size(in) > FILE_MOST)
		result = no_key(path, "it is too long", diag);
	else if (in)
		result = input_at(in, 0, (size_t)input_size(in), text, diag);
	input_close(in);
	return result;
}

/* --- keys ---------------------------------------------------------------------------------- */

void
key_new(struct secret_key *secret, struct public_key *public)
{
	seal_pair(public->public, secret->secret);
	hash_random(public->number, NUMBER);
	memcpy(secret->number, public->number, NUMBER);
}

void
key_forget(struct secret_key *key)
{
	explicit_bzero(key, sizeof(*key));
}

static void
key_name(const char number[NUMBER], struct buf *out)
{
	for (int i = NUMBER - 1; i >= 0; i--)
		buf_print(out, "%02X", (unsigned char)number[i]);
}

void
key_put_public(const struct public_key *key, struct output *out)
{
	char bytes[PUBLIC_SIZE] = "Ed";
	struct buf text = {0};

	memcpy(bytes + 2, key->number, NUMBER);
	memcpy(bytes + 2 + NUMBER, key->public, SEAL_PUBLIC);
	buf_put(&text, S(UNTRUSTED "minisign public key "));
	key_name(key->number, &text);
	buf_byte(&text, '\n');
	base64_put((struct str){bytes, sizeof(bytes)}, &text);
	buf_byte(&text, '\n');
	output_put(out, buf_str(&text));
	buf_free(&text);
}

/* The check of a secret key, from what is to be hidden. */
static void
check_of(const char *hidden, unsigned char check[HASH_SIZE])
{
	char bytes[2 + NUMBER + SEAL_SECRET] = "Ed";

	memcpy(bytes + 2, hidden, NUMBER + SEAL_SECRET);
	hash_blake((struct str){bytes, sizeof(bytes)}, check);
	explicit_bzero(bytes, sizeof(bytes));
}

/* Hides it, or shows it again: the same both times. */
static bool
hide(char *hidden, struct str password, const char *salt, unsigned long long work,
    unsigned long long memory)
{
	char stream[HIDDEN];

	if (!hash_scrypt(password, salt, work, memory, stream, sizeof(stream)))
		return false;
	for (int i = 0; i < HIDDEN; i++)
		hidden[i] ^= stream[i];
	explicit_bzero(stream, sizeof(stream));
	return true;
}

int
key_put_secret(
    const struct secret_key *key, struct str password, struct output *out, struct diag *diag)
{
	char bytes[SECRET_SIZE] = {'E', 'd', 0, 0, 'B', '2'};
	char *hidden = bytes + HIDDEN_AT;
	unsigned char check[HASH_SIZE];
	struct buf text = {0};
	bool done = true;

	memcpy(hidden, key->number, NUMBER);
	memcpy(hidden + NUMBER, key->secret, SEAL_SECRET);
	check_of(hidden, check);
	memcpy(hidden + NUMBER + SEAL_SECRET, check, HASH_SIZE);
	if (password.len) {
		bytes[2] = 'S';
		bytes[3] = 'c';
		hash_random(bytes + 6, SCRYPT_SALT);
		put_u64(bytes + HIDDEN_AT - 16, WORK_USUAL);
		put_u64(bytes + HIDDEN_AT - 8, MEMORY_USUAL);
		done = hide(hidden, password, bytes + 6, WORK_USUAL, MEMORY_USUAL);
	}
	buf_put(&text, S(UNTRUSTED "minisign encrypted secret key\n"));
	base64_put((struct str){bytes, sizeof(bytes)}, &text);
	buf_byte(&text, '\n');
	output_put(out, buf_str(&text));
	explicit_bzero(bytes, sizeof(bytes));
	explicit_bzero(text.at, text.len);
	buf_free(&text);
	return done ? 0
		    : no_key(output_path(out), "there is no memory to keep it by a password", diag);
}

/* Shows the hidden part, and checks it. */
static int
open_secret(char bytes[SECRET_SIZE], const char *path, struct str password, struct diag *diag)
{
	char *hidden = bytes + HIDDEN_AT;
	struct str limits = {bytes + HIDDEN_AT - 16, 16};
	unsigned long long work = 0, memory = 0;
	static const unsigned char none[HASH_SIZE];
	unsigned char check[HASH_SIZE];

	str_take_u64(&limits, &work);
	str_take_u64(&limits, &memory);
	if (memcmp(bytes, "Ed", 2) != 0 || memcmp(bytes + 4, "B2", 2) != 0)
		return no_key(path, "it is no secret key of minisign's kind", diag);
	if (memcmp(bytes + 2, "Sc", 2) == 0) {
		if (password.len == 0)
			return no_key(
			    path, "it is kept by a password: name its file with --password", diag);
		if (!hide(hidden, password, bytes + 6, work, memory))
			return no_key(path, "its password cannot be tried in this memory", diag);
	} else if (memcmp(bytes + 2, "\0\0", 2) != 0) {
		return no_key(path, "it is hidden in a way that is not known here", diag);
	}
	check_of(hidden, check);
	/* minisign leaves out the check of a key without a password */
	if (!seal_whole(hidden + NUMBER) ||
	    (memcmp(check, hidden + NUMBER + SEAL_SECRET, HASH_SIZE) != 0 &&
		(bytes[2] || memcmp(none, hidden + NUMBER + SEAL_SECRET, HASH_SIZE) != 0)))
		return no_key(path,
		    bytes[2] ? "the password is wrong, or the key is damaged" : "it is damaged",
		    diag);
	return 0;
}

int
key_read_secret(const char *path, struct str password, struct secret_key *key, struct diag *diag)
{
	char bytes[SECRET_SIZE];
	struct buf text = {0};
	struct str line;
	int result = read_small(path, &text, diag);

	if (result == 0 && (!take_lines(buf_str(&text), &line, 1) ||
			       !base64_take(str_trim(line), bytes, sizeof(bytes))))
		result = no_key(path, "it is no secret key of minisign's kind", diag);
	if (result == 0)
		result = open_secret(bytes, path, password, diag);
	if (result == 0) {
		memcpy(key->number, bytes + HIDDEN_AT, NUMBER);
		memcpy(key->secret, bytes + HIDDEN_AT + NUMBER, SEAL_SECRET);
	}
	explicit_bzero(bytes, sizeof(bytes));
	if (text.at)
		explicit_bzero(text.at, text.len);
	buf_free(&text);
	return result;
}

int
key_read_public(const char *from, struct public_key *key, struct diag *diag)
{
	char bytes[PUBLIC_SIZE];
	struct buf text = {0};
	struct str line = str_of(from);
	bool taken = base64_take(line, bytes, sizeof(bytes));

	if (!taken && read_small(from, &text, diag) != 0) {
		buf_free(&text);
		return -1;
	}
	if (!taken)
		taken = take_lines(buf_str(&text), &line, 1) &&
			base64_take(str_trim(line), bytes, sizeof(bytes));
	buf_free(&text);
	if (!taken || memcmp(bytes, "Ed", 2) != 0)
		return no_key(from, "it is no public key of minisign's kind", diag);
	memcpy(key->number, bytes + 2, NUMBER);
	memcpy(key->public, bytes + 2 + NUMBER, SEAL_PUBLIC);
	return 0;
}

/* --- signatures ---------------------------------------------------------------------------- */

static int
blake_of(const char *path, unsigned char digest[HASH_LONG], struct diag *diag)
{
	struct input *in = input_open(path, diag);
	struct hash *hash = hash_begin();
	struct buf chunk = {0};
	int result = in ? 0 : -1;

	for (unsigned long long at = 0; result == 0 && at < input_size(in); at += chunk.len) {
		unsigned long long left = input_size(in) - at;

		buf_clear(&chunk);
		result = input_at(in, at, left < CHUNK ? (size_t)left : CHUNK, &chunk, diag);
		hash_put(hash, buf_str(&chunk));
	}
	hash_end(hash, digest);
	input_close(in);
	buf_free(&chunk);
	return result;
}

static void
seal_comment(const struct signature *s, struct buf *out)
{
	buf_put(out, (struct str){s->seal, SEAL_SIZE});
	buf_put(out, buf_str(&s->comment));
}

static void
put_signature(const struct signature *s, struct output *out)
{
	char bytes[SEALED_SIZE] = "ED";
	struct buf text = {0};

	memcpy(bytes + 2, s->number, NUMBER);
	memcpy(bytes + 2 + NUMBER, s->seal, SEAL_SIZE);
	buf_put(&text, S(UNTRUSTED "signature by lectern, to be verified with minisign too\n"));
	base64_put((struct str){bytes, sizeof(bytes)}, &text);
	buf_put(&text, S("\n" TRUSTED));
	buf_put(&text, buf_str(&s->comment));
	buf_byte(&text, '\n');
	base64_put((struct str){s->comment_seal, SEAL_SIZE}, &text);
	buf_byte(&text, '\n');
	output_put(out, buf_str(&text));
	buf_free(&text);
}

int
sign_file(const char *path, const struct secret_key *key, struct str comment, struct output *out,
    struct diag *diag)
{
	struct signature s = {.comment = {0}};
	unsigned char digest[HASH_LONG];
	struct buf sealed = {0};

	if (blake_of(path, digest, diag) != 0)
		return -1;
	memcpy(s.number, key->number, NUMBER);
	seal_make((struct str){(char *)digest, sizeof(digest)}, key->secret, s.seal);
	buf_put(&s.comment, comment);
	seal_comment(&s, &sealed);
	seal_make(buf_str(&sealed), key->secret, s.comment_seal);
	put_signature(&s, out);
	buf_free(&sealed);
	buf_free(&s.comment);
	return 0;
}

static int
read_signature(const char *path, struct signature *s, struct diag *diag)
{
	struct where where = {path, 0, 0};
	char bytes[SEALED_SIZE];
	struct buf text = {0};
	struct str lines[3];
	int result = -1;

	if (read_small(path, &text, diag) != 0)
		result = -1;
	else if (!take_lines(buf_str(&text), lines, 3) || !str_starts(lines[1], S(TRUSTED)) ||
		 lines[1].len > COMMENT_MOST ||
		 !base64_take(str_trim(lines[0]), bytes, sizeof(bytes)) ||
		 !base64_take(str_trim(lines[2]), s->comment_seal, SEAL_SIZE))
		diag_say(diag, DIAG_BAD_SIGNATURE, where, "it is damaged, or no signature");
	else if (memcmp(bytes, "ED", 2) != 0)
		diag_say(diag, DIAG_BAD_SIGNATURE, where,
		    "it is of the old kind, made without -H: have the file signed again");
	else
		result = 0;
	if (result == 0) {
		memcpy(s->number, bytes + 2, NUMBER);
		memcpy(s->seal, bytes + 2 + NUMBER, SEAL_SIZE);
		buf_put(&s->comment, str_sub(lines[1], sizeof(TRUSTED) - 1, lines[1].len));
	}
	buf_free(&text);
	return result;
}

enum verdict
sign_check(const char *path, const char *signature_path, const struct public_key *key,
    struct signature *s, struct diag *diag)
{
	unsigned char digest[HASH_LONG];
	struct buf sealed = {0};
	bool genuine;

	memset(s, 0, sizeof(*s));
	if (read_signature(signature_path, s, diag) != 0 || blake_of(path, digest, diag) != 0)
		return VERDICT_UNREADABLE;
	if (memcmp(s->number, key->number, NUMBER) != 0)
		return VERDICT_OTHER_KEY;
	seal_comment(s, &sealed);
	genuine = seal_fits(buf_str(&sealed), key->public, s->comment_seal);
	buf_free(&sealed);
	if (!genuine)
		return VERDICT_FORGED;
	if (!seal_fits((struct str){(char *)digest, sizeof(digest)}, key->public, s->seal))
		return VERDICT_OTHER_FILE;
	return VERDICT_GOOD;
}
