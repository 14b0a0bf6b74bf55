# SPDX-License-Identifier: GPL-3.0-or-later
# Checks every #include in src/ against src/LAYERS, and that the check itself can fail: a wrong
# include planted in a copy of the source must be found. usage: sh tests/layers/run.sh
set -u
. tests/tap.sh
here=$(dirname "$0")

found=$(sh "$here/check.sh" src)
[ -z "$found" ]
ok 'every include is allowed by src/LAYERS'
[ -n "$found" ] && echo "$found"

plant() { # FILE INCLUDE NAME
	rm -rf "$temp/src"
	cp -R src "$temp/src"
	echo "#include $2" >>"$temp/src/$1"
	[ -n "$(sh "$here/check.sh" "$temp/src")" ]
	ok "planted and found: $3"
}
plant base/str.c '"document/document.h"' 'base includes document'
plant render/text/text.c '"bundle/bundle.h"' 'a renderer includes the bundle'
plant render/text/text.c '<zlib.h>' 'a library outside its one file'
plant bundle/bundle.h '"document/document.h"' 'bundle knows documents'
plant base/str.h '"base/utf8.h"' 'a circle of headers'
plan
