/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BASE_JSON_H
#define LECTERN_BASE_JSON_H

#include "base/output.h"

/*
 * The one JSON (RFC 8259) writer: it escapes, puts commas, and closes what it opened.
 * `name` is the member's name inside an object and NULL inside an array or at the top.
 */
enum { JSON_DEEPEST = 32 };

struct json {
	struct output *out;
	unsigned depth;
	char closing[JSON_DEEPEST];
	bool filled[JSON_DEEPEST + 1];
};

void json_begin(struct json *, struct output *);
void json_object(struct json *, const char *name);
void json_array(struct json *, const char *name);
void json_close(struct json *); /* the innermost object or array */
void json_text(struct json *, const char *name, struct str);
void json_number(struct json *, const char *name, long long);
void json_fixed(struct json *, const char *name, double, int decimals);
void json_bool(struct json *, const char *name, bool);
void json_end(struct json *); /* closes all that is open and ends the line; may begin again */

void json_escape(struct str, struct buf *); /* with the quotes */

#endif
