/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/line.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/input.h"
#include "base/late.h"
#include "base/mem.h"

#define TAKEN(TAKE)                                                                                \
	TAKE(json_object_array_get_idx)                                                            \
	TAKE(json_object_array_length)                                                             \
	TAKE(json_object_get)                                                                      \
	TAKE(json_object_get_int64)                                                                \
	TAKE(json_object_get_string)                                                               \
	TAKE(json_object_is_type)                                                                  \
	TAKE(json_object_new_object)                                                               \
	TAKE(json_object_object_add)                                                               \
	TAKE(json_object_object_get_ex)                                                            \
	TAKE(json_object_put)                                                                      \
	TAKE(json_tokener_free)                                                                    \
	TAKE(json_tokener_new_ex)                                                                  \
	TAKE(json_tokener_parse_ex)                                                                \
	TAKE(json_tokener_set_flags)
LATE_LIBRARY("json-c", TAKEN)

enum { NESTING_MOST = 16 };

struct prompt {
	struct str id, text;
	struct str language; /* the folder of its sounds, but for the speed */
};

struct line {
	struct arena arena;
	char *path; /* of flow.json */
	char *folder;
	struct json_object *flow, *nodes; /* by id */
	struct prompt *prompts;           /* by id */
	size_t count, room;
};

/* --- prompts.txt --------------------------------------------------------------------------- */

static int
by_id(const void *left, const void *right)
{
	const struct prompt *a = left, *b = right;

	return str_compare(a->id, b->id);
}

/* Without what a terminal would obey: C0, DEL, and C1 as it stands in UTF-8. */
static struct str
tame(struct str text, struct arena *arena)
{
	char *copy = arena_get(arena, text.len + 1);

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool c1 = i > 0 && (unsigned char)text.at[i - 1] == 0xc2 && c < 0xa0;

		copy[i] = c < ' ' || c == 0x7f || c1 ? '?' : text.at[i];
		if (c1)
			copy[i - 1] = '?';
	}
	return (struct str){copy, text.len};
}

/* The language that a name begins with. */
static struct str
letters_of(struct str name)
{
	size_t end = 0;

	while (end < name.len && ascii_alpha(name.at[end]))
		end++;
	return str_sub(name, 0, end);
}

/* "en/lectern/p01234567: words", those of slower and faster sounds among them. */
static void
take_prompt(struct line *line, struct str text)
{
	size_t colon = str_find(text, S(": "), 0), slash;
	struct str id, name;

	if (colon == STR_NONE)
		return;
	id = name = str_sub(text, 0, colon);
	while ((slash = str_find(id, S("/"), 0)) != STR_NONE)
		id = str_sub(id, slash + 1, id.len);
	line->prompts = mem_grow(line->prompts, line->count, &line->room, sizeof(*line->prompts));
	line->prompts[line->count++] = (struct prompt){arena_str(&line->arena, id),
	    tame(str_sub(text, colon + 2, text.len), &line->arena),
	    arena_str(&line->arena, letters_of(name))};
}

static int
read_prompts(struct line *line, const char *folder, struct diag *diag)
{
	struct str path = arena_print(&line->arena, "%s/prompts.txt", folder), rest, text;
	struct buf bytes = {0};
	int result = input_read(path.at, &bytes, diag);

	rest = buf_str(&bytes);
	while (result == 0 && str_cut(&rest, '\n', &text))
		take_prompt(line, text);
	if (line->count > 0)
		qsort(line->prompts, line->count, sizeof(*line->prompts), by_id);
	buf_free(&bytes);
	return result;
}

/* --- flow.json ----------------------------------------------------------------------------- */

static int
bad(const struct line *line, struct diag *diag, const char *why, const char *what)
{
	struct where where = {.file = line->path};
	struct arena arena = {0};
	struct str shown = tame(str_of(what), &arena);

	diag_say(diag, DIAG_BAD_FLOW, where, "%s \"%.*s\"", why,
	    (int)(shown.len < 60 ? shown.len : 60), shown.at);
	arena_free(&arena);
	return -1;
}

