/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xml_read.h"

#include "base/late.h"
#include <expat.h>
#include <limits.h>
#include <string.h>

#define TAKEN(TAKE)                                                                                \
	TAKE(XML_ErrorString)                                                                      \
	TAKE(XML_GetCurrentLineNumber)                                                             \
	TAKE(XML_GetErrorCode)                                                                     \
	TAKE(XML_Parse)                                                                            \
	TAKE(XML_ParserCreate)                                                                     \
	TAKE(XML_ParserFree)                                                                       \
	TAKE(XML_SetCharacterDataHandler)                                                          \
	TAKE(XML_SetElementHandler)                                                                \
	TAKE(XML_SetUserData)
LATE_LIBRARY("expat", TAKEN)

struct reading {
	const struct xml_events *events;
	void *context;
	XML_Parser parser;
	unsigned *line;
};

static void
tell_line(const struct reading *r)
{
	*r->line = (unsigned)lib()->XML_GetCurrentLineNumber(r->parser);
}

static const char *
local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

static void
opened(void *data, const XML_Char *name, const XML_Char **attributes)
{
	const struct reading *r = data;

	tell_line(r);
	r->events->open(r->context, local(name), (const char *const *)attributes);
}

static void
closed(void *data, const XML_Char *name)
{
	const struct reading *r = data;

	tell_line(r);
	if (r->events->close)
		r->events->close(r->context, local(name));
}

static void
texted(void *data, const XML_Char *text, int len)
{
	const struct reading *r = data;

	if (r->events->text)
		r->events->text(r->context, (struct str){text, (size_t)len});
}

const char *
xml_read(struct str bytes, const struct xml_events *events, void *context, unsigned *line)
{
	struct reading reading = {events, context, NULL, line};
	XML_Parser parser;
	const char *wrong = NULL;

	*line = 0;
	if (bytes.len > INT_MAX)
		return "it is too large";
	reading.parser = parser = lib()->XML_ParserCreate(NULL);
	lib()->XML_SetUserData(parser, &reading);
	lib()->XML_SetElementHandler(parser, opened, closed);
	lib()->XML_SetCharacterDataHandler(parser, texted);
	if (lib()->XML_Parse(parser, bytes.at, (int)bytes.len, 1) != XML_STATUS_OK) {
		tell_line(&reading);
		wrong = lib()->XML_ErrorString(lib()->XML_GetErrorCode(parser));
	}
	lib()->XML_ParserFree(parser);
	return wrong;
}

struct str
xml_value(const char *const *attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(local(attributes[0]), name) == 0)
			return str_of(attributes[1]);
	return (struct str){"", 0};
}
