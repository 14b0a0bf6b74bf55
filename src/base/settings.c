/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/settings.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct value {
	const struct setting *setting;
	const char *text;
	bool given;
};

struct settings {
	struct value *values;
	size_t count, room;
	const char **operands;
	size_t operand_count, operand_room;
};

static struct value *
find(const struct settings *s, struct str name)
{
	for (size_t i = 0; i < s->count; i++)
		if (str_equal(str_of(s->values[i].setting->name), name))
			return &s->values[i];
	return NULL;
}

static struct value *
find_letter(const struct settings *s, char letter)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->values[i].setting->letter == letter)
			return &s->values[i];
	return NULL;
}

/* The place of `word` in "a|b|c", or STR_NONE. */
static size_t
choice_of(const char *choices, struct str word)
{
	struct str rest = str_of(choices), one;

	for (size_t n = 0; str_cut(&rest, '|', &one); n++)
		if (str_equal(one, word))
			return n;
	return STR_NONE;
}

static bool
fits(const struct setting *setting, const char *text)
{
	char *end;
	long number;

	switch (setting->type) {
	case SETTING_FLAG:
	case SETTING_TEXT:
		return true;
	case SETTING_NUMBER:
		number = strtol(text, &end, 10);
		return end != text && *end == '\0' && number >= setting->least &&
		       number <= setting->most;
	case SETTING_CHOICE:
		return choice_of(setting->value, str_of(text)) != STR_NONE;
	}
	return false;
}

static int
set(struct value *value, const char *text, struct diag *diag)
{
	const struct setting *setting = value->setting;

	if (!fits(setting, text)) {
		if (setting->type == SETTING_NUMBER)
			return diag_say(diag, DIAG_BAD_VALUE, (struct where){0},
			    "--%s takes a number from %ld to %ld, not \"%s\"", setting->name,
			    setting->least, setting->most, text);
		return diag_say(diag, DIAG_BAD_VALUE, (struct where){0},
		    "--%s takes one of %s, not \"%s\"", setting->name, setting->value, text);
	}
	value->text = text;
	value->given = true;
	return 0;
}

/* Takes argv[*i], an option, and its value when it has one. */
static int
take(struct settings *s, int argc, char **argv, int *i, struct diag *diag)
{
	const char *arg = argv[*i], *text = NULL;
	struct value *value;

	if (arg[1] == '-') {
		const char *equals = strchr(arg, '=');
		struct str name = str_of(arg + 2);

		if (equals) {
			name.len = (size_t)(equals - name.at);
			text = equals + 1;
		}
		value = find(s, name);
	} else {
		value = find_letter(s, arg[1]);
		if (arg[2] != '\0')
			text = arg + 2;
	}
	if (value == NULL)
		return diag_say(diag, DIAG_BAD_OPTION, (struct where){0}, "%s", arg);
	if (value->setting->type == SETTING_FLAG) {
		if (text)
			return diag_say(
			    diag, DIAG_BAD_VALUE, (struct where){0}, "%s takes no value", arg);
		return set(value, "on", diag);
	}
	if (text == NULL && *i + 1 >= argc)
		return diag_say(diag, DIAG_BAD_VALUE, (struct where){0}, "%s needs a value", arg);
	return set(value, text ? text : argv[++*i], diag);
}

static void
add_operand(struct settings *s, const char *text)
{
	s->operands =
	    mem_grow(s->operands, s->operand_count, &s->operand_room, sizeof(*s->operands));
	s->operands[s->operand_count++] = text;
}

static void
add_table(struct settings *s, const struct setting *table)
{
	for (; table->name; table++) {
		s->values = mem_grow(s->values, s->count, &s->room, sizeof(*s->values));
		s->values[s->count++] = (struct value){table, table->fallback, false};
	}
}

struct settings *
settings_parse(const struct setting *const *tables, int argc, char **argv, struct diag *diag)
{
	struct settings *s = mem_get(sizeof(*s));
	bool options = true;

	for (; *tables; tables++)
		add_table(s, *tables);
	for (int i = 0; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0) {
			options = false;
		} else if (options && argv[i][0] == '-' && argv[i][1] != '\0') {
			if (take(s, argc, argv, &i, diag) != 0) {
				settings_free(s);
				return NULL;
			}
		} else {
			add_operand(s, argv[i]);
		}
	}
	return s;
}

void
settings_free(struct settings *s)
{
	if (s == NULL)
		return;
	mem_free(s->values);
	mem_free(s->operands);
	mem_free(s);
}

static const struct value *
get(const struct settings *s, const char *name)
{
	const struct value *value = find(s, str_of(name));

	assert(value != NULL);
	return value;
}

bool
settings_flag(const struct settings *s, const char *name)
{
	const struct value *value = get(s, name);

	return value->text != NULL && strcmp(value->text, "on") == 0;
}

long
settings_number(const struct settings *s, const char *name)
{
	const struct value *value = get(s, name);

	return value->text ? strtol(value->text, NULL, 10) : 0;
}

const char *
settings_text(const struct settings *s, const char *name)
{
	return get(s, name)->text;
}

bool
settings_given(const struct settings *s, const char *name)
{
	return get(s, name)->given;
}

unsigned
settings_choice(const struct settings *s, const char *name)
{
	const struct value *value = get(s, name);

	assert(value->setting->type == SETTING_CHOICE && value->text != NULL);
	return (unsigned)choice_of(value->setting->value, str_of(value->text));
}

size_t
settings_operands(const struct settings *s)
{
	return s->operand_count;
}

const char *
settings_operand(const struct settings *s, size_t n)
{
	assert(n < s->operand_count);
	return s->operands[n];
}

void
settings_help(const struct setting *table, struct output *out)
{
	for (; table->name; table++) {
		output_put(out, S("  "));
		if (table->letter)
			output_print(out, "-%c, ", table->letter);
		output_print(out, "--%s", table->name);
		switch (table->type) {
		case SETTING_FLAG:
			break;
		case SETTING_NUMBER:
			output_put(out, S(" N"));
			break;
		case SETTING_TEXT:
		case SETTING_CHOICE:
			output_print(out, " %s", table->value ? table->value : "TEXT");
			break;
		}
		output_print(out, ": %s", table->help);
		if (table->fallback && table->type != SETTING_FLAG)
			output_print(out, " (default %s)", table->fallback);
		output_byte(out, '\n');
	}
}
