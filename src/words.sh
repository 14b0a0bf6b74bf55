# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the word lists of src/source/words/ as a C table: one file a language, a line "[kind]"
# before the phrases of that kind, ';' before a comment. What phrases look like: source/words.h.
# The common words are a table of their own, in order, each with all its languages.
# usage: sh src/words.sh, from the top of the source

echo '/* made by src/words.sh */'
echo '#include "source/words.h"'
echo 'const struct words_entry words_entries[] = {'
for file in src/source/words/*.txt; do
	language=${file##*/}
	awk -v language="${language%.txt}" '
		/^;/ || /^[ \t]*$/ { next }
		/^\[[a-z]+\]$/ { kind = toupper(substr($0, 2, length($0) - 2)); next }
		kind == "COMMON" { next }
		/["\\]/ || kind == "" { printf "#error \"%s:%d\"\n", FILENAME, FNR; next }
		{ printf "\t{\"%s\", WORDS_%s, \"%s\"},\n", language, kind, $0 }
	' "$file"
done
echo '	{0, WORDS_KINDS, 0},'
echo '};'

echo 'const char *const words_languages[] = {'
for file in src/source/words/*.txt; do
	language=${file##*/}
	echo "	\"${language%.txt}\","
done
echo '	0,'
echo '};'

echo 'const struct words_common words_common[] = {'
awk '
	FNR == 1 { kind = ""; files++ }
	/^;/ || /^[ \t]*$/ { next }
	/^\[/ { kind = $0; next }
	kind == "[common]" { print $0 " " files - 1 }
' src/source/words/*.txt | LC_ALL=C sort -u | awk '
	!/^[a-z]+ [0-9]+$/ { printf "#error \"%s\"\n", $0; next }
	$1 != word { if (word) printf "\t{\"%s\", %s},\n", word, bits; word = $1; bits = "" }
	{ bits = bits (bits ? " | " : "") "1u << " $2 }
	END { if (word) printf "\t{\"%s\", %s},\n", word, bits }
'
echo '};'
echo 'const size_t words_common_count = sizeof(words_common) / sizeof(*words_common);'
