/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every cmocka test includes first. */
#ifndef LECTERN_TESTS_UNIT_TEST_H
#define LECTERN_TESTS_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/mem.h"

#define assert_str(got, expected)                                                                  \
	do {                                                                                       \
		struct str got_ = (got);                                                           \
		char *text_ = mem_text(got_);                                                      \
                                                                                                   \
		assert_string_equal(text_, expected);                                              \
		mem_free(text_);                                                                   \
	} while (0)

/* A diag that keeps the slugs it was told, joined by blanks. */
struct heard {
	struct diag diag;
	char slugs[1000];
};

static inline void
heard_slug(void *context, const struct diag_message *m)
{
	struct heard *heard = context;
	size_t len = strlen(heard->slugs);

	snprintf(heard->slugs + len, sizeof(heard->slugs) - len, "%s%s", len ? " " : "", m->slug);
}

static inline struct diag *
hear(struct heard *heard)
{
	*heard = (struct heard){.diag = {.sink = heard_slug}};
	heard->diag.context = heard;
	return &heard->diag;
}

#endif
