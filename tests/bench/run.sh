# SPDX-License-Identifier: GPL-3.0-or-later
# Measures lectern beside other programs in one run, medians of five, on a corpus made here from
# corpus/ (its articles over and over, a word changed in each). Prints "what: figure" lines.
# usage: sh tests/bench/run.sh BUILD
set -u
lectern=$1/lectern
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

median() { # COMMAND...: the median wall time of five runs, in milliseconds
	for _ in 1 2 3 4 5; do
		start=$(date +%s%N)
		"$@" >/dev/null 2>&1
		echo $((($(date +%s%N) - start) / 1000))
	done | sort -n | sed -n 3p | awk '{ printf "%.1f", $1 / 1000 }'
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", b ? a / b : 0 }'; }
have() { command -v "$1" >/dev/null 2>&1; }
size() { wc -c <"$1"; }

mkdir "$temp/md" "$temp/txt"
find corpus -name '*.md' | LC_ALL=C sort >"$temp/list"
n=0
while [ "$n" -lt 20 ]; do
	while read -r file; do
		name=$n-$(echo "$file" | tr / -)
		sed "s/^id: .*/&-$n/; s/\bhelp\b/help number $n/" "$file" >"$temp/md/$name"
	done <"$temp/list"
	n=$((n + 1))
done
cat $(cat "$temp/list") >"$temp/one.md"
count=$(ls "$temp/md" | wc -l)
echo "corpus: $count articles, $(cat "$temp"/md/* | wc -c) bytes"

"$lectern" pack -q "$temp/md" -o "$temp/b.lectern" 2>/dev/null
"$lectern" pack -q corpus -o "$temp/c.lectern" 2>/dev/null
echo "bundle of corpus/: $(size "$temp/c.lectern") bytes"
tar -C corpus -cf "$temp/c.tar" .
have zip && (cd corpus && zip -q -9 -r "$temp/c.zip" .) && echo "zip -9 of corpus/: $(size "$temp/c.zip") bytes, bundle/zip $(ratio "$(size "$temp/c.lectern")" "$(size "$temp/c.zip")")"
have xz && xz -9e -k "$temp/c.tar" && echo "tar and xz -9e of corpus/: $(size "$temp/c.tar.xz") bytes, bundle/xz $(ratio "$(size "$temp/c.lectern")" "$(size "$temp/c.tar.xz")")"
have zstd && zstd -q -19 "$temp/c.tar" && echo "tar and zstd -19 of corpus/: $(size "$temp/c.tar.zst") bytes, bundle/zstd $(ratio "$(size "$temp/c.lectern")" "$(size "$temp/c.tar.zst")")"

echo "pack: $(median "$lectern" pack -q "$temp/md" -o "$temp/x.lectern") ms for $count articles"
echo "verify: $(median "$lectern" verify "$temp/b.lectern") ms"
one=$(median "$lectern" text "$temp/c.lectern" overdose-first-aid)
echo "text of one article from a bundle, whole process: $one ms"
have unzip && [ -f "$temp/c.zip" ] && other=$(median unzip -p "$temp/c.zip" emergency/1-overdose-first-aid.md) &&
	echo "unzip -p of the same: $other ms, lectern/unzip $(ratio "$one" "$other")"
i=0
while [ "$i" -lt 40 ]; do
	cat "$temp/one.md"
	i=$((i + 1))
done | sed '/^---$/,/^---$/d' >"$temp/big.md"
own=$(median "$lectern" text -q "$temp/big.md")
echo "Markdown to text, $(size "$temp/big.md") bytes: $own ms"
have cmark-gfm && other=$(median cmark-gfm -e table -t plaintext "$temp/big.md") &&
	echo "cmark-gfm to plain text: $other ms, lectern/cmark-gfm $(ratio "$own" "$other")"
{
	echo '<!DOCTYPE html><title>All</title><main>'
	"$lectern" html -q --fragment "$temp/big.md"
	echo '</main>'
} >"$temp/big.html"
own=$(median "$lectern" text -q "$temp/big.html")
echo "HTML to text, $(size "$temp/big.html") bytes: $own ms"
cc -O2 -o "$temp/gumbo" tests/bench/gumbo.c $(pkg-config --cflags --libs gumbo) &&
	other=$(median "$temp/gumbo" "$temp/big.html") &&
	echo "gumbo, parsing alone: $other ms, lectern/gumbo $(ratio "$own" "$other")"
"$lectern" text -q "$temp/big.md" >"$temp/big.txt"
own=$(median "$lectern" text -q "$temp/big.txt")
echo "plain text to text, $(size "$temp/big.txt") bytes: $own ms"
other=$(median iconv -f UTF-8 -t UTF-8 "$temp/big.txt") &&
	echo "iconv, UTF-8 to UTF-8: $other ms, lectern/iconv $(ratio "$own" "$other")"
# Braille of the English articles, and of twenty of each, where all but the first are warm
for many in one many; do
	mkdir "$temp/$many"
	[ "$many" = one ] && copies='0-' || copies=''
	find "$temp/md" -name "$copies*.md" ! -name '*-es-*' ! -name '*-fr-*' -exec cp {} "$temp/$many" ';'
	"$lectern" pack -q "$temp/$many" -o "$temp/$many.lectern" 2>/dev/null
	"$lectern" text -q "$temp/$many.lectern" >"$temp/$many.txt"
done
more() { awk -v one="$1" -v many="$2" 'BEGIN { printf "%.1f", (many - one) / 19 }'; }
against() { # NAME ONCE TWENTY: beside what lectern took
	echo "$1: $2 ms and $(more "$2" "$3") ms, $1/lectern $(ratio "$2" "$own") cold, $(ratio "$(more "$2" "$3")" "$own_more") warm"
}
own=$(median "$lectern" braille -q "$temp/one.lectern")
own_more=$(more "$own" "$(median "$lectern" braille -q "$temp/many.lectern")")
echo "braille, $(size "$temp/one.txt") bytes: $own ms, and $own_more ms for each time more in one run"
if have file2brl; then
	file2brl() { (cd "$temp" && command file2brl "$@"); } # it leaves a file where it is
	against file2brl "$(median file2brl one.txt one.brl)" "$(median file2brl many.txt one.brl)"
fi
translate() { "$lectern" braille --translate <"$temp/$1.txt"; }
lou_translate() { command lou_translate --forward en-ueb-g2.ctb <"$temp/$1.txt"; }
own=$(median translate one)
own_more=$(more "$own" "$(median translate many)")
echo "its lines alone: $own ms, and $own_more ms for each time more"
have lou_translate && against lou_translate "$(median lou_translate one)" "$(median lou_translate many)"
own=$(median "$lectern" speech -q -j 1 "$temp/c.lectern" overdose-first-aid -o "$temp/s.wav")
echo "speech of one article, one worker: $own ms"
"$lectern" text -q "$temp/c.lectern" overdose-first-aid >"$temp/s.txt"
have espeak-ng && other=$(median espeak-ng -f "$temp/s.txt" -w "$temp/e.wav") &&
	echo "espeak-ng -w of its text: $other ms, lectern/espeak-ng $(ratio "$own" "$other")"
# The whole job of a folder of sounds for a telephone's rate, levelled here and not there
cpu() { # SHELL COMMAND: processor seconds, of all processes
	python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1], shell=True, stderr=subprocess.DEVNULL)
r = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%.2f" % (r.ru_utime + r.ru_stime))' "$1"
}
own=$(cpu "'$lectern' speech -q -j 1 --per sentence '$temp/c.lectern' -o '$temp/sounds/'")
seconds=$(find "$temp/sounds" -name '*.wav' -size +0 | wc -l)
echo "speech of all of corpus/, a file a sentence: $own s of processor for $seconds files"
if have espeak-ng && have sox; then
	"$lectern" script -q "$temp/c.lectern" | cut -f3 >"$temp/lines"
	other=$(cpu "n=0; while read -r line; do n=\$((n + 1)); espeak-ng -w '$temp/p.wav' \"\$line\" && sox '$temp/p.wav' -r 8000 '$temp/q.wav'; done <'$temp/lines'")
	echo "espeak-ng -w and sox of the same: $other s, lectern/both $(ratio "$own" "$other")"
fi
# A phone line, and what it costs again when nothing changed
if have espeak-ng && have sox; then
	own=$(cpu "'$lectern' phone -q -j 1 '$temp/c.lectern' -o '$temp/line'")
	same=$(cpu "'$lectern' phone -q -j 1 '$temp/c.lectern' -o '$temp/line'")
	echo "phone line of corpus/, $(wc -l <"$temp/line/prompts.txt") prompts: $own s of processor, and $same s when nothing changed, same/first $(ratio "$same" "$own")"
	python3 -c 'import csv, sys
for row in csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8")):
    print(row["language"], row["spoken"])' "$temp/line/prompts.csv" >"$temp/lines"
	other=$(cpu "while read -r language line; do espeak-ng -v \$language -w '$temp/p.wav' -- \"\$line\" && sox '$temp/p.wav' -r 8000 '$temp/q.wav'; done <'$temp/lines'")
	echo "espeak-ng -w and sox of the same prompts: $other s, lectern/both $(ratio "$own" "$other")"
fi
length=$("$lectern" speech -q "$temp/c.lectern" overdose-first-aid --timing json -o "$temp/t/" && sed 's/.*"seconds":\([0-9.]*\).*/\1/;q' "$temp"/t/*.json)
own=$(cpu "'$lectern' speech -q -j 1 '$temp/c.lectern' overdose-first-aid -o '$temp/s.wav'")
echo "speech of one article: $(ratio "$length" "$own") seconds of sound for one of the processor"
exit 0
