# SPDX-License-Identifier: GPL-3.0-or-later
# Golden cases: tests/golden/TOPIC/CASE.{txt,md,html} with the outputs that stand beside it.
#   CASE.tree    lectern dump            CASE.text    lectern text
#   CASE.brf     lectern braille         CASE.script  lectern script
#   CASE.outline lectern outline --json  CASE.flow    the call flow of lectern phone
#   CASE.volumes lectern braille --volumes, each file behind its name
#   CASE.ebrl    lectern braille --format ebrl --unpacked, each file behind its name
#   CASE.diag    what is said on standard error (by lectern dump)
# A first line in the case such as <!-- braille: --width 20 --> gives that rendering options.
# tests/golden/bundle/CASE.lectern are bundles of version 1 as they were when it was frozen; they
# open for ever: CASE.content is the digest of what is in them, CASE.said their articles' text.
# Neither these files nor src/bundle/base-N ever change.
# usage: sh tests/golden/run.sh BUILD   (SET=1 in the environment writes the outputs that exist)
set -u
. tests/tap.sh
lectern=$1/lectern

options() { # CASE RENDERING
	sed -n "s/^<!-- $2: \(.*\) -->\$/\1/p" "$1" | head -n 1
}

produce() { # CASE KIND
	case $2 in
	tree) "$lectern" dump -q "$1" 2>/dev/null ;;
	text) "$lectern" text $(options "$1" text) "$1" 2>/dev/null ;;
	brf) "$lectern" braille $(options "$1" braille) "$1" 2>/dev/null | tr '\f' '|' ;;
	script) "$lectern" script "$1" 2>/dev/null ;;
	outline) "$lectern" outline --json "$1" 2>/dev/null ;;
	flow)
		rm -rf "$temp/phone"
		"$lectern" phone --voice clock -q "$1" -o "$temp/phone" 2>/dev/null && cat "$temp/phone/flow.txt"
		;;
	volumes)
		rm -rf "$temp/volumes"
		"$lectern" braille $(options "$1" volumes) -q "$1" -o "$temp/volumes" 2>/dev/null
		(cd "$temp/volumes" && for file in *; do echo "== $file" && tr '\f' '|' <"$file"; done)
		;;
	ebrl)
		rm -rf "$temp/ebrl"
		"$lectern" braille --format ebrl --unpacked $(options "$1" ebrl) -q "$1" -o "$temp/ebrl" 2>/dev/null
		(cd "$temp/ebrl" && for file in mimetype META-INF/* package.opf index.html ebraille/*; do echo "== $file" && cat "$file"; done)
		;;
	diag) "$lectern" dump "$1" 2>&1 >/dev/null ;;
	esac
}

for case in $(find tests/golden -mindepth 2 \( -name '*.txt' -o -name '*.md' -o -name '*.html' \) | LC_ALL=C sort); do
	for kind in tree text brf volumes ebrl script outline flow diag; do
		expected=${case%.*}.$kind
		[ -f "$expected" ] || continue
		produce "$case" "$kind" >"$temp/got"
		[ "${SET:-}" = 1 ] && cp "$temp/got" "$expected"
		cmp -s "$temp/got" "$expected"
		ok "$expected"
		diff -u "$expected" "$temp/got" | head -n 30
	done
done
for case in tests/golden/bundle/*.lectern; do
	expected=${case%.*}
	"$lectern" verify -q "$case" >/dev/null 2>&1 &&
		"$lectern" info "$case" | sed -n 's/^Content: //p' | cmp -s - "$expected.content" &&
		{ [ ! -f "$expected.said" ] || "$lectern" text "$case" | tr -s '\n' | cmp -s - "$expected.said"; }
	ok "$case opens"
done
plan
[ "${SET:-}" != 1 ] || echo '# the expected outputs were written: read what changed'
