# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the word lists of src/source/words/ as a C table: one file a language, a line "[kind]"
# before the phrases of that kind, ';' before a comment. What phrases look like: source/words.h.
# usage: sh src/words.sh, from the top of the source

echo '/* made by src/words.sh */'
echo '#include "source/words.h"'
echo 'const struct words_entry words_entries[] = {'
for file in src/source/words/*.txt; do
	language=${file##*/}
	awk -v language="${language%.txt}" '
		/^;/ || /^[ \t]*$/ { next }
		/^\[[a-z]+\]$/ { kind = toupper(substr($0, 2, length($0) - 2)); next }
		/["\\]/ || kind == "" { printf "#error \"%s:%d\"\n", FILENAME, FNR; next }
		{ printf "\t{\"%s\", WORDS_%s, \"%s\"},\n", language, kind, $0 }
	' "$file"
done
echo '	{0, WORDS_KINDS, 0},'
echo '};'
