/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/corpus.h"

#include "document/codec.h"
#include "search/search.h"

int
corpus_open(struct corpus *c, const struct settings *settings, struct diag *diag)
{
	const char *path = settings_operand(settings, 0);
	size_t most;

	*c = (struct corpus){.count = 0};
	if (bundle_is(path))
		c->bundle = bundle_open(path, diag);
	else
		c->shelf = cli_shelf_of(settings, 1, diag);
	if (c->bundle == NULL && c->shelf == NULL)
		return -1;
	most = c->bundle ? bundle_count(c->bundle) : c->shelf->count;
	c->places = mem_array(most, sizeof(*c->places));
	for (size_t i = 0; i < most; i++)
		if (c->shelf || str_starts(bundle_name(c->bundle, i), S("article/")))
			c->places[c->count++] = i;
	return 0;
}

void
corpus_close(struct corpus *c)
{
	bundle_close(c->bundle);
	shelf_close(c->shelf);
	mem_free(c->places);
	buf_free(&c->record);
}

/* Article i as an encoded document, in c->record. */
static int
read_record(struct corpus *c, size_t i, struct diag *diag)
{
	struct document *doc;

	buf_clear(&c->record);
	if (c->bundle)
		return bundle_read(c->bundle, c->places[i], &c->record, diag);
	doc = shelf_load(c->shelf, c->places[i], diag);
	if (doc == NULL)
		return -1;
	document_encode(doc, &c->record);
	document_free(doc);
	return 0;
}

struct str
corpus_id(const struct corpus *c, size_t i)
{
	struct str name;

	if (c->shelf)
		return c->shelf->entries[c->places[i]].id;
	name = bundle_name(c->bundle, c->places[i]);
	return str_sub(name, S("article/").len, name.len);
}

struct document *
corpus_load(struct corpus *c, size_t i, struct diag *diag)
{
	return c->shelf ? shelf_load(c->shelf, c->places[i], diag)
			: cli_document(c->bundle, c->places[i], true, diag);
}

static void
read_leaf(void *context, enum block_kind kind, struct str text)
{
	const struct corpus_reader *reader = context;

	if (kind != BLOCK_BOILERPLATE)
		reader->text(
		    reader->context, text, kind == BLOCK_HEADING ? SEARCH_HEADING : SEARCH_BODY);
}

int
corpus_read(struct corpus *c, size_t i, const struct corpus_reader *reader, struct diag *diag)
{
	struct corpus_reader mine = *reader;
	struct document_outline outline;

	if (read_record(c, i, diag) != 0)
		return -1;
	if (!document_skim(buf_str(&c->record), &outline))
		return diag_say(diag, DIAG_BAD_DOCUMENT,
		    (struct where){bundle_path(c->bundle), 0, 0}, "\"%.*s\"",
		    STR_ARG(corpus_id(c, i)));
	reader->article(reader->context, i, corpus_id(c, i), outline.language);
	reader->text(reader->context, outline.title, SEARCH_TITLE);
	reader->text(reader->context, outline.summary, SEARCH_BODY);
	document_skim_leaves(buf_str(&c->record), read_leaf, &mine);
	return 0;
}
