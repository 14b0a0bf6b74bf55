/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_PARSE_H
#define LECTERN_BUNDLE_PARSE_H

#include "bundle/words.h"

/* The cheapest way to write symbols with entries, each of which stands for a run of them. */
struct parser;

enum { BIT = 16 }; /* costs are in parts of a bit */

struct parser *parser_begin(void);
void parser_free(struct parser *);
/* Entry number `entry` stands for this run. Of two for one run, the last counts. */
void parser_add(struct parser *, const uint32_t *run, size_t len, uint32_t entry);
/*
 * Appends the numbers of the entries; `costs` are by entry. An entry `without` (or none:
 * UINT32_MAX) is not used. Gives the cost; UINT32_MAX when it cannot be done.
 */
uint32_t parser_parse(struct parser *, const uint32_t *run, size_t len, const uint32_t *costs,
    uint32_t without, struct symbols *entries);

/* -log2(part / whole) in parts of a bit; the same on every machine. */
uint32_t bits_of(uint64_t part, uint64_t whole);

#endif
