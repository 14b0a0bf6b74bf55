# SPDX-License-Identifier: GPL-3.0-or-later
# An EPUB publication that zip made is packed, a chapter an article. usage: sh tests/peer/epub.sh BUILD
set -u
. tests/tap.sh
lectern=$PWD/$1/lectern

need zip 'EPUB'
mkdir -p "$temp/book/META-INF" "$temp/book/O P/text"
cd "$temp/book" || exit 1
printf 'application/epub+zip' >mimetype
cat >META-INF/container.xml <<'X'
<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="O P/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
X
cat >'O P/package.opf' <<'X'
<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier>
<dc:title>Guide &amp; help</dc:title><dc:language>es</dc:language><dc:creator>Ana Autora</dc:creator><dc:creator>B. Otro</dc:creator></metadata>
<manifest><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="b" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/chapter%20one.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="text/missing.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>
X
page() { printf '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>%s</title></head><body><h1>%s</h1><p>%s</p></body></html>' "$1" "$1" "$2"; }
page Uno 'Llame al 988.' >'O P/text/chapter one.xhtml'
page Dos 'No espere.' >'O P/text/two.xhtml'
page Indice 'Indice' >'O P/nav.xhtml'
zip -q -X0 ../book.epub mimetype && zip -q -Xr9 ../book.epub META-INF 'O P'
cd "$temp" || exit 1
"$lectern" pack -q book.epub -o book.lectern
ok 'packed'
[ "$("$lectern" list book.lectern)" = "chapter-one: Uno (es)
two: Dos (es)" ]
ok 'a chapter an article, in the order of the spine, the contents page left out'
"$lectern" text book.lectern chapter-one | grep -q 'Llame al 988\.'
ok 'the text is there'
"$lectern" list --json book.lectern | grep -q '"topic":"Guide & help"'
ok 'the topic is the title of the publication'
"$lectern" dump -q book.lectern two 2>/dev/null | grep -qx 'author "Ana Autora; B. Otro"'
ok 'its authors are those of the articles'
head -c 700 book.epub >cut.epub
"$lectern" pack -q cut.epub -o cut.lectern 2>said
[ $? -eq 3 ] && grep -q 'bad-epub' said && [ ! -e cut.lectern ]
ok 'a cut publication is refused with a message'
"$lectern" pack -q cut.epub book.epub -o both.lectern 2>said
[ "$("$lectern" list both.lectern | wc -l)" -eq 2 ]
ok 'and what else there is goes on'
"$lectern" pack -q --strict cut.epub book.epub -o strict.lectern 2>said
[ ! -e strict.lectern ]
ok 'but not with --strict'
printf 'PK\003\004 no text' >x.txt
"$lectern" text x.txt >/dev/null 2>said
[ $? -eq 3 ] && grep -q 'not-text' said
ok 'a zip that is no publication is refused'
plan
