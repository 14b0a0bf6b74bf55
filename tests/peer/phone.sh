# SPDX-License-Identifier: GPL-3.0-or-later
# What other programs find in an export: sums, lengths, formats, and nothing hostile in the
# dialplan. usage: sh tests/peer/phone.sh BUILD
set -u
. tests/tap.sh
lectern=$1/lectern

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
ok "hostile titles are exported"
"$lectern" phone -q -j 3 "$temp/articles" -o "$temp/three" 2>/dev/null
diff -r "$temp/one" "$temp/three" >/dev/null
ok "the same bytes for one process and three"

! LC_ALL=C grep -q '[^ -~]' "$temp/one/extensions.conf"
ok "the dialplan is ASCII"
! grep -q -e ';--' -e SHELL -e System -e CALLERID -e quoted "$temp/one/extensions.conf"
ok "no word of a title reaches the dialplan"
! find "$temp/one/sounds" -type f | grep -qv '/[a-z][0-9a-f]*\.[a-z]*$'
ok "no word of a title reaches a file name"

if have python3; then
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
    assert abs(float(row["level"]) + 22) <= 0.5, row
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
with open(line + "/review.html", encoding="utf-8") as file:
    shown = file.read()
unseen = [row["text"] for row in rows if row["id"] not in shown]
assert not unseen, unseen
text = " ".join(row["spoken"] for row in rows)
assert "five milligrams, not more" in text, text
assert text.count("six six two, four three five seven") >= 2
CHECK
	ok "every prompt's sum, length and level are as listed, and every prompt is said"
fi
# --- what an operator sets ----------------------------------------------------------------
id=$(sed -n 's/^"\(p[0-9a-f]*\)","[^"]*","Thank you\.".*/\1/p' "$temp/one/prompts.csv")
mkdir "$temp/human" "$temp/human/en"
if have sox; then
	sox -R -n -r 44100 -c 2 "$temp/human/en/$id.wav" synth 1.5 sine 440 2>/dev/null
	sox -R -n -r 8000 -c 1 "$temp/human/p00000000.wav" synth 1 sine 300 2>/dev/null
	cp "$temp/human/p00000000.wav" "$temp/human/thanks.wav"
	number_id=$(sed -n 's/^"\(n[0-9a-f]*\)".*/\1/p' "$temp/one/prompts.csv" | head -n 1)
	echo 'no sound' >"$temp/human/$number_id.wav"
	"$lectern" phone --human "$temp/human" "$temp/articles/hostile.md" -o "$temp/recorded" 2>"$temp/said"
	ok "recordings stand in place of prompts"
	grep "^\"$id\"" "$temp/recorded/prompts.csv" | grep -q '"human",1\.[56]' &&
		[ "$(grep -c '"human"' "$temp/recorded/prompts.csv")" = 1 ]
	ok "a recording is listed as one, with its length"
	grep -q 'p00000000.wav.*stale-recording' "$temp/said" && grep -q 'thanks.wav.*no-prompt-name' "$temp/said" &&
		grep -q "$number_id.wav.*bad-recording" "$temp/said"
	ok "stale, unnamed and broken recordings are said"
fi
"$lectern" phone -q --voice clock --human "$temp/nowhere" "$temp/articles" -o "$temp/none" 2>"$temp/said"
[ $? -eq 3 ] && [ ! -e "$temp/none" ]
ok "a folder of recordings that is not there is an error"
"$lectern" phone -q --level -10 "$temp/articles/plain.md" -o "$temp/loud" 2>"$temp/said" && grep -q low-prompt "$temp/said"
ok "prompts that stay under their level are said"
"$lectern" phone -q --voice clock --languages fr "$temp/articles" -o "$temp/french" 2>"$temp/said" &&
	[ "$(ls "$temp/french/sounds")" = fr ] && ! grep -q '"id":"languages' "$temp/french/flow.json"
ok "a line of one of the languages"
"$lectern" phone -q --voice clock --languages fr,en "$temp/articles" -o "$temp/both" 2>"$temp/said" &&
	grep '^welcome' "$temp/both/flow.txt" | head -n 1 | grep -q 'wfr, fr'
