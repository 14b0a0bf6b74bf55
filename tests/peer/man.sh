# SPDX-License-Identifier: GPL-3.0-or-later
# mandoc finds nothing to warn of in the manual. usage: sh tests/peer/man.sh BUILD
number=0
if ! command -v mandoc >/dev/null 2>&1; then
	echo 'ok 1 - mandoc # SKIP mandoc is not installed'
	echo '1..1'
	exit 0
fi
for page in src/man/*.[1-9]; do
	number=$((number + 1))
	# cross references look for installed pages: only ours are checked, by the list of files
	said=$(mandoc -Tlint -W warning "$page" | grep -v 'referenced manual not found')
	if [ -z "$said" ]; then echo "ok $number - $page"; else echo "not ok $number - $page: $said"; fi
	for ref in $(sed -n 's/^\.Xr \(lectern[a-z-]*\) \([0-9]\).*/\1.\2/p' "$page" | sort -u); do
		number=$((number + 1))
		if [ -f "src/man/$ref" ]; then echo "ok $number - $page refers to $ref"; else echo "not ok $number - $page refers to $ref"; fi
	done
done
echo "1..$number"
