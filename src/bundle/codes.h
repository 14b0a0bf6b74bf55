/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LECTERN_BUNDLE_CODES_H
#define LECTERN_BUNDLE_CODES_H

#include <stddef.h>
#include <stdint.h>

/*
 * Which code each entry of a dictionary gets (lectern-bundle(5), Dictionaries). Deflate has one
 * set of code lengths for all bytes, be they a whole code or the first or second byte of one.
 * The bytes of the codes are therefore used as often in each of these places, as far as can be:
 * then codes of two bytes cost hardly more than if each entry had bits of its own.
 */
struct codes {
	unsigned singles;
	size_t own, base;    /* entries; those of the base have the numbers behind the own ones */
	uint32_t bytes[256]; /* what each byte costs, in parts of a bit (parse.h) */
};

/*
 * `uses`: of the own entries, those used most first. `base_uses`: of the base, in its order.
 * Gives each own entry its number. Numbers of one class, which stand together, cost about the same:
 * the entries of a class may change places.
 */
void codes_give(struct codes *, const uint32_t *uses, const uint32_t *base_uses, uint32_t *numbers);
uint32_t codes_cost(const struct codes *, size_t number);
unsigned codes_class(const struct codes *, size_t number);

#endif