ok "languages come as they are named"
"$lectern" phone -q --voice clock --languages de "$temp/articles" -o "$temp/none" 2>"$temp/said"
[ $? -eq 2 ] && [ ! -e "$temp/none" ]
ok "a language without articles is an error"
printf 'pause: 6\n' >"$temp/keys"
"$lectern" phone -q --voice clock --keys "$temp/keys" "$temp/articles" -o "$temp/none" 2>"$temp/said"
[ $? -eq 2 ] && grep -q 'keys:1.*bad-keys' "$temp/said" && [ ! -e "$temp/none" ]
ok "two things on one key are an error, said with its line"
printf 'again: 7\nmore: 6\nup: #\non: *\n' >"$temp/keys"
"$lectern" phone -q --voice clock --keys "$temp/keys" "$temp/articles" -o "$temp/keyed" 2>"$temp/said" &&
	grep -q 'press 7. To go back, press pound' "$temp/keyed/prompts.txt" &&
	grep -q '^exten => 7,1,Goto(lectern-menu,s,1)' "$temp/keyed/extensions.conf" &&
	! grep -v '^;' "$temp/keyed/extensions.conf" | grep -q '@'
ok "keys are said and taken as they are set"

for option in --menu=tree --menu=linear --max-options=2 --languages=fr --speeds=on --format=gsm; do
	"$lectern" phone -q --voice clock "$option" "$temp/articles" corpus/emergency -o "$temp/ways" 2>/dev/null && python3 tests/peer/review.py "$temp/ways"
	ok "the keys that review.html gives lead to each prompt, $option"
done
sed '/seconds. Keys: [1-9], [1-9]/ { s/Keys: ./Keys: */; :a; n; ba; }' "$temp/ways/review.html" >"$temp/planted"
mv "$temp/planted" "$temp/ways/review.html"
! python3 tests/peer/review.py "$temp/ways" >"$temp/said"
ok "a wrong key there is found: $(head -n 1 "$temp/said")"

# --- a second export over the first -----------------------------------------------------------
again=$temp/again
made() { "$lectern" phone -q -j 1 "$@" 2>/dev/null; }
inodes() { find "$again/sounds" -type f -printf '%i %P\n' | sort -k 2; }
cp -a "$temp/one" "$again"
inodes >"$temp/before"
made "$temp/articles" -o "$again" && diff -r "$temp/one" "$again" && inodes | cmp -s - "$temp/before"
ok "an unchanged line is made of the same files, byte for byte"
made --fresh "$temp/articles" -o "$again" && diff -r "$temp/one" "$again" &&
	inodes | join -1 2 -2 2 - "$temp/before" | awk '$2 == $3 { same = 1 } END { exit same }'
ok "--fresh makes every sound"
mkdir "$temp/edited"
sed 's/Take 5 mg/Take 4 mg/' "$temp/articles/hostile.md" >"$temp/edited/hostile.md"
cp "$temp/articles/plain.md" "$temp/edited"
inodes >"$temp/before"
made "$temp/edited" -o "$temp/edited.line" && made "$temp/edited" -o "$again" && diff -r -x review.html "$temp/edited.line" "$again"
ok "one that changed is what it would be if it were new"
sed 's/ Changed\.//; s/"prompt new"/"prompt"/' "$again/review.html" | cmp - "$temp/edited.line/review.html" &&
	[ "$(grep -c ' Changed\.' "$again/review.html")" = 1 ]
ok "review.html marks what changed, and nothing else"
changed=$(inodes | join -1 2 -2 2 -a 1 - "$temp/before" | awk '$2 != $3' | wc -l)
gone=$(cut -d ' ' -f 2 "$temp/before" | while read -r file; do [ -e "$again/sounds/$file" ] || echo "$file"; done | wc -l)
[ "$changed" = 2 ] && [ "$gone" = 2 ]
ok "only the changed prompt is made, and the stale one is gone ($changed made, $gone gone)"
cp -a "$again" "$temp/was"
"$lectern" phone -q -j 2 --fresh "$temp/articles" corpus -o "$again" 2>/dev/null &
sleep 0.4
kill -9 $! 2>/dev/null
wait $! 2>/dev/null
diff -r "$temp/was" "$again" && made -j 2 "$temp/edited" -o "$again" &&
	inodes | cut -d ' ' -f 1 | sort >"$temp/after" && [ "$(sort "$temp/before" | cut -d ' ' -f 1 | comm -13 - "$temp/after" | wc -l)" = 2 ]
ok "an export that is killed leaves the old one, from which two processes take the same"
find "$again/sounds" -name '*.wav' -exec touch -d 2001-01-01 {} +
cp -a "$again" "$temp/copied"
for file in "$again"/sounds/en/lectern/s*.wav; do
	touch -r "$file" "$temp/time"
	printf 'x' | dd of="$file" bs=1 seek=900 conv=notrunc 2>/dev/null
	touch -r "$temp/time" "$file"
	break
