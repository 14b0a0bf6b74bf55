/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "source/charset.h"
#include "source/detect.h"
#include "source/repair.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
silent(void *context, const struct diag_message *message)
{
	(void)context;
	(void)message;
}

/* Any bytes are found to be in an encoding that can be read, and give valid text without NULs;
   valid text that says nothing wrong comes through as it is. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = {(const char *)data, size};
	struct diag diag = {.sink = silent};
	struct detected detected;
	struct buf text = {0};

	detect_encoding(bytes, &detected);
	if (charset_to_utf8(bytes, detected.encoding, "fuzz", &text, &diag) != 0)
		abort();
	repair_text(&text, "fuzz", &diag);
	if (!utf8_valid(buf_str(&text)) || str_find_byte(buf_str(&text), '\0', 0) != STR_NONE)
		abort();
	if (str_equal(str_of(detected.how), S("valid")) && diag.count[DIAG_WARNING] == 0 &&
	    !str_equal(buf_str(&text), bytes))
		abort();
	detect_language(buf_str(&text));
	buf_free(&text);
	return 0;
}
