# SPDX-License-Identifier: GPL-3.0-or-later
# Braille from the outside: character sets, file names, and the way back through liblouis.
# usage: sh tests/peer/braille.sh BUILD
set -u
. tests/tap.sh
lectern=$1/lectern

printf '# Doses\n\nTake 2 tablets (10 mg) twice a day, **never** more.\n\n- Call 911.\n' >"$temp/a.md"
printf 'Take \346\227\245 tablets.\n' >"$temp/b.md"

[ "$("$lectern" braille --roundtrip "$temp/a.md" 2>/dev/null)" = \
	'1 articles, 13 words, 0 came back changed, 0 with other punctuation, 0 times other emphasis' ]
ok 'plain words come back the same'

"$lectern" braille --roundtrip "$temp/b.md" >"$temp/told" 2>/dev/null
grep -q '^[^ ]*b\.md:1: block 1, character 5: words: ".*" came back as "\[U+65E5\]"$' "$temp/told" &&
	grep -q '^1 articles, 3 words, 1 came back changed,' "$temp/told"
ok 'a character that braille cannot write is told of by its place'

"$lectern" braille --roundtrip --json "$temp/b.md" 2>/dev/null | grep -q '"block":1,"character":5,.*"back":"\[U+65E5\]"'
ok 'and as JSON'

"$lectern" braille --charset nabcc-lower "$temp/a.md" >"$temp/lower" &&
	"$lectern" braille --charset text_nabcc.dis "$temp/a.md" | cmp -s - "$temp/lower"
ok 'nabcc-lower is what liblouis has as text_nabcc.dis'

"$lectern" braille "$temp/a.md" | tr 'A-Z@[\\]^' 'a-z`{|}~' | cmp -s - "$temp/lower"
ok 'and differs from nabcc by case alone'

"$lectern" braille --charset ru-letters.dis "$temp/a.md" >/dev/null 2>"$temp/said"
[ $? != 0 ] && grep -q 'no-charset' "$temp/said"
ok 'a character set that writes two cells alike is refused'

"$lectern" braille -q --format pef "$temp/a.md" -o "$temp/out/" 2>/dev/null && [ -f "$temp/out/a.pef" ]
ok 'files are named by their format'

for format in pef unicode; do
	"$lectern" braille --charset nabcc-lower --format $format "$temp/a.md" >"$temp/got" 2>"$temp/said"
	[ $? = 2 ] && [ ! -s "$temp/got" ] && grep -q 'bad-option' "$temp/said"
	ok "a character set with --format $format is a fault of usage"
done
echo x | "$lectern" braille --translate --charset nabcc-lower >/dev/null 2>&1
[ $? = 2 ] && [ "$(echo x | "$lectern" braille --translate --format brf --charset nabcc-lower)" = ';x' ]
ok 'and with --translate, but for braille ASCII'

printf '# Dosis\n\n| Hora | Dosis |\n|--|--|\n| 1 | 2 mg |\n' >"$temp/es.md"
"$lectern" braille --preset display --lang es --grade 1 --table-form listed "$temp/es.md" 2>/dev/null |
	grep -q "$(echo 'fila por fila' | "$lectern" braille --translate --format brf --lang es --grade 1)"
ok 'what is added stands in the language of the article'

python3 tests/peer/braille_map.py "$lectern" tests/golden/braille/*.md tests/golden/page/*.html
ok 'the map has a place for every word, and the letter of that place in every letter cell'

# read from contents.brf: page 2 has ,"O TWO ?REE F\R in line 8 from cell 3 on
"$lectern" braille --map --width 30 --depth 10 --contents --running-head off tests/golden/braille/contents.md 2>/dev/null |
	sed -n 2p >"$temp/map"
python3 - "$temp/map" <<'END'
import json, sys
lines = json.load(open(sys.argv[1]))["lines"]
line = lines[7]
assert line[:3] == ["blank", "blank", [4, 0]], line
assert line[10] == [4, 8] and line[11] == [4, 10], "three: th, r"
assert line[15] == [4, 14] and line[16] == [4, 15], "four: f, ou"
assert lines[9][:2] == [[4, 63], [4, 65]] and lines[9][-1] == "page-number"
END
ok 'cells of a page that was read have the places that were read'

python3 tests/peer/braille_articles.py "$temp/articles" 12
for options in '' '--width 20 --depth 10' '--width 27 --depth 17 --contents' '--preset canute --heading-keep 2' '--width 33 --table-form listed --running-head off' '--preset embosser-32 --table-form stairstep' '--width 48 --depth 40'; do
	python3 tests/peer/braille_pages.py "$lectern" "$temp"/articles/*.md -- --lang en $options
	ok "pages keep the rules of the format: ${options:-as they are}"
done

mkdir "$temp/in"
for n in 1 2 3 4; do
	{
		echo "# Article $n"
		for part in First Then Last; do
			printf '\n## %s of %s\n\n' "$part" "$n"
			i=0
			while [ $((i += 1)) -le $((n * 5)) ]; do printf 'Keep %s or 40 tablets dry. ' "$i"; done
			echo
		done
	} >"$temp/in/$n.md"
done
for sizes in '5 20 10' '7 30 9' '9 40 12'; do
	set -- $sizes
	page="-q --running-head off --page-numbers on --width $2 --depth $3"
	rm -rf "$temp/volumes"
	"$lectern" braille $page "$temp/in" -o "$temp/whole.brf" &&
		"$lectern" braille $page --contents --volumes "$1" "$temp/in" -o "$temp/volumes" &&
		python3 tests/peer/volumes.py "$temp/volumes" "$1" "$3" "$temp/whole.brf"
	ok "volumes of $1 pages, $2 by $3 cells, keep the rules and every word"
done

"$lectern" braille -q --volumes 5 --format pef "$temp/in" -o "$temp/pef" &&
	! grep -L '<row>' "$temp/pef/"*.pef | grep -q .
ok 'volumes as PEF are a file each'

"$lectern" braille -q --map --contents --volumes 5 "$temp/in" -o "$temp/maps" &&
	! grep -v '"article"' "$temp/maps/"*.jsonl | grep -q '\[[0-9]' && grep -q '"article".*\[[0-9]' "$temp/maps/"*.jsonl
ok 'the map of a volume names the article wherever it names a block'

"$lectern" braille --volumes 5 "$temp/in" >/dev/null 2>"$temp/said"
[ $? = 2 ] && grep -q 'no-output' "$temp/said"
ok 'volumes need a folder'
"$lectern" braille --volumes 5 --preset display "$temp/in" -o "$temp/none" 2>"$temp/said"
[ $? = 2 ] && [ ! -e "$temp/none" ] && grep -q 'bad-option' "$temp/said"
ok 'and pages'

i=0
mkdir "$temp/many"
while [ $((i += 1)) -le 140 ]; do
	printf '# Leaf %s\n\nTake %s tablets, \346\227\245.\n' "$i" "$i" >"$temp/many/$i.md"
done
for jobs in 1 3; do
	"$lectern" braille -j $jobs "$temp/many" -o "$temp/jobs$jobs/" 2>&1 | grep -v '^Wrote' >"$temp/said$jobs"
done
[ "$(ls "$temp/jobs3" | wc -l)" = 140 ] && diff -r "$temp/jobs1" "$temp/jobs3" >"$temp/diff" &&
	[ "$(grep -c no-sign "$temp/said1")" -ge 1 ] && cmp -s "$temp/said1" "$temp/said3"
ok 'any number of workers writes the same files and says the same, in the same order'
plan
