# SPDX-License-Identifier: GPL-3.0-or-later
# The source is laid out as .clang-format says; shell scripts parse. usage: sh tests/format.sh
set -u
number=0
if command -v clang-format >/dev/null 2>&1; then
	for file in $(find src tests -name '*.[ch]' | LC_ALL=C sort); do
		clang-format --dry-run -Werror "$file" >/dev/null 2>&1 || bad="${bad:-} $file"
	done
	number=$((number + 1))
	if [ -z "${bad:-}" ]; then
		echo "ok $number - laid out by .clang-format"
	else
		echo "not ok $number - laid out by .clang-format:$bad (run make format)"
	fi
else
	number=$((number + 1))
	echo "ok $number - laid out by .clang-format # SKIP clang-format is not installed"
fi
for script in $(find src tests .ci -name '*.sh' -o -path '.ci/run'); do
	number=$((number + 1))
	if sh -n "$script"; then echo "ok $number - parses: $script"; else echo "not ok $number - parses: $script"; fi
done
number=$((number + 1))
wrong=$(grep -LE 'SPDX-License-Identifier: GPL-3.0-or-later' $(find src tests -name '*.[ch]' -o -name '*.sh'))
if [ -z "$wrong" ]; then echo "ok $number - every file names its licence"; else echo "not ok $number - every file names its licence: $wrong"; fi
echo "1..$number"
