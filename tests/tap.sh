# SPDX-License-Identifier: GPL-3.0-or-later
# What test scripts say, in TAP, and a folder that goes when they end: `. tests/tap.sh` from the
# top of the tree.
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
number=0

result() { # STATUS NAME
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}
ok() { # NAME, of what the command before has shown
	result $? "$1"
}
skip() { # NAME WHY
	number=$((number + 1))
	echo "ok $number - $1 # SKIP $2"
}
missing() { # NAME TOOL
	skip "$1" "$2 is not installed"
}
have() { # TOOL
	command -v "$1" >/dev/null 2>&1
}
plan() {
	echo "1..$number"
}
skip_rest() { # NAME WHY
	skip "$1" "$2"
	plan
	exit 0
}
need() { # TOOL NAME: without it there is nothing to test
	have "$1" || skip_rest "$2" "$1 is not installed"
}
