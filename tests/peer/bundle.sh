# SPDX-License-Identifier: GPL-3.0-or-later
# A reader written from lectern-bundle(5) alone reads what is written here, record for record.
# usage: sh tests/peer/bundle.sh BUILD
. tests/tap.sh
build=$1

need python3 'a second reader'
check() { # NAME COMMAND...
	name=$1
	shift
	if said=$("$@" 2>&1); then result 0 "$name"; else result 1 "$name: $(echo "$said" | tail -n 1)"; fi
}

"$build/tests/property/bundle" "$temp" >/dev/null
for bundle in "$temp"/*.bundle; do
	check "$(basename "$bundle")" python3 tests/peer/bundle_reader.py compare "$bundle" "${bundle%-*}"
done
[ "$number" -gt 0 ]
ok 'bundles were written'
if "$build/lectern" pack corpus -o "$temp/corpus" >/dev/null 2>&1; then
	check 'the corpus' python3 tests/peer/bundle_reader.py list "$temp/corpus"
fi
printf '\001' | dd of="$temp/corpus" bs=1 seek=9 conv=notrunc 2>/dev/null
python3 tests/peer/bundle_reader.py list "$temp/corpus" 2>&1 | grep -q 'version 257'
ok 'another version is refused'
plan
