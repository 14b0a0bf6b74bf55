/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seeded random documents for property tests: every kind of block and span, several scripts. */
#ifndef LECTERN_TESTS_RANDOM_H
#define LECTERN_TESTS_RANDOM_H

#include "document/build.h"

struct dice {
	uint64_t state;
};

static inline unsigned
dice_roll(struct dice *d, unsigned sides) /* 0 to sides - 1 */
{
	d->state ^= d->state << 13;
	d->state ^= d->state >> 7;
	d->state ^= d->state << 17;
	return (unsigned)(d->state >> 33) % sides;
}

static inline struct str
random_word(struct dice *d)
{
	static const char *const words[] = {"heroin", "opioid", "not", "5", "mg", "the", "naloxone",
	    "COVID-19", "24/7", "902,000.2", "Asia.1", "Dr.", "\xc3\xa9t\xc3\xa9", "na\xc3\xafve",
	    "e\xcc\x81", "\xe2\x82\xac", "\xe7\xbe\x8e\xe6\xb2\x99\xe9\x85\xae",
	    "\xd8\xa3\xd9\x84\xd9\x85", "\xe0\xa4\xa6\xe0\xa4\xb0\xe0\xa5\x8d\xe0\xa4\xa6",
	    "\xf0\x9f\x98\x80", "U.S.", "<5%", "\"quote\"", "(OUD)", "1-800-662-4357", "988",
	    "B12.", "word", "and/or", "H2O", "\xe2\x80\x9cso\xe2\x80\x9d", "--", "...", "[3]", "\\",
	    "&amp;", "a", "I", "x\xc2\xb2", "10\xc2\xa0kg", "fever.The"};

	return str_of(words[dice_roll(d, sizeof(words) / sizeof(*words))]);
}

static inline void
random_text(struct build *b, struct dice *d, unsigned words)
{
	unsigned open = 0;

	for (unsigned i = 0; i < words; i++) {
		if (dice_roll(d, 12) == 0) {
			enum span_kind kind =
			    (enum span_kind)(1 + dice_roll(d, SPAN_KIND_COUNT - 1));

			build_span_open(b, kind, kind == SPAN_LANGUAGE ? S("fr") : random_word(d));
			open++;
		}
		build_text(b, random_word(d));
		if (open && dice_roll(d, 3) == 0) {
			build_span_close(b);
			open--;
		}
		build_text(b, dice_roll(d, 8) ? S(" ") : S(". "));
		if (dice_roll(d, 30) == 0)
			build_line_break(b);
	}
	while (open--)
		build_span_close(b);
}

static inline void
random_blocks(struct build *b, struct dice *d, unsigned depth, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		/* any kind anywhere: build puts it right */
		enum block_kind kind = (enum block_kind)(1 + dice_roll(d, BLOCK_KIND_COUNT - 1));

		build_open(b, kind, 1 + dice_roll(d, 6), i + 1);
		if (dice_roll(d, 4) == 0)
			build_value(b, random_word(d));
		if (dice_roll(d, 4) == 0)
			build_number(b, dice_roll(d, 20));
		if (dice_roll(d, 5) == 0)
			build_flag(b, dice_roll(d, 16));
		if (block_is_leaf(kind) || dice_roll(d, 3) == 0)
			random_text(b, d, dice_roll(d, 20));
		else if (depth > 0)
			random_blocks(b, d, depth - 1, dice_roll(d, 4));
		build_close(b);
	}
}

static inline struct document *
random_document(uint64_t seed, struct diag *diag)
{
	struct dice d = {seed * 2654435761u + 88172645463325252u};
	struct build *b = build_begin("random", diag);

	build_meta(b, BUILD_TITLE, random_word(&d));
	build_meta(b, BUILD_LANGUAGE, dice_roll(&d, 2) ? S("en") : S("fr"));
	if (dice_roll(&d, 2))
		build_meta(b, BUILD_HELPLINE, S("Help: 1-800-662-4357"));
	if (dice_roll(&d, 2))
		build_meta(b, BUILD_SOURCE, S("Somebody, https://example.org/"));
	build_meta(b, BUILD_SUMMARY, random_word(&d));
	build_meta(b, BUILD_ID, S("random"));
	random_blocks(b, &d, 6, 1 + dice_roll(&d, 12));
	return build_end(b);
}

#endif
