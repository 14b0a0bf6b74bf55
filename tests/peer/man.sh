# SPDX-License-Identifier: GPL-3.0-or-later
# mandoc finds nothing to warn of in the manual. usage: sh tests/peer/man.sh BUILD
. tests/tap.sh

need mandoc 'the manual'
for page in src/man/*.[1-9]; do
	# cross references look for installed pages: only ours are checked, by the list of files
	said=$(mandoc -Tlint -W warning "$page" | grep -v 'referenced manual not found')
	[ -z "$said" ]
	ok "$page${said:+: $said}"
	for ref in $(sed -n 's/^\.Xr \(lectern[a-z-]*\) \([0-9]\).*/\1.\2/p' "$page" | sort -u); do
		[ -f "src/man/$ref" ]
		ok "$page refers to $ref"
	done
done
plan
