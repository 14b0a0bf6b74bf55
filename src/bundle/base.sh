# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the base dictionaries as a C table.
# usage: sh src/bundle/base.sh FILE...: base-1, base-2 and so on
set -eu
echo '/* made by src/bundle/base.sh */'
echo '#include "bundle/base.h"'
number=0
for file; do
	number=$((number + 1))
	echo "static const unsigned char base_$number[] = {"
	od -An -v -tu1 "$file" | sed 's/  */ /g; s/^ //; s/ /,/g; s/$/,/'
	echo '};'
done
echo 'const struct base_bytes bases[] = {'
for n in $(seq $number); do
	echo "	{base_$n, sizeof(base_$n)},"
done
echo '};'
