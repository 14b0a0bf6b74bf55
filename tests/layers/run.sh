# SPDX-License-Identifier: GPL-3.0-or-later
# Checks every #include in src/ against src/LAYERS, and that the check itself can fail: a wrong
# include planted in a copy of the source must be found. usage: sh tests/layers/run.sh
set -u
here=$(dirname "$0")
number=0
result() { # STATUS NAME
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}

found=$(sh "$here/check.sh" src)
[ -z "$found" ]
result $? 'every include is allowed by src/LAYERS'
[ -n "$found" ] && echo "$found"

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
plant() { # FILE INCLUDE NAME
	rm -rf "$copy/src"
	cp -R src "$copy/src"
	echo "#include $2" >>"$copy/src/$1"
	[ -n "$(sh "$here/check.sh" "$copy/src")" ]
	result $? "planted and found: $3"
}
plant base/str.c '"document/document.h"' 'base includes document'
plant render/text/text.c '"bundle/bundle.h"' 'a renderer includes the bundle'
plant render/text/text.c '<zlib.h>' 'a library outside its one file'
plant bundle/bundle.h '"document/document.h"' 'bundle knows documents'
plant base/str.h '"base/utf8.h"' 'a circle of headers'
echo "1..$number"
