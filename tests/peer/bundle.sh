# SPDX-License-Identifier: GPL-3.0-or-later
# A reader written from lectern-bundle(5) alone reads what is written here, record for record.
# usage: sh tests/peer/bundle.sh BUILD
build=$1
if ! command -v python3 >/dev/null 2>&1; then
	echo 'ok 1 - a second reader # SKIP python3 is not installed'
	echo '1..1'
	exit 0
fi
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
number=0
check() {
	name=$1
	shift
	number=$((number + 1))
	if said=$("$@" 2>&1); then echo "ok $number - $name"; else echo "not ok $number - $name: $said" | tail -n 1; fi
}

"$build/tests/property/bundle" "$here" >/dev/null
for bundle in "$here"/*.bundle; do
	check "$(basename "$bundle")" python3 tests/peer/bundle_reader.py compare "$bundle" "${bundle%-*}"
done
[ "$number" -gt 0 ] || echo 'not ok 1 - no bundle was written'
if "$build/lectern" pack corpus -o "$here/corpus" >/dev/null 2>&1; then
	check 'the corpus' python3 tests/peer/bundle_reader.py list "$here/corpus"
fi
printf '\001' | dd of="$here/corpus" bs=1 seek=9 conv=notrunc 2>/dev/null
number=$((number + 1))
if python3 tests/peer/bundle_reader.py list "$here/corpus" 2>&1 | grep -q 'version 257'; then
	echo "ok $number - another version is refused"
else
	echo "not ok $number - another version is refused"
fi
echo "1..$number"
