/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audio/codec.h"

const struct codec *
codec_find(struct str name)
{
	for (size_t i = 0; codecs[i]; i++) {
		if (!str_equal(str_of(codecs[i]->name), name))
			continue;
		if (codecs[i]->ready)
			codecs[i]->ready();
		return codecs[i];
	}
	return NULL;
}
