# SPDX-License-Identifier: GPL-3.0-or-later
# eBraille publications before judges that nobody here wrote: unzip, xmllint, epubcheck, vnu and
# liblouis. usage: sh tests/peer/ebrl.sh BUILD
set -u
. tests/tap.sh
lectern=$PWD/$1/lectern
vnu=$(find "$PWD/build/npm" -name vnu.jar 2>/dev/null | head -n 1)
corpus=$PWD/corpus

cd "$temp" || exit 1

"$lectern" pack -q "$corpus" -o all.lectern 2>/dev/null
"$lectern" braille -q --format ebrl all.lectern -o all.ebrl 2>/dev/null
ok 'a bundle becomes one publication'
"$lectern" braille -q --format ebrl all.lectern -o again.ebrl 2>/dev/null
cmp -s all.ebrl again.ebrl
ok 'the same bytes every time'
"$lectern" braille -q --format ebrl --unpacked all.lectern -o all 2>/dev/null
ok 'and a folder of the same files'
if have unzip; then
	unzip -tq all.ebrl >/dev/null && unzip -q all.ebrl -d out && rm -f all/.lectern && diff -r all out
	ok 'unzip takes it: what is in the folder'
	[ "$(unzip -Z1 all.ebrl | head -n 1)" = mimetype ] &&
		[ "$(head -c 58 all.ebrl | tail -c 28)" = 'mimetypeapplication/epub+zip' ]
	ok 'the first entry says what it is'
else
	missing 'unzip takes it: what is in the folder' unzip
	missing 'the first entry says what it is' unzip
fi
# eBraille 1.0, 8.2
grep -q '<link rel="publication" type="application/oebps-package+xml" href="package.opf"/>' all/index.html &&
	grep -q 'role="doc-toc"' all/index.html && [ -f all/package.opf ]
ok 'the entry page names the package document'
articles=$("$lectern" list all.lectern | wc -l)
[ "$(ls all/ebraille/*.html | wc -l)" -eq "$articles" ] &&
	[ "$(grep -c '<itemref' all/package.opf)" -eq "$articles" ]
ok 'a page an article, each in the reading order'
if have xmllint; then
	xmllint --noout all/package.opf all/META-INF/container.xml all/index.html all/ebraille/*.html 2>/dev/null
	ok 'all of it is well-formed'
	# what eBraille 1.0, 5.3.3, requires
	for name in dc:creator dc:date dc:format dc:identifier dc:language dc:title; do
		grep -q "<$name[^>]*>[^<]" all/package.opf || echo "$name"
	done >missing
	for name in a11y:brailleCellType a11y:brailleSystem a11y:completeTranscription a11y:producer \
		a11y:tactileGraphics dcterms:dateCopyrighted dcterms:modified; do
		grep -q "<meta property=\"$name\">[^<]" all/package.opf || echo "$name"
	done >>missing
	[ ! -s missing ]
	ok 'the metadata has what the format requires'
else
	missing 'all of it is well-formed' xmllint
	missing 'the metadata has what the format requires' xmllint
fi
jar=/usr/share/java/epubcheck.jar # the package's program is this jar, which not every kernel runs
if [ -f "$jar" ] && have java; then
	# the file names and the properties of eBraille are younger than epubcheck
	"$lectern" braille -q --format ebrl all.lectern $("$lectern" list all.lectern | sed 's/:.*//' | sed -n '1p;5p;9p;13p') -o some.ebrl
	mv some.ebrl some.epub
	java -jar "$jar" some.epub >checked 2>&1
	grep -E '^(FATAL|ERROR|WARNING)' checked |
		grep -v -e HTM-014a -e 'OPF-027.*"a11y:\(brailleCellType\|brailleSystem\|completeTranscription\|producer\|tactileGraphics\)"' >said
	[ ! -s said ] && grep -q '^Messages: 0 fatals' checked
	ok 'epubcheck finds what eBraille adds to EPUB, and nothing else'
else
	missing 'epubcheck finds what eBraille adds to EPUB, and nothing else' epubcheck
