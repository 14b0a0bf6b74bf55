# SPDX-License-Identifier: GPL-3.0-or-later
# Libraries are opened when a command first needs them: reading a bundle needs none of these,
# and where one is missing the message names it and the old output stays.
# usage: sh tests/fault/late.sh BUILD
set -u
. tests/tap.sh
lectern=$PWD/$1/lectern shim=$PWD/$1/tests/fault/shim.so
table=$1/gen/late.c

without() { # NTH ARGUMENT...: runs lectern as if the Nth library it opens were not there
	nth=$1
	shift
	LD_PRELOAD=$shim FAULT=dlopen:$nth:fail "$lectern" "$@" 2>"$temp/said"
}

LD_TRACE_LOADED_OBJECTS=1 "$lectern" >"$temp/at_start"
sed -n 's/.*, "\(.*\)"}.*/\1/p' "$table" >"$temp/late"
[ -s "$temp/late" ] && ! grep -F -f "$temp/late" "$temp/at_start"
ok 'no late library is there when the program starts'

[ "${MODE-}" = asan ] && skip_rest 'libraries that are missing' 'the shim and the sanitizer both replace calls'
printf '# One\n\nThe first text. Call 988.\n' >"$temp/one.md"
"$lectern" pack -q "$temp/one.md" -o "$temp/one.lectern"
for verb in text list info dump outline script html; do
	case $verb in html) set -- -q -o "$temp/html/" ;; *) set -- ;; esac
	without 1 "$verb" "$temp/one.lectern" "$@" >/dev/null && [ ! -s "$temp/said" ]
	ok "$verb reads a bundle without them"
done

missing() { # LIBRARY NTH ARGUMENT...
	library=$1 nth=$2
	shift 2
	echo old >"$temp/out"
	without "$nth" "$@" -o "$temp/out" >/dev/null
	[ $? -eq 5 ] && grep -q "^lectern: error: the library $library cannot be used: " "$temp/said" &&
		[ "$(cat "$temp/out")" = old ]
	ok "$1 without $library says so and leaves the old file"
}
missing md4c 1 text "$temp/one.md"
missing louis 1 braille "$temp/one.lectern"
missing espeak-ng 2 speech --voice en "$temp/one.lectern"
missing sndfile 1 speech --voice clock "$temp/one.lectern"
echo '<!doctype html><title>One</title><p>Text.' >"$temp/one.html"
missing gumbo 1 text "$temp/one.html"
plan