done
made "$temp/edited" -o "$again" && diff -rq "$temp/edited.line/sounds" "$again/sounds" && made "$temp/edited" -o "$temp/copied" && diff -r "$temp/edited.line/sounds" "$temp/copied/sounds"
ok "a sound that was changed and given its old time is made again"
made "$temp/articles" -o "$again"
made "$temp/articles" -o "$again"
sounds=$again/sounds/en/lectern
set -- "$sounds"/s*.ulaw
printf 'x' | dd of="$1" bs=1 seek=900 conv=notrunc 2>/dev/null
rm "$sounds/$id.wav"
ln -s /etc/passwd "$sounds/$id.wav"
set -- "$sounds"/t*.wav
: >"$1"
made "$temp/articles" -o "$again" && diff -r "$temp/one" "$again" && [ ! -L "$sounds/$id.wav" ]
ok "sounds that were changed on disk are made again"
wrong=0
for spoil in 'printf x >>"$again/.index"' 'head -c 700 "$temp/one/.index" >"$again/.index"' ': >"$again/.index"' \
	'printf "\377" | dd of="$again/.index" bs=1 seek=60 conv=notrunc' 'rm "$again/.index"; mkdir "$again/.index"'; do
	eval "$spoil" 2>/dev/null
	made "$temp/articles" -o "$again" && diff -r "$temp/one" "$again" || wrong=1
done
result $wrong "an index that is broken or not there only costs time"
for option in --level=-26 --format=ulaw,gsm --speeds=on --menu=linear --chunk=20; do
	made "$option" "$temp/articles" -o "$temp/new$option" && made "$option" "$temp/articles" -o "$again" &&
		diff -r -x review.html "$temp/new$option" "$again" || wrong=1
done
result $wrong "other options give what they give when new"

# --- in parts -----------------------------------------------------------------------------------
for n in 1 2 3 4; do
	sed "s/plain/plain$n/; s/id: sevrage/id: sevrage$n/; s/quelques heures/$n heures. Call 1-800-662-4357/" \
		"$temp/articles/plain.md" >"$temp/edited/plain$n.md"
done
made --speeds on "$temp/edited" -o "$temp/whole"
if have parallel; then
	mkdir "$temp/parts"
	parallel -j 2 "$lectern" phone -q -j 1 --speeds on "$temp/edited" --shard {}/3 -o "$temp/parts/{}" ::: 1 2 3 2>/dev/null
	ok "parts are made by GNU parallel"
	made --speeds on "$temp/edited" --join "$temp/parts" -o "$temp/joined" && diff -r "$temp/whole" "$temp/joined"
	ok "parts joined are the line made at once, byte for byte"
	"$lectern" phone -q "$temp/edited" --join "$temp/parts" -o "$temp/none" 2>"$temp/said"
	[ $? -ne 0 ] && grep -q bad-shard "$temp/said" && [ ! -e "$temp/none" ]
	ok "parts made with other options are an error"
	rm -r "$temp/parts/2"
	"$lectern" phone -q --speeds on "$temp/edited" --join "$temp/parts" -o "$temp/none" 2>"$temp/said"
	[ $? -ne 0 ] && grep -q 'part 2 of 3 is not there' "$temp/said" && [ ! -e "$temp/none" ]
	ok "a missing part is an error that names it"
else
	missing 'parts made by GNU parallel' parallel
fi
for shard in 0/3 4/3 1 1/3x x; do
	"$lectern" phone -q "$temp/edited" --shard "$shard" -o "$temp/none" 2>/dev/null
	[ $? -eq 2 ] && [ ! -e "$temp/none" ] || break
	shard=
done
[ -z "$shard" ]
ok "a part that cannot be is an error"

forms=ulaw,alaw,wav,sln,gsm,wav49,g722,sln16,wav16,flac
"$lectern" phone -q --format $forms --speeds on "$temp/articles/hostile.md" -o "$temp/forms" 2>/dev/null
ok "every sound format is written"
if have python3; then
	python3 - "$temp/forms" <<'CHECK'
