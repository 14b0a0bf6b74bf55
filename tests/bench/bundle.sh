# SPDX-License-Identifier: GPL-3.0-or-later
# Sizes and times of a bundle beside other ways to keep the same articles, in one run; medians of
# nine. What is not installed is left out. The program's own words come from lists made beside
# corpus/, which flatters it there: give a folder of other articles to judge by.
# usage: sh tests/bench/bundle.sh BUILD [FOLDER]
set -u
lectern=$(realpath "$1")/lectern cold=$(realpath "$1")/tests/bench/cold bare=$(realpath "$1")/tests/bench/bare
folder=${2:-corpus}
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

have() { command -v "$1" >/dev/null 2>&1; }
size() { stat -c %s "$1"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", b ? a / b : 0 }'; }
median() { # COMMAND...: the median wall time of nine runs, in milliseconds
	for _ in 1 2 3 4 5 6 7 8 9; do
		start=$(date +%s%N)
		"$@" >/dev/null 2>&1
		echo $((($(date +%s%N) - start) / 1000))
	done | sort -n | sed -n 5p | awk '{ printf "%.1f", $1 / 1000 }'
}
beside() { # NAME FILE
	echo "$1: $(size "$2") bytes, bundle/it $(ratio "$own" "$(size "$2")")"
}
timed() { # OURS NAME COMMAND...: beside what takes lectern OURS milliseconds
	ours=$1 name=$2
	shift 2
	other=$(median "$@")
	echo "$name: $other ms, lectern/it $(ratio "$ours" "$other")"
}

mkdir "$temp/in" "$temp/html"
find "$folder" -type f \( -name '*.txt' -o -name '*.md' \) ! -name README | LC_ALL=C sort |
	while read -r file; do cp "$file" "$temp/in/$(echo "${file#"$folder"/}" | tr / -)"; done
first=$(find "$temp/in" -type f | LC_ALL=C sort | head -n 1)
echo "articles: $(find "$temp/in" -type f | wc -l), $(cat "$temp"/in/* | wc -c) bytes"
for effort in --fast '' --best; do
	# shellcheck disable=SC2086
	packed=$(median "$lectern" pack -q $effort "$temp/in" -o "$temp/$effort.lectern")
	echo "pack $effort: $packed ms, $(size "$temp/$effort.lectern") bytes"
	[ "$effort" = --best ] || own_pack=$packed
done
cp "$temp/.lectern" "$temp/b.lectern"
own=$(size "$temp/b.lectern")
# the words of the same articles, without what is heading, list, link or table, in the same coding
"$lectern" text -q --wrap paragraph --with-boilerplate "$temp/b.lectern" -o "$temp/text/" 2>/dev/null
[ -x "$bare" ] && "$bare" "$temp/bare.lectern" "$temp"/text/* && beside 'their bare text' "$temp/bare.lectern"
id=$("$lectern" list "$temp/b.lectern" | head -n 1 | cut -d: -f1)

tar -C "$temp/in" --sort=name --mtime=@0 --owner=0 --group=0 -cf "$temp/a.tar" .
have zip && (cd "$temp/in" && zip -q -9 -r ../a.zip .) && beside 'zip -9' "$temp/a.zip"
have xz && xz -9e -k "$temp/a.tar" && beside 'tar, xz -9e' "$temp/a.tar.xz"
have zstd && zstd -q -19 --long "$temp/a.tar" && beside 'tar, zstd -19' "$temp/a.tar.zst"
have 7z && 7z a -bd -m0=PPMd "$temp/a.7z" "$temp/in" >/dev/null && beside '7z PPMd, solid' "$temp/a.7z"
have dictzip && dictzip -k "$temp/a.tar" 2>/dev/null && beside 'tar, dictzip' "$temp/a.tar.dz"
have mksquashfs && mksquashfs "$temp/in" "$temp/a.sq" -comp xz -b 128K -quiet -no-progress >/dev/null &&
	beside 'squashfs, xz' "$temp/a.sq"
if have zimwriterfs; then
	"$lectern" html -q "$temp/b.lectern" -o "$temp/html/pages" &&
		printf '\211PNG\r\n\032\n' >"$temp/html/pages/icon.png" &&
		zimwriterfs -w index.html -I icon.png -l eng -n bench -t bench -d bench -c bench -p bench \
			-j "$temp/html/pages" "$temp/a.zim" >/dev/null 2>&1 &&
		beside 'ZIM of its pages' "$temp/a.zim"
fi

one=$(median "$lectern" text -q "$temp/b.lectern" "$id")
echo "one article from the bundle, whole process: $one ms"
have unzip && [ -f "$temp/a.zip" ] && timed "$one" 'unzip -p of one' unzip -p "$temp/a.zip" "$(basename "$first")"
have zimdump && [ -f "$temp/a.zim" ] && timed "$one" 'zimdump show of one' zimdump show --url="$id.html" "$temp/a.zim"
[ -x "$cold" ] && "$cold" "$temp/b.lectern" | sed 's/^/in one process, /'
all=$(median "$lectern" text -q "$temp/b.lectern")
echo "all articles as text: $all ms"
[ -f "$temp/a.zip" ] && timed "$all" 'unzip -p of all' unzip -p "$temp/a.zip"
[ -f "$temp/a.tar.xz" ] && timed "$all" 'xz -dc of all' xz -dc "$temp/a.tar.xz"
[ -f "$temp/a.zip" ] && timed "$own_pack" 'making the zip' zip -q -9 -r "$temp/again.zip" "$temp/in"
[ -f "$temp/a.tar.xz" ] && timed "$own_pack" 'making the tar, xz -9e' sh -c "xz -9e <'$temp/a.tar' >'$temp/again.xz'"
[ -f "$temp/a.zim" ] && timed "$own_pack" 'making the ZIM' sh -c "rm -f '$temp/again.zim'; zimwriterfs -w index.html \
	-I icon.png -l eng -n bench -t bench -d bench -c bench -p bench -j '$temp/html/pages' '$temp/again.zim'"
echo "verify: $(median "$lectern" verify "$temp/b.lectern") ms"
echo "search, no index: $(median "$lectern" search "$temp/b.lectern" treatment dose) ms"
"$lectern" index -q "$temp/b.lectern" 2>/dev/null
echo "search, index: $(median "$lectern" search "$temp/b.lectern" treatment dose) ms"
/usr/bin/time -f 'memory while one is read: %M KB' "$lectern" text -q "$temp/b.lectern" "$id" 2>&1 >/dev/null
exit 0
