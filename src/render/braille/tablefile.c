/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/braille/tablefile.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/input.h"

enum { DEEPEST = 8 };

/* The next file that the table includes: the word behind "include", which begins a line. */
static bool
next_included(struct str text, size_t *at, struct str *file)
{
	const struct str opcode = S("include");

	while ((*at = str_find(text, opcode, *at)) != STR_NONE) {
		size_t start = *at, end;

		*at += opcode.len;
		while (start && (text.at[start - 1] == ' ' || text.at[start - 1] == '\t'))
			start--;
		if (start && text.at[start - 1] != '\n')
			continue;
		for (start = *at; start < text.len && ascii_space(text.at[start]); start++)
			;
		for (end = start; end < text.len && !ascii_space(text.at[end]); end++)
			;
		*file = str_sub(text, start, end);
		return true;
	}
	return false;
}

static bool
put_file(struct hash *hash, struct str name, unsigned depth)
{
	struct diag unsaid = {.sink = diag_hush};
	struct buf path = {0}, bytes = {0};
	struct str file;
	size_t at = 0;
	bool read;

	buf_print(&path, "%s/%.*s", LECTERN_TABLES, STR_ARG(name));
	buf_byte(&path, '\0');
	/* the library looks for the name itself first */
	read = depth < DEEPEST && access(path.at + strlen(LECTERN_TABLES) + 1, F_OK) != 0 &&
	       input_read(path.at, &bytes, &unsaid) == 0;
	hash_put(hash, (struct str){path.at, path.len});
	hash_put(hash, buf_str(&bytes));
	while (read && next_included(buf_str(&bytes), &at, &file))
		read = put_file(hash, file, depth + 1);
	buf_free(&path);
	buf_free(&bytes);
	return read;
}

bool
tablefile_digest(const char *name, const char *version, unsigned char digest[HASH_LONG])
{
	struct hash *hash;
	bool told;

	if (getenv("LOUIS_TABLEPATH"))
		return false;
	hash = hash_begin();
	hash_put(hash, (struct str){version, strlen(version) + 1});
	told = put_file(hash, str_of(name), 0);
	hash_end(hash, digest);
	return told;
}