import csv, os, sys
line = sys.argv[1]
a_frame = {"ulaw": 160, "alaw": 160, "sln": 320, "gsm": 33, "g722": 160, "sln16": 640}
with open(line + "/prompts.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
for row in rows:
    base, frames = line + "/" + row["file"].rsplit(".", 1)[0], round(float(row["seconds"]) * 50)
    for extension, size in a_frame.items():
        assert os.path.getsize(base + "." + extension) == frames * size, base + "." + extension
    with open(base + ".wav", "rb") as file:
        wav = file.read()
    assert wav[20:22] == b"\x01\x00" and wav[24:28] == b"\x40\x1f\x00\x00" and len(wav) == 44 + frames * 320
    with open(base + ".wav16", "rb") as file:
        wav = file.read()
    assert wav[20:22] == b"\x01\x00" and wav[24:28] == b"\x80\x3e\x00\x00" and len(wav) == 44 + frames * 640
    with open(base + ".WAV", "rb") as file:
        wav = file.read()
    # what Asterisk looks for: format 49, one channel, 8000, 1625 bytes a second, blocks of 65
    assert wav[12:34] == b"fmt \x14\0\0\0\x31\0\x01\0\x40\x1f\0\0\x59\x06\0\0\x41\0", wav[:60]
    assert wav[52:56] == b"data" and len(wav) == 60 + frames * 65 // 2 + frames // 2 % 2, (len(wav), frames)
    assert frames % 2 == 0
spoken = {speed: {row["id"]: float(row["seconds"]) for row in rows if "/en" + speed + "/" in row["file"]}
          for speed in ("", "_slow", "_fast")}
texts = {id for id in spoken[""] if id[0] == "s"}
assert texts and texts == set(spoken["_slow"]) == set(spoken["_fast"])
for id in texts:
    assert spoken["_fast"][id] < spoken[""][id] < spoken["_slow"][id], id
CHECK
	ok "each format is in whole frames of 20 ms, named and headed as Asterisk expects"
fi
if have sox; then
	wrong=0
	for file in "$temp"/forms/sounds/en/lectern/*.sln; do
		base=${file%.sln}
		sox -D -t raw -r 8000 -e signed -b 16 -c 1 "$file" -t gsm "$temp/judge.gsm" && cmp -s "$temp/judge.gsm" "$base.gsm" || wrong=1
		sox "$base.wav" -t raw "$temp/judge.sln" && cmp -s "$temp/judge.sln" "$file" || wrong=1
		sox -t wav "$base.wav16" -t raw "$temp/judge.sln" && cmp -s "$temp/judge.sln" "${base}.sln16" || wrong=1
	done
	result $wrong "GSM is libgsm's, and WAV holds the samples of sln"
fi
if have ffmpeg && have python3; then
	file=$(ls "$temp"/forms/sounds/en/lectern/s*.g722 | head -n 1)
	ffmpeg -v error -f g722 -i "$file" -f s16le "$temp/decoded" </dev/null &&
		ffmpeg -v error -f wav -i "${file%.g722}.WAV" -f s16le "$temp/decoded49" </dev/null &&
		python3 - "$temp/decoded" "${file%.g722}.sln16" 22 "$temp/decoded49" "${file%.g722}.sln" 0 <<'CHECK'
import array, math, sys
def samples(name):
    with open(name, "rb") as file:
        return array.array("h", file.read())
# a coder may delay: the closest fit within 3 ms counts
for decoded, source, delay in (sys.argv[1:4], sys.argv[4:7]):
    a, b = samples(decoded), samples(source)
    assert abs(len(a) - len(b)) <= 320, (len(a), len(b))
    best = max(10 * math.log10(sum(y * y for y in b) / (1 + sum((x - y) ** 2 for x, y in zip(a[d:], b))))
               for d in range(48))
    assert best > (18 if int(delay) else 8), best
CHECK
	ok "ffmpeg hears in G.722 and WAV49 what was said"
fi
if have ffprobe; then
	wrong=0
	for file in "$temp"/one/sounds/en/lectern/p*.wav; do
		set -- $(ffprobe -v error -show_entries stream=codec_name,sample_rate,channels -of default=nw=1:nk=1 "$file")
		[ "$*" = "pcm_s16le 8000 1" ] || wrong=1
	done
	result $wrong "WAV files are 16-bit, 8000 samples a second, one channel"
fi
if have xmllint; then
	xmllint --html --noout "$temp/one/review.html" 2>&1 | grep -v 'Tag [a-z]* invalid' | grep -q ' error '
	[ $? -ne 0 ]
	ok "review.html is well-formed"
fi
plan
