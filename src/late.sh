# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the C table of the libraries that base/late opens, with the file names that the linker
# would have written into the program. usage: sh src/late.sh CC -lNAME... (other flags are kept)
set -eu
cc=$1
shift
probe=$(mktemp)
trap 'rm -f "$probe"' EXIT
echo 'int main(void){return 0;}' | $cc -x c - -o "$probe" -Wl,--no-as-needed "$@"
needed=$(readelf -d "$probe" | sed -n 's/.*(NEEDED).*\[\(.*\)\].*/\1/p')

echo '/* made by src/late.sh */'
echo '#include "base/late.h"'
echo 'const struct late_file late_files[] = {'
for flag; do
	case $flag in
	-l*)
		name=${flag#-l}
		file=$(echo "$needed" | grep "^lib$name\.so") || {
			echo "lectern: the linker finds no shared library $name" >&2
			exit 1
		}
		printf '\t{"%s", "%s"},\n' "$name" "$file"
		;;
	esac
done
echo '	{0, 0},'
echo '};'
