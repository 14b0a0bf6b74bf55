# SPDX-License-Identifier: GPL-3.0-or-later
# The words whose cells the program brings along: they are what the table says, and are left alone
# where there is another table.
# usage: sh tests/peer/braille_learned.sh BUILD
set -u
. tests/tap.sh
lectern=$1/lectern
tables=$(pkg-config --variable=tablesdir liblouis)

# With a path of its own the library is asked for everything.
awk 'NR % 23 == 1 { print; print "The " $0 ", (" $0 ")-" $0 "’s" }' "$1/gen/learned.txt" >"$temp/words"
"$lectern" braille --translate <"$temp/words" >"$temp/learned" &&
	LOUIS_TABLEPATH=$tables "$lectern" braille --translate <"$temp/words" >"$temp/asked"
[ "$(wc -l <"$temp/learned")" -gt 200 ] && cmp "$temp/learned" "$temp/asked"
ok 'words learned when the program was built are what the table says now'

mkdir "$temp/tables"
cp -R "$tables/." "$temp/tables/"
echo 'word naloxone 1-1-1' >>"$temp/tables/en-ueb-g2.ctb"
[ "$(echo naloxone | "$lectern" braille --translate --format brf)" = 'NALOX"O' ] &&
	[ "$(echo naloxone | LOUIS_TABLEPATH=$temp/tables "$lectern" braille --translate --format brf)" = AAA ]
ok 'of a table elsewhere nothing was learned'

lectern=$(realpath "$lectern")
(cd "$temp/tables" && [ "$(echo naloxone | "$lectern" braille --translate --format brf)" = AAA ])
ok 'nor of one in the folder at hand, which the library takes first'
plan
