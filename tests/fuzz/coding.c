/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two bytes of length and a dictionary, then codes: refused, or text as long as was asked for. */
#include <stdint.h>
#include <stdlib.h>

#include "bundle/coding.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = {(const char *)data, size}, codes;
	size_t length = size < 2 ? 0 : (size_t)data[0] | (size_t)data[1] << 8;
	struct coding *coding;
	const char *fault;

	if (size < 2)
		return 0;
	if (length > size - 2)
		length = size - 2;
	codes = str_sub(all, 2 + length, size);
	coding = coding_load(str_sub(all, 2, 2 + length), &fault);
	if (coding == NULL && fault == NULL)
		abort();
	for (size_t asked = 0; coding && codes.len > 0; asked = asked * 2 + 1) {
		struct buf text = {0};
		size_t left = codes.len;
		bool given = coding_decode(coding, &codes, asked, &text);

		if (given && (text.len != asked || codes.len > left))
			abort();
		buf_free(&text);
		if (!given)
			break;
	}
	coding_free(coding);
	return 0;
}
