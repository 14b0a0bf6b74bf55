# SPDX-License-Identifier: GPL-3.0-or-later
# A line tried by its keys from a script. usage: sh tests/peer/dial.sh BUILD
set -u
. tests/tap.sh
lectern=$1/lectern

ok() { # NAME, the status of the command before
	status=$?
	result "$status" "$1"
	[ "$status" -eq 0 ] || sed 's/^/# /' "$temp/heard" "$temp/said" | head -n 40
}

cat >"$temp/a.md" <<'END'
---
title: Naloxone
id: naloxone
language: en
helplines:
  - Helpline: 1-800-662-4357
---

## How to give it

Call 911 first. Then spray once.

## How to keep it

Keep it dry. Questions: 1-888-509-8965.
END
dial() { # KEYS [OPTIONS]
	keys=$1
	shift
	printf "$keys" | timeout 20 "$lectern" dial "$@" "$temp/line" >"$temp/heard" 2>"$temp/said"
}
# the nodes that were come to, one a line
nodes() { sed -n 's/^\[\([a-z]*\) .*/\1/p' "$temp/heard" | tr '\n' ' '; }

"$lectern" phone -q --voice clock --speeds on "$temp/a.md" -o "$temp/line" 2>"$temp/said"
ok 'a line is made'
dial '' && [ "$(nodes)" = 'welcome ' ] && grep -q 'press 0' "$temp/heard" && tail -n 1 "$temp/heard" | grep -q 'hangs up'
ok 'a caller who hangs up at once has heard of 0'
dial '#\n2\n8\n\n\n1\n' && [ "$(nodes)" = 'welcome menu listen listen feedback pause menu ' ]
ok 'keys lead through a part and back to its menu'
[ "$(grep -c 'The number is 1-888-509-8965. Again: 1-888-509-8965' "$temp/heard")" = 1 ]
ok '8 says the number of the text again, twice'
dial '\n\n\n\n' && [ "$(nodes)" = 'welcome menu menu menu helpline ' ]
ok 'silence leads to the helpline'
dial '0\n*\n' && [ "$(nodes)" = 'welcome helpline menu ' ] && grep -q 'calls 18006624357' "$temp/heard"
ok '0 leads to the helpline, which is not called'
dial '#1 7 9 5 3 x\n' && grep -q '^(slower)' "$temp/heard" && grep -q '^(faster)' "$temp/heard" &&
	grep -q '^(a pause' "$temp/heard" && grep -q 'keys 0 to 9' "$temp/heard"
ok 'several keys in a line, and what is no key'
dial '#\n1' && [ "$(nodes)" = 'welcome menu listen ' ]
ok 'a last line without an end counts'
head -c 100000 /dev/zero | tr '\0' '#' | "$lectern" dial "$temp/line" >"$temp/heard" 2>"$temp/said"
ok 'a very long line ends'

# titles alike, and one without a word in it
mkdir "$temp/alike"
for title in 'Naloxone: how' 'naloxone: how' '"?!"'; do
	n=$((${n:-0} + 1))
	printf -- '---\ntitle: %s\nid: n-%s\nlanguage: en\n---\n\nText %s.\n' "$title" $n $n >"$temp/alike/$n.md"
done
"$lectern" phone -q --voice clock --format wav "$temp/alike" -o "$temp/line" 2>"$temp/said"
dial '#' && [ "$(grep '^  For' "$temp/heard" | sort -u | wc -l)" = 3 ] && grep -q 'For Naloxone: how, text 1,' "$temp/heard" &&
	grep -q 'For naloxone: how, text 2,' "$temp/heard" && grep -q 'For a text without a title,' "$temp/heard"
ok 'no two choices sound the same, and none is empty'

"$lectern" phone -q --voice clock --format wav --menu linear "$temp/a.md" -o "$temp/line" 2>"$temp/said"
dial '#' && grep -q '^  Naloxone. How to give it.' "$temp/heard"
ok 'without menus the title is in the text'

mkdir "$temp/bad"
printf 'en/lectern/p1: a\033[2Jb\302\233c\n' >"$temp/bad/prompts.txt"
for flow in '' '{' '[]' '{"nodes":3}' '{"nodes":[]}' '{"nodes":[{"id":"wen","kind":"welcome"}]}' \
	'{"nodes":[{"id":"a","kind":"pass","then":"a"}]}' \
	'{"nodes":[{"id":"wen","kind":"welcome","tries":[{"milliseconds":1,"prompts":[{}]}]}]}' \
	'{"nodes":[{"id":"wen","kind":"welcome","tries":[{"milliseconds":1e99,"prompts":[]}]}]}' \
	'{"nodes":[{"id":"wen","kind":"w\u001b[2J"}]}' \
	"$(head -c 5000 /dev/zero | tr '\0' '[')"; do
	printf '%s' "$flow" >"$temp/bad/flow.json"
	printf '\n' | "$lectern" dial "$temp/bad" >"$temp/heard" 2>"$temp/said"
	[ $? -eq 3 ] && ! LC_ALL=C grep -q "$(printf '\033')" "$temp/heard" "$temp/said" || break
done
[ "${flow#\[\[}" != "$flow" ] && [ $? -eq 0 ] && grep -q 'bad-flow' "$temp/said"
ok 'what is no call is said, and nothing reaches the terminal'
printf '{"nodes":[{"id":"wen","kind":"welcome","then":"wen","tries":[{"milliseconds":1,"prompts":["p1"]}]}]}' >"$temp/bad/flow.json"
printf '' | "$lectern" dial "$temp/bad" >"$temp/heard" 2>"$temp/said" && grep -q 'a?\[2Jb??c' "$temp/heard"
ok 'control characters of a prompt are not obeyed'
(sleep 0.3) | timeout 10 "$lectern" dial --real-time "$temp/bad" >"$temp/heard" 2>"$temp/said" &&
	[ "$(grep -c silence "$temp/heard")" -gt 2 ]
ok 'in real time silence comes by itself'
plan
