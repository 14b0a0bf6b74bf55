# SPDX-License-Identifier: GPL-3.0-or-later
# The timing files prove that every utterance of the script is in the sound exactly once; the
# proof fails when one is dropped, doubled, moved or silent. usage: sh tests/peer/timing.sh BUILD
. tests/tap.sh
lectern=$1/lectern
here=$(dirname "$0")

cat >"$temp/a.md" <<'END'
---
title: When somebody does not wake up
id: wake
language: en
helplines:
  - "Help line: 1-800-662-4357"
---

Call 911 at once. Then give 4 mg of naloxone.

## What to do next

1. Stay with the person. Do not leave.
2. Say "j'ai besoin d'aide" to whoever comes.

| Time | Dose |
|---|---|
| 0 min | 4 mg |
| 3 min | 4 mg |

## What not to do

Never give coffee. Never put the person into cold water.
END
"$lectern" script -q --json "$temp/a.md" >"$temp/script.json"
utterances=$(grep -o '"written"' "$temp/script.json" | wc -l)
prove() { python3 "$here/timing.py" "$temp/script.json" "$1"; }
for per in article section sentence; do
	"$lectern" speech -q "$temp/a.md" --per "$per" --timing json -o "$temp/$per" && prove "$temp/$per"
	ok "every utterance is heard exactly once, a file for each $per"
done

# wound NAME PYTHON: the timing `t` of a section, changed, must be refused
wound() {
	rm -rf "$temp/wounded"
	cp -r "$temp/section" "$temp/wounded"
	python3 -c "
import json, pathlib, sys
p = sorted(pathlib.Path(sys.argv[1]).glob('*.json'))[1]
t = json.loads(p.read_text())
c = t['cues']
$2
p.write_text(json.dumps(t))" "$temp/wounded"
	! prove "$temp/wounded" >/dev/null
	ok "found: $1"
}
wound 'a dropped utterance' 'del c[2]'
wound 'the last one dropped' 'del c[-1]'
wound 'one said twice' 'c.insert(2, c[2])'
wound 'two exchanged' 'c[1]["id"], c[2]["id"] = c[2]["id"], c[1]["id"]'
wound 'one that is only silence' 'c[1]["start"] = c[0]["end"]; c[1]["end"] = c[0]["end"] + 0.1'
wound 'one behind the end' 'c[-1]["end"] += 9'
rm "$temp/section/02"*.json
! prove "$temp/section" >/dev/null
ok 'found: a section dropped'

"$lectern" speech -q "$temp/a.md" --timing vtt -o "$temp/vtt/" &&
	[ "$(grep -c -e '-->' "$temp/vtt/"*.vtt)" -eq "$utterances" ]
ok 'WebVTT has a cue for every utterance'
"$lectern" speech -q "$temp/a.md" --per section --timing smil -o "$temp/smil/" &&
	cat "$temp/smil/"*.smil | grep -o 'xhtml#u[0-9]*' | sort -u | wc -l >"$temp/pointed" &&
	[ "$(cat "$temp/pointed")" -eq "$(cat "$temp/smil/"*.xhtml | grep -c ' id="u')" ] &&
	[ "$(cat "$temp/pointed")" -eq "$utterances" ]
ok 'SMIL points at every utterance of the pages beside it'
jar=/usr/share/java/epubcheck.jar # the package's program is this jar, which not every kernel runs
if [ -f "$jar" ] && have java; then
	java -jar "$jar" -m mo -v 3.0 "$temp/smil/02-what-to-do-next.smil" >"$temp/said" 2>&1
	ok 'epubcheck takes the SMIL for a media overlay'
else
	missing 'epubcheck takes the SMIL for a media overlay' epubcheck
fi
# Written words over the time they take, all pauses in it, for each article: short words and long
# ones, many headings and none.
cat >"$temp/prose.md" <<'END'
---
title: What opioids do
id: prose
language: en
---

Opioids are a class of drugs that doctors prescribe to treat pain after surgery or an injury.
They attach to receptors in the brain and the spinal cord, and so fewer signals of pain get
through. People who take them for some weeks need larger doses for the same relief, because the
body gets used to them. This is called tolerance, and it can happen to anybody.

When somebody stops suddenly, the body reacts with symptoms that may last for about a week. They
include muscle aches, sweating, stomach cramps, diarrhea and trouble sleeping. Withdrawal is
seldom dangerous by itself, but many people begin to use again in order to end it.
END
pace() { # LANG WORDS ARTICLE...
	language=$1 words=$2
	shift 2
	"$lectern" speech -q "$@" --rate "$words" --timing json -o "$temp/pace" && python3 -c "
import json, pathlib, sys
got = []
for path in pathlib.Path(sys.argv[1]).glob('*.json'):
    t = json.loads(path.read_text())
    got.append(sum(len(c['text'].split()) for c in t['cues']) / t['seconds'] * 60)
print('#', *('%.1f' % one for one in got))
sys.exit(not all(abs(one / $words - 1) < 0.05 for one in got))" "$temp/pace"
	ok "$language: $words words a minute within 5%"
}
for words in 120 160 300; do
	pace en "$words" "$temp/prose.md" corpus/emergency/1-overdose-first-aid.md
done
pace es 300 corpus/es
pace fr 120 corpus/fr
pace fr 220 corpus/fr
# A language that nobody has measured: its pace is found while it is read
cat >"$temp/prosa.md" <<'END'
---
title: Was ist Diabetes?
id: prosa
language: de
---

Diabetes ist eine Krankheit, bei der der Blutzucker dauerhaft zu hoch ist. Der Körper gewinnt
Energie aus Zucker, der mit der Nahrung aufgenommen wird. Damit der Zucker in die Zellen gelangt,
braucht der Körper Insulin, das in der Bauchspeicheldrüse gebildet wird. Fehlt dieses Hormon oder
wirkt es nicht richtig, bleibt der Zucker im Blut.

Viele Menschen merken lange nicht, dass sie erkrankt sind. Häufige Zeichen sind starker Durst,
Müdigkeit und häufiges Wasserlassen. Wer solche Beschwerden hat, sollte mit einer Ärztin oder
einem Arzt sprechen. Eine einfache Blutuntersuchung kann zeigen, ob eine Behandlung nötig ist.

Bewegung und eine ausgewogene Ernährung helfen, die Werte zu verbessern. Manche Menschen brauchen
zusätzlich Tabletten oder müssen Insulin spritzen. Wichtig ist, die Medikamente regelmäßig
einzunehmen und nicht ohne Rücksprache abzusetzen.
END
for words in 90 160 300; do
	pace de "$words" "$temp/prosa.md"
done
plan
