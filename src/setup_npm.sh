# SPDX-License-Identifier: GPL-3.0-or-later
# Fetches the npm packages that the tests judge pages with; without them those tests are skipped.
# usage: sh src/setup_npm.sh FOLDER NAME@VERSION...
set -eu
folder=$1
shift
mkdir -p "$folder"
if [ "$(cat "$folder/here" 2>/dev/null)" = "$*" ]; then
	exit 0
fi
log=$(mktemp)
if npm install --prefix "$folder" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
	"$@" >"$log" 2>&1; then
	echo "$*" >"$folder/here"
else
	tail -n 5 "$log" >&2
	echo "setup: npm could not fetch $*: the tests of pages will be skipped" >&2
fi
rm -f "$log"
