# SPDX-License-Identifier: GPL-3.0-or-later
# Prints a base dictionary, deflated, as a C table.
# usage: sh src/bundle/base.sh NUMBER, from the top of the source
set -eu
file=src/bundle/base-$1
packed=$(mktemp)
trap 'rm -f "$packed"' EXIT
# gzip without a name has ten bytes before the stream and eight behind it
gzip -9nc "$file" | tail -c +11 | head -c -8 >"$packed"
echo '/* made by src/bundle/base.sh */'
echo '#include <stddef.h>'
echo "extern const unsigned char base_$1[];"
echo "extern const size_t base_$1_packed, base_$1_plain;"
echo "const size_t base_$1_packed = $(wc -c <"$packed"), base_$1_plain = $(wc -c <"$file");"
echo "const unsigned char base_$1[] = {"
od -An -v -tu1 "$packed" | sed 's/  */ /g; s/^ //; s/ /,/g; s/$/,/'
echo '};'
