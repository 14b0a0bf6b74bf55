/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_SETTINGS_H
#define LECTERN_BASE_SETTINGS_H

#include "base/diag.h"
#include "base/output.h"
#include "base/str.h"

/*
 * Options as typed tables. One table gives parsing, checking and help. A table ends with
 * an entry whose name is NULL; several tables may be in force together.
 */
enum setting_type {
	SETTING_FLAG,   /* --name */
	SETTING_NUMBER, /* --name=N, from least to most */
	SETTING_TEXT,   /* --name=VALUE, said in help as `value` */
	SETTING_CHOICE, /* --name=ONE of `value`, words joined by '|' */
};

struct setting {
	const char *name;
	enum setting_type type;
	const char *fallback; /* as it would be typed; NULL: not given (flags: off, numbers: 0) */
	const char *value;
	long least, most;
	char letter; /* short form, or 0 */
	const char *help;
};

struct settings;

/*
 * Reads arguments: "--name value", "--name=value", "-x value"; "--" ends options; "-" is an
 * operand. Operands are kept in order. Wrong ones are said (usage) and NULL is given. The
 * tables and arguments must outlive the result. `tables` ends with NULL.
 */
struct settings *settings_parse(
    const struct setting *const *tables, int argc, char **argv, struct diag *);
void settings_free(struct settings *);

/* Asking for a name that is in no table is a programming error (assert). */
bool settings_flag(const struct settings *, const char *name);
long settings_number(const struct settings *, const char *name);
const char *settings_text(const struct settings *, const char *name); /* NULL when not given */
bool settings_given(const struct settings *, const char *name);
/* Which word of the choice it is, from 0, in the order of the table. */
unsigned settings_choice(const struct settings *, const char *name);

size_t settings_operands(const struct settings *);
const char *settings_operand(const struct settings *, size_t n);

/* One line an option, two blanks before it, for help. */
void settings_help(const struct setting *table, struct output *);

#endif
