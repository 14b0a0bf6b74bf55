# SPDX-License-Identifier: GPL-3.0-or-later
# The source is laid out as .clang-format says; shell scripts parse. usage: sh tests/format.sh
set -u
. tests/tap.sh

if have clang-format; then
	for file in $(find src tests -name '*.[ch]' | LC_ALL=C sort); do
		clang-format --dry-run -Werror "$file" >/dev/null 2>&1 || bad="${bad:-} $file"
	done
	[ -z "${bad:-}" ]
	ok "laid out by .clang-format${bad:+: not $bad (run make format)}"
else
	missing 'laid out by .clang-format' clang-format
fi
for script in $(find src tests .ci -name '*.sh' -o -path '.ci/run'); do
	sh -n "$script"
	ok "parses: $script"
done
wrong=$(grep -LE 'SPDX-License-Identifier: GPL-3.0-or-later' $(find src tests -name '*.[ch]' -o -name '*.sh'))
[ -z "$wrong" ]
ok "every file names its licence${wrong:+: not $wrong}"
plan
