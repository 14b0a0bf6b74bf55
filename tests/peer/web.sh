# SPDX-License-Identifier: GPL-3.0-or-later
# The pages that people open, judged by the Nu checker and, in Chromium, by axe.
# usage: sh tests/peer/web.sh BUILD
. tests/tap.sh
lectern=$1/lectern
export NODE_PATH=$PWD/build/npm/node_modules
vnu=$NODE_PATH/vnu-jar/build/dist/vnu.jar

"$lectern" html -q corpus -o "$temp/corpus/" && "$lectern" html -q tests/peer/web -o "$temp/rich/"
ok 'pages of a corpus and of odd articles'

"$lectern" phone -q --format wav,ulaw corpus/emergency -o "$temp/line"
ok 'the page for the operator of a phone line'

mkdir "$temp/changed"
cp corpus/emergency/*.md "$temp/changed"
sed -i '0,/breath/s//breath soon/' "$temp"/changed/*.md
"$lectern" phone -q --format ulaw "$temp/changed" -o "$temp/again" &&
	"$lectern" phone -q --format ulaw corpus/emergency -o "$temp/again" && grep -q 'Changed\.<' "$temp/again/review.html"
ok 'the same page again, of a line that changed and has no sound that browsers play'

find "$temp/corpus" -name '*.html' -size +13k >"$temp/big"
[ ! -s "$temp/big" ]
ok 'an ordinary article is less than 14 KB'

! grep -liE '<script|src=|@import|url\(| on[a-z]+="' "$temp"/corpus/*.html "$temp"/rich/*.html
ok 'nothing that a browser would run or fetch'

"$lectern" html -q --fragment tests/peer/web/rich.md -o "$temp/fragment"
! grep -qiE '<(html|head|body|main|nav|style|!doctype)' "$temp/fragment" && grep -q '<table>' "$temp/fragment"
ok 'a fragment is the blocks alone'

mkdir "$temp/manual"
if have mandoc; then
	for page in src/man/*.[157]; do
		name=$(basename "$page")
		mandoc -T html "$page" | "$lectern" html -q --type html --lang en - -o "$temp/manual/$name.html" &&
			[ "$(mandoc -T html "$page" | grep -c '<h[12] ')" -eq "$(grep -c '<h[23]' "$temp/manual/$name.html")" ] || break
	done
	ok 'the manual as web pages has every heading'
else
	missing 'the manual as web pages has every heading' mandoc
fi

if have java && [ -f "$vnu" ]; then
	java -jar "$vnu" --format gnu "$temp"/corpus/*.html "$temp"/rich/*.html "$temp"/manual/*.html "$temp"/*/review.html
	ok 'the Nu checker finds no fault'
else
	missing 'the Nu checker finds no fault' vnu-jar
fi

if have chromium && have node && [ -d "$NODE_PATH/axe-core" ] &&
	[ -d "$NODE_PATH/playwright-core" ]; then
	node tests/peer/web.js "$(command -v chromium)" "$temp"/rich/*.html "$temp"/corpus/index.html \
		"$temp"/manual/*.html "$temp"/*/review.html "$temp"/corpus/rights-and-privacy.html "$temp"/corpus/finding-help-*.html
	ok 'in Chromium: no axe violation, readable when narrow or large, moved by keys'
else
	missing 'in Chromium: no axe violation, readable when narrow or large, moved by keys' 'chromium, node or axe-core'
fi
plan
