/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An index of words beside a bundle is any bytes: opening and searching it stays in bounds. Under
   the fuzzer its checksum is not asked for. */
#include <stdint.h>

#include "base/mem.h"
#include "search/lookup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct str words[] = {STR("dose \"the dose\" a*"), STR("therapies")};
	struct query *query = query_read(words, 2);
	const struct search_hit *hits;
	const char *fault;
	struct lookup *lookup =
	    lookup_open((struct str){(const char *)data, size}, S("key"), &fault);

	if (lookup) {
		struct search *search = search_begin(query);
		char *scan = mem_array(lookup_count(lookup), 1);

		lookup_search(lookup, query, search, scan);
		search_rank(search, &hits);
		search_free(search);
		mem_free(scan);
	}
	lookup_free(lookup);
	query_free(query);
	return 0;
}
