/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/phone/keys.h"

#include <string.h>

#include "base/input.h"

static const struct role {
	const char *name;
	char usual;
	unsigned places;
} roles[] = {
#define X(NAME, name, key, places) {name, key, places},
    KEYS(X)
#undef X
};

void
keys_usual(struct keys *keys)
{
	for (size_t i = 0; i < KEYS_COUNT; i++)
		keys->at[i] = roles[i].usual;
}

const char *
keys_name(enum keys_role role)
{
	return roles[role].name;
}

/* --- a file of them ------------------------------------------------------------------------ */

struct reading {
	struct keys *keys;
	struct where where;
	unsigned lines[KEYS_COUNT]; /* that set them; 0: none did */
	struct diag *diag;
	int result;
};

static void
wrong(struct reading *r, unsigned line, const char *fmt, struct str what, const char *more)
{
	struct where where = {.file = r->where.file, .line = line};

	r->result = diag_say(r->diag, DIAG_BAD_KEYS, where, fmt, STR_ARG(what), more);
}

static void
take_line(struct reading *r, struct str line)
{
	struct str name;
	size_t i = 0;

	line = str_trim(line);
	if (line.len == 0 || (line.at[0] == '#' && (line.len == 1 || line.at[1] == ' ')))
		return;
	if (!str_cut(&line, ':', &name))
		return;
	line = str_trim(line);
	name = str_trim(name);
	while (i < KEYS_COUNT && !str_equal(name, str_of(roles[i].name)))
		i++;
	if (i == KEYS_COUNT)
		wrong(r, r->where.line, "\"%.*s\" is nothing that a key does%s", name, "");
	else if (r->lines[i])
		wrong(r, r->where.line, "\"%.*s\" has a key already%s", name, "");
	else if (line.len == 0)
		wrong(r, r->where.line, "\"%.*s\" has no key%s", name, "");
	else if (line.len != 1 || !strchr("0123456789*#", line.at[0]))
		wrong(r, r->where.line, "\"%.*s\" is no key of a telephone%s", line, "");
	else if (line.at[0] == '0')
		wrong(
		    r, r->where.line, "\"%.*s\" cannot be on 0, which is the helpline%s", name, "");
	else
		r->keys->at[i] = line.at[0];
	if (i < KEYS_COUNT)
		r->lines[i] = r->where.line;
}

static unsigned
places_of(size_t role, bool speeds)
{
	unsigned places = roles[role].places;

	if (role == KEYS_AGAIN && speeds)
		places &= ~(unsigned)KEYS_LISTEN;
	return places & KEYS_SPEEDS ? speeds ? KEYS_LISTEN : 0 : places;
}

/* Keys that choose or answer. */
static bool
is_taken(char key, unsigned places)
{
	return (places & KEYS_MENU && key >= '1' && key <= '5') ||
	       (places & KEYS_ANSWER && (key == '1' || key == '2'));
}

static void
check(struct reading *r, bool speeds)
{
	for (size_t i = 0; i < KEYS_COUNT; i++) {
		char key = r->keys->at[i];

		if (is_taken(key, places_of(i, speeds)))
			wrong(r, r->lines[i], "\"%.*s\": 1 to 5 choose and answer%s",
			    str_of(roles[i].name), "");
		for (size_t n = 0; n < i; n++)
			if (key == r->keys->at[n] && places_of(i, speeds) & places_of(n, speeds))
				wrong(r, r->lines[i] > r->lines[n] ? r->lines[i] : r->lines[n],
				    "\"%.*s\" has the key of \"%s\"", str_of(roles[i].name),
				    roles[n].name);
	}
}

int
keys_read(struct keys *keys, const char *path, bool speeds, struct diag *diag)
{
	struct reading r = {.keys = keys, .where = {.file = path}, .diag = diag};
	struct buf bytes = {0};
	struct str rest, line;

	if (input_read(path, &bytes, diag) != 0) {
		buf_free(&bytes);
		return -1;
	}
	rest = buf_str(&bytes);
	while (str_cut(&rest, '\n', &line)) {
		r.where.line++;
		take_line(&r, line);
	}
	if (r.result == 0)
		check(&r, speeds);
	buf_free(&bytes);
	return r.result;
}
