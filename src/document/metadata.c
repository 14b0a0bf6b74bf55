/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/metadata.h"

#include "document/phone.h"
#include "document/settle.h"

static void
meta_helpline(struct document *doc, struct str value)
{
	char dial[PHONE_DIAL_MOST];
	size_t colon = value.len;

	while (colon > 0 && value.at[colon - 1] != ':')
		colon--;
	if (phone_dial(value, dial))
		document_add_helpline(doc, (struct helpline){{"", 0}, value});
	else if (colon > 0)
		document_add_helpline(doc, (struct helpline){str_trim(str_sub(value, 0, colon - 1)),
					       str_trim(str_sub(value, colon, value.len))});
	else
		document_add_helpline(doc, (struct helpline){value, {"", 0}});
}

static void
meta_source(struct document *doc, struct str value)
{
	size_t count = doc->source_count;

	if ((count & (count - 1)) == 0) { /* full: room for twice as many */
		struct str *grown = arena_array(&doc->arena, count ? 2 * count : 1, sizeof(*grown));

		for (size_t i = 0; i < count; i++)
			grown[i] = doc->sources[i];
		doc->sources = grown;
	}
	doc->sources[doc->source_count++] = value;
}

void
document_set(struct document *doc, enum build_meta what, struct str value)
{
	switch (what) {
	case BUILD_ID:
		doc->id = value;
		break;
	case BUILD_TITLE:
		doc->title = value;
		break;
	case BUILD_LANGUAGE:
		doc->language = value;
		break;
	case BUILD_TOPIC:
		doc->topic = value;
		break;
	case BUILD_SUMMARY:
		doc->summary = value;
		break;
	case BUILD_AUTHOR:
		doc->author = doc->author.len ? arena_print(&doc->arena, "%.*s; %.*s",
						    STR_ARG(doc->author), STR_ARG(value))
					      : value;
		break;
	case BUILD_UPDATED:
		doc->updated = value;
		break;
	case BUILD_SOURCE:
		meta_source(doc, value);
		break;
	case BUILD_HELPLINE:
		meta_helpline(doc, value);
		break;
	}
}
