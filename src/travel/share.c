/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "travel/share.h"

enum { FIELD = 0x11d };

struct field {
	unsigned char power[2 * SHARES_MOST], log[256]; /* of 2, which all others are powers of */
};

static void
field_make(struct field *f)
{
	unsigned value = 1;

	for (unsigned i = 0; i < SHARES_MOST; i++) {
		f->power[i] = f->power[i + SHARES_MOST] = (unsigned char)value;
		f->log[value] = (unsigned char)i;
		value <<= 1;
		if (value > 255)
			value ^= FIELD;
	}
	f->log[0] = 0;
}

static unsigned
times(const struct field *f, unsigned a, unsigned b)
{
	return a && b ? f->power[f->log[a] + f->log[b]] : 0;
}

static unsigned
divided(const struct field *f, unsigned a, unsigned b)
{
	return a ? f->power[f->log[a] + SHARES_MOST - f->log[b]] : 0;
}

/* How much share i counts at `number` (Lagrange); in this field a sum is an exclusive or. */
static unsigned
weight(const struct field *f, const struct share *shares, size_t needed, size_t i, unsigned number)
{
	unsigned product = 1;

	for (size_t n = 0; n < needed; n++)
		if (n != i)
			product = divided(f, times(f, product, number ^ shares[n].number),
			    shares[i].number ^ shares[n].number);
	return product;
}

void
share_make(const struct share *shares, size_t needed, unsigned number, struct buf *out)
{
	size_t length = shares[0].bytes.len;
	struct field field;
	char *to;

	field_make(&field);
	buf_fill(out, '\0', length);
	to = out->at + out->len - length;
	for (size_t i = 0; i < needed; i++) {
		unsigned by = weight(&field, shares, needed, i, number);

		for (size_t n = 0; by && n < length; n++)
			to[n] = (char)(to[n] ^ (char)times(&field, by,
						   (unsigned char)shares[i].bytes.at[n]));
	}
}
