# SPDX-License-Identifier: GPL-3.0-or-later
# Prints one line for each include that src/LAYERS does not allow, and each circle of headers.
# usage: sh tests/layers/check.sh SRC
cd "$1" || exit 1
find . -name '*.c' -o -name '*.h' | sed 's#^\./##' | LC_ALL=C sort | xargs grep -n '^#include' /dev/null |
	awk -v layers=LAYERS '
function folder(path) { return path ~ /\// ? substr(path, 1, match(path, /\/[^\/]*$/) - 1) : "." }
BEGIN {
	while ((getline line < layers) > 0) {
		if (line ~ /^#/ || line == "") continue
		n = index(line, ": "); if (!n) n = index(line, ":")
		name = substr(line, 1, n - 1); rest = substr(line, n + 1)
		if (name ~ /^</) { sub(/^ */, "", rest); owner[name] = rest; continue }
		known[name] = 1
		count = split(rest, may, " ")
		for (i = 1; i <= count; i++) allowed[name, may[i]] = 1
	}
}
{
	split($0, part, ":"); file = part[1]; line = part[2]
	include = $0; sub(/^[^#]*#include */, "", include); sub(/[ \t].*$/, "", include)
	from = folder(file)
	if (!(from in known)) { print file ": its folder is not in LAYERS"; next }
	if (include ~ /^</) {
		if (include in owner && owner[include] != file)
			print file ":" line ": " include " belongs to " owner[include] " alone"
		next
	}
	gsub(/"/, "", include); to = folder(include)
	if (to == from && include !~ /\//) to = from
	if (to != from && !((from, to) in allowed))
		print file ":" line ": " from " may not include " to " (" include ")"
	if (file ~ /\.h$/ && include ~ /\.h$/) { edge[file] = edge[file] " " include; node[file] = 1 }
}
function visit(file, path,    next_, count, i) {
	if (state[file] == 2) return
	if (state[file] == 1) { print "circle of headers:" path " " file; return }
	state[file] = 1
	count = split(edge[file], next_, " ")
	for (i = 1; i <= count; i++) visit(next_[i], path " " file)
	state[file] = 2
}
END { for (file in node) visit(file, "") }'
# every foreign header has one owner: headers of libraries that LAYERS does not name
grep -rhoE '^#include <[^>]+>' . --include='*.c' --include='*.h' | sort -u | sed 's/#include //' |
	grep -vxE '<(assert|ctype|dirent|dlfcn|errno|fcntl|fnmatch|ftw|getopt|glob|inttypes|limits|locale|math|poll|setjmp|signal|stdarg|stdbool|stddef|stdint|stdio|stdlib|string|strings|termios|time|unistd|wchar|wctype|sys/[a-z]+)\.h>' |
	while read -r header; do
		grep -qF "$header: " LAYERS || echo "$header is a library that LAYERS gives no file"
	done
