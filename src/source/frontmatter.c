/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/frontmatter.h"

#include <string.h>

/* More than this is an article that begins with a rule, not metadata. */
enum { BYTES_MOST = 64 * 1024, ITEMS_MOST = 256 };

struct front {
	const char *file;
	struct build *build;
	struct diag *diag;
	unsigned line; /* of the key that is being read */
	struct str key;
	struct buf value; /* a scalar so far */
	struct str *items;
	size_t item_count, item_room;
};

enum shape { WORDS, ID, LANGUAGE, DATE, LIST };

static const struct known {
	const char *key;
	enum build_meta meta;
	enum shape shape;
} known_keys[] = {
    {"title", BUILD_TITLE, WORDS},
    {"id", BUILD_ID, ID},
    {"language", BUILD_LANGUAGE, LANGUAGE},
    {"lang", BUILD_LANGUAGE, LANGUAGE},
    {"topic", BUILD_TOPIC, WORDS},
    {"summary", BUILD_SUMMARY, WORDS},
    {"author", BUILD_AUTHOR, LIST},
    {"authors", BUILD_AUTHOR, LIST},
    {"updated", BUILD_UPDATED, DATE},
    {"sources", BUILD_SOURCE, LIST},
    {"helplines", BUILD_HELPLINE, LIST},
};

static int
say(struct front *f, enum diag_id id, unsigned line, struct str detail)
{
	return diag_say(f->diag, id, (struct where){f->file, line, 0}, "%.*s", STR_ARG(detail));
}

/* --- values ------------------------------------------------------------------------------- */

/* Without its quotes. Within '"' a backslash takes the next character as it is; within "'" two
   are one. */
static void
put_unquoted(struct str s, struct buf *out)
{
	char quote = s.len >= 2 ? s.at[0] : 0;

	if ((quote != '"' && quote != '\'') || s.at[s.len - 1] != quote) {
		buf_put(out, s);
		return;
	}
	s = str_sub(s, 1, s.len - 1);
	for (size_t i = 0; i < s.len; i++) {
		if (i + 1 < s.len && (quote == '"' ? s.at[i] == '\\' : s.at[i] == '\''))
			i++;
		buf_byte(out, s.at[i]);
	}
}

static bool
fits_id(struct str s)
{
	bool fits = s.len > 0 && s.len <= 64;

	for (size_t i = 0; i < s.len; i++)
		fits = fits && (ascii_lower(s.at[i]) || ascii_digit(s.at[i]) || s.at[i] == '-');
	return fits;
}

/* The outline of a BCP 47 tag: letters, then parts of letters and digits. */
static bool
fits_language(struct str s)
{
	size_t part = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '-' && part > 0)
			part = 0;
		else if (!ascii_alnum(s.at[i]) || ++part > 8)
			return false;
	}
	return part > 0 && s.len >= 2 && ascii_alpha(s.at[0]) && ascii_alpha(s.at[1]);
}