fi
if [ -n "$vnu" ] && have java; then
	mkdir pages
	for file in all/index.html $(ls all/ebraille/*.html | head -n 6); do
		# what eBraille and EPUB add to HTML
		sed 's/ epub:type="toc"//; s/ xmlns:epub="[^"]*"//; /rel="publication"/d' "$file" >"pages/$(basename "$file" .html).xhtml"
	done
	java -jar "$vnu" pages/*.xhtml >said 2>&1
	ok 'the pages are valid HTML'
else
	missing 'the pages are valid HTML' vnu
fi
sed -n '/<link/s/.*href=//p' all/ebraille/*.html | sort -u >links
[ "$(cat links)" = '"style.css"/>' ]
ok 'a page has its style sheet from the publication'
for file in all/ebraille/*.html; do
	# xmlns is the one address that a page has
	sed 's/ xmlns="[^"]*"//' "$file" | grep -q -e '<script' -e '<form' -e '://' && echo "$file"
done >said
[ ! -s said ]
ok 'no script, no form, no address outside it'
for file in all/index.html all/ebraille/*.html; do
	sed -n '/<title>/p; /<body>/,$p' "$file" | sed 's/<[^>]*>//g' | LC_ALL=C tr -d ' \n' |
		LC_ALL=C sed 's/\xe2\xa0[\x80-\xbf]//g; s/\xc2\xa0//g' | head -c 1
done >left
[ ! -s left ]
ok 'text is cells of six dots and blanks'

# The words are those of the other formats, cell for cell, tables apart, which are laid out there.
cells() { LC_ALL=C sed 's/\xe2\xa0\x80//g; s/\xc2\xa0//g' | LC_ALL=C tr -d ' \n\f'; }
compared=0
for file in all/ebraille/*.html; do
	grep -q '<table' "$file" && continue
	id=$(basename "$file" .html | sed 's/^[0-9]*-//')
	sed -n '/<body>/,$p' "$file" | sed 's/<[^>]*>//g' | cells >page
	"$lectern" braille -q --format unicode --no-layout all.lectern "$id" 2>/dev/null | cells >lines
	cmp -s page lines || echo "$id"
	compared=$((compared + 1))
done >differ
[ ! -s differ ]
ok 'the same cells as in Unicode braille without layout'

cat >words.md <<'X'
---
title: Do not mix
updated: 2026-03-01
---

Never take it twice in four hours.

| Product | Dose |
| --- | --- |
| Nasal spray | 8 mg |

- Call 1-800-662-4357.
X
"$lectern" braille -q --format ebrl --grade 1 --unpacked words.md -o words 2>/dev/null
if have lou_translate; then
	sed -n '/<body>/,$p' words/ebraille/1-words.html | sed 's/<[^>]*>/\n/g' |
		sed 's/ /\xe2\xa0\x80/g; s/\xc2\xa0/\xe2\xa0\x80/g' | grep -a '[^ ]' |
		lou_translate --backward unicode.dis,en-ueb-g1.ctb |
		tr '\n' ' ' | tr -s ' ' >back
	grep -q 'Do not mix.*Never take it twice in four hours\..*Product.*Dose.*Nasal spray.*8 mg.*1-800-662-4357' back
	ok 'liblouis reads the words and figures back'
else
	missing 'liblouis reads the words and figures back' lou_translate
fi
for wrong in '--width 30' '--no-layout' '--date 2026-13-01' '--date today' '--volumes 20' '--map' '--contents'; do
	"$lectern" braille -q --format ebrl $wrong words.md -o wrong.ebrl 2>said
	[ $? -eq 2 ] && [ ! -e wrong.ebrl ] || echo "$wrong"
done >taken
printf '# Undated\n\nCall 988.\n' >undated.md
SOURCE_DATE_EPOCH=1700000000 "$lectern" braille -q --format ebrl --unpacked undated.md -o undated 2>/dev/null
grep -q '<dc:date>2023-11-14<' undated/package.opf &&
	"$lectern" braille -q --format ebrl --unpacked --date 2026-02-03 undated.md -o dated 2>/dev/null &&
	grep -q '<dc:date>2026-02-03<' dated/package.opf &&
	"$lectern" braille -q --format ebrl --unpacked undated.md -o now 2>/dev/null &&
	grep -q "<dc:date>$(date -u +%Y)-" now/package.opf
ok 'without a date of its own it has that of the day it is made, or the one asked for'
"$lectern" braille -q --format pef --creator 'A. Writer' --date 2026-02-03 undated.md 2>/dev/null >undated.pef
grep -q '<dc:creator>A. Writer<' undated.pef && grep -q '<dc:date>2026-02-03<' undated.pef
ok 'PEF has who wrote it, and when'
: >empty.txt
{
	"$lectern" braille -q --format pef --contents words.md # no headings
	"$lectern" braille -q --format pef --contents undated.md empty.txt
	"$lectern" braille -q --format pef empty.txt
} 2>/dev/null | tr -d ' \n' >sections
! grep -q '<section></section>\|<section/>\|"></volume>' sections && grep -q '<page/>' sections
ok 'every section of PEF has a page, every volume a section'
"$lectern" braille -q --creator Me words.md -o wrong.brf 2>said
[ $? -eq 2 ] && [ ! -s taken ]
ok 'options that say nothing there are refused'
"$lectern" braille -q --format ebrl all.lectern no-such-article -o wrong.ebrl 2>said
[ $? -eq 3 ] && [ ! -e wrong.ebrl ] && grep -q no-article said
ok 'an article that is not there is an error'
plan
