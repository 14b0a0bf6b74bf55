# SPDX-License-Identifier: GPL-3.0-or-later
# What other programs find in an export: sums, lengths, formats, and nothing hostile in the
# dialplan. usage: sh tests/peer/phone.sh BUILD
set -u
lectern=$1/lectern
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
number=0
report() { # STATUS NAME
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}

mkdir "$temp/articles"
cat >"$temp/articles/hostile.md" <<'PAGE'
---
title: ;-- ${SHELL(rm -rf /)} "quoted", & 'more' ](x) =>
id: hostile
language: en
topic: "a,b;--c${d}"
helplines:
  - Help, "all" hours: 1-800-662-4357
---

## ;-- exten => s,1,System(true)

Take 5 mg, not more. Call 1-800-662-4357.

## ${CALLERID(num)}

Do not stop suddenly.
PAGE
cat >"$temp/articles/plain.md" <<'PAGE'
---
title: Le sevrage
id: sevrage
language: fr
---

Le sevrage commence après quelques heures.
PAGE

"$lectern" phone -q -j 1 "$temp/articles" -o "$temp/one" 2>/dev/null
report $? "hostile titles are exported"
"$lectern" phone -q -j 3 "$temp/articles" -o "$temp/three" 2>/dev/null
diff -r "$temp/one" "$temp/three" >/dev/null
report $? "the same bytes for one process and three"

! LC_ALL=C grep -q '[^ -~]' "$temp/one/extensions.conf"
report $? "the dialplan is ASCII"
! grep -q -e ';--' -e SHELL -e System -e CALLERID -e quoted "$temp/one/extensions.conf"
report $? "no word of a title reaches the dialplan"
! find "$temp/one/sounds" -type f | grep -qv '/[a-z][0-9a-f]*\.[a-z]*$'
report $? "no word of a title reaches a file name"

if command -v python3 >/dev/null; then
	python3 - "$temp/one" <<'CHECK'
import csv, hashlib, json, os, sys
line = sys.argv[1]
with open(line + "/prompts.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
listed = set()
for row in rows:
    with open(line + "/" + row["file"], "rb") as file:
        sound = file.read()
    assert hashlib.sha256(sound).hexdigest() == row["sha256"], row
    assert len(sound) % 160 == 0 and len(sound) / 8000 == float(row["seconds"]), row
    assert abs(float(row["level"]) + 22) <= 1, row
    listed.add(row["file"].replace(".ulaw", ""))
there = {os.path.join(folder, name)[len(line) + 1:].rsplit(".", 1)[0]
         for folder, _, names in os.walk(line + "/sounds") for name in names}
assert listed == there, listed ^ there
with open(line + "/flow.json", encoding="utf-8") as file:
    said = file.read()
json.loads(said)
# the line's own words for menus may go unused on a small line
spare = [row["text"] for row in rows if row["id"] not in said and row["id"][0] != "p"]
assert not spare, spare
text = " ".join(row["spoken"] for row in rows)
assert "five milligrams, not more" in text, text
assert text.count("six six two, four three five seven") >= 2
CHECK
	report $? "every prompt's sum, length and level are as listed, and every prompt is said"
fi
if command -v ffprobe >/dev/null; then
	wrong=0
	for file in "$temp"/one/sounds/en/lectern/p*.wav; do
		set -- $(ffprobe -v error -show_entries stream=codec_name,sample_rate,channels -of default=nw=1:nk=1 "$file")
		[ "$*" = "pcm_s16le 8000 1" ] || wrong=1
	done
	report $wrong "WAV files are 16-bit, 8000 samples a second, one channel"
fi
if command -v xmllint >/dev/null; then
	xmllint --html --noout "$temp/one/review.html" 2>&1 | grep -v 'Tag \(main\|section\|audio\) invalid' | grep -q ' error '
	[ $? -ne 0 ]
	report $? "review.html is well-formed"
fi
echo "1..$number"