static struct json_object *
member(const struct json_object *object, const char *name)
{
	struct json_object *found = NULL;

	if (lib()->json_object_is_type(object, json_type_object))
		lib()->json_object_object_get_ex(object, name, &found);
	return found;
}

static const char *
text_of(const struct json_object *object, const char *name)
{
	struct json_object *text = member(object, name);

	return lib()->json_object_is_type(text, json_type_string)
		   ? lib()->json_object_get_string(text)
		   : "";
}

/* A number from 0 to `most`, or -1. */
static long
number_of(const struct json_object *object, const char *name, long most)
{
	struct json_object *number = member(object, name);
	int64_t value = lib()->json_object_get_int64(number);

	if (!lib()->json_object_is_type(number, json_type_int) || value < 0 || value > most)
		return -1;
	return (long)value;
}

/* A list in an object; its length, 0 where it is none. */
static size_t
list_of(const struct json_object *object, const char *name, struct json_object **list)
{
	*list = member(object, name);
	return lib()->json_object_is_type(*list, json_type_array)
		   ? lib()->json_object_array_length(*list)
		   : 0;
}

static int
index_nodes(struct line *line, struct diag *diag)
{
	struct json_object *list;
	size_t count = list_of(line->flow, "nodes", &list);

	line->nodes = lib()->json_object_new_object();
	for (size_t i = 0; i < count; i++) {
		struct json_object *node = lib()->json_object_array_get_idx(list, i);
		const char *id = text_of(node, "id");

		if (member(line->nodes, id))
			return bad(line, diag, "there are two nodes", id);
		if (lib()->json_object_object_add(line->nodes, id, lib()->json_object_get(node)) !=
		    0)
			return bad(line, diag, "there is no place for node", id);
	}
	return count > 0 ? 0 : bad(line, diag, "there are no", "nodes");
}

static int
read_flow(struct line *line, struct diag *diag)
{
	struct json_tokener *reader = lib()->json_tokener_new_ex(NESTING_MOST);
	struct buf bytes = {0};
	int result = input_read(line->path, &bytes, diag);

	lib()->json_tokener_set_flags(reader, JSON_TOKENER_STRICT);
	if (result == 0) {
		/* INPUT_MOST fits an int */
		line->flow =
		    lib()->json_tokener_parse_ex(reader, bytes.at ? bytes.at : "", (int)bytes.len);
		if (line->flow == NULL)
			result = diag_say(diag, DIAG_BAD_FLOW, (struct where){.file = line->path},
			    "it is no JSON");
	}
	lib()->json_tokener_free(reader);
	buf_free(&bytes);
	return result == 0 ? index_nodes(line, diag) : result;
}

struct line *
line_open(const char *folder, struct diag *diag)
{
	struct line *line = mem_get(sizeof(*line));

	line->folder = mem_text(str_of(folder));
	line->path = mem_text(arena_print(&line->arena, "%s/flow.json", folder));
	if (read_flow(line, diag) == 0 && read_prompts(line, folder, diag) == 0)
		return line;
	line_close(line);
	return NULL;
}

void
line_close(struct line *line)
{
	if (line == NULL)
		return;
	lib()->json_object_put(line->nodes);
	lib()->json_object_put(line->flow);
	mem_free(line->prompts);
	mem_free(line->path);
	mem_free(line->folder);
	arena_free(&line->arena);
	mem_free(line);
}

/* --- what is asked for --------------------------------------------------------------------- */

/* Where languages are asked for, else the first welcome. */
const char *
line_start(const struct line *line)
{
	struct json_object *list;
	size_t count = list_of(line->flow, "nodes", &list);

	if (member(line->nodes, "languages"))
		return "languages";
	for (size_t i = 0; i < count; i++) {
		struct json_object *node = lib()->json_object_array_get_idx(list, i);

		if (strcmp(text_of(node, "kind"), "welcome") == 0)
			return text_of(node, "id");
	}
	return "";
}

