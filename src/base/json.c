/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <assert.h>

#include "base/utf8.h"

void
json_begin(struct json *json, struct output *out)
{
	*json = (struct json){.out = out};
}

static void
put_string(struct json *json, struct str text)
{
	struct buf escaped = {0};

	json_escape(text, &escaped);
	output_put(json->out, buf_str(&escaped));
	buf_free(&escaped);
}

static void
lead(struct json *json, const char *name)
{
	if (json->filled[json->depth] && json->depth > 0)
		output_byte(json->out, ',');
	json->filled[json->depth] = true;
	if (name) {
		put_string(json, str_of(name));
		output_byte(json->out, ':');
	}
}

static void
open_with(struct json *json, const char *name, char opening, char closing)
{
	assert(json->depth < JSON_DEEPEST);
	lead(json, name);
	output_byte(json->out, opening);
	json->closing[json->depth++] = closing;
	json->filled[json->depth] = false;
}

void
json_object(struct json *json, const char *name)
{
	open_with(json, name, '{', '}');
}

void
json_array(struct json *json, const char *name)
{
	open_with(json, name, '[', ']');
}

void
json_close(struct json *json)
{
	assert(json->depth > 0);
	output_byte(json->out, json->closing[--json->depth]);
}

void
json_text(struct json *json, const char *name, struct str text)
{
	lead(json, name);
	put_string(json, text);
}

void
json_number(struct json *json, const char *name, long long number)
{
	lead(json, name);
	output_print(json->out, "%lld", number);
}

void
json_fixed(struct json *json, const char *name, double number, int decimals)
{
	lead(json, name);
	output_print(json->out, "%.*f", decimals, number);
}

void
json_bool(struct json *json, const char *name, bool value)
{
	lead(json, name);
	output_put(json->out, value ? S("true") : S("false"));
}

void
json_end(struct json *json)
{
	while (json->depth > 0)
		json_close(json);
	json->filled[0] = false;
	output_byte(json->out, '\n');
}

void
json_escape(struct str text, struct buf *out)
{
	buf_byte(out, '"');
	for (size_t at = 0; at < text.len;) {
		unsigned c = utf8_next(text, &at);

		if (c == '"' || c == '\\')
			buf_print(out, "\\%c", (char)c);
		else if (c == '\n')
			buf_put(out, S("\\n"));
		else if (c < 0x20 || c == 0x7f)
			buf_print(out, "\\u%04x", c);
		else
			buf_char(out, c == UTF8_BAD ? 0xfffd : c);
	}
	buf_byte(out, '"');
}
