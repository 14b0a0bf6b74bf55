/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle/digest.h"

#include <stdlib.h>
#include <string.h>

#include "base/input.h"
#include "base/mem.h"

enum { FINGERPRINT_MOST = 1024 * 1024 };

struct digest {
	char (*sums)[HASH_TEXT]; /* the NUL becomes the line end */
	size_t count, room;
	struct buf record;
};

struct digest *
digest_begin(void)
{
	return mem_get(sizeof(struct digest));
}

void
digest_add(struct digest *d, struct str name, struct str bytes)
{
	if (str_equal(name, S("catalogue")))
		return;
	buf_clear(&d->record);
	buf_put(&d->record, name);
	buf_byte(&d->record, '\0');
	buf_put(&d->record, bytes);
	d->sums = mem_grow(d->sums, d->count, &d->room, sizeof(*d->sums));
	hash_sha256(buf_str(&d->record), d->sums[d->count]);
	d->sums[d->count++][HASH_TEXT - 1] = '\n';
}

static int
by_bytes(const void *left, const void *right)
{
	return memcmp(left, right, HASH_TEXT);
}

void
digest_end(struct digest *d, char digest[HASH_TEXT])
{
	if (d->count > 0)
		qsort(d->sums, d->count, sizeof(*d->sums), by_bytes);
	hash_sha256((struct str){(const char *)d->sums, d->count * sizeof(*d->sums)}, digest);
	mem_free(d->sums);
	buf_free(&d->record);
	mem_free(d);
}

int
bundle_digest(struct bundle *bundle, char digest[HASH_TEXT], struct diag *diag)
{
	struct digest *d = digest_begin();
	struct buf record = {0};
	int result = 0;

	for (size_t i = 0; i < bundle_count(bundle) && result == 0; i++) {
		buf_clear(&record);
		result = bundle_read(bundle, i, &record, diag);
		digest_add(d, bundle_name(bundle, i), buf_str(&record));
	}
	digest_end(d, digest);
	buf_free(&record);
	return result;
}

int
bundle_fingerprint(const char *path, char text[HASH_TEXT], struct diag *diag)
{
	struct input *in = input_open(path, diag);
	struct buf bytes = {0};
	unsigned long long size;
	size_t last;
	int result;

	if (in == NULL)
		return -1;
	size = input_size(in);
	last = size < FINGERPRINT_MOST ? (size_t)size : FINGERPRINT_MOST;
	buf_u64(&bytes, size);
	result = input_at(in, size - last, last, &bytes, diag);
	hash_sha256(buf_str(&bytes), text);
	buf_free(&bytes);
	input_close(in);
	return result;
}