unsigned
line_wait(const struct line *line)
{
	long wait = number_of(line->flow, "wait_milliseconds", 600000);

	return wait > 0 ? (unsigned)wait : 5000;
}

const char *
line_helpline(const struct line *line)
{
	const char *number = text_of(line->flow, "helpline");

	return number[strspn(number, "+0123456789")] ? "" : number;
}

static bool
read_try(const struct json_object *from, struct line_try *try)
{
	struct json_object *list;
	size_t count = list_of(from, "prompts", &list);
	long length = number_of(from, "milliseconds", 3600000);

	if (count > LINE_SAYS || length < 0)
		return false;
	try->milliseconds = (unsigned)length;
	for (size_t i = 0; i < count; i++) {
		struct json_object *prompt = lib()->json_object_array_get_idx(list, i);

		if (!lib()->json_object_is_type(prompt, json_type_string))
			return false;
		try->says[try->count++] = lib()->json_object_get_string(prompt);
	}
	return true;
}

static bool
read_key(const struct json_object *from, struct line_key *key)
{
	const char *name = text_of(from, "key");

	*key = (struct line_key){.key = name[0],
	    .does = text_of(from, "does"),
	    .to = text_of(from, "to"),
	    .saying = text_of(from, "saying")};
	return name[0] && name[1] == '\0' && strchr("0123456789*#", name[0]);
}

/* What is shown as it stands. */
static bool
is_plain(const char *name)
{
	return name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.")] == '\0' &&
	       strlen(name) < 64;
}

int
line_node(const struct line *line, const char *id, struct line_node *node, struct diag *diag)
{
	const struct json_object *from = member(line->nodes, id);
	struct json_object *tries, *keys;
	size_t try_count = list_of(from, "tries", &tries), key_count = list_of(from, "keys", &keys);

	if (from == NULL)
		return bad(line, diag, "there is no node", id);
	*node = (struct line_node){.id = text_of(from, "id"),
	    .kind = text_of(from, "kind"),
	    .language = text_of(from, "language"),
	    .once = text_of(from, "once"),
	    .firm = text_of(from, "not_cut_short"),
	    .transfer = text_of(from, "hands_over_saying"),
	    .wrong = text_of(from, "other_keys_say"),
	    .then = text_of(from, "then")};
	if (!is_plain(node->id) || !is_plain(node->kind))
		return bad(line, diag, "no letters and digits are in node", id);
	if (try_count > LINE_TRIES || key_count > LINE_KEYS)
		return bad(line, diag, "too much is in node", id);
	for (size_t i = 0; i < try_count; i++)
		if (!read_try(lib()->json_object_array_get_idx(tries, i),
			&node->tries[node->try_count++]))
			return bad(line, diag, "wrong prompts are in node", id);
	for (size_t i = 0; i < key_count; i++)
		if (!read_key(
			lib()->json_object_array_get_idx(keys, i), &node->keys[node->key_count++]))
			return bad(line, diag, "a wrong key is in node", id);
	return 0;
}

static const struct prompt *
find_prompt(const struct line *line, const char *id)
{
	struct prompt wanted = {.id = str_of(id)};

	return line->count
		   ? bsearch(&wanted, line->prompts, line->count, sizeof(*line->prompts), by_id)
		   : NULL;
}

struct str
line_text(const struct line *line, const char *prompt)
{
	const struct prompt *found = find_prompt(line, prompt);

	return found ? found->text : (struct str){"", 0};
}

bool
line_sound(const struct line *line, const char *prompt, const char *speed, const char *extension,
    char path[LINE_PATH])
{
	const struct prompt *found = find_prompt(line, prompt);

	return found && is_plain(prompt) &&
	       snprintf(path, LINE_PATH, "%s/sounds/%.*s%s/lectern/%s.%s", line->folder,
		   STR_ARG(found->language), speed, prompt, extension) < LINE_PATH;
}
