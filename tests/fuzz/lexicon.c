/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a lexicon of each kind: what is taken over can be read, and written as PLS again. */
#include <stdint.h>
#include <stdlib.h>

#include "voice/exchange.h"

/* Every entry is found by its own word, and PLS of them is read again. */
static void
use(const struct lexicon *lexicon, struct diag *diag)
{
	struct buf pls = {0}, tsv = {0};
	struct output *out = output_memory(&pls), *again = output_memory(&tsv);
	const struct lexicon_entry *entry;

	for (size_t i = 0; (entry = lexicon_at(lexicon, i)) != NULL; i++)
		if (!lexicon_find(lexicon, entry->word))
			abort();
	pls_write(lexicon, S("en"), out, diag);
	if (output_commit(out, diag) != 0 ||
	    pls_read(buf_str(&pls), "again", S("en"), again, diag) != 0)
		abort();
	output_abandon(again);
	buf_free(&pls);
	buf_free(&tsv);
}

/* Sounds stand in what is spoken, one behind the other. */
static void
walk(const struct lexicon *lexicon, struct str spoken)
{
	size_t from = 0, at = 0, last = 0;

	for (; lexicon_next_sound(lexicon, spoken, &from, &at); last = at)
		if (from < last || at <= from || at > spoken.len)
			abort();
}

typedef int reader(struct str, struct output *, struct diag *);

static int
read_pls(struct str bytes, struct output *tsv, struct diag *diag)
{
	return pls_read(bytes, "file", S(""), tsv, diag);
}

static int
read_nvda(struct str bytes, struct output *tsv, struct diag *diag)
{
	return nvda_read(bytes, "file", S(""), tsv, diag);
}

static void
take_over(reader *read, struct str bytes, struct diag *diag)
{
	struct lexicon *lexicon = lexicon_empty();
	struct buf tsv = {0};
	struct output *out = output_memory(&tsv);

	if (read(bytes, out, diag) != 0)
		output_abandon(out);
	else if (output_commit(out, diag) == 0) {
		lexicon_add_text(lexicon, buf_str(&tsv), "file", diag);
		if (lexicon_unread(lexicon) > 0)
			abort();
		use(lexicon, diag);
	}
	buf_free(&tsv);
	lexicon_free(lexicon);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = {(const char *)data, size};
	struct lexicon *lexicon = lexicon_empty();
	struct diag diag = {.sink = diag_hush};

	take_over(read_pls, bytes, &diag);
	take_over(read_nvda, bytes, &diag);
	lexicon_add_text(lexicon, bytes, "file", &diag);
	lexicon_leading(lexicon, bytes);
	walk(lexicon, bytes);
	use(lexicon, &diag);
	lexicon_free(lexicon);
	return 0;
}