static bool
fits_date(struct str s)
{
	static const char shape[] = "dddd-dd-dd";
	unsigned long month, day;

	if (s.len != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (shape[i] == 'd' ? !ascii_digit(s.at[i]) : s.at[i] != '-')
			return false;
	return str_number(str_sub(s, 5, 7), 12, &month) && month > 0 &&
	       str_number(str_sub(s, 8, 10), 31, &day) && day > 0;
}

static bool
fits(enum shape shape, struct str value)
{
	switch (shape) {
	case ID:
		return fits_id(value);
	case LANGUAGE:
		return fits_language(value);
	case DATE:
		return fits_date(value);
	case WORDS:
	case LIST:
		break;
	}
	return true;
}

static void
give(struct front *f, const struct known *known, struct str written)
{
	struct buf value = {0};

	put_unquoted(str_trim(written), &value);
	if (fits(known->shape, buf_str(&value)))
		build_meta(f->build, known->meta, buf_str(&value));
	else
		diag_say(f->diag, DIAG_FRONT_MATTER, (struct where){f->file, f->line, 0},
		    "%s is \"%.*s\"", known->key, STR_ARG(buf_str(&value)));
	buf_free(&value);
}

/* "a, 'b, c'" item by item: a comma within quotes is text. */
static void
give_inline_list(struct front *f, const struct known *known, struct str list)
{
	size_t start = 0;
	char quote = 0;

	for (size_t i = 0; i <= list.len; i++) {
		char c = i < list.len ? list.at[i] : ',';

		if (quote && i < list.len)
			quote = c == quote ? 0 : quote;
		else if ((c == '"' || c == '\'') && str_trim(str_sub(list, start, i)).len == 0)
			quote = c;
		else if (c == ',') {
			give(f, known, str_sub(list, start, i));
			start = i + 1;
		}
	}
}

/* --- keys --------------------------------------------------------------------------------- */

static const struct known *
find_known(struct str key)
{
	for (size_t i = 0; i < sizeof(known_keys) / sizeof(known_keys[0]); i++)
		if (str_equal_fold(key, str_of(known_keys[i].key)))
			return &known_keys[i];
	return NULL;
}

/* All of a key has been read: hand it on. */
static void
end_key(struct front *f)
{
	const struct known *known = find_known(f->key);
	struct str value = buf_str(&f->value);

	if (f->key.len > 0 && known == NULL)
		say(f, DIAG_FRONT_MATTER_KEY, f->line, f->key);
	if (known && known->shape != LIST && f->item_count > 0)
		say(f, DIAG_FRONT_MATTER, f->line, f->key);
	else if (known && known->shape == LIST && value.len > 1 && value.at[0] == '[' &&
		 value.at[value.len - 1] == ']')
		give_inline_list(f, known, str_sub(value, 1, value.len - 1));
	else if (known && value.len > 0)
		give(f, known, value);
	for (size_t i = 0; known && known->shape == LIST && i < f->item_count; i++)
		give(f, known, f->items[i]);
	f->key = S("");
	buf_clear(&f->value);
	f->item_count = 0;
}

/* Whether the line is "key: ..." or "key:" at its start; the colon's offset. */
static bool
starts_key(struct str line, size_t *colon)
{
	size_t i = 0;

	while (i < line.len && (ascii_alnum(line.at[i]) || line.at[i] == '_' || line.at[i] == '-'))
		i++;
	*colon = i;
	return i > 0 && line.at[0] != '-' && i < line.len && line.at[i] == ':' &&
	       (i + 1 == line.len || ascii_space(line.at[i + 1]));
}

static void
put_value(struct front *f, struct str words)
{
	bool folded = words.len > 0 && words.len <= 2 && (words.at[0] == '>' || words.at[0] == '|');

	if (folded && f->value.len == 0) /* a YAML block: its text is the lines below */
		return;
	if (f->value.len > 0 && words.len > 0)
		buf_byte(&f->value, ' ');
	buf_put(&f->value, words);
}

static void
read_line(struct front *f, struct str line, unsigned number)
{
	struct str words = str_trim(line);
	size_t colon;

	if (words.len == 0 || words.at[0] == '#')
		return;
	if (f->key.len > 0 && (str_starts(words, S("- ")) || str_equal(words, S("-")))) {
		if (f->item_count == ITEMS_MOST) {
			say(f, DIAG_FRONT_MATTER, number, words);
			return;
		}
		f->items = mem_grow(f->items, f->item_count, &f->item_room, sizeof(*f->items));
		f->items[f->item_count++] = str_trim(str_sub(words, 1, words.len));
	} else if (starts_key(line, &colon)) {
		end_key(f);
		f->key = str_sub(line, 0, colon);
		f->line = number;
		put_value(f, str_trim(str_sub(line, colon + 1, line.len)));
	} else if (f->key.len > 0 && ascii_space(line.at[0]) && f->item_count == 0)
		put_value(f, words);
	else
		say(f, DIAG_FRONT_MATTER, number, words);
}

/* --- the whole ---------------------------------------------------------------------------- */

static bool
is_fence(struct str line)
{
	line = str_trim_end(line);
	return str_equal(line, S("---")) || str_equal(line, S("..."));
}

/* The offset of the closing line's end; 0 when the text is no metadata: "---" is also how a
   Markdown rule looks, so the next line that says anything must begin a key. */
static size_t
find_end(struct str text, bool *begun)
{
	struct str rest = str_sub(text, 0, BYTES_MOST), line = {0};
	size_t colon;

	*begun = false;
	if (rest.len == 0 || !str_line(&rest, &line) || !str_equal(str_trim_end(line), S("---")))
		return 0;
	while (str_line(&rest, &line)) {
		struct str words = str_trim(line);

		if (is_fence(line))
			return *begun ? (size_t)(rest.at - text.at) : 0;
		if (!*begun && words.len > 0 && words.at[0] != '#') {
			if (!starts_key(line, &colon))
				return 0;
			*begun = true;
		}
	}
	return 0;
}

size_t
frontmatter_read(struct str text, const char *file, struct build *build, struct diag *diag)
{
	struct front f = {.file = file, .build = build, .diag = diag};
	bool begun;
	size_t end = find_end(text, &begun);
	struct str rest = str_sub(text, 0, end), line;
	unsigned number = 1;

	if (end == 0) {
		if (begun)
			say(&f, DIAG_FRONT_MATTER_OPEN, 1, S(""));
		return 0;
	}
	str_line(&rest, &line);
	while (str_line(&rest, &line) && !is_fence(line))
		read_line(&f, line, ++number);
	end_key(&f);
	buf_free(&f.value);
	mem_free(f.items);
	return end;
}
