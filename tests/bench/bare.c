/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packs files as they are, a record each, with the effort of `lectern pack`: what the text of
   articles alone costs, to see what their structure adds. usage: bare OUTPUT FILE... */
#include <string.h>

#include "base/input.h"
#include "bundle/bundle.h"

int
main(int count, char **files)
{
	struct diag diag = {0};
	struct output *out;
	struct bundle_writer *w;

	if (count < 3)
		return 2;
	out = output_file(files[1]);
	w = bundle_begin(out, BUNDLE_NORMAL);
	for (int i = 2; i < count; i++) {
		struct buf text = {0};

		if (input_read(files[i], &text, &diag) != 0 ||
		    bundle_add(w,
			str_of(strrchr(files[i], '/') ? strrchr(files[i], '/') + 1 : files[i]),
			buf_str(&text), &diag) != 0)
			return 3;
		buf_free(&text);
	}
	bundle_end(w);
	return output_commit(out, &diag) == 0 ? 0 : 4;
}
