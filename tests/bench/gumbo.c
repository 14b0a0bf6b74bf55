/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What parsing HTML costs alone: gumbo over a file, nothing done with the tree. */
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 64 * 1024 * 1024 };

int
main(int argc, char **argv)
{
	FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
	char *text = malloc(MOST);
	size_t len = file && text ? fread(text, 1, MOST, file) : 0;
	GumboOutput *tree = gumbo_parse_with_options(&kGumboDefaultOptions, text, len);

	gumbo_destroy_output(&kGumboDefaultOptions, tree);
	free(text);
	return file ? fclose(file) : 1;
}
