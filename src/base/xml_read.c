/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/xml_read.h"

#include <expat.h>
#include <limits.h>
#include <string.h>

struct reading {
	const struct xml_events *events;
	void *context;
};

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

	r->events->open(r->context, local(name), (const char *const *)attributes);
}

static void
closed(void *data, const XML_Char *name)
{
	const struct reading *r = data;

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
	struct reading reading = {events, context};
	XML_Parser parser;
	const char *wrong = NULL;

	*line = 0;
	if (bytes.len > INT_MAX)
		return "it is too large";
	parser = XML_ParserCreate(NULL);
	XML_SetUserData(parser, &reading);
	XML_SetElementHandler(parser, opened, closed);
	XML_SetCharacterDataHandler(parser, texted);
	if (XML_Parse(parser, bytes.at, (int)bytes.len, 1) != XML_STATUS_OK) {
		*line = (unsigned)XML_GetCurrentLineNumber(parser);
		wrong = XML_ErrorString(XML_GetErrorCode(parser));
	}
	XML_ParserFree(parser);
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
